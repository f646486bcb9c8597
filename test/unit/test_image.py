"""Images of modules: cross/image.py writes them, beam/image.py reads them in the
board's VM, which runs here under CPython."""
import os
import subprocess
import sys

import pytest
from support import ROOT

SOURCE = '''-module(prog).
-export([start/0, name/1, f/1]).
start() ->
    erlang:display(lists:map(fun name/1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])),
    erlang:display([of_atom(X) || X <- [a, b, c, d, e, f, g, h, i, [], z]]),
    erlang:display({1.5, "text", <<"bytes">>, <<1:3>>, #{a => 1}, 1 bsl 70, -5}),
    F = fun(X) -> X * big() end,
    erlang:display(F(2)),
    erlang:display(catch ?MODULE:f(0)),
    erlang:display(try f(x) catch error:R:S -> {R, hd(S)} end),
    erlang:display(<<"head", (name(1))/binary>>),
    erlang:display(erlang:fun_info(fun prog:name/1, arity)),
    erlang:display({function_exported, erlang:function_exported(?MODULE, f, 1),
                    erlang:function_exported(?MODULE, g, 1)}),
    erlang:display(lists:sort(?MODULE:module_info(exports))),
    erlang:display(?MODULE:module_info(md5) =:= erlang:get_module_info(?MODULE, md5)),
    {'EXIT', {undef, [Undef | _]}} = (catch apply(?MODULE, nosuch, [])),
    erlang:display(Undef),
    receive never -> ok after 1 -> ok end.

big() -> 123456789012345678901234567890.
f(0) -> throw(zero);
f(X) -> 1 + X.
name(1) -> <<"one">>; name(2) -> two; name(3) -> three; name(4) -> 4.0;
name(5) -> five; name(6) -> {six}; name(7) -> [seven]; name(8) -> eight;
name(9) -> nine; name(10) -> ten; name(_) -> many.
of_atom(a) -> 1; of_atom(b) -> 2; of_atom(c) -> 3; of_atom(d) -> 4;
of_atom(e) -> 5; of_atom(f) -> 6; of_atom(g) -> 7; of_atom(h) -> 8;
of_atom(i) -> 9; of_atom([]) -> nil; of_atom(_) -> none.
'''
BOARD = dict(os.environ, ATOMVM_BOARD='1', ATOMVM_TAGGED='1', ATOMVM_JIT='0',
             PYTHONPATH=ROOT)


@pytest.fixture(scope='module')
def folder(tmpdir_factory):
    folder = tmpdir_factory.mktemp('image')
    folder.join('prog.erl').write(SOURCE)
    subprocess.check_call(['erlc', 'prog.erl'], cwd=str(folder))
    lists = subprocess.check_output(
        ['erl', '-noshell', '-eval', 'io:put_chars(code:which(lists)), halt().'])
    for name, options in [('plain', []), ('image', ['--for=linux32'])]:
        subprocess.check_call(
            [sys.executable, '-m', 'cross.packbeam', 'create'] + options +
            [name + '.avm', 'prog.beam', lists], cwd=str(folder), env=BOARD)
    subprocess.check_call([
        'bash', '-c', '. "$1/scripts/lib.sh" && compile_libs', 'sh', ROOT])
    return folder


def run(folder, name):
    child = subprocess.Popen(
        [sys.executable, os.path.join(ROOT, 'targetatomvm.py'), name],
        cwd=str(folder), env=BOARD, stdout=subprocess.PIPE)
    return child.communicate()[0], child.returncode


def test_image_and_file_do_what_erl_does(folder):
    expected = subprocess.check_output(
        ['erl', '-noshell', '-s', 'prog', 'start', '-s', 'erlang', 'halt'],
        cwd=str(folder))
    for name in ('plain.avm', 'image.avm'):
        out, status = run(folder, name)
        assert out == expected + 'Return value: ok\n'
        assert status == 0


def test_a_damaged_image_is_refused(folder):
    data = folder.join('image.avm').read('rb')
    at = data.index('AvmI') + 8 + 200
    folder.join('bad.avm').write(
        data[:at] + chr(ord(data[at]) ^ 4) + data[at + 1:], 'wb')
    out, status = run(folder, 'bad.avm')
    assert out == ('atomvm: bad.avm/prog.beam: chunk AvmI: damaged: wrong '
                   'checksum\n')
    assert status == 1
