"""Compares this VM with erl on the programs of this folder; see scripts/bench.

Each program prints "NAME CHECKSUM us=MICROSECONDS ...", the microseconds by its
own clock, without start-up.  Runs alternate between the two; of each the best
counts.  Checksums have to agree.  Memory is the peak of resident pages, as
/usr/bin/time tells (wait4's own figure begins with what this script held).
"""
from __future__ import print_function
import argparse
import json
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

FOLDER = os.path.dirname(os.path.abspath(__file__))

# {name: size}: the default of each program is meant for a second or so on erl;
# with these an interpreter ends in about as long, and in the blink of an eye.
QUICK = dict(fib=32, tailloop=30000000, nrev=200, qsort=5, nqueens=9, sieve=20000,
             binary_trees=13, nbody=60000, spectral_norm=150, mandelbrot=300,
             pingpong=100000, ring=300, spawn_many=50000, bin_parse=200,
             bin_build=50, gen_call=100000, bigint_fact=600, exceptions=1000000,
             pattern_match=200000, ets_ops=100000, timers=30000)
TINY = dict(fib=16, tailloop=20000, nrev=2, qsort=1, nqueens=5, sieve=500,
            binary_trees=6, nbody=100, spectral_norm=10, mandelbrot=20,
            pingpong=500, ring=3, spawn_many=200, bin_parse=2,
            bin_build=1, gen_call=500, bigint_fact=40, exceptions=500,
            pattern_match=500, ets_ops=400, timers=200)

# halt, for init:stop/0 takes a second
ERL = ['erl', '+S', '1', '-noshell', '-pa', '{dir}', '-s', '{mod}', 'start',
       '-s', 'erlang', 'halt']


def programs():
    return sorted(name[:-len('.erl')] for name in os.listdir(FOLDER)
                  if name.endswith('.erl') and name != 'hello.erl')


def compile_program(name, size, work):
    """The .beam of a program, compiled for a size (None: its own)."""
    folder = os.path.join(work, '%s-%s' % (name, size))
    if not os.path.isdir(folder):
        os.makedirs(folder)
        command = ['erlc', '-DTIMED', '-o', folder]
        if size is not None:
            command.append('-DSIZE=%d' % size)
        subprocess.check_call(command + [os.path.join(FOLDER, name + '.erl')])
    return os.path.join(folder, name + '.beam')


class Result(object):
    """One run: checksum line and own seconds (None where it has none), wall
    seconds, resident MB, and what went wrong ('' if nothing did)."""

    def __init__(self, checksum, own, wall, rss, fault):
        self.checksum = checksum
        self.own = own
        self.wall = wall
        self.rss = rss
        self.fault = fault


def run(template, beam, limit):
    """Run the command that template stands for, at most limit seconds."""
    places = dict(beam=beam, dir=os.path.dirname(beam),
                  mod=os.path.basename(beam)[:-len('.beam')])
    command = [word.format(**places) for word in template]
    record = beam + '.rss'
    if os.path.exists('/usr/bin/time'):
        command = ['/usr/bin/time', '-q', '-f', '%M', '-o', record] + command
    with open(os.devnull) as null:
        begun = time.time()
        child = subprocess.Popen(command, stdin=null, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, preexec_fn=os.setsid)
    late = []

    def stop():
        late.append(True)
        os.killpg(child.pid, signal.SIGKILL)
    timer = threading.Timer(limit, stop)
    timer.start()
    try:
        text = child.communicate()[0].decode('utf-8', 'replace')
    finally:
        timer.cancel()
    wall = time.time() - begun
    rss = None
    if not late and command[0] == '/usr/bin/time':
        with open(record) as f:
            rss = int(f.read().split()[-1]) / 1024.0
    match = re.search(r'^(%s .*?)(?: us=(\d+) cpu=\d+)?$' % places['mod'], text, re.M)
    fault = ''
    if late:
        fault = 'no end after %d s' % limit
    elif child.returncode != 0 or not match:
        fault = 'status %d: %s' % (child.returncode, ' '.join(text.split())[:200])
    if fault:
        return Result(None, None, wall, rss, fault)
    own = int(match.group(2)) / 1e6 if match.group(2) else None
    return Result(match.group(1), own, wall, rss, '')


