"""Natives of lists: member/2, reverse/2, keyfind/3, keymember/3, keysearch/3.

OTP: erts/emulator/beam/erl_bif_lists.c.  What else lists exports is Erlang.
"""
from atomvm.bif.gateway import bif, Any, Int
from atomvm.term import atoms
from atomvm.term.atom import W_Atom
from atomvm.term.compare import eq, eq_exact
from atomvm.term.cons import W_Cons, NIL, cons
from atomvm.term.effort import FEW, spend
from atomvm.term.fault import badarg
from atomvm.term.tuple import W_Tuple, tuple2


@bif('lists', 'member', 2)
def member_2(w_value, w_list):
    is_atom = isinstance(w_value, W_Atom)
    count = 0
    while isinstance(w_list, W_Cons):
        w_head = w_list.head()
        if w_head is w_value or (not is_atom and eq_exact(w_head, w_value)):
            break
        w_list = w_list.tl
        count += 1
    spend(count >> FEW)
    if isinstance(w_list, W_Cons):
        return atoms.true
    if w_list is not NIL:
        raise badarg()
    return atoms.false


@bif('lists', 'reverse', 2)
def reverse_2(w_list, w_tail):
    count = 0
    while isinstance(w_list, W_Cons):
        w_tail = cons(w_list.head(), w_tail)
        w_list = w_list.tl
        count += 1
    spend(count >> FEW)
    if w_list is not NIL:
        raise badarg()
    return w_tail


def key_search(w_key, index, w_list):
    """The first tuple of w_list whose element number index (from 1) equals
    (==) w_key, or None; badarg for index < 1 or an improper list."""
    if index < 1:
        raise badarg()
    is_atom = isinstance(w_key, W_Atom)
    count = 0
    while isinstance(w_list, W_Cons):
        w_tuple = w_list.head()
        if isinstance(w_tuple, W_Tuple) and index <= w_tuple.arity():
            w_found = w_tuple.get(index - 1)
            if w_found is w_key or (not is_atom and eq(w_found, w_key)):
                spend(count >> FEW)
                return w_tuple
        w_list = w_list.tl
        count += 1
    spend(count >> FEW)
    if w_list is not NIL:
        raise badarg()
    return None


@bif('lists', 'keyfind', 3, args=[Any, Int, Any])
def keyfind_3(w_key, index, w_list):
    w_tuple = key_search(w_key, index, w_list)
    if w_tuple is None:
        return atoms.false
    return w_tuple


@bif('lists', 'keymember', 3, args=[Any, Int, Any])
def keymember_3(w_key, index, w_list):
    if key_search(w_key, index, w_list) is None:
        return atoms.false
    return atoms.true


@bif('lists', 'keysearch', 3, args=[Any, Int, Any])
def keysearch_3(w_key, index, w_list):
    w_tuple = key_search(w_key, index, w_list)
    if w_tuple is None:
        return atoms.false
    return tuple2(atoms.value, w_tuple)
