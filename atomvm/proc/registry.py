"""What the VM finds by a key: processes and ports by number, registered names,
references that stand for a monitor, an alias or a timer; this node's name.

OTP: erts/emulator/beam/register.c, erl_ptab.c, erl_bif_unique.c.
"""
from rpython.rlib import jit
from rpython.rlib.objectmodel import r_dict
from rpython.rlib.rarithmetic import intmask, r_longlong

from atomvm import config
from atomvm.proc.process import EXITED, Process
from atomvm.term import atoms
from atomvm.term.cons import NIL, cons
from atomvm.term.effort import FEW, spend
from atomvm.term.pid import (MAX_FIRST_WORD, MAX_PID_NUMBER, MAX_PID_SERIAL,
                             NODE, W_Pid, W_Ref)

WORD = 1 << 28              # words of references but the first are below this
MAGIC_HI = WORD - 1         # first word of the references of bif.newref
PROCESS_LIMIT = 262144      # OTP's default of +P


def pid_key(number, serial):
    """Both numbers of a pid in one, in the order of pids."""
    return serial * (MAX_PID_NUMBER + 1) + number


class ProcessTable(object):
    """All live processes: by pid_key(), and in the order they were made."""

    def __init__(self):
        self.by_key = {}
        self.oldest = None
        self.newest = None
        self.number = 0         # of the next process
        self.serial = 0
        self.count = 0
        self.limit = PROCESS_LIMIT
        self.exited_reductions = r_longlong(0)

    def make(self):
        """A new Process, or None where there are too many."""
        if self.count >= self.limit:
            return None
        while pid_key(self.number, self.serial) in self.by_key:
            self.step()
        process = Process(self.number, self.serial)
        self.by_key[pid_key(self.number, self.serial)] = process
        self.step()
        self.count += 1
        newest = self.newest
        process.older = newest
        if newest is None:
            self.oldest = process
        else:
            newest.newer = process
        self.newest = process
        return process

    def step(self):
        self.number += 1
        if self.number > MAX_PID_NUMBER:
            self.number = 0
            self.serial = (self.serial + 1) & MAX_PID_SERIAL

    def remove(self, process):
        """The process has ended."""
        key = pid_key(process.w_pid.number, process.w_pid.serial)
        if key not in self.by_key:
            return
        del self.by_key[key]
        self.count -= 1
        self.exited_reductions += process.reductions
        older = process.older
        newer = process.newer
        if older is None:
            self.oldest = newer
        else:
            older.newer = newer
        if newer is None:
            self.newest = older
        else:
            newer.older = older
        process.older = None
        process.newer = None

    def pids(self):
        """An Erlang list of all pids, the oldest first."""
        spend(self.count >> FEW)
        w_list = NIL
        process = self.newest
        while process is not None:
            if process.state != EXITED:
                w_list = cons(process.w_pid, w_list)
            process = process.older
        return w_list

    def reductions(self):
        """Reductions of all processes, dead ones too."""
        total = self.exited_reductions
        process = self.oldest
        while process is not None:
            total += process.reductions
            process = process.newer
        return total


def dead_process(number, serial):
    """A Process that only a pid of nobody points to."""
    process = Process(number, serial)
    process.state = EXITED
    return process


PROCESSES = ProcessTable()


class PortTable(object):
    """All open ports, by number; a board has none."""

    def __init__(self):
        self.by_number = {}
        self.number = 0         # of the next port

    @jit.dont_look_inside
    def find(self, w_port):
        """The PortBase of a W_Port of this node, or None."""
        if config.BOARD or w_port.home() is not NODE:
            return None
        return self.by_number.get(w_port.number, None)


PORTS = PortTable()


@jit.dont_look_inside
def find_pid(number, serial):
    """The W_Pid <0.number.serial>, of a live process or of none."""
    process = PROCESSES.by_key.get(pid_key(number, serial), None)
    if process is not None:
        return process.w_pid
    return dead_process(number, serial).w_pid


class NameTable(object):
    """Registered names: atom -> Addressee."""

    def __init__(self):
        self.by_name = {}

    @jit.dont_look_inside
    def find(self, w_name):
        """The process or port (an Addressee) of this name (a W_Atom), or
        None."""
        return self.by_name.get(w_name, None)

    def find_process(self, w_name):
        """The Process of this name, or None."""
        target = self.find(w_name)
        if isinstance(target, Process):
            return target
        return None

    def register(self, w_name, target):
        """False where name or target is taken, or the target has ended."""
        if w_name in self.by_name or target.w_name is not None:
            return False
        if target.state == EXITED or w_name is atoms.undefined:
            return False
        self.by_name[w_name] = target
        target.w_name = w_name
        return True

    def unregister(self, w_name):
        """False where nobody has this name."""
        target = self.by_name.get(w_name, None)
        if target is None:
            return False
        del self.by_name[w_name]
        target.w_name = None
        return True

    def names(self):
        """An Erlang list of all names."""
        w_list = NIL
        for w_name in self.by_name:
            w_list = cons(w_name, w_list)
        return w_list


NAMES = NameTable()


class RefTarget(object):
    """What a reference may stand for: a Monitor (with or without an alias)
    or a Timer."""


def ref_eq(w_1, w_2):
    return w_1 is w_2 or (w_1.lo == w_2.lo and w_1.mid == w_2.mid and
                          w_1.hi == w_2.hi and w_1.home() is w_2.home())


def ref_hash(w_ref):
    return intmask(w_ref.lo * 1000003 + w_ref.mid * 8191 + w_ref.hi)


class RefTable(object):
    """References in use: W_Ref -> RefTarget; the next new reference."""

    def __init__(self):
        self.targets = r_dict(ref_eq, ref_hash)
        self.hi = 0
        self.mid = 0
        self.lo = 0

    @jit.dont_look_inside
    def find(self, w_ref):
        return self.targets.get(w_ref, None)

    @jit.dont_look_inside
    def put(self, w_ref, target):
        self.targets[w_ref] = target

    @jit.dont_look_inside
    def remove(self, w_ref):
        if w_ref in self.targets:
            del self.targets[w_ref]

    def carry(self):
        self.lo = 0
        self.mid += 1
        if self.mid == WORD:
            self.mid = 0
            self.hi = (self.hi + 1) % MAGIC_HI


REFS = RefTable()


def new_ref():
    """A reference that has not been there before."""
    refs = REFS
    lo = refs.lo + 1
    if lo > MAX_FIRST_WORD:
        refs.carry()
        lo = 0
    refs.lo = lo
    return W_Ref(refs.hi, refs.mid, lo)


def live_process(w_pid):
    """The live Process of a W_Pid, or None."""
    assert isinstance(w_pid, W_Pid)
    process = w_pid.process
    assert isinstance(process, Process)
    if process.state == EXITED:
        return None
    return process
