"""erlang:process_info/1,2.

OTP: erts/emulator/beam/erl_bif_info.c.  Heaps do not belong to processes
here: see proc/heap.py for what their sizes are.
"""
from atomvm import config
from atomvm.beam.export import named_export
from atomvm.bif.gateway import bif, Any, Pid
from atomvm.bif.process import dictionary_list
from atomvm.bif.setting import (
    PRIORITIES, W_MAX_HEAP_SIZE, W_MESSAGE_QUEUE_DATA, W_MIN_BIN_VHEAP_SIZE,
    W_OFF_HEAP, W_ON_HEAP, max_heap_size_map)
from atomvm.error import Trap
from atomvm.proc.heap import gc_info, heap_words, stack_words
from atomvm.proc.process import EXITED, INSPECT, RUNNABLE, SUSPENDED
from atomvm.proc.registry import live_process
from atomvm.proc.scheduler import SCHEDULER
from atomvm.proc.seqtrace import is_on, token_term
from atomvm.proc.signal import Link, MonitorEnd, Suspend
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, W_Cons, list_from
from atomvm.term.fault import badarg
from atomvm.term.number import mk_int
from atomvm.term.tuple import W_Tuple, tuple2, tuple3

W_BACKTRACE = mk_atom('backtrace')
W_BINARY = mk_atom('binary')
W_CATCHLEVEL = mk_atom('catchlevel')
W_CURRENT_LOCATION = mk_atom('current_location')
W_CURRENT_STACKTRACE = mk_atom('current_stacktrace')
W_GARBAGE_COLLECTION = mk_atom('garbage_collection')
W_GARBAGE_COLLECTION_INFO = mk_atom('garbage_collection_info')
W_LAST_CALLS = mk_atom('last_calls')
W_MAGIC_REF = mk_atom('magic_ref')
W_MINOR_GCS = mk_atom('minor_gcs')
W_MONITORED_BY = mk_atom('monitored_by')
W_PARENT = mk_atom('parent')
W_RUNNABLE = mk_atom('runnable')
W_SEQUENTIAL_TRACE_TOKEN = mk_atom('sequential_trace_token')
W_STACK = mk_atom('stack_size')
W_SUSPENDED = mk_atom('suspended')
W_TIME_OFFSET = mk_atom('time_offset')
W_TRACE = mk_atom('trace')

# What process_info/1 tells, in OTP's order.
DEFAULT_ITEMS = [
    atoms.current_function, atoms.initial_call, atoms.status,
    atoms.message_queue_len, atoms.links, atoms.dictionary, atoms.trap_exit,
    atoms.error_handler, atoms.priority, atoms.group_leader,
    atoms.total_heap_size, atoms.heap_size, W_STACK, atoms.reductions,
    W_GARBAGE_COLLECTION, atoms.suspending]

WORD_BYTES = 8
OWN_WORDS = 96          # of a process without heap and stack


def stack_size(process):
    return 1 if config.BOARD else stack_words(process)


def collection_info(process):
    if config.BOARD:
        return NIL
    return gc_info(process)


def links_list(process):
    pids = []
    ring = process.links
    if ring is not None:
        node = ring.next
        while node is not ring:
            assert isinstance(node, Link)
            pids.append(node.other.identity())
            node = node.next
    return list_from(pids)


def monitors_list(process):
    """[{process, Pid | {Name, Node}}] of the monitors that it made."""
    items = []
    ring = process.monitors
    if ring is not None:
        node = ring.next
        while node is not ring:
            assert isinstance(node, MonitorEnd)
            monitor = node.monitor
            if monitor.active and (monitor.target is not None or
                                   monitor.w_kind is W_TIME_OFFSET):
                items.append(tuple2(monitor.w_kind, monitor.w_object))
            node = node.next
    return list_from(items)


def monitored_by_list(process):
    pids = []
    ring = process.monitored_by
    if ring is not None:
        node = ring.next
        while node is not ring:
            assert isinstance(node, MonitorEnd)
            pids.append(node.monitor.origin.w_pid)
            node = node.next
    return list_from(pids)


def suspending_list(process):
    """[{Pid, Count, 0}]."""
    items = []
    ring = process.suspending
    if ring is not None:
        node = ring.next
        while node is not ring:
            assert isinstance(node, Suspend)
            if node.process.state != EXITED:
                items.append(tuple3(node.process.w_pid, mk_int(node.count),
                                    mk_int(0)))
            node = node.next
    return list_from(items)


def messages_list(process):
    messages = []
    message = process.first.next
    while message is not None:
        messages.append(message.w_value)
        message = message.next
    return list_from(messages)


def status(process):
    if process is SCHEDULER.current:
        return atoms.running
    if process.state == RUNNABLE:
        return W_RUNNABLE
    if process.state == SUSPENDED:
        return W_SUSPENDED
    return atoms.waiting


def garbage_collection(process):
    settings = process.settings
    return list_from([
        tuple2(W_MAX_HEAP_SIZE, max_heap_size_map(settings.w_max_heap_size)),
        tuple2(W_MIN_BIN_VHEAP_SIZE, mk_int(settings.min_bin_vheap_size)),
        tuple2(atoms.min_heap_size, mk_int(settings.min_heap_size)),
        tuple2(atoms.fullsweep_after, mk_int(settings.fullsweep_after)),
        tuple2(W_MINOR_GCS, mk_int(0))])


def _is_place(w_item):
    return (w_item is atoms.current_function or w_item is W_CURRENT_LOCATION or
            w_item is W_CURRENT_STACKTRACE)


