"""erlang: the running process and others: flags, group leader, dictionary,
garbage collection.

OTP: erts/emulator/beam/bif.c, erl_process_dict.c.
"""
from rpython.rlib import rgc
from rpython.rlib.objectmodel import r_dict

from atomvm import config
from atomvm.bif.cause import bad_option, badopt, badtype
from atomvm.bif.gateway import bif, Any, Pid
from atomvm.bif.heapsize import tell_collected
from atomvm.bif.setting import (
    PRIORITIES, W_MAX_HEAP_SIZE, W_MESSAGE_QUEUE_DATA, W_MIN_BIN_VHEAP_SIZE,
    W_OFF_HEAP, W_ON_HEAP, W_SCHEDULER, bin_vheap_size, heap_size, is_max_heap_size, max_heap_size_map,
    parse_priority, size_of)
from atomvm.proc.clock import CLOCK
from atomvm.proc.heap import watch
from atomvm.proc.registry import PROCESSES, live_process
from atomvm.proc.scheduler import REDUCTIONS
from atomvm.proc.seqtrace import notify
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.compare import eq_exact
from atomvm.term.cons import NIL, W_Cons, cons
from atomvm.term.effort import spend
from atomvm.term.fault import badarg
from atomvm.term.hash import internal_hash
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Pid
from atomvm.term.tuple import W_Tuple, tuple2, tuple3

W_ASYNC = mk_atom('async')
W_MAJOR = mk_atom('major')
W_MINOR = mk_atom('minor')
W_GARBAGE_COLLECT = mk_atom('garbage_collect')
W_MONITOR_NODES = mk_atom('monitor_nodes')
MAX_SAVED_CALLS = 10000


@bif('erlang', 'processes', 0)
def processes_0():
    return PROCESSES.pids()


@bif('erlang', 'is_process_alive', 1, args=[Pid])
def is_process_alive_1(w_pid):
    return atoms.from_bool(live_process(w_pid) is not None)


@bif('erlang', 'group_leader', 0, process=True)
def group_leader_0(process):
    return process.w_group_leader


@bif('erlang', 'group_leader', 2, args=[Pid, Pid])
def group_leader_2(w_leader, w_pid):
    target = live_process(w_pid)
    if target is None:
        raise badarg()
    target.w_group_leader = w_leader
    return atoms.true


@bif('erlang', 'bump_reductions', 1)
def bump_reductions_1(w_count):
    """At most a slice's."""
    count = size_of(w_count)
    if count < 0:
        raise badarg()
    spend(min(count, REDUCTIONS))
    return atoms.true


# ------------------------------------------------------------------ flags

def _boolean(w_value):
    if w_value is atoms.true:
        return True
    if w_value is atoms.false:
        return False
    raise badarg()


def _size(w_value):
    size = size_of(w_value)
    if size < 0:
        raise badarg()
    return size


@bif('erlang', 'process_flag', 2, process=True)
def process_flag_2(process, w_flag, w_value):
    """The previous value."""
    if w_flag is atoms.trap_exit:
        old = process.trap_exit
        process.trap_exit = _boolean(w_value)
        return atoms.from_bool(old)
    if w_flag is atoms.priority:
        priority = parse_priority(w_value)
        if priority < 0:
            raise badarg()
        w_old = PRIORITIES[process.priority]
        process.priority = priority
        return w_old
    if w_flag is atoms.save_calls:
        return _save_calls(process, w_value)
    if w_flag is atoms.sensitive:
        sensitive = _boolean(w_value)
        settings = process.own_settings()
        old = settings.sensitive
        settings.sensitive = sensitive
        return atoms.from_bool(old)
    if w_flag is atoms.error_handler:
        if not isinstance(w_value, W_Atom):
            raise badarg()
        settings = process.own_settings()
        w_old = settings.w_error_handler
        settings.w_error_handler = w_value
        return w_old
    return _memory_flag(process, w_flag, w_value)


def _memory_flag(process, w_flag, w_value):
    settings = process.own_settings()
    if w_flag is W_MAX_HEAP_SIZE:
        if not is_max_heap_size(w_value, settings.min_heap_size):
            raise badarg()
        w_old = max_heap_size_map(settings.w_max_heap_size)
        if not config.BOARD and settings.w_max_heap_size is None:
            watch(process)
        settings.w_max_heap_size = w_value
        return w_old
    if w_flag is W_MESSAGE_QUEUE_DATA:
        if w_value is not W_OFF_HEAP and w_value is not W_ON_HEAP:
            raise badarg()
        old = settings.off_heap
        settings.off_heap = w_value is W_OFF_HEAP
        return W_OFF_HEAP if old else W_ON_HEAP
    if w_flag is atoms.min_heap_size:
        size = _size(w_value)
        number = settings.min_heap_size
        settings.min_heap_size = heap_size(size)
        return mk_int(number)
    if w_flag is W_MIN_BIN_VHEAP_SIZE:
        number = settings.min_bin_vheap_size
        settings.min_bin_vheap_size = bin_vheap_size(_size(w_value))
        return mk_int(number)
    if w_flag is atoms.fullsweep_after:
        number = settings.fullsweep_after
        settings.fullsweep_after = _size(w_value)
        return mk_int(number)
    if w_flag is W_SCHEDULER:
        return _scheduler(settings, w_value)
    return _monitor_nodes(process, w_flag, w_value)


