"""Making bit strings: a sink that integers, floats and bits are put into, and
append in linear time.

In translated code the bytes are an RPython string that is filled in place,
with room behind for more; a Room tells how many of its bits are in use, and
only the bit string that ends there may be extended in place.  Untranslated,
str can not be written to: a bytearray is, and append copies.
"""
from rpython.rlib import jit
from rpython.rlib.objectmodel import we_are_translated
from rpython.rlib.rarithmetic import LONG_BIT, intmask
from rpython.rlib.rbigint import rbigint
from rpython.rlib.rfloat import INFINITY
from rpython.rlib.rstruct.ieee import float_pack
from rpython.rtyper.annlowlevel import hlstr, llstr
from rpython.rtyper.lltypesystem.rstr import copy_string_contents, mallocstr

from atomvm.term.binary import W_Bits
from atomvm.term.bits import (LITTLE, read_byte, read_word, slice_bytes)
from atomvm.term.fault import system_limit
from atomvm.term.number import W_Big, W_Int

SPARE = 32              # bytes of room at least, behind what was appended to


class Room(object):
    """Owner of a string with room behind: bits in use."""
    _attrs_ = ('used',)

    def __init__(self, used):
        self.used = used


@jit.dont_look_inside
def _new_data(nbytes):
    """A string of so many bytes of anything (translated only).  A size that
    there is no memory for is most likely a mistake of the program."""
    try:
        return hlstr(mallocstr(nbytes))
    except MemoryError:
        raise system_limit()


class Sink(object):
    """Takes bits: pos is where the next goes, start where the bit string
    begins.  Bits behind pos are of no meaning."""
    _attrs_ = ('data', 'bytes', 'start', 'pos', 'room')

    def __init__(self, data, start, pos, room):
        self.data = data
        self.start = start
        self.pos = pos
        self.room = room
        if not we_are_translated():
            self.bytes = bytearray()

    def finish(self):
        """The W_Bits of what was put in; nothing may be put in any more."""
        data = self.data
        if not we_are_translated():
            data = str(self.bytes)
        room = self.room
        if room is not None:
            room.used = self.pos
        return W_Bits(data, self.start, self.pos - self.start, room)

    # ---- bytes ----

    def set_byte(self, at, value):
        if we_are_translated():
            llstr(self.data).chars[at] = chr(value)
        else:
            if at == len(self.bytes):
                self.bytes.append(value)
            self.bytes[at] = value

    @jit.dont_look_inside       # traces must not keep a byte not yet complete
    def old_byte(self, at):
        if we_are_translated():
            return ord(llstr(self.data).chars[at])
        return self.bytes[at]

    def put_small(self, value, n):
        """n bits (0 to 8), the lowest of value (an int)."""
        if n == 0:
            return
        pos = self.pos
        at = pos >> 3
        skip = pos & 7
        assert at >= 0
        value &= (1 << n) - 1
        self.pos = pos + n
        over = skip + n - 8
        if skip == 0:
            self.set_byte(at, value << -over)
            return
        keep = self.old_byte(at) & (0xff00 >> skip)
        if over <= 0:
            self.set_byte(at, keep | (value << -over))
        else:
            self.set_byte(at, keep | (value >> over))
            self.set_byte(at + 1, (value << (8 - over)) & 0xff)

    def put_byte(self, value):
        """8 bits at a whole byte: pos is a multiple of 8."""
        at = self.pos >> 3
        assert at >= 0
        self.set_byte(at, value & 0xff)
        self.pos += 8

    @jit.unroll_safe    # at most a word's bytes; n is constant in traces
    def put_bytes_of(self, value, n, flags):
        """The n lowest bits of an int, n / 8 bytes, at a whole byte."""
        if flags & LITTLE:
            i = 0
            while i < n:
                self.put_byte(value >> i)
                i += 8
        else:
            i = n - 8
            while i >= 0:
                self.put_byte(value >> i)
                i -= 8

    # ---- integers and floats ----

    @jit.dont_look_inside
    def put_int(self, value, n, flags):
        """The n lowest bits of an int, of the sign where n is larger."""
        if flags & LITTLE:
            self._put_int_little(value, n)
            return
        rest = n & 7
        shift = n - rest
        self.put_small(_shifted(value, shift), rest)
        while shift > 0:
            shift -= 8
            self.put_small(_shifted(value, shift), 8)

    def _put_int_little(self, value, n):
        shift = 0
        while n - shift >= 8:
            self.put_small(_shifted(value, shift), 8)
            shift += 8
        self.put_small(_shifted(value, shift), n - shift)

    @jit.dont_look_inside
    def put_big(self, num, n, flags):
        """The n lowest bits of an rbigint."""
        size = (n + 7) >> 3
        text = low_bytes(num, size)
        rest = n & 7
        if flags & LITTLE:
            for i in range(n >> 3):
                self.put_small(ord(text[i]), 8)
            if rest:
                self.put_small(ord(text[size - 1]), rest)
            return
        i = size - 1
        if rest:
            self.put_small(ord(text[i]), rest)
            i -= 1
        while i >= 0:
            self.put_small(ord(text[i]), 8)
            i -= 1

    def put_integer(self, w_value, n, flags):
        """n bits of an integer term; False if it is not an integer."""
        if isinstance(w_value, W_Int):
            self.put_int(w_value.intval, n, flags)
            return True
        if isinstance(w_value, W_Big):
            self.put_big(w_value.num, n, flags)
            return True
        return False

    @jit.dont_look_inside
    def put_float(self, value, n, flags):
        """A float in 16, 32 or 64 bits; infinity if it is too large."""
        try:
            packed = float_pack(value, n >> 3)
        except OverflowError:
            packed = float_pack(INFINITY if value > 0.0 else -INFINITY,
                                n >> 3)
        if flags & LITTLE:
            for i in range(n >> 3):
                self.put_small(intmask(packed >> (i * 8)) & 0xff, 8)
        else:
            for i in range((n >> 3) - 1, -1, -1):
                self.put_small(intmask(packed >> (i * 8)) & 0xff, 8)

    # ---- strings and bit strings ----

    @jit.dont_look_inside
    def put_str(self, text, start, n):
        """n bytes of text from index start on."""
        assert start >= 0
        assert n >= 0
        if self.pos & 7 == 0:
            at = self.pos >> 3
            assert at >= 0
            if we_are_translated():
                copy_string_contents(llstr(text), llstr(self.data), start, at,
                                     n)
            else:
                del self.bytes[at:]
                self.bytes += text[start:start + n]
            self.pos += n << 3
            return
        for i in range(start, start + n):
            self.put_small(ord(text[i]), 8)

    @jit.dont_look_inside
    def put_window(self, data, pos, n):
        """n bits of data from the bit pos on."""
        if pos & 7 == 0:
            self.put_str(data, pos >> 3, n >> 3)
            done = n & ~7
        elif self.pos & 7 == 0 and n >= 128:
            text = slice_bytes(data, pos, n >> 3)
            self.put_str(text, 0, n >> 3)
            done = n & ~7
        else:
            done = 0
        while n - done >= 8:
            self.put_small(read_byte(data, pos + done), 8)
            done += 8
        if n > done:
            self.put_small(intmask(read_word(data, pos + done, n - done)),
                           n - done)

    def put_bits(self, w_bits):
        """All of a W_Bits."""
        self.put_window(w_bits.data, w_bits.off, w_bits.nbits)


