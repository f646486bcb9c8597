"""Natives of prim_file about what is in open files.

OTP: erts/emulator/nifs/common/prim_file_nif.c and nifs/unix/unix_prim_file.c.
The order of the checks is OTP's: a closed file is einval whatever else is asked.
"""
import errno
import os

from rpython.rlib.rarithmetic import intmask, r_longlong

from atomvm.bif.gateway import bif
from atomvm.bif.wide import from_signed, to_signed
from atomvm.foreign import file as posix_file
from atomvm.otp.primfile_handle import ok, open_handle, posix
from atomvm.otp.primfile_name import natural, read_size
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.effort import COPIED, spend
from atomvm.term.fault import badarg
from atomvm.term.iodata import iodata_bytes
from atomvm.term.number import W_Int
from atomvm.term.tuple import tuple3

W_EOF = mk_atom('eof')
W_BOF = mk_atom('bof')
W_CUR = mk_atom('cur')
W_ADVICES = [mk_atom(_name) for _name in posix_file.ADVICES]


def _read(fd, size, offset):
    """{ok, Binary} or eof."""
    data = posix_file.read_bytes(fd, size, offset)
    if len(data) == 0:
        return W_EOF
    spend(len(data) << 3 >> COPIED)
    return ok(mk_binary(data))


@bif('prim_file', 'read_nif', 2, host=True)
@posix
def read_nif_2(w_file, w_size):
    fd = open_handle(w_file).fd
    return _read(fd, read_size(w_size), r_longlong(-1))


@bif('prim_file', 'pread_nif', 3, host=True)
@posix
def pread_nif_3(w_file, w_offset, w_size):
    fd = open_handle(w_file).fd
    offset = natural(w_offset)
    return _read(fd, read_size(w_size), offset)


def _write(fd, w_data, offset):
    data = iodata_bytes(w_data)
    spend(len(data) << 3 >> COPIED)
    posix_file.write_bytes(fd, data, offset)
    return atoms.ok


@bif('prim_file', 'write_nif', 2, host=True)
@posix
def write_nif_2(w_file, w_data):
    return _write(open_handle(w_file).fd, w_data, r_longlong(-1))


@bif('prim_file', 'pwrite_nif', 3, host=True)
@posix
def pwrite_nif_3(w_file, w_offset, w_data):
    fd = open_handle(w_file).fd
    return _write(fd, w_data, natural(w_offset))


@bif('prim_file', 'seek_nif', 3, host=True)
@posix
def seek_nif_3(w_file, w_mark, w_offset):
    fd = open_handle(w_file).fd
    if w_mark is W_BOF:
        whence = os.SEEK_SET
    elif w_mark is W_CUR:
        whence = os.SEEK_CUR
    elif w_mark is W_EOF:
        whence = os.SEEK_END
    else:
        raise badarg()
    return ok(from_signed(posix_file.seek(fd, to_signed(w_offset), whence)))


@bif('prim_file', 'sync_nif', 2, host=True)
@posix
def sync_nif_2(w_file, w_data_only):
    fd = open_handle(w_file).fd
    if not isinstance(w_data_only, W_Int):
        raise badarg()
    posix_file.sync(fd, w_data_only.intval != 0)
    return atoms.ok


@bif('prim_file', 'truncate_nif', 1, host=True)
@posix
def truncate_nif_1(w_file):
    posix_file.truncate(open_handle(w_file).fd)
    return atoms.ok


@bif('prim_file', 'advise_nif', 4, host=True)
@posix
def advise_nif_4(w_file, w_offset, w_length, w_advice):
    fd = open_handle(w_file).fd
    offset = natural(w_offset)
    length = natural(w_length)
    for i in range(len(W_ADVICES)):
        if w_advice is W_ADVICES[i]:
            posix_file.advise(fd, offset, length, i)
            return atoms.ok
    raise OSError(errno.EINVAL, 'advice')


@bif('prim_file', 'allocate_nif', 3, host=True)
@posix
def allocate_nif_3(w_file, w_offset, w_length):
    fd = open_handle(w_file).fd
    offset = natural(w_offset)
    posix_file.allocate(fd, offset, natural(w_length))
    return atoms.ok


def _word(data, at):
    """Four bytes as an unsigned number."""
    value = r_longlong(0)
    for i in range(at, at + 4):
        value = (value << 8) | r_longlong(ord(data[i]))
    return value


@bif('prim_file', 'ipread_s32bu_p32bu_nif', 3, host=True)
@posix
def ipread_s32bu_p32bu_nif_3(w_file, w_offset, w_max):
    """Reads what a size and a pointer (32 bits each) at an offset say."""
    fd = open_handle(w_file).fd
    offset = natural(w_offset)
    limit = to_signed(w_max)
    if limit >= r_longlong(1) << 31:
        raise OSError(errno.EINVAL, 'size')
    head = posix_file.read_bytes(fd, 8, offset)
    if len(head) < 8:
        return W_EOF
    size = _word(head, 0)
    pointer = _word(head, 4)
    if size > limit:
        return W_EOF
    data = posix_file.read_bytes(fd, intmask(size), pointer)
    w_data = W_EOF
    if len(data) > 0:
        w_data = mk_binary(data)
    return ok(tuple3(from_signed(size), from_signed(pointer), w_data))
