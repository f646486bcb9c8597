"""Natives of prim_file about names of files, which are UTF-8 here.

OTP: erts/emulator/beam/erl_unicode.c.  Bytes that are no UTF-8 stay a binary
("raw" names).
"""
from rpython.rlib.rstring import StringBuilder

from atomvm.beam.export import named_export
from atomvm.bif.gateway import bif, Binary
from atomvm.error import Trap
from atomvm.term import atoms, utf
from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.cons import NIL, W_Cons, int_list
from atomvm.term.fault import badarg
from atomvm.term.iodata import bits_bytes
from atomvm.term.number import W_Int
from atomvm.term.tuple import tuple2

TO_NFC = named_export('unicode', 'characters_to_nfc_list', 1)


def name_text(w_name):
    """The UTF-8 text of a deep list of characters; badarg."""
    builder = StringBuilder()
    stack = []
    while True:
        while isinstance(w_name, W_Cons):
            w_head = w_name.head()
            if isinstance(w_head, W_Int):
                if not utf.is_codepoint(w_head.intval):
                    raise badarg()
                utf.append_utf8(builder, w_head.intval)
                w_name = w_name.tl
            else:
                stack.append(w_name.tl)
                w_name = w_head
        if w_name is not NIL:
            raise badarg()
        if len(stack) == 0:
            return builder.build()
        w_name = stack.pop()


@bif('prim_file', 'internal_name2native', 1, host=True)
def internal_name2native_1(w_name):
    """The bytes of a name, with a NUL after them; badarg where it has one."""
    if isinstance(w_name, W_Bits):
        text = bits_bytes(w_name)
    else:
        text = name_text(w_name)
    if text.find('\x00') >= 0:
        raise badarg()
    return mk_binary(text + '\x00')


@bif('prim_file', 'internal_native2name', 1, args=[Binary], host=True)
def internal_native2name_1(w_bits):
    """The characters of a name that the system gave."""
    text = bits_bytes(w_bits)
    if utf.count_utf8(text) < 0:
        # OTP's default: readers of directories warn, and leave it out
        return tuple2(atoms.error, atoms.warning)
    return int_list(utf.codepoints(text))


@bif('prim_file', 'internal_normalize_utf8', 1, args=[Binary], host=True)
def internal_normalize_utf8_1(w_bits):
    """Characters, marks joined to the letters before them."""
    if utf.count_utf8(bits_bytes(w_bits)) < 0:
        raise badarg()
    raise Trap(TO_NFC, [w_bits])


@bif('prim_file', 'is_translatable', 1, args=[Binary], host=True)
def is_translatable_1(w_bits):
    """Could it be a list of characters as well?"""
    return atoms.from_bool(utf.count_utf8(bits_bytes(w_bits)) >= 0)
