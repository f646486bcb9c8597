"""Where the objects of ets tables are: what all kinds of tables have in
common, and hashed tables (set, bag, duplicate_bag).

OTP: erts/emulator/beam/erl_db_hash.c.  Here the entries are also in a list,
by time of insertion: a place in it is what a traversal remembers.
"""
from rpython.rlib import jit

from atomvm.term.compare import eq_exact
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int
from atomvm.term.tablehash import int_hash, internal_hash
from atomvm.term.tuple import W_Tuple

SET, ORDERED_SET, BAG, DUPLICATE_BAG = range(4)

FEW_HOLES = 32
FEW_BUCKETS = 8


class Entry(object):
    """The objects with one key: w_obj, and for bags those after it in more
    (None or a list).  w_obj is None when they are deleted."""

    def __init__(self, w_key, w_obj):
        self.w_key = w_key
        self.w_obj = w_obj
        self.more = None

    def count(self):
        if self.w_obj is None:
            return 0
        if self.more is None:
            return 1
        return 1 + len(self.more)

    def objects(self):
        """The objects as a new list, the oldest first."""
        if self.w_obj is None:
            return []
        items = [self.w_obj]
        if self.more is not None:
            items.extend(self.more)
        return items

    def add(self, w_obj):
        """One more object of a bag."""
        if self.more is None:
            self.more = [w_obj]
        else:
            self.more.append(w_obj)

    def holds(self, w_obj):
        """Is an object there that is exactly equal?"""
        if eq_exact(self.w_obj, w_obj):
            return True
        if self.more is not None:
            for w_other in self.more:
                if eq_exact(w_other, w_obj):
                    return True
        return False

    def keep(self, items):
        """Have just these objects; items has at least one."""
        w_first = items[0]
        assert isinstance(w_first, W_Tuple)
        self.w_obj = w_first
        if len(items) > 1:
            self.more = items[1:]
        else:
            self.more = None


class Store(object):
    """Objects by key.  kind: SET ...; keypos counts from 0; size: number of
    objects; fixed: entries keep their places although they are deleted."""

    def __init__(self, kind, keypos):
        self.kind = kind
        self.keypos = keypos
        self.size = 0
        self.fixed = False

    def is_bag(self):
        return self.kind == BAG or self.kind == DUPLICATE_BAG

    def key_of(self, w_obj):
        return w_obj.get(self.keypos)

    def find(self, w_key):
        """The entry with objects of this key, or None."""
        raise NotImplementedError

    def make(self, w_key, w_obj):
        """A new entry with this object, in a place of its own."""
        raise NotImplementedError

    def discard(self, entry):
        """Delete all objects of an entry that has some."""
        raise NotImplementedError

    def clear(self):
        """Delete all."""
        raise NotImplementedError

    def start(self, reverse):
        """The first (last) entry, or None."""
        raise NotImplementedError

    def after(self, entry, reverse):
        """The entry with objects that comes next, or None."""
        raise NotImplementedError

    def neighbour(self, w_key, reverse):
        """The entry after (before) a key, or None; badarg where a hashed
        table does not know the key."""
        raise NotImplementedError

    def slot(self, index):
        """Objects of slot number index (a list), or None right after the
        last slot; badarg beyond."""
        raise NotImplementedError

    def tidy(self):
        """Called between two natives: places may change now."""

    def release(self):
        """The table is not fixed any more."""

    def insert(self, w_obj):
        """ets:insert/2 of one object."""
        w_key = self.key_of(w_obj)
        entry = self.find(w_key)
        if entry is None:
            self.make(w_key, w_obj)
            self.size += 1
        elif not self.is_bag():
            entry.w_obj = w_obj
        elif self.kind == DUPLICATE_BAG or not entry.holds(w_obj):
            entry.add(w_obj)
            self.size += 1

    def delete_key(self, w_key):
        entry = self.find(w_key)
        if entry is not None:
            self.discard(entry)

    def delete_object(self, w_obj):
        """Delete what is exactly equal to w_obj (all of it, in a bag)."""
        entry = self.find(self.key_of(w_obj))
        if entry is None:
            return
        kept = []
        for w_other in entry.objects():
            if not eq_exact(w_other, w_obj):
                kept.append(w_other)
        self.keep(entry, kept)

    def keep(self, entry, kept):
        """Leave only the objects of kept in an entry."""
        if len(kept) == 0:
            self.discard(entry)
        else:
            self.size -= entry.count() - len(kept)
            entry.keep(kept)


class HashEntry(Entry):
    """pos: its place in the list of entries; hash: of its key; small: the key
    is a small integer, which the hash tells from all others; link: the next
    entry in its bucket, or None."""

    def __init__(self, w_key, w_obj, hash, small):
        Entry.__init__(self, w_key, w_obj)
        self.hash = hash
        self.small = small
        self.link = None
        self.pos = 0


