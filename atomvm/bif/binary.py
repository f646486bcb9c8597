"""Natives of the module binary (OTP: erts/emulator/beam/erl_bif_binary.c).

A compiled pattern is {bm, Reference}, or {ac, Reference} for several.  Of
patterns that match at one place the longest wins.
"""
from rpython.rlib.rbigint import rbigint

from atomvm.bif.bitstring import part_of, part_tuple
from atomvm.bif.gateway import Any, Binary, Bits, Int, Integer, bif
from atomvm.bif.newref import HI, WORDS
from atomvm.term import atoms
from atomvm.term.binary import MAX_BITS, W_Bits, mk_binary
from atomvm.term.bits import byte_at, sub_bits, to_str
from atomvm.term.bitsink import new_sink
from atomvm.term.cons import NIL, W_Cons, cons, list_from, list_items
from atomvm.term.effort import SEARCHED, spend
from atomvm.term.fault import badarg, system_limit
from atomvm.term.number import W_Big, W_Int, mk_big, mk_int
from atomvm.term.pid import W_Ref
from atomvm.term.tuple import W_Tuple, tuple2

# Bytes of what copy/2 makes.
MAX_COPY = min(1 << 27, MAX_BITS >> 3)


# ---- searching ----

class Pattern(object):
    """What is searched for: one str or several, and for several which bytes
    they start with."""

    def __init__(self, texts):
        self.texts = texts
        self.starts = None
        if len(texts) > 1:
            starts = ['n'] * 256
            for text in texts:
                starts[ord(text[0])] = 'y'
            self.starts = ''.join(starts)


class W_Pattern(W_Ref):
    """The reference in a compiled pattern."""
    _attrs_ = __slots__ = ('pattern',)
    _immutable_fields_ = ['pattern']

    def __init__(self, pattern):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.pattern = pattern

    def w_tag(self):
        return atoms.ac if len(self.pattern.texts) > 1 else atoms.bm


NO_PATTERN = Pattern([])        # of where there is nothing to be searched


def binary_text(w_value):
    """The bytes of a binary that is not empty, else badarg."""
    if (not isinstance(w_value, W_Bits) or w_value.nbits & 7 != 0 or
            w_value.nbits == 0):
        raise badarg()
    return to_str(w_value)


def pattern_of(w_pattern):
    """The Pattern of a binary, a list of binaries or a compiled pattern."""
    if isinstance(w_pattern, W_Tuple):
        if w_pattern.arity() == 2:
            w_ref = w_pattern.get(1)
            if isinstance(w_ref, W_Pattern) and \
                    w_ref.w_tag() is w_pattern.get(0):
                return w_ref.pattern
        raise badarg()
    if isinstance(w_pattern, W_Cons):
        items = list_items(w_pattern)
        if items is None:
            raise badarg()
        return Pattern([binary_text(w_item) for w_item in items])
    return Pattern([binary_text(w_pattern)])


class Search(object):
    """Looks for a pattern in the bytes start to stop of a binary.  After
    next() returned True a match is at pos (in the binary), length bytes."""

    def __init__(self, w_bits, pattern, start, stop):
        if w_bits.off & 7 == 0:
            # no copy of a part of something large
            self.text = w_bits.data
            self.base = w_bits.off >> 3
        else:
            self.text = to_str(w_bits)
            self.base = 0
        self.pattern = pattern
        self.at = self.base + start
        self.stop = self.base + stop
        self.pos = 0
        self.length = 0

    def next(self):
        if self.at >= self.stop:
            return False
        if self.pattern.starts is None:
            return self.next_of_one()
        return self.next_of_many()

    def next_of_one(self):
        what = self.pattern.texts[0]
        start = self.at
        stop = self.stop
        assert start >= 0
        assert stop >= 0
        found = self.text.find(what, start, stop)
        if found < 0:
            return False
        self.found(found, len(what))
        return True

    def next_of_many(self):
        starts = self.pattern.starts
        text = self.text
        at = self.at
        assert at >= 0
        while at < self.stop:
            if starts[ord(text[at])] == 'y':
                length = self.longest(at)
                if length > 0:
                    self.found(at, length)
                    return True
            at += 1
        return False

    def longest(self, at):
        """Length of the longest pattern that is at this place, or 0."""
        best = 0
        for what in self.pattern.texts:
            n = len(what)
            if n > best and n <= self.stop - at and self.is_at(what, at):
                best = n
        return best

    def is_at(self, what, at):
        text = self.text
        for i in range(len(what)):
            if text[at + i] != what[i]:
                return False
        return True

    def found(self, at, length):
        self.pos = at - self.base
        self.length = length
        self.at = at + length

    def pair(self):
        return tuple2(mk_int(self.pos), mk_int(self.length))


