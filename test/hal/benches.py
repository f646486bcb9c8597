"""Back ends with the world around them in a test's hands: the same methods for
each.  A new back end gets a bench here; the tests of test_contract.py then run on it."""
import errno
import os
import pty
import select

from fake_kernel import FakeKernel

from hal import api
from hal.posix.device import PosixDevices
from hal.sim.bus import Chip
from hal.sim.device import SimDevices
from hal.sim.pin import FLOATS


class SimBench(object):
    """What has to be chosen by name: uart, the bus and device for i2c and spi."""
    uart = 'UART1'
    i2c = 1
    spi, spi_cs = 2, 0
    no_pin = 10000
    level_triggers = True

    def __init__(self, tmpdir):
        self.devices = SimDevices()

    def drive(self, pin, level):
        level = FLOATS if level is None else level
        assert self.devices.script.set_pin(pin, level, 0) == api.OK

    def chip(self, address, data):
        assert self.devices.script.i2c_device(self.i2c, address, 0, data) == api.OK

    def spi_answer(self, data):
        assert self.devices.script.spi_answer(self.spi, data) == api.OK

    def feed(self, data):
        assert self.devices.script.uart_feed(self.uart, data) == api.OK

    def sent(self, size):
        code, data = self.devices.script.uart_written(self.uart)
        assert code == api.OK
        return data

    def analog(self, channel, millivolts):
        assert self.devices.script.analog(channel, millivolts) == api.OK

    def pulse(self, channel):
        """(period, pulse) in ns."""
        output = self.devices.pwm.outputs[channel]
        return output.period, output.pulse

    def close(self):
        pass


class PosixBench(object):
    i2c = 1
    spi, spi_cs = 0, 1
    no_pin = 54
    level_triggers = False

    def __init__(self, tmpdir):
        self.kernel = FakeKernel()
        self.root = tmpdir
        for name in ('gpiochip0', 'i2c-1', 'spidev0.1'):
            tmpdir.ensure('dev', name)
        iio = tmpdir.ensure('sys/bus/iio/devices/iio:device0', dir=True)
        for channel in range(4):
            iio.join('in_voltage%d_raw' % channel).write('0\n')
        iio.join('in_voltage_scale').write('0.805664062\n')
        self.iio = iio
        self.pwm_folder = tmpdir.ensure('sys/class/pwm/pwmchip0', dir=True)
        for channel in range(2):
            for name in ('period', 'duty_cycle', 'enable'):
                self.pwm_folder.ensure('pwm%d' % channel, name).write('0')
        for name in ('export', 'unexport'):
            self.pwm_folder.ensure(name)
        self.master, slave = pty.openpty()
        self.uart = os.ttyname(slave)
        os.close(slave)
        self.devices = PosixDevices(self.kernel, str(tmpdir))

    def drive(self, pin, level):
        self.kernel.drive(pin, level)
        fd = self.devices.gpio.descriptor(pin)
        if fd >= 0 and select.select([fd], [], [], 0)[0]:
            self.devices.gpio.collect(pin)

    def chip(self, address, data):
        chip = Chip()
        chip.write('\0' + data)
        self.kernel.chips[self.i2c, address] = chip

    def spi_answer(self, data):
        self.kernel.answer = lambda written: data + written[len(data):]

    def feed(self, data):
        os.write(self.master, data)

    def sent(self, size):
        data = ''
        while len(data) < size:
            assert select.select([self.master], [], [], 5)[0]
            data += os.read(self.master, 1000)
        return data

    def analog(self, channel, millivolts):
        raw = int(millivolts / 0.805664062 + 0.5)
        self.iio.join('in_voltage%d_raw' % channel).write('%d\n' % raw)

    def pulse(self, channel):
        folder = self.pwm_folder.join('pwm%d' % channel)
        return int(folder.join('period').read()), int(folder.join('duty_cycle').read())

    def close(self):
        try:
            os.close(self.master)
        except OSError as e:
            assert e.errno == errno.EBADF


BENCHES = {'sim': SimBench, 'posix': PosixBench}
