"""cross/board/*.ini and what is made of them."""
import pytest

from cross import boards, firmware

INI = '''[board]
description = a board
toolchain = cortex-m3
sources = cortexm.c
%s
[memory]
FLASH = 0x08000000 512K rx
RAM = 0x20000000 64K rwx
stack = 4096
roots = 1024
raw = 2K
[slots]
app = 0x08080000 128K
%s'''


def write(tmpdir, board='', rest=''):
    path = tmpdir.join('x.ini')
    path.write(INI % (board, rest))
    return str(path)


def test_all_boards_can_be_read():
    assert 'linux32' in boards.names() and 'netduinoplus2' in boards.names()
    for name in boards.names():
        board = boards.load(name)
        assert board.description and board.sources
        boards.macros(board)


def test_slots_lie_outside_of_the_vms_memory():
    for name in boards.names():
        board = boards.load(name)
        ranges = [(m.address, m.address + m.size)
                  for m in board.memories + board.slots]
        ranges.sort()
        for (_, end), (start, _) in zip(ranges, ranges[1:]):
            assert end <= start, name


def test_an_unknown_board_is_told():
    with pytest.raises(boards.BoardError) as e:
        boards.load('nosuch')
    assert "no board 'nosuch'; there are: esp32 linux32 " in str(e.value)


@pytest.mark.parametrize('board, rest, said', [
    ('stop = never', '', 'stop: no never'),
    ('features = gpio warp', '', 'features: no warp'),
    ('', 'libs = 0x1', 'libs: ADDRESS SIZE [FLAGS] expected'),
    ('', 'libs = 0x1 many', 'not a size: many'),
    ('', '[slots', 'File contains parsing errors')])
def test_a_wrong_ini_is_told(tmpdir, board, rest, said):
    with pytest.raises(boards.BoardError) as e:
        boards.Board('x', write(tmpdir, board, rest))
    assert said in str(e.value)


def test_linker_script_slots_and_macros(tmpdir):
    board = boards.Board('x', write(tmpdir, 'stop = reset',
                                    '[define]\nAVM_CLOCK_HZ = 8000000\n'))
    script = boards.linker_script(board)
    assert 'FLASH (rx) : ORIGIN = 0x08000000, LENGTH = 524288' in script
    assert '__raw_size = 2048;' in script and 'INCLUDE cortexm.ld' in script
    table = boards.slot_table(board)
    assert '{ "app", (const char *)0x08080000, 131072 },' in table
    assert 'avm_n_slots = 1;' in table
    flags = boards.macros(board)
    assert '-DAVM_STOP_RESET' in flags and '-DAVM_CLOCK_HZ=8000000' in flags
    assert '-DATOMVM_ROOTS=256' in flags


def test_sizes():
    assert [boards.size(t) for t in ('12', '0x10', '4K', '2M')] == [
        12, 16, 4096, 2 << 20]
    with pytest.raises(ValueError):
        boards.size('4k')


def test_command_of_qemu(tmpdir):
    pack = tmpdir.join('a,b.avm')
    pack.write('x')
    words = firmware.command(boards.load('mps2-an385'), '/f', ['', str(pack)], ['-S'])
    assert words[0] == 'qemu-system-arm' and words[-1] == '-S'
    assert 'a,,b.avm,addr=0x300000' in words[-2]
    assert firmware.command(boards.load('linux32'), '/f', ['p'], []) == [
        '/f/firmware.elf', 'p']
    with pytest.raises(boards.BoardError):
        firmware.command(boards.load('stm32f4'), '/f', ['p'], [])


@pytest.mark.parametrize('line, features, folder', [
    ('', [], 'board-c'), ('features = uart minimal gpio', ['gpio', 'minimal', 'uart'],
                          'board-c-gpio-minimal-uart')])
def test_features_choose_the_sources(tmpdir, line, features, folder):
    board = boards.Board('x', write(tmpdir, line))
    assert board.features == features
    assert board.translation() == folder
