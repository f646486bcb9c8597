"""Which driver opens which kind of port; importing it installs the Opener."""
import errno

from atomvm.port.fd import FdDriver, open_file
from atomvm.port.inet_tcp import open_tcp
from atomvm.port.inet_udp import open_udp
from atomvm.port.ram_file import RamFileDriver
from atomvm.port.spawn import open_program
from atomvm.proc.port import DRIVER, FD, FILE, OPENERS, Opener


class HostOpener(Opener):
    def open(self, request):
        if request.kind == FILE:
            return open_file(request)
        if request.kind == DRIVER:
            if request.command.startswith('tcp_inet'):
                return open_tcp()
            if request.command.startswith('ram_file'):
                return RamFileDriver(request)
            if request.command.startswith('udp_inet'):
                return open_udp()
            # tty_sl, of line editing: user_drv does without, as on erl where
            # standard input is no terminal
            raise OSError(errno.EINVAL, 'driver')
        if request.kind != FD:
            return open_program(request)
        if (request.reads and request.fd_in < 0 or
                request.writes and request.fd_out < 0):
            raise OSError(errno.EINVAL, 'fd')
        return FdDriver(request)


OPENERS.install(HostOpener())
