/* The board "linux32": the same program under Linux.  Slots are the files on
   the command line, mapped into memory; the console is standard input and
   output. */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "board.h"

#define MAX_SLOTS 8
#define STACK (1 << 20)

static struct avm_slot slots[MAX_SLOTS];
static int n_slots;
static int end_of_input;

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

int avm_console_write(const char *data, int size)
{
    int done = 0;

    while (done < size) {
        ssize_t n = write(1, data + done, size - done);
        if (n < 0)
            _exit(1);
        done += n;
    }
    return size;
}

static int has_input(int milliseconds)
{
    struct pollfd fd = { 0, POLLIN, 0 };

    return poll(&fd, end_of_input ? 0 : 1, milliseconds) > 0;
}

int avm_console_read(char *data, int size)
{
    ssize_t n;

    if (!has_input(0))
        return 0;
    n = read(0, data, size);
    if (n <= 0)
        end_of_input = 1;
    return n > 0 ? n : 0;
}

int avm_wait(int milliseconds)
{
    return has_input(milliseconds) && !end_of_input;
}

long long avm_monotonic_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

void avm_stop(int status)
{
    _exit(status);
}

void avm_watchdog_feed(void)
{
}

static void map_slot(const char *path)
{
    struct stat info;
    int fd = open(path, O_RDONLY);
    char *address;

    if (fd < 0 || fstat(fd, &info) < 0 || n_slots == MAX_SLOTS) {
        fprintf(stderr, "atomvm: %s: can not be read\n", path);
        exit(2);
    }
    address = mmap(NULL, info.st_size + 1, PROT_READ, MAP_PRIVATE, fd, 0);
    if (address == MAP_FAILED) {
        fprintf(stderr, "atomvm: %s: can not be mapped\n", path);
        exit(2);
    }
    slots[n_slots].name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    slots[n_slots].address = address;
    slots[n_slots++].size = (int)info.st_size;
}

extern char __avm_readonly_start[], __avm_readonly_end[];

int main(int argc, char **argv)
{
    int i;

    /* what is in flash memory elsewhere: to write to it ends the program */
    if (mprotect(__avm_readonly_start, __avm_readonly_end - __avm_readonly_start,
                 PROT_READ) < 0) {
        perror("atomvm: mprotect");
        return 2;
    }

    if (argc < 2) {
        fprintf(stderr, "usage: %s PACK.avm...\n", argv[0]);
        return 2;
    }
    for (i = 1; i < argc; i++)
        map_slot(argv[i]);
    return avm_main(__builtin_frame_address(0), STACK);
}
