"""Atoms: interned names, compared by identity (OTP: erts/emulator/beam/atom.c)."""
from rpython.rlib import jit
from rpython.rlib.objectmodel import not_rpython

from atomvm import config
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
    """All atoms, by name and by index.  Firmware keeps those that it is
    translated with in flash memory (fixed: sorted by name), so that the table
    in RAM holds later ones only."""

    def __init__(self):
        self.by_name = {}
        self.by_index = []
        self.first = 0              # index of by_index[0]
        self.fixed = []
        self.fixed_by_index = []

    @not_rpython
    def freeze(self):
        """What there is now goes to the fixed part."""
        self.fixed_by_index = self.fixed_by_index + self.by_index
        self.fixed = sorted(self.fixed_by_index, key=lambda w: w.name)
        self.first = len(self.fixed)
        self.by_name = {}
        self.by_index = []

    def find(self, name):
        """The atom of this name or None."""
        if config.BOARD:
            low = 0
            high = len(self.fixed)
            while low < high:
                middle = (low + high) >> 1
                w_atom = self.fixed[middle]
                if w_atom.name == name:
                    return w_atom
                if w_atom.name < name:
                    low = middle + 1
                else:
                    high = middle
        return self.by_name.get(name, None)

    def intern(self, name):
        """The atom of this name (UTF-8 text that the caller has checked)."""
        w_atom = self.find(name)
        if w_atom is None:
            w_atom = W_Atom(name, self.count())
            self.by_index.append(w_atom)
            self.by_name[name] = w_atom
        return w_atom

    def count(self):
        return self.first + len(self.by_index)


TABLE = AtomTable()


@jit.dont_look_inside
def mk_atom(name):
    """The atom with this UTF-8 name, made if need be."""
    return TABLE.intern(name)
