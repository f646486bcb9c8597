"""Builds boards, makes packs of test/lang's programs, and runs them."""
import os
import re
import shutil
import signal
import subprocess
import threading

import oracle
import pytest
from support import BUILD, ROOT

from cross import boards, firmware, pack

LANG = os.path.join(ROOT, 'test', 'lang')
FOLDER = os.path.join(ROOT, 'test', 'firmware')

# Modules of OTP that the programs call, and those that these call.
LIBRARY = ['io', 'io_lib', 'io_lib_format', 'io_lib_pretty', 'lists', 'maps',
           'binary', 'unicode', 'proplists', 'queue', 'sets', 'ordsets',
           'orddict', 'gb_sets', 'gb_trees', 'dict', 'array', 'math', 'rand',
           'base64', 'calendar', 'string', 'unicode_util', 'timer', 'ets',
           'gen', 'gen_server', 'gen_statem', 'gen_event', 'proc_lib', 'sys',
           'supervisor', 'digraph', 'digraph_utils', 'erl_internal',
           'erl_scan', 'erl_anno']


def build(name):
    """Build a board, by what a person types."""
    status = subprocess.call([os.path.join(ROOT, 'scripts', 'firmware'),
                              'build', '--board', name])
    if status != 0:
        pytest.fail('scripts/firmware build --board %s failed: see build/log'
                    % name)
    return boards.load(name)


def run(board, packs, limit=120, feed='', options=[], folder=None):
    """(exit status, console output) of a board with these packs in its slots;
    status None where it did not end in time (seconds)."""
    command = firmware.command(
        board, folder or os.path.join(BUILD, 'firmware', board.name),
        [str(p or '') for p in packs], list(options))
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, cwd=ROOT,
                             preexec_fn=os.setsid)
    late = []

    def stop():
        late.append(True)
        os.killpg(child.pid, signal.SIGKILL)
    timer = threading.Timer(limit, stop)
    timer.start()
    try:
        out = child.communicate(feed)[0]
    finally:
        timer.cancel()
    return (None if late else child.returncode), out.replace('\r\n', '\n')


def changed(folder, name, changes, again=()):
    """(board, folder) of netduinoplus2 with other words in its .ini: changes is
    [(old, new)]; the objects named in again are compiled anew, and all is linked."""
    board = build('netduinoplus2')
    made = str(folder.join(name))
    shutil.copytree(os.path.join(BUILD, 'firmware', board.name), made, symlinks=True)
    with open(board.path) as f:
        text = f.read()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    ini = folder.join(name + '.ini')
    ini.write(text)
    other = boards.Board(board.name, str(ini))
    settings = os.path.join(made, 'board.mk')
    then = os.stat(settings).st_mtime
    firmware.prepare(other, os.path.join(BUILD, other.translation()), made)
    os.utime(settings, (then, then))        # of all files one only looks at it
    for o in again:
        os.remove(os.path.join(made, 'o', o))
    with open(os.devnull, 'w') as null:
        subprocess.check_call(
            firmware.prepare(other, os.path.join(BUILD, other.translation()), made),
            stdout=null)
    return other, made


def compile_erl(folder, *arguments):
    """Compile Erlang sources into a folder (py.path)."""
    subprocess.check_call(['erlc', '-o', str(folder)] + list(arguments), cwd=LANG,
                          stdout=open(os.devnull, 'w'))


def library(names=None):
    """Paths of modules of OTP, of LIBRARY."""
    folders = [os.path.join(pack.erl_root(), 'lib', app) for app in
               sorted(os.listdir(os.path.join(pack.erl_root(), 'lib')))
               if re.match(r'(stdlib|kernel)-', app)]
    found = []
    for name in names or LIBRARY:
        for folder in folders:
            path = os.path.join(folder, 'ebin', name + '.beam')
            if os.path.exists(path):
                found.append(path)
    return found


def pack_files(made, files, *options):
    """Make a pack (py.path) of files, by what a person types."""
    subprocess.check_call(
        [os.path.join(ROOT, 'scripts', 'packbeam'), 'create'] + list(options) +
        [str(made)] + [str(f) for f in files])


def make_pack(folder, programs, *options, **library_names):
    """A pack (py.path) that runs programs of test/lang in turn; options of
    packbeam create.  names: of modules of OTP, LIBRARY where not given."""
    modules = ','.join(name + oracle.SUFFIX for name in programs)
    compile_erl(folder, '-DPROGRAMS=[%s]' % modules,
                os.path.join(FOLDER, 'firmware_driver.erl'))
    compile_erl(folder, *[name + oracle.SUFFIX + '.erl' for name in programs])
    beams = [str(folder.join(name + '.beam')) for name in
             ['firmware_driver'] + modules.split(',')]
    made = folder.join('programs.avm')
    pack_files(made, beams + library(**library_names), *options)
    return made


def by_program(out):
    """{program: what it printed} of what firmware_driver printed."""
    parts = re.split(r'^=== (\w+)_tests\n', out, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))
