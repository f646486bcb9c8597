"""What process_info/2 asks the interpreter: where a process is."""
from rpython.rlib import jit

from atomvm.interp.call import APPLY_ENTRY, APPLY_FUN_ENTRY
from atomvm.interp.trace import HIBERNATE, APPLY_2, process_stacktrace
from atomvm.proc.backtrace import BACKTRACE
from atomvm.proc.process import WAITING, Inspector
from atomvm.term import atoms
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
