"""Check sums and digests of random I/O data: as erl has them."""
from maker import Maker, seeds
from terms import agree, native
from wire import Bits, Improper

from atomvm.bif import bitstring, checksum

NAMES = ['crc32', 'adler32']


def iodata(maker, depth=3):
    """I/O data; sometimes with something in it that is none."""
    rng = maker.rng
    kind = rng.randrange(5 if depth else 2)
    if kind == 0:
        return maker.binary(70)
    if kind == 1:
        return []
    items = []
    for _ in range(rng.randrange(5)):
        if rng.random() < 0.5:
            items.append(rng.randrange(256))
        else:
            items.append(iodata(maker, depth - 1))
    if rng.random() < 0.02:
        items.append(rng.choice([256, -1, 'a', 1.0, maker.bits(), 2 ** 70]))
    if items and rng.random() < 0.2:
        return Improper(items, maker.binary())
    return items


@seeds(60)
def test_checksums(erl, seed):
    maker = Maker(seed)
    rng = maker.rng
    calls = []
    for _ in range(8):
        data = iodata(maker)
        old = rng.choice([0, 1, 65521, 2 ** 32 - 1, 2 ** 32, -1, 'a', 2 ** 70,
                          rng.getrandbits(32), rng.getrandbits(32)])
        new = rng.getrandbits(32)
        size = rng.choice([0, 1, 7, 65520, 65521, 2 ** 32 - 1, 2 ** 32, -1,
                           'a', rng.getrandbits(20)])
        for name in NAMES:
            calls += [('erlang', name, [data]), ('erlang', name, [old, data])]
        calls += [('erlang', 'md5', [data]), ('erlang', 'iolist_size', [data]),
                  ('erlang', 'iolist_to_binary', [data])]
    # a millisecond each when it is not translated
    calls += [('erlang', name + '_combine', [old, new, size])
              for name in NAMES]
    agree(erl, calls)


@seeds(30)
def test_md5_in_pieces(erl, seed):
    """The contexts of one can go on in the other; what OTP leaves in them
    behind the bytes that wait is what was in memory."""
    maker = Maker(seed)
    context = native('erlang', 'md5_init', [])[1]
    for _ in range(6):
        update = ('erlang', 'md5_update', [context, maker.binary(150)])
        theirs = erl.ask([update])[0][1]
        context = native(*update)[1]
        agree(erl, [('erlang', 'md5_final', [context]),
                    ('erlang', 'md5_final', [theirs])])
    agree(erl, [('erlang', 'md5_final', [Bits('x' * 87)])])
