"""usage: packbeam create [OPTIONS] OUT.avm FILE...
       packbeam list [--format default|csv|bare] FILE.avm
       packbeam extract [--out DIR] FILE.avm [ELEMENT...]
       packbeam delete [--out OUT.avm] FILE.avm ELEMENT...
       packbeam version | help

Makes and reads packs (.avm), as AtomVM's packbeam does.

  create   a pack of .beam files, other packs and any other files, whose names
           in the pack are as typed.  Modules that export start/0 are marked:
           the first one is started
  list     what is in a pack; * marks modules to be started
  extract  elements, or all, to files of their names under DIR (.)
  delete   elements from a pack, or to OUT.avm

Options of create:
  --prune, -p          without modules that can not be reached from the start
                       module: by calls, or atoms, those in literals, too
  --start, -s MODULE   this module is started, and comes first
  --lib, -l            a library: no module is started
  --remove_lines, -r   without numbers of lines (smaller; stack traces have none)
  --needed, -n         with the modules of the machine's stdlib that are called
  --for BOARD          modules are decoded here and run in place on the board:
                       for this version of the VM only (see docs/firmware.md)
"""
import getopt
import os
import struct
import sys
import tempfile
import zlib

from atomvm.beam.avm import FLAG_BEAM, FLAG_FILE, FLAG_START, MAGIC, Pack
from atomvm.error import ErlangError, LoadError
from atomvm.term.atom import W_Atom
from atomvm.term.cons import W_Cons
from atomvm.term.etf import decode_literal
from atomvm.term.mapbase import W_Map
from atomvm.term.tuple import W_Tuple
from cross import boards, pack
from cross.pack import PackError
from hal.api import StrMemory

VERSION = '0.8.2'       # of the packbeam whose commands and options these are
ERROR = 255             # its exit status
APPLICATION = '/priv/application.bin'
OLD = ('-prune', '-start', '-lib', '-remove_lines', '-format', '-out')

SHORT = {'create': 'pls:rn', 'list': 'f:', 'extract': 'o:', 'delete': 'o:'}
LONG = {'create': ['prune', 'lib', 'start=', 'remove_lines', 'needed', 'for='],
        'list': ['format='], 'extract': ['out='], 'delete': ['out=']}
FULL = {'-p': '--prune', '-l': '--lib', '-s': '--start', '-r': '--remove_lines',
        '-n': '--needed', '-f': '--format', '-o': '--out'}


class UsageError(Exception):
    """What was typed is wrong."""


class Element(object):
    """A file in a pack.  data: its bytes, for a module a .beam file."""

    def __init__(self, name, flags, data):
        self.name = name
        self.flags = flags
        self.data = data

    @property
    def is_beam(self):
        return self.flags & FLAG_BEAM != 0

    @property
    def is_start(self):
        return self.flags & FLAG_START != 0

    @property
    def module(self):
        return self.name[:-len('.beam')]


# ------------------------------------------------------------------ reading

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
    data = pack.slim(read(path), path)
    found = dict(pack.chunks(data, path))
    for chunk in ('AtU8', 'Code', 'ExpT', 'ImpT'):
        if chunk not in found:
            raise PackError('%s: chunk %s is missing' % (path, chunk))
    try:
        name = pack.atom_names(found['AtU8'])[0] + '.beam'
        starts = pack.exports_start(data, path)
    except (struct.error, IndexError):
        raise PackError(path + ': chunk AtU8 or ExpT is damaged')
    return Element(name, FLAG_BEAM | (FLAG_START if starts else 0), data)


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


# ------------------------------------------------------------------ pruning

def atoms_of(w_term):
    """Names of the atoms in a term."""
    names = set()
    todo = [w_term]
    while todo:
        w_term = todo.pop()
        if isinstance(w_term, W_Atom):
            names.add(w_term.name)
        elif isinstance(w_term, W_Cons):
            todo += [w_term.head(), w_term.tl]
        elif isinstance(w_term, W_Tuple):
            todo += [w_term.get(i) for i in range(w_term.arity())]
        elif isinstance(w_term, W_Map):
            for keys_or_values in w_term.items():
                todo += keys_or_values
    return names


def literals(data, name):
    """Terms of the literals of a .beam file."""
    table = dict(pack.chunks(pack.slim(data, name), name)).get('LitU', '\0' * 4)
    terms = []
    pos = 4
    while pos + 4 < len(table):
        size = int(table[pos:pos + 4].encode('hex'), 16)
        if size == 0 or pos + 4 + size > len(table):
            break                       # padding
        terms.append(decode_literal(table, pos + 4)[0])
        pos += 4 + size
    return terms


def mentions(element):
    """Names of all atoms of a module, those in its literals included."""
    found = dict(pack.chunks(element.data, element.name))
    if 'AtU8' not in found:
        raise PackError(element.name + ': only modules that are not made for a '
                        'board yet can be pruned')
    names = set(pack.atom_names(found['AtU8']))
    for w_literal in literals(element.data, element.name):
        names |= atoms_of(w_literal)
    return names


def prune(found):
    """The elements but for modules that nothing leads to: from the start module
    and from the modules that application specifications name."""
    modules = dict((e.module, e) for e in found if e.is_beam)
    todo = [e.module for e in found if e.is_start][:1]
    if not todo:
        raise PackError('no module exports start/0: from where to prune?')
    for e in found:
        if not e.is_beam and e.name.endswith(APPLICATION):
            todo += atoms_of(decode_literal(e.data, 0)[0])
    reached = set()
    while todo:
        name = todo.pop()
        if name in modules and name not in reached:
            reached.add(name)
            todo += mentions(modules[name])
    return [e for e in found if not e.is_beam or e.module in reached]


