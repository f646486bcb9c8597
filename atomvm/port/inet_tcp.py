"""The driver tcp_inet: streams.  OTP: inet_drv.c, tcp_inet_*()."""
import errno

from atomvm.foreign import socket
from atomvm.port import inet_code as code
from atomvm.port.inet_code import InetError, get_int, put_short
from atomvm.port.inet_driver import (
    CLOSED, CONNECTED, CONNECTING, LISTENING, OPEN, check)
from atomvm.port.inet_input import Input, TooLong
from atomvm.port.inet_message import (
    W_CLOSED, data_term, error_term)
from atomvm.port.inet_output import SendingDriver, would_block
from atomvm.port.inet_option import Settings
from atomvm.proc.oserror import error_atom
from atomvm.proc.port import add_port
from atomvm.proc.seqtrace import deliver
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import W_Bits
from atomvm.term.tuple import W_Tuple, mk_tuple, tuple2, tuple3

W_EMSGSIZE = mk_atom('emsgsize')
W_HTTP = mk_atom('http')
W_SSL_TLS = mk_atom('ssl_tls')
W_TCP = mk_atom('tcp')
W_TCP_CLOSED = mk_atom('tcp_closed')
W_TCP_ERROR = mk_atom('tcp_error')
W_TCP_PASSIVE = mk_atom('tcp_passive')

MAX_LENGTH = 0x4000000      # of what is asked for
ROUNDS = 16                 # reads until others have their turn


