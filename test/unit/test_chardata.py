# -*- coding: utf-8 -*-
"""Character data as bytes (atomvm/bif/chardata.py)."""
import pytest

from atomvm.bif.chardata import BadChars, encode
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.cons import NIL, cons
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple2


def term(data):
    """A list, str or int of Python as a term."""
    if isinstance(data, list):
        w = NIL
        for item in reversed(data):
            w = cons(term(item), w)
        return w
    return mk_int(data) if isinstance(data, int) else mk_binary(data)


def unicode_to_utf8(data):
    return encode(term(data), False, False)


def unicode_to_latin1(data):
    return encode(term(data), False, True)


def test_nested_lists_and_binaries():
    assert unicode_to_utf8([104, [105, [], 'jk', [[[108]]]], 'm']) == 'hijklm'
    assert unicode_to_utf8('') == '' and unicode_to_utf8([]) == ''
    assert encode(cons(mk_int(104), mk_binary('i')), False, False) == 'hi'


def test_characters_beyond_one_byte():
    assert unicode_to_utf8([233, 0x100, 0x20ac, 0x10ffff]) == u'é\u0100€\U0010ffff'.encode('utf-8')
    assert unicode_to_latin1([233, u'é'.encode('utf-8')]) == '\xe9\xe9'


def test_latin1_shows_other_characters_as_numbers():
    assert unicode_to_latin1([97, 0x100, u'€'.encode('utf-8'), 0x10ffff]) == 'a\\x{100}\\x{20AC}\\x{10FFFF}'


def test_latin1_data():
    assert encode(term([233, '\xe9']), True, False) == u'éé'.encode('utf-8')
    assert encode(term([233, '\xe9']), True, True) == '\xe9\xe9'


def test_a_character_may_be_cut_between_binaries():
    assert unicode_to_utf8(['\xe2', '\x82', ['\xac']]) == u'€'.encode('utf-8')


@pytest.mark.parametrize('data', [
    [-1], [0xd800], [0x110000], '\xff', ['\xe2'], ['\xe2', 65], ['\xe2', 'a'],
    '\xed\xa0\x80', '\xc0\x80'])
def test_what_is_no_unicode(data):
    with pytest.raises(BadChars):
        unicode_to_utf8(data)


@pytest.mark.parametrize('w_data', [
    mk_int(65), tuple2(NIL, NIL), cons(mk_int(65), mk_int(66)),
    cons(tuple2(NIL, NIL), NIL), W_Bits('\xff', 0, 7)])
def test_what_is_no_character_data(w_data):
    with pytest.raises(BadChars):
        encode(w_data, False, False)


def test_latin1_has_no_character_above_255():
    with pytest.raises(BadChars):
        encode(term([256]), True, False)


def test_deep_lists_need_no_deep_stack():
    w = NIL
    for _ in range(100000):
        w = cons(w, cons(mk_int(97), NIL))
    assert encode(w, False, False) == 'a' * 100000
