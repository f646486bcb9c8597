"""The table of loaded modules; loading fills the export table.

OTP: erts/emulator/beam/module.c, beam_load.c, beam_bif_load.c and code_ix.c.
A module has a current and an old version, and one more while its on_load
function runs.  What still runs in a version, or refers to it, keeps it alive
by itself: to purge one means that nothing finds it any more.
"""
from rpython.rlib import jit, rgc

from atomvm import config
from atomvm.beam.emit import emit_module
from atomvm.beam.export import get_export
from atomvm.beam.flow import analyse
from atomvm.beam.image import ATTRIBUTES, COMPILE_INFO, Image, make_code
from atomvm.beam.line import no_lines
from atomvm.beam.module import load_file
from atomvm.beam.opcode import OP_FUNC_INFO, OP_ON_LOAD
from atomvm.error import LoadError
from atomvm.proc.path import PATH, read_file


class Version(object):
    """A version of a module.  file is the BeamFile without what is only
    needed to make the code (None for an image, see code.image); on_load the
    FunctionInfo of its on_load function or None.  filename: the path of its
    file; w_file: None, or what code:load_binary/3 was given in place of a
    path."""

    def __init__(self, beamfile, code, on_load):
        self.file = beamfile
        self.code = code
        self.on_load = on_load
        self.filename = ''
        self.w_file = None

    def is_image(self):
        return config.MINIMAL or config.BOARD and self.code.image is not None

    def exports(self):
        """(w_name, arity) of the functions that it exports: a list."""
        if self.is_image():
            image = self.code.image
            return [image.export_name(i) for i in range(image.n_exports())]
        return [(ref.w_name, ref.arity) for ref in self.file.exports]

    def attributes(self):
        if self.is_image():
            return self.code.image.optional(ATTRIBUTES)
        return self.file.attributes

    def compile_info(self):
        if self.is_image():
            return self.code.image.optional(COMPILE_INFO)
        return self.file.compile_info

    def md5(self):
        if self.is_image():
            return self.code.image.md5()
        return self.file.md5

    def link_funs(self):
        """Its lambdas start in this version from now on."""
        code = self.code
        for k in range(len(code.funs)):
            fun = code.funs[k]
            if fun is None:
                continue        # of an image, not used yet
            entry = code.fun_entry(k)
            if fun.entry is not entry:      # traces depend on it
                fun.entry = entry

    def unlink_funs(self):
        """Its lambdas have no code; the FunEntries that had this."""
        taken = []
        code = self.code
        for fun in code.funs:
            if fun is None:
                continue
            entry = fun.entry
            if entry is not None and entry.code is code:
                fun.entry = None
                taken.append(fun)
        return taken


class CodeHook(object):
    """Told when a module gets another current version (hosts only)."""

    def retiring(self, module):
        """The current version, if there is one, is going to be none."""
        raise NotImplementedError

    def installed(self, module):
        """There is a new one."""
        raise NotImplementedError


CODE_HOOKS = []


class Module(object):
    """What has been loaded under one name.

    current  Version that calls from outside run, or None
    old      Version before, or None
    loading  Version whose on_load function has not returned yet, or None
    purging  Version that is being purged, or None: funs is what had its code
    waits    nobody has started the on_load function of loading yet: the code
             server does when it is asked for the module
    """

    def __init__(self, w_name):
        self.w_name = w_name
        self.current = None
        self.old = None
        self.loading = None
        self.purging = None
        self.funs = []
        self.waits = False

    def install(self, version):
        """Make it the current version, and the one before the old one."""
        self.retire()
        self.current = version
        version.on_load = None
        self.fill_exports(version)
        version.link_funs()
        if not config.BOARD:
            for hook in CODE_HOOKS:
                hook.installed(self)

    def retire(self):
        """Make the current version, if there is one, the old one."""
        if not config.BOARD:
            for hook in CODE_HOOKS:
                hook.retiring(self)
        version = self.current
        if version is None:
            return
        for w_name, arity in version.exports():
            export = get_export(self.w_name, w_name, arity)
            entry = export.entry
            if entry is not None and entry.code is version.code:
                export.entry = None
        self.old = version
        self.current = None

    def fill_exports(self, version):
        if version.is_image():
            version.code.image.fill_exports(version.code, self.w_name)
            return
        labels = {}
        for function in version.code.functions:
            labels[(function.w_name.index, function.arity)] = function.entry
        for ref in version.file.exports:
            export = get_export(self.w_name, ref.w_name, ref.arity)
            # what the VM itself provides (natives, erlang:apply/3) stays
            if export.entry is None and export.bif is None:
                export.entry = labels[(ref.w_name.index, ref.arity)]

    def start_purge(self, version):
        """Calls of funs of this version wait from now on."""
        self.purging = version
        self.funs = version.unlink_funs()

    def abort_purge(self):
        version = self.purging
        if version is not None:
            self.purging = None
            self.funs = []
            version.link_funs()
            if self.current is not None:
                self.current.link_funs()    # it may share some of them

    def complete_purge(self):
        """Forget the version that is being purged."""
        version = self.purging
        if version is self.loading:
            self.loading = None
        else:
            self.old = None
        self.purging = None
        self.funs = []
        # the same file may have been loaded twice: it shares its lambdas
        if self.old is not None:
            self.old.link_funs()
        if self.current is not None:
            self.current.link_funs()

    def is_purging(self, fun):
        """Whether this FunEntry has no code because of a purge."""
        for other in self.funs:
            if other is fun:
                return True
        return False


