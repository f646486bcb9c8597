"""The driver udp_inet: datagrams.  OTP: inet_drv.c, packet_inet_*()."""
from atomvm.foreign import socket
from atomvm.port import inet_code as code
from atomvm.port.inet_code import InetError, get_int, put_short
from atomvm.port.inet_driver import (
    CLOSED, CONNECTED, OPEN, InetDriver, check)
from atomvm.port.inet_message import (
    address_terms, controls_term, data_term, error_term, send_reply)
from atomvm.port.inet_option import Settings
from atomvm.port.inet_output import would_block
from atomvm.proc.oserror import error_atom
from atomvm.proc.seqtrace import deliver
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import chars_list
from atomvm.term.iodata import bits_bytes
from atomvm.term.tuple import mk_tuple, tuple2, tuple3

W_EINVAL = mk_atom('einval')
W_UDP = mk_atom('udp')
W_UDP_ERROR = mk_atom('udp_error')
W_UDP_PASSIVE = mk_atom('udp_passive')


class UdpDriver(InetDriver):

    def request(self, process, request, data):
        if request == code.REQ_PACKET_RECV:
            return self.receive(process, data)
        if request == code.REQ_CONNECT:
            return self.connect(process, data)
        if request == code.REQ_LISTEN:
            raise InetError('exbadport')
        if request == code.REQ_SETPEER:
            return self.set_peer(data)
        return InetDriver.request(self, process, request, data)

    def open(self, data):
        answer = InetDriver.open(self, data)
        self.look_for_input()
        return answer

    def connect(self, process, data):
        if self.state == CLOSED:
            raise InetError('exbadport')
        get_int(data, 0)
        check(socket.connect(self.fd, self.family, data[4:]))
        operation = self.new_operation(process, code.FOREVER)
        self.state = CONNECTED
        self.answer(operation, atoms.ok)
        return put_short(operation.number)

    def set_peer(self, data):
        """'': it has no peer any more."""
        if data == '':
            check(socket.unconnect(self.fd))
            self.state = OPEN
        else:
            check(socket.connect(self.fd, self.family, data))
            self.state = CONNECTED
        return ''

    # ------------------------------------------------------------- sending

    def write_bits(self, process, w_bits):
        """An address, the size of what controls it, that, and the data."""
        data = bits_bytes(w_bits)
        try:
            self.send(data)
            w_result = atoms.ok
        except InetError as e:
            w_result = error_term(mk_atom(e.name))
        port = self.port
        if port is not None:
            send_reply(port, process, w_result)
        return 0

    def send(self, data):
        if self.state == CLOSED or data == '':
            raise InetError('einval')
        at = address_end(data)
        size = get_int(data, at)
        start = at + 4 + size
        if size < 0 or start > len(data):
            raise InetError('einval')
        assert 0 <= at <= start
        address = data[:at]
        if self.state == CONNECTED:
            address = ''
        count = len(data) - start
        done = socket.send_to(self.fd, self.family, address, data[at + 4:start],
                              data, start, count)
        self.statistics.packet_sent(count)
        check(done)

    # ----------------------------------------------------------- receiving

    def receive(self, process, data):
        if self.state == CLOSED:
            raise InetError('exbadport')
        if self.settings.active != code.PASSIVE or len(data) != 8:
            raise InetError('einval')
        timeout = get_int(data, 0)
        operation = self.begin(process, timeout if timeout != 0 else
                               code.FOREVER)
        number = operation.number
        self.read()
        if self.operation is operation:
            if timeout == 0:
                self.finish(error_term(atoms.timeout))
            else:
                self.look_for_input()
        return put_short(number)

    def wants_input(self):
        return self.state != CLOSED and (
            self.settings.active != code.PASSIVE or self.operation is not None)

    def input_ready(self):
        self.read()
        self.look_for_input()

    def output_ready(self):
        self.output.stop()

    def read(self):
        """Some datagrams, as long as they are wanted."""
        rounds = self.settings.read_packets
        while rounds > 0 and self.wants_input():
            rounds -= 1
            got = socket.receive_from(self.fd, self.settings.buffer)
            if got.size < 0:
                if not would_block(got.size):
                    self.receive_failed(error_atom(-got.size))
                return
            self.port.received += got.size
            self.statistics.packet_received(got.size)
            self.tell(got)

    def tell(self, got):
        settings = self.settings
        w_controls = None
        if settings.extras or got.controls != '':
            w_controls = controls_term(got.controls)
        if settings.active == code.PASSIVE:
            w_data = chars_list(got.address,
                                data_term(settings, mk_binary(got.data)))
            if w_controls is not None:
                w_data = tuple2(w_data, w_controls)
            self.finish(tuple2(atoms.ok, w_data))
            return
        port = self.port
        if settings.deliver == code.DELIVER_PORT:
            port.deliver(data_term(settings, mk_binary(got.address +
                                                       got.data)))
        else:
            w_data = data_term(settings, mk_binary(got.data))
            w_address, w_number = address_terms(got.address)
            items = [W_UDP, port.w_port, w_address, w_number]
            if w_controls is not None:
                items.append(w_controls)
            items.append(w_data)
            deliver(port.owner, mk_tuple(items))
        if settings.message_sent():
            self.tell_passive()

    def receive_failed(self, w_reason):
        if self.settings.active == code.PASSIVE:
            self.finish(error_term(w_reason))
        else:
            port = self.port
            deliver(port.owner, tuple3(W_UDP_ERROR, port.w_port, w_reason))

    def tell_passive(self):
        port = self.port
        deliver(port.owner, tuple2(W_UDP_PASSIVE, port.w_port))

    def options_set(self, active, packet):
        self.look_for_input()

    def timed_out(self, operation):
        if operation is not None and operation is self.operation:
            self.finish(error_term(atoms.timeout))
            self.look_for_input()


def address_end(data):
    """Where the address ends that data begins with; InetError."""
    family = ord(data[0])
    end = 3
    if family == code.FAMILY_INET:
        end = 7
    elif family == code.FAMILY_INET6:
        end = 27
    elif family == code.FAMILY_LOCAL:
        if len(data) < 2:
            raise InetError('einval')
        end = 2 + ord(data[1])
    elif family != code.FAMILY_ANY and family != code.FAMILY_LOOPBACK:
        raise InetError('eafnosupport')
    if end > len(data):
        raise InetError('einval')
    return end


def open_udp():
    return UdpDriver(Settings(code.DGRAM))
