"""Encoding to the external term format, as OTP 25's term_to_binary (OTP:
erts/emulator/beam/external.c).  Maps of more than 32 keys come in our order.

Nesting costs heap, not native stack.
"""
from rpython.rlib import jit
from rpython.rlib.rarithmetic import intmask, r_uint
from rpython.rlib.rfloat import formatd
from rpython.rlib.rstring import StringBuilder
from rpython.rlib.rstruct.ieee import float_pack

from atomvm.term import etf_reader as etf, utf
from atomvm.term.atom import W_Atom
from atomvm.term.base import W_Term
from atomvm.term.binary import W_Bits
from atomvm.term.bits import to_padded_str
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.effort import ENCODED, spend
from atomvm.term.fault import badarg
from atomvm.term.fun import W_ExportFun, W_Fun
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Big, W_Float, W_Int
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.tuple import W_Tuple

MAX_STRING = 65535      # elements of a list that is written as a string
INT32_MAX = 0x7fffffff
INT32_MIN = -INT32_MAX - 1
MAX_V3_PORT = (1 << 28) - 1


class EndFun(W_Term):
    """On the stack of terms to write: fun number nr of the term ends here."""
    _attrs_ = __slots__ = ('nr',)
    _immutable_fields_ = ['nr']

    def __init__(self, nr):
        self.nr = nr


