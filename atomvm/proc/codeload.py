"""Loading modules by name: on first use, and for the natives of module code;
which processes run old code, and forgetting it.

OTP: erts/emulator/beam/beam_bif_load.c.
"""
from rpython.rlib import jit

from atomvm import config
from atomvm.error import LoadError
from atomvm.proc import codeserver, output
from atomvm.proc.path import PATH, read_file
from atomvm.proc.codeserver import MODULES, find_module

OK = 0
NOFILE = 1          # there is no such file
BADFILE = 2         # it can not be used: standard error says why
ON_LOAD = 3         # its on_load function has to run: up to the code server


class Loading(object):
    """on_first_use: the VM itself looks for modules that are called; it does not
    where OTP's code server runs.  preloaded: atoms of the modules that were
    there before that one."""

    def __init__(self):
        self.on_first_use = True
        self.preloaded = []


LOADING = Loading()


@jit.dont_look_inside
def prepare(w_name, data, filename):
    """The Version of the bytes of a .beam file that has to hold module
    w_name; None, and words on standard error, where it can not be used."""
    try:
        version = codeserver.prepare(data, filename)
        check_name(w_name, version, filename)
    except LoadError as e:
        output.write(2, 'atomvm: ' + e.text() + '\n')
        return None
    return version


def check_name(w_name, version, filename):
    w_found = version.code.w_module
    if w_found is not w_name:
        raise LoadError(filename, '', -1, 'it holds module ' + w_found.name)


def prepare_board(w_name, filename):
    """The same of a file in the packs of a board, whose code may be an
    image."""
    try:
        version = codeserver.prepare_file(filename)
        check_name(w_name, version, filename)
    except LoadError as e:
        output.write(2, 'atomvm: ' + e.text() + '\n')
        return None
    return version


@jit.dont_look_inside
def ensure_loaded(w_name):
    """Load module w_name from the code path unless it is loaded."""
    module = MODULES.find(w_name)
    if module is not None:
        if module.current is not None:
            return OK
        if module.loading is not None:
            return ON_LOAD
    filename = PATH.find_module_file(w_name.name)
    if filename == '':
        return NOFILE
    if config.BOARD:
        version = prepare_board(w_name, filename)
    else:
        try:
            data = read_file(filename)
        except LoadError:
            return NOFILE
        version = prepare(w_name, data, filename)
    if version is None:
        return BADFILE
    if version.on_load is not None:
        return ON_LOAD
    codeserver.install(version, filename)
    return OK


def has_old(w_name):
    """Whether there is an old version of module w_name."""
    module = MODULES.find(w_name)
    return module is not None and module.old is not None


def delete(w_name):
    """Make the current version of a module the old one; False where there is
    none.  There must be no old one."""
    module = find_module(w_name)
    if module is None:
        return False
    module.retire()
    return True


def runs(process, code):
    """Whether a process that is not running now goes on, or returns, to this
    Code.  Funs do not count, nor does what exceptions remember (OTP: since
    erts 9.0 direct references only)."""
    entry = process.resume
    if entry is not None and entry.code is code:
        return True
    cont = process.cont
    while cont is not None:
        if cont.ret.code is code:
            return True
        cont = cont.prev
    return False


@jit.dont_look_inside
def runs_old(process, w_name):
    """The same of the old version of a module, or of the one that is being
    purged."""
    module = MODULES.find(w_name)
    if module is None:
        return False
    version = module.purging
    if version is None:
        version = module.old
    return version is not None and runs(process, version.code)
