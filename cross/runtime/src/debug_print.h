/* Instead of RPython's: no log, no stdio.  Fatal errors of the collector are
   printed with fprintf(stderr, ...) in the generated code; abort() follows. */
#ifndef AVM_DEBUG_PRINT_H
#define AVM_DEBUG_PRINT_H

#define PYPY_HAVE_DEBUG_PRINTS    0
#define PYPY_DEBUG_FILE           0
#define PYPY_DEBUG_START(cat)     ((void)0)
#define PYPY_DEBUG_STOP(cat)      ((void)0)
#define OP_DEBUG_OFFSET(res)      res = -1
#define OP_DEBUG_FORKED(ofs, _)   ((void)0)
#define OP_HAVE_DEBUG_PRINTS(r)   r = 0
#define OP_DEBUG_FLUSH()          ((void)0)
#define OP_LL_READ_TIMESTAMP(val) val = 0

#define fprintf(...)              ((void)0)
#define fputc(c, f)               ((void)0)
#define fwrite(p, s, n, f)        ((void)0)

#endif
