/* What cortexm.c and the console drivers of Cortex-M chips want of each
   other.  cross/firmware.py defines, from the board's .ini: AVM_CLOCK_HZ,
   AVM_INTERRUPTS (how many vectors), AVM_CONSOLE_INTERRUPT, AVM_BAUD. */
#ifndef AVM_CORTEXM_H
#define AVM_CORTEXM_H

/* The chip's clock tree; nothing where the reset values do. */
void avm_clock_init(void);

void avm_console_init(void);
void avm_console_interrupt(void);
int avm_console_has_input(void);
/* Wait until the last byte has left. */
void avm_console_drain(void);

void avm_enable_interrupt(int number);

#endif
