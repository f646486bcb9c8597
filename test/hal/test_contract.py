"""What devices do, for each back end that has them: see benches.py."""
import select

import pytest
from benches import BENCHES

from hal import api
from hal.event import EVENTS


@pytest.fixture(params=sorted(BENCHES))
def bench(request, tmpdir):
    while EVENTS.take():
        pass
    made = BENCHES[request.param](tmpdir)
    yield made
    made.close()


@pytest.fixture
def gpio(bench):
    return bench.devices.gpio


def events():
    found = []
    while EVENTS.take():
        found.append((EVENTS.kind, EVENTS.number, EVENTS.value))
    return found


def test_capabilities_name_what_there_is(bench):
    found = bench.devices.capabilities()
    assert set(['gpio', 'i2c', 'spi', 'uart', 'adc', 'pwm']) <= set(found)


# ------------------------------------------------------------------------ pins

def test_output_is_what_was_written(gpio):
    assert gpio.set_mode(5, api.OUTPUT) == api.OK
    for level in (1, 0, 1):
        assert gpio.write(5, level) == api.OK
        assert gpio.read(5) == level


def test_level_written_before_is_driven_once_it_is_an_output(gpio):
    gpio.write(5, 1)
    gpio.set_mode(5, api.OUTPUT)
    assert gpio.read(5) == 1


def test_input_is_what_drives_it(bench, gpio):
    assert gpio.set_mode(6, api.INPUT) == api.OK
    for level in (1, 0):
        bench.drive(6, level)
        assert gpio.read(6) == level


def test_pull_counts_where_nothing_drives_a_pin(bench, gpio):
    gpio.set_mode(6, api.INPUT)
    assert gpio.set_pull(6, api.UP) == api.OK
    assert gpio.read(6) == 1
    assert gpio.set_pull(6, api.DOWN) == api.OK
    assert gpio.read(6) == 0
    gpio.set_pull(6, api.UP)
    bench.drive(6, 0)
    assert gpio.read(6) == 0


def test_open_drain_pulls_down_only(bench, gpio):
    assert gpio.set_mode(7, api.OPEN_DRAIN) == api.OK
    gpio.set_pull(7, api.UP)
    gpio.write(7, 0)
    assert gpio.read(7) == 0
    gpio.write(7, 1)
    assert gpio.read(7) == 1
    bench.drive(7, 0)
    assert gpio.read(7) == 0


def test_no_such_pin_is_invalid(bench, gpio):
    assert gpio.set_mode(bench.no_pin, api.OUTPUT) == api.INVALID
    assert gpio.write(bench.no_pin, 1) == api.INVALID
    assert gpio.read(bench.no_pin) == api.INVALID
    assert gpio.watch(bench.no_pin, api.BOTH) == api.INVALID


@pytest.mark.parametrize('trigger, wanted', [
    (api.RISING, [1, 1]), (api.FALLING, [0]), (api.BOTH, [1, 0, 1])])
def test_watched_pin_tells_of_its_edges(bench, gpio, trigger, wanted):
    gpio.set_mode(8, api.INPUT)
    bench.drive(8, 0)
    assert gpio.watch(8, trigger) == api.OK
    for level in (1, 1, 0, 1):
        bench.drive(8, level)
    assert events() == [(api.PIN, 8, level) for level in wanted]


def test_pin_is_silent_after_never(bench, gpio):
    gpio.watch(8, api.BOTH)
    assert gpio.watch(8, api.NEVER) == api.OK
    bench.drive(8, 1)
    assert events() == []


def test_released_pin_is_silent_and_can_be_used_again(bench, gpio):
    gpio.watch(8, api.BOTH)
    assert gpio.release(8) == api.OK
    assert gpio.set_mode(8, api.INPUT) == api.OK
    bench.drive(8, 1)
    assert events() == []


def test_level_triggers(bench, gpio):
    code = gpio.watch(8, api.LOW)
    if not bench.level_triggers:
        assert code == api.UNSUPPORTED
        return
    assert code == api.OK
    assert events() == [(api.PIN, 8, 0)]
    bench.drive(8, 1)
    bench.drive(8, 0)
    assert events() == [(api.PIN, 8, 0)]


# ----------------------------------------------------------------------- buses

@pytest.fixture
def i2c(bench):
    bench.chip(0x48, 'ABCDEFGH')
    assert bench.devices.i2c.open(bench.i2c, -1, -1, 100000) == api.OK
    return bench.devices.i2c


def test_register_is_read_after_a_repeated_start(bench, i2c):
    assert i2c.read(bench.i2c, 0x48, '\x02', 3) == (api.OK, 'CDE')
    assert i2c.read(bench.i2c, 0x48, '', 2) == (api.OK, 'FG')


def test_register_that_was_written_is_read(bench, i2c):
    assert i2c.write(bench.i2c, 0x48, '\x01xy') == api.OK
    assert i2c.read(bench.i2c, 0x48, '\x00', 4) == (api.OK, 'AxyD')


def test_nobody_answers_at_other_addresses(bench, i2c):
    assert i2c.write(bench.i2c, 0x49, '') == api.NO_ANSWER
    assert i2c.read(bench.i2c, 0x49, '', 1) == (api.NO_ANSWER, '')
    assert i2c.write(bench.i2c, 0x48, '') == api.OK


