"""A walk through a pattern that PCRE2 has taken, for what PCRE 8.44 makes
something else of: calls of groups (atomic there; an error where they could go on for ever),
scripts (of characters, not their extensions), and what PCRE 8 does not know.
"""
from rpython.rlib.rstring import StringBuilder

from atomvm.foreign import pcre
from atomvm.otp.re_error import Fault, find, has_at, is_word, skip, verb
from atomvm.otp.re_property import CATEGORIES, SCRIPTS
from atomvm.otp.re_text import (
    BAD_CALLOUT, LOOPS, MALFORMED_CONDITION, NAME_EXPECTED, NO_ARGUMENT,
    NOTHING_TO_REPEAT, NO_NAMES, NO_VERB, QUERY, UNKNOWN_PROPERTY,
    WRONG_AFTER_ANGLE, ZERO, text_of)

LEADING = ['UTF8)', 'UTF)', 'UCP)', 'CR)', 'LF)', 'CRLF)', 'ANY)', 'ANYCRLF)',
           'BSR_ANYCRLF)', 'BSR_UNICODE)', 'NO_START_OPT)', 'NO_AUTO_POSSESS)',
           'LIMIT_MATCH=', 'LIMIT_RECURSION=']
NOT_8 = ['NUL)', 'LIMIT_DEPTH=', 'LIMIT_HEAP=', 'NOTEMPTY)', 'NO_JIT)',
         'NOTEMPTY_ATSTART)', 'NO_DOTSTAR_ANCHOR)']
WITHOUT_ARGUMENT = ['ACCEPT:', 'FAIL:', 'F:', 'COMMIT:']
DIGITS = '0123456789'
OPTIONS = 'imsxJU-'


class Group(object):
    """A group that is open.  number: 0 of the whole pattern, -1 of one that
    is not counted; branch: where its present alternative starts; looks: it is a
    lookahead, first_end the end of its first alternative, or 0."""

    def __init__(self, number, name, start, extended):
        self.number = number
        self.name = name
        self.start = start
        self.branch = start
        self.extended = extended
        self.looks = False
        self.first_end = 0


def is_quantifier(text, at):
    """Whether *, +, ? or {1,2} is there."""
    if at >= len(text):
        return False
    if text[at] in '*+?':
        return True
    end = skip(text, at + 1, DIGITS)
    if text[at] != '{' or end == at + 1:
        return False
    return has_at(text, skip(text, skip(text, end, ','), DIGITS), '}')


def text_between(text, start, end):
    if 0 <= start <= end:
        return text[start:end]
    return ''


