"""What calls and the ends of processes need besides the loop itself."""
from rpython.rlib import jit

from atomvm import config
from atomvm.beam.code import Code, Entry, NO_HANDLER, code_words
from atomvm.beam import internal
from atomvm.beam.export import get_export, named_export
from atomvm.beam.opcode import OP_RETURN
from atomvm.error import ERROR, ErlangError, EXIT, Trap
from atomvm.interp.cont import Cont0
from atomvm.interp.trace import build_stacktrace, register_list
from atomvm.proc.codeload import LOADING, ON_LOAD, ensure_loaded
from atomvm.proc.codeserver import MODULES, find_fun, find_module, link
from atomvm.proc.logger import log_error
from atomvm.proc.scheduler import StartHook
from atomvm.proc.signal import exit_process
from atomvm.proc.timer import start_receive_timer
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import NIL, W_Cons, list_items
from atomvm.term.fault import badarg, badfun, error, tagged_error
from atomvm.term.fun import W_AnyFun
from atomvm.term.number import W_Int
from atomvm.term.tuple import tuple2

MAX_ARGS = 255

# OTP's inet_db is a server that avm_inet starts when it is called first.
W_AVM_INET = mk_atom('avm_inet')
W_CALL = mk_atom('call')
W_INET_DB = mk_atom('inet_db')


# ------------------------------------------------- code of the VM's own
# Entries of native code: apply/2,3, yield/0, hibernate/3, the end of a process.

_OPS = [0,
        internal.OP_RESTORE, internal.OP_EXIT,                  # 1
        internal.OP_ENTRY, 3, internal.OP_I_APPLY_LIST,         # 3
        internal.OP_ENTRY, 2, internal.OP_I_APPLY_FUN_LIST,     # 6
        internal.OP_ENTRY, 0, internal.OP_I_YIELD, OP_RETURN,   # 9
        internal.OP_ENTRY, 3, internal.OP_I_HIBERNATE,          # 13
        internal.OP_I_APPLY_LIST,                               # 16
        OP_RETURN,                                              # 17
        internal.OP_ENTRY, 1, OP_RETURN]                        # 18
RETURN_PC = 17

STUB = Code(mk_atom('erlang'), code_words(_OPS), [NIL], [], [], [], '', MAX_ARGS + 4,
            MAX_ARGS + 4)


def _entry(pc, live, hdr=False):
    return Entry(STUB, pc, live, hdr, NO_HANDLER, pc, 0)


EXIT_ENTRY = _entry(1, 1)
APPLY_ENTRY = _entry(3, 3)
APPLY_FUN_ENTRY = _entry(6, 2)

named_export('erlang', 'apply', 3).entry = APPLY_ENTRY
named_export('erlang', 'apply', 2).entry = APPLY_FUN_ENTRY
YIELD_RETURN = _entry(18, 1)

named_export('erlang', 'yield', 0).entry = _entry(9, 0)
named_export('erlang', 'hibernate', 3).entry = _entry(13, 3)


# ---------------------------------------------------------------- natives

@jit.unroll_safe        # bounded by the arity
def call_bif(bif, process, xs, arity):
    """Call a native with the first arity registers."""
    if arity == 1:
        return bif.call1(process, xs[0])
    elif arity == 2:
        return bif.call2(process, xs[0], xs[1])
    elif arity == 3:
        return bif.call3(process, xs[0], xs[1], xs[2])
    elif arity == 0:
        return bif.call0(process)
    args = [None] * arity
    i = 0
    while i < arity:
        args[i] = xs[i]
        i += 1
    return bif.calln(process, args)


@jit.unroll_safe        # bounded by the arity
def call_bif_dynamic(export, process, xs, arity):
    """The same through a fun or apply: the stack trace shows the native."""
    try:
        return call_bif(export.bif, process, xs, arity)
    except ErlangError as e:
        if export.bif.raises:
            e.by_will = True
        elif e.w_trace is None and e.export is None:
            e.export = export
            e.w_args = register_list(xs, arity)
        raise


# ------------------------------------------------------------------ calls

@jit.unroll_safe        # bounded by the number of free variables
def put_free(xs, arity, fun):
    """Free variables of a W_Fun go behind its arguments."""
    free = fun.free
    i = 0
    while i < fun.entry.nfree:
        xs[arity + i] = free[i]
        i += 1


@jit.unroll_safe        # bounded by MAX_ARGS
def spread(xs, w_module, w_name, w_args):
    """Arguments in a list into registers; their number.  What is applied (as
    for too_many) is what the registers hold again after a badarg."""
    if w_name is not None and not (isinstance(w_module, W_Atom) and
                                   isinstance(w_name, W_Atom)):
        raise badarg()
    n = 0
    w_list = w_args
    while isinstance(w_list, W_Cons):
        if n >= MAX_ARGS:
            put_back(xs, w_module, w_name, w_args)
            raise too_many(w_module, w_name, w_args)
        xs[n] = w_list.head()
        w_list = w_list.tl
        n += 1
    if w_list is not NIL:
        put_back(xs, w_module, w_name, w_args)
        raise badarg()
    return n


def put_back(xs, w_module, w_name, w_args):
    xs[0] = w_module
    if w_name is None:
        xs[1] = w_args
    else:
        xs[1] = w_name
        xs[2] = w_args


@jit.dont_look_inside
def too_many(w_module, w_name, w_args):
    """No function has that many arguments: the error of applying one, or the
    fun w_module where w_name is None."""
    items = list_items(w_args)
    if items is None:
        return badarg()
    if w_name is None:
        if not isinstance(w_module, W_AnyFun):
            return badfun(w_module)
        return tagged_error(atoms.badarity, tuple2(w_module, w_args))
    if not isinstance(w_module, W_Atom) or not isinstance(w_name, W_Atom):
        return badarg()
    e = error(atoms.undef)
    e.export = get_export(w_module, w_name, len(items))
    e.w_args = w_args
    return e


