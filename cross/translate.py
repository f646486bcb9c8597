"""usage: python -m cross.translate [OPTION of RPython...] targetatomvm.py

RPython's translator with a cache of its own.  Stock, it keeps answers of the
C compiler beside its modules and removes them whenever it starts, so two
translations at a time disturb each other, and a read-only installation fails.
"""
import os
import tempfile


def main():
    from rpython.config import translationoption
    # translator/goal/translate.py removes CACHE_DIR when it is imported, and
    # tool/gcc_cache.py looks at it whenever it asks the compiler.
    work = os.environ.get('PYPY_USESSION_DIR') or tempfile.mkdtemp()
    translationoption.CACHE_DIR = os.path.join(work, 'no-cache')
    from rpython.translator.goal import translate
    translationoption.CACHE_DIR = os.path.join(work, 'cache')
    translate.main()


if __name__ == '__main__':
    main()
