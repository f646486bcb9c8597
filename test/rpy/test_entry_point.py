"""The VM is RPython: its entry point is annotated and rtyped, with 64-bit
words, with 32-bit words, and with 32-bit words and tagged small integers."""
import os
import subprocess
import sys

from support import ROOT

WHOLE = 'ATOMVM_TEST_WHOLE' in os.environ
TARGET = os.path.join(ROOT, 'targetatomvm.py')


def check(tmpdir, flags, target):
    """(status, what cross.check said) for a target's file."""
    p = subprocess.Popen(
        [sys.executable, '-m', 'cross.check'] + flags + [str(target)],
        cwd=ROOT, env=dict(os.environ, PYPY_USESSION_DIR=str(tmpdir)),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = p.communicate()[0]
    return p.returncode, said


def demand_ok(tmpdir, flags, target=TARGET):
    status, said = check(tmpdir, flags, target)
    assert status == 0, said[-4000:]
    assert 'left alone' not in said


def demand_built(request, fixture, log):
    """The binary is there, made by this RPython with all its patches."""
    request.getfixturevalue(fixture)
    path = os.path.join(ROOT, 'build', 'log', log)
    if os.path.exists(path):        # else it was made before this checkout
        with open(path) as f:
            assert 'left alone' not in f.read()


def small_target(tmpdir, *body):
    target = tmpdir.join('smalltarget.py')
    target.write('\n    '.join(('def entry_point(argv):',) + body) + '\n')
    return target


# In a run of all layers two of these are proven by the binaries that the other
# layers want, which are translated from the same entry point.

def test_entry_point_is_rpython(request, tmpdir):
    if WHOLE:
        demand_built(request, 'vm_nojit', 'atomvm-nojit')
    else:
        demand_ok(tmpdir, [])


def test_entry_point_is_rpython_with_32_bit_words(tmpdir, m32):
    demand_ok(tmpdir, ['--32'])


def test_entry_point_is_rpython_with_tagged_integers(request, tmpdir, m32):
    if WHOLE:
        demand_built(request, 'vm_linux32', 'c32')
    else:
        demand_ok(tmpdir, ['--32', '--tagged'])


def test_constant_above_32_bits_is_refused(tmpdir, m32):
    target = small_target(tmpdir, 'return len(argv) + 5000000000')
    demand_ok(tmpdir, [], target)
    status, said = check(tmpdir, ['--32'], target)
    assert status != 0 and 'prebuilt long' in said


def test_not_rpython_is_refused(tmpdir):
    target = small_target(tmpdir, 'x = [1, argv]', 'return len(x)')
    status, said = check(tmpdir, [], target)
    assert status != 0 and 'Error' in said
