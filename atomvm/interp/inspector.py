"""What process_info/2 asks the interpreter: where a process is."""
from atomvm.interp.trace import process_stacktrace
from atomvm.proc.process import Inspector
from atomvm.term import atoms
from atomvm.term.cons import W_Cons
from atomvm.term.tuple import W_Tuple, tuple3


class LoopInspector(Inspector):
    """A process that does not run is at its resume point; the running one is
    in the native that asks, shown by its last known place."""

    def first_entry(self, process):
        w_list = process_stacktrace(process)
        if isinstance(w_list, W_Cons):
            w_entry = w_list.head()
            if isinstance(w_entry, W_Tuple):
                return w_entry
        return None

    def current_function(self, process):
        w_entry = self.first_entry(process)
        if w_entry is None:
            return atoms.undefined
        return tuple3(w_entry.get(0), w_entry.get(1), w_entry.get(2))

    def current_location(self, process):
        w_entry = self.first_entry(process)
        if w_entry is None:
            return atoms.undefined
        return w_entry

    def current_stacktrace(self, process):
        return process_stacktrace(process)
