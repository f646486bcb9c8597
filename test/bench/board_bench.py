"""usage: board_bench.py BOARD [PROGRAM...]

How many machine instructions a board executes for each BEAM opcode: see
scripts/bench.

The board's firmware runs under QEMU with -icount shift=0: each instruction then takes
a nanosecond of the virtual time that the board's clock goes by, so that the
difference of two readings is a number of instructions (less what the clock's tick
leaves open: 6 with 168 MHz, 40 with 25 MHz).  The same pack tells on the host how many
opcodes there were (board_count.py).  Each program runs with two sizes; the
differences are what is printed, so that boot and loading do not count.  What does
count: natives, messages, switches of processes, the collector, and 1,000 timer
interrupts a second.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(FOLDER))
sys.path.insert(0, ROOT)

from cross import boards, firmware

# {program: (small size, large size, macros)}: 50,000 opcodes or more between them
SIZES = {
    'fib': (8, 17, []),
    'nrev': (1, 2, []),
    'pingpong': (100, 2600, []),
    'bin_parse': (1, 11, ['-DRECORDS=60']),
}
ORDER = ['fib', 'nrev', 'pingpong', 'bin_parse']
ICOUNT = ['-icount', 'shift=0']
LIMIT = 120             # seconds, of QEMU
FOR_BOARDS = dict(os.environ, ATOMVM_BOARD='1', ATOMVM_TAGGED='1', ATOMVM_JIT='0',
                  PYTHONPATH=ROOT, PYPY_USESSION_BASENAME='atomvm')


class BenchError(Exception):
    """A program that did not give what it should."""


def make_packs(source, sizes, work):
    """Paths of two packs of a program, in the folder work: with images, and a plain
    one, of which the host knows the opcodes."""
    small, large, macros = sizes
    name = os.path.splitext(os.path.basename(source))[0]
    erlc = ['erlc', '-o', work, '-DRETURN'] + macros
    subprocess.check_call(erlc + [source])
    subprocess.check_call(erlc + [
        '-DPROGRAM=' + name, '-DSMALL=%d' % small, '-DLARGE=%d' % large,
        os.path.join(FOLDER, 'board', 'bench_driver.erl')])
    beams = [os.path.join(work, n + '.beam') for n in ('bench_driver', name)]
    made = []
    for options in (['--for=linux32'], []):
        made.append(os.path.join(work, name + ''.join(options) + '.avm'))
        subprocess.check_call([sys.executable, '-m', 'cross.packbeam', 'create'] +
                              options + [made[-1]] + beams, env=FOR_BOARDS, cwd=ROOT)
    return made


def on_board(board, image, options):
    """Results and clock readings, in ns, of bench_driver on a board, which runs
    with more options for QEMU."""
    folder = os.path.join(ROOT, 'build', 'firmware', board.name)
    return readings(['timeout', str(LIMIT)] + firmware.command(
        board, folder, [image], ICOUNT + options))


def on_host(plain):
    """The same in opcodes."""
    return readings([sys.executable, os.path.join(FOLDER, 'board_count.py'), plain],
                    env=FOR_BOARDS, cwd=ROOT)


def readings(command, **options):
    """Results and clock readings ((small, large) each) of bench_driver."""
    with open(os.devnull) as null:
        child = subprocess.Popen(command, stdin=null, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, **options)
    out = child.communicate()[0]
    match = re.search(r'^\{\w+,\{(-?\d+),(\d+)\},\{(-?\d+),(\d+)\}\}\r?$', out, re.M)
    if child.returncode != 0 or not match:
        raise BenchError('status %d: %s' % (child.returncode,
                                            ' '.join(out.split())[-400:]))
    found = [int(text) for text in match.groups()]
    return found[::2], found[1::2]


def measure(board, source, sizes, work):
    """(instructions, opcodes) between the two sizes of a program."""
    image, plain = make_packs(source, sizes, work)
    results, clock = on_board(board, image, [])
    wanted, count = on_host(plain)
    if results != wanted:
        raise BenchError('%s: results differ: %s / %s' % (source, results, wanted))
    return clock[1] - clock[0], count[1] - count[0]


def main(argv):
    if len(argv) < 2:
        sys.stderr.write(__doc__)
        return 2
    board = boards.load(argv[1])
    if not board.qemu:
        raise boards.BoardError('%s: QEMU has no such board' % board.name)
    names = argv[2:] or ORDER
    for name in names:
        if name not in SIZES:
            raise boards.BoardError('no program %s for boards; there are: %s' % (
                name, ' '.join(ORDER)))
    work = tempfile.mkdtemp(prefix='atomvm-bench-')
    print '%-15s %13s %13s %23s' % (board.name, 'instructions', 'BEAM opcodes',
                                    'instructions per opcode')
    try:
        for name in names:
            instructions, opcodes = measure(
                board, os.path.join(FOLDER, name + '.erl'), SIZES[name], work)
            print '%-15s %13d %13d %23.1f' % (name, instructions, opcodes,
                                              float(instructions) / opcodes)
            sys.stdout.flush()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == '__main__':
    try:
        sys.exit(main(sys.argv))
    except (boards.BoardError, BenchError) as e:
        sys.stderr.write('scripts/bench: %s\n' % e)
        sys.exit(1)
