"""Decoding of the external term format (OTP: erts/emulator/beam/external.c;
the documents: ERTS User's Guide, "External Term Format").

Any input is safe: what is wrong raises badarg, nesting costs heap and not
native stack, and no length field is believed beyond the bytes that are there.
Not decoded, badarg: pids, ports and references of other nodes, atom cache
references, local funs whose module and index HOOKS does not know.
"""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import intmask, r_uint
from rpython.rlib.rbigint import rbigint
from rpython.rlib.rfloat import string_to_float
from rpython.rlib.rstring import ParseStringError
from rpython.rlib.rstruct.ieee import unpack_float

from atomvm.term import utf
from atomvm.term.atom import TABLE, MAX_CHARACTERS, W_Atom, mk_atom
from atomvm.term.binary import W_Bits
from atomvm.term.cons import NIL, chars_list, list_from
from atomvm.term.fault import badarg
from atomvm.term.map import mk_map_from_pairs
from atomvm.term.number import W_Float, W_Int, mk_big, mk_int
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.tuple import MAX_ARITY, mk_tuple

VERSION_MAGIC = 131
(NEW_FLOAT, BIT_BINARY, COMPRESSED, NEW_PID, NEW_PORT, NEWER_REF, SMALL_INT,
 INT, FLOAT, ATOM, REF, PORT, PID, SMALL_TUPLE, LARGE_TUPLE, EMPTY_LIST,
 STRING, LIST, BINARY, SMALL_BIG, LARGE_BIG, NEW_FUN, EXPORT, NEW_REF,
 SMALL_ATOM, MAP, ATOM_UTF8, SMALL_ATOM_UTF8, V4_PORT) = (
     70, 77, 80, 88, 89, 90, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106,
     107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 118, 119, 120)

LOCAL_NODE = 'nonode@nohost'


class Hooks(object):
    """What the layers above put in: term/ knows no processes and no code."""
    _attrs_ = ()

    def pid(self, number, serial):
        """The pid of this node with these numbers; its process may be gone."""
        return W_Pid(number, serial, None)

    def export(self, w_module, w_name, arity, safe):
        """The W_ExportFun of this function, or None (safe: of one that was
        mentioned before)."""
        return None

    def fun(self, w_module, index, uniq, w_pid, free):
        """The W_Fun of this lambda of a module, made by that process, with
        these free variables (a list of fixed size), or None."""
        return None

    def inflate(self, data, size):
        """Unpack the zlib stream that data starts with, which must give
        size bytes: these and the bytes that it took, or '' and -1."""
        return '', -1

    def node(self):
        """Name of this node."""
        return LOCAL_NODE


class HookSlot(object):
    """hooks is set once, at start-up."""
    def __init__(self):
        self.hooks = Hooks()


HOOKS = HookSlot()


# Kinds of unfinished terms.
F_TUPLE, F_LIST, F_MAP, F_FUN, F_PID, F_PORT, F_REF, F_EXPORT = range(8)


class Frame(object):
    """A term whose parts are being read: their values start at base."""
    _attrs_ = ('kind', 'base', 'left', 'before', 'number')

    def __init__(self, kind, base, left, before):
        self.kind = kind
        self.base = base
        self.left = left
        self.before = before
        self.number = 0


