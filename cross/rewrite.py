"""Writes a .beam file anew with some of its functions, and with no more atoms,
imports, literals, funs, strings and lines than these use.

The bytes of the code are copied; only numbers of what has moved change.  The
formats are those of OTP's beam_asm.erl; see beam/module.py, which reads them.
"""
import bisect
import struct
import zlib

from atomvm.beam.module import INSTRUCTION_SET
from atomvm.beam.opcode import (
    GROUPS, INFOS, OP_BS_CREATE_BIN, OP_BS_MATCH_STRING, OP_BS_PUT_STRING,
    OP_INT_CODE_END)
from atomvm.beam.operand import (
    CompactReader, EXT_ALLOC_LIST, EXT_FLOAT_REGISTER, EXT_LIST, EXT_LITERAL,
    EXT_TYPED_REGISTER, TAG_A, TAG_EXT, TAG_F, TAG_I, TAG_U)
from cross import pack
from cross.calls import LINE_OPERAND

UNKNOWN = ('Recs',)     # chunks that may refer to others in ways not known here


class Numbers(object):
    """New numbers, first come first served, of what is used: get(old)."""

    def __init__(self, first):
        self.first = first
        self.new = {}
        self.order = []         # the old ones, by new number

    def get(self, old):
        if old not in self.new:
            self.new[old] = self.first + len(self.order)
            self.order.append(old)
        return self.new[old]


def compact(tag, value):
    """The encoding of a tagged number that is not negative."""
    if value < 16:
        return chr(value << 4 | tag)
    if value < 2048:
        return chr(value >> 8 << 5 | 8 | tag) + chr(value & 255)
    size = 2
    while value >> 8 * size - 1:        # the highest bit would be a sign
        size += 1
    text = ''.join(chr(value >> 8 * i & 255) for i in reversed(range(size)))
    return chr(size - 2 << 5 | 24 | tag) + text


def words(*numbers):
    return struct.pack('>%dI' % len(numbers), *numbers)


def can_rewrite(data, name):
    return not set(UNKNOWN) & set(dict(pack.chunks(data, name)))


def rewrite(module, keep):
    """The bytes of a .beam file with these functions, {(name, arity)}, of a
    calls.Module.  Other functions must not be mentioned in them."""
    return Rewriter(module, keep).beam()


