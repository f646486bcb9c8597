"""A board that is a project for ESP-IDF: cross/idf/ with the translated VM, its
runtime and what the board's .ini says.

    partitions.csv                          FLASH, [slots]
    sdkconfig.defaults                      stack, gc_space, stop
    components/atomvm/sources.cmake c/ runtime/
    check/                                  objects of check(); done: when it passed

ESP-IDF's linker script decides by the names of sections what stays in flash memory, so
that prebuilt objects that never change (cross/rpy32/flash.py) get names that begin
with .rodata: by their declarations in forwarddecl.h.
"""
import os
import re
import shutil
import subprocess

from cross import boards

TEMPLATE = os.path.join(boards.HERE, 'idf')
COMPONENT = os.path.join('components', 'atomvm')
# Of cross/runtime: what a component of ESP-IDF wants, beside the board's sources.
RUNTIME = ['board.h', 'esp32.h', 'prefix.h', 'runtime.c']
# Partitions that ESP-IDF wants, where AtomVM has them.
SYSTEM = [('nvs', 'data', 'nvs', 0x9000, 0x6000),
          ('phy_init', 'data', 'phy', 0xf000, 0x1000)]
FLASH_SIZE = 4 << 20
# The subtype that AtomVM gives to packs: one that ESP-IDF leaves to applications.
SUBTYPE = '1'


def partitions(board):
    """[(name, type, subtype, offset, size)], by offset."""
    app = board.memory('FLASH')
    rows = SYSTEM + [('factory', 'app', 'factory', app.address, app.size)]
    rows += [(slot.name, 'data', SUBTYPE, slot.address, slot.size)
             for slot in board.slots]
    return sorted(rows, key=lambda row: row[3])


def partition_table(board):
    lines = ['# Name, Type, SubType, Offset, Size']
    lines += ['%s, %s, %s, 0x%x, 0x%x' % row for row in partitions(board)]
    return '\n'.join(lines) + '\n'


