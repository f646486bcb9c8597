"""PATH: where modules are looked for, on hosts and on boards."""
from atomvm import config
from atomvm.proc.codepath import CodePath
from atomvm.proc.packpath import PackPath

if config.BOARD:
    PATH = PackPath()
else:
    PATH = CodePath()


def read_file(path):
    """The bytes of a file of the path.  LoadError if it can not be read."""
    return PATH.read_file(path)
