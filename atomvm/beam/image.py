"""Modules that a host has decoded for boards: run in place, in flash memory.

cross/image.py makes an image of what emit.py makes of a .beam file; here its
parts become objects when they are first used.  Everything is an array of
16-bit numbers ("halves") in the processor's order, which are not negative; a
"long" is two of them, the low one first.

    0  long: MAGIC    2  long: its size in halves    4  long: sum of all halves
    that follow (31 bits)    6  long: FORMAT (tells which opcodes)    8  long:
    where items begin    10  module (an atom number)    11  x registers    12  the
    first float register    13  function with on_load + 1    14, 15  attributes,
    compile info: literal number + 1, or 0    16..23  MD5    24...  longs: for each
    section its first half and its length

Atoms, literals, the string table and names of source files are bytes: an item
is their number, then they, padded so that items begin at every other half.  The
place of an item counts such pairs from where items begin.
"""
from rpython.rlib.rarithmetic import intmask, r_int32
from rpython.rtyper.lltypesystem import rffi

from atomvm.beam import internal, opcode
from atomvm.beam.code import (Code, Entry, FunctionInfo, IMAGE_FUNCTION_PCS,
                              IMAGE_HANDLER_PCS, Halves, NO_HANDLER,
                              SelectTable)
from atomvm.beam.export import EXPORTS, get_export
from atomvm.beam.funtable import FUNS
from atomvm.beam.line import LineTable
from atomvm.error import ErlangError, LoadError
from atomvm.term.atom import TABLE, mk_atom
from atomvm.term.cons import NIL
from atomvm.term.etf import decode_literal

CHUNK = 'AvmI'
MAGIC = 0x494d5641      # "AVMI"
MODULE, X_REGISTERS, FREG0, ON_LOAD, ATTRIBUTES, COMPILE_INFO, MD5 = range(10, 17)
HEAD = 24
MAX_NUMBER = 0x7fffffff
HEADER = 0x8000         # with live registers: a loop header
NATIVE = 0x8000         # with an arity: code calls it as a native

# Sections; rows of halves where it says so.  A handler is its pc + 1, or 0.
(OPS, ATOMS, LITERALS,      # the last two: places of items
 IMPORTS,                   # module, name, arity (and NATIVE)
 RETURNS,                   # pc, live (and HEADER), handler, line pc, slots
 FUNS_,                     # name, arity, free, index, uniq (long), function
 TABLES,                    # places of tables: see table()
 HANDLER_PCS, HANDLERS, LINE_PCS, LINES,
 FUNCTION_PCS, FUNCTIONS,   # name, arity, pc, live (and HEADER)
 EXPORTS_,                  # name, arity, function
 STRINGS,                   # place of the item
 LINE_FILES,                # none where all are the first one
 LINE_NUMBERS, FILE_NAMES) = range(18)
SECTIONS = 18

assert (HANDLER_PCS, FUNCTION_PCS) == (IMAGE_HANDLER_PCS, IMAGE_FUNCTION_PCS)


def _format():
    """A number that changes with the opcodes."""
    value = 3           # the format itself
    rows = [(i.number, i.name, ''.join(i.letters))
            for i in internal.BY_NAME.values()]
    rows += [(i.number, i.name, ''.join(i.letters))
             for i in opcode.BY_NAME.values()]
    for row in sorted(rows):
        for c in repr(row):
            value = (value * 31 + ord(c)) & 0x3fffffff
    return value


FORMAT = _format()


