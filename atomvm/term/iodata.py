"""I/O data: deep lists of bytes and bit strings (OTP: io.c's iolist
functions in erts/emulator/beam/utils.c)."""
from rpython.rlib.rarithmetic import ovfcheck
from rpython.rlib.rstring import StringBuilder

from atomvm.term.binary import MAX_BITS, W_Bits
from atomvm.term.bits import EMPTY
from atomvm.term.bitsink import new_sink
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.effort import FEW, spend
from atomvm.term.fault import badarg, system_limit
from atomvm.term.number import W_Int


class Walker(object):
    """Counts the bits of I/O data, or (with a sink) writes them.  any_bits:
    bit strings need not be whole bytes."""

    def __init__(self, any_bits, sink):
        self.any_bits = any_bits
        self.sink = sink
        self.total = 0
        self.cells = 0

    def walk(self, w_data):
        stack = []
        while True:
            if isinstance(w_data, W_Cons):
                w_head = w_data.head()
                self.cells += 1
                if isinstance(w_head, W_Int):
                    self.byte(w_head.intval)
                elif isinstance(w_head, W_Bits):
                    self.bits(w_head)
                elif isinstance(w_head, W_Cons):
                    stack.append(w_data.tl)
                    w_data = w_head
                    continue
                elif w_head is not NIL:
                    raise badarg()
                w_data = w_data.tl
                continue
            if isinstance(w_data, W_Bits):
                self.bits(w_data)
            elif w_data is not NIL:
                raise badarg()
            if len(stack) == 0:
                spend(self.cells >> FEW)
                return
            w_data = stack.pop()

    def add(self, nbits):
        try:
            self.total = ovfcheck(self.total + nbits)
        except OverflowError:
            raise system_limit()

    def byte(self, value):
        if value < 0 or value > 255:
            raise badarg()
        self.add(8)
        if self.sink is not None:
            self.sink.put_small(value, 8)

    def bits(self, w_bits):
        if not self.any_bits and w_bits.nbits & 7 != 0:
            raise badarg()
        self.add(w_bits.nbits)
        if self.sink is not None:
            self.sink.put_bits(w_bits)


def iodata_bits(w_data, any_bits):
    """Number of bits; badarg if it is not I/O data."""
    walker = Walker(any_bits, None)
    walker.walk(w_data)
    return walker.total


def join_iodata(w_data, any_bits):
    """The W_Bits of I/O data (a bit string as it is); raises badarg,
    system_limit."""
    if isinstance(w_data, W_Bits):
        if not any_bits and w_data.nbits & 7 != 0:
            raise badarg()
        return w_data
    total = iodata_bits(w_data, any_bits)
    if total == 0:
        return EMPTY
    if total > MAX_BITS:
        raise system_limit()
    sink = new_sink(total)
    Walker(any_bits, sink).walk(w_data)
    return sink.finish()


def bits_bytes(w_bits):
    """The bytes (a str) of a bit string of whole bytes."""
    size = w_bits.nbits >> 3
    start = w_bits.off >> 3
    shift = w_bits.off & 7
    data = w_bits.data
    # for the annotator, to which strings of bit sinks may be None
    assert start >= 0 and size >= 0 and data is not None
    if shift == 0:
        if start == 0 and size == len(data):
            return data
        return data[start:start + size]
    builder = StringBuilder(size)
    for i in range(start, start + size):
        builder.append(chr(((ord(data[i]) << shift) |
                            (ord(data[i + 1]) >> (8 - shift))) & 0xFF))
    return builder.build()


def iodata_bytes(w_data):
    """The bytes of I/O data, a str; raises badarg, system_limit."""
    return bits_bytes(join_iodata(w_data, False))
