"""The scheduler's loop: runs processes until the VM halts."""
from atomvm import config
from atomvm.interp.breakpoint import BREAKPOINTS, install
from atomvm.interp.call import Starter
from atomvm.interp.inspector import LoopInspector
from atomvm.interp.jit import REGISTERS
from atomvm.interp.loop import run
from atomvm.proc import event, heap, output, poll, sysmonitor, timer
from atomvm.proc.clock import CLOCK
from atomvm.proc.output import HALT
from atomvm.proc.process import EXITED, INSPECT, RUNNABLE
from atomvm.proc.scheduler import SCHEDULER, START
from atomvm.proc.signal import exit_process
from atomvm.proc.walltime import WALL_TIME
from atomvm.proc.tracecode import CLOCKS
from atomvm.proc.tracing import TRACE, W_IN, W_OUT, switched
from atomvm.term import atoms
from atomvm.term.effort import EFFORT, UNLIMITED
from atomvm.term.number import mk_int
from atomvm.term.show import show
from atomvm.term.tuple import tuple3
from hal.api import CURRENT

START.install(Starter())
INSPECT.install(LoopInspector())
if not config.BOARD:
    install()


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
        elif TRACE.running:
            run_watched(process)
        else:
            run(process)
        if not config.BOARD and BREAKPOINTS.is_pending():
            BREAKPOINTS.switch()
        SCHEDULER.polls -= 1
        if SCHEDULER.polls <= 0:
            look()
    EFFORT.limit = UNLIMITED
    return HALT.status


def run_watched(process):
    """run() of one process, telling of that who asked."""
    w_in = where(process)
    switched(process, W_IN, w_in)
    sysmonitor.profile_switch(process, True, w_in)
    CLOCKS.switch_in(process)
    start = CLOCK.monotonic_ns()
    run(process)
    ns = CLOCK.monotonic_ns() - start
    CLOCKS.switch_out(process)
    w_out = mk_int(0)
    if process.state != EXITED:
        w_out = where(process)
        switched(process, W_OUT, w_out)
    sysmonitor.has_run(process, ns, w_in, w_out)
    if process.state != RUNNABLE:
        sysmonitor.profile_switch(process, False, w_out)


def where(process):
    """{M, F, Arity} that a process goes on in, or 0."""
    w_entry = INSPECT.inspector.location(process, None)
    if w_entry is None:
        return mk_int(0)
    return tuple3(w_entry.get(0), w_entry.get(1), w_entry.get(2))


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
    if wait != 0 and config.BOARD:
        poll.wait(wait)
    elif wait != 0:
        start = CLOCK.monotonic_ns()
        poll.wait(wait)
        WALL_TIME.slept += CLOCK.monotonic_ns() - start
    look()
    return True
