"""The driver ram_file_drv: files in memory, of OTP's module ram_file.

OTP: erts/emulator/drivers/common/ram_file_drv.c.  A request is a byte and its
arguments, big-endian; the answer is sent to the port's owner.
"""
import os

from rpython.rlib.rarithmetic import intmask, r_uint

from atomvm.proc.port import Driver
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL, chars_list

# Requests and answers, as ram_file.erl has them.
OPEN, READ, LSEEK, WRITE = 1, 2, 3, 4
FSYNC, TRUNCATE, PREAD, PWRITE, FDATASYNC = 9, 14, 17, 18, 19
GET, SIZE, ADVISE, ALLOCATE = 30, 37, 38, 39
OK, ERROR, DATA, NUMBER = 0, 1, 2, 3

# Modes.
FOR_READING = 1
FOR_WRITING = 2


class RamError(Exception):
    """An answer: the name of an error."""

    def __init__(self, name):
        self.name = name


def get_int(data, at):
    """32 bits with a sign; RamError where there are fewer."""
    if len(data) < at + 4:
        raise RamError('einval')
    value = ord(data[at])
    if value >= 128:
        value -= 256
    for i in range(at + 1, at + 4):
        value = value << 8 | ord(data[i])
    return value


def put_int(number):
    value = r_uint(number)
    return (chr(intmask(value >> 24 & 0xFF)) + chr(intmask(value >> 16 & 0xFF)) +
            chr(intmask(value >> 8 & 0xFF)) + chr(intmask(value & 0xFF)))


def rest_of(data, at):
    if len(data) < at:
        raise RamError('einval')
    return data[at:]


class RamFileDriver(Driver):
    """chars: what is in the file; at: where the next byte is read or written,
    perhaps behind the end."""

    def __init__(self, request):
        self.binary = request.binary
        self.port = None
        self.mode = 0
        self.chars = []
        self.at = 0

    def start(self, port):
        self.port = port

    def close(self, flush):
        self.port = None
        self.chars = []

    def write(self, data):
        """A request; it is always answered."""
        port = self.port
        if port is not None:
            try:
                head, body = self.answer(data)
            except RamError as e:
                head, body = chr(ERROR) + e.name, None
            port.deliver(self.term(head, body))
        return 0

    def term(self, head, body):
        """The bytes of head as a list that body ends, as the port's owner
        wants it."""
        if body is None:
            w_body = NIL
        elif self.binary:
            w_body = mk_binary(body)
        else:
            w_body = chars_list(body)
        return chars_list(head, w_body)

    def answer(self, data):
        """Head and body of an answer; the body may be None."""
        request = ord(data[0]) if data != '' else 0
        if request == READ:
            return self.read_here(get_int(data, 1))
        if request == PREAD:
            return self.read(get_int(data, 1), get_int(data, 5))
        if request == WRITE:
            count = self.put(self.at, rest_of(data, 1))
            self.at += count
            return self.number(count)
        if request == PWRITE:
            return self.number(self.put(get_int(data, 1), rest_of(data, 5)))
        if request == LSEEK:
            return self.number(self.seek(get_int(data, 1), get_int(data, 5)))
        return self.manage(request, data)

    def manage(self, request, data):
        """Requests that are not about bytes."""
        if request == OPEN:
            self.mode = get_int(data, 1)
            self.chars = [c for c in rest_of(data, 5)]
            self.at = 0
            return self.number(0)
        if request == GET:
            return self.data(0, len(self.chars))
        if request == SIZE:
            return self.number(len(self.chars))
        if self.mode == 0:
            raise RamError('ebadf')
        if request == TRUNCATE:
            self.truncate()
            return chr(OK), None
        if (request == FSYNC or request == FDATASYNC or request == ADVISE or
                request == ALLOCATE):
            return chr(OK), None        # there is nothing to be done
        raise RamError('einval')

    def number(self, number):
        return chr(NUMBER) + put_int(number), None

    def data(self, start, end):
        assert 0 <= start <= end
        text = ''.join(self.chars[start:end])
        return chr(DATA) + put_int(len(text)), text

    def read(self, at, count):
        if at < 0 or count < 0:
            raise RamError('einval')
        if self.mode & FOR_READING == 0:
            raise RamError('ebadf')
        start = min(at, len(self.chars))
        return self.data(start, start + min(count, len(self.chars) - start))

    def read_here(self, count):
        answer = self.read(self.at, count)
        self.at += len(answer[1])
        return answer

    def extend(self, size):
        """Zeros to the end of a file of size bytes."""
        missing = size - len(self.chars)
        if missing > 0:
            self.chars += ['\x00'] * missing

    def put(self, at, data):
        """How many bytes were written."""
        if at < 0:
            raise RamError('einval')
        if self.mode & FOR_WRITING == 0:
            raise RamError('ebadf')
        if len(data) > 0:
            self.extend(at + len(data))
            for i in range(len(data)):
                self.chars[at + i] = data[i]
        return len(data)

    def seek(self, offset, whence):
        """The new place."""
        if whence == os.SEEK_CUR:
            offset += self.at
        elif whence == os.SEEK_END:
            offset += len(self.chars)
        elif whence != os.SEEK_SET:
            raise RamError('einval')
        if offset < 0:
            raise RamError('einval')
        self.at = offset
        return offset

    def truncate(self):
        """The file ends where it is read and written."""
        if self.mode & FOR_WRITING == 0:
            raise RamError('eacces')
        self.extend(self.at)
        at = self.at
        assert at >= 0
        del self.chars[at:]
