/* Xtensa cores of QEMU's machines "sim" and "lx60-nommu": exit by simcall,
   console by simcall too or on a 16550, time by CCOUNT.  Xtensa ISA Reference
   Manual, section 4.4 (exceptions, CCOUNT); QEMU: target/xtensa/xtensa-semi.c. */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include "board.h"

enum { SYS_exit = 1, SYS_read = 3, SYS_write = 4, SYS_select_one = 29 };

int avm_simcall(int number, int a, int b, int c);

extern char __heap_start[], __heap_end[];
extern char __stack_bottom[], __stack_top[];

#define STACK_MARGIN 768

void avm_stop(int status)
{
    for (;;)
        avm_simcall(SYS_exit, status, 0, 0);
}

#ifdef AVM_UART

/* a 16550 with registers four bytes apart */
#define UART(n) (*(volatile uint32_t *)(AVM_UART + 4 * (n)))
#define LSR_DATA  0x01
#define LSR_EMPTY 0x20

static void put(char c)
{
    while (!(UART(5) & LSR_EMPTY))
        ;
    UART(0) = (uint8_t)c;
}

int avm_console_write(const char *data, int size)
{
    static char last;
    int i;

    for (i = 0; i < size; i++) {
        if (data[i] == '\n' && last != '\r')
            put('\r');
        put(last = data[i]);
    }
    return size;
}

static int has_input(void)
{
    return UART(5) & LSR_DATA;
}

int avm_console_read(char *data, int size)
{
    int n;

    for (n = 0; n < size && has_input(); n++)
        data[n] = (char)UART(0);
    return n;
}

#else

int avm_console_write(const char *data, int size)
{
    int done = 0;

    while (done < size) {
        int n = avm_simcall(SYS_write, 1, (int)(data + done), size - done);
        if (n <= 0)
            avm_stop(1);
        done += n;
    }
    return size;
}

/* QEMU's read() waits, so nothing is read here. */
static int has_input(void)
{
    return 0;
}

int avm_console_read(char *data, int size)
{
    (void)data;
    (void)size;
    return 0;
}

#endif

long long avm_monotonic_ns(void)
{
    /* CCOUNT wraps after some minutes: the high part is kept here, and the VM
       asks more often than that */
    static uint32_t last;
    static uint64_t total;
    uint32_t now;

    __asm__ volatile("rsr.ccount %0" : "=a"(now));
    total += now - last;
    last = now;
    return total * 1000 / (AVM_CLOCK_HZ / 1000000);
}

int avm_wait(int milliseconds)
{
    long long end = avm_monotonic_ns() + milliseconds * 1000000LL;

    while (!has_input())
        if (milliseconds >= 0 && avm_monotonic_ns() >= end)
            return 0;
    return 1;
}

void __attribute__((used)) avm_fault(uint32_t cause, uint32_t pc, uint32_t sp)
{
    avm_print("\natomvm: fault\n");
    avm_print_hex("exccause", cause);
    avm_print_hex("pc", pc);
    avm_print_hex("sp", sp);
    avm_print_running();
    avm_stop(70);
}

void avm_watchdog_feed(void)
{
}

void *sbrk(ptrdiff_t n)
{
    static char *at = __heap_start;
    char *old = at;

    if (n > __heap_end - at) {
        errno = ENOMEM;
        return (void *)-1;
    }
    at += n;
    return old;
}

void avm_start(void)
{
    avm_stop(avm_main(__stack_top, __stack_top - __stack_bottom - STACK_MARGIN));
}
