"""scripts/atomvm: projects from templates, boards written to by the boot loader's
protocol, consoles."""
import errno
import os
import pty
import StringIO
import subprocess
import sys

import pytest
from support import ROOT
from support_tool import FLASH, NACK, Rom, xor

if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from cross import boards, pack, packfile
from tool import common, flash, main, monitor, new, port, project, stm32boot, trace

BOARD = 'stm32f4'
SLOT = 0x080c0000


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(stm32boot, 'ANSWER_SECONDS', 0.3)
    monkeypatch.setattr(stm32boot, 'ERASE_SECONDS', 0.3)
    monkeypatch.setattr(stm32boot, 'TRY_SECONDS', 0.05)


@pytest.fixture
def rom():
    """Makes a Rom, which ends with the test."""
    made = []

    def make(**fault):
        made.append(Rom(**fault))
        return made[-1]
    yield make
    for each in made:
        if each.thread.is_alive():
            each.close()


@pytest.fixture
def avm(tmpdir):
    """The path of a pack of 1,300 bytes or so."""
    path = tmpdir.join('app.avm')
    path.write(packfile.packed([packfile.Element(
        'app/priv/data', packfile.FLAG_FILE, ''.join(map(chr, range(251))) * 5)]), 'wb')
    return path


def atomvm(capsys, *words):
    """(exit status, standard error) of a verb."""
    status = main.main([str(word) for word in words])
    return status, capsys.readouterr()[1]


def flashed(capsys, where, *words):
    return atomvm(capsys, 'flash', '--board', BOARD, '--port', where.path, *words)


# -------------------------------------------------------- the boot loader

def test_pack_is_in_its_slot_and_started(rom, avm, capsys):
    here = rom()
    status, err = flashed(capsys, here, avm)
    assert status == 0, err
    data = avm.read('rb')
    here.close()
    assert here.bytes(SLOT, len(data)) == data
    assert here.erased == [10]                  # RM0090, table 5
    assert here.started == FLASH
    assert 'verifying: done' in err


def test_old_contents_are_erased(rom, avm, capsys):
    here = rom()
    for i in range(2000):
        here.flash[SLOT + i] = here.flash[SLOT - 4096 + i] = '\0'
    assert flashed(capsys, here, avm)[0] == 0
    data = avm.read('rb')
    assert here.bytes(SLOT, len(data) + 2) == data + '\xff\xff'
    assert here.bytes(SLOT - 4096, 4) == '\0' * 4       # another sector


def test_firmware_and_pack(rom, avm, capsys, monkeypatch):
    monkeypatch.setattr(flash, 'firmware_part', lambda board: (FLASH, 'vectors' * 3000))
    here = rom()
    assert flashed(capsys, here, '--firmware', avm)[0] == 0
    assert here.bytes(FLASH, 21000) == 'vectors' * 3000
    assert here.bytes(SLOT, 10) == '#!/usr/bin'
    assert here.erased == [0, 1, 10]


@pytest.mark.parametrize('fault, said', [
    ({'silent': 1}, 'the device does not answer (WRITE MEMORY at 0x080c0000)'),
    ({'silent': 0}, 'no STM32 boot loader answers: set BOOT0 high'),
    ({'nack': 2}, 'the device refuses: WRITE MEMORY at 0x080c0100 (NACK)'),
    ({'gone': 2}, 'the device has gone'),
    ({'weak': 3}, 'what was written at 0x080c0200 is not there'),
])
def test_device_that_fails(rom, avm, capsys, fault, said):
    here = rom(**fault)
    status, err = flashed(capsys, here, avm)
    assert status == 1
    assert err.splitlines()[-1].startswith('atomvm: ') and said in err
    assert 'Traceback' not in err


@pytest.fixture
def line(rom):
    """(Rom, stm32boot.Loader that is connected)"""
    here = rom()
    opened = port.open_port(here.path, 115200, 'E')
    loader = stm32boot.Loader(opened)
    assert loader.connect() == 0x413
    yield here, loader
    opened.close()


def test_wrong_checksum_is_refused(line):
    here, loader = line
    loader.command(stm32boot.WRITE, 'WRITE')
    loader.at(SLOT, 'WRITE')
    loader.send('\x03abcd' + chr(ord(xor('\x03abcd')) ^ 1))
    assert loader.receive(1, 'answer') == NACK
    assert not here.flash


