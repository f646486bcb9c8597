"""Handlers: bit string opcodes of compilers before OTP 25 (construction with
bs_init2 or bs_append and bs_put_*) and before OTP 22 (bs_start_match2,
bs_save2, bs_restore2, bs_context_to_binary).

Nothing but bs_put_* comes between bs_init2 (or such) and the last bs_put_* of
a construction, so the handler of the first does the others too.
"""
from rpython.rlib import jit

from atomvm.beam.bitcmd import C_UTF8, C_UTF16, C_UTF32
from atomvm.beam.opcode import (OP_BS_PUT_BINARY, OP_BS_PUT_FLOAT,
                                OP_BS_PUT_INTEGER, OP_BS_PUT_STRING,
                                OP_BS_PUT_UTF16, OP_BS_PUT_UTF32,
                                OP_BS_PUT_UTF8)
from atomvm.interp.op_bitmake import (BAD, LIMIT, binary_size,
                                      char_bits, checked_size, failed,
                                      float_size, put_char, put_float,
                                      put_integer, put_string)
from atomvm.interp.op_bits import context_of, divisible
from atomvm.interp.operand import load, store
from atomvm.interp.registry import op
from atomvm.term.binary import MAX_BITS, W_Bits, W_MatchContext
from atomvm.term.bitsink import append_sink, new_sink
from atomvm.term.fault import badarg
from atomvm.term.number import mk_int

START = -1              # what the emitter writes for the atom start
MAX_SLOTS = 1024


# ---- matching, OTP 21 and before ----

@op('bs_start_match2')
def op_bs_start_match2(code, pc, xs, ys):
    """bs_start_match2 Fail Src Live Slots Dst: slot 0 is for the start."""
    ops = code.ops
    w_value = load(code, xs, ys, ops[pc + 2])
    slots = ops[pc + 4]
    if slots > MAX_SLOTS:
        raise badarg()
    if isinstance(w_value, W_Bits):
        w_ctx = W_MatchContext(w_value, w_value.off)
    elif isinstance(w_value, W_MatchContext):
        w_ctx = w_value
    else:
        return ops[pc + 1]
    saved = w_ctx.saved
    if saved is None or len(saved) <= slots:
        w_ctx.saved = enlarged(saved, slots + 1)
    w_ctx.saved[0] = w_ctx.pos
    store(xs, ys, ops[pc + 5], w_ctx)
    return pc + 6


@jit.dont_look_inside
def enlarged(saved, count):
    result = [0] * count
    if saved is not None:
        for i in range(len(saved)):
            result[i] = saved[i]
    return result


def slot_of(w_ctx, number):
    """Index of a slot that the context has, else badarg."""
    if w_ctx is None or w_ctx.saved is None:
        raise badarg()
    slot = number + 1
    if slot < 0 or slot >= len(w_ctx.saved):
        raise badarg()
    return slot


