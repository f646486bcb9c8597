"""The other end of a serial line: a pseudo-terminal, and at it the boot loader in
the ROM of an STM32F405, as ST's AN3155 describes it."""
import os
import pty
import select
import threading

ACK, NACK = '\x79', '\x1f'
FLASH = 0x08000000
SIZE = 1024 * 1024
SECTORS = [16 * 1024] * 4 + [64 * 1024] + [128 * 1024] * 7
COMMANDS = '\x00\x01\x02\x11\x21\x31\x44'


class Gone(Exception):
    """The line has been closed."""


def xor(text):
    return chr(reduce(lambda a, b: a ^ b, map(ord, text), 0))


class Rom(object):
    """A boot loader at a new pseudo-terminal, `path`, in a thread of its own.

    flash    {address: byte}: what is not erased (0xff).  Bits are only cleared
             by writing, as in real flash memory
    erased   numbers of sectors, in the order of their erasing
    started  the address of GO, or None
    fault    {what: n}: from WRITE number n on, `silent` says no more, `nack` refuses,
             `gone` closes the line, `weak` loses a bit
    """

    def __init__(self, **fault):
        self.fault = fault
        self.master, self.slave = pty.openpty()
        self.path = os.ttyname(self.slave)
        self.flash = {}
        self.erased = []
        self.started = None
        self.writes = 0
        self.wake, self.end = os.pipe()
        self.thread = threading.Thread(target=self.run)
        self.thread.daemon = True
        self.thread.start()

    def close(self):
        os.write(self.end, 'x')
        self.thread.join(10)

    def has(self, fault):
        return self.fault.get(fault, self.writes + 1) <= self.writes

    # ------------------------------------------------------------- the line

    def run(self):
        try:
            while self.take(1) != '\x7f':
                pass
            self.reply(ACK)
            while True:
                self.command()
        except (Gone, OSError):
            pass
        for fd in (self.master, self.slave, self.wake, self.end):
            os.close(fd)

    def take(self, n):
        data = ''
        while len(data) < n:
            ready = select.select([self.master, self.wake], [], [])[0]
            if self.wake in ready:
                raise Gone()
            data += os.read(self.master, n - len(data))
        return data

    def reply(self, data):
        if not self.has('silent'):
            os.write(self.master, data)

    def checked(self, data):
        """Whether the next byte is the checksum; NACK if not."""
        good = self.take(1) == xor(data)
        self.reply(ACK if good else NACK)
        return good

    # ------------------------------------------------------------- commands

    def command(self):
        number = self.take(1)
        if ord(self.take(1)) != ord(number) ^ 255 or number not in COMMANDS:
            self.reply(NACK)
            return
        self.reply(ACK)
        {'\x00': self.get, '\x01': self.version, '\x02': self.get_id, '\x11': self.read,
         '\x21': self.go, '\x31': self.write, '\x44': self.erase}[number]()

    def get(self):
        self.reply(chr(len(COMMANDS)) + '\x31' + COMMANDS + ACK)

    def version(self):
        self.reply('\x31\x00\x00' + ACK)

    def get_id(self):
        self.reply('\x01\x04\x13' + ACK)

    def address(self):
        """The address that comes next, or None."""
        data = self.take(4)
        at = int(data.encode('hex'), 16)
        if self.take(1) != xor(data) or not FLASH <= at < FLASH + SIZE:
            self.reply(NACK)
            return None
        self.reply(ACK)
        return at

    def read(self):
        at = self.address()
        if at is None:
            return
        size = self.take(1)
        if ord(self.take(1)) != ord(size) ^ 255:
            self.reply(NACK)
            return
        self.reply(ACK + self.bytes(at, ord(size) + 1))

    def bytes(self, at, n):
        return ''.join(self.flash.get(at + i, '\xff') for i in range(n))

    def go(self):
        self.started = self.address()

    def write(self):
        at = self.address()
        if at is None:
            return
        size = self.take(1)
        data = self.take(ord(size) + 1)
        check = self.take(1)
        self.writes += 1
        if self.has('gone'):
            raise Gone()
        if check != xor(size + data) or len(data) % 4 or at % 4 or self.has('nack'):
            self.reply(NACK)
            return
        if self.has('weak'):
            data = chr(ord(data[0]) & 0xfe) + data[1:]
        for i, byte in enumerate(data):
            self.flash[at + i] = chr(ord(byte) & ord(self.flash.get(at + i, '\xff')))
        self.reply(ACK)

    def erase(self):
        head = self.take(2)
        if head == '\xff\xff':
            numbers, rest = range(len(SECTORS)), ''
        else:
            rest = self.take(2 * (int(head.encode('hex'), 16) + 1))
            numbers = [int(rest[i:i + 2].encode('hex'), 16)
                       for i in range(0, len(rest), 2)]
        if self.take(1) != xor(head + rest) or max(numbers) >= len(SECTORS):
            self.reply(NACK)
            return
        for n in numbers:
            start = FLASH + sum(SECTORS[:n])
            for at in [at for at in self.flash if start <= at < start + SECTORS[n]]:
                del self.flash[at]
        self.erased += numbers
        self.reply(ACK)
