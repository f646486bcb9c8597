"""Random terms, as values of wire.py, with what is known to be delicate.

hypothesis draws a seed (see seeds()); a Maker of that seed makes a batch of
cases from it.  Terms that hypothesis makes itself take a hundred times as
long, which counts when they should be thousands a minute.

Every run tries the same seeds, so that a red test is red again; to hunt, set
ATOMVM_TEST_EXAMPLES: that many times as many seeds, others each time.
"""
import os
import random

from hypothesis import Phase, given, settings, strategies as st

from wire import (LOCAL, Bits, Export, Fun, Improper, Map, Pid, Port, Ref)

HUNTING = 'ATOMVM_TEST_EXAMPLES' in os.environ
FACTOR = int(os.environ.get('ATOMVM_TEST_EXAMPLES', '1'))

# Sizes in bits near which something changes in some implementation.
EDGES = [1, 3, 4, 5, 7, 8, 15, 16, 27, 28, 29, 31, 32, 53, 54, 59, 60, 62, 63,
         64, 65, 100, 127, 128, 191, 192, 256, 300]
FLOATS = [0.0, -0.0, 0.5, -0.5, 1.5, 2.5, 2.0 ** 52, 2.0 ** 53, 2.0 ** 63,
          -2.0 ** 63, 2.0 ** 64, 5e-324, 2.2250738585072014e-308,
          1.7976931348623157e308, -1.7976931348623157e308, 1e22, 1e23, 0.1]
CHARS = [0x61, 0x62, 0x7a, 0x41, 0x5f, 0x40, 0x30, 10, 32, 39, 92, 0, 127, 128,
         160, 233, 255, 256, 0x7ff, 0x800, 0x20ac, 0xffff, 0x10000, 0x1f600,
         0x10ffff]
NODES = [LOCAL, LOCAL, LOCAL, 'a@b', 'b@b', '\xc3\xa9@b']
CREATIONS = [0, 0, 0, 1, 3, 2 ** 32 - 1]
NAMES = ['a', 'b', 'lists', '\xc3\xa9']


def seeds(count):
    """Decorator of a test with an argument seed: it runs so often (more when
    hunting)."""
    def decorate(test):
        # a smaller seed makes no smaller terms: nothing to shrink
        return settings(
            max_examples=count * FACTOR, derandomize=not HUNTING,
            database=None, deadline=None,
            phases=[Phase.explicit, Phase.generate])(
                given(seed=st.integers(0, 2 ** 64 - 1))(test))
    return decorate


def utf8(cp):
    """The bytes of a code point."""
    return ('\\U%08x' % cp).decode('unicode_escape').encode('utf-8')


def clamped(value):
    """A Pid, Port or Ref; with as few bits as OTP has where it is local."""
    if value.node != LOCAL or value.creation != 0:
        return value
    if isinstance(value, Pid):
        return Pid(LOCAL, value.number % 2 ** 15, value.serial % 2 ** 13, 0)
    if isinstance(value, Port):
        return Port(LOCAL, value.number % 2 ** 28, 0)
    words = [value.words[0] % 2 ** 18] + value.words[1:] + [0, 0]
    return Ref(LOCAL, 0, words[:3])


class Maker(object):
    """Makes values; rng is for tests to use as well."""

    def __init__(self, seed):
        self.rng = random.Random(seed)

    # ---- terms without terms in them ----

    def integer(self):
        rng = self.rng
        kind = rng.randrange(5)
        if kind == 0:
            return rng.randrange(-300, 300)
        if kind == 4:
            value = rng.getrandbits(rng.randrange(1, 1100))
        elif kind == 3:
            value = rng.getrandbits(rng.choice(EDGES))
        else:
            value = (1 << rng.choice(EDGES)) + rng.randrange(-2, 3)
        return rng.choice([-1, 1]) * value

    def float(self):
        rng = self.rng
        kind = rng.randrange(5)
        if kind == 0:
            return rng.choice(FLOATS)
        if kind == 1:
            return rng.randrange(-4000, 4000) / 4.0
        if kind == 2:
            return float((1 << rng.choice(EDGES)) + rng.randrange(-2, 3))
        if kind == 3:
            return rng.uniform(-2, 2) * 10.0 ** rng.randrange(-300, 300)
        return rng.choice([-1, 1]) * float(rng.getrandbits(70))

    def number(self):
        if self.rng.random() < 0.6:
            return self.integer()
        return self.float()

    def atom(self):
        rng = self.rng
        if rng.random() < 0.6:
            return rng.choice(['a', 'b', 'ab', '', 'true', 'false', 'ok'])
        if rng.random() < 0.1:
            return utf8(rng.choice(CHARS)) * rng.randrange(250, 256)
        return ''.join([utf8(rng.choice(CHARS))
                        for _ in range(rng.randrange(7))])

    def bytes(self, most=20):
        rng = self.rng
        return ''.join([chr(rng.choice([0, 255, rng.randrange(256)]))
                        for _ in range(rng.randrange(most + 1))])

    def binary(self, most=20):
        return Bits(self.bytes(most), None, self.rng.choice([0, 0, 1, 5, 8]))

    def bits(self, most=20):
        data = self.bytes(most)
        nbits = max(0, 8 * len(data) - self.rng.choice([0, 0, 1, 3, 7, 9]))
        return Bits(data, nbits, self.rng.choice([0, 0, 1, 5, 8]))

    def word(self, bits=32):
        return self.rng.choice([self.rng.randrange(4),
                                self.rng.getrandbits(bits)])

    def pid(self):
        return clamped(Pid(self.node(), self.word(), self.word(),
                           self.creation()))

    def port(self):
        return clamped(Port(self.node(), self.word(self.rng.choice([28, 64])),
                            self.creation()))

    def ref(self):
        words = [self.word() for _ in range(self.rng.randrange(1, 6))]
        return clamped(Ref(self.node(), self.creation(), words))

    def node(self):
        return self.rng.choice(NODES)

    def creation(self):
        return self.rng.choice(CREATIONS)

    def export(self):
        return Export(self.rng.choice(NAMES), self.rng.choice(NAMES),
                      self.rng.randrange(256))

    def fun(self, free):
        """What tells funs apart is module, index, uniq and free: erl keeps
        the first that it sees of those, so the rest must follow from them."""
        module = self.rng.choice(NAMES)
        index = self.rng.randrange(4)
        uniq = self.rng.choice([self.rng.randrange(-2, 3), self.rng.randrange(
            -2 ** 27, 2 ** 27)])
        rest = random.Random('%s %d %d' % (module, index, uniq))
        return Fun(module, rest.randrange(256),
                   '%016d' % rest.getrandbits(50), index, rest.randrange(9),
                   uniq, Pid('a@b', rest.getrandbits(32), 7, 1), free)

    def simple(self):
        kind = self.rng.randrange(10)
        if kind <= 3:
            return self.number()
        if kind <= 5:
            return self.atom()
        if kind <= 7:
            return self.bits()
        return self.rng.choice([self.pid, self.port, self.ref,
                                self.export])()

    # ---- terms with terms in them ----

    def term(self, depth=3):
        if depth == 0 or self.rng.random() < 0.4:
            return self.simple()
        kind = self.rng.randrange(7)
        if kind == 0:
            return [self.rng.randrange(256)
                    for _ in range(self.rng.randrange(10))]
        items = self.terms(4, depth - 1)
        if kind == 1:
            return tuple(items)
        if kind == 2 and items:
            return Improper(items, self.simple())
        if kind == 3:
            return distinct_map([(item, self.term(depth - 1))
                                 for item in items])
        if kind == 4 and self.rng.random() < 0.5:
            return self.fun(items)
        return items

    def terms(self, most, depth=3):
        return [self.term(depth) for _ in range(self.rng.randrange(most + 1))]

    def pair(self, make=None):
        """Two terms, or what make makes; half of the pairs are alike."""
        make = make or self.term
        value = make()
        if self.rng.random() < 0.5:
            return [value, near(self.rng, value)]
        return [value, make()]


