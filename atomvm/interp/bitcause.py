"""Why bs_create_bin failed: what the stack trace tells under error_info.

OTP: erts/emulator/beam/jit/beam_jit_common.cpp (beam_jit_bs_construct_fail_info);
erl_erts_errors:format_bs_fail/2 makes sentences of it.
"""
from rpython.rlib import jit

from atomvm.beam.bitcmd import (CREATE_WORDS, C_APPEND, C_BINARY, C_FLOAT,
                                C_INTEGER, C_PRIVATE_APPEND, C_STRING, C_UTF8,
                                C_UTF16)
from atomvm.interp.op_bitmake import binary_size, char_of, checked_size
from atomvm.interp.operand import load
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import W_Bits
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import W_Big, W_Float, W_Int, mk_int
from atomvm.term.tuple import mk_tuple

W_FUNCTION = mk_atom('function')
W_FORMAT_BS_FAIL = mk_atom('format_bs_fail')
W_UNIT = mk_atom('unit')
W_SHORT = mk_atom('short')
W_INVALID = mk_atom('invalid')
W_NO_FLOAT = mk_atom('no_float')
W_FLOAT = mk_atom('float')
W_UTF32 = mk_atom('utf32')


class Segment(object):
    """A segment of a bs_create_bin; w_size is not used where kind has none."""

    def __init__(self, code, xs, ys, at):
        ops = code.ops
        self.kind = ops[at]
        self.number = ops[at + 1]
        self.unit = ops[at + 2]
        self.w_value = atoms.undefined
        self.w_size = atoms.undefined
        if self.kind != C_STRING:
            self.w_value = load(code, xs, ys, ops[at + 4])
            self.w_size = load(code, xs, ys, ops[at + 5])

    def is_utf(self):
        return self.kind >= C_UTF8

    def is_whole(self):
        """It takes all bits of its value."""
        return (self.kind == C_APPEND or self.kind == C_PRIVATE_APPEND or
                self.kind == C_BINARY and self.w_size is atoms.all)

    def type_name(self):
        if self.kind == C_INTEGER:
            return atoms.integer
        if self.kind == C_FLOAT:
            return W_FLOAT
        if self.kind == C_UTF8:
            return atoms.utf8
        if self.kind == C_UTF16:
            return atoms.utf16
        return W_UTF32 if self.is_utf() else atoms.binary

    def says(self, w_fault, w_value):
        """The map under error_info."""
        w_cause = mk_tuple([mk_int(self.number), self.type_name(), w_fault,
                            w_value])
        return mk_map_from_pairs(
            [atoms.cause, W_FUNCTION, atoms.module],
            [w_cause, W_FORMAT_BS_FAIL, atoms.erl_erts_errors])

    # What is wrong, or None.  OTP looks at sizes first, then at the characters
    # of all utf segments, then at the values.

    def size_fault(self):
        if self.kind == C_STRING or self.is_utf():
            return None
        if not self.is_whole():
            if checked_size(self.w_size, self.unit) < 0:
                return self.says(atoms.size, self.w_size)
            return None
        if not isinstance(self.w_value, W_Bits):
            return self.says(atoms.type, self.w_value)
        if binary_size(self.w_value, atoms.all, self.unit) < 0:
            return self.says(W_UNIT, self.w_value)
        return None

    def char_fault(self):
        if self.is_utf() and char_of(self.w_value) < 0:
            return self.says(atoms.type, self.w_value)
        return None

    def value_fault(self):
        w_value = self.w_value
        if self.kind == C_INTEGER:
            if not isinstance(w_value, W_Int) and not isinstance(w_value,
                                                                 W_Big):
                return self.says(atoms.type, w_value)
        elif self.kind == C_FLOAT:
            n = checked_size(self.w_size, self.unit)
            if n != 16 and n != 32 and n != 64:
                return self.says(W_INVALID, mk_int(n))
            if isinstance(w_value, W_Big):
                return self.says(W_NO_FLOAT, w_value)
            if not isinstance(w_value, W_Int) and not isinstance(w_value,
                                                                 W_Float):
                return self.says(atoms.type, w_value)
        elif self.kind == C_BINARY and not self.is_whole():
            if not isinstance(w_value, W_Bits):
                return self.says(atoms.type, w_value)
            if checked_size(self.w_size, self.unit) > w_value.nbits:
                return self.says(W_SHORT, w_value)
        return None


@jit.dont_look_inside
def create_cause(code, pc, xs, ys):
    """The map under error_info for the bs_create_bin at pc that failed, or
    None where only the sum of its sizes is too much."""
    at = pc + 7
    stop = at + code.ops[pc + 6]
    segments = []
    while at < stop:
        segments.append(Segment(code, xs, ys, at))
        at += CREATE_WORDS
    for segment in segments:
        w_info = segment.size_fault()
        if w_info is not None:
            return w_info
    for segment in segments:
        w_info = segment.char_fault()
        if w_info is not None:
            return w_info
    for segment in segments:
        w_info = segment.value_fault()
        if w_info is not None:
            return w_info
    return None
