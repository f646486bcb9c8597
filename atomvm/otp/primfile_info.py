"""Natives of prim_file that read and write what is known about a file: size,
kind, permissions, times, owner.

OTP: read_info_nif() and others of erts/emulator/nifs/common/prim_file_nif.c.
"""
import os
import stat

from rpython.rlib.rarithmetic import intmask, r_longlong

from atomvm.bif.gateway import bif, Any, Int
from atomvm.bif.wide import from_signed, to_signed
from atomvm.foreign import file as posix_file
from atomvm.otp.primfile_handle import open_handle, posix
from atomvm.otp.primfile_name import native_path
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.fault import badarg
from atomvm.term.number import mk_int
from atomvm.term.tuple import mk_tuple

W_FILE_INFO = mk_atom('file_info')
W_REGULAR = mk_atom('regular')
W_DIRECTORY = mk_atom('directory')
W_DEVICE = mk_atom('device')
W_SYMLINK = mk_atom('symlink')
W_OTHER = mk_atom('other')
# by 1 for reading and 2 for writing
W_ACCESS = [atoms.none, mk_atom('read'), mk_atom('write'),
            mk_atom('read_write')]


def _kind(mode):
    if stat.S_ISREG(mode):
        return W_REGULAR
    if stat.S_ISDIR(mode):
        return W_DIRECTORY
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        return W_DEVICE
    if stat.S_ISLNK(mode):
        return W_SYMLINK
    return W_OTHER


def _number(value):
    return from_signed(r_longlong(value))


def _info(st, access):
    """The record file_info of what stat(2) told."""
    return mk_tuple([
        W_FILE_INFO, _number(st.st_size), _kind(st.st_mode), W_ACCESS[access],
        _number(st[7]), _number(st[8]), _number(st[9]), mk_int(st.st_mode),
        _number(st.st_nlink), _number(st.st_dev), _number(st.st_rdev),
        _number(st.st_ino), _number(st.st_uid), _number(st.st_gid)])


@bif('prim_file', 'read_info_nif', 2, args=[Any, Int], host=True)
@posix
def read_info_nif_2(w_path, follow):
    path = native_path(w_path)
    if follow:
        st = os.stat(path)
    else:
        st = os.lstat(path)
    access = 0
    if os.access(path, os.R_OK):
        access = 1
    if os.access(path, os.W_OK):
        access += 2
    return _info(st, access)


@bif('prim_file', 'read_handle_info_nif', 1, host=True)
@posix
def read_handle_info_nif_1(w_file):
    """What may be done is what the owner of the file may do."""
    st = os.fstat(open_handle(w_file).fd)
    access = 0
    if st.st_mode & stat.S_IRUSR:
        access = 1
    if st.st_mode & stat.S_IWUSR:
        access += 2
    return _info(st, access)


@bif('prim_file', 'set_permissions_nif', 2, host=True)
@posix
def set_permissions_nif_2(w_path, w_mode):
    mode = to_signed(w_mode)
    if mode < 0 or mode >= r_longlong(1) << 32:
        raise badarg()
    os.chmod(native_path(w_path), intmask(mode) & 06777)
    return atoms.ok


def _c_int(w_number):
    number = to_signed(w_number)
    limit = r_longlong(1) << 31
    if number < -limit or number >= limit:
        raise badarg()
    return intmask(number)


@bif('prim_file', 'set_owner_nif', 3, host=True)
@posix
def set_owner_nif_3(w_path, w_user, w_group):
    """-1 for either: as it is."""
    os.chown(native_path(w_path), _c_int(w_user), _c_int(w_group))
    return atoms.ok


@bif('prim_file', 'set_time_nif', 4, host=True)
@posix
def set_time_nif_4(w_path, w_atime, w_mtime, w_ctime):
    """Seconds since 1970; the last one is checked only, but on Windows."""
    to_signed(w_ctime)
    posix_file.set_times(native_path(w_path), to_signed(w_atime),
                         to_signed(w_mtime))
    return atoms.ok
