"""Natives of string: list_to_integer/1 and list_to_float/1, which read the
number that a list starts with (string:to_integer/1, string:to_float/1).

OTP: erts/emulator/beam/bif.c.
"""
from rpython.rlib.rbigint import rbigint
from rpython.rlib.rfloat import string_to_float, isinf
from rpython.rlib.rstring import StringBuilder

from atomvm.bif.gateway import bif
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import W_Cons, W_Nil
from atomvm.term.number import W_Float, W_Int, mk_big
from atomvm.term.tuple import tuple2

W_NO_INTEGER = mk_atom('no_integer')
W_NO_FLOAT = mk_atom('no_float')
W_NOT_A_LIST = mk_atom('not_a_list')


class Reader(object):
    """Goes along a list; text is what was taken of it."""

    def __init__(self, w_list):
        self.w_rest = w_list
        self.text = StringBuilder()

    def peek(self):
        """The next character if it is one of ASCII, else NUL."""
        w_rest = self.w_rest
        if isinstance(w_rest, W_Cons):
            w_char = w_rest.head()
            if isinstance(w_char, W_Int) and 0 < w_char.intval < 128:
                return chr(w_char.intval)
        return '\x00'

    def take(self, char):
        """Take the next character as char."""
        w_rest = self.w_rest
        assert isinstance(w_rest, W_Cons)
        self.text.append(char)
        self.w_rest = w_rest.tl

    def sign(self):
        char = self.peek()
        if char == '-' or char == '+':
            self.take(char)

    def digits(self):
        """Take digits; how many they were."""
        count = 0
        while True:
            char = self.peek()
            if not '0' <= char <= '9':
                return count
            self.take(char)
            count += 1

    def exponent(self):
        """Take an exponent if there is a whole one."""
        char = self.peek()
        if char != 'e' and char != 'E':
            return ''
        ahead = Reader(self.w_rest)
        ahead.take('e')
        ahead.sign()
        if ahead.digits() == 0:
            return ''
        self.w_rest = ahead.w_rest
        return ahead.text.build()


def _not_read(w_list, w_reason):
    """{error, not_a_list} or {error, Reason}."""
    if not isinstance(w_list, W_Cons) and not isinstance(w_list, W_Nil):
        w_reason = W_NOT_A_LIST
    return tuple2(atoms.error, w_reason)


@bif('string', 'list_to_integer', 1)
def list_to_integer_1(w_list):
    reader = Reader(w_list)
    reader.sign()
    if reader.digits() == 0:
        return _not_read(w_list, W_NO_INTEGER)
    number = rbigint.fromstr(reader.text.build(), 10)
    return tuple2(mk_big(number), reader.w_rest)


@bif('string', 'list_to_float', 1)
def list_to_float_1(w_list):
    """Digits are needed on both sides of the point, which may be a comma."""
    reader = Reader(w_list)
    reader.sign()
    if reader.digits() == 0:
        return _not_read(w_list, W_NO_FLOAT)
    point = reader.peek()
    if point != '.' and point != ',':
        return _not_read(w_list, W_NO_FLOAT)
    reader.take('.')
    if reader.digits() == 0:
        return _not_read(w_list, W_NO_FLOAT)
    exponent = reader.exponent()
    value = string_to_float(reader.text.build() + exponent)
    if isinf(value):
        return _not_read(w_list, W_NO_FLOAT)
    return tuple2(W_Float(value), reader.w_rest)
