"""The driver of {fd, In, Out}: descriptors that the VM has got from whoever
started it.  They stay open, and as they are: nothing makes them non-blocking,
so it asks before it reads or writes.  OTP: sys_drivers.c, fd_driver.
"""
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
