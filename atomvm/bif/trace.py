"""erts_internal:trace/3, erlang:trace_info/2 and trace_delivered/1.

Functions are traced in tracepattern.py.  Hosts only.

OTP: erts/emulator/beam/erl_bif_trace.c.
"""
from atomvm.bif.cause import badopt
from atomvm.bif.gateway import bif, Any, Bool
from atomvm.bif.matchtrace import FlagWords
from atomvm.bif.tracepattern import (
    W_ON_LOAD, event_info, function_info, on_load_info)
from atomvm.proc import tracing
from atomvm.proc.registry import PORTS, PROCESSES, live_process, new_ref
from atomvm.proc.seqtrace import notify
from atomvm.proc.tracing import TRACE, Tracing
from atomvm.term import atoms
from atomvm.term.atom import host_atom
from atomvm.term.cons import NIL
from atomvm.term.fault import badarg
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Pid, W_Port
from atomvm.term.tuple import W_Tuple, tuple2, tuple3

W_PROCESSES = host_atom('processes')
W_PORTS = host_atom('ports')
W_EXISTING = host_atom('existing')
W_EXISTING_PROCESSES = host_atom('existing_processes')
W_EXISTING_PORTS = host_atom('existing_ports')
W_NEW = host_atom('new')
W_NEW_PROCESSES = host_atom('new_processes')
W_NEW_PORTS = host_atom('new_ports')
W_FLAGS = host_atom('flags')
W_TRACER = host_atom('tracer')
W_TRACE_DELIVERED = host_atom('trace_delivered')


def _has_other(process, tracer):
    """Is process traced by another than tracer?"""
    tracing_now = tracing.tracing_of(process)
    return tracing_now is not None and tracing_now.tracer is not tracer


def _set(target, on, flags, tracer):
    if on:
        tracing.change(target, flags, 0, tracer)
    else:
        tracing.change(target, 0, flags, None)


@bif('erts_internal', 'trace', 3, args=[Any, Bool, Any], process=True,
     host=True)
def trace_3(process, w_what, on, w_flags):
    """How many processes (and ports, of which nothing is traced)."""
    words = FlagWords(w_flags)
    if not words.ok:
        raise badopt()
    tracer = words.tracer if words.has_tracer else process
    if tracer is None and on:
        raise badopt()
    flags = words.flags
    if isinstance(w_what, W_Pid):
        target = live_process(w_what)
        if target is None or on and _has_other(target, tracer):
            raise badarg()
        _set(target, on, flags, tracer)
        return mk_int(1)
    if isinstance(w_what, W_Port):
        if PORTS.find(w_what) is None:
            raise badarg()
        return mk_int(1)
    return mk_int(_set_many(w_what, on, flags, tracer))


def _set_many(w_what, on, flags, tracer):
    processes = (w_what is atoms.all or w_what is W_PROCESSES or
                 w_what is W_EXISTING or w_what is W_EXISTING_PROCESSES)
    new = (w_what is atoms.all or w_what is W_PROCESSES or
           w_what is W_NEW or w_what is W_NEW_PROCESSES)
    ports = (w_what is atoms.all or w_what is W_PORTS or
             w_what is W_EXISTING or w_what is W_EXISTING_PORTS)
    if not processes and not new and not ports and w_what is not W_NEW_PORTS:
        raise badarg()
    count = 0
    if processes:
        target = PROCESSES.oldest
        while target is not None:
            if target is not tracer and not (on and
                                             _has_other(target, tracer)):
                _set(target, on, flags, tracer)
                count += 1
            target = target.newer
    if ports:
        count += len(PORTS.by_number)
    if new:
        _set_new(on, flags, tracer)
    return count


def _set_new(on, flags, tracer):
    old = TRACE.new
    if on:
        if old is not None:
            flags |= old.flags
        TRACE.new = Tracing(flags, tracer)
        tracing.TRACED.on = True
    elif old is not None:
        flags = old.flags & ~flags
        TRACE.new = Tracing(flags, old.tracer) if flags != 0 else None


# -------------------------------------------------------------------- info

@bif('erlang', 'trace_info', 2, process=True, host=True)
def trace_info_2(process, w_what, w_item):
    """{Item, Value}; undefined of a process that has ended."""
    if w_what is tracing.W_SEND:
        return event_info(TRACE.send, w_item)
    if w_what is tracing.W_RECEIVE:
        return event_info(TRACE.receive, w_item)
    if w_what is W_ON_LOAD:
        return on_load_info(w_item)
    if isinstance(w_what, W_Tuple):
        return function_info(w_what, w_item)
    if w_what is W_NEW or w_what is W_NEW_PROCESSES:
        return _tracing_info(TRACE.new, w_item)
    if w_what is W_NEW_PORTS or isinstance(w_what, W_Port):
        return _tracing_info(None, w_item)
    if not isinstance(w_what, W_Pid):
        raise badopt()
    target = live_process(w_what)
    if target is None:
        return atoms.undefined
    return _tracing_info(tracing.tracing_of(target), w_item)


def _tracing_info(found, w_item):
    if w_item is W_FLAGS:
        if found is None:
            return tuple2(w_item, NIL)
        return tuple2(w_item, tracing.flag_list(found.flags))
    if w_item is W_TRACER:
        if found is None:
            return tuple2(w_item, NIL)
        return tuple2(w_item, found.tracer.w_pid)
    raise badarg()


@bif('erlang', 'trace_delivered', 1, process=True, host=True)
def trace_delivered_1(process, w_tracee):
    """What has been traced has been delivered at once, always."""
    if not isinstance(w_tracee, W_Pid) and w_tracee is not atoms.all:
        raise badarg()
    w_ref = new_ref()
    notify(process, tuple3(W_TRACE_DELIVERED, w_tracee, w_ref))
    return w_ref
