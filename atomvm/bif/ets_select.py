"""Natives of ets that match: select, match, match_object and their kin.

OTP: erts/emulator/beam/erl_db.c.  Where a pattern has the key itself, only
the objects with that key are looked at.  A continuation is the tuple that
ets:repair_continuation/2 knows: {Table, Place, Limit, Spec, Rest, Count} for
hashed tables, {Table, Key, [], Limit, Spec, Rest, Reverse, 0} for ordered
ones; Place is a slot, or -1 where only Rest is left.
"""
from atomvm.bif.ets_store import HashEntry, HashStore
from atomvm.bif.ets_table import READ, WRITE, get_table
from atomvm.bif.ets_tree import TreeStore
from atomvm.bif.gateway import bif
from atomvm.bif.matchcode import W_MatchSpec
from atomvm.bif.matchloop import COUNTING, Results, match_all, match_entry
from atomvm.bif.matchspec import Compiler, has_variable
from atomvm.term import atoms
from atomvm.term.compare import eq_exact
from atomvm.term.cons import NIL, list_from, list_items
from atomvm.term.effort import spend
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import W_Tuple, mk_tuple, tuple2, tuple3

NO_PLACE = -1


def compile_spec(w_spec):
    """The W_MatchSpec of a match specification, else badarg."""
    if isinstance(w_spec, W_MatchSpec):
        return w_spec
    spec = Compiler().compile(w_spec)
    if spec is None:
        raise badarg()
    return spec


def pattern_spec(w_pattern, w_result):
    """The W_MatchSpec that gives w_result ('$_' or '$$') for a pattern."""
    return compile_spec(list_from([tuple3(w_pattern, NIL,
                                          list_from([w_result]))]))


def _fixed_key(spec, keypos):
    """The key that every clause demands, or None where there is none."""
    w_key = None
    for w_head in spec.heads:
        if not isinstance(w_head, W_Tuple) or w_head.arity() <= keypos:
            return None
        w_wanted = w_head.get(keypos)
        if w_key is None:
            if has_variable(w_wanted):
                return None
            w_key = w_wanted
        elif not eq_exact(w_key, w_wanted):
            return None
    return w_key


class Scan(object):
    """A way through the entries of a table that are worth looking at.

    single: there is at most one; place, w_last: where to go on after the
    entry that step() gave last, a place of a hashed table and a key of an
    ordered one (NO_PLACE and None: nowhere)."""

    def __init__(self, store, spec, reverse):
        self.store = store
        self.reverse = reverse
        self.place = NO_PLACE
        self.w_last = None
        w_key = _fixed_key(spec, store.keypos)
        self.single = w_key is not None
        if w_key is not None:
            self.next = store.find(w_key)
        else:
            self.next = store.start(reverse)

    def step(self):
        """The next entry or None; it may be deleted before the next step."""
        spend(1)
        entry = self.next
        if entry is None or self.single:
            self.next = None
            return entry
        self.w_last = entry.w_key
        if isinstance(entry, HashEntry):
            self.place = entry.pos + 1
        self.next = self.store.after(entry, self.reverse)
        return entry

    def resume_at(self, place):
        """Go on in a hashed table."""
        store = self.store
        if not isinstance(store, HashStore):
            raise badarg()
        self.single = False
        self.place = place
        self.next = None
        if place >= 0:
            self.next = store.entry_from(place)

    def resume_after(self, w_last):
        """Go on in an ordered table after (before) a key."""
        if not isinstance(self.store, TreeStore):
            raise badarg()
        self.single = False
        self.w_last = w_last
        self.next = None
        if w_last is not None:
            self.next = self.store.neighbour(w_last, self.reverse)


# Callers have asked for the table before they look at the other arguments: what
# is wrong with it is the cause that OTP tells.

def _select(process, table, spec, reverse):
    results = Results(0, [])
    match_all(process, spec, Scan(table.store, spec, reverse), results)
    return list_from(results.items)


def _select_limit(process, table, spec, w_limit, reverse):
    if not isinstance(w_limit, W_Int) or w_limit.intval < 1:
        raise badarg()
    scan = Scan(table.store, spec, reverse)
    return _chunk(process, table, spec, w_limit.intval, scan, [])


def _chunk(process, table, spec, limit, scan, rest):
    """{Results, Continuation} of at most limit results more than there are,
    or '$end_of_table'.  rest: results of the last chunk that were too many."""
    found = Results(0, rest)
    while len(rest) < limit:
        entry = scan.step()
        if entry is None:
            if len(rest) == 0:
                return atoms.end_of_table
            return tuple2(list_from(rest), atoms.end_of_table)
        match_entry(process, spec, entry, found)
    assert limit >= 0
    w_results = list_from(rest[:limit])
    rest = rest[limit:]
    if scan.single and len(rest) == 0:
        return tuple2(w_results, atoms.end_of_table)
    return tuple2(w_results, _continuation(table, spec, limit, scan, rest))


