"""The verifier: what emit.py and the interpreter may rely on.

verify() checks the shape of functions, labels, operand kinds (opcode.py's
letters), registers, indexes, and that the tables of functions fit the code; it
fills in the functions, label_at, max_x and n_fregs of the file.  Frames and y
registers are flow.py's.  OTP: beam_validator.erl, beam_load.c.
"""
from atomvm.beam.opcode import (
    KINDS, GROUPS,
    OP_LABEL, OP_FUNC_INFO, OP_INT_CODE_END, OP_LINE, OP_EXECUTABLE_LINE,
    OP_DEBUG_LINE, OP_CALL, OP_CALL_LAST, OP_CALL_ONLY, OP_CALL_EXT,
    OP_CALL_EXT_LAST, OP_CALL_EXT_ONLY, OP_BIF0, OP_BIF1, OP_BIF2, OP_BIF3,
    OP_GC_BIF1, OP_GC_BIF2, OP_GC_BIF3, OP_CALL_FUN, OP_CALL_FUN2, OP_APPLY,
    OP_APPLY_LAST, OP_MAKE_FUN2, OP_MAKE_FUN3, OP_PUT_TUPLE, OP_PUT, OP_FMOVE,
    OP_BS_PUT_STRING, OP_BS_MATCH_STRING, OP_BS_CREATE_BIN, OP_BS_MATCH,
    OP_BS_TEST_UNIT, OP_BS_INIT2, OP_BS_INIT_BITS)
from atomvm.beam.reader import printable
from atomvm.error import LoadError
from atomvm.term import atoms

MAX_X = 1024
MAX_Y = 1024
MAX_FLOAT_REGISTER = 16
MAX_ARITY = 255
MAX_TUPLE = 16777215

# Registers that opcodes use without naming them (raise, send, apply).
LEAST_X = 4


class FuncInfo(object):
    """One function of the code.

    first, last  index of its first instruction (the label before func_info)
                 and of the one behind its end
    entry        index of its entry label's instruction
    cyclic, scc  set by flow.py: it may call itself again without leaving the
                 module; number of its strongly connected component
    """

    def __init__(self, w_name, arity, entry_label, first, entry):
        self.w_name = w_name
        self.arity = arity
        self.entry_label = entry_label
        self.first = first
        self.last = first
        self.entry = entry
        self.cyclic = False
        self.scc = -1


