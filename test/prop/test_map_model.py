"""Maps against Python's dict, for any order of operations."""
from hypothesis import given, settings, strategies as st

from atomvm.term.atom import mk_atom
from atomvm.term.compare import eq_exact, exact_compare
from atomvm.term.map import EMPTY_MAP, W_HashMap, mk_map_from_pairs
from atomvm.term.number import W_Float, mk_int
from atomvm.term.tuple import mk_tuple

KEYS = ([mk_int(n) for n in range(40)] + [W_Float(float(n)) for n in range(5)] +
        [mk_atom('k%d' % n) for n in range(40)] +
        [mk_tuple([mk_int(n), mk_atom('k')]) for n in range(5)])

STEPS = st.lists(st.tuples(st.sampled_from(['put', 'put', 'put', 'update',
                                            'remove']),
                           st.integers(0, len(KEYS) - 1),
                           st.integers(0, 5)), max_size=150)


@settings(max_examples=150, deadline=None)
@given(STEPS, st.booleans())
def test_as_a_dict(steps, start_large):
    w_map, model = EMPTY_MAP, {}
    if start_large:
        w_map = mk_map_from_pairs(KEYS[:35], KEYS[:35])
        model = dict((n, KEYS[n]) for n in range(35))
    for step, nr, value in steps:
        w_value = mk_int(value)
        if step == 'put':
            w_map = w_map.put(KEYS[nr], w_value)
            model[nr] = w_value
        elif step == 'update':
            w_new = w_map.update_existing(KEYS[nr], w_value)
            assert (w_new is None) == (nr not in model)
            if w_new is not None:
                w_map = w_new
                model[nr] = w_value
        else:
            w_map = w_map.remove(KEYS[nr])
            model.pop(nr, None)
    assert w_map.size() == len(model)
    assert isinstance(w_map, W_HashMap) == (len(model) > 32)
    for nr in range(len(KEYS)):
        w_value = w_map.get(KEYS[nr])
        if nr not in model:
            assert w_value is None
        else:
            assert eq_exact(w_value, model[nr])
    keys, values = w_map.sorted_items()
    assert len(keys) == len(values) == len(model)
    for i in range(len(keys) - 1):
        assert exact_compare(keys[i], keys[i + 1]) < 0
    again = mk_map_from_pairs(list(keys), list(values))
    assert exact_compare(again, w_map) == 0
