"""Digests and MACs of crypto (OTP: lib/crypto/c_src/hash.c, mac.c,
pbkdf2_hmac.c, digest.c)."""
from atomvm.bif.gateway import bif
from atomvm.bif.newref import HI, WORDS
from atomvm.foreign import crypto_basic
from atomvm.foreign.crypto_basic import Digest
from atomvm.foreign.crypto_cipher import KEY_LENGTH, VARIABLE
from atomvm.otp.crypto_fault import (
    HASHED, bad, binary_of, data_of, failed)
from atomvm.otp.crypto_names import find_cipher
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import list_from
from atomvm.term.effort import spend
from atomvm.term.fault import badarg
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import W_Int, mk_int
from atomvm.term.pid import W_Ref

HASH_C = 'hash.c'
MAC_C = 'mac.c'
PBKDF2_C = 'pbkdf2_hmac.c'

W_HMAC = mk_atom('hmac')
W_CMAC = mk_atom('cmac')
W_POLY1305 = mk_atom('poly1305')
W_BLOCK_SIZE = mk_atom('block_size')
POLY1305_KEY = 32
ROUNDS = 2          # rounds of PBKDF2 that are a unit of work
MAX_OUTPUT = 1 << 24

# In OTP's order.
DIGESTS = [(mk_atom(name), Digest(text)) for name, text in [
    ('blake2s', 'BLAKE2s256'), ('blake2b', 'BLAKE2b512'),
    ('sha3_512', 'SHA3-512'), ('sha3_384', 'SHA3-384'),
    ('sha3_256', 'SHA3-256'), ('sha3_224', 'SHA3-224'), ('sha512', 'SHA512'),
    ('sha384', 'SHA384'), ('sha256', 'SHA256'), ('sha224', 'SHA224'),
    ('sha', 'SHA1'), ('ripemd160', 'RIPEMD160'), ('md5', 'MD5'),
    ('md4', 'MD4')]]


def find_digest(w_name):
    """The Digest of that name, or None."""
    for w_atom, digest in DIGESTS:
        if w_atom is w_name:
            if digest.available():
                return digest
            return None
    return None


class W_HashState(W_Ref):
    _attrs_ = __slots__ = ('state',)
    _immutable_fields_ = ['state']

    def __init__(self, state):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.state = state


class W_MacState(W_Ref):
    _attrs_ = __slots__ = ('state',)
    _immutable_fields_ = ['state']

    def __init__(self, state):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.state = state


# ------------------------------------------------------------ digests

@bif('crypto', 'hash_algorithms', 0, host=True)
def hash_algorithms_0():
    return list_from([w_name for w_name, digest in DIGESTS
                      if digest.available()])


@bif('crypto', 'hash_info', 1, host=True)
def hash_info_1(w_name):
    digest = find_digest(w_name)
    if digest is None:
        raise badarg()
    return mk_map_from_pairs(
        [atoms.type, atoms.size, W_BLOCK_SIZE],
        [mk_int(digest.type()), mk_int(digest.size()),
         mk_int(digest.block_size())])


def _digest(w_name, filename):
    digest = find_digest(w_name)
    if digest is None:
        raise bad(0, 'Bad digest type', filename)
    return digest


@bif('crypto', 'hash_nif', 2, host=True)
def hash_nif_2(w_name, w_data):
    digest = _digest(w_name, HASH_C)
    data = data_of(w_data)
    if data is None:
        raise bad(1, 'Not iolist', HASH_C)
    spend(len(data) >> HASHED)
    result = crypto_basic.hash_bytes(digest, data)
    if result is None:
        raise failed('Low-level call failed', HASH_C)
    return mk_binary(result)


@bif('crypto', 'hash_init_nif', 1, host=True)
def hash_init_nif_1(w_name):
    state = crypto_basic.hash_state(_digest(w_name, HASH_C))
    if state is None:
        raise failed('Low-level call EVP_DigestInit failed', HASH_C)
    return W_HashState(state)


@bif('crypto', 'hash_update_nif', 2, host=True)
def hash_update_nif_2(w_ref, w_data):
    if not isinstance(w_ref, W_HashState):
        raise bad(0, 'Bad state', HASH_C)
    data = data_of(w_data)
    if data is None:
        raise bad(1, 'Not iolist', HASH_C)
    spend(len(data) >> HASHED)
    state = w_ref.state.updated(data)
    if state is None:
        raise failed('Low-level call EVP_DigestUpdate failed', HASH_C)
    return W_HashState(state)


