"""Ciphers of crypto that authenticate (OTP: lib/crypto/c_src/aead.c)."""
from atomvm.bif.gateway import bif
from atomvm.foreign.crypto_cipher import (
    AT_AAD, AT_END, AT_GET_TAG, AT_IV, AT_TAG, DONE, KEY_LENGTH, seal, unseal)
from atomvm.otp.crypto_fault import HASHED, bad, data_of, failed
from atomvm.otp.crypto_names import find_cipher, is_aead
from atomvm.term import atoms
from atomvm.term.atom import W_Atom
from atomvm.term.binary import mk_binary
from atomvm.term.effort import spend
from atomvm.term.number import W_Int
from atomvm.term.tuple import tuple2

AEAD_C = 'aead.c'


def _cipher(w_name, key):
    if not isinstance(w_name, W_Atom):
        raise bad(0, 'non-atom cipher', AEAD_C)
    cipher = find_cipher(w_name)
    if cipher is None:
        raise bad(0, 'Unknown cipher or invalid key size', AEAD_C)
    if not is_aead(w_name, cipher):
        raise bad(0, 'Not aead cipher', AEAD_C)
    if len(key) != cipher.info(KEY_LENGTH):
        raise bad(0, 'Unknown cipher or invalid key size', AEAD_C)
    return cipher


def _refused(step):
    if step == AT_IV:
        raise bad(2, 'Bad IV length', AEAD_C)
    if step == AT_TAG:
        raise bad(5, "Can't set tag", AEAD_C)
    if step == AT_AAD:
        raise bad(4, "Can't set AAD", AEAD_C)
    if step == AT_GET_TAG:
        raise failed("Can't get Tag", AEAD_C)
    raise failed("Can't set up", AEAD_C)


@bif('crypto', 'aead_cipher_nif', 7, host=True)
def aead_cipher_nif_7(w_name, w_key, w_iv, w_text, w_aad, w_tag, w_encrypt):
    if w_encrypt is not atoms.true and w_encrypt is not atoms.false:
        raise bad(6, 'Bad enc flag', AEAD_C)
    key = data_of(w_key)
    if key is None:
        raise bad(1, 'non-binary key', AEAD_C)
    iv = data_of(w_iv)
    if iv is None:
        raise bad(2, 'non-binary iv', AEAD_C)
    text = data_of(w_text)
    if text is None:
        raise bad(3, 'non-binary text', AEAD_C)
    aad = data_of(w_aad)
    if aad is None:
        raise bad(4, 'non-binary AAD', AEAD_C)
    spend((len(text) + len(aad)) >> HASHED)
    if w_encrypt is atoms.true:
        return _encrypt(w_name, key, iv, text, aad, w_tag)
    return _decrypt(w_name, key, iv, text, aad, w_tag)


def _encrypt(w_name, key, iv, text, aad, w_size):
    if not isinstance(w_size, W_Int) or w_size.intval < 0:
        raise bad(5, 'Bad Tag length', AEAD_C)
    cipher = _cipher(w_name, key)
    sealed = seal(cipher, key, iv, aad, text, w_size.intval)
    if sealed.step != DONE:
        raise _refused(sealed.step)
    return tuple2(mk_binary(sealed.text), mk_binary(sealed.tag))


def _decrypt(w_name, key, iv, text, aad, w_tag):
    tag = data_of(w_tag)
    if tag is None:
        raise bad(5, 'non-binary Tag', AEAD_C)
    cipher = _cipher(w_name, key)
    sealed = unseal(cipher, key, iv, aad, text, tag)
    if sealed.step == AT_END:
        return atoms.error
    if sealed.step != DONE:
        raise _refused(sealed.step)
    return mk_binary(sealed.text)
