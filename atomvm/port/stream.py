"""A driver that reads one file descriptor and writes another.

OTP: erts/emulator/sys/unix/sys_drivers.c (fd_driver, and what spawn_driver
shares with it).
"""
import errno
import os

from atomvm.port.framing import EOL, PLAIN, framing_of
from atomvm.proc import poll
from atomvm.proc.port import Driver
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import int_list
from atomvm.term.tuple import tuple2

W_EOL = mk_atom('eol')
W_NOEOL = mk_atom('noeol')

READ_SIZE = 65536       # ERTS_SYS_READ_BUF_SZ


class Chunk(object):
    """Bytes that wait to be written, in a linked list; at: how many of them
    have been."""

    def __init__(self, data):
        self.data = data
        self.at = 0
        self.next = None


class InputWatch(poll.Watch):
    def __init__(self, fd, driver):
        poll.Watch.__init__(self, fd, poll.POLLIN)
        self.driver = driver

    def ready(self):
        self.driver.read()


class OutputWatch(poll.Watch):
    def __init__(self, fd, driver):
        poll.Watch.__init__(self, fd, poll.POLLOUT)
        self.driver = driver

    def ready(self):
        self.driver.go_on_writing()


def _may_come_again(number):
    return (number == errno.EAGAIN or number == errno.EWOULDBLOCK or
            number == errno.EINTR)


class StreamDriver(Driver):
    """read_fd, write_fd: -1 where there is none.  port is None once it has
    ended, and what has been taken is still being written."""
    piece_size = 65536      # bytes written at once

    def __init__(self, request, read_fd, write_fd):
        self.binary = request.binary
        self.framing = framing_of(request.packet, request.line)
        self.input = InputWatch(read_fd, self)
        self.output = OutputWatch(write_fd, self)
        self.port = None
        self.first = None       # Chunk
        self.last = None
        self.waits = 0          # bytes in them
        self.busy = False
        self.busy_low = request.busy_low
        self.busy_high = request.busy_high

    def start(self, port):
        self.port = port
        if self.input.fd >= 0:
            self.input.start()

    # -------------------------------------------------------------- output

    def queued(self):
        return self.waits

    def is_busy(self):
        return self.busy

    def write(self, data):
        if self.output.fd < 0:
            return errno.EBADF
        if not self.framing.takes(len(data)):
            return errno.EINVAL
        self.queue(self.framing.header(len(data)) + data)
        if self.output.on:
            number = 0
        else:
            number = self.write_on()
        if self.waits > 0:
            self.output.start()
        if self.waits >= self.busy_high:
            self.busy = True
        return number

    def queue(self, data):
        if len(data) == 0:
            return
        chunk = Chunk(data)
        if self.last is None:
            self.first = chunk
        else:
            self.last.next = chunk
        self.last = chunk
        self.waits += len(data)

    def write_on(self):
        """Write as much as is taken now; 0 or an errno."""
        while self.first is not None:
            chunk = self.first
            start = chunk.at
            end = min(start + self.piece_size, len(chunk.data))
            assert 0 <= start <= end
            try:
                done = self.write_piece(chunk.data[start:end])
            except OSError as e:
                if _may_come_again(e.errno):
                    return 0
                return e.errno
            if done == 0:
                return 0
            chunk.at += done
            self.waits -= done
            if chunk.at == len(chunk.data):
                self.first = chunk.next
                if self.first is None:
                    self.last = None
        return 0

    def write_piece(self, data):
        """Write data or part of it: how many bytes; OSError."""
        return os.write(self.output.fd, data)

    def go_on_writing(self):
        """There is room for more."""
        number = self.write_on()
        port = self.port
        if self.waits == 0 or number != 0:
            self.output.stop()
        if port is None:
            if not self.output.on:
                self.shut()
        elif number != 0:
            port.fail(number)
        elif self.waits < self.busy_low and self.busy:
            self.busy = False
            port.drained()

    # --------------------------------------------------------------- input

    def read(self):
        """There is something to read."""
        try:
            data = os.read(self.input.fd, READ_SIZE)
        except OSError as e:
            if not _may_come_again(e.errno):
                self.input.stop()
                self.port.fail(e.errno)
            return
        if data == '':
            self.input.stop()
            self.input_ended()
        else:
            self.tell(self.framing.feed(data))

    def input_ended(self):
        """The other side writes no more."""
        self.tell(self.framing.rest())
        port = self.port
        if port is not None:
            port.end_of_input()

    def tell(self, pieces):
        """Pieces for the owner; the first may end the port."""
        for piece in pieces:
            port = self.port
            if port is None:
                return
            port.received += len(piece.data)
            if self.binary:
                w_data = mk_binary(piece.data)
            else:
                w_data = int_list([ord(char) for char in piece.data])
            if piece.kind != PLAIN:
                w_kind = W_EOL if piece.kind == EOL else W_NOEOL
                w_data = tuple2(w_kind, w_data)
            port.deliver(w_data)

    # ----------------------------------------------------------------- end

    def close(self, flush):
        self.input.stop()
        self.port = None
        if not flush or self.waits == 0:
            self.output.stop()
        if not self.output.on:
            self.shut()

    def shut(self):
        """Nothing is read or written any more."""
        self.first = None
        self.last = None
        self.waits = 0
