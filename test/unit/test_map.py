"""Maps: flat, shared keys, tries, and the natives on them."""
import pytest

from atomvm.bif import maps as natives
from atomvm.bif.gateway import REGISTRY
from atomvm.error import ErlangError
from atomvm.term import atoms, hamt
from atomvm.term import map as maps
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, W_Cons, list_from, list_items
from atomvm.term.map import (EMPTY_MAP, W_FlatMap, W_HashMap, map_merge,
                             map_put_many, mk_map_from_pairs)
from atomvm.term.number import W_Float, mk_int
from atomvm.term.tuple import W_Tuple3, tuple2


def key(n):
    """Different kinds of keys, in no order."""
    if n % 3 == 0:
        return mk_atom('key%d' % n)
    if n % 3 == 1:
        return mk_int(n)
    return tuple2(mk_int(n), mk_atom('x'))


def of(numbers):
    return mk_map_from_pairs([key(n) for n in numbers],
                             [mk_int(n) for n in numbers])


def numbers(w_map):
    return sorted(w_value.intval for w_value in w_map.items()[1])


def test_put_get_remove_around_the_limit():
    w_map = EMPTY_MAP
    for n in range(40):
        assert w_map.get(key(n)) is None
        w_map = w_map.put(key(n), mk_int(n))
        assert w_map.size() == n + 1
        assert isinstance(w_map, W_HashMap) == (n + 1 > 32)
        assert numbers(w_map) == range(n + 1)
        assert all(w_map.get(key(k)).intval == k for k in range(n + 1))
    for n in range(40):
        w_map = w_map.remove(key(n))
        assert isinstance(w_map, W_HashMap) == (39 - n > 32)
        assert numbers(w_map) == range(n + 1, 40)
        assert w_map.get(key(n)) is None
    assert w_map is EMPTY_MAP


def test_value_that_is_the_same_gives_the_same_map():
    for count in (3, 50):
        w_map = of(range(count))
        w_value = w_map.get(key(2))
        assert w_map.put(key(2), w_value) is w_map
        assert w_map.put(key(2), mk_int(7)).get(key(2)).intval == 7
        assert w_map.get(key(2)) is w_value


def test_remove_of_a_missing_key_gives_the_same_map():
    for count in (0, 3, 50):
        w_map = of(range(count))
        assert w_map.remove(key(99)) is w_map


def test_update_existing():
    for count in (3, 50):
        w_map = of(range(count))
        assert w_map.update_existing(key(99), NIL) is None
        assert w_map.update_existing(key(1), NIL).get(key(1)) is NIL
        assert w_map.update_existing(key(1), NIL).size() == count


def test_last_of_equal_keys_wins():
    for count in (2, 60):
        keys = [key(n) for n in range(count)] + [key(0), key(1)]
        values = [mk_int(n) for n in range(count)] + [mk_int(-1), mk_int(-2)]
        w_map = mk_map_from_pairs(keys, values)
        assert w_map.size() == count
        assert w_map.get(key(0)).intval == -1
        assert w_map.get(key(1)).intval == -2
    # so many pairs, so few keys
    w_map = mk_map_from_pairs([key(n % 5) for n in range(100)],
                              [mk_int(n) for n in range(100)])
    assert isinstance(w_map, W_FlatMap)
    assert numbers(w_map) == [95, 96, 97, 98, 99]


def test_integers_and_floats_are_different_keys_integers_first():
    w_map = mk_map_from_pairs([W_Float(1.0), mk_int(2), mk_int(1)],
                              [mk_atom('f'), mk_atom('b'), mk_atom('a')])
    keys, values = w_map.sorted_items()
    assert [w_value.name for w_value in values] == ['a', 'b', 'f']
    assert w_map.get(mk_int(1)).name == 'a'
    assert w_map.get(W_Float(1.0)).name == 'f'
    assert w_map.get(W_Float(2.0)) is None


def test_atom_keys_are_shared_however_they_came():
    a, b, c = [mk_atom(x) for x in 'abc']
    one = EMPTY_MAP.put(c, NIL).put(a, NIL).put(b, NIL)
    two = mk_map_from_pairs([b, a, c], [NIL, NIL, NIL])
    three = one.put(mk_atom('d'), NIL).remove(mk_atom('d'))
    assert one.keys is two.keys and one.keys is three.keys
    assert one.keys.interned
    assert one.put(a, mk_int(1)).keys is one.keys
    assert not one.put(mk_int(1), NIL).keys.interned


def test_only_so_many_sets_of_atoms_are_kept(monkeypatch):
    monkeypatch.setattr(maps.POOL, 'count', maps.INTERN_LIMIT - 2)
    w_map = EMPTY_MAP
    for n in range(6):
        w_map = w_map.put(mk_atom('new_key_%d' % n), mk_int(n))
    assert not w_map.keys.interned
    assert numbers(w_map) == range(6)
    assert w_map.get(mk_atom('new_key_5')).intval == 5
    assert w_map.put(mk_atom('new_key_0'), mk_int(9)).size() == 6
    assert numbers(w_map.remove(mk_atom('new_key_3'))) == [0, 1, 2, 4, 5]


