"""Maps: random steps on small and large ones, as erl does them.  erl takes all
the steps in one request (erl_server:map_steps/1)."""
from maker import Maker, seeds
from terms import agree, compare_outcomes, native, term, value
from wire import LOCAL, Map, Ref

from atomvm.bif import maps
from atomvm.bif.gateway import REGISTRY
from atomvm.error import ErlangError
from atomvm.term import hamt
from atomvm.term.map import EMPTY_MAP, W_HashMap
from atomvm.term.number import mk_int
from atomvm.term.mapbase import W_Map


def call(name, *args):
    return getattr(REGISTRY['maps', name, len(args)],
                   'call%d' % len(args))(None, *args)


def step(w_map, name, args):
    """One step: the result as a value, and the map after it."""
    args = [term(arg) for arg in args]
    if name == 'from_list':
        w_map = call('from_list', args[0])
        return w_map.size(), w_map
    if name == 'merge':
        w_map = call('merge', w_map, call('from_list', args[0]))
        return w_map.size(), w_map
    if name == 'merge_into':
        w_map = call('merge', call('from_list', args[0]), w_map)
        return w_map.size(), w_map
    if name == 'take':
        w_result = call('take', args[0], w_map)
        result = value(w_result)
        if isinstance(result, tuple):
            return result[0], w_result.get(1)
        return result, w_map
    try:
        w_result = call(name, *(args + [w_map]))
    except ErlangError as e:
        return value(e.w_reason), w_map
    if isinstance(w_result, W_Map):
        return w_result.size(), w_result
    return value(w_result), w_map


def agree_on_steps(erl, steps):
    w_map = EMPTY_MAP
    results = []
    for name, args in steps:
        result, w_map = step(w_map, name, args)
        results.append(result)
        assert isinstance(w_map, W_HashMap) == (w_map.size() > 32)
    question = ('erl_server', 'map_steps', [steps])
    compare_outcomes([question], erl.ask([question]),
                     [('ok', (value(w_map), results))])
    walked(w_map)


def walked(w_map):
    """An iterator comes by every pair once, in the order of to_list."""
    keys, values = w_map.items()
    step = REGISTRY['erts_internal', 'map_next', 3]
    pairs = []
    w_item = step.call3(None, mk_int(0), w_map, term('iterator'))
    while True:
        while hasattr(w_item, 'arity'):
            pairs.append((w_item.get(0), w_item.get(1)))
            w_item = w_item.get(2)
        if value(w_item) == 'none':
            break
        w_item = step.call3(None, w_item.head(), w_item.tl, term('iterator'))
    assert pairs == zip(keys, values)


class Stepper(Maker):
    """Makes steps with keys of a small set, so that they meet."""

    def __init__(self, seed, count):
        Maker.__init__(self, seed)
        self.keys = [self.key() for _ in range(count)]

    def key(self):
        kind = self.rng.randrange(6)
        if kind <= 1:
            return self.rng.randrange(-40, 40)
        if kind == 2:
            return float(self.rng.randrange(-40, 40))
        if kind == 3:
            return 'k%d' % self.rng.randrange(40)
        return self.term(1)

    def ref(self):
        """OTP 25 does not always find a key with a reference of another node
        in a large map: it hashes a word too many of an odd number."""
        return Ref(LOCAL, 0, [self.rng.randrange(9), self.word(), 0])

    def pairs(self, most):
        return [(self.rng.choice(self.keys), self.rng.randrange(9))
                for _ in range(self.rng.randrange(most + 1))]

    def steps(self, count, most):
        result = []
        for _ in range(count):
            kind = self.rng.randrange(12)
            key = self.rng.choice(self.keys)
            if kind == 0 and self.rng.random() < 0.3:
                result.append(('from_list', [self.pairs(most)]))
            elif kind == 1:
                result.append(('merge', [self.pairs(most)]))
            elif kind == 2:
                result.append(('merge_into', [self.pairs(most)]))
            elif kind <= 5:
                result.append(('put', [key, self.rng.randrange(9)]))
            elif kind == 6:
                result.append(('update', [key, self.rng.randrange(9)]))
            else:
                result.append((self.rng.choice(
                    ['remove', 'take', 'get', 'find', 'is_key']), [key]))
        return result


@seeds(40)
def test_steps_around_32_keys(erl, seed):
    stepper = Stepper(seed, 50)
    agree_on_steps(erl, stepper.steps(60, 45))


@seeds(20)
def test_steps_on_a_few_keys(erl, seed):
    stepper = Stepper(seed, 6)
    agree_on_steps(erl, stepper.steps(60, 6))


@seeds(1)
def test_steps_on_thousands_of_keys(erl, seed):
    stepper = Stepper(seed, 10)
    stepper.keys = [stepper.rng.choice([n, float(n), (n, 'a'), [n]])
                    for n in range(2500)]
    agree_on_steps(erl, [('from_list', [stepper.pairs(3000)])] +
                   stepper.steps(60, 500))


@seeds(20)
def test_keys_whose_hashes_collide(erl, seed):
    """Few different hashes: whole maps of keys that collide."""
    saved = hamt.key_hash
    hamt.key_hash = lambda w_key: saved(w_key) & 0x3000001
    try:
        stepper = Stepper(seed, 60)
        agree_on_steps(erl, stepper.steps(50, 50))
    finally:
        hamt.key_hash = saved


@seeds(60)
def test_order_of_small_maps(erl, seed):
    """Up to 32 keys, to_list and the like follow the order of the keys."""
    maker = Maker(seed)
    pairs = [(maker.term(1), maker.rng.randrange(9))
             for _ in range(maker.rng.randrange(33))]
    made = native('maps', 'from_list', [pairs])[1]
    agree(erl, [('maps', 'keys', [made]), ('maps', 'values', [made]),
                ('erts_internal', 'map_to_tuple_keys', [made])])


ZEROS = [(0.0, -0.0), ([0.0], [-0.0])]


def test_which_of_equal_keys_stays(erl):
    calls = []
    many = [(n, n) for n in range(1, 100)]
    for a, b in ZEROS + [(b, a) for a, b in ZEROS]:
        for more in ([], many):
            left = Map([(a, 1)] + more)
            calls += [('maps', 'put', [b, 1, left]),
                      ('maps', 'put', [b, 2, left]),
                      ('maps', 'update', [b, 1, left]),
                      ('maps', 'update', [b, 2, left]),
                      ('maps', 'from_list', [[(a, 1)] + more + [(b, 2)]]),
                      ('maps', 'from_keys', [[a] + [key for key, _ in more] +
                                             [b], 2])]
            for right in (Map([(b, 1)] + more), Map([(b, 2)]),
                          Map([(b, 2)] + many)):
                calls += [('maps', 'merge', [left, right]),
                          ('maps', 'merge', [right, left])]
    agree(erl, calls)


@seeds(40)
def test_from_lists(erl, seed):
    maker = Maker(seed)
    keys = [maker.rng.choice([1, 1.0, -0.0, 0.0, 0, 'a', maker.term(1)])
            for _ in range(maker.rng.choice([5, 50]))]
    pairs = [(key, maker.rng.randrange(9)) for key in keys]
    if maker.rng.random() < 0.2:
        pairs.append(maker.rng.choice([1, (1,), (1, 2, 3)]))
    calls = [('maps', 'from_list', [pairs]), ('maps', 'from_list', ['a']),
             ('maps', 'from_keys', [keys, 1]), ('maps', 'from_keys', [1, 1])]
    agree(erl, calls)
