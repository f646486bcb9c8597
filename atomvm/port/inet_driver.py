"""What the drivers of sockets have in common: requests by port_control/3,
operations that are under way, readiness of the descriptor.
OTP: erts/emulator/drivers/common/inet_drv.c.
"""
from rpython.rlib.rarithmetic import intmask, r_longlong

from atomvm.foreign import socket
from atomvm.port import inet_code as code
from atomvm.port.inet_code import (
    InetError, get_int, put_int, put_short)
from atomvm.port.inet_message import (
    W_CLOSED, error_term, send_async)
from atomvm.port.inet_option import (
    Settings, get_options, is_of_driver, set_system, value_end)
from atomvm.port.inet_stat import Statistics
from atomvm.proc import poll
from atomvm.proc.clock import CLOCK, MILLISECOND
from atomvm.proc.oserror import error_atom
from atomvm.proc.port import Driver
from atomvm.proc.process import EXITED
from atomvm.proc.timer import WHEEL
from atomvm.proc.wheel import Timer
from atomvm.term.cons import chars_list

# States.
CLOSED = 0
OPEN = 1
CONNECTING = 2
CONNECTED = 3
LISTENING = 4

NAME_LENGTH = 260


def system_error(number):
    """The InetError of -errno."""
    name = error_atom(-number).name
    assert name is not None     # for the annotator
    return InetError(name)


def check(number):
    """A count, or InetError of -errno."""
    if number < 0:
        raise system_error(number)
    return number


class InputWatch(poll.Watch):
    def __init__(self, driver):
        poll.Watch.__init__(self, -1, poll.POLLIN)
        self.driver = driver

    def ready(self):
        self.driver.input_ready()


class OutputWatch(poll.Watch):
    def __init__(self, driver):
        poll.Watch.__init__(self, -1, poll.POLLOUT)
        self.driver = driver

    def ready(self):
        self.driver.output_ready()


class OperationTimer(Timer):
    """milliseconds: 32 bits.  operation None: it is the time of a send."""

    def __init__(self, milliseconds, driver, operation):
        time = r_longlong(milliseconds) & code.LOW_WORD
        Timer.__init__(self, CLOCK.monotonic_ns() + time * MILLISECOND)
        self.driver = driver
        self.operation = operation
        WHEEL.insert(self)

    def fire(self):
        self.driver.timed_out(self.operation)

    def cancel(self):
        WHEEL.remove(self)


class Operation(object):
    """process waits for {inet_async, Port, number, Result}."""

    def __init__(self, number, process):
        self.number = number
        self.process = process
        self.timer = None

    def end(self):
        timer = self.timer
        if timer is not None:
            self.timer = None
            timer.cancel()

    def is_wanted(self):
        return self.process.state != EXITED


