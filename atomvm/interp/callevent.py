"""What a breakpoint does: tells of calls, and of how they end.

Who wants to know of the end of a call leaves a continuation of its own on top
of its caller's, with a W_Frame: returning through it tells of that and goes
on, as does an exception.  Hosts only.

OTP: erts/emulator/beam/beam_bp.c (do_call_trace), erl_trace.c
(erts_call_trace, erts_trace_return, erts_trace_exception).
"""
from rpython.rlib import jit

from atomvm.beam import internal as op
from atomvm.beam.code import Break, Code, Entry, Export, NO_HANDLER
from atomvm.beam.opcode import OP_MOVE, OP_RAW_RAISE, OP_RETURN
from atomvm.bif.gateway import W_Bif2, W_Bif3
from atomvm.interp.cont import mk_cont, restore
from atomvm.interp.trace import add_callers, location, register_list
from atomvm.proc.backtrace import BACKTRACE
from atomvm.proc.tracecode import Breakpoint, CLOCKS, GLOBAL, NOT_TRACED
from atomvm.proc.tracing import (
    ARITY, CALL, Context, NOW_TIMESTAMP, RETURN_TO, SILENT, function_term,
    tell, traced_for, tracing_of)
from atomvm.term import atoms
from atomvm.term.atom import host_atom
from atomvm.term.base import W_Term
from atomvm.term.cons import NIL, list_from, list_items
from atomvm.term.tuple import W_Tuple, tuple2, tuple3, tuple4

W_CALL = host_atom('call')
W_RETURN_FROM = host_atom('return_from')
W_RETURN_TO = host_atom('return_to')
W_EXCEPTION_FROM = host_atom('exception_from')

# Kinds of W_Frame.
FROM = 0            # of return_trace and exception_trace
TO = 1              # of the flag return_to
TIME = 2            # of call_time


class W_Frame(W_Term):
    """In the y register of a continuation that tells of the end of a call.

    point   the Breakpoint; of TIME, that of the timed function before or None
    tracer  of a meta trace: a Process; else None
    cont    the continuation below: where the function returns to
    """
    _attrs_ = ('kind', 'point', 'tracer', 'cont')
    _immutable_fields_ = ['kind', 'point', 'tracer', 'cont']

    def __init__(self, kind, point, tracer, cont):
        self.kind = kind
        self.point = point
        self.tracer = tracer
        self.cont = cont


# ------------------------------------------------------ code of the frames

def returned(process, w_frame, w_value):
    """A call has returned: what it did."""
    assert isinstance(w_frame, W_Frame)
    if w_frame.kind == FROM:
        _tell_end(process, w_frame, W_RETURN_FROM, w_value)
    elif w_frame.kind == TO:
        _tell_return_to(process, _skip_frames(w_frame.cont))
    else:
        CLOCKS.go_on(process, w_frame.point)
    return w_value


def failed(process, w_frame, w_class, w_reason):
    """A call has ended with an exception."""
    assert isinstance(w_frame, W_Frame)
    if w_frame.kind == FROM:
        _tell_end(process, w_frame, W_EXCEPTION_FROM,
                  tuple2(w_class, w_reason))
    elif w_frame.kind == TO:
        cont = w_frame.cont
        while cont is not None and (cont.ret.code is FRAMES or
                                    cont.ret.handler == NO_HANDLER):
            cont = cont.prev
        if cont is not None:
            _tell_return_to(process, cont)
    else:
        CLOCKS.go_on(process, w_frame.point)
    return w_reason


def _native(name, bif):
    export = Export(host_atom('erts_internal'), host_atom(name), 3)
    export.bif = bif
    return export


X0, X1, X2, X3, X4 = [_i << 2 for _i in range(5)]
Y0 = 1
_OPS = [0,
        op.OP_RESTORE,                                          # 1
        op.OP_I_BIF0 + 2, 0, 0, Y0, X0, X0,                     # 2
        OP_RETURN,                                              # 8
        op.OP_I_BIF0 + 3, 0, 1, Y0, X1, X2, X4,                 # 9
        OP_MOVE, X1, X0, OP_MOVE, X2, X1, OP_MOVE, X3, X2,      # 16
        OP_RAW_RAISE, OP_RETURN]                                # 25
HANDLER = 9
FRAMES = Code(host_atom('erts_internal'), _OPS, [NIL],
              [_native('returned', W_Bif2(jit.dont_look_inside(returned))),
               _native('failed', W_Bif3(jit.dont_look_inside(failed)))],
              [], [], '', 8, 8)
PLAIN = Entry(FRAMES, 1, 1, False, NO_HANDLER, 1, 1)
CATCHING = Entry(FRAMES, 1, 1, False, HANDLER, 1, 1)
FRAMES.rets = [PLAIN, CATCHING]


def push(cont, kind, point, tracer, entry):
    return mk_cont(cont, entry, [W_Frame(kind, point, tracer, cont)], 1)


def _skip_frames(cont):
    while cont is not None and cont.ret.code is FRAMES:
        cont = cont.prev
    return cont