class Encoder(object):
    """minor: 0 writes floats as text, 2 all atoms as UTF-8.  spare: bytes
    that OTP reckons with in external_size/1 and does not write."""

    def __init__(self, minor):
        self.minor = minor
        self.spare = 0
        self.out = StringBuilder(64)
        self.todo = []          # terms to write, the next last
        self.fun_at = []        # where the sizes of funs are, and what they
        self.fun_size = []      # are, in the order of their places

    def u8(self, value):
        self.out.append(chr(value & 255))

    def u16(self, value):
        self.u8(value >> 8)
        self.u8(value)

    def u32(self, value):
        """The lowest 32 bits of an int."""
        self.u16(value >> 16)
        self.u16(value)

    def run(self, w_value):
        """The bytes of w_value, without a version byte."""
        self.todo.append(w_value)
        while len(self.todo) > 0:
            self.term(self.todo.pop())
        text = self.out.build()
        if len(self.fun_at) > 0:
            return self.with_sizes(text)
        return text

    def with_sizes(self, text):
        """text with the sizes of funs, for which there are four bytes."""
        self.out = StringBuilder(len(text))
        done = 0
        for i in range(len(self.fun_at)):
            at = self.fun_at[i]
            assert at >= done >= 0
            self.out.append_slice(text, done, at)
            self.u32(self.fun_size[i])
            done = at + 4
        self.out.append_slice(text, done, len(text))
        return self.out.build()

    def term(self, w_value):
        """Write one term but for its parts, which are left to do."""
        if isinstance(w_value, W_Int):
            self.integer(w_value.intval)
        elif isinstance(w_value, W_Atom):
            self.atom(w_value.name)
        elif isinstance(w_value, W_Cons):
            self.list(w_value)
        elif isinstance(w_value, W_Tuple):
            self.tuple(w_value)
        elif w_value is NIL:
            self.u8(etf.EMPTY_LIST)
        elif isinstance(w_value, W_Bits):
            self.bits(w_value)
        elif isinstance(w_value, W_Map):
            self.map(w_value)
        elif isinstance(w_value, W_Float):
            self.float(w_value.floatval)
        elif isinstance(w_value, W_Big):
            self.big(w_value.num)
        else:
            self.rare(w_value)

    def rare(self, w_value):
        if isinstance(w_value, W_Pid):
            self.pid(w_value)
        elif isinstance(w_value, W_Port):
            self.port(w_value)
        elif isinstance(w_value, W_Ref):
            self.ref(w_value)
        elif isinstance(w_value, W_ExportFun):
            export = w_value.export
            self.u8(etf.EXPORT)
            self.atom(export.w_module.name)
            self.atom(export.w_name.name)
            self.integer(export.arity)
        elif isinstance(w_value, W_Fun):
            self.fun(w_value)
        elif isinstance(w_value, EndFun):
            nr = w_value.nr
            self.fun_size[nr] = self.out.getlength() - self.fun_at[nr]
        else:
            raise badarg()      # nothing that a program can hold

    def integer(self, value):
        if 0 <= value <= 255:
            self.u8(etf.SMALL_INT)
            self.u8(value)
        elif INT32_MIN <= value <= INT32_MAX:
            self.u8(etf.INT)
            self.u32(value)
        else:
            self.word(value)

    def word(self, value):
        """An int that does not fit in 32 bits."""
        left = r_uint(value)
        if value < 0:
            left = r_uint(0) - left
        text = ''
        while left != r_uint(0):
            text += chr(intmask(left & r_uint(255)))
            left >>= 8
        self.u8(etf.SMALL_BIG)
        self.u8(len(text))
        self.u8(int(value < 0))
        self.out.append(text)

    def big(self, num):
        try:
            value = num.toint()
        except OverflowError:
            self.digits(num)
        else:       # a word that is no small integer, as those are tagged
            self.integer(value)

    def digits(self, num):
        size = (num.bit_length() + 7) >> 3
        if size < 256:
            self.u8(etf.SMALL_BIG)
            self.u8(size)
        else:
            self.u8(etf.LARGE_BIG)
            self.u32(size)
        self.u8(int(num.sign < 0))
        self.out.append(num.abs().tobytes(size, 'little', False))

    def float(self, value):
        if self.minor == 0:
            text = formatd(value, 'e', 20)
            self.u8(etf.FLOAT)
            self.out.append(text)
            self.out.append_multiple_char('\x00', 31 - len(text))
            return
        self.u8(etf.NEW_FLOAT)
        packed = float_pack(value, 8)
        for i in range(7, -1, -1):
            self.u8(intmask(packed >> (i * 8)) & 255)

    def atom(self, name):
        if self.minor < 2 and utf.fits_latin1(name):
            name = utf.utf8_to_latin1(name)
            self.u8(etf.ATOM)
            self.u16(len(name))
        elif len(name) < 256:
            self.u8(etf.SMALL_ATOM_UTF8)
            self.u8(len(name))
        else:
            self.u8(etf.ATOM_UTF8)
            self.u16(len(name))
        self.out.append(name)

    def bits(self, w_bits):
        rest = w_bits.nbits & 7
        if rest == 0:
            self.u8(etf.BINARY)
            self.u32(w_bits.nbits >> 3)
        else:
            self.u8(etf.BIT_BINARY)
            self.u32((w_bits.nbits >> 3) + 1)
            self.u8(rest)
        self.out.append(to_padded_str(w_bits))

    def list(self, w_list):
        length = string_length(w_list)
        if length >= 0:
            self.u8(etf.STRING)
            self.u16(length)
            while isinstance(w_list, W_Cons):
                w_head = w_list.head()
                assert isinstance(w_head, W_Int)
                self.u8(w_head.intval)
                w_list = w_list.tl
            return
        start = len(self.todo)
        count = 0
        w_rest = w_list
        while isinstance(w_rest, W_Cons):
            count += 1
            w_rest = w_rest.tl
        self.u8(etf.LIST)
        self.u32(count)
        self.todo.append(w_rest)
        for i in range(count):
            self.todo.append(NIL)
        i = start + count
        w_rest = w_list
        while isinstance(w_rest, W_Cons):
            self.todo[i] = w_rest.head()
            i -= 1
            w_rest = w_rest.tl

    def tuple(self, w_tuple):
        arity = w_tuple.arity()
        if arity < 256:
            self.u8(etf.SMALL_TUPLE)
            self.u8(arity)
        else:
            self.u8(etf.LARGE_TUPLE)
            self.u32(arity)
        for i in range(arity - 1, -1, -1):
            self.todo.append(w_tuple.get(i))

    def map(self, w_map):
        keys, values = w_map.items()
        self.u8(etf.MAP)
        self.u32(len(keys))
        for i in range(len(keys) - 1, -1, -1):
            self.todo.append(values[i])
            self.todo.append(keys[i])

    def pid(self, w_pid):
        home = w_pid.home()
        self.u8(etf.NEW_PID)
        self.atom(home.w_name.name)
        self.u32(w_pid.number)
        self.u32(w_pid.serial)
        self.u32(home.creation)

    def port(self, w_port):
        home = w_port.home()
        number = w_port.number
        high = w_port.high()
        if high == 0 and 0 <= number <= MAX_V3_PORT:
            self.u8(etf.NEW_PORT)
            self.atom(home.w_name.name)
        else:
            self.u8(etf.V4_PORT)
            self.atom(home.w_name.name)
            self.u32(high)
        self.u32(number)
        self.u32(home.creation)

    def ref(self, w_ref):
        home = w_ref.home()
        self.u8(etf.NEWER_REF)
        self.u16(w_ref.size())
        self.atom(home.w_name.name)
        self.u32(home.creation)
        for i in range(w_ref.size()):
            self.u32(w_ref.word(i))

    def fun(self, w_fun):
        """NEW_FUN_EXT; its size is known when its free variables are
        written."""
        entry = w_fun.entry
        self.u8(etf.NEW_FUN)
        nr = len(self.fun_at)
        self.fun_at.append(self.out.getlength())
        self.fun_size.append(0)
        self.u32(0)
        self.u8(entry.arity)
        self.out.append(md5_of(entry.md5))
        self.u32(entry.index)
        self.u32(len(w_fun.free))
        self.atom(entry.w_module.name)
        self.fun_integer(entry.old_index)
        self.fun_integer(entry.uniq)
        self.todo.append(EndFun(nr))
        for i in range(len(w_fun.free) - 1, -1, -1):
            self.todo.append(w_fun.free[i])
        self.todo.append(w_fun.w_pid)

    def fun_integer(self, value):
        """An integer for which OTP reckons with the longer form."""
        if 0 <= value <= 255:
            self.spare += 3
        self.integer(value)


def md5_of(text):
    """16 bytes, whatever the module told."""
    if len(text) == 16:
        return text
    return '\x00' * 16


def string_length(w_list):
    """Number of elements of a list that is written as a string, or -1."""
    n = 0
    while isinstance(w_list, W_Cons):
        w_head = w_list.head()
        if not isinstance(w_head, W_Int) or not 0 <= w_head.intval <= 255:
            return -1
        n += 1
        if n > MAX_STRING:
            return -1
        w_list = w_list.tl
    if w_list is not NIL:
        return -1
    return n


@jit.dont_look_inside
def encode(w_value, minor):
    """term_to_binary of w_value as a str, version byte included, not
    compressed.  minor: 0, 1 (OTP 25's default) or 2."""
    text = Encoder(minor).run(w_value)
    spend(len(text) >> ENCODED)
    return chr(etf.VERSION_MAGIC) + text


@jit.dont_look_inside
def external_size(w_value, minor):
    """What erlang:external_size gives: at least len(encode())."""
    encoder = Encoder(minor)
    size = len(encoder.run(w_value)) + encoder.spare + 1
    spend(size >> ENCODED)
    return size
