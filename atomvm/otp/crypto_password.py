"""Secure remote passwords of crypto (OTP: lib/crypto/c_src/srp.c)."""
from atomvm.bif.gateway import bif
from atomvm.foreign import crypto_srp
from atomvm.otp.crypto_fault import binary_of
from atomvm.term import atoms
from atomvm.term.binary import mk_binary
from atomvm.term.effort import spend
from atomvm.term.fault import badarg

WORK = 500              # units of work that one is, about


def result_of(what, arguments):
    numbers = []
    for w_argument in arguments:
        data = binary_of(w_argument)
        if data is None:
            raise badarg()
        numbers.append(data)
    spend(WORK)
    code, data = crypto_srp.srp(what, numbers)
    if code == crypto_srp.MULTIPLE:
        return atoms.error
    if code < 0:
        raise badarg()
    return mk_binary(data)


@bif('crypto', 'srp_value_B_nif', 5, host=True)
def srp_value_b_nif_5(w_multiplier, w_verifier, w_generator, w_exponent,
                      w_prime):
    return result_of(crypto_srp.VALUE_B, [
        w_multiplier, w_verifier, w_generator, w_exponent, w_prime])


@bif('crypto', 'srp_user_secret_nif', 7, host=True)
def srp_user_secret_nif_7(w_a, w_u, w_b, w_multiplier, w_generator, w_exponent,
                          w_prime):
    return result_of(crypto_srp.USER, [
        w_a, w_u, w_b, w_multiplier, w_generator, w_exponent, w_prime])


@bif('crypto', 'srp_host_secret_nif', 5, host=True)
def srp_host_secret_nif_5(w_verifier, w_b, w_u, w_a, w_prime):
    return result_of(crypto_srp.HOST, [w_verifier, w_b, w_u, w_a, w_prime])
