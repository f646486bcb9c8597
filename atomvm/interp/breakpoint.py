"""Breakpoints in code: how calls are traced without a price for others.

Code is immutable, and a constant to traces.  So a module with local
breakpoints runs in a copy of its Code, in which the first instruction of each
traced function is i_break; the instruction itself, moved to the end, goes on
from there.  All that refers to the old Code is switched to the copy while
nothing runs (switch(), from the scheduler's loop): exports, funs, and the
resume points and continuations of all processes, which are made again.
Without breakpoints they go back to the first Code, for which the JIT still has
its traces.

A function that is traced globally needs no copy: its Export leads to a few
instructions of our own, which call it.  So does a traced native: W_TracedBif
traps to them.  What a hit does is in callevent.py.

OTP: erts/emulator/beam/beam_bp.c.
"""
from atomvm.beam import internal as op
from atomvm.beam.code import (
    Break, Code, Entry, Export, FunctionInfo, NO_HANDLER, shape_of)
from atomvm.beam.emit_base import MIN_X
from atomvm.beam.export import EXPORTS, get_export, named_export
from atomvm.beam.opcode import OP_JUMP, OP_MOVE, OP_RETURN
from atomvm.bif.gateway import W_Bif
from atomvm.error import Trap
from atomvm.interp.cont import mk_cont, restore
from atomvm.proc.codeserver import MODULES
from atomvm.proc.registry import PROCESSES
from atomvm.proc.tracecode import GLOBAL, POINTS, Installer
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL

HIDDEN = '$trace:'      # of the modules of exports that W_TracedBif traps to


# ---------------------------------------------------------------- natives

class W_TracedBif(W_Bif):
    """In place of a native that is traced: calls its stub, which has the
    breakpoint.  OTP: export entries of BIFs have breakpoints, too."""
    _immutable_fields_ = ['original', 'stub']

    def __init__(self, original, stub):
        self.original = original
        self.stub = stub

    def call0(self, process):
        raise Trap(self.stub, [])

    def call1(self, process, w_0):
        raise Trap(self.stub, [w_0])

    def call2(self, process, w_0, w_1):
        raise Trap(self.stub, [w_0, w_1])

    def call3(self, process, w_0, w_1, w_2):
        raise Trap(self.stub, [w_0, w_1, w_2])

    def calln(self, process, args):
        raise Trap(self.stub, args)


def stub_entry(point, export, body):
    """Entry of code that hits the breakpoint and then calls export."""
    arity = point.arity
    nx = arity + MIN_X
    code = Code(point.w_module, [0, op.OP_ENTRY, arity, op.OP_I_BREAK] + body,
                [NIL], [export], [], [], '', nx, nx)
    hdr = False
    if export.entry is not None:
        hdr = export.entry.hdr
    entry = Entry(code, 1, arity, hdr, NO_HANDLER, 1, 0)
    code.functions = [FunctionInfo(point.w_name, arity, 0, entry)]
    code.function_pcs = [0]
    code.breaks = {3: Break(point, 4)}
    return entry


def trace_native(point, export):
    native = export.bif
    if not point.is_set():
        if isinstance(native, W_TracedBif):
            export.bif = native.original
        return
    if isinstance(native, W_TracedBif):
        return
    shadow = Export(export.w_module, export.w_name, export.arity)
    shadow.bif = native
    stub = EXPORTS.get(mk_atom(HIDDEN + export.w_module.name), export.w_name,
                       export.arity)
    stub.entry = stub_entry(point, shadow, [
        op.OP_I_CALL_BIF_TAIL, point.arity, 0, OP_RETURN])
    export.bif = W_TracedBif(native, stub)


# ----------------------------------------------------------------- copies

