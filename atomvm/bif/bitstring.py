"""Bit strings in the module erlang: sizes, parts, conversion from and to
lists (OTP: erts/emulator/beam/binary.c, erl_bif_guard.c)."""
from atomvm.bif.gateway import Any, Binary, Bits, Int, bif
from atomvm.term.iodata import iodata_bits, join_iodata
from atomvm.term import atoms
from atomvm.term.binary import W_Bits
from atomvm.term.bits import sub_bits, to_str
from atomvm.term.cons import NIL, W_Cons, chars_list, cons
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import W_Tuple, tuple2


@bif('erlang', 'is_binary', 1, guard=True, inline=True)
def is_binary_1(w_value):
    return atoms.from_bool(isinstance(w_value, W_Bits) and
                           w_value.nbits & 7 == 0)


@bif('erlang', 'is_bitstring', 1, guard=True, inline=True)
def is_bitstring_1(w_value):
    return atoms.from_bool(isinstance(w_value, W_Bits))


@bif('erlang', 'byte_size', 1, args=[Bits], guard=True, inline=True)
def byte_size_1(w_bits):
    return mk_int(w_bits.byte_size())


@bif('erlang', 'bit_size', 1, args=[Bits], guard=True, inline=True)
def bit_size_1(w_bits):
    return mk_int(w_bits.nbits)


@bif('erlang', 'size', 1, guard=True, inline=True)
def size_1(w_value):
    if isinstance(w_value, W_Tuple):
        return mk_int(w_value.arity())
    if isinstance(w_value, W_Bits):
        return mk_int(w_value.nbits >> 3)
    raise badarg()


def part_of(w_bits, start, length):
    """Bytes start to start + length (which may be negative)."""
    size = w_bits.nbits >> 3
    if start < 0 or start > size:
        raise badarg()
    if length < 0:
        # not start += length first: it could wrap around
        if length < -start:
            raise badarg()
        start += length
        length = -length
    elif length > size - start:
        raise badarg()
    return sub_bits(w_bits, start << 3, length << 3)


def part_tuple(w_bits, w_pair):
    """As part_of(), of {Start, Length}."""
    if not isinstance(w_pair, W_Tuple) or w_pair.arity() != 2:
        raise badarg()
    w_start = w_pair.get(0)
    w_length = w_pair.get(1)
    if not isinstance(w_start, W_Int) or not isinstance(w_length, W_Int):
        raise badarg()
    return part_of(w_bits, w_start.intval, w_length.intval)


@bif('erlang', 'binary_part', 3, args=[Bits, Int, Int], guard=True,
     inline=True)
def binary_part_3(w_bits, start, length):
    return part_of(w_bits, start, length)


@bif('erlang', 'binary_part', 2, args=[Bits, Any], guard=True, inline=True)
def binary_part_2(w_bits, w_pair):
    return part_tuple(w_bits, w_pair)


@bif('erlang', 'split_binary', 2, args=[Bits, Int], inline=True)
def split_binary_2(w_bits, at):
    if at < 0 or at > w_bits.nbits >> 3:
        raise badarg()
    at <<= 3
    return tuple2(sub_bits(w_bits, 0, at),
                  sub_bits(w_bits, at, w_bits.nbits - at))


@bif('erlang', 'binary_to_list', 1, args=[Binary])
def binary_to_list_1(w_bits):
    return chars_list(to_str(w_bits))


@bif('erlang', 'binary_to_list', 3, args=[Bits, Int, Int])
def binary_to_list_3(w_bits, start, stop):
    """Bytes start to stop, counted from 1; bits over do not matter."""
    if start < 1 or stop < start or stop > w_bits.nbits >> 3:
        raise badarg()
    w_part = sub_bits(w_bits, (start - 1) << 3, (stop - start + 1) << 3)
    return chars_list(to_str(w_part))


@bif('erlang', 'bitstring_to_list', 1, args=[Bits])
def bitstring_to_list_1(w_bits):
    rest = w_bits.nbits & 7
    w_tail = NIL
    if rest:
        w_tail = cons(sub_bits(w_bits, w_bits.nbits - rest, rest), NIL)
    return chars_list(to_str(w_bits), w_tail)


def check_list(w_list):
    if not isinstance(w_list, W_Cons) and w_list is not NIL:
        raise badarg()


@bif('erlang', 'list_to_binary', 1)
def list_to_binary_1(w_list):
    check_list(w_list)
    return join_iodata(w_list, False)


@bif('binary', 'list_to_bin', 1)
def list_to_bin_1(w_list):
    check_list(w_list)
    return join_iodata(w_list, False)


@bif('erlang', 'list_to_bitstring', 1)
def list_to_bitstring_1(w_list):
    check_list(w_list)
    return join_iodata(w_list, True)


@bif('erlang', 'iolist_to_binary', 1)
def iolist_to_binary_1(w_data):
    return join_iodata(w_data, False)


@bif('erlang', 'iolist_size', 1)
def iolist_size_1(w_data):
    return mk_int(iodata_bits(w_data, False) >> 3)


@bif('erlang', 'iolist_to_iovec', 1)
def iolist_to_iovec_1(w_data):
    w_bits = join_iodata(w_data, False)
    if w_bits.nbits == 0:
        return NIL
    return cons(w_bits, NIL)
