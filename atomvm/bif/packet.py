"""erlang:decode_packet/3: takes the first packet off a binary.

OTP: erts/emulator/beam/packet_parser.c and erl_bif_port.c.  Lines of HTTP are
taken apart in packet_http.
"""
from rpython.rlib.rarithmetic import intmask, r_ulonglong

from atomvm.bif.cause import badopt
from atomvm.bif.gateway import bif
from atomvm.bif.packet_http import http_error, parse_header, parse_start_line
from atomvm.bif.wide import to_unsigned
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.bits import sub_bits, to_str
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import W_Tuple, mk_tuple, tuple2, tuple3

# What packet_length() gives instead of a length.
MORE = 0
INVALID = -1

MAX_LENGTH = 0x7fffffff     # of a packet with its header: a C int in OTP
MAX_OPTION = r_ulonglong(0xffffffff)

(RAW, ONE, TWO, FOUR, ASN1, SUNRM, CDR, FCGI, TPKT, LINE, HTTP, HTTPH, HTTP_BIN,
 HTTPH_BIN, SSL_TLS) = range(15)
TYPE_NAMES = [(mk_atom('raw'), RAW), (mk_atom('asn1'), ASN1),
              (mk_atom('sunrm'), SUNRM), (mk_atom('cdr'), CDR),
              (mk_atom('fcgi'), FCGI), (mk_atom('tpkt'), TPKT),
              (atoms.line, LINE), (mk_atom('http'), HTTP),
              (mk_atom('httph'), HTTPH), (mk_atom('http_bin'), HTTP_BIN),
              (mk_atom('httph_bin'), HTTPH_BIN), (mk_atom('ssl_tls'), SSL_TLS)]
TYPE_NUMBERS = [(0, RAW), (1, ONE), (2, TWO), (4, FOUR)]

W_MORE = mk_atom('more')
W_INVALID = mk_atom('invalid')
W_SSL_TLS = mk_atom('ssl_tls')
W_PACKET_SIZE = mk_atom('packet_size')
W_LINE_LENGTH = mk_atom('line_length')
W_LINE_DELIMITER = mk_atom('line_delimiter')

LINE_ENDS = ['\n', '\r\n']
HANDSHAKE = 22              # the TLS record that an SSL 2 hello is shown as


class Options(object):
    """longest: 0 or the limit of a packet's body; cut: 0 or where lines are
    cut; delimiter: what ends a line."""

    def __init__(self, w_options):
        self.longest = 0
        self.cut = 0
        self.delimiter = '\n'
        while isinstance(w_options, W_Cons):
            w_option = w_options.head()
            if not isinstance(w_option, W_Tuple) or w_option.arity() != 2:
                raise badarg()
            self.set(w_option.get(0), w_option.get(1))
            w_options = w_options.tl
        if w_options is not NIL:
            raise badarg()

    def set(self, w_key, w_value):
        value = to_unsigned(w_value)
        if value > MAX_OPTION:
            raise badarg()
        if value > r_ulonglong(MAX_LENGTH):
            value = r_ulonglong(MAX_LENGTH)
        number = intmask(value)
        if w_key is W_PACKET_SIZE:
            self.longest = number
        elif w_key is W_LINE_LENGTH:
            self.cut = number
        elif w_key is W_LINE_DELIMITER and number <= 255:
            self.delimiter = chr(number)
        else:
            raise badarg()


def packet_type(w_type):
    if isinstance(w_type, W_Int):
        for number, kind in TYPE_NUMBERS:
            if number == w_type.intval:
                return kind
    for w_name, kind in TYPE_NAMES:
        if w_name is w_type:
            return kind
    raise badopt()       # this is how OTP tells it from wrong options