class Verifier(object):
    def __init__(self, beamfile):
        self.file = beamfile
        self.label_at = []
        self.entry_of = []      # label -> index in functions, or -1
        self.max_x = LEAST_X
        self.n_fregs = 0
        self.offset = 0

    def fail(self, message):
        """The LoadError for the instruction that is being looked at."""
        return LoadError(self.file.filename, 'Code', self.offset, message)

    # --------------------------------------------------------- structure

    def find_labels(self):
        """label_at, from the label instructions."""
        f = self.file
        if f.label_count < 1 or f.label_count > f.code_size + 1:
            raise LoadError(f.filename, 'Code', f.code_offset,
                            'bad number of labels: ' + str(f.label_count))
        self.label_at = [-1] * f.label_count
        self.entry_of = [-1] * f.label_count
        instrs = f.instrs
        for i in range(len(instrs)):
            instr = instrs[i]
            if instr.op == OP_LABEL:
                self.offset = instr.offset
                label = self.label_number(instr.args[0])
                if self.label_at[label] >= 0:
                    raise self.fail('label ' + str(label) + ' twice')
                self.label_at[label] = i

    def label_number(self, arg):
        if arg.kind != 'u' or arg.val < 1 or arg.val >= len(self.label_at):
            raise self.fail('bad label')
        return arg.val

    def find_functions(self):
        """functions: label, func_info, entry label, code, for each."""
        f = self.file
        instrs = f.instrs
        functions = []
        end = 0
        for i in range(len(instrs)):
            if instrs[i].op == OP_FUNC_INFO:
                self.offset = instrs[i].offset
                first = self.function_start(i, end)
                if functions:
                    functions[-1].last = first
                elif first != 0:
                    raise self.fail('code before the first function')
                functions.append(self.function(i, first, len(functions)))
                end = i + 2
        self.offset = instrs[-1].offset
        if not functions or len(functions) != f.function_count:
            raise self.fail('there are ' + str(len(functions)) +
                            ' functions, the header says ' +
                            str(f.function_count))
        functions[-1].last = len(instrs) - 1
        return functions[:]

    def function_start(self, i, end):
        """Index of the label before the func_info at i; from end on."""
        instrs = self.file.instrs
        i -= 1
        while i >= end and (instrs[i].op == OP_LINE or
                            instrs[i].op == OP_EXECUTABLE_LINE or
                            instrs[i].op == OP_DEBUG_LINE):
            i -= 1
        if i < end or instrs[i].op != OP_LABEL:
            raise self.fail('func_info without a label')
        return i

    def function(self, i, first, number):
        """The FuncInfo of the func_info at i."""
        f = self.file
        args = f.instrs[i].args
        entry = f.instrs[i + 1]     # there is an int_code_end at least
        if entry.op != OP_LABEL:
            raise self.fail('func_info without an entry label')
        if (args[0].kind != 'a' or args[0].w_value is not f.w_name or
                args[1].kind != 'a' or args[1].val < 1 or
                args[2].kind != 'u' or args[2].val > MAX_ARITY):
            raise self.fail('bad func_info')
        label = entry.args[0].val
        self.entry_of[label] = number
        self.need_x(args[2].val)
        return FuncInfo(f.atoms[args[1].val], args[2].val, label, first,
                        i + 1)

    def need_x(self, count):
        if count > self.max_x:
            self.max_x = count

    # ------------------------------------------------------------ tables

    def check_entry(self, chunk, w_name, arity, label):
        """A table says that w_name/arity starts at this label."""
        f = self.file
        number = -1
        if 0 <= label < len(self.entry_of):
            number = self.entry_of[label]
        if number < 0 or f.functions[number].arity != arity or (
                f.functions[number].w_name is not w_name):
            raise LoadError(f.filename, chunk, f.chunks[chunk][0],
                            printable(w_name.name) + '/' + str(arity) +
                            ' is not at label ' + str(label))

    def check_tables(self):
        f = self.file
        for ref in f.exports:
            self.check_entry('ExpT', ref.w_name, ref.arity, ref.label)
        for ref in f.locals:
            self.check_entry('LocT', ref.w_name, ref.arity, ref.label)
        for fun in f.funs:
            self.check_entry('FunT', fun.w_name, fun.arity, fun.label)

    # ---------------------------------------------------------- operands

    def check_instrs(self):
        instrs = self.file.instrs
        for i in range(len(instrs)):
            instr = instrs[i]
            op = instr.op
            self.offset = instr.offset
            kinds = KINDS[op]
            args = instr.args
            for k in range(len(args)):
                self.check(kinds[k], args[k], op)
            if op <= OP_CALL_EXT_LAST or op == OP_CALL_EXT_ONLY:
                self.check_call(op, args)
            else:
                self.check_special(i, op, args)

    def check(self, letter, arg, op):
        """Does the operand fit its letter?"""
        kind = arg.kind
        if kind == 'x':
            if arg.val >= MAX_X:
                raise self.fail('there is no register x' + str(arg.val))
            if arg.val >= self.max_x:
                self.max_x = arg.val + 1
            ok = letter == 's' or letter == 'd' or letter == 'S'
        elif kind == 'y':
            if arg.val >= MAX_Y:
                raise self.fail('there is no register y' + str(arg.val))
            ok = (letter == 's' or letter == 'd' or letter == 'S' or
                  letter == 'y')
        elif kind == 'u':
            ok = (self.check_number(letter, arg.val) or letter == 's' and
                  (op == OP_BS_INIT2 or op == OP_BS_INIT_BITS))
        elif kind == 'f':
            ok = self.check_label(letter, arg.val)
        elif kind == 'a':
            ok = (letter == 's' or letter == 'c' or arg.val != 0 and (
                letter == 'a' or letter == 'm' or letter == 'v' or
                letter == 'G'))
        elif kind == 'i' or kind == 'l' or kind == 'B':
            ok = letter == 's' or letter == 'c'
        elif kind == 'L':
            ok = letter == 'L'
            if ok:
                self.check_list(GROUPS[op], arg.items)
        elif kind == 'F':
            if arg.val >= MAX_FLOAT_REGISTER:
                raise self.fail('there is no float register ' + str(arg.val))
            if arg.val >= self.n_fregs:
                self.n_fregs = arg.val + 1
            ok = letter == 'l' or op == OP_FMOVE
        else:
            ok = kind == 'Z' and letter == 'z'
        if not ok:
            raise self.fail('bad operand')

    def check_number(self, letter, value):
        """Does a plain number fit the letter?"""
        if letter == 'n':
            if value > MAX_X:
                return False
            self.need_x(value)
            return True
        if letter == 'e' or letter == 'b':
            return value < len(self.file.imports)
        if letter == 'F' or letter == 'G':
            return value < len(self.file.funs)
        if letter == 'Q':
            return value <= MAX_Y
        if letter == 'A' or letter == 'P':
            return value <= MAX_TUPLE
        return (letter == 't' or letter == 'I' or letter == 'z' or
                letter == 'v' or letter == 'o')

    def check_label(self, letter, label):
        if label == 0:
            return letter == 'j'
        if label >= len(self.label_at) or self.label_at[label] < 0:
            raise self.fail('there is no label ' + str(label))
        return letter == 'f' or letter == 'j' or letter == 'm'

    def check_list(self, group, items):
        if group == '.':
            for item in items:
                if item.kind == 'f' or item.kind == 'L' or item.kind == 'Z':
                    raise self.fail('bad operand in a list')
                if item.kind != 'u':
                    self.check('s', item, OP_FMOVE)
            return
        n = len(group)
        if n == 0 or len(items) % n != 0:
            raise self.fail('bad length of a list')
        at = 0
        for item in items:
            letter = group[at]
            if letter == 'o' and item.kind != 'u':
                letter = 's'
            self.check(letter, item, OP_LABEL)
            at += 1
            if at == n:
                at = 0

    # ------------------------------------------------- single instructions

    def check_call(self, op, args):
        if op == OP_CALL or op == OP_CALL_LAST or op == OP_CALL_ONLY:
            number = self.entry_of[args[1].val]
            if number < 0 or (
                    self.file.functions[number].arity != args[0].val):
                raise self.fail('call of what is not a function')
        elif (op == OP_CALL_EXT or op == OP_CALL_EXT_LAST or
              op == OP_CALL_EXT_ONLY):
            self.check_import(args[1], args[0].val)

    def check_import(self, arg, arity):
        if self.file.imports[arg.val].arity != arity:
            raise self.fail('call of a function with another arity')
        self.need_x(arity)

    def check_special(self, i, op, args):
        if op == OP_BIF0:
            self.check_import(args[0], 0)
        elif op == OP_BIF1:
            self.check_import(args[1], 1)
        elif op == OP_BIF2:
            self.check_import(args[1], 2)
        elif op == OP_BIF3:
            self.check_import(args[1], 3)
        elif op == OP_GC_BIF1:
            self.check_import(args[2], 1)
        elif op == OP_GC_BIF2:
            self.check_import(args[2], 2)
        elif op == OP_GC_BIF3:
            self.check_import(args[2], 3)
        elif op == OP_LINE:
            # no table at all: it was stripped, or is of a newer version
            n = self.file.lines.count()
            if n > 0 and args[0].val >= n:
                raise self.fail('there is no line item ' + str(args[0].val))
        elif (op == OP_CALL_FUN or op == OP_APPLY or op == OP_APPLY_LAST):
            self.check_arity(args[0].val)
        elif op == OP_CALL_FUN2:
            self.check_arity(args[1].val)
        elif op == OP_MAKE_FUN3:
            if self.file.funs[args[0].val].nfree != len(args[2].items):
                raise self.fail('bad number of free variables')
        elif op == OP_MAKE_FUN2:
            self.need_x(self.file.funs[args[0].val].nfree)
        elif op == OP_PUT_TUPLE:
            self.check_puts(i, args[0].val)
        elif op == OP_INT_CODE_END:
            pass
        else:
            self.check_bits(op, args)

    def check_arity(self, arity):
        if arity > MAX_ARITY:
            raise self.fail('bad arity ' + str(arity))
        self.need_x(arity + 2)

    def check_puts(self, i, n):
        """put_tuple N stands before N put instructions."""
        instrs = self.file.instrs
        k = i + 1
        while k - i <= n:
            if k >= len(instrs) or instrs[k].op != OP_PUT:
                raise self.fail('put_tuple with too few put')
            k += 1

    # ------------------------------------------------------- bit strings

    def check_bits(self, op, args):
        if op == OP_BS_PUT_STRING:
            self.check_string(args[1].val, args[0].val)
        elif op == OP_BS_MATCH_STRING:
            bits = args[2].val
            self.check_string(args[3].val, (bits >> 3) + (bits & 7 != 0))
        elif op == OP_BS_CREATE_BIN:
            items = args[5].items
            k = 0
            while k < len(items):
                self.check_segment(items, k)
                k += 6
        elif op == OP_BS_TEST_UNIT:
            if not 1 <= args[2].val <= 256:
                raise self.fail('bad unit')
        elif op == OP_BS_MATCH:
            self.check_commands(args[2].items)

    def check_string(self, offset, length):
        total = len(self.file.strings)
        if length > total or offset > total - length:
            raise self.fail('the string is not in the string table')

    def check_segment(self, items, k):
        """Type, number, unit, flags, value, size of bs_create_bin."""
        value = items[k + 4]
        size = items[k + 5]
        if not is_flags(items[k + 3]):
            raise self.fail('bad flags of a segment')
        if items[k].w_value is atoms.string:
            if value.kind != 'u' or size.kind != 'i' or size.val < 0:
                raise self.fail('bad string segment')
            self.check_string(value.val, size.val)
        elif value.kind == 'u':
            raise self.fail('bad value of a segment')

    def check_commands(self, items):
        """Each command of bs_match is an atom and its operands."""
        k = 0
        while k < len(items):
            if items[k].kind != 'a':
                raise self.fail('bad command of bs_match')
            letters = command_letters(items[k].w_value)
            k += 1
            if len(letters) == 0 or len(letters) > len(items) - k:
                raise self.fail('bad command of bs_match')
            for letter in letters:
                if not fits_command(letter, items[k]):
                    raise self.fail('bad operand of a command of bs_match')
                k += 1


