"""Options of sockets: those of the driver are fields of Settings, the others
the system's.  OTP: inet_set_opts() and inet_fill_opts() of inet_drv.c.
"""
from atomvm.foreign import socket
from atomvm.port.inet_code import (
    ACTIVE, DGRAM, FAMILY_INET, LOPT_ACTIVE, LOPT_BUFFER, LOPT_DEBUG,
    LOPT_DELAY_SEND, LOPT_DELIVER, LOPT_EXIT_ON_CLOSE, LOPT_HEADER,
    LOPT_HIGH_MSGQ, LOPT_HIGH_WATERMARK, LOPT_LINE_DELIMITER, LOPT_LOW_MSGQ,
    LOPT_LOW_WATERMARK, LOPT_MODE, LOPT_NETNS, LOPT_PACKET, LOPT_PACKET_SIZE,
    LOPT_READ_PACKETS, LOPT_SEND_TIMEOUT, LOPT_SEND_TIMEOUT_CLOSE,
    LOPT_SHOW_ECONNRESET, MODE_LIST, MULTI, OPT_ADD_MEMBERSHIP,
    OPT_BIND_TO_DEVICE, OPT_DROP_MEMBERSHIP, OPT_IPV6_V6ONLY, OPT_LINGER,
    OPT_MULTICAST_IF, OPT_NODELAY, OPT_NOPUSH, OPT_PKTOPTIONS, OPT_PRIORITY,
    OPT_RAW, OPT_RECBUF, OPT_RECVTCLASS, OPT_RECVTOS, OPT_RECVTTL, OPT_TCLASS,
    OPT_TOS, OPT_TTL, PASSIVE, STREAM, InetError, get_int, put_int, put_short)

DEFAULT_BUFFER = 1460
MAX_BUFFER = 1 << 30
MAX_COUNT = 32767           # of {active, N}

# Whose failure is told; of the others it is not, as it has always been.
TOLD = [OPT_PRIORITY, OPT_TOS, OPT_TCLASS, OPT_TTL, OPT_RECVTOS, OPT_RECVTTL,
        OPT_RECVTCLASS, OPT_IPV6_V6ONLY, OPT_BIND_TO_DEVICE]
# What adds to a datagram what it is told about it.
EXTRAS = [OPT_RECVTOS, OPT_RECVTCLASS, OPT_RECVTTL]
OF_STREAMS = [OPT_NODELAY, OPT_NOPUSH, OPT_PKTOPTIONS]


