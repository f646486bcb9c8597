"""Random and large numbers of crypto, and what it says of itself (OTP:
lib/crypto/c_src/rand.c, bn.c, hash_equals.c, info.c, fips.c, srp.c).

There are no engines (OTP has none either with OpenSSL 3) and no FIPS mode.
"""
from rpython.rlib.rstring import StringBuilder

from atomvm.bif.gateway import Any, Int, bif
from atomvm.foreign import crypto_basic
from atomvm.otp.crypto_fault import HASHED, W_NOTSUP, binary_of, data_of
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL, chars_list, cons
from atomvm.term.effort import spend
from atomvm.term.fault import badarg
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple3

W_NOT_SUPPORTED = mk_atom('not_supported')
W_COMPILE_TYPE = mk_atom('compile_type')
W_LINK_TYPE = mk_atom('link_type')
W_COMPILED = mk_atom('cryptolib_version_compiled')
W_LINKED = mk_atom('cryptolib_version_linked')
W_FIPS_AVAILABLE = mk_atom('fips_provider_available')
W_DYNAMIC = mk_atom('dynamic')

MAX_RANDOM = 1 << 30


def needed(data):
    """Bytes that an argument had to have."""
    if data is None:
        raise badarg()
    return data


# ------------------------------------------------------------ about the library

@bif('crypto', 'info_lib', 0, host=True)
def info_lib_0():
    return cons(tuple3(mk_binary('OpenSSL'),
                       mk_int(crypto_basic.version_number()),
                       mk_binary(crypto_basic.version_text(False))), NIL)


@bif('crypto', 'info_nif', 0, host=True)
def info_nif_0():
    return mk_map_from_pairs(
        [W_COMPILE_TYPE, W_LINK_TYPE, W_COMPILED, W_LINKED, W_FIPS_AVAILABLE],
        [atoms.normal, W_DYNAMIC, chars_list(crypto_basic.version_text(True)),
         chars_list(crypto_basic.version_text(False)), atoms.false])


@bif('crypto', 'info_fips', 0, host=True)
def info_fips_0():
    return W_NOT_SUPPORTED


@bif('crypto', 'enable_fips_mode_nif', 1, host=True)
def enable_fips_mode_nif_1(w_enable):
    if w_enable is atoms.true:
        return atoms.false
    if w_enable is atoms.false:
        return atoms.true
    raise badarg()


# ------------------------------------------------------------ random numbers

@bif('crypto', 'strong_rand_bytes_nif', 1, args=[Int], host=True)
def strong_rand_bytes_nif_1(size):
    if size < 0 or size > MAX_RANDOM:
        raise badarg()
    spend(size >> HASHED)
    data = crypto_basic.random_bytes(size)
    if data is None:
        return atoms.false
    return mk_binary(data)


@bif('crypto', 'strong_rand_range_nif', 1, host=True)
def strong_rand_range_nif_1(w_limit):
    data = crypto_basic.random_below(needed(binary_of(w_limit)))
    if data is None:
        return atoms.false
    return mk_binary(data)


@bif('crypto', 'rand_seed_nif', 1, host=True)
def rand_seed_nif_1(w_seed):
    crypto_basic.seed(needed(binary_of(w_seed)))
    return atoms.ok


def mpint_bytes(w_number):
    """The bytes of a number with four bytes of size before it; badarg."""
    data = needed(binary_of(w_number))
    if len(data) < 4:
        raise badarg()
    size = 0
    for i in range(4):
        size = size << 8 | ord(data[i])
    if size != len(data) - 4:
        raise badarg()
    return data[4:]


def mpint(data):
    size = len(data)
    return (chr(size >> 24 & 255) + chr(size >> 16 & 255) +
            chr(size >> 8 & 255) + chr(size & 255) + data)


@bif('crypto', 'rand_uniform_nif', 2, host=True)
def rand_uniform_nif_2(w_from, w_to):
    """From and up, below To."""
    data = crypto_basic.random_between(mpint_bytes(w_from), mpint_bytes(w_to))
    if data is None:
        raise badarg()
    return mk_binary(mpint(data))


# ------------------------------------------------------------ large numbers

@bif('crypto', 'mod_exp_nif', 4, args=[Any, Any, Any, Int], host=True)
def mod_exp_nif_4(w_base, w_exponent, w_modulus, head):
    """head: bytes of the size before the result, 0 or 4."""
    modulus = needed(binary_of(w_modulus))
    spend(len(modulus) * len(modulus))
    result = crypto_basic.mod_exp(needed(binary_of(w_base)),
                                  needed(binary_of(w_exponent)), modulus)
    if result is None:
        raise badarg()
    if head == 0:
        return mk_binary(result)
    if result != '' and ord(result[0]) >= 128:
        result = '\x00' + result
    return mk_binary(mpint(result))


@bif('crypto', 'do_exor', 2, host=True)
def do_exor_2(w_one, w_other):
    one = needed(data_of(w_one))
    other = needed(data_of(w_other))
    size = len(one)
    if len(other) != size:
        raise badarg()
    builder = StringBuilder(size)
    for i in range(size):
        builder.append(chr(ord(one[i]) ^ ord(other[i])))
    spend(size >> HASHED)
    return mk_binary(builder.build())


@bif('crypto', 'hash_equals_nif', 2, host=True)
def hash_equals_nif_2(w_one, w_other):
    one = needed(binary_of(w_one))
    other = needed(binary_of(w_other))
    if len(one) != len(other):
        raise badarg()
    return atoms.from_bool(crypto_basic.same(one, other))


# ------------------------------------------------------------ engines

def no_engines_0():
    return W_NOTSUP


def no_engines_1(w_1):
    return W_NOTSUP


def no_engines_2(w_1, w_2):
    return W_NOTSUP


def no_engines_3(w_1, w_2, w_3):
    return W_NOTSUP


for _name in ['engine_load_dynamic_nif', 'engine_get_first_nif',
              'engine_get_all_methods_nif']:
    bif('crypto', _name, 0, host=True)(no_engines_0)
for _name in ['engine_by_id_nif', 'engine_init_nif', 'engine_free_nif',
              'engine_add_nif', 'engine_remove_nif', 'engine_get_next_nif',
              'engine_get_id_nif', 'engine_get_name_nif']:
    bif('crypto', _name, 1, host=True)(no_engines_1)
for _name in ['engine_register_nif', 'engine_unregister_nif',
              'ensure_engine_loaded_nif']:
    bif('crypto', _name, 2, host=True)(no_engines_2)
bif('crypto', 'engine_ctrl_cmd_strings_nif', 3, host=True)(no_engines_3)
