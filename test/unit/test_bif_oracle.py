"""What the property tests that ask erl (test/prop/*_erl.py) found: natives
that differed from OTP, one case each."""
from bif_calls import Caller, check
from terms import native
from wire import Bits, Map

from atomvm.bif import (binary, bitstring, checksum, erlang_atom, maps, number,
                        unicode)
from atomvm.term.binary import W_Bits


def test_adler32_combine_with_nothing_ignores_the_second():
    check('''
    erlang:adler32_combine(5, 2230142347, 0) -> 5
    ''')


def test_lengths_of_combine_have_32_bits():
    check('''
    erlang:crc32_combine(1, 2, 2147483648) -> 498536550
    erlang:crc32_combine(1, 2, 4294967296) -> error:badarg
    erlang:adler32_combine(1, 2, 4294967296) -> error:badarg
    erlang:crc32_combine(1, 2, -1) -> error:badarg
    ''')


def test_compact_takes_zeros_off_large_whole_numbers():
    check('''
    erlang:float_to_binary(1.0e16, [{decimals, 0}, compact]) -> <<"1">>
    erlang:float_to_binary(1.0e15, [{decimals, 0}, compact]) -> <<"1000000000000000">>
    erlang:float_to_binary(1.0e16, [{decimals, 2}, compact]) -> <<"10000000000000000.0">>
    erlang:float_to_binary(1.0e16, [{decimals, 0}]) -> <<"10000000000000000">>
    ''')


def test_text_of_a_float_ends_at_nul():
    check(r'''
    erlang:list_to_float([50, 46, 53, 0, 120]) -> 2.5
    erlang:binary_to_float(<<50, 46, 53, 0>>) -> 2.5
    erlang:list_to_float([50, 46, 0, 53]) -> error:badarg
    erlang:list_to_float([0]) -> error:badarg
    ''')


def test_binary_to_list_of_a_part_leaves_bits_over():
    caller = Caller()
    caller.variables['B'] = W_Bits('abc', 0, 23)
    check('''
    erlang:binary_to_list(B, 1, 2) -> "ab"
    erlang:binary_to_list(B, 1, 3) -> error:badarg
    erlang:binary_to_list(B) -> error:badarg
    ''', caller)


def test_nothing_is_found_in_nothing():
    """Whatever the pattern is."""
    check('''
    binary:match(<<>>, []) -> nomatch
    binary:matches(<<>>, x) -> []
    binary:split(<<>>, []) -> [<<>>]
    binary:match(<<1>>, []) -> error:badarg
    binary:match(<<>>, <<1>>, x) -> error:badarg
    ''')


def test_which_comes_first_in_a_long_list_of_characters():
    good = [97] * 255
    assert native('erlang', 'list_to_atom', [[-1] + good]) == (
        'error', 'error', 'badarg')
    assert native('erlang', 'list_to_atom', [good + [-1]]) == (
        'error', 'error', 'system_limit')


def test_later_of_equal_keys_wins_but_in_put():
    large = [(n, n) for n in range(1, 40)]
    for more in ([], large):
        left = Map([(0.0, 1)] + more)
        right = Map([(-0.0, 2)] + more)
        for name, args, first in [
                ('from_list', [left.pairs + [(-0.0, 2)]], '-'),
                ('merge', [left, right], '-'), ('merge', [right, left], '0'),
                ('put', [-0.0, 2, left], '-' if more else '0'),
                ('update', [-0.0, 2, left], '-' if more else '0')]:
            made = native('maps', name, args)[1]
            keys = [repr(key) for key, _ in made.pairs]
            assert [key[0] for key in keys if '.' in key] == [first], name


def to_list(data):
    return native('unicode', 'characters_to_list', [data, 'unicode'])[1]


def test_too_few_bytes_of_a_character_are_looked_at_late():
    """Only when what follows is no binary or there is nothing more."""
    few = Bits('\xf0\xff')
    rest = [2048, 92]
    for got, wanted in [
            (to_list(few), ('error', [], few)),
            (to_list(Bits('\xf4\xaf\xbf')),
             ('incomplete', [], Bits('\xf4\xaf\xbf'))),
            (to_list([few] + rest), ('error', [], [few, rest])),
            (to_list([few, Bits('\xc5'), Bits(''), 233]),
             ('error', [], [Bits('\xf0\xff\xc5'), [233]])),
            (to_list([Bits('\xf0\x90'), Bits('\xe0')]),
             ('error', [], Bits('\xf0\x90\xe0')))]:
        assert repr(got) == repr(wanted)


def test_nothing_behind_a_big_integer_is_looked_at():
    assert repr(to_list([1 << 70, 'a'])) == repr(
        ('error', [], [1 << 70, 'a']))
    assert native('unicode', 'characters_to_list', [[1 << 31, 'a'], 'unicode'])\
        == ('error', 'error', 'badarg')