class Settings(object):
    """What options of the driver say; numbers as in the protocol."""

    def __init__(self, kind):
        self.kind = kind            # STREAM or DGRAM
        self.active = PASSIVE
        self.count = 0              # messages until it is passive, for MULTI
        self.buffer = DEFAULT_BUFFER
        self.buffer_given = False
        self.header = 0
        self.packet = 0
        self.packet_size = 0
        self.mode = MODE_LIST
        self.deliver = 1
        self.exit_on_close = True
        self.high = 8192
        self.low = 4096
        self.msgq_high = 8192
        self.msgq_low = 4096
        self.send_timeout = -1
        self.send_timeout_close = False
        self.delay_send = False
        self.read_packets = 5
        self.show_econnreset = False
        self.delimiter = '\n'
        self.netns = ''
        self.debug = False
        self.extras = False         # whether datagrams come with more

    def copy(self):
        """For a connection that has been accepted: passive."""
        new = Settings(self.kind)
        new.buffer = self.buffer
        new.buffer_given = self.buffer_given
        new.header = self.header
        new.packet = self.packet
        new.packet_size = self.packet_size
        new.mode = self.mode
        new.deliver = self.deliver
        new.exit_on_close = self.exit_on_close
        new.high = self.high
        new.low = self.low
        new.msgq_high = self.msgq_high
        new.msgq_low = self.msgq_low
        new.send_timeout = self.send_timeout
        new.send_timeout_close = self.send_timeout_close
        new.show_econnreset = self.show_econnreset
        new.delimiter = self.delimiter
        return new

    def set(self, code, number):
        """False where code is none of the driver's; InetError."""
        if code == LOPT_BUFFER:
            self.buffer = min(max(number, 1), MAX_BUFFER)
            self.buffer_given = True
        elif code == LOPT_HEADER:
            self.header = max(number, 0)
        elif code == LOPT_PACKET:
            if 0 <= number <= 14:
                self.packet = number
        elif code == LOPT_MODE:
            self.mode = number
        elif code == LOPT_DELIVER:
            self.deliver = number
        elif code == LOPT_EXIT_ON_CLOSE:
            self.exit_on_close = number != 0
        elif code == LOPT_PACKET_SIZE:
            self.packet_size = max(number, 0)
        elif code == LOPT_DEBUG:
            self.debug = number != 0
        elif code == LOPT_READ_PACKETS:
            if self.kind == DGRAM:
                if number <= 0:
                    raise InetError('einval')
                self.read_packets = number
        elif code == LOPT_HIGH_MSGQ or code == LOPT_LOW_MSGQ:
            if number < 1:
                raise InetError('einval')
            if code == LOPT_HIGH_MSGQ:
                self.msgq_high = number
                self.msgq_low = min(self.msgq_low, number)
            else:
                self.msgq_low = number
                self.msgq_high = max(self.msgq_high, number)
        else:
            return self.set_of_stream(code, number)
        return True

    def set_of_stream(self, code, number):
        """As set(); datagrams do not have these, and do not mind."""
        if code == LOPT_HIGH_WATERMARK:
            self.high = max(number, 0)
            self.low = min(self.low, self.high)
        elif code == LOPT_LOW_WATERMARK:
            self.low = max(number, 0)
            self.high = max(self.low, self.high)
        elif code == LOPT_SEND_TIMEOUT:
            self.send_timeout = number
        elif code == LOPT_SEND_TIMEOUT_CLOSE:
            self.send_timeout_close = number != 0
        elif code == LOPT_DELAY_SEND:
            self.delay_send = number != 0
        elif code == LOPT_SHOW_ECONNRESET:
            self.show_econnreset = number != 0
        elif code == LOPT_LINE_DELIMITER:
            self.delimiter = chr(number & 255)
        else:
            return False
        return True

    def get(self, code):
        """The number that set() takes; InetError for what is none of it."""
        if code == LOPT_BUFFER:
            return self.buffer
        if code == LOPT_HEADER:
            return self.header
        if code == LOPT_PACKET:
            return self.packet
        if code == LOPT_MODE:
            return self.mode
        if code == LOPT_DELIVER:
            return self.deliver
        if code == LOPT_EXIT_ON_CLOSE:
            return int(self.exit_on_close)
        if code == LOPT_PACKET_SIZE:
            return self.packet_size
        if code == LOPT_DEBUG:
            return int(self.debug)
        if code == LOPT_READ_PACKETS:
            return self.read_packets
        if code == LOPT_HIGH_MSGQ:
            return self.msgq_high
        if code == LOPT_LOW_MSGQ:
            return self.msgq_low
        if code == LOPT_HIGH_WATERMARK:
            return self.high
        if code == LOPT_LOW_WATERMARK:
            return self.low
        if code == LOPT_SEND_TIMEOUT:
            return self.send_timeout
        if code == LOPT_SEND_TIMEOUT_CLOSE:
            return int(self.send_timeout_close)
        if code == LOPT_DELAY_SEND:
            return int(self.delay_send)
        if code == LOPT_SHOW_ECONNRESET:
            return int(self.show_econnreset)
        raise InetError('einval')

    def has(self, code):
        """Whether sockets of its kind have an option of the driver."""
        if code == LOPT_READ_PACKETS:
            return self.kind == DGRAM
        if code in (LOPT_HIGH_WATERMARK, LOPT_LOW_WATERMARK, LOPT_SEND_TIMEOUT,
                    LOPT_SEND_TIMEOUT_CLOSE, LOPT_DELAY_SEND,
                    LOPT_SHOW_ECONNRESET):
            return self.kind == STREAM
        return True

    def set_active(self, number, step):
        """step: of MULTI.  Whether it has become passive by that."""
        if number != MULTI:
            self.active = number
            self.count = 0
            return False
        count = self.count + step
        if count > MAX_COUNT or count < -MAX_COUNT - 1:
            raise InetError('einval')
        self.count = max(count, 0)
        self.active = MULTI if self.count > 0 else PASSIVE
        return self.count == 0

    def message_sent(self):
        """A message with data has gone to the owner: whether it is to be
        told that there come no more."""
        if self.active == ACTIVE:
            return False
        if self.active == MULTI:
            self.count -= 1
            if self.count > 0:
                return False
            self.active = PASSIVE
            return True
        self.active = PASSIVE
        return False


