"""A process: where it goes on, its mailbox, its links and settings.

Plain linked objects, no Python lists in what send, receive and switching
touch, so that traces look inside.  Signals are in signal.py, timers in
timer.py, the run queues in scheduler.py.
"""
from atomvm import config
from atomvm.term import atoms
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL
from atomvm.term.pid import ProcessBase, W_Pid

# States of a process.
RUNNABLE = 0        # in a run queue or running
WAITING = 1         # in a receive, no message that it has not looked at
SUSPENDED = 2       # by erlang:suspend_process
EXITED = 3

# Priorities; the names as OTP has them.
LOW = 0
NORMAL = 1
HIGH = 2
MAX = 3


class Message(object):
    """A mailbox entry; the mailbox is a linked list behind a sentinel."""
    _attrs_ = ('w_value', 'next')

    def __init__(self, w_value):
        self.w_value = w_value
        self.next = None


class Node(object):
    """A member of a ring: a doubly linked list that is closed by a plain
    Node, its sentinel."""

    def __init__(self):
        self.prev = self
        self.next = self

    def append(self, node):
        """Put node at the end of the ring whose sentinel this is."""
        last = self.prev
        node.prev = last
        node.next = self
        last.next = node
        self.prev = node

    def unlink(self):
        """Take this node out of its ring; a second time does nothing."""
        before = self.prev
        after = self.next
        before.next = after
        after.prev = before
        self.prev = self
        self.next = self

    def is_alone(self):
        return self.next is self


class Settings(object):
    """What process_flag/2 and spawn_opt/2 set and process_info/2 shows, but
    which changes nothing here (terms), and what few processes have."""

    def __init__(self):
        self.w_error_handler = atoms.error_handler
        self.min_heap_size = 233
        self.min_bin_vheap_size = 46422
        self.fullsweep_after = 65535
        self.w_max_heap_size = None         # as given; None: no limit
        self.next_walk = 0                  # see heap.is_too_big
        self.off_heap = False               # message_queue_data
        self.save_calls = 0
        self.scheduler = 0
        self.sensitive = False
        self.monitor_nodes = 0
        self.sequence = None                # see seqtrace.py
        if not config.BOARD:
            self.tracing = None             # see tracing.py


DEFAULT_SETTINGS = Settings()


class Addressee(ProcessBase):
    """What has links, monitors and perhaps a name: a process or a port."""

    def __init__(self):
        self.state = RUNNABLE
        self.w_name = None              # atom it is registered as
        # rings, None until they are needed
        self.links = None               # of Link
        self.monitored_by = None        # of MonitorEnd
        self.w_exit_reason = None       # set when it has ended

    def identity(self):
        """Its pid or port."""
        raise NotImplementedError


class PortBase(Addressee):
    """An open port; port.Port is the one subclass, on hosts only."""

    def identity(self):
        raise NotImplementedError

    def take(self, process, w_message):
        """process sends it a message."""
        raise NotImplementedError

    def take_exit(self, process, w_reason):
        """process sends it an exit signal (erlang:exit/2)."""
        raise NotImplementedError

    def is_busy(self):
        """Whether it suspends who sends to it now."""
        raise NotImplementedError

    def is_owned_by(self, process):
        """Whether process is the one that it sends its messages to."""
        raise NotImplementedError

    def ended(self):
        """It is no port any more; links and monitors have been told."""
        raise NotImplementedError


