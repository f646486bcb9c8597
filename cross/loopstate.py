"""What a bridge has to agree on with a loop that it jumps to (JIT builds only).

The optimizer peels one iteration off a loop; what it learnt there about the
values that go round (their virtual state) must hold for everybody who jumps to
the peeled loop.  Who can not promise it gets a loop of its own, a few times
(retrace_limit), and then goes to the loop's preamble, with all values boxed.  A
virtual machine whose integers are all boxes pays for that with an allocation
each integer and round, so here loops ask for less:

- no bounds of integers, such as 0 to 1048575 after "X band 16#FFFFF", that
  other paths through the loop do not have;
- a small immutable object that the loop wants unboxed may come boxed, or as a
  constant: a guard checks its class and its value is read.

And a trace that can not go round again (a state machine went from one state to
the next, a list was empty at its end) makes no loop that can be peeled at all.
RPython compiles it unpeeled, and all that ever jump there box their values.
Here another iteration is traced first, a few times.
"""
from cross.known import is_known
from rpython.jit.metainterp import compile, pyjitpl, warmstate
from rpython.jit.metainterp.history import JitCellToken, SwitchToBlackhole
from rpython.jit.metainterp.optimizeopt import unroll, virtualstate
from rpython.jit.metainterp.optimizeopt.intutils import IntBound
from rpython.jit.metainterp.resoperation import GuardResOp, ResOperation, rop
from rpython.rlib.jit import Counters

VIRTUALSTATE = 'jit/metainterp/optimizeopt/virtualstate.py'
UNROLL = 'jit/metainterp/optimizeopt/unroll.py'
PYJITPL = 'jit/metainterp/pyjitpl.py'
WARMSTATE = 'jit/metainterp/warmstate.py'

# Traces of a loop that are thrown away because they can not go round.
TRIES = 4


def install():
    _patch_bounds()
    _patch_boxed()
    _patch_unpeeled()


def _patch_bounds():
    """Leave bounds of integers out of virtual states, and (or the loop would
    still rely on them) out of what the peeled loop knows at its start."""
    state = virtualstate.NotVirtualStateInfoInt
    unroller = unroll.UnrollOptimizer
    known = is_known(VIRTUALSTATE, 'NotVirtualStateInfoInt.__init__',
                     state.__init__.im_func, '2f10f6769ea6')
    known = is_known(UNROLL, 'UnrollOptimizer._expand_info',
                     unroller._expand_info.im_func, '2d93ceb2494d') and known
    if not known:
        return

    def __init__(self, cpu, type, info):
        virtualstate.NotVirtualStateInfo.__init__(self, cpu, type, info)

    def _extra_repr(self):
        return ''

    stock_expand = unroller._expand_info.im_func

    def _expand_info(self, arg, infos):
        known = infos.get(arg, None)
        stock_expand(self, arg, infos)
        info = infos.get(arg, None)
        if (known is None and isinstance(info, IntBound) and
                not info.is_constant()):
            del infos[arg]

    state.__init__ = __init__
    state._extra_repr = _extra_repr
    unroller._expand_info = _expand_info


def _patch_boxed():
    """Take the value out of a boxed argument where the loop wants it unboxed.

    What is done here is right for objects whose identity means nothing, which
    is so for the VM's terms: those of one immutable number are integers and
    floats.
    """
    constructor = virtualstate.VirtualStateConstructor
    unroller = unroll.UnrollOptimizer
    known = is_known(VIRTUALSTATE, 'VirtualStateConstructor.visit_virtual',
                     constructor.visit_virtual.im_func, '357f5430ce49')
    known = is_known(UNROLL, 'UnrollOptimizer.jump_to_existing_trace',
                     unroller.jump_to_existing_trace.im_func, 'fd4b50719e33') and known
    if not known:
        return
    stock_jump = unroller.jump_to_existing_trace.im_func

    def visit_virtual(self, descr, fielddescrs):
        known_class = virtualstate.ConstInt(descr.get_vtable())
        info = virtualstate.VirtualStateInfo(known_class, fielddescrs)
        info.sizedescr = descr
        return info

    def jump_to_existing_trace(self, jump_op, label_op, runtime_boxes,
                               force_boxes=False):
        if force_boxes:
            jump_op = _unboxed(self, jump_op, runtime_boxes)
        return stock_jump(self, jump_op, label_op, runtime_boxes, force_boxes)

    virtualstate.VirtualStateInfo.sizedescr = None
    constructor.visit_virtual = visit_virtual
    unroller.jump_to_existing_trace = jump_to_existing_trace


