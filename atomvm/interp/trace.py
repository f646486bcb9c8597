"""Stack traces: captured as a reference to the (immutable) continuations at
the raise, made into terms only when somebody asks.

OTP: erts/emulator/beam/beam_common.c (save_stacktrace, build_stacktrace).
"""
from rpython.rlib import jit

from atomvm.beam import internal
from atomvm.beam.code import KIND_LITERAL
from atomvm.beam.export import named_export
from atomvm.beam.opcode import OP_BS_CREATE_BIN, OP_FUNC_INFO, OP_SEND
from atomvm.error import ERROR, EXIT, THROW
from atomvm.interp.bitcause import create_cause
from atomvm.interp.operand import load
from atomvm.proc.backtrace import BACKTRACE
from atomvm.term import atoms
from atomvm.term.base import W_Term
from atomvm.term.cons import NIL, chars_list, cons, list_from, list_items
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import tuple2, tuple4

NO_PC = 0           # in no function

PLUS = internal.INLINE_BY_KEY['+/2']
MINUS = internal.INLINE_BY_KEY['-/2']
APPLY_2 = named_export('erlang', 'apply', 2)
APPLY_3 = named_export('erlang', 'apply', 3)
SEND = named_export('erlang', 'send', 2)
HIBERNATE = named_export('erlang', 'hibernate', 3)


class W_RawTrace(W_Term):
    """Where an exception was raised.

    cls     ERROR, EXIT or THROW
    code, pc, cont  the place
    export  None or the native that raised it (an Export); w_args then is the
            list of its arguments, else of those of the function at pc or None
    w_info  None or the value of error_info
    w_list  None or the stack trace that erlang:raise/3 was given
    twice   the caller is shown two times, as OTP does where what is called is
            no fun or has another arity (its code has pushed the return
            address, and knows the place too)
    """
    _attrs_ = ('cls', 'code', 'pc', 'cont', 'export', 'w_args', 'w_info',
               'w_list', 'twice')
    _immutable_fields_ = ['cls', 'code', 'pc', 'cont', 'export', 'w_args',
                          'w_info', 'w_list', 'twice']

    def __init__(self, cls, code, pc, cont, export, w_args, w_info, w_list,
                 twice=False):
        self.cls = cls
        self.code = code
        self.pc = pc
        self.cont = cont
        self.export = export
        self.w_args = w_args
        self.w_info = w_info
        self.w_list = w_list
        self.twice = twice


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
    if e.export is not None:
        if is_tail_call(op):
            pc = NO_PC
        return W_RawTrace(e.cls, code, pc, cont, e.export, e.w_args, e.w_info,
                          None)
    if op >= internal.FIRST_GUARD:
        if is_increment(code, pc):
            return W_RawTrace(e.cls, code, pc, cont, None, None, None, None)
        return W_RawTrace(e.cls, code, pc, cont, guard_export(code, pc),
                          operand_list(code, pc, xs, ys), e.w_info, None)
    if op == internal.OP_I_CALL_BIF or op == internal.OP_I_CALL_BIF_TAIL:
        native = code.imported(code.ops[pc + 2])
        if not native.bif.raises:
            w_args = register_list(xs, code.ops[pc + 1])
            if op == internal.OP_I_CALL_BIF_TAIL and native.bif.in_erlang:
                pc = NO_PC
            return W_RawTrace(e.cls, code, pc, cont, native, w_args, e.w_info,
                              None)
    if is_dynamic(op) and not e.by_will:
        return dynamic_trace(e, code, pc, cont, xs)
    if op == OP_SEND:
        return W_RawTrace(e.cls, code, pc, cont, SEND, register_list(xs, 2),
                          None, None)
    if op == internal.OP_I_HIBERNATE:
        return W_RawTrace(e.cls, code, pc, cont, HIBERNATE,
                          register_list(xs, 3), None, None)
    w_info = e.w_info
    if op == OP_BS_CREATE_BIN:
        w_info = create_cause(code, pc, xs, ys)
    return W_RawTrace(e.cls, code, pc, cont, None, e.w_args, w_info, None)


def is_dynamic(op):
    """Its target is known only when it runs."""
    return (op == internal.OP_I_CALL_FUN or
            op == internal.OP_I_CALL_FUN_TAIL or
            op == internal.OP_I_APPLY or op == internal.OP_I_APPLY_TAIL or
            op == internal.OP_I_APPLY_LIST or
            op == internal.OP_I_APPLY_FUN_LIST)


