/* Bytes from an interrupt handler to the VM: one writer, one reader. */
#ifndef AVM_RING_H
#define AVM_RING_H

#include <stdint.h>

#define RING_SIZE 128       /* a power of two */

static volatile uint8_t ring[RING_SIZE];
static volatile uint32_t ring_in, ring_out;

/* In the handler.  What does not fit any more is lost, as in a UART. */
static inline void ring_put(int byte)
{
    if (ring_in - ring_out < RING_SIZE)
        ring[ring_in++ % RING_SIZE] = (uint8_t)byte;
}

int avm_console_has_input(void)
{
    return ring_in != ring_out;
}

int avm_console_read(char *data, int size)
{
    int n;

    for (n = 0; n < size && ring_in != ring_out; n++)
        data[n] = (char)ring[ring_out++ % RING_SIZE];
    return n;
}

#endif
