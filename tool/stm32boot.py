"""The boot loader in the ROM of STM32 chips, over a serial line: ST's application
note AN3155 (USART protocol), and AN2606 for what starts it (pin BOOT0 high at
reset) and for the numbers of chips.

Each request is answered by ACK or NACK.  The line has 8 bits, even parity.
"""
import select
import termios
import time

import serial

from tool.common import Progress, ToolError

SYNC, ACK, NACK = '\x7f', '\x79', '\x1f'
GET, GET_ID, READ, GO, WRITE, EXTENDED_ERASE = 0x00, 0x02, 0x11, 0x21, 0x31, 0x44
BLOCK = 256             # bytes at most of a READ or WRITE
FLASH = 0x08000000
ERASE_SECONDS = 30      # of a sector, far more than data sheets say
TRIES = 5               # of the first byte
TRY_SECONDS = 0.5
ANSWER_SECONDS = 2

GONE = (serial.SerialException, EnvironmentError, termios.error, select.error)

K = 1024
# RM0090 table 5 and its like: sectors of the first MB; a second bank is the same
F4_BANK = [16 * K] * 4 + [64 * K] + [128 * K] * 7
F4 = {0x413: 12, 0x423: 6, 0x433: 8, 0x431: 8, 0x421: 8, 0x441: 12, 0x463: 16,
      0x419: 24, 0x434: 24}     # number of chip (AN2606): sectors
F413 = 0x463            # one bank of 1.5 MB


class Silent(ToolError):
    """The device does not answer."""


def sectors(chip):
    """[(address, bytes)] of a chip's flash memory."""
    if chip not in F4:
        raise ToolError('the chip is number 0x%03x, whose flash sectors are not known here: '
                        'use --with stm32flash or st-flash' % chip)
    sizes = F4_BANK + [128 * K] * 4 if chip == F413 else F4_BANK * 2
    found = []
    at = FLASH
    for size in sizes[:F4[chip]]:
        found.append((at, size))
        at += size
    return found


def touched(chip, address, size):
    """Numbers of the sectors that hold these bytes."""
    table = sectors(chip)
    end = table[-1][0] + table[-1][1]
    if address < FLASH or address + size > end:
        raise ToolError('0x%08x to 0x%08x is not in the flash memory of chip 0x%03x' % (
            address, address + size, chip))
    return [number for number, (at, length) in enumerate(table)
            if at < address + size and address < at + length]


def xor(text):
    result = 0
    for c in text:
        result ^= ord(c)
    return chr(result)


def big(value, n):
    """A number as n bytes, the highest first."""
    return ''.join(chr(value >> 8 * i & 255) for i in reversed(range(n)))


class Loader(object):
    """A boot loader at an open serial.Serial whose timeout is 0; its methods raise ToolError where
    it does not answer, refuses, or is gone."""

    def __init__(self, port):
        self.port = port

    # ------------------------------------------------------------- the line

    def send(self, data):
        try:
            self.port.write(data)
        except GONE:
            raise self.gone()

    def receive(self, n, what, seconds=None):
        """n bytes, which may take ANSWER_SECONDS, or what seconds says."""
        end = time.time() + (seconds or ANSWER_SECONDS)
        data = ''
        try:
            while len(data) < n:
                left = end - time.time()
                if left < 0 or not select.select([self.port.fileno()], [], [], left)[0]:
                    raise Silent('%s: the device does not answer (%s)' % (
                        self.port.port, what))
                data += self.port.read(n - len(data))
        except GONE:
            raise self.gone()
        return data

    def forget(self):
        """Drop what a program has printed before."""
        try:
            self.port.reset_input_buffer()
        except GONE:
            raise self.gone()

    def gone(self):
        return ToolError('%s: the device has gone' % self.port.port)

    def acknowledged(self, what, seconds=None):
        answer = self.receive(1, what, seconds)
        if answer == NACK:
            raise ToolError('%s: the device refuses: %s (NACK)' % (self.port.port, what))
        if answer != ACK:
            raise ToolError('%s: the device answers 0x%02x to: %s' % (
                self.port.port, ord(answer), what))

    def request(self, data, what, seconds=None):
        self.send(data)
        self.acknowledged(what, seconds)

    def command(self, number, what):
        self.request(chr(number) + chr(number ^ 255), what)

    def at(self, address, what):
        data = big(address, 4)
        self.request(data + xor(data), '%s at 0x%08x' % (what, address))

    # ------------------------------------------------------------- commands

    def connect(self):
        """The number of the chip."""
        self.synchronize()
        self.command(GET, 'GET')
        size = ord(self.receive(1, 'GET')) + 1
        known = self.receive(size, 'GET')[1:]
        self.acknowledged('GET')
        if chr(EXTENDED_ERASE) not in known:
            raise ToolError('this boot loader is too old (no EXTENDED ERASE): '
                            'use --with stm32flash')
        self.command(GET_ID, 'GET ID')
        size = ord(self.receive(1, 'GET ID')) + 1
        chip = self.receive(size, 'GET ID')
        self.acknowledged('GET ID')
        return ord(chip[0]) << 8 | ord(chip[1])

    def synchronize(self):
        """The first byte tells the speed of the line.  A loader that knows it
        takes it for half a command, and refuses when another one comes."""
        for _ in range(TRIES):
            self.forget()
            self.send(SYNC)
            try:
                if self.receive(1, '', TRY_SECONDS) in (ACK, NACK):
                    return
            except Silent:
                continue
        raise ToolError('%s: no STM32 boot loader answers: set BOOT0 high, reset the board, '
                        'then try again' % self.port.port)

    def read(self, address, size):
        self.command(READ, 'READ MEMORY')
        self.at(address, 'READ MEMORY')
        self.request(chr(size - 1) + chr(size - 1 ^ 255), 'READ MEMORY')
        return self.receive(size, 'READ MEMORY')

    def write(self, address, data):
        """data: 4 to 256 bytes, a multiple of 4."""
        self.command(WRITE, 'WRITE MEMORY')
        self.at(address, 'WRITE MEMORY')
        body = chr(len(data) - 1) + data
        self.request(body + xor(body), 'WRITE MEMORY at 0x%08x' % address)

    def erase(self, numbers):
        self.command(EXTENDED_ERASE, 'EXTENDED ERASE')
        body = big(len(numbers) - 1, 2) + ''.join(big(n, 2) for n in numbers)
        self.request(body + xor(body), 'EXTENDED ERASE', ERASE_SECONDS)

    def go(self, address):
        self.command(GO, 'GO')
        self.at(address, 'GO')


def flash(port, parts, go):
    """Erase, write and verify.  parts: [(address, bytes)]; go: where to start
    then."""
    loader = Loader(port)
    chip = loader.connect()
    numbers = sorted(set(n for address, data in parts
                         for n in touched(chip, address, len(data))))
    with Progress('erasing', len(numbers)) as progress:
        for n in numbers:
            loader.erase([n])
            progress.add(1)
    for address, data in parts:
        data += '\xff' * (-len(data) % 4)
        blocks = [(address + i, data[i:i + BLOCK]) for i in range(0, len(data), BLOCK)]
        with Progress('writing at 0x%08x' % address, len(data)) as progress:
            for at, block in blocks:
                loader.write(at, block)
                progress.add(len(block))
        with Progress('verifying', len(data)) as progress:
            for at, block in blocks:
                if loader.read(at, len(block)) != block:
                    raise ToolError('what was written at 0x%08x is not there' % at)
                progress.add(len(block))
    loader.go(go)
