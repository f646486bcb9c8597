"""Programs written for this project (*_tests.erl): the same output is demanded of erl and of every VM.

`%% untranslated` in the head of a program: it is short enough to run under CPython too.
`%% needs a foreign library`: it does not run with 32-bit words (atomvm/config.py).  See test/oracle.py.
"""
import os
import sys

import pytest

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(FOLDER))
import oracle  # noqa: E402

NAMES = oracle.names(FOLDER)


@pytest.fixture(scope="module")
def programs(request):
    found = oracle.Programs(FOLDER, oracle.selected(request.session, FOLDER))
    yield found
    found.remove()


@pytest.mark.parametrize("name", oracle.short_names(FOLDER))
def test_untranslated(programs, vm_untranslated, name):
    programs.check(vm_untranslated, name, oracle.LIMIT_UNTRANSLATED)


@pytest.mark.parametrize("name", NAMES)
def test_nojit(programs, vm_nojit, name):
    programs.check(vm_nojit, name)


@pytest.mark.parametrize("name", oracle.names32(FOLDER))
def test_linux32(programs, vm_linux32, name):
    programs.check(vm_linux32, name)


@pytest.mark.parametrize("name", NAMES)
def test_jit(programs, vm_jit, name):
    programs.check(vm_jit, name)
