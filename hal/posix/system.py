"""System calls that devices need, with the result codes of hal.api, and blocks
of memory in the layout of the kernel's structures.  Tests put a kernel of
their own in place of System."""
import errno
import os
import sys

from hal import api
from rpython.rlib.rarithmetic import LONG_BIT, intmask, r_uint
from rpython.rtyper.lltypesystem import lltype, rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

WORD = LONG_BIT // 8
BIG_ENDIAN = sys.byteorder == 'big'
EREMOTEIO = 121     # of Linux, what a bus without answer says
ENOTSUP = 95

_SOURCE = r'''
#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>

/* for untranslated runs, which load them from a library */
#define SEEN __attribute__((visibility("default")))

SEEN int atomvm_ioctl(int fd, unsigned long request, char *argument)
{
    int result = ioctl(fd, request, argument);
    return result < 0 ? -errno : result;
}

static const struct { int speed; speed_t code; } speeds[] = {
    { 300, B300 }, { 600, B600 }, { 1200, B1200 }, { 2400, B2400 },
    { 4800, B4800 }, { 9600, B9600 }, { 19200, B19200 }, { 38400, B38400 },
    { 57600, B57600 }, { 115200, B115200 }, { 230400, B230400 },
#ifdef B460800
    { 460800, B460800 }, { 921600, B921600 }, { 1000000, B1000000 },
    { 1500000, B1500000 }, { 2000000, B2000000 }, { 3000000, B3000000 },
    { 4000000, B4000000 },
#endif
};

SEEN int atomvm_serial(int fd, int speed, int bits, int stop, int parity,
                       int flow)
{
    static const tcflag_t sizes[] = { CS5, CS6, CS7, CS8 };
    struct termios t;
    unsigned i = 0;

    while (i < sizeof speeds / sizeof speeds[0] && speeds[i].speed != speed)
        i++;
    if (i == sizeof speeds / sizeof speeds[0] || bits < 5 || bits > 8)
        return -EINVAL;
    if (tcgetattr(fd, &t) < 0)
        return -errno;
    t.c_iflag &= ~(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL |
                   IXON | IXOFF | IXANY);
    t.c_oflag &= ~OPOST;
    t.c_lflag &= ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    t.c_cflag &= ~(CSIZE | CSTOPB | PARENB | PARODD);
    t.c_cflag |= CREAD | CLOCAL | sizes[bits - 5];
    if (stop == 2)
        t.c_cflag |= CSTOPB;
    if (parity != 0)
        t.c_cflag |= parity == 2 ? PARENB | PARODD : PARENB;
#ifdef CRTSCTS
    t.c_cflag &= ~CRTSCTS;
    if (flow == 1)
        t.c_cflag |= CRTSCTS;
#endif
    if (flow == 2)
        t.c_iflag |= IXON | IXOFF;
    t.c_cc[VMIN] = 1;       /* so that no bytes and a gone line differ */
    t.c_cc[VTIME] = 0;
    cfsetispeed(&t, speeds[i].code);
    cfsetospeed(&t, speeds[i].code);
    if (tcsetattr(fd, TCSANOW, &t) < 0)
        return -errno;
    tcflush(fd, TCIOFLUSH);
    return 0;
}
'''

_ECI = ExternalCompilationInfo(
    post_include_bits=[
        'int atomvm_ioctl(int, unsigned long, char *);\n'
        'int atomvm_serial(int, int, int, int, int, int);\n'],
    separate_module_sources=[_SOURCE])
_ioctl = rffi.llexternal('atomvm_ioctl', [rffi.INT, rffi.ULONG, rffi.CCHARP],
                         rffi.INT, compilation_info=_ECI)
_serial = rffi.llexternal('atomvm_serial', [rffi.INT] * 6, rffi.INT,
                          compilation_info=_ECI)


