/* The VM as a component of ESP-IDF. */
#ifndef AVM_ESP32_H
#define AVM_ESP32_H

/* Run it in the calling task, the main one; never returns. */
void avm_esp32_main(void) __attribute__((noreturn));

#endif
