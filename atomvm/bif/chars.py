"""Arguments that are text: character lists and binaries as Python values.

Characters are Unicode scalar values (term/utf.py).
"""
from rpython.rlib.rstring import StringBuilder

from atomvm.term import utf
from atomvm.term.cons import W_Cons, NIL, int_list
from atomvm.term.number import W_Int


def list_codes(w_list):
    """The elements of a flat, proper list of small integers >= 0 as a list of
    ints, or None."""
    codes = []
    while isinstance(w_list, W_Cons):
        w_head = w_list.head()
        if not isinstance(w_head, W_Int):
            return None
        code = w_head.intval
        if code < 0:
            return None
        codes.append(code)
        w_list = w_list.tl
    if w_list is not NIL:
        return None
    return codes


def all_characters(codes):
    """Are all of these ints characters?"""
    for code in codes:
        if not utf.is_codepoint(code):
            return False
    return True


def utf8_encode(codes):
    """UTF-8 text (a str) of a list of characters."""
    builder = StringBuilder(len(codes))
    for code in codes:
        utf.append_utf8(builder, code)
    return builder.build()


def utf8_list(text):
    """The character list of UTF-8 text; of its bytes where it is not UTF-8."""
    if utf.count_utf8(text) < 0:
        return int_list([ord(char) for char in text])
    return int_list(utf.codepoints(text))
