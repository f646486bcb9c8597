"""Float instructions leave their check to the one that uses the result."""
import pytest

from atomvm.beam import opcode
from atomvm.beam.floats import is_checked_later, unchecked
from atomvm.beam.operand import Arg, Instr


def instrs(*lines):
    """Instructions of "fadd 0 1 2" (float registers), "fmove x3 1" and so on."""
    found = []
    for line in lines:
        words = line.split()
        args = [Arg('x', int(word[1:])) if word[0] == 'x'
                else Arg('F', int(word)) for word in words[1:]]
        if words[0] in ('fadd', 'fsub', 'fmul', 'fdiv'):
            args.insert(0, Arg('f', 0))
        found.append(Instr(opcode.BY_NAME[words[0]].number, args, 0))
    return found


@pytest.mark.parametrize('lines', [
    ['fmul 0 1 0', 'fadd 0 2 0'],
    ['fmul 0 1 0', 'fadd 2 0 0'],
    ['fsub 0 1 2', 'fmove x3 1', 'fmul 1 1 1', 'fmul 2 1 2'],
])
def test_result_that_is_used_and_overwritten_is_checked_there(lines):
    assert is_checked_later(instrs(*lines), 0)


@pytest.mark.parametrize('lines', [
    ['fmul 0 1 0', 'fdiv 2 0 0'],               # 1 / inf is finite
    ['fmul 0 1 0', 'fmove 0 x1', 'fadd 0 2 0'],     # it is looked at
    ['fmul 0 1 0', 'fmove 1 x1', 'fadd 0 2 0'],     # so is another one
    ['fmul 0 1 0', 'fadd 0 2 1', 'fadd 0 1 0'],     # it lives on
    ['fmul 0 1 0', 'fadd 1 2 0'],               # it is lost
    ['fmul 0 1 0', 'line 5', 'fadd 0 2 0'],     # in another line
    ['fmul 0 1 0', 'return'],
])
def test_other_result_is_checked_at_once(lines):
    assert not is_checked_later(instrs(*lines), 0)


def test_quotient_is_always_checked():
    assert unchecked(opcode.BY_NAME['fdiv'].number) == 0
    assert unchecked(opcode.BY_NAME['fadd'].number) != 0
