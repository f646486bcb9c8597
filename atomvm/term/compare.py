"""Order and equality of terms (OTP: erts/emulator/beam/utils.c, eq() and
erts_cmp_compound()).

Two orders: that of ==, < and so on, where 1 == 1.0, and the exact one of
=:= and of the keys of maps, where all integers come before all floats.  The
small functions in front are for traces to look into; what they call walks
terms of any depth with a list of work, not on the native stack.
"""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import r_uint

from atomvm.term import bigint
from atomvm.term.atom import TABLE, W_Atom
from atomvm.term.base import RANK_NUMBER
from atomvm.term.binary import W_Bits
from atomvm.term.bits import compare_bits, equal_bits
from atomvm.term.cons import W_Cons, W_IntCons, W_Nil
from atomvm.term.fun import W_ExportFun, W_Fun
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Float, W_Int, W_Number, to_big
from atomvm.term.pid import M32, W_Pid, W_Port, W_Ref
from atomvm.term.tablehash import internal_hash
from atomvm.term.tuple import W_Tuple

SMALL_MAP = 32          # maps up to here keep their keys in one list


class _Work(object):
    """A pair that is still to be compared, exactly or not."""
    _attrs_ = _immutable_fields_ = ['w_a', 'w_b', 'exact', 'next']

    def __init__(self, w_a, w_b, exact, next):
        self.w_a = w_a
        self.w_b = w_b
        self.exact = exact
        self.next = next


# --------------------------------------------------------------- entry points

def eq_exact(w_a, w_b):
    """A =:= B.  Literals come second in compiled code: so B decides first."""
    if isinstance(w_b, W_Int):
        return isinstance(w_a, W_Int) and w_a.intval == w_b.intval
    if isinstance(w_b, W_Atom) or isinstance(w_b, W_Nil):
        return w_a is w_b
    if isinstance(w_b, W_Float):
        return isinstance(w_a, W_Float) and w_a.floatval == w_b.floatval
    if w_a is w_b:
        return True
    return _equal(w_a, w_b, True)


def eq(w_a, w_b):
    """A == B."""
    if isinstance(w_b, W_Int):
        if isinstance(w_a, W_Int):
            return w_a.intval == w_b.intval
        if isinstance(w_a, W_Float):
            return _compare_numbers(w_a, w_b) == 0
        return False
    if isinstance(w_b, W_Atom) or isinstance(w_b, W_Nil):
        return w_a is w_b
    if isinstance(w_b, W_Float) and isinstance(w_a, W_Float):
        return w_a.floatval == w_b.floatval
    if w_a is w_b:
        return True
    return _equal(w_a, w_b, False)


def less(w_a, w_b):
    """A < B."""
    if isinstance(w_b, W_Int) and isinstance(w_a, W_Int):
        return w_a.intval < w_b.intval
    if isinstance(w_b, W_Float) and isinstance(w_a, W_Float):
        return w_a.floatval < w_b.floatval
    return _compare(w_a, w_b, False) < 0


def less_equal(w_a, w_b):
    """A =< B."""
    if isinstance(w_b, W_Int) and isinstance(w_a, W_Int):
        return w_a.intval <= w_b.intval
    if isinstance(w_b, W_Float) and isinstance(w_a, W_Float):
        return w_a.floatval <= w_b.floatval
    return _compare(w_a, w_b, False) <= 0


def compare(w_a, w_b):
    """-1, 0 or 1: the order of < and ==."""
    if isinstance(w_b, W_Int) and isinstance(w_a, W_Int):
        return _compare_words(w_a.intval, w_b.intval)
    return _compare(w_a, w_b, False)


def exact_compare(w_a, w_b):
    """-1, 0 or 1: the order of the keys of maps."""
    if isinstance(w_b, W_Int) and isinstance(w_a, W_Int):
        return _compare_words(w_a.intval, w_b.intval)
    return _compare(w_a, w_b, True)


def _compare_words(a, b):
    if a < b:
        return -1
    if a > b:
        return 1
    return 0


def _sign_of(a, b):
    """As _compare_words(), of two unsigned words."""
    if a < b:
        return -1
    if a > b:
        return 1
    return 0


