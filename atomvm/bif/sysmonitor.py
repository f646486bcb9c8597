"""erlang: system_monitor/0,1,2, system_profile/0,2, process_display/2.

Hosts only.  OTP: erts/emulator/beam/erl_bif_trace.c.
"""
from atomvm.bif.gateway import bif
from atomvm.proc import output
from atomvm.proc.process import INSPECT
from atomvm.proc.registry import live_process
from atomvm.proc.sysmonitor import (
    MONITORS, SystemMonitor, SystemProfile, W_BUSY_PORT, W_LARGE_HEAP,
    W_LONG_GC, W_LONG_SCHEDULE, listener, profiler)
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, host_atom
from atomvm.term.binary import W_Bits
from atomvm.term.cons import NIL, W_Cons, cons
from atomvm.term.fault import badarg
from atomvm.term.iodata import bits_bytes
from atomvm.term.number import W_Int, mk_int
from atomvm.term.pid import W_Pid
from atomvm.term.tuple import W_Tuple, tuple2

W_BUSY_DIST_PORT = host_atom('busy_dist_port')
W_RUNNABLE_PROCS = host_atom('runnable_procs')
W_RUNNABLE_PORTS = host_atom('runnable_ports')
W_SCHEDULER = host_atom('scheduler')
W_EXCLUSIVE = host_atom('exclusive')
W_BACKTRACE = host_atom('backtrace')
W_BADOPT = host_atom('badopt')
TIMESTAMPS = {host_atom('timestamp'): True,
              host_atom('monotonic_timestamp'): True,
              host_atom('strict_monotonic_timestamp'): True}
LEAST_LARGE_HEAP = 16384


def _with_limit(w_name, limit, w_list):
    if limit < 0:
        return w_list
    return cons(tuple2(w_name, mk_int(limit)), w_list)


def _with(w_name, wanted, w_list):
    return cons(w_name, w_list) if wanted else w_list


def _monitor_term():
    monitor = listener()
    if monitor.process is None:
        return atoms.undefined
    w_list = _with_limit(W_LONG_GC, monitor.long_gc, NIL)
    w_list = _with_limit(W_LONG_SCHEDULE, monitor.long_schedule, w_list)
    w_list = _with_limit(W_LARGE_HEAP, monitor.large_heap, w_list)
    w_list = _with(W_BUSY_PORT, monitor.busy_port, w_list)
    w_list = _with(W_BUSY_DIST_PORT, monitor.busy_dist_port, w_list)
    return tuple2(monitor.process.w_pid, w_list)


def _set_monitor(w_pid, w_options):
    """What it was before."""
    w_old = _monitor_term()
    if w_pid is atoms.undefined:
        MONITORS.set_monitor(SystemMonitor(None))
        return w_old
    target = live_process(w_pid) if isinstance(w_pid, W_Pid) else None
    if target is None:
        raise badarg()
    monitor = SystemMonitor(target)
    some = isinstance(w_options, W_Cons)
    while isinstance(w_options, W_Cons):
        _monitor_option(monitor, w_options.head())
        w_options = w_options.tl
    if w_options is not NIL:
        raise badarg()
    MONITORS.set_monitor(monitor if some else SystemMonitor(None))
    return w_old


def _monitor_option(monitor, w_option):
    if w_option is W_BUSY_PORT:
        monitor.busy_port = True
    elif w_option is W_BUSY_DIST_PORT:
        monitor.busy_dist_port = True
    elif isinstance(w_option, W_Tuple) and w_option.arity() == 2:
        w_limit = w_option.get(1)
        if not isinstance(w_limit, W_Int) or w_limit.intval < 1:
            raise badarg()
        limit = w_limit.intval
        if w_option.get(0) is W_LONG_GC:
            monitor.long_gc = limit
        elif w_option.get(0) is W_LONG_SCHEDULE:
            monitor.long_schedule = limit
        elif w_option.get(0) is W_LARGE_HEAP:
            monitor.large_heap = max(limit, LEAST_LARGE_HEAP)
        else:
            raise badarg()
    else:
        raise badarg()


@bif('erlang', 'system_monitor', 0, host=True)
def system_monitor_0():
    return _monitor_term()


@bif('erlang', 'system_monitor', 1, host=True)
def system_monitor_1(w_setting):
    """undefined, or {Pid, Options} as system_monitor/0 gives it."""
    if w_setting is atoms.undefined:
        return _set_monitor(w_setting, NIL)
    if not isinstance(w_setting, W_Tuple) or w_setting.arity() != 2:
        raise badarg()
    return _set_monitor(w_setting.get(0), w_setting.get(1))


@bif('erlang', 'system_monitor', 2, host=True)
def system_monitor_2(w_pid, w_options):
    return _set_monitor(w_pid, w_options)


# ---------------------------------------------------------- system_profile

def _profile_term():
    profile = profiler()
    if profile.process is None:
        return atoms.undefined
    w_list = _with(W_RUNNABLE_PROCS, profile.runnable_procs, NIL)
    w_list = _with(W_RUNNABLE_PORTS, profile.runnable_ports, w_list)
    w_list = _with(W_SCHEDULER, profile.scheduler, w_list)
    w_list = _with(W_EXCLUSIVE, profile.exclusive, w_list)
    return tuple2(profile.process.w_pid, w_list)


@bif('erlang', 'system_profile', 0, host=True)
def system_profile_0():
    return _profile_term()


@bif('erlang', 'system_profile', 2, host=True)
def system_profile_2(w_pid, w_options):
    """What it was before.  Processes are told of; ports and the scheduler
    never are: there is one, which never stops."""
    w_old = _profile_term()
    if w_pid is atoms.undefined or w_options is NIL:
        MONITORS.set_profile(SystemProfile(None))
        return w_old
    target = live_process(w_pid) if isinstance(w_pid, W_Pid) else None
    if target is None:
        raise badarg()
    profile = SystemProfile(target)
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if w_option is W_RUNNABLE_PROCS:
            profile.runnable_procs = True
        elif w_option is W_RUNNABLE_PORTS:
            profile.runnable_ports = True
        elif w_option is W_SCHEDULER:
            profile.scheduler = True
        elif w_option is W_EXCLUSIVE:
            profile.exclusive = True
        elif not isinstance(w_option, W_Atom) or \
                w_option not in TIMESTAMPS:
            raise badarg()
        w_options = w_options.tl
    if w_options is not NIL:
        raise badarg()
    MONITORS.set_profile(profile)
    return w_old


# --------------------------------------------------------- process_display

@bif('erts_internal', 'process_display', 2, host=True)
def process_display_2(w_pid, w_type):
    """The backtrace of a process, on standard error; badopt or badarg is
    what erlang.erl makes the error of."""
    if w_type is not W_BACKTRACE:
        return W_BADOPT
    target = live_process(w_pid) if isinstance(w_pid, W_Pid) else None
    if target is None:
        return atoms.badarg
    w_text = INSPECT.inspector.dump(target)
    assert isinstance(w_text, W_Bits)
    output.write(2, bits_bytes(w_text))
    return atoms.true
