"""How long the scheduler has worked: statistics(scheduler_wall_time).

OTP: erts/emulator/beam/erl_process.c.  Hosts only.
"""
from rpython.rlib.rarithmetic import r_longlong

from atomvm.proc.clock import CLOCK


class WallTime(object):
    """slept: nanoseconds so far; on: somebody asks, since start, when it had
    slept for slept_then."""

    def __init__(self):
        self.slept = r_longlong(0)
        self.on = False
        self.start = r_longlong(0)
        self.slept_then = r_longlong(0)

    def switch(self, on):
        """Whether it was on."""
        was = self.on
        if on and not was:
            self.start = CLOCK.monotonic_ns()
            self.slept_then = self.slept
        self.on = on
        return was

    def total(self):
        """Nanoseconds since it was switched on."""
        return CLOCK.monotonic_ns() - self.start

    def active(self):
        """Those of them in which it did not sleep."""
        return self.total() - (self.slept - self.slept_then)


WALL_TIME = WallTime()
