"""The VM on boards: programs of test/lang print what erl prints; bad packs, no
memory and crashes end in a clear line."""
import os
import re
import subprocess
import time

import oracle
import pytest
import serial
from support import BUILD
from support_firmware import (FOLDER, LANG, build, by_program, changed, compile_erl,
                              library, make_pack, pack_files, run)

from cross import boards, firmware, pack

# Those of test/lang that want no files, no command line, no modules of OTP that
# are natives or large, and less than a board's memory.
PROGRAMS = '''arith_error bank bif_dist bif_number big_int big_module bin_construct
    bin_match binary_building binary_natives bit_syntax bit_syntax_r24 bits
    bits_limits bits_limits_r24 bitwise brainf calls cases
    comprehension cons containers containers2 display ets_basic ets_more
    float_loop float_print floats funs gen_server gen_statem graph guards iolist
    json life links lists_a lists_b macros maps_lang maps_module math monitor
    process queens receive records registers registry requests scope select sieve
    small_int sorting spawn_many stacktrace string sudoku try try_live tuples
    unicode_convert unicode_output'''.split()

# Those that run with a part of the library that fits into small slots.
SMALL = '''arith_error calls cases comprehension floats guards lists_b macros
    maps_lang queens receive records select sieve small_int try tuples'''.split()
SMALL_LIBRARY = ['io', 'io_lib', 'io_lib_format', 'io_lib_pretty', 'lists', 'maps',
                 'unicode', 'string', 'erl_scan', 'erl_anno']
# and into half of 230 KB of RAM
TIGHT = 'calls cases guards records select tuples queens'.split()
# and into half of 108 KB
TIGHTER = 'arith_error calls cases'.split()


@pytest.fixture(scope='module')
def expected():
    found = oracle.Programs(LANG, PROGRAMS)
    yield found
    found.remove()


def compare(board, packs, programs, expected, limit):
    """Run programs on a board; fail with what differs from erl."""
    status, out = run(board, packs, limit)
    got = by_program(out.replace('Return value: ok\n', ''))
    wanted = dict((name, expected.oracle(name).out.replace('\r\n', '\n'))
                  for name in programs)
    wrong = [name for name in programs if got.get(name) != wanted[name]]
    if wrong:
        name = wrong[0]
        pytest.fail('%s: wrong: %s; %s:\n%s' % (
            board.name, ' '.join(wrong), name, oracle.difference(
                wanted[name], got.get(name, '(not run)\n' + out[-500:]))))
    assert status == 0


def one_module(folder, name, *options):
    """A pack of one module of this folder."""
    compile_erl(folder, os.path.join(FOLDER, name + '.erl'))
    made = folder.join(name + '.avm')
    pack_files(made, [folder.join(name + '.beam')], *options)
    return made


# ------------------------------------------------------------------ programs

@pytest.fixture(scope='module')
def all_programs(tmpdir_factory):
    return make_pack(tmpdir_factory.mktemp('all'), PROGRAMS, '--for=linux32')


@pytest.fixture(scope='module')
def small_programs(tmpdir_factory):
    folder = tmpdir_factory.mktemp('small')
    return make_pack(folder, SMALL, '--for=linux32', names=SMALL_LIBRARY)


def test_programs_on_linux32(all_programs, expected):
    compare(build('linux32'), [all_programs], PROGRAMS, expected, 300)


def test_plain_packs_on_linux32(tmpdir, expected):
    made = make_pack(tmpdir, SMALL)
    compare(build('linux32'), [made], SMALL, expected, 300)


def test_programs_on_mps2(small_programs, expected):
    compare(build('mps2-an385'), [small_programs], SMALL, expected, 600)


@pytest.mark.parametrize('name', ['xtensa-lx106', 'xtensa-lx60'])
def test_programs_on_xtensa(tmpdir, expected, name):
    made = make_pack(tmpdir, TIGHT, '--for=linux32', names=SMALL_LIBRARY)
    compare(build(name), [made], TIGHT, expected, 600)


def test_few_features(tmpdir, expected):
    """Without a loader and ets: images run, and what is not there is told."""
    board = build('netduinoplus2-minimal')
    made = make_pack(tmpdir, TIGHTER, '--for=netduinoplus2-minimal',
                     names=SMALL_LIBRARY)
    compare(board, [made], TIGHTER, expected, 600)
    assert run(board, [one_module(tmpdir, 'firmware_hello')]) == (
        1, 'atomvm: app/firmware_hello.beam: this VM runs images only '
        '(packbeam create --for BOARD)\n')
    status, out = run(board, [one_module(tmpdir, 'firmware_ets', '--for=mps2-an385')])
    assert (status, out) == (0, '{ets,new,2}\nReturn value: ok\n')


BOARDS = ['linux32', 'netduinoplus2', 'xtensa-lx106']


@pytest.mark.parametrize('name', BOARDS)
@pytest.mark.parametrize('options', [[], ['--for=linux32']])
def test_a_hundred_processes(tmpdir, name, options):
    status, out = run(build(name), [one_module(tmpdir, 'firmware_idle', *options)])
    assert (status, out) == (0, '{answers,100}\nReturn value: ok\n')


@pytest.mark.parametrize('kilobytes, program, printed', [
    (64, 'firmware_hello', 'hello'), (112, 'firmware_idle', '{answers,100}')])
