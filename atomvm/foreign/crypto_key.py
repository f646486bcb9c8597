"""Keys of libcrypto, and what is done with them.

Numbers are bytes, the highest first.
"""
from rpython.rtyper.lltypesystem import lltype, rffi

from atomvm.foreign.crypto_library import (
    INT, SIZE, TEXT, VOIDP, c_int, c_long, external, known, number)

_parts_new = external('atomvm_parts_new', [], VOIDP)
_parts_number = external('atomvm_parts_number', [VOIDP, TEXT, TEXT, SIZE],
                         lltype.Void)
_parts_octets = external('atomvm_parts_octets', [VOIDP, TEXT, TEXT, SIZE],
                         lltype.Void)
_parts_text = external('atomvm_parts_text', [VOIDP, TEXT, TEXT], lltype.Void)
_parts_free = external('atomvm_parts_free', [VOIDP], lltype.Void)
_make = external('atomvm_key_make', [VOIDP, TEXT, INT], VOIDP)
_raw = external('atomvm_key_raw', [TEXT, INT, TEXT, SIZE], VOIDP)
_generate = external('atomvm_key_generate', [VOIDP, TEXT, INT], VOIDP)
_rsa = external('atomvm_key_rsa', [SIZE, TEXT, SIZE], VOIDP)
_free = external('atomvm_key_free', [VOIDP], lltype.Void)
_size = external('atomvm_key_size', [VOIDP], INT)
_get_number = external('atomvm_key_number', [VOIDP, TEXT, TEXT, SIZE], INT)
_get_octets = external('atomvm_key_octets', [VOIDP, TEXT, TEXT, SIZE], INT)
_get_raw = external('atomvm_key_raw_get', [VOIDP, INT, TEXT, SIZE], INT)
_order_size = external('atomvm_ec_order_size', [VOIDP], INT)
_ec_public = external('atomvm_ec_public', [VOIDP, TEXT, SIZE, TEXT, SIZE], INT)
_derive = external('atomvm_derive', [VOIDP, VOIDP, TEXT, SIZE], INT)
_sign = external('atomvm_sign', [VOIDP, INT, TEXT, INT, INT, TEXT, TEXT, SIZE,
                                 TEXT, SIZE], INT)
_verify = external('atomvm_verify', [VOIDP, INT, TEXT, INT, INT, TEXT, TEXT,
                                     SIZE, TEXT, SIZE], INT)
_crypt = external('atomvm_crypt', [VOIDP, INT, INT, TEXT, TEXT, TEXT, TEXT,
                                   SIZE, TEXT, SIZE, TEXT, SIZE], INT)

PARAMETERS, PUBLIC, PAIR = range(3)
ENCRYPT, DECRYPT, SIGN, RECOVER = range(4)
NULL = lltype.nullptr(VOIDP.TO)
MAX_NUMBER = 4096       # bytes of a number of a key
MAX_POINT = 512         # bytes of a point of a curve


class Key(object):
    """An EVP_PKEY."""

    def __init__(self, pkey):
        self.pkey = pkey

    def __del__(self):
        if self.pkey:
            _free(self.pkey)

    def size(self):
        """The most bytes of a signature or a result."""
        return max(number(_size(self.pkey)), 0)

    def number(self, name):
        """The number of that name, or None."""
        with rffi.scoped_str2charp(name) as text:
            with rffi.scoped_alloc_buffer(MAX_NUMBER) as buf:
                made = number(_get_number(self.pkey, text, buf.raw,
                                          c_long(MAX_NUMBER)))
                if made < 0:
                    return None
                return known(buf.str(made))

    def octets(self, name):
        with rffi.scoped_str2charp(name) as text:
            with rffi.scoped_alloc_buffer(MAX_POINT) as buf:
                made = number(_get_octets(self.pkey, text, buf.raw,
                                          c_long(MAX_POINT)))
                if made < 0:
                    return None
                return known(buf.str(made))

    def raw(self, private):
        with rffi.scoped_alloc_buffer(MAX_POINT) as buf:
            made = number(_get_raw(self.pkey, c_int(private), buf.raw,
                                   c_long(MAX_POINT)))
            if made < 0:
                return None
            return known(buf.str(made))


def _key(pkey):
    if not pkey:
        return None
    return Key(pkey)


