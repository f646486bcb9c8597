"""Operators at the edges of machine words, floats and OTP's limits."""
import pytest
from terms import integer, outcome, term, text

from atomvm.bif import number as bif_number
from atomvm.bif.gateway import REGISTRY
from atomvm.term import bigint
from atomvm.term.number import (
    W_Big, W_Float, W_Int, abs_1, band_2, bnot_1, bsl_2, bsr_2, ceil_1, div_2,
    divide_2, float_1, floor_1, mk_big, mk_int, minus_2, negate_1, plus_1,
    plus_2, rem_2, round_1, times_2, trunc_1)

LOW = -2 ** 63
HIGH = 2 ** 63 - 1


def run(func, *args):
    return outcome(func, *[term(arg) for arg in args])


def native(name, *args):
    bif = REGISTRY['erlang', name, len(args)]
    return run(lambda *w: getattr(bif, 'call%d' % len(w))(None, *w), *args)


@pytest.mark.parametrize('func, args, expected', [
    (plus_2, (HIGH, 1), str(2 ** 63)),
    (minus_2, (LOW, 1), str(LOW - 1)),
    (times_2, (2 ** 32, 2 ** 32), str(2 ** 64)),
    (div_2, (LOW, -1), str(2 ** 63)),
    (rem_2, (LOW, -1), '0'),
    (div_2, (LOW, 1), str(LOW)),
    (rem_2, (7, LOW), '7'),
    (div_2, (LOW, LOW), '1'),
    (div_2, (-7, 2), '-3'),
    (rem_2, (-7, 2), '-1'),
    (div_2, (7, -2), '-3'),
    (rem_2, (7, -2), '1'),
    (negate_1, (LOW,), str(2 ** 63)),
    (abs_1, (LOW,), str(2 ** 63)),
    (abs_1, (-2 ** 70,), str(2 ** 70)),
    (bnot_1, (HIGH,), str(LOW)),
    (bsl_2, (1, 62), str(2 ** 62)),
    (bsl_2, (1, 63), str(2 ** 63)),
    (bsl_2, (-1, 63), str(LOW)),
    (bsl_2, (5, -1), '2'),
    (bsr_2, (-1, 100), '-1'),
    (bsr_2, (1, 100), '0'),
    (bsr_2, (1, -3), '8'),
    (bsr_2, (2 ** 70, 69), '2'),
    (bsr_2, (-2 ** 70, 10 ** 30), '-1'),
    (bsl_2, (0, 10 ** 30), '0'),
    (band_2, (2 ** 64 + 5, 7), '5'),
    (divide_2, (1, 2), '0.5'),
    (round_1, (2.5,), '3'),
    (round_1, (-2.5,), '-3'),
    (round_1, (0.49999999999999994,), '0'),
    (round_1, (-0.5,), '-1'),
    (round_1, (4503599627370497.0,), '4503599627370497'),
    (trunc_1, (-1.9,), '-1'),
    (ceil_1, (-0.5,), '0'),
    (floor_1, (-0.5,), '-1'),
    (trunc_1, (1e20,), '100000000000000000000'),
    (trunc_1, (9.3e18,), '9300000000000000000'),
    (negate_1, (0.0,), '-0.0'),
    (float_1, (2 ** 53 + 1,), '9.007199254740992e15'),
])
def test_results_at_the_edges(func, args, expected):
    assert run(func, *args) == expected


@pytest.mark.parametrize('func, args, reason', [
    (plus_2, ('a', 1), 'badarith'), (plus_2, (1.0, 'a'), 'badarith'),
    (plus_2, (1e308, 1e308), 'badarith'), (plus_2, (1.0, 10 ** 400), 'badarith'),
    (times_2, (1e200, -1e200), 'badarith'), (times_2, (10, 1e308), 'badarith'),
    (div_2, (1, 0), 'badarith'), (rem_2, (2 ** 70, 0), 'badarith'),
    (div_2, (1.0, 1), 'badarith'), (div_2, (1, []), 'badarith'),
    (divide_2, (1, 0), 'badarith'), (divide_2, (1.0, -0.0), 'badarith'),
    (divide_2, (10 ** 400, 10 ** 399), 'badarith'),
    (band_2, (1.0, 1), 'badarith'), (bnot_1, (1.0,), 'badarith'),
    (bsl_2, (1, 1.0), 'badarith'), (bsr_2, ('a', 1), 'badarith'),
    (bsl_2, (1.0, 10 ** 30), 'badarith'), (bsl_2, ('a', 0), 'badarith'),
    (negate_1, ('a',), 'badarith'), (plus_1, ('a',), 'badarith'),
    (abs_1, ('a',), 'badarg'), (float_1, ('a',), 'badarg'),
    (float_1, (10 ** 400,), 'badarg'), (trunc_1, ([],), 'badarg'),
    (round_1, ('a',), 'badarg'), (ceil_1, ('a',), 'badarg'),
    (floor_1, ('a',), 'badarg'),
    (bsl_2, (1, 10 ** 30), 'system_limit'),
    (bsr_2, (1, -10 ** 30), 'system_limit'),
    (bsr_2, (1, LOW), 'system_limit'),
    (bsl_2, (1, bigint.MAX_BITS), 'system_limit'),
])
def test_errors(func, args, reason):
    assert run(func, *args) == '{error,%s}' % reason


