"""Projects: what is built how, and packs of them.

A project is a folder with rebar.config, mix.exs or .erl files (in it, or in src/).
atomvm.ini names its board:  [project], board = NAME.
"""
import ConfigParser
import glob
import os
import re
import struct

from cross import boards, pack
from tool.common import ROOT, ToolError, call, script, which

SETTINGS = 'atomvm.ini'
OUT = os.path.join(ROOT, 'build', 'tool')   # of what has no folder of its own


def load_board(name):
    """The Board of this name."""
    try:
        return boards.load(name)
    except boards.BoardError as e:
        raise ToolError(str(e), 2)


def board_of(verb, options, path):
    """The Board that --board or the project's atomvm.ini names, or None."""
    name = options.get('board')
    if name is None and os.path.isdir(path):
        parser = ConfigParser.RawConfigParser()
        try:
            parser.read(os.path.join(path, SETTINGS))
            if parser.has_option('project', 'board'):
                name = parser.get('project', 'board')
        except ConfigParser.Error as e:
            raise ToolError('%s: %s' % (verb, str(e).replace('\n', ' ')))
    return load_board(name) if name else None


# ----------------------------------------------------------------- building

def build(path):
    """(name, [.beam file]) of a project's folder, a .beam or an .erl file; the
    module to start comes first."""
    if os.path.isdir(path):
        return build_folder(os.path.abspath(path))
    if not os.path.exists(path):
        raise ToolError('%s: there is no such file or folder' % path, 2)
    name, kind = os.path.splitext(os.path.basename(path))
    if kind == '.beam':
        return name, [path]
    if kind == '.erl':
        return name, compiled([path], os.path.join(OUT, name))
    raise ToolError('%s: neither a folder nor .erl, .beam or .avm' % path, 2)


def build_folder(folder):
    name = os.path.basename(folder)
    if os.path.exists(os.path.join(folder, 'rebar.config')):
        call(['rebar3', 'compile'], folder)
        apps = glob.glob(os.path.join(folder, 'src', '*.app.src'))
        if apps:
            name = os.path.basename(apps[0])[:-len('.app.src')]
        beams = glob.glob(os.path.join(folder, '_build/default/lib/*/ebin/*.beam'))
    elif os.path.exists(os.path.join(folder, 'mix.exs')):
        call(['mix', 'compile'], folder, {'MIX_ENV': 'dev'})
        with open(os.path.join(folder, 'mix.exs')) as f:
            match = re.search(r'\bapp: *:(\w+)', f.read())
        name = match.group(1) if match else name
        beams = glob.glob(os.path.join(folder, '_build/dev/lib/*/ebin/*.beam'))
        beams = with_elixir(beams)
    else:
        sources = sorted(glob.glob(os.path.join(folder, '*.erl')) +
                         glob.glob(os.path.join(folder, 'src', '*.erl')))
        if not sources:
            raise ToolError('%s: no project: neither rebar.config nor mix.exs nor .erl '
                            'files' % folder, 2)
        beams = compiled(sources, os.path.join(folder, '_build', 'erlc'))
    return name, in_order(beams, name)


def compiled(sources, out):
    """The .beam files that erlc makes of .erl files."""
    if not os.path.isdir(out):
        os.makedirs(out)
    call(['erlc', '+debug_info', '-o', out] + sources)
    return [os.path.join(out, os.path.basename(s)[:-len('.erl')] + '.beam')
            for s in sources]


def read(path):
    with open(path, 'rb') as f:
        return pack.plain(f.read())


def in_order(beams, name):
    """Those of the application that can be started first; then by name."""
    wanted = [name, 'Elixir.' + ''.join(w.capitalize() for w in name.split('_'))]

    def key(path):
        module = os.path.basename(path)[:-len('.beam')]
        return (not pack.exports_start(read(path), path), module not in wanted,
                '/lib/%s/' % name not in path, module)
    try:
        beams = sorted(beams, key=key)
    except (pack.PackError, KeyError, IndexError, struct.error) as e:
        raise ToolError('a .beam file is damaged: %s' % e)
    if not beams or key(beams[0])[0]:
        raise ToolError('no module of %s exports start/0, which is what is run' % name)
    return beams


def with_elixir(beams):
    """These and the modules of Elixir that they call, directly or not."""
    elixir = which('elixir')
    if elixir is None:
        raise ToolError('elixir is not on the path')
    home = os.path.dirname(os.path.dirname(os.path.realpath(elixir)))
    folders = glob.glob(os.path.join(home, 'lib', '*', 'ebin'))
    seen = set(os.path.basename(path) for path in beams)
    found, todo = list(beams), list(beams)
    while todo:
        path = todo.pop()
        for module in pack.imports(read(path), path):
            name = module + '.beam'
            if name in seen:
                continue
            seen.add(name)
            for folder in folders:
                other = os.path.join(folder, name)
                if os.path.exists(other):
                    found.append(other)
                    todo.append(other)
    return found


# -------------------------------------------------------------------- packs

def make_pack(path, board):
    """The .avm file of a project, .beam or .erl file, for a Board or, where
    that is None, for hosts; an .avm file is itself."""
    if path.endswith('.avm') and not os.path.isdir(path):
        if not os.path.exists(path):
            raise ToolError('%s: there is no such file' % path, 2)
        return path
    name, beams = build(path)
    folder = OUT
    if os.path.isdir(path):
        folder = os.path.join(os.path.abspath(path), '_build', 'atomvm')
    folder = os.path.join(folder, board.name if board else 'host')
    if not os.path.isdir(folder):
        os.makedirs(folder)
    out = os.path.join(folder, name + '.avm')
    start = os.path.basename(beams[0])[:-len('.beam')]
    options = ['--start', start]
    if board:
        options += ['--needed', '--functions', '--for', board.name]
    call([script('packbeam'), 'create'] + options + [out] + beams)
    return out


def read_pack(path, board, slot):
    """The bytes of an .avm file that is to go to a slot."""
    try:
        with open(path, 'rb') as f:
            data = f.read()
    except EnvironmentError as e:
        raise ToolError(str(e))
    if not data.startswith('#!/usr/bin/env AtomVM\n'):
        raise ToolError('%s: not a pack (.avm)' % path)
    if len(data) > slot.size:
        raise ToolError('%s: %d bytes do not fit into slot %s of %s, which has %d' % (
            path, len(data), slot.name, board.name, slot.size))
    return data


def slot_of(board, name):
    """A slot of a board: the first where name is None."""
    for slot in board.slots:
        if name in (None, slot.name):
            return slot
    raise ToolError("%s has no slot '%s'; it has: %s" % (
        board.name, name or '', ' '.join(s.name for s in board.slots) or 'none'), 2)
