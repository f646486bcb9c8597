"""Where modules are looked for (atomvm/proc/codepath.py, erlroot.py)."""
import os

import pytest

from atomvm.error import LoadError
from atomvm.proc import codepath, erlroot, path as module_path


def put(root, *names):
    for name in names:
        root.join(name).ensure().write('x')


@pytest.fixture
def root(tmpdir, monkeypatch):
    erl = tmpdir.mkdir('erlang')
    put(erl, 'lib/stdlib-4.2/ebin/lists.beam', 'lib/stdlib-4.10/ebin/lists.beam',
        'lib/kernel-8.5/ebin/file.beam', 'lib/a-1.0/ebin/file.beam',
        'lib/a-1.0/ebin/a.beam', 'lib/erts-13.1/src/init.erl', 'bin/erl')
    monkeypatch.setenv('ATOMVM_ERL_ROOT', str(erl))
    monkeypatch.setenv('ERL_LIBS', '')
    monkeypatch.chdir(tmpdir.mkdir('here'))
    return erl


def test_order_and_newest_version(root):
    path = codepath.CodePath()
    assert path.find_module_file('lists') == str(
        root.join('lib/stdlib-4.10/ebin/lists.beam'))
    assert path.find_module_file('file') == str(
        root.join('lib/kernel-8.5/ebin/file.beam'))
    assert path.find_module_file('nosuch') == ''
    assert [d.split('/')[-2] for d in path.directories()[1:]] == [
        'kernel-8.5', 'stdlib-4.10', 'a-1.0']


def test_pa_then_current_directory_then_erlang_then_pz(root, tmpdir):
    put(tmpdir, 'pa/lists.beam', 'pz/lists.beam', 'pz/mine.beam')
    path = codepath.CodePath()
    path.setup([str(tmpdir.join('pa'))], [str(tmpdir.join('pz'))])
    assert path.find_module_file('lists') == str(tmpdir.join('pa/lists.beam'))
    assert path.find_module_file('mine') == str(tmpdir.join('pz/mine.beam'))
    put(tmpdir, 'here/mine.beam')
    assert path.find_module_file('mine') == str(tmpdir.join('here/mine.beam'))


def test_modules_of_the_vm_come_first(root, tmpdir):
    module_path.PATH.embedded['avm_x'] = 'bytes'
    try:
        put(tmpdir, 'here/avm_x.beam')
        path = module_path.PATH.find_module_file('avm_x')
        assert module_path.read_file(path) == 'bytes'
    finally:
        del module_path.PATH.embedded['avm_x']


def test_modules_of_devices_come_last(root, tmpdir):
    path = codepath.CodePath()
    path.setup([], [])
    path.embedded['uart'] = 'bytes'
    assert path.read_file(path.find_module_file('uart')) == 'bytes'
    put(tmpdir, 'here/uart.beam')
    assert path.find_module_file('uart') == str(tmpdir.join('here/uart.beam'))


def test_adding_and_removing(root, tmpdir):
    put(tmpdir, 'x/file.beam')
    x = str(tmpdir.join('x'))
    path = codepath.CodePath()
    assert not path.add_first(x + '/nosuch')
    assert path.add_first(x)
    assert path.find_module_file('file') == x + '/file.beam'
    assert path.remove(x) and not path.remove(x)
    assert path.remove(str(root.join('lib/kernel-8.5/ebin')))
    assert path.find_module_file('file') == str(
        root.join('lib/a-1.0/ebin/file.beam'))
    assert path.add_last(x)
    assert path.directories()[-1] == x


def test_applications(root):
    path = codepath.CodePath()
    assert path.find_app('stdlib') == str(root.join('lib/stdlib-4.10'))
    assert path.find_app('a-1.0') == str(root.join('lib/a-1.0'))
    assert path.find_app('b') == ''


def test_libraries_of_the_environment(root, tmpdir, monkeypatch):
    put(tmpdir, 'libs/own/ebin/own.beam')
    monkeypatch.setenv('ERL_LIBS', str(tmpdir.join('libs')))
    path = codepath.CodePath()
    assert path.find_module_file('own') == str(
        tmpdir.join('libs/own/ebin/own.beam'))


def test_root_through_links_and_scripts(tmpdir, monkeypatch):
    put(tmpdir, 'otp/lib/stdlib-4.2/ebin/lists.beam', 'otp/bin/erl')
    monkeypatch.delenv('ATOMVM_ERL_ROOT', raising=False)
    tmpdir.mkdir('bin').join('erl').mksymlinkto('../otp/bin/erl')
    monkeypatch.setenv('PATH', str(tmpdir.join('bin')))
    assert erlroot.find() == str(tmpdir.join('otp'))
    tmpdir.join('bin/erl').remove()
    tmpdir.join('bin/erl').write('#!/bin/sh\nROOTDIR="%s"\n' % tmpdir.join('otp'))
    assert erlroot.find() == str(tmpdir.join('otp'))


@pytest.mark.parametrize('newer, older', [
    ('4.10', '4.9'), ('4.2.1', '4.2'), ('10', '9.9'), ('1.0-rc2', '1.0-rc1')])
def test_versions(newer, older):
    assert erlroot.is_newer(newer, older) and not erlroot.is_newer(older, newer)
    assert not erlroot.is_newer(newer, newer)


def test_reading_says_what_is_wrong(tmpdir):
    tmpdir.join('f').write('abc')
    assert module_path.read_file(str(tmpdir.join('f'))) == 'abc'
    with pytest.raises(LoadError) as info:
        module_path.read_file(str(tmpdir.join('g')))
    assert info.value.text() == '%s: no such file' % tmpdir.join('g')
    with pytest.raises(LoadError) as info:
        module_path.read_file(str(tmpdir))
    assert 'directory' in info.value.text()
