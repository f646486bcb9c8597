"""Process identifiers, ports and references of this node."""
from atomvm.term.base import W_Term, RANK_PID, RANK_PORT, RANK_REF


class ProcessBase(object):
    """What a pid points to; atomvm.proc.process.Process is the one subclass
    (term/ may not import proc/)."""


class W_Pid(W_Term):
    """A local process identifier <0.number.serial>; process stays set after
    the process ended (its state says so).  Compared by number and serial."""
    _attrs_ = __slots__ = ('number', 'serial', 'process')
    _immutable_fields_ = ['number', 'serial', 'process']

    def __init__(self, number, serial, process):
        self.number = number
        self.serial = serial
        self.process = process

    def rank(self):
        return RANK_PID


class W_Port(W_Term):
    """A local port #Port<0.number>."""
    _attrs_ = __slots__ = ('number',)
    _immutable_fields_ = ['number']

    def __init__(self, number):
        self.number = number

    def rank(self):
        return RANK_PORT


class W_Ref(W_Term):
    """A local reference #Ref<0.hi.mid.lo>: three words of at most 28 bits,
    as OTP shows them.  Compared by all three."""
    _attrs_ = __slots__ = ('hi', 'mid', 'lo')
    _immutable_fields_ = ['hi', 'mid', 'lo']

    def __init__(self, hi, mid, lo):
        self.hi = hi
        self.mid = mid
        self.lo = lo

    def rank(self):
        return RANK_REF
