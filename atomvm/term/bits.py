"""Reading bit strings: integers, floats and windows at any bit offset.

Positions and sizes are in bits; callers have checked that what they ask for
is inside the window.  A byte that a window shows only in part may still be
completed by append (see bitsink.py), so nothing here is elidable: the JIT may
keep bytes only that fast_* read, which are inside the window as a whole.
"""
import sys

from rpython.rlib import jit
from rpython.rlib.rarithmetic import LONG_BIT, intmask, r_uint
from rpython.rlib.rbigint import rbigint
from rpython.rlib.rstring import StringBuilder
from rpython.rlib.rstruct.ieee import unpack_float

from atomvm.term.binary import W_Bits
from atomvm.term.effort import COPIED, spend
from atomvm.term.number import W_Float, mk_big, mk_int

# BSF_LITTLE, BSF_SIGNED, BSF_NATIVE of OTP's erl_bits.h.
SIGNED = 4
if sys.byteorder == 'little':
    LITTLE = 2 | 16
else:
    LITTLE = 2
FAST_BITS = LONG_BIT - 8

EMPTY = W_Bits('', 0, 0)


def read_word(data, pos, n):
    """n bits (at most LONG_BIT), highest first, as an unsigned word."""
    if n == 0:
        return r_uint(0)
    at = pos >> 3
    assert at >= 0
    skip = pos & 7
    value = r_uint(ord(data[at]) & (0xff >> skip))
    have = 8 - skip
    if n <= have:
        return value >> (have - n)
    n -= have
    while n >= 8:
        at += 1
        value = (value << 8) | r_uint(ord(data[at]))
        n -= 8
    if n > 0:
        at += 1
        value = (value << n) | r_uint(ord(data[at]) >> (8 - n))
    return value


def read_byte(data, pos):
    """The 8 bits from pos on, as an int."""
    at = pos >> 3
    assert at >= 0
    skip = pos & 7
    if skip == 0:
        return ord(data[at])
    return ((ord(data[at]) << skip) | (ord(data[at + 1]) >> (8 - skip))) & 0xff


def read_little(data, pos, n):
    """As read_word(), lowest byte first."""
    value = r_uint(0)
    shift = 0
    while n - shift >= 8:
        value |= r_uint(read_byte(data, pos + shift)) << shift
        shift += 8
    if n > shift:
        value |= read_word(data, pos + shift, n - shift) << shift
    return value


def sign_extend(value, n):
    """A word of n bits (1 to LONG_BIT) as a signed int."""
    drop = LONG_BIT - n
    return intmask(value << drop) >> drop


@jit.dont_look_inside
def get_word(data, pos, n, flags):
    """The integer of n bits (at most LONG_BIT) as an int, which is to be
    taken as unsigned where it has all bits and not the flag SIGNED."""
    if n == 0:
        return 0
    if flags & LITTLE:
        value = read_little(data, pos, n)
    else:
        value = read_word(data, pos, n)
    if flags & SIGNED:
        return sign_extend(value, n)
    return intmask(value)


def get_integer(data, pos, n, flags):
    """The integer term of n bits; flags: LITTLE and SIGNED."""
    if n < LONG_BIT:
        return mk_int(get_word(data, pos, n, flags))
    return _get_wide(data, pos, n, flags)


@jit.dont_look_inside
def _get_wide(data, pos, n, flags):
    if n > LONG_BIT:
        return _get_big(data, pos, n, flags)
    value = get_word(data, pos, n, flags)
    if value < 0 and flags & SIGNED == 0:
        return mk_big(rbigint.fromrarith_int(r_uint(value)))
    return mk_int(value)


def _get_big(data, pos, n, flags):
    rest = n & 7
    if flags & LITTLE:
        text = slice_bytes(data, pos, n >> 3)
        if rest:
            last = read_word(data, pos + n - rest, rest)
            text += chr(intmask(last))
        num = rbigint.frombytes(text, 'little', False)
        high = _bit(text[len(text) - 1], (n - 1) & 7)
    else:
        text = slice_bytes(data, pos + rest, n >> 3)
        if rest:
            text = chr(intmask(read_word(data, pos, rest))) + text
        num = rbigint.frombytes(text, 'big', False)
        high = _bit(text[0], (n - 1) & 7)
    if flags & SIGNED and high:
        num = num.sub(rbigint.fromint(1).lshift(n))
    return mk_big(num)


def _bit(char, nr):
    return (ord(char) >> nr) & 1 == 1