def test_second_connection_is_made(line):
    """The ROM takes the first byte for a command, the next for its complement."""
    loader = line[1]
    loader.synchronize()
    assert loader.connect() == 0x413


def test_sectors():
    assert stm32boot.touched(0x413, FLASH, 1) == [0]
    assert stm32boot.touched(0x413, FLASH + 0x3fff, 2) == [0, 1]
    assert stm32boot.touched(0x413, SLOT, 256 * 1024) == [10, 11]
    assert stm32boot.touched(0x419, FLASH + 0x100000, 1) == [12]
    with pytest.raises(common.ToolError):
        stm32boot.touched(0x413, FLASH + 0x100000, 1)
    with pytest.raises(common.ToolError):
        stm32boot.touched(0x999, FLASH, 1)


@pytest.mark.skipif(common.which('stm32flash') is None, reason='no stm32flash')
def test_debians_stm32flash_understands_the_model(rom, avm, capsys, monkeypatch):
    monkeypatch.setattr(flash, 'firmware_part', lambda board: (FLASH, 'vectors' * 500))
    here = rom()
    status, err = flashed(capsys, here, '--with', 'stm32flash', '--parity', 'none',
                          '--firmware', avm)
    assert status == 0, err
    here.close()
    assert here.bytes(FLASH, 3500) == 'vectors' * 500
    assert here.bytes(SLOT, avm.size()) == avm.read('rb')
    assert here.started == FLASH


# ------------------------------------------------------------- back ends

FILES = [(0x08000000, 'vm.bin'), (SLOT, 'app.bin')]


@pytest.mark.parametrize('tool, commands', [
    ('st-flash', ['st-flash write vm.bin 0x08000000',
                  'st-flash --reset write app.bin 0x080c0000']),
    ('openocd', ['openocd -f interface/stlink.cfg -f target/stm32f4x.cfg '
                 '-c program {vm.bin} 0x08000000 verify -c program {app.bin} 0x080c0000 '
                 'verify -c reset run -c shutdown']),
    ('stm32flash', ['stm32flash -b 9600 -m 8e1 -v -f -w vm.bin -S 0x08000000 /dev/x',
                    'stm32flash -b 9600 -m 8e1 -v -f -w app.bin -S 0x080c0000 -c '
                    '-g 0x08000000 /dev/x']),
])
def test_commands(tool, commands):
    job = flash.Job(boards.load(BOARD), [], '/dev/x', 9600, 'even')
    assert [' '.join(w) for w in flash.PROGRAMS[tool](job, FILES)] == commands


def test_esptool_gets_address_and_bytes(tmpdir, avm, capsys, monkeypatch):
    fake = tmpdir.mkdir('bin').join('esptool.py')
    fake.write('#!/bin/sh\necho "$@" >%s\ncp "$7" %s\n' % (
        tmpdir.join('words'), tmpdir.join('copy')))
    fake.chmod(0o755)
    monkeypatch.setenv('PATH', '%s:%s' % (fake.dirname, os.environ['PATH']))
    status, err = atomvm(capsys, 'flash', '--board', 'esp32', '--port', '/dev/null', avm)
    assert status == 0, err
    assert tmpdir.join('words').read().startswith(
        '--port /dev/null --baud 460800 write_flash 0x250000 /')
    assert tmpdir.join('copy').read('rb') == avm.read('rb')


@pytest.mark.parametrize('found, has_port, tool', [
    ([], False, 'uart'), (['st-flash', 'openocd'], False, 'st-flash'),
    (['openocd'], False, 'openocd'), (['st-flash'], True, 'uart')])
def test_choice_of_tool(monkeypatch, found, has_port, tool):
    monkeypatch.setattr(flash, 'which', lambda name: name if name in found else None)
    assert flash.choose(boards.load(BOARD), None, has_port) == tool


# ---------------------------------------------------------------- errors

NO_TOOLS = ['flash', '--board', BOARD, '--port', '/dev/null', 'x.avm']


