"""Order, equality and hashes of random terms: as erl has them."""
from functools import cmp_to_key

from maker import Maker, seeds
from terms import agree, compare_outcomes, term, value

from atomvm.bif import compare as bif_compare, hash as bif_hash
from atomvm.term.compare import compare

OPERATORS = ['==', '/=', '=:=', '=/=', '<', '=<', '>', '>=', 'min', 'max']


def comparisons(pair):
    return ([('erlang', name, pair) for name in OPERATORS] +
            [('erts_internal', 'cmp_term', pair)])


@seeds(100)
def test_comparing_terms(erl, seed):
    maker = Maker(seed)
    calls = []
    for _ in range(15):
        calls += comparisons(maker.pair())
    agree(erl, calls)


@seeds(100)
def test_comparing_numbers(erl, seed):
    maker = Maker(seed)
    calls = []
    for _ in range(15):
        calls += comparisons(maker.pair(maker.number))
    agree(erl, calls)


@seeds(150)
def test_sorting(erl, seed):
    """All pairs, as sorting needs them; equal ones keep their order."""
    values = Maker(seed).terms(30, 2)
    calls = [('lists', 'sort', [values])]
    ours = sorted([term(item) for item in values], key=cmp_to_key(compare))
    compare_outcomes(calls, erl.ask(calls),
                     [('ok', [value(w_item) for w_item in ours])])


@seeds(50)
def test_hashes(erl, seed):
    maker = Maker(seed)
    calls = []
    for _ in range(15):
        item = maker.term()
        limit = maker.rng.choice([0, 1, 2 ** 27, 2 ** 32 + 1,
                                  maker.rng.getrandbits(32)])
        calls += [('erlang', 'phash2', [item]),
                  ('erlang', 'phash2', [item, limit]),
                  ('erlang', 'phash2', [item, 2 ** 32]),
                  ('erlang', 'phash', [item, 2 ** 32]),
                  ('erlang', 'phash', [item, limit])]
    agree(erl, calls)
