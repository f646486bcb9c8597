"""CRC-32 (ISO 3309), Adler-32 (RFC 1950) and MD5 (RFC 1321) of I/O data
(OTP: erts/emulator/beam/erl_bif_chksum.c).  The context of md5_update is
laid out as OTP's: state, length in bits, input that is not yet used."""
from rpython.rlib.objectmodel import not_rpython
from rpython.rlib.rarithmetic import intmask, r_uint, r_ulonglong
from rpython.rlib.rbigint import rbigint
from rpython.rlib.rmd5 import RMD5

from atomvm.bif.gateway import Any, Binary, bif
from atomvm.term.effort import ENCODED, spend
from atomvm.term.iodata import join_iodata
from atomvm.term.binary import mk_binary
from atomvm.term.bits import to_str
from atomvm.term.fault import badarg
from atomvm.term.number import W_Big, W_Int, mk_big, mk_int

ONES = (r_uint(0xffff) << 16) | r_uint(0xffff)
POLYNOMIAL = (r_uint(0xedb8) << 16) | r_uint(0x8320)
ADLER_BASE = 65521
CONTEXT_BYTES = 88


@not_rpython
def _crc_table():
    table = []
    for i in range(256):
        crc = r_uint(i)
        for _ in range(8):
            if crc & r_uint(1):
                crc = (crc >> 1) ^ POLYNOMIAL
            else:
                crc >>= 1
        table.append(crc)
    return table


CRC_TABLE = _crc_table()


def text_of(w_data):
    text = to_str(join_iodata(w_data, False))
    spend(len(text) >> ENCODED)
    return text


def from_u32(value):
    """The integer term of 32 bits."""
    word = intmask(value)
    if word >= 0:
        return mk_int(word)
    return mk_big(rbigint.fromrarith_int(value))


def u32_of(w_value):
    """An integer of 32 bits without sign; badarg."""
    if isinstance(w_value, W_Int):
        value = w_value.intval
        if value >= 0 and r_uint(value) <= ONES:
            return r_uint(value)
    elif isinstance(w_value, W_Big):
        try:
            value = w_value.num.touint()
        except (OverflowError, ValueError):
            raise badarg()
        if value <= ONES:
            return value
    raise badarg()


def crc32(crc, text):
    crc ^= ONES
    for c in text:
        crc = CRC_TABLE[intmask(crc & r_uint(255)) ^ ord(c)] ^ (crc >> 8)
    return crc ^ ONES


def adler32(adler, text):
    a = intmask(adler & r_uint(0xffff))
    b = intmask(adler >> 16)
    for c in text:
        a += ord(c)
        if a >= ADLER_BASE:
            a -= ADLER_BASE
        b += a
        if b >= ADLER_BASE:
            b %= ADLER_BASE
    return (r_uint(b) << 16) | r_uint(a)


@bif('erlang', 'crc32', 1)
def crc32_1(w_data):
    return from_u32(crc32(r_uint(0), text_of(w_data)))


@bif('erlang', 'crc32', 2)
def crc32_2(w_old, w_data):
    return from_u32(crc32(u32_of(w_old), text_of(w_data)))


@bif('erlang', 'adler32', 1)
def adler32_1(w_data):
    return from_u32(adler32(r_uint(1), text_of(w_data)))


@bif('erlang', 'adler32', 2)
def adler32_2(w_old, w_data):
    return from_u32(adler32(u32_of(w_old), text_of(w_data)))


def times_x(row, value):
    """The product of a matrix over two elements (32 words) and a vector."""
    result = r_uint(0)
    i = 0
    while value != r_uint(0):
        if value & r_uint(1):
            result ^= row[i]
        value >>= 1
        i += 1
    return result


def squared(row):
    return [times_x(row, row[i]) for i in range(32)]


