"""Atoms: interned names, compared by identity (OTP: erts/emulator/beam/atom.c)."""
from rpython.rlib import jit

from atomvm.term.base import W_Term, RANK_ATOM

MAX_CHARACTERS = 255
MAX_ATOMS = 1048576


class W_Atom(W_Term):
    """name is the UTF-8 text, index the place in the atom table."""
    _attrs_ = __slots__ = ('name', 'index')
    _immutable_fields_ = ['name', 'index']

    def __init__(self, name, index):
        self.name = name
        self.index = index

    def rank(self):
        return RANK_ATOM

    def __repr__(self):
        return '<W_Atom %s>' % self.name


class AtomTable(object):
    """All atoms, by name and by index."""

    def __init__(self):
        self.by_name = {}
        self.by_index = []

    def find(self, name):
        """The atom of this name or None."""
        return self.by_name.get(name, None)

    def intern(self, name):
        """The atom of this name (UTF-8 text that the caller has checked)."""
        w_atom = self.by_name.get(name, None)
        if w_atom is None:
            w_atom = W_Atom(name, len(self.by_index))
            self.by_index.append(w_atom)
            self.by_name[name] = w_atom
        return w_atom


TABLE = AtomTable()


@jit.dont_look_inside
def mk_atom(name):
    """The atom with this UTF-8 name, made if need be."""
    return TABLE.intern(name)