def _shifted(value, shift):
    """value >> shift, for shifts beyond the word too."""
    if shift >= LONG_BIT:
        return value >> (LONG_BIT - 1)
    return value >> shift


def low_bytes(num, size):
    """The lowest so many bytes of an rbigint, lowest first, in two's
    complement."""
    if size == 0:
        return ''
    mask = rbigint.fromint(1).lshift(size << 3).sub(rbigint.fromint(1))
    return num.and_(mask).tobytes(size, 'little', False)


def new_sink(nbits):
    """A sink for so many bits (not fewer, not more)."""
    data = ''
    if we_are_translated():
        data = _new_data((nbits + 7) >> 3)
    return Sink(data, 0, 0, None)


def append_sink(w_bits, nbits):
    """A sink that has all of w_bits in it, for nbits more bits; in place
    where w_bits ends at the used part of its room."""
    end = w_bits.off + w_bits.nbits
    room = w_bits.room
    data = w_bits.data
    if (we_are_translated() and room is not None and room.used == end and
            end + nbits <= len(data) << 3):
        room.used = end + nbits     # of no other from now on
        return Sink(data, w_bits.off, end, room)
    return _copy_with_room(w_bits, nbits)


@jit.dont_look_inside
def _copy_with_room(w_bits, nbits):
    need = (w_bits.nbits + nbits + 7) >> 3
    new = ''
    if we_are_translated():
        if w_bits.room is None:
            new = _new_data(need + (need >> 2) + SPARE)
        else:
            new = _new_data(need * 2)
    sink = Sink(new, 0, 0, Room(0))
    sink.put_bits(w_bits)
    return sink


@jit.dont_look_inside
def writable(nbytes):
    """An empty bit string with room for so many bytes (bs_init_writable)."""
    if we_are_translated():
        if nbytes < SPARE:
            nbytes = SPARE
        return W_Bits(_new_data(nbytes), 0, 0, Room(0))
    return W_Bits('', 0, 0, Room(0))
