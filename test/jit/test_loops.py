"""Operations of the loops that the JIT makes of typical functions.

test/jit/trace.py runs kernels.erl on RPython's untranslated JIT; here the
optimized loops are read from its log.  A loop's operations are those behind
its last label: what runs again and again.
"""
import os
import re
import subprocess
import sys

import pytest

import support

HERE = os.path.dirname(os.path.abspath(__file__))
KERNELS = [('sum', 600), ('fib', 14), ('tak', 9), ('reverse', 40),
           ('state', 600), ('queens', 5), ('ping', 400), ('mandel', 600),
           ('text', 200), ('fact', 19), ('mapfold', 500), ('trees', 9),
           ('bytes', 600), ('maps', 600),
           ('paths', 900), ('machine', 300), ('lookups', 600), ('tuples', 600),
           ('matching', 600)]
LOOP = re.compile(r'\{jit-log-opt-loop\n(# Loop \d+ \(kernels:(\S+) line \d+ '
                  r'(\w+)\) : loop with .*?)\[\w+\] jit-log-opt-loop\}', re.S)
MATCH = re.compile(r'\{jit-log-opt-loop\n(# Loop \d+ \(match specification of .*?)'
                   r'\[\w+\] jit-log-opt-loop\}', re.S)
TRACE = re.compile(r'\{jit-log-opt-(?:loop|bridge)\n(.*?)\[\w+\] jit-log-opt',
                   re.S)
TARGET = r'\(.*descr=TargetToken\((\d+)\)\)$'


class Traces(object):
    """The log: loops by function and by where they start."""

    def __init__(self, log):
        self.loops = {}
        self.preambles = {}     # token of a loop's preamble -> function
        for text, function, start in LOOP.findall(log):
            self.loops.setdefault((function, start), []).append(text)
            token = re.search('^label' + TARGET, text, re.M).group(1)
            self.preambles[token] = function
        self.jumps = re.findall('^jump' + TARGET, '\n'.join(
            TRACE.findall(log)), re.M)

    def boxing_jumps(self, function):
        """How many traces jump to preambles of a function's loops, where
        everything is boxed, and not to the loops themselves."""
        assert function in self.preambles.values()
        return len([token for token in self.jumps
                    if self.preambles.get(token) == function])

    def operations(self, function, start='entry'):
        """Names of the operations of the shortest such loop."""
        return min([operations(text)
                    for text in self.loops[(function, start)]], key=len)


def operations(text):
    """Operations behind the last label, without debug_merge_point."""
    body = text[text.rindex('\nlabel('):]
    names = re.findall(r'^(?:\w+ = )?(\w+)\(', body, re.M)
    return [name for name in names
            if name not in ('label', 'debug_merge_point', 'jump')]


def guards(names):
    return [name for name in names if name.startswith('guard_')]


def calls(names):
    return [name for name in names if name.startswith('call_')]


def allocations(names):
    return [name for name in names if name.startswith('new')]


@pytest.fixture(scope='module')
def output(tmpdir_factory):
    folder = tmpdir_factory.mktemp('jit')
    subprocess.check_call(['erlc', '-o', str(folder),
                           os.path.join(HERE, 'kernels.erl'),
                           os.path.join(HERE, 'driver.erl')])
    command = [sys.executable, os.path.join(HERE, 'trace.py'),
               str(folder.join('kernels.beam'))]
    for name, n in KERNELS:
        command += [name, str(n)]
    log = folder.join('log')
    with open(str(log), 'w') as f:
        subprocess.check_call(command, stdout=f, stderr=subprocess.STDOUT,
                              cwd=support.ROOT)
    return str(folder), log.read()


@pytest.fixture(scope='module')
def traces(output):
    return Traces(output[1])


