"""Continuations: what a call leaves behind, immutable.

A continuation holds the return point and the y registers that are live there.
With the JIT there is a class for each number of slots (up to 4) and each set
of them that are small integers, which are kept unboxed; more slots, up to 8,
are kept as they are, and above that in an array.  The return point tells the
class (Entry.shape), so that a trace needs one guard a return.
"""
import py

from rpython.rlib import jit

from atomvm import config
from atomvm.beam.code import INLINE_SLOTS, TYPED_SLOTS
from atomvm.term.number import W_Int, mk_int

NO_YS = [None] * 0


class Cont(object):
    """prev: the continuation below; ret: Entry where this one goes on."""
    _attrs_ = ('prev', 'ret')
    _immutable_fields_ = ['prev', 'ret']


class Cont0(Cont):
    _attrs_ = ()

    def __init__(self, prev, ret):
        self.prev = prev
        self.ret = ret


class ContN(Cont):
    _attrs_ = ('slots',)
    _immutable_fields_ = ['slots[*]']

    def __init__(self, prev, ret, slots):
        self.prev = prev
        self.ret = ret
        self.slots = slots


class Maker(object):
    """Writes the classes and the two functions on them."""

    def __init__(self):
        self.scope = globals()
        self.restores = []
        self.shape = 1      # 0 is Cont0

    def compile(self, lines):
        exec py.code.Source('\n'.join(lines) + '\n').compile() in self.scope

    def new_class(self, n, mask):
        """The class for n slots; bit i of mask: slot i is an integer."""
        name = 'Cont%d_%d' % (n, mask)
        slots = ['y%d' % i for i in range(n)]
        lines = ['class %s(Cont):' % name,
                 '    _attrs_ = %r' % (tuple(slots),),
                 '    _immutable_fields_ = %r' % slots,
                 '    def __init__(self, prev, ret, %s):' % ', '.join(slots),
                 '        self.prev = prev',
                 '        self.ret = ret']
        lines += ['        self.%s = %s' % (y, y) for y in slots]
        self.compile(lines)
        values = ', '.join(['mk_int(cont.y%d)' % i if mask >> i & 1
                            else 'cont.y%d' % i for i in range(n)])
        self.restores += ['    elif shape == %d:' % self.shape,
                          '        jit.record_exact_class(cont, %s)' % name,
                          '        assert isinstance(cont, %s)' % name,
                          '        return [%s]' % values]
        self.shape += 1
        return name

    def leaves(self, n, i, mask, indent, names):
        """Source that chooses the class by the kinds of slots i to n - 1."""
        if n > TYPED_SLOTS or i == n:
            args = ', '.join(['y%d.intval' % k if mask >> k & 1
                              else 'y%d' % k for k in range(n)])
            ret = 'ret.variant(%d)' % mask if mask else 'ret'
            return ['%sreturn %s(prev, %s, %s)' % (indent, names[mask], ret,
                                                   args)]
        return (['%sif isinstance(y%d, W_Int):' % (indent, i)] +
                self.leaves(n, i + 1, mask | 1 << i, indent + '    ', names) +
                ['%selse:' % indent] +
                self.leaves(n, i + 1, mask, indent + '    ', names))

    def make(self):
        lines = ['def mk_cont(prev, ret, ys, n):',
                 '    """The continuation that keeps the first n of ys; n is',
                 '    the number of slots that belongs to ret."""',
                 '    if n == 0: return Cont0(prev, ret)']
        for n in range(1, INLINE_SLOTS + 1):
            masks = range(1 << n if n <= TYPED_SLOTS else 1)
            names = [self.new_class(n, mask) for mask in masks]
            lines.append('    if n == %d:' % n)
            lines += ['        y%d = ys[%d]' % (i, i) for i in range(n)]
            lines += self.leaves(n, 0, 0, ' ' * 8, names)
        lines += ['    assert n >= 0',
                  '    return ContN(prev, ret, ys[:n])']
        self.compile(lines)
        self.compile(['def restore(cont, shape):',
                      '    """The y registers of a continuation of this',
                      '    shape (Entry.shape), as a new array."""',
                      '    assert cont is not None',
                      '    if shape == 0:', '        return NO_YS'] +
                     self.restores +
                     ['    else:',
                      '        jit.record_exact_class(cont, ContN)',
                      '        assert isinstance(cont, ContN)',
                      '        return cont.slots[:]'])


Maker().make()
