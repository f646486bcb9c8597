"""Tables of ets; outcomes as erl's, but where the order of a hashed table is
not defined."""
import random

from atomvm.bif import ets, ets_info, ets_options, ets_replace, ets_select
from atomvm.bif import (ets_update, erlang_atom, erlang_list, erlang_tuple,
                        erlang_type)
from atomvm.bif.ets_table import REGISTRY, find_table, \
    tables_of_process_ended
from atomvm.bif.ets_tree import TreeStore
from atomvm.proc.process import EXITED
from atomvm.term.atom import mk_atom
from atomvm.term.cons import list_items
from atomvm.term.number import mk_int
from atomvm.term.show import show
from atomvm.term.tuple import mk_tuple, tuple2
from bif_calls import Caller, check


def test_tables_by_name_and_by_reference():
    check('''
    ets:new(t_name, [named_table]) -> t_name
    ets:new(t_name, [named_table]) -> error:badarg
    erlang:is_reference(T = ets:new(t_other, [])) -> true
    ets:info(T, name) -> t_other
    ets:info(t_name, named_table) -> true
    ets:whereis(t_other) -> undefined
    erlang:is_reference(ets:whereis(t_name)) -> true
    ets:whereis(1) -> error:badarg
    ets:rename(t_name, t_other) -> t_other
    ets:rename(t_other, t_other) -> error:badarg
    ets:rename(t_other, 1) -> error:badarg
    ets:info(t_name, size) -> undefined
    ets:delete(t_other) -> true
    ets:delete(t_other) -> error:badarg
    ets:delete(T) -> true
    ets:lookup(T, 1) -> error:badarg
    ''')


def test_options_of_new():
    check('''
    ets:new(foo, [bar]) -> error:badarg
    ets:new(1, []) -> error:badarg
    ets:new(foo, [set|x]) -> error:badarg
    ets:new(foo, [{keypos, 0}]) -> error:badarg
    ets:new(foo, [{keypos, a}]) -> error:badarg
    ets:new(foo, [{heir, foo, x}]) -> error:badarg
    ets:new(foo, [{heir, none, x}]) -> error:badarg
    ets:new(foo, [{write_concurrency, foo}]) -> error:badarg
    ets:new(foo, [{read_concurrency, auto}]) -> error:badarg
    ets:info(T = ets:new(foo, [{keypos, 2}, ordered_set, private, compressed, {write_concurrency, auto}, {read_concurrency, true}, {heir, none}, {decentralized_counters, true}]), type) -> ordered_set
    ets:info(T, keypos) -> 2
    ets:info(T, protection) -> private
    ets:info(T, compressed) -> true
    ets:info(T, write_concurrency) -> auto
    ets:info(T, memory) -> 139
    ets:info(T, foo) -> error:badarg
    ets:info(nope, foo) -> undefined
    ets:info(1, size) -> error:badarg
    ets:info(nope) -> undefined
    ''')


def test_inserting_and_looking_up():
    check('''
    T = ets:new(t, [set, {keypos, 2}]) -> %s
    ets:insert(T, {a, 1}) -> true
    ets:insert(T, [{b, 2}, {c, 1}]) -> true
    ets:lookup(T, 1) -> [{c,1}]
    ets:lookup(T, 1.0) -> []
    ets:member(T, 2) -> true
    ets:member(T, b) -> false
    ets:insert(T, {a}) -> error:badarg
    ets:insert(T, [{a, 3}, {a}]) -> error:badarg
    ets:insert(T, [{a, 3}|x]) -> error:badarg
    ets:insert(T, x) -> error:badarg
    ets:lookup(T, 3) -> []
    ets:lookup_element(T, 1, 1) -> c
    ets:lookup_element(T, 1, 3) -> error:badarg
    ets:lookup_element(T, 1, 0) -> error:badarg
    ets:lookup_element(T, 9, 1) -> error:badarg
    ets:take(T, 1) -> [{c,1}]
    ets:take(T, 1) -> []
    ets:delete(T, 2) -> true
    ets:delete(T, 2) -> true
    ets:info(T, size) -> 0
    ets:delete_object(T, bar) -> error:badarg
    '''.replace('    T = ets:new(t, [set, {keypos, 2}]) -> %s\n',
                '    erlang:is_list([T = ets:new(t, [{keypos, 2}])]) -> true\n'))


