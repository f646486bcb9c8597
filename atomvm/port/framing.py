"""How ports cut what they read into messages: as it comes, after the headers of
packets, or in lines.  OTP: erts/emulator/beam/io.c (linebufs), and the drivers
in erts/emulator/sys/unix/sys_drivers.c.
"""

# Kinds of pieces.
PLAIN = 0
EOL = 1         # a line, or the end of one that is too long
NOEOL = 2       # the start or the middle of a line


class Piece(object):
    def __init__(self, kind, data):
        self.kind = kind
        self.data = data


class Framing(object):
    """As it comes."""

    def feed(self, data):
        """The list of Piece that are complete with data."""
        return [Piece(PLAIN, data)]

    def rest(self):
        """The list of what is left at the end of the input."""
        return []

    def takes(self, size):
        """Whether so many bytes can be written at once."""
        return True

    def header(self, size):
        """What is written before that many bytes."""
        return ''


class Packets(Framing):
    """bytes: of the headers, 1, 2 or 4: the size, the highest byte first."""

    def __init__(self, bytes):
        self.bytes = bytes
        self.parts = []         # what has come of the packet under way
        self.have = 0           # bytes of them
        self.need = bytes       # bytes that make the next step possible
        self.in_header = True

    def feed(self, data):
        pieces = []
        self.parts.append(data)
        self.have += len(data)
        if self.have < self.need:
            return pieces
        data = ''.join(self.parts)
        at = 0
        while len(data) - at >= self.need:
            end = at + self.need
            assert at >= 0 and end >= 0
            if self.in_header:
                self.need = size_in(data, at, end)
                self.in_header = False
            else:
                pieces.append(Piece(PLAIN, data[at:end]))
                self.need = self.bytes
                self.in_header = True
            at = end
        assert at >= 0
        self.parts = [data[at:]]
        self.have = len(data) - at
        return pieces

    def takes(self, size):
        return self.bytes == 4 or size < 1 << (8 * self.bytes)

    def header(self, size):
        text = ''
        for i in range(self.bytes - 1, -1, -1):
            text += chr((size >> (8 * i)) & 0xff)
        return text


def size_in(data, at, end):
    """The number in a header."""
    size = 0
    while at < end:
        size = (size << 8) | ord(data[at])
        at += 1
    return size


class Lines(Framing):
    """limit: characters that a piece has at most; \\r\\n ends a line, too."""

    def __init__(self, limit):
        self.limit = limit
        self.buffer = ''        # of a line that has not ended

    def feed(self, data):
        pieces = []
        data = self.buffer + data
        at = 0
        while True:
            end = data.find('\n', at)
            if end < 0:
                break
            stop = end
            if stop > at and data[stop - 1] == '\r':
                stop -= 1
            at = self.cut(pieces, data, at, stop)
            assert 0 <= at <= stop
            pieces.append(Piece(EOL, data[at:stop]))
            at = end + 1
        stop = len(data)
        if stop > at and data[stop - 1] == '\r':
            stop -= 1           # perhaps \n follows
        at = self.cut(pieces, data, at, stop)
        assert at >= 0
        self.buffer = data[at:]
        return pieces

    def cut(self, pieces, data, at, stop):
        """Take full pieces off as long as more than one is there; where the
        rest begins."""
        while stop - at > self.limit:
            end = at + self.limit
            assert at >= 0 and end >= 0
            pieces.append(Piece(NOEOL, data[at:end]))
            at = end
        return at

    def rest(self):
        pieces = []
        data = self.buffer
        self.buffer = ''
        at = self.cut(pieces, data, 0, len(data))
        assert at >= 0
        if at < len(data):
            pieces.append(Piece(NOEOL, data[at:]))
        return pieces


def framing_of(packet, line):
    """packet: bytes of the header, line: the longest; 0 where not asked for."""
    if packet > 0:
        return Packets(packet)
    if line > 0:
        return Lines(line)
    return Framing()
