"""Modules that a host has decoded for boards: run in place, in flash memory.

cross/image.py makes an image of what emit.py makes of a .beam file; here its
parts become objects when they are first used.  Everything is an array of
32-bit words in the processor's order:

    0  MAGIC    1  size in words    2  sum of all words that follow (31 bits)
    3  FORMAT (tells which opcodes)    4  module (an atom number)
    5  x registers    6  the first float register    7  function with on_load + 1
    8, 9  attributes, compile info: literal number + 1, or 0
    10..13  MD5    14...  for each section its first word and its length

Atoms, literals, the string table and names of source files are bytes: an item
is a word with their number, then they, padded to a word.
"""
from rpython.rtyper.lltypesystem import rffi

from atomvm.beam import internal, opcode
from atomvm.beam.code import (Code, Entry, FunctionInfo, IMAGE_FUNCTION_PCS,
                              IMAGE_HANDLER_PCS, NO_HANDLER, SelectTable)
from atomvm.beam.export import EXPORTS, get_export
from atomvm.beam.funtable import FUNS
from atomvm.beam.line import LineTable
from atomvm.error import ErlangError, LoadError
from atomvm.term.atom import TABLE, mk_atom
from atomvm.term.cons import NIL
from atomvm.term.etf import decode_literal

CHUNK = 'AvmI'
MAGIC = 0x494d5641      # "AVMI"
HEAD = 14
MAX_NUMBER = 0x7fffffff

# Sections; rows of words where it says so.
(OPS, ATOMS, LITERALS,      # the last two: places of items
 IMPORTS,                   # module, name, arity
 RETURNS,                   # pc, live, header, handler, line pc, slots
 FUNS_,                     # name, arity, free, index, uniq, function
 TABLES,                    # places of tables: n, then n times kind value pc
 HANDLER_PCS, HANDLERS, LINE_PCS, LINES,
 FUNCTION_PCS, FUNCTIONS,   # name, arity, pc, live, header
 EXPORTS_,                  # name, arity, function
 STRINGS,                   # place of the item
 LINE_FILES, LINE_NUMBERS, FILE_NAMES) = range(18)
SECTIONS = 18

assert (HANDLER_PCS, FUNCTION_PCS) == (IMAGE_HANDLER_PCS, IMAGE_FUNCTION_PCS)

KIND_INT, KIND_ATOM, KIND_NIL = range(3)


