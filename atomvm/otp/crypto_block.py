"""Ciphers of crypto, without authentication (OTP: lib/crypto/c_src/api_ng.c)."""
from atomvm.bif.gateway import bif
from atomvm.bif.newref import HI, WORDS
from atomvm.foreign.crypto_basic import random_bytes
from atomvm.foreign.crypto_cipher import (
    BLOCK_SIZE, IV_LENGTH, KEY_LENGTH, cipher_state)
from atomvm.otp.crypto_fault import (
    HASHED, bad, data_of, failed, fault, not_supported)
from atomvm.otp.crypto_names import find_cipher, is_aead
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.effort import spend
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Ref
from atomvm.term.show import show
from atomvm.term.tuple import W_Tuple

API_C = 'api_ng.c'
NOT_DYNAMIC = 'Dynamic IV is not supported for libcrypto versions >= 3.0'

W_ENCRYPT = mk_atom('encrypt')
W_PADDING = mk_atom('padding')
W_PADDING_SIZE = mk_atom('padding_size')
W_PADDING_TYPE = mk_atom('padding_type')
W_ZERO = mk_atom('zero')
W_RANDOM = mk_atom('random')
W_PKCS = mk_atom('pkcs_padding')


class Options(object):
    """A boolean or a list of {encrypt, Bool} and {padding, Kind}, argument
    number `argument`.  Of `undefined` OTP says that it encrypts, and decrypts:
    backwards."""

    def __init__(self, w_options, argument):
        self.argument = argument
        self.encrypt = True
        self.backwards = False
        self.w_padding = atoms.undefined
        self.has_encrypt = False
        self.has_padding = False
        if w_options is atoms.false:
            self.encrypt = False
        elif w_options is atoms.undefined:
            self.backwards = True
        elif w_options is not atoms.true:
            self.take_list(w_options)

    def take_list(self, w_options):
        w_rest = w_options
        while isinstance(w_rest, W_Cons):
            w_rest = w_rest.tl
        if w_rest is not NIL:
            raise bad(self.argument,
                      'Options are not a boolean or a proper list', API_C)
        while isinstance(w_options, W_Cons):
            w_option = w_options.head()
            if not isinstance(w_option, W_Tuple) or w_option.arity() != 2:
                raise bad(self.argument, 'Options must be a property list!',
                          API_C)
            self.take(w_option.get(0), w_option.get(1))
            w_options = w_options.tl

    def take(self, w_name, w_value):
        if w_name is W_ENCRYPT:
            if self.has_encrypt:
                raise bad(self.argument,
                          "'encrypt' option is present more than once!", API_C)
            self.has_encrypt = True
            if w_value is atoms.false:
                self.encrypt = False
            elif w_value is atoms.undefined:
                self.backwards = True
            elif w_value is not atoms.true:
                raise bad(self.argument,
                          "The 'encrypt' option must be a boolean!", API_C)
        elif w_name is W_PADDING:
            if self.has_padding:
                raise bad(self.argument,
                          "The 'padding' option is present more than once!",
                          API_C)
            self.has_padding = True
            if not (w_value is atoms.undefined or w_value is atoms.none or
                    w_value is W_ZERO or w_value is W_RANDOM or
                    w_value is W_PKCS):
                raise bad(self.argument, "Bad 'padding' option value", API_C)
            self.w_padding = w_value
        else:
            raise bad(self.argument, 'Bad tag in option: ' + show(w_name),
                      API_C)


class W_CipherState(W_Ref):
    """taken: bytes that went in; pad: how many were added, or -1."""
    _attrs_ = __slots__ = ('state', 'options', 'block', 'taken', 'pad')
    _immutable_fields_ = ['state', 'options', 'block']

    def __init__(self, state, options, block):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.state = state
        self.options = options
        self.block = block
        self.taken = 0
        self.pad = -1

    def update(self, data):
        spend(len(data) >> HASHED)
        result = self.state.update(data)
        if result is None:
            raise failed("Can't update", API_C)
        self.taken += len(data)
        return result

    def final(self):
        """The last output."""
        if self.options.encrypt:
            return self.final_encrypt()
        w_padding = self.options.w_padding
        result = self.state.final(w_padding is W_PKCS)
        if result is None:
            if w_padding is atoms.undefined:
                return ''
            raise failed("Can't finalize", API_C)
        return result

    def final_encrypt(self):
        w_padding = self.options.w_padding
        over = self.taken % self.block
        self.pad = (self.block - over) % self.block
        if w_padding is atoms.undefined:
            return ''
        if w_padding is W_PKCS:
            self.pad = self.block - over
            result = self.state.final(True)
            if result is None:
                raise failed("Can't finalize", API_C)
            return result
        if over == 0:
            return ''
        if w_padding is atoms.none:
            raise failed("Padding 'none' but unfilled last block", API_C)
        if w_padding is W_ZERO:
            filler = '\x00' * self.pad
        else:
            filler = random_bytes(self.pad)
        if filler is None:
            raise failed('Padding failed', API_C)
        result = self.state.update(filler)
        rest = self.state.final(False)
        if result is None or rest is None:
            raise failed('Padding failed', API_C)
        return result + rest