def _sign(number):
    return _compare_words(number, 0)


# --------------------------------------------------------------- order

@jit.dont_look_inside
def _compare(w_a, w_b, exact):
    work = None
    while True:
        if w_a is w_b:
            result = 0
        elif isinstance(w_a, W_Cons) and isinstance(w_b, W_Cons):
            result = 0
            # along the lists as long as their heads are simple
            while isinstance(w_a, W_Cons) and isinstance(w_b, W_Cons):
                if isinstance(w_a, W_IntCons) and isinstance(w_b, W_IntCons):
                    result = _compare_words(w_a.ihd, w_b.ihd)
                else:
                    w_head = w_a.head()
                    w_other = w_b.head()
                    if _has_parts(w_head) and _has_parts(w_other):
                        work = _Work(w_a.tl, w_b.tl, exact, work)
                        w_a = w_head
                        w_b = w_other
                        break
                    result = _compare_simple(w_head, w_other, exact)
                if result != 0:
                    return result
                w_a = w_a.tl
                w_b = w_b.tl
            continue
        elif _has_parts(w_a) and _has_parts(w_b):
            result = _sign(w_a.rank() - w_b.rank())
            if result == 0:
                result = _compare_outside(w_a, w_b)
            if result == 0:
                i = _same_prefix(w_a, w_b, exact)
                work = _push_parts(w_a, w_b, i, exact, work)
        else:
            result = _compare_simple(w_a, w_b, exact)
        if result != 0:
            return result
        if work is None:
            return 0
        w_a = work.w_a
        w_b = work.w_b
        exact = work.exact
        work = work.next


def _has_parts(w_value):
    """Is it a term that has terms in it?"""
    return (isinstance(w_value, W_Cons) or isinstance(w_value, W_Tuple)
            or isinstance(w_value, W_Map) or isinstance(w_value, W_Fun))


def _compare_outside(w_a, w_b):
    """What can be said of two tuples, maps or funs without their parts."""
    if isinstance(w_a, W_Tuple) and isinstance(w_b, W_Tuple):
        return _compare_words(w_a.arity(), w_b.arity())
    if isinstance(w_a, W_Map) and isinstance(w_b, W_Map):
        return _compare_words(w_a.size(), w_b.size())
    if isinstance(w_a, W_Fun) and isinstance(w_b, W_Fun):
        return _compare_funs(w_a, w_b)
    return 0


def _compare_funs(w_a, w_b):
    a = w_a.entry
    b = w_b.entry
    if a is not b:
        result = _compare_names(a.w_module, b.w_module)
        if result == 0:
            result = _compare_words(a.index, b.index)
        if result == 0:
            result = _compare_words(a.uniq, b.uniq)
        if result != 0:
            return result
    return _compare_words(len(w_a.free), len(w_b.free))


def _same_prefix(w_a, w_b, exact):
    """Elements in front of two tuples that need no work: simple and equal."""
    if not isinstance(w_a, W_Tuple) or not isinstance(w_b, W_Tuple):
        return 0
    n = w_a.arity()
    i = 0
    while i < n:
        w_item = w_a.get(i)
        if _has_parts(w_item) or not _equal_simple(w_item, w_b.get(i), exact):
            break
        i += 1
    return i


def _push_parts(w_a, w_b, first, exact, work):
    """work with the parts of two tuples (from first on), maps or funs before
    it."""
    if isinstance(w_a, W_Tuple) and isinstance(w_b, W_Tuple):
        n = w_a.arity()
        if first < n and not _has_parts(w_a.get(first)):
            n = first + 1       # they differ there: the rest does not matter
        for i in range(n - 1, first - 1, -1):
            work = _Work(w_a.get(i), w_b.get(i), exact, work)
    elif isinstance(w_a, W_Map) and isinstance(w_b, W_Map):
        work = _push_map(w_a.sorted_items(), w_b.sorted_items(), exact, work)
    elif isinstance(w_a, W_Fun) and isinstance(w_b, W_Fun):
        for i in range(len(w_a.free) - 1, -1, -1):
            work = _Work(w_a.free[i], w_b.free[i], exact, work)
    return work