def distinct_map(pairs):
    """A Map without equal keys (-0.0 and 0.0 are equal as keys to OTP 25)."""
    seen = {}
    for key, item in pairs:
        seen[repr(unsigned_zero(key))] = (key, item)
    return Map(sorted(seen.values(), key=repr))


def unsigned_zero(value):
    """value with 0.0 for every -0.0 in it."""
    if isinstance(value, float) and value == 0.0:
        return 0.0
    if isinstance(value, (list, tuple)):
        return type(value)([unsigned_zero(item) for item in value])
    if isinstance(value, Improper):
        return Improper(unsigned_zero(value.items), unsigned_zero(value.tail))
    if isinstance(value, Map):
        return Map(sorted([unsigned_zero(pair) for pair in value.pairs],
                          key=repr))
    if isinstance(value, Fun):
        fields = [getattr(value, name) for name in value.FIELDS]
        return Fun(*(fields[:-1] + [unsigned_zero(value.free)]))
    if isinstance(value, Bits):
        return Bits(value.padded(), value.nbits)
    return value


# ------------------------------------------------------------ near terms

def near(rng, value):
    """value, but for one place somewhere in it at most."""
    if isinstance(value, (int, long)):
        choices = [value, value + 1, -value, value ^ (1 << rng.randrange(70))]
        if abs(value) < 2 ** 1000:
            choices += [float(value)] * 2
        return rng.choice(choices)
    if isinstance(value, float):
        return rng.choice([value, -value, value + 1.0, int(value),
                           int(value) + 1, value * 0.9999999999999999])
    if isinstance(value, Bits):
        return near_bits(rng, value)
    if isinstance(value, (list, tuple)) and value:
        items = list(value)
        i = rng.randrange(len(items))
        items[i] = near(rng, items[i])
        return type(value)(items)
    if isinstance(value, Improper):
        return Improper(near(rng, value.items), near(rng, value.tail))
    if isinstance(value, Map) and value.pairs:
        pairs = list(value.pairs)
        i = rng.randrange(len(pairs))
        pairs[i] = near(rng, pairs[i])
        rng.shuffle(pairs)
        return distinct_map(pairs)
    return near_id(rng, value)


def near_bits(rng, value):
    nbits = max(0, value.nbits - rng.choice([0, 0, 1, 7, 8]))
    data = value.data
    if data and rng.random() < 0.5:
        i = rng.randrange(len(data))
        data = (data[:i] + chr(ord(data[i]) ^ (1 << rng.randrange(8))) +
                data[i + 1:])
    return Bits(data, nbits, rng.randrange(9))


def near_id(rng, value):
    """A Pid, Port or Ref with a number changed a little, or of another
    node; other values as they are."""
    if not isinstance(value, (Pid, Port, Ref)):
        return value
    fields = dict((name, getattr(value, name)) for name in value.FIELDS)
    name = rng.choice(value.FIELDS[1:])
    if name == 'words':
        words = list(value.words)
        words[rng.randrange(len(words))] ^= rng.randrange(3)
        fields[name] = words
    else:
        fields[name] ^= rng.randrange(3)
    if rng.random() < 0.2:
        fields['node'] = 'a@b'
    return clamped(type(value)(*[fields[name] for name in value.FIELDS]))
