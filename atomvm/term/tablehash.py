"""internal_hash: the hash of maps and other tables of our own.

It is equal for terms that are =:= and stays the same while the VM runs, no
longer.  All bits of a term count, also those that phash2 leaves out.
"""
from rpython.rlib import jit
from rpython.rlib.longlong2float import float2longlong
from rpython.rlib.objectmodel import compute_hash
from rpython.rlib.rarithmetic import LONG_BIT, intmask, r_uint

from atomvm.term.atom import W_Atom
from atomvm.term.binary import W_Bits
from atomvm.term.bits import to_padded_str
from atomvm.term.cons import W_Cons, W_IntCons, W_Nil
from atomvm.term.fun import W_ExportFun, W_Fun
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Big, W_Float, W_Int
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.tuple import W_Tuple

# What a term's kind contributes.
(SEED_INT, SEED_ATOM, SEED_FLOAT, SEED_BIG, SEED_BITS, SEED_LIST, SEED_TUPLE,
 SEED_MAP, SEED_FUN, SEED_EXPORT, SEED_PID, SEED_PORT, SEED_REF,
 SEED_NIL) = [0x3c6ef372 + 0x1b873593 * _n & 0x7fffffff for _n in range(14)]


def _stir(h, word):
    """h with a word mixed in: multiply, and fold the high half down."""
    x = intmask((h ^ word) * 0x45d9f3b)
    x ^= intmask(r_uint(x) >> (LONG_BIT // 2 - 1))
    x = intmask(x * 0x119de1f3)
    return x ^ intmask(r_uint(x) >> (LONG_BIT // 2 - 3))


def int_hash(number):
    """internal_hash of a small integer.  Other numbers have others: each step of
    _stir can be undone."""
    return _stir(SEED_INT, number)


def internal_hash(w_term):
    """An int for a term, any of its bits good for an index."""
    if isinstance(w_term, W_Int):
        return int_hash(w_term.intval)
    if isinstance(w_term, W_Atom):
        return _stir(SEED_ATOM, w_term.index)
    return _hash(w_term)


class _Todo(object):
    """What is still to be hashed: w_term; or, where that is None, the end of
    a pair (pair) or of a map that started with h and total."""
    _attrs_ = _immutable_fields_ = ['w_term', 'pair', 'h', 'total', 'next']

    def __init__(self, w_term, pair, h, total, next):
        self.w_term = w_term
        self.pair = pair
        self.h = h
        self.total = total
        self.next = next


def _push(w_term, todo):
    return _Todo(w_term, False, 0, 0, todo)


@jit.dont_look_inside
def _hash(w_term):
    h = 0
    total = 0       # of the hashes of a map's pairs, in whatever order
    todo = _push(w_term, None)
    while todo is not None:
        w_term = todo.w_term
        if w_term is None:
            if todo.pair:
                total = intmask(total + h)
                h = 0
            else:
                h = _stir(todo.h, total)
                total = todo.total
            todo = todo.next
            continue
        todo = todo.next
        if isinstance(w_term, W_Cons):
            h = _stir(h, SEED_LIST)
            while isinstance(w_term, W_IntCons):
                h = _stir(h, w_term.ihd)
                w_term = w_term.tl
            if isinstance(w_term, W_Cons):
                todo = _push(w_term.head(), _push(w_term.tl, todo))
            else:
                todo = _push(w_term, todo)
        elif isinstance(w_term, W_Tuple):
            h = _stir(_stir(h, SEED_TUPLE), w_term.arity())
            for i in range(w_term.arity() - 1, -1, -1):
                todo = _push(w_term.get(i), todo)
        elif isinstance(w_term, W_Map):
            h = _stir(_stir(h, SEED_MAP), w_term.size())
            todo = _push_pairs(w_term, _Todo(None, False, h, total, todo))
            h = total = 0
        elif isinstance(w_term, W_Fun):
            entry = w_term.entry
            h = _stir(_stir(h, SEED_FUN), entry.w_module.index)
            h = _stir(_stir(h, entry.index), entry.uniq)
            for i in range(len(w_term.free) - 1, -1, -1):
                todo = _push(w_term.free[i], todo)
        else:
            h = _hash_simple(h, w_term)
    return h


def _push_pairs(w_map, todo):
    keys, values = w_map.items()
    for i in range(len(keys)):
        todo = _push(keys[i], _push(values[i],
                                    _Todo(None, True, 0, 0, todo)))
    return todo


def _hash_big(h, num):
    """Digit by digit: rbigint's own hash is the value modulo 2 ** 64 - 1,
    the same for all powers of 2 ** 64."""
    h = _stir(h, num.sign)
    for i in range(num.numdigits()):
        h = _stir(h, intmask(num.digit(i)))
    return h


def _hash_simple(h, w_term):
    """h with a term mixed in that has no terms in it.  A small integer as
    the head of a W_ObjCons must count as it does in a W_IntCons, but lists
    of equal terms have equal cells: cons() alone makes them."""
    if isinstance(w_term, W_Int):
        return _stir(_stir(h, SEED_INT), w_term.intval)
    if isinstance(w_term, W_Atom):
        return _stir(_stir(h, SEED_ATOM), w_term.index)
    if isinstance(w_term, W_Nil):
        return _stir(h, SEED_NIL)
    if isinstance(w_term, W_Bits):
        h = _stir(_stir(h, SEED_BITS), w_term.nbits)
        return _stir(h, compute_hash(to_padded_str(w_term)))
    if isinstance(w_term, W_Big):
        return _hash_big(_stir(h, SEED_BIG), w_term.num)
    if isinstance(w_term, W_Float):
        if w_term.floatval == 0.0:
            return _stir(h, SEED_FLOAT)         # -0.0 =:= 0.0
        pattern = float2longlong(w_term.floatval)
        h = _stir(_stir(h, SEED_FLOAT), intmask(pattern >> 32))
        return _stir(h, intmask(pattern))
    if isinstance(w_term, W_Ref):
        h = _stir(_stir(h, SEED_REF), w_term.hi)
        return _stir(_stir(h, w_term.mid), w_term.lo)
    if isinstance(w_term, W_Pid):
        return _stir(_stir(_stir(h, SEED_PID), w_term.number), w_term.serial)
    if isinstance(w_term, W_Port):
        return _stir(_stir(h, SEED_PORT), w_term.number)
    if not isinstance(w_term, W_ExportFun):
        return h            # nothing that a program can hold
    export = w_term.export
    h = _stir(_stir(h, SEED_EXPORT), export.w_module.index)
    return _stir(_stir(h, export.w_name.index), export.arity)
