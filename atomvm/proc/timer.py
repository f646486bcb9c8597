"""Timers: receive ... after, send_after and start_timer, on one wheel.

OTP: erts/emulator/beam/erl_hl_timer.c.
"""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import intmask, r_longlong

from atomvm.proc.clock import CLOCK, MILLISECOND
from atomvm.proc.process import EXITED, Node
from atomvm.proc.registry import NAMES, REFS, new_ref
from atomvm.proc.scheduler import SCHEDULER
from atomvm.proc.seqtrace import notify
from atomvm.proc.wheel import Timer, Wheel
from atomvm.term import atoms
from atomvm.term.fault import error
from atomvm.term.number import W_Big, W_Int
from atomvm.term.tuple import tuple3

# Longest time of a receive, 16#FFFFFFFF ms.
MAX_RECEIVE = r_longlong(65536) * 65536 - 1
# Latest deadline in ms.
MAX_DEADLINE = r_longlong(9200000) * 1000000
LONG_TIME = 86400000        # ms; the scheduler may sleep for that long


class ReceiveTimer(Timer):
    """Of a receive ... after that waits."""

    def __init__(self, deadline, process):
        Timer.__init__(self, deadline)
        self.process = process

    def fire(self):
        process = self.process
        if process.timer is self:
            process.timer = None
            process.timed_out = True
            SCHEDULER.wake(process)


class SendTimer(Timer):
    """Sends a message to process, or to who is registered as w_name then
    (process is None).  wraps: the message is {timeout, Ref, w_message}."""

    def __init__(self, deadline, w_ref, process, w_name, w_message, wraps):
        Timer.__init__(self, deadline)
        self.w_ref = w_ref
        self.process = process
        self.w_name = w_name
        self.w_message = w_message
        self.wraps = wraps
        self.node = None            # in process.timers

    def fire(self):
        self.forget()
        process = self.process
        if process is None:
            process = NAMES.find_process(self.w_name)
            if process is None:
                return
        w_message = self.w_message
        if self.wraps:
            w_message = tuple3(atoms.timeout, self.w_ref, w_message)
        notify(process, w_message)

    def forget(self):
        """It is over: nobody finds it any more."""
        REFS.remove(self.w_ref)
        if self.node is not None:
            self.node.unlink()


class TimerNode(Node):
    """The place of a SendTimer in the ring of its process."""

    def __init__(self, timer):
        Node.__init__(self)
        self.timer = timer


WHEEL = Wheel()


def _deadline_after(milliseconds):
    """Deadline in ns of a time in ms (an r_longlong) from now."""
    return CLOCK.monotonic_ns() + milliseconds * MILLISECOND


# ------------------------------------------------------- receive ... after

@jit.dont_look_inside
def receive_timeout(w_timeout):
    """The time of a receive in ms (r_longlong), or error timeout_value."""
    milliseconds = r_longlong(-1)
    if isinstance(w_timeout, W_Int):
        milliseconds = r_longlong(w_timeout.intval)
    elif isinstance(w_timeout, W_Big):
        try:
            milliseconds = w_timeout.num.tolonglong()
        except OverflowError:
            pass
    if milliseconds < 0 or milliseconds > MAX_RECEIVE:
        raise error(atoms.timeout_value)
    return milliseconds


@jit.dont_look_inside
def start_receive_timer(process, w_timeout):
    """process waits in a receive for at most w_timeout ms: then timed_out is
    set, timer is None and the process is woken.  Raises timeout_value."""
    cancel_receive_timer(process)
    timer = ReceiveTimer(_deadline_after(receive_timeout(w_timeout)), process)
    process.timer = timer
    WHEEL.insert(timer)


@jit.dont_look_inside
def cancel_receive_timer(process):
    """The receive has ended with a message, or by an exception."""
    timer = process.timer
    if timer is not None:
        process.timer = None
        WHEEL.remove(timer)


# ------------------------------------------------- send_after, start_timer

def start_send_timer(deadline, process, w_name, w_message, wraps):
    """Send w_message at deadline (ns); see SendTimer.  Returns the W_Ref."""
    w_ref = new_ref()
    if process is not None and process.state == EXITED:
        return w_ref
    timer = SendTimer(deadline, w_ref, process, w_name, w_message, wraps)
    REFS.put(w_ref, timer)
    if process is not None:
        if process.timers is None:
            process.timers = Node()
        timer.node = TimerNode(timer)
        process.timers.append(timer.node)
    WHEEL.insert(timer)
    return w_ref


def find_send_timer(w_ref):
    """The SendTimer of this reference, if it has not fired, or None."""
    target = REFS.find(w_ref)
    if isinstance(target, SendTimer):
        return target
    return None


def cancel_send_timer(timer):
    """The timer does not fire."""
    WHEEL.remove(timer)
    timer.forget()


def cancel_timers_of(process):
    """The process has ended."""
    cancel_receive_timer(process)
    ring = process.timers
    if ring is None:
        return
    while not ring.is_alone():
        node = ring.next
        assert isinstance(node, TimerNode)
        cancel_send_timer(node.timer)
        node.unlink()


def milliseconds_left(timer):
    """Time in ms (r_longlong) until it fires, rounded up."""
    left = timer.deadline - CLOCK.monotonic_ns()
    if left <= 0:
        return r_longlong(0)
    return (left + (MILLISECOND - 1)) // MILLISECOND


# -------------------------------------------------------------- scheduler

@jit.dont_look_inside
def sleep_ms():
    """Milliseconds until there is something to do for timers, rounded up: 0
    where there is now, -1 where there are none."""
    if WHEEL.count == 0:
        return -1
    left = WHEEL.due - CLOCK.monotonic_ns()
    if left <= 0:
        return 0
    left = (left + (MILLISECOND - 1)) // MILLISECOND
    if left > LONG_TIME:
        return LONG_TIME
    return intmask(left)


@jit.dont_look_inside
def expire(now):
    """Fire what is due at now (monotonic ns)."""
    while True:
        timer = WHEEL.expired(now)
        if timer is None:
            return
        timer.fire()
