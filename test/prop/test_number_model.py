"""Arithmetic on thousands of operands, as Python has it, and the module math
as erl has it (test_arith_erl.py: the rest)."""
import random

import pytest
from hypothesis import given, settings, strategies as st
from terms import call, check_calls, integer, outcome, term, text

from atomvm.bif import arith, libmath, number as bif_number
from atomvm.bif.gateway import REGISTRY
from atomvm.term import bigint, number

INTEGERS = st.one_of(
    st.integers(), st.integers(-2 ** 70, 2 ** 70),
    st.builds(lambda size, more: (1 << size) + more, st.integers(0, 200),
              st.integers(-2, 2)))


def native(module, name, *args):
    bif = REGISTRY[module, name, len(args)]
    return outcome(getattr(bif, 'call%d' % len(args)), None,
                   *[term(arg) for arg in args])


def as_python(func, *args):
    return int(text(func(*[integer(arg) for arg in args])))


@settings(deadline=None, max_examples=300)
@given(INTEGERS, INTEGERS)
def test_integers_as_python(a, b):
    assert as_python(number.plus_2, a, b) == a + b
    assert as_python(number.minus_2, a, b) == a - b
    assert as_python(number.times_2, a, b) == a * b
    assert as_python(number.band_2, a, b) == a & b
    assert as_python(number.bor_2, a, b) == a | b
    assert as_python(number.bxor_2, a, b) == a ^ b
    assert as_python(number.bnot_1, a) == ~a
    if b != 0:
        quotient = abs(a) // abs(b) * (-1 if (a < 0) != (b < 0) else 1)
        assert as_python(number.div_2, a, b) == quotient
        assert as_python(number.rem_2, a, b) == a - quotient * b


@settings(deadline=None, max_examples=300)
@given(INTEGERS, st.integers(-200, 200))
def test_shifts_as_python(a, count):
    expected = a << count if count >= 0 else a >> -count
    assert as_python(number.bsl_2, a, count) == expected
    assert as_python(number.bsr_2, a, -count) == expected


@settings(deadline=None, max_examples=300)
@given(INTEGERS)
def test_smallest_form(a):
    w_value = integer(a)
    assert isinstance(w_value, number.W_Big) == (not -2 ** 63 <= a < 2 ** 63)
    assert isinstance(number.negate_1(number.negate_1(w_value)),
                      type(w_value))


@settings(deadline=None, max_examples=300)
@given(INTEGERS, st.integers(2, 36))
def test_text_and_back(a, base):
    written = native('erlang', 'integer_to_list', a, base)
    chars = REGISTRY['erlang', 'integer_to_list', 2].call2(
        None, integer(a), integer(base))
    w_back = REGISTRY['erlang', 'list_to_integer', 2].call2(
        None, chars, integer(base))
    assert written and text(w_back) == str(a)


@pytest.mark.parametrize('base', [3, 10, 16])
def test_long_text_and_back(base):
    a = random.Random(1).getrandbits(20000)
    written = bigint.text(integer(a).num, base)
    assert int(written, base) == a
    assert bigint.parse(written, base).tolong() == a


def test_floats_of_large_integers_as_erl():
    rng = random.Random(4)
    values = [rng.getrandbits(rng.randrange(54, 1023)) for _ in range(500)]
    check_calls([call('erlang', 'float', [value]) for value in values],
                [native('erlang', 'float', value) for value in values])


def test_math_as_erl():
    rng = random.Random(5)
    keys = sorted(key for key in REGISTRY
                  if key[0] == 'math' and key[1] != 'pi')
    assert len(keys) == 24
    jobs = []
    for _, name, arity in keys:
        samples = [0, 1, -1, 2, 0.5, -0.5, 1.5, 'a', 10 ** 400, 1e300, -1e300]
        samples += [rng.uniform(-3, 3) for _ in range(30)]
        for x in samples:
            if arity == 1:
                jobs.append((name, x))
            else:
                jobs += [(name, x, rng.choice(samples)) for _ in range(4)]
    check_calls([call('math', job[0], job[1:]) for job in jobs],
                [native('math', *job) for job in jobs])