class ModuleTable(object):
    def __init__(self):
        self.by_atom = {}           # index of the name's atom -> Module

    def find(self, w_name):
        """The Module of this name, whatever it has, or None."""
        return self.by_atom.get(w_name.index, None)

    def get(self, w_name):
        """The Module of this name, made if it is not there yet."""
        module = self.by_atom.get(w_name.index, None)
        if module is None:
            module = Module(w_name)
            self.by_atom[w_name.index] = module
        return module

    def loaded(self):
        """The list of those that have a current version."""
        return [m for m in self.by_atom.values() if m.current is not None]


MODULES = ModuleTable()


@jit.dont_look_inside
def find_module(w_name):
    """The Module of this name (an atom) that has a current version, or
    None."""
    module = MODULES.find(w_name)
    if module is not None and module.current is None:
        return None
    return module


def on_load_function(beamfile, code):
    """The FunctionInfo of the function with the instruction on_load, or
    None."""
    n = -1
    for instr in beamfile.instrs:
        if instr.op == OP_FUNC_INFO:
            n += 1
        elif instr.op == OP_ON_LOAD and 0 <= n < len(code.functions):
            return code.functions[n]
    return None


@jit.dont_look_inside
def prepare(data, filename):
    """The Version of the bytes of a .beam file, known to nobody yet;
    LoadError if it is bad."""
    if config.MINIMAL:
        raise LoadError(filename, '', -1, 'this VM runs images only '
                        '(packbeam create --for BOARD)')
    beamfile = load_file(data, filename)
    if PATH.is_preloaded(filename):
        beamfile.lines = no_lines(beamfile.w_name.name)
    code = emit_module(beamfile, analyse(beamfile))
    version = Version(beamfile, code, on_load_function(beamfile, code))
    # only needed to make the code
    beamfile.instrs = []
    beamfile.literals = []
    beamfile.data = ''
    return version


def prepare_image(pack, item):
    """The Version of a module that a pack has an image of, or None if it has
    none; LoadError if it is bad."""
    raw = pack.image(item)
    if not raw:
        return None
    image = Image(raw)
    image.check(pack.where + '/' + item.name, item.end - item.start)
    return image_version(image)


def image_version(image):
    code = make_code(image)
    on_load = None
    if image.on_load() != 0:
        on_load = code.function(image.on_load() - 1)
    return Version(None, code, on_load)


def link(export):
    """Fill the slot of a function of a module that is loaded, if it has it:
    exports of images are linked when they are first used."""
    module = find_module(export.w_module)
    if module is not None and module.current.is_image():
        code = module.current.code
        number = code.image.find_export(export.w_name.name, export.arity)
        if number >= 0 and export.entry is None and export.bif is None:
            export.entry = code.function(number).entry


@jit.dont_look_inside
def install(version, filename):
    """Make a Version current, or what on_load runs in.  The Module."""
    module = MODULES.get(version.code.w_module)
    if version.on_load is not None:
        module.loading = version
        version.link_funs()
    else:
        module.install(version)
    version.filename = filename
    # what loading leaves behind is garbage: start over in the same memory
    rgc.collect(0)
    return module


def load_binary(data, filename):
    """Load the bytes of a .beam file: the Module; LoadError if it is bad."""
    return install_found(prepare(data, filename), filename)


def install_found(version, filename):
    """install() where nobody runs its on_load function yet."""
    module = install(version, filename)
    module.waits = module.loading is not None
    return module


@jit.dont_look_inside
def find_fun(w_module, index, uniq, nfree):
    """The FunEntry of a lambda in the current version of a module, or None."""
    module = MODULES.find(w_module)
    if module is not None and module.current is not None:
        code = module.current.code
        for i in range(len(code.funs)):
            entry = code.fun(i)
            if (entry.index == index and entry.uniq == uniq
                    and entry.nfree == nfree):
                return entry
    return None


@jit.dont_look_inside
def ensure_loaded(w_name):
    """Is the module loaded, or can it be loaded from the code path?
    LoadError where its file is damaged."""
    if find_module(w_name) is not None:
        return True
    filename = PATH.find_module_file(w_name.name)
    if filename == '':
        return False
    install_found(prepare_file(filename), filename)
    return find_module(w_name) is not None


def prepare_file(filename):
    """The Version of a file of the code path; LoadError if it is bad."""
    if config.BOARD:
        raw = PATH.find_embedded(filename)
        if raw:
            return image_version(Image(raw))
        pack, item = PATH.find_item(filename)
        if pack is not None:
            version = prepare_image(pack, item)
            if version is not None:
                return version
    return prepare(read_file(filename), filename)
