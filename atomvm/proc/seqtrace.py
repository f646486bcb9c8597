"""Sequential tracing: the tokens that processes and messages carry, and what
the system tracer is told.

A process has its token in its Settings; a message that was sent with one is a
TracedMessage.  A plain Message takes the token of who receives it, as a
message does whose sender has none; what the VM itself sends goes through
notify().  Nothing of this costs anything before the first token is made:
TRACED.on is a constant to the JIT, and is_on() is false on boards.

OTP: erts/emulator/beam/erl_trace.c, erl_bif_trace.c.
"""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import intmask
from rpython.rlib.rbigint import rbigint

from atomvm import config
from atomvm.proc import tracing
from atomvm.proc.clock import CLOCK, UNIQUE, time_tuple
from atomvm.proc.process import EXITED, Message, Process
from atomvm.proc.registry import NODE, PROCESSES
from atomvm.proc.scheduler import SCHEDULER, send
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL
from atomvm.term.number import mk_big, mk_int
from atomvm.term.tuple import mk_tuple, tuple2, tuple3, tuple4

# Flags of a token, as OTP numbers them.
SEND = 1
RECEIVE = 2
PRINT = 4
NOW_TIMESTAMP = 8
STRICT_MONOTONIC_TIMESTAMP = 16
MONOTONIC_TIMESTAMP = 32

W_SEQ_TRACE = mk_atom('seq_trace')
W_SEND = mk_atom('send')
W_RECEIVE = mk_atom('receive')
W_PRINT = mk_atom('print')
W_TIMEOUT = mk_atom('timeout')


class SeqTrace(object):
    """tracer: the system tracer, or None."""

    def __init__(self):
        self.tracer = None


SEQ = SeqTrace()


def is_on():
    return not config.BOARD and tracing.TRACED.on


class Token(object):
    """OTP's {Flags, Label, Serial, From, Previous}."""
    _immutable_fields_ = ['flags', 'w_label', 'serial', 'w_from', 'previous']

    def __init__(self, flags, w_label, serial, w_from, previous):
        self.flags = flags
        self.w_label = w_label
        self.serial = serial
        self.w_from = w_from
        self.previous = previous

    def to_term(self):
        return mk_tuple([mk_int(self.flags), self.w_label,
                         mk_int(self.serial), self.w_from,
                         mk_int(self.previous)])

    def serial_term(self):
        return tuple2(mk_int(self.previous), mk_int(self.serial))


class Sequence(object):
    """Where a process is: its token, which may be None; its clock, the last
    serial number it gave or saw; previous, the last one it received."""

    def __init__(self):
        self.token = None
        self.clock = 0
        self.previous = 0

    def advance(self, process):
        """The next serial number of process, which has a token: the token.
        The system tracer's own stays."""
        old = self.token
        if SEQ.tracer is process:
            return old
        self.clock += 1
        token = Token(old.flags, old.w_label, self.clock, process.w_pid,
                      self.previous)
        self.token = token
        return token

    def has_seen(self, serial):
        self.previous = serial
        if self.clock < serial:
            self.clock = serial


class TracedMessage(Message):
    """token None: it has none, as a Message.  keeps: of the VM itself, who
    receives it keeps the token it has."""
    _attrs_ = ('token', 'keeps')

    def __init__(self, w_value, token, keeps):
        Message.__init__(self, w_value)
        self.token = token
        self.keeps = keeps


def token_of(process):
    sequence = process.settings.sequence
    if sequence is None:
        return None
    return sequence.token


def token_term(process):
    """[] or the tuple that OTP shows."""
    token = token_of(process)
    if token is None:
        return NIL
    return token.to_term()


def own_sequence(process):
    """The Sequence of process, to be written to."""
    settings = process.own_settings()
    if settings.sequence is None:
        settings.sequence = Sequence()
    return settings.sequence


def own_token(process):
    """The token of process, a new one where there is none."""
    sequence = own_sequence(process)
    if sequence.token is None:
        tracing.TRACED.on = True
        sequence.token = Token(0, mk_int(0), 0, process.w_pid,
                               sequence.previous)
    return sequence.token


# These change the token of a process that has one.

def set_flags(process, flags):
    old = token_of(process)
    own_sequence(process).token = Token(flags, old.w_label, old.serial,
                                        old.w_from, old.previous)


def set_label(process, w_label):
    old = token_of(process)
    own_sequence(process).token = Token(old.flags, w_label, old.serial,
                                        old.w_from, old.previous)


def set_serial(process, previous, serial):
    old = token_of(process)
    sequence = own_sequence(process)
    sequence.token = Token(old.flags, old.w_label, serial, old.w_from,
                           previous)
    sequence.clock = serial
    sequence.previous = previous


def clear_token(process):
    sequence = process.settings.sequence
    if sequence is not None:
        sequence.token = None


@jit.dont_look_inside
def reset():
    """Nobody has a token any more, nor has a message."""
    process = PROCESSES.oldest
    while process is not None:
        if process.settings.sequence is not None:
            process.settings.sequence = None
        message = process.first.next
        while message is not None:
            if isinstance(message, TracedMessage):
                message.token = None
                message.keeps = False
            message = message.next
        process = process.newer


