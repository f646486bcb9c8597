"""Secure remote passwords, with libcrypto's large numbers."""
from rpython.rtyper.lltypesystem import lltype, rffi

from atomvm.foreign.crypto_library import (
    INT, TEXT, c_int, external, known, number)

_srp = external('atomvm_srp', [INT, rffi.CCHARPP, rffi.LONGP, TEXT], INT)

VALUE_B, USER, HOST = range(3)
NO_NUMBER = -1
MULTIPLE = -2           # the other side's number is one of the prime's


def srp(what, numbers):
    """(code, data) of the arguments of OTP's natives, the prime the last of
    them; code: negative where there is no result."""
    count = len(numbers)
    room = len(numbers[count - 1]) + 1
    data = lltype.malloc(rffi.CCHARPP.TO, count, flavor='raw')
    sizes = lltype.malloc(rffi.LONGP.TO, count, flavor='raw')
    for i in range(count):
        data[i] = rffi.str2charp(numbers[i])
        sizes[i] = rffi.cast(rffi.LONG, len(numbers[i]))
    with rffi.scoped_alloc_buffer(room) as buf:
        code = number(_srp(c_int(what), data, sizes, buf.raw))
        result = known(buf.str(code)) if code >= 0 else ''
    for i in range(count):
        rffi.free_charp(data[i])
    lltype.free(sizes, flavor='raw')
    lltype.free(data, flavor='raw')
    return code, result
