"""What re:run/3 captures of a match, and how (OTP: build_capture and
build_exec_return in erts/emulator/beam/erl_bif_re.c)."""
from atomvm.otp.re_options import MAX_INT, W_INDEX
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.bits import EMPTY, sub_bits
from atomvm.term.cons import NIL, W_Cons, chars_list, list_from
from atomvm.term.effort import FEW, spend
from atomvm.term.fault import badarg
from atomvm.term.iodata import iodata_bytes
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import tuple2

W_MATCH = mk_atom('match')
W_FIRST = mk_atom('first')
W_LIST = mk_atom('list')
W_ALL_BUT_FIRST = mk_atom('all_but_first')
W_ALL_NAMES = mk_atom('all_names')
W_UNSET = tuple2(mk_int(-1), mk_int(0))

INDEX, LIST, BINARY = range(3)
ALL, ALL_BUT_FIRST, NOTHING, THESE = range(4)


class Name(object):
    """A name of groups: numbers has one or, of duplicates, more."""

    def __init__(self, text):
        self.text = text
        self.numbers = []


def names_of(code):
    """The names of a pattern, as its table has them: sorted."""
    table, size = code.names()
    names = []
    at = 0
    while at + size <= len(table):
        assert at >= 0
        end = at + 2
        while table[end] != '\0':
            end += 1
        assert end >= 0
        name = Name(table[at + 2:end])
        name.numbers.append(ord(table[at]) << 8 | ord(table[at + 1]))
        names.append(name)
        at += size
    return names


def merged(names):
    """The same, each name once."""
    result = []
    for name in names:
        last = len(result) - 1
        if last >= 0 and result[last].text == name.text:
            result[last].numbers.append(name.numbers[0])
        else:
            result.append(name)
    return result


def prepared_names(prepared):
    names = names_of(prepared.code)
    if prepared.has_duplicates():
        return merged(names)
    return names


class Spec(object):
    """what: which captures; groups: for THESE, the numbers of each (the first
    one that is set is meant); how: as what."""

    def __init__(self, what, how):
        self.what = what
        self.how = how
        self.groups = []


def spec_of(w_values, w_type, prepared):
    """The Spec of the option capture; badarg."""
    if w_values is None:
        return Spec(ALL, INDEX)
    if w_type is W_INDEX:
        how = INDEX
    elif w_type is W_LIST:
        how = LIST
    elif w_type is atoms.binary:
        how = BINARY
    else:
        raise badarg()
    if w_values is atoms.all:
        return Spec(ALL, how)
    if w_values is atoms.none or w_values is NIL:
        return Spec(NOTHING, how)
    if w_values is W_ALL_BUT_FIRST:
        return Spec(ALL_BUT_FIRST, how)
    spec = Spec(THESE, how)
    if w_values is W_FIRST:
        spec.groups.append([0])
    elif w_values is W_ALL_NAMES:
        for name in prepared_names(prepared):
            spec.groups.append(name.numbers)
        if len(spec.groups) == 0:
            spec.what = NOTHING
    else:
        listed(spec, w_values, prepared)
    return spec


def listed(spec, w_values, prepared):
    """{capture, [Number or Name], _}."""
    names = []
    looked = False
    while isinstance(w_values, W_Cons):
        w_value = w_values.head()
        if isinstance(w_value, W_Int):
            if not 0 <= w_value.intval <= MAX_INT:
                raise badarg()
            spec.groups.append([w_value.intval])
        else:
            if not looked:
                names = prepared_names(prepared)
                looked = True
            spec.groups.append(numbers_of(names, name_text(w_value)))
        w_values = w_values.tl
    if w_values is not NIL:
        raise badarg()


def name_text(w_name):
    """The text of a name: an atom or I/O data, up to a zero byte."""
    if isinstance(w_name, W_Atom):
        text = w_name.name
    elif isinstance(w_name, W_Bits) or isinstance(w_name, W_Cons):
        text = iodata_bytes(w_name)
    else:
        raise badarg()
    zero = text.find('\0')
    if zero >= 0:
        return text[:zero]
    return text


def numbers_of(names, text):
    low = 0
    high = len(names)
    while low < high:
        middle = (low + high) >> 1
        name = names[middle]
        if name.text == text:
            return name.numbers
        if name.text < text:
            low = middle + 1
        else:
            high = middle
    return []


class Builder(object):
    """Makes terms of the pairs of offsets of a match in w_subject, which is
    text, or which text was made of (then w_subject is None)."""

    def __init__(self, w_subject, text, at, pairs, how):
        self.w_subject = w_subject
        self.text = text
        self.at = at            # of the subject in text
        self.pairs = pairs
        self.how = how

    def group(self, number):
        """The term of a group."""
        start = -1
        end = -1
        if 0 <= 2 * number < len(self.pairs):
            start = self.pairs[2 * number]
            end = self.pairs[2 * number + 1]
        if self.how == INDEX:
            if start < 0:
                return W_UNSET
            return tuple2(mk_int(start), mk_int(end - start))
        if start < 0:
            start = end = 0
        if self.how == LIST:
            return chars_list(self.slice(start, end))
        if start >= end:
            return EMPTY
        if self.w_subject is not None:
            return sub_bits(self.w_subject, start << 3, (end - start) << 3)
        return mk_binary(self.slice(start, end))

    def slice(self, start, end):
        start += self.at
        end += self.at
        if not 0 <= start <= end:
            return ''           # \\K in an assertion: the end is before the start
        spend((end - start) >> FEW)
        return self.text[start:end]

    def first_set(self, numbers):
        for number in numbers:
            if 2 * number < len(self.pairs) and self.pairs[2 * number] >= 0:
                return number
        return -1

    def build(self, spec):
        """{match, Captured} or match."""
        if spec.what == NOTHING:
            return W_MATCH
        items = []
        if spec.what == THESE:
            for numbers in spec.groups:
                items.append(self.group(self.first_set(numbers)))
        else:
            first = 0
            if spec.what == ALL_BUT_FIRST:
                first = 1
            for number in range(first, len(self.pairs) >> 1):
                items.append(self.group(number))
        return tuple2(W_MATCH, list_from(items))
