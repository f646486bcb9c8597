"""cross/runtime/softmath.c computes what the host computes: softmath.c, beside
this file, compares them."""
import os
import subprocess

import pytest
from support import ROOT

SOURCE = os.path.join(ROOT, 'cross', 'runtime', 'softmath.c')
ROUNDS = 1000000


def compare(folder, source):
    """(exit status, output) of the comparison; SSE2, for the x87 unit rounds in its
    own way."""
    program = str(folder.join('softmath'))
    command = ['gcc', '-O2', '-fwrapv', '-DHOST_TEST']
    if os.uname()[4] in ('x86_64', 'i686'):
        command += ['-msse2', '-mfpmath=sse']
    subprocess.check_call(command + ['-o', program, source, os.path.join(
        ROOT, 'test', 'unit', 'softmath.c')])
    child = subprocess.Popen([program, str(ROUNDS)], stdout=subprocess.PIPE)
    out = child.communicate()[0]
    return child.returncode, out


def test_same_bits_as_the_hosts_arithmetic(tmpdir):
    assert compare(tmpdir, SOURCE) == (0, '%d rounds, 0 failures\n' % ROUNDS)


@pytest.mark.parametrize('right, wrong, seen', [
    ('(m & 7) > 4 || (m & 15) == 12', '(m & 7) >= 4', ' + '),   # ties to even
    ('if (e <= 0) {                       /* subnormal */',
     'if (e < 0) {', ' - '),
    ('return (n ^ d) < 0 ? -q : q;', 'return q;', ' / '),
    ('shift = 54;', 'shift = 53;', '(float)'),
])
def test_a_mistake_is_seen(tmpdir, right, wrong, seen):
    with open(SOURCE) as f:
        text = f.read()
    assert right in text
    changed = tmpdir.join('changed.c')
    changed.write(text.replace(right, wrong))
    status, out = compare(tmpdir, str(changed))
    assert status == 1
    assert seen in out
