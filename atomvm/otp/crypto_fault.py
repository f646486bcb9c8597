"""Errors of crypto's natives, and what they ask of their arguments.

OTP: lib/crypto/c_src/common.h (EXCP_BADARG_N and so on).  crypto.erl makes
{badarg, {File, Line}, Message} of them; the files here are OTP's.
"""
from rpython.rlib.objectmodel import dont_inline

from atomvm.error import ERROR, ErlangError
from atomvm.term.atom import mk_atom
from atomvm.term import atoms
from atomvm.term.binary import W_Bits
from atomvm.term.cons import chars_list
from atomvm.term.iodata import bits_bytes, iodata_bytes
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple3

W_NOTSUP = mk_atom('notsup')
W_C_FILE = mk_atom('c_file_name')
W_C_LINE = mk_atom('c_file_line_num')
W_C_ARGUMENT = mk_atom('c_function_arg_num')

NO_ARGUMENT = -1
HASHED = 6          # log2 of the bytes that are a unit of work


@dont_inline
def fault(w_class, argument, text, filename):
    """argument: of the native, counted from 0; the same for the others."""
    w_where = mk_map_from_pairs(
        [W_C_FILE, W_C_LINE, W_C_ARGUMENT],
        [chars_list(filename), mk_int(0), mk_int(argument)])
    raise ErlangError(ERROR, tuple3(w_class, w_where, chars_list(text)))


def bad(argument, text, filename):
    raise fault(atoms.badarg, argument, text, filename)


def not_supported(argument, text, filename):
    raise fault(W_NOTSUP, argument, text, filename)


def failed(text, filename):
    """libcrypto refused."""
    raise fault(atoms.error, NO_ARGUMENT, text, filename)


def data_of(w_data):
    """The bytes of I/O data, or None."""
    try:
        return iodata_bytes(w_data)
    except ErlangError:
        return None


def binary_of(w_data):
    """The bytes of a binary, or None."""
    if isinstance(w_data, W_Bits) and w_data.nbits & 7 == 0:
        return bits_bytes(w_data)
    return None
