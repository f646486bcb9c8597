"""erlang:get_module_info/1,2, function_exported/3 and what else asks about
loaded modules (OTP: erts/emulator/beam/beam_load.c, beam_bif_load.c)."""
from rpython.rlib.objectmodel import not_rpython

from atomvm import config
from atomvm.beam.export import EXPORTS, get_export
from atomvm.bif.chars import (all_characters, list_codes, utf8_encode,
                              utf8_list)
from atomvm.bif.gateway import bif, Atom, Int, REGISTRY
from atomvm.proc import codeserver
from atomvm.proc.codeserver import find_module
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL, cons, list_from
from atomvm.term.fault import badarg
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple2

W_EXPORTS = mk_atom('exports')
W_FUNCTIONS = mk_atom('functions')
W_ATTRIBUTES = mk_atom('attributes')
W_COMPILE = mk_atom('compile')
W_MD5 = mk_atom('md5')
W_NIFS = mk_atom('nifs')
W_NATIVE = mk_atom('native')
W_NATIVE_ADDRESSES = mk_atom('native_addresses')
W_LOAD_FAILED = mk_atom('load_failed')


def item(module, w_item):
    """One item of module_info/1, or None if there is none of this name."""
    version = module.current
    if w_item is atoms.module:
        return module.w_name
    if w_item is W_EXPORTS:
        w_list = NIL        # as in OTP, the last one first
        for w_name, arity in version.exports():
            w_list = cons(tuple2(w_name, mk_int(arity)), w_list)
        return w_list
    if w_item is W_FUNCTIONS:
        functions = [version.code.function(i)
                     for i in range(version.code.n_functions())]
        return list_from([tuple2(f.w_name, mk_int(f.arity))
                          for f in functions])
    if w_item is W_ATTRIBUTES:
        return version.attributes()
    if w_item is W_COMPILE:
        return version.compile_info()
    if w_item is W_MD5:
        return mk_binary(version.md5())
    if w_item is W_NIFS or w_item is W_NATIVE_ADDRESSES:
        return NIL
    if w_item is W_NATIVE:
        return atoms.false
    return None


@bif('erlang', 'get_module_info', 1, args=[Atom])
def get_module_info_1(w_module):
    module = find_module(w_module)
    if module is None:
        raise badarg()
    return list_from([tuple2(w_item, item(module, w_item)) for w_item in [
        atoms.module, W_EXPORTS, W_ATTRIBUTES, W_COMPILE, W_MD5]])


@bif('erlang', 'get_module_info', 2, args=[Atom, Atom])
def get_module_info_2(w_module, w_item):
    module = find_module(w_module)
    if module is None:
        raise badarg()
    w_value = item(module, w_item)
    if w_value is None:
        raise badarg()
    return w_value


@bif('erlang', 'function_exported', 3, args=[Atom, Atom, Int])
def function_exported_3(w_module, w_name, arity):
    """Natives are exported too."""
    if config.BOARD:
        codeserver.link(get_export(w_module, w_name, arity))
    export = EXPORTS.find(w_module, w_name, arity)
    return atoms.from_bool(export is not None and
                           (export.entry is not None or
                            export.bif is not None))


@not_rpython
def linked_in():
    """Names of the modules that have natives of the VM, when all of them have
    registered."""
    for module, _, _ in REGISTRY:
        LINKED_IN[module] = True


LINKED_IN = {'': True}


@bif('erlang', 'load_nif', 2)
def load_nif_2(w_path, w_info):
    """There are no native libraries: what the VM has natives of counts as one
    that is linked in (OTP: erts/emulator/utils/make_driver_tab)."""
    codes = list_codes(w_path)
    if codes is None or not all_characters(codes):
        raise badarg()
    path = utf8_encode(codes)
    start = path.rfind('/') + 1
    assert start >= 0
    if path[start:] in LINKED_IN:
        return atoms.ok
    return tuple2(atoms.error, tuple2(W_LOAD_FAILED, utf8_list(
        'this VM loads no native libraries')))


def exports_start(module):
    """Whether a Module exports start/0, or will when its on_load function
    has run."""
    version = module.current
    if version is None:
        version = module.loading
    for w_name, arity in version.exports():
        if w_name is atoms.start and arity == 0:
            return True
    return False
