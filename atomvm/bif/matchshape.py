"""From what the compiler of match specifications writes to what is run.

Specifications that differ in their constants only have one Shape where there
is the JIT: what it compiles for one of them serves all.
"""
from atomvm import config
from atomvm.bif.matchcode import Clause, Op, Shape

MOST = 1000         # shapes that are remembered


class Draft(object):
    """An Op that the compiler may still change; name: of the native."""

    def __init__(self, code, n=0, count=0, bif=None, name=''):
        self.code = code
        self.n = n
        self.count = count
        self.bif = bif
        self.name = name


class Parts(object):
    """A clause that is being compiled: lists of Draft."""

    def __init__(self):
        self.head = []
        self.guard = []
        self.body = []
        self.variables = []


class Shapes(object):
    """known: signature -> Shape."""

    def __init__(self):
        self.known = {}


SHAPES = Shapes()


def shape_of(clauses):
    """The Shape of a list of Parts."""
    if not config.JIT:
        return _shape(clauses)
    signature = _signature(clauses)
    shape = SHAPES.known.get(signature, None)
    if shape is None:
        shape = _shape(clauses)
        if len(SHAPES.known) >= MOST:
            SHAPES.known = {}
        SHAPES.known[signature] = shape
    return shape


def _shape(clauses):
    made = [_clause(parts) for parts in clauses]
    return Shape(made[:])


def _clause(parts):
    # every term on a head's stack has an instruction of its own, and no
    # instruction of a guard or body adds more than one
    depth = max(len(parts.head), max(len(parts.guard), len(parts.body)))
    return Clause(_ops(parts.head), _ops(parts.guard), _ops(parts.body),
                  depth, parts.variables[:])


def _ops(drafts):
    ops = [Op(draft.code, draft.n, draft.count, draft.bif)
           for draft in drafts]
    return ops[:]


def _signature(clauses):
    words = []
    for parts in clauses:
        words.append('clause')
        _sign(words, parts.head)
        _sign(words, parts.guard)
        _sign(words, parts.body)
        for slot in parts.variables:
            words.append(str(slot))
    return ' '.join(words)


def _sign(words, drafts):
    for draft in drafts:
        words.append(str(draft.code))
        words.append(str(draft.n))
        words.append(str(draft.count))
        words.append(draft.name)
    words.append('end')