def _cipher(w_name, key):
    """The Cipher, whose key has the right size."""
    cipher = find_cipher(w_name)
    if cipher is None:
        raise bad(0, 'Unknown cipher', API_C)
    if is_aead(w_name, cipher):
        raise bad(0, 'Missing arguments for this cipher', API_C)
    if cipher.has_one_key_size() and len(key) != cipher.info(KEY_LENGTH):
        raise bad(1, 'Bad key size', API_C)
    return cipher


def _new_state(w_name, w_key, w_iv, options):
    if not isinstance(w_name, W_Atom):
        raise bad(0, 'Cipher id is not an atom', API_C)
    key = data_of(w_key)
    if key is None:
        raise bad(1, 'Bad key', API_C)
    cipher = _cipher(w_name, key)
    if w_iv is atoms.undefined:
        raise not_supported(-1, NOT_DYNAMIC, API_C)
    size = cipher.info(IV_LENGTH)
    iv = ''
    if size > 0:
        iv = data_of(w_iv)
        if iv is None:
            raise bad(2, 'Bad iv type', API_C)
        if len(iv) != size:
            raise bad(2, 'Bad iv size', API_C)
    state = None
    if len(key) > 0:
        state = cipher_state(cipher, key, iv,
                             options.encrypt and not options.backwards,
                             options.w_padding is W_PKCS)
    if state is None:
        raise fault(atoms.error, 1, "Can't initialize context, key_length",
                    API_C)
    return W_CipherState(state, options, cipher.info(BLOCK_SIZE))


@bif('crypto', 'ng_crypto_init_nif', 4, host=True)
def ng_crypto_init_nif_4(w_name, w_key, w_iv, w_options):
    if w_iv is atoms.undefined and not isinstance(w_name, W_Atom):
        raise bad(0, 'Expected cipher name atom', API_C)
    return _new_state(w_name, w_key, w_iv, Options(w_options, 3))


def _state(w_ref):
    if not isinstance(w_ref, W_CipherState):
        raise bad(0, 'Bad State', API_C)
    return w_ref


@bif('crypto', 'ng_crypto_update_nif', 2, host=True)
def ng_crypto_update_nif_2(w_ref, w_data):
    w_state = _state(w_ref)
    data = data_of(w_data)
    if data is None:
        raise bad(1, 'expected binary', API_C)
    return mk_binary(w_state.update(data))


@bif('crypto', 'ng_crypto_update_nif', 3, host=True)
def ng_crypto_update_nif_3(w_ref, w_data, w_iv):
    _state(w_ref)
    raise not_supported(-1, NOT_DYNAMIC, API_C)


@bif('crypto', 'ng_crypto_final_nif', 1, host=True)
def ng_crypto_final_nif_1(w_ref):
    return mk_binary(_state(w_ref).final())


@bif('crypto', 'ng_crypto_get_data_nif', 1, host=True)
def ng_crypto_get_data_nif_1(w_ref):
    w_state = _state(w_ref)
    return mk_map_from_pairs(
        [atoms.size, W_PADDING_SIZE, W_PADDING_TYPE, W_ENCRYPT],
        [mk_int(w_state.taken), mk_int(w_state.pad),
         w_state.options.w_padding, atoms.from_bool(w_state.options.encrypt)])


@bif('crypto', 'ng_crypto_one_time_nif', 5, host=True)
def ng_crypto_one_time_nif_5(w_name, w_key, w_iv, w_data, w_options):
    data = data_of(w_data)
    if data is None:
        raise bad(3, 'expected binary as data', API_C)
    w_state = _new_state(w_name, w_key, w_iv, Options(w_options, 4))
    result = w_state.update(data)
    return mk_binary(result + w_state.final())