def _format():
    """A number that changes with the opcodes."""
    value = 1
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
    """The words of an image."""
    _immutable_fields_ = ['words']

    def __init__(self, words):
        self.words = words

    def check(self, where, size):
        """LoadError unless it is a sound image in size bytes, for this VM."""
        words = self.words
        if size < (HEAD + 2 * SECTIONS) * 4 or words[0] != MAGIC:
            raise LoadError(where, CHUNK, -1, 'no image of a module')
        if words[3] != FORMAT:
            raise LoadError(where, CHUNK, -1,
                            'made for another version of the VM')
        n = words[1]
        if n < HEAD + 2 * SECTIONS or n > size >> 2:
            raise LoadError(where, CHUNK, -1, 'truncated')
        total = 0
        for i in range(3, n):
            total = (total + words[i]) & MAX_NUMBER
        if total != words[2]:
            raise LoadError(where, CHUNK, -1, 'damaged: wrong checksum')

    # ---- words

    def start(self, section):
        return self.words[HEAD + 2 * section]

    def count(self, section):
        return self.words[HEAD + 2 * section + 1]

    def find_last(self, section, pc):
        """Index of the last word of a sorted section that is at most pc, or
        -1."""
        at = self.start(section)
        low = 0
        high = self.count(section)
        while low < high:
            middle = (low + high) >> 1
            if self.words[at + middle] <= pc:
                low = middle + 1
            else:
                high = middle
        return low - 1

    def get(self, section, index):
        return self.words[self.start(section) + index]

    # ---- bytes

    def char(self, at, i):
        """Byte i of those that begin at a word."""
        return chr((self.words[at + (i >> 2)] >> ((i & 3) << 3)) & 0xff)

    def bytes(self, at, n):
        return ''.join([self.char(at, i) for i in range(n)])

    def text(self, at):
        """The bytes of the item at a word."""
        return self.bytes(at + 1, self.words[at])

    def is_text(self, at, text):
        """Whether the bytes of the item at a word are those of text."""
        if self.words[at] != len(text):
            return False
        for i in range(len(text)):
            if self.char(at + 1, i) != text[i]:
                return False
        return True

    # ---- parts

    def atom(self, number):
        return mk_atom(self.text(self.get(ATOMS, number)))

    def name(self):
        return self.atom(self.words[4])

    def md5(self):
        return self.bytes(10, 16)

    def literal(self, index):
        text = self.text(self.get(LITERALS, index))
        try:
            w_value, _ = decode_literal(text, 0)
        except ErlangError:
            return NIL      # its checksum was right: not reached
        return w_value

    def optional(self, word):
        """The literal whose number + 1 is in a word of the head, or []."""
        number = self.words[word]
        if number == 0:
            return NIL
        return self.literal(number - 1)

    def string_table(self):
        return self.text(self.get(STRINGS, 0))

    def imported(self, index):
        at = self.start(IMPORTS) + 3 * index
        return get_export(self.atom(self.words[at]),
                          self.atom(self.words[at + 1]), self.words[at + 2])

    def return_entry(self, code, index):
        words = self.words
        at = self.start(RETURNS) + 6 * index
        return Entry(code, words[at], words[at + 1], words[at + 2] != 0,
                     words[at + 3], words[at + 4], words[at + 5])

    def n_functions(self):
        return self.count(FUNCTIONS) // 5

    def function(self, code, index):
        words = self.words
        at = self.start(FUNCTIONS) + 5 * index
        pc = words[at + 2]
        return FunctionInfo(
            self.atom(words[at]), words[at + 1], self.get(FUNCTION_PCS, index),
            Entry(code, pc, words[at + 3], words[at + 4] != 0, NO_HANDLER, pc,
                  0))

    def fun(self, index):
        """The FunEntry of a lambda."""
        words = self.words
        at = self.start(FUNS_) + 6 * index
        return FUNS.get(self.name(), self.atom(words[at]), words[at + 1],
                        words[at + 2], words[at + 3], words[at + 4],
                        self.md5())

    def fun_function(self, index):
        """The number of the function that a lambda is."""
        return self.get(FUNS_, 6 * index + 5)

    def table(self, index):
        words = self.words
        at = self.get(TABLES, index)
        atoms = {}
        ints = {}
        for i in range(words[at]):
            row = at + 1 + 3 * i
            if words[row] == KIND_INT:
                ints[words[row + 1]] = words[row + 2]
            elif words[row] == KIND_NIL:
                atoms[-1] = words[row + 2]
            else:
                atoms[self.atom(words[row + 1]).index] = words[row + 2]
        return SelectTable(atoms, ints, 0)

    def line_table(self):
        n = self.count(LINE_NUMBERS)
        file_of = [0] * n
        line_of = [0] * n
        for i in range(n):
            file_of[i] = self.get(LINE_FILES, i)
            line_of[i] = self.get(LINE_NUMBERS, i)
        names = []
        for i in range(self.count(FILE_NAMES)):
            names.append(self.text(self.get(FILE_NAMES, i)))
        return LineTable(file_of, line_of, names[:])

    # ---- exports

    def n_exports(self):
        return self.count(EXPORTS_) // 3

    def find_export(self, name, arity):
        """The number of the function that is exported as name/arity, or -1."""
        words = self.words
        at = self.start(EXPORTS_)
        for i in range(self.n_exports()):
            if (words[at + 1] == arity and
                    self.is_text(self.get(ATOMS, words[at]), name)):
                return words[at + 2]
            at += 3
        return -1

    def export_name(self, i):
        """Atom and arity of an export."""
        at = self.start(EXPORTS_) + 3 * i
        return self.atom(self.words[at]), self.words[at + 1]

    def fill_exports(self, code, w_module):
        """Those that something has mentioned; others wait until it does."""
        words = self.words
        at = self.start(EXPORTS_)
        for i in range(self.n_exports()):
            w_name = TABLE.find(self.text(self.get(ATOMS, words[at])))
            if w_name is not None:
                export = EXPORTS.find(w_module, w_name, words[at + 1])
                if (export is not None and export.entry is None and
                        export.bif is None):
                    export.entry = code.function(words[at + 2]).entry
            at += 3


def make_code(image):
    """The Code of an image."""
    code = Code(image.name(), rffi.ptradd(image.words, image.start(OPS)),
                [None] * image.count(LITERALS),
                [None] * (image.count(IMPORTS) // 3),
                [None] * (image.count(FUNS_) // 6),
                [None] * image.count(TABLES), '', image.words[5],
                image.words[6])
    code.rets = [None] * (image.count(RETURNS) // 6)
    code.image = image
    return code
