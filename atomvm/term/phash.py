"""The hash of erlang:phash/2, with OTP's numbers (erts/emulator/beam/utils.c,
make_hash()).  Terms of any depth are walked with a list of work."""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import r_uint
from rpython.rlib.rbigint import rbigint

from atomvm.term.atom import W_Atom
from atomvm.term.binary import W_Bits
from atomvm.term.bits import to_padded_str
from atomvm.term.cons import W_Cons, W_Nil, NIL
from atomvm.term.effort import FEW, spend
from atomvm.term.fun import W_ExportFun, W_Fun
from atomvm.term.hash import M32, atom_hash, float_words, integer_words, hash2
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Big, W_Float, W_Int
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.tuple import W_Tuple

# Primes just above 2 ** 28: P[n] is what OTP calls FUNNY_NUMBERn.
P = [r_uint(_n) for _n in (
    0, 268440163, 268439161, 268435459, 268436141, 268438633, 268437017,
    268438039, 268437511, 268439627, 268440479, 268440577, 268440581,
    268440593, 268440611)]

TERM, REST, END_OF_LIST, END_OF_TUPLE = range(4)


class _Todo(object):
    """What is still to be hashed, by kind: TERM w_term, REST of a list
    w_term, END_OF_LIST, END_OF_TUPLE of arity elements."""
    _attrs_ = _immutable_fields_ = ['kind', 'w_term', 'arity', 'next']

    def __init__(self, kind, w_term, arity, next):
        self.kind = kind
        self.w_term = w_term
        self.arity = arity
        self.next = next


def _step(h, prime, value):
    return (h * prime + value) & M32


def _word(h, word, prime):
    """The four bytes of a word, lowest first."""
    for i in range(4):
        h = _step(h, prime, (word >> (8 * i)) & r_uint(255))
    return h


def _bytes(h, w_bits):
    text = to_padded_str(w_bits)
    size = w_bits.nbits >> 3
    rest = w_bits.nbits & 7
    for i in range(size):
        h = _step(h, P[1], r_uint(ord(text[i])))
    if rest:
        h = _step(h, P[1], r_uint(ord(text[size]) >> (8 - rest)))
        h = _step(h, P[12], r_uint(rest))
    return _step(h, P[4], r_uint(size))


def _integer(h, num):
    words = integer_words(num)
    n = len(words)
    while n > 1 and words[n - 1] == r_uint(0):
        n -= 1
    if n == 0:
        h = _word(h, r_uint(0), P[2])
    for i in range(n):
        h = _word(h, words[i], P[2])
    return (h * (P[4] if num.sign < 0 else P[3])) & M32


def _simple(h, w_term):
    """One step for a term that is hashed at once."""
    if isinstance(w_term, W_Int):
        return _integer(h, rbigint.fromint(w_term.intval))
    if isinstance(w_term, W_Big):
        return _integer(h, w_term.num)
    if isinstance(w_term, W_Atom):
        return _step(h, P[1], atom_hash(w_term))
    if isinstance(w_term, W_Nil):
        return _step(h, P[3], r_uint(1))
    if isinstance(w_term, W_Bits):
        return _bytes(h, w_term)
    if isinstance(w_term, W_Float):
        high, low = float_words(w_term.floatval)
        return _step(h, P[6], high ^ low)
    if isinstance(w_term, W_Map):
        return _step(h, P[13], P[14] + hash2(w_term))
    if isinstance(w_term, W_Pid):
        return (_word(h, r_uint(w_term.number), P[5]) * P[6]) & M32
    if isinstance(w_term, W_Port):
        if w_term.high() != 0:
            h = _word(h, r_uint(w_term.high()), P[11])
        return (_word(h, r_uint(w_term.number), P[9]) * P[10]) & M32
    if isinstance(w_term, W_Ref):
        return (_word(h, r_uint(w_term.lo), P[9]) * P[10]) & M32
    if not isinstance(w_term, W_ExportFun):
        return h            # nothing that a program can hold
    export = w_term.export
    h = _step(h, P[11], r_uint(export.arity))
    h = _step(h, P[1], atom_hash(export.w_module))
    return _step(h, P[1], atom_hash(export.w_name))


@jit.dont_look_inside
def hash1(w_term):
    """What erlang:phash(Term, 16#100000000) - 1 gives, as an r_uint."""
    h = r_uint(0)
    todo = _Todo(TERM, w_term, 0, None)
    count = 0
    while todo is not None:
        count += 1
        item = todo
        todo = item.next
        w_term = item.w_term
        if item.kind == END_OF_LIST:
            h = (h * P[8]) & M32
        elif item.kind == END_OF_TUPLE:
            h = _step(h, P[9], r_uint(item.arity))
        elif isinstance(w_term, W_Cons):
            h, todo = _list(h, w_term, todo)
        elif item.kind == REST:
            todo = _Todo(TERM, w_term, 0, _Todo(END_OF_LIST, NIL, 0, todo))
        elif isinstance(w_term, W_Tuple):
            n = w_term.arity()
            todo = _Todo(END_OF_TUPLE, NIL, n, todo)
            for i in range(n - 1, -1, -1):
                todo = _Todo(TERM, w_term.get(i), 0, todo)
        elif isinstance(w_term, W_Fun):
            entry = w_term.entry
            h = _step(h, P[10], r_uint(len(w_term.free)))
            h = _step(h, P[1], atom_hash(entry.w_module))
            h = _step(h, P[2], r_uint(entry.index))
            h = _step(h, P[2], r_uint(entry.uniq))
            for i in range(len(w_term.free) - 1, -1, -1):
                todo = _Todo(TERM, w_term.free[i], 0, todo)
        else:
            h = _simple(h, w_term)
    spend(count >> FEW)
    return h


def _list(h, w_list, todo):
    """Bytes at the head of a list have a step of their own."""
    w_rest = w_list
    while isinstance(w_rest, W_Cons):
        w_head = w_rest.head()
        if not isinstance(w_head, W_Int) or not 0 <= w_head.intval <= 255:
            return h, _Todo(TERM, w_head, 0, _Todo(REST, w_rest.tl, 0, todo))
        h = _step(h, P[2], r_uint(w_head.intval))
        w_rest = w_rest.tl
    return h, _Todo(REST, w_rest, 0, todo)