class TcpDriver(SendingDriver):
    """wanted: what the operation that receives asks for; acceptors: the
    operations that wait for a connection, the oldest first."""

    def __init__(self, settings):
        SendingDriver.__init__(self, settings)
        self.input_data = Input()
        self.wanted = 0
        self.acceptors = []
        self.close_told = False
        self.at_end = False         # active, and it has been told

    def request(self, process, request, data):
        if request == code.REQ_RECV:
            return self.receive(process, data)
        if request == code.REQ_CONNECT:
            return self.connect(process, data)
        if request == code.REQ_ACCEPT:
            return self.accept(process, data)
        if request == code.REQ_LISTEN:
            return self.listen(data)
        if request == code.REQ_SHUTDOWN:
            return self.shutdown(data)
        if request == code.REQ_UNRECV:
            if self.state != CONNECTED:
                raise InetError('enotconn')
            self.input_data.put_back(data)
            self.deliver_packets()
            return ''
        return SendingDriver.request(self, process, request, data)

    def status(self):
        bits = SendingDriver.status(self)
        if len(self.acceptors) > 0:
            bits |= code.IS_ACCEPTING
        if self.busy:
            bits |= code.IS_BUSY
        return bits

    # ---------------------------------------------------------- connecting

    def connect(self, process, data):
        if self.state == CLOSED:
            raise InetError('exbadport')
        if self.state == CONNECTED:
            raise InetError('eisconn')
        if self.state != OPEN:
            raise InetError('einval')
        timeout = get_int(data, 0)
        done = socket.connect(self.fd, self.family, data[4:])
        if done == -errno.EINPROGRESS or would_block(done):
            operation = self.begin(process, timeout)
            self.state = CONNECTING
            self.output.start()
        else:
            check(done)
            operation = self.begin(process, code.FOREVER)
            self.connected()
        return put_short(operation.number)

    def connected(self):
        self.state = CONNECTED
        self.finish(atoms.ok)
        self.look_for_input()

    def output_ready(self):
        if self.state == CONNECTED:
            self.connected_output()
        elif self.state == CONNECTING:
            self.output.stop()
            number = socket.pending_error(self.fd)
            if number == 0:
                self.connected()
            else:
                self.state = OPEN
                self.finish(error_term(error_atom(number)))
        else:
            self.output.stop()

    # ----------------------------------------------------------- accepting

    def listen(self, data):
        if self.state == CLOSED:
            raise InetError('exbadport')
        if len(data) != 2:
            raise InetError('einval')
        check(socket.listen(self.fd, (ord(data[0]) << 8) | ord(data[1])))
        self.state = LISTENING
        return ''

    def accept(self, process, data):
        if self.state != LISTENING:
            raise InetError('einval')
        timeout = get_int(data, 0)
        fd = -1
        if len(self.acceptors) == 0:
            fd = socket.accept(self.fd)
            if fd < 0 and not _try_again(fd):
                raise InetError(error_atom(-fd).name)
        if fd >= 0:
            operation = self.new_operation(process, code.FOREVER)
            self.accepted(operation, fd)
        elif timeout == 0:
            operation = self.new_operation(process, code.FOREVER)
            self.answer(operation, error_term(atoms.timeout))
        else:
            operation = self.new_operation(process, timeout)
            self.acceptors.append(operation)
            self.look_for_input()
        return put_short(operation.number)

    def accepted(self, operation, fd):
        """A connection for who waits."""
        driver = TcpDriver(self.settings.copy())
        driver.family = self.family
        driver.opened(fd, CONNECTED)
        port = add_port(operation.process, driver, self.port.w_title, False)
        self.answer(operation, tuple2(atoms.ok, port.w_port))

    def accept_more(self):
        """There are connections."""
        while self.state == LISTENING and self.port is not None:
            self.drop_the_dead()
            if len(self.acceptors) == 0:
                break
            fd = socket.accept(self.fd)
            if fd < 0:
                if _try_again(fd):
                    break
                self.answer(self.acceptors.pop(0),
                            error_term(error_atom(-fd)))
            else:
                self.accepted(self.acceptors.pop(0), fd)
        self.look_for_input()

    def drop_the_dead(self):
        while len(self.acceptors) > 0 and not self.acceptors[0].is_wanted():
            self.acceptors.pop(0).end()

    # ----------------------------------------------------------- receiving

    def receive(self, process, data):
        if self.state != CONNECTED:
            if self.closed_to_receive:
                self.closed_to_receive = False
                self.closed_to_send = False
                if self.was_reset:
                    self.was_reset = False
                    raise InetError('econnreset')
                raise InetError('closed')
            raise InetError('enotconn')
        if self.settings.active != code.PASSIVE or len(data) != 8:
            raise InetError('einval')
        timeout = get_int(data, 0)
        size = get_int(data, 4)
        if size < 0 or size > MAX_LENGTH:
            raise InetError('enomem')
        if size > 0 and self.settings.packet != 0:
            raise InetError('einval')
        operation = self.begin(process, timeout if timeout != 0 else
                               code.FOREVER)
        number = operation.number
        self.wanted = size
        self.input_data.need = 0
        self.deliver_packets()
        if self.operation is operation:
            self.read()
        if self.operation is operation:
            if timeout == 0:
                self.finish(error_term(atoms.timeout))
            else:
                self.look_for_input()
        return put_short(number)

    def wants_input(self):
        if self.state == LISTENING:
            return len(self.acceptors) > 0
        if self.state != CONNECTED:
            return False
        return (self.operation is not None or
                self.settings.active != code.PASSIVE and not self.at_end)

    def input_ready(self):
        if self.state == LISTENING:
            self.accept_more()
            return
        if self.wants_input():
            self.read()
        self.look_for_input()

    def read(self):
        """Read once; of a packet whose length is known, as much as is
        there."""
        got = self.input_data
        rounds = 0
        while rounds < ROUNDS and self.wants_input():
            rounds += 1
            size = self.settings.buffer
            if got.need > 0:
                size = got.need - got.size
            elif self.wanted > 0 and self.settings.packet == 0 and \
                    self.settings.active == code.PASSIVE:
                size = self.wanted - got.size
            received = socket.receive(self.fd, size)
            if received.size <= 0:
                self.read_failed(received.size)
                return
            got.add(received.data)
            self.port.received += received.size
            self.deliver_packets()
            if got.need == 0:
                return

    def read_failed(self, number):
        if number == 0:
            self.ended()
        elif would_block(number):
            return
        elif number == -errno.ECONNRESET and not self.settings.show_econnreset:
            self.ended()
        else:
            self.receive_failed(error_atom(-number))

    def deliver_packets(self):
        """As long as there are packets and somebody wants them."""
        settings = self.settings
        got = self.input_data
        while self.port is not None and (
                settings.active != code.PASSIVE or self.operation is not None):
            wanted = self.wanted
            if settings.active != code.PASSIVE:
                wanted = 0
            try:
                packet = got.next(settings, wanted)
            except TooLong:
                self.receive_failed(W_EMSGSIZE)
                return
            if packet is None:
                return
            self.statistics.packet_received(packet.w_raw.nbits >> 3)
            if settings.active == code.PASSIVE:
                self.wanted = 0
                self.finish(tuple2(atoms.ok, self.body_term(packet)))
            else:
                self.tell_packet(packet)
                if settings.message_sent():
                    self.tell_passive()

    def body_term(self, packet):
        w_body = packet.w_body
        if isinstance(w_body, W_Bits):
            return data_term(self.settings, w_body)
        if isinstance(w_body, W_Tuple) and w_body.get(0) is W_SSL_TLS:
            return mk_tuple([W_SSL_TLS, self.port.w_port, w_body.get(2),
                             w_body.get(3), w_body.get(4)])
        return w_body

    def tell_packet(self, packet):
        port = self.port
        if self.settings.deliver == code.DELIVER_PORT:
            w_data = packet.w_body
            if packet.is_parsed():
                w_data = packet.w_raw
            assert isinstance(w_data, W_Bits)
            port.deliver(data_term(self.settings, w_data))
            return
        w_body = self.body_term(packet)
        if not packet.is_parsed():
            w_message = tuple3(W_TCP, port.w_port, w_body)
        elif isinstance(w_body, W_Tuple) and w_body.get(0) is W_SSL_TLS:
            w_message = w_body
        else:
            w_message = tuple3(W_HTTP, port.w_port, w_body)
        deliver(port.owner, w_message)

    # -------------------------------------------------------------- events

    def tell_passive(self):
        port = self.port
        deliver(port.owner, tuple2(W_TCP_PASSIVE, port.w_port))

    def tell_error(self, w_reason):
        port = self.port
        deliver(port.owner, tuple3(W_TCP_ERROR, port.w_port, w_reason))

    def tell_closed(self):
        port = self.port
        if not self.close_told and port is not None:
            self.close_told = True
            deliver(port.owner, tuple2(W_TCP_CLOSED, port.w_port))

    def ended(self):
        """The other side sends no more."""
        if self.busy:
            self.clear_output()
            self.not_busy(error_term(W_CLOSED))
        self.input_data.clear()
        quits = self.settings.exit_on_close
        if self.settings.active != code.PASSIVE:
            self.tell_closed()
            if quits:
                self.quit()
            else:
                self.at_end = True
                self.input.stop()
            return
        if quits:
            self.closed_to_send = True
            self.shut()
        self.finish(error_term(W_CLOSED))
        self.input.stop()

    def receive_failed(self, w_reason):
        if self.busy:
            self.clear_output()
            self.not_busy(error_term(W_CLOSED))
        self.input_data.clear()
        quits = self.settings.exit_on_close
        if self.settings.active != code.PASSIVE:
            self.tell_error(w_reason)
            self.tell_closed()
            if quits:
                self.quit()
            else:
                self.shut()
            return
        if quits:
            self.shut()
        self.finish(error_term(w_reason))
        self.input.stop()

    def activated(self):
        """A socket that has been closed tells it to who asks for messages."""
        if self.state == CLOSED and self.settings.active != code.PASSIVE and \
                self.was_open and self.port is not None:
            self.tell_closed()
            if self.settings.exit_on_close:
                self.quit()

    def options_set(self, active, packet):
        settings = self.settings
        got = self.input_data
        got.need = 0
        if settings.packet != packet:
            got.in_headers = False
        if self.state != CONNECTED:
            return
        self.at_end = False
        now = settings.active
        if now != code.PASSIVE and (active == code.PASSIVE or
                                    settings.packet != packet):
            self.deliver_packets()
            if now == code.ONCE and settings.active == now and \
                    self.state == CONNECTED and not self.ignored:
                self.read()
        self.look_for_input()

    # ----------------------------------------------------------------- end

    def timed_out(self, operation):
        if operation is None:
            self.send_timed_out()
        elif operation is self.operation:
            if self.state == CONNECTING:
                self.shut()
            self.finish(error_term(atoms.timeout))
            self.look_for_input()
        else:
            self.acceptors.remove(operation)
            self.answer(operation, error_term(atoms.timeout))
            self.look_for_input()

    def cancel(self):
        SendingDriver.cancel(self)
        acceptors = self.acceptors
        self.acceptors = []
        for operation in acceptors:
            self.answer(operation, error_term(W_CLOSED))


def _try_again(number):
    """Of accept: no connection, or one that is no more."""
    return would_block(number) or number == -errno.ECONNABORTED


def open_tcp():
    return TcpDriver(Settings(code.STREAM))
