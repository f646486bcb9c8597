"""What the emitter stands on: words, labels, operands, side tables."""
from atomvm import config
from atomvm.beam import internal as op
from atomvm.beam.code import (Code, Entry, FunctionInfo, NO_HANDLER,
                              KIND_X, KIND_Y, KIND_LITERAL, SelectTable,
                              code_words)
from atomvm.beam.export import get_export
from atomvm.beam.funtable import FUNS
from atomvm.beam.opcode import (OP_JUMP, OP_LOOP_REC_END, OP_WAIT,
                                OP_WAIT_TIMEOUT)
from atomvm.error import LoadError
from atomvm.term.atom import W_Atom
from atomvm.term.cons import NIL
from atomvm.term.number import W_Int, mk_int

# Registers that there always are: the handler of an exception gets four.
MIN_X = 4


class ReturnPoint(object):
    """An Entry to be: made when all labels are known."""

    def __init__(self, pc, live, hdr, handler_label, line_pc, slots):
        self.pc = pc
        self.live = live
        self.hdr = hdr
        self.handler_label = handler_label
        self.line_pc = line_pc
        self.slots = slots


class EmitterBase(object):
    def __init__(self, beamfile, flow):
        self.file = beamfile
        self.flow = flow
        self.ops = [0]              # pc 0 means no label
        self.lits = []
        self.int_lits = {}          # value -> literal index
        self.atom_lits = {}         # atom index -> literal index
        self.file_lits = [-1] * len(beamfile.literals)
        self.points = []            # ReturnPoint list
        self.imports = []           # Export list
        self.tables = []            # lists of Arg: value, label, ...
        self.label_pc = [0] * (len(flow.label_at) + 1)
        self.resume_pc = [0] * (len(flow.label_at) + 1)
        self.resume_points = {}     # label -> index in points
        self.fix_at = []            # places in ops that hold a label
        self.handler_pcs = []
        self.handler_labels = []
        self.last_handler = 0
        self.line_pcs = []
        self.lines = []
        self.function_pcs = []
        self.entry_labels = []
        self.first_ends = []        # hosts only
        self.ny = 0
        self.nx = MIN_X
        self.current = None
        for ref in beamfile.imports:
            self.imports.append(get_export(ref.w_module, ref.w_name,
                                           ref.arity))
            self.need_x(ref.arity)
        self.need_x(beamfile.max_x)
        for fun in beamfile.funs:
            self.need_x(fun.arity)
        for function in flow.functions:
            self.need_x(function.arity)
        self.freg0 = self.nx
        self.nx += beamfile.n_fregs
        self.is_resume = [False] * (len(flow.label_at) + 1)
        for ins in beamfile.instrs:
            number = ins.op
            if (number == OP_WAIT or number == OP_WAIT_TIMEOUT or
                    number == OP_LOOP_REC_END):
                self.is_resume[ins.args[0].val] = True

    def need_x(self, count):
        if count + 1 > self.nx:
            self.nx = count + 1

    # ------------------------------------------------------------- words

    def word(self, value):
        self.ops.append(value)

    def target(self, label):
        """A label, replaced by its pc in the end; 0 stays 0."""
        if label != 0:
            self.fix_at.append(len(self.ops))
        self.ops.append(label)

    def literal(self, w_value):
        """Index of a literal term; small integers and atoms only once."""
        if isinstance(w_value, W_Int):
            index = self.int_lits.get(w_value.intval, -1)
            if index < 0:
                index = self.new_literal(w_value)
                self.int_lits[w_value.intval] = index
            return index
        if isinstance(w_value, W_Atom):
            index = self.atom_lits.get(w_value.index, -1)
            if index < 0:
                index = self.new_literal(w_value)
                self.atom_lits[w_value.index] = index
            return index
        return self.new_literal(w_value)

    def new_literal(self, w_value):
        self.lits.append(w_value)
        return len(self.lits) - 1

    def literal_of_file(self, number):
        index = self.file_lits[number]
        if index < 0:
            index = self.new_literal(self.file.literals[number])
            self.file_lits[number] = index
        return index

    def operand_word(self, arg):
        """The word of a register or a constant."""
        kind = arg.kind
        if kind == 'x':
            return (arg.val << 2) | KIND_X
        if kind == 'y':
            # counted from the far end of the frame: trim changes nothing
            return ((self.ny - 1 - arg.val) << 2) | KIND_Y
        if kind == 'F':
            return ((self.freg0 + arg.val) << 2) | KIND_X
        if kind == 'i':
            index = self.literal(mk_int(arg.val))
        elif kind == 'a':
            if arg.val == 0:
                index = self.literal(NIL)
            else:
                index = self.literal(self.file.atoms[arg.val])
        elif kind == 'l':
            index = self.literal_of_file(arg.val)
        elif kind == 'B':
            index = self.new_literal(arg.w_value)
        else:
            raise LoadError('', 'Code', -1, 'bad operand of kind ' + kind)
        return (index << 2) | KIND_LITERAL

    def operand(self, arg):
        self.word(self.operand_word(arg))

    def operands(self, items):
        """A count and that many registers or constants."""
        self.word(len(items))
        for item in items:
            self.operand(item)

    def list_item(self, arg):
        """An element of a list operand, by its kind."""
        if arg.kind == 'f':
            self.target(arg.val)
        elif arg.kind == 'u':
            self.word(arg.val)
        else:
            self.operand(arg)

    def plain(self, number, args):
        """An instruction as it is: opcode, then the operands by their kind."""
        self.word(number)
        for arg in args:
            if arg.kind == 'L':
                self.word(len(arg.items))
                for item in arg.items:
                    self.list_item(item)
            elif arg.kind == 'Z':
                self.word(0)
            else:
                self.list_item(arg)

    # ------------------------------------------------------------ places

    def label(self, label):
        function = self.flow.functions[self.label_owner]
        if label == function.entry_label:
            self.label_pc[label] = len(self.ops)
            self.word(op.OP_ENTRY)
            self.word(function.arity)
            return
        if self.is_resume[label]:
            # entered from above: over the resume point
            self.word(OP_JUMP)
            self.target(label)
            self.resume_pc[label] = len(self.ops)
            self.word(op.OP_RESUME)
        self.label_pc[label] = len(self.ops)

    def start_function(self, function):
        self.current = function
        self.label_owner = self.flow.function_of[function.first]
        self.entry_labels.append(function.entry_label)

    def note_first(self, function, at_end):
        """Where the first instruction of a function ends, if it has been
        emitted: a breakpoint moves it elsewhere."""
        if config.BOARD or len(self.first_ends) == len(self.entry_labels):
            return
        first = self.label_pc[function.entry_label] + 2
        if at_end or 2 < first < len(self.ops):
            self.first_ends.append(len(self.ops))

    def function_of_label(self, label):
        """The FuncInfo whose entry is this label (verified before)."""
        return self.flow.functions[
            self.flow.function_of[self.flow.label_at[label]]]

    def frame_size(self, i):
        size = self.flow.ny[i]
        if size < 0:
            return 0
        return size

    def line(self, number):
        self.line_pcs.append(len(self.ops))
        self.lines.append(number)

    def note_handler(self, i):
        label = self.flow.catches[i]
        if label != self.last_handler:
            self.handler_pcs.append(len(self.ops))
            self.handler_labels.append(label)
            self.last_handler = label

    def return_point(self, i, back, hdr):
        """Words for a return point right behind the call being emitted (its
        opcode is back + 1 words ago), and its first instruction."""
        site = len(self.ops) - back - 1
        assert site >= 0
        self.word(len(self.points))
        self.word(self.frame_size(i))
        self.points.append(ReturnPoint(len(self.ops), 1, hdr,
                                       self.flow.catches[i], site,
                                       self.frame_size(i)))
        self.word(op.OP_RESTORE)

    def resume_point(self, label, i):
        """Index of the point where a receive that waits goes on."""
        index = self.resume_points.get(label, -1)
        if index < 0:
            index = len(self.points)
            self.points.append(ReturnPoint(-label, 0, True,
                                           self.flow.catches[i],
                                           len(self.ops), self.frame_size(i)))
            self.resume_points[label] = index
        return index

    # --------------------------------------------------------------- end

    def finish(self):
        """Replace labels by pcs and make the Code."""
        beamfile = self.file
        ops = self.ops
        for at in self.fix_at:
            ops[at] = self.label_pc[ops[at]]
        funs = []
        for ref in beamfile.funs:
            funs.append(FUNS.get(beamfile.w_name, ref.w_name,
                                 ref.arity - ref.nfree, ref.nfree, ref.index,
                                 ref.uniq, beamfile.md5))
        code = Code(beamfile.w_name, code_words(ops[:]), self.lits[:], self.imports[:],
                    funs[:], self.select_tables(), beamfile.strings,
                    self.nx, self.freg0)
        code.rets = self.return_entries(code)
        code.handler_pcs = self.handler_pcs[:]
        handlers = []
        for label in self.handler_labels:
            handlers.append(self.handler_pc(label))
        code.handlers = handlers[:]
        code.line_pcs = self.line_pcs[:]
        code.lines = self.lines[:]
        code.function_pcs = self.function_pcs[:]
        code.functions = self.function_infos(code)
        code.line_table = beamfile.lines
        if not config.BOARD:
            code.first_ends = self.first_ends[:]
        entries = []
        for ref in beamfile.funs:
            entries.append(code.entry_at(self.label_pc[ref.label]))
        code.fun_entries = entries[:]
        return code

    def handler_pc(self, label):
        if label == 0:
            return NO_HANDLER
        return self.label_pc[label]

    def return_entries(self, code):
        entries = []
        for point in self.points:
            pc = point.pc
            if pc < 0:
                pc = self.resume_pc[-pc]
            entries.append(Entry(code, pc, point.live, point.hdr,
                                 self.handler_pc(point.handler_label),
                                 point.line_pc, point.slots))
        return entries[:]

    def function_infos(self, code):
        infos = []
        for k in range(len(self.flow.functions)):
            function = self.flow.functions[k]
            pc = self.label_pc[function.entry_label]
            entry = Entry(code, pc, function.arity, function.cyclic,
                          NO_HANDLER, pc, 0)
            infos.append(FunctionInfo(function.w_name, function.arity,
                                      self.function_pcs[k], entry))
        return infos[:]

    def select_tables(self):
        tables = []
        for items in self.tables:
            atoms = {}
            ints = {}
            k = 0
            while k < len(items):
                pc = self.label_pc[items[k + 1].val]
                if items[k].kind == 'i':
                    ints[items[k].val] = pc
                elif items[k].val == 0:
                    atoms[-1] = pc          # []
                else:
                    atoms[self.file.atoms[items[k].val].index] = pc
                k += 2
            tables.append(SelectTable(atoms, ints, 0))
        return tables[:]
