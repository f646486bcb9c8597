"""Simulated serial lines: UART0, UART1, UART2."""
from hal import api
from hal.api import Uart
from hal.event import EVENTS

COUNT = 3


class Line(object):
    """coming: bytes that can be read; gone: that were written."""

    def __init__(self):
        self.is_open = False
        self.watched = False
        self.coming = ''
        self.gone = ''


class SimUart(Uart):

    def __init__(self):
        self.lines = [Line() for _ in range(COUNT)]

    def find(self, name):
        """The number of a line, or INVALID."""
        for i in range(COUNT):
            if name == 'UART' + str(i):
                return i
        return api.INVALID

    def open(self, name, speed, data_bits, stop_bits, parity, flow):
        number = self.find(name)
        if number < 0:
            return api.NO_DEVICE
        if (speed <= 0 or not 5 <= data_bits <= 8 or
                not 1 <= stop_bits <= 2):
            return api.INVALID
        line = self.lines[number]
        if line.is_open:
            return api.BUSY
        line.is_open = True
        return number

    def check(self, line):
        if not 0 <= line < COUNT:
            return api.INVALID
        if not self.lines[line].is_open:
            return api.CLOSED
        return api.OK

    def close(self, line):
        code = self.check(line)
        if code == api.OK:
            self.lines[line].is_open = False
            self.lines[line].watched = False
        return code

    def write(self, line, data):
        code = self.check(line)
        if code != api.OK:
            return code
        self.lines[line].gone += data
        return len(data)

    def read(self, line, limit):
        code = self.check(line)
        if code != api.OK:
            return code, ''
        data = self.lines[line].coming
        size = min(limit, len(data))
        assert size >= 0
        self.lines[line].coming = data[size:]
        return code, data[:size]

    def watch(self, line, on):
        code = self.check(line)
        if code == api.OK:
            self.lines[line].watched = on
            self.look(line)
        return code

    def look(self, number):
        line = self.lines[number]
        if line.watched and len(line.coming) > 0:
            line.watched = False
            EVENTS.put(api.LINE, number, 0)
