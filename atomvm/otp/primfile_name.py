"""What natives of prim_file take: names of files and 64-bit numbers."""
import errno

from rpython.rlib.rarithmetic import intmask, r_longlong

from atomvm.bif.wide import to_signed
from atomvm.term.binary import MAX_BITS, W_Bits
from atomvm.term.fault import badarg
from atomvm.term.iodata import bits_bytes
from atomvm.term.number import W_Big, W_Float, W_Int

MAX_READ = MAX_BITS >> 3


def native_path(w_path):
    """The name in a binary that ends with the one zero in it; badarg."""
    if not isinstance(w_path, W_Bits) or not w_path.is_binary():
        raise badarg()
    text = bits_bytes(w_path)
    last = len(text) - 1
    if last < 0 or text.find('\x00') != last:
        raise badarg()
    return text[:last]


def natural(w_number):
    """An r_longlong; OSError (EINVAL) where the number is not from 0 to 2**63 -
    1, badarg where it is none."""
    if isinstance(w_number, W_Int):
        if w_number.intval >= 0:
            return r_longlong(w_number.intval)
    elif isinstance(w_number, W_Big):
        if w_number.num.sign > 0 and w_number.num.bit_length() < 64:
            return to_signed(w_number)
    elif not isinstance(w_number, W_Float):
        raise badarg()
    raise OSError(errno.EINVAL, 'number')


def read_size(w_number):
    """How much to read, an int; OSError, badarg."""
    size = natural(w_number)
    if size > MAX_READ:
        raise OSError(errno.ENOMEM, 'size')
    return intmask(size)
