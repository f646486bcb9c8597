"""Open files as terms: who owns them, and when they are closed.

OTP: erts/emulator/nifs/common/prim_file_nif.c.  A file is a reference.  It is
closed by its owner, when its owner ends (at once: here no helper process has to
do it), and some time after nothing refers to it any more.
"""
import errno
import os

from rpython.rlib import rgc
from rpython.tool.sourcetools import func_with_new_name

from atomvm.bif.newref import HI, WORDS
from atomvm.proc.oserror import error_atom
from atomvm.proc.process import EXIT_HOOKS, ExitHook
from atomvm.term import atoms
from atomvm.term.fault import badarg
from atomvm.term.pid import W_Ref
from atomvm.term.tuple import tuple2


class Handle(object):
    """fd: -1 when closed; number: of the process that owns it."""

    def __init__(self, fd, number):
        self.fd = fd
        self.number = number


class Keeper(object):
    """What the collector tells about when the term is lost."""

    def __init__(self, handle):
        self.handle = handle


class W_File(W_Ref):
    _attrs_ = __slots__ = ('keeper',)
    _immutable_fields_ = ['keeper']

    def __init__(self, keeper):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.keeper = keeper


class Lost(rgc.FinalizerQueue):
    """Keepers of lost files; they are closed when another one is opened: what
    the collector calls may happen anywhere."""
    Class = Keeper

    def finalizer_trigger(self):
        pass


LOST = Lost()


class Owners(object):
    """handles: number of a process -> the open files that it owns."""

    def __init__(self):
        self.handles = {}

    def add(self, handle):
        owned = self.handles.get(handle.number, None)
        if owned is None:
            owned = []
            self.handles[handle.number] = owned
        owned.append(handle)

    def remove(self, handle):
        owned = self.handles.get(handle.number, None)
        if owned is None:
            return
        for i in range(len(owned)):
            if owned[i] is handle:
                del owned[i]
                break
        if len(owned) == 0:
            del self.handles[handle.number]


OWNERS = Owners()


class FilesHook(ExitHook):
    def process_ended(self, process):
        if len(OWNERS.handles) == 0:
            return
        owned = OWNERS.handles.get(process.w_pid.number, None)
        if owned is not None:
            for handle in owned[:]:
                close_quietly(handle)


EXIT_HOOKS.append(FilesHook())


def posix(func):
    """Decorator of a native: an OSError becomes {error, Atom}."""
    def native(*args):
        try:
            return func(*args)
        except OSError as e:
            return error(e.errno)
    return func_with_new_name(native, func.__name__)


def error(number):
    """{error, Atom} of an errno."""
    return tuple2(atoms.error, error_atom(number))


def ok(w_value):
    return tuple2(atoms.ok, w_value)


def new_file(process, fd):
    """The W_File of an open descriptor."""
    handle = Handle(fd, process.w_pid.number)
    OWNERS.add(handle)
    keeper = Keeper(handle)
    LOST.register_finalizer(keeper)
    return W_File(keeper)


def close(handle):
    """OSError; closed it is then, too."""
    fd = handle.fd
    handle.fd = -1
    OWNERS.remove(handle)
    os.close(fd)


def close_quietly(handle):
    if handle.fd >= 0:
        try:
            close(handle)
        except OSError:
            pass


def close_lost():
    """Close the files that nothing refers to any more."""
    while True:
        keeper = LOST.next_dead()
        if keeper is None:
            return
        close_quietly(keeper.handle)


def any_handle(w_file):
    """The Handle of a file, be it closed or not; badarg."""
    if not isinstance(w_file, W_File):
        raise badarg()
    return w_file.keeper.handle


def open_handle(w_file):
    """The Handle of an open file; badarg, OSError."""
    handle = any_handle(w_file)
    if handle.fd < 0:
        raise OSError(errno.EINVAL, 'closed')
    return handle