def test_insert_new():
    check('''
    ets:insert_new(T = ets:new(t, []), {a, 1}) -> true
    ets:insert_new(T, [{b, 1}, {a, 2}]) -> false
    ets:insert_new(T, [{b, 1}, {b, 2}]) -> true
    ets:lookup(T, b) -> [{b,2}]
    ets:insert_new(T, []) -> true
    ets:insert_new(T, foo) -> error:badarg
    ets:insert_new(B = ets:new(t, [bag]), {a, 1}) -> true
    ets:insert_new(B, {a, 2}) -> false
    ets:insert_new(B, [{b, 1}, {b, 2}, {b, 1}]) -> true
    ets:lookup(B, b) -> [{b,1},{b,2}]
    ''')


def test_bags_keep_time_order_but_for_lists():
    check('''
    ets:insert(B = ets:new(b, [bag]), [{a,1},{a,2},{a,1},{a,1.0}]) -> true
    ets:lookup(B, a) -> [{a,1.0},{a,1},{a,2}]
    ets:delete_object(B, {a,1}) -> true
    ets:insert(B, {a,1}) -> true
    ets:insert(B, {a,1}) -> true
    ets:lookup(B, a) -> [{a,1.0},{a,2},{a,1}]
    ets:match(B, '$1') -> [[{a,1.0}],[{a,2}],[{a,1}]]
    ets:info(B, size) -> 3
    ets:insert(D = ets:new(d, [duplicate_bag]), [{a,1},{a,2},{a,1},{a,1.0}]) -> true
    ets:lookup(D, a) -> [{a,1},{a,2},{a,1},{a,1.0}]
    ets:delete_object(D, {a,1}) -> true
    ets:insert(D, {a,1}) -> true
    ets:lookup_element(D, a, 2) -> [2,1.0,1]
    ets:info(D, size) -> 3
    ets:take(D, a) -> [{a,2},{a,1.0},{a,1}]
    ets:info(D, size) -> 0
    ''')


def test_ordered_set():
    check('''
    ets:insert(T = ets:new(t, [ordered_set]), [{b,c},{2},{1},{a,b}]) -> true
    ets:match_object(T, '_') -> [{1},{2},{a,b},{b,c}]
    ets:next(T, 0) -> 1
    ets:next(T, 1.0) -> 2
    ets:prev(T, 1) -> '$end_of_table'
    ets:prev(T, zz) -> b
    ets:first(T) -> 1
    ets:last(T) -> b
    ets:lookup(T, 1.0) -> [{1}]
    ets:match(T, {1.0}) -> []
    ets:match(T, {1}) -> [[]]
    ets:insert(T, {2.0}) -> true
    ets:match_object(T, '_') -> [{1},{2.0},{a,b},{b,c}]
    ets:delete_object(T, {1.0}) -> true
    ets:member(T, 1) -> true
    ets:slot(T, 0) -> [{1}]
    ets:slot(T, 3) -> [{b,c}]
    ets:slot(T, 1) -> [{2.0}]
    ets:slot(T, 4) -> '$end_of_table'
    ets:slot(T, 5) -> error:badarg
    ets:delete(T, 2) -> true
    ets:slot(T, 1) -> [{a,b}]
    ets:select_reverse(T, [{'_',[],['$_']}]) -> [{b,c},{a,b},{1}]
    ''')


def insert_all(caller, w_table, numbers):
    for number in numbers:
        w_obj = tuple2(mk_int(number), mk_int(number))
        caller.call('ets', 'insert', [w_table, w_obj])


