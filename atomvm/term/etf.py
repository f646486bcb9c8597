"""Decoding of the external term format (OTP: erts/emulator/beam/external.c;
the documents: ERTS User's Guide, "External Term Format").

Any input is safe: what is wrong raises badarg, nesting costs heap and not
native stack, and no length field is believed beyond the bytes that are there.
Not decoded, badarg: atom cache references.
"""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import intmask, r_uint
from rpython.rlib.rbigint import rbigint
from rpython.rlib.rstruct.ieee import unpack_float

from atomvm.term import floatfmt, utf
from atomvm.term.atom import TABLE, MAX_CHARACTERS, W_Atom, mk_atom
from atomvm.term.binary import MAX_BITS, W_Bits
from atomvm.term.cons import NIL, chars_list, list_from
from atomvm.term.effort import ENCODED, spend
from atomvm.term.etf_reader import (
    ATOM, ATOM_UTF8, BINARY, BIT_BINARY, COMPRESSED, EMPTY_LIST, EXPORT, FLOAT,
    INT, LARGE_BIG, LARGE_TUPLE, LIST, MAP, NEWER_REF, NEW_FLOAT, NEW_FUN,
    NEW_PID, NEW_PORT, NEW_REF, PID, PORT, REF, Reader, SMALL_ATOM,
    SMALL_ATOM_UTF8, SMALL_BIG, SMALL_INT, SMALL_TUPLE, STRING, V4_PORT,
    VERSION_MAGIC)
from atomvm.term.fault import badarg
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import W_Float, W_Int, mk_big, mk_int
from atomvm.term.fun import W_Fun
from atomvm.term.pid import (
    Home, MAX_FIRST_WORD, MAX_PID_NUMBER, MAX_PID_SERIAL, MAX_PORT_NUMBER,
    NODE, W_ExternalPid, W_ExternalPort, W_ExternalRef, W_Pid, W_Port, W_Ref)
from atomvm.term.tuple import MAX_ARITY, mk_tuple

MAX_INFLATED = min(0x7fffffff, MAX_BITS >> 3)     # bytes of a compressed term


class Hooks(object):
    """What the layers above put in: term/ knows no processes and no code."""
    _attrs_ = ()

    def pid(self, number, serial):
        """The pid of this node with these numbers; its process may be gone."""
        return W_Pid(number, serial, None)

    def external_pid(self, home, number, serial):
        """A pid of another node (a Home)."""
        return W_ExternalPid(home, number, serial, None)

    def export(self, w_module, w_name, arity, safe):
        """The W_ExportFun of this function, or None (safe: of one that was
        mentioned before)."""
        return None

    def fun(self, w_module, arity, md5, index, old_index, uniq, nfree):
        """The FunEntry of a lambda with nfree free variables, or None."""
        return None

    def inflate(self, data, size):
        """Unpack the zlib stream that data starts with, which must give
        size bytes: these and the bytes that it took, or '' and -1."""
        return '', -1


class HookSlot(object):
    """hooks is set once, at start-up."""
    def __init__(self):
        self.hooks = Hooks()


HOOKS = HookSlot()


# Kinds of unfinished terms.
F_TUPLE, F_LIST, F_MAP, F_FUN, F_PID, F_PORT, F_REF, F_EXPORT = range(8)


MAX_REF_WORDS = 5
MAX_EXPORT_ARITY = 0x7fffffff       # none has so many, but OTP reads it


def home_of(w_node, creation):
    """The Home of a term of this node or another.  Creation 0 of this node's
    name is any: it is this one."""
    if w_node is NODE.w_name and (creation == 0 or creation == NODE.creation):
        return NODE
    return Home(w_node, creation)


class Frame(object):
    """A term whose parts are being read: their values start at base."""
    _attrs_ = ('kind', 'base', 'left', 'before', 'number')

    def __init__(self, kind, base, left, before):
        self.kind = kind
        self.base = base
        self.left = left
        self.before = before
        self.number = 0


