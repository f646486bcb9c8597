"""Natives of erlang about atoms: list_to_atom/1, binary_to_atom/2 ...

OTP: erts/emulator/beam/bif.c and atom.c.  An atom has at most 255 characters
(system_limit), and there are at most MAX_ATOMS of them.
"""
from atomvm.bif.chars import utf8_encode, utf8_list, list_codes, all_characters
from atomvm.bif.gateway import bif, Any, Atom, Binary
from atomvm.term import atoms, utf
from atomvm.term.atom import (W_Atom, TABLE, mk_atom, MAX_ATOMS,
                              MAX_CHARACTERS)
from atomvm.term.atoms import from_bool
from atomvm.term.binary import mk_binary
from atomvm.term.cons import W_Cons
from atomvm.term.fault import badarg, error, system_limit
from atomvm.term.iodata import bits_bytes
from atomvm.term.number import W_Int


@bif('erlang', 'is_atom', 1, guard=True, inline=True)
def is_atom_1(w_value):
    return from_bool(isinstance(w_value, W_Atom))


@bif('erlang', 'is_boolean', 1, guard=True, inline=True)
def is_boolean_1(w_value):
    return from_bool(w_value is atoms.true or w_value is atoms.false)


def new_atom(name):
    """The atom of this UTF-8 name; system_limit when the table is full."""
    w_atom = TABLE.find(name)
    if w_atom is None:
        if TABLE.count() >= MAX_ATOMS:
            raise system_limit()
        w_atom = mk_atom(name)
    return w_atom


def existing_atom(name):
    """The atom of this UTF-8 name, badarg if there is none."""
    w_atom = TABLE.find(name)
    if w_atom is None:
        raise badarg()
    return w_atom


def _longer_than_atoms(w_list):
    """Is it a list of as many characters as an atom has, and more of
    anything?"""
    count = 0
    while isinstance(w_list, W_Cons) and count < MAX_CHARACTERS:
        w_char = w_list.head()
        if not isinstance(w_char, W_Int) or not utf.is_codepoint(
                w_char.intval):
            return False
        count += 1
        w_list = w_list.tl
    return isinstance(w_list, W_Cons)


def _list_name(w_list):
    """The UTF-8 name that a character list stands for, or None."""
    codes = list_codes(w_list)
    if codes is None or len(codes) > MAX_CHARACTERS or not all_characters(codes):
        return None
    return utf8_encode(codes)


@bif('erlang', 'list_to_atom', 1)
def list_to_atom_1(w_list):
    name = _list_name(w_list)
    if name is None:
        if _longer_than_atoms(w_list):
            raise system_limit()
        raise badarg()
    return new_atom(name)


@bif('erlang', 'list_to_existing_atom', 1)
def list_to_existing_atom_1(w_list):
    name = _list_name(w_list)
    if name is None:
        raise badarg()
    return existing_atom(name)


@bif('erlang', 'atom_to_list', 1, args=[Atom])
def atom_to_list_1(w_atom):
    return utf8_list(w_atom.name)


def _is_utf8(w_encoding):
    return w_encoding is atoms.utf8 or w_encoding is atoms.unicode


def _binary_name(w_bits, w_encoding, w_too_long):
    """The name in a binary; raises badarg, or w_too_long beyond the limit."""
    text = bits_bytes(w_bits)
    if w_encoding is atoms.latin1:
        if len(text) > MAX_CHARACTERS:
            raise error(w_too_long)
        return utf.latin1_to_utf8(text)
    if not _is_utf8(w_encoding):
        raise badarg()
    count = utf.count_utf8(text)
    if count < 0:
        raise badarg()
    if count > MAX_CHARACTERS:
        raise error(w_too_long)
    return text


@bif('erlang', 'binary_to_atom', 2, args=[Binary, Any])
def binary_to_atom_2(w_bits, w_encoding):
    return new_atom(_binary_name(w_bits, w_encoding, atoms.system_limit))


@bif('erlang', 'binary_to_atom', 1, args=[Binary])
def binary_to_atom_1(w_bits):
    return new_atom(_binary_name(w_bits, atoms.utf8, atoms.system_limit))


@bif('erlang', 'binary_to_existing_atom', 2, args=[Binary, Any])
def binary_to_existing_atom_2(w_bits, w_encoding):
    return existing_atom(_binary_name(w_bits, w_encoding, atoms.badarg))


@bif('erlang', 'binary_to_existing_atom', 1, args=[Binary])
def binary_to_existing_atom_1(w_bits):
    return existing_atom(_binary_name(w_bits, atoms.utf8, atoms.badarg))


@bif('erlang', 'atom_to_binary', 2, args=[Atom, Any])
def atom_to_binary_2(w_atom, w_encoding):
    if w_encoding is atoms.latin1:
        if not utf.fits_latin1(w_atom.name):
            raise badarg()
        return mk_binary(utf.utf8_to_latin1(w_atom.name))
    if not _is_utf8(w_encoding):
        raise badarg()
    return mk_binary(w_atom.name)


@bif('erlang', 'atom_to_binary', 1, args=[Atom])
def atom_to_binary_1(w_atom):
    return mk_binary(w_atom.name)
