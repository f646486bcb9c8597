"""Where the machine's own Erlang is, and what applications it has.

The layout is that of an installed OTP: ROOT/bin/erl, ROOT/lib/APP-VSN/ebin.
`erl` on $PATH may be a symbolic link or a shell script with a line
ROOTDIR=...; both are followed by reading, nothing is executed.
"""
import os

USUAL = ['/usr/lib/erlang', '/usr/local/lib/erlang', '/usr/lib64/erlang',
         '/opt/homebrew/lib/erlang', '/opt/local/lib/erlang']
# Directories with one Erlang a version, and where its root is below that.
MANY = [('/opt/homebrew/Cellar/erlang', '/lib/erlang'),
        ('/usr/local/Cellar/erlang', '/lib/erlang'),
        ('~/.asdf/installs/erlang', ''),
        ('~/.local/share/mise/installs/erlang', ''),
        ('~/.kerl/builds', '')]
SCRIPT_BYTES = 16384    # how much of a script is looked at


class App(object):
    """An application: its name, directory, and the ebin in it."""

    def __init__(self, name, version, directory):
        self.name = name
        self.version = version
        self.directory = directory
        self.ebin = directory + '/ebin'


def getenv(name):
    """An environment variable, or ''."""
    value = os.environ.get(name)
    if value is None:
        return ''
    return value


def split_path(text):
    """The directories of a search path such as $PATH."""
    return [part for part in text.split(':') if part != '']


def list_directory(path):
    """The names in a directory; none if it can not be read."""
    try:
        return os.listdir(path)
    except OSError:
        return []


def is_directory(path):
    return os.path.isdir(path)


def basename(path):
    """What follows the last slash."""
    start = path.rfind('/') + 1
    assert start >= 0
    return path[start:]


def dirname(path):
    """What is before the last slash; '.' without one."""
    end = path.rfind('/')
    if end < 0:
        return '.'
    if end == 0:
        return '/'
    return path[:end]


def find():
    """The root directory of the machine's Erlang, or ''."""
    root = getenv('ATOMVM_ERL_ROOT')
    if root != '':
        return root
    for directory in split_path(getenv('PATH')):
        root = _root_of(directory + '/erl')
        if root != '':
            return root
    for root in USUAL:
        if is_root(root):
            return root
    for parent, below in MANY:
        root = _newest(_expand(parent), below)
        if root != '':
            return root
    return ''


def is_root(root):
    """Whether root/lib holds stdlib."""
    for name in list_directory(root + '/lib'):
        if name == 'stdlib' or name.startswith('stdlib-'):
            return True
    return False


def _expand(path):
    if path.startswith('~'):
        return getenv('HOME') + path[1:]
    return path


def _newest(parent, below):
    best = ''
    for name in list_directory(parent):
        if best == '' or is_newer(name, best):
            if is_root(parent + '/' + name + below):
                best = name
    if best == '':
        return ''
    return parent + '/' + best + below


def _root_of(erl):
    """The root that this `erl` belongs to, or ''."""
    path = _resolve(erl)
    if path == '':
        return ''
    bindir = dirname(path)
    for root in [dirname(bindir), dirname(bindir) + '/lib/erlang',
                 _script_root(path)]:
        if root != '' and is_root(root):
            return root
    return ''


def _resolve(path):
    """Follow symbolic links from path to a file; '' if there is none."""
    for _ in range(32):
        try:
            target = os.readlink(path)
        except OSError:
            break
        if not target.startswith('/'):
            target = dirname(path) + '/' + target
        path = normal(target)
    if os.path.isfile(path):
        return path
    return ''


def normal(path):
    """path without empty, `.` and `..` parts."""
    parts = []
    for part in path.split('/'):
        if part == '..' and len(parts) > 0 and parts[-1] != '..':
            parts.pop()
        elif part != '' and part != '.':
            parts.append(part)
    if path.startswith('/'):
        return '/' + '/'.join(parts)
    return '/'.join(parts)


def _script_root(path):
    """ROOTDIR as a script sets it, or ''."""
    try:
        fd = os.open(path, os.O_RDONLY, 0)
    except OSError:
        return ''
    try:
        text = os.read(fd, SCRIPT_BYTES)
    except OSError:
        text = ''
    os.close(fd)
    if not text.startswith('#!'):
        return ''
    for line in text.split('\n'):
        line = line.strip(' \t\r')
        if line.startswith('ROOTDIR='):
            value = line[len('ROOTDIR='):].strip('"\'')
            if value.startswith('/'):
                return value
    return ''


def programs(root):
    """Where the programs are that OTP's modules start."""
    best = ''
    for name in list_directory(root):
        if name.startswith('erts-') and is_directory(root + '/' + name + '/bin') \
                and (best == '' or is_newer(name[5:], best[5:])):
            best = name
    if best == '':
        return root + '/bin'
    return root + '/' + best + '/bin'


def applications(lib, first):
    """The applications in directory lib, the newest version of each: those
    named in first (a list) in that order, then the others by name."""
    newest = {}
    for entry in list_directory(lib):
        name, version = split_name(entry)
        old = newest.get(name, None)
        if old is None or is_newer(version, old.version):
            if is_directory(lib + '/' + entry + '/ebin'):
                newest[name] = App(name, version, lib + '/' + entry)
    apps = []
    for name in first:
        if name in newest:
            apps.append(newest[name])
    names = sort_names(newest.keys())
    names.reverse()             # as OTP orders them
    for name in names:
        if name not in first:
            apps.append(newest[name])
    return apps


def sort_names(names):
    """A sorted copy of a short list of str."""
    done = []
    for name in names:
        i = len(done)
        while i > 0 and done[i - 1] > name:
            i -= 1
        assert i >= 0
        done.insert(i, name)
    return done


def split_name(entry):
    """('stdlib', '4.2') of 'stdlib-4.2'; the version may be ''."""
    at = entry.rfind('-')
    if at > 0 and at + 1 < len(entry) and entry[at + 1].isdigit():
        return entry[:at], entry[at + 1:]
    return entry, ''


def is_newer(a, b):
    """Whether version a comes after version b: numbers by value."""
    left = a.split('.')
    right = b.split('.')
    for i in range(min(len(left), len(right))):
        if left[i] != right[i]:
            x = _number(left[i])
            y = _number(right[i])
            if x != y:
                return x > y
            return left[i] > right[i]
    return len(left) > len(right)


def _number(text):
    """The number that text starts with; 0 without one."""
    value = 0
    for c in text[:9]:
        if not c.isdigit():
            break
        value = value * 10 + ord(c) - ord('0')
    return value


def app_directory(ebin):
    """The application's directory of an ebin directory, or ''."""
    if basename(ebin) != 'ebin':
        return ''
    return dirname(ebin)


def is_app(directory, name):
    """Whether a directory of this name holds application `name`."""
    if directory == name:
        return True
    return split_name(directory)[0] == name


def is_file(path):
    """Whether there is something other than a directory at path."""
    return os.path.exists(path) and not os.path.isdir(path)
