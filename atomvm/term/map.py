"""Maps: a flat map with sorted, shared keys up to 32 keys, a hash array
mapped trie (hamt.py) above (OTP: erts/emulator/beam/erl_map.c).

Keys that are all atoms are interned: one MapKeys for each set of them, so
that a trace that knows the MapKeys and the atom knows the index.  The order
of the pairs of a trie is ours, not OTP's (that follows OTP's internal hash).

Equal keys may look different: 0.0 and -0.0, funs that two processes made.  Of
those stays which stays in OTP: putting one into a flat map leaves the key as
it is, in all else the later one wins.
"""
from rpython.rlib import jit
from rpython.rlib.objectmodel import specialize

from atomvm.term.atom import W_Atom
from atomvm.term.compare import exact_compare, eq_exact
from atomvm.term.effort import FEW, spend
from atomvm.term.hamt import (
    Builder, KeyPair, PairSort, Walk, collect, delete, insert, lookup)
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Int

FLAT_LIMIT = 32         # keys of the largest flat map (MAP_SMALL_MAP_LIMIT)
UNROLL = 16             # keys of the largest map that traces copy inline
INTERN_LIMIT = 2048     # sets of atoms that are kept for ever


class MapKeys(object):
    """The keys of flat maps, in exact term order.  interned: all atoms, and
    no other MapKeys has the same ones.  after: the interned MapKeys with one
    atom more, as far as they were asked for."""
    _immutable_fields_ = ['keys[*]', 'interned']

    def __init__(self, keys, interned):
        self.keys = keys
        self.interned = interned
        self.after = None

    @jit.elidable
    def atom_index(self, w_atom):
        """Index of an atom or -1; for interned keys."""
        keys = self.keys
        for i in range(len(keys)):
            if keys[i] is w_atom:
                return i
        return -1

    @jit.elidable
    def with_atom(self, w_atom):
        """These interned keys and an atom that is not among them."""
        if self.after is None:
            self.after = {}
        keys = self.after.get(w_atom, None)
        if keys is None:
            items = self.keys
            i = _position(items, w_atom)
            if i == len(items):
                keys = MapKeys(_inserted(items, i, w_atom),
                               POOL.count < INTERN_LIMIT)
                POOL.count += 1
            else:
                keys = intern_keys(_inserted(items, i, w_atom))
            if keys.interned:
                self.after[w_atom] = keys
        return keys

    @jit.elidable
    def without(self, i):
        """The keys but for that at index i."""
        items = self.keys
        n = len(items) - 1
        left = [items[0]] * n
        for k in range(i):
            left[k] = items[k]
        for k in range(i, n):
            left[k] = items[k + 1]
        return intern_keys(left)


class _Pool(object):
    def __init__(self):
        self.count = 0      # interned MapKeys so far


POOL = _Pool()
NO_KEYS = MapKeys([], True)


def intern_keys(items):
    """The MapKeys of these sorted keys (a list that nobody will change)."""
    for w_key in items:
        if not isinstance(w_key, W_Atom):
            return MapKeys(items, False)
    keys = NO_KEYS
    for w_key in items:
        if not keys.interned:
            return MapKeys(items, False)
        keys = keys.with_atom(w_key)
    return keys


def _position(items, w_key):
    """Index of the first key that is not below w_key."""
    low = 0
    high = len(items)
    while low < high:
        middle = (low + high) >> 1
        if exact_compare(items[middle], w_key) < 0:
            low = middle + 1
        else:
            high = middle
    return low


def _inserted(items, i, w_item):
    """items (of a fixed size) with w_item put in before index i."""
    n = len(items)
    result = [w_item] * (n + 1)
    for k in range(i):
        result[k] = items[k]
    for k in range(i, n):
        result[k + 1] = items[k]
    return result


@jit.unroll_safe        # at most UNROLL elements
def _inserted_unrolled(items, n, i, w_item):
    result = [w_item] * (n + 1)
    for k in range(i):
        result[k] = items[k]
    for k in range(i, n):
        result[k + 1] = items[k]
    return result


@jit.dont_look_inside
def _inserted_call(items, i, w_item):
    return _inserted(items, i, w_item)


@jit.unroll_safe        # at most UNROLL elements
def _replaced_unrolled(items, n, i, w_item):
    result = [w_item] * n
    for k in range(n):
        if k != i:
            result[k] = items[k]
    return result


@jit.dont_look_inside
def _replaced_call(items, i, w_item):
    result = items[:]
    result[i] = w_item
    return result


@jit.dont_look_inside
def _index_call(keys, w_key):
    """Index of w_key in a MapKeys, or -1."""
    items = keys.keys
    if isinstance(w_key, W_Atom):
        for i in range(len(items)):
            if items[i] is w_key:
                return i
        return -1
    if keys.interned:
        return -1
    if isinstance(w_key, W_Int):
        for i in range(len(items)):
            w_item = items[i]
            if isinstance(w_item, W_Int) and w_item.intval == w_key.intval:
                return i
        return -1
    for i in range(len(items)):
        if eq_exact(items[i], w_key):
            return i
    return -1