class HashStore(Store):
    """buckets: the first entry of each, a power of two of them; mask: their
    number less one; places: all entries, None where one is gone; begin: no
    entry is before that place; ghosts: entries deleted while the table was
    fixed."""

    def __init__(self, kind, keypos):
        Store.__init__(self, kind, keypos)
        self.empty()

    def empty(self):
        self.buckets = [None] * FEW_BUCKETS
        self.mask = FEW_BUCKETS - 1
        self.places = []
        self.begin = 0
        self.holes = 0
        self.ghosts = []

    def known(self, w_key):
        """The entry of this key, a ghost too, or None."""
        if isinstance(w_key, W_Int):
            hash = int_hash(w_key.intval)
            entry = self.buckets[hash & self.mask]
            while entry is not None:
                if entry.hash == hash and entry.small:
                    return entry
                entry = entry.link
            return None
        hash = internal_hash(w_key)
        entry = self.buckets[hash & self.mask]
        while entry is not None:
            if entry.hash == hash and eq_exact(entry.w_key, w_key):
                return entry
            entry = entry.link
        return None

    def find(self, w_key):
        entry = self.known(w_key)
        if entry is None or entry.w_obj is None:
            return None
        return entry

    def make(self, w_key, w_obj):
        ghost = self.known(w_key)
        if ghost is not None:
            ghost.w_obj = w_obj
            return
        entry = HashEntry(w_key, w_obj, internal_hash(w_key),
                          isinstance(w_key, W_Int))
        if len(self.places) - self.holes > self.mask:
            self.spread(2 * self.mask + 1)
        self.put(entry)
        entry.pos = len(self.places)
        self.places.append(entry)

    def put(self, entry):
        """Into its bucket."""
        bucket = entry.hash & self.mask
        entry.link = self.buckets[bucket]
        self.buckets[bucket] = entry

    def spread(self, mask):
        """Have another number of buckets."""
        self.mask = mask
        self.buckets = [None] * (mask + 1)
        for entry in self.places:
            if entry is not None:
                self.put(entry)

    def forget(self, entry):
        bucket = entry.hash & self.mask
        other = self.buckets[bucket]
        if other is entry:
            self.buckets[bucket] = entry.link
        else:
            while other.link is not entry:
                other = other.link
            other.link = entry.link
        self.places[entry.pos] = None
        self.holes += 1

    def discard(self, entry):
        assert isinstance(entry, HashEntry)
        self.size -= entry.count()
        entry.w_obj = None
        entry.more = None
        if self.fixed:
            self.ghosts.append(entry)
        else:
            self.forget(entry)

    def release(self):
        ghosts = self.ghosts
        self.ghosts = []
        for entry in ghosts:
            if entry.w_obj is None and self.places[entry.pos] is entry:
                self.forget(entry)
        self.tidy()

    def clear(self):
        if self.fixed:
            for entry in self.places:
                if entry is not None and entry.w_obj is not None:
                    self.discard(entry)
            return
        self.empty()
        self.size = 0

    def tidy(self):
        """Close the gaps when they are more than half."""
        if (self.fixed or self.holes <= FEW_HOLES or
                self.holes * 2 <= len(self.places)):
            return
        places = []
        for entry in self.places:
            if entry is not None:
                entry.pos = len(places)
                places.append(entry)
        self.places = places
        self.begin = 0
        self.holes = 0
        if len(places) * 8 < self.mask and self.mask >= FEW_BUCKETS:
            mask = FEW_BUCKETS - 1
            while len(places) > mask:
                mask = 2 * mask + 1
            self.spread(mask)

    def start(self, reverse):
        places = self.places
        while (self.begin < len(places) and places[self.begin] is None):
            self.begin += 1
        return self.entry_from(self.begin)

    @jit.dont_look_inside       # a loop
    def entry_from(self, pos):
        """The first entry with objects at or after this place, or None."""
        places = self.places
        if pos < 0:
            pos = 0
        while pos < len(places):
            entry = places[pos]
            if entry is not None and entry.w_obj is not None:
                return entry
            pos += 1
        return None

    def after(self, entry, reverse):
        assert isinstance(entry, HashEntry)
        return self.entry_from(entry.pos + 1)

    def neighbour(self, w_key, reverse):
        entry = self.known(w_key)
        if entry is None:
            raise badarg()
        return self.entry_from(entry.pos + 1)

    def slot(self, index):
        if index < 0 or index > len(self.places):
            raise badarg()
        if index == len(self.places):
            return None
        entry = self.places[index]
        if entry is None:
            return []
        return entry.objects()
