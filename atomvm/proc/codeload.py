"""Loading modules by name: on first use, and for the natives of module code."""
from rpython.rlib import jit

from atomvm.beam.emit import emit_module
from atomvm.beam.flow import analyse
from atomvm.beam.module import load_file
from atomvm.error import LoadError
from atomvm.proc import codeserver, output
from atomvm.proc.codepath import PATH, read_file

OK = 0
NOFILE = 1          # there is no such file
BADFILE = 2         # it can not be used: standard error says why


@jit.dont_look_inside
def load_as(w_name, data, filename):
    """Load the bytes of a .beam file that has to hold module w_name."""
    try:
        beamfile = load_file(data, filename)
        if beamfile.w_name is not w_name:
            raise LoadError(filename, '', -1, 'it holds module ' +
                            beamfile.w_name.name)
        codeserver.install(beamfile, emit_module(beamfile, analyse(beamfile)),
                           filename)
    except LoadError as e:
        output.write(2, 'atomvm: ' + e.text() + '\n')
        return BADFILE
    return OK


@jit.dont_look_inside
def load_path(w_name, filename):
    """Load module w_name from a file ('' if none was found)."""
    if filename == '':
        return NOFILE
    try:
        data = read_file(filename)
    except LoadError:
        return NOFILE
    return load_as(w_name, data, filename)


def load(w_name):
    """Load module w_name from the code path, loaded or not."""
    return load_path(w_name, PATH.find_module_file(w_name.name))


def ensure_loaded(w_name):
    """Load module w_name unless it is loaded."""
    if codeserver.find_module(w_name) is not None:
        return OK
    return load(w_name)


class Deleted(object):
    """Modules without a current version that have an old one."""

    def __init__(self):
        self.by_atom = {}       # index of the name's atom -> Module


DELETED = Deleted()


def has_old(w_name):
    """Whether there is an old version of module w_name."""
    module = codeserver.find_module(w_name)
    if module is not None and module.old_code is not None:
        return True
    return w_name.index in DELETED.by_atom


def purge(w_name):
    """Forget the old version of module w_name; False if there is none."""
    if not has_old(w_name):
        return False
    module = codeserver.find_module(w_name)
    if module is not None:
        module.old_code = None
    if w_name.index in DELETED.by_atom:
        del DELETED.by_atom[w_name.index]
    return True


def delete(module):
    """Make the current version of a Module the old one."""
    codeserver.unload(module)
    DELETED.by_atom[module.w_name.index] = module
