"""The code path: where the files of modules are looked for.

Modules that are part of the VM come first (libs/: init, code_server, avm_*),
those of devices last, for their names (uart, sim) are anybody's.  Next come
those in the packs (.avm) of the command line.  Then, in order: directories of -pa, the current
directory, the machine's own Erlang (kernel, stdlib, erts, then all other applications, the newest version of
each), directories of $ERL_LIBS, directories of -pz.  Erlang is found through
$ATOMVM_ERL_ROOT, `erl` on $PATH and the usual places (see erlroot.py);
nothing is executed, and nothing of it is read before it is needed.
"""
import errno
import os

from atomvm.beam import avm
from atomvm.error import LoadError
from atomvm.proc import erlroot, packpath
from hal.api import StrMemory

EXTENSION = packpath.EXTENSION
FIRST_APPS = ['kernel', 'stdlib', 'erts']
ERTS = '/lib/erts-'          # in paths of modules that OTP preloads
PRELOADED = packpath.PRELOADED  # what paths of modules of the VM start with
STICKY_APPS = {'erts': True, 'kernel': True, 'stdlib': True, 'compiler': True}


def is_own(module):
    """Whether nobody else may have a module of this name."""
    return (module == 'init' or module == 'code_server' or
            module.startswith('avm_'))


def reason_of(number):
    """In words, why a file can not be read."""
    if number == errno.ENOENT:
        return 'no such file'
    if number == errno.EACCES:
        return 'permission denied'
    if number == errno.EISDIR:
        return 'is a directory'
    return 'can not be read (error ' + str(number) + ')'


def _read_file(path):
    try:
        fd = os.open(path, os.O_RDONLY, 0)
    except OSError as e:
        raise LoadError(path, '', -1, reason_of(e.errno))
    pieces = []
    try:
        while True:
            piece = os.read(fd, 262144)
            if len(piece) == 0:
                break
            pieces.append(piece)
    except OSError as e:
        raise LoadError(path, '', -1, reason_of(e.errno))
    finally:
        os.close(fd)
    return ''.join(pieces)


