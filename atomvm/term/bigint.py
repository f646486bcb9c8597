"""What Erlang's arithmetic needs of rbigint beyond what rbigint has.

Truncating division, conversion to float with OTP's roundings, exact comparing
with floats, text in bases 2 to 36, and OTP's limit of size (OTP:
erts/emulator/beam/big.c).  No terms in here.
"""
from math import frexp

from rpython.rlib.rarithmetic import LONG_BIT, intmask, r_uint
from rpython.rlib.rbigint import rbigint

# OTP 25 on 64-bit machines keeps at most 524287 words of 64 bits.
MAX_BITS = 524287 * 64

DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

ZERO = rbigint.fromint(0)
ONE = rbigint.fromint(1)
WORD_MASK = ONE.lshift(64).int_sub(1)
LARGEST_WORD = (1 << (LONG_BIT - 1)) - 1


class TooLarge(Exception):
    """The result would be larger than OTP allows."""


def checked(num):
    """num; raises TooLarge if it is larger than OTP allows."""
    if num.numdigits() > MAX_BITS // 64 and num.bit_length() > MAX_BITS:
        raise TooLarge
    return num


def times(a, b):
    """a * b; raises TooLarge."""
    if (a.numdigits() + b.numdigits() > MAX_BITS // 64 and a.sign and b.sign
            and a.bit_length() + b.bit_length() - 1 > MAX_BITS):
        raise TooLarge
    return checked(a.mul(b))


def times_int(a, value):
    """a * value, a machine word; raises TooLarge."""
    if a.numdigits() >= MAX_BITS // 64 and value != 0 and value != 1:
        return times(a, rbigint.fromint(value))
    return a.int_mul(value)


def shift_left(num, count):
    """num * 2 ** count for count >= 0; raises TooLarge."""
    if num.sign == 0:
        return num
    if count > MAX_BITS or num.bit_length() + count > MAX_BITS:
        raise TooLarge
    return num.lshift(count)


def quotient(a, b):
    """a divided by b (not 0), rounded towards 0."""
    if a.sign >= 0 and b.sign > 0:
        return a.floordiv(b)
    q = a.abs().floordiv(b.abs())
    if a.sign * b.sign < 0:
        return q.neg()
    return q


def remainder(a, b):
    """What quotient() leaves: it has the sign of a."""
    if a.sign >= 0 and b.sign > 0:
        return a.mod(b)
    r = a.abs().mod(b.abs())
    if a.sign < 0:
        return r.neg()
    return r


def word64(num, i):
    """Word i (of 64 bits, 0 is the lowest) of a num >= 0."""
    return num.rshift(i * 64).and_(WORD_MASK).toulonglong()


def to_float(num):
    """The float near num, inf where it is beyond all floats.  As in OTP it is
    summed up word by word: large numbers are rounded more than once."""
    bits = num.bit_length()
    if bits > 1100:
        return 1e300 * 1e300
    positive = num.abs()
    result = 0.0
    for i in range((bits + 63) // 64 - 1, -1, -1):
        result = result * 18446744073709551616.0 + float(word64(positive, i))
    if num.sign < 0:
        return -result
    return result


def compare(a, b):
    """-1, 0 or 1."""
    if a.eq(b):
        return 0
    if a.lt(b):
        return -1
    return 1


def compare_float(num, value):
    """-1, 0 or 1: num against a finite float, exactly."""
    if num.sign == 0 or value == 0.0:
        if value > 0.0:
            return -1
        if value < 0.0:
            return 1
        return num.sign
    if num.sign > 0 and value < 0.0:
        return 1
    if num.sign < 0 and value > 0.0:
        return -1
    _, exponent = frexp(value)      # 2 ** (exponent - 1) <= abs(value)
    bits = num.bit_length()
    if bits != exponent:
        if bits > exponent:
            return num.sign
        return -num.sign
    whole = rbigint.fromfloat(value)
    result = compare(num, whole)
    if result == 0:                 # value may have a fraction
        rest = value - whole.tofloat()
        if rest > 0.0:
            return -1
        if rest < 0.0:
            return 1
    return result


# ------------------------------------------------------------------ text

def word_text(value, base):
    """The digits of a machine word."""
    if base == 10:
        return str(value)
    rest = r_uint(value)
    if value < 0:
        rest = -rest
    size = LONG_BIT + 1
    chars = ['-'] * size
    at = size
    while True:
        at -= 1
        chars[at] = DIGITS[intmask(rest % r_uint(base))]
        rest = rest // r_uint(base)
        if rest == r_uint(0):
            break
    if value < 0:
        at -= 1
    assert at >= 0
    return ''.join(chars[at:])


def text(num, base):
    """The digits of num, capital letters above 9."""
    if base == 10:
        return num.str()
    assert base >= 2
    return num.format(DIGITS[:base])


def digit_value(char):
    """Value of a digit of base 36, or 99."""
    code = ord(char)
    if 48 <= code <= 57:
        return code - 48
    code |= 32
    if 97 <= code <= 122:
        return code - 87
    return 99


def parse(source, base):
    """The number that source spells, [+-]DIGITS, or None.  Raises TooLarge."""
    at = 0
    size = len(source)
    negative = False
    if size > 0 and (source[0] == '-' or source[0] == '+'):
        negative = source[0] == '-'
        at = 1
    if at == size:
        return None
    for i in range(at, size):
        if digit_value(source[i]) >= base:
            return None
    num = _join(_chunks(source, at, base), _chunk_power(base))
    if negative:
        num = num.neg()
    return checked(num)


def _chunk_size(base):
    """Digits whose value surely fits a word."""
    n = 0
    room = LARGEST_WORD
    while room >= base:
        room //= base
        n += 1
    return n


def _chunk_power(base):
    power = 1
    for _ in range(_chunk_size(base)):
        power *= base
    return rbigint.fromint(power)


def _chunks(source, first, base):
    """The digits as words of _chunk_size(base) digits, lowest first."""
    step = _chunk_size(base)
    chunks = []
    end = len(source)
    while end > first:
        start = max(first, end - step)
        value = 0
        for i in range(start, end):
            value = value * base + digit_value(source[i])
        chunks.append(rbigint.fromint(value))
        end = start
    return chunks


def _join(chunks, power):
    """Sum of chunks[i] * power ** i: neighbours are joined, then pairs, so
    that the multiplications are of numbers of equal size (Karatsuba)."""
    while len(chunks) > 1:
        joined = []
        i = 0
        while i + 1 < len(chunks):
            joined.append(chunks[i + 1].mul(power).add(chunks[i]))
            i += 2
        if i < len(chunks):
            joined.append(chunks[i])
        chunks = joined
        if len(chunks) > 1:
            power = power.mul(power)
        if power.bit_length() > 2 * MAX_BITS:
            raise TooLarge
    return chunks[0]
