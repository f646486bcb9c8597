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

    def wait(self, milliseconds):
        return False

    def slot_name(self, n):
        return ''

    def slot(self, n):
        return StrMemory('')


class Current(object):
    """The machine in use."""

    def __init__(self):
        self.machine = NoMachine()

    def install(self, machine):
        self.machine = machine


CURRENT = Current()
