"""The external term format: erl and the VM write the same bytes and read the
same terms, of what OTP writes now, wrote once, or would never write."""
import struct
import zlib

import pytest
from maker import Maker, clamped, seeds
from terms import agree, compare_outcomes, native
import wire
from wire import LOCAL, Bits

from atomvm.bif import bitstring, etf, registry
from atomvm.term.etf import HOOKS

PLAIN = [[], [('minor_version', 0)], [('minor_version', 1)],
         [('minor_version', 2)], ['deterministic'],
         [('minor_version', 2), 'deterministic'],
         [('compressed', 0)]]
BAD_OPTIONS = [['a'], [('minor_version', 3)], [('minor_version', -1)],
               [('compressed', 10)], [('compressed', 'a')], 'a', [1],
               ['safe']]


@seeds(60)
def test_writing(erl, seed):
    maker = Maker(seed)
    calls = []
    for _ in range(8):
        item = maker.term()
        options = maker.rng.choice(PLAIN)
        if maker.rng.random() < 0.05:
            options = maker.rng.choice(BAD_OPTIONS)
        calls += [('erlang', 'term_to_binary', [item]),
                  ('erlang', 'term_to_binary', [item, options]),
                  ('erlang', 'external_size', [item]),
                  ('erlang', 'external_size', [item, maker.rng.choice(
                      [options, [], [('minor_version', 0)],
                       [('minor_version', 1)]])])]
    agree(erl, calls)


@seeds(20)
def test_writing_in_pieces(erl, seed):
    """How OTP cuts the bytes in pieces is its own affair."""
    maker = Maker(seed)
    for _ in range(4):
        item = maker.term()
        options = maker.rng.choice(PLAIN)
        for more in ([], [options]):
            call = ('erlang', 'term_to_iovec', [item] + more)
            theirs = erl.ask([call])[0]
            ours = native(*call)
            compare_outcomes([call], [('ok', joined(theirs))],
                             [('ok', joined(ours))])


def joined(outcome):
    assert outcome[0] == 'ok'
    return Bits(''.join([part.padded() for part in outcome[1]]))


class PythonZlib(etf.VmHooks):
    """RPython's zlib takes seconds for each call when not translated."""

    def inflate(self, data, size):
        stream = zlib.decompressobj()
        try:
            text = stream.decompress(data, size + 1)
        except zlib.error:
            return '', -1
        if len(text) != size:
            return '', -1
        return text, len(data) - len(stream.unused_data)


@pytest.fixture
def quick_zlib(monkeypatch):
    monkeypatch.setattr(HOOKS, 'hooks', PythonZlib())
    monkeypatch.setattr(etf, 'deflate', zlib.compress)


@seeds(25)
def test_compressing(erl, quick_zlib, seed):
    """The bytes depend on zlib's version: each must read the other's."""
    maker = Maker(seed)
    for _ in range(4):
        item = [maker.term()] * maker.rng.choice([1, 1, 20])
        options = maker.rng.choice([
            ['compressed'], [('compressed', maker.rng.randrange(10))],
            ['compressed', ('minor_version', 2)]])
        call = ('erlang', 'term_to_binary', [item, options])
        theirs = erl.ask([call])[0]
        ours = native(*call)
        if 'Fun(' not in repr(item):    # whose size OTP only reckons
            assert (theirs[1].data[1] == 'P') == (ours[1].data[1] == 'P'), call
        calls = [('erlang', 'binary_to_term', [theirs[1]]),
                 ('erlang', 'binary_to_term', [ours[1], ['used']])]
        agree(erl, calls)
        assert wire.encode(native(*calls[0])) == wire.encode(('ok', item))