def _unboxed(unroller, jump_op, runtime_boxes):
    """The jump with new virtual objects in place of boxed arguments."""
    args = jump_op.getarglist()[:]
    loop = jump_op.getdescr()
    assert isinstance(loop, JitCellToken)
    for token in loop.target_tokens:
        state = token.virtual_state
        if state is None:
            continue
        for i in range(len(args)):
            wanted = state.state[i]
            if (isinstance(wanted, virtualstate.VirtualStateInfo) and
                    _is_one_number(wanted)):
                args[i] = _unbox(unroller.optimizer, wanted, args[i],
                                 runtime_boxes[i])
        break
    return jump_op.copy_and_change(rop.JUMP, args=args)


def _is_one_number(wanted):
    descrs = wanted.fielddescrs
    return (len(descrs) == 1 and wanted.sizedescr is not None and
            not descrs[0].is_pointer_field() and descrs[0].is_always_pure())


def _unbox(optimizer, wanted, box, runtime_box):
    box = optimizer.get_box_replacement(box)
    info = optimizer.getptrinfo(box)
    if info is not None and info.is_virtual():
        return box
    if not (runtime_box.nonnull() and wanted.known_class.same_constant(
            optimizer.cpu.ts.cls_of_box(runtime_box))):
        return box
    guard = ResOperation(rop.GUARD_NONNULL_CLASS, [box, wanted.known_class])
    assert isinstance(guard, GuardResOp)
    guard.rd_resume_position = optimizer.patchguardop.rd_resume_position
    guard.setdescr(compile.ResumeAtPositionDescr())
    optimizer.send_extra_operation(guard)
    descr = wanted.fielddescrs[0]
    if descr.is_float_field():
        value = ResOperation(rop.GETFIELD_GC_F, [box], descr=descr)
    else:
        value = ResOperation(rop.GETFIELD_GC_I, [box], descr=descr)
    optimizer.send_extra_operation(value)
    new = ResOperation(rop.NEW_WITH_VTABLE, [], descr=wanted.sizedescr)
    optimizer.send_extra_operation(new)
    optimizer.send_extra_operation(ResOperation(
        rop.SETFIELD_GC, [new, value], descr=descr))
    return optimizer.get_box_replacement(new)


def _patch_unpeeled():
    """Trace another iteration before a loop is compiled without peeling."""
    metainterp = pyjitpl.MetaInterp
    cell_class = warmstate.BaseJitCell
    stock_compile = metainterp.compile_loop_or_abort.im_func
    stock_remove = cell_class.should_remove_jitcell.im_func
    known = is_known(PYJITPL, 'MetaInterp.compile_loop_or_abort',
                     stock_compile, '2c5bf5f90da4')
    known = is_known(WARMSTATE, 'BaseJitCell.should_remove_jitcell',
                     stock_remove, 'c3a5de5cf3e4') and known
    if not known:
        return

    def compile_loop_or_abort(self, original_boxes, live_arg_boxes, start):
        if not self.partial_trace:
            jitdriver = self.jitdriver_sd
            greenkey = original_boxes[:jitdriver.num_green_args]
            cell = jitdriver.warmstate.JitCell.ensure_jit_cell_at_key(greenkey)
            if cell.thrown_away < TRIES:
                cell.thrown_away += 1
                # without machine code, but to be counted like one that has
                # never been seen
                cell.flags |= warmstate.JC_TEMPORARY
                jitdriver.warmstate.JitCell.trace_next_iteration(greenkey)
                raise SwitchToBlackhole(Counters.ABORT_BAD_LOOP)
        stock_compile(self, original_boxes, live_arg_boxes, start)

    def should_remove_jitcell(self):
        if self.thrown_away > 0:
            return False        # it would be traced in vain for ever
        return stock_remove(self)

    cell_class.thrown_away = 0
    cell_class.should_remove_jitcell = should_remove_jitcell
    metainterp.compile_loop_or_abort = compile_loop_or_abort
