"""libcrypto (OpenSSL 3), through C functions of our own.

Nothing of it is called before its first use, which is what initialises it.
"""
from rpython.rtyper.lltypesystem import lltype, rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

from atomvm.foreign import (
    crypto_c_basic, crypto_c_cipher, crypto_c_key, crypto_c_sign, crypto_c_srp)

PARTS = [crypto_c_basic, crypto_c_cipher, crypto_c_key, crypto_c_sign,
         crypto_c_srp]

ECI = ExternalCompilationInfo(
    post_include_bits=['\n'.join([line for part in PARTS
                                  for line in part.PROTOTYPES]) + '\n'],
    separate_module_sources=[part.SOURCE for part in PARTS],
    libraries=['crypto'])

TEXT = rffi.CCHARP
SIZE = rffi.LONG
INT = rffi.INT
VOIDP = rffi.VOIDP


def external(name, args, result):
    return rffi.llexternal(name, args, result, compilation_info=ECI,
                           releasegil=False)


def number(value):
    """A C int as an int."""
    return rffi.cast(lltype.Signed, value)


def c_int(value):
    return rffi.cast(rffi.INT, value)


def c_long(value):
    return rffi.cast(rffi.LONG, value)


def known(text):
    """What a buffer made a string of; the annotator thinks it may be None."""
    assert text is not None
    return text
