"""Buses of Linux: /dev/i2c-N (<linux/i2c-dev.h>, <linux/i2c.h>) and /dev/spidevB.C
(<linux/spi/spidev.h>).  The kernel chose the pins, and the clock of I2C."""
import os

from hal import api
from hal.api import I2c, Spi
from hal.posix.system import WORD, Block
from rpython.rlib.rarithmetic import r_uint

I2C_RDWR = r_uint(0x0707)
# struct i2c_msg
MSG_SIZE = 8 + WORD
MSG_FLAGS = 2
MSG_LEN = 4
MSG_BUF = 8
I2C_M_RD = 1
# struct i2c_rdwr_ioctl_data
RDWR_SIZE = 2 * WORD
RDWR_NMSGS = WORD
MOST = 8192         # bytes of a message

SPI_IOC_WR_MODE = r_uint(0x40016B01)
SPI_IOC_WR_MAX_SPEED_HZ = r_uint(0x40046B04)
SPI_IOC_MESSAGE_1 = r_uint(0x40206B00)
# struct spi_ioc_transfer
TRANSFER_SIZE = 32
TRANSFER_RX_BUF = 8
TRANSFER_LEN = 16
TRANSFER_SPEED_HZ = 20
TRANSFER_BITS_PER_WORD = 26


class PosixI2c(I2c):
    """fds: by bus."""

    def __init__(self, system, root):
        self.system = system
        self.root = root
        self.fds = {}

    def is_there(self):
        for bus in range(32):
            if self.system.exists(self.root + '/dev/i2c-' + str(bus)):
                return True
        return False

    def open(self, bus, scl, sda, hz):
        if bus in self.fds:
            return api.BUSY
        fd = self.system.open(self.root + '/dev/i2c-' + str(bus), os.O_RDWR)
        if fd < 0:
            if fd == api.NO_DEVICE and not self.is_there():
                return api.UNSUPPORTED
            return fd
        self.fds[bus] = fd
        return api.OK

    def close(self, bus):
        if bus not in self.fds:
            return api.CLOSED
        self.system.close(self.fds[bus])
        del self.fds[bus]
        return api.OK

    def write(self, bus, address, data):
        code, _ = self.exchange(bus, address, data, True, -1)
        return code

    def read(self, bus, address, data, count):
        return self.exchange(bus, address, data, len(data) > 0, count)

    def exchange(self, bus, address, data, writes, count):
        """One message or two: (result code, what was read).  count -1: nothing
        is read."""
        if bus not in self.fds:
            return api.CLOSED, ''
        if len(data) > MOST or count > MOST:
            return api.INVALID, ''
        out = Block(len(data))
        out.put_bytes(0, data)
        found = Block(max(count, 0))
        messages = Block(2 * MSG_SIZE)
        n = 0
        if writes:
            self.message(messages, n, address, 0, len(data), out)
            n += 1
        if count >= 0:
            self.message(messages, n, address, I2C_M_RD, count, found)
            n += 1
        argument = Block(RDWR_SIZE)
        argument.put_pointer(0, WORD, messages)
        argument.put(RDWR_NMSGS, 4, n)
        code = self.system.ioctl(self.fds[bus], I2C_RDWR, argument)
        read = found.bytes(0, max(count, 0))
        for block in [out, found, messages, argument]:
            block.free()
        if code < 0:
            return code, ''
        return api.OK, read

    def message(self, messages, n, address, flags, size, block):
        """Fill in the n-th struct i2c_msg."""
        at = n * MSG_SIZE
        messages.put(at, 2, address)
        messages.put(at + MSG_FLAGS, 2, flags)
        messages.put(at + MSG_LEN, 2, size)
        messages.put_pointer(at + MSG_BUF, WORD, block)


class Device(object):
    """fd -1: its bus is closed."""

    def __init__(self, bus, fd, hz):
        self.bus = bus
        self.fd = fd
        self.hz = hz


class PosixSpi(Spi):

    def __init__(self, system, root):
        self.system = system
        self.root = root
        self.buses = {}         # those that are open
        self.devices = []

    def is_there(self):
        for bus in range(8):
            for cs in range(4):
                if self.system.exists(self.path(bus, cs)):
                    return True
        return False

    def path(self, bus, cs):
        return self.root + '/dev/spidev' + str(bus) + '.' + str(cs)

    def open(self, bus, sclk, mosi, miso):
        if not self.is_there():
            return api.UNSUPPORTED
        if bus in self.buses:
            return api.BUSY
        self.buses[bus] = True
        return api.OK

    def close(self, bus):
        if bus not in self.buses:
            return api.CLOSED
        del self.buses[bus]
        for device in self.devices:
            if device.bus == bus and device.fd >= 0:
                self.system.close(device.fd)
                device.fd = -1
        return api.OK

    def add_device(self, bus, cs, hz, mode):
        if bus not in self.buses:
            return api.CLOSED
        if hz <= 0 or not 0 <= mode <= 3:
            return api.INVALID
        fd = self.system.open(self.path(bus, cs), os.O_RDWR)
        if fd < 0:
            return fd
        code = self.set(fd, SPI_IOC_WR_MODE, 1, mode)
        if code >= 0:
            code = self.set(fd, SPI_IOC_WR_MAX_SPEED_HZ, 4, hz)
        if code < 0:
            self.system.close(fd)
            return code
        self.devices.append(Device(bus, fd, hz))
        return len(self.devices) - 1

    def set(self, fd, request, size, value):
        block = Block(size)
        block.put(0, size, value)
        code = self.system.ioctl(fd, request, block)
        block.free()
        return code

    def transfer(self, device, data):
        if not 0 <= device < len(self.devices):
            return api.INVALID, ''
        this = self.devices[device]
        if this.fd < 0:
            return api.CLOSED, ''
        out = Block(len(data))
        out.put_bytes(0, data)
        found = Block(len(data))
        argument = Block(TRANSFER_SIZE)
        argument.put_pointer(0, 8, out)
        argument.put_pointer(TRANSFER_RX_BUF, 8, found)
        argument.put(TRANSFER_LEN, 4, len(data))
        argument.put(TRANSFER_SPEED_HZ, 4, this.hz)
        argument.put(TRANSFER_BITS_PER_WORD, 1, 8)
        code = self.system.ioctl(this.fd, SPI_IOC_MESSAGE_1, argument)
        read = found.bytes(0, len(data))
        for block in [out, found, argument]:
            block.free()
        if code < 0:
            return code, ''
        return api.OK, read
