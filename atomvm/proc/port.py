"""Ports: what there is between processes and drivers, which are abstract here.

A port is sent messages and signals like a process, and has links, monitors
and perhaps a name.  OTP: erts/emulator/beam/io.c; reference manual, "Ports and
Port Drivers".  The drivers are in atomvm/port.
"""
from rpython.rlib.rarithmetic import r_longlong

from atomvm.error import ErlangError
from atomvm.proc import signal, sysmonitor
from atomvm.proc.logger import log_error
from atomvm.proc.oserror import error_atom
from atomvm.proc.process import EXITED, PortBase, Process
from atomvm.proc.registry import PORTS
from atomvm.proc.seqtrace import deliver
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.bits import EMPTY
from atomvm.term.cons import chars_list, cons, list_items
from atomvm.term.iodata import bits_bytes, iodata_bits, join_iodata
from atomvm.term.number import mk_int
from atomvm.term.pid import MAX_PORT_NUMBER, W_Pid, W_Port
from atomvm.term.tuple import W_Tuple, tuple2

W_CLOSE = mk_atom('close')
W_CLOSED = mk_atom('closed')
W_COMMAND = mk_atom('command')
W_CONNECT = mk_atom('connect')
W_CONNECTED = mk_atom('connected')
W_EOF = mk_atom('eof')
W_EXIT_STATUS = mk_atom('exit_status')

# Kinds of ports.
SPAWN = 0           # {spawn, Command}
EXECUTABLE = 1      # {spawn_executable, File}
FD = 2              # {fd, In, Out}
FILE = 3            # a file, of no {Kind, ...}
DRIVER = 4          # {spawn_driver, Name}

DRIVERS = ['tcp_inet', 'udp_inet', 'ram_file_drv', 'tty_sl']


class Request(object):
    """What open_port/2 asks for; texts are str, as the system wants them."""

    def __init__(self):
        self.kind = SPAWN
        self.command = ''           # or the file
        self.fd_in = -1
        self.fd_out = -1
        self.args = None            # list of str, or None
        self.arg0 = None            # str or None
        self.cd = ''                # '': stays where the VM is
        self.env = []               # 'NAME=value', or 'NAME' to be removed
        self.packet = 0             # bytes of the header; 0: none
        self.line = 0               # longest line; 0: no lines
        self.reads = False          # the VM reads what the other side writes
        self.writes = False
        self.stdio = True
        self.stderr = False         # goes where its standard output goes
        self.exit_status = False
        self.eof = False
        self.binary = False
        self.busy_low = 4096        # bytes that wait: fewer end what at least
        self.busy_high = 8192       # busy_high begin, that it is busy


class Driver(object):
    """The other side of a port.  It tells the port what happens by calling
    its methods deliver, end_of_input, end_of_child, fail and drained."""

    def start(self, port):
        """The port is there: events may come now."""
        raise NotImplementedError

    def write(self, data):
        """Take data, write it as soon as possible; 0 or an errno."""
        raise NotImplementedError

    def write_bits(self, process, w_bits):
        """write() what process sends."""
        return self.write(bits_bytes(w_bits))

    def answers(self):
        """Whether it tells processes what became of what they sent, so that
        it has to be given that in turn, or by force."""
        return False

    def control(self, process, request, data):
        """The answer (a term) to port_control/3, or None: it has none."""
        return None

    def queued(self):
        """Number of bytes that have not been written."""
        return 0

    def is_busy(self):
        """Whether who writes shall wait."""
        return False

    def os_pid(self):
        """The number of the process that it started, or -1."""
        return -1

    def close(self, flush):
        """The port has ended; flush: write first what has been taken."""
        raise NotImplementedError


class Opener(object):
    """Makes drivers; atomvm.port.opener installs a subclass."""

    def open(self, request):
        """The Driver of a Request, or OSError."""
        raise NotImplementedError


class Openers(object):
    def __init__(self):
        self.opener = Opener()

    def install(self, opener):
        self.opener = opener


OPENERS = Openers()


class Writer(object):
    """A process that waits until a port takes more: for the message
    {w_ref, true}, or suspended where w_ref is None.  w_bits: None or what it
    sends then."""

    def __init__(self, process, w_ref, w_bits):
        self.process = process
        self.w_ref = w_ref
        self.w_bits = w_bits

    def go_on(self, w_result):
        if self.w_ref is None:
            signal.release(self.process)
        else:
            deliver(self.process, tuple2(self.w_ref, w_result))


