"""The library PCRE2 (8-bit code units): patterns and matches.

A pattern is compiled to a Code, which must be freed by hand; code that may be
kept for long is compiled further to machine code, where the library can.  A match that
takes more than some steps is started again as a Search, which goes on for a few
milliseconds at a time: PCRE2 itself can not be interrupted, so it runs on a
stack of its own and is left in a callout before an item of the pattern.
"""
from rpython.rtyper.lltypesystem import lltype, rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

from atomvm.foreign.pcre_source import HEADER, SOURCE

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


def _library():
    """How to compile and link with it, on Debian or where pkg-config says."""
    try:
        return ExternalCompilationInfo.from_pkg_config('libpcre2-8')
    except (ImportError, OSError):
        return ExternalCompilationInfo(libraries=['pcre2-8'])


_ECI = _library().merge(ExternalCompilationInfo(
    post_include_bits=[HEADER], separate_module_sources=[SOURCE]))


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
    assert data is not None
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
    assert text is not None
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
        assert data is not None
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
        assert data is not None
        with rffi.scoped_nonmovingbuffer(data) as text:
            self.handle = _begin(code.handle, rffi.ptradd(text, at), size,
                                 start, _int(options), limit, depth,
                                 self.count)

    def end(self):
        """Free it; more than once does no harm."""
        handle = self.handle
        self.handle = 0
        _end(handle)
