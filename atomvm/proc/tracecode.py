"""Breakpoints: which functions are traced, and how.

erlang:trace_pattern/3 (bif/tracepattern.py) writes them; interp/breakpoint.py
puts them into the code, and is told where one is hit.  Hosts only.

OTP: erts/emulator/beam/beam_bp.c.
"""
from rpython.rlib.rarithmetic import r_longlong

from atomvm.proc.clock import CLOCK
from atomvm.proc.codeserver import CODE_HOOKS, CodeHook
from atomvm.proc.process import EXITED
from atomvm.proc.scheduler import SCHEDULER
from atomvm.proc.tracing import watch_running
from atomvm.term import atoms

NOT_TRACED = 0
GLOBAL = 1          # calls from outside the module
LOCAL = 2           # all calls


class Times(object):
    """What call_time has counted of a process in a function."""

    def __init__(self, process):
        self.process = process
        self.calls = 0
        self.ns = r_longlong(0)


class Breakpoint(object):
    """Of M:F/A.  spec: a TraceMatch, or None (every call); w_spec: as it was
    given, a list.  The same of the meta trace, whose tracer is a Process.

    counting, timing: call_count, call_time; count -1, or times None, where
    there is none; paused ones do not count
    shadow, entry    of a global one: see interp/breakpoint.py
    """

    def __init__(self, w_module, w_name, arity):
        self.w_module = w_module
        self.w_name = w_name
        self.arity = arity
        self.traced = NOT_TRACED
        self.spec = None
        self.w_spec = None
        self.meta_tracer = None
        self.meta_spec = None
        self.w_meta_spec = None
        self.count = -1
        self.counting = False
        self.times = None
        self.timing = False
        self.shadow = None
        self.entry = None

    def is_local(self):
        return (self.traced == LOCAL or self.meta_tracer is not None or
                self.count >= 0 or self.times is not None)

    def is_set(self):
        return self.traced != NOT_TRACED or self.is_local()

    def clear(self):
        self.traced = NOT_TRACED
        self.meta_tracer = None
        self.count = -1
        self.counting = False
        self.times = None
        self.timing = False

    def times_of(self, process):
        times = self.times.get(process, None)
        if times is None:
            times = Times(process)
            self.times[process] = times
        return times


class Timed(object):
    """The timed function that a process is in (a Breakpoint or None), and
    since when."""

    def __init__(self):
        self.point = None
        self.since = r_longlong(0)


class Clocks(object):
    """call_time: a function's time does not hold that of the timed functions
    it calls, nor that while its process does not run."""

    def __init__(self):
        self.by_process = {}    # Process -> Timed

    def timed(self, process):
        timed = self.by_process.get(process, None)
        if timed is None:
            timed = Timed()
            self.by_process[process] = timed
        return timed

    def stop(self, process):
        """process does not run, or is not in its function now: its Timed."""
        timed = self.timed(process)
        now = CLOCK.monotonic_ns()
        point = timed.point
        if point is not None and point.times is not None and point.timing:
            point.times_of(process).ns += now - timed.since
        timed.since = now
        return timed

    def enter(self, process, point):
        """process calls a timed function: the Breakpoint it was in before."""
        timed = self.stop(process)
        before = timed.point
        timed.point = point
        point.times_of(process).calls += 1
        return before

    def go_on(self, process, point):
        """process returns to a function (None: to no timed one)."""
        self.stop(process).point = point

    def stop_all(self, point):
        """Account for the processes that are in a function now."""
        for process in self.by_process.keys():
            timed = self.by_process[process]
            if timed.point is point and process is SCHEDULER.current:
                self.stop(process)

    def switch_out(self, process):
        """process does not run any more."""
        if process in self.by_process:
            self.stop(process)
            if process.state == EXITED:
                del self.by_process[process]

    def switch_in(self, process):
        timed = self.by_process.get(process, None)
        if timed is not None:
            timed.since = CLOCK.monotonic_ns()


CLOCKS = Clocks()