def compare(vms, beam, runs, limit):
    """[best Result] of the VMs, which take turns."""
    results = [[] for _ in vms]
    for _ in range(runs):
        for template, found in zip(vms, results):
            if not found or not found[-1].fault:
                found.append(run(template, beam, limit))
    return [min(found, key=lambda r: (not r.fault, r.own or r.wall))
            for found in results]


def mb(result):
    return '%8.1f' % result.rss if result.rss is not None else '%8s' % '?'


def start_up(names, vms, work, runs):
    """Prints and returns {name: figures} of hello world."""
    beam = compile_program('hello', None, work)
    found = {}
    for name, template in zip(names, vms):
        results = [run(template, beam, 60) for _ in range(max(runs, 5))]
        faults = [r.fault for r in results if r.fault]
        if faults:
            print('hello world: %s: %s' % (name, faults[0]))
            continue
        walls = sorted(r.wall for r in results)
        found[name] = dict(best=walls[0], median=walls[len(walls) // 2],
                           rss=results[0].rss)
        print('hello world: %-8s best %4.0f ms, median %4.0f ms, %s MB'
              % (name, 1e3 * walls[0], 1e3 * walls[len(walls) // 2],
                 mb(results[0]).strip()))
    return found


def table(options, names, vms, work):
    """Prints the table; (rows for the record, number of faults)."""
    print('%-15s %9s %9s %7s %8s %8s'
          % ('', names[0] + ' s', names[1] + ' s', 'ratio', names[0] + ' MB', 'MB'))
    rows = {}
    faults = 0
    for name in options.program:
        beam = compile_program(name, options.sizes.get(name), work)
        theirs, ours = compare(vms, beam, options.runs, options.limit)
        fault = theirs.fault and '%s: %s' % (names[0], theirs.fault)
        fault = fault or ours.fault and '%s: %s' % (names[1], ours.fault)
        if not fault and theirs.checksum != ours.checksum:
            fault = 'results differ: %s / %s' % (theirs.checksum, ours.checksum)
        if fault:
            faults += 1
            rows[name] = dict(fault=fault)
            print('%-15s %s' % (name, fault))
        else:
            ratio = ours.own / max(theirs.own, 1e-6)
            rows[name] = dict(seconds=[theirs.own, ours.own], ratio=ratio,
                              rss=[theirs.rss, ours.rss])
            print('%-15s %9.3f %9.3f %7.2f %s %s' % (
                name, theirs.own, ours.own, ratio, mb(theirs), mb(ours)))
        sys.stdout.flush()
    return rows, faults


def parse(argv):
    parser = argparse.ArgumentParser(prog='run_bench.py')
    parser.add_argument('--vm', required=True, help='path of the binary')
    parser.add_argument('--runs', type=int, default=3)
    parser.add_argument('--size', choices=['full', 'quick', 'tiny'], default='full')
    parser.add_argument('--limit', type=int, default=120, metavar='SECONDS')
    parser.add_argument('--json', metavar='FILE')
    parser.add_argument('program', nargs='*')
    options = parser.parse_args(argv)
    unknown = [p for p in options.program if p not in programs()]
    if unknown:
        sys.stderr.write('scripts/bench: no program %r; there are: %s\n'
                         % (unknown[0], ' '.join(programs())))
        sys.exit(2)
    options.program = options.program or programs()
    options.sizes = dict(full={}, quick=QUICK, tiny=TINY)[options.size]
    return options


def main(argv):
    options = parse(argv)
    names = ['erl', os.path.basename(options.vm)]
    vms = [ERL, [options.vm, '{beam}']]
    work = tempfile.mkdtemp(prefix='atomvm-bench-')
    try:
        hello = start_up(names, vms, work, options.runs)
        rows, faults = table(options, names, vms, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    ratios = [row['ratio'] for row in rows.values() if 'ratio' in row]
    mean = None
    if ratios:
        mean = math.exp(sum(math.log(max(r, 1e-9)) for r in ratios) / len(ratios))
        print('geometric mean of %d ratios: %.2f (below 1: faster than erl +S 1)'
              % (len(ratios), mean))
    if options.json:
        with open(options.json, 'w') as f:
            json.dump(dict(hello=hello, programs=rows, mean=mean, size=options.size),
                      f, indent=1, sort_keys=True)
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