class Writer(Maker):
    """Makes bytes of terms with any tag there is or was, now and then not
    quite right."""

    def number_of(self, right, most):
        """right, or rarely another number."""
        if self.rng.random() < 0.97:
            return right
        return min(most, self.rng.choice([
            0, 1, most, right + 1, abs(right - 1),
            self.rng.randrange(most + 1)]))

    def write(self, depth=3):
        kinds = [self.small, self.bignum, self.old_float, self.any_atom,
                 self.string, self.bit_string, self.any_pid, self.any_port,
                 self.any_ref]
        if depth > 0:
            kinds += [self.list, self.tuple, self.map, self.new_fun,
                      self.export_fun] * 2
        kind = self.rng.choice(kinds)
        if kind in kinds[:9]:
            return kind()
        return kind(depth - 1)

    def small(self):
        return self.rng.choice([
            struct.pack('>BB', 97, self.rng.randrange(256)),
            struct.pack('>Bi', 98, self.rng.randrange(-2 ** 31, 2 ** 31)),
            struct.pack('>Bd', 70, self.float()), 'j'])

    def bignum(self):
        """Also with zeros in front, and of numbers that are small."""
        data = self.bytes(12) + self.rng.choice(['', '', '\x00\x00'])
        sign = self.rng.choice([0, 1, 1, 2, 255])
        if self.rng.random() < 0.5:
            head = struct.pack('>BBB', 110, self.number_of(
                len(data), 255), sign)
        else:
            head = struct.pack('>BIB', 111, self.number_of(
                len(data), 2 ** 32 - 1), sign)
        return head + data

    def old_float(self):
        text = self.rng.choice(['%.20e' % self.float(), '%r' % self.float(),
                                '1', 'x', '1.5e400', ' 2.5', '-.5', '1e5',
                                '1.0e+05 ', '0x10', '1_0', 'inf', 'nan', ''])
        return 'c' + text[:31].ljust(31, self.rng.choice(['\x00', '\x00',
                                                          ' ']))

    def any_atom(self):
        text = self.rng.choice([self.atom(), 'a', 'ab', 'ok'])
        if self.rng.random() < 0.05:
            text = self.bytes(10)
        tag = self.rng.choice([100, 115, 118, 119])
        if tag in (115, 119):
            return struct.pack('>BB', tag, self.number_of(
                min(len(text), 255), 255)) + text[:255]
        return struct.pack('>BH', tag,
                           self.number_of(len(text), 65535)) + text

    def string(self):
        data = self.bytes(10)
        return struct.pack('>BH', 107, self.number_of(len(data), 65535)) + data

    def bit_string(self):
        data = self.bytes(10)
        size = self.number_of(len(data), 2 ** 32 - 1)
        if self.rng.random() < 0.4:
            return struct.pack('>BI', 109, size) + data
        return struct.pack('>BIB', 77, size, self.rng.choice(
            [1, 3, 7, 8, self.rng.randrange(10)])) + data

    def node_name(self, node):
        return 'd' + struct.pack('>H', len(node)) + node

    def any_pid(self):
        value = self.pid()
        tag = self.rng.choice([88, 103])
        creation = (struct.pack('>I', value.creation) if tag == 88 else
                    chr(value.creation & self.rng.choice([3, 3, 255])))
        if creation.strip('\x00') == '':
            value.creation = 0
            value = clamped(value)
        if self.rng.random() < 0.01:
            value.serial = 2 ** 13
        return (chr(tag) + self.node_name(value.node) +
                struct.pack('>II', value.number, value.serial) + creation)

    def any_port(self):
        value = self.port()
        tag = self.rng.choice([89, 102, 120])
        number = struct.pack('>I', value.number & 0xffffffff)
        if tag == 120:
            number = struct.pack('>Q', value.number)
        creation = struct.pack('>I', value.creation)
        if tag == 102:
            creation = chr(value.creation & 3)
        return chr(tag) + self.node_name(value.node) + number + creation

    def any_ref(self):
        value = self.ref()
        tag = self.rng.choice([90, 101, 114])
        words = struct.pack('>%dI' % len(value.words), *value.words)
        creation = struct.pack('>I', value.creation)
        node = self.node_name(value.node)
        if tag == 101:
            if value.node == LOCAL:
                return 'e' + node + struct.pack(
                    '>I', value.words[0] % 2 ** 18) + '\x00'
            return 'e' + node + words[:4] + chr(value.creation & 3)
        if tag == 114:
            creation = chr(value.creation & 3)
            if value.node == LOCAL:
                words = struct.pack('>I', value.words[0] % 2 ** 18) + words[4:]
                words = words[:12]
        count = self.number_of(len(words) // 4, 7)
        return struct.pack('>BH', tag, count) + node + creation + words

    # ---- terms of several parts ----

    def many(self, depth, most=3):
        return [self.write(depth) for _ in range(self.rng.randrange(most + 1))]

    def list(self, depth):
        items = self.many(depth)
        tail = 'j' if self.rng.random() < 0.7 else self.write(depth)
        return struct.pack('>BI', 108, self.number_of(
            len(items), 2 ** 32 - 1)) + ''.join(items) + tail

    def tuple(self, depth):
        items = self.many(depth)
        if self.rng.random() < 0.5:
            return struct.pack('>BB', 104, self.number_of(
                len(items), 255)) + ''.join(items)
        return struct.pack('>BI', 105, self.number_of(
            len(items), 2 ** 32 - 1)) + ''.join(items)

    def map(self, depth):
        """Keys may come twice, in any order."""
        items = self.many(depth, 4)
        if items and self.rng.random() < 0.1:
            items.append(items[0])
        if self.rng.random() < 0.1:
            items += ['a' + chr(n) for n in range(self.rng.randrange(60))]
        values = [self.write(0) for _ in items]
        size = self.number_of(len(items), 2 ** 32 - 1)
        return struct.pack('>BI', 116, size) + ''.join(
            [key + item for key, item in zip(items, values)])

    def new_fun(self, depth):
        value = self.fun([])
        free = self.many(depth, 2)
        out = []
        wire.put_fun(out, value)
        body = out[0][5:] + ''.join(free)
        body = body[:21] + struct.pack('>I', len(free)) + body[25:]
        return struct.pack('>BI', 112, self.number_of(
            len(body) + 4, 2 ** 32 - 1)) + body

    def export_fun(self, depth):
        out = []
        wire.put_export(out, self.export())
        if self.rng.random() < 0.05:
            out[-1] = self.rng.choice(['b\x00\x00\x01\x00', 'j', 'a\xff',
                                       'b\xff\xff\xff\xff', 'b\x00\x00\x00\x05'])
        return ''.join(out)


def reading(data, options):
    return [('erlang', 'binary_to_term', [Bits(data, None, 5)]),
            ('erlang', 'binary_to_term', [Bits(data), options])]


@seeds(200)
def test_reading(erl, seed):
    """Anything after the term is left alone."""
    writer = Writer(seed)
    calls = []
    for _ in range(15):
        data = '\x83' + writer.write() + writer.rng.choice(['', '', 'j', 'x'])
        calls += reading(data, ['used'])
    agree(erl, calls)


@seeds(80)
def test_reading_what_is_damaged(erl, seed):
    """Bytes changed, and cut off at the end."""
    maker = Maker(seed)
    rng = maker.rng
    calls = []
    for _ in range(10):
        data = list('\x83' + wire.encode(maker.term()))
        for _ in range(rng.randrange(1, 4)):
            data[rng.randrange(len(data))] = chr(rng.choice(
                [0, 1, 255, rng.randrange(256), rng.randrange(97, 120)]))
        if rng.random() < 0.3:
            del data[rng.randrange(len(data)):]
        calls += reading(''.join(data), ['used'])
    agree(erl, calls)


def test_reading_with_options(erl):
    number = Bits('\x83a\x05')
    agree(erl, [('erlang', 'binary_to_term', [data, options])
                for data in (number, Bits(''), Bits('\x83'), Bits('\x82a\x05'),
                             Bits('\x83a\x05', 23), 'a', Bits('\x83' * 3))
                for options in ([], ['safe'], ['used'], ['safe', 'used'],
                                ['a'], 'safe', ['used', 'used'], [('a', 1)])])


def test_reading_safely(erl):
    """safe: no new atoms, no new fun M:F/A."""
    calls = []
    for data in ('w\x15no atom of any other test', 'd\x00\x05lists',
                 's\x03yyx', 'qd\x00\x06erlangd\x00\x04selfa\x00',
                 'qd\x00\x06erlangd\x00\x04selfa\x63',
                 'Xd\x00\x07new@nod' + '\x00' * 12):
        calls += reading('\x83' + data, ['safe'])[1:]
    agree(erl, calls)