class Process(Addressee):
    """resume, cont and saved are valid while it does not run:

    resume  Entry where it goes on;  cont  its innermost continuation
    saved   list: the x registers that are live there
    """

    def __init__(self, number, serial):
        Addressee.__init__(self)
        self.w_pid = W_Pid(number, serial, self)
        self.resume = None
        self.cont = None
        self.saved = None
        self.next = None                # link of the run queue
        self.priority = NORMAL          # see LOW, ... above
        self.reductions = 0             # spent in slices that have ended
        # mailbox: sentinel, last message, message before the next to look at
        sentinel = Message(None)
        self.first = sentinel
        self.last = sentinel
        self.look = sentinel
        self.queued = 0                 # messages in the mailbox
        self.mark = sentinel            # see marker_reserve
        self.w_mark = None
        # receive ... after
        self.timer = None               # Timer of the running receive
        self.timed_out = False
        # settings and relations, see signal.py
        self.dictionary = None          # made at the first put/2
        self.settings = DEFAULT_SETTINGS
        self.w_group_leader = self.w_pid
        self.trap_exit = False
        self.monitors = None            # of MonitorEnd: those it made, aliases
        self.timers = None              # of Timer: those that send to it
        self.suspending = None          # of Suspend: whom it suspends
        self.suspend_count = 0          # how often it is suspended
        self.suspended_runnable = False # what it was then: runs or waits
        self.keeps_reason = False       # w_exit_reason outlives its end
        self.crashed = False            # an exception ended it, not exit/1
        self.w_initial_module = atoms.undefined
        self.w_initial_name = atoms.undefined
        self.initial_arity = 0
        self.w_parent = None            # pid or None
        # the ring of all processes, see registry.py
        self.older = None
        self.newer = None

    def identity(self):
        return self.w_pid

    def deliver(self, w_message):
        """Put a message at the end of the mailbox (waking is up to
        scheduler.wake)."""
        self.enqueue(Message(w_message))

    def enqueue(self, message):
        self.last.next = message
        self.last = message
        self.queued += 1

    def peek(self):
        """The next message to look at, or None."""
        return self.look.next

    def skip(self):
        """The message looked at does not match: look at the next one."""
        message = self.look.next
        if message is not None:     # else the code is damaged
            self.look = message

    def remove(self):
        """Take the message looked at out of the mailbox."""
        self.remove_after(self.look)
        self.look = self.first

    def remove_after(self, before):
        """Take the message behind before out of the mailbox."""
        message = before.next
        after = message.next
        before.next = after
        if after is None:
            self.last = before
        if self.mark is message:
            self.mark = before
        if self.look is message:
            self.look = before
        self.queued -= 1

    def rewind(self):
        """A receive has ended: the next one starts with the first message."""
        self.look = self.first

    # Markers: a receive that only matches messages with a reference made
    # after marker_reserve() need not look at what was there before.  One
    # marker at a time: an older one is forgotten, which costs time only.

    def marker_reserve(self):
        """Remember the end of the mailbox."""
        self.mark = self.last
        self.w_mark = None

    def marker_bind(self, w_ref):
        """w_ref has been made since marker_reserve()."""
        self.w_mark = w_ref

    def marker_clear(self, w_ref):
        """No receive will look for w_ref any more."""
        if self.w_mark is w_ref:
            self.w_mark = None
            self.mark = self.first

    def marker_use(self, w_ref):
        """A receive for w_ref starts: skip what is older than it."""
        if self.w_mark is w_ref:
            self.look = self.mark

    def own_settings(self):
        """Its Settings, to be written to."""
        settings = self.settings
        if settings is DEFAULT_SETTINGS:
            settings = Settings()
            self.settings = settings
        return settings

    def forget(self):
        """It has ended: its pid shall not keep alive what it knew.  The link
        of the run queue stays: pop() drops a process that has ended."""
        self.resume = None
        self.cont = None
        self.saved = None
        sentinel = Message(None)
        self.first = sentinel
        self.last = sentinel
        self.look = sentinel
        self.mark = sentinel
        self.w_mark = None
        self.queued = 0
        self.timer = None
        self.dictionary = None
        self.settings = DEFAULT_SETTINGS
        self.w_group_leader = self.w_pid
        self.w_parent = None
        self.links = None
        self.monitors = None
        self.monitored_by = None
        self.timers = None
        self.suspending = None
        if not self.keeps_reason:
            self.w_exit_reason = None


class Frame(object):
    """What of a stack is shown: text, where it goes on, as OTP has it; terms,
    the y registers."""

    def __init__(self, text, terms):
        self.text = text
        self.terms = terms


class Inspector(object):
    """What only the interpreter knows of a process; it installs a subclass
    in INSPECT.  w_place: where the running one is (see Trap), None of others."""

    def location(self, process, w_place):
        """{M, F, Arity, Location} as in a stack trace, or None."""
        return None

    def stacktrace(self, process, w_place):
        return NIL

    def roots(self, process, todo):
        """Put what its registers and continuations hold on todo (a list of
        terms); the number of words of those."""
        return 0

    def frames(self, process):
        """Its stack: a list of Frame, the innermost one first."""
        return []

    def dump(self, process):
        """Its backtrace, as text in a binary."""
        return mk_binary('')


class Inspect(object):
    def __init__(self):
        self.inspector = Inspector()

    def install(self, inspector):
        self.inspector = inspector


INSPECT = Inspect()


class ExitHook(object):
    """Told of every process that has ended (its state is EXITED)."""

    def process_ended(self, process):
        raise NotImplementedError


EXIT_HOOKS = []