def _scheduler(settings, w_value):
    """Which scheduler it is bound to, 0 for none: there is one, 1."""
    number = _size(w_value)
    if number > 1:
        raise badarg()
    old = settings.scheduler
    settings.scheduler = number
    return mk_int(old)


def _monitor_nodes(process, w_flag, w_value):
    """monitor_nodes and {monitor_nodes, Options}, as net_kernel asks for: how
    often it was on before."""
    if isinstance(w_flag, W_Tuple) and w_flag.arity() == 2:
        w_flag = w_flag.get(0)
    if w_flag is not W_MONITOR_NODES:
        raise badopt()
    settings = process.own_settings()
    number = settings.monitor_nodes
    settings.monitor_nodes = number + 1 if _boolean(w_value) else 0
    return mk_int(number)


def _save_calls(process, w_value):
    """The number of calls to save; none is."""
    number = _size(w_value)
    if number > MAX_SAVED_CALLS:
        raise badarg()
    settings = process.own_settings()
    old = settings.save_calls
    settings.save_calls = number
    return mk_int(old)


@bif('erlang', 'process_flag', 3, args=[Pid, Any, Any])
def process_flag_3(w_pid, w_flag, w_value):
    """Of another process: save_calls only."""
    target = live_process(w_pid)
    if target is None:
        raise badtype()
    if w_flag is not atoms.save_calls:
        raise badarg()
    return _save_calls(target, w_value)


# ------------------------------------------------------------- dictionary

@bif('erlang', 'put', 2, process=True)
def put_2(process, w_key, w_value):
    dictionary = process.dictionary
    if dictionary is None:
        dictionary = r_dict(eq_exact, internal_hash)
        process.dictionary = dictionary
    w_old = dictionary.get(w_key, atoms.undefined)
    dictionary[w_key] = w_value
    return w_old


@bif('erlang', 'get', 1, process=True)
def get_1(process, w_key):
    if process.dictionary is None:
        return atoms.undefined
    return process.dictionary.get(w_key, atoms.undefined)


@bif('erlang', 'erase', 1, process=True)
def erase_1(process, w_key):
    dictionary = process.dictionary
    if dictionary is None:
        return atoms.undefined
    w_old = dictionary.get(w_key, None)
    if w_old is None:
        return atoms.undefined
    del dictionary[w_key]
    return w_old


def dictionary_list(process):
    """[{Key, Value}], the newest key first."""
    w_list = NIL
    if process.dictionary is not None:
        for w_key, w_value in process.dictionary.iteritems():
            w_list = cons(tuple2(w_key, w_value), w_list)
    return w_list


@bif('erlang', 'get', 0, process=True)
def get_0(process):
    return dictionary_list(process)


@bif('erlang', 'erase', 0, process=True)
def erase_0(process):
    w_list = dictionary_list(process)
    process.dictionary = None
    return w_list


@bif('erlang', 'get_keys', 0, process=True)
def get_keys_0(process):
    w_list = NIL
    if process.dictionary is not None:
        for w_key in process.dictionary:
            w_list = cons(w_key, w_list)
    return w_list


@bif('erlang', 'get_keys', 1, process=True)
def get_keys_1(process, w_value):
    w_list = NIL
    if process.dictionary is not None:
        for w_key, w_found in process.dictionary.iteritems():
            if eq_exact(w_found, w_value):
                w_list = cons(w_key, w_list)
    return w_list


# ----------------------------------------------------- garbage collection

class Collections(object):
    """How often a collection was asked for."""

    def __init__(self):
        self.count = 0


COLLECTIONS = Collections()


def _collect(process, is_minor):
    """There is one heap: all of it is collected."""
    COLLECTIONS.count += 1
    if config.BOARD:
        rgc.collect()
        return
    start = CLOCK.monotonic_ns()
    if is_minor:
        rgc.collect(0)
    else:
        rgc.collect()
    tell_collected(process, CLOCK.monotonic_ns() - start, is_minor)


@bif('erlang', 'garbage_collect', 0, process=True)
def garbage_collect_0(process):
    _collect(process, False)
    return atoms.true


@bif('erlang', 'garbage_collect', 1, args=[Pid])
def garbage_collect_1(w_pid):
    return atoms.from_bool(_collect_for(w_pid, False))


def _collect_for(w_pid, is_minor):
    """False where there is no such process."""
    target = live_process(w_pid)
    if target is None:
        return False
    _collect(target, is_minor)
    return True


@bif('erlang', 'garbage_collect', 2, process=True)
def garbage_collect_2(process, w_pid, w_options):
    """Options {async, RequestId}, {type, major | minor}."""
    w_request = None
    is_minor = False
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if not isinstance(w_option, W_Tuple) or w_option.arity() != 2:
            raise bad_option()
        w_value = w_option.get(1)
        if w_option.get(0) is W_ASYNC:
            w_request = w_value
        elif w_option.get(0) is not atoms.type:
            raise bad_option()
        elif w_value is not W_MAJOR and w_value is not W_MINOR:
            raise badarg()
        else:
            is_minor = w_value is W_MINOR
        w_options = w_options.tl
    if w_options is not NIL:
        raise bad_option()
    if not isinstance(w_pid, W_Pid):
        raise badarg()
    w_done = atoms.from_bool(_collect_for(w_pid, is_minor))
    if w_request is None:
        return w_done
    notify(process, tuple3(W_GARBAGE_COLLECT, w_request, w_done))
    return W_ASYNC
