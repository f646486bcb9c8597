"""Natives of the module maps and of maps in erlang and erts_internal (OTP:
erts/emulator/beam/erl_map.c; lib/stdlib/src/maps.erl).

The order of maps of more than 32 keys is ours (see term/map.py).
"""
from atomvm.bif.gateway import Any, Map, bif
from atomvm.term import atoms
from atomvm.term.cons import NIL, W_Cons, cons, list_from, list_items
from atomvm.term.fault import badarg, badkey
from atomvm.term.map import (W_FlatMap, W_Map, map_merge, mk_map_from_pairs,
                             next_pairs)
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import W_Tuple, mk_tuple, tuple2, tuple3

CHUNK = 64              # pairs of a hash map that an iterator takes at a time


@bif('maps', 'get', 2, args=[Any, Map], inline=True)
def maps_get_2(w_key, w_map):
    w_value = w_map.get(w_key)
    if w_value is None:
        raise badkey(w_key)
    return w_value


@bif('erlang', 'map_get', 2, args=[Any, Map], inline=True, guard=True)
def map_get_2(w_key, w_map):
    w_value = w_map.get(w_key)
    if w_value is None:
        raise badkey(w_key)
    return w_value


@bif('maps', 'find', 2, args=[Any, Map], inline=True)
def maps_find_2(w_key, w_map):
    w_value = w_map.get(w_key)
    if w_value is None:
        return atoms.error
    return tuple2(atoms.ok, w_value)


@bif('maps', 'is_key', 2, args=[Any, Map], inline=True)
def maps_is_key_2(w_key, w_map):
    return atoms.from_bool(w_map.has(w_key))


@bif('erlang', 'is_map_key', 2, args=[Any, Map], inline=True, guard=True)
def is_map_key_2(w_key, w_map):
    return atoms.from_bool(w_map.has(w_key))


@bif('erlang', 'map_size', 1, args=[Map], inline=True, guard=True)
def map_size_1(w_map):
    return mk_int(w_map.size())


@bif('maps', 'put', 3, args=[Any, Any, Map], inline=True)
def maps_put_3(w_key, w_value, w_map):
    return w_map.put(w_key, w_value)


@bif('maps', 'update', 3, args=[Any, Any, Map], inline=True)
def maps_update_3(w_key, w_value, w_map):
    w_new = w_map.update_existing(w_key, w_value)
    if w_new is None:
        raise badkey(w_key)
    return w_new


@bif('maps', 'remove', 2, args=[Any, Map], inline=True)
def maps_remove_2(w_key, w_map):
    return w_map.remove(w_key)


@bif('maps', 'take', 2, args=[Any, Map])
def maps_take_2(w_key, w_map):
    w_value = w_map.get(w_key)
    if w_value is None:
        return atoms.error
    return tuple2(w_value, w_map.remove(w_key))


@bif('maps', 'merge', 2, args=[Map, Map])
def maps_merge_2(w_1, w_2):
    return map_merge(w_1, w_2)


@bif('maps', 'keys', 1, args=[Map])
def maps_keys_1(w_map):
    return list_from(w_map.items()[0][:])


@bif('maps', 'values', 1, args=[Map])
def maps_values_1(w_map):
    return list_from(w_map.items()[1][:])


@bif('maps', 'from_list', 1)
def maps_from_list_1(w_list):
    keys = []
    values = []
    while isinstance(w_list, W_Cons):
        w_pair = w_list.head()
        if not isinstance(w_pair, W_Tuple) or w_pair.arity() != 2:
            raise badarg()
        keys.append(w_pair.get(0))
        values.append(w_pair.get(1))
        w_list = w_list.tl
    if w_list is not NIL:
        raise badarg()
    return mk_map_from_pairs(keys, values)


@bif('maps', 'from_keys', 2)
def maps_from_keys_2(w_list, w_value):
    keys = list_items(w_list)
    if keys is None:
        raise badarg()
    return mk_map_from_pairs(keys, [w_value] * len(keys))


@bif('erts_internal', 'map_next', 3)
def map_next_3(w_path, w_map, w_how):
    """w_how: iterator (gives {K, V, Next}, Next being [Path | Map], another
    such tuple, or none) or a list, to which all pairs are added."""
    if not isinstance(w_map, W_Map):
        raise badarg()
    path = path_of(w_path)
    if w_how is atoms.iterator:
        walk = next_pairs(w_map, path, CHUNK)
        w_next = atoms.none
        if walk.path >= 0:
            w_next = cons(mk_int(walk.path), w_map)
        for i in range(len(walk.keys) - 1, -1, -1):
            w_next = tuple3(walk.keys[i], walk.values[i], w_next)
        return w_next
    if not (isinstance(w_how, W_Cons) or w_how is NIL):
        raise badarg()
    walk = next_pairs(w_map, path, 0)
    w_list = w_how
    for i in range(len(walk.keys) - 1, -1, -1):
        w_list = cons(tuple2(walk.keys[i], walk.values[i]), w_list)
    return w_list


def path_of(w_path):
    if not isinstance(w_path, W_Int) or w_path.intval < 0:
        raise badarg()
    return w_path.intval


@bif('erts_internal', 'map_to_tuple_keys', 1, args=[Map])
def map_to_tuple_keys_1(w_map):
    """The tuple of a flat map's keys."""
    if not isinstance(w_map, W_FlatMap):
        raise badarg()
    return mk_tuple(w_map.keys.keys[:])
