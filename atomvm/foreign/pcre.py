"""The library PCRE2 (8-bit code units): patterns and matches.

A pattern is compiled to a Code, which must be freed by hand; code that may be
kept for long is compiled further to machine code, where the library can.  A match that
takes more than some steps is started again as a Search, which goes on for a few
milliseconds at a time: PCRE2 itself can not be interrupted, so it runs on a
stack of its own and is left in a callout before an item of the pattern.
"""
from rpython.rtyper.lltypesystem import lltype, rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

# Options (pcre2.h).
AUTO_CALLOUT = 0x4
CASELESS = 0x8
DOLLAR_ENDONLY = 0x10
DOTALL = 0x20
DUPNAMES = 0x40
EXTENDED = 0x80
FIRSTLINE = 0x100
MULTILINE = 0x400
NEVER_UTF = 0x1000
NO_AUTO_CAPTURE = 0x2000
NO_START_OPTIMIZE = 0x10000
UCP = 0x20000
UNGREEDY = 0x40000
UTF = 0x80000
ANCHORED = -0x80000000      # the highest of 32 bits
# Those of a match.
NOTBOL = 1
NOTEOL = 2
NOTEMPTY = 4
NOTEMPTY_ATSTART = 8
# Newlines, and what \R matches.
CR, LF, CRLF, ANY, ANYCRLF = range(1, 6)
BSR_UNICODE, BSR_ANYCRLF = range(1, 3)
# Results of a match that are below 0.
NOMATCH = -1
MATCHLIMIT = -47
DEPTHLIMIT = -53
JIT_STACKLIMIT = -46
HEAPLIMIT = -63

INFO = 6            # numbers that a compilation tells

_SOURCE = r'''
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#ifdef __APPLE__
#define _XOPEN_SOURCE 700
#define _DARWIN_C_SOURCE
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

_HEADER = r'''
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

def _library():
    """How to compile and link with it, on Debian or where pkg-config says."""
    try:
        return ExternalCompilationInfo.from_pkg_config('libpcre2-8')
    except (ImportError, OSError):
        return ExternalCompilationInfo(libraries=['pcre2-8'])


_ECI = _library().merge(ExternalCompilationInfo(
    post_include_bits=[_HEADER], separate_module_sources=[_SOURCE]))


def _external(name, args, result):
    return rffi.llexternal('atomvm_re_' + name, args, result,
                           compilation_info=_ECI, releasegil=False)


_version = _external('version', [rffi.CCHARP], rffi.LONG)
_compile = _external('compile', [rffi.CCHARP, rffi.LONG, rffi.INT, rffi.INT,
                                 rffi.INT, rffi.LONGP], rffi.LONG)
_free = _external('free', [rffi.LONG], lltype.Void)
_names = _external('names', [rffi.LONG, rffi.LONGP, rffi.LONGP], rffi.CCHARP)
_valid = _external('valid', [rffi.CCHARP, rffi.LONG], rffi.INT)
_speed_up = _external('speed_up', [rffi.LONG], rffi.INT)
_match = _external('match', [rffi.LONG, rffi.CCHARP, rffi.LONG, rffi.LONG,
                             rffi.INT, rffi.LONG, rffi.LONG, rffi.INT,
                             rffi.LONGP, rffi.LONG], rffi.LONG)
_begin = _external('begin', [rffi.LONG, rffi.CCHARP, rffi.LONG, rffi.LONG,
                             rffi.INT, rffi.LONG, rffi.LONG, rffi.LONG],
                   rffi.LONG)
_step = _external('step', [rffi.LONG, rffi.LONG, rffi.LONGP, rffi.LONGP],
                  rffi.INT)
_end = _external('end', [rffi.LONG], lltype.Void)


def version():
    """What PCRE2 calls its version: number and date."""
    with lltype.scoped_alloc(rffi.CCHARP.TO, 64) as text:
        return rffi.charpsize2str(text, rffi.cast(lltype.Signed,
                                                  _version(text)))


