"""Atoms: interned names, compared by identity (OTP: erts/emulator/beam/atom.c)."""
from rpython.rlib import jit
from rpython.rlib.objectmodel import not_rpython

from atomvm import config
from atomvm.term.base import W_Term, RANK_ATOM

MAX_CHARACTERS = 255
MAX_ATOMS = 1048576


class W_Atom(W_Term):
    """index is the place in the atom table; name, the UTF-8 text, is kept there
    on boards."""
    if config.BOARD:
        _attrs_ = __slots__ = ('index',)
        _immutable_fields_ = ['index']
        name = property(lambda self: TABLE.name(self.index))
    else:
        _attrs_ = __slots__ = ('index', 'name')
        _immutable_fields_ = ['index', 'name']

    def __init__(self, name, index):
        self.index = index
        if not config.BOARD:
            self.name = name

    def rank(self):
        return RANK_ATOM

    def __repr__(self):
        return '<W_Atom %s>' % self.name


class AtomTable(object):
    """All atoms, by name and by index.  Firmware keeps those that it is
    translated with in flash memory, so that the table in RAM holds later ones
    only: their indexes are in the order of their names, the names one string
    (an object of its own for each takes 14 bytes more).

    fixed     the atoms that were there when firmware was translated
    texts     their names;  starts  where these start, 16 bits each
    names     those of the other atoms, from index len(fixed) on
    """

    def __init__(self):
        self.by_name = {}
        self.names = []
        self.fixed = []
        self.texts = ''
        self.starts = ''

    @not_rpython
    def freeze(self):
        """What there is now goes to the fixed part."""
        names = sorted(self.by_name)
        self.fixed = [self.by_name[name] for name in names]
        for index, w_atom in enumerate(self.fixed):
            w_atom.index = index
        self.texts = ''.join(names)
        at = 0
        for name in names + ['']:
            assert at < 1 << 16
            self.starts += chr(at & 255) + chr(at >> 8)
            at += len(name)
        self.by_name = {}
        self.names = []

    def name(self, index):
        """The name of the atom that has this index."""
        first = len(self.fixed)
        if index >= first:
            return self.names[index - first]
        start = self._start(index)
        end = self._start(index + 1)
        assert 0 <= start <= end
        return self.texts[start:end]

    def _start(self, index):
        return (ord(self.starts[index << 1]) |
                ord(self.starts[(index << 1) + 1]) << 8)

    def _order(self, name, index):
        """Below 0, 0 or above: name before that of a fixed atom, and so on."""
        start = self._start(index)
        size = self._start(index + 1) - start
        for i in range(len(name)):
            if i == size:
                return 1
            order = ord(name[i]) - ord(self.texts[start + i])
            if order != 0:
                return order
        return len(name) - size

    def find(self, name):
        """The atom of this name or None."""
        if config.BOARD:
            low = 0
            high = len(self.fixed)
            while low < high:
                middle = (low + high) >> 1
                order = self._order(name, middle)
                if order == 0:
                    return self.fixed[middle]
                if order > 0:
                    low = middle + 1
                else:
                    high = middle
        return self.by_name.get(name, None)

    def intern(self, name):
        """The atom of this name (UTF-8 text that the caller has checked)."""
        w_atom = self.find(name)
        if w_atom is None:
            w_atom = W_Atom(name, self.count())
            self.names.append(name)
            self.by_name[name] = w_atom
        return w_atom

    def count(self):
        return len(self.fixed) + len(self.names)

    def before(self, w_a, w_b):
        """Whether an atom comes before another one in the order of terms."""
        if config.BOARD and max(w_a.index, w_b.index) < len(self.fixed):
            return w_a.index < w_b.index
        return w_a.name < w_b.name      # UTF-8 has the order of the characters


TABLE = AtomTable()


@jit.dont_look_inside
def mk_atom(name):
    """The atom with this UTF-8 name, made if need be."""
    return TABLE.intern(name)


def host_atom(name):
    """mk_atom() for what boards never use: None there."""
    if config.BOARD:
        return None
    return mk_atom(name)
