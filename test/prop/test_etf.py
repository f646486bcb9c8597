"""The external term format: what is decoded from garbage, round trips."""
import pytest
from hypothesis import given, settings, strategies as st
from rpython.rlib.rbigint import rbigint

from atomvm.error import ErlangError
from atomvm.term import atoms
from atomvm.term.atom import TABLE, mk_atom
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.compare import eq_exact
from atomvm.term.cons import list_from
from atomvm.term.etf import decode, decode_literal
from atomvm.term.etf_encode import encode
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import W_Float, mk_big, mk_int
from atomvm.term.pid import W_Port, W_Ref
from atomvm.term.tuple import mk_tuple

WORDS = st.integers(-2 ** 63, 2 ** 63 - 1)
LEAVES = st.one_of(
    st.builds(lambda n: mk_big(rbigint.fromlong(n)),
              st.one_of(st.integers(-2 ** 40, 2 ** 40),
                        st.integers(-2 ** 2100, 2 ** 2100))),
    st.builds(W_Float, st.floats(allow_nan=False, allow_infinity=False)),
    st.builds(lambda text: mk_atom(text.encode('utf-8')),
              st.text(max_size=10, alphabet=u'ab\xe9\u0142\u20ac')),
    st.builds(mk_binary, st.binary(max_size=20)),
    st.builds(lambda data, off, n: W_Bits(data, off, n), st.binary(
        min_size=5, max_size=5), st.integers(0, 20), st.integers(0, 20)),
    st.builds(W_Port, st.integers(0, 2 ** 28 - 1)),
    st.builds(W_Ref, st.integers(0, 2 ** 32 - 1), st.integers(0, 2 ** 32 - 1),
              st.integers(0, 2 ** 18 - 1)))


def parts(inner):
    lists = st.lists(inner, max_size=5)
    return st.one_of(
        st.builds(list_from, lists), st.builds(list_from, lists, inner),
        st.builds(lambda text: list_from([mk_int(ord(c)) for c in text]),
                  st.binary(max_size=10)),
        st.builds(mk_tuple, lists),
        st.builds(lambda keys, w_value: mk_map_from_pairs(
            keys, [w_value] * len(keys)), lists, inner))


TERMS = st.recursive(LEAVES, parts, max_leaves=20)


@settings(max_examples=300, deadline=None)
@given(TERMS, st.sampled_from([1, 2]), st.text('ab', max_size=3))
def test_round_trip(w_value, minor, rest):
    text = encode(w_value, minor)
    w_again, used = decode(text + str(rest), False)
    assert used == len(text)
    assert eq_exact(w_again, w_value)
    w_again, pos = decode_literal('##' + text, 2)
    assert pos == len(text) + 2
    assert eq_exact(w_again, w_value)


def assert_decodes_or_badarg(text):
    try:
        w_value, used = decode(text, True)
    except ErlangError as e:
        assert e.w_reason is atoms.badarg
    else:
        assert 0 < used <= len(text)
        encode(w_value, 1)


@settings(max_examples=300, deadline=None)
@given(TERMS, st.lists(st.tuples(st.integers(0, 500), st.integers(0, 255)),
                       min_size=1, max_size=4), st.integers(0, 500))
def test_damaged(w_value, changes, cut):
    text = list(encode(w_value, 1))
    for place, byte in changes:
        text[place % len(text)] = chr(byte)
    assert_decodes_or_badarg('\x83' + ''.join(text)[1:])
    assert_decodes_or_badarg(('\x83' + ''.join(text)[1:])[:cut])


TAGS = ''.join(chr(n) for n in range(70, 121))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(TAGS), st.sampled_from(
    ['\x00', '\x01', '\xff', '\x00\x00\x00\x01', '\x00\x00\x00\x02'])),
    max_size=40))
def test_garbage(pieces):
    assert_decodes_or_badarg('\x83' + ''.join(pieces))


def test_every_tag_cut_short():
    for tag in range(256):
        for rest in ('', '\xff', '\xff' * 4, '\xff' * 40, '\x00' * 40,
                     '\x00\x00\x00\x01' * 10):
            assert_decodes_or_badarg('\x83' + chr(tag) + rest)


def test_nesting_is_not_native_recursion():
    depth = 100000
    for opening in ('l\x00\x00\x00\x01', 'h\x01'):
        closing = 'j' * depth if opening[0] == 'l' else ''
        text = '\x83' + opening * depth + 'j' + closing
        w_value, used = decode(text, False)
        assert used == len(text)
        assert len(encode(w_value, 1)) == len(text)


def test_a_length_field_reserves_nothing():
    for text in ('l\x7f\xff\xff\xff', 'i\x00\xff\xff\xff', 'm\x7f\xff\xff\xff',
                 't\x7f\xff\xff\xff', 'o\x7f\xff\xff\xff\x00', 'h\xff'):
        with pytest.raises(ErlangError):
            decode('\x83' + text + 'jjj', False)


def test_safe_makes_no_atom():
    text = '\x83w\x15never mentioned so far'
    count = TABLE.count()
    with pytest.raises(ErlangError):
        decode(text, True)
    assert TABLE.count() == count
    assert decode(text, False)[0].name == 'never mentioned so fa'
    assert decode(text, True)[0].name == 'never mentioned so fa'
