/* The signatures that cross/runtime/esp32.c relies on, from the API reference of the
   ESP-IDF Programming Guide, version 5: for -fsyntax-only; nothing implements them. */
#define CONFIG_ESP_CONSOLE_UART_NUM 0
#define CONFIG_ESP_MAIN_TASK_STACK_SIZE 16384
