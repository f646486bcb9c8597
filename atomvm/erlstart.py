"""Starting as erl does: OTP's own init boots from its boot script and starts
kernel, stdlib and applications.

OTP: erts/etc/common/erlexec.c (the command line), erts/emulator/beam/erl_init.c
and erts/preloaded/src/erl_init.erl.  What OTP's emulator holds as preloaded
modules comes from the ebin of the machine's erts.
"""
import os

from atomvm.beam.export import EXPORTS
from atomvm.error import LoadError
from atomvm.proc import codeserver, erlroot, ossignal
from atomvm.proc.codeload import LOADING
from atomvm.proc.path import PATH, read_file
from atomvm.proc.scheduler import spawn_process
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL, cons, list_from

# OTP's emulator has these (erts/emulator/Makefile.in); which of them there are
# is a matter of the release.
PRELOADED = '''
    atomics counters erl_init erl_prim_loader erl_tracer erlang erts_code_purger
    erts_dirty_process_signal_handler erts_internal
    erts_literal_area_collector init persistent_term prim_buffer prim_eval
    prim_file prim_inet prim_net prim_socket prim_zip socket_registry zlib
'''.split()

# Signals that come as messages unless os:set_signal/2 says otherwise
HANDLED = ['sigterm', 'sigusr1', 'sigquit']

SERVERS = ['erts_code_purger']

# Modules whose natives serve the small start only: here OTP's own code runs.
ERLANG_CODE = ['code', 'erl_prim_loader']


def erts_ebin():
    """Directory of the .beam files of erts, or ''."""
    for app in PATH.get_apps():
        if app.name == 'erts':
            return app.ebin
    return ''


def bindir():
    """Directory of OTP's own programs (erl_child_setup, inet_gethost ...)."""
    erts = erlroot.basename(erlroot.app_directory(erts_ebin()))
    return PATH.erl_root() + '/' + erts + '/bin'


def forget_natives():
    for export in EXPORTS.slots.values():
        if export.w_module.name in ERLANG_CODE:
            export.bif = None


def load_preloaded():
    """Load all that there is of PRELOADED; LoadError."""
    ebin = erts_ebin()
    for name in PRELOADED:
        filename = ebin + '/' + name + '.beam'
        if erlroot.is_file(filename):
            codeserver.load_binary(read_file(filename), filename)
            LOADING.preloaded.append(mk_atom(name))
        elif name == 'init':
            raise LoadError(filename, '', -1, "no such file: OTP's erts is "
                            "needed (see $ATOMVM_ERL_ROOT)")


def arguments(words, progname):
    """The list of binaries that init:boot/1 gets."""
    own = ['-root', PATH.erl_root(), '-bindir', bindir(), '-progname',
           progname, '--', '-home', erlroot.getenv('HOME'), '--']
    return list_from([mk_binary(word) for word in own + words])


def set_environment(line, progname):
    """What programs that are started find there, as from erl."""
    root = PATH.erl_root()
    path = bindir() + ':' + root + '/bin'
    if erlroot.getenv('PATH') != '':
        path += ':' + erlroot.getenv('PATH')
    for name, value in [('ROOTDIR', root), ('BINDIR', bindir()),
                        ('EMU', 'beam'), ('PROGNAME', progname),
                        ('PATH', path)] + line.environment:
        os.environ[name] = value


def start_epmd():
    """The port mapper: it goes to the background itself, and ends at once
    where one runs already."""
    program = bindir() + '/epmd'
    if erlroot.is_file(program):
        os.system("'" + program + "' -daemon")


def start(line, progname):
    """The first process of an ErlLine; LoadError where OTP is not there."""
    LOADING.on_first_use = False
    forget_natives()
    load_preloaded()
    progname = erlroot.basename(progname)
    set_environment(line, progname)
    for name in HANDLED:
        ossignal.set_action(name, ossignal.HANDLE)
    if line.distributed and line.start_epmd:
        start_epmd()
    first = spawn_process(None, mk_atom('erl_init'), mk_atom('start'),
                          cons(mk_atom('init'),
                               cons(arguments(line.words, progname), NIL)))
    for name in SERVERS:
        system_process(name)
    return first


def system_process(name):
    """One that OTP's emulator starts itself: NAME:start/0."""
    spawn_process(None, mk_atom(name), mk_atom('start'), NIL)
