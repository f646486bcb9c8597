"""Signatures and RSA encryption of crypto (OTP: lib/crypto/c_src/pkey.c)."""
from atomvm.bif.gateway import bif
from atomvm.foreign import crypto_key
from atomvm.foreign.crypto_basic import hash_bytes
from atomvm.otp.crypto_fault import (
    HASHED, bad, binary_of, data_of, failed, not_supported)
from atomvm.otp.crypto_hash import find_digest
from atomvm.otp.crypto_pkey import (
    dss_key, ecdsa_key, eddsa_key, rsa_key)
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL, W_Cons, list_from
from atomvm.term.effort import spend
from atomvm.term.number import W_Int
from atomvm.term.tuple import W_Tuple

PKEY_C = 'pkey.c'
WORK = 500              # units of work that a signature is, about

W_RSA = mk_atom('rsa')
W_DSS = mk_atom('dss')
W_ECDSA = mk_atom('ecdsa')
W_EDDSA = mk_atom('eddsa')
W_DIGEST = mk_atom('digest')

W_RSA_PADDING = mk_atom('rsa_padding')
W_RSA_PAD = mk_atom('rsa_pad')
W_SALT = mk_atom('rsa_pss_saltlen')
W_MASK = mk_atom('rsa_mgf1_md')
W_OAEP_MD = mk_atom('rsa_oaep_md')
W_OAEP_LABEL = mk_atom('rsa_oaep_label')
W_SIGNATURE_MD = mk_atom('signature_md')

# libcrypto's numbers (rsa.h)
PKCS1, NO_PADDING, OAEP, X931, PSS = 1, 3, 4, 5, 6
W_OAEP = mk_atom('rsa_pkcs1_oaep_padding')
W_PSS = mk_atom('rsa_pkcs1_pss_padding')
PADDINGS = [(mk_atom('rsa_pkcs1_padding'), PKCS1), (W_PSS, PSS),
            (W_OAEP, OAEP), (mk_atom('rsa_x931_padding'), X931),
            (mk_atom('rsa_no_padding'), NO_PADDING)]


def padding_number(w_name):
    """0 for none of them."""
    for w_padding, value in PADDINGS:
        if w_padding is w_name:
            return value
    return 0


class Options(object):
    """Of signatures and of encryption (crypting); argument: their number."""

    def __init__(self, w_options, argument, crypting):
        self.argument = argument
        self.crypting = crypting
        self.padding = PKCS1
        self.salt = -2
        self.mask = ''
        self.oaep_md = ''
        self.label = ''
        self.signature_md = ''
        while isinstance(w_options, W_Cons):
            w_option = w_options.head()
            if not isinstance(w_option, W_Tuple) or w_option.arity() != 2:
                raise bad(argument, 'Expected a two-tuple', PKEY_C)
            self.take(w_option.get(0), w_option.get(1))
            w_options = w_options.tl
        if w_options is not NIL:
            raise bad(argument, 'Expected a list', PKEY_C)

    def take(self, w_name, w_value):
        if w_name is W_RSA_PADDING or self.crypting and w_name is W_RSA_PAD:
            self.padding = padding_number(w_value)
            if self.crypting and (self.padding == 0 or self.padding == PSS):
                raise bad(self.argument,
                          'Bad padding type in option rsa_padding', PKEY_C)
            if self.padding == 0 or self.padding == OAEP and not self.crypting:
                raise bad(self.argument, 'Bad value in option rsa_padding',
                          PKEY_C)
        elif w_name is W_SALT and not self.crypting:
            if not isinstance(w_value, W_Int) or w_value.intval < -2:
                raise bad(self.argument, 'Bad value in option rsa_pss_saltlen',
                          PKEY_C)
            self.salt = min(w_value.intval, 1 << 20)
        elif w_name is W_MASK:
            self.mask = self.digest(w_value)
        elif self.crypting and w_name is W_OAEP_MD:
            self.oaep_md = self.digest(w_value)
        elif self.crypting and w_name is W_SIGNATURE_MD:
            self.signature_md = self.digest(w_value)
        elif self.crypting and w_name is W_OAEP_LABEL:
            label = binary_of(w_value)
            if label is None:
                raise bad(self.argument,
                          'Binary expected for option rsa_oaep_label', PKEY_C)
            self.label = label
        else:
            raise bad(self.argument, 'Bad option', PKEY_C)

    def digest(self, w_name):
        digest = find_digest(w_name)
        if digest is None:
            raise bad(self.argument, 'Bad digest type', PKEY_C)
        return digest.name


def find_key(w_algorithm, w_key, private, argument):
    """The Key of an algorithm."""
    if w_algorithm is W_RSA:
        key = rsa_key(w_key, private)
        name = 'RSA'
    elif w_algorithm is W_DSS:
        key = dss_key(w_key, private)
        name = 'DSA'
    elif w_algorithm is W_ECDSA:
        key = ecdsa_key(w_key, private)
        name = 'ECDSA'
    elif w_algorithm is W_EDDSA:
        key = eddsa_key(w_key, private)
        name = 'EDDSA'
    else:
        raise bad(0, 'Bad algorithm', PKEY_C)
    if key is None:
        raise bad(argument, "Couldn't get %s %s key" % (
            name, 'private' if private else 'public'), PKEY_C)
    return key


