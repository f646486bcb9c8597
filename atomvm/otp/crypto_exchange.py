"""Making keys and agreeing on secrets in crypto (OTP: lib/crypto/c_src/dh.c,
ecdh.c, ec.c, evp.c, rsa.c, srp.c)."""
from atomvm.bif.gateway import Any, Int, bif
from atomvm.foreign import crypto_basic, crypto_key
from atomvm.foreign.crypto_key import PAIR, PARAMETERS, PUBLIC, Parts
from atomvm.otp.crypto_fault import bad, binary_of, failed, fault
from atomvm.otp.crypto_pkey import (
    CURVES, RSA_PARTS, curve_parts, ec_key, ec_parameters, raw_kind)
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import list_from, list_items
from atomvm.term.effort import spend
from atomvm.term.number import W_Int
from atomvm.term.tuple import tuple2

DH_C = 'dh.c'
ECDH_C = 'ecdh.c'
EVP_C = 'evp.c'
RSA_C = 'rsa.c'

WORK = 500              # units of work that a key is, about
MIN_DH_BYTES = 64       # libcrypto makes no keys for smaller primes
MAX_RSA_BITS = 16384

PUBLIC_KEYS = [mk_atom(name) for name in [
    'rsa', 'dss', 'dh', 'ec_gf2m', 'ecdsa', 'ecdh', 'eddsa', 'eddh', 'srp']]
RSA_OPTS = [mk_atom(name) for name in [
    'rsa_pkcs1_pss_padding', 'rsa_pss_saltlen', 'rsa_mgf1_md',
    'rsa_pkcs1_oaep_padding', 'rsa_oaep_label', 'rsa_oaep_md', 'signature_md',
    'rsa_pkcs1_padding', 'rsa_x931_padding', 'rsa_no_padding']]


@bif('crypto', 'pubkey_algorithms', 0, host=True)
def pubkey_algorithms_0():
    return list_from(PUBLIC_KEYS)


@bif('crypto', 'curve_algorithms', 0, host=True)
def curve_algorithms_0():
    return list_from([w_name for w_name in CURVES])


@bif('crypto', 'rsa_opts_algorithms', 0, host=True)
def rsa_opts_algorithms_0():
    return list_from(RSA_OPTS)


# ------------------------------------------------------------ curves

def pad(data, size):
    """A number with just as many zeros before it that it has this size."""
    data = crypto_basic.trimmed(data)
    if len(data) >= size:
        return data
    return '\x00' * (size - len(data)) + data


@bif('crypto', 'ec_generate_key_nif', 2, host=True)
def ec_generate_key_nif_2(w_curve, w_private):
    """{Public, Private}."""
    parts = curve_parts(w_curve)
    size = -1
    if parts is not None:
        size = parts.order_size()
    if size < 0:
        raise bad(0, "Couldn't get Curve definition", ECDH_C)
    spend(WORK)
    if w_private is not atoms.undefined:
        private = binary_of(w_private)
        if private is None:
            raise bad(0, 'Bad private key', ECDH_C)
        if crypto_basic.is_zero(private):
            raise bad(1, 'peer priv key must not be 0', ECDH_C)
        point = curve_parts(w_curve).public_point(private)
        if point is None:
            raise failed("Couldn't get public key", ECDH_C)
        return tuple2(mk_binary(point), mk_binary(pad(private, size)))
    like = ec_parameters(w_curve)
    key = None
    if like is not None:
        key = crypto_key.generate_like(like, 0)
    if key is None:
        raise failed("Couldn't generate EC key", ECDH_C)
    private = key.number('priv')
    if private is None:
        raise failed("Couldn't get private key", ECDH_C)
    point = curve_parts(w_curve).public_point(private)
    if point is None:
        raise failed("Couldn't get public key", ECDH_C)
    return tuple2(mk_binary(point), mk_binary(pad(private, size)))


@bif('crypto', 'ecdh_compute_key_nif', 3, host=True)
def ecdh_compute_key_nif_3(w_others, w_curve, w_mine):
    others = binary_of(w_others)
    mine = binary_of(w_mine)
    if others is None or mine is None:
        raise bad(0, 'Bad peer public key; binary expected', ECDH_C)
    if curve_parts(w_curve) is None:
        raise fault(atoms.error, 1, 'Bad curve def. Expect 5-tuple.', ECDH_C)
    spend(WORK)
    peer = ec_key(w_curve, others, False)
    if peer is None:
        raise failed("Can't do fromdata", ECDH_C)
    key = ec_key(w_curve, mine, True)
    if key is None:
        raise failed("Can't get result", ECDH_C)
    outcome = crypto_key.derive(key, peer)
    if outcome.code < 0:
        raise failed("Can't get result", ECDH_C)
    return mk_binary(outcome.data)


@bif('crypto', 'evp_generate_key_nif', 2, host=True)
def evp_generate_key_nif_2(w_curve, w_private):
    kind = raw_kind(w_curve)
    if kind == '':
        raise bad(0, 'Bad curve', EVP_C)
    spend(WORK)
    if w_private is atoms.undefined:
        key = crypto_key.generate(kind)
        if key is None:
            raise failed("Can't EVP_PKEY_keygen", EVP_C)
    else:
        private = binary_of(w_private)
        if private is None:
            raise fault(atoms.error, 1, "Can't get max size", EVP_C)
        key = crypto_key.raw_key(kind, True, private)
        if key is None:
            raise fault(atoms.error, 1, "Can't EVP_PKEY_new_raw_private_key",
                        EVP_C)
    public = key.raw(False)
    private = key.raw(True)
    if public is None or private is None:
        raise failed("Can't get the keys", EVP_C)
    return tuple2(mk_binary(public), mk_binary(private))


