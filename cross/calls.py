"""What each function of a .beam file refers to: for pruning and checking packs.

The VM's own reader decodes the file; nothing is run.
"""
from atomvm import config, natives
from atomvm.beam.module import load_file
from atomvm.beam.opcode import (
    GROUPS, INFOS, OP_DEBUG_LINE, OP_EXECUTABLE_LINE, OP_FUNC_INFO, OP_LABEL,
    OP_LINE, OP_ON_LOAD, OP_SELECT_TUPLE_ARITY, OP_SELECT_VAL)
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import W_Cons
from atomvm.term.fun import W_ExportFun
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Int
from atomvm.term.tuple import W_Tuple
from cross import applied

assert natives      # importing it lets literals hold fun M:F/A

# Which operand of an instruction is the number of a line.
LINE_OPERAND = {OP_LINE: 0, OP_EXECUTABLE_LINE: 0, OP_DEBUG_LINE: 1}

# libs/board/logger.erl, other than kernel's, does not call what has this key.
REPORT_CB = mk_atom('report_cb')

VALUES = 'sco.'     # letters of operands that may be terms


class Function(object):
    """A function of a module.

    name, arity, exported
    start, end  its instructions in the BeamFile's: from the label before
                func_info to the next function
    local       [(name, arity)] of the same module: called, or made a fun of
    remote      [((module, name, arity), line item)]: called, or fun M:F/A
    atoms       names of atoms that can be values, in literals too; not those
                that something is only compared with, or in applied
    applied     {(module, name, arity)} of what it applies, spawns and the like;
                each is None where it is not known
    literals    the terms of its literals
    on_load     whether it runs when the module is loaded
    """

    def __init__(self, ref, exported, start, end):
        self.name = ref[0]
        self.arity = ref[1]
        self.exported = exported
        self.start = start
        self.end = end
        self.local = []
        self.remote = []
        self.atoms = set()
        self.applied = set()
        self.literals = []
        self.on_load = False


class Module(object):
    """The functions of a .beam file, {(name, arity): Function}; LoadError if it
    is damaged.  behaviours: names of those that it says it has."""

    def __init__(self, data, filename, behaviours=()):
        f = load_file(data, filename)
        self.beamfile = f
        self.name = f.w_name.name
        self.behaviours = behaviours
        exported = set((e.w_name.name, e.arity) for e in f.exports)
        self.functions = {}
        owners = {}                             # label -> (name, arity)
        for ref, start, end in spans(f.instrs):
            self.functions[ref] = Function(ref, ref in exported, start, end)
            for ins in f.instrs[start:end]:
                if ins.op == OP_LABEL:
                    owners[ins.args[0].val] = ref
        for function in self.functions.values():
            refer(function, f, owners)

    def position(self, item):
        """FILE:LINE of a line item, or the file alone."""
        lines = self.beamfile.lines
        if not 0 < item < lines.count():
            return lines.names[0]
        return '%s:%d' % (lines.names[lines.file_of[item]], lines.line_of[item])

    def callbacks(self):
        """{(name, arity)} that behaviour_info/1 tells of."""
        function = self.functions.get(('behaviour_info', 1))
        found = set()
        for w_term in function.literals if function else ():
            while isinstance(w_term, W_Cons):
                w_pair = w_term.head()
                if (isinstance(w_pair, W_Tuple) and w_pair.arity() == 2 and
                        isinstance(w_pair.get(0), W_Atom) and
                        isinstance(w_pair.get(1), W_Int)):
                    found.add((w_pair.get(0).name, w_pair.get(1).intval))
                w_term = w_term.tl
        return found


def spans(instrs):
    """[((name, arity), start, end)] of the functions, in their order."""
    starts = []
    for i, ins in enumerate(instrs):
        if ins.op == OP_FUNC_INFO:
            start = i
            while start > 0 and instrs[start - 1].op in LINE_OPERAND:
                start -= 1
            if start > 0 and instrs[start - 1].op == OP_LABEL:
                start -= 1
            starts.append(((ins.args[1].w_value.name, ins.args[2].val), start))
    ends = [start for _, start in starts[1:]] + [len(instrs) - 1]
    return [(ref, start, end) for (ref, start), end in zip(starts, ends)]


def operands(ins):
    """(letter, Arg) of an instruction (see opcode.py), lists taken apart."""
    for letter, arg in zip(INFOS[ins.op].letters, ins.args):
        if arg.kind == 'L':
            group = GROUPS[ins.op]
            for i, item in enumerate(arg.items):
                yield group[i % len(group)], item
        else:
            yield letter[0], arg


def compares(op):
    """Whether atoms and literals of such instructions are not passed on: the
    tests, whose first operand is where to go on."""
    return (op in (OP_FUNC_INFO, OP_SELECT_VAL, OP_SELECT_TUPLE_ARITY) or
            INFOS[op].letters[:1] == ['f'])


def refer(function, f, owners):
    """Fill in what a function refers to."""
    own = (function.name, function.arity)
    constants = applied.Constants(function)
    line = 0
    funs = []                       # in arguments of a call, before its line
    for ins in f.instrs[function.start:function.end]:
        if ins.op in LINE_OPERAND:
            line = ins.args[LINE_OPERAND[ins.op]].val
        if ins.op in LINE_OPERAND or ins.op not in applied.QUIET:
            function.remote += [(fun, line) for fun in funs]
            funs = []
        if ins.op == OP_ON_LOAD:
            function.on_load = True
        constants.step(ins, f.imports)
        passed = not compares(ins.op) and not applied.is_constant_move(ins)
        for letter, arg in operands(ins):
            if arg.kind == 'f':
                if arg.val and owners[arg.val] != own:
                    function.local.append(owners[arg.val])
            elif letter in 'eb':
                function.remote.append((applied.mfa(f.imports[arg.val]), line))
            elif letter in 'FG' and arg.kind == 'u':
                function.local.append(owners[f.funs[arg.val].label])
            elif letter in VALUES and arg.kind == 'l' and passed:
                function.literals.append(arg.w_value)
                names, found = parts(arg.w_value)
                function.atoms |= names
                funs += found
            elif letter in VALUES and arg.kind == 'a' and arg.val and passed:
                function.atoms.add(arg.w_value.name)
    constants.flush()
    function.remote += [(fun, line) for fun in funs]


def parts(w_term):
    """Names of the atoms, and (module, name, arity) of funs, in a term."""
    names, funs = set(), []
    todo = [w_term]
    while todo:
        w_term = todo.pop()
        if isinstance(w_term, W_Atom):
            names.add(w_term.name)
        elif isinstance(w_term, W_Cons):
            todo += [w_term.head(), w_term.tl]
        elif isinstance(w_term, W_Tuple):
            todo += [w_term.get(i) for i in range(w_term.arity())]
        elif isinstance(w_term, W_Map):
            keys, values = w_term.items()
            todo += keys + [w_value for w_key, w_value in zip(keys, values)
                            if not config.BOARD or w_key is not REPORT_CB]
        elif isinstance(w_term, W_ExportFun):
            export = w_term.export
            funs.append((export.w_module.name, export.w_name.name, export.arity))
    return names, funs
