"""What {re_pattern, _, _, _, Binary} of the module re holds, and the patterns
that are compiled.

The binary is a mark, a checksum, the options and the source of the pattern, so that it
means the same wherever it goes.  Compiled patterns are kept by it, in two
generations: where the younger one is full, the older one is freed.
"""
from rpython.rlib import rzlib
from rpython.rlib.rarithmetic import intmask

from atomvm.foreign import pcre
from atomvm.otp.re_pattern import compile

MARK = 'PCR2'
HEAD = 14               # bytes in front of the source
GENERATION = 200        # patterns
MAX_SOURCE = 1 << 18    # bytes of their sources
USES = 4                # of a pattern that make machine code worth the time
LONG_SUBJECT = 2000     # bytes of a subject that do so at once


def word(value):
    return (chr((value >> 24) & 255) + chr((value >> 16) & 255) +
            chr((value >> 8) & 255) + chr(value & 255))


def read_word(text, at):
    value = 0
    for i in range(at, at + 4):
        value = value << 8 | ord(text[i])
    if value >= 1 << 31:
        value -= 1 << 32
    return value


def pack(source, options, newline, bsr):
    """The binary of a pattern."""
    rest = word(options) + chr(newline) + chr(bsr) + source
    return MARK + word(intmask(rzlib.crc32(rest))) + rest


def is_sound(binary):
    return (len(binary) >= HEAD and binary.startswith(MARK) and
            word(intmask(rzlib.crc32(binary[8:]))) == binary[4:8])


class Prepared(object):
    """A pattern that is compiled: code, what it was compiled from (text, as
    PCRE2 sees it) and its options."""

    def __init__(self, binary, compiled):
        self.code = compiled.code
        self.text = compiled.text
        self.options = read_word(binary, 8)
        self.newline = ord(binary[12])
        self.bsr = ord(binary[13])
        self.uses = 0

    def has_duplicates(self):
        """Whether groups may have the same name."""
        return self.options & pcre.DUPNAMES != 0

    def use(self, size):
        """It is about to be matched with so many bytes."""
        self.uses += 1
        if self.uses == USES or (self.uses < USES and size >= LONG_SUBJECT):
            self.uses = USES
            self.code.speed_up()

    def recompiled(self):
        """The Code for a match that gives way."""
        return pcre.compile(self.text, self.options | pcre.AUTO_CALLOUT,
                            self.newline, self.bsr)


class Cache(object):
    """young, old: what is Prepared, by its binary."""

    def __init__(self):
        self.young = {}
        self.old = {}
        self.size = 0           # of the sources of the young ones
        self.fault = None       # what is wrong with the pattern asked for last

    def find(self, binary):
        """The Prepared of a sound binary, or None: see fault."""
        prepared = self.young.get(binary, None)
        if prepared is None:
            prepared = self.old.get(binary, None)
            if prepared is None:
                compiled = compile(binary[HEAD:], read_word(binary, 8),
                                   ord(binary[12]), ord(binary[13]))
                self.fault = compiled.fault
                if compiled.fault is not None:
                    return None
                prepared = Prepared(binary, compiled)
            else:
                del self.old[binary]
            self.add(binary, prepared)
        return prepared

    def add(self, binary, prepared):
        self.size += len(binary)
        if len(self.young) >= GENERATION or self.size > MAX_SOURCE:
            for other in self.old.itervalues():
                other.code.free()
            self.old = self.young
            self.young = {}
            self.size = len(binary)
        self.young[binary] = prepared

    def find_any(self, binary):
        """The same for what may be no pattern at all: None, then."""
        if binary not in self.young and not is_sound(binary):
            return None
        return self.find(binary)

    def other(self, prepared, binary, newline, bsr):
        """The same pattern with other newlines (0: as they are)."""
        if newline == 0:
            newline = prepared.newline
        if bsr == 0:
            bsr = prepared.bsr
        return self.find(pack(binary[HEAD:], prepared.options, newline, bsr))


CACHE = Cache()
