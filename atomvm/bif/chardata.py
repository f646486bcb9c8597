"""Character data (lists of characters, binaries and such lists) as bytes.

What OTP's unicode:characters_to_binary/3 takes (erts/emulator/beam/
erl_unicode.c); here for output, where an encoding that can not show a
character shows it as \\x{...}, as kernel's user.erl does.
"""
from rpython.rlib.rstring import StringBuilder

from atomvm.term import utf
from atomvm.term.binary import W_Bits
from atomvm.term.cons import W_Cons, NIL
from atomvm.term.iodata import bits_bytes
from atomvm.term.number import W_Int

HEX = '0123456789ABCDEF'


class BadChars(Exception):
    """The data holds what is no character (of its encoding)."""


class Encoder(object):
    """Collects characters as bytes of the target encoding.

    latin1_in   numbers up to 255 only, binaries hold one byte a character;
                else any character, binaries hold UTF-8
    latin1_out  one byte a character, else UTF-8
    part        bytes of a character that goes on in the next binary
    """

    def __init__(self, latin1_in, latin1_out):
        self.latin1_in = latin1_in
        self.latin1_out = latin1_out
        self.builder = StringBuilder(64)
        self.part = ''

    def char(self, code):
        if code < 0 or self.part != '' or (self.latin1_in and code > 255):
            raise BadChars
        if code < 0x80:
            self.builder.append(chr(code))
            return
        if not utf.is_codepoint(code):
            raise BadChars
        self._put(code)

    def _put(self, code):
        if not self.latin1_out:
            utf.append_utf8(self.builder, code)
        elif code < 256:
            self.builder.append(chr(code))
        else:
            self.builder.append('\\x{' + hexadecimal(code) + '}')

    def binary(self, w_bits):
        if w_bits.nbits & 7 != 0:
            raise BadChars
        data = bits_bytes(w_bits)
        if self.latin1_in:
            if self.latin1_out:
                self.builder.append(data)
            else:
                self.builder.append(utf.latin1_to_utf8(data))
        else:
            self._utf8(self.part + data)

    def _utf8(self, data):
        self.part = ''
        pos = 0
        end = len(data)
        while pos < end:
            packed = utf.decode_utf8(data, pos, end)
            if packed == utf.INVALID:
                raise BadChars
            if packed == utf.TRUNCATED:
                self.part = data[pos:]
                return
            self._put(packed & utf.MASK)
            pos += packed >> utf.SHIFT
            assert pos >= 0

    def finish(self):
        """The bytes."""
        if self.part != '':
            raise BadChars
        return self.builder.build()


def hexadecimal(number):
    """A number >= 0 in upper-case hexadecimal digits."""
    text = ''
    while True:
        text = HEX[number & 15] + text
        number >>= 4
        if number == 0:
            return text


def encode(w_data, latin1_in, latin1_out):
    """The bytes (a str) of character data.  BadChars if it is none."""
    encoder = Encoder(latin1_in, latin1_out)
    rest = []               # what follows the lists that we are inside of
    w_now = w_data
    while True:
        if isinstance(w_now, W_Cons):
            w_head = w_now.head()
            w_tail = w_now.tl
            if isinstance(w_head, W_Int):
                encoder.char(w_head.intval)
                w_now = w_tail
            else:
                if w_tail is not NIL:
                    rest.append(w_tail)
                w_now = w_head
            continue
        if isinstance(w_now, W_Bits):
            encoder.binary(w_now)
        elif w_now is not NIL:
            raise BadChars
        if len(rest) == 0:
            return encoder.finish()
        w_now = rest.pop()
