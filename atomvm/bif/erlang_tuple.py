"""Natives of erlang about tuples: element/2, setelement/3, make_tuple/2,3 ...

OTP: erts/emulator/beam/bif.c.  tuple_size/1 and element/2 are guards and
visible to the JIT.
"""
from atomvm.bif.gateway import bif, Any, Int, List, Tuple
from atomvm.term import atoms
from atomvm.term.atom import W_Atom
from atomvm.term.atoms import from_bool
from atomvm.term.cons import W_Cons, NIL, cons, list_items
from atomvm.term.effort import FEW, spend
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import W_Tuple, mk_tuple, MAX_ARITY


@bif('erlang', 'element', 2, args=[Int, Tuple], guard=True, inline=True)
def element_2(index, w_tuple):
    if index < 1 or index > w_tuple.arity():
        raise badarg()
    return w_tuple.get(index - 1)


@bif('erlang', 'tuple_size', 1, args=[Tuple], guard=True, inline=True)
def tuple_size_1(w_tuple):
    return mk_int(w_tuple.arity())


@bif('erlang', 'is_tuple', 1, guard=True, inline=True)
def is_tuple_1(w_value):
    return from_bool(isinstance(w_value, W_Tuple))


@bif('erlang', 'setelement', 3, args=[Int, Tuple, Any], inline=True)
def setelement_3(index, w_tuple, w_value):
    if index < 1 or index > w_tuple.arity():
        raise badarg()
    return w_tuple.with_element(index - 1, w_value)


def _checked_size(size):
    if size < 0 or size > MAX_ARITY:
        raise badarg()
    return size


@bif('erlang', 'make_tuple', 2, args=[Int, Any])
def make_tuple_2(size, w_initial):
    return mk_tuple([w_initial] * _checked_size(size))


@bif('erlang', 'make_tuple', 3, args=[Int, Any, List])
def make_tuple_3(size, w_default, w_pairs):
    items = [w_default] * _checked_size(size)
    while isinstance(w_pairs, W_Cons):
        w_pair = w_pairs.head()
        if not isinstance(w_pair, W_Tuple) or w_pair.arity() != 2:
            raise badarg()
        w_index = w_pair.get(0)
        if not isinstance(w_index, W_Int):
            raise badarg()
        index = w_index.intval
        if index < 1 or index > size:
            raise badarg()
        items[index - 1] = w_pair.get(1)
        w_pairs = w_pairs.tl
    if w_pairs is not NIL:
        raise badarg()
    return mk_tuple(items)


def _inserted(w_tuple, place, w_value):
    """A tuple with w_value before element number place (from 0)."""
    size = w_tuple.arity()
    items = [w_value] * _checked_size(size + 1)
    for i in range(size):
        if i < place:
            items[i] = w_tuple.get(i)
        else:
            items[i + 1] = w_tuple.get(i)
    return mk_tuple(items)


@bif('erlang', 'append_element', 2, args=[Tuple, Any])
def append_element_2(w_tuple, w_value):
    return _inserted(w_tuple, w_tuple.arity(), w_value)


@bif('erlang', 'insert_element', 3, args=[Int, Tuple, Any])
def insert_element_3(index, w_tuple, w_value):
    place = index - 1
    if place < 0 or place > w_tuple.arity():
        raise badarg()
    return _inserted(w_tuple, place, w_value)


@bif('erlang', 'delete_element', 2, args=[Int, Tuple])
def delete_element_2(index, w_tuple):
    size = w_tuple.arity()
    place = index - 1
    if place < 0 or place >= size:
        raise badarg()
    items = [w_tuple.get(place)] * (size - 1)
    for i in range(size - 1):
        if i < place:
            items[i] = w_tuple.get(i)
        else:
            items[i] = w_tuple.get(i + 1)
    return mk_tuple(items)


@bif('erlang', 'list_to_tuple', 1)
def list_to_tuple_1(w_list):
    items = list_items(w_list)
    if items is None or len(items) > MAX_ARITY:
        raise badarg()
    return mk_tuple(items[:])


@bif('erlang', 'tuple_to_list', 1, args=[Tuple])
def tuple_to_list_1(w_tuple):
    spend(w_tuple.arity() >> FEW)
    w_list = NIL
    for i in range(w_tuple.arity() - 1, -1, -1):
        w_list = cons(w_tuple.get(i), w_list)
    return w_list


def _is_tagged(w_value, w_tag):
    return (isinstance(w_value, W_Tuple) and w_value.arity() > 0 and
            w_value.get(0) is w_tag)


@bif('erlang', 'is_record', 2, guard=True)
def is_record_2(w_value, w_tag):
    if not isinstance(w_tag, W_Atom):
        raise badarg()
    return from_bool(_is_tagged(w_value, w_tag))


@bif('erlang', 'is_record', 3, guard=True)
def is_record_3(w_value, w_tag, w_size):
    """The size must be small: as OTP, a big integer is badarg, a negative
    one merely never fits."""
    if not isinstance(w_tag, W_Atom) or not isinstance(w_size, W_Int):
        raise badarg()
    if not _is_tagged(w_value, w_tag):
        return atoms.false
    assert isinstance(w_value, W_Tuple)
    return from_bool(w_value.arity() == w_size.intval)
