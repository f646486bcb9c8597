"""The options of re:compile/2 and re:run/3 (OTP: parse_options in
erts/emulator/beam/erl_bif_re.c)."""
from atomvm.foreign import pcre
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.number import W_Int
from atomvm.term.tuple import W_Tuple

MAX_INT = 0x7fffffff
LIMIT = 10000000        # what PCRE 8 gives a match

W_CAPTURE = mk_atom('capture')
W_OFFSET = mk_atom('offset')
W_MATCH_LIMIT = mk_atom('match_limit')
W_MATCH_LIMIT_RECURSION = mk_atom('match_limit_recursion')
W_NEWLINE = mk_atom('newline')
W_ANCHORED = mk_atom('anchored')
W_REPORT_ERRORS = mk_atom('report_errors')
W_UNICODE = mk_atom('unicode')
W_GLOBAL = mk_atom('global')
W_INDEX = mk_atom('index')
W_BSR_ANYCRLF = mk_atom('bsr_anycrlf')
W_BSR_UNICODE = mk_atom('bsr_unicode')

# Those of a pattern only, and those of a match only.
COMPILE = [(mk_atom('caseless'), pcre.CASELESS),
           (mk_atom('dollar_endonly'), pcre.DOLLAR_ENDONLY),
           (mk_atom('dotall'), pcre.DOTALL),
           (mk_atom('dupnames'), pcre.DUPNAMES),
           (mk_atom('extended'), pcre.EXTENDED),
           (mk_atom('firstline'), pcre.FIRSTLINE),
           (mk_atom('multiline'), pcre.MULTILINE),
           (mk_atom('never_utf'), pcre.NEVER_UTF),
           (mk_atom('no_auto_capture'), pcre.NO_AUTO_CAPTURE),
           (mk_atom('no_start_optimize'), pcre.NO_START_OPTIMIZE),
           (mk_atom('ucp'), pcre.UCP),
           (mk_atom('ungreedy'), pcre.UNGREEDY),
           (W_UNICODE, pcre.UTF)]
MATCH = [(mk_atom('notbol'), pcre.NOTBOL),
         (mk_atom('noteol'), pcre.NOTEOL),
         (mk_atom('notempty'), pcre.NOTEMPTY),
         (mk_atom('notempty_atstart'), pcre.NOTEMPTY_ATSTART)]
# Several of them are joined bit by bit, as PCRE 8's options are.
NEWLINES = [(mk_atom('cr'), pcre.CR), (mk_atom('lf'), pcre.LF),
            (mk_atom('crlf'), pcre.CRLF), (mk_atom('any'), pcre.ANY),
            (mk_atom('anycrlf'), pcre.ANYCRLF)]


class Options(object):
    """compile, match: bits of PCRE2; newline, bsr: 0 where none is given;
    of_compile, of_match: there are options that only these have; w_values:
    None, or what to capture, as w_type."""

    def __init__(self):
        self.compile = 0
        self.match = 0
        self.newline = 0
        self.bsr = 0
        self.of_compile = False
        self.of_match = False
        self.is_global = False
        self.reports = False
        self.offset = 0
        self.has_limit = False
        self.limit = LIMIT
        self.depth = LIMIT
        self.w_values = None
        self.w_type = W_INDEX

    def parse(self, w_list):
        """False: it is no list of options."""
        while isinstance(w_list, W_Cons):
            w_option = w_list.head()
            if isinstance(w_option, W_Tuple):
                if not self.tuple(w_option):
                    return False
            elif not self.atom(w_option):
                return False
            w_list = w_list.tl
        return w_list is NIL

    def is_unicode(self):
        return self.compile & pcre.UTF != 0

    def atom(self, w_option):
        if w_option is W_ANCHORED:
            self.compile |= pcre.ANCHORED
            self.match |= pcre.ANCHORED
            return True
        if w_option is W_BSR_ANYCRLF:
            self.bsr |= pcre.BSR_ANYCRLF
            return True
        if w_option is W_BSR_UNICODE:
            self.bsr |= pcre.BSR_UNICODE
            return True
        for w_name, bit in COMPILE:
            if w_option is w_name:
                self.compile |= bit
                self.of_compile = True
                return True
        self.of_match = True
        if w_option is W_GLOBAL:
            self.is_global = True
            return True
        if w_option is W_REPORT_ERRORS:
            self.reports = True
            return True
        for w_name, bit in MATCH:
            if w_option is w_name:
                self.match |= bit
                return True
        return False

    def tuple(self, w_option):
        arity = w_option.arity()
        if arity < 2 or arity > 3:
            return False
        w_name = w_option.get(0)
        w_value = w_option.get(1)
        if w_name is W_CAPTURE:
            self.w_values = w_value
            self.w_type = W_INDEX
            if arity == 3:
                self.w_type = w_option.get(2)
            self.of_match = True
            return True
        if arity == 3:
            return False
        if w_name is W_NEWLINE:
            for w_kind, number in NEWLINES:
                if w_value is w_kind:
                    self.newline |= number
                    return True
            return False
        self.of_match = True
        if not isinstance(w_value, W_Int):
            return False
        return self.number(w_name, w_value.intval)

    def number(self, w_name, value):
        if not 0 <= value <= MAX_INT:
            return False
        if w_name is W_OFFSET:
            self.offset = value
        elif w_name is W_MATCH_LIMIT:
            self.limit = value
            self.has_limit = True
        elif w_name is W_MATCH_LIMIT_RECURSION:
            self.depth = value
            self.has_limit = True
        else:
            return False
        return True
