"""The JIT driver: what a trace is known by, and the hints around it.

greens: pc and code, and ctx: where a recursive function was called, the return
point of the innermost continuation, so that every pair of function and caller
gets its own loop; at a return point, its own Entry, which tells the class of
the continuation; where a process starts or goes on, where it does.  reds: reductions left, process,
continuation, the first five x registers and an array for more.
"""
from rpython.rlib import jit

from atomvm.beam.internal import OP_ENTRY, OP_RESTORE
from atomvm.interp.names import op_name

# Calls and returns that are not loop headers which one trace (or one round of
# the interpreter) follows before the next one counts as a header.
BUDGET = 60


def location(pc, code, ctx):
    """What a trace is called: mod:fun/arity line op."""
    text = code.w_module.name
    function = code.function_at(pc)
    if function is not None:
        text += ':' + function.w_name.name + '/' + str(function.arity)
    number = code.line_at(pc)
    if 0 < number < code.get_line_table().count():
        text += ' line ' + str(code.get_line_table().position(number)[1])
    return text + ' ' + op_name(code.ops[pc])


driver = jit.JitDriver(
    greens=['pc', 'code', 'ctx'],
    reds=['reds', 'p', 'cont', 'a0', 'a1', 'a2', 'a3', 'a4', 'rest'],
    get_printable_location=location, name='atomvm',
    is_recursive=True)  # the one of several: natives have loops, too (matchloop)


def context(cont):
    """The third green of a call that is a loop header."""
    # promoted: it becomes part of the loop's key
    return jit.promote(cont.ret)


def live_at(code, pc):
    """Number of x registers that are live at a merge point."""
    op = code.ops[pc]
    if op == OP_ENTRY:
        return code.ops[pc + 1]
    if op == OP_RESTORE:
        return 1
    return 0


class Registers(object):
    """The x registers of the interpreter, shared by all processes: traces
    have registers of their own."""

    def __init__(self):
        self.xs = [None] * 32

    def ready(self, count):
        """The array, with at least count registers."""
        if len(self.xs) < count:
            return self.grow(self.xs, count)
        return self.xs

    def clear(self):
        """Forget what they hold; takes no memory."""
        for i in range(len(self.xs)):
            self.xs[i] = None

    @jit.dont_look_inside
    def grow(self, xs, count):
        """xs with at least count registers.  It may be another array than
        the shared one: when a trace is left, the JIT goes on with the
        registers of the trace, but calls functions as they are here."""
        more = [None] * (count + 16)
        for i in range(len(xs)):
            more[i] = xs[i]
        if xs is self.xs:
            self.xs = more
        return more


REGISTERS = Registers()


@jit.unroll_safe        # bounded by the number of registers
def copied(xs, live, count):
    """A new array of count registers with the live ones of xs."""
    more = [None] * count
    i = 0
    while i < live:
        more[i] = xs[i]
        i += 1
    return more


class Here(object):
    """pc of the instruction that runs, for who handles its exception."""

    def __init__(self):
        self.pc = 0


HERE = Here()


def merge_here():
    if jit.we_are_jitted():
        return Here()                   # stays virtual in the trace
    return HERE


def merge_registers(code):
    """Where a round of the interpreter keeps its x registers."""
    if jit.we_are_jitted():
        return [None] * code.nx         # stays virtual in the trace
    return REGISTERS.ready(code.nx)


def enter(xs, live, code):
    """The registers to go on with in code, live ones kept."""
    if jit.we_are_jitted():
        return copied(xs, live, code.nx)
    if len(xs) < code.nx:
        return REGISTERS.grow(xs, code.nx)
    return xs


@jit.unroll_safe        # bounded by the number of registers
def copy_rest(xs, rest, live):
    i = 5
    while i < live:
        xs[i] = rest[i]
        i += 1
