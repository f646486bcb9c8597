"""Tracing of processes: who is traced, what for, and what the tracer is told.

A process that is traced has a Tracing in its Settings.  Nothing of this costs
anything before: what sends, links or ends asks seqtrace.is_on(), a constant to
the JIT that changes with the first process that is traced.  Calls are in
tracecode.py.  Hosts only.

OTP: erts/emulator/beam/erl_trace.c; erlang:trace/3 in the ERTS Reference
Manual.  Tracers are processes: ports and modules (C code there) are none here.
"""
from rpython.rlib.rbigint import rbigint

from atomvm.proc.clock import CLOCK, UNIQUE, time_tuple
from atomvm.proc.process import EXITED, Message
from atomvm.proc.scheduler import SCHEDULER
from atomvm.term import atoms
from atomvm.term.atom import host_atom
from atomvm.term.cons import list_from
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, mk_big, mk_int
from atomvm.term.tuple import mk_tuple, tuple2, tuple3

# Flags, in the order in which erlang:trace_info/2 names them, last one first.
NAMES = ['timestamp', 'strict_monotonic_timestamp', 'monotonic_timestamp',
         'send', 'receive', 'set_on_spawn', 'call', 'procs',
         'set_on_first_spawn', 'set_on_link', 'set_on_first_link', 'running',
         'exiting', 'garbage_collection', 'arity', 'return_to', 'silent',
         'scheduler_id', 'ports', 'running_ports', 'running_procs',
         'cpu_timestamp']
(NOW_TIMESTAMP, STRICT_MONOTONIC_TIMESTAMP, MONOTONIC_TIMESTAMP, SEND, RECEIVE,
 SET_ON_SPAWN, CALL, PROCS, SET_ON_FIRST_SPAWN, SET_ON_LINK, SET_ON_FIRST_LINK,
 RUNNING, EXITING, GARBAGE_COLLECTION, ARITY, RETURN_TO, SILENT, SCHEDULER_ID,
 PORTS, RUNNING_PORTS, RUNNING_PROCS, CPU_TIMESTAMP) = [1 << _i for _i in range(len(NAMES))]
TIMESTAMPS = (NOW_TIMESTAMP | STRICT_MONOTONIC_TIMESTAMP |
              MONOTONIC_TIMESTAMP | CPU_TIMESTAMP)
FLAGS = {}
for _i in range(len(NAMES)):
    FLAGS[host_atom(NAMES[_i])] = 1 << _i
ALL = (1 << len(NAMES)) - 1 - CPU_TIMESTAMP

W_TRACE = host_atom('trace')
W_TRACE_TS = host_atom('trace_ts')
W_SEND = host_atom('send')
W_SEND_NOWHERE = host_atom('send_to_non_existing_process')
W_RECEIVE = host_atom('receive')
W_SPAWN = host_atom('spawn')
W_SPAWNED = host_atom('spawned')
W_EXIT = host_atom('exit')
W_LINK = host_atom('link')
W_GETTING_LINKED = host_atom('getting_linked')
W_IN = host_atom('in')
W_OUT = host_atom('out')


class Traced(object):
    """on: something is, or has been, traced, sequentially or not."""
    _immutable_fields_ = ['on?']

    def __init__(self):
        self.on = False


TRACED = Traced()


class TraceMatch(object):
    """A compiled match specification; bif.matchtrace has the one subclass."""

    def run(self, process, args, call):
        """What it says of the arguments args, a list: None where it does not
        match, else the value of its body.  process is the traced one, call a
        Context."""
        raise NotImplementedError


class Context(object):
    """What a match specification is run on, and what it wants done."""

    def __init__(self):
        self.w_message = None       # of {message, Term}
        self.returns = False        # return_trace, or exception_trace
        self.plain = False          # return_trace
        self.exceptions = False

    def caller(self):
        """{M, F, Arity} or undefined."""
        return atoms.undefined

    def caller_line(self):
        """{M, F, Arity, {File, Line}} or undefined."""
        return atoms.undefined

    def stacktrace(self):
        """A list, as current_stacktrace of process_info/2."""
        return list_from([])


class Tracing(object):
    """Of a process (or a new one) that is traced.  tracer: a Process."""

    def __init__(self, flags, tracer):
        self.flags = flags
        self.tracer = tracer


class EventMatch(object):
    """What trace_pattern/3 says of 'send' or 'receive': spec None: all."""

    def __init__(self):
        self.enabled = True
        self.spec = None
        self.w_spec = atoms.true


class TraceState(object):
    """new: for new processes, or None.  running: 'in' and 'out' are asked for,
    so that every switch goes through the scheduler's loop.  w_control: the
    trace control word."""

    def __init__(self):
        self.new = None
        self.send = EventMatch()
        self.receive = EventMatch()
        self.running = False
        self.w_control = mk_int(0)


TRACE = TraceState()


def set_control_word(w_value):
    """The trace control word, an unsigned word: what it was; badarg."""
    w_old = TRACE.w_control
    if isinstance(w_value, W_Int) and w_value.intval >= 0:
        TRACE.w_control = w_value
        return w_old
    raise badarg()


def tracing_of(process):
    """The Tracing of a process, or None; a tracer that has ended is none."""
    tracing = process.settings.tracing
    if tracing is not None and tracing.tracer.state == EXITED:
        process.settings.tracing = None
        return None
    return tracing


def traced_for(process, flag):
    """tracing_of() where the process is traced for flag, and by another."""
    if process.settings.tracing is None:
        return None
    tracing = tracing_of(process)
    if tracing is None or tracing.flags & flag == 0 or \
            tracing.tracer is process or process.settings.sensitive:
        return None
    return tracing


