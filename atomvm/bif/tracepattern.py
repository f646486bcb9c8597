"""erts_internal:trace_pattern/3: what is traced of calls and messages.

Hosts only.  OTP: erts/emulator/beam/erl_bif_trace.c; erlang:trace_pattern/3
in the ERTS Reference Manual.
"""
from atomvm.beam.export import EXPORTS
from atomvm.bif.cause import badarg_because, badopt
from atomvm.bif.gateway import bif
from atomvm.bif.matchspec import Compiler
from atomvm.bif.matchtrace import TraceSpec
from atomvm.bif.wide import from_signed
from atomvm.beam.export import named_export
from atomvm.error import Trap
from atomvm.proc import tracing
from atomvm.proc.codeserver import MODULES
from atomvm.proc.registry import live_process
from atomvm.proc.tracecode import (
    CLOCKS, GLOBAL, LOCAL, NOT_TRACED, POINTS, Pattern, spec_term)
from atomvm.proc.tracing import TRACE
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, host_atom
from atomvm.term.cons import NIL, W_Cons, list_from
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, mk_int
from atomvm.term.pid import W_Pid
from atomvm.term.tuple import W_Tuple, tuple2, tuple4

W_ON_LOAD = host_atom('on_load')
W_GLOBAL = host_atom('global')
W_LOCAL = host_atom('local')
W_META = host_atom('meta')
W_CALL_COUNT = host_atom('call_count')
W_CALL_TIME = host_atom('call_time')
W_RESTART = host_atom('restart')
W_PAUSE = host_atom('pause')
W_TRACED = host_atom('traced')
W_MATCH_SPEC = host_atom('match_spec')
W_META_MATCH_SPEC = host_atom('meta_match_spec')


def _bad_spec():
    return badarg_because(W_MATCH_SPEC, atoms.erl_erts_errors)


def _read_spec(pattern, w_spec, functions):
    """The second argument of trace_pattern/3; functions: it may be restart or
    pause (but only counters know of that)."""
    if w_spec is atoms.false:
        pattern.match = False
    elif w_spec is W_RESTART and functions:
        pattern.restart = True
        pattern.w_spec = NIL
    elif w_spec is W_PAUSE and functions:
        pattern.pause = True
        pattern.w_spec = NIL
    elif w_spec is atoms.true or w_spec is NIL:
        pattern.w_spec = NIL
    elif isinstance(w_spec, W_Cons):
        compiler = Compiler()
        compiler.for_trace = True
        spec = compiler.compile(w_spec)
        if spec is None:
            raise _bad_spec()
        pattern.spec = TraceSpec(spec)
        pattern.w_spec = w_spec
    else:
        raise _bad_spec()


def _read_flags(process, pattern, w_flags):
    is_global = w_flags is NIL
    is_local = False
    while isinstance(w_flags, W_Cons):
        w_flag = w_flags.head()
        if w_flag is W_GLOBAL:
            is_global = True
        elif w_flag is W_LOCAL:
            is_local = True
        elif w_flag is W_META:
            is_local = _meta(pattern, process) or is_local
        elif isinstance(w_flag, W_Tuple) and w_flag.arity() == 2 and \
                w_flag.get(0) is W_META and isinstance(w_flag.get(1), W_Pid):
            is_local = _meta(pattern, live_process(w_flag.get(1))) or is_local
        elif w_flag is W_CALL_COUNT:
            pattern.counts = True
        elif w_flag is W_CALL_TIME:
            pattern.times = True
        else:
            raise badopt()
        w_flags = w_flags.tl
    if w_flags is not NIL or is_global and (
            is_local or pattern.meta or pattern.counts or pattern.times):
        raise badopt()
    if is_global:
        pattern.traced = GLOBAL
    elif is_local:
        pattern.traced = LOCAL


def _meta(pattern, tracer):
    """Not local for that."""
    if tracer is None:
        raise badopt()
    pattern.meta = True
    pattern.meta_tracer = tracer
    return False


@bif('erts_internal', 'trace_pattern', 3, process=True, host=True)
def trace_pattern_3(process, w_what, w_spec, w_flags):
    """How many functions match."""
    if w_what is tracing.W_SEND or w_what is tracing.W_RECEIVE:
        return _event_pattern(w_what, w_spec, w_flags)
    pattern = Pattern()
    _read_flags(process, pattern, w_flags)
    _read_spec(pattern, w_spec, True)
    if w_what is W_ON_LOAD:
        POINTS.on_load = pattern if pattern.match else None
        return mk_int(0)
    points = _points(pattern, w_what)
    for point in points:
        pattern.apply(point)
    if POINTS.installer.update(points):
        raise Trap(named_export('erts_internal', 'trace_switch', 1),
                   [mk_int(len(points))])
    return mk_int(len(points))


def _event_pattern(w_what, w_spec, w_flags):
    if w_flags is not NIL:
        raise badarg_because(atoms.none, atoms.erl_erts_errors)
    pattern = Pattern()
    _read_spec(pattern, w_spec, False)
    event = TRACE.send if w_what is tracing.W_SEND else TRACE.receive
    event.enabled = pattern.match
    event.spec = pattern.spec
    event.w_spec = w_spec
    if pattern.spec is None:
        event.w_spec = atoms.from_bool(pattern.match)
    return mk_int(1)


