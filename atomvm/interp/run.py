"""The scheduler's loop: runs processes until the VM halts."""
from atomvm import config
from atomvm.interp.call import Starter
from atomvm.interp.inspector import LoopInspector
from atomvm.interp.loop import run
from atomvm.proc import output, poll, timer
from atomvm.proc.clock import CLOCK
from atomvm.proc.output import HALT
from atomvm.proc.process import INSPECT
from atomvm.proc.scheduler import SCHEDULER, START
from hal.api import CURRENT

START.install(Starter())
INSPECT.install(LoopInspector())


def run_scheduler():
    """Run processes until one halts the VM; returns the exit status.  Where
    nothing can happen any more (nothing is runnable, no timer runs, nobody
    waits for input) it ends with 0."""
    while not HALT.wanted:
        process = SCHEDULER.pop()
        if process is None:
            if not sleep():
                break
            continue
        SCHEDULER.current = process
        if config.BOARD:
            CURRENT.machine.running(process.w_pid.number)
        run(process)
        SCHEDULER.polls -= 1
        if SCHEDULER.polls <= 0:
            look()
    return HALT.status


def look():
    """A quick look at timers and input while processes are runnable."""
    SCHEDULER.looked()
    now = CLOCK.monotonic_ns()
    timer.expire(now)
    output.tick(now)
    if poll.is_wanted():
        poll.wait(0)


def sleep():
    """Wait for the next timer or input; False where none can come."""
    output.flush()
    if HALT.wanted:
        return True
    wait = timer.sleep_ms()
    if wait < 0 and not poll.is_wanted():
        return False
    if wait != 0:
        poll.wait(wait)
    look()
    return True
