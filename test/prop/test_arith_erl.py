"""Numbers: arithmetic, and to text and back, as erl has it."""
from maker import Maker, seeds
from terms import agree
from wire import Bits

from atomvm.bif import arith, libmath, number

OPERATORS = ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor']
UNARY = ['+', '-', 'bnot', 'abs', 'float', 'trunc', 'round', 'ceil', 'floor']
EXACT = ['sqrt', 'floor', 'ceil']       # what IEEE 754 prescribes
NO_NUMBERS = ['a', [], (), Bits('1')]


@seeds(100)
def test_operators(erl, seed):
    maker = Maker(seed)
    calls = []
    for _ in range(8):
        pair = [maker.number(), maker.number()]
        if maker.rng.random() < 0.05:
            pair[maker.rng.randrange(2)] = maker.rng.choice(NO_NUMBERS)
        calls += [('erlang', name, pair) for name in OPERATORS]
        calls += [('erlang', name, [pair[0]]) for name in UNARY]
    agree(erl, calls)


@seeds(40)
def test_shifts(erl, seed):
    maker = Maker(seed)
    calls = []
    for _ in range(20):
        count = maker.rng.choice([0, 1, -1, 27, 31, 59, 63, 64, 65, 1000,
                                  maker.rng.randrange(-300, 300)])
        pair = [maker.integer(), maker.rng.choice([-1, 1]) * count]
        calls += [('erlang', 'bsl', pair), ('erlang', 'bsr', pair)]
    agree(erl, calls)


def test_shifts_beyond_the_limit(erl):
    """OTP 25 has numbers of at most 524287 words of 64 bits."""
    calls = []
    for count in (524287 * 64, 1 << 26, 1 << 40, 1 << 62, 1 << 63, 1 << 64,
                  1 << 70):
        for value in (0, 1, -1, 3, 1 << 70):
            calls += [('erlang', 'bsl', [value, count]),
                      ('erlang', 'bsr', [value, -count]),
                      ('erlang', 'bsr', [value, count]),
                      ('erlang', 'bsl', [value, -count])]
    agree(erl, calls)


@seeds(60)
def test_integers_as_text(erl, seed):
    maker = Maker(seed)
    calls = []
    for _ in range(8):
        value = maker.integer()
        base = maker.rng.randrange(1, 38)
        calls += [('erlang', name, [value]) for name in
                  ('integer_to_list', 'integer_to_binary')]
        calls += [('erlang', name, [value, base]) for name in
                  ('integer_to_list', 'integer_to_binary')]
        text = integer_text(maker, value, min(max(base, 2), 36))
        calls += reads('integer', text, []) + reads('integer', text, [base])
    agree(erl, calls)


def integer_text(maker, value, base):
    """value in base, or something near it."""
    digits = ''
    left = abs(value)
    while left or not digits:
        digits = '0123456789abcdefghijklmnopqrstuvwxyz'[left % base] + digits
        left //= base
    text = ('-' if value < 0 else maker.rng.choice(['', '+'])) + digits
    if maker.rng.random() < 0.5:
        text = text.upper()
    if maker.rng.random() < 0.3:
        at = maker.rng.randrange(len(text) + 1)
        text = text[:at] + maker.rng.choice('-+ .e_0zZ/:@G\xff') + text[at:]
    return maker.rng.choice([text, text, '', '-', text[:1], '000' + text])


def reads(kind, text, more):
    """Calls that read a number from a list and from a binary."""
    return [('erlang', 'list_to_' + kind, [map(ord, text)] + more),
            ('erlang', 'binary_to_' + kind, [Bits(text, None, 5)] + more)]


@seeds(80)
def test_floats_as_text(erl, seed):
    maker = Maker(seed)
    rng = maker.rng
    calls = []
    for _ in range(8):
        value = maker.float()
        digits = rng.choice([0, 1, 2, 15, 17, 20, 60, 249, 250, 253, 254, -1,
                             rng.randrange(60)])
        options = rng.choice([[], ['short'], ['compact'],
                              [('decimals', digits)],
                              [('decimals', digits), 'compact'],
                              [('scientific', digits)],
                              ['short', ('decimals', 3)], ['other']])
        calls += [('erlang', 'float_to_list', [value]),
                  ('erlang', 'float_to_binary', [value, options]),
                  ('erlang', 'float_to_list', [value, options])]
        text = float_text(maker, value)
        calls += reads('float', text, [])
    agree(erl, calls)


def float_text(maker, value):
    rng = maker.rng
    text = rng.choice(['%r', '%.20e', '%.3f', '%e']) % value
    if rng.random() < 0.4:
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(['-', '+', ' ', '.', 'e', 'E', '0',
                                       '9' * 300, ',', '\x00']) + text[at:]
    return text


@seeds(40)
def test_exact_mathematics(erl, seed):
    maker = Maker(seed)
    calls = []
    for _ in range(15):
        pair = [maker.number(), maker.number()]
        calls += [('math', name, [pair[0]]) for name in EXACT]
        calls.append(('math', 'fmod', pair))
    agree(erl, calls)
