"""packbeam create --functions, --report, and check: what leads to which function,
modules that are written anew, what is missing."""
import hashlib
import os
import subprocess
import sys

import pytest
from beam_builder import otp_path
from support import ROOT
from support_packbeam import typist

from atomvm.beam import module
from atomvm.beam.module import load_file
from cross import calls, packfile, prune, rewrite

PROGRAMS = {
    'head': '''-export([start/0, unused/0]).
        start() ->
            called:f(1), spawn(spawned, init, [x]), F = fun funs:h/2, F(1, 2),
            {lists:map(fun(X) -> called:g(X) end, [1]), two(named), odd:check(5)}.
        two(M) -> M:callback(1).
        unused() -> gone:f().''',
    'called': '''-export([f/1, g/1, other/0]).
        f(X) -> local(X).  g(X) -> <<"text", X, "tail">>.
        local(X) -> {X, 1.5, "literal"}.  other() -> "other literal".''',
    'spawned': '-export([init/1, init/2]). init(_) -> ok. init(_, _) -> never.',
    'funs': '-export([h/2, h/1]). h(A, B) -> A + B. h(_) -> never.',
    'named': '''-export([callback/1, callback/2, never/1]).
        callback(_) -> ok.  callback(_, _) -> never.  never(_) -> never.''',
    'odd': '''-behaviour(shape). -on_load(loaded/0).
        -export([check/1, area/1, extra/0]).
        check(X) when X > 3 -> big; check(_) -> callback.
        loaded() -> ok.  area(_) -> 1.  extra() -> 2.''',
    'shape': '''-export([draw/0]). -callback area(integer()) -> integer().
        draw() -> ok.''',
    'alone': '-behaviour(elsewhere). -export([one/0, two/1]). one() -> 1. two(_) -> 2.',
    'gone': '-export([f/0]). f() -> ok.',
}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(module, 'RMD5', hashlib.md5)


@pytest.fixture(scope='module')
def made(tmpdir_factory):
    folder = tmpdir_factory.mktemp('prune')
    for name, text in PROGRAMS.items():
        folder.join(name + '.erl').write('-module(%s).\n%s\n' % (name, text))
    subprocess.check_call(['erlc'] + [name + '.erl' for name in sorted(PROGRAMS)],
                          cwd=str(folder), stdout=open(os.devnull, 'w'),
                          stderr=subprocess.STDOUT)
    return folder


@pytest.fixture
def run(made, monkeypatch, capsys):
    monkeypatch.chdir(made)
    return typist(capsys)


def beams():
    """All, head first: it is started."""
    return ['head.beam'] + sorted(name + '.beam' for name in PROGRAMS
                                   if name != 'head')


def functions(path):
    """{module: names of its functions} of a pack."""
    return dict((e.module, set('%s/%d' % ref for ref in
                               calls.Module(e.data, e.name).functions))
                for e in packfile.elements(str(path)))


def test_what_is_reached_stays(run, tmpdir):
    out = tmpdir.join('a.avm')
    assert run('create', '--functions', out, *beams())[0] == 0
    kept = functions(out)
    assert sorted(kept) == ['called', 'funs', 'head', 'named', 'odd', 'spawned']
    assert kept['head'] == set(['start/0', 'two/1', '-start/0-fun-0-/1'])
    assert kept['called'] == set(['f/1', 'g/1', 'local/1'])
    assert kept['spawned'] == set(['init/1', 'init/2'])    # the list may be any
    assert kept['funs'] == set(['h/2'])
    assert kept['named'] == set(['callback/1'])
    assert kept['odd'] == set(['check/1', 'loaded/0', 'area/1'])


def test_behaviours_that_are_not_there_keep_all(run, tmpdir):
    out = tmpdir.join('a.avm')
    run('create', '--functions', '--keep', 'alone:one', out, *beams())
    assert functions(out)['alone'] == set(['one/0', 'two/1', 'module_info/0',
                                           'module_info/1'])


def test_keep_list(run, tmpdir):
    out, listed = tmpdir.join('a.avm'), tmpdir.join('keep')
    listed.write('# what else\nspawned:init/2\n\nfuns\n')
    status, _, err = run('create', '--functions', '--keep', 'head:unused', '--keep',
                         '@%s' % listed, out, *beams())
    assert (status, err) == (0, '')
    kept = functions(out)
    assert 'unused/0' in kept['head'] and kept['gone'] == set(['f/0'])
    assert kept['funs'] >= set(['h/1', 'h/2', 'module_info/0'])
    for word, said in [('nobody', 'no module nobody'), ('funs:x', 'no such function'),
                       ('funs:h/3', 'no such function')]:
        status, _, err = run('create', '--functions', '--keep', word, out, *beams())
        assert status == 255 and said in err


def test_a_keep_list_is_a_start_for_a_library(run, tmpdir):
    out = tmpdir.join('a.avm')
    run('create', '--lib', '--functions', '--keep', 'called:g/1', out, 'called.beam')
    assert functions(out) == {'called': set(['g/1'])}
    status, _, err = run('create', '--functions', out, 'called.beam')
    assert status == 255 and 'start/0' in err