def test_keys_with_the_same_hash(monkeypatch):
    monkeypatch.setattr(hamt, 'key_hash', lambda w_key: 0x123450f)
    w_map = of(range(50))
    assert isinstance(w_map.root, hamt.Collision)
    assert numbers(w_map) == range(50)
    for n in range(60):
        w_map = w_map.put(key(n), mk_int(-n))
    assert numbers(w_map) == sorted(-n for n in range(60))
    for n in range(20):
        w_map = w_map.remove(key(n))
    assert sorted(-n for n in range(20, 60)) == numbers(w_map)
    assert w_map.get(key(3)) is None


def test_keys_that_differ_in_the_last_digit_only(monkeypatch):
    monkeypatch.setattr(hamt, 'key_hash', lambda w_key: w_key.intval)
    w_map = EMPTY_MAP
    for n in range(100):
        w_map = w_map.put(mk_int(n), mk_int(n))
    assert numbers(w_map) == range(100)
    keys, values = w_map.items()
    assert [w_key.intval for w_key in keys] == range(100)
    for n in range(90, 0, -1):
        w_map = w_map.remove(mk_int(n))
    assert numbers(w_map) == [0] + range(91, 100)


def test_put_many_and_merge():
    for left, right in [(range(5), range(3, 8)), (range(5), range(3, 100)),
                        (range(100), range(90, 95)), ([], range(3)),
                        (range(3), []), (range(60), range(30, 90))]:
        expected = dict((n, n) for n in left)
        expected.update((n, -n) for n in right)
        keys = [key(n) for n in right]
        values = [mk_int(-n) for n in right]
        w_right = mk_map_from_pairs(keys, values)
        for w_map in [map_merge(of(left), w_right),
                      map_put_many(of(left), keys, values)]:
            assert w_map.size() == len(expected)
            for n in expected:
                assert w_map.get(key(n)).intval == expected[n]


def walk(w_map):
    """All values, by erts_internal:map_next/3."""
    bif = REGISTRY[('erts_internal', 'map_next', 3)]
    w_next = bif.call3(None, mk_int(0), w_map, atoms.iterator)
    found = []
    chunks = 1
    while w_next is not atoms.none:
        if isinstance(w_next, W_Cons):
            chunks += 1
            w_next = bif.call3(None, w_next.head(), w_next.tl, atoms.iterator)
            continue
        assert isinstance(w_next, W_Tuple3)
        assert w_map.get(w_next.get(0)) is w_next.get(1)
        found.append(w_next.get(1).intval)
        w_next = w_next.get(2)
    return found, chunks


@pytest.mark.parametrize('count', [0, 1, 32, 33, 64, 65, 1000])
def test_iterator_visits_each_pair_once(count):
    w_map = of(range(count))
    found, chunks = walk(w_map)
    assert sorted(found) == range(count)
    assert found == [w_value.intval for w_value in w_map.items()[1]]
    assert count < 200 or chunks > count // natives.CHUNK // 2
    pairs = list_items(natives.map_next_3(mk_int(0), w_map, NIL))
    assert [w_pair.get(1).intval for w_pair in pairs] == found


def test_iterator_goes_on_behind_collisions(monkeypatch):
    monkeypatch.setattr(hamt, 'key_hash', lambda w_key: w_key.intval // 40)
    w_map = mk_map_from_pairs([mk_int(n) for n in range(1000)],
                              [mk_int(n) for n in range(1000)])
    found, chunks = walk(w_map)
    assert found == range(1000)


def raises(cls_name, call, *args):
    with pytest.raises(ErlangError) as info:
        call(*args)
    w_reason = info.value.w_reason
    if cls_name == 'badarg':
        assert w_reason is atoms.badarg
    else:
        assert w_reason.get(0).name == cls_name


def test_natives_raise_what_otp_raises():
    def bif(module, name, arity):
        return getattr(REGISTRY[(module, name, arity)], 'call%d' % arity)
    a = mk_atom('a')
    raises('badmap', bif('maps', 'get', 2), None, a, a)
    raises('badkey', bif('maps', 'get', 2), None, a, EMPTY_MAP)
    raises('badkey', bif('maps', 'update', 3), None, a, a, EMPTY_MAP)
    raises('badmap', bif('maps', 'merge', 2), None, EMPTY_MAP, a)
    raises('badarg', bif('maps', 'from_list', 1), None, list_from([a]))
    raises('badarg', bif('maps', 'from_list', 1), None,
           list_from([tuple2(a, a)], a))
    raises('badarg', bif('maps', 'from_keys', 2), None, a, a)
    raises('badarg', bif('erts_internal', 'map_next', 3), None, a, EMPTY_MAP,
           NIL)
    raises('badarg', bif('erts_internal', 'map_next', 3), None, mk_int(0), a,
           NIL)
    raises('badarg', bif('erts_internal', 'map_next', 3), None, mk_int(-1),
           EMPTY_MAP, NIL)


def test_take_and_find():
    w_map = of(range(3))
    w_pair = natives.maps_take_2(key(1), w_map)
    assert w_pair.get(0).intval == 1 and numbers(w_pair.get(1)) == [0, 2]
    assert natives.maps_take_2(key(7), w_map) is atoms.error
    assert natives.maps_find_2(key(1), w_map).get(1).intval == 1
    assert natives.maps_find_2(key(7), w_map) is atoms.error
