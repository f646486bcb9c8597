"""Patterns of the module re: those of PCRE 8.44, which OTP 25 has, compiled by
PCRE2.

What PCRE2 refuses or takes for something else is written another way for it:
escapes of letters that mean nothing (they stand for the letter), classes such
as [\\d-z], (*UTF8), calls of groups (atomic in PCRE 8) and scripts.
"""
from atomvm.foreign import pcre
from atomvm.otp.re_error import (
    DECIMAL_DIGITS, Fault, back, ends_with, fault, has_at)
from atomvm.otp.re_scan import Scanner
from atomvm.otp.re_text import BAD_NEWLINE, REFERENCE

UNKNOWN_ESCAPE = 103
INVALID_IN_CLASS = 107
UNSUPPORTED_ESCAPE = 137
UNMATCHED = 122
INVALID_RANGE = 150
NO_CODE = pcre.Code(0, [0] * pcre.INFO)
MAX_REPAIRS = 64        # that are made to a pattern; then it is an error


class Pattern(object):
    """A pattern on its way: text, as PCRE2 is to see it, and the edits that
    led there: places in the original, ascending, and the characters that
    were put in (1) or left out (-1) there."""

    def __init__(self, text, options, newline, bsr):
        self.text = text
        self.options = options
        self.newline = newline
        self.bsr = bsr
        self.places = []
        self.changes = []

    def compile(self):
        return pcre.compile(self.text, self.options, self.newline, self.bsr)

    def leave_out(self, at):
        """The byte at this place of text."""
        assert at >= 0
        self.note(self.original(at), -1)
        self.text = self.text[:at] + self.text[at + 1:]

    def escape(self, at):
        """A backslash in front of the byte at this place of text."""
        assert at >= 0
        self.note(self.original(at), 1)
        self.text = self.text[:at] + '\\' + self.text[at:]

    def note(self, place, change):
        i = 0
        while i < len(self.places) and self.places[i] <= place:
            i += 1
        self.places.insert(i, place)
        self.changes.insert(i, change)

    def original(self, at):
        """Where in the original a place of text is."""
        shift = 0
        for i in range(len(self.places)):
            place = self.places[i]
            if self.changes[i] < 0:
                if place <= at - shift:
                    shift -= 1
            elif place < at - shift:
                shift += 1
        return at - shift

    def repair(self, code):
        """Write another way what PCRE2 has refused.  False: PCRE 8 refuses
        it, too, as far as this function knows."""
        at = code.offset
        if len(self.places) >= MAX_REPAIRS or at <= 0:
            return False
        if code.error == UNKNOWN_ESCAPE or code.error == INVALID_IN_CLASS:
            if ends_with(self.text, at, '\\'):
                self.leave_out(at - 1)
                return True
        elif code.error == UNSUPPORTED_ESCAPE:
            if ends_with(self.text, at, '\\F'):
                self.leave_out(at - 2)
                return True
        elif code.error == REFERENCE:
            at = back(self.text, at, DECIMAL_DIGITS)
            if ends_with(self.text, at, '\\') and (
                    has_at(self.text, at, '8') or has_at(self.text, at, '9')):
                self.leave_out(at - 1)
                return True
        elif code.error == INVALID_RANGE:
            if has_at(self.text, at, '-') and not has_at(self.text, at, '-]'):
                self.escape(at)
                return True
        return False


class Compiled(object):
    """code and the text that it was made of, or what is wrong with the pattern
    (fault, else None)."""

    def __init__(self, code, text, fault):
        self.code = code
        self.text = text
        self.fault = fault


def compile(text, options, newline, bsr):
    """The Compiled of a pattern."""
    if newline > pcre.ANYCRLF or bsr > pcre.BSR_ANYCRLF:
        return Compiled(NO_CODE, '', Fault(BAD_NEWLINE, 0))
    pattern = Pattern(text, options, newline, bsr)
    if text.startswith('(*UTF8)'):
        pattern.leave_out(5)
    code = pattern.compile()
    while code.handle == 0 and pattern.repair(code):
        code = pattern.compile()
    if code.handle == 0:
        return Compiled(code, '', fault_of(pattern, code))
    scanner = Scanner(pattern.text, options, newline, bsr)
    scanner.scan()
    if scanner.fault is not None:
        code.free()
        return Compiled(code, '', moved(scanner.fault, pattern))
    return rewritten(code, pattern, scanner)


def moved(what, pattern):
    """A Fault at its place in the original."""
    return Fault(what.text, pattern.original(what.place))


def fault_of(pattern, code):
    text = pattern.text
    at = code.offset
    if code.error == UNMATCHED:
        # PCRE 8 finds what is wrong in front of it first
        assert 0 <= at <= len(text)
        front = compile(text[:at], pattern.options, pattern.newline,
                        pattern.bsr)
        if front.fault is None:
            front.code.free()
        elif front.fault.place < at:
            return moved(front.fault, pattern)
    what = fault(code.error, at, text)
    if code.error == REFERENCE and what.place == len(text):
        # such references are looked at last
        scanner = Scanner(text, pattern.options, pattern.newline, pattern.bsr)
        scanner.scan()
        if scanner.fault is not None:
            what = scanner.fault
    return moved(what, pattern)


def rewritten(code, pattern, scanner):
    """The Compiled to match with, of a pattern that is right."""
    text = scanner.rewritten()
    if text == pattern.text:
        return Compiled(code, text, None)
    other = pcre.compile(text, pattern.options, pattern.newline, pattern.bsr)
    if other.handle == 0 or other.groups != code.groups:
        other.free()
        return Compiled(code, pattern.text, None)
    code.free()
    return Compiled(other, text, None)