@jit.unroll_safe        # at most 7 bytes
def fast_integer(data, pos, n, flags):
    """The integer, as an int, of n bits that are 1 to 7 whole bytes (less
    than a word) at a whole byte; n is constant in traces."""
    at = pos >> 3
    assert at >= 0
    value = 0
    if flags & LITTLE:
        i = 0
        while i < n:
            value |= ord(data[at]) << i
            at += 1
            i += 8
    else:
        i = 0
        while i < n:
            value = (value << 8) | ord(data[at])
            at += 1
            i += 8
    if flags & SIGNED:
        drop = LONG_BIT - n
        return intmask(value << drop) >> drop
    return value


def fast_small(data, pos, n):
    """1 to 8 bits as an unsigned int; every byte that they touch must be
    inside the window."""
    at = pos >> 3
    assert at >= 0
    skip = pos & 7
    over = skip + n - 8
    mask = (1 << n) - 1
    if over <= 0:
        return (ord(data[at]) >> -over) & mask
    return ((ord(data[at]) << over) |
            (ord(data[at + 1]) >> (8 - over))) & mask


@jit.dont_look_inside
def get_float(data, pos, n, flags):
    """The float of n bits (16, 32 or 64), or None for infinities and NaN."""
    value = unpack_float(slice_bytes(data, pos, n >> 3), flags & LITTLE == 0)
    if value - value != 0.0:
        return None
    return W_Float(value)


@jit.dont_look_inside
def slice_bytes(data, pos, nbytes):
    """So many whole bytes from the bit pos on, as a str."""
    start = pos >> 3
    stop = start + nbytes
    assert start >= 0
    assert stop >= 0
    skip = pos & 7
    if skip == 0:
        if start == 0 and stop == len(data):
            return data
        return data[start:stop]
    if nbytes == 0:
        return ''
    builder = StringBuilder(nbytes)
    left = ord(data[start]) << skip
    for i in range(start + 1, stop + 1):
        byte = ord(data[i])
        builder.append(chr((left | (byte >> (8 - skip))) & 0xff))
        left = byte << skip
    return builder.build()


@jit.dont_look_inside
def to_str(w_bits):
    """The whole bytes of a bit string as a str; bits over are left out.  No
    copy where the window is all there is."""
    spend(w_bits.nbits >> COPIED)
    return slice_bytes(w_bits.data, w_bits.off, w_bits.nbits >> 3)


@jit.dont_look_inside
def to_padded_str(w_bits):
    """All bits as a str, zero bits added to fill the last byte."""
    rest = w_bits.nbits & 7
    text = to_str(w_bits)
    if rest == 0:
        return text
    last = read_word(w_bits.data, w_bits.off + w_bits.nbits - rest, rest)
    return text + chr(intmask(last) << (8 - rest))


def sub_bits(w_bits, pos, n):
    """The window of n bits from bit pos of w_bits on; shares the data."""
    return W_Bits(w_bits.data, w_bits.off + pos, n)


@jit.dont_look_inside
def equal_windows(data, pos, other, other_pos, n):
    """Are these n bits the same?"""
    done = 0
    if (pos | other_pos) & 7 == 0:
        at = pos >> 3
        other_at = other_pos >> 3
        assert at >= 0
        assert other_at >= 0
        for i in range(n >> 3):
            if data[at + i] != other[other_at + i]:
                return False
        done = n & ~7
    while n - done >= 8:
        if read_byte(data, pos + done) != read_byte(other, other_pos + done):
            return False
        done += 8
    return (read_word(data, pos + done, n - done) ==
            read_word(other, other_pos + done, n - done))


def equal_bits(w_a, w_b):
    """w_a =:= w_b for two W_Bits."""
    if w_a.nbits != w_b.nbits:
        return False
    return equal_windows(w_a.data, w_a.off, w_b.data, w_b.off, w_a.nbits)


@jit.dont_look_inside
def compare_bits(w_a, w_b):
    """-1, 0 or 1: bit by bit, a shorter one first if it is a prefix."""
    n = w_a.nbits
    if w_b.nbits < n:
        n = w_b.nbits
    done = 0
    a, b = w_a.data, w_b.data
    pos_a, pos_b = w_a.off, w_b.off
    while n - done >= 8:
        byte_a = read_byte(a, pos_a + done)
        byte_b = read_byte(b, pos_b + done)
        if byte_a != byte_b:
            return -1 if byte_a < byte_b else 1
        done += 8
    last_a = read_word(a, pos_a + done, n - done)
    last_b = read_word(b, pos_b + done, n - done)
    if last_a != last_b:
        return -1 if last_a < last_b else 1
    if w_a.nbits == w_b.nbits:
        return 0
    return -1 if w_a.nbits < w_b.nbits else 1


def byte_at(w_bits, index):
    """Byte index of a bit string (a whole byte, inside) as an int."""
    return read_byte(w_bits.data, w_bits.off + (index << 3))
