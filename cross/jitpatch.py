"""Five fixes to RPython's JIT, for builds with the JIT only.

Three of them are about retracing (retrace_limit above zero), which RPython
leaves off by default and has never tested much: another way round a loop is
compiled as a loop of its own when it can not promise what the first one relies
on.  fib takes a third less time with it, binary trees a quarter.
"""
from cross.known import is_known
from rpython.flowspace.model import Constant
from rpython.jit.codewriter.assembler import Assembler
from rpython.jit.metainterp.optimize import InvalidLoop
from rpython.jit.metainterp.optimizeopt import (heap, shortpreamble, unroll,
                                                virtualstate)
from rpython.rtyper.lltypesystem import llmemory, lltype

ASSEMBLER = 'jit/codewriter/assembler.py'
HEAP = 'jit/metainterp/optimizeopt/heap.py'
VIRTUALSTATE = 'jit/metainterp/optimizeopt/virtualstate.py'
SHORTPREAMBLE = 'jit/metainterp/optimizeopt/shortpreamble.py'
UNROLL = 'jit/metainterp/optimizeopt/unroll.py'


NULL = Constant(lltype.nullptr(llmemory.GCREF.TO), llmemory.GCREF)


def install():
    _patch_constants()
    _patch_virtualstate()
    _patch_shortpreamble()
    _patch_peeled_loop()
    _patch_heap()


def _patch_constants():
    """Let null pointers share one constant.

    A function may have 256 registers and constants of a kind.  Null pointers
    are looked up by identity, so that each use of one is a constant of its own;
    the interpreter's step() has 174.
    """
    stock = Assembler.emit_const.im_func
    if not is_known(ASSEMBLER, 'Assembler.emit_const', stock, 'e1f781fd5790'):
        return

    def emit_const(self, const, kind, allow_short=False):
        if kind == 'ref' and not const.value:
            const = NULL
        return stock(self, const, kind, allow_short)

    Assembler.emit_const = emit_const


def _patch_heap():
    """Write immutable fields of a new object before a call that reads them.

    Writes are put off until something may see them.  What a call reads and
    also writes (in objects of its own) is only on the list of what it writes,
    and there immutable fields are skipped: the call gets an object whose fields
    are not set.
    """
    stock = heap.OptHeap.force_from_effectinfo.im_func
    if not is_known(HEAP, 'OptHeap.force_from_effectinfo', stock,
                    '9abb09d32dd3'):
        return

    def force_from_effectinfo(self, effectinfo):
        for fielddescr, cached in self.cached_fields.items():
            if (fielddescr.is_always_pure() and
                    effectinfo.check_write_descr_field(fielddescr)):
                cached.force_lazy_set(self, fielddescr)
        stock(self, effectinfo)

    heap.OptHeap.force_from_effectinfo = force_from_effectinfo


def _patch_virtualstate():
    """Do not read fields of a run-time object through another class.

    When a trace is matched against an existing loop, the object at hand can
    be of another class than the virtual that it is compared with; the
    fields would be read at the wrong places (a crash of the native JIT,
    "widening" errors of the untranslated one).  It is only a hint: drop it.
    """
    stock = virtualstate.AbstractVirtualStructStateInfo._generate_guards.im_func
    if not is_known(VIRTUALSTATE,
                    'AbstractVirtualStructStateInfo._generate_guards',
                    stock, '633772e1da25'):
        return

    def _generate_guards(self, other, box, runtime_box, state):
        if runtime_box is not None and self.is_virtual():
            if (not runtime_box.nonnull() or
                    not self.known_class.same_constant(
                        state.cpu.ts.cls_of_box(runtime_box))):
                runtime_box = None
        return stock(self, other, box, runtime_box, state)

    virtualstate.VirtualStateInfo._generate_guards = _generate_guards


def _patch_shortpreamble():
    """Do not use a preamble builder that was not set up.

    After a failed attempt to jump to an existing loop, a retrace can ask the
    builder for operations before setup(): a null pointer in the native JIT.
    Give up that one compilation instead, and all of it: the optimizer was in
    the middle of something, so unroll.py may not go on to jump to the preamble
    (writes that it had put off would be lost).
    """
    builder = shortpreamble.ExtendedShortPreambleBuilder
    stock_init = builder.__init__.im_func
    stock_add = builder.add_preamble_op.im_func
    stock_use = builder.use_box.im_func
    known = True
    for name, function, expected in [
            ('__init__', stock_init, '9dcf280358e5'),
            ('add_preamble_op', stock_add, 'd5af8bce9b39'),
            ('use_box', stock_use, '7bba1b3527c4')]:
        name = 'ExtendedShortPreambleBuilder.' + name
        known = is_known(SHORTPREAMBLE, name, function, expected) and known
    stock_jump = unroll.UnrollOptimizer.jump_to_preamble.im_func
    known = is_known(UNROLL, 'UnrollOptimizer.jump_to_preamble', stock_jump,
                     '6fcfc6f447dd') and known
    if not known:
        return

    def __init__(self, target_token, sb):
        self.jump_args = None
        self.short = None
        self.label_args = None
        self.given_up = False
        stock_init(self, target_token, sb)

    def add_preamble_op(self, preamble_op):
        if self.label_args is None or self.jump_args is None:
            self.given_up = True
            raise InvalidLoop('short preamble builder is not set up')
        stock_add(self, preamble_op)

    def use_box(self, box, preamble_op, optimizer=None):
        if self.short is None:
            self.given_up = True
            raise InvalidLoop('short preamble builder is not set up')
        stock_use(self, box, preamble_op, optimizer)

    def jump_to_preamble(self, cell_token, jump_op, info):
        producer = self.short_preamble_producer
        if isinstance(producer, builder) and producer.given_up:
            raise InvalidLoop('short preamble builder was not set up')
        return stock_jump(self, cell_token, jump_op, info)

    unroll.UnrollOptimizer.jump_to_preamble = jump_to_preamble
    builder.__init__ = __init__
    builder.add_preamble_op = add_preamble_op
    builder.use_box = use_box


def _patch_peeled_loop():
    """Leave nothing behind of a peeled loop that is given up.

    Its target token was already on the loop's list, so that later bridges
    jumped to a loop that is nowhere (a null pointer in the register allocator).
    And do not try a second time, with a jump to the preamble, from the state
    that the first try has changed: what it had put off would be lost.
    """
    stock = unroll.UnrollOptimizer.optimize_peeled_loop.im_func
    if not is_known(UNROLL, 'UnrollOptimizer.optimize_peeled_loop', stock,
                    'b9c478e91ce6'):
        return

    def optimize_peeled_loop(self, trace, celltoken, state, call_pure_results,
                             inline_short_preamble=True):
        if not inline_short_preamble:
            raise InvalidLoop('the second try of a retrace')
        known = celltoken.target_tokens
        count = len(known) if known is not None else 0
        try:
            return stock(self, trace, celltoken, state, call_pure_results)
        except InvalidLoop:
            tokens = celltoken.target_tokens
            if tokens is not None:
                celltoken.target_tokens = tokens[:count]
                if known is None:
                    celltoken.target_tokens = None
            raise

    unroll.UnrollOptimizer.optimize_peeled_loop = optimize_peeled_loop
