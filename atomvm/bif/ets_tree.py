"""Objects of ordered_set tables: a skip list (W. Pugh, 1990) by term order.

Keys that compare equal (1 and 1.0) are the same key.  OTP uses an AVL tree:
erts/emulator/beam/erl_db_tree.c.
"""
from rpython.rlib.rarithmetic import r_uint, intmask

from atomvm.bif.ets_store import Entry, Store, ORDERED_SET
from atomvm.term.compare import compare
from atomvm.term.fault import badarg

MAX_LEVEL = 24


class TreeEntry(Entry):
    """next[i] is the next entry that is on level i, too; before: the entry
    before it (or the head of the list)."""

    def __init__(self, w_key, w_obj, level):
        Entry.__init__(self, w_key, w_obj)
        self.next = [None] * level
        self.before = None


class TreeStore(Store):
    """head: an entry without objects that is on all levels; level: those in
    use; last: the last entry (or head)."""

    def __init__(self, keypos):
        Store.__init__(self, ORDERED_SET, keypos)
        self.seed = r_uint(2463534242)
        self.slot_index = -1        # of the entry that slot() saw last
        self.slot_entry = None
        self.reset()

    def reset(self):
        self.head = TreeEntry(None, None, MAX_LEVEL)
        self.last = self.head
        self.level = 1
        self.size = 0
        self.forget_slot()

    def forget_slot(self):
        self.slot_index = -1
        self.slot_entry = None

    def random_level(self):
        """1, 2, 3, ... with probabilities 3/4, 3/16, ..."""
        seed = self.seed
        seed ^= (seed << 13) & r_uint(0xFFFFFFFF)
        seed ^= seed >> 17
        seed ^= (seed << 5) & r_uint(0xFFFFFFFF)
        self.seed = seed
        bits = intmask(seed >> 3)
        level = 1
        while bits & 3 == 0 and level < MAX_LEVEL:
            level += 1
            bits >>= 2
            if bits == 0:
                break
        return level

    def below(self, w_key, path):
        """The last entry before w_key, or head; path (None or a list) gets
        the last entry before it on each level."""
        node = self.head
        level = self.level - 1
        while level >= 0:
            follow = node.next[level]
            while follow is not None and compare(follow.w_key, w_key) < 0:
                node = follow
                follow = node.next[level]
            if path is not None:
                path[level] = node
            level -= 1
        return node

    def find(self, w_key):
        entry = self.below(w_key, None).next[0]
        if entry is None or compare(entry.w_key, w_key) != 0:
            return None
        return entry

    def insert(self, w_obj):
        """As for all tables, with one search."""
        w_key = self.key_of(w_obj)
        path = [self.head] * MAX_LEVEL
        entry = self.below(w_key, path).next[0]
        if entry is not None and compare(entry.w_key, w_key) == 0:
            entry.w_key = w_key
            entry.w_obj = w_obj
            return
        self.link(w_key, w_obj, path)
        self.size += 1

    def make(self, w_key, w_obj):
        path = [self.head] * MAX_LEVEL
        self.below(w_key, path)
        self.link(w_key, w_obj, path)

    def link(self, w_key, w_obj, path):
        level = self.random_level()
        if level > self.level:
            self.level = level
        entry = TreeEntry(w_key, w_obj, level)
        for i in range(level):
            entry.next[i] = path[i].next[i]
            path[i].next[i] = entry
        entry.before = path[0]
        follow = entry.next[0]
        if follow is None:
            self.last = entry
        else:
            follow.before = entry
        self.forget_slot()

    def discard(self, entry):
        assert isinstance(entry, TreeEntry)
        path = [self.head] * MAX_LEVEL
        self.below(entry.w_key, path)
        for i in range(len(entry.next)):
            path[i].next[i] = entry.next[i]
        follow = entry.next[0]
        if follow is None:
            self.last = path[0]
        else:
            follow.before = path[0]
        while self.level > 1 and self.head.next[self.level - 1] is None:
            self.level -= 1
        entry.w_obj = None
        self.size -= 1
        self.forget_slot()

    def clear(self):
        self.reset()

    def entry_or_none(self, entry):
        if entry is self.head:
            return None
        return entry

    def start(self, reverse):
        if reverse:
            return self.entry_or_none(self.last)
        return self.head.next[0]

    def after(self, entry, reverse):
        assert isinstance(entry, TreeEntry)
        if reverse:
            return self.entry_or_none(entry.before)
        return entry.next[0]

    def neighbour(self, w_key, reverse):
        entry = self.below(w_key, None)
        if reverse:
            return self.entry_or_none(entry)
        follow = entry.next[0]
        if follow is not None and compare(follow.w_key, w_key) == 0:
            follow = follow.next[0]
        return follow

    def slot(self, index):
        if index < 0 or index > self.size:
            raise badarg()
        if index == self.size:
            return None
        entry = self.slot_entry
        at = self.slot_index
        if entry is None or at > index:
            entry = self.head.next[0]
            at = 0
        while at < index:
            entry = entry.next[0]
            at += 1
        self.slot_entry = entry
        self.slot_index = at
        return entry.objects()
