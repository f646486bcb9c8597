"""Buffered output to file descriptors, and the end of the VM.

What Erlang programs print is collected here and written in large pieces: when
much has come together, before the scheduler sleeps, and before the VM ends.
HALT is set by erlang:halt/2; the interpreter's loop returns when it sees it.
"""
import errno
import os

from rpython.rlib.rarithmetic import r_longlong

from atomvm import config
from atomvm.proc import poll
from hal.api import CURRENT

LIMIT = 128 if config.BOARD else 65536      # bytes that are kept at most
PATIENCE = 20000000     # ns that they are kept while processes run


class Halt(object):
    """Whether and how the VM is to end: exit status, or abort."""

    def __init__(self):
        self.wanted = False
        self.status = 0
        self.abort = False

    def request(self, status, abort):
        self.wanted = True
        self.status = status
        self.abort = abort


HALT = Halt()


class Output(object):
    """A file descriptor with the bytes that wait to be written to it."""

    def __init__(self, fd):
        self.fd = fd
        self.pieces = []
        self.size = 0
        self.broken = False     # nobody reads it any more

    def write(self, data):
        """Take the bytes of data; they are written by flush() at the latest."""
        if self.broken:
            return
        self.pieces.append(data)
        self.size += len(data)
        if self.size >= LIMIT:
            self.flush()

    def flush(self):
        """Write all that waits.  A reader that has gone ends the VM."""
        if self.size == 0:
            return
        data = ''.join(self.pieces)
        self.pieces = []
        self.size = 0
        start = 0
        while start < len(data):
            done = self._write_some(data, start)
            if done < 0:
                self.broken = True
                HALT.request(1, False)
                return
            start += done

    def _write_some(self, data, start):
        """How many bytes were written, or -1 if none ever can be."""
        assert start >= 0
        if config.BOARD:
            CURRENT.machine.write(data[start:])
            return len(data) - start
        piece = data[start:start + LIMIT]
        try:
            return os.write(self.fd, piece)
        except OSError as e:
            if e.errno == errno.EINTR:
                return 0
            if e.errno == errno.EAGAIN or e.errno == errno.EWOULDBLOCK:
                poll.wait_writable(self.fd)
                return 0
            return -1


class Outputs(object):
    """The outputs of the VM: standard output and standard error."""

    def __init__(self):
        self.out = Output(1)
        self.err = Output(2)
        self.flushed = r_longlong(0)    # when tick() did it last

    def get(self, fd):
        """The output of file descriptor fd, 1 or 2."""
        if fd == 2:
            return self.err
        return self.out

    def flush(self):
        """Write all that waits, standard output first."""
        self.out.flush()
        self.err.flush()


OUTPUTS = Outputs()


def write(fd, data):
    """Write the bytes of data to standard output (1) or error (2).  What
    goes to one is not overtaken by what goes to the other later."""
    if fd == 2:
        OUTPUTS.out.flush()
        OUTPUTS.err.write(data)
        OUTPUTS.err.flush()
    else:
        OUTPUTS.out.write(data)


def flush():
    """Write all that waits: before sleeping and before the end."""
    OUTPUTS.flush()


def tick(now):
    """The scheduler looks around, at monotonic time now (r_longlong, ns):
    write what has waited for long."""
    if now - OUTPUTS.flushed >= PATIENCE:
        OUTPUTS.flushed = now
        OUTPUTS.flush()
