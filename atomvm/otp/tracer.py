"""The natives of erl_tracer, OTP's own module of tracers: messages to a process.

The VM itself does not go through them.  OTP: erts/emulator/nifs/common/
erl_tracer_nif.c.
"""
from atomvm.bif.gateway import bif, Any, Atom
from atomvm.proc.registry import live_process
from atomvm.proc.seqtrace import notify
from atomvm.proc.tracing import (
    MONOTONIC_TIMESTAMP, NOW_TIMESTAMP, STRICT_MONOTONIC_TIMESTAMP, W_TRACE,
    W_TRACE_TS, timestamp)
from atomvm.term import atoms
from atomvm.term.atom import host_atom
from atomvm.term.compare import eq_exact
from atomvm.term.mapbase import W_Map
from atomvm.term.pid import W_Pid
from atomvm.term.tuple import mk_tuple

W_DISCARD = host_atom('discard')
W_REMOVE = host_atom('remove')
W_TRACE_STATUS = host_atom('trace_status')
W_SEQ_TRACE = host_atom('seq_trace')
W_TIMESTAMP = host_atom('timestamp')
W_MONOTONIC = host_atom('monotonic')
W_STRICT_MONOTONIC = host_atom('strict_monotonic')
# what a message may have more, in this order
MORE = [host_atom('extra'), host_atom('match_spec_result'),
        host_atom('scheduler_id')]


@bif('erl_tracer', 'enabled', 3, args=[Any, Any, Any], host=True)
def enabled_3(w_tag, w_tracer, w_tracee):
    """trace, discard, or remove where the tracer (its state) has ended."""
    if isinstance(w_tracer, W_Pid) and eq_exact(w_tracer, w_tracee):
        return W_DISCARD
    if isinstance(w_tracer, W_Pid) and live_process(w_tracer) is not None:
        return W_TRACE
    return W_REMOVE if w_tag is W_TRACE_STATUS else W_DISCARD


@bif('erl_tracer', 'trace', 5, args=[Atom, Any, Any, Any, Any], host=True)
def trace_5(w_tag, w_tracer, w_tracee, w_message, w_options):
    """Send {trace, Tracee, Tag, Message, ...} to the tracer."""
    more = []
    w_time = None
    if isinstance(w_options, W_Map):
        for w_key in MORE:
            w_value = w_options.get(w_key)
            if w_value is not None:
                more.append(w_value)
        w_kind = w_options.get(W_TIMESTAMP)
        w_time = _time(w_kind)
        if w_kind is not None and w_time is None:
            return atoms.ok         # as OTP's: nothing is sent
    has_extra = isinstance(w_options, W_Map) and \
        w_options.get(MORE[0]) is not None
    if w_tag is W_SEQ_TRACE and not has_extra:
        elements = [w_tag, w_tracee, w_message]
    else:
        elements = [W_TRACE if w_time is None else W_TRACE_TS, w_tracee,
                    w_tag, w_message]
    elements.extend(more)
    if w_time is not None:
        elements.append(w_time)
    if isinstance(w_tracer, W_Pid):
        process = live_process(w_tracer)
        if process is not None:
            notify(process, mk_tuple(elements))
    return atoms.ok


def _time(w_kind):
    """The time stamp of that kind, or None."""
    if w_kind is W_TIMESTAMP:
        return timestamp(NOW_TIMESTAMP)
    if w_kind is W_MONOTONIC:
        return timestamp(MONOTONIC_TIMESTAMP)
    if w_kind is W_STRICT_MONOTONIC:
        return timestamp(STRICT_MONOTONIC_TIMESTAMP)
    return None
