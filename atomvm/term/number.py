"""Numbers: small and big integers, floats, and the arithmetic on them.

Small integers are machine words (boxed), or tagged pointers where
config.TAGGED.  A W_Big never holds a value that fits a small integer.

Each operator is a small function that traces look into (two small integers,
two floats) and a slow one that they call.  What fails raises badarith, badarg
or system_limit as in OTP (erts/emulator/beam/erl_arith.c, erl_bif_guard.c).
"""
import math

from rpython.rlib import jit
from rpython.rlib.objectmodel import UnboxedValue
from rpython.rlib.rarithmetic import LONG_BIT, intmask, int_c_div, int_c_mod
from rpython.rlib.rarithmetic import ovfcheck
from rpython.rlib.rbigint import rbigint

from atomvm import config
from atomvm.term import bigint
from atomvm.term.base import W_Term, RANK_NUMBER
from atomvm.term.fault import badarg, badarith, system_limit


class W_Number(W_Term):
    _attrs_ = __slots__ = ()

    def rank(self):
        return RANK_NUMBER


if config.TAGGED:
    class W_Int(W_Number, UnboxedValue):
        __slots__ = 'intval'

    def mk_int(value):
        """The integer term of a machine word."""
        try:
            return W_Int(value)
        except OverflowError:
            return W_Big(rbigint.fromint(value))
else:
    class W_Int(W_Number):
        _attrs_ = __slots__ = ('intval',)
        _immutable_fields_ = ['intval']

        def __init__(self, intval):
            self.intval = intval

    def mk_int(value):
        """The integer term of a machine word."""
        return W_Int(value)


class W_Big(W_Number):
    """An integer beyond the small ones."""
    _attrs_ = __slots__ = ('num',)
    _immutable_fields_ = ['num']

    def __init__(self, num):
        self.num = num


MAX_FLOAT = 1.7976931348623157e308


class W_Float(W_Number):
    """Always finite."""
    _attrs_ = __slots__ = ('floatval',)
    _immutable_fields_ = ['floatval']

    def __init__(self, floatval):
        self.floatval = floatval


@jit.dont_look_inside
def mk_big(num):
    """The integer term of an rbigint, small where it fits."""
    digits = num.numdigits()
    if digits > 2 or digits == 2 and num.sign > 0:
        return W_Big(num)       # (a digit is a word without its sign)
    try:
        value = num.toint()
    except OverflowError:
        return W_Big(num)
    return mk_int(value)


def mk_float(value):
    """The float term of the result of an operation; badarith if not finite."""
    # (not if abs(value) > MAX_FLOAT: a NaN has to go there too)
    if abs(value) <= MAX_FLOAT:
        return W_Float(value)
    raise badarith()


def is_integer(w_value):
    return isinstance(w_value, W_Int) or isinstance(w_value, W_Big)


def is_number(w_value):
    return (isinstance(w_value, W_Int) or isinstance(w_value, W_Float)
            or isinstance(w_value, W_Big))


def to_big(w_value):
    """The rbigint of an integer term; badarith for other terms."""
    if isinstance(w_value, W_Int):
        return rbigint.fromint(w_value.intval)
    if isinstance(w_value, W_Big):
        return w_value.num
    raise badarith()


def to_float(w_value):
    """The float of a number term; badarith for other terms and for integers
    beyond all floats."""
    if isinstance(w_value, W_Float):
        return w_value.floatval
    if isinstance(w_value, W_Int):
        return float(w_value.intval)
    return _big_to_float(w_value)


@jit.dont_look_inside
def _big_to_float(w_value):
    if isinstance(w_value, W_Big):
        value = bigint.to_float(w_value.num)
        if value - value == 0.0:
            return value
    raise badarith()


def _is_float(w_a, w_b):
    """One is a float: arithmetic on floats is asked for."""
    return isinstance(w_a, W_Float) or isinstance(w_b, W_Float)


# ----------------------------------------------------------- + - * /

def plus_2(w_a, w_b):
    """A + B."""
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        try:
            result = ovfcheck(w_a.intval + w_b.intval)
        except OverflowError:
            return _plus_int(w_a, w_b)
        return mk_int(result)
    if isinstance(w_a, W_Float) and isinstance(w_b, W_Float):
        return mk_float(w_a.floatval + w_b.floatval)
    if _is_float(w_a, w_b):
        return mk_float(to_float(w_a) + to_float(w_b))
    return _plus_int(w_a, w_b)


def minus_2(w_a, w_b):
    """A - B."""
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        try:
            result = ovfcheck(w_a.intval - w_b.intval)
        except OverflowError:
            return _minus_int(w_a, w_b)
        return mk_int(result)
    if isinstance(w_a, W_Float) and isinstance(w_b, W_Float):
        return mk_float(w_a.floatval - w_b.floatval)
    if _is_float(w_a, w_b):
        return mk_float(to_float(w_a) - to_float(w_b))
    return _minus_int(w_a, w_b)


