"""The external term format for tests: Python values as bytes and back.

Written from the ERTS User's Guide, apart from the codec of the VM, so that
neither hides what is wrong with the other.  Values: int and long, float, str
(an atom, in UTF-8), list, tuple, and the classes below.
"""
import struct

LOCAL = 'nonode@nohost'


class Value(object):
    """A value of the fields in FIELDS."""
    FIELDS = ()

    def __init__(self, *args):
        assert len(args) == len(self.FIELDS)
        for name, arg in zip(self.FIELDS, args):
            setattr(self, name, arg)

    def __repr__(self):
        return '%s(%s)' % (type(self).__name__, ', '.join(
            [repr(getattr(self, name)) for name in self.FIELDS]))


class Improper(Value):
    """A list with at least one item and a tail that is no list."""
    FIELDS = ('items', 'tail')


class Map(Value):
    """pairs: list of (key, value)."""
    FIELDS = ('pairs',)


class Bits(object):
    """A bit string of nbits bits; off: where the VM's window starts."""

    def __init__(self, data, nbits=None, off=0):
        self.data = data
        self.nbits = len(data) * 8 if nbits is None else nbits
        self.off = off

    def padded(self):
        """Its bytes, with zeros after the last bit."""
        size = (self.nbits + 7) // 8
        data = self.data[:size]
        rest = self.nbits & 7
        if rest:
            data = data[:-1] + chr(ord(data[-1]) & (0xff00 >> rest) & 0xff)
        return data

    def __repr__(self):
        return 'Bits(%r, %d, %d)' % (self.padded(), self.nbits, self.off)


class Pid(Value):
    FIELDS = ('node', 'number', 'serial', 'creation')


class Port(Value):
    FIELDS = ('node', 'number', 'creation')


class Ref(Value):
    """words: as on the wire, the lowest first."""
    FIELDS = ('node', 'creation', 'words')


class Export(Value):
    FIELDS = ('module', 'name', 'arity')


class Fun(Value):
    """uniq: 16 bytes; free: list of values."""
    FIELDS = ('module', 'arity', 'uniq', 'index', 'old_index', 'old_uniq',
              'pid', 'free')


# ---------------------------------------------------------------- encoding

def put_integer(out, value):
    if 0 <= value <= 255:
        out.append(struct.pack('>BB', 97, value))
    elif -2 ** 31 <= value < 2 ** 31:
        out.append(struct.pack('>Bi', 98, value))
    else:
        digits = '%x' % abs(value)
        digits = ('0' * (len(digits) & 1) + digits).decode('hex')[::-1]
        if len(digits) < 256:
            out.append(struct.pack('>BBB', 110, len(digits), value < 0))
        else:
            out.append(struct.pack('>BIB', 111, len(digits), value < 0))
        out.append(digits)


def put_atom(out, name):
    if len(name) < 256:
        out.append(struct.pack('>BB', 119, len(name)) + name)
    else:
        out.append(struct.pack('>BH', 118, len(name)) + name)


def put_list(out, items, tail):
    out.append(struct.pack('>BI', 108, len(items)))
    for item in items:
        put(out, item)
    put(out, tail)


def put_tuple(out, items):
    if len(items) < 256:
        out.append(struct.pack('>BB', 104, len(items)))
    else:
        out.append(struct.pack('>BI', 105, len(items)))
    for item in items:
        put(out, item)


def put_map(out, value):
    """The pairs sorted by the bytes of the keys: one form for equal maps."""
    pairs = sorted([(encode(key), encode(item)) for key, item in value.pairs])
    out.append(struct.pack('>BI', 116, len(pairs)))
    for key, item in pairs:
        out += [key, item]


def put_bits(out, value):
    data = value.padded()
    rest = value.nbits & 7
    if rest:
        out.append(struct.pack('>BIB', 77, len(data), rest) + data)
    else:
        out.append(struct.pack('>BI', 109, len(data)) + data)


def put_pid(out, value):
    out.append(chr(88))
    put_atom(out, value.node)
    out.append(struct.pack('>III', value.number, value.serial,
                           value.creation))


def put_port(out, value):
    out.append(chr(120))
    put_atom(out, value.node)
    out.append(struct.pack('>QI', value.number, value.creation))


def put_ref(out, value):
    out.append(struct.pack('>BH', 90, len(value.words)))
    put_atom(out, value.node)
    out.append(struct.pack('>I%dI' % len(value.words), value.creation,
                           *value.words))


