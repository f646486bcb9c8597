"""Natives of prim_buffer: a queue of bytes, a mutable reference.

OTP: erts/emulator/nifs/common/prim_buffer_nif.c.
"""
from rpython.rlib.rstring import StringBuilder

from atomvm.bif.gateway import bif, Any, Int
from atomvm.bif.newref import HI, WORDS
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.cons import list_items
from atomvm.term.effort import COPIED, SEARCHED, spend
from atomvm.term.fault import badarg, error
from atomvm.term.iodata import iodata_bytes
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Ref
from atomvm.term.tuple import tuple2

SMALL = 4096        # what is written in smaller pieces is joined

W_ACQUIRED = mk_atom('acquired')
W_BUSY = mk_atom('busy')
W_LOCK_ORDER_VIOLATION = mk_atom('lock_order_violation')
W_NOT_FOUND = mk_atom('not_found')


class W_Buffer(W_Ref):
    """pieces, from number first on, without the first start bytes of that,
    then what is in tail (tail_size bytes); total: of all that."""
    _attrs_ = __slots__ = ('pieces', 'first', 'start', 'tail', 'tail_size',
                           'total', 'locked')

    def __init__(self):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.tail = StringBuilder()
        self.locked = False
        self.tail_size = 0
        self.clear()

    def clear(self):
        self.pieces = []
        self.first = 0
        self.start = 0
        self.total = 0

    def write(self, data):
        if len(data) < SMALL:
            self.tail.append(data)
            self.tail_size += len(data)
        else:
            self.join_tail()
            self.pieces.append(data)
        self.total += len(data)

    def join_tail(self):
        if self.tail_size > 0:
            self.pieces.append(self.tail.build())
            self.tail = StringBuilder()
            self.tail_size = 0

    def head(self):
        """What is left of the first piece; there is one."""
        self.join_tail()
        piece = self.pieces[self.first]
        start = self.start
        assert start >= 0
        return piece[start:] if start > 0 else piece

    def skip(self, count):
        """count: at most total."""
        self.join_tail()
        self.total -= count
        while count > 0:
            left = len(self.pieces[self.first]) - self.start
            if count < left:
                self.start += count
                return
            count -= left
            self.pieces[self.first] = ''
            self.first += 1
            self.start = 0
        if self.total == 0:
            self.clear()

    def read(self, count):
        """Takes count bytes, at most total."""
        self.join_tail()
        builder = StringBuilder(count)
        i = self.first
        start = self.start
        left = count
        while left > 0:
            piece = self.pieces[i]
            end = min(start + left, len(piece))
            assert start >= 0 and end >= start
            builder.append_slice(piece, start, end)
            left -= end - start
            start = 0
            i += 1
        self.skip(count)
        return builder.build()

    def find(self, char):
        """The index of a byte, or -1."""
        self.join_tail()
        before = 0
        start = self.start
        for i in range(self.first, len(self.pieces)):
            piece = self.pieces[i]
            assert start >= 0
            found = piece.find(char, start)
            if found >= 0:
                return before + found - start
            before += len(piece) - start
            start = 0
        return -1


def _buffer(w_buffer):
    if not isinstance(w_buffer, W_Buffer):
        raise badarg()
    return w_buffer


def _part(w_buffer, count):
    """The W_Buffer, which has count bytes; badarg."""
    buf = _buffer(w_buffer)
    if count < 0 or count > buf.total:
        raise badarg()
    return buf


@bif('prim_buffer', 'new', 0, host=True)
def new_0():
    return W_Buffer()


@bif('prim_buffer', 'size', 1, host=True)
def size_1(w_buffer):
    return mk_int(_buffer(w_buffer).total)


@bif('prim_buffer', 'peek_head', 1, host=True)
def peek_head_1(w_buffer):
    buf = _buffer(w_buffer)
    if buf.total == 0:
        raise badarg()
    return mk_binary(buf.head())


@bif('prim_buffer', 'copying_read', 2, args=[Any, Int], host=True)
def copying_read_2(w_buffer, count):
    buf = _part(w_buffer, count)
    spend(count << 3 >> COPIED)
    return mk_binary(buf.read(count))


@bif('prim_buffer', 'write', 2, host=True)
def write_2(w_buffer, w_data):
    buf = _buffer(w_buffer)
    data = iodata_bytes(_binaries(w_data))
    spend(len(data) << 3 >> COPIED)
    buf.write(data)
    return atoms.ok


@bif('prim_buffer', 'skip', 2, args=[Any, Int], host=True)
def skip_2(w_buffer, count):
    _part(w_buffer, count).skip(count)
    return atoms.ok


@bif('prim_buffer', 'find_byte_index', 2, args=[Any, Int], host=True)
def find_byte_index_2(w_buffer, byte):
    buf = _buffer(w_buffer)
    if byte < 0 or byte > 255:
        raise badarg()
    found = buf.find(chr(byte))
    spend((buf.total if found < 0 else found) >> SEARCHED)
    if found < 0:
        return W_NOT_FOUND
    return tuple2(atoms.ok, mk_int(found))


@bif('prim_buffer', 'try_lock', 1, host=True)
def try_lock_1(w_buffer):
    buf = _buffer(w_buffer)
    if buf.locked:
        return W_BUSY
    buf.locked = True
    return W_ACQUIRED


@bif('prim_buffer', 'unlock', 1, host=True)
def unlock_1(w_buffer):
    buf = _buffer(w_buffer)
    if not buf.locked:
        raise error(W_LOCK_ORDER_VIOLATION)
    buf.locked = False
    return atoms.ok


def _binaries(w_list):
    """A list that has nothing but binaries; badarg."""
    items = list_items(w_list)
    if items is None:
        raise badarg()
    for w_item in items:
        if not isinstance(w_item, W_Bits) or not w_item.is_binary():
            raise badarg()
    return w_list
