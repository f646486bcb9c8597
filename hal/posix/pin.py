"""Pins of Linux: <linux/gpio.h>, ABI v2.  Pin number C * 1024 + L is line L of
/dev/gpiochipC.  A line is ours from its first use to release()."""
import os

from hal import api
from hal.api import Gpio
from hal.event import EVENTS
from hal.posix.system import Block
from rpython.rlib.rarithmetic import r_uint

LINES = 1024

GET_LINE = r_uint(0xC250B407)       # GPIO_V2_GET_LINE_IOCTL
SET_CONFIG = r_uint(0xC110B40D)     # GPIO_V2_LINE_SET_CONFIG_IOCTL
GET_VALUES = r_uint(0xC010B40E)     # GPIO_V2_LINE_GET_VALUES_IOCTL
SET_VALUES = r_uint(0xC010B40F)     # GPIO_V2_LINE_SET_VALUES_IOCTL

# struct gpio_v2_line_request
REQUEST_SIZE = 592
REQUEST_CONSUMER = 256
REQUEST_CONFIG = 288
REQUEST_NUM_LINES = 560
REQUEST_FD = 588
# struct gpio_v2_line_config
CONFIG_SIZE = 272
CONFIG_NUM_ATTRS = 8
CONFIG_ATTRS = 32
# struct gpio_v2_line_config_attribute
ATTR_VALUES = 8
ATTR_MASK = 16
ID_OUTPUT_VALUES = 2
# struct gpio_v2_line_values
VALUES_SIZE = 16
VALUES_MASK = 8
# struct gpio_v2_line_event
EVENT_SIZE = 48
EVENT_ID = 8
RISING_EDGE = 1

# enum gpio_v2_line_flag
INPUT = 1 << 2
OUTPUT = 1 << 3
EDGE_RISING = 1 << 4
EDGE_FALLING = 1 << 5
OPEN_DRAIN = 1 << 6
PULL_UP = 1 << 8
PULL_DOWN = 1 << 9
BIAS_DISABLED = 1 << 10

CONSUMER = 'atomvm'


class Line(object):
    """A line that is ours.  mode, pull, edges: flags; level: of an output."""

    def __init__(self):
        self.fd = -1
        self.mode = INPUT
        self.pull = 0
        self.edges = 0
        self.level = 0

    def flags(self):
        return self.mode | self.pull | self.edges

    def configure(self, block, at):
        """Fill in a struct gpio_v2_line_config."""
        block.put(at, 8, self.flags())
        if self.mode & OUTPUT:
            block.put(at + CONFIG_NUM_ATTRS, 4, 1)
            attr = at + CONFIG_ATTRS
            block.put(attr, 4, ID_OUTPUT_VALUES)
            block.put(attr + ATTR_VALUES, 8, self.level)
            block.put(attr + ATTR_MASK, 8, 1)


class PosixGpio(Gpio):
    """lines: by number of the pin; root: of the file system."""

    def __init__(self, system, root):
        self.system = system
        self.root = root
        self.lines = {}

    def is_there(self):
        return self.system.exists(self.root + '/dev/gpiochip0')

    def find(self, pin):
        """The Line of a pin, which need not be ours yet."""
        if pin in self.lines:
            return self.lines[pin]
        return Line()

    def apply(self, pin, line):
        """Have the kernel configure the line, and keep it."""
        if line.fd < 0:
            code = self.request(pin, line)
        else:
            block = Block(CONFIG_SIZE)
            line.configure(block, 0)
            code = self.system.ioctl(line.fd, SET_CONFIG, block)
            block.free()
        if code < 0:
            return code
        self.lines[pin] = line
        return api.OK

    def request(self, pin, line):
        chip = self.system.open(
            self.root + '/dev/gpiochip' + str(pin // LINES), os.O_RDWR)
        if chip < 0:
            if chip == api.NO_DEVICE and not self.is_there():
                return api.UNSUPPORTED
            return api.INVALID if chip == api.NO_DEVICE else chip
        block = Block(REQUEST_SIZE)
        block.put(0, 4, pin % LINES)
        block.put_bytes(REQUEST_CONSUMER, CONSUMER)
        line.configure(block, REQUEST_CONFIG)
        block.put(REQUEST_NUM_LINES, 4, 1)
        code = self.system.ioctl(chip, GET_LINE, block)
        if code >= 0:
            line.fd = block.number(REQUEST_FD, 4)
        block.free()
        self.system.close(chip)
        return code

    def set_mode(self, pin, mode):
        line = self.find(pin)
        line.edges = 0
        line.mode = INPUT
        if mode == api.OUTPUT:
            line.mode = OUTPUT
        elif mode == api.OPEN_DRAIN:
            line.mode = OUTPUT | OPEN_DRAIN
        return self.apply(pin, line)

    def set_pull(self, pin, pull):
        if pull == api.UP_DOWN:
            return api.INVALID
        line = self.find(pin)
        line.pull = BIAS_DISABLED
        if pull == api.UP:
            line.pull = PULL_UP
        elif pull == api.DOWN:
            line.pull = PULL_DOWN
        return self.apply(pin, line)

    def write(self, pin, level):
        """Of an input: what it will drive as an output."""
        line = self.find(pin)
        line.level = level
        if line.fd < 0 or not line.mode & OUTPUT:
            return self.apply(pin, line)
        code, _ = self.values(line, SET_VALUES, level)
        return code

    def read(self, pin):
        line = self.find(pin)
        if line.fd < 0:
            code = self.apply(pin, line)
            if code < 0:
                return code
        code, level = self.values(line, GET_VALUES, 0)
        if code < 0:
            return code
        return level

    def values(self, line, request, level):
        """(result code, level)"""
        block = Block(VALUES_SIZE)
        block.put(0, 8, level)
        block.put(VALUES_MASK, 8, 1)
        code = self.system.ioctl(line.fd, request, block)
        level = block.number(0, 4) & 1
        block.free()
        return min(code, api.OK), level

    def watch(self, pin, trigger):
        if trigger == api.LOW or trigger == api.HIGH:
            return api.UNSUPPORTED      # the kernel tells of edges only
        line = self.find(pin)
        if trigger == api.NEVER and line.fd < 0:
            return api.OK
        line.edges = 0
        if trigger == api.RISING or trigger == api.BOTH:
            line.edges = EDGE_RISING
        if trigger == api.FALLING or trigger == api.BOTH:
            line.edges |= EDGE_FALLING
        if trigger != api.NEVER:
            line.mode = INPUT
        return self.apply(pin, line)

    def release(self, pin):
        if pin in self.lines:
            self.system.close(self.lines[pin].fd)
            del self.lines[pin]
        elif not self.is_there():
            return api.UNSUPPORTED
        return api.OK

    def descriptor(self, pin):
        return self.find(pin).fd

    def collect(self, pin):
        code, data = self.system.read(self.find(pin).fd, EVENT_SIZE * 16)
        if code < 0:
            return
        block = Block(len(data))
        block.put_bytes(0, data)
        for at in range(0, len(data) - EVENT_SIZE + 1, EVENT_SIZE):
            rising = block.number(at + EVENT_ID, 4) == RISING_EDGE
            EVENTS.put(api.PIN, pin, int(rising))
        block.free()
