"""A .beam file in memory: load_file() reads its chunks and verifies them.

Chunks: OTP's beam_asm.erl (build_file/8) and erts/emulator/beam/beam_file.c.
The result still has OTP's instructions; flow.py and emit.py go on from there.
"""
from rpython.rlib.rmd5 import RMD5

from atomvm.beam import line
from atomvm.beam.chunk import (plain, parse_chunks, inflate, WBITS_ZLIB,
                               MAX_INFLATED, MAX_RATIO)
from atomvm.beam.opcode import (KINDS, MAX_OPCODE, SUPPORTED, OP_INT_CODE_END,
                                name_of)
from atomvm.beam.operand import CompactReader, Instr, OperandReader
from atomvm.beam.typeinfo import read_types
from atomvm.beam.verify import verify
from atomvm.error import ErlangError, LoadError
from atomvm.term.atom import MAX_CHARACTERS, mk_atom
from atomvm.term.cons import NIL
from atomvm.term.etf import decode_literal

INSTRUCTION_SET = 0

NO_ARGS = []


class ImportRef(object):
    """An imported function w_module:w_name/arity."""
    _immutable_fields_ = ['w_module', 'w_name', 'arity']

    def __init__(self, w_module, w_name, arity):
        self.w_module = w_module
        self.w_name = w_name
        self.arity = arity


class FunctionRef(object):
    """A function of this module, exported or local, and its entry label."""
    _immutable_fields_ = ['w_name', 'arity', 'label']

    def __init__(self, w_name, arity, label):
        self.w_name = w_name
        self.arity = arity
        self.label = label


class LambdaRef(object):
    """An entry of the FunT chunk; arity counts the nfree free variables."""
    _immutable_fields_ = ['w_name', 'arity', 'label', 'index', 'nfree', 'uniq']

    def __init__(self, w_name, arity, label, index, nfree, uniq):
        self.w_name = w_name
        self.arity = arity
        self.label = label
        self.index = index
        self.nfree = nfree
        self.uniq = uniq


class BeamFile(object):
    """What a .beam file says.

    filename, w_name (the module), atoms (list of W_Atom; 0 is a filler)
    max_opcode, label_count, function_count  of the code's header
    instrs (Instr list)  code_offset, code_size (bytes)
    imports (ImportRef)  exports, locals (FunctionRef)  funs (LambdaRef)
    strings (str)  literals (list of W_Term)  lines (line.LineTable)
    types (list of typeinfo.TypeInfo, empty if there are none that we know)
    attributes, compile_info, meta  terms, NIL where missing
    md5 (str of 16 bytes)  max_x (highest x register + 1)  n_fregs
    functions, label_at  made by the verifier: see verify.py
    """

    def __init__(self, data, filename):
        self.data = data
        self.filename = filename
        self.chunks = parse_chunks(data, filename)
        self.w_name = None
        self.atoms = []
        self.max_opcode = 0
        self.label_count = 0
        self.function_count = 0
        self.instrs = []
        self.code_offset = 0
        self.code_size = 0
        self.imports = []
        self.exports = []
        self.locals = []
        self.funs = []
        self.strings = ''
        self.literals = []
        self.lines = line.no_lines('')
        self.types = []
        self.attributes = NIL
        self.compile_info = NIL
        self.meta = NIL
        self.md5 = ''
        self.max_x = 0
        self.n_fregs = 0
        self.functions = []
        self.label_at = []

    def has(self, chunk):
        return chunk in self.chunks

    def reader(self, chunk):
        """A CompactReader of a chunk; LoadError if it is missing."""
        if chunk not in self.chunks:
            raise LoadError(self.filename, chunk, -1, 'the chunk is missing')
        offset, size = self.chunks[chunk]
        return CompactReader(self.data, self.filename, chunk, 0, offset,
                             offset + size)

    def bytes_of(self, chunk):
        """The bytes of a chunk, '' if it is missing."""
        if chunk not in self.chunks:
            return ''
        offset, size = self.chunks[chunk]
        end = offset + size
        assert offset >= 0
        assert end >= offset
        return self.data[offset:end]

    def atom(self, reader, at, index):
        """Atom number index, which was read at position at."""
        if index < 1 or index >= len(self.atoms):
            raise reader.error(at, 'there is no atom ' + str(index))
        return self.atoms[index]


