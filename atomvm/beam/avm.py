"""AtomVM's packs (.avm): several files one after the other, read in place.

    24 bytes   "#!/usr/bin/env AtomVM\\n" and two zeros
    entries    of a multiple of 4 bytes each; numbers are big-endian:
               size of all of it, flags, 0, name (ends with zeros), data
    16 bytes   an entry of size 0, "end"

The data of a plain file begins with its length, that of a .beam file has its
own (AtomVM: src/libAtomVM/avmpack.c, packbeam).
"""
from rpython.rtyper.lltypesystem import lltype

from atomvm.beam.code import HALVES
from atomvm.error import LoadError

NO_IMAGE = lltype.nullptr(HALVES.TO)
IMAGE = 'AvmI'
IMAGE_AT = 20       # of a file: FOR1, size, BEAM, the chunk's name, its size

MAGIC = '#!/usr/bin/env AtomVM\n\x00\x00'
HEAD = 12           # bytes of an entry before its name
END_SIZE = 16

FLAG_START = 1      # a module that exports start/0
FLAG_BEAM = 2
FLAG_FILE = 4

EMPTY = 0           # states of a slot: erased flash memory, a pack, neither
PACK = 1
OTHER = 2


class Item(object):
    """A file in a pack: its name, flags, and where in it its data lies."""
    _immutable_fields_ = ['name', 'flags', 'start', 'end']

    def __init__(self, name, flags, start, end):
        self.name = name
        self.flags = flags
        self.start = start
        self.end = end


class Pack(object):
    """An open pack: where it is (for messages), its Memory, and the name that
    atomvm:close_avm_pack/2 and get_start_beam/1 know it by, '' for none."""

    def __init__(self, where, memory, name=''):
        self.where = where
        self.name = name
        self.memory = memory
        self.pos = len(MAGIC)

    def error(self, at, message):
        return LoadError(self.where, '', at, message)

    def u32(self, at):
        memory = self.memory
        if at + 4 > memory.size:
            raise self.error(at, 'the pack is truncated')
        high = memory.byte(at)
        if high >= 0x80:
            raise self.error(at, 'bad number in the pack')
        return (high << 24 | memory.byte(at + 1) << 16 |
                memory.byte(at + 2) << 8 | memory.byte(at + 3))

    def rewind(self):
        """next_item() starts with the first one."""
        self.pos = len(MAGIC)

    def next_item(self):
        """The next Item, or None at the end; LoadError if it is damaged."""
        at = self.pos
        size = self.u32(at)
        if size == 0:
            if at + END_SIZE > self.memory.size:
                raise self.error(at, 'the pack is truncated')
            return None
        if size < HEAD or size & 3 != 0 or size > self.memory.size - at:
            raise self.error(at, 'bad size of an entry: ' + str(size))
        flags = self.u32(at + 4)
        end = at + size
        self.pos = end
        start = at + HEAD
        after = start
        while after < end and self.memory.byte(after) != 0:
            after += 1
        if after == end:
            raise self.error(start, 'the name of an entry has no end')
        name = self.memory.part(start, after)
        data = (after + 4) & ~3
        if data > end:
            raise self.error(start, 'the name of an entry has no end')
        if flags & FLAG_BEAM == 0 and flags & FLAG_FILE != 0:
            length = self.u32(data)
            data += 4
            if length > end - data:
                raise self.error(data - 4, 'bad length of a file: ' +
                                 str(length))
            end = data + length
        return Item(name, flags, data, end)

    def find(self, name):
        """The Item of this name, or None."""
        self.rewind()
        while True:
            item = self.next_item()
            if item is None or item.name == name:
                return item

    def find_start(self):
        """The first module that is marked to be started, or None."""
        self.rewind()
        while True:
            item = self.next_item()
            if item is None or item.flags & FLAG_START != 0:
                return item

    def check(self):
        """LoadError unless the whole pack is sound."""
        self.rewind()
        while self.next_item() is not None:
            pass

    def data(self, item):
        return self.memory.part(item.start, item.end)

    def image(self, item):
        """The image that a .beam file begins with (chunk AvmI,
        see image.py), NULL if it has none."""
        start = item.start + IMAGE_AT
        if (start >= item.end or
                self.memory.part(item.start + 12, item.start + 16) != IMAGE):
            return NO_IMAGE
        return self.memory.halves(start)


def state_of(memory):
    """What a slot holds, by its first bytes."""
    n = len(MAGIC)
    if memory.size < n:
        return OTHER
    if memory.part(0, n) == MAGIC:
        return PACK
    first = memory.byte(0)
    if first != 0xff and first != 0:
        return OTHER
    for i in range(n):
        if memory.byte(i) != first:
            return OTHER
    return EMPTY