def test_memory_in_all(tmpdir, kilobytes, program, printed):
    """Hello world takes 64 KB of RAM, 100 processes 48 KB more."""
    board, folder = changed(tmpdir, 'small', [
        ('0x20000000 128K', '0x20000000 %dK' % kilobytes),
        ('stack = 8192', 'stack = 4096')])
    assert board.memory('RAM').size == kilobytes * 1024
    made = one_module(tmpdir, program, '--for=linux32')
    assert run(board, [made], folder=folder) == (
        0, '%s\nReturn value: ok\n' % printed)


@pytest.mark.parametrize('name', BOARDS)
def test_a_million_messages(tmpdir, name):
    status, out = run(build(name), [one_module(tmpdir, 'firmware_soak',
                                               '--for=linux32')], 300)
    assert (status, out) == (0, '{messages,1000000}\nReturn value: 0\n')


@pytest.mark.parametrize('name', BOARDS)
def test_out_of_memory_ends_the_process_that_asked(tmpdir, name):
    status, out = run(build(name), [one_module(tmpdir, 'firmware_memory',
                                               '--for=linux32')], 300)
    said = 'atomvm: out of memory: process '
    lines = [line for line in out.splitlines() if not line.startswith(said)]
    kinds = ['list', 'binary', 'deep', 'list']
    assert lines == ['{%s,%s,system_limit}' % (how, kind) for kind in kinds
                     for how in ('monitor', 'link')] + ['still_here',
                                                        'Return value: ok']
    assert out.count(said) == 6     # not of binaries: those get an exception
    assert status == 0


@pytest.mark.parametrize('name', ['linux32', 'mps2-an385'])
def test_servers_of_otp(tmpdir, name):
    """gen_server, supervisor and io:format, pruned by function to fit a slot of
    netduinoplus2 (whose RAM is too small for all of them at once)."""
    board = build(name)
    programs = ['firmware_servers', 'firmware_counter']
    compile_erl(tmpdir, *[os.path.join(FOLDER, p + '.erl') for p in programs])
    made = tmpdir.join('servers.avm')
    pack_files(made, [tmpdir.join(p + '.beam') for p in programs], '--needed',
               '--functions', '--for=netduinoplus2')
    status, out = run(board, [made], 60)
    expected = subprocess.check_output(
        ['erl', '-noshell', '-kernel', 'logger_level', 'none', '-s', programs[0],
         'start', '-s', 'erlang', 'halt'], cwd=str(tmpdir))
    printed = ''.join(line for line in out.splitlines(True) if line[0] != '=')
    assert (status, printed) == (0, expected + 'Return value: ok\n')


# ------------------------------------------------------------------- console

def test_console_through_a_pseudo_terminal(tmpdir):
    board = build('mps2-an385')
    compile_erl(tmpdir, os.path.join(FOLDER, 'firmware_echo.erl'))
    made = tmpdir.join('echo.avm')
    pack_files(made, [tmpdir.join('firmware_echo.beam')] + library(SMALL_LIBRARY),
               '--for=linux32')
    words = firmware.command(board, os.path.join(BUILD, 'firmware', board.name),
                             [str(made)], [])
    words[words.index('stdio')] = 'pty'
    child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
    try:
        name = re.search(r'redirected to (/dev/\S+)', child.stdout.readline()).group(1)
        with serial.Serial(name, 115200, timeout=30) as line:
            assert line.readline() == 'ready\r\n'
            for text in ('hello', 'x' * 100, ''):
                line.write(text + '\n')
                assert line.readline() == 'got ' + text + '\r\n'
            line.write('stop\n')
            assert line.readline() == 'Return value: ok\r\n'
        end = time.time() + 10
        while child.poll() is None and time.time() < end:
            time.sleep(0.1)
        assert child.returncode == 0
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()


# ------------------------------------------------------------------ bad packs

def written(folder, data):
    made = folder.join('bad.avm')
    made.write(data, 'wb')
    return made


@pytest.mark.parametrize('name', ['linux32', 'netduinoplus2', 'xtensa-lx106'])
def test_bad_packs_get_a_line(tmpdir, name):
    board = build(name)
    good = one_module(tmpdir, 'firmware_idle', '--for=linux32').read('rb')
    where = 'bad.avm' if name == 'linux32' else 'app'
    nothing = 'atomvm: no pack has a module to start\n'
    image = good.index('AvmI') + 8
    cases = [
        ('\xff' * 64, nothing),
        ('hello, this is no pack at all', 'atomvm: %s: this slot holds no pack\n'
         % where + nothing),
        (good[:24] + '\x00\x00\x01\x01' + good[28:],
         'atomvm: %s: offset 24: bad size of an entry: 257\n' % where + nothing),
        (good[:image + 12] + '\1' + good[image + 13:],
         'atomvm: %s/firmware_idle.beam: chunk AvmI: made for another version of '
         'the VM\n' % where),
        (good[:image + 600] + chr(ord(good[image + 600]) ^ 1) + good[image + 601:],
         'atomvm: %s/firmware_idle.beam: chunk AvmI: damaged: wrong checksum\n'
         % where)]
    for data, said in cases:
        assert run(board, [written(tmpdir, data)], 30) == (1, said)


def test_a_pack_that_does_not_fit():
    board = boards.load('netduinoplus2')
    with pytest.raises(boards.BoardError):
        firmware.command(board, 'x', [__file__ for _ in range(3)], [])


def test_sizes_are_within_the_budgets():
    text = subprocess.check_output(
        [os.path.join(os.path.dirname(BUILD), 'scripts', 'size'), 'netduinoplus2',
         'netduinoplus2-minimal'])
    assert 'flash' in text and 'exceeded' not in text