class Rewriter(object):
    def __init__(self, module, keep):
        f = module.beamfile
        self.f = f
        self.kept = sorted((x for ref, x in module.functions.items() if ref in keep),
                           key=lambda function: function.start)
        self.keep = keep
        self.atoms = Numbers(1)
        self.labels = Numbers(1)
        self.imports = Numbers(0)
        self.literals = Numbers(0)
        self.funs = Numbers(0)
        self.lines = Numbers(1)
        self.by_name = dict((w.name, i) for i, w in enumerate(f.atoms) if i)
        self.strings = Strings(f.strings, self.instructions())
        self.moved = {          # what plain numbers are, by the operand's letter
            'e': self.imports.get, 'b': self.imports.get, 'F': self.funs.get,
            'G': self.funs.get, 'f': self.labels.get, 'o': self.strings.place,
            'line': self.line}
        self.atoms.get(1)               # the module's own name

    def instructions(self):
        for function in self.kept:
            for ins in self.f.instrs[function.start:function.end]:
                yield ins

    def beam(self):
        code = self.code()
        made = {'Code': code, 'ImpT': self.import_table(),
                'ExpT': self.function_table(self.f.exports),
                'LocT': self.function_table(self.f.locals),
                'FunT': self.fun_table(), 'StrT': self.strings.table,
                'LitT': self.literal_table('LitT'),
                'LitU': self.literal_table('LitU'), 'Line': self.line_table()}
        made['AtU8'] = made['Atom'] = self.atom_table()     # all are known now
        body = 'BEAM'
        for name, content in pack.chunks(self.f.data, self.f.filename):
            content = made.get(name, content)
            if name == 'StrT' or len(content) > 0:
                body += pack.chunk_of(name, content)
        return pack.beam_file(body)

    # ------------------------------------------------------------------ code

    def code(self):
        reader = self.f.reader('Code')
        code = ''.join([self.instruction(reader, ins)
                        for ins in self.instructions()])
        return words(16, INSTRUCTION_SET, self.f.max_opcode,
                     1 + len(self.labels.order),
                     len(self.kept)) + code + chr(OP_INT_CODE_END)

    def instruction(self, reader, ins):
        reader.pos = ins.offset + 1
        letters = INFOS[ins.op].letters
        pieces = [chr(ins.op)]
        for i, letter in enumerate(letters):
            if letter == 't' and LINE_OPERAND.get(ins.op) == i:
                letter = 'line'
            elif i == len(letters) - 1 and ins.op in (OP_BS_PUT_STRING,
                                                      OP_BS_MATCH_STRING):
                letter = 'o'
            elif INFOS[ins.op].name == 'label':
                letter = 'f'
            pieces.append(self.operand(reader, letter, GROUPS[ins.op]))
        return ''.join(pieces)

    def operand(self, reader, letter, group):
        """The new bytes of the operand that is read next."""
        start = reader.pos
        reader.tagged()
        tag, value = reader.tag, reader.num
        if tag == TAG_A and value:
            return compact(TAG_A, self.atoms.get(value))
        if tag == TAG_F and value:
            return compact(TAG_F, self.labels.get(value))
        if tag == TAG_U and letter in self.moved:
            return compact(TAG_U, self.moved[letter](value))
        if tag == TAG_EXT and value == EXT_LIST:
            n = reader.unsigned()
            head = reader.data[start:reader.pos]
            return head + ''.join([
                self.operand(reader, group[i % len(group)], group)
                for i in range(n)])
        if tag == TAG_EXT and value == EXT_LITERAL:
            return reader.data[start:start + 1] + compact(
                TAG_U, self.literals.get(reader.unsigned()))
        if tag == TAG_EXT:
            skip(reader, value)
        return reader.data[start:reader.pos]

    def line(self, item):
        return self.lines.get(item) if item else 0

    # ---------------------------------------------------------------- tables

    def atom(self, w_atom):
        return self.atoms.get(self.by_name[w_atom.name])

    def atom_table(self):
        names = [self.f.atoms[old].name for old in self.atoms.order]
        if not self.f.has('AtU8'):
            names = [name.decode('utf-8').encode('latin-1') for name in names]
        elif ord(self.f.bytes_of('AtU8')[0]) & 0x80:    # since OTP 28
            return struct.pack('>i', -len(names)) + ''.join(
                [compact(TAG_U, len(name)) + name for name in names])
        return words(len(names)) + ''.join([chr(len(name)) + name
                                            for name in names])

    def import_table(self):
        refs = [self.f.imports[old] for old in self.imports.order]
        return words(len(refs)) + ''.join(
            [words(self.atom(ref.w_module), self.atom(ref.w_name), ref.arity)
             for ref in refs])

    def function_table(self, refs):
        """ExpT or LocT."""
        refs = [ref for ref in refs if (ref.w_name.name, ref.arity) in self.keep]
        return words(len(refs)) + ''.join(
            [words(self.atom(ref.w_name), ref.arity, self.labels.get(ref.label))
             for ref in refs])

    def fun_table(self):
        refs = [self.f.funs[old] for old in self.funs.order]
        if not refs:
            return ''
        return words(len(refs)) + ''.join(
            [words(self.atom(ref.w_name), ref.arity, self.labels.get(ref.label), i,
                   ref.nfree, ref.uniq & 0xffffffff) for i, ref in enumerate(refs)])

    def literal_table(self, chunk):
        if not self.literals.order or not self.f.has(chunk):
            return ''
        texts = literal_texts(self.f, chunk)
        texts = [texts[old] for old in self.literals.order]
        table = words(len(texts)) + ''.join([words(len(t)) + t for t in texts])
        if chunk == 'LitT':
            return words(len(table)) + zlib.compress(table)
        return table

    def line_table(self):
        if not self.f.lines.count():
            return ''
        files = Numbers(1)
        text = ''
        current = 0
        for item in self.lines.order:
            name, line = self.f.lines.position(item)
            number = files.get(name) if name else 0
            if number != current:
                text += compact(TAG_A, number)
                current = number
            text += compact(TAG_I, line)
        names = [self.f.lines.names[old] for old in files.order]
        flags = self.f.bytes_of('Line')[4:8]
        return words(0) + flags + words(
            sum(ins.op in LINE_OPERAND for ins in self.instructions()),
            len(self.lines.order), len(names)) + text + ''.join(
                [struct.pack('>H', len(name)) + name for name in names])


def skip(reader, kind):
    """Read what follows the first byte of such an operand."""
    if kind == EXT_TYPED_REGISTER:
        reader.tagged()
        reader.unsigned()
    elif kind == EXT_FLOAT_REGISTER:
        reader.unsigned()
    else:
        assert kind == EXT_ALLOC_LIST
        for _ in range(2 * reader.unsigned()):
            reader.unsigned()


def literal_texts(f, chunk):
    """The bytes of the literals, in the external term format."""
    table = f.bytes_of(chunk)
    if chunk == 'LitT':
        size, = struct.unpack('>I', table[:4])
        table = zlib.decompress(table[4:]) if size else table[4:]
    reader = CompactReader(table, f.filename, chunk, 0, 0, len(table))
    return [reader.take(reader.u32()) for _ in range(reader.u32())]


class Strings(object):
    """The parts of the string table that instructions use."""

    def __init__(self, table, instructions):
        used = [False] * len(table)
        for ins in instructions:
            for at, size in strings_of(ins):
                used[at:at + size] = [True] * size
        self.starts = [i for i in range(len(table))
                       if used[i] and not (i and used[i - 1])]
        self.places = []
        self.table = ''
        for start in self.starts:
            end = start
            while end < len(table) and used[end]:
                end += 1
            self.places.append(len(self.table))
            self.table += table[start:end]

    def place(self, at):
        """The new place of what is at a place of the old table."""
        i = bisect.bisect(self.starts, at) - 1
        return self.places[i] + at - self.starts[i] if i >= 0 else 0


def strings_of(ins):
    """[(place, bytes)] in the string table of an instruction."""
    args = ins.args
    if ins.op == OP_BS_PUT_STRING:
        return [(args[1].val, args[0].val)]
    if ins.op == OP_BS_MATCH_STRING:
        return [(args[3].val, args[2].val + 7 >> 3)]
    if ins.op == OP_BS_CREATE_BIN:
        items = args[5].items
        return [(items[k + 4].val, items[k + 5].val)
                for k in range(0, len(items), 6) if items[k + 4].kind == 'u']
    return []
