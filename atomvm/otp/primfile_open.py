"""Natives of prim_file that open and close files.

OTP: open_nif() and others of erts/emulator/nifs/common/prim_file_nif.c and
erts/emulator/nifs/unix/unix_prim_file.c.
"""
import errno
import os
import stat
import sys

from rpython.rlib import rgc

from atomvm.bif.gateway import bif, Any, Int, List
from atomvm.foreign import file as posix_file
from atomvm.otp.primfile_handle import (
    any_handle, close, close_lost, close_quietly, new_file, ok, open_handle,
    posix)
from atomvm.otp.primfile_name import native_path
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import W_Cons

# Bits of modes.
READ, WRITE, APPEND, EXCLUSIVE, SYNC, DIRECTORY, ANY_TYPE = [
    1 << _i for _i in range(7)]

W_MODES = [(mk_atom(_name), _bit) for _name, _bit in [
    ('read', READ), ('write', WRITE), ('append', APPEND | WRITE),
    ('exclusive', EXCLUSIVE | WRITE), ('sync', SYNC), ('directory', DIRECTORY),
    ('skip_type_check', ANY_TYPE)]]

# Of the bytes of a C int, the first one first.
SHIFTS = [0, 8, 16, 24] if sys.byteorder == 'little' else [24, 16, 8, 0]


def modes_of(w_modes):
    """The bits of a list of modes; others are for the modules above."""
    modes = 0
    while isinstance(w_modes, W_Cons):
        w_mode = w_modes.head()
        for w_name, bits in W_MODES:
            if w_mode is w_name:
                modes |= bits
        w_modes = w_modes.tl
    if modes & WRITE == 0:
        modes |= READ
    return modes


def flags_of(modes):
    """What open(2) takes; OSError."""
    if modes & DIRECTORY:
        if modes & WRITE:
            raise OSError(errno.EINVAL, 'directory')
        return os.O_RDONLY | os.O_DIRECTORY
    if modes & WRITE == 0:
        flags = os.O_RDONLY
    else:
        flags = os.O_CREAT
        if modes & READ:
            flags |= os.O_RDWR
        else:
            flags |= os.O_WRONLY
            if modes & (APPEND | EXCLUSIVE) == 0:
                flags |= os.O_TRUNC
        if modes & APPEND:
            flags |= os.O_APPEND
        if modes & EXCLUSIVE:
            flags |= os.O_EXCL
    if modes & SYNC:
        flags |= os.O_SYNC
    return flags


def open_path(path, modes):
    """A descriptor; OSError."""
    close_lost()
    flags = flags_of(modes)
    try:
        fd = posix_file.open_file(path, flags)
    except OSError as e:
        if e.errno != errno.EMFILE:
            raise
        rgc.collect()
        close_lost()
        fd = posix_file.open_file(path, flags)
    if modes & (DIRECTORY | ANY_TYPE) == 0 and stat.S_ISDIR(
            os.fstat(fd).st_mode):
        os.close(fd)
        raise OSError(errno.EISDIR, path)
    return fd


@bif('prim_file', 'open_nif', 2, args=[Any, List], process=True, host=True)
@posix
def open_nif_2(process, w_path, w_modes):
    path = native_path(w_path)
    return ok(new_file(process, open_path(path, modes_of(w_modes))))


@bif('prim_file', 'close_nif', 1, host=True)
@posix
def close_nif_1(w_file):
    close(open_handle(w_file))
    return atoms.ok


@bif('prim_file', 'delayed_close_nif', 1, host=True)
def delayed_close_nif_1(w_file):
    close_quietly(any_handle(w_file))
    return atoms.ok


@bif('prim_file', 'file_desc_to_ref_nif', 1, args=[Int], process=True,
     host=True)
@posix
def file_desc_to_ref_nif_1(process, fd):
    """A file of a descriptor that is open already."""
    os.fstat(fd)
    return ok(new_file(process, fd))


@bif('prim_file', 'get_handle_nif', 1, host=True)
@posix
def get_handle_nif_1(w_file):
    """The descriptor, as the bytes of a C int."""
    fd = open_handle(w_file).fd
    return mk_binary(''.join([chr((fd >> shift) & 0xFF)
                              for shift in SHIFTS]))
