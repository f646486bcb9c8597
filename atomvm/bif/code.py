"""Natives of module code that tell which modules are loaded and which may be,
in place of OTP's (kernel/src/code.erl, code_server.erl).

The functions of module code that load, delete and purge are OTP's own; their
server is libs/code_server.erl.
"""
from atomvm.beam.export import get_export
from atomvm.bif.chars import list_codes, utf8_encode, utf8_list
from atomvm.bif.gateway import bif, Atom, Bool
from atomvm.error import ErlangError, ERROR, LoadError, Trap
from atomvm.proc import codeload
from atomvm.proc.codepath import EXTENSION, PRELOADED
from atomvm.proc.codeserver import MODULES, find_module
from atomvm.proc.path import PATH, read_file
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.cons import list_from
from atomvm.term.iodata import bits_bytes
from atomvm.term.tuple import tuple2, tuple3

W_NOFILE = mk_atom('nofile')
W_BADFILE = mk_atom('badfile')
W_NON_EXISTING = mk_atom('non_existing')
W_PRELOADED = mk_atom('preloaded')
W_CALL = mk_atom('call')
W_ENSURE_LOADED = mk_atom('ensure_loaded')
W_INTERACTIVE = mk_atom('interactive')


def function_clause():
    """What code's own functions raise for arguments of a wrong type."""
    return ErlangError(ERROR, atoms.function_clause)


def path_of(w_name):
    """The file name (a str) that a string, atom or binary is, or function_clause."""
    if isinstance(w_name, W_Atom):
        return w_name.name
    if isinstance(w_name, W_Bits) and w_name.nbits & 7 == 0:
        return bits_bytes(w_name)
    codes = list_codes(w_name)
    if codes is None:
        raise function_clause()
    for code in codes:
        if code > 0x10ffff:
            raise function_clause()
    return utf8_encode(codes)


def path_term(path):
    """A path as code shows it: a string, or preloaded."""
    if path.startswith(PRELOADED) or PATH.is_preloaded(path):
        return W_PRELOADED
    return utf8_list(path)


def file_term(module):
    """What code:is_loaded/1 says of a loaded Module."""
    version = module.current
    if version.w_file is not None:
        return version.w_file
    return path_term(version.filename)


@bif('code', 'ensure_loaded', 1)
def ensure_loaded_1(w_module):
    """Only a module with an on_load function needs the code server."""
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    status = codeload.ensure_loaded(w_module)
    if status == codeload.OK:
        return tuple2(atoms.module, w_module)
    if status == codeload.ON_LOAD:
        raise Trap(get_export(atoms.code_server, W_CALL, 1),
                   [tuple2(W_ENSURE_LOADED, w_module)])
    return tuple2(atoms.error,
                  W_NOFILE if status == codeload.NOFILE else W_BADFILE)


@bif('code', 'is_loaded', 1)
def is_loaded_1(w_module):
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    module = find_module(w_module)
    if module is None:
        return atoms.false
    return tuple2(atoms.file, file_term(module))


@bif('code', 'all_loaded', 0)
def all_loaded_0():
    found = []
    for module in MODULES.loaded():
        found.append(tuple2(module.w_name, file_term(module)))
    return list_from(found)


@bif('code', 'which', 1)
def which_1(w_module):
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    module = find_module(w_module)
    if module is not None:
        return file_term(module)
    path = PATH.find_module_file(w_module.name)
    if path == '':
        return W_NON_EXISTING
    return path_term(path)


@bif('code', 'get_object_code', 1)
def get_object_code_1(w_module):
    """{Module, Binary, Filename} of the file on the path, or error."""
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    path = PATH.find_module_file(w_module.name)
    if path == '':
        return atoms.error
    try:
        data = read_file(path)
    except LoadError:
        return atoms.error
    if path.startswith(PRELOADED):
        path = path[len(PRELOADED):] + EXTENSION
    return tuple3(w_module, mk_binary(data), utf8_list(path))


class Sticky(object):
    """Modules that code:load_file/1 and its like refuse to replace: those of
    the VM, of erts, kernel, stdlib and compiler.  set: index of the name's
    atom -> what code:stick_mod/1 and unstick_mod/1 have said."""

    def __init__(self):
        self.set = {}

    def has(self, w_module):
        if w_module.index in self.set:
            return self.set[w_module.index]
        return PATH.is_sticky(PATH.find_module_file(w_module.name))


STICKY = Sticky()


@bif('code', 'is_sticky', 1)
def is_sticky_1(w_module):
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    return atoms.from_bool(find_module(w_module) is not None and
                           STICKY.has(w_module))


@bif('avm_code', 'set_sticky', 2, args=[Atom, Bool])
def set_sticky_2(w_module, sticky):
    STICKY.set[w_module.index] = sticky
    return atoms.true


@bif('code', 'get_mode', 0)
def get_mode_0():
    return W_INTERACTIVE


@bif('code', 'is_module_native', 1, args=[Atom])
def is_module_native_1(w_module):
    return atoms.false if find_module(w_module) is not None \
        else atoms.undefined


@bif('code', 'objfile_extension', 0)
def objfile_extension_0():
    return utf8_list(EXTENSION)
