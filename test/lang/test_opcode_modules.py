"""Opcodes that the installed compiler does not emit, on the binaries (the
untranslated VM has them in test/unit/test_opcodes.py)."""
import subprocess

import pytest

from opcode_modules import MODULES, write_modules


@pytest.fixture(scope='module')
def folder(tmpdir_factory):
    folder = tmpdir_factory.mktemp('opcodes')
    write_modules(folder)
    return folder


def complaints(vm, folder):
    """What opcodes_driver says of wrong results."""
    command = vm + ['-pa', str(folder), '-noshell']
    for name, _, _ in MODULES:
        command += ['-s', 'opcodes_driver', name]
    return subprocess.check_output(command + ['-s', 'erlang', 'halt'])


def test_nojit(vm_nojit, folder):
    assert complaints(vm_nojit, folder) == ''


def test_jit(vm_jit, folder):
    assert complaints(vm_jit, folder) == ''
