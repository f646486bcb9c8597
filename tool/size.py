"""atomvm size: what firmware and pack of a project take on its board."""
import os
import subprocess

from tool import project
from tool.common import options_of, script, usage_error


def main(words):
    options, rest = options_of('size', words, {}, ['board=', 'pack-only'])
    if len(rest) > 1:
        raise usage_error('size', "too many arguments: '%s'" % rest[1])
    path = rest[0] if rest else '.'
    board = project.board_of('size', options, path)
    if board is None:
        raise usage_error('size', 'which board? --board NAME')
    made = project.make_pack(path, board)
    status = 0
    if 'pack-only' not in options:
        status = subprocess.call([script('size'), board.name])
    used = os.path.getsize(made)
    print '%-16s %10s %10s' % (os.path.basename(made), 'bytes', 'slot')
    fits = False
    for slot in board.slots:
        over = used > slot.size
        fits = fits or not over
        print '  %-14s %10d %10d%s' % (slot.name, used, slot.size,
                                       ' exceeded' if over else '')
    return status or int(bool(board.slots) and not fits)