def _known(keys, w_key):
    """A trace may treat this key of these keys as constant."""
    return (keys.interned and jit.isconstant(w_key)
            and isinstance(w_key, W_Atom))


class W_FlatMap(W_Map):
    """values[i] belongs to keys.keys[i]."""
    _attrs_ = __slots__ = ('keys', 'values')
    _immutable_fields_ = ['keys', 'values[*]']

    def __init__(self, keys, values):
        self.keys = keys
        self.values = values

    def size(self):
        return len(self.values)

    def get(self, w_key):
        keys = self.keys
        if _known(keys, w_key):
            # one set of atoms for each shape of map: few at one place
            keys = jit.promote(keys)
            assert isinstance(w_key, W_Atom)
            i = keys.atom_index(w_key)
        else:
            i = _index_call(keys, w_key)
        if i < 0:
            return None
        return self.values[i]

    def put(self, w_key, w_value):
        keys = self.keys
        if _known(keys, w_key):
            # as in get()
            keys = jit.promote(keys)
            assert isinstance(w_key, W_Atom)
            i = keys.atom_index(w_key)
            if i < 0 and len(keys.keys) < UNROLL:
                after = keys.with_atom(w_key)
                i = after.atom_index(w_key)
                return W_FlatMap(after, _inserted_unrolled(
                    self.values, len(keys.keys), i, w_value))
        else:
            i = _index_call(keys, w_key)
        if i < 0:
            return self._with_new(w_key, w_value)
        return self._replaced(keys, i, w_value)

    def update_existing(self, w_key, w_value):
        keys = self.keys
        if _known(keys, w_key):
            # as in get()
            keys = jit.promote(keys)
            assert isinstance(w_key, W_Atom)
            i = keys.atom_index(w_key)
        else:
            i = _index_call(keys, w_key)
        if i < 0:
            return None
        return self._replaced(keys, i, w_value)

    def _replaced(self, keys, i, w_value):
        values = self.values
        if values[i] is w_value:
            return self
        if jit.isconstant(keys) and len(keys.keys) <= UNROLL:
            return W_FlatMap(keys, _replaced_unrolled(
                values, len(keys.keys), i, w_value))
        return W_FlatMap(keys, _replaced_call(values, i, w_value))

    @jit.dont_look_inside
    def _with_new(self, w_key, w_value):
        """The map with a key that it has not."""
        keys = self.keys
        items = keys.keys
        if len(items) >= FLAT_LIMIT:
            return _mk_hash_map(items, self.values, w_key, w_value)
        if keys.interned and isinstance(w_key, W_Atom):
            after = keys.with_atom(w_key)
            i = after.atom_index(w_key)
        else:
            i = _position(items, w_key)
            after = MapKeys(_inserted(items, i, w_key), False)
        return W_FlatMap(after, _inserted(self.values, i, w_value))

    @jit.dont_look_inside
    def remove(self, w_key):
        i = _index_call(self.keys, w_key)
        if i < 0:
            return self
        n = len(self.values)
        if n == 1:
            return EMPTY_MAP
        values = [self.values[0]] * (n - 1)
        for k in range(i):
            values[k] = self.values[k]
        for k in range(i + 1, n):
            values[k - 1] = self.values[k]
        return W_FlatMap(self.keys.without(i), values)

    def sorted_items(self):
        return self.keys.keys, self.values

    def items(self):
        return self.keys.keys, self.values


class W_HashMap(W_Map):
    """More than 32 keys: the root of a trie and the number of keys."""
    _attrs_ = __slots__ = ('root', 'count')
    _immutable_fields_ = ['root', 'count']

    def __init__(self, root, count):
        self.root = root
        self.count = count

    def size(self):
        return self.count

    def get(self, w_key):
        return lookup(self.root, w_key)

    @jit.dont_look_inside
    def put(self, w_key, w_value):
        w_old = lookup(self.root, w_key)
        if w_old is not None and _is_same(w_old, w_value):
            return self
        count = self.count
        if w_old is None:
            count += 1
        return W_HashMap(insert(self.root, w_key, w_value), count)

    @jit.dont_look_inside
    def update_existing(self, w_key, w_value):
        if lookup(self.root, w_key) is None:
            return None
        return self.put(w_key, w_value)

    @jit.dont_look_inside
    def remove(self, w_key):
        if lookup(self.root, w_key) is None:
            return self
        root = delete(self.root, w_key)
        if self.count - 1 > FLAT_LIMIT:
            return W_HashMap(root, self.count - 1)
        keys, values = collect(root)
        return mk_map_from_pairs(keys, values)

    @jit.dont_look_inside
    def sorted_items(self):
        spend(self.count >> FEW)
        keys, values = collect(self.root)
        pairs = [KeyPair(keys[i], values[i]) for i in range(len(keys))]
        PairSort(pairs).sort()
        return ([pair.w_key for pair in pairs][:],
                [pair.w_value for pair in pairs][:])

    def items(self):
        keys, values = collect(self.root)
        return keys[:], values[:]


