"""Definite assignment: no path through a function reads a register that nothing
was written to, and none comes back to where it was but through a receive.

The interpreter relies on it: a register without a term would crash it, a loop
without a call would never be pre-empted.  OTP: beam_validator.erl.  What types
the terms have is not checked; the instructions do that when they run.

Without its receive loops a function's control flow graph has no cycles, so one
pass over its blocks in topological order is enough.  A block starts at a label.
"""
from rpython.rlib.rarithmetic import LONG_BIT, r_uint

from atomvm.beam.control import BRANCHES, CALLS, ENDS, FLOW, never_returns
from atomvm.beam.opcode import (
    GROUPS, KINDS, MAX_OPCODE, OP_APPLY, OP_APPLY_LAST, OP_BS_INIT_WRITABLE,
    OP_BS_MATCH, OP_BUILD_STACKTRACE, OP_CALL, OP_CALL_EXT, OP_CALL_EXT_LAST,
    OP_CALL_EXT_ONLY, OP_CALL_FUN, OP_CALL_FUN2, OP_CALL_LAST, OP_CALL_ONLY,
    OP_CATCH, OP_CATCH_END, OP_EXECUTABLE_LINE, OP_FUNC_INFO, OP_LABEL,
    OP_LINE, OP_LOOP_REC, OP_LOOP_REC_END, OP_MAKE_FUN2, OP_PUT_TUPLE,
    OP_RAW_RAISE, OP_REMOVE_MESSAGE, OP_RETURN, OP_SEND, OP_SWAP, OP_TRY,
    OP_TRY_CASE, OP_WAIT, OP_WAIT_TIMEOUT)
from atomvm.beam.verify import command_letters
from atomvm.error import LoadError

# What else an opcode does, by its number: reads x0 and up without naming them
# (and how many, where that is not an operand); calls, after which only x0 is
# left; and so on.
PLAIN, CALLING, TAIL_CALL, RECEIVING, SPECIAL = 'pctrs'

NEW, OPEN, DONE = range(3)      # marks of blocks


def _sources(op):
    """Positions of the operands that are read.  Of float registers the last is
    the one that is written."""
    letters = KINDS[op]
    found = [k for k in range(len(letters)) if letters[k] in 'sS' or
             letters[k] == 'l' and k + 1 < len(letters)]
    if op == OP_SWAP:
        found = [0, 1]
    elif op == OP_WAIT_TIMEOUT:
        found = []              # see Checker.receive()
    return ''.join([chr(k) for k in found])


def _targets(op):
    """Positions of the operands that are written."""
    letters = KINDS[op]
    return ''.join([chr(k) for k in range(len(letters)) if letters[k] == 'd' or
                    letters[k] == 'l' and k + 1 == len(letters)])


def _kind_of(op):
    if op in (OP_CALL, OP_CALL_EXT, OP_CALL_FUN, OP_CALL_FUN2, OP_APPLY):
        return CALLING
    if op in (OP_CALL_LAST, OP_CALL_ONLY, OP_CALL_EXT_LAST, OP_CALL_EXT_ONLY,
              OP_APPLY_LAST, OP_RETURN, OP_FUNC_INFO):
        return TAIL_CALL
    if op in (OP_WAIT, OP_WAIT_TIMEOUT, OP_LOOP_REC_END):
        return RECEIVING
    if op in (OP_LOOP_REC, OP_REMOVE_MESSAGE, OP_TRY, OP_CATCH, OP_TRY_CASE,
              OP_CATCH_END, OP_SEND, OP_RAW_RAISE, OP_BUILD_STACKTRACE,
              OP_BS_INIT_WRITABLE, OP_MAKE_FUN2, OP_PUT_TUPLE, OP_BS_MATCH):
        return SPECIAL
    return PLAIN


SOURCES = [''] + [_sources(_op) for _op in range(1, MAX_OPCODE + 1)]
TARGETS = [''] + [_targets(_op) for _op in range(1, MAX_OPCODE + 1)]
KIND = PLAIN + ''.join([_kind_of(_op) for _op in range(1, MAX_OPCODE + 1)])