@pytest.mark.parametrize('words, status, said', [
    (['flash', '--board', 'nope', 'x.avm'], 2, "no board 'nope'; there are: esp32 "),
    (['flash', 'x.avm'], 2, 'flash: which board? --board NAME'),
    (['flash', '--frobnicate'], 2, 'flash: option --frobnicate not recognized'),
    (['flash', '--board', 'linux32', 'x.avm'], 2, 'linux32 is no hardware'),
    (NO_TOOLS + ['--with', 'esptool'], 2, '--with wants one of uart, st-flash, '),
    (NO_TOOLS + ['--parity', 'odd'], 2, '--parity wants even or none'),
    (NO_TOOLS + ['--baud', 'fast'], 2, "--baud wants a number, not 'fast'"),
    (NO_TOOLS, 2, 'x.avm: there is no such file'),
    (NO_TOOLS[:3] + ['--port', '/dev/nope', 'x.avm'], 1, '/dev/nope: there is no such port'),
    (['flash', '--board', 'esp32', '--port', '/dev/null', '--firmware'], 1, 'idf.py flash'),
    (['run', 'nowhere'], 2, 'nowhere: there is no such file or folder'),
    (['run', '.'], 2, 'no project: neither rebar.config nor mix.exs nor .erl'),
    (['run', '--board', BOARD, '.'], 1, 'QEMU has no board stm32f4'),
    (['size'], 2, 'size: which board?'),
    (['monitor', 'x'], 2, "monitor: too many arguments: 'x'"),
    (['monitor', '--port', '/dev/nope'], 1, '/dev/nope: there is no such port'),
    (['monitor', '--port', '/dev/null'], 1, '/dev/null: not a serial port'),
    (['monitor', '--pack', 'nope.avm'], 1, 'nope.avm'),
    (['monitor', '--elf', '/dev/null'], 1, '/dev/null: not an ELF file'),
    (['new'], 2, 'new: one NAME is wanted'),
    (['new', 'Blink'], 2, "'Blink' is no name of an application"),
    (['new', 'receive'], 2, "'receive' is a name that Erlang or Elixir has"),
    (['new', 'app', '--board', 'nope'], 2, "no board 'nope'"),
])
def test_error(tmpdir, capsys, monkeypatch, words, status, said):
    monkeypatch.setenv('PATH', '')
    monkeypatch.chdir(tmpdir)
    if words[-1] == '--firmware':
        monkeypatch.setattr(flash, 'is_there', lambda tool: True)
    got, err = atomvm(capsys, *words)
    assert (got, err.count('\n')) == (status, 1), err
    assert err.startswith('atomvm: ') and said in err
    assert tmpdir.listdir() == []


def test_missing_tool(avm, capsys, monkeypatch):
    monkeypatch.setenv('PATH', '')
    status, err = atomvm(capsys, 'flash', '--board', BOARD, '--with', 'st-flash', avm)
    assert status == 1
    assert err == ('atomvm: st-flash is not on the path: sudo apt-get install '
                   'stlink-tools\n')


def test_pack_that_is_too_large_or_none(tmpdir, avm, capsys):
    avm.write(avm.read('rb') + '\0' * 262144, 'wb')
    status, err = atomvm(capsys, 'flash', '--board', BOARD, '--port', '/dev/null', avm)
    assert status == 1 and 'do not fit into slot app of stm32f4, which has 262144' in err
    avm.write('something else')
    status, err = atomvm(capsys, 'flash', '--board', BOARD, '--port', '/dev/null', avm)
    assert status == 1 and 'app.avm: not a pack' in err


def test_no_right_to_open_the_port(avm, capsys, monkeypatch):
    monkeypatch.setattr(port.os, 'access', lambda path, how: False)
    monkeypatch.setattr(port, 'group_of', lambda path: 'dialout')
    status, err = atomvm(capsys, 'flash', '--board', BOARD, '--port', '/dev/null', avm)
    assert status == 1 and 'sudo usermod -aG dialout $USER' in err
    assert 'sudo usermod' in port.reason('/dev/null', EnvironmentError(errno.EACCES, ''))


class Listed(object):
    def __init__(self, device, vid=None, hwid='USB'):
        self.device = device
        self.description = 'a thing'
        self.vid = vid
        self.hwid = hwid


@pytest.mark.parametrize('found, device', [
    ([Listed('/dev/ttyUSB0', 1)], '/dev/ttyUSB0'),
    ([Listed('/dev/ttyS0'), Listed('/dev/ttyACM0', 1)], '/dev/ttyACM0'),
    ([Listed('/dev/ttyS0', hwid='n/a')], None),
    ([], None),
    ([Listed('/dev/ttyUSB1', 1), Listed('/dev/ttyUSB0', 1)], None)])
