"""Handlers: construction of bit strings with bs_create_bin (OTP 25 and
later), and sizes of segments (OTP: erts/emulator/beam/emu/bs_instrs.tab,
beam_jit_bs_construct_fail_info for what is badarg and what system_limit)."""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import LONG_BIT, ovfcheck

from atomvm.beam.bitcmd import (CREATE_WORDS, C_APPEND, C_BINARY, C_FLOAT,
                                C_INTEGER, C_PRIVATE_APPEND, C_STRING, C_UTF8,
                                C_UTF16, C_UTF32)
from atomvm.interp.op_bits import divisible
from atomvm.interp.operand import load, store
from atomvm.interp.registry import op
from atomvm.term import atoms, utf
from atomvm.term.binary import MAX_BITS, W_Bits
from atomvm.term.bits import LITTLE, EMPTY
from atomvm.term.bitsink import append_sink, new_sink, writable
from atomvm.term.fault import badarg, system_limit
from atomvm.term.number import W_Big, W_Float, W_Int, mk_int

# Not a number of bits: the fault that it is.
BAD = -1
LIMIT = -2

INLINE_BYTES = 8        # of string segments that traces write inline


def failed(fail, fault):
    """Where to go on: the fail label, or the exception."""
    if fail != 0:
        return fail
    if fault == LIMIT:
        raise system_limit()
    raise badarg()


def checked_size(w_size, unit):
    """size * unit as a number of bits, BAD or LIMIT."""
    if isinstance(w_size, W_Int):
        size = w_size.intval
        if size < 0:
            return BAD
        try:
            n = ovfcheck(size * unit)
        except OverflowError:
            return LIMIT
        if n > MAX_BITS:
            return LIMIT
        return n
    if isinstance(w_size, W_Big) and w_size.num.sign > 0:
        return LIMIT
    return BAD


def binary_size(w_value, w_size, unit):
    """Bits that a binary segment takes of its value."""
    if w_size is atoms.all:
        if not isinstance(w_value, W_Bits):
            return BAD
        if not divisible(w_value.nbits, unit):
            return BAD
        return w_value.nbits
    n = checked_size(w_size, unit)
    if n < 0:
        return n
    if not isinstance(w_value, W_Bits) or n > w_value.nbits:
        return BAD
    return n


def float_size(w_size, unit):
    n = checked_size(w_size, unit)
    if n >= 0 and n != 64 and n != 32 and n != 16:
        return BAD
    return n


def char_of(w_value):
    """A code point, or -1."""
    if isinstance(w_value, W_Int) and utf.is_codepoint(w_value.intval):
        return w_value.intval
    return -1


def char_bits(kind, w_value):
    """Bits of a character in an utf segment, or BAD."""
    char = char_of(w_value)
    if char < 0:
        return BAD
    if kind == C_UTF8:
        return utf.utf8_size(char) << 3
    if kind == C_UTF16:
        return utf.utf16_size(char) << 3
    return 32


def segment_bits(code, xs, ys, at):
    """Bits of the segment at this place of code.ops, or BAD or LIMIT."""
    ops = code.ops
    kind = ops[at]
    unit = ops[at + 2]
    if kind == C_STRING:
        return ops[at + 5] << 3
    w_value = load(code, xs, ys, ops[at + 4])
    if kind == C_APPEND or kind == C_PRIVATE_APPEND:
        return binary_size(w_value, atoms.all, unit)
    if kind == C_INTEGER:
        return checked_size(load(code, xs, ys, ops[at + 5]), unit)
    if kind == C_BINARY:
        return binary_size(w_value, load(code, xs, ys, ops[at + 5]), unit)
    if kind == C_FLOAT:
        return float_size(load(code, xs, ys, ops[at + 5]), unit)
    return char_bits(kind, w_value)


@jit.unroll_safe        # as many segments as the instruction has
def fault_of(code, xs, ys, at, stop):
    """BAD or LIMIT of segments that make no bit string.  OTP looks at all sizes
    first, and at the values of most segments only where these are right."""
    ops = code.ops
    while at < stop:
        kind = ops[at]
        n = 0
        if kind == C_INTEGER or kind == C_FLOAT or kind == C_BINARY:
            w_size = load(code, xs, ys, ops[at + 5])
            if w_size is not atoms.all:
                n = checked_size(w_size, ops[at + 2])
            elif not isinstance(load(code, xs, ys, ops[at + 4]), W_Bits):
                n = BAD
        elif kind == C_UTF32:
            n = char_bits(kind, load(code, xs, ys, ops[at + 4]))
        if n < 0:
            return n
        at += CREATE_WORDS
    return BAD


def put_integer(sink, w_value, n, flags):
    """False if w_value is not an integer."""
    if isinstance(w_value, W_Int) and n & 7 == 0 and sink.pos & 7 == 0:
        if n == 8:
            sink.put_byte(w_value.intval)
            return True
        if n <= LONG_BIT and jit.isconstant(n):
            sink.put_bytes_of(w_value.intval, n, flags)
            return True
    return sink.put_integer(w_value, n, flags)


