"""64-bit integers as terms, also where a machine word has 32 bits."""
from rpython.rlib.rarithmetic import r_longlong, r_ulonglong, intmask
from rpython.rlib.rbigint import rbigint

from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, W_Big, mk_big, mk_int

SMALL = 1 << 29


def to_signed(w_number):
    """An integer term as an r_longlong; badarg beyond 64 bits."""
    if isinstance(w_number, W_Int):
        return r_longlong(w_number.intval)
    if not isinstance(w_number, W_Big):
        raise badarg()
    try:
        return w_number.num.tolonglong()
    except OverflowError:
        raise badarg()


def to_unsigned(w_number):
    """An integer term from 0 to 2**64-1 as an r_ulonglong, else badarg."""
    if isinstance(w_number, W_Int):
        if w_number.intval < 0:
            raise badarg()
        return r_ulonglong(w_number.intval)
    if not isinstance(w_number, W_Big):
        raise badarg()
    try:
        return w_number.num.toulonglong()
    except (OverflowError, ValueError):
        raise badarg()


def to_wrapped(w_number):
    """An integer term from -2**63 to 2**64-1 as its 64 bits, else badarg."""
    if isinstance(w_number, W_Big) and w_number.num.sign > 0:
        return to_unsigned(w_number)
    return r_ulonglong(to_signed(w_number))


def from_signed(number):
    """The integer term of an r_longlong."""
    if -SMALL <= number <= SMALL:
        return mk_int(intmask(number))
    return mk_big(rbigint.fromrarith_int(number))


def from_unsigned(number):
    """The integer term of an r_ulonglong."""
    return mk_big(rbigint.fromrarith_int(number))
