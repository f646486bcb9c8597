"""Signals of the operating system as messages: {notify, Name} to the process
erl_signal_server, as OTP's emulator sends them (erts/emulator/sys/unix/sys.c).

A handler in C notes the signal and writes a byte to a pipe, which wakes the
scheduler like any input.  Hosts only.
"""
import os

from rpython.rlib import rsignal
from rpython.rtyper.lltypesystem import lltype, rffi

from atomvm.proc.poll import POLLIN, Watch
from atomvm.proc.registry import NAMES
from atomvm.proc.seqtrace import notify
from atomvm.term.atom import host_atom
from atomvm.term.tuple import tuple2

DEFAULT, IGNORE, HANDLE = range(3)

# What os:set_signal/2 takes (erts/emulator/beam/erl_bif_os.c), as far as the
# system has it.
NUMBERS = {}        # name -> number
ATOMS = {}          # number -> its atom
for _name in '''
    sighup sigquit sigabrt sigalrm sigterm sigusr1 sigusr2 sigchld sigstop
    sigtstp'''.split():
    NUMBERS[_name] = getattr(rsignal, _name.upper())
    ATOMS[NUMBERS[_name]] = host_atom(_name)

W_NOTIFY = host_atom('notify')
W_SERVER = host_atom('erl_signal_server')


class SignalWatch(Watch):
    """fd: the end of the pipe to read from."""

    def ready(self):
        os.read(self.fd, 512)
        while True:
            number = rffi.cast(lltype.Signed, rsignal.pypysig_poll())
            if number < 0:
                return
            w_name = ATOMS.get(number, None)
            server = NAMES.find_process(W_SERVER)
            if w_name is not None and server is not None:
                notify(server, tuple2(W_NOTIFY, w_name))


class Signals(object):
    """watch: there from the first signal on that is handled, and on while one
    is; handled: numbers of those."""

    def __init__(self):
        self.watch = None
        self.handled = {}

    def handle(self, number):
        self.handled[number] = True
        if self.watch is None:
            read_end, write_end = os.pipe()
            rsignal.pypysig_set_wakeup_fd(rffi.cast(rffi.INT, write_end),
                                          rffi.cast(rffi.INT, 1))
            self.watch = SignalWatch(read_end, POLLIN)
        self.watch.start()

    def leave(self, number):
        if number in self.handled:
            del self.handled[number]
            if len(self.handled) == 0:
                self.watch.stop()


SIGNALS = Signals()


def set_action(name, action):
    """What a signal does from now on: DEFAULT, IGNORE or HANDLE."""
    number = NUMBERS[name]
    c_number = rffi.cast(rffi.INT, number)
    if action == HANDLE:
        SIGNALS.handle(number)
        rsignal.pypysig_setflag(c_number)
        return
    if action == DEFAULT:
        rsignal.pypysig_default(c_number)
    else:
        rsignal.pypysig_ignore(c_number)
    SIGNALS.leave(number)
