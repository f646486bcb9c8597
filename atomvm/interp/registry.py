"""Binds handlers to opcodes; dispatch.py makes the interpreter's switch of them.

@data(name)  operands with a destination last: the function gets the sources
             as terms (plain integers as ints) and returns what is stored
@test(name)  a fail label first: the function returns a bool
@op(name)    anything else that stays in the function: gets (code, pc, xs, ys),
             with process=True (process, code, pc, xs, ys); returns the new pc

Importing fails on an unknown name, a double one, or a signature that does not
fit the operand letters of the opcode table.
"""
import inspect

from atomvm.beam import internal, opcode

DATA, TEST, RAW, RAW_PROCESS = 'data', 'test', 'raw', 'raw_process'

# Letters of operands that are labels.
LABELS = ('f', 'j')

HANDLERS = {}       # opcode number -> Handler


class Handler(object):
    def __init__(self, number, name, kind, function, letters):
        self.number = number
        self.name = name
        self.kind = kind
        self.function = function
        self.letters = letters


def _operands(name):
    """Number and operand letters of an opcode of OTP's or of our own."""
    if name in internal.BY_NAME:
        info = internal.BY_NAME[name]
    else:
        info = opcode.BY_NAME[name]
    return info.number, list(info.letters)


def _bind(name, kind, function, wanted):
    number, letters = _operands(name)
    assert number not in HANDLERS, 'two handlers for ' + name
    got = inspect.getargspec(function).args
    if wanted is None:
        sources = letters[:-1] if kind == DATA else letters
        wanted = len([x for x in sources if x not in LABELS])
    assert len(got) == wanted, '%s: %d arguments, not %d' % (
        name, len(got), wanted)
    HANDLERS[number] = Handler(number, name, kind, function, letters)
    return function


def data(name):
    def decorate(function):
        function._always_inline_ = 'try'
        return _bind(name, DATA, function, None)
    return decorate


def test(name):
    def decorate(function):
        function._always_inline_ = 'try'
        return _bind(name, TEST, function, None)
    return decorate


def op(name, process=False):
    def decorate(function):
        function._always_inline_ = 'try'
        if process:
            return _bind(name, RAW_PROCESS, function, 5)
        return _bind(name, RAW, function, 4)
    return decorate