def test_port_is_found_where_there_is_one(monkeypatch, found, device):
    monkeypatch.setattr(port.list_ports, 'comports', lambda: found)
    if device:
        assert port.find() == device
        return
    with pytest.raises(common.ToolError) as e:
        port.find()
    if len(found) > 1:
        assert str(e.value) == ('which port? --port P with one of\n'
                                '    /dev/ttyUSB0  a thing\n    /dev/ttyUSB1  a thing')
    else:
        assert 'no serial port is there' in str(e.value)


class Terminal(StringIO.StringIO):
    def isatty(self):
        return True


def test_progress_on_a_terminal_is_a_bar():
    out = Terminal()
    with common.Progress('writing', 4, out) as progress:
        progress.add(1)
        progress.add(3)
    assert out.getvalue().split('\r')[2:] == [
        'writing [' + '#' * 7 + '.' * 23 + ']  25 %', 'writing [' + '#' * 30 + '] 100 %\n']


# -------------------------------------------------------------- projects

def run_in(folder, *words):
    p = subprocess.Popen(words, cwd=str(folder), stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, env=dict(os.environ, HEX_OFFLINE='1'))
    out = p.communicate()[0]
    assert p.returncode == 0, out
    return out


def made(tmpdir, monkeypatch, *words):
    monkeypatch.chdir(tmpdir)
    assert main.main(['new', 'blink_it'] + list(words)) == 0
    return tmpdir.join('blink_it')


def files(folder):
    return sorted(folder.bestrelpath(f) for f in folder.visit() if f.check(file=1))


def test_erlang_project(tmpdir, monkeypatch, capsys):
    folder = made(tmpdir, monkeypatch, '--board', BOARD)
    assert 'rebar3 eunit' in capsys.readouterr()[1]
    assert files(folder) == [
        '.gitignore', 'README.md', 'atomvm.ini', 'rebar.config', 'src/blink_it.app.src',
        'src/blink_it.erl', 'test/blink_it_tests.erl']
    assert '@NAME@' not in ''.join(f.read() for f in folder.visit() if f.check(file=1))
    assert atomvm(capsys, 'new', 'blink_it') == (1, 'atomvm: blink_it is there already\n')
    assert project.board_of('flash', {}, str(folder)).name == BOARD
    if common.which('rebar3') is None:
        run_in(folder, 'erlc', 'src/blink_it.erl')
        return
    assert '1 tests, 0 failures' in run_in(folder, 'rebar3', 'eunit')
    path = project.make_pack(str(folder), None)
    assert [(e.name, e.is_start) for e in packfile.elements(path)] == [
        ('blink_it.beam', True)]


@pytest.mark.skipif(common.which('mix') is None, reason='no Elixir')
def test_elixir_project(tmpdir, monkeypatch):
    folder = made(tmpdir, monkeypatch, '--elixir')
    assert '1 test, 0 failures' in run_in(folder, 'mix', 'test')
    first = packfile.elements(project.make_pack(str(folder), None))[0]
    assert (first.name, first.is_start) == ('Elixir.BlinkIt.beam', True)


def test_plain_folder_and_the_module_that_starts(tmpdir, capsys):
    tmpdir.join('a.erl').write('-module(a).\n-export([f/0]).\nf() -> 1.\n')
    assert main.main(['size', '--board', BOARD, str(tmpdir)]) == 1
    assert 'no module of' in capsys.readouterr()[1]
    tmpdir.join('b.erl').write('-module(b).\n-export([start/0]).\nstart() -> a:f().\n')
    assert main.main(['size', '--pack-only', '--board', BOARD, str(tmpdir)]) == 0
    out = capsys.readouterr()[0].splitlines()
    assert out[0].split()[1:] == ['bytes', 'slot']
    assert out[1].split()[0] == 'app' and out[1].split()[2] == '262144'


def test_failing_template_leaves_nothing(tmpdir, monkeypatch):
    monkeypatch.chdir(tmpdir)
    monkeypatch.setattr(new, 'copy', lambda *args: {}['fault'])
    with pytest.raises(KeyError):
        main.main(['new', 'app'])
    assert tmpdir.listdir() == []


# --------------------------------------------------------------- monitor

