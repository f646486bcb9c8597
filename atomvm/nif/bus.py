"""Natives of libs/i2c.erl and libs/spi.erl."""
from atomvm.bif.gateway import nif, Binary, Int
from atomvm.nif.reply import W_REASONS, data, done, number
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.fault import badarg
from atomvm.term.iodata import bits_bytes
from atomvm.term.tuple import tuple2
from hal import api
from hal.api import CURRENT

W_EINPROGRESS = mk_atom('einprogress')
MOST = 65536        # bytes that are read at once


class Transmission(object):
    """Between i2c:begin_transmission/2 and end_transmission/1, which its
    process alone may call."""

    def __init__(self, process, address):
        self.process = process
        self.address = address
        self.pieces = []


class Transmissions(object):
    """By bus."""

    def __init__(self):
        self.by_bus = {}


RUNNING = Transmissions()


def _in_progress(transmission):
    return tuple2(atoms.error, tuple2(W_EINPROGRESS,
                                      transmission.process.w_pid))


def _other(process, bus):
    """The transmission of another process, or None."""
    found = RUNNING.by_bus.get(bus, None)
    if found is not None and found.process is not process:
        return found
    return None


def check_address(address):
    if not 0 <= address <= 127:
        raise badarg()


@nif('i2c', 'bus_open_nif', 4, 'i2c', args=[Int, Int, Int, Int])
def bus_open_nif_4(bus, scl, sda, hz):
    return done(CURRENT.devices.i2c.open(bus, scl, sda, hz))


@nif('i2c', 'bus_close_nif', 1, 'i2c', args=[Int])
def bus_close_nif_1(bus):
    if bus in RUNNING.by_bus:
        del RUNNING.by_bus[bus]
    return done(CURRENT.devices.i2c.close(bus))


@nif('i2c', 'begin_nif', 2, 'i2c', args=[Int, Int], process=True)
def begin_nif_2(process, bus, address):
    check_address(address)
    if bus in RUNNING.by_bus:
        return _in_progress(RUNNING.by_bus[bus])
    RUNNING.by_bus[bus] = Transmission(process, address)
    return atoms.ok


@nif('i2c', 'enqueue_nif', 2, 'i2c', args=[Int, Binary], process=True)
def enqueue_nif_2(process, bus, w_data):
    other = _other(process, bus)
    if other is not None:
        return _in_progress(other)
    if bus not in RUNNING.by_bus:
        return tuple2(atoms.error, W_REASONS[-api.INVALID])
    RUNNING.by_bus[bus].pieces.append(bits_bytes(w_data))
    return atoms.ok


@nif('i2c', 'end_nif', 1, 'i2c', args=[Int], process=True)
def end_nif_1(process, bus):
    other = _other(process, bus)
    if other is not None:
        return _in_progress(other)
    if bus not in RUNNING.by_bus:
        return tuple2(atoms.error, W_REASONS[-api.INVALID])
    ended = RUNNING.by_bus[bus]
    del RUNNING.by_bus[bus]
    return done(CURRENT.devices.i2c.write(bus, ended.address,
                                          ''.join(ended.pieces)))


@nif('i2c', 'read_nif', 4, 'i2c', args=[Int, Int, Binary, Int])
def read_nif_4(bus, address, w_data, count):
    """Write, then read after a repeated start."""
    check_address(address)
    if not 0 <= count <= MOST:
        raise badarg()
    if bus in RUNNING.by_bus:
        return _in_progress(RUNNING.by_bus[bus])
    code, found = CURRENT.devices.i2c.read(bus, address, bits_bytes(w_data),
                                           count)
    return data(code, found)


@nif('i2c', 'write_nif', 3, 'i2c', args=[Int, Int, Binary])
def write_nif_3(bus, address, w_data):
    check_address(address)
    if bus in RUNNING.by_bus:
        return _in_progress(RUNNING.by_bus[bus])
    return done(CURRENT.devices.i2c.write(bus, address, bits_bytes(w_data)))


@nif('spi', 'open_nif', 4, 'spi', args=[Int, Int, Int, Int])
def open_nif_4(bus, sclk, mosi, miso):
    return done(CURRENT.devices.spi.open(bus, sclk, mosi, miso))


@nif('spi', 'close_nif', 1, 'spi', args=[Int])
def close_nif_1(bus):
    return done(CURRENT.devices.spi.close(bus))


@nif('spi', 'add_device_nif', 4, 'spi', args=[Int, Int, Int, Int])
def add_device_nif_4(bus, cs, hz, mode):
    return number(CURRENT.devices.spi.add_device(bus, cs, hz, mode))


@nif('spi', 'transfer_nif', 2, 'spi', args=[Int, Binary])
def transfer_nif_2(device, w_data):
    code, found = CURRENT.devices.spi.transfer(device, bits_bytes(w_data))
    return data(code, found)
