"""Makes images of modules for boards: see atomvm/beam/image.py, which reads
them in place.

The VM's own loader decodes the .beam file here, on the host; what comes of it
is written down as 32-bit words.
"""
import struct

from atomvm import config, natives
from atomvm.beam import image
from atomvm.beam.code import WORDS
from atomvm.beam.emit import emit_module
from atomvm.beam.flow import analyse
from atomvm.beam.module import load_file
from atomvm.beam.opcode import OP_FUNC_INFO, OP_ON_LOAD
from atomvm.term.atom import TABLE, mk_atom
from atomvm.term.cons import NIL
from atomvm.term.etf_encode import encode
from cross.rpy32.flash import CONSTANT_LISTS
from rpython.rtyper.lltypesystem import lltype


assert natives      # which functions are natives is part of the code


class NotForBoards(Exception):
    """A module that has a number beyond 32 bits where a word is."""


class Writer(object):
    def __init__(self):
        self.sections = [[] for _ in range(image.SECTIONS)]
        self.items = []         # words of items and tables, behind sections
        self.places = {}        # text -> index in items
        self.atoms = {}         # name -> number
        self.fix = []           # (section, index): words that are places

    def add(self, section, *words):
        self.sections[section].extend(words)

    def place(self, section, at):
        """A word that is the place of something in items."""
        self.fix.append((section, len(self.sections[section])))
        self.sections[section].append(at)

    def item(self, text):
        """Index in items of the bytes of text."""
        if text not in self.places:
            self.places[text] = len(self.items)
            padded = text + '\0' * (-len(text) % 4)
            self.items.append(len(text))
            self.items.extend(struct.unpack('<%di' % (len(padded) / 4), padded))
        return self.places[text]

    def atom(self, w_atom):
        """The number of an atom."""
        name = w_atom.name
        if name not in self.atoms:
            self.atoms[name] = len(self.atoms)
            self.place(image.ATOMS, self.item(name))
        return self.atoms[name]

    def finish(self, head):
        """The words of the image; head: words 4 to 13."""
        start = image.HEAD + 2 * image.SECTIONS
        directory = []
        for section in self.sections:
            directory += [start, len(section)]
            start += len(section)
        for section, index in self.fix:
            self.sections[section][index] += start
        body = head + directory
        for section in self.sections:
            body += section
        body += self.items
        words = [image.FORMAT] + body
        if max(words) > 0x7fffffff or min(words) < -0x80000000:
            raise NotForBoards
        return [image.MAGIC, len(words) + 3,
                sum(words) & image.MAX_NUMBER] + words


def make(data, name):
    """The bytes of the image of a .beam file; LoadError, NotForBoards."""
    assert config.BOARD, 'run it with ATOMVM_BOARD=1'
    beamfile = load_file(data, name)
    code = emit_module(beamfile, analyse(beamfile))
    w = Writer()
    w.add(image.OPS, *[code.ops[i] for i in range(code.ops._obj.getlength())])
    module = w.atom(beamfile.w_name)
    for w_literal in code.lits:
        w.place(image.LITERALS, w.item(term_bytes(w_literal)))
    numbers = []                # of attributes and compile info
    for w_term in (beamfile.attributes, beamfile.compile_info):
        if w_term is NIL:
            numbers.append(0)
        else:
            w.place(image.LITERALS, w.item(term_bytes(w_term)))
            numbers.append(len(w.sections[image.LITERALS]))
    for export in code.imports:
        w.add(image.IMPORTS, w.atom(export.w_module), w.atom(export.w_name),
              export.arity)
    for entry in code.rets:
        w.add(image.RETURNS, entry.pc, entry.live, int(entry.hdr),
              entry.handler, entry.line_pc, entry.slots)
    functions = dict((f.entry.pc, i) for i, f in enumerate(code.functions))
    for fun, entry in zip(code.funs, code.fun_entries):
        w.add(image.FUNS_, w.atom(fun.w_name), fun.arity, fun.nfree, fun.index,
              signed(fun.uniq), functions[entry.pc])
    for table in code.tables:
        write_table(w, table)
    w.add(image.HANDLER_PCS, *code.handler_pcs)
    w.add(image.HANDLERS, *code.handlers)
    w.add(image.LINE_PCS, *code.line_pcs)
    w.add(image.LINES, *code.lines)
    w.add(image.FUNCTION_PCS, *code.function_pcs)
    for f in code.functions:
        w.add(image.FUNCTIONS, w.atom(f.w_name), f.arity, f.entry.pc,
              f.entry.live, int(f.entry.hdr))
    by_name = dict(((f.w_name, f.arity), i)
                   for i, f in enumerate(code.functions))
    for ref in beamfile.exports:
        w.add(image.EXPORTS_, w.atom(ref.w_name), ref.arity,
              by_name[ref.w_name, ref.arity])
    w.place(image.STRINGS, w.item(beamfile.strings))
    w.add(image.LINE_FILES, *beamfile.lines.file_of)
    w.add(image.LINE_NUMBERS, *beamfile.lines.line_of)
    for text in beamfile.lines.names:
        w.place(image.FILE_NAMES, w.item(text))
    head = [module, code.nx, code.freg0, on_load(beamfile)] + numbers
    head += struct.unpack('<4i', beamfile.md5)
    words = w.finish(head)
    return struct.pack('<%di' % len(words), *words)


def signed(value):
    """An unsigned 32-bit number as the board's words have it."""
    return value - ((value & 0x80000000) << 1)


def term_bytes(w_term):
    return encode(w_term, 2)


def write_table(w, table):
    rows = [(image.KIND_INT, value, pc)
            for value, pc in sorted(table.ints.items())]
    for index, pc in sorted(table.atoms.items()):
        if index < 0:
            rows.append((image.KIND_NIL, 0, pc))
        else:
            rows.append((image.KIND_ATOM, w.atom(mk_atom(TABLE.name(index))), pc))
    at = len(w.items)
    w.items.append(len(rows))
    for row in rows:
        w.items.extend(row)
    w.place(image.TABLES, at)


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


def constant_words(content):
    """An image as a raw array that is part of a translated program, in flash
    memory."""
    found = struct.unpack('<%di' % (len(content) / 4), content)
    words = lltype.malloc(WORDS.TO, len(found), flavor='raw', immortal=True)
    for i, word in enumerate(found):
        words[i] = word
    CONSTANT_LISTS[words._obj] = True
    return words
