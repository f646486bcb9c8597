"""What erlang:system_monitor/2 and system_profile/2 ask for, and telling of it.

Hosts only.  OTP: erts/emulator/beam/erl_trace.c (monitor_long_schedule_proc
and others).  Schedules are measured in the scheduler's loop (interp/run.py),
which sees every one only while somebody asks.
"""
from rpython.rlib.rarithmetic import intmask

from atomvm.proc.clock import CLOCK, MILLISECOND, time_tuple
from atomvm.proc.process import EXITED
from atomvm.proc.seqtrace import notify
from atomvm.proc.tracing import watch_running
from atomvm.term.atom import host_atom
from atomvm.term.cons import list_from
from atomvm.term.number import mk_int
from atomvm.term.tuple import mk_tuple, tuple2, tuple4

W_MONITOR = host_atom('monitor')
W_PROFILE = host_atom('profile')
W_BUSY_PORT = host_atom('busy_port')
W_LONG_SCHEDULE = host_atom('long_schedule')
W_LONG_GC = host_atom('long_gc')
W_LARGE_HEAP = host_atom('large_heap')
W_TIMEOUT = host_atom('timeout')
W_IN = host_atom('in')
W_OUT = host_atom('out')
W_ACTIVE = host_atom('active')
W_INACTIVE = host_atom('inactive')


class SystemMonitor(object):
    """process: who is told, or None.  Times in ms, sizes in words, -1: not
    asked for."""

    def __init__(self, process):
        self.process = process
        self.long_gc = -1
        self.long_schedule = -1
        self.large_heap = -1
        self.busy_port = False
        self.busy_dist_port = False


class SystemProfile(object):
    """process: who is told, or None; the options."""

    def __init__(self, process):
        self.process = process
        self.runnable_procs = False
        self.runnable_ports = False
        self.scheduler = False
        self.exclusive = False


class Monitors(object):
    def __init__(self):
        self.monitor = SystemMonitor(None)
        self.profile = SystemProfile(None)

    def set_monitor(self, monitor):
        self.monitor = monitor
        if monitor.long_schedule >= 0:
            watch_running()

    def set_profile(self, profile):
        self.profile = profile
        if profile.runnable_procs:
            watch_running()


MONITORS = Monitors()


def listener():
    """The SystemMonitor; one whose process has ended is none."""
    monitor = MONITORS.monitor
    if monitor.process is not None and monitor.process.state == EXITED:
        monitor = SystemMonitor(None)
        MONITORS.monitor = monitor
    return monitor


def profiler():
    """The same of the SystemProfile."""
    profile = MONITORS.profile
    if profile.process is not None and profile.process.state == EXITED:
        profile = SystemProfile(None)
        MONITORS.profile = profile
    return profile


def _tell(process, w_what, w_info):
    monitor = listener()
    if monitor.process is not None and monitor.process is not process:
        notify(monitor.process, tuple4(W_MONITOR, process.w_pid, w_what,
                                       w_info))


def port_is_busy(process, port):
    """process is suspended because of a port."""
    if listener().busy_port:
        _tell(process, W_BUSY_PORT, port.identity())


def has_run(process, ns, w_in, w_out):
    """process has run for ns nanoseconds, from {M, F, Arity} to another."""
    limit = listener().long_schedule
    if limit >= 0 and ns >= limit * MILLISECOND:
        _tell(process, W_LONG_SCHEDULE, list_from([
            tuple2(W_TIMEOUT, mk_int(intmask(ns // MILLISECOND))),
            tuple2(W_IN, w_in), tuple2(W_OUT, w_out)]))


def watches_collections():
    return listener().long_gc >= 0 or listener().large_heap >= 0


def has_collected(process, ns, words, w_info):
    """A collection for process has taken ns; words is what it keeps."""
    monitor = listener()
    if monitor.long_gc >= 0 and ns >= monitor.long_gc * MILLISECOND:
        _tell(process, W_LONG_GC, w_info)
    if monitor.large_heap >= 0 and words >= monitor.large_heap:
        _tell(process, W_LARGE_HEAP, w_info)


def profile_switch(process, active, w_function):
    """A process runs, or waits: {profile, Pid, State, MFA, Time}."""
    profile = profiler()
    if profile.runnable_procs and profile.process is not process:
        notify(profile.process, mk_tuple([
            W_PROFILE, process.w_pid, W_ACTIVE if active else W_INACTIVE,
            w_function, time_tuple(CLOCK.now_us())]))
