"""The hash of erlang:phash2, with OTP's numbers (erts/emulator/beam/utils.c,
make_hash2()); that of our own tables is handed on from tablehash.py.

Pids, references and funs get OTP's formula on our numbers for them.  Terms of
any depth are walked with a list of work.  32-bit arithmetic is done in r_uint,
masked, so that words of 32 and 64 bits give the same.
"""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import r_uint, r_ulonglong
from rpython.rlib.longlong2float import float2longlong
from rpython.rlib.rbigint import rbigint

from atomvm.term.atom import W_Atom
from atomvm.term.binary import W_Bits
from atomvm.term.bits import to_padded_str
from atomvm.term.cons import W_Cons, W_Nil
from atomvm.term.effort import FEW, spend
from atomvm.term.fun import W_ExportFun, W_Fun
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Big, W_Float, W_Int
from atomvm.term.pid import M32, W_Pid, W_Port, W_Ref
from atomvm.term.tablehash import internal_hash
from atomvm.term.tuple import W_Tuple

GOLDEN = (r_uint(0x9e37) << 16) | r_uint(0x79b9)
NIL_ALONE = (r_uint(0xcec2) << 16) | r_uint(0xc42e)     # 3468870702
NIL_TAG = 2                                             # NIL_DEF


def _constant(n):
    """The constant that OTP mixes in for kind n of terms."""
    return (GOLDEN * r_uint(n)) & M32


(C_NIL, C_ATOM, C_BYTES, C_PID, C_PORT, C_REF, C_TUPLE, C_NEGATIVE,
 C_POSITIVE, C_FLOAT, C_BITS, C_FUN, C_REST, C_MAP, C_PAIRS) = [
     _constant(_n) for _n in (2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16,
                              19)]


def _mix3(a, b, c):
    """Bob Jenkins' mix of three words."""
    a = ((a - b - c) & M32) ^ (c >> 13)
    b = ((b - c - a) & M32) ^ ((a << 8) & M32)
    c = ((c - a - b) & M32) ^ (b >> 13)
    a = ((a - b - c) & M32) ^ (c >> 12)
    b = ((b - c - a) & M32) ^ ((a << 16) & M32)
    c = ((c - a - b) & M32) ^ (b >> 5)
    a = ((a - b - c) & M32) ^ (c >> 3)
    b = ((b - c - a) & M32) ^ ((a << 10) & M32)
    c = ((c - a - b) & M32) ^ (b >> 15)
    return a, b, c


def _mix2(h, x, y, constant):
    _, _, h = _mix3((constant + x) & M32, (constant + y) & M32, h)
    return h


def _mix1(h, x, constant):
    return _mix2(h, x, r_uint(0), constant)


def _le32(text, at, count):
    """Up to four bytes as a word, lowest first."""
    word = r_uint(0)
    for i in range(count - 1, -1, -1):
        word = (word << 8) | r_uint(ord(text[at + i]))
    return word


def _block(text, size, h):
    """Jenkins' hash of the first size bytes."""
    a = b = GOLDEN
    c = h
    at = 0
    while size - at >= 12:
        a = (a + _le32(text, at, 4)) & M32
        b = (b + _le32(text, at + 4, 4)) & M32
        c = (c + _le32(text, at + 8, 4)) & M32
        a, b, c = _mix3(a, b, c)
        at += 12
    left = size - at
    a += _le32(text, at, min(left, 4))
    b += _le32(text, at + 4, max(0, min(left - 4, 4)))
    # the lowest byte of c is for the length
    c += (_le32(text, at + 8, max(0, min(left - 8, 3))) << 8) + r_uint(size)
    a, b, c = _mix3(a & M32, b & M32, c & M32)
    return c


@jit.elidable
def atom_hash(w_atom):
    """OTP's hash of an atom (atom.c: the P. J. Weinberger hash; characters
    of two bytes in UTF-8 count as their code, as in Latin-1)."""
    text = w_atom.name
    h = r_uint(0)
    at = 0
    while at < len(text):
        code = ord(text[at])
        if code & 0xfe == 0xc2 and at + 1 < len(text):
            at += 1
            code = ((code << 6) | (ord(text[at]) & 0x3f)) & 0xff
        h = ((h << 4) + r_uint(code)) & M32
        high = h & (r_uint(0xf000) << 16)
        if high:
            h ^= high >> 24
            h ^= high
        at += 1
    return h


def integer_words(num):
    """The 32-bit words of abs(num), lowest first, an even number of them."""
    num = num.abs()
    n = (num.bit_length() + 63) // 64
    low = rbigint.fromint(1).lshift(32).int_sub(1)
    words = []
    for i in range(2 * n):
        words.append(num.and_(low).touint())
        num = num.rshift(32)
    return words


def _hash2_integer(h, w_value):
    if isinstance(w_value, W_Int):
        value = w_value.intval
        if -0x8000000 <= value <= 0x7ffffff:
            if value < 0:
                h = _mix1(h, r_uint(-value), GOLDEN)
            return _mix1(h, r_uint(value) & M32, GOLDEN)
        num = rbigint.fromint(value)
    else:
        assert isinstance(w_value, W_Big)
        num = w_value.num
    constant = C_NEGATIVE if num.sign < 0 else C_POSITIVE
    words = integer_words(num)
    i = 0
    while i < len(words):
        h = _mix2(h, words[i], words[i + 1], constant)
        i += 2
    return h


