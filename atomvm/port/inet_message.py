"""Terms that drivers of sockets send: data, addresses, what happened."""
from atomvm.port.inet_code import (
    FAMILY_INET, FAMILY_INET6, FAMILY_LOCAL, FAMILY_UNSPEC, MODE_LIST, OPT_TOS,
    OPT_TTL, get_int)
from atomvm.proc.seqtrace import deliver
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.bits import sub_bits
from atomvm.term.cons import chars_list, list_from
from atomvm.term.iodata import bits_bytes
from atomvm.term.number import mk_int
from atomvm.term.tuple import mk_tuple, tuple2, tuple3, tuple4

W_CLOSED = mk_atom('closed')
W_INET_ASYNC = mk_atom('inet_async')
W_INET_REPLY = mk_atom('inet_reply')
W_LOCAL = mk_atom('local')
W_TCLASS = mk_atom('tclass')
W_TOS = mk_atom('tos')
W_TTL = mk_atom('ttl')
W_UNDEFINED_FAMILY = mk_atom('undefined')
W_UNSPEC = mk_atom('unspec')


def data_term(settings, w_bits):
    """Data as the options mode and header have it."""
    if settings.mode == MODE_LIST:
        return chars_list(bits_bytes(w_bits))
    header = settings.header
    if header == 0:
        return w_bits
    size = w_bits.nbits >> 3
    if size < header:
        return chars_list(bits_bytes(w_bits))
    w_rest = sub_bits(w_bits, header << 3, (size - header) << 3)
    return chars_list(bits_bytes(sub_bits(w_bits, 0, header << 3)), w_rest)


def _word(text, at):
    return (ord(text[at]) << 8) | ord(text[at + 1])


def address_terms(text):
    """The address, as messages have it, and the port; text: inet_drv's."""
    family = ord(text[0])
    if family == FAMILY_INET:
        return mk_tuple([mk_int(ord(text[i])) for i in range(3, 7)]), \
            mk_int(_word(text, 1))
    if family == FAMILY_INET6:
        return mk_tuple([mk_int(_word(text, i)) for i in range(3, 19, 2)]), \
            mk_int(_word(text, 1))
    if family == FAMILY_LOCAL:
        return tuple2(W_LOCAL, mk_binary(text[2:])), mk_int(0)
    w_family = W_UNSPEC if family == FAMILY_UNSPEC else W_UNDEFINED_FAMILY
    return tuple2(w_family, mk_binary('')), mk_int(0)


def controls_term(text):
    """[{tos | tclass | ttl, Value}] of what came with a datagram."""
    items = []
    for at in range(0, len(text) - 4, 5):
        code = ord(text[at])
        w_name = W_TCLASS
        if code == OPT_TOS:
            w_name = W_TOS
        elif code == OPT_TTL:
            w_name = W_TTL
        items.append(tuple2(w_name, mk_int(get_int(text, at + 1))))
    return list_from(items)


def send_async(port, process, number, w_result):
    deliver(process, tuple4(W_INET_ASYNC, port.w_port, mk_int(number), w_result))


def send_reply(port, process, w_result):
    deliver(process, tuple3(W_INET_REPLY, port.w_port, w_result))


def error_term(w_reason):
    return tuple2(atoms.error, w_reason)
