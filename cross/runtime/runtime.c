/* The runtime under translated code: instead of RPython's entrypoint.c,
   exception.c, support.c, stack.c, mem.c, int.c, debug_print.c,
   debug_traceback.c and threadlocal.c. */
#include "common_header.h"
#include "structdef.h"
#include "forwarddecl.h"
#include "preimpl.h"
#include "src/g_include.h"
#include "board.h"

#include <string.h>

_Static_assert(sizeof(Signed) == sizeof(void *), "Signed is a word");
_Static_assert(sizeof(void *) == 4, "translated for 32-bit targets");

extern void RPython_StartupCode(void);

char *avm_stack_end;
long avm_stack_length;
struct pypy_threadlocal_s avm_threadlocal;

#define FATAL 70        /* exit status: EX_SOFTWARE of sysexits.h */

void avm_print(const char *text)
{
    avm_console_write(text, (int)strlen(text));
}

void avm_print_hex(const char *label, uint32_t value)
{
    char text[12] = " ........\n";
    int i;

    for (i = 8; i > 0; i--, value >>= 4)
        text[i] = "0123456789abcdef"[value & 15];
    avm_print(label);
    avm_console_write(text, 10);
}

void avm_panic(const char *message)
{
    avm_print("\natomvm: ");
    avm_print(message);
    avm_print("\n");
    avm_stop(FATAL);
}

/* An RPython exception that nothing catches: a defect of the VM. */
void avm_fatal_exception(void)
{
    RPyString *name = RPyFetchExceptionType()->ov_name;

    avm_print("\natomvm: fatal error: ");
    avm_console_write(name->rs_chars.items, (int)name->rs_chars.length);
    avm_print("\n");
    avm_stop(FATAL);
}

void RPyAbort(void)
{
    avm_panic("fatal error: invalid operation");
}

__attribute__((used)) void abort(void)
{
    avm_panic("fatal error: abort");
}

void _RPyRaiseSimpleException(RPYTHON_EXCEPTION rexc)
{
    RPyRaiseException(RPYTHON_TYPE_OF_EXC_INST(rexc), rexc);
}

long long op_llong_mul_ovf(long long a, long long b)
{
    long long result;

    if (__builtin_mul_overflow(a, b, &result)) {
        FAIL_OVF("integer multiplication");
        return -1;
    }
    return result;
}

#ifndef AVM_PLATFORM
#define AVM_PLATFORM generic
#endif
#define TEXT_OF(word) #word
#define TEXT(word) TEXT_OF(word)

const char *avm_platform(void)
{
    return TEXT(AVM_PLATFORM);
}

static int running;

void avm_running(int number)
{
    running = number;
    avm_watchdog_feed();
}

void avm_print_running(void)
{
    avm_print_hex("process", (uint32_t)running);
}

int avm_main(char *stack_end, long stack_length)
{
    int status;

    avm_stack_end = stack_end;
    avm_stack_length = stack_length;
    RPython_StartupCode();
    status = STANDALONE_ENTRY_POINT(0, 0);
    if (RPyExceptionOccurred())
        avm_fatal_exception();
    return status;
}