class Image(object):
    """An image in raw memory."""
    _immutable_fields_ = ['halves', 'items']

    def __init__(self, raw):
        self.halves = Halves(raw)
        self.items = self.long(8)

    def long(self, at):
        """The (signed) number in two halves."""
        return intmask(r_int32(self.halves[at] | self.halves[at + 1] << 16))

    def check(self, where, size):
        """LoadError unless it is a sound image in size bytes, for this VM."""
        if size < (HEAD + 4 * SECTIONS) * 2 or self.long(0) != MAGIC:
            raise LoadError(where, CHUNK, -1, 'no image of a module')
        if self.long(6) != FORMAT:
            raise LoadError(where, CHUNK, -1,
                            'made for another version of the VM')
        n = self.long(2)
        if n < HEAD + 4 * SECTIONS or n > size >> 1:
            raise LoadError(where, CHUNK, -1, 'truncated')
        total = 0
        for i in range(6, n):
            total = (total + self.halves[i]) & MAX_NUMBER
        if total != self.long(4):
            raise LoadError(where, CHUNK, -1, 'damaged: wrong checksum')

    # ---- sections

    def start(self, section):
        return self.long(HEAD + 4 * section)

    def count(self, section):
        return self.long(HEAD + 4 * section + 2)

    def find_last(self, section, pc):
        """Index of the last number of a sorted section that is at most pc, or
        -1."""
        at = self.start(section)
        low = 0
        high = self.count(section)
        while low < high:
            middle = (low + high) >> 1
            if self.halves[at + middle] <= pc:
                low = middle + 1
            else:
                high = middle
        return low - 1

    def get(self, section, index):
        return self.halves[self.start(section) + index]

    # ---- bytes

    def place(self, section, index):
        """Where the item (or table) begins of which a section has the place."""
        return self.items + 2 * self.get(section, index)

    def char(self, at, i):
        """Byte i of those that begin at a half."""
        return chr((self.halves[at + (i >> 1)] >> ((i & 1) << 3)) & 0xff)

    def bytes(self, at, n):
        return ''.join([self.char(at, i) for i in range(n)])

    def text(self, at):
        """The bytes of the item that begins there."""
        return self.bytes(at + 1, self.halves[at])

    def is_text(self, at, text):
        """Whether the bytes of the item that begins there are those of text."""
        if self.halves[at] != len(text):
            return False
        for i in range(len(text)):
            if self.char(at + 1, i) != text[i]:
                return False
        return True

    # ---- parts

    def atom(self, number):
        return mk_atom(self.text(self.place(ATOMS, number)))

    def name(self):
        return self.atom(self.halves[MODULE])

    def on_load(self):
        """The number of the function with on_load + 1, or 0."""
        return self.halves[ON_LOAD]

    def md5(self):
        return self.bytes(MD5, 16)

    def literal(self, index):
        text = self.text(self.place(LITERALS, index))
        try:
            w_value, _ = decode_literal(text, 0)
        except ErlangError:
            return NIL      # its checksum was right: not reached
        return w_value

    def optional(self, at):
        """The literal whose number + 1 is at this place of the head, or []."""
        number = self.halves[at]
        if number == 0:
            return NIL
        return self.literal(number - 1)

    def string_table(self):
        return self.text(self.place(STRINGS, 0))

    def imported(self, index):
        at = self.start(IMPORTS) + 3 * index
        arity = self.halves[at + 2]
        export = get_export(self.atom(self.halves[at]),
                            self.atom(self.halves[at + 1]), arity & ~NATIVE)
        if arity & NATIVE != 0 and export.bif is None:
            # made for a VM with other features
            export.bif = EXPORTS.missing
        return export

    def return_entry(self, code, index):
        halves = self.halves
        at = self.start(RETURNS) + 5 * index
        return Entry(code, halves[at], halves[at + 1] & ~HEADER,
                     halves[at + 1] & HEADER != 0, halves[at + 2] - 1,
                     halves[at + 3], halves[at + 4])

    def n_functions(self):
        return self.count(FUNCTIONS) // 4

    def function(self, code, index):
        halves = self.halves
        at = self.start(FUNCTIONS) + 4 * index
        pc = halves[at + 2]
        return FunctionInfo(
            self.atom(halves[at]), halves[at + 1], self.get(FUNCTION_PCS, index),
            Entry(code, pc, halves[at + 3] & ~HEADER, halves[at + 3] & HEADER != 0,
                  NO_HANDLER, pc, 0))

    def fun(self, index):
        """The FunEntry of a lambda."""
        halves = self.halves
        at = self.start(FUNS_) + 7 * index
        return FUNS.get(self.name(), self.atom(halves[at]), halves[at + 1],
                        halves[at + 2], halves[at + 3], self.long(at + 4),
                        self.md5())

    def fun_function(self, index):
        """The number of the function that a lambda is."""
        return self.get(FUNS_, 7 * index + 6)

    def table(self, index):
        """Four halves: n integers, n atoms, the pc for [] or 0, whether integers
        are longs; then for each integer and pc, for each atom number and pc."""
        halves = self.halves
        at = self.place(TABLES, index)
        atoms = {}
        ints = {}
        row = at + 4
        for i in range(halves[at]):
            if halves[at + 3] != 0:
                ints[self.long(row)] = halves[row + 2]
                row += 3
            else:
                ints[halves[row]] = halves[row + 1]
                row += 2
        for i in range(halves[at + 1]):
            atoms[self.atom(halves[row]).index] = halves[row + 1]
            row += 2
        if halves[at + 2] != 0:
            atoms[-1] = halves[at + 2]
        return SelectTable(atoms, ints, 0)

    def line_table(self):
        n = self.count(LINE_NUMBERS)
        file_of = [0] * n
        line_of = [0] * n
        for i in range(n):
            if self.count(LINE_FILES) > 0:
                file_of[i] = self.get(LINE_FILES, i)
            line_of[i] = self.get(LINE_NUMBERS, i)
        names = []
        for i in range(self.count(FILE_NAMES)):
            names.append(self.text(self.place(FILE_NAMES, i)))
        return LineTable(file_of, line_of, names[:])

    # ---- exports

    def n_exports(self):
        return self.count(EXPORTS_) // 3

    def find_export(self, name, arity):
        """The number of the function that is exported as name/arity, or -1."""
        halves = self.halves
        at = self.start(EXPORTS_)
        for i in range(self.n_exports()):
            if (halves[at + 1] == arity and
                    self.is_text(self.place(ATOMS, halves[at]), name)):
                return halves[at + 2]
            at += 3
        return -1

    def export_name(self, i):
        """Atom and arity of an export."""
        at = self.start(EXPORTS_) + 3 * i
        return self.atom(self.halves[at]), self.halves[at + 1]

    def fill_exports(self, code, w_module):
        """Those that something has mentioned; others wait until it does."""
        halves = self.halves
        at = self.start(EXPORTS_)
        for i in range(self.n_exports()):
            w_name = TABLE.find(self.text(self.place(ATOMS, halves[at])))
            if w_name is not None:
                export = EXPORTS.find(w_module, w_name, halves[at + 1])
                if (export is not None and export.entry is None and
                        export.bif is None):
                    export.entry = code.function(halves[at + 2]).entry
            at += 3


def make_code(image):
    """The Code of an image."""
    code = Code(image.name(),
                Halves(rffi.ptradd(image.halves.raw, image.start(OPS))),
                [None] * image.count(LITERALS),
                [None] * (image.count(IMPORTS) // 3),
                [None] * (image.count(FUNS_) // 7),
                [None] * image.count(TABLES), '',
                image.halves[X_REGISTERS], image.halves[FREG0])
    code.rets = [None] * (image.count(RETURNS) // 5)
    code.image = image
    return code