# --------------------------------------------------------------- messages

def _deliver(target, w_message, token, keeps, w_from):
    """w_from: the pid of the sender, or undefined."""
    if target.state != EXITED:
        tracing.receives(target, NODE.w_name, w_from, w_message)
        target.enqueue(TracedMessage(w_message, token, keeps))
        SCHEDULER.wake(target)


def deliver(target, w_message):
    """send() of a message without a token."""
    if is_on():
        _deliver(target, w_message, None, False, atoms.undefined)
    else:
        send(target, w_message)


def notify(target, w_message):
    """send() of a message of the VM itself: the token stays as it is."""
    if is_on():
        _deliver(target, w_message, None, True, atoms.undefined)
    else:
        send(target, w_message)


def send_from(sender, target, w_to, w_message):
    """send() of a message of a process; w_to: the destination as the tracer
    is told it."""
    assert isinstance(target, Process)      # W_Pid.process is a ProcessBase
    if not is_on():
        send(target, w_message)
        return
    if target.state == EXITED:
        return
    token = None
    if token_of(sender) is not None:
        token = own_sequence(sender).advance(sender)
        report(token, SEND, w_to, w_message, sender)
    _deliver(target, w_message, token, False, sender.w_pid)


def send_exit_from(sender, target, w_message, wanted):
    """send() of an exit signal through a link, as a message where that is
    wanted, else nothing comes of it but what the tracer is told."""
    if not is_on() or token_of(sender) is None:
        if wanted:
            deliver(target, w_message)
        return
    token = own_sequence(sender).advance(sender)
    report(token, SEND, target.w_pid, w_message, sender)
    if wanted:
        _deliver(target, w_message, token, False, sender.w_pid)


@jit.dont_look_inside
def received(process):
    """process is going to take the message looked at out of its mailbox."""
    message = process.peek()
    token = None
    if isinstance(message, TracedMessage):
        if message.keeps:
            return
        token = message.token
    if token is None:
        clear_token(process)
        return
    sequence = own_sequence(process)
    sequence.token = token
    sequence.has_seen(token.serial)
    report(token, RECEIVE, process.w_pid, message.w_value, process)


@jit.dont_look_inside
def timed_out(process):
    """A receive of process has waited long enough."""
    tracing.event(process, tracing.RECEIVE, tracing.W_RECEIVE,
                  [W_TIMEOUT])


def inherit(parent, child, w_request):
    """parent, which has a token, has made child: that is traced as if the
    request to spawn had been a message."""
    token = own_sequence(parent).advance(parent)
    report(token, SEND, child.w_pid, w_request, parent)
    sequence = own_sequence(child)
    sequence.token = token
    sequence.has_seen(token.serial)
    report(token, RECEIVE, child.w_pid, w_request, child)


def reply_at_once(parent, child, w_reply):
    """The reply to a request that the native itself waits for.  It leaves the
    token, and OTP takes the serial number for what it is in a tagged word."""
    token = own_sequence(child).advance(child)
    report(token, SEND, parent.w_pid, w_reply, child)
    report(token, RECEIVE, parent.w_pid, w_reply, parent)
    own_sequence(parent).has_seen(intmask((token.serial << 4) | 15))


# ------------------------------------------------------- the system tracer

def system_tracer():
    """The Process that is told, or None."""
    tracer = SEQ.tracer
    if tracer is not None and tracer.state == EXITED:
        tracer = None
        SEQ.tracer = None
    return tracer


def report(token, kind, w_to, w_message, process):
    """Tell the system tracer what process has done.  kind: SEND, RECEIVE or
    PRINT."""
    tracer = system_tracer()
    if (tracer is None or tracer is process or token.flags & kind == 0 or
            process.settings.sensitive):
        return
    if kind == SEND:
        w_kind = W_SEND
    elif kind == RECEIVE:
        w_kind = W_RECEIVE
    else:
        w_kind = W_PRINT
    w_event = mk_tuple([w_kind, token.serial_term(), token.w_from, w_to,
                        w_message])
    w_time = _timestamp(token.flags)
    if w_time is None:
        w_all = tuple3(W_SEQ_TRACE, token.w_label, w_event)
    else:
        w_all = tuple4(W_SEQ_TRACE, token.w_label, w_event, w_time)
    notify(tracer, w_all)


def _timestamp(flags):
    """What the flags ask for, the first of them in OTP's order, or None."""
    if flags & NOW_TIMESTAMP:
        return time_tuple(CLOCK.now_us())
    if flags & (STRICT_MONOTONIC_TIMESTAMP | MONOTONIC_TIMESTAMP):
        w_time = mk_big(rbigint.fromrarith_int(CLOCK.monotonic_ns()))
        if not flags & STRICT_MONOTONIC_TIMESTAMP:
            return w_time
        return tuple2(w_time, mk_big(rbigint.fromrarith_int(
            UNIQUE.next_monotonic())))
    return None