def _push_map(items_a, items_b, exact, work):
    """work with the pairs of two maps, each (keys, values), before it: first
    the keys, always exact."""
    keys_a, values_a = items_a
    keys_b, values_b = items_b
    work = _push_pairs(values_a, values_b, exact, work)
    if keys_a is not keys_b:
        work = _push_pairs(keys_a, keys_b, True, work)
    return work


def _push_pairs(items_a, items_b, exact, work):
    for i in range(len(items_a) - 1, -1, -1):
        work = _Work(items_a[i], items_b[i], exact, work)
    return work


def _compare_simple(w_a, w_b, exact):
    """As compare() of two terms of which one has no parts."""
    rank = w_a.rank()
    if rank != w_b.rank():
        return _sign(rank - w_b.rank())
    if rank == RANK_NUMBER:
        if exact and isinstance(w_a, W_Float) != isinstance(w_b, W_Float):
            if isinstance(w_a, W_Float):
                return 1
            return -1
        return _compare_numbers(w_a, w_b)
    if isinstance(w_a, W_Atom) and isinstance(w_b, W_Atom):
        return _compare_names(w_a, w_b)
    if isinstance(w_a, W_Bits) and isinstance(w_b, W_Bits):
        return compare_bits(w_a, w_b)
    if isinstance(w_a, W_Pid) and isinstance(w_b, W_Pid):
        return _compare_pids(w_a, w_b)
    if isinstance(w_a, W_Port) and isinstance(w_b, W_Port):
        return _compare_ports(w_a, w_b)
    if isinstance(w_a, W_Ref) and isinstance(w_b, W_Ref):
        return _compare_refs(w_a, w_b)
    return _compare_exports(w_a, w_b)


def _compare_names(w_a, w_b):
    """Two atoms."""
    if w_a is w_b:
        return 0
    if TABLE.before(w_a, w_b):
        return -1
    return 1


def _compare_unsigned(a, b):
    """Two words of 32 bits, kept as ints."""
    return _sign_of(r_uint(a) & M32, r_uint(b) & M32)


def _compare_homes(a, b):
    """Two nodes: by name, then by creation."""
    if a is b:
        return 0
    result = _compare_names(a.w_name, b.w_name)
    if result == 0:
        result = _compare_unsigned(a.creation, b.creation)
    return result


def _compare_pids(w_a, w_b):
    result = _compare_unsigned(w_a.serial, w_b.serial)
    if result == 0:
        result = _compare_unsigned(w_a.number, w_b.number)
    if result == 0:
        result = _compare_homes(w_a.home(), w_b.home())
    return result


def _compare_ports(w_a, w_b):
    result = _compare_homes(w_a.home(), w_b.home())
    if result == 0:
        result = _compare_unsigned(w_a.high(), w_b.high())
    if result == 0:
        result = _compare_unsigned(w_a.number, w_b.number)
    return result


def _compare_refs(w_a, w_b):
    result = _compare_homes(w_a.home(), w_b.home())
    i = w_a.size() - 1
    if result == 0 and w_b.size() - 1 != i:
        return _compare_words(i, w_b.size() - 1)
    while result == 0 and i >= 0:
        result = _compare_unsigned(w_a.word(i), w_b.word(i))
        i -= 1
    return result


def _compare_exports(w_a, w_b):
    """Two funs of which one at least is fun M:F/A: that comes second."""
    if isinstance(w_a, W_ExportFun) and isinstance(w_b, W_ExportFun):
        a = w_a.export
        b = w_b.export
        result = _compare_names(a.w_module, b.w_module)
        if result == 0:
            result = _compare_names(a.w_name, b.w_name)
        if result == 0:
            result = _compare_words(a.arity, b.arity)
        return result
    if isinstance(w_a, W_ExportFun):
        return 1
    if isinstance(w_b, W_ExportFun):
        return -1
    return 0


