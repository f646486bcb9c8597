"""Numbers that prim_inet.erl and the drivers of sockets tell each other.
OTP: kernel/src/inet_int.hrl.
"""
from rpython.rlib.rarithmetic import r_longlong

# of numbers of 64 bits, which go in two words (at module level, for the VM with
# 32-bit words)
LOW_WORD = r_longlong(0xffffffff)

MAGIC = 0x03f1a300      # what prim_inet adds to the number of a request

(FAMILY_UNSPEC, FAMILY_INET, FAMILY_INET6, FAMILY_ANY, FAMILY_LOOPBACK,
 FAMILY_LOCAL, FAMILY_UNDEFINED) = range(7)
STREAM = 1
DGRAM = 2

MODE_LIST = 0
DELIVER_PORT = 0

# Values of active.
PASSIVE = 0
ACTIVE = 1
ONCE = 2
MULTI = 3

# Bits of getstatus.
IS_OPEN = 0x0001
IS_CONNECTED = 0x0004
IS_LISTENING = 0x0008
IS_CONNECTING = 0x0010
IS_ACCEPTING = 0x0020
IS_BUSY = 0x0080

REQ_OPEN = 1
REQ_CONNECT = 3
REQ_PEER = 4
REQ_NAME = 5
REQ_BIND = 6
REQ_SETOPTS = 7
REQ_GETOPTS = 8
REQ_GETSTAT = 11
REQ_GETHOSTNAME = 12
REQ_FDOPEN = 13
REQ_GETFD = 14
REQ_GETTYPE = 15
REQ_GETSTATUS = 16
REQ_GETSERVBYNAME = 17
REQ_GETSERVBYPORT = 18
REQ_SETNAME = 19
REQ_SETPEER = 20
REQ_GETIFLIST = 21
REQ_IFGET = 22
REQ_IFSET = 23
REQ_SUBSCRIBE = 24
REQ_GETIFADDRS = 25
REQ_ACCEPT = 26
REQ_LISTEN = 27
REQ_IGNOREFD = 28
REQ_GETLADDRS = 29
REQ_GETPADDRS = 30
REQ_RECV = 42
REQ_UNRECV = 43
REQ_SHUTDOWN = 44
REQ_SENDFILE = 45
REQ_PACKET_RECV = 60

REP_ERROR = '\x00'
REP_OK = '\x01'

# Options of the system.
OPT_LINGER = 3
OPT_RECBUF = 7
OPT_PRIORITY = 8
OPT_TOS = 9
OPT_NODELAY = 10
OPT_MULTICAST_IF = 11
OPT_ADD_MEMBERSHIP = 14
OPT_DROP_MEMBERSHIP = 15
OPT_IPV6_V6ONLY = 16
OPT_RAW = 34
OPT_TCLASS = 41
OPT_BIND_TO_DEVICE = 42
OPT_RECVTOS = 43
OPT_RECVTCLASS = 44
OPT_PKTOPTIONS = 45
OPT_TTL = 46
OPT_RECVTTL = 47
OPT_NOPUSH = 48

# Options of the driver.
LOPT_BUFFER = 20
LOPT_HEADER = 21
LOPT_ACTIVE = 22
LOPT_PACKET = 23
LOPT_MODE = 24
LOPT_DELIVER = 25
LOPT_EXIT_ON_CLOSE = 26
LOPT_HIGH_WATERMARK = 27
LOPT_LOW_WATERMARK = 28
LOPT_SEND_TIMEOUT = 30
LOPT_DELAY_SEND = 31
LOPT_PACKET_SIZE = 32
LOPT_READ_PACKETS = 33
LOPT_SEND_TIMEOUT_CLOSE = 35
LOPT_HIGH_MSGQ = 36
LOPT_LOW_MSGQ = 37
LOPT_NETNS = 38
LOPT_SHOW_ECONNRESET = 39
LOPT_LINE_DELIMITER = 40
LOPT_DEBUG = 99

(STAT_RECV_CNT, STAT_RECV_MAX, STAT_RECV_AVG, STAT_RECV_DVI, STAT_SEND_CNT,
 STAT_SEND_MAX, STAT_SEND_AVG, STAT_SEND_PEND, STAT_RECV_OCT,
 STAT_SEND_OCT) = range(1, 11)

FOREVER = -1            # a time-out


class InetError(Exception):
    """A request fails; name: of the atom that prim_inet makes of it."""

    def __init__(self, name):
        self.name = name


def get_int(data, at):
    """A signed 32-bit number; InetError where data ends before."""
    if at < 0 or at + 4 > len(data):
        raise InetError('einval')
    value = (ord(data[at + 1]) << 16) | (ord(data[at + 2]) << 8) | \
        ord(data[at + 3])
    high = ord(data[at])
    if high >= 128:
        high -= 256
    return value + high * 0x1000000


def put_int(value):
    return (chr((value >> 24) & 255) + chr((value >> 16) & 255) +
            chr((value >> 8) & 255) + chr(value & 255))


def put_short(value):
    return chr((value >> 8) & 255) + chr(value & 255)
