"""Hash array mapped trie: what a map of more than 32 keys is made of.

16 ways a level as in OTP (erts/emulator/beam/erl_map.h), at most 7 levels: a
key's hash is cut to 28 bits, the highest four choose at the root.  Iteration
follows that hash.  Nodes are immutable; a terminal (a Leaf, or a Collision of
keys with one hash) sits as high as it can.  Recursion is as deep as the trie.
"""
from rpython.rlib import jit
from rpython.rlib.listsort import make_timsort_class
from rpython.rlib.objectmodel import specialize
from rpython.rlib.rarithmetic import r_uint, intmask, LONG_BIT

from atomvm.term.compare import eq_exact, exact_compare
from atomvm.term.hash import internal_hash

HASH_BITS = 28
TOP = 24                # shift of the root's four bits
_MIX = r_uint(0x9E3779B97F4A7C15)
_DROP = LONG_BIT - HASH_BITS


def key_hash(w_key):
    """28 bits, never negative."""
    return intmask((r_uint(internal_hash(w_key)) * _MIX) >> _DROP)


class Node(object):
    _attrs_ = ()


class Leaf(Node):
    _attrs_ = ('w_key', 'w_value')
    _immutable_fields_ = ['w_key', 'w_value']

    def __init__(self, w_key, w_value):
        self.w_key = w_key
        self.w_value = w_value


class Collision(Node):
    """Two or more keys with one hash."""
    _attrs_ = ('keys', 'values')
    _immutable_fields_ = ['keys[*]', 'values[*]']

    def __init__(self, keys, values):
        self.keys = keys
        self.values = values


class Branch(Node):
    """Bit i of bitmap says that there is a child for the digit i."""
    _attrs_ = ('bitmap', 'children')
    _immutable_fields_ = ['bitmap', 'children[*]']

    def __init__(self, bitmap, children):
        self.bitmap = bitmap
        self.children = children


def _popcount(bits):
    """Number of ones in 16 bits."""
    bits = bits - ((bits >> 1) & 0x5555)
    bits = (bits & 0x3333) + ((bits >> 2) & 0x3333)
    bits = (bits + (bits >> 4)) & 0x0f0f
    index = (bits + (bits >> 8)) & 0x1f
    assert index >= 0
    return index


def _place(bitmap, bit):
    return _popcount(bitmap & (bit - 1))


def _find_key(keys, w_key):
    for i in range(len(keys)):
        if eq_exact(keys[i], w_key):
            return i
    return -1


@specialize.call_location()
def _with(items, i, item):
    items = items[:]
    items[i] = item
    return items


@specialize.call_location()
def _inserted(items, i, item):
    """items with item put in before index i."""
    n = len(items)
    result = [item] * (n + 1)
    for k in range(i):
        result[k] = items[k]
    for k in range(i, n):
        result[k + 1] = items[k]
    return result


@specialize.call_location()
def _without(items, i):
    """items but for index i; at least one must be left."""
    n = len(items) - 1
    assert n > 0
    result = [items[0]] * n
    for k in range(i):
        result[k] = items[k]
    for k in range(i, n):
        result[k] = items[k + 1]
    return result


@jit.dont_look_inside
def lookup(node, w_key):
    """The value of w_key below node, or None."""
    h = key_hash(w_key)
    shift = TOP
    while isinstance(node, Branch):
        bit = 1 << ((h >> shift) & 15)
        if node.bitmap & bit == 0:
            return None
        node = node.children[_place(node.bitmap, bit)]
        shift -= 4
    if isinstance(node, Leaf):
        if eq_exact(node.w_key, w_key):
            return node.w_value
        return None
    assert isinstance(node, Collision)
    i = _find_key(node.keys, w_key)
    if i < 0:
        return None
    return node.values[i]


@jit.dont_look_inside
def insert(node, w_key, w_value):
    """The trie node with w_key set to w_value."""
    return _insert(node, TOP, key_hash(w_key), w_key, w_value)


def _insert(node, shift, h, w_key, w_value):
    if isinstance(node, Branch):
        bit = 1 << ((h >> shift) & 15)
        i = _place(node.bitmap, bit)
        if node.bitmap & bit == 0:
            return Branch(node.bitmap | bit, _inserted(
                node.children, i, Leaf(w_key, w_value)))
        child = _insert(node.children[i], shift - 4, h, w_key, w_value)
        return Branch(node.bitmap, _with(node.children, i, child))
    if isinstance(node, Leaf):
        if eq_exact(node.w_key, w_key):
            return Leaf(w_key, w_value)
        old = key_hash(node.w_key)
        if old == h:
            return Collision([node.w_key, w_key], [node.w_value, w_value])
        return _split(node, old, Leaf(w_key, w_value), h, shift)
    assert isinstance(node, Collision)
    i = _find_key(node.keys, w_key)
    if i >= 0:
        return Collision(_with(node.keys, i, w_key),
                         _with(node.values, i, w_value))
    old = key_hash(node.keys[0])
    if old == h:
        n = len(node.keys)
        return Collision(_inserted(node.keys, n, w_key),
                         _inserted(node.values, n, w_value))
    return _split(node, old, Leaf(w_key, w_value), h, shift)