class Checker(object):
    """before[i]: for the label at instruction i, the registers that have been
    written to on all ways there, a bit each, as a list of words; None until the
    first way is known.  The bits: whether there is a message that the receive
    looks at, x registers, float registers, y registers from the far end of the
    frame."""

    def __init__(self, beamfile, frame):
        self.file = beamfile
        self.instrs = beamfile.instrs
        self.frame = frame          # by instruction: size of the stack frame
        # by import
        self.exits = [never_returns(ref) for ref in beamfile.imports]
        n = len(self.instrs)
        self.before = [None] * n
        self.mark = [NEW] * n
        self.is_resume = [False] * n
        self.freg0 = 1 + max(beamfile.max_x, 4)
        self.y0 = self.freg0 + beamfile.n_fregs
        largest = 0
        for size in frame:
            largest = max(largest, size)
        self.n_words = (self.y0 + largest) // LONG_BIT + 1
        self.kept = self.words_of_y()
        self.now = []               # registers at the instruction looked at
        self.at = 0

    def words_of_y(self):
        """The words whose bits are those that a call leaves."""
        words = [r_uint(-1)] * self.n_words
        for bit in range(1, self.y0):
            words[bit // LONG_BIT] &= ~(r_uint(1) << (bit % LONG_BIT))
        return words

    def fail(self, message):
        return LoadError(self.file.filename, 'Code',
                         self.instrs[self.at].offset, message)

    # ------------------------------------------------------------ the order

    def run(self, function):
        order = self.blocks(function)
        self.now = [r_uint(0)] * self.n_words
        self.set_first(function.arity)
        self.merge(function.first)
        self.merge(function.entry)
        for k in range(len(order) - 1, -1, -1):
            self.block(order[k])

    def blocks(self, function):
        """Blocks of a function, each behind those that it goes on to."""
        result = []
        work = [function.first, function.entry]
        while work:
            i = work[-1]
            if self.mark[i] == NEW:
                self.mark[i] = OPEN
                self.push_next(i, work)
            else:
                work.pop()
                if self.mark[i] == OPEN:
                    self.mark[i] = DONE
                    result.append(i)
        return result

    def push_next(self, i, work):
        """Push the blocks that the one at i goes on to."""
        while True:
            instr = self.instrs[i]
            self.at = i
            op = instr.op
            if KIND[op] == RECEIVING:
                self.is_resume[self.file.label_at[instr.args[0].val]] = True
            elif BRANCHES[op]:
                for arg in instr.args:
                    self.push_target(arg, work)
                    if arg.kind == 'L':
                        for item in arg.items:
                            self.push_target(item, work)
            elif op == OP_TRY or op == OP_CATCH:
                self.push_target(instr.args[1], work)
            if self.stops(instr):
                return
            i += 1
            if self.instrs[i].op == OP_LABEL:
                self.push(i, work)
                return

    def push_target(self, arg, work):
        if arg.kind == 'f' and arg.val != 0:
            self.push(self.file.label_at[arg.val], work)

    def push(self, i, work):
        if self.mark[i] == NEW:
            work.append(i)
        elif self.mark[i] == OPEN:
            raise self.fail('a loop without a call')

    def stops(self, instr):
        """Does the way end here?"""
        flow = FLOW[instr.op]
        return flow == ENDS or flow == CALLS and (
            instr.op != OP_CALL_EXT or self.exits[instr.args[1].val])

    # ------------------------------------------------------------ registers

    def bit(self, arg):
        """The bit of a register; -1 for any other operand."""
        if arg.kind == 'x':
            return 1 + arg.val
        if arg.kind == 'y':
            return self.y0 + self.frame[self.at] - 1 - arg.val
        if arg.kind == 'F':
            return self.freg0 + arg.val
        return -1

    def has(self, bit):
        return self.now[bit // LONG_BIT] & (
            r_uint(1) << (bit % LONG_BIT)) != r_uint(0)

    def set(self, bit):
        self.now[bit // LONG_BIT] |= r_uint(1) << (bit % LONG_BIT)

    def read(self, arg):
        bit = self.bit(arg)
        if bit >= 0 and not self.has(bit):
            raise self.fail('register ' + arg.kind + str(arg.val) +
                            ' may be read before it is written')

    def write(self, arg):
        bit = self.bit(arg)
        if bit >= 0:
            self.set(bit)

    def read_first(self, count):
        for bit in range(1, count + 1):
            if not self.has(bit):
                raise self.fail('register x' + str(bit - 1) +
                                ' may be read before it is written')

    def set_first(self, count):
        for bit in range(1, count + 1):
            self.set(bit)

    def keep_y(self):
        """What a call leaves: the y registers and a message (prim_eval.S calls
        a fun for each)."""
        for k in range(self.n_words):
            self.now[k] &= self.kept[k]

    def need_message(self):
        if not self.has(0):
            raise self.fail('there is no message to look at')

    # --------------------------------------------------------------- blocks

    def merge(self, i):
        """The label at instruction i is reached, with what there is now."""
        before = self.before[i]
        if before is None:
            self.before[i] = self.now[:]
        else:
            for k in range(self.n_words):
                before[k] &= self.now[k]

    def branch(self, arg):
        if arg.kind == 'f' and arg.val != 0:
            self.merge(self.file.label_at[arg.val])

    def block(self, i):
        self.now = self.before[i][:]
        if self.is_resume[i]:
            self.resume(i)
        while True:
            instr = self.instrs[i]
            self.at = i
            self.instruction(instr)
            if self.stops(instr):
                return
            i += 1
            if self.instrs[i].op == OP_LABEL:
                self.merge(i)
                return

    def resume(self, i):
        """The label at instruction i is where a receive goes on: without x
        registers."""
        self.at = self.first_instruction(i)
        instr = self.instrs[self.at]
        if instr.op == OP_WAIT_TIMEOUT:
            self.read(instr.args[1])
        self.keep_y()
        self.now[0] &= ~r_uint(1)
        self.before[i] = self.now[:]

    def instruction(self, instr):
        op = instr.op
        args = instr.args
        for position in SOURCES[op]:
            self.read(args[ord(position)])
        kind = KIND[op]
        if GROUPS[op] != '':
            self.list_operand(op, args)
        if kind == SPECIAL:
            self.special(op, args)
        elif kind == RECEIVING:
            self.receive(op, args)
        elif kind != PLAIN:
            self.read_first(self.arguments(op, args))
            if kind == CALLING:
                self.keep_y()
                self.set(1)
        if BRANCHES[op] and kind != RECEIVING:
            for arg in args:
                self.branch(arg)
        for position in TARGETS[op]:
            self.write(args[ord(position)])

    def arguments(self, op, args):
        """Number of x registers, from x0 on, that a call reads."""
        if op == OP_CALL_FUN:
            return args[0].val + 1
        if op == OP_CALL_FUN2:
            return args[1].val
        if op == OP_APPLY or op == OP_APPLY_LAST:
            return args[0].val + 2
        if op == OP_RETURN:
            return 1
        if op == OP_FUNC_INFO:
            return args[2].val
        return args[0].val

    def list_operand(self, op, args):
        """The last operand of what has a list."""
        group = GROUPS[op]
        items = args[len(args) - 1].items
        if group == '.':
            return
        at = 0
        for item in items:
            letter = group[at]
            if letter == 's' or letter == 'o':
                self.read(item)
            elif letter == 'f':
                self.branch(item)
            at += 1
            if at == len(group):
                at = 0
        if group == 'sd':
            # written after all were read, where none branches to the fail label
            for arg in args:
                self.branch(arg)
            for k in range(1, len(items), 2):
                self.write(items[k])

    def commands(self, args):
        """bs_match: what its commands read and write."""
        items = args[2].items
        k = 0
        while k < len(items):
            letters = command_letters(items[k].w_value)
            for letter in letters:
                k += 1
                if letter == 's':
                    self.read(items[k])
            k += 1
        self.branch(args[0])
        k = 0
        while k < len(items):
            letters = command_letters(items[k].w_value)
            for letter in letters:
                k += 1
                if letter == 'd':
                    self.write(items[k])
            k += 1

    def receive(self, op, args):
        """wait, wait_timeout, loop_rec_end: back to a loop_rec.  `receive after
        T -> ... end` has none: its wait comes back to itself."""
        i = self.file.label_at[args[0].val]
        before = self.before[i]
        first = self.first_instruction(i)
        if before is None or self.instrs[first].op != OP_LOOP_REC and (
                op == OP_LOOP_REC_END or first != self.at):
            raise self.fail('this receive has no loop_rec')
        if op == OP_LOOP_REC_END:
            self.need_message()
        if op == OP_WAIT_TIMEOUT and first != self.at:
            # else it was read by resume(): when it comes back the timer runs
            self.read(args[1])
        for k in range(self.n_words):
            if before[k] & ~self.now[k] & self.kept[k] != r_uint(0):
                raise self.fail('this receive loses registers')

    def first_instruction(self, i):
        """Index of the instruction behind labels and lines."""
        while (self.instrs[i].op == OP_LABEL or self.instrs[i].op == OP_LINE or
               self.instrs[i].op == OP_EXECUTABLE_LINE):
            i += 1
        return i

    def special(self, op, args):
        if op == OP_LOOP_REC:
            self.branch(args[0])
            self.set(0)
        elif op == OP_REMOVE_MESSAGE:
            self.need_message()
            self.now[0] &= ~r_uint(1)
        elif op == OP_TRY or op == OP_CATCH:
            self.handler(args[1])
        elif op == OP_TRY_CASE:
            self.set_first(3)
        elif op == OP_CATCH_END:
            self.set(1)
        elif op == OP_SEND:
            self.read_first(2)
        elif op == OP_RAW_RAISE:
            self.read_first(3)
        elif op == OP_BUILD_STACKTRACE or op == OP_BS_INIT_WRITABLE:
            self.read_first(1)
        elif op == OP_MAKE_FUN2:
            self.read_first(self.file.funs[args[0].val].nfree)
            self.set(1)
        elif op == OP_PUT_TUPLE:
            for k in range(self.at + 1, self.at + 1 + args[0].val):
                self.read(self.instrs[k].args[0])
        else:
            self.commands(args)

    def handler(self, arg):
        """A handler starts with class, reason and trace in x1 to x3."""
        saved = self.now[:]
        self.keep_y()
        for bit in range(2, 5):
            self.set(bit)
        self.branch(arg)
        self.now = saved


def check_assigned(beamfile, frame):
    """LoadError unless it is as told above.  frame: by instruction, the number
    of y registers."""
    checker = Checker(beamfile, frame)
    for function in beamfile.functions:
        checker.run(function)
