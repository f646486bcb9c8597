"""erlang:get_module_info/1,2, function_exported/3 and what else asks about
loaded modules (OTP: erts/emulator/beam/beam_load.c, beam_bif_load.c)."""
from atomvm.beam.export import EXPORTS
from atomvm.bif.chars import utf8_list
from atomvm.bif.gateway import bif, Any, Atom, Int, Pid
from atomvm.proc import scheduler
from atomvm.proc.codeserver import find_module
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import W_Cons, NIL, cons, list_from
from atomvm.term.fault import badarg
from atomvm.term.number import mk_int
from atomvm.term.tuple import W_Tuple, tuple2, tuple3

W_EXPORTS = mk_atom('exports')
W_FUNCTIONS = mk_atom('functions')
W_ATTRIBUTES = mk_atom('attributes')
W_COMPILE = mk_atom('compile')
W_MD5 = mk_atom('md5')
W_NIFS = mk_atom('nifs')
W_NATIVE = mk_atom('native')
W_NATIVE_ADDRESSES = mk_atom('native_addresses')
W_ASYNC = mk_atom('async')
W_ALLOW_GC = mk_atom('allow_gc')
W_CHECK_PROCESS_CODE = mk_atom('check_process_code')
W_LOAD_FAILED = mk_atom('load_failed')


def item(module, w_item):
    """One item of module_info/1, or None if there is none of this name."""
    if w_item is atoms.module:
        return module.w_name
    if w_item is W_EXPORTS:
        w_list = NIL        # as in OTP, the last one first
        for ref in module.file.exports:
            w_list = cons(tuple2(ref.w_name, mk_int(ref.arity)), w_list)
        return w_list
    if w_item is W_FUNCTIONS:
        return list_from([tuple2(f.w_name, mk_int(f.arity))
                          for f in module.code.functions])
    if w_item is W_ATTRIBUTES:
        return module.file.attributes
    if w_item is W_COMPILE:
        return module.file.compile_info
    if w_item is W_MD5:
        return mk_binary(module.file.md5)
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
    export = EXPORTS.find(w_module, w_name, arity)
    return atoms.from_bool(export is not None and
                           (export.entry is not None or
                            export.bif is not None))


@bif('erlang', 'check_process_code', 2, args=[Pid, Atom])
def check_process_code_2(w_pid, w_module):
    """Old code that still runs is kept by the processes themselves."""
    return atoms.false


@bif('erlang', 'check_process_code', 3, args=[Pid, Atom, Any], process=True)
def check_process_code_3(process, w_pid, w_module, w_options):
    """With {async, Id} the answer is a message."""
    w_id = None
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if not isinstance(w_option, W_Tuple) or w_option.arity() != 2:
            raise badarg()
        if w_option.get(0) is W_ASYNC:
            w_id = w_option.get(1)
        elif w_option.get(0) is not W_ALLOW_GC:
            raise badarg()
        w_options = w_options.tl
    if w_options is not NIL:
        raise badarg()
    if w_id is None:
        return atoms.false
    scheduler.send(process, tuple3(W_CHECK_PROCESS_CODE, w_id, atoms.false))
    return W_ASYNC


@bif('erlang', 'load_nif', 2)
def load_nif_2(w_path, w_info):
    """There are no native libraries."""
    return tuple2(atoms.error, tuple2(W_LOAD_FAILED, utf8_list(
        'this VM loads no native libraries')))


def exports_start(module):
    """Whether a loaded Module exports start/0."""
    for ref in module.file.exports:
        if ref.w_name is atoms.start and ref.arity == 0:
            return True
    return False