class Options(object):
    """Of match/3, matches/3 and split/3: the scope in bytes and flags."""

    def __init__(self, w_bits, w_options, splits):
        self.start = 0
        self.stop = w_bits.nbits >> 3
        self.every = False
        self.trim = False
        self.trim_all = False
        if w_options is not NIL and not isinstance(w_options, W_Cons):
            raise badarg()
        while isinstance(w_options, W_Cons):
            w_option = w_options.head()
            if splits and w_option is atoms.global_:
                self.every = True
            elif splits and w_option is atoms.trim:
                self.trim = True
            elif splits and w_option is atoms.trim_all:
                self.trim_all = True
            elif (isinstance(w_option, W_Tuple) and w_option.arity() == 2 and
                  w_option.get(0) is atoms.scope):
                w_part = part_tuple(w_bits, w_option.get(1))
                self.start = (w_part.off - w_bits.off) >> 3
                self.stop = self.start + (w_part.nbits >> 3)
            else:
                raise badarg()
            w_options = w_options.tl        # OTP takes any end of the list


def search_with(w_bits, w_pattern, options):
    """A Search.  As in OTP the pattern is not looked at where what is to be
    searched ends at the start of the binary."""
    spend((options.stop - options.start) >> SEARCHED)
    if options.stop == 0:
        return Search(w_bits, NO_PATTERN, 0, 0)
    return Search(w_bits, pattern_of(w_pattern), options.start, options.stop)


def search(w_bits, w_pattern, w_options):
    return search_with(w_bits, w_pattern, Options(w_bits, w_options, False))


@bif('binary', 'match', 2, args=[Binary, Any])
def match_2(w_bits, w_pattern):
    return match_3(w_bits, w_pattern, NIL)


@bif('binary', 'match', 3, args=[Binary, Any, Any])
def match_3(w_bits, w_pattern, w_options):
    hit = search(w_bits, w_pattern, w_options)
    if hit.next():
        return hit.pair()
    return atoms.nomatch


@bif('binary', 'matches', 2, args=[Binary, Any])
def matches_2(w_bits, w_pattern):
    return matches_3(w_bits, w_pattern, NIL)


@bif('binary', 'matches', 3, args=[Binary, Any, Any])
def matches_3(w_bits, w_pattern, w_options):
    hit = search(w_bits, w_pattern, w_options)
    found = []
    while hit.next():
        found.append(hit.pair())
    return list_from(found)


@bif('binary', 'split', 2, args=[Binary, Any])
def split_2(w_bits, w_pattern):
    return split_3(w_bits, w_pattern, NIL)


@bif('binary', 'split', 3, args=[Binary, Any, Any])
def split_3(w_bits, w_pattern, w_options):
    options = Options(w_bits, w_options, True)
    hit = search_with(w_bits, w_pattern, options)
    parts = []
    start = 0
    while hit.next():
        part = sub_bits(w_bits, start << 3, (hit.pos - start) << 3)
        if part.nbits > 0 or not options.trim_all:
            parts.append(part)
        start = hit.pos + hit.length
        if not options.every:
            break
    parts.append(sub_bits(w_bits, start << 3, w_bits.nbits - (start << 3)))
    count = len(parts)
    if options.trim or options.trim_all:
        while count > 0 and parts[count - 1].nbits == 0:
            count -= 1
    w_list = NIL
    for i in range(count - 1, -1, -1):
        w_list = cons(parts[i], w_list)
    return w_list


@bif('binary', 'compile_pattern', 1)
def compile_pattern_1(w_pattern):
    if isinstance(w_pattern, W_Tuple):
        raise badarg()
    w_ref = W_Pattern(pattern_of(w_pattern))
    return tuple2(w_ref.w_tag(), w_ref)


# ---- parts ----

@bif('binary', 'at', 2, args=[Binary, Int], inline=True)
def at_2(w_bits, index):
    if index < 0 or index >= w_bits.nbits >> 3:
        raise badarg()
    return mk_int(byte_at(w_bits, index))


