"""Raisers: raise badarg(), raise badmatch(w_value) and so on.

The errors of natives and instructions raise themselves (`raise` in front says
so to readers): a call that does not come back takes less firmware than one
with a raise behind it, and there are hundreds.  error, exit_ and throw return
an ErlangError for `raise`.  What OTP calls them: erts/emulator/beam/error.h.
"""
from rpython.rlib.objectmodel import dont_inline

from atomvm.error import ErlangError, ERROR, EXIT, THROW
from atomvm.term import atoms
from atomvm.term.tuple import tuple2


@dont_inline
def badarg():
    raise ErlangError(ERROR, atoms.badarg)


@dont_inline
def badarith():
    raise ErlangError(ERROR, atoms.badarith)


@dont_inline
def system_limit():
    raise ErlangError(ERROR, atoms.system_limit)


def undef():
    return ErlangError(ERROR, atoms.undef)


def error(w_reason):
    """erlang:error(Reason)."""
    return ErlangError(ERROR, w_reason)


@dont_inline
def tagged_error(w_tag, w_value):
    """error of reason {Tag, Value}: badmatch, case_clause, badmap, badkey..."""
    raise ErlangError(ERROR, tuple2(w_tag, w_value))


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
