"""A fault on a board: registers and the Erlang process are printed, then the board
does what its .ini says.

The faults are real: QEMU's gdbstub stops the firmware while an Erlang process runs,
changes a register or a word of the flash memory, and lets it go on.
"""
import os
import re
import select
import socket
import subprocess
import time

import pytest
from support import BUILD
from support_firmware import FOLDER, build, changed, compile_erl, pack_files

from cross import firmware

SP, PC = 13, 15
NOWHERE = 0xf0000000        # never memory: ARM DDI 0403, section B3.1
CFSR_UNDEFINED = 1 << 16


class Gdb(object):
    """GDB's remote protocol, as far as it is wanted here.  Connecting stops the
    machine; close() lets it go on."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        self.socket.connect(path)
        self.got = ''
        # QEMU lets only those write to registers who know their description
        assert 'target' in self.ask('qXfer:features:read:target.xml:0,ffb')

    def ask(self, text):
        self.socket.sendall('$%s#%02x' % (text, sum(map(ord, text)) & 255))
        while True:
            match = re.match(r'[^$]*\$([^#]*)#..', self.got)
            if not match:
                piece = self.socket.recv(4096)
                assert piece, 'QEMU has gone'
                self.got += piece
                continue
            self.got = self.got[match.end():]
            if text != 'D':             # then QEMU may have ended already
                self.socket.sendall('+')
            if not match.group(1).startswith('T0'):     # it has stopped
                return match.group(1)

    def register(self, number):
        text = self.ask('p%x' % number)
        return int(''.join(reversed(re.findall('..', text))), 16)

    def set_register(self, number, value):
        assert self.ask('P%x=%s' % (number, little(value))) == 'OK'

    def write(self, address, value):
        assert self.ask('M%x,4:%s' % (address, little(value))) == 'OK'

    def close(self):
        assert self.ask('D') == 'OK'
        self.socket.close()


def little(value):
    return ''.join('%02x' % (value >> shift & 255) for shift in (0, 8, 16, 24))


class Machine(object):
    """A board that runs firmware_busy under QEMU."""

    def __init__(self, board, folder, made, tmpdir):
        self.path = str(tmpdir.join('gdb'))
        self.child = subprocess.Popen(
            firmware.command(board, folder, [str(made)], [
                '-gdb', 'unix:%s,server=on,wait=off' % self.path]),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.out = ''

    def read_until(self, pattern, limit=30):
        """What matches, in the console's output."""
        end = time.time() + limit
        while not re.search(pattern, self.out, re.S):
            left = end - time.time()
            ready = select.select([self.child.stdout], [], [], max(left, 0))[0]
            piece = os.read(self.child.stdout.fileno(), 4096) if ready else ''
            if not piece:
                pytest.fail('no %r in:\n%s' % (pattern, self.out))
            self.out += piece.replace('\r', '')
        return re.search(pattern, self.out, re.S)

    def fault(self, provoke):
        """Registers as printed, {name: number}, and the process that ran."""
        running = int(self.read_until(r'<0\.(\d+)\.0>\n').group(1))
        time.sleep(0.2)
        gdb = Gdb(self.path)
        provoke(gdb)
        gdb.close()
        text = self.read_until(
            r'atomvm: fault\n(.*?process [0-9a-f]{8}\n)').group(1)
        printed = dict((name, int(value, 16)) for name, value in
                       re.findall(r'^(\w+) ([0-9a-f]{8})$', text, re.M))
        return printed, running

    def status(self, limit=20):
        """The exit status of QEMU; None where it goes on."""
        end = time.time() + limit
        while self.child.poll() is None and time.time() < end:
            time.sleep(0.1)
        return self.child.returncode

    def close(self):
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait()


@pytest.fixture
def machine(tmpdir):
    """Makes a Machine, which ends with the test."""
    compile_erl(tmpdir, os.path.join(FOLDER, 'firmware_busy.erl'))
    made = tmpdir.join('busy.avm')
    pack_files(made, [tmpdir.join('firmware_busy.beam')], '--for=linux32')
    machines = []

    def make(board, folder=None):
        machines.append(Machine(board, folder or os.path.join(
            BUILD, 'firmware', board.name), made, tmpdir))
        return machines[-1]
    yield make
    for each in machines:
        each.close()


def jump_to_nowhere(gdb):
    gdb.set_register(PC, NOWHERE)


REGISTERS = ['r0', 'r1', 'r2', 'r3', 'r12', 'lr', 'pc', 'psr']


@pytest.mark.parametrize('name', ['netduinoplus2', 'mps2-an385'])
def test_jump_to_nowhere(machine, name):
    here = machine(build(name))
    printed, running = here.fault(jump_to_nowhere)
    assert printed['pc'] == NOWHERE
    assert printed['process'] == running
    assert printed['exception'] == 3            # escalated to a hard fault
    assert printed['hfsr'] & 1 << 30 and printed['cfsr'] & 0xffff
    assert sorted(printed) == sorted(REGISTERS + [
        'exception', 'sp', 'cfsr', 'hfsr', 'mmfar', 'bfar', 'process'])
    assert here.status() == 70


def test_damaged_instruction(machine):
    """Two undefined ones (udf) where the processor is."""
    here = machine(build('netduinoplus2'))
    at = []

    def damage(gdb):
        at.append(gdb.register(PC))
        gdb.write(at[0], 0xde00de00)
    printed, running = here.fault(damage)
    assert printed['pc'] == at[0]
    assert printed['cfsr'] == CFSR_UNDEFINED
    assert printed['process'] == running
    assert here.status() == 70


def test_stack_pointer_to_nowhere(machine):
    """The processor can save no registers: the others are printed nevertheless."""
    here = machine(build('netduinoplus2'))
    printed, running = here.fault(lambda gdb: gdb.set_register(SP, NOWHERE))
    assert printed['process'] == running
    assert 'pc' not in printed
    assert NOWHERE - 256 <= printed['sp'] < NOWHERE
    assert here.status() == 70


def other_stop(folder, stop):
    """(board, folder) of netduinoplus2 with another stop in its .ini."""
    board, made = changed(folder, stop, [('stop = semihosting', 'stop = ' + stop)],
                          ['cortexm.o'])
    assert board.stop == stop
    return board, made


def test_board_that_resets(machine, tmpdir):
    here = machine(*other_stop(tmpdir, 'reset'))
    printed, running = here.fault(jump_to_nowhere)
    assert printed['process'] == running
    here.read_until(r'fault\n.*<0\.%d\.0>\n' % running)     # it has started again
    assert here.status(1) is None


def test_board_that_halts(machine, tmpdir):
    here = machine(*other_stop(tmpdir, 'halt'))
    printed, running = here.fault(jump_to_nowhere)
    assert printed['process'] == running
    assert here.status(2) is None
    assert not select.select([here.child.stdout], [], [], 0)[0]     # not a word
    gdb = Gdb(here.path)
    at = gdb.register(PC)
    gdb.close()
    time.sleep(0.5)
    gdb = Gdb(here.path)
    assert abs(gdb.register(PC) - at) <= 8      # in the loop of avm_stop
    gdb.close()