@op('bs_save2')
def op_bs_save2(code, pc, xs, ys):
    """bs_save2 Ctx Slot"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 1]))
    slot = slot_of(w_ctx, ops[pc + 2])
    w_ctx.saved[slot] = w_ctx.pos
    return pc + 3


@op('bs_restore2')
def op_bs_restore2(code, pc, xs, ys):
    """bs_restore2 Ctx Slot"""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 1]))
    slot = slot_of(w_ctx, ops[pc + 2])
    w_ctx.pos = w_ctx.saved[slot]
    return pc + 3


@op('bs_context_to_binary')
def op_bs_context_to_binary(code, pc, xs, ys):
    """bs_context_to_binary Reg: what was matched, from its start on."""
    ops = code.ops
    w_ctx = context_of(load(code, xs, ys, ops[pc + 1]))
    if w_ctx is not None:
        start = w_ctx.start
        if w_ctx.saved is not None:
            start = w_ctx.saved[0]
        store(xs, ys, ops[pc + 1],
              W_Bits(w_ctx.data, start, w_ctx.end - start))
    return pc + 2


# ---- construction, OTP 24 and before ----

@op('bs_add')
def op_bs_add(code, pc, xs, ys):
    """bs_add Fail A B Unit Dst: A + B * Unit, both not negative"""
    ops = code.ops
    left = checked_size(load(code, xs, ys, ops[pc + 2]), 1)
    right = checked_size(load(code, xs, ys, ops[pc + 3]), ops[pc + 4])
    if left == BAD or right == BAD:
        return failed(ops[pc + 1], BAD)
    if left < 0 or right < 0 or left + right > MAX_BITS:
        return failed(ops[pc + 1], LIMIT)
    store(xs, ys, ops[pc + 5], mk_int(left + right))
    return pc + 6


@op('bs_init2')
def op_bs_init2(code, pc, xs, ys):
    """bs_init2 Fail Bytes Extra Live Flags Dst"""
    ops = code.ops
    n = checked_size(load(code, xs, ys, ops[pc + 2]), 8)
    if n < 0:
        return failed(ops[pc + 1], n)
    return construct(code, pc + 7, xs, ys, new_sink(n), n, ops[pc + 6])


@op('bs_init_bits')
def op_bs_init_bits(code, pc, xs, ys):
    """bs_init_bits Fail Bits Extra Live Flags Dst"""
    ops = code.ops
    n = checked_size(load(code, xs, ys, ops[pc + 2]), 1)
    if n < 0:
        return failed(ops[pc + 1], n)
    return construct(code, pc + 7, xs, ys, new_sink(n), n, ops[pc + 6])


@op('bs_append')
def op_bs_append(code, pc, xs, ys):
    """bs_append Fail Bits Extra Live Unit Src Flags Dst"""
    ops = code.ops
    return append(code, pc + 9, xs, ys, ops[pc + 1], ops[pc + 2], ops[pc + 5],
                  ops[pc + 6], ops[pc + 8])


@op('bs_private_append')
def op_bs_private_append(code, pc, xs, ys):
    """bs_private_append Fail Bits Unit Src Flags Dst"""
    ops = code.ops
    return append(code, pc + 7, xs, ys, ops[pc + 1], ops[pc + 2], ops[pc + 3],
                  ops[pc + 4], ops[pc + 6])


def append(code, pc, xs, ys, fail, size, unit, source, target):
    """size, source, target: operand words; pc: behind the instruction."""
    n = checked_size(load(code, xs, ys, size), 1)
    if n < 0:
        return failed(fail, n)
    w_bits = load(code, xs, ys, source)
    if not isinstance(w_bits, W_Bits) or not divisible(w_bits.nbits, unit):
        return failed(fail, BAD)
    if n > MAX_BITS - w_bits.nbits:
        return failed(fail, LIMIT)
    return construct(code, pc, xs, ys, append_sink(w_bits, n), n, target)


@jit.unroll_safe        # as many as the construction has segments
def construct(code, pc, xs, ys, sink, n, target):
    """Do the bs_put_* from pc on, then store the bit string; the pc behind
    them.  The sink has room for n bits."""
    ops = code.ops
    limit = sink.pos + n
    while True:
        opcode = ops[pc]
        if opcode == OP_BS_PUT_STRING:
            bits = string_bits(code, pc)
        else:
            bits = put_bits(code, pc, xs, ys, opcode)
            if bits == NOT_PUT:
                break
        if bits < 0 or bits > limit - sink.pos:
            return failed(put_fail(ops, pc, opcode), bits)
        if not put(code, pc, xs, ys, opcode, sink, bits):
            return failed(ops[pc + 1], BAD)
        pc += put_size(opcode)
    store(xs, ys, target, sink.finish())
    return pc


NOT_PUT = -3            # the instruction is no bs_put_*


def put_size(opcode):
    """Words of a bs_put_*."""
    if opcode == OP_BS_PUT_STRING:
        return 3
    if (opcode == OP_BS_PUT_INTEGER or opcode == OP_BS_PUT_FLOAT or
            opcode == OP_BS_PUT_BINARY):
        return 6
    return 4


def put_fail(ops, pc, opcode):
    if opcode == OP_BS_PUT_STRING:
        return 0
    return ops[pc + 1]


def string_bits(code, pc):
    """Bits of bs_put_string Length Offset, BAD if there is no such string."""
    n = code.ops[pc + 1]
    offset = code.ops[pc + 2]
    if offset < 0 or n > len(code.string_table()) - offset:
        return BAD
    return n << 3


def char_kind(opcode):
    if opcode == OP_BS_PUT_UTF8:
        return C_UTF8
    if opcode == OP_BS_PUT_UTF16:
        return C_UTF16
    return C_UTF32


def put_bits(code, pc, xs, ys, opcode):
    """Bits of bs_put_integer (or float, binary) Fail Size Unit Flags Src, or
    bs_put_utfN Fail Flags Src; BAD, LIMIT or NOT_PUT."""
    ops = code.ops
    if (opcode == OP_BS_PUT_UTF8 or opcode == OP_BS_PUT_UTF16 or
            opcode == OP_BS_PUT_UTF32):
        return char_bits(char_kind(opcode), load(code, xs, ys, ops[pc + 3]))
    if opcode == OP_BS_PUT_INTEGER:
        return checked_size(load(code, xs, ys, ops[pc + 2]), ops[pc + 3])
    if opcode == OP_BS_PUT_FLOAT:
        return float_size(load(code, xs, ys, ops[pc + 2]), ops[pc + 3])
    if opcode == OP_BS_PUT_BINARY:
        return binary_size(load(code, xs, ys, ops[pc + 5]),
                           load(code, xs, ys, ops[pc + 2]), ops[pc + 3])
    return NOT_PUT


def put(code, pc, xs, ys, opcode, sink, n):
    """Do one bs_put_* of n bits; False is badarg."""
    ops = code.ops
    if opcode == OP_BS_PUT_STRING:
        put_string(sink, code.string_table(), ops[pc + 2], n >> 3)
        return True
    if opcode == OP_BS_PUT_INTEGER:
        return put_integer(sink, load(code, xs, ys, ops[pc + 5]), n,
                           ops[pc + 4])
    if opcode == OP_BS_PUT_FLOAT:
        return put_float(sink, load(code, xs, ys, ops[pc + 5]), n,
                         ops[pc + 4])
    if opcode == OP_BS_PUT_BINARY:
        w_bits = load(code, xs, ys, ops[pc + 5])
        assert isinstance(w_bits, W_Bits)
        sink.put_window(w_bits.data, w_bits.off, n)
        return True
    put_char(sink, char_kind(opcode), load(code, xs, ys, ops[pc + 3]),
             ops[pc + 2])
    return True


def stray(code, pc, xs, ys):
    """A bs_put_* that no construction comes before: the code is wrong."""
    raise badarg()


for _name in ('integer', 'binary', 'float', 'string', 'utf8', 'utf16', 'utf32'):
    op('bs_put_' + _name)(stray)
