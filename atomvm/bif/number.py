"""Type tests of numbers, and numbers as text (OTP: erts/emulator/beam/bif.c,
big.c and erl_bif_guard.c)."""
from rpython.rlib.rstring import StringBuilder

from atomvm.bif.gateway import bif, Any, Binary, Integer
from atomvm.term import atoms, bigint, floatfmt
from atomvm.term.atoms import from_bool
from atomvm.term.binary import mk_binary
from atomvm.term.bits import to_str
from atomvm.term.cons import NIL, W_Cons, chars_list
from atomvm.term.effort import DIGITS, spend
from atomvm.term.fault import badarg, system_limit
from atomvm.term.number import (W_Big, W_Float, W_Int, is_integer, is_number,
                                mk_big, mk_int)
from atomvm.term.tuple import W_Tuple

SMALL_TEXT = 9      # digits and sign that surely fit a machine word


@bif('erlang', 'is_integer', 1, guard=True, inline=True)
def is_integer_1(w_value):
    return from_bool(is_integer(w_value))


@bif('erlang', 'is_float', 1, guard=True, inline=True)
def is_float_1(w_value):
    return from_bool(isinstance(w_value, W_Float))


@bif('erlang', 'is_number', 1, guard=True, inline=True)
def is_number_1(w_value):
    return from_bool(is_number(w_value))


# --------------------------------------------------------------- integers

def _base(w_base):
    if not isinstance(w_base, W_Int) or not 2 <= w_base.intval <= 36:
        raise badarg()
    return w_base.intval


def _integer_text(w_value, base):
    if isinstance(w_value, W_Int):
        return bigint.word_text(w_value.intval, base)
    assert isinstance(w_value, W_Big)
    text = bigint.text(w_value.num, base)
    spend_digits(len(text))
    return text


def spend_digits(count):
    """Work for each pair of so many digits."""
    count >>= DIGITS
    spend(count * count)


@bif('erlang', 'integer_to_list', 1, args=[Integer])
def integer_to_list_1(w_value):
    return chars_list(_integer_text(w_value, 10))


@bif('erlang', 'integer_to_list', 2, args=[Integer, Any])
def integer_to_list_2(w_value, w_base):
    return chars_list(_integer_text(w_value, _base(w_base)))


@bif('erlang', 'integer_to_binary', 1, args=[Integer])
def integer_to_binary_1(w_value):
    return mk_binary(_integer_text(w_value, 10))


@bif('erlang', 'integer_to_binary', 2, args=[Integer, Any])
def integer_to_binary_2(w_value, w_base):
    return mk_binary(_integer_text(w_value, _base(w_base)))


def _bytes(w_list):
    """The text (a str) of a proper list of bytes; badarg for other terms."""
    builder = StringBuilder()
    while isinstance(w_list, W_Cons):
        w_head = w_list.head()
        if not isinstance(w_head, W_Int):
            raise badarg()
        code = w_head.intval
        if not 0 <= code <= 255:
            raise badarg()
        builder.append(chr(code))
        w_list = w_list.tl
    if w_list is not NIL:
        raise badarg()
    return builder.build()


def _parse_integer(text, base):
    if 0 < len(text) <= SMALL_TEXT and base == 10:
        value = 0
        first = 1 if text[0] == '-' or text[0] == '+' else 0
        for i in range(first, len(text)):
            digit = ord(text[i]) - 48
            if not 0 <= digit <= 9:
                raise badarg()
            value = value * 10 + digit
        if first == len(text):
            raise badarg()
        if text[0] == '-':
            value = -value
        return mk_int(value)
    spend_digits(len(text))
    try:
        num = bigint.parse(text, base)
    except bigint.TooLarge:
        raise system_limit()
    if num is None:
        raise badarg()
    return mk_big(num)


@bif('erlang', 'list_to_integer', 1)
def list_to_integer_1(w_list):
    return _parse_integer(_bytes(w_list), 10)


@bif('erlang', 'list_to_integer', 2)
def list_to_integer_2(w_list, w_base):
    base = _base(w_base)
    return _parse_integer(_bytes(w_list), base)


@bif('erlang', 'binary_to_integer', 1, args=[Binary])
def binary_to_integer_1(w_binary):
    return _parse_integer(to_str(w_binary), 10)


@bif('erlang', 'binary_to_integer', 2, args=[Binary, Any])
def binary_to_integer_2(w_binary, w_base):
    base = _base(w_base)
    return _parse_integer(to_str(w_binary), base)


# --------------------------------------------------------------- floats

class _Format(object):
    """Options of float_to_list/2; of the three kinds the last one given
    counts."""

    def __init__(self):
        self.kind = SCIENTIFIC
        self.digits = floatfmt.DEFAULT_SCIENTIFIC
        self.compact = False

    def option(self, w_option):
        """Take one option; badarg."""
        if w_option is atoms.compact:
            self.compact = True
        elif w_option is atoms.short:
            self.kind = SHORT
        elif isinstance(w_option, W_Tuple) and w_option.arity() == 2:
            w_digits = w_option.get(1)
            if not isinstance(w_digits, W_Int):
                raise badarg()
            self.numbered(w_option.get(0), w_digits.intval)
        else:
            raise badarg()

    def numbered(self, w_name, digits):
        self.digits = digits
        if w_name is atoms.decimals:
            self.kind = DECIMALS
            if not 0 <= digits <= floatfmt.MAX_DECIMALS:
                raise badarg()
        elif w_name is atoms.scientific:
            self.kind = SCIENTIFIC
            if digits > floatfmt.MAX_SCIENTIFIC:
                raise badarg()
            if digits < 0:
                self.digits = 6         # as printf takes it, and so OTP
        else:
            raise badarg()

    def text(self, value):
        if self.kind == SHORT:
            return floatfmt.short(value)
        try:
            if self.kind == SCIENTIFIC:
                return floatfmt.scientific(value, self.digits)
            return floatfmt.fixed(value, self.digits, self.compact)
        except floatfmt.TooLong:
            raise badarg()


SHORT, SCIENTIFIC, DECIMALS = range(3)


def _float_text(w_value, w_options):
    if not isinstance(w_value, W_Float):
        raise badarg()
    format = _Format()
    while isinstance(w_options, W_Cons):
        format.option(w_options.head())
        w_options = w_options.tl
    if w_options is not NIL:
        raise badarg()
    return format.text(w_value.floatval)


@bif('erlang', 'float_to_list', 1)
def float_to_list_1(w_value):
    return chars_list(_float_text(w_value, NIL))


@bif('erlang', 'float_to_list', 2)
def float_to_list_2(w_value, w_options):
    return chars_list(_float_text(w_value, w_options))


@bif('erlang', 'float_to_binary', 1)
def float_to_binary_1(w_value):
    return mk_binary(_float_text(w_value, NIL))


@bif('erlang', 'float_to_binary', 2)
def float_to_binary_2(w_value, w_options):
    return mk_binary(_float_text(w_value, w_options))


def _parse_float(text):
    """As OTP's, which reads a C string and takes a comma for a point."""
    end = text.find('\x00')
    if end >= 0:
        text = text[:end]
    text = text.replace(',', '.')
    try:
        value = floatfmt.parse(text)
    except ValueError:
        raise badarg()
    return W_Float(value)


@bif('erlang', 'list_to_float', 1)
def list_to_float_1(w_list):
    return _parse_float(_bytes(w_list))


@bif('erlang', 'binary_to_float', 1, args=[Binary])
def binary_to_float_1(w_binary):
    return _parse_float(to_str(w_binary))
