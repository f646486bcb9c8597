"""Tuples: fields inline for 1 to 8 elements, an array above.

Immutable but for set_element(), which only the opcode set_tuple_element uses,
on a tuple that nothing else has seen.
"""
import py

from rpython.rlib import jit

from atomvm.error import ErlangError, ERROR
from atomvm.term import atoms
from atomvm.term.base import W_Term, RANK_TUPLE

MAX_ARITY = 16777215
INLINE = 8


class W_Tuple(W_Term):
    _attrs_ = __slots__ = ()

    def rank(self):
        return RANK_TUPLE

    def arity(self):
        raise NotImplementedError

    def get(self, i):
        """Element i, counted from 0; i is in range, but for damaged code, which
        may get any element or badarg."""
        raise NotImplementedError

    def set_element(self, i, w_value):
        raise NotImplementedError

    def with_element(self, i, w_value):
        """A copy with another element i, counted from 0; i is in range."""
        raise NotImplementedError

    def items(self):
        """The elements as a new Python list."""
        return [self.get(i) for i in range(self.arity())]


class W_TupleN(W_Tuple):
    _attrs_ = __slots__ = ('fields',)
    _immutable_fields_ = ['fields[*]']

    def __init__(self, fields):
        self.fields = fields

    def arity(self):
        return len(self.fields)

    def get(self, i):
        if i >= len(self.fields):
            raise ErlangError(ERROR, atoms.badarg)
        return self.fields[i]

    def set_element(self, i, w_value):
        if i >= len(self.fields):
            raise ErlangError(ERROR, atoms.badarg)
        self.fields[i] = w_value

    @jit.dont_look_inside       # as long as the tuple
    def with_element(self, i, w_value):
        fields = self.fields[:]
        fields[i] = w_value
        return W_TupleN(fields)


def _tuple_class(n):
    """Source of the class for n elements with fields f0, f1, ..."""
    names = ['f%d' % i for i in range(n)]
    lines = ['class W_Tuple%d(W_Tuple):' % n,
             '    _attrs_ = __slots__ = %r' % (tuple(names),),
             '    _immutable_fields_ = %r' % names,
             '    def __init__(self, %s):' % ', '.join(names)]
    lines += ['        self.%s = %s' % (f, f) for f in names]
    lines += ['    def arity(self):', '        return %d' % n,
              '    def get(self, i):']
    lines += ['        if i == %d: return self.f%d' % (i, i)
              for i in range(n - 1)]
    lines += ['        return self.f%d' % (n - 1),
              '    def set_element(self, i, w_value):']
    for i in range(n):
        lines += ['        if i == %d: self.f%d = w_value' % (i, i)]
    lines += ['    def with_element(self, i, w_value):']
    for i in range(n):
        values = ['self.' + f for f in names]
        values[i] = 'w_value'
        lines += ['        %sreturn W_Tuple%d(%s)' % (
            'if i == %d: ' % i if i < n - 1 else '', n, ', '.join(values))]
    return '\n'.join(lines) + '\n'


def _make_classes():
    scope = globals()
    for n in range(1, INLINE + 1):
        exec py.code.Source(_tuple_class(n)).compile() in scope
    lines = ['def mk_tuple(items):',
             '    """The tuple of the terms in items (a list)."""',
             '    n = len(items)']
    for n in range(1, INLINE + 1):
        lines += ['    if n == %d: return W_Tuple%d(%s)' % (
            n, n, ', '.join(['items[%d]' % i for i in range(n)]))]
    lines += ['    return W_TupleN(items[:])']
    exec py.code.Source('\n'.join(lines) + '\n').compile() in scope


_make_classes()


def tuple2(w_1, w_2):
    return W_Tuple2(w_1, w_2)


def tuple3(w_1, w_2, w_3):
    return W_Tuple3(w_1, w_2, w_3)


def tuple4(w_1, w_2, w_3, w_4):
    return W_Tuple4(w_1, w_2, w_3, w_4)
