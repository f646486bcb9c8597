"""Code at run time: flat arrays of integers with side tables.

Code is what one version of a module was decoded to; Entry is an address in
it; Export is the global slot of one M:F/A, which code loading fills.
"""
from rpython.rlib import jit
from rpython.rlib.objectmodel import not_rpython, we_are_translated
from rpython.rlib.rarithmetic import widen
from rpython.rtyper.lltypesystem import lltype, rffi

from atomvm import config
from atomvm.beam.line import no_lines
from atomvm.error import LoadError

NO_HANDLER = -1

# Kinds of operand words: (index << 2) | kind.
KIND_X = 0
KIND_Y = 1
KIND_LITERAL = 2


# Code of boards is raw memory, in flash or of malloc: numbers of 16 bits.
HALVES = rffi.CArrayPtr(rffi.USHORT)
MAX_HALF = 0xffff


class Halves(object):
    """Raw memory that is read as a list of ints is."""
    _immutable_fields_ = ['raw']

    def __init__(self, raw):
        self.raw = raw

    def __getitem__(self, i):
        return widen(self.raw[i])

    __getitem__._always_inline_ = True


def code_words(ops):
    """What Code.ops is made of: the list of ints on hosts.  LoadError for
    modules too large for boards."""
    if not config.BOARD:
        return ops
    raw = lltype.malloc(HALVES.TO, len(ops), flavor='raw',
                        track_allocation=False)
    for i in range(len(ops)):
        if not 0 <= ops[i] <= MAX_HALF:
            raise LoadError('', 'Code', -1, 'the module is too large for boards')
        raw[i] = rffi.cast(rffi.USHORT, ops[i])
    return Halves(raw)


# Continuations (interp/cont.py) have a class for each number of slots up to
# INLINE_SLOTS; up to TYPED_SLOTS for each set of slots with small integers.
TYPED_SLOTS = 4 if config.JIT else 0
INLINE_SLOTS = 8


def shape_of(slots, mask):
    """Number of the class of a continuation: slots y registers, of which
    those in mask (a bit each) are small integers."""
    if slots == 0:
        return 0
    if slots > INLINE_SLOTS:
        return -1
    shape = 1
    for n in range(1, slots):
        shape += 1 << n if n <= TYPED_SLOTS else 1
    return shape + mask


class Entry(object):
    """An address in the code: entry of a function, return point of a call, or
    the point where a receive goes on.  Compared by identity.

    pc       index in code.ops
    live     number of x registers that are live there
    hdr      it is a loop header: traces may start and end there
    handler  pc of the handler that is active there (a return point), or -1
    line_pc  pc that the line table and the function table know it by
    slots    number of y registers that its continuation holds
    shape    class of that continuation (shape_of): a return point has a
             variant for each
    """
    _immutable_fields_ = ['code', 'pc', 'live', 'hdr', 'handler', 'line_pc',
                          'slots', 'shape']

    def __init__(self, code, pc, live, hdr, handler, line_pc, slots, mask=0):
        self.code = code
        self.pc = pc
        self.live = live
        self.hdr = hdr
        self.handler = handler
        self.line_pc = line_pc
        self.slots = slots
        self.shape = shape_of(slots, mask)
        self.variants = None

    @jit.elidable
    def variant(self, mask):
        """The Entry for the continuation whose slots in mask are small
        integers; it is made once (so elidable is right)."""
        if self.variants is None:
            self.variants = [None] * (1 << self.slots)
        entry = self.variants[mask]
        if entry is None:
            entry = Entry(self.code, self.pc, self.live, self.hdr,
                          self.handler, self.line_pc, self.slots, mask)
            self.variants[mask] = entry
        return entry


@not_rpython
def may_change(*names):
    """What _immutable_fields_ says of fields that hardly ever change; nothing
    without the JIT, for which RPython adds a word for each to the object."""
    return [name + '?' for name in names] if config.JIT else []


class FunEntry(object):
    """A lambda of a module (an entry of its FunT chunk).

    entry    where its code starts, or None while no version of its module
             that has it is loaded
    arity    number of arguments without free variables
    nfree    number of free variables
    w_module, w_name  atoms (w_name: NIL for one that only the external term
             format told of)
    index, old_index, uniq (old_uniq), md5: as fun_info tells
    """
    _immutable_fields_ = ['arity', 'nfree', 'w_module', 'w_name', 'index',
                          'old_index', 'uniq', 'md5'] + may_change('entry')

    def __init__(self, w_module, w_name, arity, nfree, index, old_index, uniq,
                 md5):
        self.entry = None
        self.w_module = w_module
        self.w_name = w_name
        self.arity = arity
        self.nfree = nfree
        self.index = index
        self.old_index = old_index
        self.uniq = uniq
        self.md5 = md5


