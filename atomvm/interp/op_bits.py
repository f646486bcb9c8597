"""Handlers: matching of bit strings (OTP: erts/emulator/beam/emu/bs_instrs.tab
and erl_bits.c).  Construction is in op_bitmake.py, bs_match in op_bitmatch.py,
what compilers before OTP 22 and 25 emit in op_bitold.py.

A handler that fails leaves the context where it was.
"""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import ovfcheck

from atomvm.interp.operand import load, store
from atomvm.interp.registry import op
from atomvm.term import atoms, utf
from atomvm.term.binary import W_Bits, W_MatchContext
from atomvm.term.bits import (FAST_BITS, LITTLE, SIGNED, equal_windows,
                              fast_integer, fast_small, get_float,
                              get_integer, slice_bytes)
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, W_Float, mk_int

INLINE_STRING = 64      # bits of the longest string that traces compare inline


def bits_of(w_size, unit):
    """size * unit; -1 if that is not a number of bits."""
    if isinstance(w_size, W_Int):
        size = w_size.intval
        if size >= 0:
            try:
                return ovfcheck(size * unit)
            except OverflowError:
                pass
    return -1


def context_of(w_value):
    """The match context, or None where the code is wrong."""
    if isinstance(w_value, W_MatchContext):
        return w_value
    return None


def read_integer(data, pos, n, flags, end):
    """The integer term of the n bits at pos, with a short way for traces."""
    if n > 0:
        if pos & 7 == 0 and n & 7 == 0:
            if n == 8 and flags & SIGNED == 0:
                at = pos >> 3
                assert at >= 0
                return mk_int(ord(data[at]))
            if n <= FAST_BITS and jit.isconstant(n):
                return mk_int(fast_integer(data, pos, n, flags))
        elif n <= 8 and flags & SIGNED == 0 and (pos + n + 7) & ~7 <= end:
            return mk_int(fast_small(data, pos, n))
    return get_integer(data, pos, n, flags)


@op('bs_start_match3')
def op_bs_start_match3(code, pc, xs, ys):
    """bs_start_match3 Fail Src Live Dst"""
    ops = code.ops
    w_ctx = start_match(load(code, xs, ys, ops[pc + 2]))
    if w_ctx is None:
        return ops[pc + 1]
    store(xs, ys, ops[pc + 4], w_ctx)
    return pc + 5


@op('bs_start_match4')
def op_bs_start_match4(code, pc, xs, ys):
    """bs_start_match4 Fail Live Src Dst; Fail is no label for the atoms
    no_fail and resume."""
    ops = code.ops
    w_ctx = start_match(load(code, xs, ys, ops[pc + 3]))
    if w_ctx is None:
        if ops[pc + 1] == 0:
            raise badarg()
        return ops[pc + 1]
    store(xs, ys, ops[pc + 4], w_ctx)
    return pc + 5


def start_match(w_value):
    """The context for a bit string or a context; None for other terms."""
    if isinstance(w_value, W_MatchContext):
        return w_value
    if isinstance(w_value, W_Bits):
        return W_MatchContext(w_value, w_value.off)
    return None


@op('bs_get_integer2')
def op_bs_get_integer2(code, pc, xs, ys):
    """bs_get_integer2 Fail Ctx Live Size Unit Flags Dst"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 2]))
    n = bits_of(load(code, xs, ys, ops[pc + 4]), ops[pc + 5])
    if w_ctx is None or n < 0:
        return ops[pc + 1]
    pos = w_ctx.pos
    end = w_ctx.end
    if n > end - pos:
        return ops[pc + 1]
    w_ctx.pos = pos + n
    store(xs, ys, ops[pc + 7],
          read_integer(w_ctx.data, pos, n, ops[pc + 6], end))
    return pc + 8


@op('bs_get_float2')
def op_bs_get_float2(code, pc, xs, ys):
    """bs_get_float2 Fail Ctx Live Size Unit Flags Dst"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 2]))
    n = bits_of(load(code, xs, ys, ops[pc + 4]), ops[pc + 5])
    if w_ctx is None or n > w_ctx.end - w_ctx.pos:
        return ops[pc + 1]
    w_value = read_float(w_ctx.data, w_ctx.pos, n, ops[pc + 6])
    if w_value is None:
        return ops[pc + 1]
    w_ctx.pos += n
    store(xs, ys, ops[pc + 7], w_value)
    return pc + 8