class Scanner(object):
    """fault: None, or what PCRE 8 says; at_calls, behind_calls: places of
    calls of groups; scripts: places of names of scripts."""

    def __init__(self, text, options, newline, bsr):
        self.text = text
        self.options = options
        self.newline = newline
        self.bsr = bsr
        self.extended = options & pcre.EXTENDED != 0
        self.groups = [Group(0, '', 0, self.extended)]
        self.counted = 0
        self.fault = None
        self.at_calls = []
        self.behind_calls = []
        self.scripts = []

    def scan(self):
        text = self.text
        at = self.leading()
        self.groups[0].branch = at
        while at < len(text) and self.fault is None:
            char = text[at]
            if char == '\\':
                at = self.escape(at)
            elif char == '[':
                at = self.char_class(at)
            elif char == '(':
                at = self.open(at)
            else:
                if char == ')' and len(self.groups) > 1:
                    self.extended = self.groups.pop().extended
                elif char == '|':
                    self.next_branch(at)
                elif char == '#' and self.extended:
                    while at < len(text) and text[at] != '\n':
                        at += 1
                at += 1

    def next_branch(self, at):
        group = self.groups[len(self.groups) - 1]
        group.branch = at + 1
        if group.first_end == 0:
            group.first_end = at

    def fail(self, number, at):
        self.fault = Fault(text_of(number), at)
        return len(self.text)

    def leading(self):
        """Behind the verbs that may start a pattern."""
        at = 0
        while has_at(self.text, at, '(*'):
            known = False
            for name in LEADING:
                known = known or has_at(self.text, at + 2, name)
            for name in NOT_8:
                if has_at(self.text, at + 2, name):
                    stop = at + 2
                    while self.text[stop].isalpha():
                        stop += 1
                    return self.fail(NO_VERB, stop)
            if not known:
                break
            at = find(self.text, ')', at) + 1
        return at

    def escape(self, at):
        """Behind the escape at this place."""
        text = self.text
        if at + 1 >= len(text):
            return at + 1
        char = text[at + 1]
        if char == 'Q':
            end = find(text, '\\E', at)
            if end < 0:
                return len(text)
            return end + 2
        if char == 'p' or char == 'P':
            return self.property(at + 2)
        if char == 'c':
            return at + 3
        if has_at(text, at, '\\N{U+'):
            return self.fail(NO_NAMES, at + 1)
        if has_at(text, at, '\\g{+'):
            return self.fail(NAME_EXPECTED, at + 3)
        if has_at(text, at, '\\g+'):
            return self.fail(ZERO, at + 1)
        if char == 'g' and (has_at(text, at + 2, '<') or
                            has_at(text, at + 2, "'")):
            close = '>'
            if text[at + 2] == "'":
                close = "'"
            end = find(text, close, at + 3)
            if end < 0:
                return len(text)
            return self.call(at, at + 3, end, end + 1)
        return at + 2

    def property(self, at):
        """Behind the property that is named at this place."""
        if not has_at(self.text, at, '{'):
            return at + 1
        end = find(self.text, '}', at)
        if end < 0:
            return len(self.text)
        start = at + 1
        if has_at(self.text, start, '^'):
            start += 1
        assert 0 <= start <= end
        name = self.text[start:end]
        if name in SCRIPTS:
            self.scripts.append(start)
        elif name not in CATEGORIES:
            return self.fail(UNKNOWN_PROPERTY, end)
        return end + 1

    def char_class(self, at):
        """Behind the class that starts at this place."""
        text = self.text
        at = skip(text, at + 1, '^')
        if has_at(text, at, ']'):
            at += 1
        while at < len(text) and text[at] != ']' and self.fault is None:
            if text[at] == '\\':
                at = self.escape(at)
            elif has_at(text, at, '[:') and find(text, ':]', at) > 0:
                at = self.posix(at)
            else:
                at += 1
        return at + 1

    def posix(self, at):
        """Behind [:name:], if that is what is at this place."""
        end = at + 2
        while end < len(self.text) and (self.text[end].isalpha() or
                                        self.text[end] == '^'):
            end += 1
        if has_at(self.text, end, ':]'):
            return end + 2
        return at + 1

    def open(self, at):
        """Behind what a parenthesis at this place starts with."""
        text = self.text
        if has_at(text, at, '(*'):
            return self.verb(at)
        if not has_at(text, at, '(?'):
            number = -1
            if self.options & pcre.NO_AUTO_CAPTURE == 0:
                number = self.next_number()
            return self.enter(number, '', at + 1)
        if has_at(text, at, '(?#'):
            end = find(text, ')', at)
            if end < 0:
                return len(text)
            return end + 1
        if has_at(text, at, '(?('):
            return self.condition(at)
        if at + 2 < len(text):
            return self.query(at, text[at + 2])
        return at + 2

    def next_number(self):
        self.counted += 1
        return self.counted

    def enter(self, number, name, start):
        self.groups.append(Group(number, name, start, self.extended))
        return start

    def verb(self, at):
        text = self.text
        for name in WITHOUT_ARGUMENT:
            if has_at(text, at + 2, name):
                return self.fail(NO_ARGUMENT, find(text, ')', at))
        if at + 2 < len(text) and text[at + 2].islower():
            self.fault = verb(text, at + 2)
            return len(text)
        end = find(text, ')', at) + 1
        if has_at(text, at, '(*ACCEPT') and is_quantifier(text, end):
            return self.fail(NOTHING_TO_REPEAT, end)
        return end

    def condition(self, at):
        """Behind the condition; an assertion as such is a group of its own."""
        text = self.text
        if has_at(text, at, '(?(?') or has_at(text, at, '(?(*'):
            return self.enter(-1, '', at + 2)
        if has_at(text, at, '(?(VERSION'):
            return self.fail(MALFORMED_CONDITION, at + 10)
        end = find(text, ')', at)
        if end < 0:
            return len(text)
        return self.enter(-1, '', end + 1)

    def query(self, at, char):
        """Behind (? and what follows."""
        text = self.text
        if char in '^*' or char == 'n':
            return self.fail(QUERY, at + 2)
        if has_at(text, at, '(?<*'):
            self.fault = Fault(WRONG_AFTER_ANGLE, at + 3)
            return len(text)
        if char == 'C':
            end = skip(text, at + 3, DIGITS)
            if not has_at(text, end, ')'):
                return self.fail(BAD_CALLOUT, at + 3)
            return end + 1
        if char == 'R' or char == '&' or has_at(text, at, '(?P>') or \
                skip(text, at + 2, '+-') < skip(text, at + 2, '+-' + DIGITS):
            return self.called(at)
        if has_at(text, at, '(?P='):
            return find(text, ')', at) + 1
        name_at = self.name_place(at)
        if name_at > 0:
            end = name_at
            while end < len(text) and is_word(text[end]):
                end += 1
            name = text_between(text, name_at, end)
            return self.enter(self.next_number(), name, end + 1)
        return self.uncounted(at)

    def name_place(self, at):
        """Where the name of the group is, or 0."""
        text = self.text
        if has_at(text, at, '(?P<'):
            return at + 4
        if has_at(text, at, "(?'"):
            return at + 3
        if has_at(text, at, '(?<') and not has_at(text, at, '(?<=') and \
                not has_at(text, at, '(?<!'):
            return at + 3
        return 0

    def uncounted(self, at):
        """Behind (?:, (?=, (?i: and the like, or behind (?i)."""
        text = self.text
        end = skip(text, at + 2, OPTIONS)
        if has_at(text, end, 'n'):
            return self.fail(QUERY, end)
        before = self.extended
        minus = find(text, '-', at + 2)
        x = find(text, 'x', at + 2)
        if 0 <= x < end:
            self.extended = minus < 0 or x < minus
        if has_at(text, end, ')'):
            return end + 1
        start = skip(text, end, '<')
        self.enter(-1, '', start + 1)
        group = self.groups[len(self.groups) - 1]
        group.extended = before
        group.looks = has_at(text, at, '(?=') or has_at(text, at, '(?!')
        return start + 1

    def called(self, at):
        """(?R), (?1), (?+1), (?&name), (?P>name)."""
        end = find(self.text, ')', at)
        if end < 0:
            return len(self.text)
        start = at + 2
        if has_at(self.text, start, 'P>'):
            start += 2
        elif has_at(self.text, start, '&') or has_at(self.text, start, 'R'):
            start += 1
        return self.call(at, start, end, end + 1)

    def call(self, at, start, end, behind):
        """A call that names its group between start and end."""
        self.at_calls.append(at)
        self.behind_calls.append(behind)
        name = text_between(self.text, start, end)
        place = self.place_of(name)
        if place >= 0 and self.may_loop(place, at):
            self.fault = Fault(LOOPS, behind - 1)
        return behind

    def place_of(self, name):
        """Which of the open groups a call means, or -1."""
        number = 0
        if name != '' and (name[0] in DIGITS or name[0] == '-'):
            for char in name:
                if char in DIGITS:
                    number = number * 10 + ord(char) - ord('0')
            if name[0] == '-':
                number = self.counted + 1 - number
        elif name != '':
            number = -1
        for i in range(len(self.groups)):
            group = self.groups[i]
            if group.number == number and number >= 0 or \
                    number < 0 and group.name == name:
                return i
        return -1

    def may_loop(self, place, at):
        """Whether what is between the start of an open group and a place in
        it may be nothing."""
        piece = ''
        for i in range(place, len(self.groups)):
            group = self.groups[i]
            start = group.branch
            end = at
            if group.looks and group.first_end > 0:
                # PCRE 8 looks at the first alternative, whichever it is in
                piece += text_between(self.text, group.start, group.first_end)
                continue
            if i + 1 < len(self.groups):
                end = self.opens_at(self.groups[i + 1].start)
            piece += text_between(self.text, start, end)
        code = pcre.compile(piece, self.options, self.newline, self.bsr)
        loops = code.handle != 0 and code.may_be_empty
        code.free()
        return loops

    def opens_at(self, start):
        """Where the parenthesis is whose group starts at start."""
        at = start - 1
        while at > 0 and self.text[at] != '(':
            at -= 1
        if at >= 2 and has_at(self.text, at - 2, '(?('):
            return at - 2
        return at

    def rewritten(self):
        """The text, with calls as atomic groups and scripts by name."""
        inserted = {}
        for i in range(len(self.at_calls)):
            before = self.at_calls[i]
            inserted[before] = inserted.get(before, '') + '(?>'
            inserted[self.behind_calls[i]] = ')'
        for at in self.scripts:
            inserted[at] = 'sc:'
        if len(inserted) == 0:
            return self.text
        builder = StringBuilder(len(self.text) + 8 * len(inserted))
        for i in range(len(self.text) + 1):
            builder.append(inserted.get(i, ''))
            if i < len(self.text):
                builder.append(self.text[i])
        return builder.build()
