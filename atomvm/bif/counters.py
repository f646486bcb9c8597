"""Natives behind the modules atomics and counters.

OTP: erts/emulator/beam/erl_bif_atomics.c and erl_bif_counters.c.  An array is
a reference to 64-bit words; one scheduler thread makes every access atomic.
"""
from rpython.rlib.rarithmetic import r_longlong, r_ulonglong, longlongmask

from atomvm.bif.gateway import bif, Any, Int, Integer
from atomvm.bif.newref import HI, WORDS
from atomvm.bif.wide import (to_signed, to_unsigned, to_wrapped, from_signed,
                             from_unsigned)
from atomvm.term import atoms
from atomvm.term.fault import badarg, system_limit
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import W_Int, W_Big, mk_int
from atomvm.term.pid import W_Ref

MAX_SIZE = 1 << 27          # words; a machine without so much memory fails
SIGNED = 1                  # option bit of atomics_new/2

TWO = r_ulonglong(2)
MAX_UNSIGNED = ~r_ulonglong(0)
MAX_SIGNED = r_longlong(MAX_UNSIGNED // TWO)


class W_Counters(W_Ref):
    """words: the array; signed: its words are; wide: made by counters with
    write_concurrency (an array of another kind, as in OTP)."""
    _attrs_ = __slots__ = ('words', 'signed', 'wide')
    _immutable_fields_ = ['words', 'signed', 'wide']

    def __init__(self, size, signed, wide):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.words = [r_ulonglong(0)] * size
        self.signed = signed
        self.wide = wide


def _array(w_ref, wide):
    if not isinstance(w_ref, W_Counters) or w_ref.wide != wide:
        raise badarg()
    return w_ref


def _index(array, index):
    place = index - 1
    if place < 0 or place >= len(array.words):
        raise badarg()
    return place


def _value(array, word):
    if array.signed:
        return from_signed(longlongmask(word))
    return from_unsigned(word)


def _word(array, w_value):
    """The word of a value that fits the array, else badarg."""
    if array.signed:
        return r_ulonglong(to_signed(w_value))
    return to_unsigned(w_value)


def _new(w_size, signed, wide):
    if isinstance(w_size, W_Big) and w_size.num.sign > 0:
        raise system_limit()
    if not isinstance(w_size, W_Int) or w_size.intval < 1:
        raise badarg()
    if w_size.intval > MAX_SIZE:
        raise system_limit()
    return W_Counters(w_size.intval, signed, wide)


@bif('erts_internal', 'atomics_new', 2, args=[Any, Int])
def atomics_new_2(w_size, options):
    return _new(w_size, options & SIGNED != 0, False)


@bif('atomics', 'put', 3, args=[Any, Int, Any])
def put_3(w_ref, index, w_value):
    array = _array(w_ref, False)
    place = _index(array, index)
    array.words[place] = _word(array, w_value)
    return atoms.ok


@bif('atomics', 'get', 2, args=[Any, Int])
def get_2(w_ref, index):
    array = _array(w_ref, False)
    return _value(array, array.words[_index(array, index)])


@bif('atomics', 'add', 3, args=[Any, Int, Integer])
def add_3(w_ref, index, w_increment):
    array = _array(w_ref, False)
    array.words[_index(array, index)] += to_wrapped(w_increment)
    return atoms.ok


@bif('atomics', 'add_get', 3, args=[Any, Int, Integer])
def add_get_3(w_ref, index, w_increment):
    array = _array(w_ref, False)
    place = _index(array, index)
    array.words[place] += to_wrapped(w_increment)
    return _value(array, array.words[place])


@bif('atomics', 'exchange', 3, args=[Any, Int, Any])
def exchange_3(w_ref, index, w_value):
    array = _array(w_ref, False)
    place = _index(array, index)
    old = array.words[place]
    array.words[place] = _word(array, w_value)
    return _value(array, old)


@bif('atomics', 'compare_exchange', 4, args=[Any, Int, Any, Any])
def compare_exchange_4(w_ref, index, w_expected, w_value):
    array = _array(w_ref, False)
    place = _index(array, index)
    expected = _word(array, w_expected)
    wanted = _word(array, w_value)
    old = array.words[place]
    if old != expected:
        return _value(array, old)
    array.words[place] = wanted
    return atoms.ok


@bif('atomics', 'info', 1)
def info_1(w_ref):
    array = _array(w_ref, False)
    size = len(array.words)
    if array.signed:
        w_min = from_signed(-MAX_SIGNED - 1)
        w_max = from_signed(MAX_SIGNED)
    else:
        w_min = mk_int(0)
        w_max = from_unsigned(MAX_UNSIGNED)
    return mk_map_from_pairs(
        [atoms.size, atoms.max, atoms.min, atoms.memory],
        [mk_int(size), w_max, w_min, mk_int(40 + 8 * size)])


@bif('erts_internal', 'counters_new', 1)
def counters_new_1(w_size):
    return _new(w_size, True, True)


@bif('erts_internal', 'counters_get', 2, args=[Any, Int])
def counters_get_2(w_ref, index):
    array = _array(w_ref, True)
    return _value(array, array.words[_index(array, index)])


@bif('erts_internal', 'counters_add', 3, args=[Any, Int, Integer])
def counters_add_3(w_ref, index, w_increment):
    array = _array(w_ref, True)
    array.words[_index(array, index)] += to_wrapped(w_increment)
    return atoms.ok


@bif('erts_internal', 'counters_put', 3, args=[Any, Int, Any])
def counters_put_3(w_ref, index, w_value):
    array = _array(w_ref, True)
    place = _index(array, index)
    array.words[place] = _word(array, w_value)
    return atoms.ok


@bif('erts_internal', 'counters_info', 1)
def counters_info_1(w_ref):
    size = len(_array(w_ref, True).words)
    return mk_map_from_pairs(
        [atoms.size, atoms.memory],
        [mk_int(size), mk_int(96 + 64 * ((size + 6) // 7))])