class Parts(object):
    """What a key is made of; names are libcrypto's (core_names.h)."""

    def __init__(self):
        self.parts = _parts_new()

    def __del__(self):
        if self.parts:
            _parts_free(self.parts)

    def number(self, name, data):
        with rffi.scoped_str2charp(name) as text:
            with rffi.scoped_nonmovingbuffer(data) as raw:
                _parts_number(self.parts, text, raw, c_long(len(data)))

    def octets(self, name, data):
        with rffi.scoped_str2charp(name) as text:
            with rffi.scoped_nonmovingbuffer(data) as raw:
                _parts_octets(self.parts, text, raw, c_long(len(data)))

    def text(self, name, value):
        with rffi.scoped_str2charp(name) as text:
            with rffi.scoped_str2charp(value) as c_value:
                _parts_text(self.parts, text, c_value)

    def make(self, kind, what):
        """A Key of PARAMETERS, PUBLIC or PAIR, or None."""
        with rffi.scoped_str2charp(kind) as text:
            return _key(_make(self.parts, text, c_int(what)))

    def order_size(self):
        """Bytes of the order of a curve, or -1.  Uses the parts up."""
        return number(_order_size(self.parts))

    def public_point(self, private):
        """The point of a private key on a curve, or None.  Uses the parts
        up."""
        with rffi.scoped_alloc_buffer(MAX_POINT) as buf:
            with rffi.scoped_nonmovingbuffer(private) as raw:
                made = number(_ec_public(self.parts, raw, c_long(len(private)),
                                         buf.raw, c_long(MAX_POINT)))
            if made < 0:
                return None
            return known(buf.str(made))


def raw_key(kind, private, data):
    """A Key of X25519 and such, or None."""
    with rffi.scoped_str2charp(kind) as text:
        with rffi.scoped_nonmovingbuffer(data) as raw:
            return _key(_raw(text, c_int(private), raw, c_long(len(data))))


def generate(kind):
    """A Key of a kind that needs no parameters, or None."""
    with rffi.scoped_str2charp(kind) as text:
        return _key(_generate(NULL, text, c_int(0)))


def generate_like(key, bits):
    """A Key with the parameters of another one, or None.  bits: of the private
    number of Diffie-Hellman, or 0."""
    with rffi.scoped_str2charp('') as text:
        return _key(_generate(key.pkey, text, c_int(bits)))


def generate_rsa(bits, exponent):
    with rffi.scoped_nonmovingbuffer(exponent) as raw:
        return _key(_rsa(c_long(bits), raw, c_long(len(exponent))))


class Outcome(object):
    """Of C functions: code (negative: what failed) and data."""

    def __init__(self, code, data):
        self.code = code
        self.data = data


def derive(key, peer):
    with rffi.scoped_alloc_buffer(MAX_NUMBER) as buf:
        code = number(_derive(key.pkey, peer.pkey, buf.raw,
                              c_long(MAX_NUMBER)))
        return Outcome(code, known(buf.str(code)) if code >= 0 else '')


def sign(key, whole, md, padding, salt, mask, data):
    """md, mask: names of digests, or ''.  whole: the key signs messages, not
    digests."""
    room = key.size()
    with rffi.scoped_alloc_buffer(room) as buf:
        with rffi.scoped_str2charp(md) as c_md:
            with rffi.scoped_str2charp(mask) as c_mask:
                with rffi.scoped_nonmovingbuffer(data) as raw:
                    code = number(_sign(
                        key.pkey, c_int(whole), c_md, c_int(padding),
                        c_int(salt), c_mask, raw, c_long(len(data)), buf.raw,
                        c_long(room)))
        return Outcome(code, known(buf.str(code)) if code >= 0 else '')


def verify(key, whole, md, padding, salt, mask, data, signature):
    """1, 0 or what failed."""
    with rffi.scoped_str2charp(md) as c_md:
        with rffi.scoped_str2charp(mask) as c_mask:
            with rffi.scoped_nonmovingbuffer(data) as raw:
                with rffi.scoped_nonmovingbuffer(signature) as raw_sign:
                    return number(_verify(
                        key.pkey, c_int(whole), c_md, c_int(padding),
                        c_int(salt), c_mask, raw, c_long(len(data)), raw_sign,
                        c_long(len(signature))))


def crypt(key, mode, padding, md, mask, oaep_md, label, data):
    """mode: ENCRYPT, DECRYPT, SIGN or RECOVER."""
    room = key.size()
    with rffi.scoped_alloc_buffer(room) as buf:
        with rffi.scoped_str2charp(md) as c_md:
            with rffi.scoped_str2charp(mask) as c_mask:
                with rffi.scoped_str2charp(oaep_md) as c_oaep:
                    with rffi.scoped_nonmovingbuffer(label) as raw_label:
                        with rffi.scoped_nonmovingbuffer(data) as raw:
                            code = number(_crypt(
                                key.pkey, c_int(mode), c_int(padding), c_md,
                                c_mask, c_oaep, raw_label, c_long(len(label)),
                                raw, c_long(len(data)), buf.raw,
                                c_long(room)))
        return Outcome(code, known(buf.str(code)) if code >= 0 else '')
