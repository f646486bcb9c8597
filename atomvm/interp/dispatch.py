"""Makes step(), which runs straight code, from the handlers.

For each handler the operands are unwrapped by the letters of the opcode
table.  step() goes on until it meets an instruction that is not plain (a
call, a return, a receive), which it leaves to the loop in loop.py.  It has no
exception handler, so that RPython and the C compiler can inline the handlers
into it; where an exception was raised is told by here.pc.  Families that are
rare have a function of their own: the JIT allows 256 registers and constants
in one.
"""
import py

from rpython.rlib import jit

from atomvm.beam.opcode import MAX_OPCODE, SUPPORTED
# Importing them registers the handlers.
from atomvm.interp import (op_bitmake, op_bitmatch, op_bitold, op_bits,
                           op_data, op_exc, op_map, op_msg, op_select, op_test)
from atomvm.interp.operand import load, store
from atomvm.interp.registry import (DATA, HANDLERS, LABELS, RAW, RAW_PROCESS,
                                    TEST)

FAMILIES = [op_bitmake, op_bitmatch, op_bitold, op_bits, op_data, op_exc,
            op_map, op_msg, op_select, op_test]
RARE = ['atomvm.interp.op_bits', 'atomvm.interp.op_bitmatch',
        'atomvm.interp.op_bitmake', 'atomvm.interp.op_bitold',
        'atomvm.interp.op_exc', 'atomvm.interp.op_map']

TERMS = ('s', 'S', 'a', 'l', 'w', 'y', 'v')

# The most frequent first: the untranslated switch is a chain of comparisons.
FREQUENT = ['move', 'is_nonempty_list', 'get_list', 'is_tagged_tuple',
            'get_tuple_element', 'is_eq_exact', 'put_list', 'i_tuple',
            'is_nil', '+/2', '-/2', 'is_lt', 'is_ge', 'get_hd', 'get_tl']


def _arguments(handler):
    """Source of the arguments, and of the place of the destination (the last
    operand of a data handler)."""
    arguments = []
    letters = handler.letters
    destination = 'ops[pc + %d]' % len(letters)
    if handler.kind == DATA:
        letters = letters[:-1]
    for k, letter in enumerate(letters):
        place = 'ops[pc + %d]' % (k + 1)
        if letter in TERMS:
            arguments.append('load(code, xs, ys, %s)' % place)
        elif letter not in LABELS:
            arguments.append(place)
    return ', '.join(arguments), destination


def branch(handler, function):
    """Source lines of the branch of one handler."""
    size = len(handler.letters) + 1
    if handler.kind == RAW:
        return ['pc = %s(code, pc, xs, ys)' % function]
    if handler.kind == RAW_PROCESS:
        return ['pc = %s(p, code, pc, xs, ys)' % function]
    arguments, destination = _arguments(handler)
    if handler.kind == TEST:
        return ['if %s(%s):' % (function, arguments),
                '    pc += %d' % size,
                'else:',
                '    pc = ops[pc + 1]']
    return ['store(xs, ys, %s, %s(%s))' % (destination, function, arguments),
            'pc += %d' % size]


def branches(indent, handlers, scope):
    """Source of the branches of some handlers; functions go into scope."""
    def order(handler):
        if handler.name in FREQUENT:
            return FREQUENT.index(handler.name), handler.number
        return len(FREQUENT), handler.number
    lines = []
    word = 'if'
    for handler in sorted(handlers, key=order):
        function = 'handle_%d' % handler.number
        scope[function] = handler.function
        lines.append('%s%s op == %d:      # %s' % (
            indent, word, handler.number, handler.name))
        lines += [indent + '    ' + line
                  for line in branch(handler, function)]
        word = 'elif'
    return '\n'.join(lines) + '\n'


STEP = '''
@jit.unroll_safe        # bounded by the length of straight code
def step(here, p, code, pc, xs, ys):
    """Run plain instructions from pc on; the pc of the first other one."""
    ops = code.ops
    while True:
        here.pc = pc
        op = ops[pc]
@STEP@
        else:
            pc = rare_step(p, code, pc, xs, ys)
            if pc < 0:
                return -pc


def rare_step(p, code, pc, xs, ys):
    """The same for one instruction of the rare families; -pc if it is of
    none."""
    ops = code.ops
    op = ops[pc]
@RARE@
    else:
        pc = -pc
    return pc
'''


def _build():
    scope = dict(globals())
    rare = []
    frequent = []
    for handler in HANDLERS.values():
        if handler.number <= MAX_OPCODE and not SUPPORTED[handler.number]:
            continue
        if handler.function.__module__ in RARE:
            rare.append(handler)
        else:
            frequent.append(handler)
    source = STEP.replace('@STEP@\n', branches(' ' * 8, frequent, scope))
    source = source.replace('@RARE@\n', branches(' ' * 4, rare, scope))
    exec py.code.Source(source).compile() in scope
    return scope['step']


step = _build()
