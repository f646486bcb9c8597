"""Boards: cross/board/NAME.ini, read and turned into what the C compiler, the
linker and QEMU want.

    [board]   description; toolchain (TOOLCHAINS below); sources (files of
              cross/runtime); stop: what the board does after the end or a
              crash: semihosting (an emulator ends), reset or halt; features:
              `minimal` (atomvm/feature.py), and capabilities of atomvm/config.py
    [memory]  NAME = ADDRESS SIZE FLAGS, a memory of the linker script (FLASH
              and RAM there have to be); stack, roots (of the collector),
              raw (of malloc): bytes.  gc_space: bytes of a half of the heap,
              where it is not all that is left
    [slots]   NAME = ADDRESS SIZE, in the order that modules are looked for
    [budget]  flash, ram: bytes at most, for scripts/size
    [define]  macros for the C files
    [qemu]    command: how to run it, less the program
"""
import ConfigParser
import os
import re

from atomvm import config

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, 'board')
RUNTIME = os.path.join(HERE, 'runtime')

FEATURES = ['minimal'] + config.ALL_CAPABILITIES
UNITS = {'': 1, 'K': 1024, 'M': 1024 * 1024}


class BoardError(Exception):
    """A board that is not there, or an .ini that says something wrong."""


class Toolchain(object):
    """A C compiler: prefix of its programs, flags, libraries, Debian
    packages, and the linker script of cross/runtime.  idf: boards are projects for
    ESP-IDF, and the compiler only checks them."""

    def __init__(self, prefix, arch, libs, packages, script=None, flags=(),
                 optimize='-Os', idf=False):
        self.prefix = prefix
        self.arch = list(arch)
        self.libs = list(libs)
        self.packages = list(packages)
        self.script = script
        self.flags = list(flags)
        self.optimize = optimize
        self.idf = idf


ARM = ['gcc-arm-none-eabi', 'libnewlib-arm-none-eabi']
LX106 = ['gcc-xtensa-lx106', 'picolibc-xtensa-lx106-elf']

# All but the first two make it 1 % smaller with gcc 12.
SMALL = ('-Os -flto -fno-tree-loop-optimize -fno-inline-small-functions '
         '-fno-ipa-sra -fno-schedule-insns2 -fno-guess-branch-probability '
         '-fno-thread-jumps -fno-if-conversion -fno-if-conversion2')

TOOLCHAINS = {
    # SSE2, for the x87 unit rounds floats in its own way
    'linux32': Toolchain('', ['-m32', '-msse2', '-mfpmath=sse'], ['-lm'],
                         ['gcc-multilib'],
                         flags=['-D_FILE_OFFSET_BITS=64', '-fno-pie']),
    'cortex-m3': Toolchain('arm-none-eabi-',
                           ['-mcpu=cortex-m3', '-mthumb', '--specs=nano.specs'],
                           ['-lm'], ARM, 'cortexm.ld', optimize=SMALL),
    'cortex-m4f': Toolchain('arm-none-eabi-',
                            ['-mcpu=cortex-m4', '-mthumb', '-mfloat-abi=hard',
                             '-mfpu=fpv4-sp-d16', '--specs=nano.specs'],
                            ['-lm'], ARM, 'cortexm.ld', optimize=SMALL),
    'lx106': Toolchain('xtensa-lx106-elf-',
                       ['--specs=/usr/lib/xtensa-lx106-elf/picolibc.specs',
                        '-mlongcalls'],
                       ['-lm', '-lgcc', '-lc', '-lgcc'], LX106, 'xtensa.ld'),
    'esp-idf': Toolchain('xtensa-lx106-elf-',
                         ['--specs=/usr/lib/xtensa-lx106-elf/picolibc.specs',
                          '-mlongcalls'], [], LX106, idf=True),
}


class Memory(object):
    def __init__(self, name, address, size, flags):
        self.name = name
        self.address = address
        self.size = size
        self.flags = flags


