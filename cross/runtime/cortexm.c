/* ARM Cortex-M: start-up, faults, SysTick, and what the C library wants.  No
   vendor code.  ARMv7-M Architecture Reference Manual (DDI 0403), sections B1.5
   (exceptions), B3.2 (system control), B3.3 (SysTick). */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include "board.h"
#include "cortexm.h"

extern uint32_t __data_start[], __data_end[], __data_load[];
extern uint32_t __bss_start[], __bss_end[];
extern char __heap_start[], __heap_end[];
extern char __stack_bottom[], __stack_top[];

#define REG(address) (*(volatile uint32_t *)(address))
#define SYST_CSR REG(0xe000e010)
#define SYST_RVR REG(0xe000e014)
#define SYST_CVR REG(0xe000e018)
#define NVIC_ISER(n) REG(0xe000e100 + 4 * (n))
#define ICSR     REG(0xe000ed04)
#define AIRCR    REG(0xe000ed0c)
#define CFSR     REG(0xe000ed28)
#define HFSR     REG(0xe000ed2c)
#define MMFAR    REG(0xe000ed34)
#define BFAR     REG(0xe000ed38)
#define CPACR    REG(0xe000ed88)

#define RELOAD   (AVM_CLOCK_HZ / 1000)      /* an interrupt each millisecond */

/* Bytes that are kept free below the C stack's limit, for interrupts and for
   functions that do not look at it. */
#define STACK_MARGIN 768

/* ---- the end ---------------------------------------------------------- */

static void __attribute__((unused, noreturn)) reset(void)
{
    __asm__ volatile("dsb");
    AIRCR = 0x05fa0004;         /* SYSRESETREQ */
    for (;;)
        __asm__ volatile("dsb");
}

/* SYS_EXIT_EXTENDED of ARM's semihosting: an emulator or a debugger ends. */
static void __attribute__((unused)) semihosting_exit(int status)
{
    const uint32_t block[2] = { 0x20026, (uint32_t)status };
    register int r0 __asm__("r0") = 0x20;
    register const void *r1 __asm__("r1") = block;

    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}

void avm_stop(int status)
{
    avm_console_drain();
#if defined(AVM_STOP_SEMIHOSTING)
    semihosting_exit(status);
#elif defined(AVM_STOP_RESET)
    (void)status;
    reset();
#else
    (void)status;
#endif
    for (;;)
        __asm__ volatile("cpsid i\n\twfi");
}

/* The registers that an exception pushed: r0-r3, r12, lr, pc, psr. */
void __attribute__((used)) avm_fault(const uint32_t *frame, uint32_t exception)
{
    static const char *const names[8] = {
        "r0", "r1", "r2", "r3", "r12", "lr", "pc", "psr" };
    int i;

    avm_print("\natomvm: fault\n");
    avm_print_hex("exception", exception & 0x1ff);
    if ((uint32_t)frame >= (uint32_t)__stack_bottom &&
        (uint32_t)frame <= (uint32_t)__stack_top - 32)
        for (i = 0; i < 8; i++)
            avm_print_hex(names[i], frame[i]);
    avm_print_hex("sp", (uint32_t)frame);
    avm_print_hex("cfsr", CFSR);
    avm_print_hex("hfsr", HFSR);
    avm_print_hex("mmfar", MMFAR);
    avm_print_hex("bfar", BFAR);
    avm_print_running();
    avm_stop(70);
}

/* Main stack pointer and exception number, for the C function.  Where the stack
   pointer is not in the stack or too near to its end, the function gets the stack
   from the top: it would fault itself, and the processor lock up. */
static void __attribute__((naked)) Fault_Handler(void)
{
    __asm__ volatile(
        "mrs r0, msp\n\t"
        "mrs r1, ipsr\n\t"
        "movw r2, #:lower16:__stack_bottom\n\t"
        "movt r2, #:upper16:__stack_bottom\n\t"
        "add r2, r2, #256\n\t"         /* what it takes, and more */
        "movw r3, #:lower16:__stack_top\n\t"
        "movt r3, #:upper16:__stack_top\n\t"
        "cmp r0, r2\n\t"
        "blo 1f\n\t"
        "cmp r0, r3\n\t"
        "bls 2f\n"
        "1:\tmsr msp, r3\n"
        "2:\tb avm_fault");
}

/* ---- time ------------------------------------------------------------- */

static volatile uint64_t ticks;     /* milliseconds */

static void SysTick_Handler(void)
{
    ticks++;
}

long long avm_monotonic_ns(void)
{
    uint64_t n;
    uint32_t count;

    __asm__ volatile("cpsid i" ::: "memory");
    n = ticks;
    count = SYST_CVR;
    if (ICSR & 1u << 26) {          /* it wrapped, the interrupt is pending */
        n++;
        count = SYST_CVR;
    }
    __asm__ volatile("cpsie i" ::: "memory");
    return n * 1000000 +
        (uint64_t)(RELOAD - 1 - count) * 1000 / (AVM_CLOCK_HZ / 1000000);
}

int avm_wait(int milliseconds)
{
    uint64_t end = ticks + (milliseconds > 0 ? milliseconds : 0);
    int input;

    for (;;) {
        avm_watchdog_feed();
        /* an interrupt that comes after the look ends wfi nevertheless */
        __asm__ volatile("cpsid i" ::: "memory");
        input = avm_console_has_input();
        if (input || (milliseconds >= 0 && ticks >= end))
            break;
        __asm__ volatile("wfi");
        __asm__ volatile("cpsie i\n\tisb" ::: "memory");
    }
    __asm__ volatile("cpsie i" ::: "memory");
    return input;
}

void avm_enable_interrupt(int number)
{
    NVIC_ISER(number >> 5) = 1u << (number & 31);
}

/* ---- the C library ----------------------------------------------------- */

__attribute__((used)) void *_sbrk(ptrdiff_t n)
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

/* ---- reset -------------------------------------------------------------- */

void Reset_Handler(void)
{
    uint32_t *from = __data_load, *to;
    int status;

    for (to = __data_start; to < __data_end; )
        *to++ = *from++;
    for (to = __bss_start; to < __bss_end; )
        *to++ = 0;
#if defined(__ARM_FP)
    CPACR |= 0xfu << 20;
    __asm__ volatile("dsb\n\tisb");
#endif
    avm_clock_init();
    avm_console_init();
    SYST_RVR = RELOAD - 1;
    SYST_CVR = 0;
    SYST_CSR = 7;
    status = avm_main(__stack_top, __stack_top - __stack_bottom - STACK_MARGIN);
    avm_stop(status);
}

typedef void (*vector)(void);

__attribute__((section(".vectors"), used))
static const vector vectors[16 + AVM_INTERRUPTS] = {
    (vector)__stack_top, Reset_Handler,
    Fault_Handler, Fault_Handler, Fault_Handler, Fault_Handler,
    Fault_Handler, 0, 0, 0, 0,
    Fault_Handler, Fault_Handler, 0, Fault_Handler, SysTick_Handler,
    [16 ... 16 + AVM_INTERRUPTS - 1] = Fault_Handler,
    [16 + AVM_CONSOLE_INTERRUPT] = avm_console_interrupt,
};
