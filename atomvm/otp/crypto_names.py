"""Names of crypto's ciphers (OTP: lib/crypto/c_src/cipher.c)."""
from atomvm.bif.gateway import bif
from atomvm.foreign.crypto_cipher import (
    BLOCK_SIZE, IV_LENGTH, KEY_LENGTH, MODE, TYPE, Cipher)
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import list_from
from atomvm.term.fault import badarg
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import mk_int

# In OTP's order.
CIPHERS = [(mk_atom(name), Cipher(text)) for name, text in [
    ('chacha20', 'ChaCha20'), ('aes_256_ofb', 'AES-256-OFB'),
    ('aes_192_ofb', 'AES-192-OFB'), ('aes_128_ofb', 'AES-128-OFB'),
    ('blowfish_ecb', 'BF-ECB'), ('blowfish_ofb64', 'BF-OFB'),
    ('blowfish_cfb64', 'BF-CFB'), ('des_ede3_cfb', 'DES-EDE3-CFB'),
    ('des_ecb', 'DES-ECB'), ('des_cfb', 'DES-CFB'),
    ('aes_128_cbc', 'AES-128-CBC'), ('aes_192_cbc', 'AES-192-CBC'),
    ('aes_256_cbc', 'AES-256-CBC'), ('aes_128_cfb128', 'AES-128-CFB'),
    ('aes_192_cfb128', 'AES-192-CFB'), ('aes_256_cfb128', 'AES-256-CFB'),
    ('aes_128_cfb8', 'AES-128-CFB8'), ('aes_192_cfb8', 'AES-192-CFB8'),
    ('aes_256_cfb8', 'AES-256-CFB8'), ('aes_128_ecb', 'AES-128-ECB'),
    ('aes_192_ecb', 'AES-192-ECB'), ('aes_256_ecb', 'AES-256-ECB'),
    ('chacha20_poly1305', 'ChaCha20-Poly1305'),
    ('aes_256_gcm', 'AES-256-GCM'), ('aes_256_ccm', 'AES-256-CCM'),
    ('aes_192_gcm', 'AES-192-GCM'), ('aes_192_ccm', 'AES-192-CCM'),
    ('aes_128_gcm', 'AES-128-GCM'), ('aes_128_ccm', 'AES-128-CCM'),
    ('aes_256_ctr', 'AES-256-CTR'), ('aes_192_ctr', 'AES-192-CTR'),
    ('aes_128_ctr', 'AES-128-CTR'), ('rc2_cbc', 'RC2-CBC'),
    ('blowfish_cbc', 'BF-CBC'), ('des_cbc', 'DES-CBC'), ('rc4', 'RC4'),
    ('des_ede3_cbc', 'DES-EDE3-CBC')]]

# By libcrypto's number of the mode, from 0 on.
MODES = [mk_atom(name) for name in [
    'stream_cipher', 'ecb_mode', 'cbc_mode', 'cfb_mode', 'ofb_mode',
    'ctr_mode', 'gcm_mode', 'ccm_mode']]
GCM, CCM = 6, 7

W_CHACHA20_POLY1305 = mk_atom('chacha20_poly1305')
W_BLOCK_SIZE = mk_atom('block_size')
W_IV_LENGTH = mk_atom('iv_length')
W_KEY_LENGTH = mk_atom('key_length')
W_MODE = mk_atom('mode')
W_PROP_AEAD = mk_atom('prop_aead')


def find_cipher(w_name):
    """The Cipher of that name, or None."""
    for w_atom, cipher in CIPHERS:
        if w_atom is w_name:
            if cipher.available():
                return cipher
            return None
    return None


def is_aead(w_name, cipher):
    return w_name is W_CHACHA20_POLY1305 or cipher.info(MODE) >= GCM


@bif('crypto', 'cipher_algorithms', 0, host=True)
def cipher_algorithms_0():
    return list_from([w_name for w_name, cipher in CIPHERS
                      if cipher.available()])


@bif('crypto', 'cipher_info_nif', 1, host=True)
def cipher_info_nif_1(w_name):
    cipher = find_cipher(w_name)
    if cipher is None:
        raise badarg()
    number = cipher.info(TYPE)
    mode = cipher.info(MODE)
    return mk_map_from_pairs(
        [atoms.type, W_KEY_LENGTH, W_IV_LENGTH, W_BLOCK_SIZE, W_MODE,
         W_PROP_AEAD],
        [mk_int(number) if number != 0 else atoms.undefined,
         mk_int(cipher.info(KEY_LENGTH)), mk_int(cipher.info(IV_LENGTH)),
         mk_int(cipher.info(BLOCK_SIZE)),
         MODES[mode] if 0 <= mode < len(MODES) else atoms.undefined,
         atoms.from_bool(is_aead(w_name, cipher))])