# ----------------------------------------------------------------- commands

def without_lines(element):
    if not element.is_beam:
        return
    body = 'BEAM'
    for chunk, content in pack.chunks(element.data, element.name):
        if chunk != 'Line':
            body += pack.chunk_of(chunk, content)
    element.data = pack.beam_file(body)


def choose_start(found, name):
    """Only the module of this name is marked, and first."""
    chosen = [e for e in found if e.is_beam and e.module == name]
    if not chosen:
        raise PackError('there is no module ' + name + ' to start')
    if not pack.exports_start(chosen[0].data, name):
        raise PackError('module ' + name + ' does not export start/0')
    for e in found:
        e.flags &= ~FLAG_START
    chosen[0].flags |= FLAG_START
    return chosen[:1] + [e for e in found if e is not chosen[0]]


def create(options, words):
    if len(words) < 2:
        raise UsageError('create wants OUT.avm and files')
    out, paths = words[0], words[1:]
    board = None
    if '--for' in options:
        board = boards.load(options['--for'])
    if '--needed' in options:
        paths = paths + pack.needed(paths)
    found = read_inputs(paths)
    if '--start' in options:
        found = choose_start(found, options['--start'])
    if '--prune' in options:
        found = prune(found)
    if '--lib' in options:
        for e in found:
            e.flags &= ~FLAG_START
    if '--remove_lines' in options:
        for e in found:
            without_lines(e)
    if board is not None:
        for e in found:
            if e.is_beam:
                e.data = pack.for_boards(e.data, e.name)
    data = packed(found)
    if board is not None and board.slots and \
            len(data) > max(slot.size for slot in board.slots):
        raise PackError('%s: %d bytes fit into no slot of %s' % (
            out, len(data), board.name))
    write(out, data)


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


def show(options, words):
    if len(words) != 1:
        raise UsageError('list wants one FILE.avm')
    form = options.get('--format', 'default')
    if form not in ('default', 'csv', 'bare'):
        raise UsageError("--format wants default, csv or bare, not '%s'" % form)
    found = elements(words[0])
    if form == 'csv':
        print 'MODULE_NAME,IS_BEAM,IS_ENTRYPOINT,SIZE_BYTES'
    for e in found:
        if form == 'csv':
            print '%s,%s,%s,%d' % (e.name, str(e.is_beam).lower(),
                                   str(e.is_start).lower(), len(e.data))
        elif form == 'bare':
            print e.name
        else:
            print '%s%s [%d]' % (e.name, ' *' if e.is_start else '', len(e.data))


def chosen(found, names, path):
    for name in names:
        if name not in [e.name for e in found]:
            raise PackError('%s: there is no element %s' % (path, name))
    return [e for e in found if e.name in names]


def extract(options, words):
    if not words:
        raise UsageError('extract wants FILE.avm')
    found = elements(words[0])
    if words[1:]:
        found = chosen(found, words[1:], words[0])
    folder = options.get('--out', '.')
    for e in found:
        if os.path.isabs(e.name) or '..' in e.name.split('/'):
            raise PackError('%s: %s would be outside of %s' % (
                words[0], e.name, folder))
    for e in found:
        path = os.path.join(folder, e.name)
        if not os.path.isdir(os.path.dirname(path) or '.'):
            os.makedirs(os.path.dirname(path))
        write(path, e.data)
        print 'x ' + path


def delete(options, words):
    if len(words) < 2:
        raise UsageError('delete wants FILE.avm and elements')
    found = elements(words[0])
    doomed = chosen(found, words[1:], words[0])
    write(options.get('--out', words[0]),
          packed([e for e in found if e not in doomed]))


COMMANDS = {'create': create, 'list': show, 'extract': extract, 'delete': delete}


def modern(words):
    """The words, with two dashes where an old option has one."""
    result = []
    for word in words:
        if word in OLD:
            sys.stderr.write('packbeam: %s is old: say -%s\n' % (word, word))
            word = '-' + word
        result.append(word)
    return result


def main(argv):
    if len(argv) < 2:
        sys.stderr.write(__doc__)
        return ERROR
    verb = argv[1]
    if verb in ('help', '-h', '--help'):
        print __doc__.strip()
        return 0
    if verb in ('version', '--version'):
        print VERSION
        return 0
    try:
        if verb not in COMMANDS:
            raise UsageError("unknown command '%s'" % verb)
        try:
            pairs, words = getopt.gnu_getopt(modern(argv[2:]), SHORT[verb],
                                             LONG[verb])
        except getopt.GetoptError as e:
            raise UsageError(str(e))
        COMMANDS[verb](dict((FULL.get(k, k), v) for k, v in pairs), words)
    except UsageError as e:
        sys.stderr.write('packbeam: %s; see packbeam help\n' % e)
        return ERROR
    except LoadError as e:
        sys.stderr.write('packbeam: %s\n' % e.text())
        return ERROR
    except ErlangError:
        sys.stderr.write('packbeam: a literal or an application is damaged\n')
        return ERROR
    except (PackError, boards.BoardError, EnvironmentError, zlib.error) as e:
        sys.stderr.write('packbeam: %s\n' % e)
        return ERROR
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