def times_2(w_a, w_b):
    """A * B."""
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        try:
            result = ovfcheck(w_a.intval * w_b.intval)
        except OverflowError:
            return _times_int(w_a, w_b)
        return mk_int(result)
    if isinstance(w_a, W_Float) and isinstance(w_b, W_Float):
        return mk_float(w_a.floatval * w_b.floatval)
    if _is_float(w_a, w_b):
        return mk_float(to_float(w_a) * to_float(w_b))
    return _times_int(w_a, w_b)


def divide_2(w_a, w_b):
    """A / B, a float."""
    divisor = to_float(w_b)
    dividend = to_float(w_a)
    if divisor == 0.0:
        raise badarith()
    return mk_float(dividend / divisor)


@jit.dont_look_inside
def _plus_int(w_a, w_b):
    if isinstance(w_a, W_Big) and isinstance(w_b, W_Int):
        return _mk_checked(w_a.num.int_add(w_b.intval))
    if isinstance(w_b, W_Big) and isinstance(w_a, W_Int):
        return _mk_checked(w_b.num.int_add(w_a.intval))
    return _mk_checked(to_big(w_a).add(to_big(w_b)))


@jit.dont_look_inside
def _minus_int(w_a, w_b):
    if isinstance(w_a, W_Big) and isinstance(w_b, W_Int):
        return _mk_checked(w_a.num.int_sub(w_b.intval))
    return _mk_checked(to_big(w_a).sub(to_big(w_b)))


@jit.dont_look_inside
def _times_int(w_a, w_b):
    try:
        if isinstance(w_a, W_Big) and isinstance(w_b, W_Int):
            return mk_big(bigint.times_int(w_a.num, w_b.intval))
        if isinstance(w_b, W_Big) and isinstance(w_a, W_Int):
            return mk_big(bigint.times_int(w_b.num, w_a.intval))
        return mk_big(bigint.times(to_big(w_a), to_big(w_b)))
    except bigint.TooLarge:
        raise system_limit()


def _mk_checked(num):
    try:
        return mk_big(bigint.checked(num))
    except bigint.TooLarge:
        raise system_limit()


# ----------------------------------------------------------- div, rem

