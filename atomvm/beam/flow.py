"""Flow analysis: frame sizes and active handlers, known before the code runs.

A worklist over each function's control flow graph finds the number of y
registers and the stack of try and catch handlers before every instruction.
What OTP finds out when an exception is raised (catch tags in y registers,
searched on the stack) is made static here, and checked.
"""
from atomvm.beam.assigned import check_assigned
from atomvm.beam.callgraph import mark_recursion
from atomvm.beam.control import (BRANCHES, CALLS, ENDS, FLOW, FRAME, HANDLER,
                                 HAS_Y, NEXT, never_returns)
from atomvm.beam.opcode import (
    OP_CALL_EXT, OP_CALL_LAST, OP_CALL_EXT_LAST, OP_CALL_EXT_ONLY,
    OP_APPLY_LAST, OP_DEALLOCATE, OP_TRIM, OP_RETURN, OP_TRY, OP_CATCH)
from atomvm.beam.split import Split, Splitter
from atomvm.error import LoadError

# Frame sizes that are no number of y registers.
NO_FRAME = -1
DIFFERENT = -2      # merging paths disagree
UNREACHED = -3

# Numbers of stacks of handlers that are none.
NO_HANDLERS = 0
UNCLEAR = -1        # merging paths disagree

# Ends of functions of at most so many instructions, labels included, may be
# copied (split.py).
SHORT = 8

# Copies make no new clashes; more rounds than this are a damaged file.
MAX_ROUNDS = 3

class Flow(object):
    """What analyse() finds out.

    functions    FuncInfo list (verify.py), with cyclic and scc set
    function_of  by instruction: index in functions
    label_at     by label: index of its instruction, -1 if there is none
    ny           by instruction: number of y registers before it (0 without
                 frame); -1 where unreachable or where paths disagree
    catches      by instruction: label of the innermost active handler or 0
    """
    _immutable_fields_ = ['functions[*]', 'function_of[*]', 'label_at[*]',
                          'ny[*]', 'catches[*]']

    def __init__(self, functions, function_of, label_at, ny, catches):
        self.functions = functions
        self.function_of = function_of
        self.label_at = label_at
        self.ny = ny
        self.catches = catches


