"""Natives of libs/uart.erl.

    uart:read_nif(Line, Max) -> {ok, Binary} | wait | {error, Reason}
    uart:select_nif(Line) -> ok, later the message {uart_ready, Line}
"""
from atomvm.bif.gateway import nif, Any, Binary, Int
from atomvm.nif.reply import data, done, number
from atomvm.proc import poll
from atomvm.proc.event import HANDLERS, Handler
from atomvm.proc.process import EXITED
from atomvm.proc.seqtrace import notify
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.iodata import bits_bytes, iodata_bytes
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple2
from hal import api
from hal.api import CURRENT

W_WAIT = mk_atom('wait')
W_UART_READY = mk_atom('uart_ready')
W_EALREADY = mk_atom('ealready')


class LineWatch(poll.Watch):
    """Of a line with a file descriptor."""

    def __init__(self, fd, line):
        poll.Watch.__init__(self, fd, poll.POLLIN)
        self.line = line

    def ready(self):
        READERS.event(self.line, 0)


class Reader(object):
    """Who waits for input."""

    def __init__(self, process, watch):
        self.process = process
        self.watch = watch


class Readers(Handler):
    """By number of the line."""

    def __init__(self):
        self.by_line = {}

    def add(self, line, process):
        fd = CURRENT.devices.uart.descriptor(line)
        watch = None
        if fd >= 0:
            watch = LineWatch(fd, line)
            watch.start()
        self.by_line[line] = Reader(process, watch)

    def remove(self, line):
        """The Reader, or None."""
        reader = self.by_line.get(line, None)
        if reader is not None:
            del self.by_line[line]
            if reader.watch is not None:
                reader.watch.stop()
        return reader

    def has(self, line):
        """Whether a live process waits."""
        reader = self.by_line.get(line, None)
        return reader is not None and reader.process.state != EXITED

    def event(self, number, value):
        reader = self.remove(number)
        if reader is not None:
            notify(reader.process, tuple2(W_UART_READY, mk_int(number)))


READERS = Readers()
HANDLERS.by_kind[api.LINE] = READERS


@nif('uart', 'open_nif', 6, 'uart', args=[Binary, Int, Int, Int, Int, Int])
def open_nif_6(w_name, speed, data_bits, stop_bits, parity, flow):
    """parity, flow: the numbers of hal.api."""
    return number(CURRENT.devices.uart.open(
        bits_bytes(w_name), speed, data_bits, stop_bits, parity, flow))


@nif('uart', 'close_nif', 1, 'uart', args=[Int])
def close_nif_1(line):
    """Who waits for input finds the line closed."""
    READERS.event(line, 0)
    return done(CURRENT.devices.uart.close(line))


@nif('uart', 'write_nif', 2, 'uart', args=[Int, Any])
def write_nif_2(line, w_data):
    """{ok, N}: so many bytes of the iodata were taken."""
    return number(CURRENT.devices.uart.write(line, iodata_bytes(w_data)))


@nif('uart', 'read_nif', 2, 'uart', args=[Int, Int])
def read_nif_2(line, limit):
    if READERS.has(line):
        return tuple2(atoms.error, W_EALREADY)
    code, found = CURRENT.devices.uart.read(line, limit)
    if code == api.OK and len(found) == 0:
        return W_WAIT
    return data(code, found)


@nif('uart', 'select_nif', 1, 'uart', args=[Int], process=True)
def select_nif_1(process, line):
    if READERS.has(line):
        return tuple2(atoms.error, W_EALREADY)
    READERS.remove(line)
    READERS.add(line, process)
    code = CURRENT.devices.uart.watch(line, True)
    if code < 0:
        READERS.remove(line)
    return done(code)


@nif('uart', 'cancel_nif', 1, 'uart', args=[Int])
def cancel_nif_1(line):
    READERS.remove(line)
    return done(CURRENT.devices.uart.watch(line, False))