class Window(object):
    """The whole bytes of a bit string, not copied where they start at a byte:
    what is left of a large binary is looked at again for each packet."""

    def __init__(self, w_bits):
        self.size = w_bits.nbits >> 3
        if w_bits.off & 7 == 0:
            self.data = w_bits.data
            self.base = w_bits.off >> 3
        else:
            self.data = to_str(w_bits)
            self.base = 0

    def byte(self, at):
        return ord(self.data[self.base + at])

    def find(self, char, at):
        """Where the first such byte is from at on, or -1."""
        start = self.base + at
        stop = self.base + self.size
        assert start >= 0
        assert stop >= 0
        found = self.data.find(char, start, stop)
        if found < 0:
            return -1
        return found - self.base

    def text(self, at, end):
        """The bytes from at to end."""
        start = self.base + at
        stop = self.base + end
        assert 0 <= start <= stop
        return self.data[start:stop]

    def unsigned(self, at, size):
        """A big-endian number of at most 4 bytes; where words have 32 bits it
        may be negative, which is far too large as well."""
        value = 0
        for i in range(size):
            value = intmask((value << 8) | self.byte(at + i))
        return value


# ------------------------------------------------------------------ lengths

def whole(header, body, options):
    """The length of a packet, which is INVALID where it is too long."""
    if options.longest != 0 and body > options.longest:
        return INVALID
    if body < 0 or body > MAX_LENGTH - header:
        return INVALID
    return header + body


def counted_length(window, size, options):
    """The body's length comes first, in so many bytes."""
    if window.size < size:
        return MORE
    return whole(size, window.unsigned(0, size), options)


def line_length(window, options):
    found = window.find(options.delimiter, 0)
    size = found + 1
    if found < 0:
        size = window.size
    if options.longest != 0 and size > options.longest:
        return INVALID
    if options.cut != 0 and size > options.cut:
        return options.cut
    if found < 0 and (options.cut == 0 or size < options.cut):
        return MORE
    return size


def asn1_length(window, options):
    """A tag, which goes on while bytes have their highest bit, and a length,
    of one byte or of as many as that one says."""
    size = window.size
    if size < 2:
        return MORE
    at = 1
    if window.byte(0) & 0x1f == 0x1f:
        while at < size and window.byte(at) & 0x80:
            at += 1
        at += 1
        if at >= size:
            return MORE
    length = window.byte(at)
    at += 1
    if length & 0x80:
        count = length & 0x7f
        if size - at < count:
            return MORE
        if count > 4:
            return INVALID
        length = window.unsigned(at, count)
        at += count
    return whole(at, length, options)


def cdr_length(window, options):
    """CORBA's: "GIOP", version, flags (1: little-endian), kind, length."""
    if window.size < 12:
        return MORE
    if window.text(0, 4) != 'GIOP':
        return INVALID
    size = window.unsigned(8, 4)
    if window.byte(6) & 1:
        size = 0
        for i in range(11, 7, -1):
            size = intmask((size << 8) | window.byte(i))
    return whole(12, size, options)


def fcgi_length(window, options):
    """FastCGI's: version, kind, id (2), length (2), padding, reserved."""
    if window.size < 8:
        return MORE
    if window.byte(0) != 1:
        return INVALID
    return whole(8, window.unsigned(4, 2) + window.byte(6), options)


def tpkt_length(window, options):
    """RFC 1006: version 3, reserved, length (2) with this header."""
    if window.size < 4:
        return MORE
    if window.byte(0) != 3:
        return INVALID
    return whole(4, window.unsigned(2, 2) - 4, options)


def is_ssl2_hello(window):
    """A client's hello of SSL 2: a length with its highest bit set, kind 1."""
    return window.byte(0) & 0x80 != 0 and window.byte(2) == 1


def tls_length(window, options):
    """Kind, version (2), length (2)."""
    if window.size < 5:
        return MORE
    if is_ssl2_hello(window):
        return whole(5, (window.unsigned(0, 2) & 0x7fff) - 3, options)
    return whole(5, window.unsigned(3, 2), options)


def is_blank(byte):
    return byte == ord(' ') or byte == ord('\t')


