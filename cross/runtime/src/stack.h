/* Instead of RPython's: there is one stack, and its bounds are known. */
#ifndef AVM_STACK_H
#define AVM_STACK_H

#include "src/precommondefs.h"

extern char *avm_stack_end;         /* the highest address */
extern long avm_stack_length;       /* bytes that may be used below it */

/* Called when the stack pointer is out of bounds: 1 raises StackOverflow. */
#define LL_stack_too_big_slowpath(current)      1
#define LL_stack_set_length_fraction(fraction)  ((void)0)
#define LL_stack_get_end()                      ((long)avm_stack_end)
#define LL_stack_get_length()                   avm_stack_length
#define LL_stack_criticalcode_start()           ((void)0)
#define LL_stack_criticalcode_stop()            ((void)0)

#define PYPY_INHIBIT_TAIL_CALL()  __asm__("/* inhibit_tail_call */")

#endif
