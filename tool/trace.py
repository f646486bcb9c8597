"""What a crash on a board printed, with files and lines: stack frames of Erlang
(libs/avm_board.erl prints them as terms) from a pack or .beam files, and
addresses of a fault (cross/runtime) from firmware.elf.

A frame without a line (packbeam --remove_lines) gets that where its function begins.
"""
import os
import re
import subprocess

from atomvm.beam.opcode import OP_FUNC_INFO
from atomvm.error import LoadError
from cross import calls, pack, packfile
from tool.common import ToolError, which

ATOM = r"('(?:[^'\\]|\\.)*'|[a-z][\w@]*)"
INFO = r'((?:[^]["]|"[^"]*"|\[[^]]*\])*)'      # [{file,"x.erl"},{line,1}], less its brackets
FRAME = re.compile(r'\{%s,%s,(\d+),\[%s\]\}' % (ATOM, ATOM, INFO))
REGISTER = re.compile(r'^(pc|lr) ([0-9a-f]{8})$')
ELF_MACHINES = {40: 'arm-none-eabi-', 94: 'xtensa-lx106-elf-'}   # e_machine


def unquoted(atom):
    if atom.startswith("'"):
        return re.sub(r'\\(.)', r'\1', atom[1:-1])
    return atom


def modules(paths):
    """{name: .beam file} of packs and .beam files."""
    found = {}
    for path in paths:
        try:
            if path.endswith('.beam'):
                elements = [packfile.Element(os.path.basename(path), packfile.FLAG_BEAM,
                                             pack.slim(packfile.read(path), path))]
            else:
                elements = packfile.elements(path)
        except (pack.PackError, EnvironmentError) as e:
            raise ToolError(str(e))
        except LoadError as e:
            raise ToolError(e.text())
        for e in elements:
            if e.is_beam:
                found.setdefault(e.module, e.data)
    return found


def first_lines(data, name):
    """{(function, arity): FILE:LINE} where each begins; {} of an image, or of a
    file that has no lines or is damaged."""
    try:
        module = calls.Module(data, name)
    except LoadError:
        return {}
    found = {}
    instrs = module.beamfile.instrs
    for key, function in module.functions.items():
        for ins in instrs[function.start:function.end]:
            if ins.op in calls.LINE_OPERAND:
                item = ins.args[calls.LINE_OPERAND[ins.op]].val
                if 0 < item < module.beamfile.lines.count():
                    found[key] = module.position(item)
            if ins.op == OP_FUNC_INFO:
                break
    return found


class Decoder(object):
    """Notes on lines of a console.  paths: packs and .beam files; elf:
    firmware.elf, or None."""

    def __init__(self, paths=(), elf=None):
        self.modules = modules(paths)
        self.lines = {}             # {module: first_lines()}
        self.elf = elf
        self.program = addr2line(elf) if elf else None

    def notes(self, line):
        """[text] on one line."""
        register = REGISTER.match(line)
        if register and self.program:
            return self.address(int(register.group(2), 16))
        places = [self.place(*frame) for frame in FRAME.findall(line)]
        return [place for place in places if place]

    def place(self, module, function, arity, info):
        """Where a frame without a line is, or None."""
        module, function = unquoted(module), unquoted(function)
        if 'line' in info or module not in self.modules:
            return None
        if module not in self.lines:
            self.lines[module] = first_lines(self.modules[module], module)
        at = self.lines[module].get((function, int(arity)))
        return '%s:%s/%s begins at %s' % (module, function, arity, at) if at else None

    def address(self, address):
        """Function and line of an address; the lowest bit is Thumb's."""
        try:
            text = subprocess.check_output(
                [self.program, '-f', '-s', '-e', self.elf, '0x%x' % (address & ~1)])
        except (subprocess.CalledProcessError, EnvironmentError):
            return []
        words = text.split('\n')
        return ['%s at %s' % (words[0], words[1])] if words[0] != '??' else []


def addr2line(elf):
    """The program for this ELF file."""
    try:
        with open(elf, 'rb') as f:
            head = f.read(20)
    except EnvironmentError as e:
        raise ToolError(str(e))
    if head[:4] != '\x7fELF':
        raise ToolError('%s: not an ELF file' % elf)
    machine = ord(head[18]) | ord(head[19]) << 8
    name = ELF_MACHINES.get(machine, '') + 'addr2line'
    if which(name) is None:
        raise ToolError('%s is not on the path' % name)
    return name
