"""What the VM asks of the machine that it runs on, a small class for each
capability.  Numbers are ints, bytes are strings (str); nothing here knows
terms.  A back end defines subclasses and gives them to install().
"""
from rpython.rlib.rarithmetic import r_longlong


class Memory(object):
    """Bytes that can be read: a slot of flash memory, or a file's contents."""

    def __init__(self, size):
        self.size = size

    def byte(self, at):
        """The byte at 0 <= at < size, as an int."""
        raise NotImplementedError

    def part(self, start, end):
        """The bytes from start to end (0 <= start <= end <= size), a str."""
        raise NotImplementedError

    def halves(self, at):
        """A raw pointer to the 16-bit numbers from there on, a multiple of 4."""
        raise NotImplementedError


class StrMemory(Memory):
    """The bytes of a str."""

    def __init__(self, data):
        Memory.__init__(self, len(data))
        self.data = data

    def byte(self, at):
        return ord(self.data[at])

    def part(self, start, end):
        assert 0 <= start <= end
        return self.data[start:end]


class Machine(object):
    """The whole board."""

    name = ''

    # ---- console: a serial line, or whatever stands in for it

    def write(self, data):
        """Write all of data; returns when the last byte is on its way."""
        raise NotImplementedError

    def read(self, limit):
        """What has come in, at most limit bytes; '' if nothing has."""
        raise NotImplementedError

    # ---- time

    def monotonic_ns(self):
        """Nanoseconds since the start (r_longlong)."""
        raise NotImplementedError

    def wait(self, milliseconds):
        """Sleep so long, or for ever if negative; input and other events end
        it early.  Returns whether there is something to read()."""
        raise NotImplementedError

    # ---- what a crash report tells

    def running(self, number):
        """From now on process number (the N of <0.N.0>) runs."""

    def platform(self):
        """What atomvm:platform/0 answers."""
        return 'generic'

    # ---- flash memory

    def slot_count(self):
        """How many slots for packs there are."""
        return 0

    def slot_name(self, n):
        """What the board's .ini calls slot n."""
        raise NotImplementedError

    def slot(self, n):
        """The Memory of slot n."""
        raise NotImplementedError


class NoMachine(Machine):
    """In place of a board where there is none: a host."""

    def write(self, data):
        pass

    def read(self, limit):
        return ''

    def monotonic_ns(self):
        return r_longlong(0)

    def platform(self):
        return 'generic_unix'

    def wait(self, milliseconds):
        return False

    def slot_name(self, n):
        return ''

    def slot(self, n):
        return StrMemory('')


# ---- devices: capabilities that a board may or may not have.  A result code
# ---- that is not negative is a success, and may be a value.

OK = 0
UNSUPPORTED = -1        # this back end has nothing of the kind
INVALID = -2            # no such pin, bus, channel, mode, speed
NO_DEVICE = -3          # it is not there
NO_ANSWER = -4          # nobody acknowledged
TIMEOUT = -5
BUSY = -6               # somebody else has it
IO_ERROR = -7
DENIED = -8             # the operating system does not let us
CLOSED = -9

# Kinds of records in hal.event's ring, and what number and value are.
PIN = 0         # a watched pin, its level
LINE = 1        # a watched serial line, 0
KINDS = 2

# Gpio: modes, pulls, levels, what Gpio.watch() waits for.
INPUT, OUTPUT, OPEN_DRAIN = range(3)
FLOATING, UP, DOWN, UP_DOWN = range(4)
NEVER, RISING, FALLING, BOTH, LOW, HIGH = range(6)

# Uart: parity, flow control.
NO_PARITY, EVEN, ODD = range(3)
NO_FLOW, HARDWARE, SOFTWARE = range(3)


class Gpio(object):
    """Pins, by number.  A pin that is watched writes records of the kind PIN."""

    def set_mode(self, pin, mode):
        """INPUT, OUTPUT, OPEN_DRAIN."""
        return UNSUPPORTED

    def set_pull(self, pin, pull):
        """FLOATING, UP, DOWN, UP_DOWN."""
        return UNSUPPORTED

    def write(self, pin, level):
        return UNSUPPORTED

    def read(self, pin):
        """0 or 1."""
        return UNSUPPORTED

    def watch(self, pin, trigger):
        """Make it an input and note when trigger happens; NEVER ends that."""
        return UNSUPPORTED

    def release(self, pin):
        """The pin is as after a reset."""
        return UNSUPPORTED

    def descriptor(self, pin):
        """Of a watched pin, on an operating system: the file descriptor that
        can be read when there is something to collect(), else -1."""
        return -1

    def collect(self, pin):
        """Write the records of a watched pin that has a descriptor."""


class I2c(object):
    """Buses on which this side leads; addresses of 7 bits."""

    def open(self, bus, scl, sda, hz):
        """scl, sda: pins or -1, where they can be chosen."""
        return UNSUPPORTED

    def close(self, bus):
        return UNSUPPORTED

    def write(self, bus, address, data):
        """data may be empty: is anybody there?"""
        return UNSUPPORTED

    def read(self, bus, address, data, count):
        """Write data, if there is any, then, after a repeated start, read:
        (result code, count bytes)."""
        return UNSUPPORTED, ''


