"""Natives of libs/sim.erl: the world around a simulated board."""
from atomvm.bif.gateway import nif, Any, Binary, Int
from atomvm.nif.gpio import pin_of
from atomvm.nif.reply import data, done, number
from atomvm.term.iodata import bits_bytes
from hal.api import CURRENT


@nif('sim', 'set_pin_nif', 3, 'sim', args=[Any, Int, Int])
def set_pin_nif_3(w_pin, level, after_us):
    """level: 0, 1, or -1 where nothing drives the pin."""
    return done(CURRENT.devices.script.set_pin(pin_of(w_pin), level, after_us))


@nif('sim', 'step_nif', 1, 'sim', args=[Int])
def step_nif_1(microseconds):
    return number(CURRENT.devices.script.step(microseconds))


@nif('sim', 'i2c_device_nif', 4, 'sim', args=[Int, Int, Int, Binary])
def i2c_device_nif_4(bus, address, at, w_data):
    return done(CURRENT.devices.script.i2c_device(bus, address, at,
                                                  bits_bytes(w_data)))


@nif('sim', 'i2c_registers_nif', 4, 'sim', args=[Int, Int, Int, Int])
def i2c_registers_nif_4(bus, address, at, count):
    code, found = CURRENT.devices.script.i2c_registers(bus, address, at, count)
    return data(code, found)


@nif('sim', 'spi_answer_nif', 2, 'sim', args=[Int, Binary])
def spi_answer_nif_2(bus, w_data):
    return done(CURRENT.devices.script.spi_answer(bus, bits_bytes(w_data)))


@nif('sim', 'uart_feed_nif', 2, 'sim', args=[Binary, Binary])
def uart_feed_nif_2(w_name, w_data):
    return done(CURRENT.devices.script.uart_feed(bits_bytes(w_name),
                                                 bits_bytes(w_data)))


@nif('sim', 'uart_written_nif', 1, 'sim', args=[Binary])
def uart_written_nif_1(w_name):
    code, found = CURRENT.devices.script.uart_written(bits_bytes(w_name))
    return data(code, found)


@nif('sim', 'analog_nif', 2, 'sim', args=[Int, Int])
def analog_nif_2(channel, millivolts):
    return done(CURRENT.devices.script.analog(channel, millivolts))
