"""usage: python -m cross.translate [--export FOLDER] [OPTION of RPython...] TARGET.py

RPython's translator with a cache of its own.  Stock, it keeps answers of the
C compiler beside its modules and removes them whenever it starts, so two
translations at a time disturb each other, and a read-only installation fails.

--export: with 32-bit words and what boards have (semispace collector, tagged
small integers, no type pointers in objects), to C sources in FOLDER, which
cross/target/Makefile compiles.
"""
import os
import sys
import tempfile

EXPORT = ['-O2', '--gc=semispace', '--gcremovetypeptr', '--source']


def main():
    folder = None
    if sys.argv[1:2] == ['--export']:
        folder = os.path.abspath(sys.argv[2])
        sys.argv[1:3] = EXPORT
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
        from cross.rpy32 import memory
        memory.install()
        export.install(folder)
    translate.main()


if __name__ == '__main__':
    main()
