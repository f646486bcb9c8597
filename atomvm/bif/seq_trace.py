"""erlang: the natives under module seq_trace.

OTP: erts/emulator/beam/erl_bif_trace.c (erts_seq_trace, seq_trace_info_1,
seq_trace_print_1,2), erl_process.c (what is traced of a spawn).
"""
from atomvm import config
from atomvm.bif.gateway import bif
from atomvm.proc import seqtrace
from atomvm.proc.registry import live_process, new_ref
from atomvm.proc.seqtrace import SEQ
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.compare import eq_exact
from atomvm.term.cons import NIL, W_Cons, list_from
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, mk_int
from atomvm.term.pid import W_Pid
from atomvm.term.tuple import W_Tuple, mk_tuple, tuple2, tuple3

W_LABEL = mk_atom('label')
W_SERIAL = mk_atom('serial')
W_TOKEN = mk_atom('sequential_trace_token')
W_SPAWN_REQUEST = mk_atom('spawn_request')
W_ERTS_INTERNAL = mk_atom('erts_internal')
W_SPAWN_INIT = mk_atom('spawn_init')

FLAGS = {
    seqtrace.W_SEND: seqtrace.SEND, seqtrace.W_RECEIVE: seqtrace.RECEIVE,
    seqtrace.W_PRINT: seqtrace.PRINT,
    mk_atom('timestamp'): seqtrace.NOW_TIMESTAMP,
    mk_atom('strict_monotonic_timestamp'):
        seqtrace.STRICT_MONOTONIC_TIMESTAMP,
    mk_atom('monotonic_timestamp'): seqtrace.MONOTONIC_TIMESTAMP}


def _flag(w_item):
    """The flag of a name, or 0."""
    if isinstance(w_item, W_Atom):
        return FLAGS.get(w_item, 0)
    return 0


def _is_small(w_term):
    """A small integer of OTP has 60 bits, on any machine."""
    return (isinstance(w_term, W_Int) and
            (w_term.intval >> 30) >> 29 in (0, -1))


@bif('erlang', 'seq_trace', 2, process=True, host=True)
def seq_trace_2(process, w_item, w_value):
    """Set a part of the token; what it was."""
    flag = _flag(w_item)
    if flag != 0 and (w_value is atoms.true or w_value is atoms.false):
        token = seqtrace.own_token(process)
        flags = token.flags & ~flag
        if w_value is atoms.true:
            flags |= flag
        seqtrace.set_flags(process, flags)
        return atoms.from_bool(token.flags & flag != 0)
    if w_item is W_LABEL:
        token = seqtrace.own_token(process)
        seqtrace.set_label(process, w_value)
        return token.w_label
    if w_item is W_SERIAL:
        return _set_serial(process, w_value)
    if w_item is W_TOKEN and w_value is NIL:
        w_old = seqtrace.token_term(process)
        seqtrace.clear_token(process)
        return w_old
    raise badarg()


def _set_serial(process, w_value):
    """{Previous, Current}."""
    if not isinstance(w_value, W_Tuple) or w_value.arity() != 2:
        raise badarg()
    w_previous = w_value.get(0)
    w_serial = w_value.get(1)
    if not _is_small(w_previous) or not _is_small(w_serial):
        raise badarg()
    assert isinstance(w_previous, W_Int)
    assert isinstance(w_serial, W_Int)
    token = seqtrace.own_token(process)
    seqtrace.set_serial(process, w_previous.intval, w_serial.intval)
    return token.serial_term()


@bif('erlang', 'seq_trace_info', 1, process=True, host=True)
def seq_trace_info_1(process, w_item):
    """{Item, Value}; of a process without a token: {Flag, false} or []."""
    token = seqtrace.token_of(process)
    flag = _flag(w_item)
    if flag != 0:
        on = token is not None and token.flags & flag != 0
        return tuple2(w_item, atoms.from_bool(on))
    if w_item is not W_LABEL and w_item is not W_SERIAL:
        raise badarg()
    if token is None:
        return NIL
    if w_item is W_LABEL:
        return tuple2(w_item, token.w_label)
    return tuple2(w_item, token.serial_term())


@bif('erlang', 'seq_trace_print', 1, process=True, host=True)
def seq_trace_print_1(process, w_info):
    """Whether there is a token."""
    if seqtrace.token_of(process) is None:
        return atoms.false
    token = seqtrace.own_sequence(process).advance(process)
    seqtrace.report(token, seqtrace.PRINT, NIL, w_info, process)
    return atoms.true


@bif('erlang', 'seq_trace_print', 2, process=True, host=True)
def seq_trace_print_2(process, w_label, w_info):
    """The same, where its label is w_label."""
    token = seqtrace.token_of(process)
    if token is None or not eq_exact(token.w_label, w_label):
        return atoms.false
    return seq_trace_print_1(process, w_info)


# --------------------------------------------------------- system_flag/2

def system_tracer():
    """The pid of the system tracer, or false."""
    tracer = seqtrace.system_tracer()
    if tracer is None:
        return atoms.false
    return tracer.w_pid


def set_system_tracer(w_tracer):
    """A pid or false: who it was.  (OTP has tracers that are modules, too:
    their code is in C.)"""
    w_old = system_tracer()
    if w_tracer is atoms.false:
        SEQ.tracer = None
        return w_old
    tracer = live_process(w_tracer) if isinstance(w_tracer, W_Pid) else None
    if tracer is None:
        raise badarg()
    SEQ.tracer = tracer
    return w_old


# ----------------------------------------------------------------- spawn

def is_traced(process):
    """Is what it spawns to be traced?"""
    return not config.BOARD and seqtrace.is_on() and \
        seqtrace.token_of(process) is not None


def trace_spawn(process, child, w_request, options, w_ref):
    """process has made child to apply w_request, {Module, Name, Args}."""
    if w_ref is None:
        w_ref = new_ref()
    w_args = w_request.get(2)
    arity = 0
    w_rest = w_args
    while isinstance(w_rest, W_Cons):
        arity += 1
        w_rest = w_rest.tl
    seqtrace.inherit(process, child, mk_tuple([
        W_SPAWN_REQUEST, w_ref, process.w_pid, process.w_group_leader,
        tuple3(w_request.get(0), w_request.get(1), mk_int(arity)),
        options.w_given, options.w_reply_tag, w_args]))
    if not options.requests:
        seqtrace.reply_at_once(process, child, mk_tuple([
            options.w_reply_tag, w_ref, atoms.ok, child.w_pid]))


def request_of(w_module, w_name, w_args, options):
    """The {Module, Name, Args} of OTP's request: what spawn_request asks for
    is applied by a function of erts_internal."""
    if w_name is None:
        w_request = tuple3(atoms.erlang, atoms.apply,
                           list_from([w_module, w_args]))
    else:
        w_request = tuple3(w_module, w_name, w_args)
    if options.requests:
        return tuple3(W_ERTS_INTERNAL, W_SPAWN_INIT, list_from([w_request]))
    return w_request