def load_file(data, filename):
    """The verified BeamFile of the bytes of a .beam file (a str); LoadError
    says what is wrong with it.  filename is for messages only."""
    f = BeamFile(plain(data, filename), filename)
    _read_atoms(f)
    f.w_name = f.atoms[1]
    _read_imports(f)
    f.exports = _read_functions(f, 'ExpT')
    if f.has('LocT'):
        f.locals = _read_functions(f, 'LocT')
    if f.has('FunT'):
        _read_lambdas(f)
    f.strings = f.bytes_of('StrT')
    if f.has('LitT'):
        _read_literals(f, 'LitT')
    elif f.has('LitU'):
        _read_literals(f, 'LitU')
    if f.has('Type'):
        f.types = read_types(f.reader('Type'))
    if f.has('Line'):
        offset, size = f.chunks['Line']
        f.lines = line.read_lines(f.data, filename, offset, size,
                                  f.w_name.name)
    else:
        f.lines = line.no_lines(f.w_name.name)
    f.attributes = _read_term(f, 'Attr')
    f.compile_info = _read_term(f, 'CInf')
    f.meta = _read_term(f, 'Meta')
    f.md5 = _checksum(f)
    _read_code(f)
    verify(f)
    return f


# ------------------------------------------------------------------ tables

def _read_atoms(f):
    latin1 = not f.has('AtU8')
    if latin1:
        reader = f.reader('Atom')
    else:
        reader = f.reader('AtU8')
    at = reader.pos
    n = reader.i32()
    long_counts = n < 0         # since OTP 28
    if long_counts:
        n = -n
    if n < 1 or n > reader.left():
        raise reader.error(at, 'bad number of atoms: ' + str(n))
    f.atoms = [mk_atom('')] * (n + 1)
    for i in range(1, n + 1):
        at = reader.pos
        if long_counts:
            length = reader.unsigned()
        else:
            length = reader.u8()
        name = reader.take(length)
        if latin1:
            name = _utf8_from_latin1(name)
        elif not _is_atom_text(name):
            raise reader.error(at, 'bad name of an atom')
        f.atoms[i] = mk_atom(name)


def _utf8_from_latin1(name):
    for c in name:
        if ord(c) >= 128:
            break
    else:
        return name
    chars = []
    for c in name:
        code = ord(c)
        if code < 128:
            chars.append(c)
        else:
            chars.append(chr(0xc0 | code >> 6))
            chars.append(chr(0x80 | code & 0x3f))
    return ''.join(chars)


def _is_atom_text(name):
    """Is it UTF-8 (RFC 3629) of at most 255 characters?"""
    characters = 0
    i = 0
    n = len(name)
    while i < n:
        lead = ord(name[i])
        i += 1
        characters += 1
        if lead < 0x80:
            continue
        low = 0x80
        high = 0xbf
        if 0xc2 <= lead <= 0xdf:
            more = 1
        elif 0xe0 <= lead <= 0xef:
            more = 2
            if lead == 0xe0:
                low = 0xa0
            elif lead == 0xed:
                high = 0x9f
        elif 0xf0 <= lead <= 0xf4:
            more = 3
            if lead == 0xf0:
                low = 0x90
            elif lead == 0xf4:
                high = 0x8f
        else:
            return False
        for _ in range(more):
            if i >= n or not low <= ord(name[i]) <= high:
                return False
            low = 0x80
            high = 0xbf
            i += 1
    return characters <= MAX_CHARACTERS


def _arity(reader):
    at = reader.pos
    arity = reader.u32()
    if arity > 255:
        raise reader.error(at, 'bad arity ' + str(arity))
    return arity


def _read_imports(f):
    reader = f.reader('ImpT')
    n = reader.count(12)
    imports = [None] * n
    for i in range(n):
        at = reader.pos
        w_module = f.atom(reader, at, reader.u32())
        w_name = f.atom(reader, at, reader.u32())
        imports[i] = ImportRef(w_module, w_name, _arity(reader))
    f.imports = imports


def _read_functions(f, chunk):
    reader = f.reader(chunk)
    n = reader.count(12)
    functions = [None] * n
    for i in range(n):
        at = reader.pos
        w_name = f.atom(reader, at, reader.u32())
        arity = _arity(reader)
        functions[i] = FunctionRef(w_name, arity, reader.u32())
    return functions


def _read_lambdas(f):
    reader = f.reader('FunT')
    n = reader.count(24)
    funs = [None] * n
    for i in range(n):
        at = reader.pos
        w_name = f.atom(reader, at, reader.u32())
        arity = _arity(reader)
        label = reader.u32()
        index = reader.u32()
        nfree = reader.u32()
        uniq = reader.i32()
        if nfree > arity:
            raise reader.error(at, 'a fun with more free variables than '
                               'arguments')
        funs[i] = LambdaRef(w_name, arity, label, index, nfree, uniq)
    f.funs = funs


# ------------------------------------------------------------------- terms

def _decode(reader, pos, end):
    """The term at pos, which must end by end."""
    try:
        w_term, pos = decode_literal(reader.data, pos)
    except ErlangError:
        raise reader.error(pos, 'bad term')
    if pos > end:
        raise reader.error(pos, 'bad term')
    return w_term


