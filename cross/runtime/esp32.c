/* ESP32, as a component of ESP-IDF 5: the VM is the main task.  ESP-IDF Programming
   Guide, API reference: UART, Partitions, ESP Timer, Watchdogs.  The collector's heap
   and malloc's are ESP-IDF's (heap_caps).  ESP-IDF's own panic handler prints the
   registers after a fault. */
#include "driver/uart.h"
#include "esp_partition.h"
#include "esp_system.h"
#include "esp_task_wdt.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"
#include "freertos/queue.h"
#include "freertos/task.h"
#include "sdkconfig.h"
#include "board.h"
#include "esp32.h"

#define CONSOLE ((uart_port_t)CONFIG_ESP_CONSOLE_UART_NUM)
#define RECEIVED 256        /* bytes; more than the 128 of the hardware's FIFO */
#define EVENTS 8
#define STACK_MARGIN 2048   /* for the C library and ESP-IDF */
#define LONGEST_MS 1000     /* the watchdog is fed so often */

/* ---- slots: partitions that esp_partition_mmap maps ---- */

#define MAX_SLOTS 8

static struct avm_slot slots[MAX_SLOTS];
static int n_slots;

int avm_slot_count(void)
{
    return n_slots;
}

const char *avm_slot_name(int n)
{
    return slots[n].name;
}

const char *avm_slot_address(int n)
{
    return slots[n].address;
}

int avm_slot_size(int n)
{
    return slots[n].size;
}

static void map_slot(const char *name)
{
    const esp_partition_t *partition = esp_partition_find_first(
        ESP_PARTITION_TYPE_DATA, ESP_PARTITION_SUBTYPE_ANY, name);
    esp_partition_mmap_handle_t handle;     /* never unmapped */
    const void *address;

    if (partition == NULL || n_slots == MAX_SLOTS)
        return;
    if (esp_partition_mmap(partition, 0, partition->size, ESP_PARTITION_MMAP_DATA,
                           &address, &handle) != ESP_OK) {
        avm_print("atomvm: ");
        avm_print(name);
        avm_print(": this partition can not be mapped\n");
        return;
    }
    slots[n_slots].name = name;
    slots[n_slots].address = address;
    slots[n_slots++].size = (int)partition->size;
}

/* ---- console ---- */

static QueueHandle_t events;

int avm_console_write(const char *data, int size)
{
    static char last;
    int i, from = 0;

    for (i = 0; i < size; i++) {
        if (data[i] == '\n' && last != '\r') {
            uart_write_bytes(CONSOLE, data + from, i - from);
            uart_write_bytes(CONSOLE, "\r", 1);
            from = i;
        }
        last = data[i];
    }
    uart_write_bytes(CONSOLE, data + from, size - from);
    return size;
}

int avm_console_read(char *data, int size)
{
    int n = uart_read_bytes(CONSOLE, data, size, 0);

    return n > 0 ? n : 0;
}

static int has_input(void)
{
    size_t n = 0;

    return uart_get_buffered_data_len(CONSOLE, &n) == ESP_OK && n > 0;
}

/* ---- time ---- */

long long avm_monotonic_ns(void)
{
    return esp_timer_get_time() * 1000LL;
}

int avm_wait(int milliseconds)
{
    int64_t end = esp_timer_get_time() + milliseconds * 1000LL;
    uart_event_t event;

    for (;;) {
        int64_t left = LONGEST_MS;

        avm_watchdog_feed();
        if (has_input())
            return 1;
        if (milliseconds >= 0) {
            left = (end - esp_timer_get_time() + 999) / 1000;
            if (left <= 0)
                return 0;
            if (left > LONGEST_MS)
                left = LONGEST_MS;
        }
        /* at least a tick; input ends it early */
        xQueueReceive(events, &event, pdMS_TO_TICKS(left) + 1);
    }
}

void avm_watchdog_feed(void)
{
    esp_task_wdt_reset();
}

/* ---- start and end ---- */

void avm_stop(int status)
{
    (void)status;
    uart_wait_tx_done(CONSOLE, pdMS_TO_TICKS(LONGEST_MS));
#ifdef AVM_STOP_RESET
    esp_restart();
#endif
    esp_task_wdt_delete(NULL);
    for (;;)
        vTaskDelay(pdMS_TO_TICKS(LONGEST_MS));
}

/* The main task: it does not return. */
void avm_esp32_main(void)
{
    static const char *const names[] = { AVM_SLOT_NAMES };
    unsigned i;

    /* pins, rate and mode are as the boot loader and CONFIG_ESP_CONSOLE_... say */
    uart_driver_install(CONSOLE, RECEIVED, 0, EVENTS, &events, 0);
    esp_task_wdt_add(NULL);
    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        map_slot(names[i]);
    avm_stop(avm_main(__builtin_frame_address(0),
                      CONFIG_ESP_MAIN_TASK_STACK_SIZE - STACK_MARGIN));
}
