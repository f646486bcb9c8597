"""The back end of firmware: C functions of cross/runtime/board.h."""
from hal.api import Machine, Memory
from rpython.rlib.rarithmetic import intmask
from rpython.rtyper.lltypesystem import lltype, rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

_DECLARATIONS = '''
int avm_console_write(const char *data, int size);
int avm_console_read(char *data, int size);
long long avm_monotonic_ns(void);
int avm_wait(int milliseconds);
int avm_slot_count(void);
const char *avm_slot_name(int n);
const char *avm_slot_address(int n);
int avm_slot_size(int n);
void avm_running(int number);
const char *avm_platform(void);
'''

_ECI = ExternalCompilationInfo(post_include_bits=[_DECLARATIONS])


def _external(name, args, result):
    return rffi.llexternal(name, args, result, compilation_info=_ECI,
                           _nowrapper=True)


_write = _external('avm_console_write', [rffi.CCHARP, rffi.INT], rffi.INT)
_read = _external('avm_console_read', [rffi.CCHARP, rffi.INT], rffi.INT)
_monotonic_ns = _external('avm_monotonic_ns', [], rffi.LONGLONG)
_wait = _external('avm_wait', [rffi.INT], rffi.INT)
_slot_count = _external('avm_slot_count', [], rffi.INT)
_slot_name = _external('avm_slot_name', [rffi.INT], rffi.CONST_CCHARP)
_slot_address = _external('avm_slot_address', [rffi.INT], rffi.CONST_CCHARP)
_slot_size = _external('avm_slot_size', [rffi.INT], rffi.INT)
_platform = _external('avm_platform', [], rffi.CONST_CCHARP)
_running = _external('avm_running', [rffi.INT], lltype.Void)

HALVES = rffi.CArrayPtr(rffi.USHORT)

PIECE = 128     # bytes that are copied at a time for C


def _text(chars):
    """The str of a constant string of C."""
    size = 0
    while chars[size] != '\x00':
        size += 1
    return ''.join([chars[i] for i in range(size)])


class FlashMemory(Memory):
    """A slot, read in place."""

    def __init__(self, address, size):
        Memory.__init__(self, size)
        self.address = address

    def byte(self, at):
        return ord(self.address[at])

    def part(self, start, end):
        return ''.join([self.address[i] for i in range(start, end)])

    def halves(self, at):
        return rffi.cast(HALVES, rffi.ptradd(self.address, at))


class Board(Machine):

    def write(self, data):
        with lltype.scoped_alloc(rffi.CCHARP.TO, PIECE) as piece:
            start = 0
            while start < len(data):
                n = len(data) - start
                if n > PIECE:
                    n = PIECE
                for i in range(n):
                    piece[i] = data[start + i]
                _write(piece, rffi.cast(rffi.INT, n))
                start += n

    def read(self, limit):
        with lltype.scoped_alloc(rffi.CCHARP.TO, PIECE) as piece:
            if limit > PIECE:
                limit = PIECE
            n = intmask(_read(piece, rffi.cast(rffi.INT, limit)))
            return ''.join([piece[i] for i in range(n)])

    def monotonic_ns(self):
        return _monotonic_ns()

    def wait(self, milliseconds):
        return intmask(_wait(rffi.cast(rffi.INT, milliseconds))) != 0

    def running(self, number):
        _running(rffi.cast(rffi.INT, number))

    def slot_count(self):
        return intmask(_slot_count())

    def slot_name(self, n):
        return _text(_slot_name(rffi.cast(rffi.INT, n)))

    def platform(self):
        return _text(_platform())

    def slot(self, n):
        number = rffi.cast(rffi.INT, n)
        return FlashMemory(_slot_address(number), intmask(_slot_size(number)))
