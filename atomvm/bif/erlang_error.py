"""Natives of erlang that raise: error/1,2,3, throw/1, exit/1, raise/3.

OTP: erts/emulator/beam/bif.c.  exit/2 (a signal) is with the processes.
"""
from atomvm.bif.gateway import bif
from atomvm.error import ErlangError, ERROR, EXIT, THROW
from atomvm.proc.backtrace import BACKTRACE
from atomvm.term import atoms
from atomvm.term.atom import W_Atom
from atomvm.term.cons import W_Cons, W_Nil, NIL, list_from
from atomvm.term.fun import W_AnyFun
from atomvm.term.mapbase import W_Map
from atomvm.term.tuple import W_Tuple, tuple3, tuple4


def _is_list(w_value):
    return isinstance(w_value, W_Cons) or isinstance(w_value, W_Nil)


@bif('erlang', 'error', 1)
def error_1(w_reason):
    raise ErlangError(ERROR, w_reason)


@bif('erlang', 'error', 2)
def error_2(w_reason, w_args):
    """Args other than a list (`none`) leave the arity in the stack trace."""
    if _is_list(w_args):
        raise ErlangError(ERROR, w_reason, None, w_args)
    raise ErlangError(ERROR, w_reason)


def _error_info(w_options):
    """The map under error_info in a list of options, or None."""
    w_info = None
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if (isinstance(w_option, W_Tuple) and w_option.arity() == 2 and
                w_option.get(0) is atoms.error_info and
                isinstance(w_option.get(1), W_Map)):
            w_info = w_option.get(1)
        w_options = w_options.tl
    return w_info


@bif('erlang', 'error', 3)
def error_3(w_reason, w_args, w_options):
    w_info = _error_info(w_options)
    if _is_list(w_args):
        raise ErlangError(ERROR, w_reason, None, w_args, w_info)
    raise ErlangError(ERROR, w_reason, None, None, w_info)


@bif('erlang', 'nif_error', 1)
def nif_error_1(w_reason):
    raise ErlangError(ERROR, w_reason)


@bif('erlang', 'nif_error', 2)
def nif_error_2(w_reason, w_args):
    raise ErlangError(ERROR, w_reason)


@bif('erlang', 'throw', 1)
def throw_1(w_value):
    raise ErlangError(THROW, w_value)


@bif('erlang', 'exit', 1)
def exit_1(w_reason):
    raise ErlangError(EXIT, w_reason)


def _trace_entry(w_entry):
    """An entry of a stack trace with its location, or None if it is none."""
    if not isinstance(w_entry, W_Tuple):
        return None
    arity = w_entry.arity()
    if arity < 2 or arity > 4:
        return None
    w_1 = w_entry.get(0)
    w_2 = w_entry.get(1)
    if arity == 2:
        if isinstance(w_1, W_AnyFun):
            return tuple3(w_1, w_2, NIL)
        return None
    if arity == 3 and isinstance(w_1, W_AnyFun):
        if _is_list(w_entry.get(2)):
            return w_entry
        return None
    if not isinstance(w_1, W_Atom) or not isinstance(w_2, W_Atom):
        return None
    if arity == 3:
        return tuple4(w_1, w_2, w_entry.get(2), NIL)
    if _is_list(w_entry.get(3)):
        return w_entry
    return None


def _checked_trace(w_trace):
    """The stack trace with locations, as long as one may be; None if it is
    not a stack trace."""
    entries = []
    while isinstance(w_trace, W_Cons):
        w_entry = _trace_entry(w_trace.head())
        if w_entry is None:
            return None
        if len(entries) < BACKTRACE.of_exception():
            entries.append(w_entry)
        w_trace = w_trace.tl
    if w_trace is not NIL:
        return None
    return list_from(entries)


@bif('erlang', 'raise', 3)
def raise_3(w_class, w_reason, w_trace):
    """As documented, bad arguments do not raise: it returns badarg."""
    if w_class is atoms.error:
        cls = ERROR
    elif w_class is atoms.exit:
        cls = EXIT
    elif w_class is atoms.throw:
        cls = THROW
    else:
        return atoms.badarg
    w_checked = _checked_trace(w_trace)
    if w_checked is None:
        return atoms.badarg
    raise ErlangError(cls, w_reason, w_checked)
