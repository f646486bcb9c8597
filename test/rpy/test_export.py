"""One translation with 32-bit words, to C sources; make compiles them with the
sizes of a target."""
import os
import subprocess
import sys

import pytest
from cross import known
from support import ROOT

# Lists of objects: some that die at once, and one that lives.
PROGRAM = '''
class Item(object):
    def __init__(self, value):
        self.value = value

def items(n):
    return [Item(i) for i in range(n)]

def entry_point(argv):
    total = 0
    for i in range(200):
        total += items(100)[99].value
    print total
    try:
        kept = items(100000)
        print kept[99999].value
    except MemoryError:
        print 'MemoryError'
    return len(argv)

def target(driver, args):
    return entry_point, None
'''


@pytest.fixture(scope='module')
def exported(tmpdir_factory, m32):
    """A folder with what cross.export wrote."""
    folder = tmpdir_factory.mktemp('export')
    folder.join('smalltarget.py').write(PROGRAM)
    p = subprocess.Popen(
        [sys.executable, '-m', 'cross.translate', '--export', 'c', '--batch', 'smalltarget.py'],
        cwd=str(folder), env=dict(os.environ, PYTHONPATH=ROOT, PYPY_USESSION_DIR=str(folder)),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = p.communicate()[0]
    assert p.returncode == 0, said[-4000:]
    assert 'left alone' not in said
    return folder


def run(folder, name, *variables):
    """(what the compiled program prints, its status)"""
    subprocess.check_call(
        ['make', '-f', os.path.join(ROOT, 'cross', 'target', 'Makefile'), 'C=c', 'TARGET=linux32',
         'OUT=' + name, 'OBJ=obj.' + name] + list(variables), cwd=str(folder))
    p = subprocess.Popen([str(folder.join(name)), 'argument'], stdout=subprocess.PIPE)
    return p.communicate()[0].split(), p.returncode


def test_program_runs_with_the_sizes_of_its_target(exported):
    assert run(exported, 'large') == (['19800', '99999'], 2)
    header = exported.join('large').read('rb')[:5]
    assert header == '\x7fELF\x01'      # of 32 bits


def test_heap_ends_where_the_target_says(exported):
    small = 'DEFINES=-DATOMVM_GC_SPACE=0x8000 -DATOMVM_GC_SPACE_MAX=0x10000 -DATOMVM_ROOTS=20000'
    assert run(exported, 'small', small) == (['19800', 'MemoryError'], 2)


def test_export_is_complete(exported):
    variables = dict(line.split(' := ') for line in exported.join('c', 'sources.mk').readlines())
    for name in variables['SOURCES'].split():
        assert exported.join('c', name).check(), name
    for name in variables['RPYTHON_RUNTIME'].split():
        assert exported.join('c', 'src', name).check(), name
    assert 'z' not in variables['LIBRARIES'].split()


def test_unknown_rpython_is_refused(monkeypatch):
    from cross import export
    monkeypatch.setattr(export.genc, 'add_extra_files', lambda eci: eci)
    before = len(known.LEFT_ALONE)
    with pytest.raises(NotImplementedError):
        export.install('nowhere')
    assert known.LEFT_ALONE[before:] == [(export.GENC, 'add_extra_files')]
    del known.LEFT_ALONE[before:]
