"""Lists: the empty list and cells, with unboxed small integers for heads
where that pays (config.INT_CONS)."""
from atomvm import config
from atomvm.term.base import W_Term, RANK_NIL, RANK_LIST
from atomvm.term.effort import FEW, spend
from atomvm.term.number import W_Int, mk_int


class W_Nil(W_Term):
    _attrs_ = __slots__ = ()

    def rank(self):
        return RANK_NIL


NIL = W_Nil()


class W_Cons(W_Term):
    """A list cell; tl is any term.  Made with cons() only."""
    _attrs_ = __slots__ = ('tl',)
    _immutable_fields_ = ['tl']

    def head(self):
        raise NotImplementedError

    def rank(self):
        return RANK_LIST


class W_ObjCons(W_Cons):
    _attrs_ = __slots__ = ('hd',)
    _immutable_fields_ = ['hd']

    def __init__(self, hd, tl):
        self.hd = hd
        self.tl = tl

    def head(self):
        return self.hd


class W_IntCons(W_Cons):
    """A cell whose head is a small integer, stored unboxed."""
    _attrs_ = __slots__ = ('ihd',)
    _immutable_fields_ = ['ihd']

    def __init__(self, ihd, tl):
        self.ihd = ihd
        self.tl = tl

    def head(self):
        return mk_int(self.ihd)


def cons(hd, tl):
    """The cell [hd | tl]."""
    if config.INT_CONS and isinstance(hd, W_Int):
        return W_IntCons(hd.intval, tl)
    return W_ObjCons(hd, tl)


def list_from(items, tail=NIL):
    """The Erlang list of the terms in items (a list), ending in tail."""
    w_list = tail
    spend(len(items) >> FEW)
    for i in range(len(items) - 1, -1, -1):
        w_list = cons(items[i], w_list)
    return w_list


def int_list(numbers):
    """The Erlang list of these ints (a list of ints)."""
    w_list = NIL
    spend(len(numbers) >> FEW)
    for i in range(len(numbers) - 1, -1, -1):
        w_list = cons(mk_int(numbers[i]), w_list)
    return w_list


def chars_list(text, tail=NIL):
    """The Erlang list of the bytes of text (a str)."""
    w_list = tail
    spend(len(text) >> FEW)
    for i in range(len(text) - 1, -1, -1):
        w_list = cons(mk_int(ord(text[i])), w_list)
    return w_list


def list_items(w_list):
    """The elements of a proper list as a Python list, or None if w_list is
    not a proper list."""
    items = []
    while isinstance(w_list, W_Cons):
        items.append(w_list.head())
        w_list = w_list.tl
    spend(len(items) >> FEW)
    if w_list is not NIL:
        return None
    return items
