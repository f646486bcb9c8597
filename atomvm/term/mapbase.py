"""The class of all maps, apart so that compare.py and hash.py can import it
without what implements it (map.py, hamt.py)."""
from atomvm.term.base import W_Term, RANK_MAP


class W_Map(W_Term):
    """Any map.  Keys are equal when they are exactly equal (=:=)."""
    _attrs_ = __slots__ = ()

    def rank(self):
        return RANK_MAP

    def size(self):
        """Number of keys."""
        raise NotImplementedError

    def get(self, w_key):
        """The value of w_key, or None."""
        raise NotImplementedError

    def has(self, w_key):
        return self.get(w_key) is not None

    def put(self, w_key, w_value):
        """The map with w_key set to w_value; itself where it is so already."""
        raise NotImplementedError

    def update_existing(self, w_key, w_value):
        """As put(), or None if w_key is missing."""
        raise NotImplementedError

    def remove(self, w_key):
        """The map without w_key; itself where it has none."""
        raise NotImplementedError

    def sorted_items(self):
        """(keys, values): two lists, not to be written to, in the order of
        the keys that OTP uses to compare maps (exact: integers < floats)."""
        raise NotImplementedError

    def items(self):
        """(keys, values) in the order in which maps:to_list/1 gives them."""
        raise NotImplementedError