class Analyser(object):
    """frame[i], handlers[i]: before instruction i, the frame's size and the
    stack of handlers: a number in the node lists, 0 for none.  A node is
    (slot, handler label, the node below).  Slots are y registers counted from
    the far end of the frame, so that trim does not change them."""

    def __init__(self, beamfile):
        self.file = beamfile
        n = len(beamfile.instrs)
        self.frame = [UNREACHED] * n
        self.handlers = [NO_HANDLERS] * n
        self.node_slot = [-1]
        self.node_label = [0]
        self.node_below = [0]
        self.work = []
        self.first = 0
        self.last = 0
        self.splits = []
        self.at = 0             # the instruction that is being followed
        self.offset = 0
        self.after_frame = NO_FRAME
        self.after_handlers = NO_HANDLERS
        self.exits = [never_returns(ref) for ref in beamfile.imports]

    def fail(self, message):
        return LoadError(self.file.filename, 'Code', self.offset, message)

    # ---------------------------------------------------------- worklist

    def run(self, function):
        self.first = function.first
        self.last = function.last
        self.merge(function.first, NO_FRAME, NO_HANDLERS)
        self.merge(function.entry, NO_FRAME, NO_HANDLERS)
        self.work.append(function.first)
        self.work.append(function.entry)
        while self.work:
            i = self.work.pop()
            while self.step(i):
                i += 1
                if i >= self.last:
                    raise self.fail('the code of the function does not end')
                if self.clashes(i, 0, self.after_frame) or not self.merge(
                        i, self.after_frame, self.after_handlers):
                    break

    def clashes(self, target, label, frame):
        """Was target, a short end, reached with another frame?  Then the
        instruction that comes to it now is to get a copy."""
        old = self.frame[target]
        if old == frame or old == UNREACHED or old == DIFFERENT or (
                frame == DIFFERENT):
            return False
        end = self.end_of_short(target)
        if end < 0:
            return False
        i = self.at
        if label == 0:
            i = target
        self.splits.append(Split(i, label, frame, end))
        return True

    def end_of_short(self, i):
        """Index behind the end of the function that starts with the label
        at i, if it is a short one without branches; else -1."""
        instrs = self.file.instrs
        left = SHORT
        while i < self.last and left > 0:
            left -= 1
            op = instrs[i].op
            flow = FLOW[op]
            if BRANCHES[op] or flow == HANDLER or flow == FRAME:
                return -1
            i += 1
            if flow == ENDS or flow == CALLS and (
                    op != OP_CALL_EXT or self.exits[instrs[i - 1].args[1].val]):
                return i
        return -1

    def merge(self, i, frame, handlers):
        """This is how instruction i is reached, too.  Is it news?"""
        old = self.frame[i]
        if old == UNREACHED:
            self.frame[i] = frame
            self.handlers[i] = handlers
            return True
        news = False
        if old != frame and old != DIFFERENT:
            self.frame[i] = DIFFERENT
            news = True
        old = self.handlers[i]
        if old != handlers and old != UNCLEAR and not self.same(old, handlers):
            self.handlers[i] = UNCLEAR
            news = True
        return news

    def same(self, a, b):
        """Are these stacks of handlers (not UNCLEAR: a) alike?"""
        if b == UNCLEAR:
            return False
        while a != b:
            if (self.node_slot[a] != self.node_slot[b] or
                    self.node_label[a] != self.node_label[b]):
                return False
            a = self.node_below[a]
            b = self.node_below[b]
        return True

    def branch(self, label, frame, handlers):
        target = self.file.label_at[label]
        if not self.first <= target < self.last:
            raise self.fail('label ' + str(label) +
                            ' is in another function')
        if self.clashes(target, label, frame):
            return
        if self.merge(target, frame, handlers):
            self.work.append(target)

    # ------------------------------------------------------ instructions

    def step(self, i):
        """Follow instruction i; does it go on to the next one?  (Then its
        state is in after_frame and after_handlers.)"""
        instr = self.file.instrs[i]
        op = instr.op
        self.at = i
        self.offset = instr.offset
        frame = self.frame[i]
        handlers = self.handlers[i]
        if frame == DIFFERENT and handlers != NO_HANDLERS:
            raise self.fail('the size of the stack frame is unclear')
        if HAS_Y[op]:
            self.check_args(instr.args, frame)
        if BRANCHES[op]:
            self.branches(instr.args, frame, handlers)
        self.after_frame = frame
        self.after_handlers = handlers
        flow = FLOW[op]
        if flow == NEXT:
            return True
        if flow == ENDS:
            if op == OP_RETURN and frame != NO_FRAME:
                raise self.fail('return with a stack frame')
            return False
        if flow == CALLS:
            return self.call(op, instr.args, frame, handlers)
        if flow == FRAME:
            self.change_frame(op, instr.args, frame, handlers)
        else:
            self.change_handlers(op, instr.args, frame, handlers)
        return True

    def check_args(self, args, frame):
        for arg in args:
            if arg.kind == 'y':
                if arg.val >= frame:
                    raise self.bad_y(arg.val, frame)
            elif arg.kind == 'L':
                for item in arg.items:
                    if item.kind == 'y' and item.val >= frame:
                        raise self.bad_y(item.val, frame)

    def bad_y(self, y, frame):
        where = 'the stack frame has ' + str(frame) + ' registers'
        if frame == NO_FRAME:
            where = 'there is no stack frame'
        elif frame == DIFFERENT:
            where = 'the size of the stack frame is unclear'
        return self.fail('there is no register y' + str(y) + ': ' + where)

    def branches(self, args, frame, handlers):
        for arg in args:
            if arg.kind == 'f':
                if arg.val != 0:
                    self.branch(arg.val, frame, handlers)
            elif arg.kind == 'L':
                for item in arg.items:
                    if item.kind == 'f':
                        self.branch(item.val, frame, handlers)

    def call(self, op, args, frame, handlers):
        """Calls that do not come back to the next instruction, and
        call_ext, which may."""
        if op == OP_CALL_EXT:
            return not self.exits[args[1].val]
        size = NO_FRAME
        if op == OP_CALL_LAST or op == OP_CALL_EXT_LAST:
            size = args[2].val
        elif op == OP_APPLY_LAST:
            size = args[1].val
        if ((op == OP_CALL_EXT_LAST or op == OP_CALL_EXT_ONLY) and
                self.exits[args[1].val]):
            size = frame    # the compiler does not care: nothing returns
        self.check_release(size, frame, handlers)
        return False

    def check_release(self, size, frame, handlers):
        """The frame, which has this size, goes away."""
        if frame != size:
            raise self.fail('the stack frame has another size')
        if handlers != NO_HANDLERS:
            raise self.fail('the stack frame has an active handler')

    def change_frame(self, op, args, frame, handlers):
        if op == OP_DEALLOCATE:
            self.check_release(args[0].val, frame, handlers)
            self.after_frame = NO_FRAME
        elif op == OP_TRIM:
            size = args[1].val
            if frame < 0 or args[0].val > frame or (
                    frame - args[0].val != size):
                raise self.fail('the stack frame has another size')
            if handlers != NO_HANDLERS and size != frame:
                # the handler, which goes on with the whole frame
                raise self.fail('trim with an active handler')
            self.after_frame = size
        else:
            if frame != NO_FRAME:
                raise self.fail('a second stack frame')
            self.after_frame = args[0].val

    def change_handlers(self, op, args, frame, handlers):
        if handlers == UNCLEAR:
            raise self.fail('it is unclear which handler is active')
        slot = frame - 1 - args[0].val
        if op == OP_TRY or op == OP_CATCH:
            # OTP's search starts at y0: inner handlers have lower registers
            if slot <= self.node_slot[handlers]:
                raise self.fail('this is not the innermost handler')
            self.node_slot.append(slot)
            self.node_label.append(args[1].val)
            self.node_below.append(handlers)
            handlers = len(self.node_slot) - 1
            self.branch(args[1].val, frame, handlers)
            self.after_handlers = handlers
        else:
            if handlers == NO_HANDLERS or self.node_slot[handlers] != slot:
                raise self.fail('this handler is not active')
            self.after_handlers = self.node_below[handlers]


