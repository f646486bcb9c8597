"""Objects of ordered_set tables: an AVL tree by term order, whose entries are
also in a list in that order: traversals go along the list.

Keys that compare equal (1 and 1.0) are the same key.  OTP:
erts/emulator/beam/erl_db_tree.c.
"""
from atomvm.bif.ets_store import Entry, Store, ORDERED_SET
from atomvm.term.compare import compare
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int


class TreeEntry(Entry):
    """above: the entry above it; height: of the tree below it, 1 for a leaf;
    before, following: its neighbours in the order; small, number: whether the
    key is a small integer, and which: a search then needs not look at the term.

    RPython sorts fields by name: what a search reads (left, number, right and
    small) is 32 bytes in one line of the cache."""

    def __init__(self, w_key, w_obj):
        Entry.__init__(self, w_key, w_obj)
        self.set_key(w_key)
        self.above = None
        self.left = None
        self.right = None
        self.height = 1
        self.before = None
        self.following = None

    def set_key(self, w_key):
        self.w_key = w_key
        if isinstance(w_key, W_Int):
            self.small = True
            self.number = w_key.intval
        else:
            self.small = False
            self.number = 0

    def measure(self):
        """Set the height again; how much higher the left side is."""
        left = self.left.height if self.left is not None else 0
        right = self.right.height if self.right is not None else 0
        self.height = 1 + max(left, right)
        return left - right


def _order(w_key, entry):
    """Below 0, 0 or above 0: how w_key compares with the key of an entry."""
    if entry.small and isinstance(w_key, W_Int):
        if w_key.intval < entry.number:
            return -1
        return int(w_key.intval > entry.number)
    return compare(w_key, entry.w_key)


class TreeStore(Store):
    """first, last: the ends of the list of entries."""

    def __init__(self, keypos):
        Store.__init__(self, ORDERED_SET, keypos)
        self.clear()

    def clear(self):
        self.root = None
        self.first = None
        self.last = None
        self.size = 0
        self.forget_slot()

    def forget_slot(self):
        self.slot_index = -1        # of the entry that slot() saw last
        self.slot_entry = None

    # looking

    def find(self, w_key):
        entry = self.root
        if isinstance(w_key, W_Int):
            number = w_key.intval
            while entry is not None and entry.small:
                if entry.number == number:
                    return entry
                entry = entry.left if number < entry.number else entry.right
        while entry is not None:
            order = _order(w_key, entry)
            if order == 0:
                break
            entry = entry.left if order < 0 else entry.right
        return entry

    def closest(self, w_key):
        """The entry of w_key, or the one below which it would be put; None
        where there is none at all."""
        at = self.root
        entry = at
        while entry is not None:
            at = entry
            order = _order(w_key, entry)
            if order == 0:
                break
            entry = entry.left if order < 0 else entry.right
        return at

    def start(self, reverse):
        return self.last if reverse else self.first

    def after(self, entry, reverse):
        assert isinstance(entry, TreeEntry)
        return entry.before if reverse else entry.following

    def neighbour(self, w_key, reverse):
        entry = self.closest(w_key)
        if entry is None:
            return None
        order = _order(w_key, entry)
        if reverse:
            return entry if order > 0 else entry.before
        return entry if order < 0 else entry.following

    def slot(self, index):
        if index < 0 or index > self.size:
            raise badarg()
        if index == self.size:
            return None
        entry = self.slot_entry
        at = self.slot_index
        if entry is None or at > index:
            entry = self.first
            at = 0
        while at < index:
            entry = entry.following
            at += 1
        self.slot_entry = entry
        self.slot_index = at
        return entry.objects()

    # changing

    def insert(self, w_obj):
        """As for all tables, with one search."""
        w_key = self.key_of(w_obj)
        at = self.closest(w_key)
        order = 0
        if at is not None:
            order = _order(w_key, at)
            if order == 0:
                at.set_key(w_key)
                at.w_obj = w_obj
                return
        self.add(TreeEntry(w_key, w_obj), at, order)
        self.size += 1

    def make(self, w_key, w_obj):
        at = self.closest(w_key)
        order = 0
        if at is not None:
            order = _order(w_key, at)
        self.add(TreeEntry(w_key, w_obj), at, order)

    def add(self, entry, at, order):
        """Put a new entry to the left (order < 0) or right below at, which has
        nothing there; at is None where the tree is empty."""
        if at is None:
            self.root = entry
            self.first = entry
            self.last = entry
            return
        entry.above = at
        if order < 0:
            at.left = entry
            self.chain(at.before, entry)
            self.chain(entry, at)
        else:
            at.right = entry
            self.chain(entry, at.following)
            self.chain(at, entry)
        self.balance(at)
        self.forget_slot()

    def chain(self, entry, follow):
        """follow comes after entry; None: the end of the list."""
        if entry is None:
            self.first = follow
        else:
            entry.following = follow
        if follow is None:
            self.last = entry
        else:
            follow.before = entry

    def discard(self, entry):
        """The entry itself still knows what comes after it."""
        assert isinstance(entry, TreeEntry)
        self.chain(entry.before, entry.following)
        if entry.left is None:
            lowest = entry.above
            self.put_in_place(entry, entry.right)
        elif entry.right is None:
            lowest = entry.above
            self.put_in_place(entry, entry.left)
        else:
            lowest = self.lift(entry)
        self.balance(lowest)
        entry.w_obj = None
        self.size -= 1
        self.forget_slot()

    def lift(self, entry):
        """Put the next entry, which has nothing on its left, in the place of
        one with both sides; the lowest entry whose height may change."""
        heir = entry.following
        lowest = heir
        if heir.above is not entry:
            lowest = heir.above
            self.put_in_place(heir, heir.right)
            heir.right = entry.right
            heir.right.above = heir
        heir.height = entry.height
        heir.left = entry.left
        heir.left.above = heir
        self.put_in_place(entry, heir)
        return lowest

    def put_in_place(self, entry, other):
        """other (or None) is where entry was below the one above it."""
        up = entry.above
        if up is None:
            self.root = other
        elif up.left is entry:
            up.left = other
        else:
            up.right = other
        if other is not None:
            other.above = up

    def balance(self, entry):
        """From entry (or None) upwards: no side is higher by two."""
        while entry is not None:
            height = entry.height
            lead = entry.measure()
            if lead > 1:
                if entry.left.measure() < 0:
                    self.rotate_left(entry.left)
                entry = self.rotate_right(entry)
            elif lead < -1:
                if entry.right.measure() > 0:
                    self.rotate_right(entry.right)
                entry = self.rotate_left(entry)
            elif entry.height == height:
                return
            entry = entry.above

    def rotate_left(self, entry):
        """The right one below entry comes above it: that one."""
        top = entry.right
        self.put_in_place(entry, top)
        entry.right = top.left
        if entry.right is not None:
            entry.right.above = entry
        top.left = entry
        entry.above = top
        entry.measure()
        top.measure()
        return top

    def rotate_right(self, entry):
        """The left one below entry comes above it: that one."""
        top = entry.left
        self.put_in_place(entry, top)
        entry.left = top.right
        if entry.left is not None:
            entry.left.above = entry
        top.right = entry
        entry.above = top
        entry.measure()
        top.measure()
        return top
