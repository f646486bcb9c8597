"""Handlers: maps (has_map_fields, get_map_elements, put_map_...)."""
from rpython.rlib import jit

from atomvm.interp.operand import load, store
from atomvm.interp.registry import op
from atomvm.term.fault import badkey, badmap
from atomvm.term.map import W_Map


@op('has_map_fields')
@jit.unroll_safe        # bounded by the instruction's length
def op_has_map_fields(code, pc, xs, ys):
    ops = code.ops
    w_map = load(code, xs, ys, ops[pc + 2])
    if not isinstance(w_map, W_Map):
        return ops[pc + 1]
    n = ops[pc + 3]
    i = 0
    while i < n:
        if w_map.get(load(code, xs, ys, ops[pc + 4 + i])) is None:
            return ops[pc + 1]
        i += 1
    return pc + 4 + n


@op('get_map_elements')
@jit.unroll_safe        # bounded by the instruction's length
def op_get_map_elements(code, pc, xs, ys):
    ops = code.ops
    w_map = load(code, xs, ys, ops[pc + 2])
    if not isinstance(w_map, W_Map):
        return ops[pc + 1]
    n = ops[pc + 3]
    i = 0
    while i < n:
        w_value = w_map.get(load(code, xs, ys, ops[pc + 4 + i]))
        if w_value is None:
            return ops[pc + 1]
        store(xs, ys, ops[pc + 5 + i], w_value)
        i += 2
    return pc + 4 + n


@op('put_map_assoc')
@jit.unroll_safe        # bounded by the instruction's length
def op_put_map_assoc(code, pc, xs, ys):
    """put_map_assoc Fail Src Dst Live [Key, Value, ...]"""
    ops = code.ops
    w_map = load(code, xs, ys, ops[pc + 2])
    if not isinstance(w_map, W_Map):
        if ops[pc + 1] != 0:
            return ops[pc + 1]
        raise badmap(w_map)
    n = ops[pc + 5]
    i = 0
    while i < n:
        w_map = w_map.put(load(code, xs, ys, ops[pc + 6 + i]),
                          load(code, xs, ys, ops[pc + 7 + i]))
        i += 2
    store(xs, ys, ops[pc + 3], w_map)
    return pc + 6 + n


@op('put_map_exact')
@jit.unroll_safe        # bounded by the instruction's length
def op_put_map_exact(code, pc, xs, ys):
    ops = code.ops
    w_map = load(code, xs, ys, ops[pc + 2])
    if not isinstance(w_map, W_Map):
        if ops[pc + 1] != 0:
            return ops[pc + 1]
        raise badmap(w_map)
    n = ops[pc + 5]
    i = 0
    while i < n:
        w_key = load(code, xs, ys, ops[pc + 6 + i])
        if w_map.get(w_key) is None:
            if ops[pc + 1] != 0:
                return ops[pc + 1]
            raise badkey(w_key)
        w_map = w_map.put(w_key, load(code, xs, ys, ops[pc + 7 + i]))
        i += 2
    store(xs, ys, ops[pc + 3], w_map)
    return pc + 6 + n
