"""erlang: system_info/1, system_flag/2.

OTP: erts/emulator/beam/erl_bif_info.c.  What has no meaning here answers as
an emulator with one scheduler and without that feature does.
"""
import os
import sys

from rpython.rlib.rarithmetic import LONG_BIT

from atomvm import config
from atomvm.bif.cause import badopt
from atomvm.bif.gateway import bif
from atomvm.bif.seq_trace import set_system_tracer, system_tracer
from atomvm.bif.setting import (
    W_MAX_HEAP_SIZE, W_MESSAGE_QUEUE_DATA, W_MIN_BIN_VHEAP_SIZE, W_OFF_HEAP,
    W_ON_HEAP, is_max_heap_size, max_heap_size_map, size_of)
from atomvm.bif.wide import from_signed
from atomvm.proc.backtrace import BACKTRACE
from atomvm.proc.clock import CLOCK, NEVER
from atomvm.proc.logger import SYSTEM_LOGGER
from atomvm.proc.process import DEFAULT_SETTINGS
from atomvm.proc.registry import PROCESSES
from atomvm.proc.seqtrace import reset
from atomvm.proc.tracing import TRACE, set_control_word
from atomvm.proc.walltime import WALL_TIME
from atomvm.term import atoms
from atomvm.term.atom import MAX_ATOMS, TABLE, W_Atom, host_atom, mk_atom
from atomvm.term.cons import NIL, chars_list, cons, list_from
from atomvm.term.fault import badarg
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Pid
from atomvm.term.tuple import W_Tuple, tuple2, tuple3, tuple4

PORT_LIMIT = 65536
ETS_LIMIT = 8192


class SystemNames(object):
    """What depends on the machine and its Erlang: main may set them."""

    def __init__(self):
        self.otp_release = '25'
        self.erts_version = '13.1.5'
        self.architecture = _architecture()


def _architecture():
    if sys.platform == 'darwin':
        return 'x86_64-apple-darwin'
    if LONG_BIT == 64:
        return 'x86_64-pc-linux-gnu'
    return 'i686-pc-linux-gnu'


NAMES = SystemNames()

