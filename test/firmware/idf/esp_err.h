/* The signatures that cross/runtime/esp32.c relies on, from the API reference of the
   ESP-IDF Programming Guide, version 5: for -fsyntax-only; nothing implements them. */
#pragma once
typedef int esp_err_t;
#define ESP_OK 0
