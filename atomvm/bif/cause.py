"""Errors that tell their cause: the map under error_info in the stack trace.

OTP: erl_erts_errors.erl and erl_stdlib_errors.erl make sentences of it.
"""
from rpython.rlib.objectmodel import dont_inline

from atomvm.error import ERROR, ErlangError
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.map import mk_map_from_pairs


W_BADOPT = mk_atom('badopt')
W_BADTYPE = mk_atom('badtype')
W_BAD_OPTION = mk_atom('bad_option')


@dont_inline
def badarg_because(w_cause, w_module):
    """badarg with a cause (any term) that w_module (an atom) explains."""
    w_info = mk_map_from_pairs([atoms.cause, atoms.module],
                               [w_cause, w_module])
    raise ErlangError(ERROR, atoms.badarg, None, None, w_info)


def badopt():
    """badarg of a native of erlang whose list of options is wrong."""
    return badarg_because(W_BADOPT, atoms.erl_erts_errors)


def badtype():
    """badarg of a native of erlang: another argument is of the wrong kind."""
    return badarg_because(W_BADTYPE, atoms.erl_erts_errors)


def bad_option():
    """What erlang.erl itself finds wrong with a list of options."""
    return badarg_because(W_BAD_OPTION, atoms.erl_erts_errors)
