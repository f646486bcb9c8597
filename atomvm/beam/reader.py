"""Bounded reading of big-endian numbers from a part of a file.

Every read outside of the part raises LoadError with file, chunk and offset.
Nothing is copied but what take() returns.
"""
from atomvm.error import LoadError


def printable(text):
    """Text from a file as a part of a message of one line."""
    chars = []
    for c in text:
        if not ' ' <= c <= '~':
            c = '?'
        chars.append(c)
    return ''.join(chars)


class Reader(object):
    """Reads data[start:end]; offsets in errors are base_offset + position.

    data, filename, chunk  str
    pos  the next byte to read, an index in data
    """

    def __init__(self, data, filename, chunk, base_offset, start, end):
        assert 0 <= start <= end <= len(data)
        self.data = data
        self.filename = filename
        self.chunk = chunk
        self.base_offset = base_offset
        self.pos = start
        self.end = end

    def error(self, pos, message):
        """The LoadError for position pos (to raise)."""
        return LoadError(self.filename, self.chunk, self.base_offset + pos,
                         message)

    def at_end(self):
        return self.pos >= self.end

    def left(self):
        """Number of bytes that are left."""
        return self.end - self.pos

    def need(self, n):
        """Raise LoadError unless n bytes (n >= 0) are left."""
        if n < 0 or n > self.end - self.pos:
            raise self.error(self.pos, 'the data ends too early')

    def u8(self):
        pos = self.pos
        if pos >= self.end:
            raise self.error(pos, 'the data ends too early')
        self.pos = pos + 1
        return ord(self.data[pos])

    def u16(self):
        self.need(2)
        pos = self.pos
        self.pos = pos + 2
        return (ord(self.data[pos]) << 8) | ord(self.data[pos + 1])

    def i32(self):
        """A signed number of 32 bits."""
        self.need(4)
        data = self.data
        pos = self.pos
        self.pos = pos + 4
        top = ord(data[pos])
        if top >= 128:
            top -= 256
        return ((top << 24) | (ord(data[pos + 1]) << 16) |
                (ord(data[pos + 2]) << 8) | ord(data[pos + 3]))

    def u32(self):
        """A count or an index in 32 bits; LoadError from 2**31 on."""
        pos = self.pos
        value = self.i32()
        if value < 0:
            raise self.error(pos, 'this number is too large')
        return value

    def count(self, least):
        """A number of items of at least `least` bytes each: LoadError if the
        part can not hold so many, so that nobody allocates for them."""
        pos = self.pos
        value = self.u32()
        if value > self.left() // least:
            raise self.error(pos, 'a count of ' + str(value) +
                             ' is more than the data can hold')
        return value

    def take(self, n):
        """The next n bytes as a new str."""
        self.need(n)
        pos = self.pos
        end = pos + n
        assert pos >= 0
        assert end >= pos
        self.pos = end
        return self.data[pos:end]

    def skip(self, n):
        """Skip n bytes."""
        self.need(n)
        self.pos += n
