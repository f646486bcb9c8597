"""Handlers: moves, lists, tuples, floats, maps; and inlined BIFs.

Each gets its operands as terms (plain integers as ints) and returns what its
destination gets (see registry.py).  The compiler has made sure of the types of
most operands; that they are looked at nevertheless keeps damaged code from
crashing the VM.
"""
import py

from rpython.rlib import jit

from atomvm.interp.operand import load, store
from atomvm.interp.registry import data, op
from atomvm.term.atoms import true, false
from atomvm.term.binary import W_Bits
from atomvm.term.compare import eq, eq_exact, less
from atomvm.term.cons import W_Cons, cons
from atomvm.term.fault import badarg, badarith, badkey, badmap
from atomvm.term.map import W_Map
from atomvm.term.number import (
    W_Int, W_Big, W_Float, mk_float, mk_int, plus_2, minus_2, times_2,
    divide_2, div_2, rem_2, band_2, bor_2, bxor_2, bsl_2, bsr_2, bnot_1,
    negate_1, plus_1)
from atomvm.term.tuple import (
    W_Tuple, W_Tuple1, W_Tuple2, W_Tuple3, W_Tuple4, W_Tuple5, W_Tuple6,
    W_Tuple7, W_Tuple8, W_TupleN, mk_tuple)


@data('move')
def op_move(w_value):
    return w_value


@data('fmove')
def op_fmove(w_value):
    return w_value


@data('get_hd')
def op_get_hd(w_list):
    if not isinstance(w_list, W_Cons):
        raise badarg()
    return w_list.head()


@data('get_tl')
def op_get_tl(w_list):
    if not isinstance(w_list, W_Cons):
        raise badarg()
    return w_list.tl


@data('put_list')
def op_put_list(w_head, w_tail):
    return cons(w_head, w_tail)


@data('get_tuple_element')
def op_get_tuple_element(w_tuple, position):
    if not isinstance(w_tuple, W_Tuple):
        raise badarg()
    return w_tuple.get(position)


@op('get_list')
def op_get_list(code, pc, xs, ys):
    ops = code.ops
    w_list = load(code, xs, ys, ops[pc + 1])
    if not isinstance(w_list, W_Cons):
        raise badarg()
    w_head = w_list.head()
    w_tail = w_list.tl
    store(xs, ys, ops[pc + 2], w_head)
    store(xs, ys, ops[pc + 3], w_tail)
    return pc + 4


@op('swap')
def op_swap(code, pc, xs, ys):
    ops = code.ops
    w_1 = load(code, xs, ys, ops[pc + 1])
    w_2 = load(code, xs, ys, ops[pc + 2])
    store(xs, ys, ops[pc + 1], w_2)
    store(xs, ys, ops[pc + 2], w_1)
    return pc + 3


@op('set_tuple_element')
def op_set_tuple_element(code, pc, xs, ys):
    ops = code.ops
    w_tuple = load(code, xs, ys, ops[pc + 2])
    if not isinstance(w_tuple, W_Tuple):
        raise badarg()
    w_tuple.set_element(ops[pc + 3], load(code, xs, ys, ops[pc + 1]))
    return pc + 4


@jit.unroll_safe        # bounded by the instruction's length
def load_many(code, pc, n, xs, ys):
    """The terms of n operand words from pc on."""
    items = [None] * n
    i = 0
    while i < n:
        items[i] = load(code, xs, ys, code.ops[pc + i])
        i += 1
    return items


def _tuple_builder():
    """load_tuple(): the tuple of n operand words from pc on (n is 1 to 8:
    W_Tuple1 to W_Tuple8; else W_TupleN)."""
    lines = ['def load_tuple(code, pc, n, xs, ys):', '    ops = code.ops']
    for n in (2, 3, 4, 1, 5, 6, 7, 8):
        loads = ['load(code, xs, ys, ops[pc + %d])' % i for i in range(n)]
        lines += ['    if n == %d:' % n, '        return W_Tuple%d(%s)' % (
            n, ', '.join(loads))]
    lines += ['    return W_TupleN(load_many(code, pc, n, xs, ys))']
    exec py.code.Source('\n'.join(lines) + '\n').compile() in globals()


_tuple_builder()


@op('i_tuple')
def op_i_tuple(code, pc, xs, ys):
    ops = code.ops
    n = ops[pc + 2]
    store(xs, ys, ops[pc + 1], load_tuple(code, pc + 3, n, xs, ys))
    return pc + 3 + n


@op('update_record')
def op_update_record(code, pc, xs, ys):
    """update_record Hint Size Src Dst [Index, Value, ...]"""
    ops = code.ops
    w_tuple = load(code, xs, ys, ops[pc + 3])
    if not isinstance(w_tuple, W_Tuple):
        raise badarg()
    items = w_tuple.items()
    n = ops[pc + 5]
    update_items(code, pc + 6, n, xs, ys, items)
    store(xs, ys, ops[pc + 4], mk_tuple(items))
    return pc + 6 + n


@jit.unroll_safe        # bounded by the instruction's length
def update_items(code, pc, n, xs, ys, items):
    i = 0
    while i < n:
        at = code.ops[pc + i] - 1
        if at < 0 or at >= len(items):
            raise badarg()
        items[at] = load(code, xs, ys, code.ops[pc + i + 1])
        i += 2


