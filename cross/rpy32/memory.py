"""Sizes of the semispace collector and of the shadow stack.

They are no numbers here but C macros, so that one translation suits all
targets; a target's .mk (cross/target) defines them:

    ATOMVM_GC_SPACE      bytes of a semispace at the start
    ATOMVM_GC_SPACE_MAX  what it may grow to by doubling
    ATOMVM_ROOTS         words of the shadow stack.  Nothing checks that they
                         suffice, so as many bytes as the C stack has are safe.
"""
from cross.known import holds
from rpython.memory.gc.semispace import SemiSpaceGC
from rpython.memory.gctransform.framework import BaseFrameworkGCTransformer
from rpython.rlib.objectmodel import CDefinedIntSymbolic


def install():
    if holds('memory/gc/semispace.py', 'SemiSpaceGC.TRANSLATION_PARAMS',
             SemiSpaceGC.TRANSLATION_PARAMS.keys() == ['space_size']):
        SemiSpaceGC.TRANSLATION_PARAMS = {
            'space_size': CDefinedIntSymbolic('ATOMVM_GC_SPACE', 4 << 20),
            'max_space_size': CDefinedIntSymbolic('ATOMVM_GC_SPACE_MAX',
                                                  1 << 30),
        }
    # memory/gctransform/shadowstack.py: ShadowStackPool has 163840 words
    if holds('memory/gctransform/framework.py',
             'BaseFrameworkGCTransformer.root_stack_depth',
             BaseFrameworkGCTransformer.root_stack_depth is None):
        BaseFrameworkGCTransformer.root_stack_depth = (
            CDefinedIntSymbolic('ATOMVM_ROOTS', 163840))
