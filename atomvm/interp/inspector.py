"""What process_info/2 asks the interpreter: where a process is."""
from rpython.rlib import jit

from atomvm.interp.call import APPLY_ENTRY, APPLY_FUN_ENTRY
from atomvm.interp.cont import restore
from atomvm.interp.trace import HIBERNATE, APPLY_2, process_stacktrace
from atomvm.proc.backtrace import BACKTRACE
from atomvm.proc.process import WAITING, Inspector
from atomvm.term import atoms
from atomvm.term.binary import W_MatchContext
from atomvm.term.cons import NIL, W_Cons, list_items
from atomvm.term.number import mk_int
from atomvm.term.tuple import W_Tuple, tuple4


class LoopInspector(Inspector):

    @jit.dont_look_inside
    def stacktrace(self, process, w_place):
        return process_stacktrace(process, w_place, BACKTRACE.depth)

    @jit.dont_look_inside
    def location(self, process, w_place):
        w_list = process_stacktrace(process, w_place, 1)
        if isinstance(w_list, W_Cons):
            w_entry = w_list.head()
            assert isinstance(w_entry, W_Tuple)
            return w_entry
        return beginning(process)

    def roots(self, process, todo):
        words = 0
        cont = process.cont
        while cont is not None:
            words += 1
            for w_slot in restore(cont, cont.ret.shape):
                words += 1
                _add(todo, w_slot)
            cont = cont.prev
        if process.saved is not None:
            for w_register in process.saved:
                _add(todo, w_register)
        return words


def beginning(process):
    """Of a process that has not run, or has forgotten where it came from."""
    if process.state == WAITING:
        return of_native(HIBERNATE)
    if process.resume is APPLY_FUN_ENTRY:
        return of_native(APPLY_2)
    if process.resume is APPLY_ENTRY:
        args = list_items(process.saved[2])
        arity = len(args) if args is not None else 0
        return tuple4(process.saved[0], process.saved[1], mk_int(arity), NIL)
    return None


def of_native(export):
    return tuple4(export.w_module, export.w_name, mk_int(export.arity), NIL)


def _add(todo, w_term):
    """Registers hold match contexts, too, and nothing where they are dead."""
    if isinstance(w_term, W_MatchContext):
        w_term = w_term.bits
    if w_term is not None:
        todo.append(w_term)
