"""The table of loaded modules; loading fills the export table.

OTP: erts/emulator/beam/module.c, beam_load.c and code_ix.c.  A module has a
current and an old version, as in OTP; what still runs in the old one keeps
it alive by itself.
"""
from rpython.rlib import jit, rgc

from atomvm.beam.emit import emit_module
from atomvm.beam.export import get_export
from atomvm.beam.flow import analyse
from atomvm.beam.module import load_file
from atomvm.error import LoadError
from atomvm.proc.codepath import PATH, read_file


class Module(object):
    """A loaded module.  file is the BeamFile without its instructions; code
    the current version, old_code the one before or None."""

    def __init__(self, w_name, code, beamfile, filename):
        self.w_name = w_name
        self.code = code
        self.file = beamfile
        self.filename = filename
        self.old_code = None
        self.on_load = None         # Entry of its on_load function


class ModuleTable(object):
    def __init__(self):
        self.by_atom = {}           # index of the name's atom -> Module
        self.missing = {}           # names that were not found on the path

    def find(self, w_name):
        return self.by_atom.get(w_name.index, None)


MODULES = ModuleTable()


@jit.dont_look_inside
def find_module(w_name):
    """The loaded Module of this name (an atom) or None."""
    return MODULES.find(w_name)


@jit.dont_look_inside
def load_binary(data, filename):
    """Load the bytes of a .beam file: the Module; LoadError if it is bad."""
    beamfile = load_file(data, filename)
    code = emit_module(beamfile, analyse(beamfile))
    return install(beamfile, code, filename)


def install(beamfile, code, filename):
    """Make code the current version of its module."""
    w_name = beamfile.w_name
    module = MODULES.find(w_name)
    if module is None:
        module = Module(w_name, code, beamfile, filename)
        MODULES.by_atom[w_name.index] = module
    else:
        clear_exports(module)
        module.old_code = module.code
        module.code = code
        module.file = beamfile
        module.filename = filename
    fill_exports(module)
    # only needed to make the code
    beamfile.instrs = []
    beamfile.literals = []
    beamfile.data = ''
    # what loading leaves behind is garbage: start over in the same memory
    rgc.collect(0)
    return module


def fill_exports(module):
    code = module.code
    labels = {}
    for function in code.functions:
        labels[(function.w_name.index, function.arity)] = function.entry
    for ref in module.file.exports:
        export = get_export(module.w_name, ref.w_name, ref.arity)
        # what the VM itself provides (erlang:apply/3) stays
        if export.entry is None:
            export.entry = labels[(ref.w_name.index, ref.arity)]


def clear_exports(module):
    for ref in module.file.exports:
        export = get_export(module.w_name, ref.w_name, ref.arity)
        if export.entry is not None and export.entry.code is module.code:
            export.entry = None


@jit.dont_look_inside
def unload(module):
    """Forget the current version (it becomes the old one)."""
    clear_exports(module)
    module.old_code = module.code
    module.code = None
    if module.w_name.index in MODULES.by_atom:
        del MODULES.by_atom[module.w_name.index]


@jit.dont_look_inside
def ensure_loaded(w_name):
    """Is the module loaded, or can it be loaded from the code path?
    LoadError where its file is damaged."""
    if MODULES.find(w_name) is not None:
        return True
    filename = PATH.find_module_file(w_name.name)
    if filename == '':
        return False
    load_binary(read_file(filename), filename)
    return MODULES.find(w_name) is not None
