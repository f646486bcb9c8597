"""Natives of the module unicode (OTP: erts/emulator/beam/erl_unicode.c).

Encodings other than latin1 and UTF-8 are left to unicode.erl, as in OTP.
Errors give the same rest of the data as OTP does.
"""
from rpython.rlib.rstring import StringBuilder

from atomvm.beam.export import named_export
from atomvm.bif.gateway import bif
from atomvm.error import Trap
from atomvm.term import atoms, utf
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.bits import to_str
from atomvm.term.cons import NIL, W_Cons, cons, int_list
from atomvm.term.effort import FEW, SEARCHED, spend
from atomvm.term.fault import badarg
from atomvm.term.number import W_Big, W_Int
from atomvm.term.tuple import W_Tuple, tuple3

TO_BINARY = named_export('unicode', 'characters_to_binary_int', 2)
TO_LIST = named_export('unicode', 'characters_to_list_int', 2)

# How a conversion ended.
DONE, ERROR, INCOMPLETE = range(3)


def check_chardata(w_data):
    """badarg unless this is a (deep) list of integers and binaries, or a
    binary.  OTP looks no further than the first big integer."""
    stack = []
    cells = 0
    while True:
        if isinstance(w_data, W_Cons):
            w_head = w_data.head()
            cells += 1
            if isinstance(w_head, W_Cons):
                stack.append(w_data.tl)
                w_data = w_head
                continue
            if isinstance(w_head, W_Big):
                return
            if not isinstance(w_head, W_Int) and w_head is not NIL:
                check_item(w_head)
            w_data = w_data.tl
            continue
        if w_data is not NIL:
            check_item(w_data)
        if len(stack) == 0:
            spend(cells >> FEW)
            return
        w_data = stack.pop()


def check_item(w_item):
    """badarg unless this is a binary."""
    if not isinstance(w_item, W_Bits) or w_item.nbits & 7 != 0:
        raise badarg()
    spend((w_item.nbits >> 3) >> SEARCHED)


class Converter(object):
    """Walks character data.  part holds the bytes of a character that goes on
    in the next binary; w_rest and how tell how it ended."""

    def __init__(self, latin1):
        self.latin1 = latin1
        self.stack = []         # tails of the lists around
        self.part = ''
        self.how = DONE
        self.w_rest = NIL

    # ---- output ----

    def char(self, cp):
        raise NotImplementedError

    def utf8(self, text, start, stop):
        """Valid UTF-8."""
        raise NotImplementedError

    def result(self):
        raise NotImplementedError

    # ---- walking ----

    def run(self, w_data):
        """The term that the native gives back."""
        self.walk(w_data)
        w_result = self.result()
        if self.how == DONE:
            return w_result
        if self.how == ERROR:
            return tuple3(atoms.error, w_result, self.w_rest)
        return tuple3(atoms.incomplete, w_result, self.w_rest)

    def walk(self, w_data):
        while True:
            if isinstance(w_data, W_Cons):
                w_head = w_data.head()
                if isinstance(w_head, W_Cons):
                    self.stack.append(w_data.tl)
                    w_data = w_head
                    continue
                if isinstance(w_head, W_Int):
                    if not self.integer(w_head.intval):
                        return self.failed(w_data)
                elif isinstance(w_head, W_Bits):
                    if not self.binary(w_head, w_data):
                        return
                elif w_head is not NIL:
                    return self.failed(w_data)      # a big integer
                w_data = w_data.tl
                continue
            if isinstance(w_data, W_Bits):
                if not self.binary(w_data, w_data):
                    return
            if len(self.stack) == 0:
                break
            w_data = self.stack.pop()
        part = self.part
        if part != '':
            self.how = ERROR        # too few bytes, and wrong besides
            if goes_on(part):
                self.how = INCOMPLETE
            self.w_rest = mk_binary(part)

    def integer(self, value):
        """False: no character, or not in this place."""
        if self.part != '' or value < 0:
            return False
        if value >= 128 and not utf.is_codepoint(value):
            return False
        if self.latin1 and value > 255:
            return False
        self.char(value)
        return True

    def failed(self, w_rest):
        """The data can not be converted from w_rest on (a tail of the
        innermost list)."""
        self.how = ERROR
        w_rest = self.wrapped(w_rest)
        if self.part != '':
            w_rest = cons(mk_binary(self.part), cons(w_rest, NIL))
        self.w_rest = w_rest

    def wrapped(self, w_rest):
        """A tail of the innermost list, with the lists around it."""
        for i in range(len(self.stack) - 1, -1, -1):
            w_rest = cons(w_rest, self.stack[i])
        return w_rest

    def binary(self, w_bits, w_place):
        """A binary that is the head of w_place, or w_place itself.  False:
        the walk is over."""
        text = to_str(w_bits)
        if self.latin1:
            for c in text:
                self.char(ord(c))
            return True
        start = 0
        if self.part != '' and len(text) > 0:
            need = sequence_length(self.part[0]) - len(self.part)
            if len(text) < need:
                self.part += text
                return True
            assert need >= 0
            whole = self.part + text[:need]
            if utf.decode_utf8(whole, 0, len(whole)) < 0:
                self.failed(w_place)
                return False
            self.part = ''
            self.utf8(whole, 0, len(whole))
            start = need
        return self.text(text, start, w_place)

    def text(self, text, start, w_place):
        """UTF-8 from index start on."""
        pos = start
        end = len(text)
        while pos < end:
            packed = utf.decode_utf8(text, pos, end)
            if packed < 0:
                self.utf8(text, start, pos)
                assert pos >= 0
                if end - pos < sequence_length(text[pos]):
                    self.part = text[pos:]
                    return True
                w_rest = mk_binary(text[pos:])
                if isinstance(w_place, W_Cons):
                    w_rest = cons(w_rest, w_place.tl)
                self.failed(w_rest)
                return False
            pos += packed >> utf.SHIFT
        self.utf8(text, start, end)
        return True


