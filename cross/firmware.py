"""usage: python -m cross.firmware boards
       python -m cross.firmware build NAME SOURCES FOLDER
       python -m cross.firmware up-to-date NAME SOURCES FOLDER
       python -m cross.firmware packages NAME [run]
       python -m cross.firmware features NAME
       python -m cross.firmware run NAME FOLDER PACK... [-- QEMU-OPTION...]

What scripts/firmware does for a board, when all that it needs is there.

SOURCES is what cross.export wrote; FOLDER gets the board's files: firmware.elf,
firmware.bin, firmware.map and objects, or is a project for ESP-IDF.  up-to-date: status 0 where build has
nothing to do.  packages: of Debian.  features: of the .ini.  run takes a pack for each slot.
"""
import os
import subprocess
import sys

from cross import boards, espidf

QEMU_PACKAGES = {'qemu-system-arm': 'qemu-system-arm',
                 'qemu-system-xtensa': 'qemu-system-misc'}

ELF = 'firmware.elf'


def prepare(board, sources, folder):
    """Write what make wants into the folder; its command line."""
    if not os.path.isdir(folder):
        os.makedirs(folder)
    toolchain = board.toolchain
    variables = [
        ('C', os.path.abspath(sources)), ('RUNTIME', boards.RUNTIME),
        ('PREFIX', toolchain.prefix), ('ARCH', ' '.join(toolchain.arch)),
        ('FLAGS', ' '.join(toolchain.flags)),
        ('MACROS', ' '.join("'%s'" % flag for flag in boards.macros(board))),
        ('OPTIMIZE', toolchain.optimize), ('LIBS', ' '.join(toolchain.libs)),
        ('BOARD_SOURCES', ' '.join(board.sources)), ('OUT', ELF)]
    if toolchain.script is not None:
        write(folder, 'link.ld', boards.linker_script(board))
        write(folder, 'slot_table.c', boards.slot_table(board))
        variables += [('LINK', 'link.ld'), ('TABLE', 'slot_table.c'),
                      ('LINK_FLAGS', '-nostartfiles -Tlink.ld')]
    else:
        variables += [('LINK_FLAGS', '-no-pie -T%s/linux.ld' % boards.RUNTIME)]
    write(folder, 'board.mk', ''.join('%s := %s\n' % v for v in variables))
    return ['make', '-C', folder, '-f',
            os.path.join(boards.HERE, 'firmware.mk')]


def up_to_date(board, sources, folder):
    if board.toolchain.idf:
        return espidf.up_to_date(board, sources, folder)
    command = prepare(board, sources, folder)
    return subprocess.call(command + ['-q', '-s']) == 0


def build(board, sources, folder):
    """Compile what changed: FOLDER/firmware.elf.  The exit status."""
    if board.toolchain.idf:
        espidf.write_project(board, sources, folder)
        return espidf.check(board, folder)
    command = prepare(board, sources, folder)
    jobs = os.sysconf('SC_NPROCESSORS_ONLN')
    toolchain = board.toolchain
    status = subprocess.call(command + ['-j', str(jobs)])
    if status == 0 and toolchain.script is not None:
        status = subprocess.call([
            toolchain.prefix + 'objcopy', '-O', 'binary', '-R', '.reset',
            os.path.join(folder, ELF), os.path.join(folder, 'firmware.bin')])
    return status


def write(folder, name, text):
    """Only where it changed, for make looks at times."""
    path = os.path.join(folder, name)
    if os.path.exists(path):
        with open(path) as f:
            if f.read() == text:
                return
    with open(path, 'w') as f:
        f.write(text)


def command(board, folder, packs, options):
    """The words that run the board with a pack for each slot ('': none)."""
    program = os.path.join(folder, ELF)
    if board.toolchain.script is None and not board.toolchain.idf:
        return [program] + packs + options
    if not board.qemu:
        raise boards.BoardError('%s: QEMU has no such board' % board.name)
    if len(packs) > len(board.slots):
        raise boards.BoardError('%s has %d slots' % (board.name,
                                                     len(board.slots)))
    words = board.qemu + ['-serial', 'stdio', '-kernel', program]
    for pack, slot in zip(packs, board.slots):
        if not pack:
            continue            # the slot stays empty
        if os.path.getsize(pack) > slot.size:
            raise boards.BoardError('%s: %d bytes do not fit into slot %s' % (
                pack, os.path.getsize(pack), slot.name))
        words += ['-device', 'loader,file=%s,addr=0x%x,force-raw=on' % (
            pack.replace(',', ',,'), slot.address)]
    return words + options


def main(argv):
    words = argv[1:]
    if words == ['boards']:
        for name in boards.names():
            print '%-16s %s' % (name, boards.load(name).description)
        return 0
    if len(words) == 4 and words[0] == 'build':
        return build(boards.load(words[1]), words[2], words[3])
    if len(words) == 4 and words[0] == 'up-to-date':
        return int(not up_to_date(boards.load(words[1]), words[2], words[3]))
    if len(words) in (2, 3) and words[0] == 'packages':
        board = boards.load(words[1])
        packages = list(board.toolchain.packages)
        if words[2:] == ['run'] and board.qemu:
            packages.append(QEMU_PACKAGES[board.qemu[0]])
        print ' '.join(packages)
        return 0
    if len(words) == 2 and words[0] == 'features':
        print ' '.join(boards.load(words[1]).features)
        return 0
    if len(words) > 3 and words[0] == 'run':
        options = []
        if '--' in words:
            at = words.index('--')
            words, options = words[:at], words[at + 1:]
        line = command(boards.load(words[1]), words[2], words[3:], options)
        os.execvp(line[0], line)
    sys.stderr.write(__doc__)
    return 2


if __name__ == '__main__':
    try:
        sys.exit(main(sys.argv))
    except boards.BoardError as e:
        sys.stderr.write('cross.firmware: %s\n' % e)
        sys.exit(2)
