"""All devices of a Linux machine."""
from hal.api import Devices
from hal.posix.bus import PosixI2c, PosixSpi
from hal.posix.line import PosixUart
from hal.posix.pin import PosixGpio
from hal.posix.sysfs import PosixAdc, PosixPwm


class PosixDevices(Devices):
    """root: of the file system, '' but for tests."""

    def __init__(self, system, root=''):
        Devices.__init__(self)
        self.gpio = self.posix_gpio = PosixGpio(system, root)
        self.i2c = self.posix_i2c = PosixI2c(system, root)
        self.spi = self.posix_spi = PosixSpi(system, root)
        self.uart = PosixUart(system, root)
        self.adc = self.posix_adc = PosixAdc(system, root)
        self.pwm = self.posix_pwm = PosixPwm(system, root)

    def capabilities(self):
        found = []
        if self.posix_gpio.is_there():
            found.append('gpio')
        if self.posix_i2c.is_there():
            found.append('i2c')
        if self.posix_spi.is_there():
            found.append('spi')
        found.append('uart')
        if self.posix_adc.is_there():
            found.append('adc')
        if self.posix_pwm.is_there():
            found.append('pwm')
        return found
