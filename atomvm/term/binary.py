"""Bit strings and match contexts.

A bit string is a window (offset and length in bits) on shared bytes.  The
bytes are an RPython str; a string made by appending may have spare room
behind its window, which only append() fills (in translated code), and only
beyond what any other window shows: so str stays immutable for its readers.
"""
from rpython.rlib.rarithmetic import LONG_BIT

from atomvm.term.base import W_Term, RANK_BITS, RANK_INTERNAL
from atomvm.term.fault import system_limit

# Bits of the longest bit string that can be made.  The sum of two such
# lengths is a word, so what makes one checks the sum of its parts in turn.
if LONG_BIT == 64:
    MAX_BITS = 1 << (LONG_BIT - 24)
else:
    MAX_BITS = 1 << (LONG_BIT - 3)


class W_Bits(W_Term):
    """A bit string of nbits bits, from bit off of data on (bit 0 is the
    highest of the first byte).  room: None or the owner of spare room."""
    _attrs_ = __slots__ = ('data', 'off', 'nbits', 'room')
    _immutable_fields_ = ['data', 'off', 'nbits', 'room']

    def __init__(self, data, off, nbits, room=None):
        self.data = data
        self.off = off
        self.nbits = nbits
        self.room = room

    def rank(self):
        return RANK_BITS

    def is_binary(self):
        return self.nbits & 7 == 0

    def byte_size(self):
        """Bytes it takes, rounded up."""
        return (self.nbits + 7) >> 3


class W_MatchContext(W_Term):
    """Where a binary match stands; all in bits.  Mutable: OTP's own opcodes
    move pos.  bits is the bit string that is matched, end its end, saved
    the positions that bs_save2 (before OTP 22) keeps, or None."""
    _attrs_ = __slots__ = ('bits', 'data', 'start', 'end', 'pos', 'saved')
    _immutable_fields_ = ['bits', 'data', 'start', 'end']

    def __init__(self, w_bits, pos):
        self.bits = w_bits
        self.data = w_bits.data
        self.start = w_bits.off
        self.end = w_bits.off + w_bits.nbits
        self.pos = pos
        self.saved = None

    def rank(self):
        return RANK_INTERNAL


def mk_binary(data):
    """The binary of the bytes of data (a str)."""
    if LONG_BIT == 32 and len(data) > MAX_BITS >> 3:
        raise system_limit()
    return W_Bits(data, 0, len(data) << 3)