@jit.dont_look_inside
def _compare_numbers(w_a, w_b):
    """-1, 0 or 1: two numbers, exactly as they are (2 ** 53 + 1 is more than
    float(2 ** 53))."""
    if isinstance(w_a, W_Float):
        if isinstance(w_b, W_Float):
            if w_a.floatval < w_b.floatval:
                return -1
            if w_a.floatval > w_b.floatval:
                return 1
            return 0
        return -bigint.compare_float(to_big(w_b), w_a.floatval)
    if isinstance(w_b, W_Float):
        return bigint.compare_float(to_big(w_a), w_b.floatval)
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        return _compare_words(w_a.intval, w_b.intval)
    return bigint.compare(to_big(w_a), to_big(w_b))


# --------------------------------------------------------------- equality

@jit.dont_look_inside
def _equal(w_a, w_b, exact):
    """=:= if exact, else ==; quicker than _compare() for it need not sort."""
    work = None
    while True:
        if w_a is not w_b:
            if isinstance(w_a, W_Cons):
                while isinstance(w_a, W_Cons) and w_a is not w_b:
                    if not isinstance(w_b, W_Cons):
                        return False
                    if (isinstance(w_a, W_IntCons)
                            and isinstance(w_b, W_IntCons)):
                        if w_a.ihd != w_b.ihd:
                            return False
                    else:
                        w_head = w_a.head()
                        w_other = w_b.head()
                        if _has_parts(w_head):
                            work = _Work(w_a.tl, w_b.tl, exact, work)
                            w_a = w_head
                            w_b = w_other
                            break
                        if not _equal_simple(w_head, w_other, exact):
                            return False
                    w_a = w_a.tl
                    w_b = w_b.tl
                continue
            if _has_parts(w_a):
                if not _same_outside(w_a, w_b):
                    return False
                if isinstance(w_a, W_Map) and isinstance(w_b, W_Map):
                    if _same_order(w_a, w_b):
                        work = _push_map(w_a.items(), w_b.items(), exact,
                                         work)
                    elif _same_keys(w_a, w_b):
                        work = _push_values(w_a, w_b, exact, work)
                    else:
                        return False
                else:
                    i = _same_prefix(w_a, w_b, exact)
                    work = _push_parts(w_a, w_b, i, exact, work)
            elif not _equal_simple(w_a, w_b, exact):
                return False
        if work is None:
            return True
        w_a = work.w_a
        w_b = work.w_b
        exact = work.exact
        work = work.next


def _same_order(w_a, w_b):
    """Do two maps of one size list their pairs in the same order, if they are
    equal?  Small ones do; large ones are listed by the hash of the keys, and
    only keys of one hash may stand in any order."""
    if w_a.size() <= SMALL_MAP:
        return True
    keys_a, _ = w_a.items()
    keys_b, _ = w_b.items()
    for i in range(len(keys_a)):
        if (keys_a[i] is not keys_b[i]
                and internal_hash(keys_a[i]) != internal_hash(keys_b[i])):
            return False
    return True


def _same_keys(w_a, w_b):
    """Have two maps of one size the same keys?"""
    keys, _ = w_a.items()
    for w_key in keys:
        if w_b.get(w_key) is None:
            return False
    return True


def _push_values(w_a, w_b, exact, work):
    """work with the values of two maps that have the same keys before it."""
    keys, values = w_a.items()
    for i in range(len(keys)):
        work = _Work(values[i], w_b.get(keys[i]), exact, work)
    return work


def _same_outside(w_a, w_b):
    return (_has_parts(w_b) and w_a.rank() == w_b.rank()
            and _compare_outside(w_a, w_b) == 0)


def _equal_simple(w_a, w_b, exact):
    """Equality where A has no parts."""
    if w_a is w_b:
        return True
    if isinstance(w_a, W_Number):
        if not isinstance(w_b, W_Number):
            return False
        if exact and isinstance(w_a, W_Float) != isinstance(w_b, W_Float):
            return False
        return _compare_numbers(w_a, w_b) == 0
    if isinstance(w_a, W_Atom) or isinstance(w_a, W_Nil):
        return False
    if isinstance(w_a, W_Bits):
        return isinstance(w_b, W_Bits) and equal_bits(w_a, w_b)
    return (not _has_parts(w_b) and w_a.rank() == w_b.rank()
            and _compare_simple(w_a, w_b, exact) == 0)