def read_float(data, pos, n, flags):
    """The float term, or None where there is none of so many bits."""
    if n == 0:
        return W_Float(0.0)
    if n != 64 and n != 32 and n != 16:
        return None
    return get_float(data, pos, n, flags)


@op('bs_get_binary2')
def op_bs_get_binary2(code, pc, xs, ys):
    """bs_get_binary2 Fail Ctx Live Size Unit Flags Dst"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 2]))
    if w_ctx is None:
        return ops[pc + 1]
    n = wanted(w_ctx, load(code, xs, ys, ops[pc + 4]), ops[pc + 5])
    if n < 0:
        return ops[pc + 1]
    pos = w_ctx.pos
    w_ctx.pos = pos + n
    store(xs, ys, ops[pc + 7], W_Bits(w_ctx.data, pos, n))
    return pc + 8


def wanted(w_ctx, w_size, unit):
    """Bits that a size, or the atom all, asks for; -1 if there are not so
    many, or, for all, not a multiple of unit."""
    left = w_ctx.end - w_ctx.pos
    if w_size is atoms.all:
        if not divisible(left, unit):
            return -1
        return left
    n = bits_of(w_size, unit)
    if n > left:
        return -1
    return n


def divisible(n, unit):
    if unit == 8:
        return n & 7 == 0
    if unit <= 1:
        return True
    return n % unit == 0


@op('bs_skip_bits2')
def op_bs_skip_bits2(code, pc, xs, ys):
    """bs_skip_bits2 Fail Ctx Size Unit Flags"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 2]))
    if w_ctx is None:
        return ops[pc + 1]
    n = wanted(w_ctx, load(code, xs, ys, ops[pc + 3]), ops[pc + 4])
    if n < 0:
        return ops[pc + 1]
    w_ctx.pos += n
    return pc + 6


@op('bs_test_tail2')
def op_bs_test_tail2(code, pc, xs, ys):
    """bs_test_tail2 Fail Ctx Bits"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 2]))
    if w_ctx is None or w_ctx.end - w_ctx.pos != ops[pc + 3]:
        return ops[pc + 1]
    return pc + 4


@op('bs_test_unit')
def op_bs_test_unit(code, pc, xs, ys):
    """bs_test_unit Fail Ctx Unit"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 2]))
    if w_ctx is None or not divisible(w_ctx.end - w_ctx.pos, ops[pc + 3]):
        return ops[pc + 1]
    return pc + 4


@op('bs_match_string')
def op_bs_match_string(code, pc, xs, ys):
    """bs_match_string Fail Ctx Bits Offset"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 2]))
    n = ops[pc + 3]
    if w_ctx is None or n > w_ctx.end - w_ctx.pos:
        return ops[pc + 1]
    if ((n + 7) >> 3) > len(code.string_table()) - ops[pc + 4]:
        return ops[pc + 1]
    pos = w_ctx.pos
    if n & 7 == 0 and pos & 7 == 0 and n <= INLINE_STRING:
        same = _same_bytes(w_ctx.data, pos >> 3, code.string_table(), ops[pc + 4],
                           n >> 3)
    else:
        same = equal_windows(w_ctx.data, pos, code.string_table(), ops[pc + 4] << 3,
                             n)
    if not same:
        return ops[pc + 1]
    w_ctx.pos = pos + n
    return pc + 5


@jit.unroll_safe        # at most INLINE_STRING / 8 bytes
def _same_bytes(data, at, text, offset, n):
    assert at >= 0
    assert offset >= 0
    for i in range(n):
        if data[at + i] != text[offset + i]:
            return False
    return True


@op('bs_get_tail')
def op_bs_get_tail(code, pc, xs, ys):
    """bs_get_tail Ctx Dst Live"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 1]))
    if w_ctx is None:
        raise badarg()
    pos = w_ctx.pos
    store(xs, ys, ops[pc + 2], W_Bits(w_ctx.data, pos, w_ctx.end - pos))
    return pc + 4