@bif('binary', 'first', 1, args=[Binary], inline=True)
def first_1(w_bits):
    if w_bits.nbits == 0:
        raise badarg()
    return mk_int(byte_at(w_bits, 0))


@bif('binary', 'last', 1, args=[Binary], inline=True)
def last_1(w_bits):
    if w_bits.nbits == 0:
        raise badarg()
    return mk_int(byte_at(w_bits, (w_bits.nbits >> 3) - 1))


@bif('binary', 'part', 2, args=[Bits, Any], inline=True)
def part_2(w_bits, w_pair):
    return part_tuple(w_bits, w_pair)


@bif('binary', 'part', 3, args=[Bits, Int, Int], inline=True)
def part_3(w_bits, start, length):
    return part_of(w_bits, start, length)


@bif('binary', 'copy', 1, args=[Binary])
def copy_1(w_bits):
    """A binary that shares its bytes with no larger one."""
    return mk_binary(to_str(w_bits))


@bif('binary', 'copy', 2, args=[Bits, Int])
def copy_2(w_bits, times):
    if times == 0:
        return mk_binary('')        # OTP looks no further
    if times < 0 or w_bits.nbits & 7 != 0:
        raise badarg()
    size = w_bits.nbits >> 3
    if size > 0 and times > MAX_COPY // size:
        raise system_limit()
    spend((size * times) >> SEARCHED)
    sink = new_sink(size * times << 3)
    for _ in range(times if size > 0 else 0):
        sink.put_bits(w_bits)
    return sink.finish()


@bif('binary', 'referenced_byte_size', 1, args=[Bits])
def referenced_byte_size_1(w_bits):
    return mk_int(len(w_bits.data))


def texts_of(w_list):
    """The bytes of the binaries of a list that is not empty; badarg."""
    items = list_items(w_list)
    if items is None or len(items) == 0:
        raise badarg()
    texts = []
    for w_item in items:
        if not isinstance(w_item, W_Bits) or w_item.nbits & 7 != 0:
            raise badarg()
        texts.append(to_str(w_item))
    return texts


@bif('binary', 'longest_common_prefix', 1)
def longest_common_prefix_1(w_list):
    texts = texts_of(w_list)
    first = texts[0]
    n = len(first)
    for text in texts:
        if len(text) < n:
            n = len(text)
        i = 0
        while i < n and text[i] == first[i]:
            i += 1
        n = i
    return mk_int(n)


@bif('binary', 'longest_common_suffix', 1)
def longest_common_suffix_1(w_list):
    texts = texts_of(w_list)
    first = texts[0]
    n = len(first)
    for text in texts:
        if len(text) < n:
            n = len(text)
        i = 0
        while i < n and text[len(text) - 1 - i] == first[len(first) - 1 - i]:
            i += 1
        n = i
    return mk_int(n)


# ---- numbers ----

def is_little(w_endian):
    if w_endian is atoms.little:
        return True
    if w_endian is not atoms.big:
        raise badarg()
    return False


@bif('binary', 'decode_unsigned', 1, args=[Binary])
def decode_unsigned_1(w_bits):
    return mk_big(rbigint.frombytes(to_str(w_bits), 'big', False))


@bif('binary', 'decode_unsigned', 2, args=[Binary, Any])
def decode_unsigned_2(w_bits, w_endian):
    if is_little(w_endian):
        return mk_big(rbigint.frombytes(to_str(w_bits), 'little', False))
    return decode_unsigned_1(w_bits)


def unsigned_bytes(w_number, little):
    if isinstance(w_number, W_Big):
        num = w_number.num
    else:
        assert isinstance(w_number, W_Int)
        num = rbigint.fromint(w_number.intval)
    if num.sign < 0:
        raise badarg()
    size = (num.bit_length() + 7) >> 3
    if size == 0:
        size = 1
    if little:
        return mk_binary(num.tobytes(size, 'little', False))
    return mk_binary(num.tobytes(size, 'big', False))


@bif('binary', 'encode_unsigned', 1, args=[Integer])
def encode_unsigned_1(w_number):
    return unsigned_bytes(w_number, False)


@bif('binary', 'encode_unsigned', 2, args=[Integer, Any])
def encode_unsigned_2(w_number, w_endian):
    return unsigned_bytes(w_number, is_little(w_endian))
