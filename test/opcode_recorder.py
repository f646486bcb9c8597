"""Runs the VM's sources and writes down which of OTP's opcodes ran.

    python opcode_recorder.py REPORT ARGUMENT-OF-ATOMVM...

REPORT gets a line for each module and opcode of its file that was reached:
"module opcode".  What ran is seen from the reads of code.ops: the interpreter
reads the place of an opcode when it comes to it, and no other way.  Opcodes
that the emitter makes nothing of (test_heap, deallocate) count as reached
where the instruction behind them was, which has the same place, unless a label
lies between: that may be reached by a jump.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from atomvm.beam import emit, opcode
from atomvm.interp import run
from atomvm.proc import codeload, codeserver

import targetatomvm


class RecordingOps(list):
    """code.ops that remembers which places were read."""

    def __init__(self, ops):
        list.__init__(self, ops)
        self.seen = bytearray(len(ops))

    def __getitem__(self, at):
        if at.__class__ is int:
            self.seen[at] = 1
        return list.__getitem__(self, at)


class RecordingEmitter(emit.Emitter):
    """places: opcode number and pc of each instruction of the file."""

    def __init__(self, beamfile, flow):
        emit.Emitter.__init__(self, beamfile, flow)
        self.places = []

    def instruction(self, i):
        number = self.file.instrs[i].op
        before = len(self.ops)
        emit.Emitter.instruction(self, i)
        # a label may put a jump over a resume point before its place
        at = before
        if number == opcode.OP_LABEL:
            at = self.label_pc[self.file.instrs[i].args[0].val]
        self.places.append((number, at, len(self.ops) > before))


MODULES = []        # (name, places, RecordingOps)


def emit_module(beamfile, flow):
    emitter = RecordingEmitter(beamfile, flow)
    emitter.run()
    code = emitter.finish()
    code.ops = RecordingOps(code.ops)
    MODULES.append((beamfile.w_name.name, emitter.places, code.ops))
    return code


def reached(places, ops):
    """Numbers of the opcodes that ran, of one module."""
    found = set()
    for k, (number, at, emitted) in enumerate(places):
        if at >= len(ops) or not ops.seen[at]:
            continue
        if not emitted:
            behind = k + 1
            while behind < len(places) and not places[behind][2]:
                behind += 1
            if behind < len(places) and places[behind][0] == opcode.OP_LABEL:
                continue
        found.add(number)
    return found


def main(argv):
    codeserver.emit_module = codeload.emit_module = emit_module
    status = targetatomvm.entry_point(['atomvm'] + argv[2:])
    with open(argv[1], 'w') as f:
        for name, places, ops in MODULES:
            for number in sorted(reached(places, ops)):
                f.write('%s %s\n' % (name, opcode.INFOS[number].name))
    return status


if __name__ == '__main__':
    sys.exit(main(sys.argv))
