"""Handlers: jumps, select_val and select_tuple_arity."""
from rpython.rlib import jit

from atomvm.interp.operand import load
from atomvm.interp.registry import op
from atomvm.term.atom import W_Atom
from atomvm.term.compare import eq_exact
from atomvm.term.number import W_Int
from atomvm.term.tuple import W_Tuple


@op('entry')
def op_entry(code, pc, xs, ys):
    return pc + 2


@op('jump')
def op_jump(code, pc, xs, ys):
    return code.ops[pc + 1]


@op('i_select_table')
def op_i_select_table(code, pc, xs, ys):
    """i_select_table Value Fail Table"""
    ops = code.ops
    w_value = load(code, xs, ys, ops[pc + 1])
    table = code.table(ops[pc + 3])
    target = 0
    if isinstance(w_value, W_Atom):
        # promoted: what follows depends on it
        target = jit.promote(table.find_atom(w_value.index))
    elif isinstance(w_value, W_Int):
        target = jit.promote(table.find_int(w_value.intval))
    if target == 0:
        return ops[pc + 2]
    return target


@op('i_select')
@jit.unroll_safe        # mostly at most 8 values, else there is a table
def op_i_select(code, pc, xs, ys):
    """i_select Value Fail N, then N times: value, label"""
    ops = code.ops
    w_value = load(code, xs, ys, ops[pc + 1])
    at = pc + 4
    end = at + 2 * ops[pc + 3]
    while at < end:
        index = ops[at] >> 2
        assert index >= 0
        if eq_exact(w_value, code.literal(index)):
            return ops[at + 1]
        at += 2
    return ops[pc + 2]


@op('select_tuple_arity')
@jit.unroll_safe        # bounded by the instruction's length
def op_select_tuple_arity(code, pc, xs, ys):
    """select_tuple_arity Tuple Fail [Arity, Label, ...]"""
    ops = code.ops
    w_tuple = load(code, xs, ys, ops[pc + 1])
    if isinstance(w_tuple, W_Tuple):
        arity = w_tuple.arity()
        at = pc + 4
        end = at + ops[pc + 3]
        while at < end:
            if ops[at] == arity:
                return ops[at + 1]
            at += 2
    return ops[pc + 2]
