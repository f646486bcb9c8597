"""Runs the scripts of this folder (*.sh) with bash, each in an empty folder,
and compares what they print with the comments in them:

    # expect: LINE         the next line of standard output; where it ends in
                           "..." only what is before counts; "..." alone stands
                           for any number of lines
    # expect-error: LINE   the same of standard error
    # expect-status: N     the exit status (0)
    # vm: NAME...          run once for each of untranslated, nojit, linux32, jit,
                           with the command that runs it in "$VM"

$ROOT is the project's folder.  Standard error is not compared where no comment
speaks of it.
"""
import glob
import os
import subprocess

import pytest
from support import ROOT

FOLDER = os.path.dirname(os.path.abspath(__file__))
KEYS = ('expect', 'expect-error', 'expect-status', 'vm')


def comments(text):
    """{key: [value]} of the comments that this runner reads."""
    found = dict((key, []) for key in KEYS)
    for line in text.splitlines():
        key, colon, value = line[2:].partition(':')
        if line.startswith('# ') and colon and key in found:
            found[key].append(value[1:])
    return found


def matches(lines, expected):
    """Do the lines fit the expectations (see above)?"""
    if not expected:
        return not lines
    if expected[0] == '...':
        return any(matches(lines[i:], expected[1:])
                   for i in range(len(lines) + 1))
    if not lines:
        return False
    wanted = expected[0]
    if wanted.endswith('...'):
        fits = lines[0].startswith(wanted[:-3])
    else:
        fits = lines[0] == wanted
    return fits and matches(lines[1:], expected[1:])


def cases():
    for path in sorted(glob.glob(os.path.join(FOLDER, '*.sh'))):
        name = os.path.basename(path)[:-len('.sh')]
        with open(path) as f:
            vms = ' '.join(comments(f.read())['vm']).split()
        for vm in vms or [None]:
            yield pytest.param(path, vm, id=name + ('-' + vm if vm else ''))


def wrapper(command, tmpdir):
    """A program that runs the command, a list."""
    script = tmpdir.join('vm')
    words = ["'%s'" % word.replace("'", "'\\''") for word in command]
    script.write('#!/bin/sh\nexec %s "$@"\n' % ' '.join(words))
    script.chmod(0o755)
    return str(script)


@pytest.mark.parametrize('path, vm', cases())
def test_script(path, vm, tmpdir, request):
    with open(path) as f:
        wanted = comments(f.read())
    env = dict(os.environ, ROOT=ROOT)
    if vm:
        env['VM'] = wrapper(request.getfixturevalue('vm_' + vm), tmpdir)
    with open(os.devnull) as null:
        p = subprocess.Popen(['bash', path], cwd=str(tmpdir.mkdir('work')), env=env, stdin=null,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = p.communicate()
    said = 'standard output:\n%s\nstandard error:\n%s' % (out, err)
    status = int((wanted['expect-status'] or ['0'])[0])
    assert p.returncode == status, said
    assert matches(out.splitlines(), wanted['expect']), said
    if wanted['expect-error']:
        assert matches(err.splitlines(), wanted['expect-error']), said


@pytest.mark.parametrize('lines, expected, fit', [
    (['a', 'b'], ['a', 'b'], True),
    (['a', 'b'], ['a'], False),
    (['a'], ['a', 'b'], False),
    (['abc'], ['ab'], False),
    (['abc'], ['ab...'], True),
    (['a', 'b', 'c'], ['a', '...'], True),
    (['a', 'b', 'c'], ['...', 'c'], True),
    (['a', 'b', 'c'], ['...', 'b'], False),
    ([], ['...'], True),
    ([], [], True),
])
def test_expectation(lines, expected, fit):
    assert matches(lines, expected) == fit
