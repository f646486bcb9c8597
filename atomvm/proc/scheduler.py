"""Run queues and the choice of the next process (one scheduler thread).

OTP: erts/emulator/beam/erl_process.c.  max runs before high before the rest;
low takes one turn for eight of normal.  Traces look inside push, pop and wake
as long as all processes have the priority normal.
"""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import r_longlong

from atomvm.proc.clock import CLOCK
from atomvm.proc.process import (
    RUNNABLE, WAITING, EXITED, LOW, NORMAL, HIGH, MAX, Process)
from atomvm.proc.registry import PROCESSES
from atomvm.term import atoms
from atomvm.term.cons import W_Cons

REDUCTIONS = 4000       # of a slice (OTP: CONTEXT_REDS)
SWITCHES = 64           # process switches between two looks at timers and I/O
LOW_TURN = 8            # turns of normal for each of low (RESCHEDULE_LOW)


class Queue(object):
    """A run queue of another priority than normal."""

    def __init__(self):
        self.head = None
        self.tail = None

    def push(self, process):
        tail = self.tail
        if tail is None:
            self.head = process
        else:
            tail.next = process
        self.tail = process

    def pop(self):
        process = self.head
        if process is None:
            return None
        after = process.next
        self.head = after
        process.next = None
        if after is None:
            self.tail = None
        return process


class Scheduler(object):
    """head and tail of the run queue of normal; others is the number of
    processes in the other queues.

    polls    counts down to the next look at timers and input: at 0 the
             interpreter returns to the scheduler's loop
    often    what polls starts with
    slice    reductions of a slice;  current  the running process or None
    """

    def __init__(self):
        self.head = None
        self.tail = None
        self.others = 0
        self.low = Queue()
        self.high = Queue()
        self.max = Queue()
        self.low_skipped = 0
        self.polls = SWITCHES
        self.often = SWITCHES
        self.slice = REDUCTIONS
        self.current = None
        self.switches = r_longlong(0)   # up to the last look

    def push(self, process):
        """Put a runnable process at the end of the run queue."""
        if process.priority != NORMAL:
            self.push_other(process)
            return
        tail = self.tail
        if tail is None:
            self.head = process
        else:
            tail.next = process
        self.tail = process

    def pop(self):
        """Take the next process to run, or None."""
        if self.others > 0:
            return self.pop_other()
        process = self.head
        if process is None:
            return None
        after = process.next
        self.head = after
        process.next = None
        if after is None:
            self.tail = None
        if process.state != RUNNABLE:
            return self.pop_other()     # it was ended while it waited here
        return process

    def wake(self, process):
        """A message or a timeout came for process: run it if it waits."""
        if process.state == WAITING:
            process.state = RUNNABLE
            self.push(process)

    def looked(self):
        """The scheduler's loop has looked at timers and input."""
        self.switches += self.often - self.polls
        self.polls = self.often

    def look_often(self):
        """Every switch of processes goes through the scheduler's loop."""
        self.switches += self.often - self.polls
        self.often = 1
        self.polls = 1

    @jit.dont_look_inside
    def push_other(self, process):
        self.queue_of(process.priority).push(process)
        self.others += 1

    @jit.dont_look_inside
    def pop_other(self):
        """pop() where not all are of priority normal and runnable."""
        while True:
            process = self.max.pop()
            if process is None:
                process = self.high.pop()
            if process is not None:
                self.others -= 1
            else:
                process = self.pop_normal_or_low()
                if process is None:
                    return None
            if process.state == RUNNABLE:
                return process

    def pop_normal_or_low(self):
        if self.low.head is not None:
            if self.head is None or self.low_skipped >= LOW_TURN - 1:
                self.low_skipped = 0
                self.others -= 1
                return self.low.pop()
            self.low_skipped += 1
        process = self.head
        if process is None:
            return None
        after = process.next
        self.head = after
        process.next = None
        if after is None:
            self.tail = None
        return process

    def queue_of(self, priority):
        if priority == LOW:
            return self.low
        if priority == HIGH:
            return self.high
        assert priority == MAX
        return self.max

    def is_idle(self):
        return self.head is None and self.others == 0

    @jit.dont_look_inside
    def take_out(self, process):
        """Take a process that does not run out of the run queues (it is
        going to be suspended)."""
        if process.priority == NORMAL:
            queue = Queue()
            queue.head = self.head
            queue.tail = self.tail
            _take_out(queue, process)
            self.head = queue.head
            self.tail = queue.tail
        elif _take_out(self.queue_of(process.priority), process):
            self.others -= 1

    @jit.dont_look_inside
    def queue_length(self, priority):
        """Runnable processes that wait for their turn."""
        if priority == NORMAL:
            process = self.head
        else:
            process = self.queue_of(priority).head
        n = 0
        while process is not None:
            if process.state == RUNNABLE:
                n += 1
            process = process.next
        return n

    def run_queue(self):
        return (self.queue_length(LOW) + self.queue_length(NORMAL) +
                self.queue_length(HIGH) + self.queue_length(MAX))


