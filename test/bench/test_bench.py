"""The benchmark programs, with hardly any work to do, give the results of erl
on every binary; scripts/bench prints its table."""
import os
import subprocess

import pytest
import run_bench
from support import BUILD, ROOT


@pytest.fixture(scope='module')
def work(tmpdir_factory):
    return str(tmpdir_factory.mktemp('bench'))


@pytest.fixture(scope='module', params=['nojit', 'jit'])
def vm(request):
    return request.getfixturevalue('vm_' + request.param) + ['{beam}']


@pytest.fixture(scope='module')
def expected(work):
    """What erl gives, each program run once."""
    results = {}

    def get(name, beam):
        if name not in results:
            results[name] = run_bench.run(run_bench.ERL, beam, 60)
        return results[name]
    return get


@pytest.mark.parametrize('name', run_bench.programs())
def test_result_is_that_of_erl(name, vm, work, expected):
    beam = run_bench.compile_program(name, run_bench.TINY[name], work)
    theirs = expected(name, beam)
    assert not theirs.fault
    ours = run_bench.run(vm, beam, 60)
    assert not ours.fault
    assert ours.checksum == theirs.checksum


def test_hello_world_takes_under_12_mb(vm, work):
    beam = run_bench.compile_program('hello', None, work)
    result = run_bench.run(vm, beam, 60)
    assert not result.fault
    assert result.checksum == 'hello world'
    if result.rss is not None:      # /usr/bin/time is there
        assert result.rss < 12


@pytest.mark.parametrize('count,most', [(100000, 150), (1000000, 1500)])
def test_processes_that_wait_are_small(vm_nojit, work, count, most):
    """count processes alive at once, all of which answer, in most MB."""
    source = os.path.join(ROOT, 'test', 'bench', 'many', 'many_processes.erl')
    subprocess.check_call(['erlc', '-o', work, source])
    said = subprocess.check_output(
        vm_nojit + ['+P', '2000000', '-pa', work, '-noshell',
                    '-s', 'many_processes', 'main', str(count),
                    '-s', 'erlang', 'halt']).split()
    assert said[:2] == [str(count), str(count * (count + 1) // 2)]
    if os.path.exists('/proc/self/status'):
        assert int(said[2]) < most * 1024


def test_every_program_has_all_sizes():
    assert sorted(run_bench.QUICK) == run_bench.programs()
    assert sorted(run_bench.TINY) == run_bench.programs()


def test_run_that_does_not_end_is_stopped(work):
    beam = run_bench.compile_program('hello', None, work)
    result = run_bench.run(['sleep', '30'], beam, 0.2)
    assert result.fault.startswith('no end')


def test_wrong_result_is_a_fault(work, capsys):
    options = run_bench.parse(['--vm', 'x', '--runs', '1', 'fib'])
    options.sizes = run_bench.TINY
    rows, faults = run_bench.table(
        options, ['good', 'bad'],
        [['echo', 'fib 1 us=5 cpu=0'], ['echo', 'fib 2 us=5 cpu=0']], work)
    assert faults == 1
    assert 'results differ' in rows['fib']['fault']
    assert 'results differ' in capsys.readouterr()[0]


def test_table_is_printed(vm_nojit):
    out = subprocess.check_output(
        [os.path.join(ROOT, 'scripts', 'bench'), '--no-jit', '--size', 'tiny',
         '--runs', '1', 'fib', 'nrev'])
    assert 'hello world: erl ' in out
    assert 'hello world: %s' % os.path.basename(vm_nojit[0]) in out
    assert 'geometric mean of 2 ratios' in out
    assert BUILD in vm_nojit[0]