class InetDriver(Driver):
    """port: None before it starts and after it has ended."""

    def __init__(self, settings):
        self.settings = settings
        self.port = None
        self.fd = -1
        self.family = code.FAMILY_INET
        self.state = CLOSED
        self.was_open = False
        self.ignored = False
        self.input = InputWatch(self)
        self.output = OutputWatch(self)
        self.numbers = -1           # of operations
        self.operation = None       # to connect or to receive
        self.statistics = Statistics()
        self.subscribers = []       # Processes: no output waits any more
        self.own_name = ''          # of setsockname, setpeername
        self.peer_name = ''

    def start(self, port):
        self.port = port

    def answers(self):
        return True

    # ------------------------------------------------------------ requests

    def control(self, process, request, data):
        """A request of prim_inet: the list that it expects."""
        try:
            answer = code.REP_OK + self.request(
                process, intmask(request - code.MAGIC), data)
        except InetError as e:
            answer = code.REP_ERROR + e.name
        return chars_list(answer)

    def request(self, process, request, data):
        """The bytes of the answer; InetError.  Subclasses have more."""
        if request == code.REQ_SETOPTS:
            return self.set_options(data)
        if request == code.REQ_GETOPTS:
            return get_options(self, data)
        if request == code.REQ_OPEN:
            return self.open(data)
        if request == code.REQ_FDOPEN:
            return self.open_given(data)
        if request == code.REQ_BIND:
            return self.bind(data)
        if request == code.REQ_NAME or request == code.REQ_GETLADDRS:
            return self.name(False)
        if request == code.REQ_PEER or request == code.REQ_GETPADDRS:
            return self.name(True)
        if request == code.REQ_SETNAME:
            self.own_name = data
            return ''
        if request == code.REQ_SETPEER:
            self.peer_name = data
            return ''
        if request == code.REQ_GETSTAT:
            return self.statistics.answer(data, self.queued())
        if request == code.REQ_SUBSCRIBE:
            return self.subscribe(process, data)
        return self.look_up(request, data)

    def look_up(self, request, data):
        """Requests that tell what is so."""
        if request == code.REQ_GETFD:
            self.need_open()
            return put_int(self.fd)
        if request == code.REQ_GETTYPE:
            self.need_open()
            return put_int(self.family) + put_int(self.settings.kind)
        if request == code.REQ_GETSTATUS:
            return put_int(self.status())
        if request == code.REQ_IGNOREFD:
            self.need_open()
            self.ignore(data != '' and data[0] != '\x00')
            return ''
        if request == code.REQ_GETHOSTNAME:
            return bytes_of(socket.host_name())
        if request == code.REQ_GETSERVBYNAME:
            name, rest = counted(data)
            protocol, rest = counted(rest)
            return put_short(check(socket.service_port(name, protocol)))
        if request == code.REQ_GETSERVBYPORT:
            if len(data) < 3:
                raise InetError('einval')
            protocol, rest = counted(data[2:])
            return bytes_of(socket.service_name(
                (ord(data[0]) << 8) | ord(data[1]), protocol))
        if request == code.REQ_GETIFADDRS:
            return bytes_of(socket.interfaces())
        if request == code.REQ_GETIFLIST:
            return bytes_of(socket.interface_names(self.fd))
        if request == code.REQ_IFGET:
            name, rest = counted(data)
            return bytes_of(socket.interface(self.fd, name, rest))
        if request == code.REQ_IFSET:
            name, rest = counted(data)
            check(socket.interface_set(self.fd, name, rest))
            return ''
        raise InetError('exbadport')

    def need_open(self):
        if self.state == CLOSED:
            raise InetError('einval')

    def open(self, data):
        if self.state != CLOSED:
            raise InetError('exbadseq')
        if len(data) < 2 or ord(data[1]) != self.settings.kind:
            raise InetError('einval')
        self.family = ord(data[0])
        self.opened(check(socket.open_socket(self.family, self.settings.kind)),
                    OPEN)
        return ''

    def open_given(self, data):
        """A descriptor that somebody else has opened."""
        if self.state != CLOSED:
            raise InetError('exbadseq')
        if len(data) < 6 or ord(data[1]) != self.settings.kind:
            raise InetError('einval')
        self.family = ord(data[0])
        fd = get_int(data, 2)
        check(socket.adopt(fd))
        check(socket.name(fd, False).size)
        connected = socket.name(fd, True).size >= 0
        self.opened(fd, CONNECTED if connected else OPEN)
        self.look_for_input()
        return ''

    def opened(self, fd, state):
        self.fd = fd
        self.input.fd = fd
        self.output.fd = fd
        self.state = state
        self.was_open = True

    def bind(self, data):
        if self.state == CLOSED:
            raise InetError('exbadport')
        check(socket.bind(self.fd, self.family, data))
        name = bytes_of(socket.name(self.fd, False))
        if name[0] == '\x01' or name[0] == '\x02':
            return name[1:3]
        return '\x00\x00'

    def name(self, peer):
        if peer and self.peer_name != '':
            return self.peer_name
        if not peer and self.own_name != '':
            return self.own_name
        if peer and self.state != CONNECTED:
            raise InetError('enotconn')
        return bytes_of(socket.name(self.fd, peer))

    def status(self):
        if self.state == CLOSED:
            return 0
        if self.state == CONNECTED:
            return code.IS_OPEN | code.IS_CONNECTED
        if self.state == CONNECTING:
            return code.IS_OPEN | code.IS_CONNECTING
        if self.state == LISTENING:
            return code.IS_OPEN | code.IS_LISTENING
        return code.IS_OPEN

    def subscribe(self, process, data):
        answer = ''
        for char in data:
            if char != '\x01':
                raise InetError('einval')
            waits = self.queued()
            if waits > 0:
                self.subscribers.append(process)
            answer += char + put_int(waits)
        return answer

    def ignore(self, ignored):
        self.ignored = ignored
        if ignored:
            self.input.stop()
            self.output.stop()
        else:
            self.look_for_input()

    def set_options(self, data):
        settings = self.settings
        active = settings.active
        packet = settings.packet
        fault = False
        at = 0
        try:
            while at < len(data):
                option = ord(data[at])
                at += 1
                end = value_end(option, data, at)
                assert 0 <= at <= end
                self.set_option(option, data[at:end])
                at = end
        except InetError:
            fault = True
        if self.port is not None:
            self.options_set(active, packet)
        if fault:
            raise InetError('einval')
        return ''

    def set_option(self, option, value):
        settings = self.settings
        if option == code.LOPT_ACTIVE:
            step = 0
            number = get_int(value, 0)
            if number == code.MULTI:
                step = (ord(value[4]) << 8) | ord(value[5])
                if step >= 32768:
                    step -= 65536
            if settings.set_active(number, step):
                self.tell_passive()
            self.activated()
        elif option == code.LOPT_NETNS:
            settings.netns = value[4:]
        elif is_of_driver(option):
            if not settings.set(option, get_int(value, 0)):
                raise InetError('einval')
        else:
            set_system(self, option, value)

    def activated(self):
        """The option active has been set."""

    def options_set(self, active, packet):
        """Some options have been set; active, packet: what was before."""
        raise NotImplementedError

    def tell_passive(self):
        """{active, N} has come to its end."""
        raise NotImplementedError

    # ---------------------------------------------------------- operations

    def new_operation(self, process, timeout):
        """timeout in ms; FOREVER."""
        self.numbers = (self.numbers + 1) & 0xffff
        operation = Operation(self.numbers, process)
        if timeout != code.FOREVER:
            operation.timer = OperationTimer(timeout, self, operation)
        return operation

    def begin(self, process, timeout):
        """The one operation to connect or to receive: InetError where there
        is one."""
        old = self.operation
        if old is not None:
            raise InetError('ealready')
        operation = self.new_operation(process, timeout)
        self.operation = operation
        return operation

    def finish(self, w_result):
        """Answer the operation, if there is one."""
        operation = self.operation
        if operation is not None:
            self.operation = None
            self.answer(operation, w_result)

    def answer(self, operation, w_result):
        operation.end()
        port = self.port
        if port is not None:
            send_async(port, operation.process, operation.number, w_result)

    def timed_out(self, operation):
        raise NotImplementedError

    # ---------------------------------------------------------- descriptor

    def input_ready(self):
        raise NotImplementedError

    def output_ready(self):
        raise NotImplementedError

    def look_for_input(self):
        """Hear of input where somebody wants it."""
        if self.wants_input() and not self.ignored and self.fd >= 0:
            self.input.start()
        else:
            self.input.stop()

    def wants_input(self):
        raise NotImplementedError

    def shut(self):
        """Close the descriptor; the port may go on."""
        self.input.stop()
        self.output.stop()
        if self.fd >= 0:
            socket.close(self.fd)
            self.fd = -1
        self.state = CLOSED

    def quit(self):
        """The port ends, because of what happened to the socket."""
        port = self.port
        if port is not None:
            port.quit()

    def close(self, flush):
        """The port has ended."""
        port = self.port
        assert port is not None
        self.cancel()
        self.port = None
        self.shut()

    def cancel(self):
        """Who waits hears that it is closed."""
        self.finish(error_term(W_CLOSED))


def bytes_of(received):
    """The data of a Received; InetError."""
    check(received.size)
    return received.data


def counted(data):
    """A text with its length before it, and what follows."""
    if data == '':
        raise InetError('einval')
    end = 1 + ord(data[0])
    if end > len(data):
        raise InetError('einval')
    return data[1:end], data[end:]
