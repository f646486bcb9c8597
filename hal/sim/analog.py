"""Simulated analog inputs and pulse widths."""
from hal import api
from hal.api import Adc, Pwm

INPUTS = 40
OUTPUTS = 8
MOST_BITS = 12


def full_scale(attenuation):
    """Millivolts of the largest raw value, or INVALID."""
    if attenuation == 0:
        return 1100
    if attenuation == 25:
        return 1500
    if attenuation == 60:
        return 2200
    if attenuation == 110 or attenuation == 120:
        return 3300
    return api.INVALID


class Input(object):
    """largest: raw value, 0 where it is not open; scale: its millivolts."""

    def __init__(self):
        self.largest = 0
        self.scale = 0
        self.millivolts = 0


class SimAdc(Adc):

    def __init__(self):
        self.inputs = [Input() for _ in range(INPUTS)]

    def open(self, channel, bits, attenuation):
        scale = full_scale(attenuation)
        if bits == 0:
            bits = MOST_BITS
        if (not 0 <= channel < INPUTS or scale < 0 or
                not 9 <= bits <= MOST_BITS):
            return api.INVALID
        self.inputs[channel].largest = (1 << bits) - 1
        self.inputs[channel].scale = scale
        return api.OK

    def check(self, channel):
        if not 0 <= channel < INPUTS:
            return api.INVALID
        if self.inputs[channel].largest == 0:
            return api.CLOSED
        return api.OK

    def close(self, channel):
        code = self.check(channel)
        if code == api.OK:
            self.inputs[channel].largest = 0
        return code

    def read(self, channel):
        code = self.check(channel)
        if code != api.OK:
            return code
        found = self.inputs[channel]
        return min(found.millivolts * found.largest // found.scale,
                   found.largest)

    def millivolts(self, channel, raw):
        code = self.check(channel)
        if code != api.OK:
            return code
        found = self.inputs[channel]
        # to the nearest, so that what was put in comes out
        return (raw * found.scale + found.largest - 1) // found.largest


class Output(object):
    """pin: -1 where it is not open.  period, pulse: ns; level: after the end."""

    def __init__(self):
        self.pin = -1
        self.period = 0
        self.pulse = 0
        self.level = 0


class SimPwm(Pwm):

    def __init__(self):
        self.outputs = [Output() for _ in range(OUTPUTS)]

    def open(self, channel, pin):
        if not 0 <= channel < OUTPUTS or pin < 0:
            return api.INVALID
        self.outputs[channel].pin = pin
        return api.OK

    def check(self, channel):
        if not 0 <= channel < OUTPUTS:
            return api.INVALID
        if self.outputs[channel].pin < 0:
            return api.CLOSED
        return api.OK

    def close(self, channel, level):
        code = self.check(channel)
        if code == api.OK:
            self.outputs[channel] = Output()
            self.outputs[channel].level = level
        return code

    def set(self, channel, period, pulse):
        code = self.check(channel)
        if code != api.OK:
            return code
        if not 0 <= pulse <= period or period == 0:
            return api.INVALID
        self.outputs[channel].period = period
        self.outputs[channel].pulse = pulse
        return api.OK