def _points(pattern, w_what):
    """The Breakpoints of the functions that {M, F, Arity} stands for; each
    part may be '_', what follows then must be."""
    w_none = atoms.none
    if not isinstance(w_what, W_Tuple) or w_what.arity() != 3:
        raise badarg_because(w_none, atoms.erl_erts_errors)
    w_module = w_what.get(0)
    w_name = w_what.get(1)
    arity = _arity(w_what.get(2))
    if not isinstance(w_module, W_Atom) or not isinstance(w_name, W_Atom) or \
            arity < -1 or \
            w_module is atoms.wildcard and w_name is not atoms.wildcard or \
            w_name is atoms.wildcard and arity != -1:
        raise badarg_because(w_none, atoms.erl_erts_errors)
    points = []
    if w_module is atoms.wildcard:
        for module in MODULES.loaded():
            _add_functions(points, pattern, module.w_name, w_name, arity)
    else:
        _add_functions(points, pattern, w_module, w_name, arity)
    _add_natives(points, w_module, w_name, arity)
    return points


def _arity(w_arity):
    """-1 for '_', -2 for what is none."""
    if w_arity is atoms.wildcard:
        return -1
    if isinstance(w_arity, W_Int) and 0 <= w_arity.intval <= 255:
        return w_arity.intval
    return -2


def _fits(w_wanted, arity_wanted, w_name, arity):
    return ((w_wanted is atoms.wildcard or w_wanted is w_name) and
            (arity_wanted == -1 or arity_wanted == arity))


def _add_functions(points, pattern, w_module, w_name, arity):
    """Those of the current version of a module: all, or the exported."""
    module = MODULES.find(w_module)
    if module is None or module.current is None:
        return
    code = module.current.code
    for i in range(code.n_functions()):
        function = code.function(i)
        if not _fits(w_name, arity, function.w_name, function.arity):
            continue
        export = EXPORTS.find(w_module, function.w_name, function.arity)
        if export is not None and export.bif is not None:
            continue
        if pattern.traced == GLOBAL and (export is None or
                                         export.entry is None):
            continue
        points.append(POINTS.get(w_module, function.w_name, function.arity))


def _add_natives(points, w_module, w_name, arity):
    for export in EXPORTS.slots.values():
        if export.bif is not None and \
                (w_module is atoms.wildcard or
                 w_module is export.w_module) and \
                _fits(w_name, arity, export.w_name, export.arity):
            points.append(POINTS.get(export.w_module, export.w_name,
                                     export.arity))


# -------------------------------------------------------------------- info

def event_info(event, w_item):
    if w_item is not W_MATCH_SPEC:
        raise badarg()
    return tuple2(w_item, event.w_spec)


def on_load_info(w_item):
    pattern = POINTS.on_load
    if pattern is None:
        return tuple2(w_item, atoms.false)
    w_traced = _traced(pattern.traced)
    w_spec = spec_term(pattern.w_spec)
    w_meta = atoms.false
    if pattern.meta_tracer is not None:
        w_meta = pattern.meta_tracer.w_pid
    w_counts = atoms.from_bool(pattern.counts)
    values = [tuple2(W_TRACED, w_traced),
              tuple2(W_MATCH_SPEC, w_spec if pattern.traced != NOT_TRACED
                     else atoms.false),
              tuple2(W_META, w_meta),
              tuple2(W_META_MATCH_SPEC, w_spec if pattern.meta
                     else atoms.false),
              tuple2(W_CALL_COUNT, w_counts)]
    return _item_of(w_item, values)


def _item_of(w_item, values):
    if w_item is atoms.all:
        return tuple2(w_item, list_from(values))
    for w_pair in values:
        assert isinstance(w_pair, W_Tuple)
        if w_pair.get(0) is w_item:
            return w_pair
    raise badarg()


def _traced(traced):
    if traced == GLOBAL:
        return W_GLOBAL
    if traced == LOCAL:
        return W_LOCAL
    return atoms.false


def function_info(w_what, w_item):
    """Of {M, F, Arity}: {Item, undefined} where there is none."""
    if w_what.arity() != 3:
        raise badarg()
    w_module = w_what.get(0)
    w_name = w_what.get(1)
    w_arity = w_what.get(2)
    if not isinstance(w_module, W_Atom) or not isinstance(w_name, W_Atom) or \
            not isinstance(w_arity, W_Int):
        raise badarg()
    arity = w_arity.intval
    point = POINTS.find(w_module, w_name, arity)
    if point is None:
        there = _exists(w_module, w_name, arity)
        return tuple2(w_item, atoms.false if there else atoms.undefined)
    w_meta = atoms.false
    if point.meta_tracer is not None:
        w_meta = point.meta_tracer.w_pid
    return _item_of(w_item, [
        tuple2(W_TRACED, _traced(point.traced)),
        tuple2(W_MATCH_SPEC, spec_term(point.w_spec)
               if point.traced != NOT_TRACED else atoms.false),
        tuple2(W_META, w_meta),
        tuple2(W_META_MATCH_SPEC, spec_term(point.w_meta_spec)
               if point.meta_tracer is not None else atoms.false),
        tuple2(W_CALL_TIME, _times(point)),
        tuple2(W_CALL_COUNT, mk_int(point.count) if point.count >= 0
               else atoms.false)])


def _exists(w_module, w_name, arity):
    points = []
    _add_functions(points, Pattern(), w_module, w_name, arity)
    _add_natives(points, w_module, w_name, arity)
    POINTS.drop_unset(points)
    return len(points) > 0


def _times(point):
    """[{Pid, Calls, Seconds, Microseconds}] or false."""
    if point.times is None:
        return atoms.false
    CLOCKS.stop_all(point)
    entries = []
    for times in point.times.values():
        micro = times.ns // 1000
        seconds = micro // 1000000
        entries.append(tuple4(times.process.w_pid, mk_int(times.calls),
                              from_signed(seconds),
                              from_signed(micro - seconds * 1000000)))
    return list_from(entries)
