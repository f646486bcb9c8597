"""Packs as places of modules; where the modules of a board are looked for: in
the VM itself (libs/), then in the packs of its flash memory, in the order of the
slots."""
from atomvm.beam import avm
from atomvm.beam.avm import NO_IMAGE
from atomvm.error import LoadError
from hal.api import CURRENT, StrMemory

EXTENSION = '.beam'
PRELOADED = 'preloaded:'
NAMELESS = 'avm_pack_binary'    # where a pack without file and name is


class HeapMemory(StrMemory):
    """The bytes of a binary: they may move, so that no code runs in them."""

    def halves(self, at):
        return NO_IMAGE


class Packs(object):
    """Open packs, in the order that they are looked into.  The path of a file
    is that of the pack (or the name of its slot), "/" and its name in it.

    packs     list of avm.Pack
    """

    def __init__(self):
        self.packs = []

    def named(self, name):
        """The Pack of this name, or None."""
        for pack in self.packs:
            if name != '' and pack.name == name:
                return pack
        return None

    def add(self, pack):
        """Look for modules in this pack, too.  LoadError if it is damaged."""
        if avm.state_of(pack.memory) != avm.PACK:
            raise pack.error(0, 'not a pack (.avm)')
        pack.check()
        self.packs.append(pack)

    def add_data(self, data, name):
        """The same of the bytes of a pack."""
        where = name if name != '' else NAMELESS
        self.add(avm.Pack(where, HeapMemory(data), name))

    def find_path(self, name):
        """The path of the first file of this name, or ''."""
        for pack in self.packs:
            if pack.find(name) is not None:
                return pack.where + '/' + name
        return ''

    def find_item(self, path):
        """The Pack and the Item that a path is; None, None where there is no
        such file."""
        for pack in self.packs:
            where = pack.where + '/'
            if path.startswith(where):
                item = pack.find(path[len(where):])
                if item is not None:
                    return pack, item
        return None, None


class PackPath(Packs):
    """In place of codepath.CodePath.

    embedded  modules that are part of the VM: name -> an image (raw)
    """

    def __init__(self):
        Packs.__init__(self)
        self.embedded = {'': NO_IMAGE}

    def find_module_file(self, module):
        """The path of the file of a module (str), or ''."""
        if module in self.embedded and module != '':
            return PRELOADED + module
        return self.find_path(module + EXTENSION)

    def find_embedded(self, path):
        """The image of a module of the VM, or NULL."""
        if path.startswith(PRELOADED):
            return self.embedded.get(path[len(PRELOADED):], NO_IMAGE)
        return NO_IMAGE

    def open_pack(self, path, name=''):
        """Add the pack in the slot of this name: it.  LoadError if there is no
        such slot, or none in it."""
        machine = CURRENT.machine
        for n in range(machine.slot_count()):
            if machine.slot_name(n) == path:
                pack = avm.Pack(path, machine.slot(n), name)
                self.add(pack)
                return pack
        raise LoadError(path, '', -1, 'there is no such slot')

    def read_file(self, path):
        """The bytes of a file; LoadError where there is none."""
        pack, item = self.find_item(path)
        if pack is None:
            raise LoadError(path, '', -1, 'no such file')
        return pack.data(item)

    def is_preloaded(self, path):
        return False

    def is_sticky(self, path):
        """Whether code:load_file/1 and its like refuse to replace it."""
        return path.startswith(PRELOADED)


def module_name(name):
    """The module in a file NAME.beam."""
    end = name.rfind('.')
    if end < 0:
        return name
    return name[:end]