def _is_same(w_a, w_b):
    """Would it be one word in OTP?"""
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        return w_a.intval == w_b.intval
    return w_a is w_b


EMPTY_MAP = W_FlatMap(NO_KEYS, [])


def _mk_hash_map(keys, values, w_key, w_value):
    n = len(keys)
    builder = Builder(_inserted(keys, n, w_key)[:],
                      _inserted(values, n, w_value)[:])
    return W_HashMap(builder.build(), builder.count)


@specialize.call_location()
def mk_map_from_pairs(keys, values):
    """The map of these pairs (two lists of one length, which are not kept);
    the last value of equal keys wins."""
    return _from_pairs(keys[:], values[:])


@jit.dont_look_inside
def _from_pairs(keys, values):
    if len(keys) > FLAT_LIMIT:
        spend(len(keys) >> 1)
        builder = Builder(keys, values)
        root = builder.build()
        if builder.count > FLAT_LIMIT:
            return W_HashMap(root, builder.count)
        keys, values = collect(root)
        keys, values = keys[:], values[:]
    sorted_keys = []
    sorted_values = []
    for k in range(len(keys)):
        w_key = keys[k]
        i = len(sorted_keys)
        if i > 0 and exact_compare(sorted_keys[i - 1], w_key) >= 0:
            i = _position_growing(sorted_keys, w_key)
            if exact_compare(sorted_keys[i], w_key) == 0:
                sorted_keys[i] = w_key
                sorted_values[i] = values[k]
                continue
        sorted_keys.insert(i, w_key)
        sorted_values.insert(i, values[k])
    if len(sorted_keys) == 0:
        return EMPTY_MAP
    return W_FlatMap(intern_keys(sorted_keys[:]), sorted_values[:])


def _position_growing(items, w_key):
    """As _position(), of a list that grows."""
    low = 0
    high = len(items)
    while low < high:
        middle = (low + high) >> 1
        if exact_compare(items[middle], w_key) < 0:
            low = middle + 1
        else:
            high = middle
    assert low >= 0
    return low


@jit.dont_look_inside
def map_put_many(w_map, keys, values):
    """w_map with all these pairs put in, also the keys where it has equal
    ones (two lists of one length)."""
    if w_map.size() > 4 * len(keys):
        if isinstance(w_map, W_HashMap):
            return _insert_many(w_map, keys, values)
        if _look_alike(keys):
            for i in range(len(keys)):
                w_map = w_map.put(keys[i], values[i])
            return w_map
    if len(keys) == 0:
        return w_map
    old_keys, old_values = w_map.items()
    n = len(old_keys)
    all_keys = [keys[0]] * (n + len(keys))
    all_values = [keys[0]] * (n + len(keys))
    for i in range(n):
        all_keys[i] = old_keys[i]
        all_values[i] = old_values[i]
    for i in range(len(keys)):
        all_keys[n + i] = keys[i]
        all_values[n + i] = values[i]
    return mk_map_from_pairs(all_keys, all_values)


def _look_alike(keys):
    """Do these keys look like all that are equal to them?"""
    for w_key in keys:
        if not isinstance(w_key, W_Atom) and not isinstance(w_key, W_Int):
            return False
    return True


def _insert_many(w_map, keys, values):
    """map_put_many() of a W_HashMap."""
    root = w_map.root
    count = w_map.count
    for i in range(len(keys)):
        if lookup(root, keys[i]) is None:
            count += 1
        root = insert(root, keys[i], values[i])
    return W_HashMap(root, count)


@jit.dont_look_inside
def map_merge(w_1, w_2):
    """All pairs of both maps; those of w_2 win."""
    if isinstance(w_1, W_FlatMap) and isinstance(w_2, W_FlatMap):
        if w_1.keys is w_2.keys or w_1.size() == 0:
            return w_2
    spend(min(w_1.size(), w_2.size()))
    if w_2.size() <= 4 * w_1.size():
        keys, values = w_2.items()
        return map_put_many(w_1, keys, values)
    keys, values = w_1.items()
    for i in range(len(keys)):
        if w_2.get(keys[i]) is None:
            w_2 = w_2.put(keys[i], values[i])
    return w_2


@jit.dont_look_inside
def next_pairs(w_map, path, limit):
    """A hamt.Walk over w_map from path (0 at first) on that has at least
    limit pairs, if there are so many; its path is where to go on, or -1."""
    walk = Walk(path, limit)
    if isinstance(w_map, W_HashMap):
        walk.run(w_map.root)
        return walk
    keys, values = w_map.items()
    for i in range(path, len(keys)):
        walk.keys.append(keys[i])
        walk.values.append(values[i])
    walk.path = -1
    return walk
