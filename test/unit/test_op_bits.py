"""Handlers of bit string opcodes, on code made by hand: bs_match of OTP 26
and the opcodes of OTP 21, which no compiler at hand emits."""
import pytest

from atomvm.beam.bitcmd import (M_BINARY, M_ENSURE_AT_LEAST, M_ENSURE_EXACTLY,
                                M_EQUAL, M_GET_TAIL, M_INTEGER, M_SKIP,
                                flag_bit)
from atomvm.beam.code import Code
from atomvm.error import ErlangError
from atomvm.interp.op_bitmatch import op_bs_match
from atomvm.interp.op_bitold import (op_bs_context_to_binary, op_bs_restore2,
                                     op_bs_save2, op_bs_start_match2)
from atomvm.interp.op_bits import (op_bs_get_integer2, op_bs_get_tail,
                                   op_bs_match_string, op_bs_set_position,
                                   op_bs_start_match3, op_bs_start_match4)
from atomvm.term.atom import mk_atom
from atomvm.term.binary import W_Bits, W_MatchContext, mk_binary
from atomvm.term.bits import to_str
from atomvm.term.number import mk_int

FAIL = 77


def x(n):
    return n << 2


def run(handler, ops, xs, lits=(), strings=''):
    """The new pc; ops without the opcode."""
    code = Code(mk_atom('m'), [0] + ops, list(lits), [], [], [], strings, 8, 8)
    return handler(code, 0, xs, [])


def lit(n):
    return (n << 2) | 2


def match(commands, data, lits=()):
    """(new pc or FAIL, the registers) of bs_match on a binary in x0."""
    w_bits = data
    if isinstance(data, str):
        w_bits = mk_binary(data)
    xs = [W_MatchContext(w_bits, w_bits.off)] + [None] * 7
    pc = run(op_bs_match, [FAIL, x(0), len(commands)] + commands, xs, lits)
    assert pc in (FAIL, 4 + len(commands))
    return pc != FAIL, xs


def test_match_integers_binary_and_tail():
    ok, xs = match([M_ENSURE_AT_LEAST, 40, 8, M_INTEGER, 0, 8, 1, x(1),
                    M_INTEGER, flag_bit('little'), 16, 1, x(2), M_SKIP, 4,
                    M_INTEGER, flag_bit('signed'), 4, 1, x(3), M_BINARY, 0, 1,
                    8, x(4), M_GET_TAIL, 1, x(5)], '\x01\x02\x03\x4f\x55tail')
    assert ok
    assert [xs[i].intval for i in (1, 2, 3)] == [1, 0x302, -1]
    assert to_str(xs[4]) == 'U'
    assert to_str(xs[5]) == 'tail'
    assert xs[0].pos == xs[0].end


def test_match_ensures():
    exactly = [M_ENSURE_EXACTLY, 16]
    assert match(exactly, 'ab')[0]
    assert not match(exactly, 'abc')[0]
    at_least = [M_ENSURE_AT_LEAST, 8, 8]
    assert match(at_least, 'abc')[0]
    assert not match(at_least, '')[0]
    assert not match(at_least, W_Bits('abc', 0, 20))[0]


def test_match_literal_value():
    commands = [M_EQUAL, 16, lit(0), M_GET_TAIL, 1, x(1)]
    ok, xs = match(commands, 'abcd', [mk_int(0x6162)])
    assert ok and to_str(xs[1]) == 'cd'
    assert not match(commands, 'abcd', [mk_int(0x6163)])[0]
    assert not match(commands, 'a', [mk_int(0x61)])[0]


def test_match_that_fails_does_not_move():
    ok, xs = match([M_INTEGER, 0, 8, 1, x(1), M_INTEGER, 0, 100, 1, x(2)], 'ab')
    assert not ok and xs[0].pos == 0


def test_start_match():
    xs = [mk_binary('ab'), mk_atom('a'), None]
    assert run(op_bs_start_match3, [FAIL, x(0), 2, x(2)], xs) == 5
    w_ctx = xs[2]
    assert isinstance(w_ctx, W_MatchContext)
    assert run(op_bs_start_match3, [FAIL, x(1), 2, x(2)], xs) == FAIL
    w_ctx.pos = 8
    assert run(op_bs_start_match4, [0, 2, x(2), x(1)], xs) == 5
    assert xs[1] is w_ctx and w_ctx.pos == 8
    with pytest.raises(ErlangError):
        run(op_bs_start_match4, [0, 2, x(0), x(1)], [mk_int(1), None])


def test_save_and_restore():
    xs = [mk_binary('abcd'), None, None]
    assert run(op_bs_start_match2, [FAIL, x(0), 1, 2, x(1)], xs) == 6
    get = [FAIL, x(1), 2, lit(0), 1, 0, x(2)]
    eight = [mk_int(8)]
    assert run(op_bs_get_integer2, get, xs, eight) == 8
    run(op_bs_save2, [x(1), 0], xs)
    run(op_bs_get_integer2, get, xs, eight)
    assert xs[2].intval == 0x62
    run(op_bs_restore2, [x(1), 0], xs)
    run(op_bs_get_integer2, get, xs, eight)
    assert xs[2].intval == 0x62
    run(op_bs_restore2, [x(1), -1], xs)
    run(op_bs_get_integer2, get, xs, eight)
    assert xs[2].intval == 0x61
    with pytest.raises(ErlangError):
        run(op_bs_restore2, [x(1), 2], xs)
    # a context that comes back keeps its place, which is its start now
    assert run(op_bs_start_match2, [FAIL, x(1), 1, 5, x(1)], xs) == 6
    run(op_bs_save2, [x(1), 4], xs)
    run(op_bs_get_integer2, get, xs, eight)
    run(op_bs_context_to_binary, [x(1)], xs)
    assert to_str(xs[1]) == 'bcd'


@pytest.mark.parametrize('handler,ops', [
    (op_bs_get_integer2, [FAIL, x(0), 1, lit(0), 1, 0, x(0)]),
    (op_bs_match, [FAIL, x(0), 2, M_SKIP, 8]),
    (op_bs_match_string, [FAIL, x(0), 8, 0])])
def test_no_context_fails(handler, ops):
    for w_value in (mk_atom('a'), mk_binary('abc')):
        assert run(handler, ops, [w_value], [mk_int(8)], 'abc') == FAIL


def test_no_context_raises_where_nothing_can_fail():
    for handler, ops in [(op_bs_get_tail, [x(0), x(0), 1]),
                         (op_bs_set_position, [x(0), lit(0)])]:
        with pytest.raises(ErlangError):
            run(handler, ops, [mk_atom('a')], [mk_int(0)])


def test_string_beyond_the_table_fails():
    w_bits = mk_binary('abcdef')
    for bits, offset in ((16, 2), (8, 3), (400, 0)):
        xs = [W_MatchContext(w_bits, 0)]
        assert run(op_bs_match_string, [FAIL, x(0), bits, offset], xs,
                   strings='abc') == FAIL


def test_position_outside_is_refused():
    for pos in (-1, 17):
        xs = [W_MatchContext(mk_binary('ab'), 0)]
        with pytest.raises(ErlangError):
            run(op_bs_set_position, [x(0), lit(0)], xs, [mk_int(pos)])