def put_export(out, value):
    out.append(chr(113))
    put_atom(out, value.module)
    put_atom(out, value.name)
    put_integer(out, value.arity)


def put_fun(out, value):
    inner = [struct.pack('>B16sII', value.arity, value.uniq, value.index,
                         len(value.free))]
    put_atom(inner, value.module)
    put_integer(inner, value.old_index)
    put_integer(inner, value.old_uniq)
    put_pid(inner, value.pid)
    for item in value.free:
        put(inner, item)
    body = ''.join(inner)
    out.append(struct.pack('>BI', 112, len(body) + 4) + body)


PUT = {int: put_integer, long: put_integer, str: put_atom, tuple: put_tuple,
       Map: put_map, Bits: put_bits, Pid: put_pid, Port: put_port,
       Ref: put_ref, Export: put_export, Fun: put_fun}


def put(out, value):
    """Append the bytes of value to the list out."""
    if isinstance(value, list):
        if value:
            put_list(out, value, [])
        else:
            out.append(chr(106))
    elif isinstance(value, Improper):
        put_list(out, value.items, value.tail)
    elif isinstance(value, float):
        out.append(struct.pack('>Bd', 70, value))
    else:
        PUT[type(value)](out, value)


def encode(value):
    """The bytes of a value, without the version byte.  Equal bytes: the same
    term (0.0 and -0.0 are told apart)."""
    out = []
    put(out, value)
    return ''.join(out)


# ---------------------------------------------------------------- decoding

class Reader(object):
    """Reads what erl's term_to_binary writes."""

    def __init__(self, data, at=0):
        self.data = data
        self.at = at

    def unpack(self, format):
        items = struct.unpack_from('>' + format, self.data, self.at)
        self.at += struct.calcsize('>' + format)
        return items[0] if len(items) == 1 else items

    def take(self, size):
        self.at += size
        return self.data[self.at - size:self.at]

    def values(self, count):
        return [self.value() for _ in range(count)]

    def value(self):
        tag = self.unpack('B')
        return getattr(self, 'tag_%d' % tag)()

    def tag_70(self):
        return self.unpack('d')

    def tag_77(self):
        size, rest = self.unpack('IB')
        return Bits(self.take(size), size * 8 - 8 + rest)

    def tag_88(self):
        node = self.value()
        number, serial, creation = self.unpack('III')
        return Pid(node, number, serial, creation)

    def tag_89(self):
        node = self.value()
        number, creation = self.unpack('II')
        return Port(node, number, creation)

    def tag_90(self):
        count = self.unpack('H')
        node = self.value()
        creation = self.unpack('I')
        return Ref(node, creation, [self.unpack('I') for _ in range(count)])

    def tag_97(self):
        return self.unpack('B')

    def tag_98(self):
        return self.unpack('i')

    def tag_100(self):
        return self.take(self.unpack('H')).decode('latin1').encode('utf-8')

    def tag_104(self):
        return tuple(self.values(self.unpack('B')))

    def tag_105(self):
        return tuple(self.values(self.unpack('I')))

    def tag_106(self):
        return []

    def tag_107(self):
        return [ord(c) for c in self.take(self.unpack('H'))]

    def tag_108(self):
        items = self.values(self.unpack('I'))
        tail = self.value()
        return items if tail == [] else Improper(items, tail)

    def tag_109(self):
        return Bits(self.take(self.unpack('I')))

    def big(self, size):
        negative = self.unpack('B')
        value = int(self.take(size)[::-1].encode('hex') or '0', 16)
        return -value if negative else value

    def tag_110(self):
        return self.big(self.unpack('B'))

    def tag_111(self):
        return self.big(self.unpack('I'))

    def tag_112(self):
        _, arity, uniq, index, count = self.unpack('IB16sII')
        module, old_index, old_uniq, pid = self.values(4)
        return Fun(module, arity, uniq, index, old_index, old_uniq, pid,
                   self.values(count))

    def tag_113(self):
        return Export(*self.values(3))

    def tag_116(self):
        return Map([(self.value(), self.value())
                    for _ in range(self.unpack('I'))])

    def tag_118(self):
        return self.take(self.unpack('H'))

    def tag_119(self):
        return self.take(self.unpack('B'))

    def tag_120(self):
        node = self.value()
        number, creation = self.unpack('QI')
        return Port(node, number, creation)


def decode(data):
    """The value of bytes that start with the version byte."""
    assert data[0] == '\x83'
    reader = Reader(data, 1)
    value = reader.value()
    assert reader.at == len(data)
    return value
