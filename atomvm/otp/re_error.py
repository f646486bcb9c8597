"""What is wrong with a pattern, in the words of PCRE 8.44 and at the place
where it finds that: for what PCRE2 says.  Places are those of PCRE2's text.
"""
from atomvm.otp.re_text import (
    BAD_CALLOUT, G_SYNTAX, HEXADECIMAL, MALFORMED_CONDITION, NAME_DIGIT,
    NAME_EXPECTED, NAME_TERMINATOR, NOTHING_TO_REPEAT, NOT_EMPTY_CONDITION,
    NO_ASSERTION, NO_DIGITS, NO_PARENTHESIS, NO_VERB, OCTAL, QUERY, QUERY_P,
    QUERY_R, REFERENCE, UTF_DISABLED, WRONG_AFTER_ANGLE, ZERO,
    text_of)

# PCRE2's place is one character further on.
EARLIER = [137, 143, 147, 150, 151, 165, 169, 171, 193]
# PCRE 8 looks at the whole group first.
AT_END_OF_GROUP = [125, 127, 135, 136, 154, 187]
DECIMAL_DIGITS = '0123456789'
OCTAL_DIGITS = '01234567'
HEX_DIGITS = '0123456789abcdefABCDEF'


class Fault(object):
    """An error: its text, and its place."""

    def __init__(self, text, place):
        self.text = text
        self.place = place


def fault(number, at, text):
    """The Fault for an error of PCRE2 at this place of a text."""
    if number in EARLIER:
        return Fault(text_of(number), at - 1)
    if number in AT_END_OF_GROUP:
        return Fault(text_of(number), end_of_group(text, at))
    if number == NO_PARENTHESIS:
        return unfinished(text, at)
    if number == REFERENCE:
        return no_such_group(text, at)
    if number == UTF_DISABLED:
        return Fault(text_of(number), 0)
    if number == ZERO:
        return zero(text, at)
    if number == NO_ASSERTION or number == 129:
        return Fault(text_of(number), at + 1)
    if number == NAME_TERMINATOR and is_condition(text, at):
        return Fault(text_of(MALFORMED_CONDITION), at)
    if number == 155 and not has_at(text, at, 'o'):
        return Fault(text_of(number), at - 1)
    if number == G_SYNTAX:
        return after_g(text, at)
    if number == NO_VERB or number == 140 or number == 195:
        return verb(text, at)
    if number == 161:
        return too_big(text, at)
    if number == NAME_EXPECTED:
        return no_name(text, at)
    if number == OCTAL and skip(text, at, OCTAL_DIGITS) == len(text):
        return Fault(text_of(number), len(text))
    if number == HEXADECIMAL and skip(text, at, HEX_DIGITS) == len(text):
        return Fault(text_of(number), len(text))
    if number == NO_DIGITS:
        return no_digits(text, at)
    if number == QUERY and has_at(text, at - 1, '^'):
        return Fault(text_of(number), at - 1)
    return Fault(text_of(number), at)


def has_at(text, at, piece):
    """Whether piece is at this place of text."""
    if at < 0:
        return False
    stop = at + len(piece)
    return stop <= len(text) and text[at:stop] == piece


def ends_with(text, at, piece):
    """Whether piece ends at this place of text."""
    return has_at(text, at - len(piece), piece)


def find(text, piece, at):
    """Where the first piece is from at on, or -1."""
    assert at >= 0
    return text.find(piece, at)


def skip(text, at, chars):
    """Where the run of these characters from at on ends."""
    assert at >= 0
    while at < len(text) and text[at] in chars:
        at += 1
    return at


def back(text, at, chars):
    """Where the run of these characters that ends at at starts."""
    while at > 0 and text[at - 1] in chars:
        at -= 1
    return at


def is_word(char):
    return char.isalnum() or char == '_'


def end_of_group(text, at):
    """The place of the parenthesis that ends the group which starts at at, or a
    little before."""
    while at > 0 and text[at] != '(':
        at -= 1
    if has_at(text, at - 2, '(?('):
        at -= 2
    depth = 0
    in_class = False
    while at < len(text):
        char = text[at]
        if char == '\\':
            at += 1
        elif in_class:
            in_class = char != ']'
        elif char == '[':
            in_class = True
            if has_at(text, at + 1, '^'):
                at += 1
            if has_at(text, at + 1, ']'):
                at += 1
        elif char == '(':
            depth += 1
        elif char == ')':
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return len(text)


def unfinished(text, at):
    """The pattern ends within a group or what begins one."""
    number = NO_PARENTHESIS
    digits = back(text, at, DECIMAL_DIGITS)
    if ends_with(text, at, '(?('):
        number = NO_ASSERTION
    elif ends_with(text, at, '(?P'):
        number = QUERY_P
    elif ends_with(text, digits, '(?C'):
        number = BAD_CALLOUT
    elif digits < at and (ends_with(text, digits, '(?') or
                          ends_with(text, digits, '(?+') or
                          ends_with(text, digits, '(?-')):
        number = QUERY_R
    elif ends_with(text, back(text, at, 'imsxJUX-'), '(?'):
        number = QUERY
    elif ends_with(text, at, '(?^'):
        return Fault(text_of(QUERY), at - 1)
    return Fault(text_of(number), at)


