"""The Line chunk, version 0: where in which file instructions come from.

OTP: beam_asm.erl, build_line_table/1; erts/emulator/beam/beam_file.c.
"""
from atomvm.beam.operand import CompactReader, TAG_A, TAG_I

VERSION = 0


class LineTable(object):
    """file_of[i] and line_of[i]: index in names and line of line item i; item
    0 is "no position" (line 0).  names: file names as UTF-8 text; name 0 is
    the module's name and .erl."""
    _immutable_fields_ = ['file_of[*]', 'line_of[*]', 'names[*]']

    def __init__(self, file_of, line_of, names):
        self.file_of = file_of
        self.line_of = line_of
        self.names = names

    def position(self, item):
        """(file index, line) of a line item."""
        return self.file_of[item], self.line_of[item]

    def count(self):
        """Number of line items, item 0 included; 0 without a table."""
        return len(self.line_of)


def no_lines(module_name):
    """The table of a module that has no (readable) Line chunk."""
    return LineTable([], [], [module_name + '.erl'])


def read_lines(data, filename, offset, size, module_name):
    """The LineTable of a Line chunk at offset; empty for another version."""
    reader = CompactReader(data, filename, 'Line', 0, offset, offset + size)
    if reader.u32() != VERSION:
        return no_lines(module_name)
    reader.i32()                        # flags
    reader.i32()                        # number of line instructions
    n_items = reader.count(1)
    n_names = reader.count(2)
    file_of = [0] * (n_items + 1)
    line_of = [0] * (n_items + 1)
    current = 0
    i = 1
    while i <= n_items:
        start = reader.pos
        reader.tagged()
        if reader.tag == TAG_A:
            current = reader.num
            if current > n_names:
                raise reader.error(start, 'there is no file name ' +
                                   str(current))
        elif reader.tag == TAG_I and reader.num >= 0 and reader.w_num is None:
            file_of[i] = current
            line_of[i] = reader.num
            i += 1
        else:
            raise reader.error(start, 'bad line item')
    return LineTable(file_of, line_of,
                     _names(reader, n_names, module_name + '.erl'))


def _names(reader, n_names, first):
    names = [first]
    for _ in range(n_names):
        name = reader.take(reader.u16())
        if name == '':
            name = first
        names.append(name)
    return names[:]