class Message(object):
    """What is signed: text, or its digest if the key does not sign texts;
    md: the digest's name, or ''."""

    def __init__(self, w_algorithm, w_digest, w_data):
        self.md = ''
        self.whole = w_algorithm is W_EDDSA
        digest = find_digest(w_digest)
        if digest is None and not self.whole and not (
                w_digest is atoms.none and w_algorithm is W_RSA):
            raise bad(1, 'Bad digest type', PKEY_C)
        is_digest = digest is None
        if isinstance(w_data, W_Tuple):
            if w_data.arity() != 2 or w_data.get(0) is not W_DIGEST:
                raise bad(2, 'Expected a two-tuple', PKEY_C)
            data = data_of(w_data.get(1))
            if data is None:
                raise bad(2, 'Bad 2nd element in list', PKEY_C)
            is_digest = True
            if (digest is not None and not self.whole and
                    len(data) != digest.size()):
                raise bad(2, 'Bad binary size for the algorithm', PKEY_C)
        else:
            data = data_of(w_data)
            if data is None:
                raise bad(2, 'Expected a binary or a list', PKEY_C)
        spend(len(data) >> HASHED)
        if digest is not None and not self.whole:
            self.md = digest.name
            if not is_digest:
                data = hash_bytes(digest, data)
                if data is None:
                    raise failed("Can't create digest", PKEY_C)
        self.data = data


def is_algorithm(w_algorithm):
    return (w_algorithm is W_RSA or w_algorithm is W_DSS or
            w_algorithm is W_ECDSA or w_algorithm is W_EDDSA)


def checked(code):
    """What the C functions say that did not work."""
    if code >= 0:
        return code
    if code == -1:
        raise failed("Can't EVP_PKEY_CTX_set_signature_md", PKEY_C)
    if code == -2:
        raise failed("Can't EVP_PKEY_CTX_set_rsa_padding", PKEY_C)
    if code == -3:
        raise failed("Can't EVP_PKEY_CTX_set_rsa_pss_saltlen", PKEY_C)
    if code == -4:
        raise failed("Can't EVP_PKEY_CTX_set_rsa_mgf1_md", PKEY_C)
    raise failed("Can't EVP_PKEY_sign", PKEY_C)


@bif('crypto', 'pkey_sign_nif', 5, host=True)
def pkey_sign_nif_5(w_algorithm, w_digest, w_data, w_key, w_options):
    if not is_algorithm(w_algorithm):
        raise bad(0, 'Bad algorithm', PKEY_C)
    message = Message(w_algorithm, w_digest, w_data)
    key = find_key(w_algorithm, w_key, True, 3)
    options = Options(w_options, 4, False)
    spend(WORK)
    outcome = crypto_key.sign(
        key, message.whole, message.md,
        options.padding if w_algorithm is W_RSA else 0, options.salt,
        options.mask, message.data)
    checked(outcome.code)
    return mk_binary(outcome.data)


@bif('crypto', 'pkey_verify_nif', 6, host=True)
def pkey_verify_nif_6(w_algorithm, w_digest, w_data, w_sign, w_key, w_options):
    if not is_algorithm(w_algorithm):
        raise bad(0, 'Bad algorithm', PKEY_C)
    signature = binary_of(w_sign)
    if signature is None:
        raise bad(3, 'Expected a binary', PKEY_C)
    message = Message(w_algorithm, w_digest, w_data)
    key = find_key(w_algorithm, w_key, False, 4)
    options = Options(w_options, 5, False)
    spend(WORK)
    code = checked(crypto_key.verify(
        key, message.whole, message.md,
        options.padding if w_algorithm is W_RSA else 0, options.salt,
        options.mask, message.data, signature))
    return atoms.from_bool(code == 1)


@bif('crypto', 'pkey_crypt_nif', 6, host=True)
def pkey_crypt_nif_6(w_algorithm, w_data, w_key, w_options, w_private,
                     w_encrypt):
    if not is_algorithm(w_algorithm):
        raise bad(0, 'Bad algorithm', PKEY_C)
    data = binary_of(w_data)
    if data is None:
        raise bad(1, 'Binary expected', PKEY_C)
    options = Options(w_options, 3, True)
    private = w_private is atoms.true
    key = find_key(w_algorithm, w_key, private, 2)
    if w_encrypt is atoms.true:
        mode = crypto_key.SIGN if private else crypto_key.ENCRYPT
    else:
        mode = crypto_key.DECRYPT if private else crypto_key.RECOVER
    if w_algorithm is not W_RSA:
        raise not_supported(-1, "Can't initiate encrypt/decrypt", PKEY_C)
    spend(WORK)
    outcome = crypto_key.crypt(
        key, mode, options.padding, options.signature_md, options.mask,
        options.oaep_md, options.label, data)
    _crypted(outcome.code)
    return mk_binary(outcome.data)


def _crypted(code):
    if code >= 0:
        return
    if code == -1:
        raise not_supported(-1, "Can't initiate encrypt/decrypt", PKEY_C)
    if code == -2:
        raise failed("Can't EVP_PKEY_CTX_set_signature_md", PKEY_C)
    if code == -3:
        raise failed("Couldn't set rsa padding", PKEY_C)
    if code > -7:
        raise failed("Couldn't set OAEP option", PKEY_C)
    raise failed("Couldn't get the result", PKEY_C)


@bif('crypto', 'privkey_to_pubkey_nif', 2, host=True)
def privkey_to_pubkey_nif_2(w_algorithm, w_key):
    """[E, N] or [P, Q, G, Public]; crypto.erl knows what badarg says."""
    if w_algorithm is W_RSA:
        key = rsa_key(w_key, True)
        names = ['e', 'n']
    elif w_algorithm is W_DSS:
        key = dss_key(w_key, True)
        names = ['p', 'q', 'g', 'pub']
    else:
        key = None
        names = ['']
    if key is None:
        raise bad(1, "Couldn't get the private key", PKEY_C)
    found = []
    for name in names:
        data = key.number(name)
        if data is None:
            raise bad(1, "Couldn't get the public key", PKEY_C)
        found.append(mk_binary(data))
    return list_from(found)
