"""Natives of ets that change parts of objects: update_counter/3,4 and
update_element/3.  OTP: erts/emulator/beam/erl_db.c."""
from rpython.rlib.rarithmetic import ovfcheck
from rpython.rlib.rbigint import rbigint

from atomvm import config
from atomvm.bif.ets_table import WRITE, badarg_because, get_table
from atomvm.bif.gateway import bif, Any
from atomvm.term import atoms
from atomvm.term.cons import W_Cons, W_Nil, list_from, list_items
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, W_Big, mk_big, mk_int
from atomvm.term.tuple import W_Tuple, mk_tuple


class Increment(object):
    """Add w_step at place (from 0, or -1 for the one after the key); where
    the sum is beyond w_threshold, it is w_reset instead."""

    def __init__(self, place, w_step, w_threshold, w_reset):
        self.place = place
        self.w_step = w_step
        self.w_threshold = w_threshold
        self.w_reset = w_reset


def _is_integer(w_value):
    return isinstance(w_value, W_Int) or isinstance(w_value, W_Big)


def _big(w_integer):
    if isinstance(w_integer, W_Int):
        return rbigint.fromint(w_integer.intval)
    assert isinstance(w_integer, W_Big)
    return w_integer.num


def add_integers(w_a, w_b):
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        try:
            return mk_int(ovfcheck(w_a.intval + w_b.intval))
        except OverflowError:
            pass
    return mk_big(_big(w_a).add(_big(w_b)))


def _less(w_a, w_b):
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        return w_a.intval < w_b.intval
    return _big(w_a).lt(_big(w_b))


def _is_negative(w_integer):
    if isinstance(w_integer, W_Int):
        return w_integer.intval < 0
    return _big(w_integer).sign < 0


def _increment(w_op):
    """An Increment of {Pos, Step} or {Pos, Step, Threshold, SetValue}."""
    if not isinstance(w_op, W_Tuple):
        raise badarg()
    arity = w_op.arity()
    if arity != 2 and arity != 4:
        raise badarg()
    w_place = w_op.get(0)
    if not isinstance(w_place, W_Int):
        raise badarg()
    for i in range(1, arity):
        if not _is_integer(w_op.get(i)):
            raise badarg()
    w_threshold = None
    w_reset = None
    if arity == 4:
        w_threshold = w_op.get(2)
        w_reset = w_op.get(3)
    place = w_place.intval - 1
    if place < 0:
        raise badarg_because(atoms.position)
    return Increment(place, w_op.get(1), w_threshold, w_reset)


def _increments(w_op, keypos):
    """The list of Increment of the third argument of update_counter."""
    if _is_integer(w_op):
        return [Increment(keypos + 1, w_op, None, None)]
    if isinstance(w_op, W_Tuple):
        return [_increment(w_op)]
    items = list_items(w_op)
    if items is None:
        raise badarg()
    return [_increment(w_item) for w_item in items]


def _updated(increment, w_old):
    """The new value of a counter."""
    w_sum = add_integers(w_old, increment.w_step)
    w_threshold = increment.w_threshold
    if w_threshold is None:
        return w_sum
    if _is_negative(increment.w_step):
        if _less(w_sum, w_threshold):
            return increment.w_reset
    elif _less(w_threshold, w_sum):
        return increment.w_reset
    return w_sum


def _check_places(table, places, arity):
    """All places are in tuples of this size, none is the key's."""
    for place in places:
        if place == table.store.keypos:
            raise badarg_because(atoms.keypos)
        if place >= arity:
            raise badarg_because(atoms.position)


