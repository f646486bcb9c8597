"""The export table: one Export for every M:F/A that anything has mentioned.

OTP: erts/emulator/beam/export.c.  Natives (bif.gateway) and loaded modules
fill the slots.
"""
from rpython.rlib import jit

from atomvm.beam.code import Export
from atomvm.term.atom import mk_atom


class ExportTable(object):
    def __init__(self):
        self.slots = {}     # (module index, name index, arity) -> Export

    def get(self, w_module, w_name, arity):
        """The slot, made if it is not there yet."""
        key = (w_module.index, w_name.index, arity)
        export = self.slots.get(key, None)
        if export is None:
            export = Export(w_module, w_name, arity)
            self.slots[key] = export
        return export

    def find(self, w_module, w_name, arity):
        """The slot or None."""
        return self.slots.get((w_module.index, w_name.index, arity), None)


EXPORTS = ExportTable()


@jit.elidable
def get_export(w_module, w_name, arity):
    """The one Export of M:F/A (elidable: asking twice gives the same)."""
    return EXPORTS.get(w_module, w_name, arity)


def named_export(module, name, arity):
    """The Export of names given as Python strings."""
    return EXPORTS.get(mk_atom(module), mk_atom(name), arity)
