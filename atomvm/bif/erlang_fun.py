"""Natives of erlang about funs: is_function/1,2, fun_info/2, make_fun/3 ...

OTP: erts/emulator/beam/erl_fun.c and bif.c.
"""
from atomvm.beam.export import get_export
from atomvm.bif.gateway import bif, Any, Atom, Fun, Int
from atomvm.term import atoms
from atomvm.term.atoms import from_bool
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL, list_from
from atomvm.term.fault import badarg
from atomvm.term.fun import W_AnyFun, W_Fun, W_ExportFun
from atomvm.term.number import W_Int, W_Big, mk_int
from atomvm.term.tuple import tuple2, tuple3

MAX_ARITY = 255


def fun_arity(w_fun):
    """Number of arguments of a W_AnyFun."""
    if isinstance(w_fun, W_Fun):
        return w_fun.entry.arity
    assert isinstance(w_fun, W_ExportFun)
    return w_fun.export.arity


@bif('erlang', 'is_function', 1, guard=True, inline=True)
def is_function_1(w_value):
    return from_bool(isinstance(w_value, W_AnyFun))


@bif('erlang', 'is_function', 2, guard=True, inline=True)
def is_function_2(w_value, w_arity):
    if isinstance(w_arity, W_Int):
        arity = w_arity.intval
        if arity < 0:
            raise badarg()
        return from_bool(isinstance(w_value, W_AnyFun) and
                         fun_arity(w_value) == arity)
    if isinstance(w_arity, W_Big) and w_arity.num.sign > 0:
        return atoms.false
    raise badarg()


@bif('erlang', 'make_fun', 3, args=[Atom, Atom, Int])
def make_fun_3(w_module, w_name, arity):
    if arity < 0 or arity > MAX_ARITY:
        raise badarg()
    return W_ExportFun(get_export(w_module, w_name, arity))


def _local_info(w_fun, w_item):
    """What fun_info/2 tells about a closure, or None."""
    entry = w_fun.entry
    if w_item is atoms.module:
        return entry.w_module
    if w_item is atoms.name:
        return entry.w_name
    if w_item is atoms.arity:
        return mk_int(entry.arity)
    if w_item is atoms.env:
        return list_from(w_fun.free[:])
    if w_item is atoms.type:
        return atoms.local
    if w_item is atoms.pid:
        return w_fun.w_pid
    if w_item is atoms.index:
        return mk_int(entry.old_index)
    if w_item is atoms.new_index:
        return mk_int(entry.index)
    if w_item is atoms.uniq:
        return mk_int(entry.uniq)
    if w_item is atoms.new_uniq:
        return mk_binary(entry.md5)
    if w_item is atoms.refc:
        return mk_int(1)
    return None


def _external_info(w_fun, w_item):
    """What fun_info/2 tells about fun M:F/A, or None."""
    export = w_fun.export
    if w_item is atoms.module:
        return export.w_module
    if w_item is atoms.name:
        return export.w_name
    if w_item is atoms.arity:
        return mk_int(export.arity)
    if w_item is atoms.env:
        return NIL
    if w_item is atoms.type:
        return atoms.external
    if (w_item is atoms.pid or w_item is atoms.index or
            w_item is atoms.new_index or w_item is atoms.uniq or
            w_item is atoms.new_uniq or w_item is atoms.refc):
        return atoms.undefined
    return None


@bif('erlang', 'fun_info', 2, args=[Fun, Any])
def fun_info_2(w_fun, w_item):
    if isinstance(w_fun, W_Fun):
        w_result = _local_info(w_fun, w_item)
    else:
        assert isinstance(w_fun, W_ExportFun)
        w_result = _external_info(w_fun, w_item)
    if w_result is None:
        raise badarg()
    return tuple2(w_item, w_result)


@bif('erlang', 'fun_info_mfa', 1, args=[Fun])
def fun_info_mfa_1(w_fun):
    if isinstance(w_fun, W_Fun):
        entry = w_fun.entry
        return tuple3(entry.w_module, entry.w_name, mk_int(entry.arity))
    assert isinstance(w_fun, W_ExportFun)
    export = w_fun.export
    return tuple3(export.w_module, export.w_name, mk_int(export.arity))