def value_end(code, data, at):
    """Where the value ends that begins there; InetError."""
    number = get_int(data, at)
    size = 4
    if code == LOPT_ACTIVE:
        if number == MULTI:
            size = 6
    elif code == OPT_LINGER:
        size = 8
    elif code == OPT_RAW:
        size = 12 + get_int(data, at + 8)
    elif code == OPT_BIND_TO_DEVICE or code == LOPT_NETNS:
        size = 4 + number
    elif code == OPT_ADD_MEMBERSHIP or code == OPT_DROP_MEMBERSHIP:
        size = 16 if number == FAMILY_INET else 24
    if size < 4 or at + size > len(data):
        raise InetError('einval')
    return at + size


def is_of_driver(code):
    return 20 <= code <= 40 and code != OPT_RAW or code == LOPT_DEBUG


def set_system(driver, code, value):
    if code == OPT_ADD_MEMBERSHIP or code == OPT_DROP_MEMBERSHIP:
        if get_int(value, 0) != driver.family:
            raise InetError('einval')
    done = socket.set_option(driver.fd, driver.family, code, value)
    if done < 0 and code in TOLD:
        raise InetError('einval')
    settings = driver.settings
    if code == OPT_RECBUF and not settings.buffer_given:
        settings.buffer = min(max(settings.buffer, get_int(value, 0)),
                              MAX_BUFFER)
    if code in EXTRAS and get_int(value, 0) != 0:
        settings.extras = True


def get_system(driver, code, given):
    """The option and its value, or '' where the socket has no such."""
    if code in OF_STREAMS and driver.settings.kind != STREAM:
        return ''
    answer = socket.get_option(driver.fd, driver.family, code, given)
    if answer.size < 0:
        return ''
    return chr(code) + answer.data


def get_options(driver, data):
    """The answer to codes of options; InetError."""
    settings = driver.settings
    parts = []
    at = 0
    while at < len(data):
        code = ord(data[at])
        at += 1
        if code == OPT_RAW:
            if at + 13 > len(data):
                raise InetError('einval')
            end = at + 13
            if data[at + 8] == '\x01':
                end += get_int(data, at + 9)
            if end < at or end > len(data):
                raise InetError('einval')
            assert end >= 0
            parts.append(get_system(driver, code, data[at:end]))
            at = end
        elif code == LOPT_ACTIVE:
            parts.append(chr(code) + put_int(settings.active))
            if settings.active == MULTI:
                parts.append(put_short(settings.count))
        elif code == LOPT_NETNS:
            if settings.netns != '':
                parts.append(chr(code) + put_int(len(settings.netns)) +
                             settings.netns)
        elif is_of_driver(code):
            number = settings.get(code)
            if settings.has(code):
                parts.append(chr(code) + put_int(number))
        elif code == OPT_ADD_MEMBERSHIP or code == OPT_DROP_MEMBERSHIP:
            raise InetError('einval')
        else:
            parts.append(get_system(driver, code, ''))
    return ''.join(parts)
