"""What process_info/2 asks the interpreter: where a process is."""
from rpython.rlib import jit

from atomvm.interp.call import APPLY_ENTRY, APPLY_FUN_ENTRY
from atomvm.interp.cont import restore
from atomvm.interp.trace import HIBERNATE, APPLY_2, process_stacktrace
from atomvm.proc.backtrace import BACKTRACE
from atomvm.proc.process import WAITING, Frame, Inspector
from atomvm.term import atoms
from atomvm.term.binary import W_MatchContext, mk_binary
from atomvm.term.cons import NIL, W_Cons, list_items
from atomvm.term.number import mk_int
from atomvm.term.show import show
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

    def frames(self, process):
        found = []
        entry = process.resume
        cont = process.cont
        if entry is not None and (cont is None or cont.ret is not entry):
            found.append(Frame(place(entry), []))
        while cont is not None:
            found.append(Frame(place(cont.ret),
                               restore(cont, cont.ret.shape)))
            cont = cont.prev
        return found

    def dump(self, process):
        """As process_info(Pid, backtrace): erts/emulator/beam/erl_debug.c
        and beam_debug.c write such text."""
        frames = self.frames(process)
        lines = []
        for i in range(len(frames)):
            frame = frames[i]
            if i == 0:
                lines.append('Program counter: ' + frame.text + '\n')
            if i > 0 or len(frame.terms) > 0:
                lines.append('\nReturn addr ' + frame.text + '\n')
            for k in range(len(frame.terms)):
                number = str(k)
                lines.append('y(' + number + ')' + ' ' * (6 - len(number)) +
                             show_or_nothing(frame.terms[k]) + '\n')
        return mk_binary(''.join(lines))


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


def show_or_nothing(w_term):
    """A y register may hold nothing yet."""
    if w_term is None:
        return '[]'
    return show(w_term)


def place(entry):
    """0x... (M:F/Arity + Offset)."""
    code = entry.code
    function = code.function_at(entry.line_pc)
    address = '0x' + hexadecimal(entry.pc) + ' '
    if function is None:
        return address + '(<terminate process normally>)'
    return (address + '(' + code.w_module.name + ':' + function.w_name.name +
            '/' + str(function.arity) + ' + ' +
            str((entry.pc - function.pc) * 8) + ')')


def hexadecimal(n):
    """16 digits."""
    digits = ''
    for _ in range(16):
        digits = '0123456789abcdef'[n & 15] + digits
        n >>= 4
    return digits
