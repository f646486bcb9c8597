"""Runs a match specification on many objects of a table: a loop of its own for
the JIT, which makes machine code of each shape of specifications that is used
a lot (matchshape.py).
"""
from rpython.rlib import jit

from atomvm.bif.ets_store import ORDERED_SET
from atomvm.term import atoms
from atomvm.term.cons import list_from


# What there is a loop for, for each shape: kinds of tables and of results
ORDERED = 1
COUNTING = 2


def _location(kind, shape):
    return 'match specification of %d clauses, %d' % (len(shape.clauses), kind)


driver = jit.JitDriver(greens=['kind', 'shape'],
                       reds=['process', 'spec', 'scan', 'results'],
                       get_printable_location=_location, name='match')


class Results(object):
    """What a loop does with the results.  kind: COUNTING or 0."""
    kind = 0

    def add(self, w_result):
        raise NotImplementedError


class Collected(Results):
    def __init__(self):
        self.items = []

    def add(self, w_result):
        self.items.append(w_result)

    def as_list(self):
        return list_from(self.items)


class Counted(Results):
    """How many are true."""
    kind = COUNTING

    def __init__(self):
        self.count = 0

    def add(self, w_result):
        if w_result is atoms.true:
            self.count += 1


def match_all(process, spec, scan, results):
    """Run spec on all objects that scan (an ets_select.Scan) still has."""
    shape = spec.shape
    kind = results.kind
    if scan.store.kind == ORDERED_SET:
        kind |= ORDERED
    while True:
        driver.jit_merge_point(kind=kind, shape=shape, process=process,
                               spec=spec, scan=scan, results=results)
        entry = scan.step()
        if entry is None:
            return
        w_obj = entry.w_obj
        if w_obj is None:
            continue
        w_result = spec.act(process, shape, w_obj, None)
        if w_result is not None:
            results.add(w_result)
        if entry.more is not None:
            match_more(process, spec, entry, results)


@jit.dont_look_inside       # objects of a bag
def match_more(process, spec, entry, results):
    for w_other in entry.more:
        w_result = spec.run(process, w_other)
        if w_result is not None:
            results.add(w_result)
