"""System calls about files, for C's names see POSIX: bytes and numbers.

All raise OSError.  What a signal interrupts is done again.  Names are those of
the system, without zeros.
"""
import errno
import os

from rpython.rlib import rposix
from rpython.rlib.rarithmetic import r_longlong
from rpython.rlib.rstring import StringBuilder
from rpython.rtyper.lltypesystem import lltype, rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

PIECE = 1 << 16         # bytes of a first read
BIG_PIECE = 1 << 24     # and of the largest one

# Advices of atomvm_advise, in the order of the names that OTP has for them.
ADVICES = ['normal', 'random', 'sequential', 'will_need', 'dont_need',
           'no_reuse']

_SOURCE = r'''
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>
#include <utime.h>

#define VISIBLE __attribute__((visibility("default")))

/* All return 0 or an errno. */

VISIBLE int atomvm_advise(int fd, long long offset, long long length,
                          int advice)
{
#ifdef POSIX_FADV_NORMAL
    static const int advices[] = {
        POSIX_FADV_NORMAL, POSIX_FADV_RANDOM, POSIX_FADV_SEQUENTIAL,
        POSIX_FADV_WILLNEED, POSIX_FADV_DONTNEED, POSIX_FADV_NOREUSE};
    return posix_fadvise(fd, offset, length, advices[advice]);
#else
    return 0;
#endif
}

VISIBLE int atomvm_allocate(int fd, long long offset, long long length)
{
#ifdef __linux__
    return posix_fallocate(fd, offset, length);
#else
    return ENOTSUP;
#endif
}

VISIBLE int atomvm_datasync(int fd)
{
#ifdef __linux__
    return fdatasync(fd) < 0 ? errno : 0;
#else
    return fsync(fd) < 0 ? errno : 0;
#endif
}

VISIBLE int atomvm_set_times(const char *path, long long atime,
                             long long mtime)
{
    struct utimbuf times;
    times.actime = (time_t)atime;
    times.modtime = (time_t)mtime;
    return utime(path, &times) < 0 ? errno : 0;
}
'''

_ECI = ExternalCompilationInfo(
    post_include_bits=[
        'int atomvm_advise(int, long long, long long, int);\n'
        'int atomvm_allocate(int, long long, long long);\n'
        'int atomvm_datasync(int);\n'
        'int atomvm_set_times(const char *, long long, long long);\n'],
    separate_module_sources=[_SOURCE])


def _external(name, args):
    return rffi.llexternal(name, args, rffi.INT, compilation_info=_ECI)


_advise = _external('atomvm_advise',
                    [rffi.INT, rffi.LONGLONG, rffi.LONGLONG, rffi.INT])
_allocate = _external('atomvm_allocate',
                      [rffi.INT, rffi.LONGLONG, rffi.LONGLONG])
_datasync = _external('atomvm_datasync', [rffi.INT])
_set_times = _external('atomvm_set_times',
                       [rffi.CCHARP, rffi.LONGLONG, rffi.LONGLONG])


def _check(number, what):
    """Raise the errno that a function of _SOURCE returned."""
    number = rffi.cast(lltype.Signed, number)
    if number != 0:
        raise OSError(number, what)


def open_file(path, flags):
    """A descriptor; flags: os.O_RDONLY and so on."""
    while True:
        try:
            return os.open(path, flags, 0666)
        except OSError as e:
            if e.errno != errno.EINTR:
                raise


def _read_piece(fd, count, offset):
    while True:
        try:
            if offset < 0:
                return os.read(fd, count)
            return rposix.pread(fd, count, offset)
        except OSError as e:
            if e.errno != errno.EINTR:
                raise


def read_bytes(fd, size, offset):
    """Up to size bytes (fewer: the file ends there), from offset on, or from
    where the descriptor stands where that is -1."""
    count = min(size, PIECE)
    piece = _read_piece(fd, count, offset)
    done = len(piece)
    if done == size or done == 0:
        return piece
    builder = StringBuilder(done)
    builder.append(piece)
    while done < size:
        count = min(size - done, min(count * 2, BIG_PIECE))
        if offset >= 0:
            piece = _read_piece(fd, count, offset + done)
        else:
            piece = _read_piece(fd, count, offset)
        if len(piece) == 0:
            break
        builder.append(piece)
        done += len(piece)
    return builder.build()


def write_bytes(fd, data, offset):
    """All of data, to offset, or to where the descriptor stands (-1)."""
    done = 0
    while done < len(data):
        assert done >= 0
        rest = data[done:] if done > 0 else data
        assert rest is not None     # for the annotator: strings may be
        try:
            if offset < 0:
                done += os.write(fd, rest)
            else:
                done += rposix.pwrite(fd, rest, offset + done)
        except OSError as e:
            if e.errno != errno.EINTR:
                raise


def seek(fd, offset, whence):
    """The new position; whence: os.SEEK_SET and so on."""
    return r_longlong(os.lseek(fd, offset, whence))


def truncate(fd):
    """The file ends where the descriptor stands."""
    os.ftruncate(fd, os.lseek(fd, 0, os.SEEK_CUR))


def sync(fd, data_only):
    if data_only:
        _check(_datasync(rffi.cast(rffi.INT, fd)), 'fdatasync')
    else:
        os.fsync(fd)


def advise(fd, offset, length, advice):
    """advice: an index of ADVICES."""
    _check(_advise(rffi.cast(rffi.INT, fd), rffi.cast(rffi.LONGLONG, offset),
                   rffi.cast(rffi.LONGLONG, length),
                   rffi.cast(rffi.INT, advice)), 'posix_fadvise')


def allocate(fd, offset, length):
    _check(_allocate(rffi.cast(rffi.INT, fd), rffi.cast(rffi.LONGLONG, offset),
                     rffi.cast(rffi.LONGLONG, length)), 'posix_fallocate')


def set_times(path, atime, mtime):
    """Both in seconds since 1970."""
    with rffi.scoped_str2charp(path) as text:
        _check(_set_times(text, rffi.cast(rffi.LONGLONG, atime),
                          rffi.cast(rffi.LONGLONG, mtime)), 'utime')
