"""Order and equality: kinds, numbers of different kinds, deep terms."""
import itertools

import pytest
from terms import Bits, term

from atomvm.beam.code import FunEntry
from atomvm.beam.export import named_export
from atomvm.term.atom import mk_atom
from atomvm.term.compare import (compare, eq, eq_exact, exact_compare, less,
                                 less_equal)
from atomvm.term.cons import NIL, W_ObjCons, cons, int_list, list_from
from atomvm.term.fun import W_ExportFun, W_Fun
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.tuple import mk_tuple

DEPTH = 3000


def fun(module, index, free):
    entry = FunEntry(mk_atom(module), mk_atom('f'), 0, len(free), index, index,
                     7, '')
    return W_Fun(entry, [term(value) for value in free], W_Pid(1, 0, None))


def export(module, name, arity):
    return W_ExportFun(named_export(module, name, arity))


# Each is below the next.
ASCENDING = [
    -2 ** 70, -1e10, -1, 0, 0.5, 1, 2 ** 53, 2 ** 53 + 1, 2.0 ** 54, 2 ** 70,
    '', 'A', 'a', 'ab', 'b', '\xc3\xa9',
    W_Ref(0, 0, 1), W_Ref(0, 1, 0), W_Ref(1, 0, 0),
    fun('a', 1, []), fun('m', 0, []), fun('m', 1, [1]), fun('m', 1, [2]),
    fun('m', 1, [1, 1]), export('a', 'z', 1), export('m', 'a', 2),
    export('m', 'b', 0), export('m', 'b', 1),
    W_Port(1), W_Port(2),
    W_Pid(2, 0, None), W_Pid(3, 0, None), W_Pid(1, 1, None),
    (), (9,), (1, 1), (1, 2), ([], 0),
    {}, {1: 2}, {2: 1}, {1.0: 0}, {'a': 0}, {1: 1, 2: 1}, {1: 1, 2: 2},
    [], [1], [1, 1], [2], ['a'], ['a', 1], list_from([mk_atom('b')], mk_int(1)),
    list_from([mk_atom('b')], NIL), [[]],
    Bits(''), Bits('\x00', 7), Bits('\x00', 8, 3), Bits('\x00\x00', 9, 1),
    Bits('\x01'), Bits('\x80', 1, 5), Bits('\x80', 8), Bits('\xff'),
]


def sign(number):
    return (number > 0) - (number < 0)


def test_every_pair_is_in_order():
    terms = [term(value) for value in ASCENDING]
    for (i, w_a), (j, w_b) in itertools.product(enumerate(terms), repeat=2):
        assert compare(w_a, w_b) == sign(i - j), (ASCENDING[i], ASCENDING[j])
        assert less(w_a, w_b) == (i < j)
        assert less_equal(w_a, w_b) == (i <= j)
        assert eq(w_a, w_b) == (i == j)
        assert eq_exact(w_a, w_b) == (i == j)


@pytest.mark.parametrize('integer, value, order', [
    (1, 1.0, 0), (0, -0.0, 0), (2 ** 53, 2.0 ** 53, 0),
    (2 ** 53 + 1, 2.0 ** 53, 1), (2 ** 62, 2.0 ** 62, 0),
    (2 ** 62 - 1, 2.0 ** 62, -1), (2 ** 63, 2.0 ** 63, 0),
    (2 ** 63 - 1, 2.0 ** 63, -1), (-2 ** 63, -2.0 ** 63, 0),
    (10 ** 400, 1.7e308, 1), (-10 ** 400, -1.7e308, -1), (1, 1.5, -1),
    (-1, -1.5, 1), (2, 1.5, 1), (0, 5e-324, -1), (0, -5e-324, 1),
    (2 ** 52, 2.0 ** 52 - 0.5, 1), (1, 0.5, 1),
])
def test_integers_against_floats(integer, value, order):
    w_i, w_f = term(integer), term(value)
    assert compare(w_i, w_f) == order
    assert compare(w_f, w_i) == -order
    assert eq(w_i, w_f) == eq(w_f, w_i) == (order == 0)
    assert not eq_exact(w_i, w_f) and not eq_exact(w_f, w_i)
    assert exact_compare(w_i, w_f) == -1
    assert exact_compare(w_f, w_i) == 1


def test_zeros_are_equal():
    assert eq_exact(term(0.0), term(-0.0))
    assert exact_compare(term(0.0), term(-0.0)) == 0


def test_exactness_inside():
    assert eq(term((1, [2, (3,)])), term((1.0, [2.0, (3.0,)])))
    assert not eq_exact(term((1, [2, (3,)])), term((1, [2, (3.0,)])))
    assert exact_compare(term([5.0]), term([9])) == 1
    assert exact_compare(term((1.0, 'b')), term((2, 'a'))) == 1


def test_keys_of_maps_are_exact_values_are_not():
    assert eq(term({'a': 1}), term({'a': 1.0}))
    assert not eq_exact(term({'a': 1}), term({'a': 1.0}))
    assert not eq(term({1: 'a'}), term({1.0: 'a'}))
    assert compare(term({9: 'a'}), term({1.0: 'a'})) == -1
    assert compare(term({'a': 1, 'b': 1}), term({'a': 1.0, 'b': 2})) == -1


def test_large_maps():
    keys = [mk_int(n) for n in range(100)]
    w_map = mk_map_from_pairs(keys, keys)
    w_other = mk_map_from_pairs(keys[::-1], keys[::-1])
    assert eq_exact(w_map, w_other) and compare(w_map, w_other) == 0
    w_more = w_other.put(mk_int(50), mk_int(51))
    assert not eq(w_map, w_more) and compare(w_map, w_more) == -1
    w_float = w_other.put(mk_int(50), term(50.0))
    assert eq(w_map, w_float) and not eq_exact(w_map, w_float)


def test_cells_of_either_kind_are_equal():
    w_plain = W_ObjCons(mk_int(1), NIL)
    assert eq_exact(w_plain, cons(mk_int(1), NIL))
    assert compare(cons(mk_int(1), NIL), w_plain) == 0


def nested(build, w_inner):
    for _ in range(DEPTH):
        w_inner = build(w_inner)
    return w_inner


@pytest.mark.parametrize('build', [
    lambda w: mk_tuple([w]), lambda w: mk_tuple([mk_int(1), w]),
    lambda w: cons(w, NIL), lambda w: cons(mk_atom('a'), w),
    lambda w: mk_map_from_pairs([mk_atom('a')], [w]),
    lambda w: mk_map_from_pairs([w], [mk_atom('a')]),
])
def test_deep_terms(build):
    w_a, w_b, w_c = [nested(build, term(n)) for n in (1, 1, 2)]
    assert eq_exact(w_a, w_b) and eq(w_a, w_b) and compare(w_a, w_b) == 0
    assert not eq_exact(w_a, w_c) and compare(w_a, w_c) == -1
    assert exact_compare(w_c, w_a) == 1


def test_long_lists():
    w_a, w_b = int_list(range(DEPTH)), int_list(range(DEPTH))
    assert eq_exact(w_a, w_b) and compare(w_a, w_b) == 0
    assert compare(w_a, int_list(range(DEPTH + 1))) == -1
