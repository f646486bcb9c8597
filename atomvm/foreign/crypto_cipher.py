"""Ciphers of libcrypto."""
from rpython.rtyper.lltypesystem import lltype, rffi

from atomvm.foreign.crypto_library import (
    INT, SIZE, TEXT, VOIDP, c_int, c_long, external, known, number)

_cipher = external('atomvm_cipher', [TEXT], VOIDP)
_cipher_info = external('atomvm_cipher_info', [VOIDP, INT], INT)
_cipher_new = external('atomvm_cipher_new', [VOIDP, TEXT, SIZE, TEXT, INT,
                                             INT], VOIDP)
_cipher_free = external('atomvm_cipher_free', [VOIDP], lltype.Void)
_cipher_update = external('atomvm_cipher_update', [VOIDP, TEXT, SIZE, TEXT],
                          INT)
_cipher_final = external('atomvm_cipher_final', [VOIDP, TEXT, INT], INT)
_aead = external('atomvm_aead', [VOIDP, TEXT, TEXT, SIZE, TEXT, SIZE, TEXT,
                                 SIZE, TEXT, TEXT, SIZE, INT], INT)

NULL = lltype.nullptr(VOIDP.TO)
MAX_BLOCK = 32

# What Cipher.info() is asked for.
TYPE, KEY_LENGTH, IV_LENGTH, BLOCK_SIZE, MODE, VARIABLE = range(6)


class Cipher(object):
    """A cipher of libcrypto's, by its name there."""

    def __init__(self, name):
        self.name = name
        self.cipher = NULL
        self.tried = False

    def available(self):
        if not self.tried:
            self.tried = True
            with rffi.scoped_str2charp(self.name) as text:
                self.cipher = _cipher(text)
        return bool(self.cipher)

    def has_one_key_size(self):
        return self.name.startswith('AES') or self.name.startswith('ChaCha')

    def info(self, what):
        return number(_cipher_info(self.cipher, c_int(what)))


class CipherState(object):
    """An EVP_CIPHER_CTX."""

    def __init__(self, ctx):
        self.ctx = ctx

    def __del__(self):
        if self.ctx:
            _cipher_free(self.ctx)

    def update(self, data):
        """The output, or None."""
        with rffi.scoped_alloc_buffer(len(data) + MAX_BLOCK) as buf:
            with rffi.scoped_nonmovingbuffer(data) as raw:
                made = number(_cipher_update(self.ctx, raw, c_long(len(data)),
                                             buf.raw))
            if made < 0:
                return None
            return known(buf.str(made))

    def final(self, padding):
        """The last output, or None; padding: of PKCS."""
        with rffi.scoped_alloc_buffer(MAX_BLOCK) as buf:
            made = number(_cipher_final(self.ctx, buf.raw,
                                        c_int(1 if padding else 0)))
            if made < 0:
                return None
            return known(buf.str(made))


def cipher_state(cipher, key, iv, encrypt, padding):
    """A CipherState, or None.  padding: PKCS padding will be taken off."""
    with rffi.scoped_nonmovingbuffer(key) as raw_key:
        with rffi.scoped_nonmovingbuffer(iv) as raw_iv:
            ctx = _cipher_new(cipher.cipher, raw_key, c_long(len(key)),
                              raw_iv, c_int(1 if encrypt else 0),
                              c_int(1 if padding else 0))
    if not ctx:
        return None
    return CipherState(ctx)


class Sealed(object):
    """What aead() made; step: 0, or which one failed (AT_...)."""

    def __init__(self, step, text, tag):
        self.step = step
        self.text = text
        self.tag = tag


(DONE, AT_START, AT_IV, AT_TAG, AT_KEY, AT_AAD, AT_TEXT, AT_END,
 AT_GET_TAG) = range(9)


def seal(cipher, key, iv, aad, text, tag_size):
    """Encrypt."""
    if tag_size > 64:
        return Sealed(AT_GET_TAG, '', '')
    with rffi.scoped_alloc_buffer(len(text) + MAX_BLOCK) as out:
        with rffi.scoped_alloc_buffer(64) as tag:
            step = _run(cipher, key, iv, aad, text, out.raw, tag.raw, tag_size,
                        1)
            if step != DONE:
                return Sealed(step, '', '')
            return Sealed(DONE, known(out.str(len(text))),
                          known(tag.str(tag_size)))


def unseal(cipher, key, iv, aad, text, tag):
    """Decrypt."""
    with rffi.scoped_alloc_buffer(len(text) + MAX_BLOCK) as out:
        with rffi.scoped_nonmovingbuffer(tag) as raw_tag:
            step = _run(cipher, key, iv, aad, text, out.raw, raw_tag, len(tag),
                        0)
            if step != DONE:
                return Sealed(step, '', '')
            return Sealed(DONE, known(out.str(len(text))), '')


def _run(cipher, key, iv, aad, text, out, tag, tag_size, encrypt):
    with rffi.scoped_nonmovingbuffer(key) as raw_key:
        with rffi.scoped_nonmovingbuffer(iv) as raw_iv:
            with rffi.scoped_nonmovingbuffer(aad) as raw_aad:
                with rffi.scoped_nonmovingbuffer(text) as raw:
                    return number(_aead(
                        cipher.cipher, raw_key, raw_iv, c_long(len(iv)),
                        raw_aad, c_long(len(aad)), raw, c_long(len(text)),
                        out, tag, c_long(tag_size), c_int(encrypt)))
