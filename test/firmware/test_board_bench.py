"""scripts/bench --board: its clocks count what they are said to count."""
import os
import re
import subprocess
import sys

import pytest
from support import ROOT
from support_firmware import build

from cross import boards

BENCH = os.path.join(ROOT, 'test', 'bench')
if BENCH not in sys.path:
    sys.path.append(BENCH)

import board_bench

# run/1: N rounds of five opcodes (is_ne_exact, gc_bif2, test_heap, put_list,
# call_only); for test_heap there is no code in this VM.
COUNTED = '''{module, counted}.
{exports, [{run,1}]}.
{attributes, []}.
{labels, 4}.
{function, run, 1, 2}.
  {label,1}.
    {func_info,{atom,counted},{atom,run},1}.
  {label,2}.
    {test,is_ne_exact,{f,3},[{x,0},{integer,0}]}.
    {line,[]}.
    {gc_bif,'-',{f,0},1,[{x,0},{integer,1}],{x,0}}.
    {test_heap,2,1}.
    {put_list,{x,0},nil,{x,1}}.
    {call_only,1,{f,2}}.
  {label,3}.
    {move,{integer,7},{x,0}}.
    return.
'''


@pytest.fixture(scope='module')
def board():
    return build('netduinoplus2')


def test_opcodes_are_those_of_the_beam_file(tmpdir):
    source = tmpdir.join('counted.S')
    source.write(COUNTED)
    _, plain = board_bench.make_packs(str(source), (10, 1010, []), str(tmpdir))
    results, count = board_bench.on_host(plain)
    assert results == [7, 7]
    assert count[1] - count[0] == 1000 * 5


def test_the_clock_counts_instructions(board, tmpdir):
    """QEMU's own trace, with a block for each instruction, says the same."""
    found = []
    for large in (8, 10):
        image, _ = board_bench.make_packs(os.path.join(BENCH, 'fib.erl'),
                                          (4, large, []), str(tmpdir))
        pipe = str(tmpdir.join('trace%d' % large))
        os.mkfifo(pipe)
        counter = subprocess.Popen(['grep', '-c', '^Trace', pipe],
                                   stdout=subprocess.PIPE)
        _, clock = board_bench.on_board(board, image, [
            '-singlestep', '-d', 'exec,nochain', '-D', pipe])
        found.append((clock[1], int(counter.communicate()[0])))
    clock = found[1][0] - found[0][0]
    traced = found[1][1] - found[0][1]
    assert clock > 50000
    # one digit more is printed
    assert abs(clock - traced) < 200


def test_table_is_printed(board):
    out = subprocess.check_output([os.path.join(ROOT, 'scripts', 'bench'), '--board',
                                   board.name, 'fib'])
    head, row = out.splitlines()
    assert head.split()[0] == 'netduinoplus2'
    instructions, opcodes, ratio = re.match(r'fib +(\d+) +(\d+) +([\d.]+)$',
                                            row).groups()
    assert abs(float(instructions) / int(opcodes) - float(ratio)) < 0.1
    assert 10 < float(ratio) < 500


def test_wrong_results_are_a_fault(tmpdir, monkeypatch):
    """A board that computes something else gets no row."""
    monkeypatch.setattr(board_bench, 'on_board', lambda *_: ([1, 3], [5, 6]))
    with pytest.raises(board_bench.BenchError) as e:
        board_bench.measure(boards.load('netduinoplus2'),
                            os.path.join(BENCH, 'fib.erl'), (2, 3, []), str(tmpdir))
    assert 'results differ' in str(e.value)


def test_boards_that_qemu_has_not_are_refused():
    with pytest.raises(boards.BoardError):
        board_bench.main(['board_bench.py', 'stm32f4'])
