"""erlang: statistics/1, memory/0,1.

OTP: erts/emulator/beam/erl_bif_info.c, erl_alloc.c.
"""
import os

from rpython.rlib.rarithmetic import r_longlong

from atomvm import config
from atomvm.beam.export import get_export
from atomvm.bif.gateway import bif
from atomvm.bif.process import COLLECTIONS
from atomvm.bif.wide import from_signed
from atomvm.proc.clock import CLOCK, MILLISECOND
from atomvm.proc.registry import PROCESSES
from atomvm.proc.scheduler import SCHEDULER
from atomvm.proc.walltime import WALL_TIME
from atomvm.term import atoms
from atomvm.term.atom import TABLE, mk_atom
from atomvm.term.cons import NIL, W_Cons, cons, int_list, list_from
from atomvm.term.fault import badarg, error
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple2, tuple3

W_ACTIVE_TASKS = mk_atom('active_tasks')
W_ACTIVE_TASKS_ALL = mk_atom('active_tasks_all')
W_ATOM = mk_atom('atom')
W_ATOM_USED = mk_atom('atom_used')
W_BINARY = mk_atom('binary')
W_CODE = mk_atom('code')
W_CONTEXT_SWITCHES = mk_atom('context_switches')
W_ETS = mk_atom('ets')
W_EXACT_REDUCTIONS = mk_atom('exact_reductions')
W_GARBAGE_COLLECTION = mk_atom('garbage_collection')
W_INPUT = mk_atom('input')
W_OUTPUT = mk_atom('output')
W_MICROSTATE = mk_atom('microstate_accounting')
W_PROCESSES = mk_atom('processes')
W_PROCESSES_USED = mk_atom('processes_used')
W_RUN_QUEUE = mk_atom('run_queue')
W_RUN_QUEUE_LENGTHS = mk_atom('run_queue_lengths')
W_RUN_QUEUE_LENGTHS_ALL = mk_atom('run_queue_lengths_all')
W_RUNTIME = mk_atom('runtime')
W_SCHEDULER_WALL_TIME = mk_atom('scheduler_wall_time')
W_SCHEDULER_WALL_TIME_ALL = mk_atom('scheduler_wall_time_all')
W_SYSTEM = mk_atom('system')
W_TOTAL = mk_atom('total')
W_TOTAL_TASKS = mk_atom('total_active_tasks')
W_TOTAL_TASKS_ALL = mk_atom('total_active_tasks_all')
W_TOTAL_LENGTHS = mk_atom('total_run_queue_lengths')
W_TOTAL_LENGTHS_ALL = mk_atom('total_run_queue_lengths_all')
W_WALL_CLOCK = mk_atom('wall_clock')

ATOM_BYTES = 64             # an estimate: name, table entries


class LastCalls(object):
    """What the calls before said, for the differences."""

    def __init__(self):
        self.runtime = r_longlong(0)
        self.wall_clock = r_longlong(0)
        self.reductions = r_longlong(0)


LAST = LastCalls()


def _pair(total, before):
    return tuple2(from_signed(total), from_signed(total - before))


@bif('erlang', 'statistics', 1)
def statistics_1(w_item):
    if w_item is W_RUNTIME:
        total = CLOCK.cpu_ns() // MILLISECOND
        w_result = _pair(total, LAST.runtime)
        LAST.runtime = total
        return w_result
    if w_item is W_WALL_CLOCK:
        total = (CLOCK.monotonic_ns() - CLOCK.start) // MILLISECOND
        w_result = _pair(total, LAST.wall_clock)
        LAST.wall_clock = total
        return w_result
    if w_item is atoms.reductions or w_item is W_EXACT_REDUCTIONS:
        total = PROCESSES.reductions()
        w_result = _pair(total, LAST.reductions)
        LAST.reductions = total
        return w_result
    if w_item is W_CONTEXT_SWITCHES:
        return tuple2(from_signed(SCHEDULER.switches), mk_int(0))
    if w_item is W_GARBAGE_COLLECTION:
        return tuple3(mk_int(COLLECTIONS.count), mk_int(0), mk_int(0))
    if w_item is atoms.io:
        return tuple2(tuple2(W_INPUT, mk_int(0)), tuple2(W_OUTPUT, mk_int(0)))
    if w_item is W_SCHEDULER_WALL_TIME or \
            w_item is W_SCHEDULER_WALL_TIME_ALL:
        if config.BOARD or not WALL_TIME.on:
            return atoms.undefined
        active = WALL_TIME.active()
        return cons(tuple3(mk_int(1), from_signed(active),
                           from_signed(WALL_TIME.total())), NIL)
    if w_item is W_MICROSTATE:
        return NIL
    return _queues(w_item)


