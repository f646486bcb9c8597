"""What a stream has brought and nobody has taken yet, and the packets in it.
OTP: inet_drv.c, tcp_remain() and tcp_deliver(); packet_parser.c.
"""
from atomvm.bif.packet import (
    ASN1, CDR, FCGI, FOUR, HTTP, HTTP_BIN, HTTPH, HTTPH_BIN, LINE, MORE, ONE,
    RAW, SSL_TLS, SUNRM, TPKT, TWO, Options, Window, packet_body, packet_length)
from atomvm.bif.packet_http import W_HTTP_EOH, W_HTTP_ERROR
from atomvm.term.binary import mk_binary
from atomvm.term.bits import EMPTY, sub_bits
from atomvm.term.cons import NIL
from atomvm.term.iodata import bits_bytes
from atomvm.term.tuple import W_Tuple

# Kinds of packets by their number in the protocol.
KINDS = [RAW, ONE, TWO, FOUR, ASN1, SUNRM, CDR, FCGI, LINE, TPKT, HTTP, HTTPH,
         SSL_TLS, HTTP_BIN, HTTPH_BIN]


class Packet(object):
    """w_body: as decode_packet has it; w_raw: its bytes, for messages that
    do without."""

    def __init__(self, kind, w_body, w_raw):
        self.kind = kind
        self.w_body = w_body
        self.w_raw = w_raw

    def is_parsed(self):
        return self.kind >= HTTP


class TooLong(Exception):
    """There is no packet of that length."""


class Input(object):
    """size bytes: those of w_first, then parts.  need: so many make the next
    packet, or 0 where that is not known; in_headers: of HTTP."""

    def __init__(self):
        self.w_first = EMPTY
        self.parts = []
        self.size = 0
        self.need = 0
        self.in_headers = False

    def clear(self):
        self.w_first = EMPTY
        self.parts = []
        self.size = 0
        self.need = 0

    def add(self, data):
        if self.size == 0:
            self.w_first = mk_binary(data)
        else:
            self.parts.append(data)
        self.size += len(data)

    def put_back(self, data):
        """Before all that is there."""
        w_all = self.joined()
        self.w_first = mk_binary(data + bits_bytes(w_all))
        self.size += len(data)
        self.need = 0

    def joined(self):
        if len(self.parts) > 0:
            self.w_first = mk_binary(bits_bytes(self.w_first) +
                                     ''.join(self.parts))
            self.parts = []
        return self.w_first

    def take(self, size):
        """So many bytes off its start."""
        w_all = self.joined()
        self.need = 0
        left = self.size - size
        self.size = left
        if left == 0:
            self.w_first = EMPTY
            return w_all
        self.w_first = sub_bits(w_all, size << 3, left << 3)
        return sub_bits(w_all, 0, size << 3)

    def next(self, settings, wanted):
        """The next Packet, or None where more has to come first; TooLong.
        wanted: bytes of a raw packet, 0 for what is there."""
        if self.size == 0 or self.size < self.need:
            if self.need == 0:
                self.need = wanted
            return None
        kind = KINDS[settings.packet]
        if kind == RAW:
            if wanted == 0:
                wanted = self.size
            elif self.size < wanted:
                self.need = wanted
                return None
            w_raw = self.take(wanted)
            return Packet(kind, w_raw, w_raw)
        if self.in_headers:
            if kind == HTTP:
                kind = HTTPH
            elif kind == HTTP_BIN:
                kind = HTTPH_BIN
        w_all = self.joined()
        window = Window(w_all)
        options = Options(NIL)
        options.longest = settings.packet_size
        options.cut = settings.buffer
        options.delimiter = settings.delimiter
        length = packet_length(kind, window, options)
        if length == MORE:
            self.need = 0
            return None
        if length < 0:
            raise TooLong()
        if length > self.size:
            self.need = length
            return None
        w_body = packet_body(kind, w_all, window, length)
        if HTTP <= kind <= HTTPH_BIN:
            self.follow(kind, w_body)
        return Packet(kind, w_body, self.take(length))

    def follow(self, kind, w_body):
        """After a line of HTTP: the line of a request or a response is
        followed by headers, up to the empty line."""
        if w_body is W_HTTP_EOH:
            self.in_headers = False
        elif (kind == HTTP or kind == HTTP_BIN) and not (
                isinstance(w_body, W_Tuple) and
                w_body.get(0) is W_HTTP_ERROR):
            self.in_headers = True
