"""Serial lines through termios: by the path of their device, or UARTn for
/dev/ttySn."""
import os

from hal import api
from hal.api import Uart


class PosixUart(Uart):
    """fds: by line, -1 where it is closed; paths: of those that are open."""

    def __init__(self, system, root):
        self.system = system
        self.root = root
        self.fds = []
        self.paths = []

    def path(self, name):
        if name.startswith('/'):
            return name
        if name.startswith('UART'):
            return self.root + '/dev/ttyS' + name[len('UART'):]
        return self.root + '/dev/' + name

    def open(self, name, speed, data_bits, stop_bits, parity, flow):
        path = self.path(name)
        if '\x00' in path or not 1 <= stop_bits <= 2:
            return api.INVALID
        for i in range(len(self.fds)):
            if self.fds[i] >= 0 and self.paths[i] == path:
                return api.BUSY
        fd = self.system.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        if fd < 0:
            return fd
        code = self.system.set_line(fd, speed, data_bits, stop_bits, parity,
                                    flow)
        if code < 0:
            self.system.close(fd)
            return code
        for i in range(len(self.fds)):
            if self.fds[i] < 0:
                self.fds[i] = fd
                self.paths[i] = path
                return i
        self.fds.append(fd)
        self.paths.append(path)
        return len(self.fds) - 1

    def check(self, line):
        if not 0 <= line < len(self.fds):
            return api.INVALID
        if self.fds[line] < 0:
            return api.CLOSED
        return api.OK

    def close(self, line):
        code = self.check(line)
        if code == api.OK:
            self.system.close(self.fds[line])
            self.fds[line] = -1
        return code

    def write(self, line, data):
        code = self.check(line)
        if code != api.OK:
            return code
        return self.system.write(self.fds[line], data)

    def read(self, line, limit):
        code = self.check(line)
        if code != api.OK:
            return code, ''
        return self.system.read(self.fds[line], limit)

    def watch(self, line, on):
        """Whoever waits polls the descriptor."""
        return self.check(line)

    def descriptor(self, line):
        if self.check(line) != api.OK:
            return -1
        return self.fds[line]
