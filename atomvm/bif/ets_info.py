"""ets:info/1 and ets:info/2.  OTP: erts/emulator/beam/erl_db.c."""
from atomvm.bif.ets_store import SET, ORDERED_SET, BAG
from atomvm.bif.ets_table import (PRIVATE, PROTECTED, W_TableRef,
                                  badarg_because, find_table)
from atomvm.bif.gateway import bif
from atomvm.term.size import term_words
from atomvm.proc.registry import NODE
from atomvm.term import atoms
from atomvm.term.atom import W_Atom
from atomvm.term.atoms import from_bool
from atomvm.term.cons import NIL, list_from
from atomvm.term.fault import badarg
from atomvm.term.number import W_Float, mk_int
from atomvm.term.tuple import mk_tuple, tuple2

# Words that OTP needs for an empty table and for each object besides itself.
HASH_WORDS = 305
HASH_OBJECT_WORDS = 4
TREE_WORDS = 139
TREE_OBJECT_WORDS = 5
BUCKETS = 256


def memory_of(table):
    """Words that OTP would need for the table (counted when asked)."""
    store = table.store
    words = HASH_WORDS
    own = HASH_OBJECT_WORDS
    if store.kind == ORDERED_SET:
        words = TREE_WORDS
        own = TREE_OBJECT_WORDS
    entry = store.start(False)
    while entry is not None:
        for w_obj in entry.objects():
            words += own + term_words(w_obj)
        entry = store.after(entry, False)
    return mk_int(words)


def kind_of(table):
    kind = table.store.kind
    if kind == SET:
        return atoms.set
    if kind == ORDERED_SET:
        return atoms.ordered_set
    if kind == BAG:
        return atoms.bag
    return atoms.duplicate_bag


def protection_of(table):
    if table.access == PRIVATE:
        return atoms.private
    if table.access == PROTECTED:
        return atoms.protected
    return atoms.public


def _heir(table):
    if table.heir is None:
        return atoms.none
    return table.heir.w_pid


def _fixers(table, w_time):
    """{Time, [{Pid, Count}]}, or false while it is not fixed."""
    if len(table.fixers) == 0:
        return atoms.false
    return tuple2(w_time, list_from(
        [tuple2(fixer.process.w_pid, mk_int(fixer.count))
         for fixer in table.fixers]))


def _stats(table):
    """Of hashed tables: buckets, and lengths of chains (average, deviation
    and what is expected; least, most), which are not known here."""
    if table.store.kind == ORDERED_SET:
        return atoms.false
    w_average = W_Float(float(table.store.size) / BUCKETS)
    w_zero = W_Float(0.0)
    return mk_tuple([mk_int(BUCKETS), w_average, w_zero, w_zero, mk_int(0),
                     mk_int(1), mk_int(0), mk_int(1)])


def _common(table, w_item):
    """One of what ets:info/1 lists, or None."""
    if w_item is atoms.id:
        return table.w_ref
    if w_item is atoms.decentralized_counters:
        return table.w_counters
    if w_item is atoms.read_concurrency:
        return table.w_read_concurrency
    if w_item is atoms.write_concurrency:
        return table.w_write_concurrency
    if w_item is atoms.compressed:
        return from_bool(table.compressed)
    if w_item is atoms.memory:
        return memory_of(table)
    if w_item is atoms.owner:
        return table.owner.w_pid
    if w_item is atoms.heir:
        return _heir(table)
    if w_item is atoms.name:
        return table.w_name
    if w_item is atoms.size:
        return mk_int(table.store.size)
    if w_item is atoms.node:
        return NODE.w_name
    if w_item is atoms.named_table:
        return from_bool(table.named)
    if w_item is atoms.type:
        return kind_of(table)
    if w_item is atoms.keypos:
        return mk_int(table.store.keypos + 1)
    if w_item is atoms.protection:
        return protection_of(table)
    return None


def _more(table, w_item):
    """What only ets:info/2 tells, or None."""
    if w_item is atoms.fixed:
        return from_bool(len(table.fixers) > 0)
    if w_item is atoms.safe_fixed:
        return _fixers(table, table.w_fixed_at)
    if w_item is atoms.safe_fixed_monotonic_time:
        return _fixers(table, table.w_fixed_monotonic)
    if w_item is atoms.stats:
        return _stats(table)
    if w_item is atoms.binary:
        return NIL
    return None


ITEMS = [atoms.id, atoms.decentralized_counters, atoms.read_concurrency,
         atoms.write_concurrency, atoms.compressed, atoms.memory, atoms.owner,
         atoms.heir, atoms.name, atoms.size, atoms.node, atoms.named_table,
         atoms.type, atoms.keypos, atoms.protection]


def _table_or_none(w_table):
    """The Table, None where it is deleted; badarg for what never was one."""
    table = find_table(w_table)
    if table is None and not isinstance(w_table, W_Atom) and \
            not isinstance(w_table, W_TableRef):
        raise badarg_because(atoms.type)
    return table


@bif('ets', 'info', 1)
def info_1(w_table):
    table = _table_or_none(w_table)
    if table is None:
        return atoms.undefined
    return list_from([tuple2(w_item, _common(table, w_item))
                      for w_item in ITEMS])


@bif('ets', 'info', 2)
def info_2(w_table, w_item):
    table = _table_or_none(w_table)
    if table is None:
        return atoms.undefined
    if not isinstance(w_item, W_Atom):
        raise badarg()
    w_value = _common(table, w_item)
    if w_value is None:
        w_value = _more(table, w_item)
    if w_value is None:
        raise badarg()
    return w_value
