"""persistent_term: terms that all processes share, by key.

OTP: erts/emulator/beam/erl_bif_persistent.c.  Keys are compared exactly.
"""
from rpython.rlib.objectmodel import r_dict

from atomvm.bif.gateway import bif
from atomvm.term.size import term_words
from atomvm.term import atoms
from atomvm.term.compare import eq_exact
from atomvm.term.cons import list_from
from atomvm.term.fault import badarg
from atomvm.term.hash import internal_hash
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import mk_int
from atomvm.term.tuple import tuple2

BYTES_OF_WORD = 8


class Storage(object):
    def __init__(self):
        self.terms = r_dict(eq_exact, internal_hash)


STORAGE = Storage()


@bif('persistent_term', 'put', 2)
def put_2(w_key, w_value):
    STORAGE.terms[w_key] = w_value
    return atoms.ok


@bif('persistent_term', 'get', 1)
def get_1(w_key):
    w_value = STORAGE.terms.get(w_key, None)
    if w_value is None:
        raise badarg()
    return w_value


@bif('persistent_term', 'get', 2)
def get_2(w_key, w_default):
    w_value = STORAGE.terms.get(w_key, None)
    if w_value is None:
        return w_default
    return w_value


@bif('persistent_term', 'get', 0)
def get_0():
    pairs = []
    for w_key, w_value in STORAGE.terms.items():
        pairs.append(tuple2(w_key, w_value))
    return list_from(pairs)


@bif('persistent_term', 'erase', 1)
def erase_1(w_key):
    if STORAGE.terms.get(w_key, None) is None:
        return atoms.false
    del STORAGE.terms[w_key]
    return atoms.true


@bif('erts_internal', 'erase_persistent_terms', 0)
def erase_persistent_terms_0():
    STORAGE.terms.clear()
    return atoms.ok


@bif('persistent_term', 'info', 0)
def info_0():
    words = 0
    for w_key, w_value in STORAGE.terms.items():
        words += term_words(w_key) + term_words(w_value) + 3
    return mk_map_from_pairs(
        [atoms.count, atoms.memory],
        [mk_int(len(STORAGE.terms)), mk_int(words * BYTES_OF_WORD)])