def test_applications_start_their_module(run, tmpdir, made):
    made.ensure('app', 'priv', dir=True)
    subprocess.check_call([
        'erl', '-noshell', '-eval', 'file:write_file("app/priv/application.bin", '
        'term_to_binary({application, app, [{mod, {shape, []}}, {modules, [gone]}]})), '
        'halt().'], cwd=str(made))
    out = tmpdir.join('a.avm')
    run('create', '--functions', '--keep', 'called:g', out,
        'app/priv/application.bin', *beams())
    elements = dict((e.name, e) for e in packfile.elements(str(out)))
    assert 'gone.beam' not in elements and 'app/priv/application.bin' in elements
    assert 'draw/0' in [
        '%s/%d' % ref for ref in calls.Module(elements['shape.beam'].data, 'x').functions]


def test_report(run, tmpdir):
    status, out, _ = run('create', '--functions', '--report', tmpdir.join('a.avm'),
                         *beams())
    lines = out.splitlines()
    assert lines[0] == 'dropped modules: alone gone shape'
    assert '    local/1: head:start/0 calls called:f/1 calls called:local/1' in lines
    assert '    init/1: head:start/0 applies spawned:init/1' in lines
    assert ('    area/1: head:start/0 calls odd:check/1 behaviour shape of '
            'odd:area/1') in lines
    assert [x for x in lines if x.startswith('funs: 1 of 4 functions, ')]
    assert '    dropped: module_info/0 module_info/1 never/1' not in lines
    assert '    dropped: callback/2 module_info/0 module_info/1 never/1' in lines
    status, out, _ = run('create', '--prune', '--report', tmpdir.join('b.avm'), *beams())
    assert 'odd: head names odd' in out and 'dropped modules: alone' in out


def test_wrong_words(run, tmpdir):
    for words in (['--report'], ['--keep', 'head'], ['--prune', '--keep', 'head']):
        status, out, err = run('create', *(words + [tmpdir.join('a.avm'), 'head.beam']))
        assert (status, out) == (255, '') and err.count('\n') == 1


# ------------------------------------------------------------- written anew

@pytest.mark.parametrize('name', ['lists', 'base64', 'gen_server'])
def test_a_module_is_the_same_when_all_is_kept(name):
    with open(otp_path('stdlib', name), 'rb') as f:
        whole = calls.Module(f.read(), name)
    data = rewrite.rewrite(whole, set(whole.functions))
    again = calls.Module(data, name)
    assert [i.op for i in again.beamfile.instrs] == [
        i.op for i in whole.beamfile.instrs]
    for ref, function in whole.functions.items():
        other = again.functions[ref]
        assert (function.local, function.atoms, function.exported,
                function.applied) == (other.local, other.atoms, other.exported,
                                      other.applied)
        assert [(mfa, whole.position(item)) for mfa, item in function.remote] == [
            (mfa, again.position(item)) for mfa, item in other.remote]
    assert again.callbacks() == whole.callbacks()
    assert len(data) <= len(whole.beamfile.data)


def test_nothing_is_left_in_tables(made):
    whole = calls.Module(made.join('called.beam').read('rb'), 'x')
    f = load_file(rewrite.rewrite(whole, set([('g', 1)])), 'x')
    assert [w.name for w in f.atoms[1:]] == ['called', 'g', 'string', 'integer'] or \
        set(w.name for w in f.atoms[1:]) <= set(
            ['called', 'g', 'string', 'integer', 'binary', 'append'])
    assert (f.imports, f.literals, f.funs, f.locals) == ([], [], [], [])
    assert [(e.w_name.name, e.arity) for e in f.exports] == [('g', 1)]
    assert f.strings.count('text') == 1 and f.function_count == 1


LOADER = '''-module(loader).
-export([start/0]).
start() ->
    {ok, Names} = file:list_dir("."),
    Files = [{list_to_atom(filename:rootname(N)), element(2, file:read_file(N))}
             || N <- Names, filename:extension(N) =:= ".pruned"],
    %% all that is called, before the code server may miss functions of lists
    {ok, [Loaded]} = file:consult("loaded"),
    [code:ensure_loaded(M) || M <- Loaded],
    [catch erlang:purge_module(M) || {M, _} <- Files],
    ok = erlang:finish_loading([erlang:prepare_loading(M, Data) || {M, Data} <- Files]),
    firmware_servers:start(),
    erlang:halt(0).
'''


@pytest.fixture(scope='module')
def servers(tmpdir_factory):
    """A folder with firmware_servers, and what erl says that it prints."""
    folder = tmpdir_factory.mktemp('servers')
    sources = [os.path.join(ROOT, 'test', 'firmware', name + '.erl')
               for name in ('firmware_servers', 'firmware_counter')]
    subprocess.check_call(['erlc'] + sources, cwd=str(folder))
    folder.expected = erl(
        folder, '-eval', 'firmware_servers:start(), file:write_file("loaded", '
        'io_lib:format("~p.", [[M || {M, _} <- code:all_loaded()]])), halt().')
    assert folder.expected.count('\n') == 4
    return folder