def test_largest_integer(monkeypatch):
    monkeypatch.setattr(bigint, 'MAX_BITS', 64 * 20)    # quicker
    w_large = bsl_2(mk_int(1), mk_int(bigint.MAX_BITS - 1))
    assert w_large.num.bit_length() == bigint.MAX_BITS
    limit = '{error,system_limit}'
    assert outcome(bsl_2, mk_int(1), mk_int(bigint.MAX_BITS)) == limit
    assert outcome(bsl_2, w_large, mk_int(1)) == limit
    assert outcome(times_2, w_large, mk_int(2)) == limit
    assert outcome(times_2, mk_int(-2), w_large) == limit
    assert outcome(plus_2, w_large, w_large) == limit
    assert outcome(minus_2, negate_1(w_large), w_large) == limit
    assert outcome(times_2, w_large, w_large) == limit
    assert outcome(times_2, w_large, mk_int(0)) == '0'
    assert outcome(times_2, w_large, mk_int(1)) == text(w_large)
    assert negate_1(w_large).num.bit_length() == bigint.MAX_BITS
    assert native('list_to_integer', [49] * 400) == limit


def test_results_that_fit_are_small():
    w_large = integer(2 ** 64)
    assert isinstance(w_large, W_Big)
    for w_small in (minus_2(w_large, w_large), div_2(w_large, mk_int(2 ** 30)),
                    band_2(w_large, mk_int(1 << 62)), bsr_2(w_large, mk_int(2)),
                    mk_big(integer(LOW - 1).num.int_add(1))):
        assert isinstance(w_small, W_Int)


@pytest.mark.parametrize('source, base, value', [
    ('+5', 10, 5), ('-0', 10, 0), ('zZ', 36, 1295), ('-FF', 16, -255),
    ('0' * 30 + '1', 10, 1), ('9' * 40, 10, 10 ** 40 - 1),
    (str(LOW), 10, LOW), ('-1' + '0' * 63, 2, LOW),
])
def test_text_of_integers_is_read(source, base, value):
    chars = [ord(char) for char in source]
    assert native('list_to_integer', chars, base) == str(value)


@pytest.mark.parametrize('chars, base', [
    ('', 10), ('-', 10), ('+', 10), ('1_0', 10), (' 1', 10), ('1 ', 10),
    ('12', 2), ('1', 1), ('1', 37), ('--1', 10), ('1-', 10),
    ('12345678901234567890x', 10),
])
def test_bad_text_of_integers(chars, base):
    assert native('list_to_integer', [ord(char) for char in chars],
                  base) == '{error,badarg}'


def test_bad_lists_and_bases():
    for bad in ('a', 1, [300], [-1], ['a'], [2 ** 70]):
        assert native('list_to_integer', bad) == '{error,badarg}'
        assert native('list_to_float', bad) == '{error,badarg}'
    assert native('list_to_integer', [49], 2 ** 70) == '{error,badarg}'
    assert native('integer_to_list', 5, 'a') == '{error,badarg}'
    assert native('integer_to_list', 1.0) == '{error,badarg}'
    assert native('float_to_list', 1) == '{error,badarg}'


def test_word_text_in_every_base():
    for value in (0, 1, -1, 35, HIGH, LOW):
        for base in range(2, 37):
            assert int(bigint.word_text(value, base), base) == value


def test_floats_stay_floats():
    w_result = plus_2(mk_int(1), W_Float(1.5))
    assert isinstance(w_result, W_Float) and text(w_result) == '2.5'
