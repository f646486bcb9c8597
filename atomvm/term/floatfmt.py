"""Floats as text and back, as OTP 25 does it.

short() is float_to_list(F, [short]) and ~p: the fewest digits that give the
float back.  fixed() is {decimals, N}, scientific() {scientific, N} (OTP:
erts/emulator/sys/common/erl_sys_common_misc.c and stdlib's
io_lib_format.erl).  Values are finite.
"""
import math

from rpython.rlib import rdtoa, rfloat
from rpython.rlib.objectmodel import we_are_translated
from rpython.rlib.rbigint import rbigint

MAX_DECIMALS = 253
MAX_SCIENTIFIC = 249
DEFAULT_SCIENTIFIC = 20

_BUFFER = 256               # OTP's, its last byte being for a NUL
_QUICK_DECIMALS = 18        # up to here OTP scales the fraction by itself
_WHOLE = 9007199254740992.0     # from here on floats are whole numbers


class TooLong(Exception):
    """The text would not fit OTP's buffer."""


def _repr(value):
    if we_are_translated():
        return rdtoa.dtoa_formatd(value, 'r', 0, 0)
    return repr(value)


def _format(value, code, precision):
    if we_are_translated():
        return rfloat.formatd(value, code, precision)
    return ('%%.%d%s' % (precision, code)) % value


def _digits(value):
    """(digits, place) of a value > 0: it is 0.DIGITS * 10 ** place, and no
    fewer digits would do."""
    text = _repr(value)
    exponent = 0
    end = text.find('e')
    if end >= 0:
        exponent = int(text[end + 1:])
    else:
        end = len(text)
    point = text.find('.')
    if point < 0 or point > end:
        point = end
        digits = text[:end]
    else:
        digits = text[:point] + text[point + 1:end]
    first = 0
    while first < len(digits) - 1 and digits[first] == '0':
        first += 1
    last = len(digits)
    while last - 1 > first and digits[last - 1] == '0':
        last -= 1
    assert last >= 0
    return digits[first:last], point - first + exponent


def short(value):
    """The fewest digits that give value back, as decimals or with an
    exponent, whichever is shorter."""
    if value == 0.0:
        if math.copysign(1.0, value) < 0.0:
            return '-0.0'
        return '0.0'
    if value < 0.0:
        return '-' + _short_positive(-value)
    return _short_positive(value)


def _short_positive(value):
    digits, place = _digits(value)
    size = len(digits)
    if value >= _WHOLE:
        return _with_exponent(digits, place - 1)
    if 0 < place < size:
        return digits[:place] + '.' + digits[place:]
    if place == 0:
        return '0.' + digits
    exponent = str(place - 1)
    cost = len(exponent) + 2
    if size == 1:
        cost += 1               # 1.0e5 needs the .0
    if place < 0:
        if 2 - place <= cost:
            return '0.' + '0' * -place + digits
    elif place - size + 2 <= cost:
        return digits + '0' * (place - size) + '.0'
    return _with_exponent(digits, place - 1)


def _with_exponent(digits, exponent):
    rest = digits[1:]
    if not rest:
        rest = '0'
    return digits[0] + '.' + rest + 'e' + str(exponent)


def scientific(value, precision):
    """One digit, precision decimals, exponent of at least two digits.
    Raises TooLong."""
    text = _format(value, 'e', precision)
    if len(text) >= _BUFFER:
        raise TooLong
    return text


def fixed(value, decimals, compact):
    """With this many decimals (0: no point); compact: without zeros at the
    end, one after the point apart.  Raises TooLong.

    As in OTP 25, 1.0e16 with no decimals, compact, is 1: it takes zeros off
    the whole number, though only of numbers that it does not write itself."""
    size = math.fabs(value)
    if decimals > _QUICK_DECIMALS or size >= _WHOLE:
        text = _format(value, 'f', decimals)
        if len(text) >= _BUFFER:
            raise TooLong
        if compact:
            text = _without_zeros(text)
    else:
        text = _quick_fixed(size, decimals)
        if math.copysign(1.0, value) < 0.0:
            text = '-' + text
        if compact and decimals > 0:
            text = _without_zeros(text)
    return text


def _quick_fixed(size, decimals):
    """OTP's quick way: the fraction, scaled and rounded half up, in floats
    (so that 1.45 with one decimal gives 1.5)."""
    scale = 1.0
    for _ in range(decimals):
        scale *= 10.0
    whole = math.floor(size)
    scaled = (size - whole) * scale
    fraction = math.floor(scaled)
    if scaled - fraction >= 0.5:
        fraction += 1.0
    if fraction >= scale:
        whole += 1.0
        fraction -= scale
    text = rbigint.fromfloat(whole).str()
    if decimals == 0:
        return text
    tail = rbigint.fromfloat(fraction).str()
    return text + '.' + '0' * (decimals - len(tail)) + tail


def _without_zeros(text):
    end = len(text)
    while end > 0 and text[end - 1] == '0':
        end -= 1
    if end > 0 and text[end - 1] == '.':
        end += 1
    assert end >= 0
    return text[:end]


# ------------------------------------------------------------------ reading

def _skip_digits(text, at):
    while at < len(text) and '0' <= text[at] <= '9':
        at += 1
    return at


def _skip_sign(text, at):
    if at < len(text) and (text[at] == '-' or text[at] == '+'):
        return at + 1
    return at


def float_end(text):
    """Where the float at the start of text ends: [+-]DIGITS.DIGITS and maybe
    e[+-]DIGITS; or -1."""
    start = _skip_sign(text, 0)
    at = _skip_digits(text, start)
    if at == start or at >= len(text) or text[at] != '.':
        return -1
    start = at + 1
    at = _skip_digits(text, start)
    if at == start:
        return -1
    if at < len(text) and (text[at] == 'e' or text[at] == 'E'):
        start = _skip_sign(text, at + 1)
        end = _skip_digits(text, start)
        if end > start:
            return end
    return at


def parse(text):
    """The float that text, up to the first NUL as in C, spells; ValueError if
    it spells none or one beyond all floats.  What is too small gives 0.0."""
    end = text.find('\x00')
    if end >= 0:
        text = text[:end]
    if float_end(text) != len(text):
        raise ValueError
    if we_are_translated():
        assert text is not None     # for the annotator
        value = rdtoa.strtod(text)
    else:
        value = float(text)
    if value - value != 0.0:
        raise ValueError
    return value
