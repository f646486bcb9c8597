"""Tables of ets: names, owners, who may do what, fixing.

OTP: erts/emulator/beam/erl_db.c.  tables_of_process_ended() deletes, or hands
to their heirs, the tables of a process that has ended.
"""
from rpython.rlib.rarithmetic import intmask

from atomvm.bif import cause
from atomvm.bif.ets_store import HashStore, ORDERED_SET
from atomvm.bif.ets_tree import TreeStore
from atomvm.bif.newref import HI, WORDS
from atomvm.bif.wide import from_signed
from atomvm.proc.clock import CLOCK, SECOND
from atomvm.proc.process import EXITED, EXIT_HOOKS, ExitHook
from atomvm.proc.seqtrace import deliver
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Ref
from atomvm.term.tuple import tuple3, tuple4

MILLION = 1000000

W_ERRORS = mk_atom('erl_stdlib_errors')     # explains the causes

# What a caller wants to do; what a table allows to others than its owner.
READ, WRITE = range(2)
PRIVATE, PROTECTED, PUBLIC = range(3)


class W_TableRef(W_Ref):
    """The identifier of a table."""
    _attrs_ = __slots__ = ('table',)
    _immutable_fields_ = ['table']

    def __init__(self, table):
        WORDS.step()
        W_Ref.__init__(self, HI, WORDS.mid, WORDS.lo)
        self.table = table


class Fixer(object):
    """A process that has fixed a table, so many times."""

    def __init__(self, process):
        self.process = process
        self.count = 1


class Table(object):
    """owner, heir: Process (heir may be None); alive: not deleted."""

    def __init__(self, w_name, options, owner):
        self.w_name = w_name
        self.named = options.named
        self.access = options.access
        self.compressed = options.compressed
        self.w_read_concurrency = options.w_read_concurrency
        self.w_write_concurrency = options.w_write_concurrency
        self.w_counters = options.w_counters
        self.heir = options.heir
        self.w_heir_data = options.w_heir_data
        self.owner = owner
        self.alive = True
        self.place = 0
        self.fixers = []
        # when it was fixed first: {Mega, Seconds, Micro}, and nanoseconds
        self.w_fixed_at = None
        self.w_fixed_monotonic = None
        self.w_ref = W_TableRef(self)
        if options.kind == ORDERED_SET:
            self.store = TreeStore(options.keypos)
        else:
            self.store = HashStore(options.kind, options.keypos)

    def w_id(self):
        """What a program knows it by: its name or its reference."""
        if self.named:
            return self.w_name
        return self.w_ref

    def allows(self, process, wish):
        if process is self.owner or self.access == PUBLIC:
            return True
        return self.access == PROTECTED and wish == READ

    def fix(self, process):
        if len(self.fixers) == 0:
            self.w_fixed_at = _timestamp(CLOCK.system_ns())
            self.w_fixed_monotonic = from_signed(CLOCK.monotonic_ns())
        self.store.fixed = True
        for fixer in self.fixers:
            if fixer.process is process:
                fixer.count += 1
                return
        self.fixers.append(Fixer(process))

    def unfix(self, process, every):
        """Take back one fix of process, or every one."""
        for i in range(len(self.fixers)):
            fixer = self.fixers[i]
            if fixer.process is process:
                fixer.count -= 1
                if every or fixer.count == 0:
                    del self.fixers[i]
                break
        if len(self.fixers) == 0 and self.store.fixed:
            self.store.fixed = False
            self.store.release()


