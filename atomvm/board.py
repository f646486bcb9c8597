"""The entry point of firmware: finds the packs in the slots of the board's
flash memory, starts the first module in them that is to be started, and runs
until nothing is left to do.

As AtomVM does (src/platforms/*/main.c): the result of start/0 is printed.
"""
from atomvm import natives
from atomvm.beam import avm
from atomvm.error import LoadError
from atomvm.interp.run import run_scheduler
from atomvm.proc import codeserver, output
from atomvm.proc.clock import CLOCK
from atomvm.proc.packpath import module_name
from atomvm.proc.path import PATH
from atomvm.proc.process import EXITED
from atomvm.proc.scheduler import spawn_process
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, cons
from atomvm.term.show import show
from hal.api import CURRENT

assert natives      # importing it registers them

BOOT = 'avm_board'
FAILED = 1          # exit status where nothing could be started


def entry_point(argv):
    """Returns the exit status, for boards that can end."""
    CLOCK.boot()
    status = boot()
    output.flush()
    return status


def complain(text):
    output.write(1, 'atomvm: ' + text + '\n')


def boot():
    start = open_slots()
    if start == '':
        complain('no pack has a module to start')
        return FAILED
    try:
        for name in [start, BOOT]:
            if not codeserver.ensure_loaded(mk_atom(name)):
                complain('there is no module ' + name)
                return FAILED
    except LoadError as e:
        complain(e.text())
        return FAILED
    except MemoryError:
        complain('no memory for module ' + start)
        return FAILED
    first = spawn_process(None, mk_atom(BOOT), atoms.start,
                          cons(mk_atom(start), NIL))
    first.keeps_reason = True
    status = run_scheduler()
    if first.state == EXITED and not output.HALT.wanted:
        complain('the first process ended: ' + show(first.w_exit_reason))
        return FAILED
    return status


def open_slots():
    """Open the packs that there are; the name of the first module that is
    marked to be started, or ''."""
    machine = CURRENT.machine
    start = ''
    for n in range(machine.slot_count()):
        memory = machine.slot(n)
        where = machine.slot_name(n)
        state = avm.state_of(memory)
        if state == avm.EMPTY:
            continue
        if state == avm.OTHER:
            complain(where + ': this slot holds no pack')
            continue
        pack = avm.Pack(where, memory, where)
        try:
            pack.check()
        except LoadError as e:
            complain(e.text())
            continue
        PATH.packs.append(pack)
        item = pack.find_start()
        if item is not None and start == '':
            start = module_name(item.name)
    return start
