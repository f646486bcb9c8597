"""Natives of os: the environment, the process identifier, signals.

OTP: erts/emulator/beam/erl_bif_os.c.  Names and values are UTF-8 outside.
The clocks of os are in clock.py.
"""
import os

from atomvm.bif.chars import all_characters, list_codes, utf8_encode, utf8_list
from atomvm.bif.cause import badarg_because
from atomvm.bif.gateway import bif, Atom
from atomvm.proc import ossignal
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import list_from
from atomvm.term.fault import badarg
from atomvm.term.tuple import tuple2

W_BADOPT = mk_atom('badopt')
W_ERRORS = mk_atom('erl_kernel_errors')     # explains it


def _text(w_chars):
    """UTF-8 text of a character list without zeros, else badarg."""
    codes = list_codes(w_chars)
    if codes is None or not all_characters(codes):
        raise badarg()
    for code in codes:
        if code == 0:
            raise badarg()
    return utf8_encode(codes)


def _name(w_chars):
    """The name of a variable: as any text, but without '='."""
    name = _text(w_chars)
    if '=' in name:
        raise badarg()
    return name


@bif('os', 'getenv', 1, host=True)
def getenv_1(w_name):
    name = _name(w_name)
    if name == '':
        return atoms.false
    value = os.environ.get(name)
    if value is None:
        return atoms.false
    return utf8_list(value)


@bif('os', 'putenv', 2, host=True)
def putenv_2(w_name, w_value):
    name = _name(w_name)
    value = _text(w_value)
    if name != '':
        os.environ[name] = value
    return atoms.true


@bif('os', 'unsetenv', 1, host=True)
def unsetenv_1(w_name):
    name = _name(w_name)
    if name != '' and os.environ.get(name) is not None:
        del os.environ[name]
    return atoms.true


@bif('os', 'env', 0, host=True)
def env_0():
    pairs = []
    for name, value in os.environ.items():
        pairs.append(tuple2(utf8_list(name), utf8_list(value)))
    return list_from(pairs)


@bif('os', 'getpid', 0, host=True)
def getpid_0():
    return utf8_list(str(os.getpid()))


@bif('os', 'set_signal', 2, args=[Atom, Atom], host=True)
def set_signal_2(w_signal, w_option):
    """What the process does with a signal: default, ignore, or handle: then it
    comes as a message to the process erl_signal_server."""
    if w_signal.name not in ossignal.NUMBERS:
        raise badarg()
    if w_option is atoms.default:
        action = ossignal.DEFAULT
    elif w_option is atoms.ignore:
        action = ossignal.IGNORE
    elif w_option is atoms.handle:
        action = ossignal.HANDLE
    else:
        raise badarg_because(W_BADOPT, W_ERRORS)
    ossignal.set_action(w_signal.name, action)
    return atoms.ok