CONSTANTS = {
    'schedulers': mk_int(1), 'schedulers_online': mk_int(1),
    'dirty_cpu_schedulers': mk_int(1),
    'dirty_cpu_schedulers_online': mk_int(1),
    'dirty_io_schedulers': mk_int(1), 'scheduler_id': mk_int(1),
    'schedulers_state': tuple3(mk_int(1), mk_int(1), mk_int(1)),
    'logical_processors': mk_int(1), 'logical_processors_online': mk_int(1),
    'logical_processors_available': mk_int(1),
    'port_limit': mk_int(PORT_LIMIT), 'port_count': mk_int(0),
    'ets_limit': mk_int(ETS_LIMIT), 'atom_limit': mk_int(MAX_ATOMS),
    'wordsize': mk_int(LONG_BIT // 8),
    'machine': chars_list('ATOMVM'),
    'endian': mk_atom(sys.byteorder),
    'smp_support': atoms.true, 'threads': atoms.true,
    'thread_pool_size': mk_int(0), 'emu_flavor': mk_atom('atomvm'),
    'emu_type': mk_atom('opt'), 'build_type': mk_atom('opt'),
    'multi_scheduling': mk_atom('disabled'),
    'multi_scheduling_blockers': NIL, 'normal_multi_scheduling_blockers': NIL,
    'heap_type': mk_atom('shared'), 'kernel_poll': atoms.false,
    'debug_compiled': atoms.false, 'compat_rel': mk_int(25),
    'cpu_quota': mk_atom('unknown'), 'cpu_topology': atoms.undefined,
    'creation': mk_int(0), 'delayed_node_table_gc': mk_int(60),
    'dist_buf_busy_limit': mk_int(1048576), 'dist_ctrl': NIL,
    'dynamic_trace': atoms.none, 'dynamic_trace_probes': atoms.false,
    'eager_check_io': atoms.true, 'modified_timing_level': atoms.undefined,
    'port_parallelism': atoms.false, 'scheduler_bind_type': mk_atom('unbound'),
    'scheduler_bindings': tuple2(mk_atom('unbound'), mk_atom('unbound')),
    'time_correction': atoms.true, 'time_offset': mk_atom('final'),
    'time_warp_mode': mk_atom('no_time_warp'),
    'tolerant_timeofday': mk_atom('enabled'),
    'update_cpu_info': mk_atom('unchanged'), 'taints': NIL,
    'break_ignored': atoms.false, 'ets_realloc_moves': atoms.false,
    'ets_always_compress': atoms.false, 'nif_version': chars_list('2.16'),
    'driver_version': chars_list('3.3'), 'alloc_util_allocators': NIL,
    'hipe_architecture': atoms.undefined, 'beam_jump_table': atoms.true,
    'c_compiler_used': tuple2(atoms.undefined, atoms.undefined),
    'allocated_areas': NIL, 'snifs': NIL,
    'outstanding_system_requests_limit': mk_int(4),
}
# item -> its answer, where that never changes
FIXED = {}
for _name, _w_value in CONSTANTS.items():
    FIXED[mk_atom(_name)] = _w_value

W_ALLOCATOR = mk_atom('allocator')
W_ATOM_COUNT = mk_atom('atom_count')
W_BACKTRACE_DEPTH = mk_atom('backtrace_depth')
W_CPU_TOPOLOGY = mk_atom('cpu_topology')
W_END_TIME = mk_atom('end_time')
W_EMU_ARGS = mk_atom('emu_args')
W_EXTERNAL = mk_atom('external')
W_GARBAGE_COLLECTION = mk_atom('garbage_collection')
W_INTERNAL = mk_atom('internal')
W_OS_TYPE = mk_atom('os_type')
W_OS_VERSION = mk_atom('os_version')
W_UNIX = mk_atom('unix')
W_OS_MONOTONIC = mk_atom('os_monotonic_time_source')
W_OS_SYSTEM = mk_atom('os_system_time_source')
W_OTP_RELEASE = mk_atom('otp_release')
W_PROCESS_COUNT = mk_atom('process_count')
W_PROCESS_LIMIT = mk_atom('process_limit')
W_RESET_SEQ_TRACE = mk_atom('reset_seq_trace')
W_SCHEDULER_WALL_TIME = mk_atom('scheduler_wall_time')
W_SEQUENTIAL_TRACER = mk_atom('sequential_tracer')
W_START_TIME = mk_atom('start_time')
W_SYSTEM_ARCHITECTURE = mk_atom('system_architecture')
W_SYSTEM_VERSION = mk_atom('system_version')
W_SYSTEM_LOGGER = host_atom('system_logger')
W_TRACE_CONTROL_WORD = host_atom('trace_control_word')
W_VERSION = mk_atom('version')
W_WORDSIZE = mk_atom('wordsize')


def system_version():
    return ('Erlang/OTP ' + NAMES.otp_release + ' [AtomVM ' + config.VERSION +
            '] [' + str(LONG_BIT) + '-bit]\n')


def _counted(w_item):
    """Items that change; None for others."""
    if w_item is W_PROCESS_COUNT:
        return mk_int(PROCESSES.count)
    if w_item is W_PROCESS_LIMIT:
        return mk_int(PROCESSES.limit)
    if w_item is W_ATOM_COUNT:
        return mk_int(TABLE.count())
    if w_item is W_OTP_RELEASE:
        return chars_list(NAMES.otp_release)
    if w_item is W_VERSION:
        return chars_list(NAMES.erts_version)
    if w_item is W_SYSTEM_VERSION:
        return chars_list(system_version())
    if w_item is W_SYSTEM_ARCHITECTURE:
        return chars_list(NAMES.architecture)
    if w_item is W_START_TIME:
        return from_signed(CLOCK.start)
    if w_item is W_END_TIME:
        return from_signed(NEVER)
    if w_item is W_OS_MONOTONIC or w_item is W_OS_SYSTEM:
        return _time_source(w_item)
    return _memory_info(w_item)


def _time_source(w_item):
    if w_item is W_OS_MONOTONIC:
        w_clock = mk_atom('CLOCK_MONOTONIC')
        w_time = from_signed(CLOCK.monotonic_ns())
    else:
        w_clock = mk_atom('CLOCK_REALTIME')
        w_time = from_signed(CLOCK.system_ns())
    return list_from([tuple2(atoms.function, mk_atom('clock_gettime')),
                      tuple2(mk_atom('clock_id'), w_clock),
                      tuple2(mk_atom('resolution'), mk_int(1000000000)),
                      tuple2(mk_atom('parallel'), mk_atom('no')),
                      tuple2(mk_atom('time'), w_time)])


def _memory_info(w_item):
    """What new processes get."""
    settings = DEFAULT_SETTINGS
    if w_item is atoms.min_heap_size:
        return tuple2(w_item, mk_int(settings.min_heap_size))
    if w_item is W_MIN_BIN_VHEAP_SIZE:
        return tuple2(w_item, mk_int(settings.min_bin_vheap_size))
    if w_item is atoms.fullsweep_after:
        return tuple2(w_item, mk_int(settings.fullsweep_after))
    if w_item is W_MAX_HEAP_SIZE:
        return max_heap_size_map(settings.w_max_heap_size)
    if w_item is W_MESSAGE_QUEUE_DATA:
        return W_OFF_HEAP if settings.off_heap else W_ON_HEAP
    if w_item is W_GARBAGE_COLLECTION:
        return list_from([
            tuple2(W_MAX_HEAP_SIZE, mk_int(0)),
            tuple2(W_MIN_BIN_VHEAP_SIZE, mk_int(settings.min_bin_vheap_size)),
            tuple2(atoms.min_heap_size, mk_int(settings.min_heap_size)),
            tuple2(atoms.fullsweep_after, mk_int(settings.fullsweep_after))])
    if w_item is W_EMU_ARGS:
        return cons(chars_list('atomvm'), NIL)
    if w_item is W_ALLOCATOR:
        # {Allocator, Version, Features, Settings}
        return tuple4(atoms.undefined, NIL, NIL, NIL)
    if not config.BOARD and w_item is W_SEQUENTIAL_TRACER:
        return tuple2(w_item, system_tracer())
    if not config.BOARD and w_item is W_TRACE_CONTROL_WORD:
        return TRACE.w_control
    return None


@bif('erlang', 'system_info', 1)
def system_info_1(w_item):
    if isinstance(w_item, W_Tuple):
        return _info_of_pair(w_item)
    if not isinstance(w_item, W_Atom):
        raise badarg()      # (a tagged integer can not be looked up, either)
    w_value = FIXED.get(w_item, None)
    if w_value is None:
        if w_item is W_OS_TYPE or w_item is W_OS_VERSION:
            return _operating_system(w_item)
        w_value = _counted(w_item)
        if w_value is None:
            raise badarg()
    return w_value


def _operating_system(w_item):
    """{unix, Name} or {Major, Minor, Release}, as uname(2) tells."""
    if config.BOARD:
        if w_item is W_OS_TYPE:
            return tuple2(mk_atom('none'), mk_atom('none'))
        return tuple3(mk_int(0), mk_int(0), mk_int(0))
    try:
        name, _, release, _, _ = os.uname()
    except OSError:
        name, release = 'unknown', ''
    if w_item is W_OS_TYPE:
        return tuple2(W_UNIX, mk_atom(name.lower()))
    numbers = [0, 0, 0]
    at = 0
    for c in release:
        if c.isdigit():
            numbers[at] = numbers[at] * 10 + ord(c) - ord('0')
        elif c == '.' and at < 2:
            at += 1
        else:
            break
    return tuple3(mk_int(numbers[0]), mk_int(numbers[1]), mk_int(numbers[2]))


def _info_of_pair(w_item):
    """{wordsize, internal | external}, {cpu_topology, _}."""
    if w_item.arity() == 2:
        w_what = w_item.get(1)
        if w_item.get(0) is W_WORDSIZE:
            if w_what is W_INTERNAL or w_what is W_EXTERNAL:
                return mk_int(LONG_BIT // 8)
        if w_item.get(0) is W_CPU_TOPOLOGY:
            return atoms.undefined
    raise badarg()


# ------------------------------------------------------------ system_flag

# Flags that stay as they are, whatever they are set to.
KEPT = {}
for _name, _w_value in [
        ('multi_scheduling', mk_atom('disabled')),
        ('schedulers_online', mk_int(1)),
        ('dirty_cpu_schedulers_online', mk_int(1)),
        ('scheduler_wall_time', atoms.false),
        ('microstate_accounting', atoms.false),
        ('time_offset', mk_atom('final')),
        ('scheduler_bind_type', mk_atom('unbound')),
        ('cpu_topology', atoms.undefined),
        ('outstanding_system_requests_limit', mk_int(4))]:
    KEPT[mk_atom(_name)] = _w_value


def set_system_logger(w_target):
    """To logger, undefined or a pid, also of one that has ended; what it was before."""
    if not isinstance(w_target, W_Pid) and w_target is not atoms.logger and \
            w_target is not atoms.undefined:
        raise badarg()
    w_old = SYSTEM_LOGGER.w_target
    SYSTEM_LOGGER.w_target = w_target
    return w_old


@bif('erlang', 'system_flag', 2)
def system_flag_2(w_flag, w_value):
    """The previous value."""
    settings = DEFAULT_SETTINGS
    if w_flag is W_MAX_HEAP_SIZE:
        if not is_max_heap_size(w_value):
            raise badarg()
        w_old = max_heap_size_map(settings.w_max_heap_size)
        settings.w_max_heap_size = w_value
        return w_old
    if not config.BOARD and w_flag is W_SCHEDULER_WALL_TIME:
        if w_value is not atoms.true and w_value is not atoms.false:
            raise badarg()
        return atoms.from_bool(WALL_TIME.switch(w_value is atoms.true))
    if isinstance(w_flag, W_Atom):
        w_kept = KEPT.get(w_flag, None)
        if w_kept is not None:
            return w_kept
    if not config.BOARD and w_flag is W_SEQUENTIAL_TRACER:
        return set_system_tracer(w_value)
    if not config.BOARD and w_flag is W_TRACE_CONTROL_WORD:
        return set_control_word(w_value)
    if not config.BOARD and w_flag is W_SYSTEM_LOGGER:
        return set_system_logger(w_value)
    if not config.BOARD and w_flag is W_RESET_SEQ_TRACE:
        reset()
        return w_value
    if (w_flag is not W_BACKTRACE_DEPTH and w_flag is not W_MIN_BIN_VHEAP_SIZE
            and w_flag is not atoms.fullsweep_after
            and w_flag is not atoms.min_heap_size):
        raise badopt()
    size = size_of(w_value)
    if size < 0:
        raise badarg()
    if w_flag is W_BACKTRACE_DEPTH:
        old = BACKTRACE.depth
        BACKTRACE.set_depth(size)
    elif w_flag is atoms.fullsweep_after:
        old = settings.fullsweep_after
        settings.fullsweep_after = size
    elif w_flag is atoms.min_heap_size:
        old = settings.min_heap_size
        settings.min_heap_size = size
    else:
        old = settings.min_bin_vheap_size
        settings.min_bin_vheap_size = size
    return mk_int(old)
