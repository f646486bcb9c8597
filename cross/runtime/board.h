/* What the translated VM (hal/board.py), the runtime and a board's own C file
   want of each other. */
#ifndef AVM_BOARD_H
#define AVM_BOARD_H

#include <stdint.h>

/* ---- called by the VM; defined by what a board is made of ---- */

/* Write all of data to the console.  Returns size. */
int avm_console_write(const char *data, int size);

/* Up to size bytes that have come in; 0 if there are none. */
int avm_console_read(char *data, int size);

/* Since the start; never goes back. */
long long avm_monotonic_ns(void);

/* Sleep so long (for ever if negative); an interrupt may end it early.
   Returns 1 if there is something to read, else 0. */
int avm_wait(int milliseconds);

/* What atomvm:platform/0 answers: AVM_PLATFORM of the board's .ini. */
const char *avm_platform(void);

/* From now on the process with this number (the N of <0.N.0>) runs. */
void avm_running(int number);

/* ---- the slots for packs: cross/firmware.py makes a table of the .ini ---- */

struct avm_slot {
    const char *name;
    const char *address;
    int size;
};

extern const struct avm_slot avm_slots[];
extern const int avm_n_slots;

/* ---- called by the runtime ---- */

/* What the board does when the VM has ended or can not go on (its .ini:
   halt or reset).  Under an emulator: end with status. */
void avm_stop(int status) __attribute__((noreturn));

/* The VM is alive: called before each time slice and while it waits. */
void avm_watchdog_feed(void);

/* ---- the runtime ---- */

/* Run the VM on the current stack, of which so many bytes below end may be
   used.  Returns the exit status. */
int avm_main(char *stack_end, long stack_length);

/* Show a message on the console, and stop. */
void avm_panic(const char *message) __attribute__((noreturn));

/* What a fault handler prints: a label and a number in hexadecimal. */
void avm_print(const char *text);
void avm_print_hex(const char *label, uint32_t value);
void avm_print_running(void);

#endif