def keys_of(caller, w_table):
    keys = []
    w_key = caller.call('ets', 'first', [w_table])
    while w_key is not mk_atom('$end_of_table'):
        keys.append(w_key.intval)
        w_key = caller.call('ets', 'next', [w_table, w_key])
    return keys


def test_ordered_set_stays_sorted():
    rng = random.Random(5)
    caller = Caller()
    w_table = caller.value('ets:new(t, [ordered_set])')
    here = set()
    for _ in range(3000):
        number = rng.randrange(200)
        if rng.random() < 0.5:
            insert_all(caller, w_table, [number])
            here.add(number)
        else:
            caller.call('ets', 'delete', [w_table, mk_int(number)])
            here.discard(number)
    assert keys_of(caller, w_table) == sorted(here)
    store = find_table(w_table).store
    backwards = []
    entry = store.start(True)
    while entry is not None:
        backwards.append(entry.w_key.intval)
        entry = store.after(entry, True)
    assert backwards == sorted(here, reverse=True)
    assert store.size == len(here)


def test_hashed_table_closes_its_gaps():
    caller = Caller()
    w_table = caller.value('ets:new(t, [])')
    for start in range(0, 2000, 100):
        insert_all(caller, w_table, range(start, start + 100))
        for number in range(start, start + 99):
            caller.call('ets', 'delete', [w_table, mk_int(number)])
    assert keys_of(caller, w_table) == range(99, 2000, 100)
    assert len(find_table(w_table).store.places) < 300


def test_fixed_table_can_be_walked_while_it_is_emptied():
    caller = Caller()
    w_table = caller.variables['T'] = caller.value('ets:new(t, [])')
    insert_all(caller, w_table, range(100))
    check('''
    ets:info(T, safe_fixed) -> false
    ets:safe_fixtable(T, true) -> true
    ets:info(T, fixed) -> true
    ets:safe_fixtable(T, maybe) -> error:badarg
    ''', caller)
    seen = []
    w_key = caller.call('ets', 'first', [w_table])
    while w_key is not mk_atom('$end_of_table'):
        seen.append(w_key.intval)
        caller.call('ets', 'delete', [w_table, w_key])
        w_key = caller.call('ets', 'next', [w_table, w_key])
    assert seen == range(100)
    check('''
    ets:info(T, size) -> 0
    ets:next(T, 5) -> '$end_of_table'
    ets:insert(T, {5, x}) -> true
    ets:safe_fixtable(T, false) -> true
    ets:next(T, 5) -> '$end_of_table'
    ets:next(T, 6) -> error:badarg
    ets:lookup(T, 5) -> [{5,x}]
    ''', caller)
    store = find_table(w_table).store
    assert len(store.places) - store.holes == 1


def test_emptying_at_once():
    check('''
    ets:insert(T = ets:new(t, [bag]), [{1,2},{1,3},{2,2}]) -> true
    ets:internal_delete_all(T, undefined) -> 3
    ets:info(T, size) -> 0
    ets:first(T) -> '$end_of_table'
    ''')


