/* Included before everything else, in every file. */
#ifndef AVM_PREFIX_H
#define AVM_PREFIX_H

#ifdef AVM_GC_SPACE_IS_SYMBOL
#ifndef __ASSEMBLER__
/* Its address is a number: bytes of a half of the collector's heap, all that
   the linker has left. */
extern char __gc_space[];
#endif
#endif

#endif