def _queues(w_item):
    """Lengths of run queues; tasks are those and what runs."""
    waiting = SCHEDULER.run_queue()
    if w_item is W_RUN_QUEUE or w_item is W_TOTAL_LENGTHS or \
            w_item is W_TOTAL_LENGTHS_ALL:
        return mk_int(waiting)
    if w_item is W_TOTAL_TASKS or w_item is W_TOTAL_TASKS_ALL:
        return mk_int(waiting + 1)
    if w_item is W_RUN_QUEUE_LENGTHS:
        return int_list([waiting, 0])
    if w_item is W_RUN_QUEUE_LENGTHS_ALL:
        return int_list([waiting, 0, 0])
    if w_item is W_ACTIVE_TASKS:
        return int_list([waiting + 1, 0])
    if w_item is W_ACTIVE_TASKS_ALL:
        return int_list([waiting + 1, 0, 0])
    raise badarg()


# ----------------------------------------------------------------- memory

TYPES = [W_TOTAL, W_PROCESSES, W_PROCESSES_USED, W_SYSTEM, W_ATOM,
         W_ATOM_USED, W_BINARY, W_CODE, W_ETS]


def total_bytes():
    """Memory of this VM as the system sees it, 0 where it does not tell.
    Linux: the second number of /proc/self/statm, in pages."""
    if config.BOARD:
        return r_longlong(0)
    try:
        fd = os.open('/proc/self/statm', os.O_RDONLY, 0)
    except OSError:
        return r_longlong(0)
    try:
        text = os.read(fd, 200)
    except OSError:
        text = ''
    os.close(fd)
    words = text.split(' ')
    if len(words) < 2:
        return r_longlong(0)
    try:
        return r_longlong(int(words[1])) * 4096
    except ValueError:
        return r_longlong(0)


def bytes_of(w_type, total):
    """There is one heap: only the total is measured, the rest estimated."""
    if w_type is W_TOTAL:
        return total
    system = total // 2
    if w_type is W_SYSTEM:
        return system
    if w_type is W_PROCESSES or w_type is W_PROCESSES_USED:
        return total - system
    if w_type is W_ATOM or w_type is W_ATOM_USED:
        return r_longlong(TABLE.count()) * ATOM_BYTES
    if w_type is W_BINARY or w_type is W_CODE or w_type is W_ETS:
        return r_longlong(0)
    raise badarg()


@bif('erlang', 'memory', 0)
def memory_0():
    total = total_bytes()
    return list_from([tuple2(w_type, from_signed(bytes_of(w_type, total)))
                      for w_type in TYPES])


@bif('erlang', 'memory', 1)
def memory_1(w_types):
    total = total_bytes()
    if w_types is not NIL and not isinstance(w_types, W_Cons):
        return from_signed(bytes_of(w_types, total))
    pairs = []
    while isinstance(w_types, W_Cons):
        w_type = w_types.head()
        pairs.append(tuple2(w_type, from_signed(bytes_of(w_type, total))))
        w_types = w_types.tl
    if w_types is not NIL:
        raise no_list_of_types(w_types)
    return list_from(pairs)


def no_list_of_types(w_end):
    """In OTP the clauses of erlang:memory_1/2 go through the types."""
    e = error(atoms.function_clause)
    e.export = get_export(atoms.erlang, mk_atom('memory_1'), 2)
    e.w_args = list_from([w_end, atoms.memory])
    return e