@jit.dont_look_inside
def dynamic_trace(e, code, pc, cont, xs):
    """What is to be called can not be."""
    op = code.ops[pc]
    if e.w_reason is not atoms.badarg:
        twice = (op == internal.OP_I_CALL_FUN or
                 op == internal.OP_I_APPLY_FUN_LIST and
                 code.function_at(pc) is None)      # not a tail call
        return W_RawTrace(e.cls, code, pc, cont, None, None, None, None,
                          twice)
    export = APPLY_3
    if op == internal.OP_I_APPLY_LIST:
        w_args = register_list(xs, 3)
    elif op == internal.OP_I_APPLY_FUN_LIST:
        export = APPLY_2
        w_args = register_list(xs, 2)
    else:
        arity = code.ops[pc + 1]
        w_args = list_from([xs[arity], xs[arity + 1],
                            register_list(xs, arity)])
    return W_RawTrace(e.cls, code, pc, cont, export, w_args, None, None)


def is_tail_call(op):
    """The function is left before its callee turns out to be undefined or a
    native that fails."""
    return (op == internal.OP_I_CALL_EXT_TAIL or
            op == internal.OP_I_CALL_FUN_TAIL or
            op == internal.OP_I_APPLY_TAIL or
            op == internal.OP_I_APPLY_LIST or
            op == internal.OP_I_APPLY_FUN_LIST)


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
        return code.imported(code.ops[pc + 2])
    return internal.inline_export(op)


@jit.elidable
def is_increment(code, pc):
    """Whether the BIF instruction at pc adds a constant to a variable or takes
    it from it.  OTP's code for that does not tell the operator (in the JIT
    compiler of OTP 24 and later: i_increment)."""
    op = code.ops[pc]
    if op != PLUS and op != MINUS:
        return False
    first = code.ops[pc + 2]
    second = code.ops[pc + 3]
    if first & 3 == KIND_LITERAL or second & 3 != KIND_LITERAL:
        return False
    w_constant = code.literal(second >> 2)
    # a small integer of OTP has 60 bits, on any machine
    return (isinstance(w_constant, W_Int) and
            (w_constant.intval >> 30) >> 29 in (0, -1))


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
    table = code.get_line_table()
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
    if (trace.cls == ERROR and w_info is None and name != '' and
            not is_undefined(export)):
        w_info = mk_map_from_pairs([atoms.module], [error_module_atom(name)])
    return tuple4(export.w_module, export.w_name, trace.w_args,
                  with_info(w_location, w_info))


def is_undefined(export):
    """It was called where there was neither a native nor a function."""
    return export.bif is None and export.entry is None


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
    depth = BACKTRACE.of_exception()
    if (len(entries) < depth and
            not is_body_of(w_trace.code, w_trace.pc, w_trace.export)):
        add_entry(entries, function_entry(w_trace.code, w_trace.pc, w_args,
                                          w_info))
    if w_trace.twice and len(entries) < depth:
        add_again(entries, w_trace.cont)
    add_callers(entries, w_trace.cont, depth)
    return list_from(entries)


def is_body_of(code, pc, export):
    """Whether pc is in the function that stands for a native in the code of
    its own module, which calls it locally: the native is that function."""
    if export is None or code.w_module is not export.w_module:
        return False
    function = code.function_at(pc)
    return (function is not None and function.w_name is export.w_name and
            function.arity == export.arity)


def add_entry(entries, w_entry):
    if w_entry is not None:
        entries.append(w_entry)


def add_again(entries, cont):
    """The last entry, or else the innermost caller, once more."""
    if len(entries) > 0:
        entries.append(entries[-1])
    elif cont is not None:
        add_callers(entries, cont, 1)


def add_callers(entries, cont, depth):
    """The functions that wait for a return, innermost first.  As in OTP, a
    return point that repeats the one before is left out."""
    last_code = None
    last_pc = NO_PC
    while cont is not None and len(entries) < depth:
        ret = cont.ret
        if ret.code is not last_code or ret.pc != last_pc:
            add_entry(entries, function_entry(ret.code, ret.line_pc, None,
                                              None))
            last_code = ret.code
            last_pc = ret.pc
        cont = cont.prev


@jit.dont_look_inside
def add_place(trap, code, pc, cont):
    """For a Trap that wants to know where it was raised."""
    trap.arguments.append(W_RawTrace(ERROR, code, pc, cont, None, None, None, None))


def process_stacktrace(process, w_place, depth):
    """Where a process is: w_place, a raw trace of the running one, or where
    it will go on."""
    entries = []
    if isinstance(w_place, W_RawTrace):
        add_entry(entries, function_entry(w_place.code, w_place.pc, None,
                                          None))
        add_callers(entries, w_place.cont, depth)
    elif process.resume is not None:
        entry = process.resume
        add_entry(entries, function_entry(entry.code, entry.line_pc, None,
                                          None))
        cont = process.cont
        if cont is not None and cont.ret is entry:
            cont = cont.prev        # a receive that waits: it is the same
        add_callers(entries, cont, depth)
    return list_from(entries[:depth])
