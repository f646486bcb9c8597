"""cross/packbeam.py: the commands and options of AtomVM's packbeam."""
import os
import subprocess
import sys

import pytest
from beam_builder import otp_file
from support import ROOT
from support_packbeam import typist

from atomvm.beam.module import load_file
from cross import pack, packbeam, packfile

PROGRAMS = {
    'alpha': '-export([start/0]). start() -> beta:f(), gamma.',
    'beta': '-export([f/0]). f() -> [{x, #{delta => 1}}].',
    'gamma': '-export([f/0]). f() -> ok.',
    'delta': '-export([f/0, start/0]). f() -> ok. start() -> ok.',
    'omega': '-export([f/0]). f() -> "never".',
}


@pytest.fixture(scope='module')
def made(tmpdir_factory):
    """A folder with the programs compiled, and a text."""
    folder = tmpdir_factory.mktemp('packbeam')
    for name, text in PROGRAMS.items():
        folder.join(name + '.erl').write('-module(%s). %s\n' % (name, text))
    subprocess.check_call(['erlc'] + [name + '.erl' for name in PROGRAMS],
                          cwd=str(folder))
    folder.join('note.txt').write('hello\n')
    return folder


@pytest.fixture
def run(made, tmpdir, monkeypatch, capsys):
    monkeypatch.chdir(made)
    return typist(capsys)


def beams(*names):
    return [name + '.beam' for name in names]


def names(run, path, *options):
    status, out, err = run('list', path, *options)
    assert (status, err) == (0, '')
    return out.splitlines()


def test_create_and_list(run, tmpdir):
    out = tmpdir.join('a.avm')
    assert run('create', out, 'note.txt', *beams('beta', 'delta', 'alpha')) == (
        0, '', '')
    listed = names(run, out)
    assert listed[0] == 'note.txt [6]'
    assert [line.split(' [')[0] for line in listed[1:]] == [
        'beta.beam', 'delta.beam *', 'alpha.beam *']
    assert names(run, out, '-f', 'bare') == [
        'note.txt', 'beta.beam', 'delta.beam', 'alpha.beam']
    csv = names(run, out, '--format', 'csv')
    assert csv[:2] == ['MODULE_NAME,IS_BEAM,IS_ENTRYPOINT,SIZE_BYTES',
                       'note.txt,false,false,6']
    assert csv[3].startswith('delta.beam,true,true,')


def test_packs_go_into_packs(run, tmpdir):
    inner, out = tmpdir.join('inner.avm'), tmpdir.join('out.avm')
    run('create', inner, 'note.txt', 'beta.beam')
    run('create', out, inner, 'alpha.beam')
    assert names(run, out, '-fbare') == ['note.txt', 'beta.beam', 'alpha.beam']
    assert [e.data for e in packbeam.elements(str(out))][:2] == [
        e.data for e in packbeam.elements(str(inner))]


def test_start_module(run, tmpdir):
    out = tmpdir.join('a.avm')
    run('create', '-s', 'alpha', out, *beams('beta', 'delta', 'alpha'))
    assert [line.split(' [')[0] for line in names(run, out)] == [
        'alpha.beam *', 'beta.beam', 'delta.beam']
    run('create', '--lib', out, *beams('delta', 'alpha'))
    assert '*' not in ''.join(names(run, out))


def test_start_module_that_can_not_be(run, tmpdir):
    out = tmpdir.join('a.avm')
    for name in 'beta', 'nobody':
        status, _, err = run('create', '-s', name, out, *beams('alpha', 'beta'))
        assert status == 255 and name in err
    assert not out.exists()


def test_prune_follows_calls_and_atoms_and_literals(run, tmpdir):
    out = tmpdir.join('a.avm')
    run('create', '-p', out, 'note.txt', *beams(
        'alpha', 'omega', 'gamma', 'delta', 'beta'))
    assert names(run, out, '-f', 'bare') == [
        'note.txt', 'alpha.beam', 'gamma.beam', 'delta.beam', 'beta.beam']


def test_prune_follows_applications(run, tmpdir, made):
    made.ensure('app', 'priv', dir=True)
    spec = '{application, app, [{mod, {omega, []}}]}'
    subprocess.check_call([
        'erl', '-noshell', '-eval', 'file:write_file("app/priv/application.bin", '
        'term_to_binary(%s)), halt().' % spec], cwd=str(made))
    out = tmpdir.join('a.avm')
    run('create', '-p', out, 'app/priv/application.bin',
        *beams('delta', 'omega', 'gamma'))
    assert names(run, out, '-fbare') == [
        'app/priv/application.bin', 'delta.beam', 'omega.beam']


def test_prune_wants_a_start(run, tmpdir):
    status, _, err = run('create', '-p', tmpdir.join('a.avm'), 'beta.beam')
    assert status == 255 and 'start/0' in err


def test_lines_are_removed(run, tmpdir):
    out = tmpdir.join('a.avm')
    run('create', '-r', out, 'alpha.beam')
    element, = packbeam.elements(str(out))
    assert 'Line' not in dict(pack.chunks(element.data, 'x'))
    whole = pack.slim(packbeam.read('alpha.beam'), 'x')
    assert 'Line' in dict(pack.chunks(whole, 'x'))
    assert [i.op for i in load_file(element.data, 'x').instrs] == [
        i.op for i in load_file(whole, 'x').instrs]


