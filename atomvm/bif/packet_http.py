"""Lines of HTTP as terms, for decode_packet/3.

OTP: erts/emulator/beam/packet_parser.c, which is more liberal than RFC 2616
(one line end is as good as the other, a request may have no version) and
where numbers are C ints that wrap around.
"""
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import chars_list
from atomvm.term.number import mk_int
from atomvm.term.tuple import mk_tuple, tuple2, tuple3

W_HTTP_REQUEST = mk_atom('http_request')
W_HTTP_RESPONSE = mk_atom('http_response')
W_HTTP_HEADER = mk_atom('http_header')
W_HTTP_EOH = mk_atom('http_eoh')
W_HTTP_ERROR = mk_atom('http_error')
W_ABS_PATH = mk_atom('abs_path')
W_ABSOLUTE_URI = mk_atom('absoluteURI')
W_SCHEME = mk_atom('scheme')
W_HTTP = mk_atom('http')
W_HTTPS = mk_atom('https')
W_STAR = mk_atom('*')

# Methods and names of headers that are shown as atoms; a header's place in
# the list, from 1 on, is shown too.
METHODS = dict((name, mk_atom(name)) for name in
               'OPTIONS GET HEAD POST PUT DELETE TRACE'.split())
HEADER_NAMES = '''
    Cache-Control Connection Date Pragma Transfer-Encoding Upgrade Via Accept
    Accept-Charset Accept-Encoding Accept-Language Authorization From Host
    If-Modified-Since If-Match If-None-Match If-Range If-Unmodified-Since
    Max-Forwards Proxy-Authorization Range Referer User-Agent Age Location
    Proxy-Authenticate Public Retry-After Server Vary Warning Www-Authenticate
    Allow Content-Base Content-Encoding Content-Language Content-Length
    Content-Location Content-Md5 Content-Range Content-Type Etag Expires
    Last-Modified Accept-Ranges Set-Cookie Set-Cookie2 X-Forwarded-For Cookie
    Keep-Alive Proxy-Connection
'''.split()
HEADER_ATOMS = [mk_atom(name) for name in HEADER_NAMES]
HEADERS = dict((name, i) for i, name in enumerate(HEADER_NAMES))

MAX_NAME = 50               # longer names of headers stay as they are
INT_BITS = 0x7fffffff
NOT_IN_NAMES = '()<>@,;:\\"/[]?={}'


def is_name_char(char):
    return 32 < ord(char) < 128 and char not in NOT_IN_NAMES


def is_blank(char):
    return char == ' ' or char == '\t'


def is_digit(char):
    return '0' <= char <= '9'


class Scanner(object):
    """Goes along text up to end."""

    def __init__(self, text):
        self.text = text
        self.at = 0
        end = len(text)
        if end >= 2 and text[end - 2] == '\r':
            end -= 2
        elif end >= 1 and text[end - 1] == '\n':
            end -= 1
        self.end = end

    def is_done(self):
        return self.at >= self.end

    def sees(self, char):
        return self.at < self.end and self.text[self.at] == char

    def sees_blank(self):
        return self.at < self.end and is_blank(self.text[self.at])

    def skip_blanks(self):
        while self.sees_blank():
            self.at += 1

    def since(self, start):
        """The text from start to here."""
        end = self.at
        assert 0 <= start <= end
        return self.text[start:end]

    def rest(self):
        start = self.at
        self.at = self.end
        return self.since(start)

    def name(self):
        """Characters of names, maybe none."""
        start = self.at
        while self.at < self.end and is_name_char(self.text[self.at]):
            self.at += 1
        return self.since(start)

    def word(self):
        """What is before the next blank."""
        start = self.at
        while self.at < self.end and not self.sees_blank():
            self.at += 1
        return self.since(start)

    def number(self):
        """Digits, maybe none: their value."""
        value = 0
        while self.at < self.end and is_digit(self.text[self.at]):
            value = (value * 10 + ord(self.text[self.at]) - 48) & INT_BITS
            self.at += 1
        return value

    def version(self):
        """{Major, Minor} of MAJOR.MINOR, or None."""
        start = self.at
        major = self.number()
        if self.at == start or not self.sees('.'):
            return None
        self.at += 1
        start = self.at
        minor = self.number()
        if self.at == start:
            return None
        return tuple2(mk_int(major), mk_int(minor))