def is_valid(data, at, size):
    """Whether size bytes of data from at on are UTF-8."""
    with rffi.scoped_nonmovingbuffer(data) as text:
        return rffi.cast(lltype.Signed, _valid(rffi.ptradd(text, at), size)) != 0


class Code(object):
    """A compiled pattern (handle; 0: it could not be compiled, error and
    offset say why).  utf: it is in UTF-8 and wants such subjects; groups:
    how many there are besides the whole; may_be_empty: it may match no
    bytes; fast: there is machine code of it."""
    _immutable_fields_ = ['handle', 'error', 'offset', 'groups', 'utf',
                          'newline', 'may_be_empty']

    def __init__(self, handle, info):
        self.handle = handle
        self.error = info[0]
        self.offset = info[1]
        self.groups = info[2]
        self.utf = info[3] != 0
        self.newline = info[4]
        self.may_be_empty = info[5] != 0
        self.fast = False

    def free(self):
        if self.handle != 0:
            _free(self.handle)

    def speed_up(self):
        """Make machine code of it, where that can be had."""
        self.fast = rffi.cast(lltype.Signed, _speed_up(self.handle)) != 0

    def names(self):
        """The table of names, as one str; entries are sorted, each has the
        number of a group (two bytes, the higher one first) and its name, which
        ends with a zero byte."""
        with lltype.scoped_alloc(rffi.LONGP.TO, 2) as sizes:
            table = _names(self.handle, sizes, rffi.ptradd(sizes, 1))
            size = sizes[0] * sizes[1]
            if size == 0:
                return '', 1
            return rffi.charpsize2str(table, size), sizes[1]


def compile(text, options, newline, bsr):
    """The Code of a pattern."""
    with lltype.scoped_alloc(rffi.LONGP.TO, INFO, zero=True) as raw:
        with rffi.scoped_nonmovingbuffer(text) as data:
            handle = _compile(data, len(text), _int(options), _int(newline),
                              _int(bsr), raw)
        return Code(handle, [raw[i] for i in range(INFO)])


def _int(value):
    return rffi.cast(rffi.INT, value)


class Matcher(object):
    """Matches, and what came of the last one: pairs of offsets (-1: a group
    that is not set), and nanoseconds that it took."""

    def __init__(self):
        self.pairs = [0]
        self.spent = 0

    def keep(self, raw, rc):
        count = max(rc, 0) * 2
        self.pairs = [raw[i] for i in range(count)]

    def match(self, code, data, at, size, start, options, limit, depth, plain):
        """The number of pairs, or what is below 0.  The subject is size bytes
        of data (a str) from at on, valid where the pattern is in UTF-8; plain:
        without machine code."""
        count = code.groups + 1
        with lltype.scoped_alloc(rffi.LONGP.TO, 2 * count + 1) as raw:
            with rffi.scoped_nonmovingbuffer(data) as text:
                rc = _match(code.handle, rffi.ptradd(text, at), size, start,
                            _int(options), limit, depth, _int(plain), raw,
                            count)
            self.spent = raw[2 * count]
            self.keep(raw, rc)
        return rc

    def step(self, search, callouts):
        """Go on with a Search for so many items.  True: it is over, and
        search.rc is what match() gives."""
        with lltype.scoped_alloc(rffi.LONGP.TO, 2 * search.count + 1) as raw:
            over = _step(search.handle, callouts, rffi.ptradd(raw, 2 * search.count),
                         raw)
            if rffi.cast(lltype.Signed, over) == 0:
                return False
            search.rc = raw[2 * search.count]
            self.keep(raw, search.rc)
        return True


class Search(object):
    """A match that gives way.  handle is 0 where there was no memory for it."""

    def __init__(self, code, data, at, size, start, options, limit, depth):
        """code: compiled with AUTO_CALLOUT, for this match only."""
        self.rc = NOMATCH
        self.count = code.groups + 1
        with rffi.scoped_nonmovingbuffer(data) as text:
            self.handle = _begin(code.handle, rffi.ptradd(text, at), size,
                                 start, _int(options), limit, depth,
                                 self.count)

    def end(self):
        """Free it; more than once does no harm."""
        handle = self.handle
        self.handle = 0
        _end(handle)
