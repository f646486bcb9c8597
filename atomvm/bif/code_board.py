"""Natives of boards in place of large modules of OTP of which its io_lib and its
like call one function.  (code:ensure_loaded/1 and others that hosts have, too,
are in code.py.)"""
from atomvm.bif.gateway import bif
from atomvm.proc import codeload
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import NIL, list_from, list_items
from atomvm.term.fault import badarg
from atomvm.term.tuple import tuple2

W_NOFILE = mk_atom('nofile')


@bif('code', 'ensure_modules_loaded', 1, board=True)
def ensure_modules_loaded_1(w_modules):
    """ok, or {error, [{Module, nofile}]} of those that are not there."""
    failed = []
    modules = list_items(w_modules)
    if modules is None:
        raise badarg()
    for w_module in modules:
        if not isinstance(w_module, W_Atom):
            raise badarg()
        if codeload.ensure_loaded(w_module) != codeload.OK:
            failed.append(tuple2(w_module, W_NOFILE))
    if len(failed) == 0:
        return atoms.ok
    return tuple2(atoms.error, list_from(failed))


@bif('epp', 'default_encoding', 0, board=True)
def default_encoding_0():
    return atoms.utf8


@bif('erl_features', 'keywords', 0, board=True)
def keywords_0():
    """Words that are reserved because of features that are switched on: none,
    as by default up to OTP 26."""
    return NIL
