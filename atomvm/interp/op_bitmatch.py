"""Handler of bs_match, which OTP 26 and later emit for most matching: a list
of commands (beam/bitcmd.py says how they are written in code.ops)."""
from rpython.rlib import jit

from atomvm.beam.bitcmd import (M_BINARY, M_ENSURE_AT_LEAST, M_ENSURE_EXACTLY,
                                M_EQUAL, M_GET_TAIL, M_INTEGER, M_SKIP)
from atomvm.interp.op_bits import context_of, divisible, read_integer
from atomvm.interp.operand import load, store
from atomvm.interp.registry import op
from atomvm.term.binary import W_Bits
from atomvm.term.compare import eq_exact
from atomvm.term.number import W_Int


@op('bs_match')
@jit.unroll_safe        # as many commands as the instruction has
def op_bs_match(code, pc, xs, ys):
    """bs_match Fail Ctx [Command, Operand, ...]"""
    ops = code.ops
    fail = ops[pc + 1]
    w_ctx = context_of(load(code, xs, ys, ops[pc + 2]))
    if w_ctx is None:
        return fail
    data = w_ctx.data
    pos = w_ctx.pos
    end = w_ctx.end
    at = pc + 4
    stop = at + ops[pc + 3]
    while at < stop:
        command = ops[at]
        size = ops[at + 1]
        left = end - pos
        if command == M_ENSURE_AT_LEAST:
            if left < size or not divisible(left - size, ops[at + 2]):
                return fail
            at += 3
        elif command == M_ENSURE_EXACTLY:
            if left != size:
                return fail
            at += 2
        elif command == M_SKIP:
            if left < size:
                return fail
            pos += size
            at += 2
        elif command == M_INTEGER or command == M_BINARY:
            n = ops[at + 2] * ops[at + 3]
            if n < 0 or n > left:
                return fail
            if command == M_BINARY:
                w_value = W_Bits(data, pos, n)
            else:
                w_value = read_integer(data, pos, n, ops[at + 1], end)
            store(xs, ys, ops[at + 4], w_value)
            pos += n
            at += 5
        elif command == M_GET_TAIL:
            store(xs, ys, ops[at + 2], W_Bits(data, pos, left))
            pos = end
            at += 3
        else:
            assert command == M_EQUAL
            if left < size or not _equal(data, pos, size, end,
                                         load(code, xs, ys, ops[at + 2])):
                return fail
            pos += size
            at += 3
    w_ctx.pos = pos
    return at


def _equal(data, pos, n, end, w_value):
    w_got = read_integer(data, pos, n, 0, end)
    if isinstance(w_value, W_Int) and isinstance(w_got, W_Int):
        return w_got.intval == w_value.intval
    return eq_exact(w_got, w_value)
