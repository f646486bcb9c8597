"""Process identifiers, ports and references, of this node and of others.

Those of another node (or of this one under another creation: an earlier life
of it) only come from the external term format.  Their numbers have all the
bits that the format has for them: 32-bit words, kept as ints that may be
negative where words have 32 bits.
"""
from rpython.rlib.rarithmetic import r_uint
from rpython.rlib.rbigint import rbigint

from atomvm.term.atom import mk_atom
from atomvm.term.base import W_Term, RANK_PID, RANK_PORT, RANK_REF

W_NO_NODE = mk_atom('nonode@nohost')

# What local ones can be, as in OTP (erl_term.h, erl_node_container_utils.h).
MAX_PID_NUMBER = (1 << 15) - 1
MAX_PID_SERIAL = (1 << 13) - 1
MAX_PORT_NUMBER = (1 << 28) - 1
MAX_FIRST_WORD = (1 << 18) - 1          # of a reference
M32 = (r_uint(0xffff) << 16) | r_uint(0xffff)


class Home(object):
    """The node that a term belongs to; creation: 32 bits."""
    _immutable_fields_ = ['creation']

    def __init__(self, w_name, creation):
        self.w_name = w_name
        self.creation = creation


class ThisNode(Home):
    """This node; its name changes when it becomes part of a network."""

    def is_alive(self):
        return self.w_name is not W_NO_NODE


NODE = ThisNode(W_NO_NODE, 0)


class ProcessBase(object):
    """What a pid points to; atomvm.proc.process.Process is the one subclass
    (term/ may not import proc/)."""


class W_Pid(W_Term):
    """A process identifier <0.number.serial>; process stays set after
    the process ended (its state says so).  Compared by number and serial."""
    _attrs_ = __slots__ = ('number', 'serial', 'process')
    _immutable_fields_ = ['number', 'serial', 'process']

    def __init__(self, number, serial, process):
        self.number = number
        self.serial = serial
        self.process = process

    def rank(self):
        return RANK_PID

    def home(self):
        return NODE


class W_ExternalPid(W_Pid):
    """One of another node; process is one that has ended."""
    _attrs_ = __slots__ = ('where',)
    _immutable_fields_ = ['where']

    def __init__(self, where, number, serial, process):
        W_Pid.__init__(self, number, serial, process)
        self.where = where

    def home(self):
        return self.where


class W_Port(W_Term):
    """A port #Port<0.number>."""
    _attrs_ = __slots__ = ('number',)
    _immutable_fields_ = ['number']

    def __init__(self, number):
        self.number = number

    def rank(self):
        return RANK_PORT

    def home(self):
        return NODE

    def high(self):
        """The upper half of its number of 64 bits."""
        return 0


class W_ExternalPort(W_Port):
    """One of another node; number is the lower half of its number."""
    _attrs_ = __slots__ = ('where', 'upper')
    _immutable_fields_ = ['where', 'upper']

    def __init__(self, where, upper, number):
        W_Port.__init__(self, number)
        self.where = where
        self.upper = upper

    def home(self):
        return self.where

    def high(self):
        return self.upper


class W_Ref(W_Term):
    """A reference #Ref<0.hi.mid.lo>: three words, as OTP shows them.
    Compared by all three."""
    _attrs_ = __slots__ = ('hi', 'mid', 'lo')
    _immutable_fields_ = ['hi', 'mid', 'lo']

    def __init__(self, hi, mid, lo):
        self.hi = hi
        self.mid = mid
        self.lo = lo

    def rank(self):
        return RANK_REF

    def home(self):
        return NODE

    def size(self):
        """Number of its words."""
        return 3

    def word(self, i):
        """Word i, the lowest first."""
        if i == 0:
            return self.lo
        if i == 1:
            return self.mid
        return self.hi


class W_ExternalRef(W_Ref):
    """One of another node: up to five words; hi, mid and lo are the first
    three, 0 where there are fewer."""
    _attrs_ = __slots__ = ('where', 'words')
    _immutable_fields_ = ['where', 'words[*]']

    def __init__(self, where, words):
        lo = words[0] if len(words) > 0 else 0
        mid = words[1] if len(words) > 1 else 0
        hi = words[2] if len(words) > 2 else 0
        W_Ref.__init__(self, hi, mid, lo)
        self.where = where
        self.words = words

    def home(self):
        return self.where

    def size(self):
        return len(self.words)

    def word(self, i):
        return self.words[i]


# ------------------------------------------------------------------ text

def _node_text(home):
    """What stands for a node: 0 for any of this node's name, else the number
    of its atom."""
    if home.w_name is NODE.w_name:
        return '0'
    return str(home.w_name.index)


def _word_text(value):
    """32 bits in decimal."""
    if value >= 0:
        return str(value)
    return rbigint.fromrarith_int(r_uint(value) & M32).str()


def pid_str(w_pid):
    return ('<' + _node_text(w_pid.home()) + '.' + _word_text(w_pid.number) +
            '.' + _word_text(w_pid.serial) + '>')


def port_str(w_port):
    number = _word_text(w_port.number)
    if w_port.high() != 0:
        high = rbigint.fromrarith_int(r_uint(w_port.high()) & M32)
        low = rbigint.fromrarith_int(r_uint(w_port.number) & M32)
        number = high.lshift(32).or_(low).str()
    return '#Port<' + _node_text(w_port.home()) + '.' + number + '>'


def ref_str(w_ref):
    text = '#Ref<' + _node_text(w_ref.home())
    for i in range(w_ref.size() - 1, -1, -1):
        text += '.' + _word_text(w_ref.word(i))
    return text + '>'
