"""A match of the module re, which may give way to other processes (OTP: re_run and
re_match_trap in erts/emulator/beam/erl_bif_re.c)."""
from atomvm.beam.export import named_export
from atomvm.bif.gateway import bif
from atomvm.bif.newref import HI, WORDS
from atomvm.error import Trap
from atomvm.foreign import pcre
from atomvm.otp.re_capture import Builder
from atomvm.otp.re_options import W_MATCH_LIMIT, W_MATCH_LIMIT_RECURSION
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import W_Bits
from atomvm.term.bits import to_str
from atomvm.term.effort import spend
from atomvm.term.fault import badarg, system_limit
from atomvm.term.iodata import iodata_bytes
from atomvm.term.pid import W_Ref
from atomvm.term.tuple import tuple2

W_NOMATCH = mk_atom('nomatch')
W_MORE = mk_atom('more')
GO_ON = named_export('avm_re', 'go_on', 1)
# Steps of a match that are made at once, a few milliseconds: with machine code,
# and without.
QUICK_FAST = 1000000
QUICK_PLAIN = 100000
CALLOUTS = 20000        # of a match that gives way, until it does so
NANOSECONDS = 7         # logarithm of those that are a unit of work
WORK = 1 << 14          # more than a slice


class Subject(object):
    """Bytes to be matched: size bytes of text from at on; w_bits: the binary
    that they are, or None."""

    def __init__(self, w_data):
        self.w_bits = None
        self.at = 0
        if isinstance(w_data, W_Bits) and w_data.nbits & 7 == 0:
            self.w_bits = w_data
            self.size = w_data.nbits >> 3
            if w_data.off & 7 == 0:
                self.text = w_data.data
                self.at = w_data.off >> 3
            else:
                self.text = to_str(w_data)
        else:
            self.text = iodata_bytes(w_data)
            self.size = len(self.text)

    def is_within(self, offset):
        """Whether the offset is inside of a character in UTF-8."""
        return (0 < offset < self.size and
                ord(self.text[self.at + offset]) & 0xc0 == 0x80)


class Checked(object):
    """The binary that was found to be UTF-8 last: a global match asks for
    the same one again and again."""

    def __init__(self):
        self.w_bits = None

    def check(self, subject):
        """badarg unless the subject is UTF-8."""
        if subject.w_bits is not None and subject.w_bits is self.w_bits:
            return
        spend(subject.size >> NANOSECONDS)
        if not pcre.is_valid(subject.text, subject.at, subject.size):
            raise badarg()
        self.w_bits = subject.w_bits


CHECKED = Checked()
MATCHER = pcre.Matcher()


class W_Search(W_Ref):
    """A match that gives way, and what it is for."""
    _attrs_ = __slots__ = ('search', 'run')

    def __init__(self, search, run):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.search = search
        self.run = run

    def __del__(self):
        self.search.end()


class Run(object):
    """A match: of a Prepared pattern with a Subject.  most: pairs that
    {re_pattern, N, _, _, _} has room for."""

    def __init__(self, prepared, most, subject, spec, options):
        self.prepared = prepared
        self.most = most
        self.subject = subject
        self.spec = spec
        self.options = options

    def run(self):
        """The term that re:run/3 gives; may raise Trap."""
        subject = self.subject
        options = self.options
        prepared = self.prepared
        prepared.use(subject.size - options.offset)
        code = prepared.code
        plain = options.has_limit or not code.fast
        most = QUICK_FAST
        if plain:
            most = QUICK_PLAIN
        limit = min(most, options.limit)
        rc = MATCHER.match(code, subject.text, subject.at, subject.size,
                           options.offset, options.match, limit, options.depth,
                           plain)
        spend(MATCHER.spent >> NANOSECONDS)
        if (rc == pcre.MATCHLIMIT and options.limit > limit or
                rc == pcre.JIT_STACKLIMIT):
            raise Trap(GO_ON, [self.search()])
        return self.result(rc)

    def search(self):
        subject = self.subject
        options = self.options
        code = self.prepared.recompiled()
        if code.handle == 0:
            raise system_limit()
        search = pcre.Search(code, subject.text, subject.at, subject.size,
                             options.offset, options.match, options.limit,
                             options.depth)
        if search.handle == 0:
            raise system_limit()
        return W_Search(search, self)

    def result(self, rc):
        if 0 < rc <= self.most:
            subject = self.subject
            builder = Builder(subject.w_bits, subject.text, subject.at,
                              MATCHER.pairs, self.spec.how)
            return builder.build(self.spec)
        if self.options.reports:
            if rc == pcre.MATCHLIMIT:
                return tuple2(atoms.error, W_MATCH_LIMIT)
            if rc == pcre.DEPTHLIMIT or rc == pcre.HEAPLIMIT:
                return tuple2(atoms.error, W_MATCH_LIMIT_RECURSION)
        return W_NOMATCH


@bif('avm_re', 'step', 1, host=True)
def step_1(w_search):
    """Go on with a match for a while: more, or what came of it."""
    if not isinstance(w_search, W_Search) or w_search.search.handle == 0:
        raise badarg()
    if not MATCHER.step(w_search.search, CALLOUTS):
        spend(WORK)
        return W_MORE
    w_result = w_search.run.result(w_search.search.rc)
    w_search.search.end()
    return w_result