def div_2(w_a, w_b):
    """A div B: rounded towards 0."""
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        a = w_a.intval
        b = w_b.intval
        if b > 0:
            if a >= 0:
                return mk_int(a // b)
            return mk_int(int_c_div(a, b))
        if b < -1:
            return mk_int(int_c_div(a, b))
    return _div_slow(w_a, w_b)


def rem_2(w_a, w_b):
    """A rem B: it has the sign of A."""
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        a = w_a.intval
        b = w_b.intval
        if b > 0:
            if a >= 0:
                return mk_int(a % b)
            return mk_int(int_c_mod(a, b))
        if b < -1:
            return mk_int(int_c_mod(a, b))
    return _rem_slow(w_a, w_b)


@jit.dont_look_inside
def _div_slow(w_a, w_b):
    divisor = to_big(w_b)
    dividend = to_big(w_a)
    if divisor.sign == 0:
        raise badarith()
    return mk_big(bigint.quotient(dividend, divisor))


@jit.dont_look_inside
def _rem_slow(w_a, w_b):
    if isinstance(w_a, W_Big) and isinstance(w_b, W_Int) and w_b.intval > 0:
        if w_a.num.sign > 0:
            return mk_big(w_a.num.int_mod(w_b.intval))
    divisor = to_big(w_b)
    dividend = to_big(w_a)
    if divisor.sign == 0:
        raise badarith()
    return mk_big(bigint.remainder(dividend, divisor))


# ----------------------------------------------------------- bits

def band_2(w_a, w_b):
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        return mk_int(w_a.intval & w_b.intval)
    return _band_slow(w_a, w_b)


def bor_2(w_a, w_b):
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        return mk_int(w_a.intval | w_b.intval)
    return _bor_slow(w_a, w_b)


def bxor_2(w_a, w_b):
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        return mk_int(w_a.intval ^ w_b.intval)
    return _bxor_slow(w_a, w_b)


def bnot_1(w_a):
    if isinstance(w_a, W_Int):
        return mk_int(~w_a.intval)
    return _bnot_slow(w_a)


@jit.dont_look_inside
def _band_slow(w_a, w_b):
    return _mk_checked(to_big(w_a).and_(to_big(w_b)))


@jit.dont_look_inside
def _bor_slow(w_a, w_b):
    return _mk_checked(to_big(w_a).or_(to_big(w_b)))


@jit.dont_look_inside
def _bxor_slow(w_a, w_b):
    return _mk_checked(to_big(w_a).xor(to_big(w_b)))


@jit.dont_look_inside
def _bnot_slow(w_a):
    return _mk_checked(to_big(w_a).invert())


def bsl_2(w_a, w_b):
    """A bsl B; a negative B shifts to the right."""
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        count = w_b.intval
        if 0 <= count < LONG_BIT:
            value = w_a.intval
            result = intmask(value << count)
            if result >> count == value:
                return mk_int(result)
    return _shift(w_a, w_b, True)


def bsr_2(w_a, w_b):
    """A bsr B; a negative B shifts to the left."""
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        count = w_b.intval
        if 0 <= count < LONG_BIT:
            return mk_int(w_a.intval >> count)
    return _shift(w_a, w_b, False)


@jit.dont_look_inside
def _shift(w_a, w_b, left):
    num = to_big(w_a)
    if isinstance(w_b, W_Big):
        # beyond any number: nothing but the sign is left, or far too much
        if (w_b.num.sign > 0) == left:
            if num.sign == 0:
                return w_a
            raise system_limit()
        return _all_shifted_out(num)
    if not isinstance(w_b, W_Int):
        raise badarith()
    count = w_b.intval
    if count < 0:
        if count < -bigint.MAX_BITS:
            count = -bigint.MAX_BITS - 1
        count = -count
        left = not left
    if left:
        try:
            return mk_big(bigint.shift_left(num, count))
        except bigint.TooLarge:
            raise system_limit()
    if count > bigint.MAX_BITS:
        return _all_shifted_out(num)
    return mk_big(num.rshift(count))


def _all_shifted_out(num):
    if num.sign < 0:
        return mk_int(-1)
    return mk_int(0)


# ----------------------------------------------------------- one operand

def negate_1(w_a):
    """-A."""
    if isinstance(w_a, W_Int):
        try:
            result = ovfcheck(-w_a.intval)
        except OverflowError:
            return _negate_slow(w_a)
        return mk_int(result)
    if isinstance(w_a, W_Float):
        return W_Float(-w_a.floatval)
    return _negate_slow(w_a)


@jit.dont_look_inside
def _negate_slow(w_a):
    return _mk_checked(to_big(w_a).neg())


def plus_1(w_a):
    """+A: A itself if it is a number."""
    if is_number(w_a):
        return w_a
    raise badarith()


def abs_1(w_a):
    """abs(A); badarg unless A is a number."""
    if isinstance(w_a, W_Int):
        if w_a.intval >= 0:
            return w_a
        return negate_1(w_a)
    if isinstance(w_a, W_Float):
        if w_a.floatval < 0.0:
            return W_Float(-w_a.floatval)
        return w_a              # as OTP: abs(-0.0) is -0.0
    return _abs_slow(w_a)


@jit.dont_look_inside
def _abs_slow(w_a):
    if not isinstance(w_a, W_Big):
        raise badarg()
    if w_a.num.sign >= 0:
        return w_a
    return _negate_slow(w_a)


def float_1(w_a):
    """float(A); badarg unless A is a number that a float can be near to."""
    if isinstance(w_a, W_Float):
        return w_a
    if isinstance(w_a, W_Int):
        return W_Float(float(w_a.intval))
    return _float_slow(w_a)


@jit.dont_look_inside
def _float_slow(w_a):
    if isinstance(w_a, W_Big):
        value = bigint.to_float(w_a.num)
        if value - value == 0.0:
            return W_Float(value)
    raise badarg()


# Floats of this size or more have no fraction; those below it fit a word.
if LONG_BIT == 64:
    _WHOLE = 4503599627370496.0
    _FITS = 9007199254740992.0
else:
    _WHOLE = 4503599627370496.0
    _FITS = 1073741824.0


@jit.dont_look_inside
def _integer_of(value):
    """The integer term of a float that has no fraction."""
    return mk_big(rbigint.fromfloat(value))


def _whole(value):
    if -_FITS < value < _FITS:
        return mk_int(int(value))
    return _integer_of(value)


def _not_float(w_a):
    """trunc, round, ceil, floor of what is no float."""
    if is_integer(w_a):
        return w_a
    raise badarg()


def trunc_1(w_a):
    if not isinstance(w_a, W_Float):
        return _not_float(w_a)
    return _whole(w_a.floatval)


def round_1(w_a):
    """The nearest integer, away from 0 where two are."""
    if not isinstance(w_a, W_Float):
        return _not_float(w_a)
    value = w_a.floatval
    if not -_WHOLE < value < _WHOLE:
        return _whole(value)
    below = math.floor(value)
    rest = value - below
    if rest > 0.5 or (rest == 0.5 and value > 0.0):
        below += 1.0
    return _whole(below)


def ceil_1(w_a):
    if not isinstance(w_a, W_Float):
        return _not_float(w_a)
    return _whole(math.ceil(w_a.floatval))


def floor_1(w_a):
    if not isinstance(w_a, W_Float):
        return _not_float(w_a)
    return _whole(math.floor(w_a.floatval))
