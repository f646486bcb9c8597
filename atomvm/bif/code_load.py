"""Natives of erlang that load and delete modules and run their on_load
functions (OTP: erts/emulator/beam/beam_bif_load.c).

What waits for processes or runs Erlang code is in Erlang: libs/code_server.erl
and OTP's erts_code_purger.erl.
"""
from atomvm.beam.code import FunEntry
from atomvm.beam.export import get_export
from atomvm.bif.gateway import bif, Any, Atom, Binary, Bool, Ref
from atomvm.bif.newref import HI, WORDS
from atomvm.error import Trap
from atomvm.proc import codeload, codeserver
from atomvm.proc.codepath import EXTENSION
from atomvm.proc.codeserver import MODULES, find_module
from atomvm.proc.path import PATH
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, cons, list_from, list_items
from atomvm.term.fault import badarg
from atomvm.term.fun import W_Fun
from atomvm.term.iodata import bits_bytes
from atomvm.term.pid import W_Ref
from atomvm.term.tuple import W_Tuple, tuple2

W_BADFILE = mk_atom('badfile')
W_DUPLICATED = mk_atom('duplicated')
W_NOT_PURGED = mk_atom('not_purged')
W_ON_LOAD = mk_atom('on_load')


class W_Prepared(W_Ref):
    """What prepare_loading/2 makes: a Version, None once it is loaded."""
    _attrs_ = __slots__ = ('version',)

    def __init__(self, version):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.version = version


def prepared_version(w_ref):
    if not isinstance(w_ref, W_Prepared) or w_ref.version is None:
        raise badarg()
    return w_ref.version


# ------------------------------------------------------ what there is

@bif('erlang', 'module_loaded', 1, args=[Atom])
def module_loaded_1(w_module):
    return atoms.from_bool(find_module(w_module) is not None)


@bif('erlang', 'loaded', 0)
def loaded_0():
    return list_from([module.w_name for module in MODULES.loaded()])


@bif('erlang', 'pre_loaded', 0)
def pre_loaded_0():
    if not codeload.LOADING.on_first_use:
        return list_from(codeload.LOADING.preloaded)
    return list_from([mk_atom(name) for name in PATH.embedded
                      if name != ''])


@bif('erlang', 'check_old_code', 1, args=[Atom])
def check_old_code_1(w_module):
    return atoms.from_bool(codeload.has_old(w_module))


# ------------------------------------------------------------- loading

def prepare(w_module, w_data):
    return codeload.prepare(w_module, bits_bytes(w_data),
                            w_module.name + EXTENSION)


@bif('erlang', 'prepare_loading', 2, args=[Atom, Binary])
def prepare_loading_2(w_module, w_data):
    version = prepare(w_module, w_data)
    if version is None:
        return tuple2(atoms.error, W_BADFILE)
    return W_Prepared(version)


@bif('erlang', 'has_prepared_code_on_load', 1, args=[Ref])
def has_prepared_code_on_load_1(w_ref):
    return atoms.from_bool(prepared_version(w_ref).on_load is not None)


def finish_loading(versions):
    """All of the versions, or none: None, or {What, Modules}."""
    duplicated = []
    not_purged = []
    seen = {}
    for version in versions:
        w_name = version.code.w_module
        if w_name.index in seen:
            duplicated.append(w_name)
        seen[w_name.index] = True
        module = MODULES.find(w_name)
        if (module is not None and module.current is not None and
                module.old is not None):
            not_purged.append(w_name)
    if len(duplicated) > 0:
        return tuple2(W_DUPLICATED, list_from(duplicated))
    if len(not_purged) > 0:
        return tuple2(W_NOT_PURGED, list_from(not_purged))
    w_waiting = NIL
    for version in versions:
        if version.on_load is not None:
            w_waiting = cons(version.code.w_module, w_waiting)
        codeserver.install(version, '')
    if w_waiting is not NIL:
        return tuple2(W_ON_LOAD, w_waiting)
    return None


@bif('erlang', 'finish_loading', 1)
def finish_loading_1(w_list):
    items = list_items(w_list)
    if items is None:
        raise badarg()
    versions = [prepared_version(w_ref) for w_ref in items]
    w_problem = finish_loading(versions)
    for w_ref in items:
        assert isinstance(w_ref, W_Prepared)
        w_ref.version = None
    return w_problem if w_problem is not None else atoms.ok


@bif('erlang', 'load_module', 2, args=[Atom, Binary])
def load_module_2(w_module, w_data):
    version = prepare(w_module, w_data)
    if version is None:
        return tuple2(atoms.error, W_BADFILE)
    w_problem = finish_loading([version])
    if isinstance(w_problem, W_Tuple):
        return tuple2(atoms.error, w_problem.get(0))
    return tuple2(atoms.module, w_module)


@bif('avm_code', 'set_file', 2, args=[Atom, Any])
def set_file_2(w_module, w_file):
    """What code:is_loaded/1 says of a module: a path or an atom."""
    module = find_module(w_module)
    if module is not None:
        module.current.w_file = w_file
    return atoms.true


@bif('erlang', 'delete_module', 1, args=[Atom])
def delete_module_1(w_module):
    if find_module(w_module) is None:
        return atoms.undefined
    if codeload.has_old(w_module):
        raise badarg()
    codeload.delete(w_module)
    return atoms.true


# ------------------------------------------------------------- on_load

def loading_version(w_module):
    module = MODULES.find(w_module)
    if module is None or module.loading is None:
        raise badarg()
    return module.loading


@bif('avm_code', 'take_waiting', 1, args=[Atom])
def take_waiting_1(w_module):
    """Whether it is for the caller to run the on_load function of a module of
    the command line."""
    module = MODULES.find(w_module)
    if module is None or not module.waits:
        return atoms.false
    module.waits = False
    return atoms.true


@bif('erlang', 'call_on_load_function', 1, args=[Atom], process=True)
def call_on_load_function_1(process, w_module):
    """Nothing exports it: called through a fun."""
    function = loading_version(w_module).on_load
    assert function is not None
    entry = FunEntry(w_module, function.w_name, 0, 0, 0, 0, 0, '')
    entry.entry = function.entry
    raise Trap(get_export(atoms.erlang, atoms.apply, 2),
               [W_Fun(entry, [], process.w_pid), NIL])


@bif('erlang', 'finish_after_on_load', 2, args=[Atom, Bool])
def finish_after_on_load_2(w_module, keep):
    """If it is not kept, purge_module(M, prepare_on_load) comes next."""
    version = loading_version(w_module)
    if keep:
        module = MODULES.get(w_module)
        module.loading = None
        module.install(version)
    return atoms.true
