"""usage: python -m cross.size NAME FOLDER

Prints what the firmware of a board takes, from its ELF file, beside the budgets
of the board's .ini; status 1 where one is exceeded.

    flash  code, constants and first values of data
    ram    data, zeroed data, C stack; with the rest that the collector and malloc get
"""
import os
import re
import subprocess
import sys

from cross import boards, firmware


def sections(board, folder):
    """{section: bytes} of the ELF file."""
    text = subprocess.check_output(
        [board.toolchain.prefix + 'size', '-A',
         os.path.join(folder, firmware.ELF)])
    return dict((name, int(size)) for name, size in re.findall(
        r'^(\.\S+)\s+(\d+)\s', text, re.M))


def measure(board, folder):
    """[(what, bytes, budget or None)]"""
    found = sections(board, folder)
    flash = sum(found.get(name, 0) for name in (
        '.text', '.rodata', '.ARM.exidx', '.vectors', '.data'))
    static = found.get('.data', 0) + found.get('.bss', 0)
    rows = [('flash', flash, board.budget.get('flash')),
            ('static ram', static, board.budget.get('static_ram')),
            ('C stack', found.get('.stack', 0), None)]
    ram = board.memory('RAM').size
    rest = ram - static - found.get('.stack', 0)
    rows.append(('left for heap', rest, None))
    return [(what, n, None if limit is None else boards.size(limit))
            for what, n, limit in rows]


def main(argv):
    if len(argv) != 3:
        sys.stderr.write(__doc__)
        return 2
    board = boards.load(argv[1])
    if board.toolchain.script is None:
        return 0
    status = 0
    print '%-16s %10s %10s' % (board.name, 'bytes', 'budget')
    for what, n, limit in measure(board, argv[2]):
        print '  %-14s %10d %10s%s' % (
            what, n, '' if limit is None else limit,
            ' exceeded' if limit is not None and n > limit else '')
        if limit is not None and n > limit:
            status = 1
    return status


if __name__ == '__main__':
    try:
        sys.exit(main(sys.argv))
    except boards.BoardError as e:
        sys.stderr.write('cross.size: %s\n' % e)
        sys.exit(2)
