"""Terms as text: as ~tw and ~tp of io:format print them, on one line (OTP:
stdlib's io_lib.erl, io_lib_pretty.erl), and as erlang:display does (ERTS:
erts/emulator/beam/erl_printf_term.c).

The text is UTF-8; atoms are never escaped for being Unicode, as with ~tw.
Terms of any depth are walked with a list of work.
"""
from rpython.rlib.rfloat import formatd
from rpython.rlib.objectmodel import we_are_translated
from rpython.rlib.rstring import StringBuilder

from atomvm.term import utf
from atomvm.term.atom import W_Atom
from atomvm.term.binary import W_Bits
from atomvm.term.bits import to_padded_str
from atomvm.term.cons import W_Cons, W_Nil, NIL
from atomvm.term.floatfmt import short
from atomvm.term.fun import W_ExportFun, W_Fun
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Big, W_Float, W_Int
from atomvm.term.pid import (W_Pid, W_Port, W_Ref, pid_str, port_str,
                             ref_str)
from atomvm.term.tuple import W_Tuple

PLAIN, PRETTY, DISPLAY = range(3)       # ~w, ~p, erlang:display

RESERVED = {}
for _word in '''after and andalso band begin bnot bor bsl bsr bxor case catch
        cond div end fun if let not of or orelse receive rem try when
        xor'''.split():
    RESERVED[_word] = True

ESCAPES = {8: 'b', 9: 't', 10: 'n', 11: 'v', 12: 'f', 13: 'r', 27: 'e',
           127: 'd'}


def show(w_term):
    """The term as ~p shows it (UTF-8), without breaking lines."""
    return _Printer(PRETTY).run(w_term)


def to_str(w_term, strings=True):
    """As show(); without strings: as ~w shows it."""
    if strings:
        return _Printer(PRETTY).run(w_term)
    return _Printer(PLAIN).run(w_term)


def display_str(w_term):
    """What erlang:display/1 prints, without the end of the line.  Characters
    128 to 255 of strings are single bytes, as in OTP."""
    return _Printer(DISPLAY).run(w_term)


def atom_str(w_atom):
    """An atom, quoted where it must be."""
    return _atom_text(w_atom.name, PRETTY)


def fun_str(w_fun):
    """#Fun<Module.Index.Uniq>, or fun M:F/A."""
    return _fun_text(w_fun, PRETTY)


# --------------------------------------------------------------- atoms

def _is_lower(cp):
    return 97 <= cp <= 122 or (223 <= cp <= 255 and cp != 247)


def _is_name_char(cp, style):
    if cp == 64:
        return style != DISPLAY
    return (_is_lower(cp) or 65 <= cp <= 90 or 48 <= cp <= 57 or cp == 95
            or (192 <= cp <= 222 and cp != 215))


def _needs_quotes(codes, name, style):
    if len(codes) == 0 or not _is_lower(codes[0]):
        return True
    for cp in codes:
        if not _is_name_char(cp, style):
            return True
    return style != DISPLAY and name in RESERVED


def _octal(cp):
    return ('\\' + chr(48 + (cp >> 6)) + chr(48 + ((cp >> 3) & 7)) +
            chr(48 + (cp & 7)))


def _append_escaped(builder, cp, quote, style):
    """One character inside quotes."""
    if cp == quote or cp == 92:
        builder.append('\\')
        builder.append(chr(cp))
    elif style == DISPLAY and (cp == 27 or cp == 127):
        builder.append('\\033' if cp == 27 else '\x7f')
    elif cp in ESCAPES:
        builder.append('\\' + ESCAPES[cp])
    elif cp < 32 or 127 <= cp < 160:
        builder.append(_octal(cp))
    else:
        utf.append_utf8(builder, cp)


def _atom_text(name, style):
    codes = utf.codepoints(name)
    if not _needs_quotes(codes, name, style):
        return name
    builder = StringBuilder(len(name) + 2)
    builder.append("'")
    for cp in codes:
        _append_escaped(builder, cp, 39, style)
    builder.append("'")
    return builder.build()


# --------------------------------------------------------------- the rest

def _is_printable(cp, style):
    """A character of a string: Latin-1 without controls."""
    if 32 <= cp <= 126 or 160 <= cp <= 255:
        return True
    if style == DISPLAY:
        return cp == 9 or cp == 10 or cp == 13
    return 8 <= cp <= 13 or cp == 27


def _is_string(w_list, style):
    while isinstance(w_list, W_Cons):
        w_head = w_list.head()
        if (not isinstance(w_head, W_Int)
                or not _is_printable(w_head.intval, style)):
            return False
        w_list = w_list.tl
    return isinstance(w_list, W_Nil)


def _is_text(data, style):
    for char in data:
        code = ord(char)
        if style == DISPLAY:
            if not 32 <= code <= 126:
                return False
        elif not _is_printable(code, style):
            return False
    return True


def _is_utf8_text(data):
    """UTF-8 of Latin-1 characters that are not all ASCII."""
    if utf.count_utf8(data) < 0:
        return False
    ascii = True
    for cp in utf.codepoints(data):
        if not _is_printable(cp, PRETTY):
            return False
        ascii = ascii and cp < 128
    return not ascii


def _append_string_char(builder, cp, style):
    if style != DISPLAY:
        _append_escaped(builder, cp, 34, style)
    elif cp == 10:
        builder.append('\\n')
    elif cp == 34:
        builder.append('\\"')
    else:
        builder.append(chr(cp))


def _float_text(value, style):
    if style != DISPLAY:
        return short(value)
    if we_are_translated():
        return formatd(value, 'e', 6)
    return '%e' % value


