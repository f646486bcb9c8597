"""Natives of module code about the code path, and erl_prim_loader's
(kernel/src/code.erl, erts/preloaded/src/erl_prim_loader.erl)."""
import os

from atomvm.beam.export import get_export
from atomvm.bif.code import W_NON_EXISTING, function_clause, path_of
from atomvm.bif.chars import utf8_list
from atomvm.bif.gateway import bif
from atomvm.error import LoadError, Trap
from atomvm.proc import erlroot
from atomvm.proc.codepath import absolute
from atomvm.proc.path import PATH, read_file
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import list_from, list_items
from atomvm.term.tuple import tuple2, tuple3

W_BAD_NAME = mk_atom('bad_name')
W_BAD_DIRECTORY = mk_atom('bad_directory')


def bad_name():
    return tuple2(atoms.error, W_BAD_NAME)


def directory_of(w_path):
    """A string or binary as the code path holds directories."""
    if isinstance(w_path, W_Atom):
        raise function_clause()
    path = path_of(w_path)
    end = len(path) - 1
    if end > 0 and path[end] == '/':
        return path[:end]
    return path


def added(done):
    if done:
        return atoms.true
    return tuple2(atoms.error, W_BAD_DIRECTORY)


@bif('code', 'get_path', 0, host=True)
def get_path_0():
    return list_from([utf8_list(d) for d in PATH.directories()])


@bif('code', 'set_path', 1, host=True)
def set_path_1(w_paths):
    """All of them have to be directories."""
    items = list_items(w_paths)
    if items is None:
        return tuple2(atoms.error, W_BAD_DIRECTORY)
    directories = [directory_of(w) for w in items]
    for directory in directories:
        if not erlroot.is_directory(directory):
            return tuple2(atoms.error, W_BAD_DIRECTORY)
    PATH.replace(directories)
    return atoms.true


@bif('code', 'add_path', 1, host=True)
def add_path_1(w_path):
    return added(PATH.add_last(directory_of(w_path)))


@bif('code', 'add_pathz', 1, host=True)
def add_pathz_1(w_path):
    return added(PATH.add_last(directory_of(w_path)))


@bif('code', 'add_patha', 1, host=True)
def add_patha_1(w_path):
    return added(PATH.add_first(directory_of(w_path)))


def directories_of(w_paths):
    items = list_items(w_paths)
    if items is None:
        raise function_clause()
    return [directory_of(w) for w in items]


def add_paths(w_paths):
    for directory in directories_of(w_paths):
        PATH.add_last(directory)
    return atoms.ok


@bif('code', 'add_paths', 1, host=True)
def add_paths_1(w_paths):
    return add_paths(w_paths)


@bif('code', 'add_pathsz', 1, host=True)
def add_pathsz_1(w_paths):
    return add_paths(w_paths)


@bif('code', 'add_pathsa', 1, host=True)
def add_pathsa_1(w_paths):
    """One after the other to the front, as OTP does."""
    for directory in directories_of(w_paths):
        PATH.add_first(directory)
    return atoms.ok


@bif('code', 'del_path', 1, host=True)
def del_path_1(w_path):
    """A directory, or the name of an application."""
    path = path_of(w_path)
    if PATH.remove(path):
        return atoms.true
    if path.find('/') < 0:
        app = PATH.find_app(path)
        if app != '' and PATH.remove(app + '/ebin'):
            return atoms.true
    return atoms.false


@bif('code', 'root_dir', 0, host=True)
def root_dir_0():
    return utf8_list(PATH.erl_root())


@bif('code', 'lib_dir', 0, host=True)
def lib_dir_0():
    return utf8_list(PATH.erl_root() + '/lib')


def app_term(w_name, below):
    """A directory below that of an application, or {error, bad_name}."""
    name = path_of(w_name)
    app = PATH.find_app(name)
    if app == '' or erlroot.split_name(name)[1] != '':
        return bad_name()
    if below != '':
        app = app + '/' + below
    return utf8_list(absolute(app))


@bif('code', 'lib_dir', 1, host=True)
def lib_dir_1(w_name):
    return app_term(w_name, '')


@bif('code', 'lib_dir', 2, host=True)
def lib_dir_2(w_name, w_below):
    if not isinstance(w_below, W_Atom):
        raise function_clause()
    return app_term(w_name, w_below.name)


@bif('code', 'priv_dir', 1, host=True)
def priv_dir_1(w_name):
    return app_term(w_name, 'priv')


@bif('code', 'where_is_file', 1, host=True)
def where_is_file_1(w_name):
    path = PATH.find_file(directory_of(w_name))
    if path == '':
        return W_NON_EXISTING
    return utf8_list(path)


@bif('erl_prim_loader', 'get_path', 0, host=True)
def loader_get_path_0():
    return tuple2(atoms.ok, list_from([utf8_list(d)
                                       for d in PATH.directories()]))


@bif('erl_prim_loader', 'get_file', 1, host=True)
def loader_get_file_1(w_name):
    """{ok, Binary, FullName} or error."""
    name = path_of(w_name)
    path = name
    if name.find('/') < 0:
        path = PATH.find_file(name)
    if path == '':
        return atoms.error
    try:
        data = read_file(path)
    except LoadError:
        return atoms.error
    return tuple3(atoms.ok, mk_binary(data), utf8_list(path))


@bif('erl_prim_loader', 'get_cwd', 0, host=True)
def loader_get_cwd_0():
    return tuple2(atoms.ok, utf8_list(os.getcwd()))


@bif('erl_prim_loader', 'list_dir', 1, host=True)
def loader_list_dir_1(w_path):
    """{ok, [Name]} or error."""
    path = path_of(w_path)
    if not erlroot.is_directory(path):
        return atoms.error
    return tuple2(atoms.ok, list_from([utf8_list(name) for name in
                                       erlroot.list_directory(path)]))


@bif('erl_prim_loader', 'get_modules', 3, host=True)
def loader_get_modules_3(w_modules, w_fun, w_path):
    """The path is always that of module code."""
    raise Trap(get_export(atoms.code_server, mk_atom('get_modules'), 2),
               [w_modules, w_fun])
