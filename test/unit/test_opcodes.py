"""Each opcode that OTP 21 to 28 can emit runs in a test, with the right result.

What the installed compiler emits is in test/lang/opcodes*_tests.erl, which
test/lang compares with erl; the rest is made in test/opcode_modules.py.  The
untranslated VM runs all of it here, in one process, and writes down which
opcodes it came to.
"""
import os
import subprocess
import sys

import pytest

from atomvm.beam import opcode
from opcode_modules import MODULES, write_modules
from support import ROOT

SOURCES = ['opcodes_tests', 'opcodes_r24_tests', 'opcodes_r23_tests',
           'opcodes_r22_tests']

NOT_EMITTED = {
    'int_code_end': 'marks the end of the code; nothing reaches it',
}

@pytest.fixture(scope='module')
def beams(tmpdir_factory):
    """A folder with all modules, compiled or assembled."""
    folder = tmpdir_factory.mktemp('opcodes')
    write_modules(folder)
    subprocess.check_call(
        ['erlc', '-o', str(folder)] + [name + '.erl' for name in SOURCES],
        cwd=os.path.join(ROOT, 'test', 'lang'))
    return folder


@pytest.fixture(scope='module')
def recorded(beams, vm_untranslated):
    """(standard output, {module: set of names of opcodes})"""
    report = beams.join('report')
    command = [sys.executable, os.path.join(ROOT, 'test', 'opcode_recorder.py'),
               str(report), '-pa', str(beams), '-noshell']
    for name, _, _ in MODULES:
        command += ['-s', 'opcodes_driver', name]
    for name in SOURCES:
        command += ['-s', name, 'start']
    out = subprocess.check_output(command + ['-s', 'erlang', 'halt'])
    ran = {}
    for line in report.read().splitlines():
        module, name = line.split()
        ran.setdefault(module, set()).add(name)
    return out, ran


def test_every_opcode_is_reached(recorded):
    reached = set()
    for module in SOURCES + [name for name, _, _ in MODULES]:
        reached |= recorded[1][module]
    wanted = set(info.name for info in opcode.INFOS[1:]
                 if opcode.SUPPORTED[info.number])
    assert sorted(wanted - reached) == sorted(NOT_EMITTED)


def test_assembled_modules_give_the_right_results(recorded):
    lines = recorded[0].splitlines()
    assert lines and lines[0] == 'loaded ok'    # the first of SOURCES


def test_erl_gives_the_same_results(beams):
    """Of the module that it can still load."""
    out = subprocess.check_output(
        ['erl', '-pa', str(beams), '-noshell', '-s', 'opcodes_driver',
         'opcodes_r24', '-s', 'erlang', 'halt'])
    assert out == ''


def test_recorder_tells_what_did_not_run(recorded):
    """It must not take for reached what was only loaded."""
    assert 'put_tuple' not in recorded[1]['opcodes_tests']
    assert 'bs_get_utf16' in recorded[1]['opcodes_tests']
    assert 'wait' in recorded[1]['opcodes_tests']
    driver_ran = recorded[1]['opcodes_driver']
    assert 'try_case' in driver_ran and 'label' in driver_ran
    assert 'func_info' not in driver_ran
