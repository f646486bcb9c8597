"""Digests, MACs, random and large numbers of libcrypto.

Functions that can fail return None, or False.
"""
from rpython.rtyper.lltypesystem import lltype, rffi

from atomvm.foreign.crypto_library import (
    INT, SIZE, TEXT, VOIDP, c_int, c_long, external, known, number)

_md = external('atomvm_md', [TEXT], VOIDP)
_md_info = external('atomvm_md_info', [VOIDP, INT], INT)
_hash_new = external('atomvm_hash_new', [VOIDP], VOIDP)
_hash_copy = external('atomvm_hash_copy', [VOIDP], VOIDP)
_hash_free = external('atomvm_hash_free', [VOIDP], lltype.Void)
_hash_update = external('atomvm_hash_update', [VOIDP, TEXT, SIZE], INT)
_hash_final = external('atomvm_hash_final', [VOIDP, TEXT], INT)
_hash_once = external('atomvm_hash_once', [VOIDP, TEXT, SIZE, TEXT], INT)
_mac_new = external('atomvm_mac_new', [TEXT, TEXT, TEXT, SIZE], VOIDP)
_mac_free = external('atomvm_mac_free', [VOIDP], lltype.Void)
_mac_update = external('atomvm_mac_update', [VOIDP, TEXT, SIZE], INT)
_mac_final = external('atomvm_mac_final', [VOIDP, TEXT, SIZE], INT)
_pbkdf2 = external('atomvm_pbkdf2', [VOIDP, TEXT, SIZE, TEXT, SIZE, SIZE, TEXT,
                                     SIZE], INT)
_random = external('atomvm_random', [TEXT, SIZE], INT)
_seed = external('atomvm_seed', [TEXT, SIZE], lltype.Void)
_random_below = external('atomvm_random_below', [TEXT, SIZE, TEXT], INT)
_random_between = external('atomvm_random_between', [TEXT, SIZE, TEXT, SIZE,
                                                     TEXT], INT)
_mod_exp = external('atomvm_mod_exp', [TEXT, SIZE, TEXT, SIZE, TEXT, SIZE,
                                       TEXT], INT)
_same = external('atomvm_same', [TEXT, TEXT, SIZE], INT)
_text = external('atomvm_crypto_text', [INT], TEXT)
_number = external('atomvm_crypto_number', [], SIZE)

MAX_DIGEST = 64             # EVP_MAX_MD_SIZE

NULL = lltype.nullptr(VOIDP.TO)


class Digest(object):
    """A digest of libcrypto's, by its name there."""

    def __init__(self, name):
        self.name = name
        self.md = NULL
        self.tried = False

    def available(self):
        if not self.tried:
            self.tried = True
            with rffi.scoped_str2charp(self.name) as text:
                self.md = _md(text)
        return bool(self.md)

    def type(self):
        return number(_md_info(self.md, c_int(0)))

    def size(self):
        return number(_md_info(self.md, c_int(1)))

    def block_size(self):
        return number(_md_info(self.md, c_int(2)))


class HashState(object):
    """One EVP_MD_CTX, which is never changed after it was made."""

    def __init__(self, ctx):
        self.ctx = ctx

    def __del__(self):
        if self.ctx:
            _hash_free(self.ctx)

    def updated(self, data):
        """Another state, or None."""
        ctx = _hash_copy(self.ctx)
        if not ctx:
            return None
        state = HashState(ctx)
        with rffi.scoped_nonmovingbuffer(data) as raw:
            done = number(_hash_update(ctx, raw, c_long(len(data))))
        if done == 0:
            return None
        return state

    def final(self):
        with rffi.scoped_alloc_buffer(MAX_DIGEST) as buf:
            made = number(_hash_final(self.ctx, buf.raw))
            if made < 0:
                return None
            return known(buf.str(made))


def hash_state(digest):
    ctx = _hash_new(digest.md)
    if not ctx:
        return None
    return HashState(ctx)


def hash_bytes(digest, data):
    with rffi.scoped_alloc_buffer(MAX_DIGEST) as buf:
        with rffi.scoped_nonmovingbuffer(data) as raw:
            made = number(_hash_once(digest.md, raw, c_long(len(data)),
                                     buf.raw))
        if made < 0:
            return None
        return known(buf.str(made))


