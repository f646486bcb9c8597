"""Timers: receive ... after, send_after and start_timer.

A binary heap by deadline (monotonic ns), then by age: a timer of the usual
kind, later than all there are, is put in and taken out at the end of the heap
at no cost.  OTP: erts/emulator/beam/erl_hl_timer.c.
"""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import intmask, r_longlong

from atomvm.proc.clock import CLOCK, MILLISECOND, NEVER
from atomvm.proc.process import EXITED, Node
from atomvm.proc.registry import NAMES, REFS, RefTarget, new_ref
from atomvm.proc.scheduler import SCHEDULER
from atomvm.proc.seqtrace import notify
from atomvm.term import atoms
from atomvm.term.fault import error
from atomvm.term.number import W_Big, W_Int
from atomvm.term.tuple import tuple3

# Longest time of a receive, 16#FFFFFFFF ms.
MAX_RECEIVE = r_longlong(65536) * 65536 - 1
# Latest deadline in ms.
MAX_DEADLINE = r_longlong(9200000) * 1000000
LONG_TIME = 86400000        # ms; the scheduler may sleep for that long


class Timer(RefTarget):
    """deadline in ns; index is its place in the heap, or -1."""

    def __init__(self, deadline):
        self.deadline = deadline
        self.age = r_longlong(0)
        self.index = -1

    def fire(self):
        raise NotImplementedError


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


class Heap(object):
    """The timers that have not fired, the next one first."""

    def __init__(self):
        self.items = []
        self.age = r_longlong(0)

    def insert(self, timer):
        self.age += 1
        timer.age = self.age
        self.items.append(timer)
        self.up(len(self.items) - 1, timer)

    def remove(self, timer):
        """Take timer out; nothing happens where it is not in."""
        i = timer.index
        if i < 0:
            return
        timer.index = -1
        last = self.items.pop()
        if last is not timer:
            self.down(i, last)
            if self.items[i] is last:
                self.up(i, last)

    def up(self, i, timer):
        """Put timer, which is not later than what is below i, at i or
        above."""
        items = self.items
        while i > 0:
            parent = (i - 1) >> 1
            other = items[parent]
            if not _before(timer, other):
                break
            items[i] = other
            other.index = i
            i = parent
        items[i] = timer
        timer.index = i

    def down(self, i, timer):
        """Put timer at i or below."""
        items = self.items
        n = len(items)
        while True:
            child = 2 * i + 1
            if child >= n:
                break
            if child + 1 < n and _before(items[child + 1], items[child]):
                child += 1
            other = items[child]
            if not _before(other, timer):
                break
            items[i] = other
            other.index = i
            i = child
        items[i] = timer
        timer.index = i


def _before(timer, other):
    if timer.deadline != other.deadline:
        return timer.deadline < other.deadline
    return timer.age < other.age


HEAP = Heap()


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
    HEAP.insert(timer)


@jit.dont_look_inside
def cancel_receive_timer(process):
    """The receive has ended with a message, or by an exception."""
    timer = process.timer
    if timer is not None:
        process.timer = None
        HEAP.remove(timer)


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
    HEAP.insert(timer)
    return w_ref


def find_send_timer(w_ref):
    """The SendTimer of this reference, if it has not fired, or None."""
    target = REFS.find(w_ref)
    if isinstance(target, SendTimer):
        return target
    return None


def cancel_send_timer(timer):
    """The timer does not fire."""
    HEAP.remove(timer)
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

def next_deadline():
    """Monotonic time (ns) of the next timer, or clock.NEVER."""
    items = HEAP.items
    if len(items) == 0:
        return NEVER
    return items[0].deadline


@jit.dont_look_inside
def sleep_ms():
    """Milliseconds until the next timer, rounded up: 0 where one is due, -1
    where there is none."""
    if len(HEAP.items) == 0:
        return -1
    left = milliseconds_left(HEAP.items[0])
    if left > LONG_TIME:
        return LONG_TIME
    return intmask(left)


@jit.dont_look_inside
def expire(now):
    """Fire what is due at now (monotonic ns)."""
    items = HEAP.items
    while len(items) > 0 and items[0].deadline <= now:
        timer = items[0]
        HEAP.remove(timer)
        timer.fire()
