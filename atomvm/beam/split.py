"""Copies of short ends of functions that are reached with several sizes of the
stack frame.

The compiler (beam_jump.erl) lets branches share code such as `badmatch y2`
where it looks alike, although y2 is another place in another frame.  Where a
register is must be known here, so each size gets a copy of its own.
"""
from atomvm.beam.operand import Arg, Instr
from atomvm.beam.opcode import OP_LABEL


class Split(object):
    """Instruction i comes to a label with a frame for which the code behind
    the label, up to end (exclusive), needs a copy; label 0: i is the label
    itself, reached from above."""
    _immutable_fields_ = ['i', 'label', 'frame', 'end']

    def __init__(self, i, label, frame, end):
        self.i = i
        self.label = label
        self.frame = frame
        self.end = end


class Copy(object):
    """Instructions start to end (exclusive) under a new label."""
    _immutable_fields_ = ['start', 'end', 'label']

    def __init__(self, start, end, label):
        self.start = start
        self.end = end
        self.label = label


class Splitter(object):
    """splits are in the order of the functions."""

    def __init__(self, beamfile, splits):
        self.file = beamfile
        self.old = beamfile.instrs
        self.changed = beamfile.instrs[:]
        self.above = [0] * len(beamfile.instrs)
        self.copies = []
        self.copy_label = {}    # (label, frame) -> label of the copy
        self.result = []
        for split in splits:
            if split.label == 0:
                self.above[split.i] = split.end
            else:
                self.changed[split.i] = retarget(
                    self.changed[split.i], split.label, self.label_for(split))

    def label_for(self, split):
        """Label of the copy that this split wants."""
        f = self.file
        key = (split.label, split.frame)
        number = self.copy_label.get(key, 0)
        if number == 0:
            number = f.label_count
            f.label_count += 1
            self.copy_label[key] = number
            self.copies.append(Copy(f.label_at[split.label], split.end,
                                    number))
        return number

    def run(self):
        """Put the file's instructions together anew, copies at the ends of
        functions, and set functions and label_at accordingly."""
        f = self.file
        f.label_at = [-1] * f.label_count
        done = 0
        for function in f.functions:
            first = len(self.result)
            entry = first
            for i in range(function.first, function.last):
                if self.above[i] > 0:
                    self.put_copy(i, self.above[i])
                if i == function.entry:
                    entry = len(self.result)
                self.put(self.changed[i])
            while (done < len(self.copies) and
                   self.copies[done].start < function.last):
                copy = self.copies[done]
                self.put(Instr(OP_LABEL, [Arg('u', copy.label)],
                               self.old[copy.start].offset))
                self.put_copy(copy.start, copy.end)
                done += 1
            function.first = first
            function.entry = entry
            function.last = len(self.result)
        self.put(self.old[len(self.old) - 1])
        f.instrs = self.result[:]

    def put(self, instr):
        if instr.op == OP_LABEL:
            self.file.label_at[instr.args[0].val] = len(self.result)
        self.result.append(instr)

    def put_copy(self, start, end):
        """Instructions start to end without their labels."""
        for i in range(start, end):
            if self.old[i].op != OP_LABEL:
                self.put(self.old[i])


def retarget(instr, label, new_label):
    """The instruction with one label for another."""
    args = new_targets(instr.args, label, new_label)
    for k in range(len(args)):
        arg = args[k]
        if arg.kind == 'L':
            items = new_targets(arg.items, label, new_label)
            args[k] = Arg('L', arg.val, None, items)
    return Instr(instr.op, args, instr.offset)


def new_targets(args, label, new_label):
    """A copy of a list of Arg with one label for another."""
    result = [None] * len(args)
    for k in range(len(args)):
        arg = args[k]
        if arg.kind == 'f' and arg.val == label:
            arg = Arg('f', new_label)
        result[k] = arg
    return result