def test_extract(run, tmpdir):
    out = tmpdir.join('a.avm')
    run('create', out, 'note.txt', *beams('alpha', 'beta'))
    status, printed, _ = run('extract', '--out', tmpdir.join('one'), out, 'note.txt')
    assert status == 0 and tmpdir.join('one').listdir() == [
        tmpdir.join('one', 'note.txt')]
    assert tmpdir.join('one', 'note.txt').read() == 'hello\n'
    run('extract', '-o', tmpdir.join('all'), out)
    assert sorted(p.basename for p in tmpdir.join('all').listdir()) == [
        'alpha.beam', 'beta.beam', 'note.txt']
    assert load_file(tmpdir.join('all', 'beta.beam').read('rb'), 'x').instrs
    assert run('extract', out, 'nothing')[0] == 255


@pytest.mark.parametrize('name', ['../evil', '/evil', 'a/../../evil'])
def test_nothing_is_extracted_outside(run, tmpdir, name):
    out = tmpdir.join('a.avm')
    out.write(packbeam.packed([packfile.Element(name, 4, 'x')]), 'wb')
    folder = tmpdir.ensure('in', dir=True)
    status, _, err = run('extract', '-o', folder, out)
    assert status == 255 and 'outside' in err
    assert sorted(tmpdir.listdir()) == sorted([out, folder])


def test_delete(run, tmpdir):
    out, other = tmpdir.join('a.avm'), tmpdir.join('b.avm')
    run('create', out, 'note.txt', *beams('alpha', 'beta'))
    before = out.read('rb')
    assert run('delete', '-o', other, out, 'beta.beam')[0] == 0
    assert names(run, other, '-fbare') == ['note.txt', 'alpha.beam']
    assert out.read('rb') == before
    assert run('delete', out, 'nothing', 'alpha.beam')[0] == 255
    assert out.read('rb') == before
    assert run('delete', out, 'alpha.beam')[0] == 0
    assert names(run, out, '-fbare') == ['note.txt', 'beta.beam']


def test_old_options_are_taken_with_a_warning(run, tmpdir):
    out = tmpdir.join('a.avm')
    status, _, err = run('create', '-prune', '-start', 'delta', out,
                         *beams('delta', 'omega'))
    assert status == 0 and err.count('is old') == 2
    assert names(run, out, '-fbare') == ['delta.beam']


def test_for_a_board(tmpdir, made):
    environment = dict(os.environ, ATOMVM_BOARD='1', PYTHONPATH=ROOT)
    out = str(tmpdir.join('a.avm'))
    words = [sys.executable, '-m', 'cross.packbeam', 'create', '--for', 'netduinoplus2',
             out]
    subprocess.check_call(words + ['alpha.beam'], cwd=str(made), env=environment)
    element, = packbeam.elements(out)
    assert element.data[12:16] == 'AvmI'
    p = subprocess.Popen([sys.executable, '-m', 'cross.packbeam', 'create', '-p',
                          out + '2', out], env=environment, stderr=subprocess.PIPE)
    assert 'only modules that are not made for a board' in p.communicate()[1]
    assert p.returncode == 255
    large = tmpdir.join('large')
    large.write('x' * 300000)
    p = subprocess.Popen(words + [str(large)], cwd=str(made), env=environment,
                         stderr=subprocess.PIPE)
    err = p.communicate()[1]
    assert p.returncode == 255 and 'fit into no slot of netduinoplus2' in err


@pytest.mark.parametrize('words', [
    ['make'], ['create'], ['create', 'x.avm'], ['list'], ['list', 'a', 'b'],
    ['list', '-f', 'xml', 'a'], ['delete', 'a'], ['extract'],
    ['create', '--nonsense', 'a', 'b'], ['list', '--format']])
def test_wrong_words(run, words):
    status, out, err = run(*words)
    assert (status, out) == (255, '')
    assert err.startswith('packbeam: ') and err.count('\n') == 1


def test_help_and_version(run):
    assert run('help')[0] == 0 and 'usage: packbeam' in run('help')[1]
    assert run('version') == (0, packbeam.VERSION + '\n', '')
    status, _, err = run()
    assert status == 255 and 'usage: packbeam' in err


def test_damaged_files(run, tmpdir):
    out = tmpdir.join('a.avm')
    run('create', out, 'note.txt', 'alpha.beam')
    data = out.read('rb')
    for n in range(0, len(data), 8):
        out.write(data[:n], 'wb')
        status, _, err = run('list', out)
        assert status == 255 and err.count('\n') == 1
    beam = tmpdir.join('bad.beam')
    whole = otp_file('stdlib', 'queue')
    for n in (0, 4, 11, 40, len(whole) // 2):
        beam.write(whole[:n], 'wb')
        status, _, err = run('create', tmpdir.join('b.avm'), beam)
        assert status == 255 and err.startswith('packbeam: ')
    for chunk in ('AtU8', 'ExpT'):
        at = whole.index(chunk) + 8
        beam.write(whole[:at] + '\0\0\x7f\xff' + whole[at + 4:], 'wb')
        status, _, err = run('create', tmpdir.join('b.avm'), beam)
        assert status == 255 and 'damaged' in err
    status, _, err = run('create', tmpdir.join('b.avm'), 'missing.beam')
    assert status == 255 and 'missing.beam' in err
    assert not tmpdir.join('b.avm').exists()