def change(process, flags_on, flags_off, tracer):
    """Set and clear flags of a process; without any it is not traced."""
    old = process.settings.tracing
    flags = flags_on if old is None else (old.flags & ~flags_off) | flags_on
    if flags == 0:
        if old is not None:
            process.settings.tracing = None
        return
    if tracer is None:
        if old is None:
            return
        tracer = old.tracer
    process.own_settings().tracing = Tracing(flags, tracer)
    TRACED.on = True
    if flags & (RUNNING | RUNNING_PROCS):
        watch_running()


def watch_running():
    TRACE.running = True
    SCHEDULER.look_often()


# --------------------------------------------------------------- messages

def timestamp(flags):
    """What the flags ask for, the first of them in OTP's order, or None."""
    if flags & TIMESTAMPS == 0:
        return None
    if flags & CPU_TIMESTAMP:
        return time_tuple(CLOCK.cpu_ns() // 1000)
    if flags & NOW_TIMESTAMP:
        return time_tuple(CLOCK.now_us())
    w_time = mk_big(rbigint.fromrarith_int(CLOCK.monotonic_ns()))
    if not flags & STRICT_MONOTONIC_TIMESTAMP:
        return w_time
    return tuple2(w_time, mk_big(rbigint.fromrarith_int(
        UNIQUE.next_monotonic())))


def tell(tracer, process, flags, w_kind, items):
    """Send {trace, Pid, Kind, Item...}, or {trace_ts, ..., Time}."""
    if tracer.state == EXITED or tracer is process:
        return
    w_time = timestamp(flags)
    elements = [W_TRACE if w_time is None else W_TRACE_TS, process.w_pid,
                w_kind] + items
    if w_time is not None:
        elements.append(w_time)
    tracer.enqueue(Message(mk_tuple(elements[:])))
    SCHEDULER.wake(tracer)


def event(process, flag, w_kind, items):
    """Tell who traces process for flag."""
    tracing = traced_for(process, flag)
    if tracing is not None:
        tell(tracing.tracer, process, tracing.flags, w_kind, items)


def procs_event(process, w_kind, w_item):
    if process.settings.tracing is not None:
        event(process, PROCS, w_kind, [w_item])


def message_event(process, pattern, flag, w_kind, args, items):
    """A message: args is what the match specification gets."""
    tracing = traced_for(process, flag)
    if tracing is None or not pattern.enabled:
        return
    if pattern.spec is not None:
        context = Context()
        w_result = pattern.spec.run(process, args, context)
        if w_result is None or context.w_message is atoms.false:
            return
        tracing = traced_for(process, flag)     # it may have changed that
        if tracing is None:
            return
        if context.w_message is not None and \
                context.w_message is not atoms.true:
            items = items + [context.w_message]
    tell(tracing.tracer, process, tracing.flags, w_kind, items)


def sends(process, w_to, w_message, exists):
    """process sends w_message to w_to, as it named it."""
    message_event(process, TRACE.send, SEND,
                  W_SEND if exists else W_SEND_NOWHERE, [w_to, w_message],
                  [w_message, w_to])


def receives(process, w_node, w_from, w_message):
    """A message for process arrives, from a pid or undefined."""
    if process.settings.tracing is not None:
        message_event(process, TRACE.receive, RECEIVE, W_RECEIVE,
                      [w_node, w_from, w_message], [w_message])


# ---------------------------------------------------------- what processes do

def spawned(parent, child, w_call, linked):
    """parent has made child to apply w_call, {M, F, Args}."""
    _inherit(parent, child, SET_ON_SPAWN, SET_ON_FIRST_SPAWN)
    if linked:
        _inherit(parent, child, SET_ON_LINK, SET_ON_FIRST_LINK)
    if child.settings.tracing is None and TRACE.new is not None:
        new = TRACE.new
        change(child, new.flags, 0, new.tracer)
    event(parent, PROCS, W_SPAWN, [child.w_pid, w_call])
    if linked:
        event(parent, PROCS, W_LINK, [child.w_pid])
    event(child, PROCS, W_SPAWNED, [parent.w_pid, w_call])
    if linked:
        event(child, PROCS, W_GETTING_LINKED, [parent.w_pid])


def linked(process, other):
    """process has linked itself to other, a Process.  (It does not inherit
    flags here, whatever the manual says: with spawn_link only.)"""
    event(process, PROCS, W_LINK, [other.w_pid])
    event(other, PROCS, W_GETTING_LINKED, [process.w_pid])


def _inherit(process, other, always, once):
    """other is traced as process is, where a flag (once: also only the first
    one) says so."""
    tracing = tracing_of(process)
    if tracing is None or tracing.flags & (always | once) == 0:
        return
    flags = tracing.flags
    if flags & once:
        flags &= ~(always | once)
        change(process, 0, always | once, None)
    if other.settings.tracing is None:
        change(other, flags, 0, tracing.tracer)


def switched(process, w_kind, w_function):
    """'in' or 'out', at {M, F, Arity} or 0."""
    if process.settings.tracing is not None:
        event(process, RUNNING | RUNNING_PROCS, w_kind, [w_function])


def collected(process, w_start, w_end, w_info):
    """A collection that process, a traced one, asked for."""
    event(process, GARBAGE_COLLECTION, w_start, [w_info])
    event(process, GARBAGE_COLLECTION, w_end, [w_info])


def function_term(w_module, w_name, arity):
    return tuple3(w_module, w_name, mk_int(arity))


def flag_list(flags):
    """The names of flags as trace_info/2 lists them: an Erlang list."""
    names = []
    for i in range(len(NAMES) - 1, -1, -1):
        if flags & (1 << i):
            names.append(FLAG_ATOMS[i])
    return list_from(names)


FLAG_ATOMS = [host_atom(_name) for _name in NAMES]
