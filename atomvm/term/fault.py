"""Raisers: raise badarg(), raise badmatch(w_value) and so on.

Each returns an ErlangError for `raise`.  What OTP calls them:
erts/emulator/beam/error.h.
"""
from atomvm.error import ErlangError, ERROR, EXIT, THROW
from atomvm.term import atoms
from atomvm.term.tuple import tuple2


def badarg():
    return ErlangError(ERROR, atoms.badarg)


def badarith():
    return ErlangError(ERROR, atoms.badarith)


def system_limit():
    return ErlangError(ERROR, atoms.system_limit)


def undef():
    return ErlangError(ERROR, atoms.undef)


def error(w_reason):
    """erlang:error(Reason)."""
    return ErlangError(ERROR, w_reason)


def tagged_error(w_tag, w_value):
    """error of reason {Tag, Value}: badmatch, case_clause, badmap, badkey..."""
    return ErlangError(ERROR, tuple2(w_tag, w_value))


def badmatch(w_value):
    return tagged_error(atoms.badmatch, w_value)


def badmap(w_value):
    return tagged_error(atoms.badmap, w_value)


def badkey(w_key):
    return tagged_error(atoms.badkey, w_key)


def badfun(w_value):
    return tagged_error(atoms.badfun, w_value)


def exit_(w_reason):
    return ErlangError(EXIT, w_reason)


def throw(w_value):
    return ErlangError(THROW, w_value)
