"""The export table: one Export for every M:F/A that anything has mentioned.

OTP: erts/emulator/beam/export.c.  Natives (bif.gateway) and loaded modules
fill the slots.
"""
from rpython.rlib import jit
from rpython.rlib.objectmodel import not_rpython

from atomvm import config
from atomvm.beam.code import Export
from atomvm.term.atom import mk_atom


class ExportTable(object):
    """All slots.  fixed, of firmware: those that it is translated with, sorted
    by numbers of atoms.  missing: the native that stands for all that are not
    there (bif.gateway)."""

    def __init__(self):
        self.slots = {}     # (module index, name index, arity) -> Export
        self.fixed = []
        self.missing = None

    @not_rpython
    def freeze(self):
        """What there is now goes to the fixed part."""
        self.fixed = sorted(self.fixed + self.slots.values(), key=lambda e: (
            e.w_module.index, e.w_name.index, e.arity))
        self.slots = {}

    def get(self, w_module, w_name, arity):
        """The slot, made if it is not there yet."""
        export = self.find(w_module, w_name, arity)
        if export is None:
            export = Export(w_module, w_name, arity)
            self.slots[(w_module.index, w_name.index, arity)] = export
        return export

    def find(self, w_module, w_name, arity):
        """The slot or None."""
        if config.BOARD:
            low = 0
            high = len(self.fixed)
            while low < high:
                middle = (low + high) >> 1
                export = self.fixed[middle]
                order = export.w_module.index - w_module.index
                if order == 0:
                    order = export.w_name.index - w_name.index
                    if order == 0:
                        order = export.arity - arity
                        if order == 0:
                            return export
                if order < 0:
                    low = middle + 1
                else:
                    high = middle
        return self.slots.get((w_module.index, w_name.index, arity), None)


EXPORTS = ExportTable()


@jit.elidable
def get_export(w_module, w_name, arity):
    """The one Export of M:F/A (elidable: asking twice gives the same)."""
    return EXPORTS.get(w_module, w_name, arity)


def named_export(module, name, arity):
    """The Export of names given as Python strings."""
    return EXPORTS.get(mk_atom(module), mk_atom(name), arity)
