"""Comparing terms, and the operators on booleans.

What comparing does is in term/compare.py (OTP: erts/emulator/beam/bif.c,
erl_bif_op.c).
"""
from atomvm.bif.gateway import bif, Bool
from atomvm.term import compare
from atomvm.term.atoms import from_bool
from atomvm.term.number import mk_int


@bif('erlang', '==', 2, guard=True, inline=True)
def equal_2(w_a, w_b):
    return from_bool(compare.eq(w_a, w_b))


@bif('erlang', '/=', 2, guard=True, inline=True)
def not_equal_2(w_a, w_b):
    return from_bool(not compare.eq(w_a, w_b))


@bif('erlang', '=:=', 2, guard=True, inline=True)
def equal_exact_2(w_a, w_b):
    return from_bool(compare.eq_exact(w_a, w_b))


@bif('erlang', '=/=', 2, guard=True, inline=True)
def not_equal_exact_2(w_a, w_b):
    return from_bool(not compare.eq_exact(w_a, w_b))


@bif('erlang', '<', 2, guard=True, inline=True)
def less_2(w_a, w_b):
    return from_bool(compare.less(w_a, w_b))


@bif('erlang', '>', 2, guard=True, inline=True)
def greater_2(w_a, w_b):
    return from_bool(compare.less(w_b, w_a))


@bif('erlang', '=<', 2, guard=True, inline=True)
def less_equal_2(w_a, w_b):
    return from_bool(compare.less_equal(w_a, w_b))


@bif('erlang', '>=', 2, guard=True, inline=True)
def greater_equal_2(w_a, w_b):
    return from_bool(compare.less_equal(w_b, w_a))


@bif('erlang', 'min', 2, inline=True)
def min_2(w_a, w_b):
    """The first of equal ones."""
    if compare.less(w_b, w_a):
        return w_b
    return w_a


@bif('erlang', 'max', 2, inline=True)
def max_2(w_a, w_b):
    """The first of equal ones."""
    if compare.less(w_a, w_b):
        return w_b
    return w_a


@bif('erts_internal', 'cmp_term', 2)
def cmp_term_2(w_a, w_b):
    """-1, 0 or 1: integers come before floats."""
    return mk_int(compare.exact_compare(w_a, w_b))


@bif('erlang', 'and', 2, args=[Bool, Bool], guard=True, inline=True)
def and_2(a, b):
    return from_bool(a and b)


@bif('erlang', 'or', 2, args=[Bool, Bool], guard=True, inline=True)
def or_2(a, b):
    return from_bool(a or b)


@bif('erlang', 'xor', 2, args=[Bool, Bool], guard=True, inline=True)
def xor_2(a, b):
    return from_bool(a != b)


@bif('erlang', 'not', 1, args=[Bool], guard=True, inline=True)
def not_1(a):
    return from_bool(not a)