def test_i2c_bus_is_opened_once(bench, i2c):
    assert i2c.open(bench.i2c, -1, -1, 100000) == api.BUSY
    assert i2c.close(bench.i2c) == api.OK
    assert i2c.write(bench.i2c, 0x48, 'a') == api.CLOSED
    assert i2c.close(bench.i2c) == api.CLOSED
    assert i2c.open(bench.i2c, -1, -1, 100000) == api.OK


def test_no_such_i2c_bus(bench):
    assert bench.devices.i2c.open(99, -1, -1, 100000) < 0


@pytest.fixture
def spi(bench):
    assert bench.devices.spi.open(bench.spi, -1, -1, -1) == api.OK
    return bench.devices.spi


def test_spi_reads_while_it_writes(bench, spi):
    device = spi.add_device(bench.spi, bench.spi_cs, 1000000, 3)
    assert device >= 0
    assert spi.transfer(device, 'loop') == (api.OK, 'loop')
    bench.spi_answer('\x01\xff')
    assert spi.transfer(device, '\x9f\x00\x00') == (api.OK, '\x01\xff\x00')


def test_spi_device_wants_an_open_bus_and_a_mode(bench, spi):
    assert spi.add_device(bench.spi, bench.spi_cs, 1000000, 4) == api.INVALID
    assert spi.add_device(bench.spi, bench.spi_cs, 0, 0) == api.INVALID
    device = spi.add_device(bench.spi, bench.spi_cs, 1000000, 0)
    assert spi.transfer(device + 1, 'x') == (api.INVALID, '')
    assert spi.open(bench.spi, -1, -1, -1) == api.BUSY
    assert spi.close(bench.spi) == api.OK
    assert spi.transfer(device, 'x') == (api.CLOSED, '')
    assert spi.add_device(bench.spi, bench.spi_cs, 1, 0) == api.CLOSED


# ----------------------------------------------------------------------- lines

@pytest.fixture
def line(bench):
    return bench.devices.uart.open(bench.uart, 115200, 8, 1, api.NO_PARITY, api.NO_FLOW)


def ready(bench, line):
    """Wait until there is something to read."""
    uart = bench.devices.uart
    assert uart.watch(line, True) == api.OK
    fd = uart.descriptor(line)
    if fd < 0:
        assert events() == [(api.LINE, line, 0)]
    else:
        assert select.select([fd], [], [], 5)[0]


def test_line_carries_all_bytes_unchanged(bench, line):
    every = ''.join(chr(i) for i in range(256))
    uart = bench.devices.uart
    assert uart.write(line, every) == len(every)
    assert bench.sent(len(every)) == every
    bench.feed(every)
    ready(bench, line)
    got = ''
    while len(got) < len(every):
        code, data = uart.read(line, 100)
        assert code == api.OK and data
        got += data
    assert got == every


def test_nothing_has_come_in(bench, line):
    assert bench.devices.uart.read(line, 10) == (api.OK, '')


def test_line_is_opened_once(bench, line):
    uart = bench.devices.uart
    assert uart.open(bench.uart, 9600, 8, 1, 0, 0) == api.BUSY
    assert uart.close(line) == api.OK
    assert uart.read(line, 1) == (api.CLOSED, '')
    assert uart.write(line, 'x') == api.CLOSED
    assert uart.watch(line, True) == api.CLOSED
    assert uart.descriptor(line) == -1
    assert uart.open(bench.uart, 9600, 7, 2, api.EVEN, api.SOFTWARE) == line


@pytest.mark.parametrize('speed, data_bits, stop_bits', [
    (0, 8, 1), (9600, 4, 1), (9600, 9, 1), (9600, 8, 0), (9600, 8, 3)])
def test_line_refuses_what_it_can_not_do(bench, speed, data_bits, stop_bits):
    uart = bench.devices.uart
    assert uart.open(bench.uart, speed, data_bits, stop_bits, 0, 0) == api.INVALID


def test_no_such_line(bench):
    assert bench.devices.uart.open('no-such-line', 9600, 8, 1, 0, 0) == api.NO_DEVICE


# ---------------------------------------------------------------------- analog

def test_analog_input_gives_the_voltage(bench):
    adc = bench.devices.adc
    assert adc.open(2, 0, 110) == api.OK
    for millivolts in (0, 1000, 2500):
        bench.analog(2, millivolts)
        raw = adc.read(2)
        assert 0 <= raw < 4096
        assert abs(adc.millivolts(2, raw) - millivolts) <= 1


def test_analog_input_has_to_be_open_and_there(bench):
    adc = bench.devices.adc
    assert adc.read(1) == api.CLOSED
    assert adc.open(77, 0, 110) == api.INVALID
    assert adc.open(1, 0, 110) == api.OK
    assert adc.close(1) == api.OK
    assert adc.close(1) == api.CLOSED
    assert adc.millivolts(1, 5) == api.CLOSED


def test_pulse_width(bench):
    pwm = bench.devices.pwm
    assert pwm.set(1, 1000, 10) == api.CLOSED
    assert pwm.open(1, 12) == api.OK
    for period, pulse in [(1000000, 250000), (2000000, 2000000), (20000, 0)]:
        assert pwm.set(1, period, pulse) == api.OK
        assert bench.pulse(1) == (period, pulse)
    assert pwm.set(1, 1000, 1001) == api.INVALID
    assert pwm.close(1, 0) == api.OK
    assert pwm.close(1, 0) == api.CLOSED
