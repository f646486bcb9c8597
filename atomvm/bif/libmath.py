"""The module math (OTP: erts/emulator/beam/erl_math.c), by C's libm.

Its file is not called math.py: Python 2 would import that in place of its own
math in this folder.  Results that are no finite number raise badarith.
"""
import math

from rpython.rtyper.lltypesystem import rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

from atomvm.bif.gateway import bif
from atomvm.term.fault import badarg, badarith
from atomvm.term.number import W_Float, is_number, mk_float, to_float

LIBM = ExternalCompilationInfo(includes=['math.h'], libraries=['m'])


def _external(name, arity):
    return rffi.llexternal(name, [rffi.DOUBLE] * arity, rffi.DOUBLE,
                           compilation_info=LIBM, sandboxsafe=True,
                           elidable_function=True)


def _value(w_number):
    """The float of a number; badarg for other terms, badarith for integers
    beyond all floats."""
    if not is_number(w_number):
        raise badarg()
    return to_float(w_number)


def _declare_1(name):
    function = _external(name, 1)

    def native(w_x):
        return mk_float(function(_value(w_x)))
    native.func_name = name + '_1'
    bif('math', name, 1, inline=True)(native)


def _declare_2(name):
    function = _external(name, 2)

    def native(w_x, w_y):
        x = _value(w_x)
        return mk_float(function(x, _value(w_y)))
    native.func_name = name + '_2'
    bif('math', name, 2, inline=True)(native)


for _name in ('acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'ceil', 'cos',
              'cosh', 'erf', 'erfc', 'exp', 'floor', 'log', 'log10', 'log2',
              'sin', 'sinh', 'tan', 'tanh'):
    _declare_1(_name)
for _name in ('atan2', 'fmod', 'pow'):
    _declare_2(_name)


@bif('math', 'sqrt', 1, inline=True)
def sqrt_1(w_x):
    """By itself, for the JIT has an instruction for it."""
    x = _value(w_x)
    if x < 0.0:
        raise badarith()
    return W_Float(math.sqrt(x))


@bif('math', 'pi', 0)
def pi_0():
    return W_Float(math.pi)