class Board(object):
    """What the .ini of a board says; attributes as in the module's docstring:
    memories and slots are lists of Memory, defines is a dict."""

    def __init__(self, name, path):
        self.name = name
        self.path = path
        parser = ConfigParser.RawConfigParser()
        parser.optionxform = str
        try:
            parser.read(path)
            self._read(parser)
        except (ConfigParser.Error, ValueError, KeyError) as e:
            raise BoardError('%s: %s' % (path, e))

    def _read(self, parser):
        self.description = parser.get('board', 'description')
        toolchain = parser.get('board', 'toolchain')
        if toolchain not in TOOLCHAINS:
            raise ValueError('no toolchain ' + toolchain)
        self.toolchain = TOOLCHAINS[toolchain]
        self.sources = parser.get('board', 'sources').split()
        self.stop = _option(parser, 'board', 'stop', 'halt')
        if self.stop not in ('semihosting', 'reset', 'halt'):
            raise ValueError('stop: no ' + self.stop)
        self.features = sorted(_option(parser, 'board', 'features', '').split())
        for feature in self.features:
            if feature not in FEATURES:
                raise ValueError('features: no ' + feature)
        self.memories = []
        self.numbers = {}
        for key, value in parser.items('memory'):
            if key.isupper():
                self.memories.append(_memory(key, value))
            else:
                self.numbers[key] = size(value)
        self.slots = []
        if parser.has_section('slots'):
            self.slots = [_memory(key, value)
                          for key, value in parser.items('slots')]
        self.budget = _section(parser, 'budget')
        self.defines = _section(parser, 'define')
        self.qemu = _option(parser, 'qemu', 'command', '').split()

    def translation(self):
        """The folder in build/ with the C sources that it is compiled from."""
        return '-'.join(['board-c'] + self.features)

    def memory(self, name):
        for memory in self.memories:
            if memory.name == name:
                return memory
        raise BoardError('%s: no memory %s' % (self.path, name))


def size(text):
    """The number in 0x400, 12, 64K, 4M."""
    match = re.match(r'(0x[0-9a-fA-F]+|[0-9]+)([KM]?)$', text)
    if match is None:
        raise ValueError('not a size: ' + text)
    return int(match.group(1), 0) * UNITS[match.group(2)]


def _memory(name, text):
    words = text.split()
    if len(words) not in (2, 3):
        raise ValueError('%s: ADDRESS SIZE [FLAGS] expected' % name)
    return Memory(name, size(words[0]), size(words[1]), (words + ['r'])[2])


def _option(parser, section, name, default):
    if parser.has_option(section, name):
        return parser.get(section, name)
    return default


def _section(parser, name):
    if parser.has_section(name):
        return dict(parser.items(name))
    return {}


def names():
    """Of all boards, sorted."""
    return sorted(f[:-len('.ini')] for f in os.listdir(FOLDER)
                  if f.endswith('.ini'))


def load(name):
    """The Board of this name."""
    path = os.path.join(FOLDER, name + '.ini')
    if name not in names():
        raise BoardError("no board '%s'; there are: %s" %
                         (name, ' '.join(names())))
    return Board(name, path)


# --------------------------------------------------- for compiler and linker

def linker_script(board):
    """Text of a linker script; board has a toolchain with one."""
    lines = ['MEMORY', '{']
    for memory in board.memories:
        lines.append('    %s (%s) : ORIGIN = 0x%08x, LENGTH = %d' % (
            memory.name, memory.flags, memory.address, memory.size))
    lines.append('}')
    for name in ('stack', 'roots', 'raw'):
        lines.append('__%s_size = %d;' % (name, board.numbers[name]))
    lines.append('INCLUDE ' + board.toolchain.script)
    return '\n'.join(lines) + '\n'


def slot_table(board):
    """Text of a C file with the table of slots."""
    rows = ['    { "%s", (const char *)0x%08x, %d },' % (
        slot.name, slot.address, slot.size) for slot in board.slots]
    return '\n'.join(
        ['#include "board.h"', '', 'const struct avm_slot avm_slots[] = {'] +
        rows + ['    { 0, 0, 0 }', '};',
                'const int avm_n_slots = %d;' % len(board.slots)]) + '\n'


def macros(board):
    """-D flags."""
    flags = ['-D%s=%s' % item for item in sorted(board.defines.items())]
    flags.append('-DAVM_STOP_' + board.stop.upper())
    space = board.numbers.get('gc_space')
    if space is None:
        # the address of a symbol that the linker script computes
        text = '((long)__gc_space)'
        flags.append('-DAVM_GC_SPACE_IS_SYMBOL')
    else:
        text = str(space)
    flags += ['-DATOMVM_GC_SPACE=' + text, '-DATOMVM_GC_SPACE_MAX=' + text,
              '-DATOMVM_ROOTS=%d' % (board.numbers['roots'] // 4)]
    return flags