class Spi(object):
    """Buses on which this side leads."""

    def open(self, bus, sclk, mosi, miso):
        """Pins: -1 where there is none or it can not be chosen."""
        return UNSUPPORTED

    def close(self, bus):
        return UNSUPPORTED

    def add_device(self, bus, cs, hz, mode):
        """cs: a pin, or the number of the bus's own line; mode: 0 to 3.
        The number of the device."""
        return UNSUPPORTED

    def transfer(self, device, data):
        """Write data and read at the same time: (result code, bytes)."""
        return UNSUPPORTED, ''


class Uart(object):
    """Serial lines, by the number that open() gives.  A line that is watched
    writes a record of the kind LINE, once, when there is something to read."""

    def open(self, name, speed, data_bits, stop_bits, parity, flow):
        """name: a str, such as UART1 or /dev/ttyUSB0.  speed in bits/s."""
        return UNSUPPORTED

    def close(self, line):
        return UNSUPPORTED

    def write(self, line, data):
        """How many bytes were taken."""
        return UNSUPPORTED

    def read(self, line, limit):
        """(result code, what has come in, at most limit bytes)."""
        return UNSUPPORTED, ''

    def watch(self, line, on):
        return UNSUPPORTED

    def descriptor(self, line):
        """As of Gpio; what is read from it is read()."""
        return -1


class Adc(object):
    """Analog inputs, by channel or pin."""

    def open(self, channel, bits, attenuation):
        """bits: 0 for as many as there are; attenuation in tenths of dB."""
        return UNSUPPORTED

    def close(self, channel):
        return UNSUPPORTED

    def read(self, channel):
        """The raw value."""
        return UNSUPPORTED

    def millivolts(self, channel, raw):
        """What a raw value stands for."""
        return UNSUPPORTED


class Pwm(object):
    """Outputs with a pulse width, by channel; times in ns."""

    def open(self, channel, pin):
        return UNSUPPORTED

    def close(self, channel, level):
        """The output stays at level."""
        return UNSUPPORTED

    def set(self, channel, period, pulse):
        return UNSUPPORTED


class Power(object):

    def restart(self):
        """Does not return where it works."""
        return UNSUPPORTED

    def reset_reason(self):
        """A place in RESET_REASONS."""
        return UNSUPPORTED

    def frequency(self):
        """Of the processor, in kHz."""
        return UNSUPPORTED


RESET_REASONS = ['unknown', 'poweron', 'ext', 'sw', 'panic', 'int_wdt',
                 'task_wdt', 'wdt', 'deepsleep', 'brownout', 'sdio']


class Watchdog(object):
    """Resets the board unless it is fed."""

    def start(self, milliseconds):
        return UNSUPPORTED

    def feed(self):
        return UNSUPPORTED

    def stop(self):
        return UNSUPPORTED


class Script(object):
    """The world around a simulated board, for tests (hal/sim)."""

    def set_pin(self, pin, level, after_us):
        """Drive a pin from outside, when so much simulated time has passed."""
        return UNSUPPORTED

    def step(self, microseconds):
        """Let simulated time pass: the time since the start."""
        return UNSUPPORTED

    def i2c_device(self, bus, address, at, data):
        """Have a device answer: 256 registers, of which data is at `at`."""
        return UNSUPPORTED

    def i2c_registers(self, bus, address, at, count):
        """What is in them: (result code, bytes)."""
        return UNSUPPORTED, ''

    def spi_answer(self, bus, data):
        """What the next bytes read will be; after them, what is written."""
        return UNSUPPORTED

    def uart_feed(self, name, data):
        return UNSUPPORTED

    def uart_written(self, name):
        """Take what was written: (result code, bytes)."""
        return UNSUPPORTED, ''

    def analog(self, channel, millivolts):
        return UNSUPPORTED


class Devices(object):
    """What one back end has; it puts its own in place of these."""

    def __init__(self):
        self.gpio = Gpio()
        self.i2c = I2c()
        self.spi = Spi()
        self.uart = Uart()
        self.adc = Adc()
        self.pwm = Pwm()
        self.power = Power()
        self.watchdog = Watchdog()
        self.script = Script()

    def capabilities(self):
        """Names of what there is: gpio, i2c ..."""
        return []


class Current(object):
    """The machine and the devices in use, and those that can be chosen: by
    name."""

    def __init__(self):
        self.machine = NoMachine()
        self.devices = Devices()
        self.offered = {}

    def install(self, machine):
        self.machine = machine

    def offer(self, name, devices):
        """The first one is used unless another is chosen."""
        if len(self.offered) == 0:
            self.devices = devices
        self.offered[name] = devices

    def choose(self, name):
        """False where there are no such devices."""
        if name not in self.offered:
            return False
        self.devices = self.offered[name]
        return True


CURRENT = Current()
