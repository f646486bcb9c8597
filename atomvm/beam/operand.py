"""Operands of instructions in the compact term encoding.

Defined by OTP's beam_asm.erl (encode/2) and beamreader_read_tagged in
erts/emulator/beam/beam_file.c.  Also used for the Line and AtU8 chunks.
"""
from rpython.rlib.rarithmetic import LONG_BIT
from rpython.rlib.rbigint import rbigint

from atomvm.beam.reader import Reader
from atomvm.term.cons import NIL
from atomvm.term.number import W_Int, mk_int, mk_big

WORD_BYTES = LONG_BIT // 8

# Tags (the low three bits) and what they are called in Arg.kind.
TAG_U, TAG_I, TAG_A, TAG_X, TAG_Y, TAG_F, TAG_H, TAG_EXT = range(8)
KIND_OF_TAG = 'uiaxyfh'

EXT_LIST = 1
EXT_FLOAT_REGISTER = 2
EXT_ALLOC_LIST = 3
EXT_LITERAL = 4
EXT_TYPED_REGISTER = 5


class Arg(object):
    """One operand.  Args are shared between instructions: never change one.

    kind  'u' number, 'i' integer, 'a' atom index (0 is nil), 'x', 'y', 'f'
          label, 'h' character, 'F' float register, 'l' literal index,
          'L' list, 'Z' allocation list, 'B' integer beyond a machine word
    val   the number (of items for 'L', of words for 'Z', 0 for 'B')
    w_value  the term, for kinds 'a', 'i', 'B' and 'l'; else None
    items    the Args of a list; else None
    type_index  index in the Type chunk of a typed register; else -1
    """
    _immutable_fields_ = ['kind', 'val', 'w_value', 'items[*]', 'type_index']

    def __init__(self, kind, val, w_value=None, items=None, type_index=-1):
        self.kind = kind
        self.val = val
        self.w_value = w_value
        self.items = items
        self.type_index = type_index


class Instr(object):
    """An instruction: opcode number, list of Arg, offset in the file."""
    _immutable_fields_ = ['op', 'args[*]', 'offset']

    def __init__(self, op, args, offset):
        self.op = op
        self.args = args
        self.offset = offset


def _one_byte_arg(byte):
    """The Arg that this byte alone encodes, or None: most operands are such."""
    tag = byte & 7
    if byte & 8 or tag == TAG_A or tag == TAG_EXT:
        return None
    w_value = None
    if tag == TAG_I:
        w_value = mk_int(byte >> 4)
    return Arg(KIND_OF_TAG[tag], byte >> 4, w_value)


ONE_BYTE = [_one_byte_arg(_byte) for _byte in range(256)]


class CompactReader(Reader):
    """Reads operands.  tagged() leaves its result in tag and num; w_num is
    the value instead of num where that is a 'B' (else None)."""

    def __init__(self, data, filename, chunk, base_offset, start, end):
        Reader.__init__(self, data, filename, chunk, base_offset, start, end)
        self.tag = 0
        self.num = 0
        self.w_num = None

    def tagged(self):
        """Read a tag and its number (for TAG_EXT, the kind of extension)."""
        byte = self.u8()
        self.tag = byte & 7
        self.w_num = None
        if byte & 8 == 0:
            self.num = byte >> 4
        elif byte & 16 == 0:
            self.num = ((byte >> 5) << 8) | self.u8()
        else:
            length = byte >> 5
            if length == 7:
                tag = self.tag
                length = self._long_length() + 9
                self.tag = tag
            else:
                length += 2
            self._wide(length)

    def _long_length(self):
        """The number that precedes integers of nine and more bytes."""
        start = self.pos
        byte = self.u8()
        if byte & 7 != TAG_U or (byte & 24) == 24 and (byte >> 5) > 1:
            raise self.error(start, 'bad length of an integer')
        if byte & 8 == 0:
            return byte >> 4
        if byte & 16 == 0:
            return ((byte >> 5) << 8) | self.u8()
        if byte >> 5 == 0:
            return self.u16()
        return (self.u8() << 16) | self.u16()

    def _wide(self, length):
        """Read a number of length bytes: signed for TAG_I."""
        start = self.pos
        self.need(length)
        data = self.data
        end = start + length
        pos = start
        if self.tag != TAG_I:
            while end - pos > WORD_BYTES and data[pos] == '\x00':
                pos += 1
        if end - pos > WORD_BYTES:
            self._bigger(start, end)
            return
        value = ord(data[pos])
        if value >= 128 and (self.tag == TAG_I or end - pos == WORD_BYTES):
            value -= 256
        pos += 1
        while pos < end:
            value = (value << 8) | ord(data[pos])
            pos += 1
        if value < 0 and self.tag != TAG_I:
            raise self.error(start, 'this number is too large')
        self.num = value
        self.pos = end

    def _bigger(self, start, end):
        """A number of more bytes than a word has: legal for integers only."""
        if self.tag != TAG_I:
            raise self.error(start, 'this number is too large')
        assert 0 <= start <= end
        w_num = mk_big(rbigint.frombytes(self.data[start:end], 'big', True))
        self.pos = end
        if isinstance(w_num, W_Int):
            self.num = w_num.intval
        else:
            self.num = 0
            self.w_num = w_num

    def unsigned(self):
        """Read a number with TAG_U."""
        start = self.pos
        self.tagged()
        if self.tag != TAG_U:
            raise self.error(start, 'a number was expected')
        return self.num