def sequence_length(lead):
    """Bytes of the character that starts with this one, also where such a
    one would be too long or too large; 0 where none starts with it."""
    byte = ord(lead)
    if byte < 0xc0 or byte > 0xf7:
        return 0
    if byte < 0xe0:
        return 2
    if byte < 0xf0:
        return 3
    return 4


def goes_on(part):
    """Are the bytes behind the first such as continue a character?  OTP looks
    at what they make of it when it has them all."""
    for i in range(1, len(part)):
        if ord(part[i]) & 0xc0 != 0x80:
            return False
    return True


class ToBinary(Converter):
    def __init__(self, latin1):
        Converter.__init__(self, latin1)
        self.builder = StringBuilder(64)

    def char(self, cp):
        utf.append_utf8(self.builder, cp)

    def utf8(self, text, start, stop):
        assert start >= 0
        assert stop >= 0
        self.builder.append_slice(text, start, stop)

    def result(self):
        return mk_binary(self.builder.build())


class ToList(Converter):
    def __init__(self, latin1):
        Converter.__init__(self, latin1)
        self.chars = []

    def char(self, cp):
        self.chars.append(cp)

    def utf8(self, text, start, stop):
        while start < stop:
            packed = utf.decode_utf8(text, start, stop)
            self.chars.append(packed & utf.MASK)
            start += packed >> utf.SHIFT

    def result(self):
        return int_list(self.chars)


def is_latin1(w_encoding, w_data, export):
    """True for latin1, False for UTF-8; others are left to Erlang code."""
    if w_encoding is atoms.latin1:
        return True
    if w_encoding is atoms.unicode or w_encoding is atoms.utf8:
        return False
    if (w_encoding is atoms.utf16 or w_encoding is atoms.utf32 or
            isinstance(w_encoding, W_Tuple)):
        raise Trap(export, [w_data, w_encoding])
    raise badarg()


@bif('unicode', 'characters_to_binary', 2)
def characters_to_binary_2(w_data, w_encoding):
    latin1 = is_latin1(w_encoding, w_data, TO_BINARY)
    check_chardata(w_data)
    if isinstance(w_data, W_Cons) and w_data.tl is NIL:
        # [Binary] is as good as Binary: it shows in what an error returns
        w_head = w_data.head()
        if isinstance(w_head, W_Bits):
            w_data = w_head
    return ToBinary(latin1).run(w_data)


@bif('unicode', 'characters_to_list', 2)
def characters_to_list_2(w_data, w_encoding):
    latin1 = is_latin1(w_encoding, w_data, TO_LIST)
    check_chardata(w_data)
    return ToList(latin1).run(w_data)


@bif('unicode', 'bin_is_7bit', 1)
def bin_is_7bit_1(w_bits):
    """false for anything but a binary of ASCII characters."""
    if not isinstance(w_bits, W_Bits) or w_bits.nbits & 7 != 0:
        return atoms.false
    spend((w_bits.nbits >> 3) >> SEARCHED)
    return atoms.from_bool(utf.is_ascii(to_str(w_bits)))