def http_length(window, options, header):
    """A line; one of a header goes on with lines that start with a blank, so
    what follows has to be there."""
    size = window.size
    if size <= 2 and window.text(0, size) in LINE_ENDS:
        return size
    longest = options.longest
    if longest == 0:
        longest = options.cut
    start = 0
    while True:
        found = window.find('\n', start)
        if found < 0:
            if longest != 0 and size >= longest:
                return INVALID
            return MORE
        length = found + 1
        if header and 2 < length < size and is_blank(window.byte(length)):
            start = length
            continue
        if longest != 0 and length > longest:
            return INVALID
        if header and length == size:
            return MORE
        return length


def packet_length(kind, window, options):
    """Bytes of the first packet, with those that are not there yet; MORE where
    that is not known, or INVALID."""
    if kind == RAW:
        return window.size
    if kind == ONE:
        return counted_length(window, 1, options)
    if kind == TWO:
        return counted_length(window, 2, options)
    if kind == FOUR:
        return counted_length(window, 4, options)
    if kind == SUNRM:
        if window.size < 4:
            return MORE
        # the highest bit says that it is the last part of a record
        return whole(4, window.unsigned(0, 4) & 0x7fffffff, options)
    if kind == LINE:
        return line_length(window, options)
    if kind == ASN1:
        return asn1_length(window, options)
    if kind == CDR:
        return cdr_length(window, options)
    if kind == FCGI:
        return fcgi_length(window, options)
    if kind == TPKT:
        return tpkt_length(window, options)
    if kind == SSL_TLS:
        return tls_length(window, options)
    return http_length(window, options, kind == HTTPH or kind == HTTPH_BIN)


# ------------------------------------------------------------------- bodies

def tls_packet(window, length):
    """{ssl_tls, [], Kind, {Major, Minor}, Data}."""
    if is_ssl2_hello(window):
        # as a record that a later version would have sent
        size = length - 3
        kind = HANDSHAKE
        at = 3
        data = '\x01\x00' + chr(size >> 8) + chr(size & 255) + \
            window.text(3, length)
    else:
        kind = window.byte(0)
        at = 1
        data = window.text(5, length)
    w_version = tuple2(mk_int(window.byte(at)), mk_int(window.byte(at + 1)))
    return mk_tuple([W_SSL_TLS, NIL, mk_int(kind), w_version, mk_binary(data)])


def http_packet(kind, text):
    binary = kind == HTTP_BIN or kind == HTTPH_BIN
    if kind == HTTPH or kind == HTTPH_BIN:
        w_packet = parse_header(text, binary)
    else:
        w_packet = parse_start_line(text, binary)
    if w_packet is None:
        return http_error(text, binary)
    return w_packet


def packet_body(kind, w_bits, window, length):
    """What is given back of the packet that the first length bytes are."""
    skip = 0
    if kind == ONE:
        skip = 1
    elif kind == TWO:
        skip = 2
    elif kind == FOUR:
        skip = 4
    elif kind == FCGI:
        return sub_bits(w_bits, 0, (length - window.byte(6)) << 3)
    elif kind >= HTTP:
        if kind == SSL_TLS:
            return tls_packet(window, length)
        return http_packet(kind, window.text(0, length))
    return sub_bits(w_bits, skip << 3, (length - skip) << 3)


@bif('erlang', 'decode_packet', 3)
def decode_packet_3(w_type, w_bits, w_options):
    """{ok, Packet, Rest}, {more, Length | undefined} or {error, invalid}."""
    kind = packet_type(w_type)
    if not isinstance(w_bits, W_Bits):
        raise badarg()
    options = Options(w_options)
    window = Window(w_bits)
    length = packet_length(kind, window, options)
    if length == MORE:
        return tuple2(W_MORE, atoms.undefined)
    if length < 0:
        return tuple2(atoms.error, W_INVALID)
    if length > window.size:
        return tuple2(W_MORE, mk_int(length))
    w_rest = sub_bits(w_bits, length << 3, w_bits.nbits - (length << 3))
    return tuple3(atoms.ok, packet_body(kind, w_bits, window, length), w_rest)
