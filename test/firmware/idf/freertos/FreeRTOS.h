/* The signatures that cross/runtime/esp32.c relies on, from the API reference of the
   ESP-IDF Programming Guide, version 5: for -fsyntax-only; nothing implements them. */
#pragma once
#include <stdint.h>
typedef int BaseType_t;
typedef unsigned UBaseType_t;
typedef uint32_t TickType_t;
#define configTICK_RATE_HZ 100
#define pdMS_TO_TICKS(ms) ((TickType_t)(((uint64_t)(ms) * configTICK_RATE_HZ) / 1000))
