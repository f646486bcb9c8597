"""The driver of {fd, In, Out}: descriptors that the VM has got from whoever
started it.  They stay open, and as they are: nothing makes them non-blocking,
so it asks before it reads or writes.  And the driver of files.
OTP: sys_drivers.c, fd_driver and vanilla_driver.
"""
import errno
import os

from atomvm.port.stream import StreamDriver
from atomvm.proc import output, poll


class FdDriver(StreamDriver):
    piece_size = 4096       # at most PIPE_BUF: poll(2) says that it fits

    def __init__(self, request):
        StreamDriver.__init__(self, request,
                              request.fd_in if request.reads else -1,
                              request.fd_out if request.writes else -1)

    def write_piece(self, data):
        if not poll.is_writable(self.output.fd):
            return 0
        output.flush()      # what was printed before
        return StreamDriver.write_piece(self, data)


class FileDriver(StreamDriver):
    """fd: of a file; it is this driver's own."""

    def __init__(self, request, fd):
        StreamDriver.__init__(self, request, fd if request.reads else -1,
                              fd if request.writes else -1)
        self.fd = fd

    def shut(self):
        StreamDriver.shut(self)
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


def open_file(request):
    """The FileDriver of a Request; OSError, of which no more is known."""
    flags = os.O_RDONLY
    if request.writes:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        if request.reads:
            flags = os.O_RDWR | os.O_CREAT
    path = request.command
    end = path.find('\x00')
    if end >= 0:
        path = path[:end]
    try:
        fd = os.open(path, flags, 0666)
    except OSError:
        raise OSError(errno.EINVAL, path)
    return FileDriver(request, fd)
