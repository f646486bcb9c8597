"""Funs: local (code and free variables) and external (fun M:F/A)."""
from atomvm.term.base import W_Term, RANK_FUN


class W_AnyFun(W_Term):
    _attrs_ = __slots__ = ()

    def rank(self):
        return RANK_FUN


class W_Fun(W_AnyFun):
    """A closure: its FunEntry (atomvm.beam.code), the free variables and the
    pid of the process that made it."""
    _attrs_ = __slots__ = ('entry', 'free', 'w_pid')
    _immutable_fields_ = ['entry', 'free[*]', 'w_pid']

    def __init__(self, entry, free, w_pid):
        self.entry = entry
        self.free = free
        self.w_pid = w_pid


class W_ExportFun(W_AnyFun):
    """fun M:F/A; export is an Export (atomvm.beam.code), one for each
    module, function and arity: compared by identity."""
    _attrs_ = __slots__ = ('export',)
    _immutable_fields_ = ['export']

    def __init__(self, export):
        self.export = export