def _update_counter(process, w_table, w_key, w_op, w_default):
    table = get_table(process, w_table, WRITE)
    store = table.store
    if w_default is not None and not isinstance(w_default, W_Tuple):
        raise badarg()
    if store.is_bag():
        raise badarg_because(atoms.table_type)
    w_start = None
    if w_default is not None:
        w_start = _default_object(store.keypos, w_key, w_default)
    entry = store.find(w_key)
    if entry is None and w_start is None:
        raise badarg_because(atoms.badkey)
    if not config.BOARD and entry is not None and isinstance(w_op, W_Tuple):
        w_new = _plain_update(store, entry, w_op)
        if w_new is not None:
            return w_new
    increments = _increments(w_op, store.keypos)
    w_obj = w_start if entry is None else entry.w_obj
    items = w_obj.items()
    _check_places(table, [inc.place for inc in increments], len(items))
    results = []
    for increment in increments:
        w_old = items[increment.place]
        if not _is_integer(w_old):
            raise badarg()
        w_new = _updated(increment, w_old)
        items[increment.place] = w_new
        results.append(w_new)
    if entry is None or len(increments) > 0:
        store.insert(mk_tuple(items))
    if isinstance(w_op, W_Cons) or isinstance(w_op, W_Nil):
        return list_from(results)
    return results[0]


def _plain_update(store, entry, w_op):
    """What {Position, Step} of small integers makes of a small integer, which is
    most of all updates; None where it is not so simple."""
    if w_op.arity() != 2:
        return None
    w_place = w_op.get(0)
    w_step = w_op.get(1)
    if not isinstance(w_place, W_Int) or not isinstance(w_step, W_Int):
        return None
    place = w_place.intval - 1
    w_obj = entry.w_obj
    if place < 0 or place == store.keypos or place >= w_obj.arity():
        return None
    w_old = w_obj.get(place)
    if not isinstance(w_old, W_Int):
        return None
    w_new = add_integers(w_old, w_step)
    w_obj = w_obj.with_element(place, w_new)
    assert isinstance(w_obj, W_Tuple)
    entry.w_obj = w_obj
    return w_new


def _default_object(keypos, w_key, w_default):
    """The default of update_counter/4, a W_Tuple, with the key put in."""
    if w_default.arity() <= keypos:
        raise badarg_because(atoms.position)
    items = w_default.items()
    items[keypos] = w_key
    return mk_tuple(items)


@bif('ets', 'update_counter', 3, args=[Any, Any, Any], process=True)
def update_counter_3(process, w_table, w_key, w_op):
    return _update_counter(process, w_table, w_key, w_op, None)


@bif('ets', 'update_counter', 4, args=[Any, Any, Any, Any], process=True)
def update_counter_4(process, w_table, w_key, w_op, w_default):
    return _update_counter(process, w_table, w_key, w_op, w_default)


@bif('ets', 'update_element', 3, args=[Any, Any, Any], process=True)
def update_element_3(process, w_table, w_key, w_changes):
    """As in OTP, what is to change is not looked at where the key is not."""
    table = get_table(process, w_table, WRITE)
    store = table.store
    if store.is_bag():
        raise badarg()
    entry = store.find(w_key)
    if entry is None:
        return atoms.false
    if isinstance(w_changes, W_Tuple):
        changes = [w_changes]
    else:
        changes = _tuples(w_changes)
    items = entry.w_obj.items()
    for w_change in changes:
        place = _change_place(w_change)
        if place == store.keypos:
            raise badarg_because(atoms.keypos)
        if place >= len(items):
            raise badarg()
        items[place] = w_change.get(1)
    entry.w_obj = mk_tuple(items)
    return atoms.true


def _tuples(w_list):
    items = list_items(w_list)
    if items is None:
        raise badarg()
    result = []
    for w_item in items:
        if not isinstance(w_item, W_Tuple):
            raise badarg()
        result.append(w_item)
    return result


def _change_place(w_change):
    """The place in {Pos, Value}, counted from 0."""
    if w_change.arity() != 2:
        raise badarg()
    w_place = w_change.get(0)
    if not isinstance(w_place, W_Int) or w_place.intval < 1:
        raise badarg()
    return w_place.intval - 1
