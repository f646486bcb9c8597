"""Keeps an operating system out of the program: what RPython's collectors ask
of one goes, for firmware.

Sizes of memory are C macros there, as in memory.py.
"""
from cross.known import holds, is_known
from rpython.memory.gc import env
from rpython.memory.gc.semispace import SemiSpaceGC
from rpython.memory.gctransform.framework import BaseFrameworkGCTransformer
from rpython.rtyper.lltypesystem import llarena, llmemory

# Words of a piece of an address stack (memory/support.py: 1019, 4 KB).
CHUNK_SIZE = 30

ENV = 'memory/gc/env.py'
LLARENA = 'rtyper/lltypesystem/llarena.py'


def install():
    """After memory.install(), before the translation."""
    if holds('memory/gc/semispace.py', 'SemiSpaceGC.TRANSLATION_PARAMS',
             'max_space_size' in SemiSpaceGC.TRANSLATION_PARAMS):
        SemiSpaceGC.TRANSLATION_PARAMS['chunk_size'] = CHUNK_SIZE
    # each allocation is a call: a third less code
    SemiSpaceGC.inline_simple_malloc = False
    SemiSpaceGC.inline_simple_malloc_varsize = False
    # memory/gc/base.py reads $PYPY_GC_DEBUG through it, with any collector
    if is_known(ENV, 'read_from_env', env.read_from_env, '4977c2ba9f95'):
        env.read_from_env = lambda varname: 0
    # a compressed list of all types, for tools
    if is_known('memory/gctransform/framework.py',
                'BaseFrameworkGCTransformer.write_typeid_list',
                BaseFrameworkGCTransformer.write_typeid_list.im_func,
                '4fad77fcf29d'):
        BaseFrameworkGCTransformer.write_typeid_list = lambda self: ('', [])
    # it clears large pieces of memory by mmap()ing new ones
    if is_known(LLARENA, 'clear_large_memory_chunk',
                llarena.clear_large_memory_chunk, '9b6d96c0b91f'):
        llarena.clear_large_memory_chunk = clear
        llarena.madvise_arena_free = clear
        llarena.has_protect = False


def clear(address, size):
    llmemory.raw_memclear(address, size)