def _has_frame(cont, kind):
    """Is there such a frame on top of the caller?"""
    while cont is not None and cont.ret.code is FRAMES:
        if frame_of(cont).kind == kind:
            return True
        cont = cont.prev
    return False


def frame_of(cont):
    w_frame = restore(cont, cont.ret.shape)[0]
    assert isinstance(w_frame, W_Frame)
    return w_frame


# -------------------------------------------------------------- where it is

class CallContext(Context):
    """Of a call that is going to return to cont."""

    def __init__(self, cont):
        Context.__init__(self)
        self.cont = _skip_frames(cont)

    def caller(self):
        return function_of(self.cont)

    def caller_line(self):
        w_function = function_of(self.cont)
        if not isinstance(w_function, W_Tuple):
            return w_function
        ret = self.cont.ret
        items = list_items(location(ret.code, ret.line_pc))
        w_where = atoms.undefined
        if items is not None and len(items) == 2:
            w_where = tuple2(second(items[0]), second(items[1]))
        return tuple4(w_function.get(0), w_function.get(1),
                      w_function.get(2), w_where)

    def stacktrace(self):
        entries = []
        add_callers(entries, self.cont, BACKTRACE.depth)
        return list_from(entries)


def second(w_pair):
    assert isinstance(w_pair, W_Tuple)
    return w_pair.get(1)


def function_of(cont):
    """{M, F, Arity} that returning to cont goes to, or undefined."""
    if cont is None:
        return atoms.undefined
    code = cont.ret.code
    function = code.function_at(cont.ret.line_pc)
    if function is None:
        return atoms.undefined
    return function_term(code.w_module, function.w_name, function.arity)


def _tell_return_to(process, cont):
    tracing = traced_for(process, RETURN_TO)
    if tracing is not None and not tracing.flags & SILENT:
        tell(tracing.tracer, process, tracing.flags, W_RETURN_TO,
             [function_of(cont)])


def _tell_end(process, w_frame, w_kind, w_what):
    point = w_frame.point
    items = [function_term(point.w_module, point.w_name, point.arity), w_what]
    if w_frame.tracer is not None:
        tell(w_frame.tracer, process, NOW_TIMESTAMP, w_kind, items)
        return
    tracing = traced_for(process, CALL)
    if tracing is not None and not tracing.flags & SILENT:
        tell(tracing.tracer, process, tracing.flags, w_kind, items)


# -------------------------------------------------------------------- hits

@jit.dont_look_inside
def _hit(process, point, cont, w_args):
    """process calls the function of a Breakpoint: the continuation that the
    function gets."""
    if point.traced != NOT_TRACED:
        if traced_for(process, CALL) is not None:
            cont = _call(process, point, cont, w_args, point.spec, None)
    if point.meta_tracer is not None and point.meta_tracer is not process:
        cont = _call(process, point, cont, w_args, point.meta_spec,
                     point.meta_tracer)
    if point.counting:
        point.count += 1
    if point.timing and is_traced(process):
        before = CLOCKS.enter(process, point)
        if not _has_frame(cont, TIME):
            cont = push(cont, TIME, before, None, CATCHING)
    return cont


NOWHERE = Break(Breakpoint(atoms.erlang, atoms.undefined, 0), 0)


@jit.elidable
def break_at(code, pc):
    """The Break of the i_break instruction at pc."""
    return code.breaks.get(pc, NOWHERE)


def is_traced(process):
    tracing = tracing_of(process)
    return tracing is not None and tracing.flags & CALL != 0


def hit(process, point, cont, xs):
    return _hit(process, point, cont, register_list(xs, point.arity))


def _call(process, point, cont, w_args, spec, meta):
    """Tell of a call; meta: the Process that is told by a meta trace."""
    tracing = tracing_of(process)
    context = CallContext(cont)
    w_message = atoms.true
    if spec is not None:
        args = list_items(w_args)
        assert args is not None
        if spec.run(process, args, context) is None:
            return cont
        if context.w_message is not None:
            w_message = context.w_message
    flags = NOW_TIMESTAMP
    tracer = meta
    if meta is None:
        now = tracing_of(process)
        if now is not None:
            tracing = now           # the body has changed it
        flags = tracing.flags
        tracer = tracing.tracer
    if w_message is not atoms.false:
        if flags & SILENT:
            return cont
        if flags & RETURN_TO and point.traced != GLOBAL and \
                not _has_frame(cont, TO):
            cont = push(cont, TO, point, None, CATCHING)
        _tell_call(process, point, tracer, flags, w_args, w_message)
    if context.returns:
        cont = push(cont, FROM, point, meta,
                    CATCHING if context.exceptions else PLAIN)
    return cont


def _tell_call(process, point, tracer, flags, w_args, w_message):
    if flags & ARITY:
        w_call = function_term(point.w_module, point.w_name, point.arity)
    else:
        w_call = tuple3(point.w_module, point.w_name, w_args)
    items = [w_call]
    if w_message is not atoms.true:
        items.append(w_message)
    tell(tracer, process, flags, W_CALL, items)