@bif('crypto', 'hash_final_nif', 1, host=True)
def hash_final_nif_1(w_ref):
    if not isinstance(w_ref, W_HashState):
        raise bad(0, 'Bad state', HASH_C)
    result = w_ref.state.final()
    if result is None:
        raise failed('Low-level call EVP_DigestFinal failed', HASH_C)
    return mk_binary(result)


# ------------------------------------------------------------ MACs

@bif('crypto', 'mac_algorithms', 0, host=True)
def mac_algorithms_0():
    return list_from([W_CMAC, W_HMAC, W_POLY1305])


def _mac_state(w_type, w_sub, key):
    """The state of a new MAC."""
    state = None
    if w_type is W_HMAC:
        digest = find_digest(w_sub)
        if digest is None:
            raise bad(1, 'Bad digest algorithm for HMAC', MAC_C)
        state = crypto_basic.mac_state('HMAC', digest.name, key)
    elif w_type is W_CMAC:
        cipher = find_cipher(w_sub)
        if cipher is None:
            raise bad(1, 'Unknown cipher', MAC_C)
        if (len(key) != cipher.info(KEY_LENGTH) and
                cipher.info(VARIABLE) == 0):
            raise bad(2, 'Bad key size', MAC_C)
        state = crypto_basic.mac_state('CMAC', cipher.name, key)
    elif w_type is W_POLY1305:
        if len(key) != POLY1305_KEY:
            raise bad(2, 'Bad key length', MAC_C)
        state = crypto_basic.mac_state('POLY1305', '', key)
    else:
        raise bad(0, 'Unknown mac algorithm', MAC_C)
    if state is None:
        raise failed('EVP_PKEY_key creation', MAC_C)
    return state


def _mac_key(w_key):
    key = data_of(w_key)
    if key is None:
        raise bad(2, 'Bad key', MAC_C)
    return key


def _mac_update(state, w_data, argument):
    data = data_of(w_data)
    if data is None:
        raise bad(argument, 'Bad text', MAC_C)
    spend(len(data) >> HASHED)
    if not state.update(data):
        raise failed('EVP_DigestSignUpdate', MAC_C)


def _mac_final(state):
    result = state.final()
    if result is None:
        raise failed("Can't sign", MAC_C)
    return mk_binary(result)


@bif('crypto', 'mac_nif', 4, host=True)
def mac_nif_4(w_type, w_sub, w_key, w_data):
    state = _mac_state(w_type, w_sub, _mac_key(w_key))
    _mac_update(state, w_data, 3)
    return _mac_final(state)


@bif('crypto', 'mac_init_nif', 3, host=True)
def mac_init_nif_3(w_type, w_sub, w_key):
    return W_MacState(_mac_state(w_type, w_sub, _mac_key(w_key)))


def _mac_of(w_ref):
    if not isinstance(w_ref, W_MacState):
        raise bad(0, 'Bad ref', MAC_C)
    return w_ref.state


@bif('crypto', 'mac_update_nif', 2, host=True)
def mac_update_nif_2(w_ref, w_data):
    _mac_update(_mac_of(w_ref), w_data, 1)
    return w_ref


@bif('crypto', 'mac_final_nif', 1, host=True)
def mac_final_nif_1(w_ref):
    return _mac_final(_mac_of(w_ref))


# ------------------------------------------------------------ PBKDF2

def _positive(w_number, argument):
    if not isinstance(w_number, W_Int) or w_number.intval < 0:
        raise bad(argument, 'Not integer', PBKDF2_C)
    if w_number.intval == 0:
        raise bad(argument, 'Must be > 0', PBKDF2_C)
    return w_number.intval


@bif('crypto', 'pbkdf2_hmac_nif', 5, host=True)
def pbkdf2_hmac_nif_5(w_name, w_password, w_salt, w_rounds, w_size):
    digest = _digest(w_name, PBKDF2_C)
    password = binary_of(w_password)
    if password is None:
        raise bad(1, 'Not binary', PBKDF2_C)
    salt = binary_of(w_salt)
    if salt is None:
        raise bad(2, 'Not binary', PBKDF2_C)
    rounds = _positive(w_rounds, 3)
    size = _positive(w_size, 4)
    if size > MAX_OUTPUT:
        raise failed('Low-level call failed', PBKDF2_C)
    spend((size // digest.size() + 1) * min(rounds, MAX_OUTPUT) >> ROUNDS)
    result = crypto_basic.pbkdf2(digest, password, salt, rounds, size)
    if result is None:
        raise failed('Low-level call failed', PBKDF2_C)
    return mk_binary(result)
