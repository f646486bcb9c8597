"""usage: python -m cross.translate [--export FOLDER | --board FOLDER]
                                 [OPTION of RPython...] TARGET.py

RPython's translator with a cache of its own.  Stock, it keeps answers of the
C compiler beside its modules and removes them whenever it starts, so two
translations at a time disturb each other, and a read-only installation fails.

--export: with 32-bit words and what boards have (semispace collector, tagged
small integers, no type pointers in objects), to C sources in FOLDER, which
cross/target/Makefile compiles.  --board: the same of the VM without an
operating system, which cross/firmware.py compiles for boards.
"""
import os
import sys
import tempfile

EXPORT = ['--gc=semispace', '--gcremovetypeptr', '--source']
SPEED = ['--opt=2']
# less inlining; assertions are taken to be true
SIZE = ['--opt=size']


def main():
    folder = None
    if sys.argv[1:2] == ['--export'] or sys.argv[1:2] == ['--board']:
        level = SPEED
        if sys.argv[1] == '--board':
            os.environ['ATOMVM_BOARD'] = '1'    # read by atomvm/config.py
            level = SIZE
        folder = os.path.abspath(sys.argv[2])
        sys.argv[1:3] = level + EXPORT
        os.environ['ATOMVM_TAGGED'] = '1'       # read by atomvm/config.py
        from cross.check import install32
        install32()
    from rpython.config import translationoption
    # translator/goal/translate.py removes CACHE_DIR when it is imported, and
    # tool/gcc_cache.py looks at it whenever it asks the compiler.
    work = os.environ.get('PYPY_USESSION_DIR') or tempfile.mkdtemp()
    translationoption.CACHE_DIR = os.path.join(work, 'no-cache')
    from rpython.translator.goal import translate
    translationoption.CACHE_DIR = os.path.join(work, 'cache')
    if folder is not None:
        from cross import export
        from cross.rpy32 import bare, flash, memory, noreturn
        memory.install()
        if 'ATOMVM_BOARD' in os.environ:
            bare.install()
            flash.install()
            noreturn.install()
        export.install(folder)
    translate.main()


if __name__ == '__main__':
    main()
