"""The scheduler's loop: runs processes until the VM halts."""
from atomvm import config
from atomvm.interp.call import Starter
from atomvm.interp.inspector import LoopInspector
from atomvm.interp.jit import REGISTERS
from atomvm.interp.loop import run
from atomvm.proc import event, heap, output, poll, timer
from atomvm.proc.clock import CLOCK
from atomvm.proc.output import HALT
from atomvm.proc.process import INSPECT
from atomvm.proc.scheduler import SCHEDULER, START
from atomvm.proc.signal import exit_process
from atomvm.term import atoms
from atomvm.term.effort import EFFORT, UNLIMITED
from atomvm.term.show import show
from hal.api import CURRENT

START.install(Starter())
INSPECT.install(LoopInspector())


def run_scheduler():
    """Run processes until one halts the VM; returns the exit status.  Where
    nothing can happen any more (nothing is runnable, no timer runs, nobody
    waits for input) it ends with 0."""
    if config.BOARD:
        RESERVE.fill()
    EFFORT.limit = SCHEDULER.slice
    while not HALT.wanted:
        process = SCHEDULER.pop()
        if process is None:
            if not sleep():
                break
            continue
        SCHEDULER.current = process
        EFFORT.units = 0
        if config.BOARD:
            CURRENT.machine.running(process.w_pid.number)
            run_with_reserve(process)
        else:
            run(process)
        SCHEDULER.polls -= 1
        if SCHEDULER.polls <= 0:
            look()
    EFFORT.limit = UNLIMITED
    return HALT.status


class Reserve(object):
    """Memory that is given back when there is no other, so that what has to
    be said about that can be said."""

    def __init__(self):
        self.block = self.none = ['']

    def fill(self):
        self.block = [''] * RESERVE_WORDS

    def release(self):
        self.block = self.none


RESERVE = Reserve()
RESERVE_WORDS = 512     # 2 KB


def run_with_reserve(process):
    """run(); where there is no memory the process that asked for it ends with
    system_limit, as by exit/2: links and monitors hear of it."""
    try:
        run(process)
    except MemoryError:
        REGISTERS.clear()
        try:
            RESERVE.release()
            out_of_memory(SCHEDULER.current)
            RESERVE.fill()
        except MemoryError:
            # it was not to blame: others hold what there is
            HALT.request(1, False)
            output.write(2, NO_MEMORY)


NO_MEMORY = 'atomvm: out of memory: the VM ends\n'


def out_of_memory(process):
    process.cont = None
    process.saved = None
    output.write(2, 'atomvm: out of memory: process ' + show(process.w_pid) +
                 ' ends\n')
    exit_process(process, atoms.system_limit)


def look():
    """A quick look at timers and input while processes are runnable."""
    SCHEDULER.looked()
    now = CLOCK.monotonic_ns()
    timer.expire(now)
    output.tick(now)
    if poll.is_wanted():
        poll.wait(0)
    if config.DEVICES:
        event.deliver()
    if not config.BOARD and len(heap.WATCHED.processes) > 0:
        heap.look_at_watched()


def sleep():
    """Wait for the next timer or input; False where none can come."""
    output.flush()
    if HALT.wanted:
        return True
    wait = timer.sleep_ms()
    if config.DEVICES and event.are_there():
        wait = 0
    if wait < 0 and not poll.is_wanted():
        return False
    if wait != 0:
        poll.wait(wait)
    look()
    return True