def _read_term(f, chunk):
    """The term of a chunk, NIL if the chunk is missing or empty."""
    if not f.has(chunk):
        return NIL
    reader = f.reader(chunk)
    if reader.at_end():
        return NIL
    return _decode(reader, reader.pos, reader.end)


def _read_literals(f, chunk):
    """LitT: zlib-compressed, or plain (size 0, since OTP 28).  LitU, which
    AtomVM's packbeam makes of it: plain, without a size."""
    reader = f.reader(chunk)
    at = reader.pos
    size = 0
    if chunk == 'LitT':
        size = reader.u32()
    if size > 0:
        if (size > MAX_INFLATED or
                size // MAX_RATIO > reader.left()):
            raise reader.error(at, 'bad size of the literals')
        inflated = inflate(reader.take(reader.left()), WBITS_ZLIB, size)
        if inflated is None or len(inflated) != size:
            raise reader.error(at, 'damaged zlib data')
        # offsets in errors: that of the chunk and in the inflated data
        reader = CompactReader(inflated, f.filename, 'LitT', at, 0, size)
    n = reader.count(5)
    literals = [NIL] * n
    for i in range(n):
        size = reader.u32()
        reader.need(size)
        end = reader.pos + size
        literals[i] = _decode(reader, reader.pos, end)
        reader.pos = end
    f.literals = literals


# ---------------------------------------------------------------- checksum

def file_checksum(data):
    """The checksum of a .beam file without gzip compression.  LoadError if
    the tables that OTP's own reader looks at are damaged or missing; of the
    code that is only the header."""
    f = BeamFile(data, '')
    _read_atoms(f)
    _read_imports(f)
    f.exports = _read_functions(f, 'ExpT')
    if f.has('FunT'):
        _read_lambdas(f)
    if f.has('LitT'):
        _read_literals(f, 'LitT')
    _read_code_header(f)
    return _checksum(f)


def _checksum(f):
    """As beam_lib:md5/1 has it: of the chunks that matter, in this order,
    without the old_uniq fields of the fun table."""
    md5 = RMD5()
    for chunk in ['Atom', 'AtU8', 'Code', 'StrT', 'ImpT', 'ExpT']:
        md5.update(f.bytes_of(chunk))
    table = f.bytes_of('FunT')
    if len(table) >= 4:
        md5.update(table[:4])
        pos = 4
        while len(table) - pos >= 24:
            assert pos >= 0
            md5.update(table[pos:pos + 20])
            md5.update('\x00\x00\x00\x00')
            pos += 24
        assert pos >= 0
        md5.update(table[pos:])
    md5.update(f.bytes_of('LitT'))
    md5.update(f.bytes_of('Meta'))
    return md5.digest()


# -------------------------------------------------------------------- code

def _read_code_header(f):
    """The reader of the Code chunk, which has read the header."""
    reader = f.reader('Code')
    header = reader.pos
    header_size = reader.u32()
    if header_size < 16 or header_size > reader.left():
        raise reader.error(header, 'bad size of the header')
    start = reader.pos + header_size
    at = reader.pos
    instruction_set = reader.u32()
    if instruction_set != INSTRUCTION_SET:
        raise reader.error(at, 'compiled for a newer OTP: instruction set ' +
                           str(instruction_set))
    at = reader.pos
    f.max_opcode = reader.u32()
    if f.max_opcode > MAX_OPCODE:
        raise reader.error(at, 'compiled for a newer OTP: its opcode ' +
                           str(f.max_opcode) + ' is unknown')
    f.label_count = reader.u32()
    f.function_count = reader.u32()
    f.code_offset = start
    f.code_size = reader.end - start
    return reader


def _read_code(f):
    reader = _read_code_header(f)
    operands = OperandReader(f.data, f.filename, 'Code', 0, f.code_offset,
                             reader.end, f.atoms, f.literals, len(f.types))
    f.instrs = _read_instrs(operands)


def _read_instrs(reader):
    """All instructions up to int_code_end."""
    instrs = []
    while True:
        offset = reader.pos
        op = reader.u8()
        if op == 0 or op > MAX_OPCODE or not SUPPORTED[op]:
            raise _bad_opcode(reader, offset, op)
        n = len(KINDS[op])
        if n == 0:
            args = NO_ARGS
        else:
            args = [None] * n
            for i in range(n):
                args[i] = reader.arg()
        instrs.append(Instr(op, args, offset))
        if op == OP_INT_CODE_END:
            return instrs


def _bad_opcode(reader, offset, op):
    if op > MAX_OPCODE:
        return reader.error(offset, 'compiled for a newer OTP: its opcode ' +
                            str(op) + ' is unknown')
    if op == 0:
        return reader.error(offset, 'there is no opcode 0')
    return reader.error(offset, 'compiled for a very old OTP: opcode ' +
                        str(op) + ' (' + name_of(op) + ')')
