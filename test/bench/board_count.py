"""usage: ATOMVM_BOARD=1 ATOMVM_TAGGED=1 ATOMVM_JIT=0 python board_count.py PACK.avm

Runs a pack as firmware does, under CPython, with a clock that does not tell the
time but how many BEAM opcodes were executed.

Those are the instructions of the .beam file, as Erlang's compiler wrote them, less
label, line and the like, which are no instructions.  Opcodes for which the emitter
has no code (test_heap, deallocate, init_yregs...) count as well: where the next one
is executed.  The VM's own instructions (internal.py) do not count; a call in tail
position that took deallocate and return with it counts as one.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))

from atomvm.beam.emit import Emitter
from atomvm.beam.opcode import (OP_DEBUG_LINE, OP_EXECUTABLE_LINE,
                                OP_INT_CODE_END, OP_LABEL, OP_LINE)
from atomvm.interp import dispatch, loop
from rpython.rlib.rarithmetic import r_longlong

NOT_COUNTED = (OP_LABEL, OP_LINE, OP_EXECUTABLE_LINE, OP_DEBUG_LINE,
               OP_INT_CODE_END)


class Counter(object):
    """weights: {module: {pc: opcodes that are executed with it}}; unclear: places
    that may be reached with and without those."""

    def __init__(self):
        self.executed = 0
        self.weights = {}
        self.unclear = set()

    def emitted(self, emitter, number, pc):
        """The emitter was at pc before an opcode of the file."""
        module = emitter.file.w_name.name
        weights = self.weights.setdefault(module, {})
        if number not in NOT_COUNTED:
            weights[pc] = weights.get(pc, 0) + 1
        elif pc == len(emitter.ops) and number == OP_LABEL and pc in weights:
            self.unclear.add((module, pc))

    def count(self, code, pc):
        module = code.w_module.name
        weight = self.weights.get(module, {}).get(pc, 0)
        if weight:
            self.executed += weight
            if (module, pc) in self.unclear:
                raise AssertionError('%s: %d: how many opcodes?' % (module, pc))


COUNTER = Counter()


def watch_emitter():
    instruction = Emitter.instruction.im_func

    def watched(self, i):
        pc = len(self.ops)
        instruction(self, i)
        COUNTER.emitted(self, self.file.instrs[i].op, pc)
    Emitter.instruction = watched


def watch_step():
    """All that is executed goes through step(), once."""
    fetch = '        op = ops[pc]\n'
    head, rest = dispatch.STEP.split('def rare_step')
    assert head.count(fetch) == 1
    dispatch.STEP = (head.replace(fetch, fetch + '        count(code, pc)\n') +
                     'def rare_step' + rest)
    dispatch.count = COUNTER.count
    loop.run.func_globals['step'] = dispatch._build()


def main(argv):
    watch_emitter()
    watch_step()
    # makes images of the VM's own modules: the emitter has to be watched before
    import targetatomvm
    from hal import api
    from hal.sim import firmware as sim

    class Counting(sim.Sim):
        def monotonic_ns(self):
            return r_longlong(COUNTER.executed)

    api.CURRENT.install(Counting(argv[1:]))
    return targetatomvm.entry_point(argv)


if __name__ == '__main__':
    sys.exit(main(sys.argv))
