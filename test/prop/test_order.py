"""The order of terms, their equality and their hashes, on random terms: sound
by themselves (test_order_erl.py: as erl has them)."""
import random

from terms import term, value_at

from atomvm.term import compare
from atomvm.term.hash import hash2, internal_hash


def near(rng, value):
    """A value like it: itself, with numbers as floats, or with a change."""
    if isinstance(value, (int, long)) and rng.random() < 0.5:
        try:
            return rng.choice([float(value), value + 1])
        except OverflowError:
            return value
    if isinstance(value, (list, tuple)) and value:
        items = list(value)
        i = rng.randrange(len(items))
        items[i] = near(rng, items[i])
        return type(value)(items)
    return value


def pairs(seed, count):
    rng = random.Random(seed)
    result = []
    for _ in range(count):
        a = value_at(rng)
        b = near(rng, a) if rng.random() < 0.5 else value_at(rng)
        result.append((term(a), term(b)))
    return result


def triples(seed, count):
    rng = random.Random(seed)
    terms = [term(value_at(rng, 2)) for _ in range(60)]
    return [(rng.choice(terms), rng.choice(terms), rng.choice(terms))
            for _ in range(count)]


def test_orders_are_total():
    for order in (compare.compare, compare.exact_compare):
        for w_a, w_b, w_c in triples(1, 3000):
            assert order(w_a, w_a) == 0
            assert order(w_a, w_b) == -order(w_b, w_a)
            if order(w_a, w_b) <= 0 and order(w_b, w_c) <= 0:
                assert order(w_a, w_c) <= 0


def test_equality_is_what_the_orders_say():
    for w_a, w_b in pairs(2, 2000):
        order = compare.compare(w_a, w_b)
        exact = compare.exact_compare(w_a, w_b)
        assert compare.eq(w_a, w_b) == (order == 0)
        assert compare.eq_exact(w_a, w_b) == (exact == 0)
        assert compare.less(w_a, w_b) == (order < 0)
        assert compare.less_equal(w_a, w_b) == (order <= 0)


def test_equal_terms_have_equal_hashes():
    for w_a, w_b in pairs(3, 2000):
        if compare.eq_exact(w_a, w_b):
            assert internal_hash(w_a) == internal_hash(w_b)
            assert hash2(w_a) == hash2(w_b)


def test_hashes_of_different_terms_differ():
    terms = [w for pair in pairs(4, 1000) for w in pair]
    different = []
    seen = {}
    for w in terms:
        seen.setdefault(internal_hash(w), []).append(w)
    for h, same in seen.items():
        different += [w for w in same[1:] if not compare.eq_exact(w, same[0])]
    assert not different