def code_of(number):
    """The result code of an errno."""
    if number == errno.ENOENT or number == errno.ENODEV:
        return api.NO_DEVICE
    if number == errno.EINVAL or number == errno.EMSGSIZE:
        return api.INVALID
    if number == errno.EBUSY:
        return api.BUSY
    if number == errno.EACCES or number == errno.EPERM:
        return api.DENIED
    if number == errno.ETIMEDOUT:
        return api.TIMEOUT
    if number == errno.ENXIO or number == EREMOTEIO:
        return api.NO_ANSWER
    if number == errno.ENOTTY or number == ENOTSUP:
        return api.UNSUPPORTED
    return api.IO_ERROR


class Block(object):
    """Zeroed raw memory of size bytes; free() it."""

    def __init__(self, size):
        self.size = size
        self.memory = lltype.malloc(rffi.CCHARP.TO, max(size, 1), flavor='raw',
                                    zero=True)

    def free(self):
        lltype.free(self.memory, flavor='raw')

    def put(self, at, size, value):
        """A number without sign of size bytes (an int, or the bits of one)."""
        bits = r_uint(value)
        for i in range(size):
            place = size - 1 - i if BIG_ENDIAN else i
            self.memory[at + place] = chr(intmask(bits & r_uint(255)))
            bits >>= 8

    def put_pointer(self, at, size, block):
        self.put(at, size, rffi.cast(lltype.Signed, block.memory))

    def put_bytes(self, at, data):
        for i in range(len(data)):
            self.memory[at + i] = data[i]

    def number(self, at, size):
        bits = r_uint(0)
        for i in range(size):
            place = i if BIG_ENDIAN else size - 1 - i
            bits = bits << 8 | r_uint(ord(self.memory[at + place]))
        return intmask(bits)

    def bytes(self, at, size):
        return ''.join([self.memory[i] for i in range(at, at + size)])


class System(object):
    """Descriptors are ints; a result below 0 is a code of hal.api."""

    def open(self, path, flags):
        try:
            return os.open(path, flags, 0)
        except OSError as e:
            return code_of(e.errno)

    def close(self, fd):
        try:
            os.close(fd)
        except OSError:
            pass

    def read(self, fd, limit):
        """(0, bytes): none where there are none yet; CLOSED at the end."""
        try:
            data = os.read(fd, limit)
        except OSError as e:
            if e.errno == errno.EAGAIN or e.errno == errno.EINTR:
                return api.OK, ''
            return code_of(e.errno), ''
        if len(data) == 0:
            return api.CLOSED, ''
        return api.OK, data

    def write(self, fd, data):
        """How many bytes were taken."""
        assert data is not None
        try:
            return os.write(fd, data)
        except OSError as e:
            if e.errno == errno.EAGAIN or e.errno == errno.EINTR:
                return 0
            return code_of(e.errno)

    def ioctl(self, fd, request, block):
        """request: r_uint; block: what its argument points to."""
        result = intmask(_ioctl(rffi.cast(rffi.INT, fd),
                                rffi.cast(rffi.ULONG, request), block.memory))
        if result < 0:
            return code_of(-result)
        return result

    def set_line(self, fd, speed, data_bits, stop_bits, parity, flow):
        """As Uart.open() of hal.api; the line is raw and empty."""
        result = intmask(_serial(
            rffi.cast(rffi.INT, fd), rffi.cast(rffi.INT, speed),
            rffi.cast(rffi.INT, data_bits), rffi.cast(rffi.INT, stop_bits),
            rffi.cast(rffi.INT, parity), rffi.cast(rffi.INT, flow)))
        if result < 0:
            return code_of(-result)
        return result

    def exists(self, path):
        return os.path.exists(path)

    def put_file(self, path, text):
        """Write a file of sysfs."""
        fd = self.open(path, os.O_WRONLY | os.O_TRUNC)
        if fd < 0:
            return fd
        done = self.write(fd, text)
        self.close(fd)
        return min(done, api.OK)

    def get_file(self, path):
        """(result code, text of a file of sysfs without its line end)."""
        fd = self.open(path, os.O_RDONLY)
        if fd < 0:
            return fd, ''
        code, text = self.read(fd, 4096)
        self.close(fd)
        end = len(text)
        while end > 0 and (text[end - 1] == '\n' or text[end - 1] == ' '):
            end -= 1
        assert end >= 0
        return code, text[:end]
