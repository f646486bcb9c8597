"""Unicode conversions of random bytes and code points: as erl has them, also
in what errors tell."""
from maker import CHARS, Maker, seeds, utf8
from terms import agree
from wire import Bits, Improper

from atomvm.bif import erlang_atom, unicode

BAD = [-1, 0xd800, 0xdfff, 0x110000, 1 << 31, 1 << 70, 'a', 1.0]


def text_bytes(maker):
    """UTF-8, often damaged or cut."""
    rng = maker.rng
    data = ''.join([utf8(rng.choice(CHARS)) for _ in range(rng.randrange(6))])
    if data and rng.random() < 0.3:
        data = data[:rng.randrange(len(data))]
    if data and rng.random() < 0.2:
        at = rng.randrange(len(data))
        data = data[:at] + chr(rng.randrange(128, 256)) + data[at + 1:]
    return Bits(data, None, rng.choice([0, 0, 3]))


def char_data(maker, depth=2):
    rng = maker.rng
    items = []
    for _ in range(rng.randrange(5)):
        kind = rng.randrange(6)
        if kind == 0 and depth:
            items.append(char_data(maker, depth - 1))
        elif kind <= 2:
            items.append(rng.choice(CHARS))
        else:
            items.append(text_bytes(maker))
    if rng.random() < 0.1:
        items.append(rng.choice(BAD + [maker.bits()]))
    if items and rng.random() < 0.2:
        return Improper(items, text_bytes(maker))
    if rng.random() < 0.1:
        return text_bytes(maker)
    return items


@seeds(80)
def test_conversions(erl, seed):
    maker = Maker(seed)
    calls = []
    for _ in range(15):
        data = char_data(maker)
        encoding = maker.rng.choice(['unicode', 'utf8', 'latin1', 'unicode',
                                     'other'])
        calls += [('unicode', 'characters_to_list', [data, encoding]),
                  ('unicode', 'characters_to_binary', [data, encoding]),
                  ('unicode', 'bin_is_7bit', [text_bytes(maker)])]
    agree(erl, calls)


@seeds(25)
def test_atoms(erl, seed):
    maker = Maker(seed)
    rng = maker.rng
    calls = []
    for _ in range(10):
        name = maker.atom()
        data = rng.choice([text_bytes(maker), Bits(name)])
        codes = [rng.choice(CHARS + BAD[:-2] if rng.random() < 0.05 else CHARS)
                 for _ in range(rng.choice([0, 3, 255, 256]))]
        encoding = rng.choice(['utf8', 'latin1', 'unicode', 'other'])
        calls += [('erlang', 'atom_to_list', [name]),
                  ('erlang', 'atom_to_binary', [name]),
                  ('erlang', 'atom_to_binary', [name, encoding]),
                  ('erlang', 'list_to_atom', [codes]),
                  ('erlang', 'binary_to_atom', [data]),
                  ('erlang', 'binary_to_atom', [data, encoding])]
    agree(erl, calls)