@op('bs_get_position')
def op_bs_get_position(code, pc, xs, ys):
    """bs_get_position Ctx Dst Live"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 1]))
    if w_ctx is None:
        raise badarg()
    store(xs, ys, ops[pc + 2], mk_int(w_ctx.pos))
    return pc + 4


@op('bs_set_position')
def op_bs_set_position(code, pc, xs, ys):
    """bs_set_position Ctx Pos"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 1]))
    w_pos = load(code, xs, ys, ops[pc + 2])
    if w_ctx is None or not isinstance(w_pos, W_Int):
        raise badarg()
    pos = w_pos.intval
    if pos < w_ctx.start or pos > w_ctx.end:
        raise badarg()
    w_ctx.pos = pos
    return pc + 3


# ---- characters ----

def next_utf8(w_ctx):
    """The character at the context's position, packed as utf.py does, or a
    negative number."""
    pos = w_ctx.pos
    end = w_ctx.end
    if pos & 7 == 0 and end - pos >= 8:
        at = pos >> 3
        assert at >= 0
        byte = ord(w_ctx.data[at])
        if byte < 0x80:
            return byte | (1 << utf.SHIFT)
    return decode_utf8_at(w_ctx.data, pos, end)


@jit.dont_look_inside
def decode_utf8_at(data, pos, end):
    left = (end - pos) >> 3
    if left == 0:
        return utf.TRUNCATED
    if pos & 7 == 0:
        return utf.decode_utf8(data, pos >> 3, (pos >> 3) + left)
    text = slice_bytes(data, pos, min(left, 4))
    return utf.decode_utf8(text, 0, len(text))


@jit.dont_look_inside
def decode_utf16_at(data, pos, end, flags):
    text = slice_bytes(data, pos, min((end - pos) >> 3, 4))
    return utf.decode_utf16(text, 0, len(text), flags & LITTLE != 0)


@jit.dont_look_inside
def decode_utf32_at(data, pos, end, flags):
    text = slice_bytes(data, pos, min((end - pos) >> 3, 4))
    return utf.decode_utf32(text, 0, len(text), flags & LITTLE != 0)


UTF8, UTF16, UTF32 = 1, 2, 4


def next_char(w_value, width, flags):
    """The character at the position of a context, which is moved behind it;
    or a negative number."""
    w_ctx = context_of(w_value)
    if w_ctx is None:
        return utf.INVALID
    if width == UTF8:
        packed = next_utf8(w_ctx)
    elif width == UTF16:
        packed = decode_utf16_at(w_ctx.data, w_ctx.pos, w_ctx.end, flags)
    else:
        packed = decode_utf32_at(w_ctx.data, w_ctx.pos, w_ctx.end, flags)
    if packed < 0:
        return packed
    w_ctx.pos += (packed >> utf.SHIFT) << 3
    return packed & utf.MASK


def get_char(code, pc, xs, ys, width):
    """bs_get_utfN Fail Ctx Live Flags Dst"""
    ops = code.ops
    char = next_char(load(code, xs, ys, ops[pc + 2]), width, ops[pc + 4])
    if char < 0:
        return ops[pc + 1]
    store(xs, ys, ops[pc + 5], mk_int(char))
    return pc + 6


def skip_char(code, pc, xs, ys, width):
    """bs_skip_utfN Fail Ctx Live Flags"""
    ops = code.ops
    if next_char(load(code, xs, ys, ops[pc + 2]), width, ops[pc + 4]) < 0:
        return ops[pc + 1]
    return pc + 5


@op('bs_get_utf8')
def op_bs_get_utf8(code, pc, xs, ys):
    return get_char(code, pc, xs, ys, UTF8)


@op('bs_get_utf16')
def op_bs_get_utf16(code, pc, xs, ys):
    return get_char(code, pc, xs, ys, UTF16)


@op('bs_get_utf32')
def op_bs_get_utf32(code, pc, xs, ys):
    return get_char(code, pc, xs, ys, UTF32)


@op('bs_skip_utf8')
def op_bs_skip_utf8(code, pc, xs, ys):
    return skip_char(code, pc, xs, ys, UTF8)


@op('bs_skip_utf16')
def op_bs_skip_utf16(code, pc, xs, ys):
    return skip_char(code, pc, xs, ys, UTF16)


@op('bs_skip_utf32')
def op_bs_skip_utf32(code, pc, xs, ys):
    return skip_char(code, pc, xs, ys, UTF32)
