"""The back end of firmware that runs under CPython, for debugging: slots are
files, the console is standard output; nothing is ever read."""
import os
import struct
import time

from hal.api import Machine, StrMemory
from rpython.rlib.rarithmetic import r_longlong
from rpython.rtyper.lltypesystem import lltype, rffi

HALVES = rffi.CArrayPtr(rffi.USHORT)
USHORT = type(rffi.cast(rffi.USHORT, 0))        # cast() takes its time


class FileMemory(StrMemory):
    """The contents of a file."""

    raw = None      # all of it, once something has asked

    def halves(self, at):
        if self.raw is None:
            found = struct.unpack('<%dH' % (self.size >> 1),
                                  self.data[:self.size & ~1])
            self.raw = lltype.malloc(HALVES.TO, len(found), flavor='raw',
                                     track_allocation=False)
            for i, half in enumerate(found):
                self.raw[i] = USHORT(half)
        return rffi.ptradd(self.raw, at >> 1)


class Sim(Machine):
    """paths: of the files in the slots."""

    def __init__(self, paths):
        self.paths = paths
        self.start = time.time()

    def write(self, data):
        os.write(1, data)

    def read(self, limit):
        return ''

    def monotonic_ns(self):
        return r_longlong(int((time.time() - self.start) * 1000000)) * 1000

    def wait(self, milliseconds):
        time.sleep(1 if milliseconds < 0 else milliseconds / 1000.0)
        return False

    def slot_count(self):
        return len(self.paths)

    def slot_name(self, n):
        return os.path.basename(self.paths[n])

    def slot(self, n):
        with open(self.paths[n], 'rb') as f:
            return FileMemory(f.read())
