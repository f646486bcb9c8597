"""usage: packbeam create [OPTIONS] OUT.avm FILE...
       packbeam list [--format default|csv|bare] FILE.avm
       packbeam extract [--out DIR] FILE.avm [ELEMENT...]
       packbeam delete [--out OUT.avm] FILE.avm ELEMENT...
       packbeam check [--board NAME] FILE.avm...
       packbeam version | help

Makes and reads packs (.avm), as AtomVM's packbeam does: see docs/packs.md.

  create   a pack of .beam files, other packs and any other files, whose names
           in the pack are as typed.  Modules that export start/0 are marked:
           the first one is started
  list     what is in a pack; * marks modules to be started
  extract  elements, or all, to files of their names under DIR (.)
  delete   elements from a pack, or to OUT.avm
  check    calls, in packs that are used together, of functions that neither
           they nor the VM for hosts (or the board) have, with their places;
           the exit status is 1 if there are such

Options of create:
  --prune, -p          without modules that can not be reached from the start
                       module: by calls, or atoms, those in literals, too
  --functions          the same for each function: by calls, funs, names of
                       modules and of functions as atoms, behaviours
  --keep WHAT          and WHAT, again and again: M, M:F or M:F/A (all that M
                       exports, functions), or @FILE with a WHAT a line
  --report             prints what is left out, and why the rest is there
  --start, -s MODULE   this module is started, and comes first
  --lib, -l            a library: no module is started
  --remove_lines, -r   without numbers of lines (smaller; stack traces have none)
  --needed, -n         with the modules of the machine's stdlib that are called
  --for BOARD          modules are decoded here and run in place on the board:
                       for this version of the VM only (see docs/firmware.md)
"""
import getopt
import hashlib
import os
import sys
import zlib

from atomvm import config
from atomvm.beam import module
from atomvm.beam.avm import FLAG_START
from atomvm.error import ErlangError, LoadError
from cross import boards, pack, packcheck, prune
from cross.pack import PackError
from cross.packfile import elements, packed, read, read_inputs, write

VERSION = '0.8.2'       # of the packbeam whose commands and options these are
ERROR = 255             # its exit status
OLD = ('-prune', '-start', '-lib', '-remove_lines', '-format', '-out')

SHORT = {'create': 'pls:rn', 'list': 'f:', 'extract': 'o:', 'delete': 'o:',
         'check': ''}
LONG = {'create': ['prune', 'functions', 'keep=', 'report', 'lib', 'start=',
                   'remove_lines', 'needed', 'for='],
        'list': ['format='], 'extract': ['out='], 'delete': ['out='],
        'check': ['board=']}
FULL = {'-p': '--prune', '-l': '--lib', '-s': '--start', '-r': '--remove_lines',
        '-n': '--needed', '-f': '--format', '-o': '--out'}


class UsageError(Exception):
    """What was typed is wrong."""


def options_of(verb, words):
    """{long name: value, or for --keep the list of them}, the other words."""
    try:
        pairs, words = getopt.gnu_getopt(modern(words), SHORT[verb], LONG[verb])
    except getopt.GetoptError as e:
        raise UsageError(str(e))
    options = dict((FULL.get(k, k), v) for k, v in pairs)
    options['--keep'] = [v for k, v in pairs if k == '--keep']
    return options, words


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


def pruned(found, options):
    """The elements that --prune and --functions leave."""
    keep = keep_list(options['--keep'])
    if '--functions' in options:
        found, lines = prune.by_function(found, keep)
    elif keep:
        raise UsageError('--keep is for --functions')
    elif '--prune' in options:
        found, lines = prune.by_module(found)
    elif '--report' in options:
        raise UsageError('--report is for --prune and --functions')
    else:
        return found
    if '--report' in options:
        print '\n'.join(lines)
    return found


def keep_list(words):
    """Those words, with the lines of FILE for @FILE."""
    result = []
    for word in words:
        if word.startswith('@'):
            lines = read(word[1:]).splitlines()
            result += [line.strip() for line in lines
                       if line.strip() and not line.lstrip().startswith('#')]
        else:
            result.append(word)
    return result


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
    found = pruned(found, options)
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


def check(options, words):
    if not words:
        raise UsageError('check wants FILE.avm')
    if '--board' in options:
        boards.load(options['--board'])
        assert config.BOARD, 'run it with ATOMVM_BOARD=1'
    lines = packcheck.missing([e for path in words for e in elements(path)])
    for line in lines:
        print line
    return 1 if lines else 0


COMMANDS = {'create': create, 'list': show, 'extract': extract, 'delete': delete,
            'check': check}


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
        options, words = options_of(verb, argv[2:])
        return COMMANDS[verb](options, words) or 0
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


if __name__ == '__main__':
    module.RMD5 = hashlib.md5       # RPython's takes a second a file here
    sys.exit(main(sys.argv))
