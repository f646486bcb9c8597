"""Floats as text and back, as erl has them."""
import random

import pytest
from terms import call, check_calls, float_at, outcome, term

from atomvm.bif import number as bif_number
from atomvm.bif.gateway import REGISTRY
from atomvm.term import floatfmt


@pytest.mark.parametrize('value, expected', [
    (1.0, '1.0'), (0.1, '0.1'), (1e22, '1.0e22'), (1e-5, '1.0e-5'),
    (123456.789, '123456.789'), (0.0, '0.0'), (-0.0, '-0.0'), (1e5, '1.0e5'),
    (100.0, '100.0'), (1230.0, '1230.0'), (0.0001, '0.0001'),
    (9007199254740991.0, '9007199254740991.0'),
    (9007199254740992.0, '9.007199254740992e15'), (5e-324, '5.0e-324'),
    (-2.5e-10, '-2.5e-10'), (1.7976931348623157e308, '1.7976931348623157e308'),
])
def test_short(value, expected):
    assert floatfmt.short(value) == expected
    assert floatfmt.parse(expected) == value


@pytest.mark.parametrize('value, decimals, compact, expected', [
    (1.5, 0, False, '2'), (2.5, 0, False, '3'), (0.5, 0, True, '1'),
    (0.49999999999999994, 0, False, '0'), (-1.5, 0, False, '-2'),
    (0.05, 1, False, '0.1'), (1.45, 1, False, '1.5'), (1.005, 2, False, '1.00'),
    (100.0, 4, True, '100.0'), (0.0001, 2, True, '0.0'),
    (-1e-7, 4, False, '-0.0000'), (0.9999999, 2, False, '1.00'),
    (1e22, 0, True, '1'), (1e22, 0, False, '10000000000000000000000'),
    (1.0, 19, False, '1.0000000000000000000'),
])
def test_fixed(value, decimals, compact, expected):
    assert floatfmt.fixed(value, decimals, compact) == expected


def test_too_long():
    assert len(floatfmt.fixed(10.0, 252, False)) == 255
    with pytest.raises(floatfmt.TooLong):
        floatfmt.fixed(10.0, 253, False)
    with pytest.raises(floatfmt.TooLong):
        floatfmt.fixed(1e300, 3, True)


@pytest.mark.parametrize('text', [
    '', '1', '1.', '.5', '1e10', '1.0e', '1.0e+', ' 1.0', '1.0 ', '--1.0',
    '1.0e400', '1_0.0', '0x1.0', 'inf', 'nan', '1.0f', '1.0e5.0', '1' * 400 +
    '.0', '1.\x000',
])
def test_what_is_no_float(text):
    with pytest.raises(ValueError):
        floatfmt.parse(text)


@pytest.mark.parametrize('text, value', [
    ('+1.0', 1.0), ('-1.0E+05', -1e5), ('1.0e-400', 0.0), ('01.50', 1.5),
    ('0.0e5000000000000000000', 0.0), ('1.0e-5000000000000000000', 0.0),
    ('0.' + '1' * 1000, 1.0 / 9),
])
def test_what_is_a_float(text, value):
    assert floatfmt.parse(text) == value


def native(name, *args):
    bif = REGISTRY['erlang', name, len(args)]
    return outcome(lambda *w: getattr(bif, 'call%d' % len(w))(None, *w),
                   *[term(arg) for arg in args])


def random_options(rng):
    return rng.choice([
        [], ['short'], ['compact'], [('decimals', rng.randrange(0, 30))],
        [('decimals', rng.randrange(0, 30)), 'compact'],
        [('decimals', rng.choice([-1, 200, 253, 254, 'a', 2 ** 70]))],
        [('scientific', rng.randrange(-2, 30))],
        [('scientific', rng.choice([249, 250, -5]))],
        ['short', ('decimals', 3)], [('decimals', 3), 'short', 'compact'],
        ['foo'], 'foo', [('decimals', 1, 2)], [('foo', 1)],
    ])


def test_thousands_as_erl():
    rng = random.Random(1)
    jobs = [('float_to_list', float_at(rng), random_options(rng))
            for _ in range(4000)]
    jobs += [('float_to_list', rng.uniform(-5, 5), [('decimals', digits)])
             for digits in range(20) for _ in range(100)]
    jobs += [('float_to_list', rng.randrange(-4000, 4000) / 8.0,
              [('decimals', rng.randrange(0, 4)), 'compact'])
             for _ in range(1000)]
    jobs += [('float_to_binary', float_at(rng), ['short'])
             for _ in range(3000)]
    check_calls([call('erlang', job[0], job[1:]) for job in jobs],
                [native(*job) for job in jobs], '~w')
