"""Calls of natives in Erlang's own notation, for the tests of natives.

outcome('erlang:element(1, {a})') gives what ~p shows of the result, or
'error:badarg' and the like.  Variables (capital letters) stand for results of
earlier calls of the same Caller: 'T = ets:new(a, [])'.
"""
import re

from rpython.rlib.rbigint import rbigint

from atomvm.bif.gateway import REGISTRY
from atomvm.error import ErlangError
from atomvm.proc.process import Process
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.cons import NIL, list_from
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import W_Float, mk_big
from atomvm.term.show import show
from atomvm.term.tuple import mk_tuple

TOKEN = re.compile(r'''\s*(?:(\d+\.\d+(?:e[+-]?\d+)?)|(\d+)|([a-z][\w@]*)|
    '((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([A-Z_]\w*)|(=>|<<|>>|\#\{|.))''',
    re.X | re.S)
CLASSES = ['error', 'exit', 'throw']


def tokens(text):
    result = []
    pos = 0
    text = text.strip()
    while pos < len(text):
        match = TOKEN.match(text, pos)
        pos = match.end()
        result.append((match.lastindex, match.group(match.lastindex)))
    result.append((7, ''))
    return result


class Caller(object):
    """A process that calls natives, with its variables."""

    last_number = 1000

    def __init__(self, number=None):
        if number is None:
            Caller.last_number += 1
            number = Caller.last_number
        self.process = Process(number, 0)
        self.variables = {'Self': self.process.w_pid}

    def value(self, text):
        """The term of an expression: a term, a call or Variable = call."""
        self.tokens = tokens(text)
        self.at = 0
        w_result = self.expression()
        assert self.peek() == '', text
        return w_result

    def peek(self):
        return self.tokens[self.at][1]

    def take(self, wanted=None):
        kind, text = self.tokens[self.at]
        assert wanted is None or text == wanted, (wanted, text, self.tokens)
        self.at += 1
        return kind, text

    def items(self, end):
        """Expressions up to end; the tail of a list after them."""
        result = []
        w_tail = NIL
        while self.peek() != end:
            result.append(self.expression())
            if self.peek() == ',':
                self.take()
            elif self.peek() == '|':
                self.take()
                w_tail = self.expression()
        self.take(end)
        return result, w_tail

    def expression(self):
        kind, text = self.take()
        if kind == 1:
            return W_Float(float(text))
        if kind == 2:
            return mk_big(rbigint.fromlong(long(text)))
        if kind in (3, 4):
            return self.atom_or_call(text.decode('string_escape'))
        if kind == 5:
            chars = text.decode('string_escape')
            return list_from([mk_big(rbigint.fromint(ord(c))) for c in chars])
        if kind == 6 and self.peek() == '=':
            self.take()
            self.variables[text] = self.expression()
            return self.variables[text]
        if kind == 6:
            return self.variables[text]
        if text == '-':
            kind, text = self.take()
            if kind == 1:
                return W_Float(-float(text))
            return mk_big(rbigint.fromlong(-long(text)))
        if text == '[':
            items, w_tail = self.items(']')
            return list_from(items, w_tail)
        if text == '{':
            return mk_tuple(self.items('}')[0])
        if text == '<<':
            items, _ = self.items('>>')
            return mk_binary(''.join([chr(w.intval) for w in items]))
        assert text == '#{', text
        return self.map()

    def map(self):
        keys = []
        values = []
        while self.peek() != '}':
            keys.append(self.expression())
            self.take('=>')
            values.append(self.expression())
            if self.peek() == ',':
                self.take()
        self.take('}')
        return mk_map_from_pairs(keys, values)

    def atom_or_call(self, name):
        if self.peek() != ':':
            return mk_atom(name)
        self.take()
        function = self.take()[1].decode('string_escape')
        self.take('(')
        args, _ = self.items(')')
        return self.call(name, function, args)

    def call(self, module, function, args):
        native = REGISTRY[module, function, len(args)]
        if len(args) > 3:
            return native.calln(self.process, args)
        method = getattr(native, 'call%d' % len(args))
        return method(self.process, *args)

    def outcome(self, text):
        """What ~p shows of the result, or class:reason."""
        try:
            return show(self.value(text))
        except ErlangError as error:
            return CLASSES[error.cls] + ':' + show(error.w_reason)

    def cause(self, text):
        """The cause that the stack trace of a failing call tells."""
        try:
            self.value(text)
        except ErlangError as error:
            if error.w_info is None:
                return None
            return show(error.w_info.get(mk_atom('cause')))
        assert 0, 'no error: ' + text


def check(cases, caller=None):
    """Cases: lines 'Call -> Outcome'."""
    caller = caller or Caller()
    wrong = []
    for line in cases.strip().splitlines():
        call, wanted = line.rsplit(' -> ', 1)
        got = caller.outcome(call)
        if got != wanted.strip():
            wrong.append('%s\n  gives %s\n  not   %s' % (
                call.strip(), got, wanted.strip()))
    assert not wrong, '\n'.join(wrong)