def copy_code(code, points):
    """A copy of code with breakpoints: points is a list of Breakpoint or None
    for each of its functions."""
    ops = code.ops[:]
    functions = code.functions[:]
    pcs = code.function_pcs[:]
    handler_pcs = code.handler_pcs[:]
    handlers = code.handlers[:]
    line_pcs = code.line_pcs[:]
    lines = code.lines[:]
    breaks = {}
    moved = 0
    for i in range(len(points)):
        point = points[i]
        first = functions[i].entry.pc + 2
        if point is None or first == 2:
            continue
        here = len(ops)
        end = code.first_ends[i]
        for pc in range(first, end):
            ops.append(ops[pc])
        ops.append(OP_JUMP)
        ops.append(end)
        ops[first] = op.OP_I_BREAK
        breaks[first] = Break(point, here)
        pcs.append(here)
        functions.append(functions[i])
        handler_pcs.append(here)
        handlers.append(code.handler_at(first))
        line_pcs.append(here)
        lines.append(code.line_at(first))
        moved += 1
    other = Code(code.w_module, ops[:], code.lits, code.imports, code.funs,
                 code.tables, code.strings, code.nx, code.freg0)
    other.handler_pcs = handler_pcs[:]
    other.handlers = handlers[:]
    other.line_pcs = line_pcs[:]
    other.lines = lines[:]
    other.line_table = code.line_table
    other.function_pcs = pcs[:]
    other.breaks = breaks
    other.moved = moved
    other.first_ends = code.first_ends
    entries = {}
    other.rets = _same_entries(other, code.rets, entries)
    infos = []
    for f in functions:
        infos.append(FunctionInfo(f.w_name, f.arity, f.pc,
                                  _same_entry(other, f.entry, entries)))
    other.functions = infos[:]
    other.fun_entries = _same_entries(other, code.fun_entries, entries)
    return other


def _same_entry(code, entry, entries):
    """The Entry in code for one of another; entries: what has been made."""
    same = entries.get(entry, None)
    if same is None:
        same = Entry(code, entry.pc, entry.live, entry.hdr, entry.handler,
                     entry.line_pc, entry.slots)
        entries[entry] = same
    return same


def _same_entries(code, originals, entries):
    found = []
    for entry in originals:
        found.append(_same_entry(code, entry, entries))
    return found[:]


class Switch(object):
    """From the entries of one Code of a module to those of another."""

    def __init__(self):
        self.entries = {}
        self.codes = {}

    def add(self, old, new):
        self.codes[old] = new
        for i in range(len(old.rets)):
            entry = old.rets[i]
            self.entries[entry] = new.rets[i]
            if entry.variants is not None:
                for variant in entry.variants:
                    if variant is not None:
                        self.entries[variant] = new.rets[i]
        for i in range(old.n_functions()):
            self.entries[old.functions[i].entry] = new.functions[i].entry

    def process(self, process):
        """Let a process that does not run go on in the new code."""
        chain = []
        cont = process.cont
        last = 0
        while cont is not None:
            chain.append(cont)
            if cont.ret.code in self.codes:
                last = len(chain)
            cont = cont.prev
        if last > 0:
            cont = chain[last - 1].prev
            for i in range(last - 1, -1, -1):
                cont = self.same_cont(cont, chain[i])
            waits = process.resume is process.cont.ret
            process.cont = cont
            if waits:               # the variant that fits
                process.resume = cont.ret
                return
        entry = process.resume
        if entry is not None and entry in self.entries:
            process.resume = self.entries[entry]

    def same_cont(self, prev, cont):
        ret = cont.ret
        ys = restore(cont, ret.shape)
        if ret in self.entries:
            ret = self.entries[ret]
        elif ret.shape != shape_of(ret.slots, 0):
            ret = _base_of(ret)
        return mk_cont(prev, ret, ys, len(ys))


def _base_of(variant):
    """The return point that an Entry is a variant of."""
    for entry in variant.code.rets:
        if entry.pc == variant.pc:
            return entry
    return variant


# -------------------------------------------------------------- installing

