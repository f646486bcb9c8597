/* Instead of RPython's: there is one thread. */
#ifndef _SRC_THREADLOCAL_H
#define _SRC_THREADLOCAL_H

#include "src/precommondefs.h"

extern struct pypy_threadlocal_s avm_threadlocal;

#define RPython_ThreadLocals_ProgramInit()      ((void)0)
#define OP_THREADLOCALREF_ADDR(r)               (r = (void *)&avm_threadlocal)
#define RPY_THREADLOCALREF_ENSURE()             ((void)0)
#define RPY_THREADLOCALREF_GET(FIELD)           avm_threadlocal.FIELD

#endif
