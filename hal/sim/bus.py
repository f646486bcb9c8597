"""Simulated buses: I2C devices with 256 registers, SPI that answers what it was
told to or gives back what is written."""
from hal import api
from hal.api import I2c, Spi

I2C_BUSES = 2
SPI_BUSES = 4
REGISTERS = 256
ADDRESSES = 128


class Chip(object):
    """A device on an I2C bus.  The first byte of what is written says where
    reading and writing go on (at)."""

    def __init__(self):
        self.registers = ['\x00'] * REGISTERS
        self.at = 0

    def write(self, data):
        if len(data) > 0:
            self.at = ord(data[0])
            for i in range(1, len(data)):
                self.put(data[i])

    def put(self, byte):
        self.registers[self.at] = byte
        self.at = (self.at + 1) % REGISTERS

    def read(self, count):
        found = []
        for _ in range(count):
            found.append(self.registers[self.at])
            self.at = (self.at + 1) % REGISTERS
        return ''.join(found)


class Buses(object):
    """Which of the buses of a kind are open; methods give result codes."""

    def __init__(self, count):
        self.is_open = [False] * count

    def check(self, bus):
        """OK where it is open."""
        if not 0 <= bus < len(self.is_open):
            return api.INVALID
        return api.OK if self.is_open[bus] else api.CLOSED

    def open(self, bus):
        code = self.check(bus)
        if code == api.OK:
            return api.BUSY
        if code == api.CLOSED:
            self.is_open[bus] = True
            return api.OK
        return code

    def close(self, bus):
        code = self.check(bus)
        if code == api.OK:
            self.is_open[bus] = False
        return code


class SimI2c(I2c):
    """chips: by bus * ADDRESSES + address."""

    def __init__(self):
        self.opened = Buses(I2C_BUSES)
        self.chips = {}

    def open(self, bus, scl, sda, hz):
        if hz <= 0:
            return api.INVALID
        return self.opened.open(bus)

    def close(self, bus):
        return self.opened.close(bus)

    def find(self, bus, address):
        return self.chips.get(bus * ADDRESSES + address, None)

    def check(self, bus, address):
        """OK where a chip answers there."""
        if not 0 <= address < ADDRESSES:
            return api.INVALID
        code = self.opened.check(bus)
        if code == api.OK and self.find(bus, address) is None:
            return api.NO_ANSWER
        return code

    def write(self, bus, address, data):
        code = self.check(bus, address)
        if code == api.OK:
            self.find(bus, address).write(data)
        return code

    def read(self, bus, address, data, count):
        code = self.check(bus, address)
        if code != api.OK:
            return code, ''
        chip = self.find(bus, address)
        chip.write(data)
        return code, chip.read(count)


class SimSpi(Spi):
    """buses: of each device.  answers: bytes that come next, by bus."""

    def __init__(self):
        self.opened = Buses(SPI_BUSES)
        self.answers = [''] * SPI_BUSES
        self.buses = []

    def open(self, bus, sclk, mosi, miso):
        return self.opened.open(bus)

    def close(self, bus):
        return self.opened.close(bus)

    def add_device(self, bus, cs, hz, mode):
        if hz <= 0 or not 0 <= mode <= 3:
            return api.INVALID
        code = self.opened.check(bus)
        if code != api.OK:
            return code
        self.buses.append(bus)
        return len(self.buses) - 1

    def transfer(self, device, data):
        if not 0 <= device < len(self.buses):
            return api.INVALID, ''
        bus = self.buses[device]
        if self.opened.check(bus) != api.OK:
            return api.CLOSED, ''
        answer = self.answers[bus]
        size = min(len(answer), len(data))
        assert size >= 0
        self.answers[bus] = answer[size:]
        return api.OK, answer[:size] + data[size:]