def command_letters(w_command):
    """Operands of a command of bs_match: n live registers (or nil), F flags,
    I number, d destination, s source; '' if there is no such command."""
    if w_command is atoms.ensure_at_least:
        return 'II'
    if w_command is atoms.ensure_exactly or w_command is atoms.skip:
        return 'I'
    if w_command is atoms.integer or w_command is atoms.binary:
        return 'nFIId'
    if w_command is atoms.get_tail:
        return 'nId'
    if w_command is atoms.equal_exactly:
        return 'nIs'
    return ''


def fits_command(letter, arg):
    kind = arg.kind
    if letter == 'd':
        return kind == 'x' or kind == 'y'
    if letter == 's':
        return True
    if letter == 'F':
        return is_flags(arg)
    if kind == 'a':
        return letter == 'n' and arg.val == 0
    return (kind == 'u' or kind == 'i') and arg.val >= 0


def is_flags(arg):
    """Flags of a segment: nil or a literal (a list of atoms)."""
    return arg.kind == 'l' or arg.kind == 'a' and arg.val == 0


def verify(beamfile):
    """Check a BeamFile and fill in functions, label_at, max_x and n_fregs;
    LoadError says what is wrong."""
    verifier = Verifier(beamfile)
    verifier.find_labels()
    beamfile.functions = verifier.find_functions()
    verifier.check_tables()
    verifier.check_instrs()
    beamfile.label_at = verifier.label_at
    beamfile.max_x = verifier.max_x
    beamfile.n_fregs = verifier.n_fregs
