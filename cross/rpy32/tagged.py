"""Makes translation.taggedpointers work with the shadow stack.

In RPython 0.2.1 (and in PyPy's repository) an odd word in the shadow stack is
a bit mask that tells which words of a frame are not in use.  A tagged pointer
is odd too and is taken for such a mask: the collector then misses live
objects.  Here a mask is stored shifted left by one, so that its low bits are
10; a tagged pointer ends in 1, any other pointer in 00.
"""
from cross.known import is_known
from rpython.flowspace.model import Constant
from rpython.memory.gctransform import shadowstack
from rpython.rlib.objectmodel import specialize
from rpython.rlib.rarithmetic import LONG_BIT
from rpython.rtyper.lltypesystem import lltype, llmemory
from rpython.translator.c.gc import ShadowStackFrameworkGcPolicy

SIZE = shadowstack.sizeofaddr


@specialize.call_location()
def walk_stack_root(invoke, arg0, arg1, start, addr, is_minor):
    skip = 0
    while addr != start:
        addr -= SIZE
        if skip & 1 == 0:
            content = addr.address[0]
            n = llmemory.cast_adr_to_int(content)
            if n & 1 == 0:
                if n & 2 == 0:
                    if content:
                        invoke(arg0, arg1, addr)
                elif n > 0:         # a mask
                    if is_minor:    # mark it as seen
                        addr.address[0] = llmemory.cast_int_to_adr(-n)
                    skip = n >> 1
                else:               # a mask marked as seen
                    if is_minor:
                        return
                    skip = (-n) >> 1
        skip >>= 1


def install():
    stock = ShadowStackFrameworkGcPolicy.OP_GC_SAVE_ROOT.im_func
    known = is_known('memory/gctransform/shadowstack.py', 'walk_stack_root',
                     shadowstack.walk_stack_root, '010fb7b21290')
    if not (is_known('translator/c/gc.py',
                     'ShadowStackFrameworkGcPolicy.OP_GC_SAVE_ROOT', stock,
                     'c6efbd157dfb') and known):
        return      # one without the other would be worse than none

    def OP_GC_SAVE_ROOT(self, funcgen, op):
        v = op.args[1]
        if isinstance(v, Constant) and v.concretetype == lltype.Signed:
            assert v.value & 1 and 0 < v.value < 1 << (LONG_BIT - 2)
            return 'ss->s%d = (void *)%dL;\t/* gc_save_root: mask */' % (
                op.args[0].value, v.value << 1)
        return stock(self, funcgen, op)

    shadowstack.walk_stack_root = walk_stack_root
    ShadowStackFrameworkGcPolicy.OP_GC_SAVE_ROOT = OP_GC_SAVE_ROOT
