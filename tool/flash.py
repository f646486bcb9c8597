"""atomvm flash: a pack, the firmware, or both, to a board.

Addresses come from the board's .ini.  Back ends: `uart`, our own (stm32boot.py),
and the programs esptool, st-flash, stm32flash and openocd.
"""
import os
import tempfile

from tool import port, project, stm32boot
from tool.common import ROOT, ToolError, call, number, options_of, say, usage_error, which

STM32 = ['uart', 'st-flash', 'openocd', 'stm32flash']
ESP32 = ['esptool']
PROBES = ['st-flash', 'openocd']        # want no serial port
BAUDS = {'esptool': 460800}
PARITIES = {'even': 'E', 'none': 'N'}


class Job(object):
    """What to write: board a Board, parts [(address, bytes)], path of the serial
    port (None: to be found), speed and parity."""

    def __init__(self, board, parts, path, baud, parity):
        self.board = board
        self.parts = parts
        self.path = path
        self.baud = baud
        self.parity = parity

    @property
    def vectors(self):
        """Where the firmware begins."""
        return self.board.memory('FLASH').address


# ---------------------------------------------------------------- back ends

def with_uart(job):
    line = port.open_port(job.path, job.baud, PARITIES[job.parity])
    try:
        stm32boot.flash(line, job.parts, job.vectors)
    finally:
        line.close()


def with_esptool(job, files):
    program = [name for name in ('esptool.py', 'esptool') if which(name)]
    words = [program[0], '--port', job.path, '--baud', str(job.baud), 'write_flash']
    for address, path in files:
        words += ['0x%x' % address, path]
    return [words]


def with_st_flash(job, files):
    commands = [['st-flash', 'write', path, '0x%08x' % address]
                for address, path in files]
    commands[-1].insert(1, '--reset')
    return commands


def with_stm32flash(job, files):
    mode = '8e1' if job.parity == 'even' else '8n1'
    commands = []
    for i, (address, name) in enumerate(files):
        words = ['stm32flash', '-b', str(job.baud), '-m', mode, '-v', '-f', '-w', name,
                 '-S', '0x%08x' % address]
        if i:
            words.append('-c')      # the loader knows the speed by now
        if i == len(files) - 1:
            words += ['-g', '0x%08x' % job.vectors]
        commands.append(words + [job.path])
    return commands


def with_openocd(job, files):
    words = ['openocd', '-f', 'interface/stlink.cfg', '-f', 'target/stm32f4x.cfg']
    for address, path in files:
        words += ['-c', 'program {%s} 0x%08x verify' % (path, address)]
    return [words + ['-c', 'reset run', '-c', 'shutdown']]


PROGRAMS = {'esptool': with_esptool, 'st-flash': with_st_flash,
            'stm32flash': with_stm32flash, 'openocd': with_openocd}


def is_there(tool):
    return tool == 'uart' or which(tool) is not None or (
        tool == 'esptool' and which('esptool.py') is not None)


def choose(board, wanted, has_port):
    """The name of a back end for the board."""
    if board.toolchain.idf:
        fit = ESP32
    elif board.defines.get('AVM_PLATFORM') == 'stm32':
        fit = STM32
    else:
        raise ToolError('%s is no hardware that can be written to; try  scripts/atomvm '
                        'run --board %s' % (board.name, board.name), 2)
    if wanted is not None and wanted not in fit:
        raise ToolError("--with wants one of %s for %s, not '%s'" % (
            ', '.join(fit), board.name, wanted), 2)
    if wanted is None:
        probes = [tool for tool in PROBES if tool in fit and is_there(tool)]
        wanted = probes[0] if probes and not has_port else fit[0]
    if not is_there(wanted):
        hint = 'pip install esptool' if wanted == 'esptool' else \
            'sudo apt-get install ' + {'st-flash': 'stlink-tools'}.get(wanted, wanted)
        raise ToolError('%s is not on the path: %s' % (wanted, hint))
    return wanted


# ---------------------------------------------------------------- the parts

def firmware_part(board):
    path = os.path.join(ROOT, 'build', 'firmware', board.name, 'firmware.bin')
    if board.toolchain.idf:
        raise ToolError('the firmware of %s is written by ESP-IDF: idf.py flash (see '
                        'docs/firmware.md)' % board.name)
    if not os.path.exists(path):
        raise ToolError('the firmware is not built yet: scripts/firmware build --board '
                        + board.name)
    with open(path, 'rb') as f:
        data = f.read()
    memory = board.memory('FLASH')
    if len(data) > memory.size:
        raise ToolError('%s: %d bytes do not fit' % (path, len(data)))
    return memory.address, data


def parts_of(board, options, path):
    parts = []
    if 'firmware' in options:
        parts.append(firmware_part(board))
    if path is not None:
        slot = project.slot_of(board, options.get('slot'))
        made = project.make_pack(path, board)
        data = project.read_pack(made, board, slot)
        say('%s: %d of %d bytes of slot %s, at 0x%08x' % (
            made, len(data), slot.size, slot.name, slot.address))
        parts.append((slot.address, data))
    return parts


def run_programs(job, tool):
    """With the parts in files of their own."""
    files = []
    try:
        for address, data in job.parts:
            handle, path = tempfile.mkstemp('.bin')
            files.append((address, path))
            with os.fdopen(handle, 'wb') as f:
                f.write(data)
        for words in PROGRAMS[tool](job, files):
            call(words)
    finally:
        for _, path in files:
            os.unlink(path)


def main(words):
    options, rest = options_of('flash', words, {'p': 'port=', 'b': 'baud='}, [
        'board=', 'port=', 'baud=', 'with=', 'slot=', 'parity=', 'firmware'])
    if len(rest) > 1:
        raise usage_error('flash', "too many arguments: '%s'" % rest[1])
    parity = options.get('parity', 'even')
    if parity not in PARITIES:
        raise usage_error('flash', "--parity wants even or none, not '%s'" % parity)
    path = rest[0] if rest else None if 'firmware' in options else '.'
    board = project.board_of('flash', options, path or '.')
    if board is None:
        raise usage_error('flash', 'which board? --board NAME')
    tool = choose(board, options.get('with'), 'port' in options)
    baud = number('flash', options, 'baud', BAUDS.get(tool, 115200))
    job = Job(board, [], options.get('port'), baud, parity)
    if tool not in PROBES:
        job.path = job.path or port.find()     # before anything slow
        port.check(job.path)
    job.parts = parts_of(board, options, path)
    if tool == 'uart':
        with_uart(job)
    else:
        run_programs(job, tool)
    say('written with ' + tool)