class MacState(object):
    """An EVP_MAC_CTX."""

    def __init__(self, ctx):
        self.ctx = ctx

    def __del__(self):
        if self.ctx:
            _mac_free(self.ctx)

    def update(self, data):
        with rffi.scoped_nonmovingbuffer(data) as raw:
            return number(_mac_update(self.ctx, raw, c_long(len(data)))) != 0

    def final(self):
        with rffi.scoped_alloc_buffer(MAX_DIGEST) as buf:
            made = number(_mac_final(self.ctx, buf.raw, c_long(MAX_DIGEST)))
            if made < 0:
                return None
            return known(buf.str(made))


def mac_state(kind, sub, key):
    """kind: HMAC, CMAC or POLY1305; sub: name of a digest or cipher, or ''."""
    with rffi.scoped_str2charp(kind) as c_kind:
        with rffi.scoped_str2charp(sub) as c_sub:
            with rffi.scoped_nonmovingbuffer(key) as raw:
                ctx = _mac_new(c_kind, c_sub, raw, c_long(len(key)))
    if not ctx:
        return None
    return MacState(ctx)


def pbkdf2(digest, password, salt, rounds, size):
    with rffi.scoped_alloc_buffer(size) as buf:
        with rffi.scoped_nonmovingbuffer(password) as raw:
            with rffi.scoped_nonmovingbuffer(salt) as raw_salt:
                done = number(_pbkdf2(
                    digest.md, raw, c_long(len(password)), raw_salt,
                    c_long(len(salt)), c_long(rounds), buf.raw, c_long(size)))
        if done == 0:
            return None
        return known(buf.str(size))


def random_bytes(size):
    if size == 0:
        return ''
    with rffi.scoped_alloc_buffer(size) as buf:
        if number(_random(buf.raw, c_long(size))) == 0:
            return None
        return known(buf.str(size))


def seed(data):
    with rffi.scoped_nonmovingbuffer(data) as raw:
        _seed(raw, c_long(len(data)))


def random_below(limit):
    """Numbers are bytes, the highest first."""
    with rffi.scoped_alloc_buffer(len(limit) + 1) as buf:
        with rffi.scoped_nonmovingbuffer(limit) as raw:
            made = number(_random_below(raw, c_long(len(limit)), buf.raw))
        if made < 0:
            return None
        return known(buf.str(made))


def random_between(low, high):
    with rffi.scoped_alloc_buffer(len(high) + 1) as buf:
        with rffi.scoped_nonmovingbuffer(low) as raw:
            with rffi.scoped_nonmovingbuffer(high) as raw_high:
                made = number(_random_between(
                    raw, c_long(len(low)), raw_high, c_long(len(high)),
                    buf.raw))
        if made < 0:
            return None
        return known(buf.str(made))


def mod_exp(base, exponent, modulus):
    with rffi.scoped_alloc_buffer(len(modulus) + 1) as buf:
        with rffi.scoped_nonmovingbuffer(base) as b:
            with rffi.scoped_nonmovingbuffer(exponent) as e:
                with rffi.scoped_nonmovingbuffer(modulus) as m:
                    made = number(_mod_exp(
                        b, c_long(len(base)), e, c_long(len(exponent)), m,
                        c_long(len(modulus)), buf.raw))
        if made < 0:
            return None
        return known(buf.str(made))


def trimmed(data):
    """A number without zeros before it."""
    start = 0
    while start < len(data) and data[start] == '\x00':
        start += 1
    return data[start:]


def is_zero(data):
    return len(trimmed(data)) == 0


def same(one, other):
    """Are they the same bytes?  In a time that does not tell where not; the
    sizes are equal."""
    with rffi.scoped_nonmovingbuffer(one) as a:
        with rffi.scoped_nonmovingbuffer(other) as b:
            return number(_same(a, b, c_long(len(one)))) != 0


def version_text(compiled):
    return rffi.charp2str(_text(c_int(1 if compiled else 0)))


def version_number():
    return rffi.cast(lltype.Signed, _number())