class Decoder(Reader):
    """Reads one term of data, from pos to at most end.  safe: no new atoms
    and no new exports."""

    def __init__(self, data, pos, end, safe):
        Reader.__init__(self, data, pos, end)
        self.safe = safe
        self.values = []
        self.top = None

    # ---- the loop ----

    def run(self):
        """The term that starts at pos."""
        while True:
            w_value = self.step()
            if w_value is None:
                continue
            while True:
                top = self.top
                if top is None:
                    return w_value
                self.values.append(w_value)
                top.left -= 1
                if top.left > 0:
                    break
                self.top = top.before
                w_value = self.finish(top)

    def open(self, kind, parts):
        """Start a term of so many parts; each takes a byte at least."""
        self.need(parts)
        frame = Frame(kind, len(self.values), parts, self.top)
        self.top = frame
        return frame

    def parts(self, frame):
        """The values read for frame, taken off the stack of values."""
        base = frame.base
        assert base >= 0
        items = self.values[base:]
        del self.values[base:]
        return items

    def step(self):
        """Read a tag and what is not terms after it: a term, or None when
        its parts must be read first."""
        tag = self.u8()
        if tag == SMALL_INT:
            return mk_int(self.u8())
        if tag == INT:
            return mk_int(self.i32())
        if tag == ATOM:
            return self.latin1_atom(self.u16())
        if tag == SMALL_ATOM:
            return self.latin1_atom(self.u8())
        if tag == ATOM_UTF8:
            return self.utf8_atom(self.u16())
        if tag == SMALL_ATOM_UTF8:
            return self.utf8_atom(self.u8())
        if tag == EMPTY_LIST:
            return NIL
        if tag == STRING:
            return chars_list(self.take(self.u16()))
        if tag == LIST:
            return self.open_list(self.length())
        if tag == SMALL_TUPLE:
            return self.open_tuple(self.u8())
        if tag == LARGE_TUPLE:
            return self.open_tuple(self.length())
        if tag == MAP:
            return self.open_map(self.length())
        if tag == BINARY:
            n = self.length()
            return W_Bits(self.take(n), 0, n << 3)
        return self.rare(tag)

    def rare(self, tag):
        if tag == NEW_FLOAT:
            return self.new_float()
        if tag == FLOAT:
            return self.old_float()
        if tag == SMALL_BIG:
            return self.big(self.u8())
        if tag == LARGE_BIG:
            return self.big(self.length())
        if tag == BIT_BINARY:
            return self.bits()
        if tag == EXPORT:
            self.open(F_EXPORT, 3)
        elif tag == NEW_PID or tag == PID:
            self.open(F_PID, 1).number = tag
        elif tag == NEW_PORT or tag == PORT or tag == V4_PORT:
            self.open(F_PORT, 1).number = tag
        elif tag == NEWER_REF or tag == NEW_REF:
            words = self.u16()
            if words > MAX_REF_WORDS:
                raise badarg()
            self.open(F_REF, 1).number = words * 256 + tag
        elif tag == REF:
            self.open(F_REF, 1).number = 256 + tag
        elif tag == NEW_FUN:
            self.open_fun()
        else:
            raise badarg()
        return None

    # ---- terms of several parts ----

    def open_list(self, n):
        if n == 0:
            self.open(F_LIST, 1)        # just the tail
        else:
            self.need(n + 1)
            self.open(F_LIST, n + 1)
        return None

    def open_tuple(self, n):
        if n == 0:
            return mk_tuple([])
        if n > MAX_ARITY:
            raise badarg()
        self.open(F_TUPLE, n)
        return None

    def open_map(self, n):
        if n == 0:
            return mk_map_from_pairs([], [])
        self.need(2 * n)
        self.open(F_MAP, 2 * n)
        return None

    def open_fun(self):
        """NEW_FUN_EXT: size, arity, uniq, index, number of free variables;
        then module, old index, old uniq, pid and the free variables.  As in
        OTP, the size may be wrong."""
        start = self.pos
        self.take(4 + 1 + 16 + 4)
        free = self.length()
        self.open(F_FUN, 4 + free).number = start

    def finish(self, frame):
        """The term whose parts are all read."""
        items = self.parts(frame)
        kind = frame.kind
        if kind == F_TUPLE:
            return mk_tuple(items[:])
        if kind == F_LIST:
            n = len(items) - 1
            assert n >= 0
            return list_from(items[:n], items[n])
        if kind == F_MAP:
            return self.finish_map(items)
        if kind == F_EXPORT:
            return self.finish_export(items)
        if kind == F_FUN:
            return self.finish_fun(items, frame.number + 4)
        w_node = items[0]
        if not isinstance(w_node, W_Atom):
            raise badarg()
        if kind == F_PID:
            return self.finish_pid(frame.number, w_node)
        if kind == F_PORT:
            return self.finish_port(frame.number, w_node)
        return self.finish_ref(frame.number & 255, frame.number >> 8, w_node)

    def finish_map(self, items):
        n = len(items) >> 1
        keys = [items[2 * i] for i in range(n)]
        values = [items[2 * i + 1] for i in range(n)]
        w_map = mk_map_from_pairs(keys, values)
        if w_map.size() != n:
            raise badarg()          # a key twice
        return w_map

    def finish_export(self, items):
        w_module = items[0]
        w_name = items[1]
        w_arity = items[2]
        if not (isinstance(w_module, W_Atom) and isinstance(w_name, W_Atom)
                and isinstance(w_arity, W_Int)):
            raise badarg()
        arity = w_arity.intval
        if arity < 0 or arity > MAX_EXPORT_ARITY:
            raise badarg()
        w_fun = HOOKS.hooks.export(w_module, w_name, arity, self.safe)
        if w_fun is None:
            raise badarg()
        return w_fun

    def finish_fun(self, items, start):
        """start: where the bytes between size and terms are."""
        w_module = items[0]
        w_old_index = items[1]
        w_old_uniq = items[2]
        w_pid = items[3]
        if not (isinstance(w_module, W_Atom) and isinstance(w_old_index, W_Int)
                and isinstance(w_old_uniq, W_Int)
                and isinstance(w_pid, W_Pid)):
            raise badarg()
        fixed = Reader(self.data, start, self.end)
        arity = fixed.u8()
        md5 = fixed.take(16)
        index = intmask(fixed.u32())
        free = [items[i] for i in range(4, len(items))]
        entry = HOOKS.hooks.fun(w_module, arity, md5, index,
                                w_old_index.intval, w_old_uniq.intval,
                                len(free))
        if entry is None:
            raise badarg()
        return W_Fun(entry, free[:], w_pid)

    # ---- pids, ports, references ----

    def creation(self, wide):
        if wide:
            return intmask(self.u32())
        value = self.u8()
        if value > 3:
            raise badarg()
        return value

    def finish_pid(self, tag, w_node):
        number = self.u32()
        serial = self.u32()
        home = home_of(w_node, self.creation(tag == NEW_PID))
        if home is not NODE:
            return HOOKS.hooks.external_pid(home, intmask(number),
                                            intmask(serial))
        if (number > r_uint(MAX_PID_NUMBER)
                or serial > r_uint(MAX_PID_SERIAL)):
            raise badarg()
        return HOOKS.hooks.pid(intmask(number), intmask(serial))

    def finish_port(self, tag, w_node):
        high = r_uint(0)
        if tag == V4_PORT:
            high = self.u32()
        number = self.u32()
        home = home_of(w_node, self.creation(tag != PORT))
        if home is not NODE:
            return W_ExternalPort(home, intmask(high), intmask(number))
        if high != r_uint(0) or number > r_uint(MAX_PORT_NUMBER):
            raise badarg()
        return W_Port(intmask(number))

    def finish_ref(self, tag, count, w_node):
        first = 0
        if tag == REF:
            first = intmask(self.u32())
        home = home_of(w_node, self.creation(tag == NEWER_REF))
        words = [first] * count     # there may be none, as in OTP
        if tag != REF:
            for i in range(count):
                words[i] = intmask(self.u32())
        if home is not NODE and tag == NEWER_REF:
            return W_ExternalRef(home, words)
        if count > 0 and not 0 <= words[0] <= MAX_FIRST_WORD:
            raise badarg()
        if home is not NODE:
            return W_ExternalRef(home, words)
        if count > 3:
            raise badarg()
        while len(words) < 3:
            words = words + [0]
        return W_Ref(words[2], words[1], words[0])

    # ---- single terms ----

    def latin1_atom(self, n):
        text = self.take(n)
        if n > MAX_CHARACTERS:
            raise badarg()
        return self.atom(utf.latin1_to_utf8(text))

    def utf8_atom(self, n):
        text = self.take(n)
        count = utf.count_utf8(text)
        if count < 0 or count > MAX_CHARACTERS:
            raise badarg()
        return self.atom(text)

    def atom(self, text):
        if self.safe:
            w_atom = TABLE.find(text)
            if w_atom is None:
                raise badarg()
            return w_atom
        return mk_atom(text)

    def new_float(self):
        return mk_float(unpack_float(self.take(8), True))

    def old_float(self):
        """FLOAT_EXT: 31 bytes of text, padded with zeros."""
        try:
            value = floatfmt.parse(self.take(31))
        except ValueError:
            raise badarg()
        return W_Float(value)

    def big(self, n):
        negative = self.u8() != 0
        num = rbigint.frombytes(self.take(n), 'little', False)
        if negative:
            num = num.neg()
        return mk_big(num)

    def bits(self):
        n = self.length()
        last = self.u8()
        text = self.take(n)
        if last > 8 or (n == 0 and last != 0) or (n > 0 and last == 0):
            raise badarg()
        if n == 0:
            return W_Bits('', 0, 0)
        return W_Bits(text, 0, ((n - 1) << 3) + last)