def _continuation(table, spec, limit, scan, rest):
    w_rest = list_from(rest)
    if isinstance(table.store, TreeStore):
        done = scan.w_last is None
        w_key = atoms.end_of_table if done else scan.w_last
        return mk_tuple([table.w_id(), w_key, NIL, mk_int(limit), spec,
                         w_rest, mk_int(int(scan.reverse)),
                         mk_int(int(done))])
    return mk_tuple([table.w_id(), mk_int(scan.place), mk_int(limit), spec,
                     w_rest, mk_int(len(rest))])


def _int_at(w_tuple, i):
    w_number = w_tuple.get(i)
    if not isinstance(w_number, W_Int):
        raise badarg()
    return w_number.intval


def _resume(process, w_continuation):
    """select/1: the next chunk."""
    if w_continuation is atoms.end_of_table:
        return w_continuation
    if not isinstance(w_continuation, W_Tuple):
        raise badarg()
    arity = w_continuation.arity()
    if arity == 0:
        raise badarg()
    table = get_table(process, w_continuation.get(0), READ)
    if arity != 6 and arity != 8:
        raise badarg()
    ordered = arity == 8
    spec = w_continuation.get(4 if ordered else 3)
    limit = _int_at(w_continuation, 3 if ordered else 2)
    rest = list_items(w_continuation.get(5 if ordered else 4))
    if not isinstance(spec, W_MatchSpec) or rest is None or limit < 1:
        raise badarg()
    reverse = ordered and _int_at(w_continuation, 6) == 1
    scan = Scan(table.store, spec, reverse)
    if not ordered:
        scan.resume_at(_int_at(w_continuation, 1))
    elif _int_at(w_continuation, 7) == 1:
        scan.resume_after(None)
    else:
        scan.resume_after(w_continuation.get(1))
    return _chunk(process, table, spec, limit, scan, rest)


@bif('ets', 'select', 2, process=True)
def select_2(process, w_table, w_spec):
    table = get_table(process, w_table, READ)
    if w_spec is NIL:           # as OTP: no clause, nothing matches
        return NIL
    return _select(process, table, compile_spec(w_spec), False)


@bif('ets', 'select', 3, process=True)
def select_3(process, w_table, w_spec, w_limit):
    table = get_table(process, w_table, READ)
    if w_spec is NIL:
        return atoms.end_of_table
    return _select_limit(process, table, compile_spec(w_spec), w_limit, False)


@bif('ets', 'select', 1, process=True)
def select_1(process, w_continuation):
    return _resume(process, w_continuation)


@bif('ets', 'select_reverse', 2, process=True)
def select_reverse_2(process, w_table, w_spec):
    table = get_table(process, w_table, READ)
    return _select(process, table, compile_spec(w_spec), True)


@bif('ets', 'select_reverse', 3, process=True)
def select_reverse_3(process, w_table, w_spec, w_limit):
    table = get_table(process, w_table, READ)
    return _select_limit(process, table, compile_spec(w_spec), w_limit, True)


@bif('ets', 'select_reverse', 1, process=True)
def select_reverse_1(process, w_continuation):
    return _resume(process, w_continuation)


@bif('ets', 'match', 2, process=True)
def match_2(process, w_table, w_pattern):
    table = get_table(process, w_table, READ)
    spec = pattern_spec(w_pattern, atoms.all_variables)
    return _select(process, table, spec, False)


@bif('ets', 'match', 3, process=True)
def match_3(process, w_table, w_pattern, w_limit):
    table = get_table(process, w_table, READ)
    spec = pattern_spec(w_pattern, atoms.all_variables)
    return _select_limit(process, table, spec, w_limit, False)


@bif('ets', 'match', 1, process=True)
def match_1(process, w_continuation):
    return _resume(process, w_continuation)


@bif('ets', 'match_object', 2, process=True)
def match_object_2(process, w_table, w_pattern):
    table = get_table(process, w_table, READ)
    spec = pattern_spec(w_pattern, atoms.whole_object)
    return _select(process, table, spec, False)


@bif('ets', 'match_object', 3, process=True)
def match_object_3(process, w_table, w_pattern, w_limit):
    table = get_table(process, w_table, READ)
    spec = pattern_spec(w_pattern, atoms.whole_object)
    return _select_limit(process, table, spec, w_limit, False)


@bif('ets', 'match_object', 1, process=True)
def match_object_1(process, w_continuation):
    return _resume(process, w_continuation)


@bif('ets', 'select_count', 2, process=True)
def select_count_2(process, w_table, w_spec):
    store = get_table(process, w_table, READ).store
    if w_spec is NIL:
        return mk_int(0)
    spec = compile_spec(w_spec)
    results = Results(COUNTING, [])
    match_all(process, spec, Scan(store, spec, False), results)
    return mk_int(results.count)


@bif('ets', 'internal_select_delete', 2, process=True)
def internal_select_delete_2(process, w_table, w_spec):
    store = get_table(process, w_table, WRITE).store
    if w_spec is NIL:
        return mk_int(0)
    spec = compile_spec(w_spec)
    before = store.size
    scan = Scan(store, spec, False)
    while True:
        entry = scan.step()
        if entry is None:
            break
        kept = []
        for w_obj in entry.objects():
            if spec.run(process, w_obj) is not atoms.true:
                kept.append(w_obj)
        if len(kept) < entry.count():
            store.keep(entry, kept)
    store.tidy()
    return mk_int(before - store.size)
