/* Instead of RPython's: no tracebacks of RPython's exceptions, which cost a
   string and a store at each place that an exception may pass. */
#ifndef AVM_DEBUG_TRACEBACK_H
#define AVM_DEBUG_TRACEBACK_H

#define OP_DEBUG_START_TRACEBACK(etype, _)      ((void)0)
#define OP_DEBUG_RERAISE_TRACEBACK(etp, _)      ((void)0)
#define OP_DEBUG_PRINT_TRACEBACK()              ((void)0)
#define PYPY_DEBUG_RECORD_TRACEBACK(funcname)   ((void)0)
#define PYPY_DEBUG_CATCH_EXCEPTION(funcname, etype, is_fatal)           \
    do { if (is_fatal) avm_fatal_exception(); } while (0)

void avm_fatal_exception(void) __attribute__((noreturn));

#endif
