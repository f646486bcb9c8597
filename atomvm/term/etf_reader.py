"""Tags of the external term format, and reading numbers and bytes of it
(documents: ERTS User's Guide, "External Term Format")."""
from rpython.rlib.rarithmetic import intmask, r_uint

from atomvm.term.fault import badarg

VERSION_MAGIC = 131
(NEW_FLOAT, BIT_BINARY, COMPRESSED, NEW_PID, NEW_PORT, NEWER_REF, SMALL_INT,
 INT, FLOAT, ATOM, REF, PORT, PID, SMALL_TUPLE, LARGE_TUPLE, EMPTY_LIST,
 STRING, LIST, BINARY, SMALL_BIG, LARGE_BIG, NEW_FUN, EXPORT, NEW_REF,
 SMALL_ATOM, MAP, ATOM_UTF8, SMALL_ATOM_UTF8, V4_PORT) = (
     70, 77, 80, 88, 89, 90, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106,
     107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 118, 119, 120)


class Reader(object):
    """Reads data from pos to at most end; badarg beyond."""

    def __init__(self, data, pos, end):
        self.data = data
        self.pos = pos
        self.end = end

    def need(self, n):
        if n < 0 or n > self.end - self.pos:
            raise badarg()

    def u8(self):
        self.need(1)
        pos = self.pos
        assert pos >= 0
        self.pos = pos + 1
        return ord(self.data[pos])

    def u16(self):
        high = self.u8()
        return (high << 8) | self.u8()

    def u32(self):
        """A length or a number, as an unsigned word."""
        high = self.u16()
        return (r_uint(high) << 16) | r_uint(self.u16())

    def i32(self):
        high = self.u16()
        if high >= 0x8000:
            high -= 0x10000
        return (high << 16) | self.u16()

    def length(self):
        """A length of 32 bits, as an int that is at most what is left."""
        n = self.u32()
        if n > r_uint(self.end - self.pos):
            raise badarg()
        return intmask(n)

    def take(self, n):
        """The next n bytes."""
        self.need(n)
        start = self.pos
        stop = start + n
        assert start >= 0
        assert stop >= 0
        self.pos = stop
        return self.data[start:stop]
