"""Compact terms, and the errors of the reader below."""
import pytest

from atomvm.beam import operand
from atomvm.beam.operand import OperandReader
from atomvm.error import LoadError
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL
from atomvm.term.number import W_Big, W_Int
from beam_builder import Builder, number

ATOMS = [mk_atom(''), mk_atom('first'), mk_atom('second')]


def reader(data, n_types=0):
    text = 'ab' + data + 'z'
    return OperandReader(text, 'x.beam', 'Code', 0, 2, 2 + len(data), ATOMS,
                         [NIL, mk_atom('literal')], n_types)


def read(data, n_types=0):
    r = reader(data, n_types)
    arg = r.arg()
    assert r.at_end()
    return arg


def error(data):
    with pytest.raises(LoadError) as info:
        read(data)
    assert info.value.filename == 'x.beam'
    assert info.value.chunk == 'Code'
    return info.value


@pytest.mark.parametrize('value', [
    0, 1, 15, 16, 255, 2047, 2048, 32767, 32768, 65535, 65536, 2 ** 24,
    2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 55, 2 ** 62, 2 ** 63 - 1])
def test_numbers_of_one_word(value):
    for tag in 'uixyfh':
        arg = read(number('uiaxyfh'.index(tag), value))
        assert (arg.kind, arg.val, arg.type_index) == (tag, value, -1)
        if tag == 'i':
            assert arg.w_value.intval == value
        else:
            assert arg.w_value is None


@pytest.mark.parametrize('value', [
    -1, -15, -128, -129, -32768, -32769, -2 ** 31, -2 ** 31 - 1, -2 ** 63])
def test_negative_integers(value):
    arg = read(number(1, value))
    assert (arg.kind, arg.val) == ('i', value)
    assert isinstance(arg.w_value, W_Int)


@pytest.mark.parametrize('value', [
    2 ** 63, 2 ** 64, -2 ** 63 - 1, 2 ** 64 - 1, 2 ** 127, -2 ** 128,
    2 ** 2048 - 1, -(2 ** 20000)])
def test_integers_beyond_a_word(value):
    arg = read(number(1, value))
    assert arg.kind == 'B'
    assert isinstance(arg.w_value, W_Big)
    assert arg.w_value.num.tolong() == value


def test_a_wide_encoding_of_a_small_integer_is_that_integer():
    assert read('\xf9\x00' + '\xff' * 8 + '\xfe').val == -2
    assert read('\xf9\x00' + '\x00' * 8 + '\x05').val == 5
    assert read('\xf8\x00' + '\x00' * 8 + '\x05').val == 5
    assert read('\xf8\x38\x01\x00\x00' + '\x00' * 65544 + '\x05').val == 5


def test_a_number_beyond_a_word_is_an_error_unless_it_is_an_integer():
    assert 'too large' in error(number(0, 2 ** 63)).message
    assert 'too large' in error(number(3, 2 ** 64)).message


def test_atoms_and_nil():
    assert read(number(2, 2)).w_value is ATOMS[2]
    nil = read(number(2, 0))
    assert (nil.kind, nil.val, nil.w_value) == ('a', 0, NIL)
    assert error(number(2, 3)).offset == 2


def test_literals():
    arg = read('\x47' + number(0, 1))
    assert (arg.kind, arg.val) == ('l', 1)
    assert arg.w_value is mk_atom('literal')
    assert 'literal 2' in error('\x47' + number(0, 2)).message


def test_lists_hold_any_other_operand():
    b = Builder()
    arg = read(b.operand([('x', 1), ('f', 3), None, ('i', -7),
                          ('literal', 0), ('fr', 2)]))
    assert (arg.kind, arg.val) == ('L', 6)
    assert [a.kind for a in arg.items] == ['x', 'f', 'a', 'i', 'l', 'F']


def test_lists_in_lists_are_refused():
    assert error('\x17\x10\x17\x00').offset == 4
    assert error('\x17\x10\x37\x00').offset == 4


def test_a_length_asks_for_no_memory():
    assert 'too early' in error('\x17' + number(0, 2 ** 40)).message
    assert 'too early' in error(
        '\xf9' + number(0, 2 ** 22) + 'abc').message


def test_types_of_registers():
    data = '\x57' + number(4, 7) + number(0, 1)
    arg = read(data, 2)
    assert (arg.kind, arg.val, arg.type_index) == ('y', 7, 1)
    assert read(data).type_index == -1
    with pytest.raises(LoadError):
        read(data, 1)
    error('\x57' + number(0, 7) + number(0, 1))


def test_allocation_lists():
    arg = read('\x37' + number(0, 2) + number(0, 0) + number(0, 100) +
               number(0, 1) + number(0, 3))
    assert (arg.kind, arg.val) == ('Z', 103)
    error('\x37' + number(0, 4))
    error('\x37' + number(0, 1) + number(0, 3) + number(0, 1))


def test_unknown_extensions_are_refused():
    for byte in '\x07\x67\xf7\x0f':
        error(byte + '\x00\x00')


def test_every_truncation_is_an_error_at_its_place():
    b = Builder()
    whole = b.operand([('i', 2 ** 70), ('typed', ('x', 3), 0), ('fr', 300),
                       ('literal', 1), ('i', -3000), 'm'])
    for n in range(len(whole)):
        assert 2 <= error(whole[:n]).offset <= 2 + n


def test_operands_are_shared_where_one_byte_holds_them():
    assert read(number(3, 4)) is read(number(3, 4))
    assert len(operand.ONE_BYTE) == 256
