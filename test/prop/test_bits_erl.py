"""Bit strings: what is built of random segments and what they match, opcode
by opcode, and the natives on parts of binaries: as erl has it."""
import terms
import vm_server
from maker import CHARS, Maker, seeds
from wire import Bits, Improper

from atomvm.bif import binary, bitstring

SIZES = [0, 1, 3, 7, 8, 9, 16, 24, 31, 32, 33, 59, 60, 63, 64, 65, 100, 128,
         257]
ENDS = ['big', 'little']


class Segments(Maker):
    """Makes what erl_server:build/1 and match/2 take."""

    def size(self):
        rng = self.rng
        return rng.choice([rng.choice(SIZES), rng.choice(SIZES),
                           rng.randrange(200), -1, 'a', 1 << 70]
                          if rng.random() < 0.1 else SIZES)

    def char(self):
        if self.rng.random() < 0.1:
            return self.rng.choice([-1, 0xd800, 0x110000, 1 << 70, 'a'])
        return self.rng.choice(CHARS)

    def built(self):
        """A segment with its value, sometimes not a right one."""
        rng = self.rng
        end = [rng.choice(ENDS)]
        kind = rng.randrange(6)
        if kind <= 1:
            size = self.size()
            unit = 1 if size in (1 << 70, 'a') else rng.choice([1, 1, 8])
            item = self.integer() if rng.random() < 0.97 else self.term(1)
            return ('integer', item, size, unit, end)
        if kind == 2:
            item = self.number() if rng.random() < 0.9 else self.term(1)
            return ('float', item, rng.choice([16, 32, 64, 64, 8]), 1, end)
        if kind == 3:
            size = rng.choice(['all', 'all', rng.randrange(10)])
            item = self.bits() if rng.random() < 0.95 else self.term(1)
            return ('binary', item, size, rng.choice([1, 1, 8]), [])
        kind = rng.choice(['utf8', 'utf16', 'utf32'])
        return (kind, self.char(), 0, 0, end)

    def matched(self):
        rng = self.rng
        end = [rng.choice(ENDS)]
        kind = rng.randrange(5)
        if kind <= 1:
            return ('integer', self.size(), 1,
                    end + rng.choice([[], ['signed']]))
        if kind == 2:
            return ('float', rng.choice([16, 32, 64, 8, 0]), 1, end)
        if kind == 3:
            return ('binary', self.size(), rng.choice([1, 8]), [])
        return (rng.choice(['utf8', 'utf16', 'utf32']), 0, 1, end)

    def matter(self):
        """Bits to match, a part of them characters."""
        rng = self.rng
        parts = [self.bytes(12)]
        for _ in range(rng.randrange(4)):
            char = ('\\U%08x' % rng.choice(CHARS)).decode('unicode_escape')
            parts.append(char.encode(rng.choice(
                ['utf-8', 'utf-16-be', 'utf-16-le', 'utf-32-be'])))
        rng.shuffle(parts)
        data = ''.join(parts) + self.bytes(8)
        cut = rng.choice([0, 0, 1, 5])
        return Bits(data, max(0, 8 * len(data) - cut),
                    rng.choice([0, 0, 3, 8]))


@seeds(60)
def test_building(erl, vm, seed):
    maker = Segments(seed)
    vm_server.agree(erl, vm, [
        ('erl_server', 'build', [[maker.built() for _ in range(
            maker.rng.randrange(5))]]) for _ in range(8)])


@seeds(80)
def test_matching(erl, vm, seed):
    maker = Segments(seed)
    vm_server.agree(erl, vm, [
        ('erl_server', 'match', [[maker.matched() for _ in range(
            maker.rng.randrange(1, 6))], maker.matter()]) for _ in range(8)])


def bit_list(maker, depth=2):
    """For list_to_bitstring: bit strings of any size, in any place."""
    items = []
    for _ in range(maker.rng.randrange(5)):
        kind = maker.rng.randrange(4)
        if kind == 0 and depth:
            items.append(bit_list(maker, depth - 1))
        elif kind == 1:
            items.append(maker.rng.randrange(256))
        else:
            items.append(maker.bits(4))
    if items and maker.rng.random() < 0.2:
        return Improper(items, maker.bits(3))
    return items


@seeds(60)
def test_conversions(erl, seed):
    maker = Maker(seed)
    rng = maker.rng
    calls = []
    for _ in range(8):
        bits = maker.bits()
        size = len(bits.data)
        start = rng.randrange(-1, size + 2)
        length = rng.randrange(-size - 1, size + 2)
        for name in ('bit_size', 'byte_size', 'size', 'bitstring_to_list',
                     'binary_to_list', 'is_binary', 'is_bitstring'):
            calls.append(('erlang', name, [bits]))
        calls += [('erlang', 'binary_to_list', [bits, start, length]),
                  ('erlang', 'binary_part', [bits, start, length]),
                  ('erlang', 'binary_part', [bits, (start, length)]),
                  ('erlang', 'split_binary', [bits, start])]
        items = bit_list(maker)
        calls += [('erlang', name, [items]) for name in (
            'list_to_bitstring', 'list_to_binary', 'iolist_size')]
    terms.agree(erl, calls)


def texts(maker):
    """A binary of few letters and a pattern for it."""
    rng = maker.rng

    def word(most):
        return Bits(''.join([rng.choice('aab') for _ in range(
            rng.randrange(most + 1))]), None, rng.choice([0, 0, 3]))
    pattern = rng.choice([word(3), [word(3)], [word(2), word(3), word(1)],
                          []])
    return word(30), pattern


@seeds(60)
def test_module_binary(erl, seed):
    maker = Maker(seed)
    rng = maker.rng
    calls = []
    for _ in range(5):
        text, pattern = texts(maker)
        size = len(text.data)
        part = (rng.randrange(-1, size + 2), rng.randrange(-size - 1,
                                                           size + 2))
        options = rng.choice([[], [('scope', part)], ['global'], ['trim_all'],
                              ['global', 'trim'], ['other'],
                              ['global', ('scope', part), 'trim_all']])
        for name in ('match', 'matches', 'split'):
            calls += [('binary', name, [text, pattern]),
                      ('binary', name, [text, pattern, options])]
        calls += natives_of_parts(maker, text, part)
    terms.agree(erl, calls)


def natives_of_parts(maker, text, part):
    end = maker.rng.choice(['big', 'little', 'other'])
    number = maker.integer()
    words = [texts(maker)[0] for _ in range(maker.rng.randrange(4))]
    return [('binary', 'at', [text, part[0]]), ('binary', 'first', [text]),
            ('binary', 'last', [text]), ('binary', 'part', [text, part]),
            ('binary', 'part', [text] + list(part)),
            ('binary', 'copy', [text, maker.rng.randrange(-1, 4)]),
            ('binary', 'longest_common_prefix', [words]),
            ('binary', 'longest_common_suffix', [words]),
            ('binary', 'decode_unsigned', [maker.binary(), end]),
            ('binary', 'decode_unsigned', [maker.bits()]),
            ('binary', 'encode_unsigned', [number]),
            ('binary', 'encode_unsigned', [number, end])]