def mk_float(value):
    """The float of what was read; badarg for infinities and NaN."""
    if value - value != 0.0:
        raise badarg()
    return W_Float(value)


@jit.dont_look_inside
def decode_literal(data, pos):
    """The term whose version byte is at pos, and the position behind it: a
    pair.  data is trusted not to fill the atom table.  Raises badarg."""
    end = len(data)
    if pos < 0 or pos >= end or ord(data[pos]) != VERSION_MAGIC:
        raise badarg()
    decoder = Decoder(data, pos + 1, end, False)
    w_value = decoder.run()
    return w_value, decoder.pos


@jit.dont_look_inside
def decode(data, safe):
    """erlang:binary_to_term/2 of data (a str): the term and how many bytes
    it took, a pair.  safe refuses what would make an atom.  Raises badarg."""
    if len(data) < 2 or ord(data[0]) != VERSION_MAGIC:
        raise badarg()
    spend(len(data) >> ENCODED)
    if ord(data[1]) != COMPRESSED:
        decoder = Decoder(data, 1, len(data), safe)
        w_value = decoder.run()
        return w_value, decoder.pos
    outer = Decoder(data, 2, len(data), safe)
    size = outer.u32()
    if size > r_uint(MAX_INFLATED):
        raise badarg()
    text, used = HOOKS.hooks.inflate(data[6:], intmask(size))
    if used < 0:
        raise badarg()
    spend(len(text) >> ENCODED)
    decoder = Decoder(text, 0, len(text), safe)
    w_value = decoder.run()
    if decoder.pos != len(text):
        raise badarg()
    return w_value, 6 + used