def _place(process, w_item, w_place):
    inspector = INSPECT.inspector
    if w_item is W_CURRENT_STACKTRACE:
        return inspector.stacktrace(process, w_place)
    w_entry = inspector.location(process, w_place)
    if w_entry is None:
        return atoms.undefined
    if w_item is W_CURRENT_LOCATION:
        return w_entry
    return tuple3(w_entry.get(0), w_entry.get(1), w_entry.get(2))


def _value(process, w_item, w_place):
    """The value of an item, or None for what is none."""
    if _is_place(w_item):
        return _place(process, w_item, w_place)
    if w_item is atoms.initial_call:
        return tuple3(process.w_initial_module, process.w_initial_name,
                      mk_int(process.initial_arity))
    if w_item is atoms.status:
        return status(process)
    if w_item is atoms.message_queue_len:
        return mk_int(process.queued)
    if w_item is atoms.messages:
        return messages_list(process)
    if w_item is atoms.links:
        return links_list(process)
    if w_item is atoms.monitors:
        return monitors_list(process)
    if w_item is W_MONITORED_BY:
        return monitored_by_list(process)
    if w_item is atoms.dictionary:
        return dictionary_list(process)
    if w_item is atoms.trap_exit:
        return atoms.from_bool(process.trap_exit)
    if w_item is atoms.priority:
        return PRIORITIES[process.priority]
    if w_item is atoms.group_leader:
        return process.w_group_leader
    if w_item is atoms.reductions:
        return mk_int(process.reductions)
    if w_item is atoms.suspending:
        return suspending_list(process)
    if w_item is W_PARENT:
        if process.w_parent is None:
            return atoms.undefined
        return process.w_parent
    return _memory_value(process, w_item)


def _memory_value(process, w_item):
    settings = process.settings
    if w_item is atoms.memory:
        return mk_int((OWN_WORDS + heap_words(process)) * WORD_BYTES)
    if w_item is atoms.heap_size or w_item is atoms.total_heap_size:
        return mk_int(heap_words(process))
    if w_item is W_STACK:
        return mk_int(stack_size(process))
    if w_item is W_CATCHLEVEL:
        return mk_int(0)
    if w_item is atoms.min_heap_size:
        return mk_int(settings.min_heap_size)
    if w_item is W_MIN_BIN_VHEAP_SIZE:
        return mk_int(settings.min_bin_vheap_size)
    if w_item is atoms.fullsweep_after:
        return mk_int(settings.fullsweep_after)
    if w_item is W_MAX_HEAP_SIZE:
        return max_heap_size_map(settings.w_max_heap_size)
    if w_item is W_GARBAGE_COLLECTION:
        return garbage_collection(process)
    if w_item is W_GARBAGE_COLLECTION_INFO:
        return collection_info(process)
    if w_item is W_MESSAGE_QUEUE_DATA:
        return W_OFF_HEAP if settings.off_heap else W_ON_HEAP
    if w_item is atoms.error_handler:
        return settings.w_error_handler
    if w_item is W_LAST_CALLS:
        return atoms.false if settings.save_calls == 0 else NIL
    if w_item is W_TRACE:
        return mk_int(0)
    if w_item is W_BINARY or w_item is W_MAGIC_REF:
        return NIL
    if w_item is W_SEQUENTIAL_TRACE_TOKEN:
        return token_term(process) if is_on() else NIL
    if w_item is W_BACKTRACE:
        return INSPECT.inspector.dump(process)
    return None


def _item(process, w_item, w_place):
    """{Item, Value}; badarg for what is no item."""
    if isinstance(w_item, W_Tuple):
        raise badarg()
    if w_item is atoms.registered_name:
        w_value = process.w_name
        if w_value is None:
            w_value = NIL
    else:
        w_value = _value(process, w_item, w_place)
        if w_value is None:
            raise badarg()
    return tuple2(w_item, w_value)


def _items(process, w_items, w_place):
    """The answer for an item or a list of items; badarg."""
    if w_items is not NIL and not isinstance(w_items, W_Cons):
        if w_items is atoms.registered_name and process.w_name is None:
            return NIL
        return _item(process, w_items, w_place)
    items = []
    while isinstance(w_items, W_Cons):
        items.append(_item(process, w_items.head(), w_place))
        w_items = w_items.tl
    if w_items is not NIL:
        raise badarg()
    return list_from(items)


def _shows_place(w_items):
    """Whether any of the items, which are right, is about the place."""
    while isinstance(w_items, W_Cons):
        if _is_place(w_items.head()):
            return True
        w_items = w_items.tl
    return _is_place(w_items)


@bif('avm_code', 'process_info', 2, process=True)
def own_process_info_2(process, w_items, w_place):
    """Of the process that asked at w_place."""
    return _items(process, w_items, w_place)


OWN_PROCESS_INFO = named_export('avm_code', 'process_info', 2)


@bif('erlang', 'process_info', 1, args=[Pid], process=True)
def process_info_1(process, w_pid):
    target = live_process(w_pid)
    if target is None:
        return atoms.undefined
    items = DEFAULT_ITEMS
    if target.w_name is not None:
        items = [atoms.registered_name] + items
    return process_info_2(process, w_pid, list_from(items))


@bif('erlang', 'process_info', 2, args=[Pid, Any], process=True)
def process_info_2(process, w_pid, w_items):
    """Of an item, or of a list of items.  A dead process: undefined, after
    the items have been checked (with the caller's own)."""
    target = live_process(w_pid)
    if target is None:
        _items(process, w_items, None)
        return atoms.undefined
    w_result = _items(target, w_items, None)
    if target is process and _shows_place(w_items):
        raise Trap(OWN_PROCESS_INFO, [w_items], True)
    return w_result