def dynamic_export(w_module, w_name, arity):
    """The Export that apply calls."""
    if not isinstance(w_module, W_Atom) or not isinstance(w_name, W_Atom):
        raise badarg()
    # promoted: the target of an apply is mostly the same
    return get_export(jit.promote(w_module), jit.promote(w_name), arity)


def error_handler(process, w_module):
    """The atom of the module that is asked about undefined functions, or None
    where it need not be: OTP's own does what undefined() does, except for
    modules whose on_load function has to run first."""
    w_handler = process.settings.w_error_handler
    if w_handler is not atoms.error_handler or not LOADING.on_first_use:
        return w_handler
    if ensure_loaded(w_module) == ON_LOAD:
        return w_handler
    return None


@jit.dont_look_inside
def undefined(process, export, xs, arity):
    """export has no code: load its module, or let error_handler see to it.
    Returns the Entry to call."""
    if not config.BOARD and LOADING.on_first_use and \
            export.w_module is W_INET_DB and \
            MODULES.find(W_INET_DB) is None:
        raise Trap(get_export(W_AVM_INET, W_CALL, 3), [
            export.w_module, export.w_name, register_list(xs, arity)])
    w_handler = error_handler(process, export.w_module)
    if config.BOARD and export.entry is None:
        link(export)
    if export.entry is not None:
        return export.entry
    w_args = register_list(xs, arity)
    if w_handler is not None and w_handler is not export.w_module:
        raise Trap(get_export(w_handler, atoms.undefined_function, 3),
                   [export.w_module, export.w_name, w_args])
    handler = get_export(export.w_module, atoms.handle_undefined_function, 2)
    if handler.entry is not None:
        raise Trap(handler, [export.w_name, w_args])
    e = error(atoms.undef)
    e.export = export
    e.w_args = w_args
    raise e


def badarity(w_fun, xs, arity):
    return tagged_error(atoms.badarity,
                        tuple2(w_fun, register_list(xs, arity)))


@jit.dont_look_inside
def fun_entry(process, w_fun, xs, arity):
    """Entry of a W_Fun that has no code: its module may have to be loaded, or
    a purge of its version has started and may be called off."""
    fun = w_fun.entry
    module = MODULES.find(fun.w_module)
    if module is not None and module.is_purging(fun):
        raise Trap(get_export(atoms.code_server, atoms.pending_purge_lambda, 3),
                   [fun.w_module, w_fun, register_list(xs, arity)])
    w_handler = None
    if module is None or module.current is None:
        w_handler = error_handler(process, fun.w_module)
    if has_code(fun):
        return fun.entry
    if w_handler is not None or find_module(fun.w_module) is None:
        raise Trap(get_export(process.settings.w_error_handler,
                              atoms.undefined_lambda, 3),
                   [fun.w_module, w_fun, register_list(xs, arity)])
    raise tagged_error(atoms.badfun, w_fun)


def has_code(fun):
    """Whether a FunEntry has code; one that was made from the external term
    format before its module was loaded gets it here."""
    if fun.entry is None:
        loaded = find_fun(fun.w_module, fun.index, fun.uniq, fun.nfree)
        if loaded is not None and loaded.arity == fun.arity:
            fun.entry = loaded.entry
    return fun.entry is not None


# ---------------------------------------------------------------- receive

def timeout_due(process, w_timeout):
    """wait_timeout: True where the receive has to time out now."""
    if process.timed_out:
        process.timed_out = False
        return True
    if isinstance(w_timeout, W_Int) and w_timeout.intval == 0:
        return True
    if process.timer is None and w_timeout is not atoms.infinity:
        start_receive_timer(process, w_timeout)
    return False


# --------------------------------------------------------- ends and errors

@jit.unroll_safe        # unrolled for a few continuations only
def find_handler(cont):
    """The innermost continuation with a handler, or None."""
    i = 0
    while cont is not None:
        # promoted: the return point is a constant in nearly all traces
        if jit.promote(cont.ret).handler != NO_HANDLER:
            return cont
        cont = cont.prev
        i += 1
        if i >= 6:
            return find_handler_far(cont)
    return None


@jit.dont_look_inside
def find_handler_far(cont):
    while cont is not None and cont.ret.handler == NO_HANDLER:
        cont = cont.prev
    return cont


@jit.dont_look_inside
def exit_reason(cls, w_reason, w_trace):
    """What a process that did not catch an exception ends with."""
    if cls == EXIT:
        return w_reason
    if cls != ERROR:
        w_reason = tuple2(atoms.nocatch, w_reason)
    return tuple2(w_reason, build_stacktrace(w_trace))


@jit.dont_look_inside
def die(process, cls, w_reason, w_trace):
    """The process ends with an exception that nothing caught."""
    w_exit = exit_reason(cls, w_reason, w_trace)
    if cls != EXIT:
        log_error(process, 'Error in process ~p with exit value:~n~p~n',
                  [process.w_pid, w_exit])
    exit_process(process, w_exit)


@jit.dont_look_inside
def end(process):
    """The process has returned from its first function."""
    exit_process(process, atoms.normal)


class Starter(StartHook):
    """How a new process starts: in apply/2 or apply/3."""

    def prepare(self, process, w_module, w_name, w_args):
        """w_name None: w_module is a fun.  w_args: an Erlang list."""
        process.cont = Cont0(None, EXIT_ENTRY)
        if w_name is None:
            process.resume = APPLY_FUN_ENTRY
            process.saved = [w_module, w_args]
        else:
            process.resume = APPLY_ENTRY
            process.saved = [w_module, w_name, w_args]