def _fun_text(w_fun, style):
    if isinstance(w_fun, W_Fun):
        entry = w_fun.entry
        return ('#Fun<' + _atom_text(entry.w_module.name, style) + '.' +
                str(entry.old_index) + '.' + str(entry.uniq) + '>')
    assert isinstance(w_fun, W_ExportFun)
    export = w_fun.export
    return ('fun ' + _atom_text(export.w_module.name, style) + ':' +
            _atom_text(export.w_name.name, style) + '/' + str(export.arity))


class _Todo(object):
    """What is still to be printed: text; or, where that is '', the term
    w_term, as the rest of a list if tail."""
    _attrs_ = _immutable_fields_ = ['text', 'w_term', 'tail', 'next']

    def __init__(self, text, w_term, tail, next):
        self.text = text
        self.w_term = w_term
        self.tail = tail
        self.next = next


def _text(text, todo):
    return _Todo(text, NIL, False, todo)


def _term(w_term, todo):
    return _Todo('', w_term, False, todo)


class _Printer(object):
    """Prints one term in one style."""

    def __init__(self, style):
        self.style = style
        self.builder = StringBuilder(64)

    def run(self, w_term):
        todo = _term(w_term, None)
        while todo is not None:
            item = todo
            todo = todo.next
            if item.text:
                self.builder.append(item.text)
            elif item.tail:
                todo = self.tail(item.w_term, todo)
            else:
                todo = self.term(item.w_term, todo)
        return self.builder.build()

    def term(self, w_term, todo):
        """Print a term or its start; the new list of work."""
        if isinstance(w_term, W_Cons):
            if self.style != PLAIN and _is_string(w_term, self.style):
                self.string(w_term)
                return todo
            self.builder.append('[')
            return _term(w_term.head(), _Todo('', w_term.tl, True, todo))
        if isinstance(w_term, W_Tuple):
            return self.tuple(w_term, todo)
        if isinstance(w_term, W_Map):
            return self.map(w_term, todo)
        if isinstance(w_term, W_Bits):
            self.bits(w_term)
        else:
            self.builder.append(self.simple(w_term))
        return todo

    def tail(self, w_tail, todo):
        """The rest of a list; elements that are small integers at once."""
        while isinstance(w_tail, W_Cons):
            self.builder.append(',')
            w_head = w_tail.head()
            if not isinstance(w_head, W_Int):
                return _term(w_head, _Todo('', w_tail.tl, True, todo))
            self.builder.append(str(w_head.intval))
            w_tail = w_tail.tl
        if isinstance(w_tail, W_Nil):
            self.builder.append(']')
            return todo
        self.builder.append('|')
        return _term(w_tail, _text(']', todo))

    def tuple(self, w_tuple, todo):
        self.builder.append('{')
        todo = _text('}', todo)
        for i in range(w_tuple.arity() - 1, -1, -1):
            todo = _term(w_tuple.get(i), todo)
            if i > 0:
                todo = _text(',', todo)
        return todo

    def map(self, w_map, todo):
        keys, values = w_map.items()
        arrow = '=>' if self.style == DISPLAY else ' => '
        self.builder.append('#{')
        todo = _text('}', todo)
        for i in range(len(keys) - 1, -1, -1):
            todo = _term(keys[i], _text(arrow, _term(values[i], todo)))
            if i > 0:
                todo = _text(',', todo)
        return todo

    def string(self, w_list):
        self.builder.append('"')
        while isinstance(w_list, W_Cons):
            w_head = w_list.head()
            assert isinstance(w_head, W_Int)
            _append_string_char(self.builder, w_head.intval, self.style)
            w_list = w_list.tl
        self.builder.append('"')

    def bits(self, w_bits):
        data = to_padded_str(w_bits)
        rest = w_bits.nbits & 7
        builder = self.builder
        builder.append('<<')
        if rest == 0 and self.style == PRETTY and _is_utf8_text(data):
            builder.append('"')
            for cp in utf.codepoints(data):
                _append_escaped(builder, cp, 34, self.style)
            builder.append('"/utf8')
        elif (rest == 0 and self.style != PLAIN and len(data) > 0
                and _is_text(data, self.style)):
            builder.append('"')
            for char in data:
                if self.style != DISPLAY:
                    _append_escaped(builder, ord(char), 34, self.style)
                elif char == '"':
                    builder.append('\\"')
                else:
                    builder.append(char)
            builder.append('"')
        else:
            for i in range(len(data)):
                if i > 0:
                    builder.append(',')
                if rest and i == len(data) - 1:
                    builder.append(str(ord(data[i]) >> (8 - rest)) + ':' +
                                   str(rest))
                else:
                    builder.append(str(ord(data[i])))
        builder.append('>>')

    def simple(self, w_term):
        """The text of a term that is printed at once."""
        if isinstance(w_term, W_Int):
            return str(w_term.intval)
        if isinstance(w_term, W_Atom):
            return _atom_text(w_term.name, self.style)
        if isinstance(w_term, W_Nil):
            return '[]'
        if isinstance(w_term, W_Big):
            return w_term.num.str()
        if isinstance(w_term, W_Float):
            return _float_text(w_term.floatval, self.style)
        if isinstance(w_term, W_Pid):
            return pid_str(w_term)
        if isinstance(w_term, W_Port):
            return port_str(w_term)
        if isinstance(w_term, W_Ref):
            return ref_str(w_term)
        if isinstance(w_term, W_Fun) or isinstance(w_term, W_ExportFun):
            return _fun_text(w_term, self.style)
        return '#Internal'
