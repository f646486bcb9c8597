"""Hashes: numbers that erl gives, and the hash of our own tables."""
import pytest
from terms import Bits, outcome, term, text

from atomvm.bif import hash as bif_hash
from atomvm.bif.gateway import REGISTRY
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, cons, int_list, list_from
from atomvm.term.fun import W_ExportFun
from atomvm.beam.export import named_export
from atomvm.term.hash import hash2, internal_hash
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import mk_int
from atomvm.term.phash import hash1
from atomvm.term.tuple import mk_tuple

DEPTH = 1500


@pytest.mark.parametrize('value, expected', [
    ('foo', 27999), (5, 676967202), (-5, 517668864), (1.5, 2023646235),
    ([], 3468870702), ((), 221703996),
    ([97, 98, 99, 100, 101, 102, 103], 716797499),
    (list_from([mk_atom('a')], mk_atom('b')), 2356411656),
    (Bits('abc'), 1306188027), (Bits('abc', 24, 3), 1306188027),
    (Bits('\xa0', 3), 3354768668), (Bits('\xa0', 3, 6), 3354768668),
    ({'a': 1, 'b': 2}, 1982682855), (2 ** 80, 1290309894),
    (-2 ** 80, 1467227361), ('\xc3\xa9', 233), ('\xd0\x80', 3456),
    (0xffffffff, 2108319181), ([1, 2, 1000, 3], 3572843669),
    (list_from([mk_int(n) for n in (1, 2, 3, 4)], mk_atom('x')), 509365005),
    (W_ExportFun(named_export('lists', 'map', 2)), 840287883),
    (Bits('abcdefghijklmnop\x18', 133), 327274279),
    (-0x8000000, 874979335), (-0x8000001, 1418916782), ({}, 844985373),
    ({1: {2: 3}}, 4291027005),
])
def test_phash2_is_that_of_otp(value, expected):
    assert int(hash2(term(value))) == expected


def native(name, *args):
    bif = REGISTRY['erlang', name, len(args)]
    return outcome(lambda *w: getattr(bif, 'call%d' % len(w))(None, *w),
                   *[term(arg) for arg in args])


def test_ranges():
    assert native('phash2', 'foo') == '27999'
    assert native('phash2', 'foo', 1) == '0'
    assert native('phash2', 'foo', 1000) == '999'
    assert native('phash2', 2 ** 80) == str(1290309894 & (1 << 27) - 1)
    assert native('phash2', 2 ** 80, 2 ** 32) == '1290309894'
    assert native('phash', 'foo', 2 ** 32) == '28000'
    assert native('phash', 2 ** 70, 10) == '3'
    for bad in (0, -1, 2 ** 32 + 1, 2 ** 70, 1.0, 'a'):
        assert native('phash2', 'foo', bad) == '{error,badarg}'
        assert native('phash', 'foo', bad) == '{error,badarg}'


def test_zeros_are_one():
    for func in (hash1, hash2, internal_hash):
        assert func(term(0.0)) == func(term(-0.0))


def test_order_of_keys_does_not_matter():
    keys = [mk_int(n) for n in range(100)]
    w_a = mk_map_from_pairs(keys, keys)
    w_b = mk_map_from_pairs(keys[::-1], keys[::-1])
    for func in (hash1, hash2, internal_hash):
        assert func(w_a) == func(w_b)


def test_internal_hash_tells_apart_what_phash2_does_not():
    for a, b in [([1, 2], [2, 1]), ((1,), [1]), ([[]], []), ({}, ()),
                 ({1: 2}, {2: 1}), ([1, [2]], [[1], 2]), ('foo', 5),
                 (1, 1.0), (2 ** 64, 2 ** 128), (2 ** 64, -2 ** 64),
                 (Bits('\x00', 7), Bits('\x00', 8)), ([[1], 2], [[1, 2]]),
                 ({1: {2: 3}}, {1: {2: 4}})]:
        assert internal_hash(term(a)) != internal_hash(term(b)), (a, b)


def test_internal_hash_spreads():
    for terms in ([mk_int(n) for n in range(4096)],
                  [mk_int(n << 20) for n in range(4096)],
                  [mk_atom('a%d' % n) for n in range(4096)],
                  [int_list([n]) for n in range(4096)]):
        hashes = [internal_hash(w) for w in terms]
        for shift in (0, 12, 28):
            used = set((h >> shift) & 4095 for h in hashes)
            assert len(used) > 2400         # of 4096 at random: 2589


@pytest.mark.parametrize('build', [
    lambda w: mk_tuple([w]), lambda w: cons(w, NIL), lambda w: cons(NIL, w),
    lambda w: cons(mk_int(7), w),
    lambda w: mk_map_from_pairs([NIL], [w]),
])
def test_deep_terms(build):
    hashes = []
    for inner in (1, 1, 2):
        w_term = term(inner)
        for _ in range(DEPTH):
            w_term = build(w_term)
        hashes.append([int(hash1(w_term)), int(hash2(w_term)),
                       internal_hash(w_term)])
    assert hashes[0] == hashes[1]
    assert hashes[0][1:] != hashes[2][1:]