def crc_after_zeros(crc, count):
    """What a CRC (without its last complement) becomes by so many zero bytes:
    the step of one bit as a matrix, raised to 8 * count."""
    row = [POLYNOMIAL] + [r_uint(1) << i for i in range(31)]
    for _ in range(3):
        row = squared(row)
    while count != r_uint(0):
        if count & r_uint(1):
            crc = times_x(row, crc)
        count >>= 1
        if count != r_uint(0):
            row = squared(row)
    return crc


@bif('erlang', 'crc32_combine', 3)
def crc32_combine_3(w_first, w_second, w_length):
    first = u32_of(w_first)
    second = u32_of(w_second)
    return from_u32(crc_after_zeros(first, u32_of(w_length)) ^ second)


def twice_reduced(value):
    """value mod ADLER_BASE for what two halves of checksums add up to; as in
    zlib, whose answer to words that are no checksums is OTP's."""
    if value >= 2 * ADLER_BASE:
        value -= 2 * ADLER_BASE
    if value >= ADLER_BASE:
        value -= ADLER_BASE
    return value


@bif('erlang', 'adler32_combine', 3)
def adler32_combine_3(w_first, w_second, w_length):
    first = u32_of(w_first)
    second = u32_of(w_second)
    length = u32_of(w_length)
    if length == r_uint(0):
        return from_u32(first)      # whatever the second is, as OTP does
    rest = intmask(length % r_uint(ADLER_BASE))
    a1 = intmask(first & r_uint(0xffff))
    a = a1 + intmask(second & r_uint(0xffff)) + ADLER_BASE - 1
    if a >= ADLER_BASE:
        a -= ADLER_BASE
    if a >= ADLER_BASE:
        a -= ADLER_BASE
    product = intmask((r_uint(rest) * r_uint(a1)) % r_uint(ADLER_BASE))
    b = (product + intmask(first >> 16) + intmask(second >> 16) +
         ADLER_BASE - rest)
    return from_u32((r_uint(twice_reduced(b)) << 16) | r_uint(a))


# ---- MD5 ----

@bif('erlang', 'md5', 1)
def md5_1(w_data):
    md5 = RMD5()
    md5.update(text_of(w_data))
    return mk_binary(md5.digest())


def word_bytes(value):
    """32 bits, lowest byte first."""
    return (chr(intmask(value) & 255) + chr(intmask(value >> 8) & 255) +
            chr(intmask(value >> 16) & 255) + chr(intmask(value >> 24) & 255))


def word_at(text, at):
    return (r_uint(ord(text[at])) | (r_uint(ord(text[at + 1])) << 8) |
            (r_uint(ord(text[at + 2])) << 16) |
            (r_uint(ord(text[at + 3])) << 24))


def context_of(md5):
    bits = md5.count << 3
    pending = md5.input
    return mk_binary(
        word_bytes(md5.A) + word_bytes(md5.B) + word_bytes(md5.C) +
        word_bytes(md5.D) + word_bytes(r_uint(bits)) +
        word_bytes(r_uint(bits >> 32)) + pending +
        '\x00' * (64 - len(pending)))


def md5_of(w_context):
    """The state of an MD5 context; badarg if it is none."""
    text = to_str(w_context)
    if len(text) != CONTEXT_BYTES:
        raise badarg()
    md5 = RMD5()
    md5.A = word_at(text, 0)
    md5.B = word_at(text, 4)
    md5.C = word_at(text, 8)
    md5.D = word_at(text, 12)
    md5.count = ((r_ulonglong(word_at(text, 20)) << 32) |
                 r_ulonglong(word_at(text, 16))) >> 3
    pending = intmask(md5.count & r_ulonglong(63))
    assert pending >= 0
    md5.input = text[24:24 + pending]
    return md5


@bif('erlang', 'md5_init', 0)
def md5_init_0():
    return context_of(RMD5())


@bif('erlang', 'md5_update', 2, args=[Binary, Any])
def md5_update_2(w_context, w_data):
    md5 = md5_of(w_context)
    md5.update(text_of(w_data))
    return context_of(md5)


@bif('erlang', 'md5_final', 1, args=[Binary])
def md5_final_1(w_context):
    return mk_binary(md5_of(w_context).digest())
