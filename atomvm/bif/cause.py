"""Errors that tell their cause: the map under error_info in the stack trace.

OTP: erl_erts_errors.erl and erl_stdlib_errors.erl make sentences of it.
"""
from atomvm.error import ERROR, ErlangError
from atomvm.term import atoms
from atomvm.term.map import mk_map_from_pairs


def badarg_because(w_cause, w_module):
    """badarg with a cause (any term) that w_module (an atom) explains."""
    w_info = mk_map_from_pairs([atoms.cause, atoms.module],
                               [w_cause, w_module])
    return ErlangError(ERROR, atoms.badarg, None, None, w_info)
