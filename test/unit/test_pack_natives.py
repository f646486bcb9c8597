"""Natives of AtomVM's module atomvm for packs, on hosts and on boards (their VMs
run here under CPython)."""
import os
import subprocess
import sys

import pytest
from support import ROOT

SOURCE = '''-module(packs).
-export([start/0]).
start() ->
    show(atomvm:read_priv(app, "note.txt")),
    show(atomvm:read_priv(app, [<<"no">>, $t, "e.txt"])),
    show(atomvm:read_priv(app, <<"none">>)),
    show(catch atomvm:read_priv("app", "note.txt")),
    show(catch atomvm:read_priv(app, note)),
    show(catch extra:f()),
    Pack = atomvm:read_priv(app, "extra.bin"),
    show(catch atomvm:add_avm_pack_binary(<<"no pack at all, this is">>, [])),
    show(catch atomvm:add_avm_pack_binary(binary:part(Pack, 0, byte_size(Pack) - 20), [])),
    show(catch atomvm:add_avm_pack_binary(Pack, [{name, "extra"}])),
    show(catch atomvm:add_avm_pack_binary(pack, [])),
    show(atomvm:get_start_beam(extra)),
    show(atomvm:add_avm_pack_binary(Pack, [{name, extra}])),
    show(atomvm:get_start_beam(extra)),
    show(extra:f()),
    show(atomvm:close_avm_pack(extra, [])),
    show(atomvm:close_avm_pack(extra, [])),
    show(catch atomvm:close_avm_pack("extra", [])),
    show(atomvm:get_start_beam(extra)),
    show(catch atomvm:get_start_beam(1)),
    show(extra:f()),
    show(atomvm:add_avm_pack_file("none.avm", [])),
    show(catch atomvm:add_avm_pack_file(none, [])),
    show(atomvm:add_avm_pack_file(<<"second.avm">>, [{name, second}])),
    show({atomvm:get_start_beam(second), second:f()}),
    show(atomvm:platform()),
    ok.

show({'EXIT', {undef, _}}) -> erlang:display(undef);
show({'EXIT', {Reason, _}}) -> erlang:display({error, Reason});
show(Term) -> erlang:display(Term).
'''
EXPECTED = '''<<"hello">>
<<"hello">>
undefined
{error,badarg}
{error,badarg}
undef
{error,badarg}
{error,badarg}
{error,badarg}
{error,badarg}
{error,not_found}
ok
{ok,<<"extra.beam">>}
here
ok
error
{error,badarg}
{error,not_found}
{error,badarg}
here
{error,cannot_open}
{error,badarg}
ok
{{error,not_found},there}
'''


@pytest.fixture(scope='module')
def folder(tmpdir_factory):
    folder = tmpdir_factory.mktemp('packs')
    sources = folder.ensure('beam', dir=True)
    sources.join('packs.erl').write(SOURCE)
    sources.join('extra.erl').write('-module(extra). -export([f/0, start/0]).\n'
                                    'f() -> here. start() -> ok.')
    sources.join('second.erl').write('-module(second). -export([f/0]).\nf() -> there.')
    subprocess.check_call(['erlc', 'packs.erl', 'extra.erl', 'second.erl'],
                          cwd=str(sources))
    sources.join('app', 'priv', 'note.txt').write('hello', ensure=True)
    create(sources, 'app/priv/extra.bin', 'extra.beam')
    create(sources, '../second.avm', 'second.beam')
    create(sources, '../packs.avm', 'packs.beam', 'app/priv/note.txt',
           'app/priv/extra.bin')
    subprocess.check_call([
        'bash', '-c', '. "$1/scripts/lib.sh" && compile_libs', 'sh', ROOT])
    return folder


def create(folder, *words):
    subprocess.check_call(
        [sys.executable, '-m', 'cross.packbeam', 'create'] + list(words),
        cwd=str(folder), env=dict(os.environ, PYTHONPATH=ROOT))


def run(folder, packs, **settings):
    out = subprocess.check_output(
        [sys.executable, os.path.join(ROOT, 'targetatomvm.py')] + packs,
        cwd=str(folder), env=dict(os.environ, PYTHONPATH=ROOT, **settings))
    return out.replace('\r\n', '\n')


def test_on_hosts(folder):
    assert run(folder, ['packs.avm']) == EXPECTED + 'generic_unix\n'


def test_on_boards(folder):
    """Where a path is the name of a slot."""
    out = run(folder, ['packs.avm', 'second.avm'], ATOMVM_BOARD='1',
              ATOMVM_TAGGED='1', ATOMVM_JIT='0')
    assert out == EXPECTED + 'generic\nReturn value: ok\n'