class OperandReader(CompactReader):
    """Reads the operands of a Code chunk whose module has these atoms (a list
    of W_Atom, the one at 0 unused), literals (a list of W_Term) and number of
    entries in the Type chunk (0: types are ignored)."""

    def __init__(self, data, filename, chunk, base_offset, start, end,
                 atoms, literals, n_types):
        CompactReader.__init__(self, data, filename, chunk, base_offset,
                               start, end)
        self.atoms = atoms
        self.literals = literals
        self.n_types = n_types
        self.atom_args = [None] * len(atoms)
        self.literal_args = [None] * len(literals)

    def arg(self):
        """The next operand."""
        pos = self.pos
        if pos < self.end:
            shared = ONE_BYTE[ord(self.data[pos])]
            if shared is not None:
                self.pos = pos + 1
                return shared
        self.tagged()
        if self.tag == TAG_EXT:
            return self._extended(pos)
        return self._plain(pos)

    def _plain(self, start):
        """The Arg of the tag and number that were just read."""
        tag = self.tag
        num = self.num
        if tag == TAG_A:
            return self._atom(start, num)
        if tag == TAG_I:
            w_num = self.w_num
            if w_num is not None:
                return Arg('B', 0, w_num)
            return Arg('i', num, mk_int(num))
        return Arg(KIND_OF_TAG[tag], num)

    def _atom(self, start, index):
        if index >= len(self.atom_args):
            raise self.error(start, 'there is no atom ' + str(index))
        arg = self.atom_args[index]
        if arg is None:
            if index == 0:
                arg = Arg('a', 0, NIL)
            else:
                arg = Arg('a', index, self.atoms[index])
            self.atom_args[index] = arg
        return arg

    def _extended(self, start):
        ext = self.num
        if ext == EXT_TYPED_REGISTER:
            return self._typed_register()
        if ext == EXT_LITERAL:
            return self._literal(start)
        if ext == EXT_LIST:
            return self._list(start)
        if ext == EXT_FLOAT_REGISTER:
            return Arg('F', self.unsigned())
        if ext == EXT_ALLOC_LIST:
            return self._alloc_list(start)
        raise self.error(start, 'unknown kind of operand ' + str(ext))

    def _typed_register(self):
        start = self.pos
        self.tagged()
        tag = self.tag
        num = self.num
        if tag != TAG_X and tag != TAG_Y:
            raise self.error(start, 'a register was expected')
        start = self.pos
        index = self.unsigned()
        if self.n_types == 0:
            index = -1
        elif index >= self.n_types:
            raise self.error(start, 'there is no type ' + str(index))
        return Arg(KIND_OF_TAG[tag], num, None, None, index)

    def _literal(self, start):
        index = self.unsigned()
        if index >= len(self.literal_args):
            raise self.error(start, 'there is no literal ' + str(index))
        arg = self.literal_args[index]
        if arg is None:
            arg = Arg('l', index, self.literals[index])
            self.literal_args[index] = arg
        return arg

    def _list(self, start):
        n = self.unsigned()
        self.need(n)            # each item takes a byte at least
        items = [None] * n
        for i in range(n):
            pos = self.pos
            # A list in a list would recurse; OTP has none.
            if pos < self.end and ord(self.data[pos]) in (0x17, 0x37):
                raise self.error(pos, 'a list in a list of operands')
            items[i] = self.arg()
        return Arg('L', n, None, items)

    def _alloc_list(self, start):
        n = self.unsigned()
        if n > 3:
            raise self.error(start, 'bad allocation list')
        total = 0
        for i in range(n):
            kind = self.unsigned()
            number = self.unsigned()
            if kind > 2 or number > 0xffffff:
                raise self.error(start, 'bad allocation list')
            total += number
        return Arg('Z', total)
