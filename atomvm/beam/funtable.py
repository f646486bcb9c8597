"""The table of lambdas: one FunEntry for each lambda of each version of a
module, for as long as anything refers to it.

OTP: erts/emulator/beam/erl_fun.c.  Two files with the same MD5 share their
lambdas: a fun outlives reloading, even deleting and loading again, of the
version that made it.
"""
from rpython.rlib.rweakref import RWeakValueDictionary

from atomvm.beam.code import FunEntry


class FunTable(object):
    def __init__(self):
        # weak: what only a fun refers to goes with the fun
        self.by_key = RWeakValueDictionary(str, FunEntry)

    def get(self, w_module, w_name, arity, nfree, index, uniq, md5):
        """The FunEntry, made if it is not there yet."""
        key = '%d %d %s' % (w_module.index, index, md5)
        entry = self.by_key.get(key)
        # the MD5 does not cover uniq, nor does a damaged file have to tell
        # the truth: an entry that differs is another one
        if (entry is None or entry.w_name is not w_name or
                entry.arity != arity or entry.nfree != nfree or
                entry.uniq != uniq):
            entry = FunEntry(w_module, w_name, arity, nfree, index, index, uniq,
                             md5)
            self.by_key.set(key, entry)
        return entry


FUNS = FunTable()