class Export(object):
    """The slot of M:F/A: one for each, made at its first mention.

    entry is the function in the current version of its module, bif the native
    that implements it; both None while it is undefined.  A native wins.
    """
    _immutable_fields_ = (['w_module', 'w_name', 'arity'] +
                          may_change('entry', 'bif'))

    def __init__(self, w_module, w_name, arity):
        self.w_module = w_module
        self.w_name = w_name
        self.arity = arity
        self.entry = None
        self.bif = None


class FunctionInfo(object):
    """One function of a module: where it starts, what it is called."""
    _immutable_fields_ = ['w_name', 'arity', 'pc', 'entry']

    def __init__(self, w_name, arity, pc, entry):
        self.w_name = w_name
        self.arity = arity
        self.pc = pc            # of its func_info instruction
        self.entry = entry      # Entry of its first instruction


class Break(object):
    """A breakpoint in a Code: point is the Breakpoint (proc/tracecode.py) that
    is told; pc: where the moved instruction is."""
    _immutable_fields_ = ['point', 'pc']

    def __init__(self, point, pc):
        self.point = point
        self.pc = pc


def no_breaks():
    """pc -> Break."""
    return {}


class SelectTable(object):
    """Where a select_val with many values goes on, by atom index or by small
    integer."""
    _immutable_fields_ = ['atoms', 'ints', 'fail']

    def __init__(self, atoms, ints, fail):
        self.atoms = atoms
        self.ints = ints
        self.fail = fail

    @jit.elidable
    def find_atom(self, index):
        return self.atoms.get(index, self.fail)

    @jit.elidable
    def find_int(self, value):
        return self.ints.get(value, self.fail)


def find_last(pcs, pc):
    """Index of the last element of pcs (sorted) that is at most pc, or -1."""
    low = 0
    high = len(pcs)
    while low < high:
        middle = (low + high) >> 1
        if pcs[middle] <= pc:
            low = middle + 1
        else:
            high = middle
    return low - 1


# Sections of images: see beam/image.py, which checks them.
(IMAGE_HANDLER_PCS, IMAGE_HANDLERS, IMAGE_LINE_PCS, IMAGE_LINES,
 IMAGE_FUNCTION_PCS) = range(7, 12)

# On boards these lists are filled when their items are first used.
if config.BOARD:
    _FIXED = ['handler_pcs[*]', 'handlers[*]', 'line_pcs[*]', 'lines[*]',
              'functions[*]', 'function_pcs[*]']
else:
    _FIXED = ['ops[*]', 'lits[*]', 'rets[*]', 'imports[*]', 'funs[*]',
              'fun_entries[*]', 'tables[*]', 'strings', 'handler_pcs[*]',
              'handlers[*]', 'line_pcs[*]', 'lines[*]', 'functions[*]',
              'function_pcs[*]']


