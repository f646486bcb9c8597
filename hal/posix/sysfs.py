"""What Linux has as files: analog inputs (IIO, Documentation/ABI/testing/
sysfs-bus-iio), pulse widths (Documentation/ABI/testing/sysfs-class-pwm).

Channel N is in_voltageN of iio:device0, and pwmN of pwmchip0."""
from hal import api
from hal.api import Adc, Pwm

IIO = '/sys/bus/iio/devices/iio:device0'
PWM_CHIP = '/sys/class/pwm/pwmchip0'


def number_of(text):
    """The int at the start of a text; -1 where there is none."""
    value = 0
    if len(text) == 0 or not '0' <= text[0] <= '9':
        return -1
    for char in text:
        if not '0' <= char <= '9':
            break
        value = value * 10 + ord(char) - ord('0')
    return value


class PosixAdc(Adc):
    """Bits and attenuation are the device's own."""

    def __init__(self, system, root):
        self.system = system
        self.folder = root + IIO
        self.scales = {}        # millivolts of a raw 1, by open channel

    def is_there(self):
        return self.system.exists(self.folder)

    def path(self, channel, what):
        return self.folder + '/in_voltage' + str(channel) + '_' + what

    def open(self, channel, bits, attenuation):
        if not self.is_there():
            return api.UNSUPPORTED
        if not self.system.exists(self.path(channel, 'raw')):
            return api.INVALID
        code, text = self.system.get_file(self.path(channel, 'scale'))
        if code < 0:
            code, text = self.system.get_file(self.folder +
                                              '/in_voltage_scale')
        if code < 0:
            return code
        try:
            self.scales[channel] = float(text)
        except ValueError:
            return api.IO_ERROR
        return api.OK

    def close(self, channel):
        if channel not in self.scales:
            return api.CLOSED
        del self.scales[channel]
        return api.OK

    def read(self, channel):
        if channel not in self.scales:
            return api.CLOSED
        code, text = self.system.get_file(self.path(channel, 'raw'))
        if code < 0:
            return code
        value = number_of(text)
        return value if value >= 0 else api.IO_ERROR

    def millivolts(self, channel, raw):
        if channel not in self.scales:
            return api.CLOSED
        return int(raw * self.scales[channel] + 0.5)


class PosixPwm(Pwm):

    def __init__(self, system, root):
        self.system = system
        self.chip = root + PWM_CHIP
        self.periods = {}       # ns, by open channel

    def is_there(self):
        return self.system.exists(self.chip)

    def put(self, channel, what, value):
        return self.system.put_file(
            self.chip + '/pwm' + str(channel) + '/' + what, str(value))

    def open(self, channel, pin):
        if not self.is_there():
            return api.UNSUPPORTED
        if not self.system.exists(self.chip + '/pwm' + str(channel)):
            code = self.system.put_file(self.chip + '/export', str(channel))
            if code < 0:
                return code
        self.periods[channel] = 0
        return api.OK

    def close(self, channel, level):
        """Where it is to stay high, the channel goes on with pulses as long as
        the period: one that is switched off has no level of its own."""
        if channel not in self.periods:
            return api.CLOSED
        period = self.periods[channel]
        del self.periods[channel]
        if level != 0 and period > 0:
            return self.put(channel, 'duty_cycle', period)
        code = self.put(channel, 'duty_cycle', 0)
        if code >= 0:
            code = self.put(channel, 'enable', 0)
        if code >= 0:
            code = self.system.put_file(self.chip + '/unexport', str(channel))
        return code

    def set(self, channel, period, pulse):
        if channel not in self.periods:
            return api.CLOSED
        if not 0 <= pulse <= period or period == 0:
            return api.INVALID
        before = self.periods[channel]
        # the kernel takes no period below the pulse that it has
        code = api.OK
        if before == 0:
            code = self.put(channel, 'duty_cycle', 0)
        if code >= 0 and period < before:
            code = self.put(channel, 'duty_cycle', pulse)
        if code >= 0 and period != before:
            code = self.put(channel, 'period', period)
        if code >= 0 and period >= before:
            code = self.put(channel, 'duty_cycle', pulse)
        if code >= 0 and before == 0:
            code = self.put(channel, 'enable', 1)
        if code >= 0:
            self.periods[channel] = period
        return code
