"""erlang and os: the clocks, in any unit; unique integers.

OTP: erts/emulator/beam/erl_time_sup.c, erl_bif_unique.c.
"""
from rpython.rlib.rbigint import rbigint

from atomvm.bif.gateway import bif
from atomvm.bif.wide import from_signed
from atomvm.proc.clock import CLOCK, NEGATIVE, UNIQUE, time_tuple
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.fault import badarg
from atomvm.term.number import W_Big, W_Int, mk_big

# ns a unit, with the names that OTP had before release 19.
UNITS = [(mk_atom('second'), 1000000000), (mk_atom('seconds'), 1000000000),
         (mk_atom('millisecond'), 1000000),
         (mk_atom('milli_seconds'), 1000000),
         (mk_atom('microsecond'), 1000), (mk_atom('micro_seconds'), 1000),
         (mk_atom('nanosecond'), 1), (mk_atom('nano_seconds'), 1),
         (mk_atom('native'), 1), (mk_atom('perf_counter'), 1)]
UNIT_ATOMS = [_w for _w, _ in UNITS]
UNIT_NS = [_ns for _, _ns in UNITS]

W_MONOTONIC = mk_atom('monotonic')
W_POSITIVE = mk_atom('positive')
SECOND = 1000000000


def in_unit(nanoseconds, w_unit):
    """The time (r_longlong) as a term in a unit: a name, or parts of a second
    (a positive integer).  Rounds down; badarg for what is no unit."""
    for i in range(len(UNIT_ATOMS)):
        if UNIT_ATOMS[i] is w_unit:
            ns = UNIT_NS[i]
            if ns == 1:
                return from_signed(nanoseconds)
            return from_signed(nanoseconds // ns)
    if isinstance(w_unit, W_Int) and w_unit.intval > 0:
        parts = rbigint.fromint(w_unit.intval)
    elif isinstance(w_unit, W_Big) and w_unit.num.sign > 0:
        parts = w_unit.num
    else:
        raise badarg()
    product = rbigint.fromrarith_int(nanoseconds).mul(parts)
    return mk_big(product.floordiv(rbigint.fromint(SECOND)))


@bif('erlang', 'monotonic_time', 0)
def monotonic_time_0():
    return from_signed(CLOCK.monotonic_ns())


@bif('erlang', 'monotonic_time', 1)
def monotonic_time_1(w_unit):
    return in_unit(CLOCK.monotonic_ns(), w_unit)


@bif('erlang', 'system_time', 0)
def system_time_0():
    return from_signed(CLOCK.system_ns())


@bif('erlang', 'system_time', 1)
def system_time_1(w_unit):
    return in_unit(CLOCK.system_ns(), w_unit)


@bif('erlang', 'time_offset', 0)
def time_offset_0():
    return from_signed(CLOCK.offset_ns())


@bif('erlang', 'time_offset', 1)
def time_offset_1(w_unit):
    return in_unit(CLOCK.offset_ns(), w_unit)


@bif('os', 'system_time', 0)
def os_system_time_0():
    return from_signed(CLOCK.system_ns())


@bif('os', 'system_time', 1)
def os_system_time_1(w_unit):
    return in_unit(CLOCK.system_ns(), w_unit)


@bif('os', 'perf_counter', 0)
def os_perf_counter_0():
    return from_signed(CLOCK.monotonic_ns())


@bif('os', 'perf_counter', 1)
def os_perf_counter_1(w_unit):
    return in_unit(CLOCK.monotonic_ns(), w_unit)


@bif('erlang', 'timestamp', 0)
def timestamp_0():
    return time_tuple(CLOCK.system_ns() // 1000)


@bif('os', 'timestamp', 0)
def os_timestamp_0():
    return time_tuple(CLOCK.system_ns() // 1000)


@bif('erlang', 'now', 0)
def now_0():
    """No two calls give the same."""
    return time_tuple(CLOCK.now_us())


@bif('erlang', 'unique_integer', 0)
def unique_integer_0():
    UNIQUE.any += 1
    return from_signed(NEGATIVE + UNIQUE.any)


@bif('erlang', 'unique_integer', 1)
def unique_integer_1(w_modifiers):
    monotonic = False
    positive = False
    while isinstance(w_modifiers, W_Cons):
        w_modifier = w_modifiers.head()
        if w_modifier is W_MONOTONIC:
            monotonic = True
        elif w_modifier is W_POSITIVE:
            positive = True
        else:
            raise badarg()
        w_modifiers = w_modifiers.tl
    if w_modifiers is not NIL:
        raise badarg()
    if monotonic:
        UNIQUE.strict += 1
        number = UNIQUE.strict
    else:
        UNIQUE.any += 1
        number = UNIQUE.any
    if not positive:
        number = NEGATIVE + number
    return from_signed(number)
