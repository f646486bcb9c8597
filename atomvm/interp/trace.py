"""Stack traces: captured as a reference to the (immutable) continuations at
the raise, made into terms only when somebody asks.

OTP: erts/emulator/beam/beam_common.c (save_stacktrace, build_stacktrace).
"""
from rpython.rlib import jit

from atomvm.beam import internal
from atomvm.beam.opcode import OP_FUNC_INFO
from atomvm.error import ERROR, EXIT, THROW
from atomvm.interp.operand import load
from atomvm.term import atoms
from atomvm.term.base import W_Term
from atomvm.term.cons import (NIL, W_Cons, chars_list, cons, list_from,
                              list_items)
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import W_Tuple, tuple2, tuple3, tuple4

MAX_DEPTH = 8       # OTP: backtrace_depth
NO_PC = 0           # in no function


class W_RawTrace(W_Term):
    """Where an exception was raised.

    cls     ERROR, EXIT or THROW
    code, pc, cont  the place
    export  None or the native that raised it (an Export); w_args then is the
            list of its arguments, else of those of the function at pc or None
    w_info  None or the value of error_info
    w_list  None or the stack trace that erlang:raise/3 was given
    """
    _attrs_ = ('cls', 'code', 'pc', 'cont', 'export', 'w_args', 'w_info',
               'w_list')
    _immutable_fields_ = ['cls', 'code', 'pc', 'cont', 'export', 'w_args',
                          'w_info', 'w_list']

    def __init__(self, cls, code, pc, cont, export, w_args, w_info, w_list):
        self.cls = cls
        self.code = code
        self.pc = pc
        self.cont = cont
        self.export = export
        self.w_args = w_args
        self.w_info = w_info
        self.w_list = w_list


def class_atom(cls):
    if cls == ERROR:
        return atoms.error
    if cls == EXIT:
        return atoms.exit
    return atoms.throw


def class_number(w_class):
    """ERROR, EXIT or THROW of the atom, -1 for anything else."""
    if w_class is atoms.error:
        return ERROR
    if w_class is atoms.exit:
        return EXIT
    if w_class is atoms.throw:
        return THROW
    return -1


def raw_trace(e, code, pc, cont, xs, ys):
    """The W_RawTrace of ErlangError e raised at pc."""
    w_trace = e.w_trace
    if w_trace is not None:
        if isinstance(w_trace, W_RawTrace):
            return w_trace
        return W_RawTrace(e.cls, code, pc, cont, None, None, None, w_trace)
    op = code.ops[pc]
    if op == OP_FUNC_INFO:
        w_args = register_list(xs, code.ops[pc + 3])
        return W_RawTrace(e.cls, code, pc, cont, None, w_args, None, None)
    export = None
    w_args = e.w_args
    if op == internal.OP_I_CALL_BIF or op == internal.OP_I_CALL_BIF_TAIL:
        native = code.imports[code.ops[pc + 2]]
        if not native.bif.raises:
            export = native
            w_args = register_list(xs, code.ops[pc + 1])
    elif op >= internal.FIRST_GUARD:
        export = guard_export(code, pc)
        w_args = operand_list(code, pc, xs, ys)
    elif e.export is not None:
        export = e.export
        if is_tail_call(op):
            pc = NO_PC
    return W_RawTrace(e.cls, code, pc, cont, export, w_args, e.w_info, None)


def is_tail_call(op):
    """The function is left before its callee turns out to be undefined or a
    native that fails."""
    return (op == internal.OP_I_CALL_EXT_TAIL or
            op == internal.OP_I_CALL_FUN_TAIL or
            op == internal.OP_I_APPLY_TAIL)


@jit.unroll_safe        # bounded by the arity
def register_list(xs, n):
    w_list = NIL
    i = n - 1
    while i >= 0:
        w_list = cons(xs[i], w_list)
        i -= 1
    return w_list


@jit.elidable
def guard_export(code, pc):
    """The Export of the BIF instruction at pc."""
    op = code.ops[pc]
    if op < internal.FIRST_INLINE:
        return code.imports[code.ops[pc + 2]]
    return internal.inline_export(op)


