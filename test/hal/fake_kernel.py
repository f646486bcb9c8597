"""A kernel for hal/posix whose pins and buses are Python objects: it reads and
writes the structures that the ioctls of Linux have, by their layout in C.
Serial lines are pseudo-terminals, sysfs is a folder: of the real kernel."""
import ctypes
import errno
import os
import struct

from hal.posix import bus, pin
from hal.posix.system import System, code_of


class FakeLine(object):
    def __init__(self):
        self.flags = 0
        self.out = 0
        self.outside = None         # what drives it: None, 0, 1
        self.writer = None          # of the pipe that has its events

    def level(self):
        if self.flags & pin.OUTPUT and not (
                self.flags & pin.OPEN_DRAIN and self.out):
            return self.out
        if self.outside is not None:
            return self.outside
        return 1 if self.flags & pin.PULL_UP else 0


class FakeKernel(System):
    """lines: of /dev/gpiochip0.  chips: by (bus, address), with read(n) and
    write(bytes).  answer: what SPI devices say to bytes."""

    LINES = 54

    def __init__(self):
        self.lines = [FakeLine() for _ in range(self.LINES)]
        self.chips = {}
        self.answer = lambda written: written
        self.fds = {}               # what is open: (kind, ...)
        self.spi_modes = []

    def open(self, path, flags):
        fd = System.open(self, path, flags)
        if fd >= 0:
            name = os.path.basename(path)
            if name.startswith('i2c-'):
                self.fds[fd] = ('i2c', int(name[len('i2c-'):]))
            elif name.startswith('gpiochip'):
                self.fds[fd] = ('chip',)
            elif name.startswith('spidev'):
                self.fds[fd] = ('spi',)
        return fd

    def close(self, fd):
        opened = self.fds.pop(fd, None)
        if opened and opened[0] == 'line':
            line = opened[1]
            os.close(line.writer)
            line.__init__()
        System.close(self, fd)

    def ioctl(self, fd, request, block):
        kind = self.fds[fd][0]
        data = block.bytes(0, block.size)
        try:
            return getattr(self, kind + '_ioctl')(fd, int(request), data, block)
        except EnvironmentError as e:
            return code_of(e.errno)

    # ---------------------------------------------------------------- pins

    def chip_ioctl(self, fd, request, data, block):
        assert request == 0xC250B407
        assert struct.unpack_from('=I', data, 560) == (1,)
        number, = struct.unpack_from('=I', data, 0)
        assert data[256:288].rstrip('\0') == 'atomvm'
        if number >= self.LINES:
            raise IOError(errno.EINVAL, '')
        line = self.lines[number]
        if line.writer is not None:
            raise IOError(errno.EBUSY, '')
        fd, line.writer = os.pipe()
        self.fds[fd] = ('line', line)
        self.configure(line, data[288:560])
        block.put_bytes(588, struct.pack('=i', fd))
        return 0

    def configure(self, line, config):
        line.flags, n_attrs = struct.unpack_from('=QI', config, 0)
        assert bool(line.flags & pin.INPUT) != bool(line.flags & pin.OUTPUT)
        for i in range(n_attrs):
            id_, _, values, mask = struct.unpack_from('=IIQQ', config, 32 + 24 * i)
            assert (id_, mask) == (2, 1)
            line.out = values

    def line_ioctl(self, fd, request, data, block):
        line = self.fds[fd][1]
        if request == 0xC110B40D:
            self.configure(line, data)
            return 0
        bits, mask = struct.unpack('=QQ', data)
        assert mask == 1
        if request == 0xC010B40E:
            block.put_bytes(0, struct.pack('=Q', line.level()))
            return 0
        assert request == 0xC010B40F
        if not line.flags & pin.OUTPUT:
            raise IOError(errno.EPERM, '')
        line.out = bits
        return 0

    def drive(self, number, level):
        line = self.lines[number]
        before = line.level()
        line.outside = level
        now = line.level()
        wanted = pin.EDGE_RISING if now else pin.EDGE_FALLING
        if now != before and line.flags & wanted:
            event = struct.pack('=QIIII24x', 12345, 1 if now else 2, number, 1, 1)
            os.write(line.writer, event)

    # --------------------------------------------------------------- buses

    def i2c_ioctl(self, fd, request, data, block):
        assert request == 0x0707
        address_of_messages, n = struct.unpack_from('@PI', data, 0)
        size = struct.calcsize('@HHHP')
        for i in range(n):
            message = ctypes.string_at(address_of_messages + i * size, size)
            address, flags, length, buf = struct.unpack('@HHHP', message)
            chip = self.chips.get((self.fds[fd][1], address))
            if chip is None:
                raise IOError(errno.ENXIO, '')
            if flags & bus.I2C_M_RD:
                ctypes.memmove(buf, chip.read(length), length)
            else:
                chip.write(ctypes.string_at(buf, length))
        return n

    def spi_ioctl(self, fd, request, data, block):
        if request == 0x40016B01:
            self.spi_modes.append(ord(data))
        elif request == 0x40046B04:
            assert struct.unpack('=I', data)[0] > 0
        else:
            assert request == 0x40206B00
            out, into, length, hz, _, bits = struct.unpack_from('=QQIIHB', data)
            assert bits == 8 and hz > 0
            answer = self.answer(ctypes.string_at(out, length))
            ctypes.memmove(into, answer, length)
            return length
        return 0