class Port(PortBase):
    """w_title: what port_info/2 calls its name; owner a Process, perhaps a dead one."""

    def __init__(self, number, owner, driver, w_title, eof):
        PortBase.__init__(self)
        self.w_port = W_Port(number)
        self.owner = owner
        self.driver = driver
        self.w_title = w_title
        self.eof = eof              # the option
        self.w_data = atoms.undefined       # of port_set_data/2
        self.received = r_longlong(0)
        self.sent = r_longlong(0)
        self.writers = []

    def identity(self):
        return self.w_port

    # ------------------------------------------------------------- signals

    def take(self, process, w_message):
        """{Owner, close}, {Owner, {command, Data}}, {Owner, {connect, Pid}};
        all else is the owner's fault, who hears of it: badsig."""
        if not self.take_request(process, w_message):
            if self.owner.state != EXITED:
                signal.send_exit_of_port(self, self.owner, atoms.badsig)

    def take_request(self, process, w_message):
        """False where that is no request of the owner."""
        if not isinstance(w_message, W_Tuple) or w_message.arity() != 2:
            return False
        w_owner = w_message.get(0)
        w_what = w_message.get(1)
        if not isinstance(w_owner, W_Pid) or w_owner.process is not self.owner:
            return False
        if w_what is W_CLOSE:
            owner = self.owner
            self.end(atoms.normal)
            deliver(owner, tuple2(self.w_port, W_CLOSED))
            return True
        if not isinstance(w_what, W_Tuple) or w_what.arity() != 2:
            return False
        w_value = w_what.get(1)
        if w_what.get(0) is W_COMMAND:
            return self.take_command(process, w_value)
        if w_what.get(0) is not W_CONNECT or not isinstance(w_value, W_Pid):
            return False
        owner = self.owner
        self.connect(w_value)
        deliver(owner, tuple2(self.w_port, W_CONNECTED))
        return True

    def take_command(self, process, w_data):
        try:
            w_bits = self.output_of(process, w_data)
        except ErlangError:
            return False
        if self.driver.is_busy():
            sysmonitor.port_is_busy(process, self)
            signal.hold(process)
            self.wait(process, None, w_bits)
        else:
            self.command(process, w_bits)
        return True

    def output_of(self, process, w_data):
        """The bytes (W_Bits) of what process wants to be written; badarg,
        which is logged.  As in OTP, less than a byte is nothing."""
        try:
            return join_iodata(w_data, False)
        except ErlangError:
            pass
        try:
            if iodata_bits(w_data, True) < 8:
                return EMPTY
            return join_iodata(w_data, False)
        except ErlangError:
            w_text = concat(chars_list("Bad value on output port '"), concat(
                self.w_title, chars_list("'\n")))
            log_error(process, '~s~n', [w_text])
            raise

    def take_exit(self, process, w_reason):
        if w_reason is atoms.kill:
            w_reason = atoms.killed
        self.end(w_reason)

    def is_busy(self):
        return self.driver.is_busy()

    def is_owned_by(self, process):
        return self.owner is process

    def connect(self, w_pid):
        """From now on it is the port of w_pid."""
        process = w_pid.process
        assert isinstance(process, Process)
        self.owner = process

    def command(self, process, w_bits):
        """Write what process sends; what goes wrong ends the port."""
        self.sent += w_bits.nbits >> 3
        number = self.driver.write_bits(process, w_bits)
        if number != 0:
            self.fail(number)

    def wait(self, process, w_ref, w_bits):
        """process waits for {w_ref, true | badarg}; what it sends is written
        before, or, where the driver answers, after that."""
        if self.driver.answers():
            self.writers.append(Writer(process, w_ref, w_bits))
        else:
            self.writers.append(Writer(process, w_ref, None))
            self.command(process, w_bits)

    def end(self, w_reason):
        """Close the port; whom that ends must not run on (check_alive)."""
        signal.exit_process(self, w_reason)

    def ended(self):
        del PORTS.by_number[self.w_port.number]
        self.go_on(atoms.badarg)
        self.driver.close(self.w_exit_reason is not atoms.killed)

    def quit(self):
        """End as drivers do: processes that are linked do not hear of it."""
        signal.drop_links(self)
        self.end(atoms.normal)

    def go_on(self, w_result):
        writers = self.writers
        self.writers = []
        for i in range(len(writers)):
            writer = writers[i]
            writer.go_on(w_result)
            w_bits = writer.w_bits
            if w_bits is not None and w_result is atoms.true and \
                    writer.process.state != EXITED:
                self.command(writer.process, w_bits)
                if self.driver.is_busy():
                    self.writers = writers[i + 1:] + self.writers
                    return

    # ------------------------------------------------ what drivers tell it

    def tell(self, w_what):
        deliver(self.owner, tuple2(self.w_port, w_what))

    def deliver(self, w_data):
        """{Port, {data, Data}}."""
        self.tell(tuple2(atoms.data, w_data))

    def end_of_child(self, status):
        self.tell(tuple2(W_EXIT_STATUS, mk_int(status)))

    def end_of_input(self):
        """It goes on with the option eof only."""
        if self.eof:
            self.tell(W_EOF)
        else:
            self.end(atoms.normal)

    def fail(self, number):
        self.end(error_atom(number))

    def drained(self):
        """The driver is not busy any more."""
        self.go_on(atoms.true)


def concat(w_list, w_rest):
    """The list of the items of a list and w_rest."""
    items = list_items(w_list)
    assert items is not None
    for i in range(len(items) - 1, -1, -1):
        w_rest = cons(items[i], w_rest)
    return w_rest


def open_port(process, request, w_title):
    """A new Port of process, which it is linked to; OSError."""
    driver = OPENERS.opener.open(request)
    return add_port(process, driver, w_title, request.eof)


def add_port(process, driver, w_title, eof):
    """A new Port that drivers ask for, such as of a connection."""
    number = PORTS.number
    while number in PORTS.by_number:
        number = (number + 1) & MAX_PORT_NUMBER
    PORTS.number = (number + 1) & MAX_PORT_NUMBER
    port = Port(number, process, driver, w_title, eof)
    PORTS.by_number[number] = port
    signal.add_link(process, port)
    driver.start(port)
    return port