def _analyse_functions(beamfile):
    """An Analyser that has been through all functions."""
    for _ in range(MAX_ROUNDS):
        analyser = Analyser(beamfile)
        for function in beamfile.functions:
            analyser.run(function)
        if not analyser.splits:
            return analyser
        Splitter(beamfile, analyser.splits[:]).run()
    raise LoadError(beamfile.filename, 'Code', beamfile.code_offset,
                    'the sizes of the stack frames are unclear')


def _functions_of(beamfile):
    """By instruction, the index of its function."""
    functions = beamfile.functions
    function_of = [len(functions) - 1] * len(beamfile.instrs)
    for k in range(len(functions)):
        for i in range(functions[k].first, functions[k].last):
            function_of[i] = k
    return function_of


def follow(beamfile):
    """The Flow of a verified BeamFile; LoadError where frames, y registers or
    handlers can not be right.  It may add instructions and labels to the
    file (split.py)."""
    analyser = _analyse_functions(beamfile)
    n = len(beamfile.instrs)
    ny = [-1] * n
    catches = [0] * n
    for i in range(n):
        size = analyser.frame[i]
        if size >= 0:
            ny[i] = size
        elif size == NO_FRAME:
            ny[i] = 0
        number = analyser.handlers[i]
        if number == UNCLEAR:
            raise _unclear(beamfile, i)
        catches[i] = analyser.node_label[number]
    function_of = _functions_of(beamfile)
    mark_recursion(beamfile, function_of)
    return Flow(beamfile.functions, function_of, beamfile.label_at, ny,
                catches)


def _unclear(beamfile, i):
    return LoadError(beamfile.filename, 'Code', beamfile.instrs[i].offset,
                     'it is unclear which handler is active')


def analyse(beamfile):
    """The same; LoadError also where a register is read that nothing may have
    been written to (assigned.py)."""
    flow = follow(beamfile)
    check_assigned(beamfile, flow.ny)
    return flow