def put_float(sink, w_value, n, flags):
    """False if w_value is not a number, or too large for a float."""
    if isinstance(w_value, W_Float):
        value = w_value.floatval
    elif isinstance(w_value, W_Int):
        value = float(w_value.intval)
    elif isinstance(w_value, W_Big):
        try:
            value = w_value.num.tofloat()
        except OverflowError:
            return False
    else:
        return False
    sink.put_float(value, n, flags)
    return True


def put_char(sink, kind, w_value, flags):
    char = char_of(w_value)
    if kind == C_UTF8:
        if char < 0x80 and sink.pos & 7 == 0:
            sink.put_byte(char)
            return
        text = utf.encode_utf8(char)
    elif kind == C_UTF16:
        text = utf.encode_utf16(char, flags & LITTLE != 0)
    else:
        text = utf.encode_utf32(char, flags & LITTLE != 0)
    sink.put_str(text, 0, len(text))


@jit.unroll_safe        # at most INLINE_BYTES
def put_string(sink, text, offset, n):
    if n <= INLINE_BYTES and sink.pos & 7 == 0:
        for i in range(n):
            sink.put_byte(ord(text[offset + i]))
    else:
        sink.put_str(text, offset, n)


def put_segment(code, xs, ys, at, sink):
    """Write the segment at this place of code.ops; False is badarg."""
    ops = code.ops
    kind = ops[at]
    if kind == C_STRING:
        offset = ops[at + 4]
        n = ops[at + 5]
        if offset < 0 or n > len(code.string_table()) - offset:
            return False
        put_string(sink, code.string_table(), offset, n)
        return True
    w_value = load(code, xs, ys, ops[at + 4])
    flags = ops[at + 3]
    if kind == C_INTEGER:
        n = checked_size(load(code, xs, ys, ops[at + 5]), ops[at + 2])
        return put_integer(sink, w_value, n, flags)
    if kind == C_FLOAT:
        n = float_size(load(code, xs, ys, ops[at + 5]), ops[at + 2])
        return put_float(sink, w_value, n, flags)
    if kind == C_BINARY or kind == C_APPEND or kind == C_PRIVATE_APPEND:
        assert isinstance(w_value, W_Bits)
        n = w_value.nbits
        if kind == C_BINARY:
            n = binary_size(w_value, load(code, xs, ys, ops[at + 5]),
                            ops[at + 2])
        sink.put_window(w_value.data, w_value.off, n)
        return True
    put_char(sink, kind, w_value, flags)
    return True


@op('bs_create_bin')
@jit.unroll_safe        # as many segments as the instruction has
def op_bs_create_bin(code, pc, xs, ys):
    """bs_create_bin Fail Alloc Live Unit Dst [segments of six words]"""
    ops = code.ops
    fail = ops[pc + 1]
    at = pc + 7
    stop = at + ops[pc + 6]
    total = 0
    i = at
    while i < stop:
        n = segment_bits(code, xs, ys, i)
        if n < 0:
            if fail == 0:
                n = fault_of(code, xs, ys, at, stop)
            return failed(fail, n)
        total += n
        if LONG_BIT == 32 and total > MAX_BITS:
            total = MAX_BITS + 1    # so that no sum of segments wraps around
        i += CREATE_WORDS
    if total > MAX_BITS:
        return failed(fail, LIMIT)
    if at == stop:
        store(xs, ys, ops[pc + 5], EMPTY)
        return stop
    w_first = first_bits(code, xs, ys, at)
    if w_first is None:
        sink = new_sink(total)
    elif at + CREATE_WORDS == stop:
        # nothing but these bits: no need to copy them
        store(xs, ys, ops[pc + 5], w_first)
        return stop
    else:
        sink = append_sink(w_first, total - w_first.nbits)
        at += CREATE_WORDS
    while at < stop:
        if not put_segment(code, xs, ys, at, sink):
            return failed(fail, BAD)
        at += CREATE_WORDS
    store(xs, ys, ops[pc + 5], sink.finish())
    return stop


def first_bits(code, xs, ys, at):
    """The bit string that the segments are appended to, or None."""
    ops = code.ops
    kind = ops[at]
    if kind == C_APPEND or kind == C_PRIVATE_APPEND:
        w_value = load(code, xs, ys, ops[at + 4])
        if isinstance(w_value, W_Bits):
            return w_value
    return None


@op('bs_init_writable')
def op_bs_init_writable(code, pc, xs, ys):
    """bs_init_writable: x0 is the number of bytes to make room for, then the
    bit string."""
    w_size = xs[0]
    size = 256
    if isinstance(w_size, W_Int) and 0 <= w_size.intval <= 1024:
        size = w_size.intval
    xs[0] = writable(size)
    return pc + 1


@op('bs_utf8_size')
def op_bs_utf8_size(code, pc, xs, ys):
    """bs_utf8_size Fail Src Dst"""
    return char_size(code, pc, xs, ys, C_UTF8)


@op('bs_utf16_size')
def op_bs_utf16_size(code, pc, xs, ys):
    """bs_utf16_size Fail Src Dst"""
    return char_size(code, pc, xs, ys, C_UTF16)


def char_size(code, pc, xs, ys, kind):
    """Bytes of a character; 4 of what is none: bs_put_utfN will complain."""
    ops = code.ops
    n = char_bits(kind, load(code, xs, ys, ops[pc + 2]))
    if n < 0:
        n = 32
    store(xs, ys, ops[pc + 3], mk_int(n >> 3))
    return pc + 4