@bif('crypto', 'evp_compute_key_nif', 3, host=True)
def evp_compute_key_nif_3(w_curve, w_others, w_mine):
    kind = raw_kind(w_curve)
    if kind == '':
        raise bad(0, 'Bad curve', EVP_C)
    mine = binary_of(w_mine)
    if mine is None:
        raise bad(2, 'Binary expected', EVP_C)
    key = crypto_key.raw_key(kind, True, mine)
    if key is None:
        raise bad(2, 'Not a valid raw private key', EVP_C)
    others = binary_of(w_others)
    if others is None:
        raise bad(1, 'Binary expected', EVP_C)
    peer = crypto_key.raw_key(kind, False, others)
    if peer is None:
        raise bad(1, 'Not a raw public peer key', EVP_C)
    spend(WORK)
    outcome = crypto_key.derive(key, peer)
    if outcome.code < 0:
        raise failed("Can't EVP_PKEY_derive", EVP_C)
    return mk_binary(outcome.data)


# ------------------------------------------------------------ Diffie-Hellman

class Group(object):
    """Of [P, G], argument number `argument`."""

    def __init__(self, w_numbers, argument):
        items = list_items(w_numbers)
        p = None
        g = None
        if items is not None and len(items) > 0:
            p = binary_of(items[0])
        if p is None:
            raise bad(argument, "Bad value of 'p'", DH_C)
        if items is not None and len(items) > 1:
            g = binary_of(items[1])
        if g is None:
            raise bad(argument, "Bad value of 'g'", DH_C)
        self.p = p
        self.g = g

    def parts(self):
        parts = Parts()
        parts.number('p', self.p)
        parts.number('g', self.g)
        return parts

    def public(self, private):
        return crypto_basic.mod_exp(self.g, private, self.p)


def _generated(group, bits):
    """The Key of a new pair, or None; bits: of the private number, or 0."""
    like = group.parts().make('DH', PARAMETERS)
    if like is None or bits < 0 or bits > MAX_RSA_BITS:
        return None
    return crypto_key.generate_like(like, bits)


@bif('crypto', 'dh_generate_key_nif', 4, args=[Any, Any, Int, Int], host=True)
def dh_generate_key_nif_4(w_private, w_group, head, bits):
    """{Public, Private}; head: 0."""
    group = Group(w_group, 1)
    spend(WORK)
    if w_private is not atoms.undefined:
        private = binary_of(w_private)
        if private is None:
            raise bad(0, 'PrivKeyIn', DH_C)
        public = None
        if len(crypto_basic.trimmed(group.p)) >= MIN_DH_BYTES:
            public = group.public(private)
        if public is None:
            raise failed("Can't generate DH key pair", DH_C)
        return tuple2(mk_binary(public),
                      mk_binary(crypto_basic.trimmed(private)))
    key = _generated(group, bits)
    if key is None:
        raise failed("Can't generate DH key pair", DH_C)
    public = key.number('pub')
    private = key.number('priv')
    if public is None or private is None:
        raise failed("Can't get the keys", DH_C)
    return tuple2(mk_binary(public), mk_binary(private))


@bif('crypto', 'dh_compute_key_nif', 3, host=True)
def dh_compute_key_nif_3(w_others, w_mine, w_group):
    others = binary_of(w_others)
    mine = binary_of(w_mine)
    if others is None or mine is None:
        raise bad(0, 'Bad peer public key; binary expected', DH_C)
    group = Group(w_group, 2)
    spend(WORK)
    parts = group.parts()
    parts.number('pub', others)
    peer = parts.make('DH', PUBLIC)
    parts = group.parts()
    parts.number('priv', mine)
    key = parts.make('DH', PAIR)
    if peer is None or key is None:
        raise failed("Can't get result size", DH_C)
    outcome = crypto_key.derive(key, peer)
    if outcome.code == -1:
        raise failed("Can't get result size", DH_C)
    if outcome.code < 0:
        raise failed("Can't get result", DH_C)
    return mk_binary(outcome.data)


# ------------------------------------------------------------ RSA

@bif('crypto', 'rsa_generate_key_nif', 2, host=True)
def rsa_generate_key_nif_2(w_bits, w_exponent):
    """[E, N, D, P, Q, DP, DQ, QInv]."""
    if not isinstance(w_bits, W_Int) or w_bits.intval < 0:
        raise bad(0, "Can't get unsigned int", RSA_C)
    bits = w_bits.intval
    if bits < 256:
        raise bad(0, "Can't be < 256", RSA_C)
    exponent = binary_of(w_exponent)
    if exponent is None:
        raise bad(1, "Can't get binary public exponent", RSA_C)
    spend(bits * 8)
    key = None
    if bits <= MAX_RSA_BITS:
        key = crypto_key.generate_rsa(bits, exponent)
    if key is None:
        raise failed("Can't generate RSA key-pair", RSA_C)
    found = []
    for name in RSA_PARTS:
        data = key.number(name)
        if data is None:
            raise failed("Can't get RSA keys", RSA_C)
        found.append(mk_binary(data))
    return list_from(found)