class Console(object):
    """A monitor of a pseudo-terminal that a test plays the board at."""

    def __init__(self, tmpdir, decoder=None, **options):
        self.link = tmpdir.join('port')
        self.plug_in()
        self.text = StringIO.StringIO()
        self.output = monitor.Output(self.text, decoder or trace.Decoder(), **options)
        keyboard, self.keys = os.pipe()
        self.monitor = monitor.Monitor(str(self.link), 115200, self.output, keyboard)

    def plug_in(self):
        self.board, slave = pty.openpty()
        if self.link.check(link=1):
            self.link.remove()
        self.link.mksymlinkto(os.ttyname(slave))
        self.slave = slave

    def unplug(self):
        os.close(self.board)
        os.close(self.slave)

    def says(self, text, wanted):
        """What is shown after the board has sent a text."""
        os.write(self.board, text)
        return self.until(wanted)

    def until(self, wanted):
        while wanted not in self.text.getvalue():
            assert self.monitor.step()
        return self.text.getvalue()


def test_monitor_shows_and_types(tmpdir):
    here = Console(tmpdir)
    assert here.says('ready\r\n> ', '> ') == 'ready\n> '
    os.write(here.keys, 'led on\r')
    here.monitor.step()
    assert os.read(here.board, 100) == 'led on\r'
    os.write(here.keys, 'x\x1d')
    assert not here.monitor.step()
    assert os.read(here.board, 100) == 'x'


def test_monitor_with_times_and_log(tmpdir):
    log = tmpdir.join('log')
    with log.open('w') as f:
        here = Console(tmpdir, stamped=True, log=f)
        shown = here.says('one\ntwo\nthr', 'thr')
        shown = here.says('ee\n', 'ee\n')
    lines = shown.splitlines()
    assert [line[13:] for line in lines] == ['one', 'two', 'three']
    assert all(line[2] == line[5] == ':' and line[8] == '.' for line in lines)
    assert log.read() == shown


def test_monitor_waits_for_a_device_that_goes(tmpdir):
    here = Console(tmpdir)
    here.says('half', 'half')
    here.unplug()
    here.until('\n-- the device has gone; waiting for it\n')
    here.plug_in()
    here.until('-- the device is back\n')
    assert here.says('again\n', 'again\n').endswith('back\nagain\n')


@pytest.fixture
def crash(tmpdir):
    """The path of a .beam file whose f/1 begins in line 4."""
    tmpdir.join('app.erl').write('-module(app).\n-export([start/0]).\n'
                                 'start() -> f(1).\nf(X) ->\n  hd(X).\n')
    subprocess.check_call(['erlc', '-o', str(tmpdir), str(tmpdir.join('app.erl'))])
    return tmpdir.join('app.beam')


def test_stack_trace_gets_lines_from_beam_file_and_pack(tmpdir, crash):
    avm = tmpdir.join('app.avm')
    packfile.write(str(avm), packfile.packed([packfile.module_element(str(crash))]))
    for path in (crash, avm):
        here = Console(tmpdir, trace.Decoder([str(path)]))
        shown = here.says("exception error: badarg\n  in {app,f,1,[]}\n"
                          "  in {app,start,0,[]}\nend\n", 'end\n')
        assert shown.splitlines()[1:] == [
            '  in {app,f,1,[]}', '    ^ app:f/1 begins at %s' % at(tmpdir, 4),
            '  in {app,start,0,[]}', '    ^ app:start/0 begins at %s' % at(tmpdir, 3), 'end']


def at(tmpdir, line):
    return '%s:%d' % (tmpdir.join('app.erl'), line)


def test_what_needs_no_note(crash):
    decoder = trace.Decoder([str(crash)])
    for line in ['{app,f,1,[{file,"app.erl"},{line,5}]}', '{app,f,2,[]}', '{other,f,1,[]}',
                 'pc 00000000', 'hello']:
        assert decoder.notes(line) == []
    assert len(decoder.notes("[{app,f,1,[]},{'app',start,0,[]}]")) == 2


def test_fault_gets_functions_from_the_elf_file(tmpdir):
    tmpdir.join('x.c').write('int f(int a)\n{\n    return a * 3;\n}\n')
    elf = tmpdir.join('x.o')
    subprocess.check_call(['gcc', '-g', '-c', '-o', str(elf), str(tmpdir.join('x.c'))])
    decoder = trace.Decoder([], str(elf))
    assert decoder.notes('pc 00000001') == ['f at x.c:2']
    assert decoder.notes('r0 00000001') == []
    assert decoder.notes('lr f0000000') == []


def test_pack_of_images_has_no_lines():
    assert trace.first_lines(pack.beam_file('BEAM' + pack.chunk_of('AvmI', '\0' * 8)),
                             'app') == {}