class Decoder(object):
    """Reads one term of data, from pos to at most end.  safe: no new atoms
    and no new exports."""

    def __init__(self, data, pos, end, safe):
        self.data = data
        self.pos = pos
        self.end = end
        self.safe = safe
        self.values = []
        self.top = None

    # ---- reading numbers and bytes ----

    def need(self, n):
        if n < 0 or n > self.end - self.pos:
            raise badarg()

    def u8(self):
        self.need(1)
        pos = self.pos
        assert pos >= 0
        self.pos = pos + 1
        return ord(self.data[pos])

    def u16(self):
        high = self.u8()
        return (high << 8) | self.u8()

    def u32(self):
        """A length or a number, as an unsigned word."""
        high = self.u16()
        return (r_uint(high) << 16) | r_uint(self.u16())

    def i32(self):
        high = self.u16()
        if high >= 0x8000:
            high -= 0x10000
        return (high << 16) | self.u16()

    def length(self):
        """A length of 32 bits, as an int that is at most what is left."""
        n = self.u32()
        if n > r_uint(self.end - self.pos):
            raise badarg()
        return intmask(n)

    def take(self, n):
        """The next n bytes."""
        self.need(n)
        start = self.pos
        stop = start + n
        assert start >= 0
        assert stop >= 0
        self.pos = stop
        return self.data[start:stop]

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
            if words < 1 or words > 3:
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
        then module, old index, old uniq, pid and the free variables."""
        size = self.u32()           # itself included
        if size < r_uint(29) or size - r_uint(4) > r_uint(self.end - self.pos):
            raise badarg()
        self.take(1 + 16 + 4)
        free = self.length()
        self.open(F_FUN, 4 + free)

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
            return self.finish_fun(items)
        self.check_node(items[0])
        if kind == F_PID:
            return self.finish_pid(frame.number)
        if kind == F_PORT:
            return self.finish_port(frame.number)
        return self.finish_ref(frame.number)

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
        if arity < 0 or arity > 255:
            raise badarg()
        w_fun = HOOKS.hooks.export(w_module, w_name, arity, self.safe)
        if w_fun is None:
            raise badarg()
        return w_fun

    def finish_fun(self, items):
        w_module = items[0]
        w_old_index = items[1]
        w_old_uniq = items[2]
        w_pid = items[3]
        if not (isinstance(w_module, W_Atom) and isinstance(w_old_index, W_Int)
                and isinstance(w_old_uniq, W_Int)
                and isinstance(w_pid, W_Pid)):
            raise badarg()
        free = [items[i] for i in range(4, len(items))]
        w_fun = HOOKS.hooks.fun(w_module, w_old_index.intval,
                                w_old_uniq.intval, w_pid, free[:])
        if w_fun is None:
            raise badarg()
        return w_fun

    def check_node(self, w_node):
        if not isinstance(w_node, W_Atom):
            raise badarg()
        if w_node.name != HOOKS.hooks.node() and w_node.name != LOCAL_NODE:
            raise badarg()

    def creation(self, wide):
        if wide:
            self.u32()
        elif self.u8() > 3:
            raise badarg()

    def finish_pid(self, tag):
        number = intmask(self.u32())
        serial = intmask(self.u32())
        self.creation(tag == NEW_PID)
        return HOOKS.hooks.pid(number, serial)

    def finish_port(self, tag):
        if tag == V4_PORT and self.u32() != 0:
            raise badarg()
        number = intmask(self.u32())
        self.creation(tag != PORT)
        return W_Port(number)

    def finish_ref(self, number):
        words = number >> 8
        tag = number & 255
        if tag == REF:
            lo = intmask(self.u32())
            self.creation(False)
            return W_Ref(0, 0, lo)
        self.creation(tag == NEWER_REF)
        lo = intmask(self.u32())
        mid = 0
        hi = 0
        if words > 1:
            mid = intmask(self.u32())
        if words > 2:
            hi = intmask(self.u32())
        return W_Ref(hi, mid, lo)

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
        text = self.take(31)
        stop = text.find('\x00')
        if stop >= 0:
            text = text[:stop]
        try:
            value = string_to_float(text)
        except ParseStringError:
            raise badarg()
        return mk_float(value)

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
    if ord(data[1]) != COMPRESSED:
        decoder = Decoder(data, 1, len(data), safe)
        w_value = decoder.run()
        return w_value, decoder.pos
    outer = Decoder(data, 2, len(data), safe)
    size = outer.u32()
    if size > r_uint(0x7fffffff):
        raise badarg()
    text, used = HOOKS.hooks.inflate(data[6:], intmask(size))
    if used < 0:
        raise badarg()
    decoder = Decoder(text, 0, len(text), safe)
    w_value = decoder.run()
    if decoder.pos != len(text):
        raise badarg()
    return w_value, 6 + used
