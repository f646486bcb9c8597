"""The entry point: command line, boot, run, exit status.

It starts the first process: init:boot/1 (libs/init.erl), which does the rest.
"""
from rpython.rlib import jit
from rpython.rtyper.lltypesystem import lltype, rffi

from atomvm import cli, erlstart, erlwords, natives
from atomvm.bif.crashdump import write_dump
from atomvm.bif.module_info import exports_start
from atomvm.error import LoadError
from atomvm.interp.run import run_scheduler
from atomvm.proc import codeserver, erlroot, output
from atomvm.proc.packpath import module_name
from atomvm.proc.path import PATH, read_file
from atomvm.proc.output import HALT
from atomvm.proc.process import EXITED
from atomvm.proc.registry import PROCESSES
from atomvm.proc.scheduler import spawn_process
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL, cons, list_from
from atomvm.term.show import show
from atomvm.term.tuple import tuple2, tuple4
from hal.api import CURRENT

BOOT = 'init'
USAGE_ERROR = 2
NO_MEMORY = 'cannot allocate memory'

assert natives      # importing it registers them

c_abort = rffi.llexternal('abort', [], lltype.Void)


def entry_point(argv):
    """argv with the program's name; returns the exit status."""
    if erlroot.basename(argv[0]) == 'erl':
        return run_as_erl(argv)
    options = cli.parse(argv[1:])
    mode = options.mode
    if mode == cli.HELP:
        output.write(1, cli.USAGE)
    elif mode == cli.SHOW_VERSION:
        output.write(1, cli.version_text())
    elif mode == cli.WRONG:
        return fail(options.message + ' (see atomvm --help)', USAGE_ERROR)
    else:
        return run(options)
    output.flush()
    return 0


def run_as_erl(argv):
    """The program has been called by the name erl."""
    options = cli.Options()
    line = erlwords.erl_line(argv[1:], options)
    if options.mode == cli.WRONG:
        return fail(options.message, USAGE_ERROR)
    if line.show_version:
        output.write(1, cli.version_text())
        output.flush()
        return 0
    set_limits(options)
    PATH.setup([], [])
    try:
        return serve(erlstart.start(line, argv[0]))
    except LoadError as e:
        return fail(e.text(), 1)


def set_limits(options):
    if options.processes > 0:
        PROCESSES.limit = options.processes


def fail(message, status):
    """Say what is wrong; returns the exit status."""
    output.write(2, 'atomvm: ' + message + '\n')
    output.flush()
    return status


def run(options):
    """Boot and run what the options say; returns the exit status."""
    if options.jit != '':
        try:
            jit.set_user_param(None, options.jit)
        except ValueError:
            return fail('--jit: bad parameters ' + options.jit, USAGE_ERROR)
    hal = options.hal
    if hal == '':
        hal = erlroot.getenv('ATOMVM_HAL')
    if hal != '' and not CURRENT.choose(hal):
        return fail('--hal: there is no ' + hal, USAGE_ERROR)
    PATH.setup(options.pa, options.pz)
    if BOOT not in PATH.embedded:
        return fail('its own modules (libs/) are not compiled: use '
                    'scripts/build or scripts/run --untranslated', 1)
    try:
        return boot(options)
    except LoadError as e:
        return fail(e.text(), 1)


def boot(options):
    """Load the files, start the first process and run to the end."""
    w_mode = mk_atom('erl')
    if options.mode == cli.RUN_FILES:
        for name in options.files:
            if not erlroot.is_file(name):
                return fail(name + ': no such file', USAGE_ERROR)
        w_module = load_files(options.files)
        if w_module is None:
            return fail('no module has a function start/0: ' +
                        ' '.join(options.files), 1)
        w_mode = tuple2(atoms.file, w_module)
    set_limits(options)
    codeserver.ensure_loaded(mk_atom(BOOT))
    w_boot = tuple4(w_mode, groups(options.start), flags(options),
                    words(options.plain))
    return serve(spawn_process(None, mk_atom(BOOT), mk_atom('boot'),
                               cons(w_boot, NIL)))


def serve(first):
    """Run processes until the first of them ends or the VM is halted; returns
    the exit status."""
    try:
        status = run_scheduler()
    except MemoryError:
        return no_memory()
    output.flush()
    if first.state == EXITED and not HALT.wanted:
        return fail('the process init ended: ' + show(first.w_exit_reason), 1)
    if HALT.abort:
        c_abort()
    return status


def no_memory():
    """The system gives no more memory: say so, where there is some left for
    that; returns the exit status."""
    try:
        output.flush()
        fail(NO_MEMORY, 1)
        write_dump(NO_MEMORY)
    except MemoryError:
        pass
    return 1


def load_files(files):
    """Load the .beam files and open the packs; the first module (an atom) that
    has start/0 or is marked in a pack, or None."""
    w_first = None
    for name in files:
        if cli.is_pack(name):
            w_start = open_pack(name)
        else:
            module = codeserver.load_binary(read_file(name), name)
            w_start = module.w_name if exports_start(module) else None
        if w_first is None:
            w_first = w_start
    return w_first


def open_pack(path):
    """The module (an atom) to start of a pack, or None."""
    pack = PATH.open_pack(path)
    item = pack.find_start()
    if item is None:
        return None
    return mk_atom(module_name(item.name))


def flags(options):
    """The flags as init:get_arguments/0 shows them, erl's own included."""
    own = [cli.Group('root', [PATH.erl_root()]),
           cli.Group('bindir', [erlroot.programs(PATH.erl_root())]),
           cli.Group('progname', ['atomvm']),
           cli.Group('home', [erlroot.getenv('HOME')])]
    return groups(own + options.flags)


def groups(found):
    """[{Name, [Word]}] of a list of Group."""
    return list_from([tuple2(mk_atom(group.name), words(group.words))
                      for group in found])


def words(texts):
    """A list of binaries."""
    return list_from([mk_binary(text) for text in texts])
