"""Keys of crypto: from lists of binaries to libcrypto's (OTP:
lib/crypto/c_src/pkey.c, rsa.c, dss.c, ec.c, ecdh.c, eddsa.c).

Functions return None for what is no key.
"""
from atomvm.foreign.crypto_key import PAIR, PARAMETERS, PUBLIC, Parts, raw_key
from atomvm.otp.crypto_fault import binary_of
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import list_items
from atomvm.term.tuple import W_Tuple

W_PRIME_FIELD = mk_atom('prime_field')
W_TWO_FIELD = mk_atom('characteristic_two_field')
W_TPBASIS = mk_atom('tpbasis')

RSA_PARTS = ['e', 'n', 'd', 'rsa-factor1', 'rsa-factor2', 'rsa-exponent1',
             'rsa-exponent2', 'rsa-coefficient1']

# crypto's name -> libcrypto's
RAW_KINDS = [(mk_atom('x25519'), 'X25519'), (mk_atom('x448'), 'X448'),
             (mk_atom('ed25519'), 'ED25519'), (mk_atom('ed448'), 'ED448')]

# In OTP's order.
CURVES = [mk_atom(name) for name in '''
    secp160k1 secp160r1 secp160r2 secp192k1 secp224k1 secp224r1 secp256k1
    secp384r1 secp521r1 secp192r1 prime192v1 prime192v2 prime192v3 prime239v1
    prime239v2 prime239v3 secp256r1 prime256v1 wtls7 wtls9 wtls12
    brainpoolP160r1 brainpoolP160t1 brainpoolP192r1 brainpoolP192t1
    brainpoolP224r1 brainpoolP224t1 brainpoolP256r1 brainpoolP256t1
    brainpoolP320r1 brainpoolP320t1 brainpoolP384r1 brainpoolP384t1
    brainpoolP512r1 brainpoolP512t1 sect163k1 sect163r1 sect163r2 sect193r1
    sect193r2 sect233k1 sect233r1 sect239k1 sect283k1 sect283r1 sect409k1
    sect409r1 sect571k1 sect571r1 c2pnb163v1 c2pnb163v2 c2pnb163v3 c2pnb176v1
    c2tnb191v1 c2tnb191v2 c2tnb191v3 c2pnb208w1 c2tnb239v1 c2tnb239v2
    c2tnb239v3 c2pnb272w1 c2pnb304w1 c2tnb359v1 c2pnb368w1 c2tnb431r1 wtls3
    wtls5 wtls10 wtls11 secp112r1 secp112r2 secp128r1 secp128r2 wtls6 wtls8
    sect113r1 sect113r2 sect131r1 sect131r2 wtls1 wtls4 ipsec3 ipsec4 ed25519
    ed448 x25519 x448'''.split()]

OTHER_NAMES = {'secp192r1': 'prime192v1', 'secp256r1': 'prime256v1',
               'ipsec3': 'Oakley-EC2N-3', 'ipsec4': 'Oakley-EC2N-4'}


def raw_kind(w_name):
    """libcrypto's name of a curve whose keys are plain bytes, or ''."""
    for w_atom, kind in RAW_KINDS:
        if w_atom is w_name:
            return kind
    return ''


def binaries(w_list):
    """The bytes of a list of binaries, or None."""
    items = list_items(w_list)
    if items is None:
        return None
    found = []
    for w_item in items:
        data = binary_of(w_item)
        if data is None:
            return None
        found.append(data)
    return found


def rsa_key(w_key, private):
    numbers = binaries(w_key)
    if numbers is None:
        return None
    if private:
        if len(numbers) != 3 and len(numbers) != 8:
            return None
    elif len(numbers) != 2:
        return None
    parts = Parts()
    for i in range(len(numbers)):
        parts.number(RSA_PARTS[i], numbers[i])
    return parts.make('RSA', PAIR if private else PUBLIC)


def dss_key(w_key, private):
    """[P, Q, G, Key]."""
    numbers = binaries(w_key)
    if numbers is None or len(numbers) != 4:
        return None
    parts = Parts()
    parts.number('p', numbers[0])
    parts.number('q', numbers[1])
    parts.number('g', numbers[2])
    parts.number('priv' if private else 'pub', numbers[3])
    return parts.make('DSA', PAIR if private else PUBLIC)


def eddsa_key(w_key, private):
    """[Key, ed25519 | ed448]."""
    items = list_items(w_key)
    if items is None or len(items) != 2:
        return None
    data = binary_of(items[0])
    kind = raw_kind(items[1])
    if data is None or not kind.startswith('ED'):
        return None
    return raw_key(kind, private, data)


# ------------------------------------------------------------ curves

def _curve_name(w_name):
    """libcrypto's, or ''."""
    if w_name not in CURVES or raw_kind(w_name) != '':
        return ''
    name = w_name.name
    if name.startswith('wtls'):
        return 'wap-wsg-idm-ecid-' + name
    return OTHER_NAMES.get(name, name)


def curve_parts(w_curve):
    """The Parts of {Definition, Name}, or None."""
    if not isinstance(w_curve, W_Tuple) or w_curve.arity() != 2:
        return None
    w_name = w_curve.get(1)
    if isinstance(w_name, W_Atom):
        name = _curve_name(w_name)
        if name != '':
            parts = Parts()
            parts.text('group', name)
            return parts
    return _explicit(w_curve.get(0))


def _explicit(w_definition):
    """{Field, {A, B, Seed}, Generator, Order, Cofactor}."""
    if not isinstance(w_definition, W_Tuple) or w_definition.arity() != 5:
        return None
    w_field = w_definition.get(0)
    w_curve = w_definition.get(1)
    if not isinstance(w_field, W_Tuple) or not isinstance(w_curve, W_Tuple):
        return None
    # curves over binary fields have names, all that there are
    if w_field.arity() != 2 or w_field.get(0) is not W_PRIME_FIELD:
        return None
    if w_curve.arity() != 3:
        return None
    parts = Parts()
    parts.text('field-type', 'prime-field')
    names = ['p', 'a', 'b', 'order', 'cofactor']
    terms = [w_field.get(1), w_curve.get(0), w_curve.get(1),
             w_definition.get(3), w_definition.get(4)]
    for i in range(len(names)):
        data = binary_of(terms[i])
        if data is None:
            return None
        parts.number(names[i], data)
    generator = binary_of(w_definition.get(2))
    if generator is None:
        return None
    parts.octets('generator', generator)
    seed = binary_of(w_curve.get(2))
    if seed is not None:
        parts.octets('seed', seed)
    return parts


def ec_key(w_curve, data, private):
    """The Key of a private number or a public point on a curve."""
    parts = curve_parts(w_curve)
    if parts is None:
        return None
    if not private:
        parts.octets('pub', data)
        return parts.make('EC', PUBLIC)
    point = parts.public_point(data)
    if point is None:
        return None
    parts = curve_parts(w_curve)
    parts.octets('pub', point)
    parts.number('priv', data)
    return parts.make('EC', PAIR)


def ec_parameters(w_curve):
    """A Key that is a curve only."""
    parts = curve_parts(w_curve)
    if parts is None:
        return None
    return parts.make('EC', PARAMETERS)


def ecdsa_key(w_key, private):
    """{Curve, Key}."""
    if not isinstance(w_key, W_Tuple) or w_key.arity() != 2:
        return None
    data = binary_of(w_key.get(1))
    if data is None:
        return None
    return ec_key(w_key.get(0), data, private)