def test_counters():
    check('''
    ets:insert(T = ets:new(t, []), {1, 1}) -> true
    ets:update_counter(T, 1, 1) -> 2
    ets:update_counter(T, 1, {2, 3, 4, 0}) -> 0
    ets:update_counter(T, 1, [{2, 1}, {2, -5, -1, -1}]) -> [1,-1]
    ets:update_counter(T, 1, {2, 3, 0, 50}) -> 50
    ets:update_counter(T, 1, {2, 0, 5, 9}) -> 9
    ets:update_counter(T, 1, []) -> []
    ets:update_counter(T, 2, 1, {x, 7}) -> 8
    ets:lookup(T, 2) -> [{2,8}]
    ets:update_counter(T, 2, {2, 100000000000000000000}) -> 100000000000000000008
    ets:update_counter(T, 2, {2, -100000000000000000000}) -> 8
    ets:update_counter(T, 3, 1) -> error:badarg
    ets:update_counter(T, 1, {1, 1}) -> error:badarg
    ets:update_counter(T, 1, {3, 1}) -> error:badarg
    ets:update_counter(T, 1, {2, 1.0}) -> error:badarg
    ets:update_counter(T, 1, a) -> error:badarg
    ets:update_counter(T, 1, [{2, 1}|a]) -> error:badarg
    ets:update_counter(T, 9, 1, foo) -> error:badarg
    ets:update_counter(T, 9, 1, {a}) -> error:badarg
    ets:insert(T, {4, a}) -> true
    ets:update_counter(T, 4, 1) -> error:badarg
    ets:insert(T, {5, 1, a}) -> true
    ets:update_counter(T, 5, [{2, 1}, {3, 1}]) -> error:badarg
    ets:lookup(T, 5) -> [{5,1,a}]
    ets:update_counter(ets:new(t, [bag]), 1, 1) -> error:badarg
    ''')


def test_elements_are_updated():
    check('''
    ets:insert(T = ets:new(t, []), {1, 1}) -> true
    ets:update_element(T, 1, {2, x}) -> true
    ets:update_element(T, 1, [{2, y}, {2, z}]) -> true
    ets:lookup(T, 1) -> [{1,z}]
    ets:update_element(T, 1, []) -> true
    ets:update_element(T, 2, {2, x}) -> false
    ets:update_element(T, 2, foo) -> false
    ets:update_element(T, 1, foo) -> error:badarg
    ets:update_element(T, 1, {3, x}) -> error:badarg
    ets:update_element(T, 1, {1, x}) -> error:badarg
    ets:update_element(T, 1, {0, x}) -> error:badarg
    ets:update_element(T, 1, [{2, x}|foo]) -> error:badarg
    ets:lookup(T, 1) -> [{1,z}]
    ets:update_element(ets:new(t, [bag]), 1, {2, x}) -> error:badarg
    ''')


def two_processes():
    owner = Caller(901)
    other = Caller(902)
    owner.value('T = ets:new(t, [])')
    owner.value('P = ets:new(t, [private])')
    owner.value('A = ets:new(t, [public])')
    other.variables.update(dict(
        [(name, owner.variables[name]) for name in 'TPA']))
    owner.variables['Other'] = other.process.w_pid
    return owner, other


def test_protection():
    owner, other = two_processes()
    check('''
    ets:lookup(T, 1) -> []
    ets:insert(T, {1}) -> error:badarg
    ets:rename(T, b) -> error:badarg
    ets:delete(T) -> error:badarg
    ets:lookup(P, 1) -> error:badarg
    ets:safe_fixtable(P, true) -> error:badarg
    ets:info(P, size) -> 0
    ets:insert(A, {1}) -> true
    ets:setopts(A, {heir, none}) -> error:badarg
    ets:give_away(A, Self, x) -> error:badarg
    ets:delete(A) -> true
    ''', other)
    assert other.cause('ets:insert(T, {1})') == 'access'
    assert other.cause('ets:insert(A, {1})') == 'id'
    assert other.cause('ets:insert(1, {1})') == 'type'
    assert other.cause('ets:delete_object(T, {})') == 'access'


def mailbox(caller):
    messages = []
    message = caller.process.first.next
    while message is not None:
        messages.append(show(message.w_value))
        message = message.next
    return messages


def test_tables_are_given_away():
    owner, other = two_processes()
    check('''
    ets:give_away(T, Self, x) -> error:badarg
    ets:give_away(T, foo, x) -> error:badarg
    ets:give_away(T, Other, gift) -> true
    ets:give_away(T, Other, gift) -> error:badarg
    ''', owner)
    assert other.outcome('ets:insert(T, {1})') == 'true'
    (text,) = mailbox(other)
    assert text.startswith("{'ETS-TRANSFER',#Ref<") and \
        text.endswith(',<0.901.0>,gift}')