def no_such_group(text, at):
    """A reference to a group that is not there: by its number at at, or
    behind that."""
    if ends_with(text, back(text, at, DECIMAL_DIGITS), '\\'):
        return Fault(text_of(REFERENCE), len(text))
    start = back(text, at, '0123456789}')
    sign = back(text, start, '+-{')
    if ends_with(text, sign, '\\g') and not (
            has_at(text, sign, '{') and start == at and is_word(text[at])):
        return reference_by_g(text, sign)
    if ends_with(text, at, '(?') and has_at(text, at, '('):
        start = at + 1
    if (is_condition(text, start) or ends_with(text, start, '(?(-') or
            ends_with(text, start, '(?(+')):
        if has_at(text, start, '0)'):
            return Fault(NOT_EMPTY_CONDITION, start + 2)
        stop = start
        while stop < len(text) and text[stop] != ')':
            stop += 1
        return Fault(text_of(REFERENCE), min(stop + 1, len(text)))
    if ends_with(text, start, '(?+') or ends_with(text, start, '(?-'):
        if not has_at(text, at, ')'):
            return Fault(text_of(QUERY_R), at)
    while at < len(text) and is_word(text[at]):
        at += 1
    return Fault(text_of(REFERENCE), at)


def reference_by_g(text, after):
    """The same, of \\g (after is behind it)."""
    digits = skip(text, after, '+-{')
    last = skip(text, digits, DECIMAL_DIGITS)
    value = 0
    for i in range(digits, last):
        value = min(value * 10 + ord(text[i]) - ord('0'), 1 << 20)
    if value == 0:
        if not has_at(text, last, '}'):
            last -= 1
        return Fault(text_of(ZERO), last)
    if has_at(text, digits - 1, '-'):
        if not has_at(text, last, '}'):
            last -= 1
        return Fault(text_of(REFERENCE), last)
    if has_at(text, digits - 1, '+'):
        return Fault(text_of(ZERO), after - 1)
    return Fault(text_of(REFERENCE), len(text))


def zero(text, at):
    if ends_with(text, back(text, at, '0+-'), '(?('):
        return Fault(NOT_EMPTY_CONDITION, at + 1)
    if ends_with(text, at, '\\g'):
        return Fault(text_of(ZERO), skip(text, at, '{+-0'))
    return Fault(text_of(ZERO), at)


def is_condition(text, at):
    """Whether the name that goes on at at is that of a condition."""
    while at > 0 and is_word(text[at - 1]):
        at -= 1
    return (ends_with(text, at, '(?(<') or ends_with(text, at, "(?('") or
            ends_with(text, at, '(?(') or ends_with(text, at, '(?(R&'))


def after_g(text, at):
    """Something else than a group is behind \\g."""
    if not ends_with(text, at, 'g'):
        return Fault(text_of(ZERO), at)
    if has_at(text, at, '<') or has_at(text, at, "'"):
        return Fault(text_of(G_SYNTAX), at)
    if has_at(text, at, '-'):
        return Fault(text_of(ZERO), at)
    digits = skip(text, at + 1, DECIMAL_DIGITS)
    if has_at(text, at, '{') and digits > at + 1:
        if find(text, '}', at) > 0:
            return Fault(text_of(NAME_DIGIT), at + 1)
        return Fault(text_of(G_SYNTAX), digits)
    return Fault(text_of(ZERO), at - 1)


def verb(text, at):
    """(*NAME) or (*NAME:argument) with a name that is unknown."""
    assert at >= 0
    start = text.rfind('(*', 0, at)
    if start < 0:
        return Fault(text_of(NO_VERB), at)
    stop = start + 2
    while stop < len(text) and text[stop].isalpha():
        stop += 1
    if stop == start + 2 and not has_at(text, stop, ':'):
        return Fault(text_of(NOTHING_TO_REPEAT), start + 1)
    if has_at(text, stop, ':'):
        while stop < len(text) and text[stop] != ')':
            stop += 1
    return Fault(text_of(NO_VERB), stop)


def too_big(text, at):
    stop = skip(text, at, '{' + DECIMAL_DIGITS)
    if ends_with(text, at, '\\g'):
        stop -= 1
    return Fault(text_of(161), stop)


def no_name(text, at):
    """There is no name where one should be."""
    if ends_with(text, at, '\\g{'):
        if at == len(text):
            return Fault(text_of(G_SYNTAX), at)
        if has_at(text, at, '}'):
            return Fault(text_of(ZERO), at)
        return Fault(text_of(NAME_EXPECTED), at)
    if ends_with(text, at, '(?P<'):
        return Fault(text_of(NAME_TERMINATOR), at)
    if ends_with(text, at, '(?<'):
        return Fault(WRONG_AFTER_ANGLE, at)
    if ends_with(text, at, '(?(R&'):
        return Fault(text_of(NO_ASSERTION), at)
    if ends_with(text, at, '(?('):
        if has_at(text, at, '-') or has_at(text, at, '+'):
            if has_at(text, at + 1, ')'):
                return Fault(NOT_EMPTY_CONDITION, at + 2)
            return Fault(text_of(MALFORMED_CONDITION), at + 1)
        return Fault(text_of(NO_ASSERTION), at)
    return Fault(text_of(NAME_EXPECTED), at)


def no_digits(text, at):
    """\\x{ or \\o{ without digits."""
    if at == len(text) and ends_with(text, at, '{'):
        if ends_with(text, at, '\\o{'):
            return Fault(text_of(OCTAL), at)
        return Fault(text_of(HEXADECIMAL), at)
    if has_at(text, at - 3, '\\o{}'):
        return Fault(text_of(NO_DIGITS), at - 2)
    return Fault(text_of(NO_DIGITS), at)
