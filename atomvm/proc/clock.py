"""The clocks: monotonic, system and CPU time in nanoseconds (r_longlong).

OTP: erts/emulator/beam/erl_time_sup.c.  The native unit of time is the
nanosecond.  Tests install a FakeClock.
"""
import time

from rpython.rlib.objectmodel import we_are_translated
from rpython.rlib.rarithmetic import intmask, r_longlong
from rpython.rtyper.lltypesystem import rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

from atomvm import config
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple3
from hal.api import CURRENT

# 9.2e18, about the largest time in ns: 292 years.
NEVER = r_longlong(92) * 1000000000 * 100000000
OFFSET_SLACK = 10000000     # ns; a larger change of the offset is a step
MILLISECOND = 1000000
SECOND = 1000000000

_SOURCE = r'''
#include <time.h>

/* which: 0 monotonic, 1 system time, 2 CPU time of the process */
long long atomvm_clock_ns(int which)
{
    struct timespec now;
    clock_gettime(which == 0 ? CLOCK_MONOTONIC :
                  which == 1 ? CLOCK_REALTIME : CLOCK_PROCESS_CPUTIME_ID,
                  &now);
    return (long long)now.tv_sec * 1000000000 + now.tv_nsec;
}
'''

_clock_ns = rffi.llexternal(
    'atomvm_clock_ns', [rffi.INT], rffi.LONGLONG, releasegil=False,
    _nowrapper=True, compilation_info=ExternalCompilationInfo(
        post_include_bits=['long long atomvm_clock_ns(int);\n'],
        separate_module_sources=[_SOURCE]))


class Clock(object):
    """The clocks of the machine."""

    def monotonic_ns(self):
        """Never goes back; its zero is anywhere."""
        if we_are_translated():
            return _clock_ns(rffi.cast(rffi.INT, 0))
        return r_longlong(int(time.time() * 1000000)) * 1000

    def system_ns(self):
        """Since 1970-01-01 00:00 UTC."""
        if we_are_translated():
            return _clock_ns(rffi.cast(rffi.INT, 1))
        return r_longlong(int(time.time() * 1000000)) * 1000

    def cpu_ns(self):
        """CPU time that this VM has used."""
        if we_are_translated():
            return _clock_ns(rffi.cast(rffi.INT, 2))
        return r_longlong(int(time.clock() * 1000000)) * 1000


class BoardClock(Clock):
    """The clock of a board; what day it is has to be told to it."""

    def __init__(self):
        self.offset = r_longlong(0)     # system time less monotonic time

    def monotonic_ns(self):
        return CURRENT.machine.monotonic_ns()

    def system_ns(self):
        return CURRENT.machine.monotonic_ns() + self.offset

    def cpu_ns(self):
        return CURRENT.machine.monotonic_ns()


class FakeClock(Clock):
    """A clock that tests set, in ns."""

    def __init__(self, monotonic=0, system=0):
        self.monotonic = r_longlong(monotonic)
        self.system = r_longlong(system)

    def monotonic_ns(self):
        return self.monotonic

    def system_ns(self):
        return self.system

    def cpu_ns(self):
        return self.monotonic

    def advance_ms(self, milliseconds):
        step = r_longlong(milliseconds) * MILLISECOND
        self.monotonic += step
        self.system += step


class CurrentClock(object):
    """The clock that the VM goes by; start is when the VM started."""

    def __init__(self):
        self.clock = BoardClock() if config.BOARD else Clock()
        self.start = r_longlong(0)
        self.offset = r_longlong(0)     # that offset_ns() gave last
        self.last_now = r_longlong(0)   # of erlang:now/0, in microseconds

    def install(self, clock):
        self.clock = clock
        self.boot()

    def boot(self):
        """The VM starts (the first process is made)."""
        self.start = self.clock.monotonic_ns()

    def monotonic_ns(self):
        return self.clock.monotonic_ns()

    def system_ns(self):
        return self.clock.system_ns()

    def cpu_ns(self):
        return self.clock.cpu_ns()

    def offset_ns(self):
        """System time less monotonic time: the same each time, but for
        steps of the system clock."""
        offset = self.clock.system_ns() - self.clock.monotonic_ns()
        drift = offset - self.offset
        if drift > OFFSET_SLACK or drift < -OFFSET_SLACK:
            self.offset = offset
        return self.offset

    def now_us(self):
        """System time in microseconds; no two calls give the same."""
        now = self.system_ns() // 1000
        if now <= self.last_now:
            now = self.last_now + 1
        self.last_now = now
        return now


CLOCK = CurrentClock()


def time_tuple(microseconds):
    """{MegaSecs, Secs, MicroSecs} of microseconds since 1970."""
    seconds = microseconds // 1000000
    micro = intmask(microseconds - seconds * 1000000)
    mega = seconds // 1000000
    return tuple3(mk_int(intmask(mega)),
                  mk_int(intmask(seconds - mega * 1000000)), mk_int(micro))


# Unique integers that are not asked to be positive start below all that are
# (as OTP's do): the two may meet in one set of keys.
NEGATIVE = -(r_longlong(576460752) * SECOND)


class Unique(object):
    """The last integers that unique_integer gave."""

    def __init__(self):
        self.strict = r_longlong(0)
        self.any = r_longlong(0)

    def next_monotonic(self):
        self.strict += 1
        return NEGATIVE + self.strict


UNIQUE = Unique()
