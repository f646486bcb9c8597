"""Bit strings against a model: a str of '0' and '1'."""
import struct

from hypothesis import given, settings, strategies as st
from rpython.rlib.rbigint import rbigint

from atomvm.term.binary import W_Bits
from atomvm.term.bits import (LITTLE, SIGNED, compare_bits, equal_bits,
                              fast_integer, fast_small, get_float, get_integer,
                              slice_bytes, sub_bits, to_padded_str, to_str)
from atomvm.term.bitsink import append_sink, new_sink
from atomvm.term.number import W_Big, W_Int, mk_big

BITS = st.text(alphabet='01', max_size=200)
SHORT = st.text(alphabet='01', max_size=40)
FLAGS = st.sampled_from([0, LITTLE, SIGNED, LITTLE | SIGNED])


def to_bits(bits, before=''):
    """The W_Bits of a model, at an offset, with other bits around it."""
    bits = str(bits)
    text = before + bits
    text += '10110100'[:-len(text) % 8]
    data = ''.join(chr(int(text[i:i + 8], 2)) for i in range(0, len(text), 8))
    return W_Bits(data, len(before), len(bits))


def model(w_bits):
    text = ''.join('{:08b}'.format(ord(c)) for c in w_bits.data)
    return text[w_bits.off:w_bits.off + w_bits.nbits]


def number(w_value):
    if isinstance(w_value, W_Int):
        return w_value.intval
    assert isinstance(w_value, W_Big)
    return w_value.num.tolong()


def swapped(bits):
    """The bits of a little-endian integer with the highest first."""
    pieces = [bits[i:i + 8] for i in range(0, len(bits), 8)]
    return ''.join(reversed(pieces))


def model_integer(bits, flags):
    if not bits:
        return 0
    if flags & LITTLE:
        bits = swapped(bits)
    value = int(bits, 2)
    if flags & SIGNED and bits[0] == '1':
        value -= 1 << len(bits)
    return value


@settings(max_examples=300, deadline=None)
@given(SHORT, BITS, FLAGS)
def test_get_integer(before, bits, flags):
    w_bits = to_bits(bits, before)
    got = get_integer(w_bits.data, w_bits.off, w_bits.nbits, flags)
    assert number(got) == model_integer(bits, flags)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 3), st.integers(1, 7), st.text('01', min_size=56,
                                                     max_size=56), FLAGS)
def test_fast_integer(before, size, bits, flags):
    bits = bits[:size * 8]
    w_bits = to_bits(bits, '01010101' * before)
    assert (fast_integer(w_bits.data, w_bits.off, w_bits.nbits, flags) ==
            model_integer(bits, flags))


@settings(max_examples=100, deadline=None)
@given(SHORT, st.text(alphabet='01', min_size=1, max_size=8))
def test_fast_small(before, bits):
    w_bits = to_bits(bits, before)
    assert fast_small(w_bits.data, w_bits.off, w_bits.nbits) == int(bits, 2)


@settings(max_examples=150, deadline=None)
@given(SHORT, BITS, SHORT, BITS)
def test_compare_and_equal(before, bits, other_before, other):
    w_a, w_b = to_bits(bits, before), to_bits(other, other_before)
    assert compare_bits(w_a, w_b) == cmp(bits, other)
    assert equal_bits(w_a, w_b) == (bits == other)
    assert equal_bits(w_a, to_bits(bits, other_before))
    assert compare_bits(w_a, to_bits(bits + '0', other_before)) == -1


@settings(max_examples=100, deadline=None)
@given(SHORT, BITS, st.integers(0, 200), st.integers(0, 200))
def test_strings_and_parts(before, bits, start, length):
    w_bits = to_bits(bits, before)
    whole = len(bits) & ~7
    assert model(W_Bits(to_str(w_bits), 0, whole)) == bits[:whole]
    padded = to_padded_str(w_bits)
    assert model(W_Bits(padded, 0, len(padded) * 8)) == (
        bits + '0' * (-len(bits) % 8))
    start = min(start, len(bits))
    length = min(length, len(bits) - start)
    assert model(sub_bits(w_bits, start, length)) == bits[start:start + length]


@settings(max_examples=100, deadline=None)
# exact in 16 bits
@given(SHORT, st.builds(lambda m, e: m * 2.0 ** e, st.integers(-2047, 2047),
                        st.integers(-14, 4)), st.booleans())
def test_floats(before, value, little):
    flags = LITTLE if little else 0
    for size, code in ((64, 'd'), (32, 'f')):
        text = struct.pack('<>'[not little] + code, value)
        bits = model(W_Bits(text, 0, size))
        w_bits = to_bits(bits, before)
        got = get_float(w_bits.data, w_bits.off, size, flags)
        assert got.floatval == value
    for size in (64, 32, 16):
        sink = new_sink(len(before) + size)
        sink.put_bits(to_bits(before))
        sink.put_float(value, size, flags)
        w_bits = sink.finish()
        got = get_float(w_bits.data, len(before), size, flags)
        assert got.floatval == value


SEGMENTS = st.lists(st.one_of(
    st.tuples(st.just('int'), st.integers(-2 ** 70, 2 ** 70),
              st.integers(0, 90), FLAGS),
    st.tuples(st.just('bits'), SHORT, BITS),
    st.tuples(st.just('str'), st.binary(max_size=20))), max_size=6)


def model_segment(segment):
    if segment[0] == 'int':
        kind, value, size, flags = segment
        if size == 0:
            return ''
        bits = '{:0{}b}'.format(value & ((1 << size) - 1), size)
        if flags & LITTLE:
            rest = size & 7
            pieces = [bits[i:i + 8] for i in range(rest, size, 8)]
            bits = ''.join(reversed(pieces)) + bits[:rest]
        return bits
    if segment[0] == 'bits':
        return segment[2]
    return ''.join('{:08b}'.format(ord(c)) for c in segment[1])


def put(sink, segment):
    if segment[0] == 'int':
        kind, value, size, flags = segment
        w_value = mk_big(rbigint.fromlong(value))
        assert sink.put_integer(w_value, size, flags)
    elif segment[0] == 'bits':
        sink.put_bits(to_bits(segment[2], segment[1]))
    else:
        sink.put_str('##' + segment[1], 2, len(segment[1]))


@settings(max_examples=300, deadline=None)
@given(SEGMENTS)
def test_construct(segments):
    expected = ''.join(model_segment(segment) for segment in segments)
    sink = new_sink(len(expected))
    for segment in segments:
        put(sink, segment)
    assert model(sink.finish()) == expected


@settings(max_examples=200, deadline=None)
@given(SHORT, BITS, SEGMENTS, SEGMENTS)
def test_append(before, bits, first, second):
    w_bits = to_bits(bits, before)
    added = [''.join(model_segment(s) for s in segments)
             for segments in (first, second)]
    sink = append_sink(w_bits, len(added[0]))
    for segment in first:
        put(sink, segment)
    w_first = sink.finish()
    # twice to the same one: neither may show in the other
    sinks = [append_sink(w_first, len(added[1])) for _ in range(2)]
    for sink in sinks:
        for segment in second:
            put(sink, segment)
        assert model(sink.finish()) == bits + added[0] + added[1]
    assert model(w_first) == bits + added[0]
    assert model(w_bits) == bits


def test_slice_of_everything_is_not_copied():
    data = ''.join(['ab', 'cd'])
    assert slice_bytes(data, 0, 4) is data
