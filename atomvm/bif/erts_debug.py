"""Small natives that OTP's libraries ask the emulator about: erts_debug,
erts_internal, io, file, net_kernel and error_logger.

OTP: erts/emulator/beam/erl_debug.c and erl_bif_info.c.
"""
from atomvm.bif.gateway import bif, Any, Bool, Pid
from atomvm.bif.chars import utf8_list
from atomvm.term.size import term_words
from atomvm.proc import output
from atomvm.term import atoms
from atomvm.term.atom import mk_atom, W_Atom
from atomvm.term.atoms import from_bool
from atomvm.term.binary import W_Bits
from atomvm.term.cons import W_Cons, W_Nil
from atomvm.term.fun import W_ExportFun, W_Fun
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Big, W_Float, W_Int, mk_int
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.show import display_str
from atomvm.term.tuple import W_Tuple

HEAP_BINARY = 64        # bytes of the largest binary that is on the heap
FLAT_MAP = 32

W_FIXNUM = mk_atom('fixnum')
W_BIGNUM = mk_atom('bignum')
W_HFLOAT = mk_atom('hfloat')
W_ATOM = mk_atom('atom')
W_NIL = mk_atom('nil')
W_LIST = mk_atom('list')
W_TUPLE = mk_atom('tuple')
W_FLATMAP = mk_atom('flatmap')
W_HASHMAP = mk_atom('hashmap')
W_REFC_BINARY = mk_atom('refc_binary')
W_HEAP_BINARY = mk_atom('heap_binary')
W_SUB_BINARY = mk_atom('sub_binary')
W_EXPORT = mk_atom('export')
W_FUN = mk_atom('fun')
W_REFERENCE = mk_atom('reference')


@bif('erts_debug', 'flat_size', 1)
def flat_size_1(w_term):
    return mk_int(term_words(w_term))


@bif('erts_debug', 'size_shared', 1, host=True)
def size_shared_1(w_term):
    """Parts that are used twice count twice."""
    return mk_int(term_words(w_term))


@bif('erts_debug', 'copy_shared', 2, args=[Any, Bool])
def copy_shared_2(w_term, literals):
    """A copy that shares what the term shares: terms do not change."""
    return w_term


@bif('erts_debug', 'display', 1)
def display_1(w_term):
    """Prints the term as erlang:display/1 does; the line as a string."""
    line = display_str(w_term) + '\n'
    output.write(1, line)
    return utf8_list(line)


@bif('erts_debug', 'same', 2)
def same_2(w_a, w_b):
    """Is it the same word?  Small integers are no objects in OTP."""
    if isinstance(w_a, W_Int) and isinstance(w_b, W_Int):
        return from_bool(w_a.intval == w_b.intval)
    return from_bool(w_a is w_b)


def _bits_type(w_bits):
    if w_bits.nbits & 7 != 0:
        return W_SUB_BINARY
    if w_bits.nbits >> 3 > HEAP_BINARY:
        return W_REFC_BINARY
    return W_HEAP_BINARY


@bif('erts_internal', 'term_type', 1)
def term_type_1(w_term):
    if isinstance(w_term, W_Int):
        return W_FIXNUM
    if isinstance(w_term, W_Atom):
        return W_ATOM
    if isinstance(w_term, W_Cons):
        return W_LIST
    if isinstance(w_term, W_Nil):
        return W_NIL
    if isinstance(w_term, W_Tuple):
        return W_TUPLE
    if isinstance(w_term, W_Big):
        return W_BIGNUM
    if isinstance(w_term, W_Float):
        return W_HFLOAT
    if isinstance(w_term, W_Bits):
        return _bits_type(w_term)
    if isinstance(w_term, W_Map):
        return W_FLATMAP if w_term.size() <= FLAT_MAP else W_HASHMAP
    if isinstance(w_term, W_Fun):
        return W_FUN
    if isinstance(w_term, W_ExportFun):
        return W_EXPORT
    if isinstance(w_term, W_Pid):
        return atoms.pid
    if isinstance(w_term, W_Ref):
        return W_REFERENCE
    assert isinstance(w_term, W_Port)
    return atoms.port


@bif('erts_internal', 'is_system_process', 1, args=[Pid])
def is_system_process_1(w_pid):
    return atoms.false


@bif('io', 'printable_range', 0)
def printable_range_0():
    """Characters that ~tp shows as they are (erl +pc); OTP's default."""
    return atoms.latin1


@bif('file', 'native_name_encoding', 0)
def native_name_encoding_0():
    return atoms.utf8


@bif('net_kernel', 'dflag_unicode_io', 1, args=[Pid])
def dflag_unicode_io_1(w_pid):
    return atoms.true


@bif('error_logger', 'warning_map', 0)
def warning_map_0():
    return atoms.warning