def float_words(value):
    """High and low word of the IEEE double, 0.0 for -0.0."""
    if value == 0.0:
        return r_uint(0), r_uint(0)
    pattern = r_ulonglong(float2longlong(value))
    return r_uint(pattern >> 32) & M32, r_uint(pattern) & M32


def _hash2_bits(h, w_bits):
    h = (C_BITS + h) & M32
    if w_bits.nbits == 0:
        return h
    text = to_padded_str(w_bits)
    size = w_bits.nbits >> 3
    h = _block(text, size, h)
    rest = w_bits.nbits & 7
    if rest:
        h = _mix2(h, r_uint(rest), r_uint(ord(text[size]) >> (8 - rest)),
                  C_REST)
    return h


def _hash2_simple(h, w_value):
    """One step for a term that has no terms in it."""
    if isinstance(w_value, W_Int) or isinstance(w_value, W_Big):
        return _hash2_integer(h, w_value)
    if isinstance(w_value, W_Atom):
        if h == r_uint(0):
            return atom_hash(w_value)
        return _mix1(h, atom_hash(w_value), C_ATOM)
    if isinstance(w_value, W_Nil):
        if h == r_uint(0):
            return NIL_ALONE
        return _mix1(h, r_uint(NIL_TAG), C_NIL)
    if isinstance(w_value, W_Bits):
        return _hash2_bits(h, w_value)
    if isinstance(w_value, W_Float):
        high, low = float_words(w_value.floatval)
        return _mix2(h, high, low, C_FLOAT)
    if isinstance(w_value, W_Pid):
        return _mix1(h, r_uint(w_value.number) & M32, C_PID)
    if isinstance(w_value, W_Port):
        return _mix2(h, r_uint(w_value.number) & M32,
                     r_uint(w_value.high()) & M32, C_PORT)
    if isinstance(w_value, W_Ref):
        return _mix1(h, r_uint(w_value.lo) & M32, C_REF)
    if not isinstance(w_value, W_ExportFun):
        return h            # nothing that a program can hold
    export = w_value.export
    h = _mix2(h, r_uint(export.arity), atom_hash(export.w_module), GOLDEN)
    return _mix1(h, atom_hash(export.w_name), C_FUN)


class _Todo(object):
    """What is still to be hashed: w_term; or, where that is None, the end of
    a pair (pair) or of a map that started with h and pairs."""
    _attrs_ = _immutable_fields_ = ['w_term', 'pair', 'h', 'pairs', 'next']

    def __init__(self, w_term, pair, h, pairs, next):
        self.w_term = w_term
        self.pair = pair
        self.h = h
        self.pairs = pairs
        self.next = next


ZERO = r_uint(0)


def _push(w_term, todo):
    return _Todo(w_term, False, ZERO, ZERO, todo)


@jit.dont_look_inside
def hash2(w_term):
    """What erlang:phash2(Term, 16#100000000) gives, as an r_uint."""
    h = ZERO
    pairs = ZERO
    todo = _push(w_term, None)
    count = 0
    while todo is not None:
        count += 1
        w_term = todo.w_term
        if w_term is None:
            if todo.pair:
                pairs ^= h
                h = ZERO
            else:
                h = _mix1(todo.h, pairs, C_PAIRS)
                pairs = todo.pairs
            todo = todo.next
            continue
        todo = todo.next
        if isinstance(w_term, W_Cons):
            h, w_term = _hash2_bytes(h, w_term)
            if isinstance(w_term, W_Cons):
                todo = _push(w_term.head(), _push(w_term.tl, todo))
            else:
                todo = _push(w_term, todo)
        elif isinstance(w_term, W_Tuple):
            h = _mix1(h, r_uint(w_term.arity()), C_TUPLE)
            for i in range(w_term.arity() - 1, -1, -1):
                todo = _push(w_term.get(i), todo)
        elif isinstance(w_term, W_Map):
            h = _mix1(h, r_uint(w_term.size()), C_MAP)
            if w_term.size() > 0:
                # pairs are hashed apart, so that their order does not matter
                todo = _push_pairs(w_term, _Todo(None, False, h, pairs, todo))
                h = pairs = ZERO
        elif isinstance(w_term, W_Fun):
            entry = w_term.entry
            h = _mix2(h, r_uint(len(w_term.free)), atom_hash(entry.w_module),
                      GOLDEN)
            h = _mix2(h, r_uint(entry.index) & M32,
                      r_uint(entry.uniq) & M32, GOLDEN)
            for i in range(len(w_term.free) - 1, -1, -1):
                todo = _push(w_term.free[i], todo)
        else:
            h = _hash2_simple(h, w_term)
    spend(count >> FEW)
    return h


def _hash2_bytes(h, w_list):
    """Bytes at the head of a list go four at a time; (h, what is left)."""
    length = 0
    count = 0
    word = ZERO
    w_left = w_list
    while isinstance(w_left, W_Cons):
        w_head = w_left.head()
        if not isinstance(w_head, W_Int) or not 0 <= w_head.intval <= 255:
            break
        word = (word << 8) | r_uint(w_head.intval)
        count += 1
        if count == 4:
            h = _mix1(h, word, C_BYTES)
            count = 0
            length += 4
            word = ZERO
        w_left = w_left.tl
    spend(length >> FEW)
    if count > 0:
        h = _mix1(h, word, C_BYTES)
    return h, w_left


def _push_pairs(w_map, todo):
    keys, values = w_map.items()
    for i in range(len(keys)):
        todo = _push(keys[i], _push(values[i],
                                    _Todo(None, True, ZERO, ZERO, todo)))
    return todo