def erl(folder, *words):
    """What erl prints."""
    return subprocess.check_output(
        ['timeout', '60', 'erl', '-noshell', '-kernel', 'logger_level', 'none'] +
        list(words), cwd=str(folder))


def test_erl_runs_what_is_written_anew(servers, tmpdir):
    """OTP's own lists, maps, gen_server, supervisor and io_lib."""
    words = [str(servers.join('firmware_servers.beam')),
             str(servers.join('firmware_counter.beam'))]
    from_otp = ['lists', 'maps', 'gen', 'gen_server', 'proc_lib', 'supervisor', 'io',
                'io_lib', 'io_lib_format', 'io_lib_pretty', 'string', 'sys']
    words += [otp_path('stdlib', name) for name in from_otp]
    found = packfile.read_inputs(words)
    for path, element in zip(words, found):     # erl wants chunk LitT
        element.data = packfile.read(path)
    # what erl's own processes, logger and kernel, go on to call
    kept, _ = prune.by_function(found, ['lists:keyfind', 'maps:without'])
    for element in kept:
        tmpdir.join(element.module + '.pruned').write(element.data, 'wb')
    assert len(kept) == len(found)
    servers.join('loaded').copy(tmpdir)
    tmpdir.join('loader.erl').write(LOADER)
    subprocess.check_call(['erlc', 'loader.erl'], cwd=str(tmpdir))
    assert erl(tmpdir, '-s', 'loader') == servers.expected


def test_servers_fit_on_a_board_and_run(servers):
    """gen_server, supervisor and io:format with ~p in 256 KB; the board's VM, under
    CPython, prints what erl does."""
    environment = dict(os.environ, ATOMVM_BOARD='1', ATOMVM_TAGGED='1', ATOMVM_JIT='0',
                       PYTHONPATH=ROOT)
    subprocess.check_call(['bash', '-c', '. "$1/scripts/lib.sh" && compile_libs', 'sh',
                           ROOT])
    subprocess.check_call(
        [sys.executable, '-m', 'cross.packbeam', 'create', '--needed', '--functions',
         '--for', 'netduinoplus2', 'servers.avm', 'firmware_servers.beam',
         'firmware_counter.beam'], cwd=str(servers), env=environment)
    child = subprocess.Popen(
        [sys.executable, os.path.join(ROOT, 'targetatomvm.py'), 'servers.avm'],
        cwd=str(servers), env=environment, stdout=subprocess.PIPE)
    out = child.communicate()[0]
    printed = ''.join(line for line in out.splitlines(True) if line[0] != '=')
    assert printed == servers.expected + 'Return value: ok\n'
    assert child.returncode == 0


# -------------------------------------------------------------------- check

CALLER = '''-module(caller).
-export([start/0]).
start() ->
    lists:map(fun lists:nonsense/1, []),
    nowhere:f(1),
    erlang:yield(),
    second:there(),
    second:hidden(),
    erlang:no_such_native(2).
'''


def test_check(run, made, tmpdir):
    made.join('caller.erl').write(CALLER)
    made.join('second.erl').write(
        '-module(second). -export([there/0]). there() -> hidden(). hidden() -> ok.')
    subprocess.check_call(['erlc', 'caller.erl', 'second.erl'], cwd=str(made),
                          stdout=open(os.devnull, 'w'))
    one, two = tmpdir.join('one.avm'), tmpdir.join('two.avm')
    run('create', one, 'caller.beam')
    run('create', two, 'second.beam')
    status, out, err = run('check', one, two)
    assert (status, err) == (1, '')
    assert sorted(out.splitlines()) == [
        'caller:start/0, caller.erl:4: lists:nonsense/1 is not there',
        'caller:start/0, caller.erl:5: nowhere:f/1 is not there',
        'caller:start/0, caller.erl:8: second:hidden/0 is not there',
        'caller:start/0, caller.erl:9: erlang:no_such_native/1 is not there']
    assert run('check', two) == (0, '', '')
    status, out, _ = run('check', one)
    assert status == 1 and 'second:there/0 is not there' in out


def test_check_for_a_board(made, run, tmpdir):
    made.join('usual.erl').write(
        '-module(usual). -export([start/0]).\n'
        'start() -> lists:seq(1, 2), erlang:open_port({spawn, "x"}, []),\n'
        ' erlang:hibernate(a, b, []), avm_io:show(x).')
    subprocess.check_call(['erlc', 'usual.erl'], cwd=str(made))
    out = tmpdir.join('a.avm')
    run('create', out, 'usual.beam')
    child = subprocess.Popen(
        [sys.executable, '-m', 'cross.packbeam', 'check', '--board', 'netduinoplus2',
         str(out)], env=dict(os.environ, ATOMVM_BOARD='1', PYTHONPATH=ROOT),
        stdout=subprocess.PIPE)
    printed = child.communicate()[0]
    assert printed.splitlines() == [
        'usual:start/0, usual.erl:2: lists:seq/2 is not there',
        'usual:start/0, usual.erl:2: erlang:open_port/2 is not there']
    assert child.returncode == 1
