"""Waiting for input: file descriptors that processes wait for (poll(2)).

A process registers with want(); when the descriptor can be read, the process
gets the message {avm_io, Fd, ready}, once.  Drivers of ports have a Watch
instead, which stays.  The scheduler calls wait(): with the time to its next
timer when nothing is runnable, with 0 now and then.
"""
from rpython.rtyper.lltypesystem import lltype, rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

from atomvm import config
from atomvm.proc.seqtrace import notify
from atomvm.term.atom import mk_atom
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple3
from hal.api import CURRENT

# poll(2), the same on Linux, macOS and the BSDs.
POLLIN = 1
POLLOUT = 4

# struct pollfd { int fd; short events; short revents; }
POLLFD = rffi.CStruct('pollfd', ('fd', rffi.INT), ('events', rffi.SHORT),
                      ('revents', rffi.SHORT))

_poll = rffi.llexternal(
    'poll', [lltype.Ptr(rffi.CArray(POLLFD)), rffi.ULONG, rffi.INT], rffi.INT,
    compilation_info=ExternalCompilationInfo(includes=['poll.h']))

W_AVM_IO = mk_atom('avm_io')
W_READY = mk_atom('ready')


class Watch(object):
    """Has ready() called whenever something happens to fd, from start() to
    stop().  events: POLLIN or POLLOUT."""

    def __init__(self, fd, events):
        self.fd = fd
        self.events = events
        self.on = False
        self.place = -1         # in WAITERS.watches, while it is on

    def ready(self):
        raise NotImplementedError

    def start(self):
        if not self.on:
            self.on = True
            self.place = len(WAITERS.watches)
            WAITERS.watches.append(self)

    def stop(self):
        if self.on:
            self.on = False
            last = WAITERS.watches.pop()
            if last is not self:
                last.place = self.place
                WAITERS.watches[self.place] = last


class Waiters(object):
    """fds and processes: lists of the same length, descriptors and who waits
    for them."""

    def __init__(self):
        self.fds = []
        self.processes = []
        self.watches = []


WAITERS = Waiters()


def want(process, fd):
    """Tell process, with {avm_io, Fd, ready}, when fd can be read."""
    fds = WAITERS.fds
    for i in range(len(fds)):
        if fds[i] == fd:
            WAITERS.processes[i] = process
            return
    fds.append(fd)
    WAITERS.processes.append(process)


def is_wanted():
    """Whether anybody waits for input."""
    return len(WAITERS.fds) > 0 or len(WAITERS.watches) > 0


def wait(timeout):
    """Wait until input comes or timeout milliseconds have passed (-1: for
    ever), and tell the processes.  A signal ends the wait, too."""
    fds = WAITERS.fds
    watches = WAITERS.watches[:]
    n = len(fds)
    if n + len(watches) == 0 and timeout == 0:
        return
    ready = _poll_all(fds + [watch.fd for watch in watches],
                      [POLLIN] * n + [watch.events for watch in watches],
                      timeout)
    if ready is None:
        return
    processes = WAITERS.processes
    WAITERS.fds = []
    WAITERS.processes = []
    for i in range(n):
        if ready[i]:
            notify(processes[i],
                   tuple3(W_AVM_IO, mk_int(fds[i]), W_READY))
        else:
            WAITERS.fds.append(fds[i])
            WAITERS.processes.append(processes[i])
    for i in range(len(watches)):
        if ready[n + i] and watches[i].on:
            watches[i].ready()


def is_readable(fd):
    """Whether a read of fd would not block now (end of file included)."""
    ready = _poll_all([fd], [POLLIN], 0)
    return ready is not None and ready[0]


def is_writable(fd):
    """Whether a write of up to PIPE_BUF bytes would not block now."""
    ready = _poll_all([fd], [POLLOUT], 0)
    return ready is not None and ready[0]


def wait_writable(fd):
    """Wait until fd takes output again."""
    _poll_all([fd], [POLLOUT], 1000)


def _poll_all(fds, events, timeout):
    """For each descriptor whether something happened; None if nothing did.
    events: what is asked for of each."""
    n = len(fds)
    if config.BOARD:
        # there is the console only, whatever the descriptor
        if not CURRENT.machine.wait(timeout):
            return None
        return [True] * n
    array = lltype.malloc(rffi.CArray(POLLFD), n + 1, flavor='raw', zero=True)
    try:
        for i in range(n):
            rffi.setintfield(array[i], 'c_fd', fds[i])
            rffi.setintfield(array[i], 'c_events', events[i])
        found = _poll(array, rffi.cast(rffi.ULONG, n),
                      rffi.cast(rffi.INT, timeout))
        if rffi.cast(lltype.Signed, found) <= 0:
            return None
        return [rffi.getintfield(array[i], 'c_revents') != 0
                for i in range(n)]
    finally:
        lltype.free(array, flavor='raw')
