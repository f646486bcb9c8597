"""The Type chunk: what the compiler knows of the types of registers.

Versions 1 (OTP 25), 2 (26) and 3 (27 and 28); OTP: beam_types.erl,
encode_ext/1; erts/emulator/beam/beam_types.h.
"""

# Bits of the union of types.
(ATOM, BITSTRING, BS_MATCHSTATE, CONS, FLOAT, FUN, INTEGER, MAP, NIL, PID,
 PORT, REFERENCE, TUPLE) = [1 << _i for _i in range(13)]
ANY = (1 << 13) - 1

# Flags of versions 2 and 3: what follows the union.
HAS_LOWER = 1 << 13
HAS_UPPER = 1 << 14
HAS_UNIT = 1 << 15


class TypeInfo(object):
    """union  bits of the types that a value may have
    lo, hi   bounds of an integer where has_lo, has_hi say so (a bound that
             no machine word holds counts as none)"""
    _immutable_fields_ = ['union', 'lo', 'hi', 'has_lo', 'has_hi']

    def __init__(self, union, lo, hi, has_lo, has_hi):
        self.union = union
        self.lo = lo
        self.hi = hi
        self.has_lo = has_lo
        self.has_hi = has_hi


class _Bound(object):
    """A signed number of 64 bits; fits: a machine word holds it."""

    def __init__(self, reader):
        high = reader.i32()
        low = reader.i32()
        value = ((high << 16) << 16) | (low & 0xffff) | (
            ((low >> 16) & 0xffff) << 16)
        self.value = value
        self.fits = (value >> 16) >> 16 == high


def read_types(reader):
    """List of TypeInfo from a reader of the chunk; empty for a version that
    we do not know."""
    version = reader.u32()
    if version < 1 or version > 3:
        return []
    n = reader.count(2)
    types = [None] * n
    for i in range(n):
        if version == 1:
            types[i] = _read_version_1(reader)
        else:
            types[i] = _read_type(reader)
    return types


def _read_version_1(reader):
    union = reader.u16()
    low = _Bound(reader)
    high = _Bound(reader)
    bounded = low.fits and high.fits and low.value <= high.value
    return TypeInfo(union & ANY, low.value, high.value, bounded, bounded)


def _read_type(reader):
    flags = reader.u16()
    lo = hi = 0
    has_lo = has_hi = False
    if flags & HAS_LOWER:
        bound = _Bound(reader)
        lo = bound.value
        has_lo = bound.fits
    if flags & HAS_UPPER:
        bound = _Bound(reader)
        hi = bound.value
        has_hi = bound.fits
    if flags & HAS_UNIT:
        reader.skip(1)
    return TypeInfo(flags & ANY, lo, hi, has_lo, has_hi)
