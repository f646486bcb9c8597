"""Natives of erts_internal about processes: what OTP's own modules ask the
emulator for behind the functions of erlang.

OTP: erts/preloaded/src/erts_internal.erl, erts/emulator/beam/bif.c.  Other
processes are looked into at once, so that the references which OTP answers
with, for a reply to wait for, are never needed; faults that erlang.erl makes
errors of are atoms.
"""
from atomvm.bif.cause import W_BADOPT, W_BADTYPE
from atomvm.bif.code_purge import W_CHECK_PROCESS_CODE, check_task
from atomvm.bif.gateway import bif, Any, Atom, Bool, Map, Pid, Ref, Tuple
from atomvm.bif.link import SuspendOptions, suspend_with
from atomvm.bif.process import (W_GARBAGE_COLLECT, W_MAJOR, W_MINOR,
                                garbage_collect_1, group_leader_2,
                                process_flag_3)
from atomvm.bif.setting import parse_priority
from atomvm.bif.spawn import SpawnOptions, request, spawn_with
from atomvm.error import ErlangError
from atomvm.proc.registry import NODE, live_process
from atomvm.proc.seqtrace import notify
from atomvm.proc.walltime import WALL_TIME
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import NIL, cons, list_items
from atomvm.term.fault import badarg
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Pid
from atomvm.term.tuple import tuple2, tuple3

W_INHERIT = mk_atom('inherit')
W_SCHEDULERS = mk_atom('schedulers')

FLAT_MAP = 32           # keys of the largest map without nodes


@bif('erts_internal', 'garbage_collect', 1, process=True)
def garbage_collect_1_of_self(process, w_type):
    if w_type is not W_MAJOR and w_type is not W_MINOR:
        raise badarg()
    return garbage_collect_1(process.w_pid)


@bif('erts_internal', 'group_leader', 2)
def group_leader_2_or_badarg(w_leader, w_pid):
    if not isinstance(w_leader, W_Pid) or not isinstance(w_pid, W_Pid):
        return atoms.badarg
    try:
        return group_leader_2(w_leader, w_pid)
    except ErlangError:
        return atoms.badarg


@bif('erts_internal', 'group_leader', 3, args=[Any, Any, Ref], process=True)
def group_leader_3(process, w_leader, w_pid, w_ref):
    """The same, its result in a message."""
    notify(process, tuple2(w_ref, group_leader_2_or_badarg(w_leader, w_pid)))
    return atoms.ok


@bif('erts_internal', 'is_process_alive', 2, args=[Pid, Ref], process=True)
def is_process_alive_2(process, w_pid, w_ref):
    alive = live_process(w_pid) is not None
    notify(process, tuple2(w_ref, atoms.from_bool(alive)))
    return atoms.ok


@bif('erts_internal', 'process_flag', 3)
def process_flag_3_or_fault(w_pid, w_flag, w_value):
    if not isinstance(w_pid, W_Pid) or live_process(w_pid) is None:
        return W_BADTYPE
    try:
        return process_flag_3(w_pid, w_flag, w_value)
    except ErlangError:
        return atoms.badarg


@bif('erts_internal', 'suspend_process', 2, process=True)
def suspend_process_2_or_fault(process, w_pid, w_options):
    options = SuspendOptions(w_options)
    if not isinstance(w_pid, W_Pid):
        return atoms.badarg
    try:
        return suspend_with(process, w_pid, options)
    except ErlangError:
        if options.ok or w_pid is process.w_pid:
            return atoms.badarg
        return W_BADOPT


# ----------------------------------------------------------------- spawning

@bif('erts_internal', 'spawn_request', 4, process=True)
def spawn_request_4(process, w_module, w_name, w_args, w_options):
    """The reference of the request, badarg, or badopt where the options are
    no list."""
    try:
        return request(process, None, w_module, w_name, w_args, w_options)
    except ErlangError:
        if list_items(w_options) is None:
            return W_BADOPT
        return atoms.badarg


@bif('erts_internal', 'spawn_system_process', 3, args=[Atom, Atom, Any],
     process=True)
def spawn_system_process_3(process, w_module, w_name, w_args):
    """A process that OTP's emulator would not do without; one like others
    here."""
    return spawn_with(process, None, w_module, w_name, w_args,
                      SpawnOptions(NIL, False))


# ------------------------------------------------------------- system tasks

@bif('erts_internal', 'request_system_task', 3, args=[Pid, Any, Tuple],
     process=True)
def request_system_task_3(process, w_pid, w_priority, w_task):
    """Have a process do something; what came of it is a message."""
    return request_system_task_4(process.w_pid, w_pid, w_priority, w_task)


@bif('erts_internal', 'request_system_task', 4, args=[Pid, Pid, Any, Tuple])
def request_system_task_4(w_requester, w_pid, w_priority, w_task):
    """{garbage_collect, Id, Type} gives whether the process was there,
    {check_process_code, Id, Module} whether it runs old code."""
    if parse_priority(w_priority) < 0 and w_priority is not W_INHERIT:
        raise badarg()
    if w_task.arity() != 3:
        raise badarg()
    requester = live_process(w_requester)
    w_what = w_task.get(2)
    if w_task.get(0) is W_GARBAGE_COLLECT:
        if w_what is not W_MAJOR and w_what is not W_MINOR:
            raise badarg()
        w_result = garbage_collect_1(w_pid)
        if requester is not None:
            notify(requester, tuple3(W_GARBAGE_COLLECT, w_task.get(1), w_result))
        return atoms.ok
    if w_task.get(0) is not W_CHECK_PROCESS_CODE or not isinstance(w_what,
                                                                   W_Atom):
        raise badarg()
    if requester is not None:
        check_task(requester, w_pid, w_what, w_task.get(1))
    return atoms.ok


# -------------------------------------------------------------- the emulator

@bif('erts_internal', 'is_process_executing_dirty', 1, args=[Pid])
def is_process_executing_dirty_1(w_pid):
    """There are no dirty schedulers."""
    return atoms.false


@bif('erts_internal', 'no_aux_work_threads', 0)
def no_aux_work_threads_0():
    """Threads of the emulator that answer requests: this one."""
    return mk_int(1)


@bif('erts_internal', 'scheduler_wall_time', 1, args=[Bool], host=True)
def scheduler_wall_time_1(on):
    """Whether it was measured: see statistics.py."""
    return atoms.from_bool(WALL_TIME.switch(on))


@bif('erts_internal', 'system_check', 1, host=True)
def system_check_1(w_what):
    """That schedulers respond: the only one does."""
    if w_what is not W_SCHEDULERS:
        raise badarg()
    return atoms.ok


@bif('erts_internal', 'get_creation', 0)
def get_creation_0():
    """The creation of this node, which it gets with its name."""
    if NODE.is_alive():
        return mk_int(0)
    return atoms.undefined


@bif('erts_internal', 'map_hashmap_children', 1, args=[Map])
def map_hashmap_children_1(w_map):
    """[Key | Value] of all pairs of a large map, whose nodes are no terms."""
    if w_map.size() <= FLAT_MAP:
        raise badarg()
    keys, values = w_map.items()
    w_list = NIL
    for i in range(len(keys) - 1, -1, -1):
        w_list = cons(cons(keys[i], values[i]), w_list)
    return w_list
