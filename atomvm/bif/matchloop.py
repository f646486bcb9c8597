"""Runs a match specification on many objects of a table: a loop of its own for
the JIT, which makes machine code of each shape of specifications that is used
a lot (matchshape.py).
"""
from rpython.rlib import jit

from atomvm import config
from atomvm.bif.ets_store import ORDERED_SET
from atomvm.term import atoms


# What there is a loop for, for each shape: kinds of tables and of results
ORDERED = 1
COUNTING = 2


def _location(kind, shape):
    return 'match specification of %d clauses, %d' % (len(shape.clauses), kind)


driver = jit.JitDriver(greens=['kind', 'shape'],
                       reds=['process', 'spec', 'scan', 'results'],
                       get_printable_location=_location, name='match')


class Results(object):
    """What a loop does with the results.  kind: 0: it collects them in items;
    COUNTING: it counts those that are true."""

    def __init__(self, kind, items):
        self.kind = kind
        self.items = items
        self.count = 0

    def add(self, kind, w_result):
        """kind: its own, which traces know."""
        if kind & COUNTING:
            if w_result is atoms.true:
                self.count += 1
        else:
            self.items.append(w_result)


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
        if not config.JIT or w_obj is None or entry.more is not None:
            match_entry(process, spec, entry, results)
            continue
        w_result = spec.act(process, shape, w_obj, None)
        if w_result is not None:
            results.add(kind, w_result)


@jit.dont_look_inside       # objects of a bag
def match_entry(process, spec, entry, results):
    """Run spec on the objects of one entry, which may have none any more."""
    for w_obj in entry.objects():
        w_result = spec.run(process, w_obj)
        if w_result is not None:
            results.add(results.kind, w_result)
