"""Makes images of modules for boards: see atomvm/beam/image.py, which reads
them in place.

The VM's own loader decodes the .beam file here, on the host; what comes of it
is written down as 16-bit numbers.
"""
import struct

from atomvm import config, natives
from atomvm.beam import image
from atomvm.beam.code import HALVES, MAX_HALF
from atomvm.beam.emit import emit_module
from atomvm.beam.flow import analyse
from atomvm.beam.module import load_file
from atomvm.beam.opcode import OP_FUNC_INFO, OP_ON_LOAD
from atomvm.term.atom import TABLE, mk_atom
from atomvm.term.cons import NIL
from atomvm.term.etf_encode import encode
from cross.rpy32.flash import CONSTANT_LISTS
from rpython.rtyper.lltypesystem import lltype, rffi


assert natives      # which functions are natives is part of the code


class NotForBoards(Exception):
    """A module that has a number beyond 16 bits where a half is."""


class Writer(object):
    def __init__(self):
        self.sections = [[] for _ in range(image.SECTIONS)]
        self.items = []         # halves of items and tables, behind sections
        self.places = {}        # text -> its place
        self.atoms = {}         # name -> number

    def add(self, section, *numbers):
        self.sections[section].extend(numbers)

    def put(self, halves):
        """The place of these halves, which are now behind the other items."""
        place = len(self.items) // 2
        self.items += halves + [0] * (len(halves) & 1)
        return place

    def item(self, text):
        """The place of the bytes of text."""
        if text not in self.places:
            padded = text + '\0' * (len(text) & 1)
            self.places[text] = self.put([len(text)] + list(
                struct.unpack('<%dH' % (len(padded) // 2), padded)))
        return self.places[text]

    def atom(self, w_atom):
        """The number of an atom."""
        name = w_atom.name
        if name not in self.atoms:
            self.atoms[name] = len(self.atoms)
            self.add(image.ATOMS, self.item(name))
        return self.atoms[name]

    def finish(self, head):
        """The halves of the image; head: halves 10 to 23."""
        start = image.HEAD + 4 * image.SECTIONS
        directory, body = [], []
        for section in self.sections:
            directory += long_(start + len(body)) + long_(len(section))
            body += section
        body += [0] * (len(body) & 1)
        rest = (long_(image.FORMAT) + long_(start + len(body)) + head + directory +
                body + self.items)
        if max(rest) > MAX_HALF or min(rest) < 0:
            raise NotForBoards
        return (long_(image.MAGIC) + long_(len(rest) + 6) +
                long_(sum(rest) & image.MAX_NUMBER) + rest)


def long_(number):
    """The two halves of a number of 32 bits."""
    return [number & MAX_HALF, number >> 16 & MAX_HALF]


def make(data, name):
    """The bytes of the image of a .beam file; LoadError, NotForBoards."""
    assert config.BOARD, 'run it with ATOMVM_BOARD=1'
    beamfile = load_file(data, name)
    code = emit_module(beamfile, analyse(beamfile))
    w = Writer()
    w.add(image.OPS, *[int(half) for half in code.ops.raw])
    module = w.atom(beamfile.w_name)
    for w_literal in code.lits:
        w.add(image.LITERALS, w.item(term_bytes(w_literal)))
    numbers = []                # of attributes and compile info
    for w_term in (beamfile.attributes, beamfile.compile_info):
        if w_term is NIL:
            numbers.append(0)
        else:
            w.add(image.LITERALS, w.item(term_bytes(w_term)))
            numbers.append(len(w.sections[image.LITERALS]))
    for export in code.imports:
        w.add(image.IMPORTS, w.atom(export.w_module), w.atom(export.w_name),
              export.arity | (image.NATIVE if export.bif is not None else 0))
    for entry in code.rets:
        w.add(image.RETURNS, entry.pc, live(entry), entry.handler + 1,
              entry.line_pc, entry.slots)
    functions = dict((f.entry.pc, i) for i, f in enumerate(code.functions))
    for fun, entry in zip(code.funs, code.fun_entries):
        w.add(image.FUNS_, w.atom(fun.w_name), fun.arity, fun.nfree, fun.index,
              *(long_(fun.uniq) + [functions[entry.pc]]))
    for table in code.tables:
        write_table(w, table)
    w.add(image.HANDLER_PCS, *code.handler_pcs)
    w.add(image.HANDLERS, *[pc + 1 for pc in code.handlers])
    w.add(image.LINE_PCS, *code.line_pcs)
    w.add(image.LINES, *code.lines)
    w.add(image.FUNCTION_PCS, *code.function_pcs)
    for f in code.functions:
        w.add(image.FUNCTIONS, w.atom(f.w_name), f.arity, f.entry.pc,
              live(f.entry))
    by_name = dict(((f.w_name, f.arity), i)
                   for i, f in enumerate(code.functions))
    for ref in beamfile.exports:
        w.add(image.EXPORTS_, w.atom(ref.w_name), ref.arity,
              by_name[ref.w_name, ref.arity])
    w.add(image.STRINGS, w.item(beamfile.strings))
    if any(beamfile.lines.file_of):
        w.add(image.LINE_FILES, *beamfile.lines.file_of)
    w.add(image.LINE_NUMBERS, *beamfile.lines.line_of)
    for text in beamfile.lines.names:
        w.add(image.FILE_NAMES, w.item(text))
    head = [module, code.nx, code.freg0, on_load(beamfile)] + numbers
    head += struct.unpack('<8H', beamfile.md5)
    halves = w.finish(head)
    return struct.pack('<%dH' % len(halves), *halves)


def live(entry):
    """Live registers of an Entry, and whether it is a loop header."""
    return entry.live | (image.HEADER if entry.hdr else 0)


def term_bytes(w_term):
    return encode(w_term, 2)


def write_table(w, table):
    """See image.Image.table."""
    values = sorted(table.ints.items())
    if any(not -0x80000000 <= value < 0x80000000 for value, _ in values):
        raise NotForBoards
    wide = any(not 0 <= value <= MAX_HALF for value, _ in values)
    atoms = sorted((index, pc) for index, pc in table.atoms.items() if index >= 0)
    halves = [len(values), len(atoms), table.atoms.get(-1, 0), int(wide)]
    for value, pc in values:
        halves += (long_(value) if wide else [value]) + [pc]
    for index, pc in atoms:
        halves += [w.atom(mk_atom(TABLE.name(index))), pc]
    w.add(image.TABLES, w.put(halves))


def on_load(beamfile):
    """The number of the function with on_load, plus one, or 0."""
    n = 0
    for ins in beamfile.instrs:
        if ins.op == OP_FUNC_INFO:
            n += 1
        elif ins.op == OP_ON_LOAD:
            return n
    return 0


def beam(data, name):
    """A .beam file that holds nothing but the image."""
    content = make(data, name)
    body = 'BEAM' + image.CHUNK + struct.pack('>I', len(content)) + content
    return 'FOR1' + struct.pack('>I', len(body)) + body


def constant(content):
    """An image as a raw array that is part of a translated program, in flash
    memory."""
    found = struct.unpack('<%dH' % (len(content) // 2), content)
    halves = lltype.malloc(HALVES.TO, len(found), flavor='raw', immortal=True)
    for i, half in enumerate(found):
        halves[i] = rffi.cast(rffi.USHORT, half)
    CONSTANT_LISTS[halves._obj] = True
    return halves
