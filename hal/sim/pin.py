"""Simulated pins."""
from hal import api
from hal.api import Gpio
from hal.event import EVENTS

COUNT = 176         # 11 banks of 16
FLOATS = -1         # nothing drives the pin from outside


class Pin(object):
    """out: the level that the board drives; outside: that the world does;
    last: the level when it was last looked at."""

    def __init__(self, number):
        self.number = number
        self.mode = api.INPUT
        self.pull = api.FLOATING
        self.out = 0
        self.outside = FLOATS
        self.trigger = api.NEVER
        self.last = 0

    def level(self):
        if self.mode == api.OUTPUT or (self.mode == api.OPEN_DRAIN and
                                       self.out == 0):
            return self.out
        if self.outside != FLOATS:
            return self.outside
        return int(self.pull == api.UP or self.pull == api.UP_DOWN)

    def look(self):
        """Its surroundings may have changed: note what is watched for."""
        level = self.level()
        changed = level != self.last
        self.last = level
        if changed:
            wanted = (self.trigger == api.BOTH or self.trigger ==
                      (api.RISING if level else api.FALLING))
            if wanted:
                EVENTS.put(api.PIN, self.number, level)
        if self.trigger == (api.HIGH if level else api.LOW):
            EVENTS.put(api.PIN, self.number, level)


class SimGpio(Gpio):

    def __init__(self):
        self.pins = [Pin(number) for number in range(COUNT)]

    def has(self, pin):
        return 0 <= pin < COUNT

    def set_mode(self, pin, mode):
        if not self.has(pin):
            return api.INVALID
        self.pins[pin].mode = mode
        self.pins[pin].look()
        return api.OK

    def set_pull(self, pin, pull):
        if not self.has(pin):
            return api.INVALID
        self.pins[pin].pull = pull
        self.pins[pin].look()
        return api.OK

    def write(self, pin, level):
        if not self.has(pin):
            return api.INVALID
        self.pins[pin].out = level
        self.pins[pin].look()
        return api.OK

    def read(self, pin):
        if not self.has(pin):
            return api.INVALID
        return self.pins[pin].level()

    def watch(self, pin, trigger):
        if not self.has(pin):
            return api.INVALID
        found = self.pins[pin]
        found.trigger = api.NEVER
        if trigger != api.NEVER:
            found.mode = api.INPUT
            found.look()
        found.trigger = trigger
        if trigger == (api.HIGH if found.last else api.LOW):
            found.look()
        return api.OK

    def release(self, pin):
        if not self.has(pin):
            return api.INVALID
        outside = self.pins[pin].outside
        self.pins[pin] = Pin(pin)
        self.drive(pin, outside)
        return api.OK

    def drive(self, pin, level):
        """From outside: 0, 1 or FLOATS."""
        self.pins[pin].outside = level
        self.pins[pin].look()