# ---------------------------------------------------------------- floats

def to_float(w_value):
    """Float of a float register's term."""
    if not isinstance(w_value, W_Float):
        raise badarith()
    return w_value.floatval


@data('fconv')
def op_fconv(w_value):
    if isinstance(w_value, W_Float):
        return w_value
    if isinstance(w_value, W_Int):
        return W_Float(float(w_value.intval))
    return convert_big(w_value)


@jit.dont_look_inside
def convert_big(w_value):
    if isinstance(w_value, W_Big):
        try:
            return W_Float(w_value.num.tofloat())
        except OverflowError:
            pass
    raise badarith()


@data('fadd')
def op_fadd(w_1, w_2):
    return mk_float(to_float(w_1) + to_float(w_2))


@data('i_fadd')
def op_i_fadd(w_1, w_2):
    """The same without a check of the result: see beam/floats.py."""
    return W_Float(to_float(w_1) + to_float(w_2))


@data('fsub')
def op_fsub(w_1, w_2):
    return mk_float(to_float(w_1) - to_float(w_2))


@data('i_fsub')
def op_i_fsub(w_1, w_2):
    return W_Float(to_float(w_1) - to_float(w_2))


@data('fmul')
def op_fmul(w_1, w_2):
    return mk_float(to_float(w_1) * to_float(w_2))


@data('i_fmul')
def op_i_fmul(w_1, w_2):
    return W_Float(to_float(w_1) * to_float(w_2))


@data('fdiv')
def op_fdiv(w_1, w_2):
    divisor = to_float(w_2)
    if divisor == 0.0:
        raise badarith()
    return mk_float(to_float(w_1) / divisor)


@data('fnegate')
def op_fnegate(w_1):
    return W_Float(-to_float(w_1))


# ---------------------------------------------------------- inlined BIFs

data('+/2')(plus_2)
data('-/2')(minus_2)
data('*/2')(times_2)
data('//2')(divide_2)
data('div/2')(div_2)
data('rem/2')(rem_2)
data('band/2')(band_2)
data('bor/2')(bor_2)
data('bxor/2')(bxor_2)
data('bsl/2')(bsl_2)
data('bsr/2')(bsr_2)
data('bnot/1')(bnot_1)
data('-/1')(negate_1)
data('+/1')(plus_1)


@data('=:=/2')
def op_eq_exact(w_1, w_2):
    if eq_exact(w_1, w_2):
        return true
    return false


@data('=/=/2')
def op_ne_exact(w_1, w_2):
    if eq_exact(w_1, w_2):
        return false
    return true


@data('==/2')
def op_eq(w_1, w_2):
    if eq(w_1, w_2):
        return true
    return false


@data('/=/2')
def op_ne(w_1, w_2):
    if eq(w_1, w_2):
        return false
    return true


@data('</2')
def op_lt(w_1, w_2):
    if less(w_1, w_2):
        return true
    return false


@data('>/2')
def op_gt(w_1, w_2):
    if less(w_2, w_1):
        return true
    return false


@data('>=/2')
def op_ge(w_1, w_2):
    if less(w_1, w_2):
        return false
    return true


@data('=</2')
def op_le(w_1, w_2):
    if less(w_2, w_1):
        return false
    return true


def check_bool(w_value):
    if w_value is not true and w_value is not false:
        raise badarg()


@data('and/2')
def op_and(w_1, w_2):
    check_bool(w_1)
    check_bool(w_2)
    if w_1 is true:
        return w_2
    return false


@data('or/2')
def op_or(w_1, w_2):
    check_bool(w_1)
    check_bool(w_2)
    if w_1 is true:
        return true
    return w_2


@data('not/1')
def op_not(w_1):
    if w_1 is true:
        return false
    if w_1 is false:
        return true
    raise badarg()


@data('hd/1')
def op_hd(w_list):
    if isinstance(w_list, W_Cons):
        return w_list.head()
    raise badarg()


@data('tl/1')
def op_tl(w_list):
    if isinstance(w_list, W_Cons):
        return w_list.tl
    raise badarg()


@data('element/2')
def op_element(w_index, w_tuple):
    if isinstance(w_index, W_Int) and isinstance(w_tuple, W_Tuple):
        index = w_index.intval - 1
        if index >= 0 and index < w_tuple.arity():
            return w_tuple.get(index)
    raise badarg()


@data('tuple_size/1')
def op_tuple_size(w_tuple):
    if isinstance(w_tuple, W_Tuple):
        return mk_int(w_tuple.arity())
    raise badarg()


@data('map_size/1')
def op_map_size(w_map):
    if isinstance(w_map, W_Map):
        return mk_int(w_map.size())
    raise badmap(w_map)


@data('map_get/2')
def op_map_get(w_key, w_map):
    if not isinstance(w_map, W_Map):
        raise badmap(w_map)
    w_value = w_map.get(w_key)
    if w_value is None:
        raise badkey(w_key)
    return w_value


@data('is_map_key/2')
def op_is_map_key(w_key, w_map):
    if not isinstance(w_map, W_Map):
        raise badmap(w_map)
    if w_map.get(w_key) is None:
        return false
    return true


@data('byte_size/1')
def op_byte_size(w_bits):
    if isinstance(w_bits, W_Bits):
        return mk_int(w_bits.byte_size())
    raise badarg()