class Code(object):
    """One version of a module, ready to run.  With an image (boards only) its
    parts are in flash memory, and the lists have None for what was not used
    yet.

    ops        flat array of ints (list, Halves): opcodes and operands; ops[0] is not used
    lits       literal terms;  rets  Entry list: return points and the like
    imports    Export list;  tables  SelectTable list
    funs       FunEntry list;  fun_entries  Entry list: their places in ops
    strings    bytes of the StrT chunk
    nx         x registers it needs, float registers (from freg0 on) included
    handler_pcs, handlers   from which pc on which handler (pc) is active
    line_pcs, lines         from which pc on which source position is valid:
                            item of line_table, 0 for none
    """
    _immutable_fields_ = ['w_module', 'nx', 'freg0'] + _FIXED

    def __init__(self, w_module, ops, lits, imports, funs, tables, strings,
                 nx, freg0):
        self.w_module = w_module
        self.ops = ops
        self.lits = lits
        self.rets = []
        self.imports = imports
        self.funs = funs
        self.fun_entries = []
        self.tables = tables
        self.strings = strings
        self.nx = nx
        self.freg0 = freg0
        self.handler_pcs = []
        self.handlers = []
        self.line_pcs = []
        self.lines = []
        self.line_table = no_lines(w_module.name)
        self.functions = []
        self.function_pcs = []
        self.image = None
        if not config.BOARD:
            # see interp/breakpoint.py: where the first instruction of each
            # function ends; the breakpoints; how many of the functions are
            # no more than the place of a moved instruction
            self.first_ends = []
            self.breaks = no_breaks()
            self.moved = 0

    # ---- parts

    def literal(self, index):
        w_value = self.lits[index]
        if config.BOARD and w_value is None:
            return self.first_literal(index)
        return w_value

    def first_literal(self, index):
        w_value = self.image.literal(index)
        self.lits[index] = w_value
        return w_value

    first_literal._dont_inline_ = True
    literal._always_inline_ = 'try' if config.BOARD else True

    def ret(self, index):
        """The Entry with this number."""
        entry = self.rets[index]
        if config.BOARD and entry is None:
            entry = self.image.return_entry(self, index)
            self.rets[index] = entry
        return entry

    def imported(self, index):
        """The Export with this number."""
        export = self.imports[index]
        if config.BOARD and export is None:
            export = self.image.imported(index)
            self.imports[index] = export
        return export

    def fun(self, index):
        """The FunEntry with this number."""
        fun = self.funs[index]
        if config.BOARD and fun is None:
            fun = self.image.fun(index)
            self.funs[index] = fun
            if fun.entry is None:
                fun.entry = self.fun_entry(index)
        return fun

    def is_loaded_image(self):
        """Has it an image?  In a minimal VM all that is loaded has."""
        return (config.MINIMAL and we_are_translated() or
                config.BOARD and self.image is not None)

    def fun_entry(self, index):
        """The Entry where a lambda starts here."""
        if self.is_loaded_image():
            return self.function(self.image.fun_function(index)).entry
        return self.fun_entries[index]

    def table(self, index):
        """The SelectTable with this number."""
        table = self.tables[index]
        if config.BOARD and table is None:
            table = self.image.table(index)
            self.tables[index] = table
        return table

    def string_table(self):
        """The bytes of the StrT chunk."""
        if config.BOARD and self.image is not None and self.strings == '':
            self.strings = self.image.string_table()
        return self.strings

    def get_line_table(self):
        if config.BOARD and self.image is not None:
            return self.image.line_table()
        return self.line_table

    def n_functions(self):
        if config.BOARD and self.image is not None:
            return self.image.n_functions()
        if config.BOARD:
            return len(self.functions)
        return len(self.functions) - self.moved

    def function(self, index):
        """The FunctionInfo with this number."""
        if self.is_loaded_image():
            return self.image.function(self, index)
        return self.functions[index]

    # ---- places

    @jit.elidable
    def handler_at(self, pc):
        """pc of the handler that is active at pc, or NO_HANDLER."""
        if config.BOARD and self.image is not None:
            i = self.image.find_last(IMAGE_HANDLER_PCS, pc)
            if i < 0:
                return NO_HANDLER
            return self.image.get(IMAGE_HANDLERS, i) - 1
        i = find_last(self.handler_pcs, pc)
        if i < 0 or config.MINIMAL:
            return NO_HANDLER
        return self.handlers[i]

    def function_at(self, pc):
        """FunctionInfo of the function that pc is in, or None."""
        if config.BOARD and self.image is not None:
            i = self.image.find_last(IMAGE_FUNCTION_PCS, pc)
            if i < 0:
                return None
            return self.image.function(self, i)
        i = find_last(self.function_pcs, pc)
        if i < 0 or config.MINIMAL:
            return None
        return self.functions[i]

    @jit.elidable
    def entry_at(self, pc):
        """The Entry of the function that starts at pc."""
        if self.is_loaded_image():
            return self.image.function(
                self, self.image.find_last(IMAGE_FUNCTION_PCS, pc)).entry
        return self.functions[find_last(self.function_pcs, pc)].entry

    def line_at(self, pc):
        """Item of the line table: the source position of pc, 0 for none."""
        if config.BOARD and self.image is not None:
            i = self.image.find_last(IMAGE_LINE_PCS, pc)
            if i < 0:
                return 0
            return self.image.get(IMAGE_LINES, i)
        i = find_last(self.line_pcs, pc)
        if i < 0 or config.MINIMAL:
            return 0
        return self.lines[i]