@jit.unroll_safe        # bounded by the arity
def operand_list(code, pc, xs, ys):
    op = code.ops[pc]
    if op < internal.FIRST_INLINE:
        n = op - internal.FIRST_GUARD
        pc += 3
    else:
        n = internal.INLINE_ARITY[op - internal.FIRST_INLINE]
        pc += 2
    w_list = NIL
    i = n - 1
    while i >= 0:
        w_list = cons(load(code, xs, ys, code.ops[pc + i]), w_list)
        i -= 1
    return w_list


# ----------------------------------------------------------- terms of them

def location(code, pc):
    """[{file, F}, {line, N}] or []."""
    number = code.line_at(pc)
    table = code.line_table
    if number <= 0 or number >= table.count():
        return NIL
    name, line = table.position(number)
    return list_from([
        tuple2(atoms.file, chars_list(table.names[name])),
        tuple2(atoms.line, mk_int(line))])


def function_entry(code, pc, w_args, w_info):
    """{M, F, Arity or Args, Location} of the function at pc, or None where
    pc is in none (the VM's own stubs)."""
    function = code.function_at(pc)
    if function is None:
        return None
    if w_args is None:
        w_args = mk_int(function.arity)
    return tuple4(code.w_module, function.w_name, w_args,
                  with_info(location(code, pc), w_info))


def with_info(w_location, w_info):
    if w_info is None:
        return w_location
    items = list_items(w_location)
    assert items is not None
    items.append(tuple2(atoms.error_info, w_info))
    return list_from(items)


ERL_ERTS_ERRORS = ['erlang', 'atomics', 'counters', 'erts_internal',
                   'persistent_term']
ERL_STDLIB_ERRORS = ['lists', 'maps', 'math', 'binary', 'ets', 'unicode', 're']


def error_module(module):
    """The module that explains errors of natives of module, or ''."""
    for name in ERL_ERTS_ERRORS:
        if name == module:
            return 'erl_erts_errors'
    for name in ERL_STDLIB_ERRORS:
        if name == module:
            return 'erl_stdlib_errors'
    if module == 'os' or module == 'code':
        return 'erl_kernel_errors'
    return ''


def native_entry(trace):
    """The first entry where a native raised: with its arguments, and what
    module explains them."""
    export = trace.export
    w_info = trace.w_info
    w_location = NIL
    name = error_module(export.w_module.name)
    if trace.cls == ERROR and w_info is None and name != '':
        w_info = mk_map_from_pairs([atoms.module], [error_module_atom(name)])
    return tuple4(export.w_module, export.w_name, trace.w_args,
                  with_info(w_location, w_info))


def error_module_atom(name):
    if name == 'erl_erts_errors':
        return atoms.erl_erts_errors
    if name == 'erl_stdlib_errors':
        return atoms.erl_stdlib_errors
    return atoms.erl_kernel_errors


@jit.dont_look_inside
def build_stacktrace(w_trace):
    """The list of {M, F, A, Location} of a raw trace (or what it is)."""
    if not isinstance(w_trace, W_RawTrace):
        return w_trace
    if w_trace.w_list is not None:
        return w_trace.w_list
    entries = []
    w_args = w_trace.w_args
    w_info = w_trace.w_info
    if w_trace.export is not None:
        entries.append(native_entry(w_trace))
        w_args = None
        w_info = None
    add_entry(entries, function_entry(w_trace.code, w_trace.pc, w_args,
                                      w_info))
    add_callers(entries, w_trace.cont, MAX_DEPTH)
    return list_from(entries)


def add_entry(entries, w_entry):
    if w_entry is not None:
        entries.append(w_entry)


def add_callers(entries, cont, depth):
    """The functions that wait for a return, innermost first."""
    while cont is not None and len(entries) < depth:
        ret = cont.ret
        add_entry(entries, function_entry(ret.code, ret.line_pc, None, None))
        cont = cont.prev


@jit.dont_look_inside
def process_stacktrace(process):
    """Stack trace of a process that does not run."""
    entries = []
    entry = process.resume
    if entry is not None:
        add_entry(entries, function_entry(entry.code, entry.line_pc, None,
                                          None))
        cont = process.cont
        if cont is not None and cont.ret is entry:
            cont = cont.prev        # a receive that waits: it is the same
        add_callers(entries, cont, MAX_DEPTH)
    return list_from(entries)
