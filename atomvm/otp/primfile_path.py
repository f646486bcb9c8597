"""Natives of prim_file that take names: links, folders, renaming, deleting.

OTP: erts/emulator/nifs/common/prim_file_nif.c and nifs/unix/unix_prim_file.c.
A name is a binary as internal_name2native/1 makes it.
"""
import errno
import os

from rpython.rlib.rarithmetic import r_longlong

from atomvm.bif.gateway import bif, Int
from atomvm.foreign import file as posix_file
from atomvm.otp.primfile_handle import error, ok, posix
from atomvm.otp.primfile_name import MAX_READ, native_path
from atomvm.otp.primfile_open import READ, open_path
from atomvm.term import atoms
from atomvm.term.binary import mk_binary
from atomvm.term.cons import list_from
from atomvm.term.effort import COPIED, spend


@bif('prim_file', 'make_hard_link_nif', 2, host=True)
@posix
def make_hard_link_nif_2(w_existing, w_new):
    os.link(native_path(w_existing), native_path(w_new))
    return atoms.ok


@bif('prim_file', 'make_soft_link_nif', 2, host=True)
@posix
def make_soft_link_nif_2(w_existing, w_new):
    os.symlink(native_path(w_existing), native_path(w_new))
    return atoms.ok


@bif('prim_file', 'read_link_nif', 1, host=True)
@posix
def read_link_nif_1(w_path):
    return ok(mk_binary(os.readlink(native_path(w_path))))


@bif('prim_file', 'rename_nif', 2, host=True)
@posix
def rename_nif_2(w_source, w_destination):
    source = native_path(w_source)
    destination = native_path(w_destination)
    try:
        os.rename(source, destination)
    except OSError as e:
        if e.errno == errno.ENOTEMPTY:
            return error(errno.EEXIST)
        if source == '/':
            return error(errno.EINVAL)
        return error(e.errno)
    return atoms.ok


@bif('prim_file', 'make_dir_nif', 1, host=True)
@posix
def make_dir_nif_1(w_path):
    os.mkdir(native_path(w_path), 0777)
    return atoms.ok


@bif('prim_file', 'del_file_nif', 1, host=True)
@posix
def del_file_nif_1(w_path):
    try:
        os.unlink(native_path(w_path))
    except OSError as e:
        # what POSIX says that it is; Linux says something else
        return error(errno.EPERM if e.errno == errno.EISDIR else e.errno)
    return atoms.ok


def is_here(path):
    """Whether that is the folder in which the VM works."""
    try:
        there = os.stat(path)
        here = os.stat('.')
    except OSError:
        return False
    return there.st_ino == here.st_ino and there.st_dev == here.st_dev


@bif('prim_file', 'del_dir_nif', 1, host=True)
@posix
def del_dir_nif_1(w_path):
    path = native_path(w_path)
    try:
        os.rmdir(path)
    except OSError as e:
        if e.errno == errno.ENOTEMPTY or e.errno == errno.EEXIST:
            return error(errno.EINVAL if is_here(path) else errno.EEXIST)
        return error(e.errno)
    return atoms.ok


@bif('prim_file', 'list_dir_nif', 1, host=True)
@posix
def list_dir_nif_1(w_path):
    """Names, in the reverse of the order in which the system gives them."""
    names = os.listdir(native_path(w_path))
    names.reverse()
    return ok(list_from([mk_binary(name) for name in names]))


@bif('prim_file', 'get_cwd_nif', 0, host=True)
@posix
def get_cwd_nif_0():
    return ok(mk_binary(os.getcwd()))


@bif('prim_file', 'set_cwd_nif', 1, host=True)
@posix
def set_cwd_nif_1(w_path):
    os.chdir(native_path(w_path))
    return atoms.ok


@bif('prim_file', 'get_device_cwd_nif', 1, args=[Int], host=True)
def get_device_cwd_nif_1(device):
    """A folder for each disk: Windows only."""
    return error(errno.ENOTSUP)


@bif('prim_file', 'altname_nif', 1, host=True)
@posix
def altname_nif_1(w_path):
    """Short names: Windows only."""
    native_path(w_path)
    return error(errno.ENOTSUP)


@bif('prim_file', 'read_file_nif', 1, host=True)
@posix
def read_file_nif_1(w_path):
    """All of a file."""
    fd = open_path(native_path(w_path), READ)
    try:
        data = posix_file.read_bytes(fd, MAX_READ, r_longlong(-1))
    finally:
        os.close(fd)
    spend(len(data) << 3 >> COPIED)
    return ok(mk_binary(data))
