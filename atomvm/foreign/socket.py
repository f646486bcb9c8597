"""Sockets: what the port drivers tcp_inet and udp_inet do with the system.

Addresses and values of options are strings of bytes in inet_drv's format (see
socket_source); functions answer a count, or -errno.
"""
from rpython.rtyper.lltypesystem import lltype, rffi
from rpython.translator.tool.cbuild import ExternalCompilationInfo

from atomvm.foreign import (
    socket_net_source, socket_option_source, socket_source)

BUFFER_SIZE = 65536     # bytes that are received at once, at most
ADDRESS_SIZE = 260
CONTROL_SIZE = 260

_ECI = ExternalCompilationInfo(
    post_include_bits=[socket_source.PROTOTYPES +
                       socket_option_source.PROTOTYPES +
                       socket_net_source.PROTOTYPES],
    separate_module_sources=[socket_source.SOURCE, socket_option_source.SOURCE,
                             socket_net_source.SOURCE])

INT = rffi.INT
TEXT = rffi.CCHARP
LONG = rffi.LONG


def _external(name, args):
    return rffi.llexternal('avm_sk_' + name, args, INT, compilation_info=_ECI)


_open = _external('open', [INT, INT])
_adopt = _external('adopt', [INT])
_bind = _external('bind', [INT, INT, TEXT, INT])
_connect = _external('connect', [INT, INT, TEXT, INT])
_unconnect = _external('unconnect', [INT])
_listen = _external('listen', [INT, INT])
_accept = _external('accept', [INT])
_shutdown = _external('shutdown', [INT, INT])
_close = _external('close', [INT])
_name = _external('name', [INT, INT, TEXT])
_error = _external('error', [INT])
_send = _external('send', [INT, TEXT, INT, TEXT, LONG, LONG])
_recv = _external('recv', [INT, TEXT, INT])
_sendto = _external('sendto', [INT, INT, TEXT, INT, TEXT, INT, TEXT, LONG, LONG])
_recvfrom = _external('recvfrom', [INT, TEXT, INT, TEXT, rffi.INTP])
_sendfile = _external('sendfile', [INT, INT, LONG, LONG])
_set = _external('set', [INT, INT, INT, TEXT, INT])
_get = _external('get', [INT, INT, INT, TEXT, INT, TEXT, INT])
_interfaces = _external('interfaces', [TEXT, INT])
_interface_names = _external('interface_names', [INT, TEXT, INT])
_interface = _external('interface', [INT, TEXT, TEXT, INT, TEXT, INT])
_interface_set = _external('interface_set', [INT, TEXT, TEXT, INT])
_service_port = _external('service_port', [TEXT, TEXT])
_service_name = _external('service_name', [INT, TEXT, TEXT, INT])
_host = _external('host', [TEXT, INT])


class Buffers(object):
    """Raw memory that calls write to; made once, with the first socket."""

    def __init__(self):
        self.data = lltype.nullptr(rffi.CCHARP.TO)
        self.extra = lltype.nullptr(rffi.CCHARP.TO)
        self.sizes = lltype.nullptr(rffi.INTP.TO)

    def ready(self):
        if not self.data:
            self.data = lltype.malloc(rffi.CCHARP.TO, BUFFER_SIZE, flavor='raw',
                                      track_allocation=False)
            self.extra = lltype.malloc(
                rffi.CCHARP.TO, ADDRESS_SIZE + CONTROL_SIZE, flavor='raw',
                track_allocation=False)
            self.sizes = lltype.malloc(rffi.INTP.TO, 2, flavor='raw',
                                       track_allocation=False)


BUFFERS = Buffers()


def _int(number):
    return rffi.cast(INT, number)


def _signed(number):
    return rffi.cast(lltype.Signed, number)


class Received(object):
    """size: a count or -errno."""

    def __init__(self, size, data):
        self.size = size
        self.data = data


def open_socket(family, kind):
    BUFFERS.ready()
    return _signed(_open(_int(family), _int(kind)))


def adopt(fd):
    """Make it non-blocking."""
    BUFFERS.ready()
    return _signed(_adopt(_int(fd)))


def bind(fd, family, address):
    assert address is not None
    with rffi.scoped_nonmovingbuffer(address) as text:
        return _signed(_bind(_int(fd), _int(family), text, _int(len(address))))


def connect(fd, family, address):
    assert address is not None
    with rffi.scoped_nonmovingbuffer(address) as text:
        return _signed(_connect(_int(fd), _int(family), text,
                                _int(len(address))))


def unconnect(fd):
    return _signed(_unconnect(_int(fd)))


def listen(fd, backlog):
    return _signed(_listen(_int(fd), _int(backlog)))


def accept(fd):
    return _signed(_accept(_int(fd)))


def shutdown(fd, how):
    """how: 0 read, 1 write, 2 both."""
    return _signed(_shutdown(_int(fd), _int(how)))


def close(fd):
    return _signed(_close(_int(fd)))


def name(fd, peer):
    """The address of either end."""
    size = _signed(_name(_int(fd), _int(1 if peer else 0), BUFFERS.extra))
    if size < 0:
        return Received(size, '')
    return Received(size, rffi.charpsize2str(BUFFERS.extra, size))