class Registry(object):
    """by_name: index of an atom -> Table; tables: all of them, each with its
    place there; owners, fixed: number of a process -> tables that it owns, has
    fixed."""

    def __init__(self):
        self.by_name = {}
        self.tables = []
        self.owners = {}
        self.fixed = {}

    def add(self, table):
        table.place = len(self.tables)
        self.tables.append(table)
        if table.named:
            self.by_name[table.w_name.index] = table
        self.owned(table.owner).append(table)

    def owned(self, process):
        """The tables of a process: a list to be read or appended to."""
        number = process.w_pid.number
        tables = self.owners.get(number, None)
        if tables is None:
            tables = []
            self.owners[number] = tables
        return tables

    def disown(self, table):
        tables = self.owned(table.owner)
        for i in range(len(tables)):
            if tables[i] is table:
                del tables[i]
                break
        if len(tables) == 0:
            del self.owners[table.owner.w_pid.number]

    def all(self):
        return self.tables

    def find(self, w_ref):
        """The table of a reference that was read from text or bytes, or
        None."""
        for table in self.tables:
            if table.w_ref.mid == w_ref.mid and table.w_ref.lo == w_ref.lo:
                return table
        return None

    def delete(self, table):
        self.disown(table)
        self.forget(table)

    def forget(self, table):
        table.alive = False
        last = self.tables.pop()
        if last is not table:
            self.tables[table.place] = last
            last.place = table.place
        if table.named:
            del self.by_name[table.w_name.index]
        table.store.fixed = False
        table.store.clear()

    def hand_over(self, table, process):
        """process becomes the owner."""
        self.disown(table)
        table.owner = process
        self.owned(process).append(table)


REGISTRY = Registry()


def find_table(w_table):
    """The Table of a name or reference, or None."""
    if isinstance(w_table, W_Atom):
        return REGISTRY.by_name.get(w_table.index, None)
    if isinstance(w_table, W_TableRef):
        if w_table.table.alive:
            return w_table.table
        return None
    if isinstance(w_table, W_Ref) and w_table.hi == HI:
        return REGISTRY.find(w_table)
    return None


def _timestamp(ns):
    """{MegaSeconds, Seconds, Microseconds} of nanoseconds (r_longlong)."""
    seconds = ns // SECOND
    micro = intmask((ns - seconds * SECOND) // 1000)
    mega = seconds // MILLION
    return tuple3(from_signed(mega), from_signed(seconds - mega * MILLION),
                  mk_int(micro))


def badarg_because(w_cause):
    """badarg whose stack trace tells the cause: id, type, access ..."""
    return cause.badarg_because(w_cause, W_ERRORS)


def no_table(w_table):
    """The error about a table that is not there."""
    if isinstance(w_table, W_Atom) or isinstance(w_table, W_TableRef):
        return badarg_because(atoms.id)
    return badarg_because(atoms.type)


def get_table(process, w_table, wish):
    """The Table, if it is there and process may do that; else badarg."""
    table = find_table(w_table)
    if table is None:
        raise no_table(w_table)
    if not table.allows(process, wish):
        raise badarg_because(atoms.access)
    return table


def send_transfer(table, w_from, process, w_data):
    """Tell the new owner about its table."""
    deliver(process, tuple4(atoms.ets_transfer, table.w_id(), w_from, w_data))


def _inherits(table, process):
    heir = table.heir
    return (heir is not None and heir is not process and
            heir.state != EXITED)


def fix_table(table, process):
    number = process.w_pid.number
    fixed = REGISTRY.fixed.get(number, None)
    if fixed is None:
        fixed = []
        REGISTRY.fixed[number] = fixed
    if table not in fixed:
        fixed.append(table)
    table.fix(process)


def tables_of_process_ended(process):
    """The process has ended: its tables go to their heirs or are deleted,
    its fixes end."""
    number = process.w_pid.number
    fixed = REGISTRY.fixed.get(number, None)
    if fixed is not None:
        del REGISTRY.fixed[number]
        for table in fixed:
            if table.alive:
                table.unfix(process, True)
    if number not in REGISTRY.owners:
        return
    for table in REGISTRY.owned(process)[:]:
        heir = table.heir
        if heir is not None and _inherits(table, process):
            REGISTRY.hand_over(table, heir)
            send_transfer(table, process.w_pid, heir, table.w_heir_data)
        else:
            REGISTRY.delete(table)


class TablesHook(ExitHook):
    def process_ended(self, process):
        tables_of_process_ended(process)


EXIT_HOOKS.append(TablesHook())
