/* The signatures that cross/runtime/esp32.c relies on, from the API reference of the
   ESP-IDF Programming Guide, version 5: for -fsyntax-only; nothing implements them. */
#pragma once
#include "esp_err.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
esp_err_t esp_task_wdt_add(TaskHandle_t task);
esp_err_t esp_task_wdt_delete(TaskHandle_t task);
esp_err_t esp_task_wdt_reset(void);