class Breakpoints(Installer):
    """modules: those that wait for switch().  plain: module -> its Code
    without breakpoints, where it has some."""

    def __init__(self):
        self.modules = {}
        self.plain = {}

    def is_native(self, export):
        bif = export.bif
        return bif is not None and not bif.guard

    def update(self, points):
        for point in points:
            export = get_export(point.w_module, point.w_name, point.arity)
            if export.bif is not None:
                if not export.bif.guard:
                    trace_native(point, export)
                continue
            module = MODULES.find(point.w_module)
            if module is None or module.current is None:
                continue
            self.trace_exported(point, export, module.current.code)
            if point.is_local() or module in self.plain:
                self.modules[module] = None
        POINTS.drop_unset(points)
        return len(self.modules) > 0

    def trace_exported(self, point, export, code):
        """A global one is in the export."""
        entry = export.entry
        if entry is None or (entry.code is not code and
                             entry is not point.entry):
            return
        if point.traced == GLOBAL and entry is not point.entry:
            shadow = Export(export.w_module, export.w_name, export.arity)
            shadow.entry = entry
            point.shadow = shadow
            point.entry = stub_entry(point, shadow, [
                op.OP_I_CALL_EXT_TAIL, point.arity, 0])
            export.entry = point.entry
        elif point.traced != GLOBAL and entry is point.entry:
            export.entry = point.shadow.entry
            point.entry = None
            point.shadow = None

    def forget(self, module, points):
        code = module.current.code
        for point in points:
            export = get_export(point.w_module, point.w_name, point.arity)
            if export.bif is not None:
                continue        # a native stays traced
            point.clear()
            self.trace_exported(point, export, code)
        POINTS.drop_unset(points)
        if module in self.plain:
            del self.plain[module]
        if module in self.modules:
            del self.modules[module]

    def is_pending(self):
        return len(self.modules) > 0

    def switch(self):
        """Put all that changed into the code, while no process runs."""
        switch = Switch()
        for module in self.modules.keys():
            old = module.current.code
            switch.add(old, self.renew(module))
        self.modules = {}
        process = PROCESSES.oldest
        while process is not None:
            switch.process(process)
            process = process.newer

    def loaded(self, module):
        """The same of a module that nothing runs in yet."""
        if module in self.modules:
            del self.modules[module]
            self.renew(module)

    def renew(self, module):
        """Make the Code with the breakpoints of now the one of the current
        version, and return it."""
        version = module.current
        old = version.code
        plain = self.plain.get(module, old)
        points = [_local_point(plain, plain.functions[i])
                  for i in range(plain.n_functions())]
        some = False
        for point in points:
            if point is not None:
                some = True
        if some:
            new = copy_code(plain, points)
            self.plain[module] = plain
        else:
            new = plain
            if module in self.plain:
                del self.plain[module]
        version.code = new
        _lead_to(old, new)
        return new


def _local_point(code, function):
    """The local Breakpoint of a function, or None."""
    point = POINTS.find(code.w_module, function.w_name, function.arity)
    if point is None or not point.is_local():
        return None
    return point


def _lead_to(old, new):
    """Exports and funs lead to new from now on."""
    for i in range(old.n_functions()):
        function = old.functions[i]
        entry = new.functions[i].entry
        export = get_export(old.w_module, function.w_name, function.arity)
        if export.entry is function.entry:
            export.entry = entry
        point = POINTS.find(old.w_module, function.w_name, function.arity)
        if point is not None and point.shadow is not None:
            point.shadow.entry = entry
    for i in range(len(old.funs)):
        fun = old.funs[i]
        if fun.entry is old.fun_entries[i]:
            fun.entry = new.fun_entries[i]


BREAKPOINTS = Breakpoints()


# ------------------------------------------------------------ giving way

def _switch_stub():
    """erts_internal:trace_switch(Result): gives way, and returns Result."""
    y0 = 1
    x0 = 0
    code = Code(mk_atom('erts_internal'), [
        0, op.OP_ENTRY, 1, op.OP_I_ALLOCATE, 1, OP_MOVE, x0, y0,
        op.OP_I_CALL_EXT, 0, 0, 0, 1, op.OP_RESTORE, OP_MOVE, y0, x0,
        OP_RETURN],
        [NIL], [named_export('erlang', 'yield', 0)], [], [], '', MIN_X, MIN_X)
    code.rets = [Entry(code, 13, 1, False, NO_HANDLER, 13, 1)]
    entry = Entry(code, 1, 1, False, NO_HANDLER, 1, 0)
    code.functions = [FunctionInfo(mk_atom('trace_switch'), 1, 0, entry)]
    code.function_pcs = [0]
    return entry


def install():
    POINTS.install(BREAKPOINTS)
    named_export('erts_internal', 'trace_switch', 1).entry = _switch_stub()
