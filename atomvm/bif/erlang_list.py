"""Natives of erlang about lists: hd/1, tl/1, length/1, '++'/2, '--'/2.

OTP: erts/emulator/beam/erl_bif_lists.c.
"""
from rpython.rlib.objectmodel import r_dict

from atomvm.bif.gateway import bif, Cons
from atomvm.term.atoms import from_bool
from atomvm.term.compare import eq_exact
from atomvm.term.cons import W_Cons, W_Nil, NIL, list_from, list_items
from atomvm.term.fault import badarg
from atomvm.term.hash import internal_hash
from atomvm.term.number import mk_int

FEW = 8         # elements to subtract that are simply searched one by one


@bif('erlang', 'hd', 1, args=[Cons], guard=True, inline=True)
def hd_1(w_list):
    return w_list.head()


@bif('erlang', 'tl', 1, args=[Cons], guard=True, inline=True)
def tl_1(w_list):
    return w_list.tl


@bif('erlang', 'is_list', 1, guard=True, inline=True)
def is_list_1(w_value):
    return from_bool(isinstance(w_value, W_Cons) or
                     isinstance(w_value, W_Nil))


@bif('erlang', 'length', 1, guard=True)
def length_1(w_list):
    count = 0
    while isinstance(w_list, W_Cons):
        count += 1
        w_list = w_list.tl
    if w_list is not NIL:
        raise badarg()
    return mk_int(count)


def append(w_left, w_right):
    """Left ++ Right; badarg unless Left is a proper list."""
    if w_left is NIL:
        return w_right
    items = list_items(w_left)
    if items is None:
        raise badarg()
    return list_from(items, w_right)


@bif('erlang', '++', 2)
def plus_plus_2(w_left, w_right):
    return append(w_left, w_right)


@bif('erlang', 'append', 2)
def append_2(w_left, w_right):
    return append(w_left, w_right)


def _subtract_few(items, gone):
    """items without the first equal of each element of gone."""
    left = gone[:]
    kept = []
    for i in range(len(items)):
        w_item = items[i]
        found = -1
        for k in range(len(left)):
            if eq_exact(w_item, left[k]):
                found = k
                break
        if found < 0:
            kept.append(w_item)
        else:
            last = left.pop()
            if found < len(left):
                left[found] = last
    return kept


def _subtract_many(items, gone):
    """The same, by counting in a table: linear."""
    counts = r_dict(eq_exact, internal_hash)
    for w_item in gone:
        counts[w_item] = counts.get(w_item, 0) + 1
    kept = []
    for w_item in items:
        count = counts.get(w_item, 0)
        if count == 0:
            kept.append(w_item)
        else:
            counts[w_item] = count - 1
    return kept


def subtract(w_left, w_right):
    """Left -- Right; badarg unless both are proper lists."""
    items = list_items(w_left)
    gone = list_items(w_right)
    if items is None or gone is None:
        raise badarg()
    if len(items) == 0 or len(gone) == 0:
        return w_left
    if len(gone) <= FEW:
        return list_from(_subtract_few(items, gone))
    return list_from(_subtract_many(items, gone))


@bif('erlang', '--', 2)
def minus_minus_2(w_left, w_right):
    return subtract(w_left, w_right)


@bif('erlang', 'subtract', 2)
def subtract_2(w_left, w_right):
    return subtract(w_left, w_right)
