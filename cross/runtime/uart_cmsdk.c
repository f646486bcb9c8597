/* Console: UART 0 of ARM's CMSDK (DDI 0479, section 4.3), as in the MPS2
   boards' FPGA images. */
#include "board.h"
#include "cortexm.h"
#include "ring.h"

#define UART(offset) (*(volatile uint32_t *)(0x40004000 + (offset)))
#define DATA     UART(0x00)
#define STATE    UART(0x04)     /* 1: transmitter full, 2: receiver full */
#define CTRL     UART(0x08)     /* 1, 2: enable; 8: interrupt of the receiver */
#define INTCLEAR UART(0x0c)
#define BAUDDIV  UART(0x10)

void avm_clock_init(void)
{
}

void avm_console_init(void)
{
    BAUDDIV = AVM_CLOCK_HZ / AVM_BAUD;
    CTRL = 1 | 2 | 8;
    avm_enable_interrupt(AVM_CONSOLE_INTERRUPT);
}

void avm_console_interrupt(void)
{
    INTCLEAR = 2;
    while (STATE & 2)
        ring_put((int)DATA);
}

static void put(char c)
{
    while (STATE & 1)
        ;
    DATA = (uint8_t)c;
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

void avm_watchdog_feed(void)
{
}

void avm_console_drain(void)
{
    while (STATE & 1)
        ;
}
