"""Natives of module code that load, unload and name modules, in place of
OTP's code server (kernel/src/code.erl, code_server.erl).

Processes that run old code are not killed by a purge: what they run is kept
alive by themselves.  Directories are not sticky.
"""
from atomvm.bif.chars import bits_bytes, list_codes, utf8_encode, utf8_list
from atomvm.bif.gateway import bif, Atom, Binary
from atomvm.error import ErlangError, ERROR, LoadError
from atomvm.proc import codeload
from atomvm.proc.codepath import EXTENSION, PATH, PRELOADED, absolute, read_file
from atomvm.proc.codeserver import MODULES, find_module
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.cons import NIL, cons, list_from, list_items
from atomvm.term.fault import badarg
from atomvm.term.tuple import tuple2, tuple3

W_NOFILE = mk_atom('nofile')
W_BADFILE = mk_atom('badfile')
W_NON_EXISTING = mk_atom('non_existing')
W_PRELOADED = mk_atom('preloaded')
W_INTERACTIVE = mk_atom('interactive')
ERTS = '/lib/erts-'


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
    if path.startswith(PRELOADED):
        return W_PRELOADED
    if path.find(ERTS) >= 0 and path.startswith(PATH.erl_root() + ERTS):
        return W_PRELOADED
    return utf8_list(path)


def loaded(w_module):
    return tuple2(atoms.module, w_module)


def result(w_module, status):
    """{module, M} or {error, What}."""
    if status == codeload.OK:
        return loaded(w_module)
    if status == codeload.NOFILE:
        return tuple2(atoms.error, W_NOFILE)
    return tuple2(atoms.error, W_BADFILE)


@bif('code', 'ensure_loaded', 1)
def ensure_loaded_1(w_module):
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    return result(w_module, codeload.ensure_loaded(w_module))


@bif('code', 'load_file', 1)
def load_file_1(w_module):
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    return result(w_module, codeload.load(w_module))


@bif('code', 'load_abs', 1)
def load_abs_1(w_path):
    """The path has no extension; its last part is the module's name."""
    path = path_of(w_path)
    start = path.rfind('/') + 1
    assert start >= 0
    w_module = mk_atom(path[start:])
    status = codeload.load_path(w_module, absolute(path) + EXTENSION)
    return result(w_module, status)


@bif('code', 'load_binary', 3)
def load_binary_3(w_module, w_path, w_data):
    if not isinstance(w_module, W_Atom) or not isinstance(w_data, W_Bits):
        raise function_clause()
    if w_data.nbits & 7 != 0:
        raise function_clause()
    return result(w_module, codeload.load_as(w_module, bits_bytes(w_data),
                                             path_of(w_path)))


@bif('code', 'ensure_modules_loaded', 1)
def ensure_modules_loaded_1(w_modules):
    """ok, or {error, [{Module, What}]} of those that can not be loaded."""
    modules = list_items(w_modules)
    if modules is None:
        raise function_clause()
    for w_module in modules:
        if not isinstance(w_module, W_Atom):
            raise function_clause()
    w_failed = NIL
    for w_module in modules:
        assert isinstance(w_module, W_Atom)
        status = codeload.ensure_loaded(w_module)
        if status != codeload.OK:
            what = W_NOFILE if status == codeload.NOFILE else W_BADFILE
            w_failed = cons(tuple2(w_module, what), w_failed)
    if w_failed is NIL:
        return atoms.ok
    return tuple2(atoms.error, w_failed)


@bif('code', 'is_loaded', 1)
def is_loaded_1(w_module):
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    module = find_module(w_module)
    if module is None:
        return atoms.false
    return tuple2(atoms.file, path_term(module.filename))


@bif('code', 'all_loaded', 0)
def all_loaded_0():
    found = []
    for module in MODULES.by_atom.values():
        found.append(tuple2(module.w_name, path_term(module.filename)))
    return list_from(found)


@bif('code', 'which', 1)
def which_1(w_module):
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    module = find_module(w_module)
    if module is not None:
        return path_term(module.filename)
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


@bif('code', 'purge', 1)
def purge_1(w_module):
    """Whether processes had to be killed: never."""
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    codeload.purge(w_module)
    return atoms.false


@bif('code', 'soft_purge', 1)
def soft_purge_1(w_module):
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    codeload.purge(w_module)
    return atoms.true


@bif('code', 'delete', 1)
def delete_1(w_module):
    """Make the current version the old one; false if there is an old one."""
    if not isinstance(w_module, W_Atom):
        raise function_clause()
    module = find_module(w_module)
    if module is None or codeload.has_old(w_module):
        return atoms.false
    codeload.delete(module)
    return atoms.true


@bif('code', 'get_mode', 0)
def get_mode_0():
    return W_INTERACTIVE


@bif('code', 'is_sticky', 1, args=[Atom])
def is_sticky_1(w_module):
    return atoms.false


@bif('code', 'is_module_native', 1, args=[Atom])
def is_module_native_1(w_module):
    return atoms.false if find_module(w_module) is not None \
        else atoms.undefined


@bif('code', 'objfile_extension', 0)
def objfile_extension_0():
    return utf8_list(EXTENSION)


@bif('erlang', 'module_loaded', 1, args=[Atom])
def module_loaded_1(w_module):
    return atoms.from_bool(find_module(w_module) is not None)


@bif('erlang', 'loaded', 0)
def loaded_0():
    return list_from([module.w_name for module in MODULES.by_atom.values()])


@bif('erlang', 'pre_loaded', 0)
def pre_loaded_0():
    return list_from([mk_atom(name) for name in PATH.embedded
                      if name != ''])


@bif('erlang', 'check_old_code', 1, args=[Atom])
def check_old_code_1(w_module):
    return atoms.from_bool(codeload.has_old(w_module))


@bif('erlang', 'purge_module', 1, args=[Atom])
def purge_module_1(w_module):
    if not codeload.purge(w_module):
        raise badarg()
    return atoms.true


@bif('erlang', 'delete_module', 1, args=[Atom])
def delete_module_1(w_module):
    module = find_module(w_module)
    if module is None:
        return atoms.undefined
    if codeload.has_old(w_module):
        raise badarg()
    codeload.delete(module)
    return atoms.true


@bif('erlang', 'load_module', 2, args=[Atom, Binary])
def load_module_2(w_module, w_data):
    return result(w_module, codeload.load_as(
        w_module, bits_bytes(w_data), w_module.name + EXTENSION))
