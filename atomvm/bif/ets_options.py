"""Options of ets:new/2 and ets:setopts/2."""
from atomvm.bif.ets_store import SET, ORDERED_SET, BAG, DUPLICATE_BAG
from atomvm.bif.ets_table import (PRIVATE, PROTECTED, PUBLIC, WRITE,
                                  get_table)
from atomvm.bif.gateway import bif, Any
from atomvm.proc.process import Process, EXITED
from atomvm.term import atoms
from atomvm.term.cons import W_Cons, NIL
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int
from atomvm.term.pid import W_Pid
from atomvm.term.tuple import W_Tuple


class Options(object):
    """What ets:new/2 was asked for; see Table for the attributes."""

    def __init__(self):
        self.kind = SET
        self.named = False
        self.access = PROTECTED
        self.keypos = 0
        self.compressed = False
        self.heir = None
        self.w_heir_data = atoms.undefined
        self.w_read_concurrency = atoms.false
        self.w_write_concurrency = atoms.false
        self.w_counters = atoms.false


def _access(w_atom):
    """PRIVATE, PROTECTED or PUBLIC, or -1."""
    if w_atom is atoms.private:
        return PRIVATE
    if w_atom is atoms.protected:
        return PROTECTED
    if w_atom is atoms.public:
        return PUBLIC
    return -1


def _heir(w_pid):
    """The process of a local pid that is to inherit; None if it ended."""
    if not isinstance(w_pid, W_Pid):
        raise badarg()
    process = w_pid.process
    if isinstance(process, Process) and process.state != EXITED:
        return process
    return None


def _flag(options, w_option):
    """An option that is an atom."""
    access = _access(w_option)
    if access >= 0:
        options.access = access
    elif w_option is atoms.set:
        options.kind = SET
    elif w_option is atoms.ordered_set:
        options.kind = ORDERED_SET
    elif w_option is atoms.bag:
        options.kind = BAG
    elif w_option is atoms.duplicate_bag:
        options.kind = DUPLICATE_BAG
    elif w_option is atoms.named_table:
        options.named = True
    elif w_option is atoms.compressed:
        options.compressed = True
    else:
        raise badarg()


def _bool(w_value):
    if w_value is not atoms.true and w_value is not atoms.false:
        raise badarg()
    return w_value


def _pair(options, w_name, w_value):
    """An option {Name, Value}."""
    if w_name is atoms.keypos:
        if not isinstance(w_value, W_Int) or w_value.intval < 1:
            raise badarg()
        options.keypos = w_value.intval - 1
    elif w_name is atoms.write_concurrency:
        if w_value is not atoms.auto:
            _bool(w_value)
        options.w_write_concurrency = w_value
    elif w_name is atoms.read_concurrency:
        options.w_read_concurrency = _bool(w_value)
    elif w_name is atoms.decentralized_counters:
        options.w_counters = _bool(w_value)
    elif w_name is atoms.heir and w_value is atoms.none:
        options.heir = None
    else:
        raise badarg()


def table_options(w_list):
    """Options of the list that ets:new/2 was given, else badarg."""
    options = Options()
    while isinstance(w_list, W_Cons):
        w_option = w_list.head()
        if not isinstance(w_option, W_Tuple):
            _flag(options, w_option)
        elif w_option.arity() == 2:
            _pair(options, w_option.get(0), w_option.get(1))
        elif w_option.arity() == 3 and w_option.get(0) is atoms.heir:
            options.heir = _heir(w_option.get(1))
            options.w_heir_data = w_option.get(2)
        else:
            raise badarg()
        w_list = w_list.tl
    if w_list is not NIL:
        raise badarg()
    return options


class Changes(object):
    """What ets:setopts/2 was asked for: access is -1 and heir_set False
    where it was not."""

    def __init__(self):
        self.access = -1
        self.heir_set = False
        self.heir = None
        self.w_heir_data = atoms.undefined

    def add(self, w_option):
        if not isinstance(w_option, W_Tuple) or w_option.arity() < 2:
            raise badarg()
        w_name = w_option.get(0)
        w_value = w_option.get(1)
        if w_name is atoms.protection and w_option.arity() == 2:
            if self.access >= 0:
                raise badarg()
            self.access = _access(w_value)
            if self.access < 0:
                raise badarg()
            return
        if w_name is not atoms.heir or self.heir_set:
            raise badarg()
        self.heir_set = True
        if w_option.arity() == 2 and w_value is atoms.none:
            return
        if w_option.arity() != 3:
            raise badarg()
        self.heir = _heir(w_value)
        self.w_heir_data = w_option.get(2)


@bif('ets', 'setopts', 2, args=[Any, Any], process=True)
def setopts_2(process, w_table, w_options):
    table = get_table(process, w_table, WRITE)
    if table.owner is not process:
        raise badarg()
    changes = Changes()
    if isinstance(w_options, W_Tuple):
        changes.add(w_options)
    else:
        while isinstance(w_options, W_Cons):
            changes.add(w_options.head())
            w_options = w_options.tl
        if w_options is not NIL:
            raise badarg()
    if changes.access >= 0:
        table.access = changes.access
    if changes.heir_set:
        table.heir = changes.heir
        table.w_heir_data = changes.w_heir_data
    return atoms.true