def _split(node, old, leaf, h, shift):
    """The branch at shift of two terminals with different hashes."""
    a = (old >> shift) & 15
    b = (h >> shift) & 15
    if a == b:
        return Branch(1 << a, [_split(node, old, leaf, h, shift - 4)])
    if a < b:
        return Branch((1 << a) | (1 << b), [node, leaf])
    return Branch((1 << a) | (1 << b), [leaf, node])


@jit.dont_look_inside
def delete(node, w_key):
    """The trie without w_key, which it has; None when nothing is left."""
    return _delete(node, TOP, key_hash(w_key), w_key)


def _delete(node, shift, h, w_key):
    if isinstance(node, Branch):
        bit = 1 << ((h >> shift) & 15)
        i = _place(node.bitmap, bit)
        child = _delete(node.children[i], shift - 4, h, w_key)
        if child is not None:
            if len(node.children) == 1 and not isinstance(child, Branch):
                return child
            return Branch(node.bitmap, _with(node.children, i, child))
        left = len(node.children) - 1
        if left == 0:
            return None
        if left == 1:
            other = node.children[1 - i]
            if not isinstance(other, Branch):
                return other
        return Branch(node.bitmap & ~bit, _without(node.children, i))
    if isinstance(node, Collision):
        i = _find_key(node.keys, w_key)
        if len(node.keys) == 2:
            return Leaf(node.keys[1 - i], node.values[1 - i])
        return Collision(_without(node.keys, i), _without(node.values, i))
    return None


class Pair(object):
    """A key and its value while maps are made or put in order.  hash and nr
    (its place in the input) are for tries."""
    _attrs_ = _immutable_fields_ = ['hash', 'nr', 'w_key', 'w_value']

    def __init__(self, h, nr, w_key, w_value):
        self.hash = h
        self.nr = nr
        self.w_key = w_key
        self.w_value = w_value

    def before(self, other):
        """The order of tries; of equal keys, the older is first."""
        if self.hash != other.hash:
            return self.hash < other.hash
        return self.nr < other.nr


class KeyPair(Pair):
    """One that sorts by its key, in the order of terms."""
    _attrs_ = _immutable_fields_ = []

    def __init__(self, w_key, w_value):
        Pair.__init__(self, 0, 0, w_key, w_value)

    def before(self, other):
        return exact_compare(self.w_key, other.w_key) < 0


def _before(a, b):
    return a.before(b)


# One sort for all orders: each takes 5 KB of firmware.
PairSort = make_timsort_class(lt=_before)


class Builder(object):
    """Makes a trie of many pairs at once; the last of equal keys wins."""

    def __init__(self, keys, values):
        items = [Pair(key_hash(keys[i]), i, keys[i], values[i])
                 for i in range(len(keys))]
        PairSort(items).sort()
        self.items = items
        self.count = 0

    def build(self):
        """The root, or None of no pairs; count tells the number of keys."""
        return self._build(0, len(self.items), TOP)

    def _build(self, start, stop, shift):
        items = self.items
        if start == stop:
            return None
        if items[start].hash == items[stop - 1].hash:
            return self._terminal(start, stop)
        bitmap = 0
        children = []
        while start < stop:
            digit = (items[start].hash >> shift) & 15
            end = start + 1
            while end < stop and (items[end].hash >> shift) & 15 == digit:
                end += 1
            children.append(self._build(start, end, shift - 4))
            bitmap |= 1 << digit
            start = end
        return Branch(bitmap, children[:])

    def _terminal(self, start, stop):
        """The node of items that have one hash."""
        keys = []
        values = []
        for i in range(start, stop):
            item = self.items[i]
            at = 0
            while at < len(keys) and not eq_exact(keys[at], item.w_key):
                at += 1
            if at < len(keys):
                keys[at] = item.w_key
                values[at] = item.w_value
            else:
                keys.append(item.w_key)
                values.append(item.w_value)
        self.count += len(keys)
        if len(keys) == 1:
            return Leaf(keys[0], values[0])
        return Collision(keys[:], values[:])


class Walk(object):
    """Collects pairs in the order of their hashes, from a hash on; stops
    after a terminal once it has limit keys (0: no limit).  path is then the
    hash to go on from, -1 at the end."""

    def __init__(self, path, limit):
        self.path = path
        self.limit = limit
        self.keys = []
        self.values = []

    def run(self, root):
        if self.path >= 0 and self._walk(root, TOP, 0):
            self.path = -1

    def _walk(self, node, shift, prefix):
        """False: stopped, path is set."""
        if isinstance(node, Branch):
            i = 0
            for digit in range(16):
                if node.bitmap & (1 << digit) == 0:
                    continue
                child = node.children[i]
                i += 1
                low = prefix | (digit << shift)
                if low + (1 << shift) <= self.path:
                    continue
                if self.limit > 0 and len(self.keys) >= self.limit:
                    self.path = low
                    return False
                if not self._walk(child, shift - 4, low):
                    return False
            return True
        if isinstance(node, Leaf):
            self.keys.append(node.w_key)
            self.values.append(node.w_value)
        elif isinstance(node, Collision):
            for i in range(len(node.keys)):
                self.keys.append(node.keys[i])
                self.values.append(node.values[i])
        return True


@jit.dont_look_inside
def collect(root):
    """(keys, values) of the whole trie, two lists."""
    walk = Walk(0, 0)
    walk.run(root)
    return walk.keys, walk.values