def _take_out(queue, process):
    before = None
    this = queue.head
    while this is not None and this is not process:
        before = this
        this = this.next
    if this is None:
        return False
    after = process.next
    process.next = None
    if before is None:
        queue.head = after
    else:
        before.next = after
    if after is None:
        queue.tail = before
    return True


SCHEDULER = Scheduler()


def send(process, w_message):
    """Deliver a message to a local process; nothing happens if it ended."""
    assert isinstance(process, Process)     # W_Pid.process is a ProcessBase
    if process.state != EXITED:
        process.deliver(w_message)
        SCHEDULER.wake(process)


class StartHook(object):
    """How a new process starts; the interpreter installs a subclass."""

    def prepare(self, process, w_module, w_name, w_args):
        """Set resume, cont and saved so that it applies w_module:w_name, or
        the fun w_module where w_name is None, to the Erlang list w_args."""
        raise NotImplementedError


class NoStart(StartHook):
    """There is no interpreter (unit tests): the registers are set only."""

    def prepare(self, process, w_module, w_name, w_args):
        process.saved = [w_module, w_args]


class Start(object):
    """The hook that is installed."""

    def __init__(self):
        self.hook = NoStart()

    def install(self, hook):
        self.hook = hook

    def prepare(self, process, w_module, w_name, w_args):
        self.hook.prepare(process, w_module, w_name, w_args)


START = Start()


@jit.dont_look_inside
def create_process(parent, w_module, w_name, w_args):
    """A new process that is going to apply w_module:w_name, or the fun
    w_module where w_name is None, to the proper Erlang list w_args.  parent:
    a Process or None.  It does not run before start_process().  None where
    there are too many processes."""
    if PROCESSES.count == 0:
        CLOCK.boot()
    process = PROCESSES.make()
    if process is None:
        return None
    if parent is not None:
        process.w_group_leader = parent.w_group_leader
        process.w_parent = parent.w_pid
    if w_name is None:
        process.w_initial_module = atoms.erlang
        process.w_initial_name = atoms.apply
        process.initial_arity = 2
    else:
        process.w_initial_module = w_module
        process.w_initial_name = w_name
        arity = 0
        w_rest = w_args
        while isinstance(w_rest, W_Cons):
            arity += 1
            w_rest = w_rest.tl
        process.initial_arity = arity
    START.prepare(process, w_module, w_name, w_args)
    return process


def start_process(process):
    """Put a process that create_process() made into its run queue."""
    process.state = RUNNABLE
    SCHEDULER.push(process)


def spawn_process(parent, w_module, w_name, w_args):
    """create_process() and start_process()."""
    process = create_process(parent, w_module, w_name, w_args)
    if process is not None:
        start_process(process)
    return process
