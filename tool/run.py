"""atomvm run: a project on this machine, or on a board under QEMU."""
import os

from tool import project
from tool.common import ToolError, options_of, script, usage_error


def main(words):
    after = []
    if '--' in words:
        at = words.index('--')
        words, after = words[:at], words[at + 1:]
    options, rest = options_of('run', words, {}, ['board=', 'untranslated'])
    if len(rest) > 1:
        raise usage_error('run', "too many arguments: '%s'; arguments of the program "
                          'come after --' % rest[1])
    path = rest[0] if rest else '.'
    if 'board' in options:
        board = project.load_board(options['board'])
        if not board.qemu and board.toolchain.script is not None or board.toolchain.idf:
            raise ToolError('QEMU has no board %s; scripts/atomvm flash writes to one' %
                            board.name)
        command = [script('firmware'), 'run', '--board', board.name,
                   project.make_pack(path, board)]
        command += ['--'] + after if after else []
    else:
        command = [script('run')]
        if 'untranslated' in options:
            command.append('--untranslated')
        command += [project.make_pack(path, None)] + after
    os.execv(command[0], command)
