"""Where the modules of a board are looked for: in the VM itself (libs/), then
in the packs of its flash memory, in the order of the slots."""
from atomvm.beam.avm import NO_WORDS
from atomvm.error import LoadError

EXTENSION = '.beam'
PRELOADED = 'preloaded:'


class PackPath(object):
    """In place of codepath.CodePath.  A path is SLOT/NAME.beam.

    embedded  modules that are part of the VM: name -> words of an image
    packs     list of avm.Pack
    """

    def __init__(self):
        self.embedded = {'': NO_WORDS}
        self.packs = []

    def find_module_file(self, module):
        """The path of the file of a module (str), or ''."""
        if module in self.embedded and module != '':
            return PRELOADED + module
        name = module + EXTENSION
        for pack in self.packs:
            if pack.find(name) is not None:
                return pack.where + '/' + name
        return ''

    def find_embedded(self, path):
        """The words of the image of a module of the VM, or NULL."""
        if path.startswith(PRELOADED):
            return self.embedded.get(path[len(PRELOADED):], NO_WORDS)
        return NO_WORDS

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