def settings(board):
    """Text of sdkconfig.defaults."""
    lines = ['CONFIG_ESPTOOLPY_FLASHSIZE_4MB=y',
             'CONFIG_PARTITION_TABLE_CUSTOM=y',
             'CONFIG_PARTITION_TABLE_CUSTOM_FILENAME="partitions.csv"',
             'CONFIG_COMPILER_OPTIMIZATION_SIZE=y',
             'CONFIG_ESP_MAIN_TASK_STACK_SIZE=%d' % board.numbers['stack'],
             'CONFIG_ESP_TASK_WDT_TIMEOUT_S=8',
             'CONFIG_ESP_TASK_WDT_PANIC=y',
             '# the VM may compute for as long as it likes',
             'CONFIG_ESP_TASK_WDT_CHECK_IDLE_TASK_CPU0=n',
             'CONFIG_ATOMVM_GC_SPACE_KB=%d' % (board.numbers['gc_space'] // 1024),
             'CONFIG_ATOMVM_STOP_RESET=%s' % 'ny'[board.stop == 'reset']]
    return '\n'.join(lines) + '\n'


def c_files(sources):
    """Names of the exported C files."""
    with open(os.path.join(sources, 'sources.mk')) as f:
        return re.search(r'^SOURCES := (.*)$', f.read(), re.M).group(1).split()


def source_list(board, sources):
    """Text of sources.cmake."""
    names = ['c/' + name for name in c_files(sources)]
    names += ['runtime/' + name for name in ['runtime.c'] + board.sources]
    macros = ['ATOMVM_ROOTS=%d' % (board.numbers['roots'] // 4),
              'AVM_SLOT_NAMES=%s' % ','.join('"%s"' % s.name for s in board.slots)]
    macros += ['%s=%s' % item for item in sorted(board.defines.items())]
    return 'set(ATOMVM_SOURCES\n    %s)\nset(ATOMVM_DEFINITIONS\n    %s)\n' % (
        '\n    '.join(names), '\n    '.join('[[%s]]' % m for m in macros))


def in_flash(declarations, script):
    """forwarddecl.h with sections for the objects that script (readonly.ld)
    names."""
    fixed = set(re.findall(r'\(\.data\.(\w+)\)', script))

    def place(match):
        if match.group(2) not in fixed:
            return match.group(0)
        return '%s __attribute__((section(".rodata.%s")));' % (
            match.group(1), match.group(2))
    # "}": the end of a struct that is declared with its object
    return re.sub(r'^((?:RPY_EXTERN [^;(){]*?|\} )(\w+)(?:\[\w*\])?);', place,
                  declarations, flags=re.M)


def write_project(board, sources, folder):
    """Make the project anew."""
    if os.path.isdir(folder):
        shutil.rmtree(folder)
    shutil.copytree(TEMPLATE, folder)
    component = os.path.join(folder, COMPONENT)
    c = os.path.join(component, 'c')
    shutil.copytree(sources, c, ignore=shutil.ignore_patterns('*.mk', '*.ld'))
    with open(os.path.join(sources, 'readonly.ld')) as f:
        script = f.read()
    path = os.path.join(c, 'forwarddecl.h')
    with open(path) as f:
        text = in_flash(f.read(), script)
    texts = [(path, text),
             (os.path.join(folder, 'partitions.csv'), partition_table(board)),
             (os.path.join(folder, 'sdkconfig.defaults'), settings(board)),
             (os.path.join(component, 'sources.cmake'), source_list(board, sources))]
    for path, text in texts:
        with open(path, 'w') as f:
            f.write(text)
    runtime = os.path.join(component, 'runtime')
    shutil.copytree(os.path.join(boards.RUNTIME, 'src'), os.path.join(runtime, 'src'))
    for name in RUNTIME + board.sources:
        shutil.copy(os.path.join(boards.RUNTIME, name), runtime)


def up_to_date(board, sources, folder):
    """Is there a project that was checked after all that it is made of changed?"""
    done = os.path.join(folder, 'check', 'done')
    if not os.path.exists(done):
        return False
    files = [board.path, os.path.join(boards.HERE, 'espidf.py'),
             os.path.join(boards.HERE, 'boards.py'),
             os.path.join(boards.HERE, 'firmware.mk')]
    for top in (sources, TEMPLATE, boards.RUNTIME):
        for path, _, names in os.walk(top):
            files += [os.path.join(path, name) for name in names]
    return max(os.stat(name).st_mtime for name in files) < os.stat(done).st_mtime


def check(board, folder):
    """Compile what does not need ESP-IDF with the toolchain at hand, whose core is
    of the same family: all but the board's own sources.  The exit status."""
    toolchain = board.toolchain
    made = os.path.join(folder, 'check')
    os.makedirs(made)
    component = os.path.abspath(os.path.join(folder, COMPONENT))
    space = '-DATOMVM_GC_SPACE=%d' % board.numbers['gc_space']
    variables = [
        ('C', os.path.join(component, 'c')),
        ('RUNTIME', os.path.join(component, 'runtime')),
        ('SOURCES', ' '.join(c_files_of(component))), ('PREFIX', toolchain.prefix),
        ('ARCH', ' '.join(toolchain.arch)), ('OPTIMIZE', toolchain.optimize),
        ('FLAGS', '-w -Wa,--no-warn'),
        ('MACROS', '%s %s -DATOMVM_ROOTS=%d -Dabort=avm_abort' % (
            space, space.replace('SPACE', 'SPACE_MAX'),
            board.numbers['roots'] // 4)),
        ('OUT', 'none')]
    with open(os.path.join(made, 'board.mk'), 'w') as f:
        f.write(''.join('%s := %s\n' % v for v in variables))
    with open(os.path.join(component, 'c', 'sources.mk'), 'w') as f:
        f.write('SOURCES := %s\n' % ' '.join(c_files_of(component)))
    status = subprocess.call(['make', '-C', made, '-f',
                              os.path.join(boards.HERE, 'firmware.mk'), '-j',
                              str(os.sysconf('SC_NPROCESSORS_ONLN')), 'objects'])
    if status == 0:
        open(os.path.join(made, 'done'), 'w').close()
    return status


def c_files_of(component):
    """Names of the C files in sources.cmake that are the translated VM's."""
    with open(os.path.join(component, 'sources.cmake')) as f:
        return re.findall(r'^    c/(\S+\.c)\)?$', f.read(), re.M)
