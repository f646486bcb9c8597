"""What packs call that they and the VM do not have: packbeam check.

The VM has its natives (as they have registered themselves, for hosts or, with
ATOMVM_BOARD=1, for boards), its own modules (libs/) and, on hosts, the modules of
the machine's Erlang.  Calls through variables are not seen.
"""
from atomvm import config
from atomvm.beam.chunk import plain
from atomvm.beam.export import named_export
from atomvm.interp import call
from atomvm.proc.codepath import CodePath
from cross import calls, pack, prune
from cross.reach import text


assert call         # importing it registers apply/3 and its like


def is_native(mfa):
    export = named_export(*mfa)
    return export.bif is not None or export.entry is not None


class Known(object):
    """The functions that there are."""

    def __init__(self, modules):
        self.modules = modules      # {name: calls.Module}, of the packs
        self.vm = pack.vm_modules()
        self.path = None
        if not config.BOARD:
            self.path = CodePath()
            self.path.front = []    # not the current directory
        self.exports = {}           # of modules of the VM and of Erlang/OTP

    def has(self, mfa):
        if is_native(mfa) or mfa[0] not in self.vm and self.in_packs(mfa):
            return True
        if mfa[0] not in self.exports:
            self.exports[mfa[0]] = self.find_exports(mfa[0])
        return mfa[1:] in self.exports[mfa[0]]

    def in_packs(self, mfa):
        module = self.modules.get(mfa[0])
        function = module.functions.get(mfa[1:]) if module else None
        return function is not None and function.exported

    def find_exports(self, name):
        """{(name, arity)} of a module that is in no pack."""
        data = self.vm.get(name)
        if data is None and name not in self.modules and self.path is not None:
            path = self.path.find_module_file(name)
            if path:
                data = plain(self.path.read_file(path), path)
        return pack.exports(data, name) if data is not None else ()


def missing(found):
    """Lines on what the modules of these elements call in vain."""
    modules = {}
    for e in found:
        if e.is_beam and e.module not in modules:
            prune.wants_beam(e, dict(pack.chunks(e.data, e.name)), 'checked')
            modules[e.module] = calls.Module(e.data, e.name)
    known = Known(modules)
    lines = []
    for name, module in sorted(modules.items()):
        for function in sorted(module.functions.values(), key=lambda f: f.start):
            lines += [
                '%s, %s: %s is not there' % (
                    text((name, function.name, function.arity)),
                    module.position(item), text(mfa))
                for mfa, item in function.remote if not known.has(mfa)]
    return lines