def pending_error(fd):
    """0 or the errno of what went wrong in the background."""
    return _signed(_error(_int(fd)))


def send(fd, head, data, start, size):
    """head and size bytes of data from start on."""
    assert data is not None
    with rffi.scoped_nonmovingbuffer(data) as text:
        if len(head) == 0:
            return _signed(_send(_int(fd), text, _int(0), text,
                                 rffi.cast(LONG, start), rffi.cast(LONG, size)))
        with rffi.scoped_nonmovingbuffer(head) as c_head:
            return _signed(_send(
                _int(fd), c_head, _int(len(head)), text,
                rffi.cast(LONG, start), rffi.cast(LONG, size)))


def receive(fd, size):
    """At most size bytes, and at most BUFFER_SIZE."""
    if size > BUFFER_SIZE:
        size = BUFFER_SIZE
    size = _signed(_recv(_int(fd), BUFFERS.data, _int(size)))
    if size <= 0:
        return Received(size, '')
    return Received(size, rffi.charpsize2str(BUFFERS.data, size))


def send_to(fd, family, address, controls, data, start, size):
    """address: '' where the socket is connected."""
    assert address is not None
    assert controls is not None
    assert data is not None
    with rffi.scoped_nonmovingbuffer(address) as c_address:
        with rffi.scoped_nonmovingbuffer(controls) as c_controls:
            with rffi.scoped_nonmovingbuffer(data) as text:
                return _signed(_sendto(
                    _int(fd), _int(family), c_address, _int(len(address)),
                    c_controls, _int(len(controls)), text,
                    rffi.cast(LONG, start), rffi.cast(LONG, size)))


class Datagram(object):
    """size: of data, or -errno."""

    def __init__(self, size):
        self.size = size
        self.data = ''
        self.address = ''
        self.controls = ''


def receive_from(fd, size):
    """A Datagram of at most size bytes, and at most BUFFER_SIZE."""
    if size > BUFFER_SIZE:
        size = BUFFER_SIZE
    size = _signed(_recvfrom(_int(fd), BUFFERS.data, _int(size), BUFFERS.extra,
                             BUFFERS.sizes))
    got = Datagram(size)
    if size < 0:
        return got
    got.data = rffi.charpsize2str(BUFFERS.data, size)
    got.address = rffi.charpsize2str(BUFFERS.extra, _signed(BUFFERS.sizes[0]))
    more = _signed(BUFFERS.sizes[1])
    if more > 0:
        got.controls = rffi.charpsize2str(
            rffi.ptradd(BUFFERS.extra, ADDRESS_SIZE), more)
    return got


def send_file(fd, file_fd, offset, size):
    return _signed(_sendfile(_int(fd), _int(file_fd), rffi.cast(LONG, offset),
                             rffi.cast(LONG, size)))


# ----------------------------------------------------------------- options

def set_option(fd, family, code, value):
    """value: at least 4 bytes."""
    assert value is not None
    with rffi.scoped_nonmovingbuffer(value) as text:
        return _signed(_set(_int(fd), _int(family), _int(code), text,
                            _int(len(value))))


def get_option(fd, family, code, given):
    assert given is not None
    BUFFERS.ready()
    with rffi.scoped_nonmovingbuffer(given) as text:
        size = _signed(_get(_int(fd), _int(family), _int(code), text,
                            _int(len(given)), BUFFERS.data, _int(BUFFER_SIZE)))
    return _answer(size)


def _answer(size):
    if size < 0:
        return Received(size, '')
    if size > BUFFER_SIZE:
        size = BUFFER_SIZE
    return Received(size, rffi.charpsize2str(BUFFERS.data, size))


# -------------------------------------------------------------- interfaces

def interfaces():
    BUFFERS.ready()
    return _answer(_signed(_interfaces(BUFFERS.data, _int(BUFFER_SIZE))))


def interface_names(fd):
    return _answer(_signed(_interface_names(_int(fd), BUFFERS.data,
                                            _int(BUFFER_SIZE))))


def interface(fd, name, codes):
    assert name is not None
    assert codes is not None
    with rffi.scoped_str2charp(name) as c_name:
        with rffi.scoped_nonmovingbuffer(codes) as text:
            size = _signed(_interface(
                _int(fd), c_name, text, _int(len(codes)), BUFFERS.data,
                _int(BUFFER_SIZE)))
    return _answer(size)


def interface_set(fd, name, values):
    assert name is not None
    assert values is not None
    with rffi.scoped_str2charp(name) as c_name:
        with rffi.scoped_nonmovingbuffer(values) as text:
            return _signed(_interface_set(_int(fd), c_name, text,
                                          _int(len(values))))


def service_port(name, protocol):
    assert name is not None
    assert protocol is not None
    with rffi.scoped_str2charp(name) as c_name:
        with rffi.scoped_str2charp(protocol) as c_protocol:
            return _signed(_service_port(c_name, c_protocol))


def service_name(port, protocol):
    assert protocol is not None
    BUFFERS.ready()
    with rffi.scoped_str2charp(protocol) as c_protocol:
        size = _signed(_service_name(_int(port), c_protocol, BUFFERS.data,
                                     _int(256)))
    return _answer(size)


def host_name():
    BUFFERS.ready()
    return _answer(_signed(_host(BUFFERS.data, _int(256))))
