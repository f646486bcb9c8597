"""The project for ESP-IDF: complete, its partitions in order, its C compiled but for
esp32.c, which is checked against the signatures in idf/.  ESP-IDF is not here."""
import os
import re
import subprocess

import pytest
from support import BUILD, ROOT
from support_firmware import FOLDER, build

from cross import boards, espidf

PROJECT = os.path.join(BUILD, 'firmware', 'esp32')
COMPONENT = os.path.join(PROJECT, espidf.COMPONENT)


@pytest.fixture(scope='module')
def board():
    return build('esp32')


def read(*names):
    with open(os.path.join(*names)) as f:
        return f.read()


def test_project_is_complete(board):
    for name in ('CMakeLists.txt', 'sdkconfig.defaults', 'partitions.csv',
                 'main/CMakeLists.txt', 'main/main.c',
                 espidf.COMPONENT + '/CMakeLists.txt',
                 espidf.COMPONENT + '/Kconfig'):
        assert os.path.isfile(os.path.join(PROJECT, name)), name
    listed = re.findall(r'\b((?:c|runtime)/\S+\.c)', read(COMPONENT, 'sources.cmake'))
    for name in listed:
        assert os.path.isfile(os.path.join(COMPONENT, name)), name
    there = ['%s/%s' % (folder, name) for folder in ('c', 'runtime')
             for name in os.listdir(os.path.join(COMPONENT, folder))
             if name.endswith('.c')]
    assert sorted(there) == sorted(listed)


def test_everything_portable_was_compiled(board):
    listed = re.findall(r'/(\S+)\.c\b', read(COMPONENT, 'sources.cmake'))
    made = os.listdir(os.path.join(PROJECT, 'check', 'o'))
    assert sorted(made) == sorted(name + '.o' for name in listed if name != 'esp32')


def test_prebuilt_objects_that_never_change_are_in_rodata(board):
    fixed = re.findall(r'\.data\.(\w+)\)', read(BUILD, 'board-c', 'readonly.ld'))
    assert len(fixed) > 1000
    folder = os.path.join(PROJECT, 'check', 'o')
    places = {}
    for name in os.listdir(folder):
        text = subprocess.check_output(
            [board.toolchain.prefix + 'objdump', '-h', os.path.join(folder, name)])
        for section in re.findall(r' \.((?:rodata|data)\.\S+) ', text):
            kind, _, symbol = section.partition('.')
            places[symbol] = kind
    assert [n for n in fixed if places.get(n) == 'data'] == []
    # (those that have no section are members of a larger one: types)
    assert sum(places.get(n) == 'rodata' for n in fixed) > 2500
    assert places['pypy_g_typeinfo'] == 'rodata'
    assert 'data' in places.values()        # and what changes is not


def test_runtime_of_the_board_keeps_to_the_signatures(board):
    """No implicit declaration, no wrong argument."""
    toolchain = board.toolchain
    command = ([toolchain.prefix + 'gcc'] + toolchain.arch +
               ['-fsyntax-only', '-std=gnu11', '-Wall', '-Wextra', '-Werror',
                '-I' + os.path.join(FOLDER, 'idf'),
                '-I' + os.path.join(COMPONENT, 'runtime'),
                '-DAVM_SLOT_NAMES="main.avm","boot.avm"'])
    for name in (os.path.join(COMPONENT, 'runtime', 'esp32.c'),
                 os.path.join(PROJECT, 'main', 'main.c')):
        for options in ([], ['-DAVM_STOP_RESET']):
            subprocess.check_call(command + options + [name])


def test_partitions_do_not_overlap_and_fit(board):
    rows = [[word.strip() for word in line.split(',')]
            for line in read(PROJECT, 'partitions.csv').splitlines()
            if not line.startswith('#')]
    assert [row[0] for row in rows] == ['nvs', 'phy_init', 'factory', 'boot.avm',
                                        'main.avm']
    at = 0x9000                     # behind boot loader and partition table
    for name, kind, _, offset, size in rows:
        assert int(offset, 16) >= at, name
        assert int(offset, 16) % (0x10000 if kind == 'app' else 0x1000) == 0, name
        at = int(offset, 16) + int(size, 16)
        assert len(name) < 16
    assert at <= espidf.FLASH_SIZE
    names = re.search(r'AVM_SLOT_NAMES=(.*)\]\]', read(COMPONENT, 'sources.cmake'))
    assert names.group(1) == '"main.avm","boot.avm"'


def test_settings_are_those_of_the_ini(board):
    text = read(PROJECT, 'sdkconfig.defaults')
    assert 'CONFIG_ESP_MAIN_TASK_STACK_SIZE=%d\n' % board.numbers['stack'] in text
    assert 'CONFIG_ATOMVM_GC_SPACE_KB=80\n' in text
    for name in re.findall(r'CONFIG_(ATOMVM_\w+)', text):
        assert 'config ' + name in read(COMPONENT, 'Kconfig')


def test_what_is_up_to_date_is_not_made_again(board):
    sources = os.path.join(BUILD, 'board-c')
    assert espidf.up_to_date(board, sources, PROJECT)
    done = os.path.join(PROJECT, 'check', 'done')
    then = os.stat(done).st_mtime
    os.utime(done, (1, 1))
    assert not espidf.up_to_date(board, sources, PROJECT)
    os.utime(done, (then, then))


def test_qemu_runs_no_project():
    out = subprocess.Popen(
        [os.path.join(ROOT, '.venv', 'bin', 'python'), '-m', 'cross.firmware', 'run',
         'esp32', PROJECT, 'x.avm'], cwd=ROOT, stderr=subprocess.PIPE)
    assert 'QEMU has no such board' in out.communicate()[1]
    assert boards.load('esp32').toolchain.idf
