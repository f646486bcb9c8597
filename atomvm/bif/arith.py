"""Arithmetic operators of erlang, and abs, float, trunc, round, ceil, floor.

What they do is in term/number.py (OTP: erts/emulator/beam/erl_arith.c,
erl_bif_guard.c).
"""
from atomvm.bif.gateway import bif
from atomvm.term import number


def _operator(name, arity, func):
    bif('erlang', name, arity, guard=True, inline=True)(func)


_operator('+', 2, number.plus_2)
_operator('-', 2, number.minus_2)
_operator('*', 2, number.times_2)
_operator('/', 2, number.divide_2)
_operator('div', 2, number.div_2)
_operator('rem', 2, number.rem_2)
_operator('band', 2, number.band_2)
_operator('bor', 2, number.bor_2)
_operator('bxor', 2, number.bxor_2)
_operator('bsl', 2, number.bsl_2)
_operator('bsr', 2, number.bsr_2)
_operator('bnot', 1, number.bnot_1)
_operator('-', 1, number.negate_1)
_operator('+', 1, number.plus_1)
_operator('abs', 1, number.abs_1)
_operator('float', 1, number.float_1)
_operator('trunc', 1, number.trunc_1)
_operator('round', 1, number.round_1)
_operator('ceil', 1, number.ceil_1)
_operator('floor', 1, number.floor_1)