def test_results_are_those_of_erl(output):
    folder, log = output
    calls_ = ', '.join(['kernels:%s(%d)' % kernel for kernel in KERNELS])
    expression = ('io:format("~w", [lists:foldl(fun(R, T) -> (T * 31 + R) rem '
                  '1000003 end, 0, [' + calls_ + '])]), halt().')
    expected = subprocess.check_output(
        ['erl', '-noshell', '-pa', folder, '-eval', expression])
    assert re.findall(r'^checksum (\d+)$', log, re.M) == [expected]


def test_sum_is_an_addition_a_subtraction_and_three_checks(traces):
    names = traces.operations('sum/2')
    assert len(names) <= 9
    assert names.count('guard_no_overflow') == 2
    assert not allocations(names) and not calls(names)


def test_fib_allocates_one_continuation_a_call(traces):
    names = traces.operations('fib/1')
    assert len(allocations(names)) == 1
    assert len(names) <= 12


def test_return_costs_one_guard(traces):
    names = traces.operations('append/2', 'restore')
    assert guards(names) == ['guard_value']
    assert len(allocations(names)) == 1


def test_map_returns_with_one_guard(traces):
    names = traces.operations('map/2', 'restore')
    assert guards(names) == ['guard_value']


def test_foldl_inlines_the_fun(traces):
    names = traces.operations('foldl/3')
    assert not allocations(names) and not calls(names)
    assert len(guards(names)) <= 4


def test_state_machine_makes_no_calls(traces):
    names = traces.operations('state/3')
    assert not calls(names)
    # the state's tuple and the two integers in it
    assert len(allocations(names)) <= 3


def test_queens_checks_without_allocating(traces):
    names = traces.operations('safe/3')
    assert not allocations(names) and not calls(names)


def test_ping_pong_switches_processes_inside_the_loop(traces):
    names = traces.operations('pong/1')
    assert not [name for name in calls(names)
                if name.startswith('call_assembler')]
    assert len(calls(names)) <= 2


def test_floats_stay_unboxed(traces):
    names = traces.operations('iterate/5')
    assert not allocations(names) and not calls(names)
    assert names.count('float_mul') == 4


def test_digits_make_only_the_list(traces):
    names = traces.operations('digits/2')
    assert len(allocations(names)) == 1 and not calls(names)


def test_product_of_small_integers_makes_no_calls(traces):
    names = traces.operations('product/2')
    assert not allocations(names) and not calls(names)


def test_trees_return_with_one_guard(traces):
    names = traces.operations('make/1', 'restore')
    assert guards(names) == ['guard_value']
    assert len(allocations(names)) == 1
    names = traces.operations('count/1', 'restore')
    assert not allocations(names)


def test_bytes_of_a_binary_are_read_without_allocating(traces):
    names = traces.operations('bytes/2')
    assert not allocations(names) and not calls(names)
    assert 'strgetitem' in names


def test_bytes_are_appended_in_place(traces):
    names = traces.operations('binary_of/2')
    assert not allocations(names) and not calls(names)
    assert 'strsetitem' in names


def test_keys_of_a_small_map_are_found_and_set_without_calls(traces):
    names = traces.operations('lookups/3')
    assert not allocations(names) and not calls(names)


def test_elements_of_a_small_tuple_are_read_and_set_without_calls(traces):
    names = traces.operations('tuples/2')
    assert not calls(names)
    # the tuple and the integers in it
    assert len(allocations(names)) <= 3


@pytest.mark.parametrize('function', ['paths/3', 'execute/3', 'safe/3',
                                      'columns/5'])
def test_all_ways_round_a_loop_stay_unboxed(traces, function):
    assert traces.boxing_jumps(function) == 0


def test_match_specification_is_machine_code(output):
    loops = MATCH.findall(output[1])
    names = min([operations(text) for text in loops], key=len)
    # the tuple that is the result, and room in the list of results
    assert allocations(names) == ['new_with_vtable']
    assert [n for n in names if 'call' in n] == ['cond_call']
    assert len(names) <= 36