class CodePath(packpath.Packs):
    """Packs and directories, in order, and which files the fixed ones hold.

    front, back  lists of directories before and after Erlang's own
    apps         list of App of the machine's Erlang and $ERL_LIBS, or None
                 while nobody asked
    listed       directory -> names of its files (Erlang's own only: these do
                 not change while a program runs)
    """

    def __init__(self):
        packpath.Packs.__init__(self)
        # modules of the VM: name -> bytes (one, so that the types are known)
        self.embedded = {'': ''}
        self.front = ['.']
        self.back = []
        self.apps = None
        self.listed = {}
        self.root = ''
        self.root_known = False
        self.removed = {}       # directories of apps that del_path/1 took out

    def setup(self, pa, pz):
        """Start with the directories of -pa and -pz (lists of str), those
        that are there."""
        self.front = [d for d in pa if erlroot.is_directory(d)]
        if '.' not in self.front:
            self.front.append('.')
        self.back = [d for d in pz if erlroot.is_directory(d)]

    def open_pack(self, path, name=''):
        """Add the pack in a file: it.  LoadError if it is damaged or can not be
        read."""
        pack = avm.Pack(path, StrMemory(_read_file(path)), name)
        self.add(pack)
        return pack

    def erl_root(self):
        """Directory of the machine's Erlang, or ''."""
        if not self.root_known:
            self.root_known = True
            self.root = erlroot.find()
        return self.root

    def get_apps(self):
        """The applications (list of App), in the order of the code path."""
        apps = self.apps
        if apps is None:
            apps = []
            root = self.erl_root()
            if root != '':
                apps = erlroot.applications(root + '/lib', FIRST_APPS)
            for lib in erlroot.split_path(erlroot.getenv('ERL_LIBS')):
                apps = apps + erlroot.applications(lib, [])
            self.apps = apps
        return apps

    def directories(self):
        """All directories of the path, in order."""
        dirs = self.front[:]
        for app in self.get_apps():
            if app.ebin not in self.removed:
                dirs.append(app.ebin)
        return dirs + self.back

    def find_file(self, name):
        """The path of the file `name` in the code path, or ''."""
        found = _first(self.front, name)
        if found != '':
            return found
        for app in self.get_apps():
            ebin = app.ebin
            if name in self._names(ebin) and ebin not in self.removed:
                return ebin + '/' + name
        return _first(self.back, name)

    def is_preloaded(self, path):
        """Whether OTP has this file in its emulator: those of erts, which has
        them without line numbers."""
        return (path.find(ERTS) >= 0 and
                path.startswith(self.erl_root() + ERTS))

    def find_module_file(self, module):
        """The path of the file of a module (str), or ''."""
        if module == '' or module.find('\x00') >= 0:
            return ''
        if module in self.embedded and is_own(module):
            return PRELOADED + module
        found = self.find_path(module + EXTENSION)
        if found == '':
            found = self.find_file(module + EXTENSION)
        if found == '' and module in self.embedded:
            return PRELOADED + module
        return found

    def _names(self, ebin):
        names = self.listed.get(ebin, None)
        if names is None:
            names = {}
            for name in erlroot.list_directory(ebin):
                names[name] = True
            self.listed[ebin] = names
        return names

    def read_file(self, path):
        """The bytes of a file.  LoadError if it can not be read."""
        if path.startswith(PRELOADED):
            return self.embedded[path[len(PRELOADED):]]
        pack, item = self.find_item(path)
        if pack is not None:
            data = pack.data(item)
            if data[12:16] == avm.IMAGE:
                raise LoadError(path, avm.IMAGE, -1, 'this module has been '
                                'made for boards')
            return data
        return _read_file(path)

    def is_sticky(self, path):
        """Whether code:load_file/1 and its like refuse to replace it."""
        if path.startswith(PRELOADED):
            return True
        for app in self.get_apps():
            if app.name in STICKY_APPS and path.startswith(app.ebin + '/'):
                return True
        return False

    def find_app(self, name):
        """Directory of application `name` (without or with its version), or
        ''.  Directories of the user are looked at first."""
        for ebin in self.front + self.back:
            base = erlroot.app_directory(ebin)
            if base != '' and erlroot.is_app(erlroot.basename(base), name):
                return base
        for app in self.get_apps():
            if app.name == name or erlroot.basename(app.directory) == name:
                return app.directory
        return ''

    def add_first(self, directory):
        """code:add_patha/1; False if it is no directory."""
        if not erlroot.is_directory(directory):
            return False
        self.remove(directory)
        self.front = [directory] + self.front
        return True

    def add_last(self, directory):
        """code:add_pathz/1: what is there keeps its place."""
        if not erlroot.is_directory(directory):
            return False
        if directory not in self.directories():
            self.back = self.back + [directory]
        return True

    def remove(self, directory):
        """code:del_path/1; False if the path does not have it."""
        known = directory in self.directories()
        self.front = [d for d in self.front if d != directory]
        self.back = [d for d in self.back if d != directory]
        for app in self.get_apps():
            if app.ebin == directory:
                self.removed[directory] = True
        return known

    def replace(self, directories):
        """code:set_path/1: these and no others."""
        self.front = directories[:]
        self.back = []
        for app in self.get_apps():
            self.removed[app.ebin] = True


def _first(directories, name):
    """The absolute path of the first file of this name, or ''."""
    for directory in directories:
        path = directory + '/' + name
        if directory == '.':
            path = name
        if os.path.isfile(path):
            return absolute(path)
    return ''


def absolute(path):
    """path, from the root directory on (as filename:absname/1)."""
    if path.startswith('/'):
        return path
    return os.getcwd() + '/' + path
