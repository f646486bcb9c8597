"""The C functions between RPython and PCRE2: see pcre.py."""
SOURCE = r'''
#ifndef _GNUSOURCE
#define _GNUSOURCE
#endif
#ifdef __APPLE__
#define _XOPENSOURCE 700
#define _DARWIN_CSOURCE
#endif
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>

#define VISIBLE __attribute__((visibility("default")))
#define FEW 16                      /* pairs that most patterns get by with */
#define HEAP_LIMIT (1 << 20)        /* KiB that a match may take */
#define JIT_STACK (8 << 20)         /* bytes, used as far as needed */
#define SEARCH_STACK (256 << 10)

static pcre2_match_data *atomvm_re_few;
static pcre2_match_context *atomvm_re_context;

VISIBLE long atomvm_re_version(char *text)      /* room: 64 bytes */
{
    return pcre2_config(PCRE2_CONFIG_VERSION, text) - 1;
}

static long atomvm_re_info(pcre2_code *code, int what)
{
    uint32_t value = 0;
    pcre2_pattern_info(code, what, &value);
    return value;
}

/* Where PCRE2 has what in its tables of characters. */
#define FOLDED 0
#define FLIPPED 256
#define CLASSES 512
#define TYPES 832
enum { UPPER = 96, LOWER = 128, WORD = 160, GRAPH = 192, PRINT = 224,
       PUNCT = 256, CNTRL = 288 };

static void atomvm_re_is(uint8_t *tables, int class, int c)
{
    tables[CLASSES + class + c / 8] |= 1 << c % 8;
}

/* Tables for ISO 8859-1, which is what bytes are in OTP. */
static const uint8_t *atomvm_re_tables(void)
{
    static uint8_t *tables;
    int c;
    if (tables || !(tables = (uint8_t *)pcre2_maketables(NULL)))
        return tables;
    for (c = 128; c < 256; c++) {
        int upper = c >= 0xc0 && c <= 0xde && c != 0xd7;
        int lower = (c >= 0xdf && c != 0xf7) || c == 0xaa || c == 0xb5 ||
            c == 0xba;
        atomvm_re_is(tables, c < 0xa0 ? CNTRL : GRAPH, c);
        if (c < 0xa0)
            continue;
        atomvm_re_is(tables, PRINT, c);
        if (!upper && !lower) {
            atomvm_re_is(tables, PUNCT, c);
            continue;
        }
        atomvm_re_is(tables, WORD, c);
        atomvm_re_is(tables, upper ? UPPER : LOWER, c);
        tables[TYPES + c] = tables[TYPES + (upper ? 'Z' : 'z')];
        if (upper) {
            tables[FOLDED + c] = tables[FLIPPED + c] = c + 32;
            tables[FLIPPED + c + 32] = c;
        }
    }
    return tables;
}

/* info: error, offset of it, groups, UTF, newline, may match nothing.  0: it failed. */
VISIBLE long atomvm_re_compile(const char *text, long size, int options,
                               int newline, int bsr, long *info)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (!context)
        return 0;
    pcre2_set_newline(context, newline);
    pcre2_set_bsr(context, bsr);
    pcre2_set_character_tables(context, atomvm_re_tables());
#ifdef PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK
    pcre2_set_compile_extra_options(context, PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK);
#endif
    code = pcre2_compile((PCRE2_SPTR)text, size, (uint32_t)options, &error,
                         &offset, context);
    pcre2_compile_context_free(context);
    info[0] = error;
    info[1] = (long)offset;
    if (code) {
        info[2] = atomvm_re_info(code, PCRE2_INFO_CAPTURECOUNT);
        info[3] = (atomvm_re_info(code, PCRE2_INFO_ALLOPTIONS) &
                   PCRE2_UTF) != 0;
        info[4] = atomvm_re_info(code, PCRE2_INFO_NEWLINE);
        info[5] = atomvm_re_info(code, PCRE2_INFO_MATCHEMPTY);
    }
    return (long)code;
}

VISIBLE void atomvm_re_free(long code)
{
    pcre2_code_free((pcre2_code *)code);
}

/* The table of names, an entry of this many bytes for each. */
VISIBLE const char *atomvm_re_names(long handle, long *count, long *entry)
{
    pcre2_code *code = (pcre2_code *)handle;
    PCRE2_SPTR table = NULL;
    *count = atomvm_re_info(code, PCRE2_INFO_NAMECOUNT);
    *entry = atomvm_re_info(code, PCRE2_INFO_NAMEENTRYSIZE);
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    return (const char *)table;
}

/* Whether it is UTF-8, surrogates excluded. */
VISIBLE int atomvm_re_valid(const char *text, long size)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + size;
    while (p < end) {
        unsigned c = *p;
        int more, i;
        if (c < 0x80) {
            uint64_t eight;
            while (end - p >= 8 && (memcpy(&eight, p, 8),
                                    !(eight & 0x8080808080808080ULL)))
                p += 8;
            while (p < end && *p < 0x80)
                p++;
            continue;
        }
        more = c >= 0xc2 && c < 0xe0 ? 1 : c >= 0xe0 && c < 0xf0 ? 2 :
            c >= 0xf0 && c < 0xf5 ? 3 : 0;
        if (more == 0 || end - p <= more)
            return 0;
        for (i = 1; i <= more; i++)
            if ((p[i] & 0xc0) != 0x80)
                return 0;
        if ((c == 0xe0 && p[1] < 0xa0) || (c == 0xed && p[1] > 0x9f) ||
            (c == 0xf0 && p[1] < 0x90) || (c == 0xf4 && p[1] > 0x8f))
            return 0;
        p += more + 1;
    }
    return 1;
}

VISIBLE int atomvm_re_speed_up(long code)
{
    return pcre2_jit_compile((pcre2_code *)code, PCRE2_JIT_COMPLETE) == 0;
}

static int atomvm_re_prepare(void)
{
    if (atomvm_re_context)
        return 1;
    atomvm_re_few = pcre2_match_data_create(FEW, NULL);
    atomvm_re_context = pcre2_match_context_create(NULL);
    if (!atomvm_re_few || !atomvm_re_context)
        return 0;
    pcre2_set_heap_limit(atomvm_re_context, HEAP_LIMIT);
    pcre2_jit_stack_assign(atomvm_re_context, NULL,
                           pcre2_jit_stack_create(32 << 10, JIT_STACK, NULL));
    return 1;
}

static void atomvm_re_copy(pcre2_match_data *data, long rc, long *pairs)
{
    PCRE2_SIZE *found = pcre2_get_ovector_pointer(data);
    long i;
    for (i = 0; i < 2 * rc; i++)
        pairs[i] = found[i] == PCRE2_UNSET ? -1 : (long)found[i];
}

static long atomvm_re_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

/* The subject is valid if the pattern wants UTF-8.  pairs: room for count
   offsets, and behind them for the time that it took, in nanoseconds. */
VISIBLE long atomvm_re_match(long code, const char *subject, long size,
                             long start, int options, long limit, long depth,
                             int plain, long *pairs, long count)
{
    pcre2_match_data *data = atomvm_re_few;
    long rc, began = atomvm_re_now();
    if (!atomvm_re_prepare())
        return PCRE2_ERROR_NOMEMORY;
    data = atomvm_re_few;
    if (plain || count > FEW)
        data = pcre2_match_data_create((uint32_t)count, NULL);
    if (!data)
        return PCRE2_ERROR_NOMEMORY;
    pcre2_set_match_limit(atomvm_re_context, (uint32_t)limit);
    pcre2_set_depth_limit(atomvm_re_context, (uint32_t)depth);
    rc = pcre2_match((pcre2_code *)code, (PCRE2_SPTR)subject, size, start,
                     (uint32_t)options | PCRE2_NO_UTF_CHECK |
                     (plain ? PCRE2_NO_JIT : 0), data, atomvm_re_context);
    atomvm_re_copy(data, rc, pairs);
    if (data != atomvm_re_few)
        pcre2_match_data_free(data);
    pairs[2 * count] = atomvm_re_now() - began;
    return rc;
}

/* ---- matches that give way ---- */

struct atomvm_re_search {
    ucontext_t here, there;
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
    char *subject, *stack;
    long size, start, rc, left;
    int options, over;
};

static int atomvm_re_callout(pcre2_callout_block *block, void *data)
{
    struct atomvm_re_search *search = data;
    if (--search->left <= 0)
        swapcontext(&search->there, &search->here);
    return 0;
}

static void atomvm_re_body(unsigned low, unsigned high)
{
    struct atomvm_re_search *search = (struct atomvm_re_search *)
        ((uintptr_t)low | ((uintptr_t)high << 16 << 16));
    search->rc = pcre2_match(
        search->code, (PCRE2_SPTR)search->subject, search->size, search->start,
        (uint32_t)search->options | PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT,
        search->data, search->context);
    search->over = 1;
    swapcontext(&search->there, &search->here);
}

VISIBLE void atomvm_re_end(long handle)
{
    struct atomvm_re_search *search = (struct atomvm_re_search *)handle;
    if (!search)
        return;
    pcre2_match_data_free(search->data);
    pcre2_match_context_free(search->context);
    pcre2_code_free(search->code);
    free(search->subject);
    free(search->stack);
    free(search);
}

/* It owns the code from now on.  0: no memory. */
VISIBLE long atomvm_re_begin(long code, const char *subject, long size,
                             long start, int options, long limit, long depth,
                             long count)
{
    struct atomvm_re_search *search = calloc(1, sizeof *search);
    uintptr_t me = (uintptr_t)search;
    if (!search) {
        pcre2_code_free((pcre2_code *)code);
        return 0;
    }
    search->code = (pcre2_code *)code;
    search->data = pcre2_match_data_create((uint32_t)count, NULL);
    search->context = pcre2_match_context_create(NULL);
    search->subject = malloc(size + 1);
    search->stack = malloc(SEARCH_STACK);
    if (!search->data || !search->context || !search->subject ||
        !search->stack || getcontext(&search->there) < 0) {
        atomvm_re_end((long)search);
        return 0;
    }
    memcpy(search->subject, subject, size);
    search->size = size;
    search->start = start;
    search->options = options;
    pcre2_set_match_limit(search->context, (uint32_t)limit);
    pcre2_set_depth_limit(search->context, (uint32_t)depth);
    pcre2_set_heap_limit(search->context, HEAP_LIMIT);
    pcre2_set_callout(search->context, atomvm_re_callout, search);
    search->there.uc_stack.ss_sp = search->stack;
    search->there.uc_stack.ss_size = SEARCH_STACK;
    search->there.uc_link = NULL;
    makecontext(&search->there, (void (*)(void))atomvm_re_body, 2,
                (unsigned)(me & 0xffffffff), (unsigned)(me >> 16 >> 16));
    return (long)search;
}

/* Goes on for so many callouts.  1: over, and the result of it. */
VISIBLE int atomvm_re_step(long handle, long callouts, long *rc, long *pairs)
{
    struct atomvm_re_search *search = (struct atomvm_re_search *)handle;
    search->left = callouts;
    if (!search->over)
        swapcontext(&search->here, &search->there);
    if (!search->over)
        return 0;
    *rc = search->rc;
    atomvm_re_copy(search->data, search->rc, pairs);
    return 1;
}
'''

HEADER = r'''
long atomvm_re_version(char *);
long atomvm_re_compile(const char *, long, int, int, int, long *);
void atomvm_re_free(long);
const char *atomvm_re_names(long, long *, long *);
int atomvm_re_valid(const char *, long);
int atomvm_re_speed_up(long);
long atomvm_re_match(long, const char *, long, long, int, long, long,
                     int, long *, long);
long atomvm_re_begin(long, const char *, long, long, int, long, long, long);
int atomvm_re_step(long, long, long *, long *);
void atomvm_re_end(long);
'''
