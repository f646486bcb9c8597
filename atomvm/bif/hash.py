"""erlang:phash2/1,2 and phash/2 (OTP: erts/emulator/beam/bif.c)."""
from rpython.rlib.rarithmetic import intmask, r_uint
from rpython.rlib.rbigint import rbigint

from atomvm.bif.gateway import bif, Any, Integer
from atomvm.term.fault import badarg
from atomvm.term.hash import M32, hash2
from atomvm.term.number import mk_big, mk_int, to_big
from atomvm.term.phash import hash1

TWO_32 = rbigint.fromint(1).lshift(32)


def _into_range(h, w_range):
    """h, below 2 ** 32, modulo a range of 1 to 2 ** 32; badarg."""
    num = to_big(w_range)
    if num.sign <= 0 or num.gt(TWO_32):
        raise badarg()
    if num.eq(TWO_32):
        return h
    return h % num.touint()


def _mk_unsigned(h):
    if intmask(h) >= 0:
        return mk_int(intmask(h))
    return mk_big(rbigint.fromrarith_int(h))


@bif('erlang', 'phash2', 1)
def phash2_1(w_term):
    return mk_int(intmask(hash2(w_term) & (M32 >> 5)))


@bif('erlang', 'phash2', 2, args=[Any, Integer])
def phash2_2(w_term, w_range):
    return _mk_unsigned(_into_range(hash2(w_term), w_range))


@bif('erlang', 'phash', 2, args=[Any, Integer])
def phash_2(w_term, w_range):
    h = _into_range(hash1(w_term), w_range)
    if h == M32:
        return mk_big(TWO_32)       # 2 ** 32 does not fit a 32-bit word
    return _mk_unsigned(h + r_uint(1))
