"""usage: python -m cross.check [--32 [--tagged]] TARGET.py

Annotates and rtypes the entry point of a translation target, which fails
where its sources are not RPython, without making any C: a minute or two in
place of a translation.  --32: with 32-bit words, --tagged: and with small
integers as tagged pointers, as the boards have them.
"""
import os
import sys
import tempfile

from cross.rpy32 import host


def private_folder():
    """RPython's temporary files go to a folder of this process (tool/udir.py
    shares one among everybody), and so do answers of the C compiler."""
    work = os.environ.get('PYPY_USESSION_DIR')
    if work is None:
        work = os.environ['PYPY_USESSION_DIR'] = tempfile.mkdtemp(prefix='check-')
    from rpython.config import translationoption
    translationoption.CACHE_DIR = os.path.join(work, 'cache')


def install32():
    """All patches of rpy32, in the order that they need."""
    host.install()
    private_folder()
    from cross.rpy32 import ilp32
    ilp32.install()
    host.install_late()
    from cross.rpy32 import tagged
    tagged.install()


def check(filename, **options):
    """filename of a target; options of the translation."""
    from rpython.annotator.listdef import s_list_of_strings
    from rpython.translator.interactive import Translation
    sys.path.insert(0, os.path.dirname(os.path.abspath(filename)))
    target = __import__(os.path.basename(filename)[:-len('.py')])
    t = Translation(target.entry_point, [s_list_of_strings], **options)
    t.annotate()
    t.rtype()


def main(argv):
    flags = [a for a in argv[1:] if a.startswith('--')]
    names = [a for a in argv[1:] if not a.startswith('--')]
    if len(names) != 1 or flags not in ([], ['--32'], ['--32', '--tagged']):
        sys.stderr.write(__doc__)
        return 2
    sys.setrecursionlimit(4000)
    if '--tagged' in flags:
        os.environ['ATOMVM_TAGGED'] = '1'   # read by atomvm/config.py
    if flags:
        install32()
        check(names[0], gc='semispace', taggedpointers='--tagged' in flags)
    else:
        private_folder()
        check(names[0], gc='incminimark')
    print 'ok'
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