def end(caller):
    caller.process.state = EXITED
    tables_of_process_ended(caller.process)


def test_tables_end_with_their_owner():
    owner, other = two_processes()
    owned = len(REGISTRY.owned(owner.process))
    count = len(REGISTRY.tables)
    end(owner)
    assert other.outcome('ets:lookup(T, 1)') == 'error:badarg'
    assert len(REGISTRY.tables) == count - owned
    assert owner.process.w_pid.number not in REGISTRY.owners


def test_heir_inherits_and_fixes_of_the_dead_end():
    owner, other = two_processes()
    owner.value('ets:new(t_heir, [named_table, {heir, Other, data}])')
    owner.value('ets:safe_fixtable(t_heir, true)')
    end(owner)
    assert mailbox(other) == ["{'ETS-TRANSFER',t_heir,<0.901.0>,data}"]
    check('''
    ets:info(t_heir, owner) -> <0.902.0>
    ets:info(t_heir, heir) -> <0.902.0>
    ets:info(t_heir, fixed) -> false
    ets:setopts(t_heir, [{heir, none}, {protection, private}]) -> true
    ets:info(t_heir, heir) -> none
    ets:info(t_heir, protection) -> private
    ets:setopts(t_heir, []) -> true
    ets:setopts(t_heir, foo) -> error:badarg
    ets:setopts(t_heir, [{heir, none}, {heir, none}]) -> error:badarg
    ets:setopts(t_heir, {protection, foo}) -> error:badarg
    ets:delete(t_heir) -> true
    ''', other)


def test_all_tables_are_sent():
    caller = Caller()
    caller.value('ets:new(t_all, [named_table])')
    w_ref = caller.value('ets:internal_request_all()')
    w_message = caller.process.first.next.w_value
    assert w_message.get(0) is w_ref
    assert mk_atom('t_all') in list_items(w_message.get(1))
    caller.value('ets:delete(t_all)')


def test_memory_is_counted_in_words():
    check('''
    ets:insert(T = ets:new(t, []), {a, b}) -> true
    ets:info(T, memory) -> 312
    ets:insert(T, {b, "abc"}) -> true
    ets:info(T, memory) -> 325
    ets:insert(U = ets:new(t, [ordered_set]), {a, b}) -> true
    ets:info(U, memory) -> 147
    ''')


def _check_tree(entry):
    """Height of a tree of entries, which is balanced and well linked."""
    if entry is None:
        return 0
    for below in [entry.left, entry.right]:
        assert below is None or below.above is entry
    left = _check_tree(entry.left)
    right = _check_tree(entry.right)
    assert abs(left - right) <= 1
    assert entry.height == 1 + max(left, right)
    return entry.height


def _chain(store):
    """Its keys from the first to the last; the list is linked both ways."""
    keys = []
    before = None
    entry = store.first
    while entry is not None:
        assert entry.before is before
        keys.append(entry.w_key.intval)
        before = entry
        entry = entry.following
    assert store.last is before
    return keys


def test_ordered_tables_stay_balanced_trees():
    rng = random.Random(5)
    for spread in [12, 300]:
        store = TreeStore(0)
        model = {}
        for _ in range(2000):
            key = rng.randrange(spread)
            if rng.random() < 0.5:
                store.insert(mk_tuple([mk_int(key)]))
                model[key] = True
            else:
                store.delete_key(mk_int(key))
                model.pop(key, None)
            _check_tree(store.root)
            assert store.size == len(model)
        assert store.root is None or store.root.above is None
        assert _chain(store) == sorted(model)
        for key in range(-1, spread + 1):
            for reverse in [False, True]:
                others = [k for k in model if (k < key if reverse else k > key)]
                wanted = (max if reverse else min)(others) if others else None
                found = store.neighbour(mk_int(key), reverse)
                assert (found.w_key.intval if found else None) == wanted