def shown(text, binary):
    """Text as a binary or a list."""
    if binary:
        return mk_binary(text)
    return chars_list(text)


def http_error(line, binary):
    return tuple2(W_HTTP_ERROR, shown(line, binary))


# -------------------------------------------------------- requests, responses

def parse_start_line(line, binary):
    """The first line of a request or of a response, or None."""
    scan = Scanner(line)
    if line.startswith('HTTP/') and scan.end >= 5:
        return _response(scan, binary)
    return _request(scan, binary)


def _response(scan, binary):
    scan.at = len('HTTP/')
    w_version = scan.version()
    if w_version is None or not scan.sees_blank():
        return None
    scan.skip_blanks()
    status = scan.number()
    if not scan.is_done() and not scan.sees_blank():
        return None
    scan.skip_blanks()
    return mk_tuple([W_HTTP_RESPONSE, w_version, mk_int(status),
                     shown(scan.rest(), binary)])


def _request(scan, binary):
    method = scan.name()
    if method == '' or not scan.sees_blank():
        return None
    scan.skip_blanks()
    uri = scan.word()
    if uri == '':
        return None
    scan.skip_blanks()
    if scan.is_done():
        w_version = tuple2(mk_int(0), mk_int(9))
    else:
        rest = scan.at
        assert rest >= 0
        if scan.end - rest < 8 or scan.text[rest:rest + 5] != 'HTTP/':
            return None
        scan.at = rest + 5
        w_version = scan.version()
        if w_version is None:
            return None
    w_method = METHODS.get(method, None)
    if w_method is not None:
        return mk_tuple([W_HTTP_REQUEST, w_method, _uri(uri, binary), w_version])
    return mk_tuple([W_HTTP_REQUEST, shown(method, binary), _uri(uri, binary),
                     w_version])


def _uri(uri, binary):
    if uri == '*':
        return W_STAR
    if len(uri) <= 1 or uri[0] == '/':
        return tuple2(W_ABS_PATH, shown(uri, binary))
    if uri[:7].lower() == 'http://':
        return _absolute(uri[7:], W_HTTP, binary)
    if uri[:8].lower() == 'https://':
        return _absolute(uri[8:], W_HTTPS, binary)
    colon = uri.find(':')
    if colon < 0:
        return shown(uri, binary)
    return tuple3(W_SCHEME, shown(uri[:colon], binary),
                  shown(uri[colon + 1:], binary))


def _absolute(uri, w_scheme, binary):
    """HOST[:PORT][/PATH]."""
    slash = uri.find('/')
    path = '/'
    host = uri
    if slash >= 0:
        path = uri[slash:]
        host = uri[:slash]
    colon = host.find(':')
    w_port = atoms.undefined
    if colon >= 0:
        port = _port(host[colon + 1:])
        if port != 0:
            w_port = mk_int(port)
        host = host[:colon]
    return mk_tuple([W_ABSOLUTE_URI, w_scheme, shown(host, binary), w_port,
                     shown(path, binary)])


def _port(text):
    """Its number; 0 for what is none."""
    port = 0
    for char in text:
        if not is_digit(char):
            return 0
        port = (port * 10 + ord(char) - 48) & INT_BITS
    return port


# -------------------------------------------------------------------- headers

def capitalized(name):
    """As-Headers-Are-Written; of two dashes the second counts as a letter."""
    chars = []
    up = True
    for char in name:
        if up:
            chars.append(char.upper())
            up = False
        else:
            chars.append(char.lower())
            up = char == '-'
    return ''.join(chars)


def parse_header(line, binary):
    """{http_header, Place, Name, NameAsItWas, Value}, http_eoh for the empty
    line, or None."""
    scan = Scanner(line)
    if scan.is_done():
        return W_HTTP_EOH
    name = scan.name()
    if not scan.sees(':'):
        return None
    scan.at += 1
    scan.skip_blanks()
    place = -1
    canonical = name
    if len(name) <= MAX_NAME:
        canonical = capitalized(name)
        place = HEADERS.get(canonical, -1)
    w_name = shown(canonical, binary)
    if place >= 0:
        w_name = HEADER_ATOMS[place]
    return mk_tuple([W_HTTP_HEADER, mk_int(place + 1), w_name,
                     shown(name, binary), shown(scan.rest(), binary)])
