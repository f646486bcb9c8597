"""Appending in place: what translated code does, in the low-level
interpreter (untranslated, append copies)."""
from rpython.rtyper.test.test_llinterp import interpret
from rpython.rtyper.annlowlevel import hlstr

from atomvm.term.binary import W_Bits, mk_binary
from atomvm.term.bits import LITTLE, to_padded_str, to_str
from atomvm.term.bitsink import append_sink, new_sink, writable


def run(function, *args):
    return hlstr(interpret(function, list(args)))


def hexadecimal(text):
    return text.encode('hex')


def append_int(w_bits, value, n):
    sink = append_sink(w_bits, n)
    sink.put_int(value, n, 0)
    return sink.finish()


def test_append_in_place_and_beside():
    def function(n):
        w_bits = mk_binary('ab')
        for i in range(n):
            w_bits = append_int(w_bits, 0x41 + i, 8)
        w_same = w_bits
        w_one = append_int(w_same, 0x31, 8)
        w_two = append_int(w_same, 0x32, 8)
        w_one = append_int(w_one, 0x33, 8)
        return (to_str(w_same) + ' ' + to_str(w_one) + ' ' + to_str(w_two) +
                ' ' + str(int(w_one.data is w_same.data)) +
                str(int(w_two.data is w_same.data)))
    assert run(function, 3) == 'abABC abABC13 abABC2 10'


def test_append_of_bits_to_a_byte_that_is_partly_used():
    def function(n):
        w_bits = writable(2)
        w_half = w_bits
        for i in range(n):
            w_bits = append_int(w_bits, i & 1, 1)
            if i == 12:
                w_half = w_bits
        w_other = append_int(w_half, 7, 3)
        return (to_padded_str(w_bits) + '|' + to_padded_str(w_half) + '|' +
                to_padded_str(w_other))
    whole, half, other = run(function, 20).split('|')
    assert hexadecimal(whole) == '555550'
    assert hexadecimal(half) == '5550'
    assert hexadecimal(other) == '5557'


def test_the_number_of_copies_is_small():
    def function(n):
        w_bits = mk_binary('')
        copies = 0
        for i in range(n):
            data = w_bits.data
            w_bits = append_int(w_bits, i, 8)
            if w_bits.data is not data:
                copies += 1
        text = to_str(w_bits)
        for i in range(n):
            if len(text) != n or ord(text[i]) != i & 255:
                return '1000'
        return str(copies)
    assert int(run(function, 600)) < 10


def test_parts_without_room_are_copied():
    def function(n):
        w_bits = append_int(mk_binary('abc'), 0x64, 8)
        w_part = W_Bits(w_bits.data, 8, 16)
        w_new = append_int(w_part, n, 8)
        return to_str(w_bits) + ' ' + to_str(w_part) + ' ' + to_str(w_new)
    assert run(function, 0x78) == 'abcd bc bcx'


def test_new_sink_in_low_level_code():
    def function(value):
        sink = new_sink(100)
        sink.put_int(5, 3, 0)
        sink.put_int(value, 13, LITTLE)
        sink.put_float(1.5, 64, 0)
        sink.put_str('xyzw', 1, 2)
        sink.put_int(9, 4, 0)
        return to_padded_str(sink.finish())
    # <<5:3, 16#1abc:13/little, 1.5/float, "yz", 9:4>>
    assert hexadecimal(run(function, 0x1abc)) == 'b79a3ff8000000000000797a90'


def test_a_failed_construction_does_not_spoil_the_room():
    def function(n):
        w_bits = append_int(mk_binary('ab'), 0x63, 8)
        sink = append_sink(w_bits, 8)
        sink.put_int(n, 8, 0)       # and then given up
        w_new = append_int(w_bits, 0x65, 8)
        return to_str(w_bits) + ' ' + to_str(w_new)
    assert run(function, 0x7a) == 'abc abce'
