"""The files of a pack, as packbeam.py works on them: read, and written."""
import os
import struct
import tempfile

from atomvm.beam.avm import FLAG_BEAM, FLAG_FILE, FLAG_START, MAGIC, Pack
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.etf import decode_literal
from atomvm.term.tuple import W_Tuple
from cross import pack
from cross.calls import parts
from cross.pack import PackError
from hal.api import StrMemory

BEHAVIOURS = [mk_atom('behaviour'), mk_atom('behavior')]


class Element(object):
    """A file in a pack.  data: its bytes, for a module a .beam file; behaviours:
    names of those that the module says it has (packs do not tell)."""

    def __init__(self, name, flags, data, behaviours=()):
        self.name = name
        self.flags = flags
        self.data = data
        self.behaviours = behaviours

    @property
    def is_beam(self):
        return self.flags & FLAG_BEAM != 0

    @property
    def is_start(self):
        return self.flags & FLAG_START != 0

    @property
    def module(self):
        return self.name[:-len('.beam')]


def read(path):
    with open(path, 'rb') as f:
        return f.read()


def elements(path):
    """[Element] of a pack."""
    data = read(path)
    if data[:len(MAGIC)] != MAGIC:
        raise PackError(path + ': not a pack (.avm)')
    opened = Pack(path, StrMemory(data))
    found = []
    while True:
        item = opened.next_item()
        if item is None:
            return found
        found.append(Element(item.name, item.flags, opened.data(item)))


def module_element(path):
    """The Element of a .beam file; its name is that of the module."""
    whole = pack.plain(read(path))
    data = pack.slim(whole, path)
    found = dict(pack.chunks(data, path))
    for chunk in ('AtU8', 'Code', 'ExpT', 'ImpT'):
        if chunk not in found:
            raise PackError('%s: chunk %s is missing' % (path, chunk))
    try:
        name = pack.atom_names(found['AtU8'])[0] + '.beam'
        starts = pack.exports_start(data, path)
    except (struct.error, IndexError):
        raise PackError(path + ': chunk AtU8 or ExpT is damaged')
    return Element(name, FLAG_BEAM | (FLAG_START if starts else 0), data,
                   behaviours(whole, path))


def behaviours(data, path):
    """Names of the behaviours in the attributes of a .beam file."""
    names = set()
    attributes = dict(pack.chunks(data, path)).get('Attr', '')
    w_list = decode_literal(attributes, 0)[0] if attributes else NIL
    while isinstance(w_list, W_Cons):
        w_pair = w_list.head()
        if isinstance(w_pair, W_Tuple) and w_pair.get(0) in BEHAVIOURS:
            names |= parts(w_pair.get(1))[0]
        w_list = w_list.tl
    return names


def read_inputs(paths):
    found = []
    for path in paths:
        if path.endswith('.beam'):
            found.append(module_element(path))
        elif path.endswith('.avm'):
            found += elements(path)
        else:
            found.append(Element(path, FLAG_FILE, read(path)))
    return found


def packed(found):
    return MAGIC + ''.join(pack.entry(e.name, e.flags, e.data)
                           for e in found) + pack.END


def write(path, data):
    """All of it or nothing."""
    handle, name = tempfile.mkstemp(dir=os.path.dirname(path) or '.')
    try:
        with os.fdopen(handle, 'wb') as f:
            f.write(data)
        os.chmod(name, 0o666 & ~mask())
        os.rename(name, path)
    except Exception:
        os.unlink(name)
        raise


def mask():
    """The process's umask."""
    old = os.umask(0)
    os.umask(old)
    return old