class Pattern(object):
    """What trace_pattern/3 says of functions, with its flags.

    match     True: it traces, with spec; False: it takes tracing away
    restart, pause  of counters
    """

    def __init__(self):
        self.match = True
        self.spec = None
        self.w_spec = None
        self.restart = False
        self.pause = False
        self.traced = NOT_TRACED        # GLOBAL or LOCAL: that too
        self.meta_tracer = None
        self.meta = False
        self.counts = False
        self.times = False

    def apply(self, point):
        if self.traced != NOT_TRACED:
            self.apply_traced(point)
        if self.meta:
            point.meta_tracer = self.meta_tracer if self.match else None
            point.meta_spec = self.spec
            point.w_meta_spec = self.w_spec
        if self.counts:
            if self.pause:
                point.counting = False
            elif not self.match:
                point.count = -1
                point.counting = False
            elif self.restart or point.count < 0:
                point.count = 0
                point.counting = True
            else:
                point.counting = True
        if self.times:
            self.apply_times(point)

    def apply_traced(self, point):
        """Global and local: the last one counts, and a global one ends all
        that is in the code."""
        if self.match:
            if self.traced == GLOBAL:
                point.clear()
            point.traced = self.traced
            point.spec = self.spec
            point.w_spec = self.w_spec
        elif point.traced == self.traced:
            point.traced = NOT_TRACED

    def apply_times(self, point):
        if self.pause:
            point.timing = False
        elif not self.match:
            point.times = None
            point.timing = False
        else:
            if self.restart or point.times is None:
                point.times = {}
            point.timing = True
            watch_running()


class Installer(object):
    """Puts breakpoints into code: the interpreter installs a subclass."""

    def update(self, points):
        """Breakpoints have changed.  True where processes have to switch to
        other code: the caller has to give way (erts_internal:trace_switch/1)
        so that they can."""
        return False

    def loaded(self, module):
        """The current version of a Module is new, and traced perhaps."""

    def forget(self, module, points):
        """The current version of a Module is not traced any more."""

    def is_native(self, export):
        """Can calls of the native of export be traced?"""
        return False


class Points(object):
    """by_key: (module, name, arity), by atom index, -> Breakpoint.  on_load:
    the Pattern for modules that are loaded, or None."""

    def __init__(self):
        self.by_key = {}
        self.on_load = None
        self.installer = Installer()

    def install(self, installer):
        self.installer = installer

    def find(self, w_module, w_name, arity):
        return self.by_key.get((w_module.index, w_name.index, arity), None)

    def get(self, w_module, w_name, arity):
        point = self.find(w_module, w_name, arity)
        if point is None:
            point = Breakpoint(w_module, w_name, arity)
            self.by_key[(w_module.index, w_name.index, arity)] = point
        return point

    def of_module(self, w_module):
        return [point for point in self.by_key.values()
                if point.w_module is w_module]

    def drop_unset(self, points):
        for point in points:
            if not point.is_set():
                key = (point.w_module.index, point.w_name.index, point.arity)
                if key in self.by_key:
                    del self.by_key[key]


POINTS = Points()


def trace_functions(code, pattern):
    """Apply a Pattern to all functions of a Code; the Breakpoints."""
    points = []
    for i in range(code.n_functions()):
        function = code.function(i)
        point = POINTS.get(code.w_module, function.w_name, function.arity)
        pattern.apply(point)
        points.append(point)
    return points


class Reload(CodeHook):
    """Breakpoints go with the code."""

    def retiring(self, module):
        if module.current is None or len(POINTS.by_key) == 0:
            return
        points = POINTS.of_module(module.w_name)
        if len(points) > 0:
            POINTS.installer.forget(module, points)

    def installed(self, module):
        if POINTS.on_load is not None:
            POINTS.installer.update(
                trace_functions(module.current.code, POINTS.on_load))
            POINTS.installer.loaded(module)


CODE_HOOKS.append(Reload())


def spec_term(w_spec):
    """What trace_info/2 shows of a match specification."""
    if w_spec is None:
        return atoms.false
    return w_spec
