"""100,000 damaged external terms and .beam files, the same ones every time: the
binary does not crash, and asks for no memory that only a length field claims.

What loads is called too.  The verifier (atomvm/beam) promises that the VM
survives that: registers have terms in them, frames and handlers fit, no
function runs in circles.  It does not promise that the program does anything
sensible, or that it ends.
"""
import os
import random
import resource
import subprocess

import pytest

from beam_builder import otp_file
from support import ROOT

FOLDER = os.path.join(ROOT, 'test', 'cli')
TERMS = 60000
MODULES = 39900
FILES = 100
MEMORY = 2 << 30        # bytes of address space
LIBRARY = [('stdlib', 'queue'), ('stdlib', 'base64'), ('stdlib', 'erl_bits')]


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def erlc(folder, *arguments):
    subprocess.check_call(['erlc', '-o', str(folder)] + list(arguments),
                          cwd=FOLDER)


@pytest.fixture(scope='module')
def victims(tmpdir_factory):
    """(folder with damage.beam and victims.beam, [bytes of a .beam file])"""
    folder = tmpdir_factory.mktemp('damaged')
    beams = []
    for options in (['+r22'], [], ['+no_line_info', '+compressed']):
        erlc(folder, *options + ['damage_victim.erl'])
        beams.append(('damage_victim',
                      folder.join('damage_victim.beam').read('rb')))
    for library, name in LIBRARY:
        beams.append((name, otp_file(library, name)))
    literals = ['{%s, <<%s>>}' % (name, ','.join(str(ord(c)) for c in beam))
                for name, beam in beams if beam.startswith('FOR1')]
    folder.join('victims.erl').write(
        '-module(victims).\n-export([beams/0]).\nbeams() -> [%s].\n' %
        ',\n'.join(literals))
    erlc(folder, 'damage.erl', str(folder.join('victims.erl')))
    return folder, [beam for _, beam in beams]


def damage(vm, folder, function, seed, count):
    """Run a function of damage.erl: (exit status, output, end of errors)."""
    child = subprocess.Popen(
        vm + ['-pa', str(folder), '-noshell', '-seed', str(seed), '-count',
              str(count), '-s', 'damage', function, '-s', 'erlang', 'halt'],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=limit_memory)
    out, err = child.communicate()
    # the loader says what is wrong with each file
    rest = [line for line in err.splitlines() if not line.startswith('atomvm:')]
    return child.returncode, out, rest[-20:]


def test_terms(vm_nojit, victims):
    assert damage(vm_nojit, victims[0], 'terms', 1, TERMS) == (
        0, '{good,true}\n', [])


@pytest.mark.parametrize('seed', [1, 2, 3])
def test_modules(vm_nojit, victims, seed):
    assert damage(vm_nojit, victims[0], 'modules', seed, MODULES // 3) == (
        0, '{loaded,true}\n', [])


def test_untranslated(vm_untranslated, victims):
    for function, seed, count, out in [('terms', 4, 30, '{good,'),
                                       ('modules', 5, 5, '{loaded,')]:
        status, found, rest = damage(vm_untranslated, victims[0], function,
                                     seed, count)
        rest = [line for line in rest if 'Mercurial' not in line]
        assert (status, rest) == (0, []) and found.startswith(out)


def test_files_on_the_command_line(vm_nojit, victims, tmpdir):
    """One line that names the file, and exit status 1."""
    chance = random.Random(6)
    path = tmpdir.join('bad.beam')
    for _ in range(FILES):
        beam = chance.choice(victims[1])
        data = list(beam[:chance.randint(1, len(beam) - 1)])
        for _ in range(chance.randint(0, 3)):
            data[chance.randrange(len(data))] = chr(chance.randint(0, 255))
        path.write(''.join(data), 'wb')
        child = subprocess.Popen(vm_nojit + [str(path)],
                                 stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE,
                                 preexec_fn=limit_memory)
        out, err = child.communicate()
        assert (child.returncode, out) == (1, '')
        assert err.startswith('atomvm: %s' % path) and err.count('\n') == 1
