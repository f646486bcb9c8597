"""Natives of ets: tables and their objects.  ets_select.py has what matches,
ets_update.py what changes parts of objects, ets_info.py what tells about them.

OTP: erts/emulator/beam/erl_db.c.
"""
from atomvm.bif.ets_options import table_options
from atomvm.bif.ets_store import BAG
from atomvm.bif.ets_table import (
    READ, WRITE, REGISTRY, Table, badarg_because, find_table,
    fix_table, get_table, send_transfer)
from atomvm.bif.newref import HI, WORDS
from atomvm.bif.gateway import bif, Any, Atom
from atomvm.proc.process import Process, EXITED
from atomvm.proc.seqtrace import notify
from atomvm.term import atoms
from atomvm.term.atom import W_Atom
from atomvm.term.atoms import from_bool
from atomvm.term.cons import W_Cons, NIL, cons, list_from, list_items
from atomvm.term.effort import spend
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, mk_int
from atomvm.term.pid import W_Pid, W_Ref
from atomvm.term.tuple import W_Tuple, tuple2


@bif('ets', 'new', 2, args=[Atom, Any], process=True)
def new_2(process, w_name, w_options):
    options = table_options(w_options)
    if options.named and w_name.index in REGISTRY.by_name:
        raise badarg_because(atoms.already_exists)
    table = Table(w_name, options, process)
    REGISTRY.add(table)
    return table.w_id()


@bif('ets', 'delete', 1, process=True)
def delete_1(process, w_table):
    REGISTRY.delete(get_table(process, w_table, WRITE))
    return atoms.true


@bif('ets', 'rename', 2, process=True)
def rename_2(process, w_table, w_name):
    table = get_table(process, w_table, WRITE)
    if not isinstance(w_name, W_Atom):
        raise badarg()
    if table.named:
        if w_name.index in REGISTRY.by_name:
            raise badarg()
        del REGISTRY.by_name[table.w_name.index]
        REGISTRY.by_name[w_name.index] = table
    table.w_name = w_name
    return table.w_id()


@bif('ets', 'whereis', 1, args=[Any])
def whereis_1(w_table):
    if not isinstance(w_table, W_Atom) and not isinstance(w_table, W_Ref):
        raise badarg()
    table = find_table(w_table)
    if table is None:
        if isinstance(w_table, W_Ref):
            raise badarg()
        return atoms.undefined
    return table.w_ref


@bif('ets', 'give_away', 3, process=True)
def give_away_3(process, w_table, w_pid, w_data):
    table = get_table(process, w_table, WRITE)
    if not isinstance(w_pid, W_Pid):
        raise badarg()
    if table.owner is not process:
        raise badarg_because(atoms.not_owner)
    receiver = w_pid.process
    if receiver is process:
        raise badarg_because(atoms.owner)
    if not isinstance(receiver, Process) or receiver.state == EXITED:
        raise badarg()
    REGISTRY.hand_over(table, receiver)
    send_transfer(table, process.w_pid, receiver, w_data)
    return atoms.true


@bif('ets', 'safe_fixtable', 2, args=[Any, Any], process=True)
def safe_fixtable_2(process, w_table, w_flag):
    table = get_table(process, w_table, READ)
    if w_flag is atoms.true:
        fix_table(table, process)
    elif w_flag is atoms.false:
        table.unfix(process, False)
    else:
        raise badarg()
    return atoms.true


@bif('ets', 'internal_request_all', 0, process=True)
def internal_request_all_0(process):
    """ets:all/0 waits for one message {Reference, Tables} from each
    scheduler; there is one."""
    tables = []
    for table in REGISTRY.all():
        tables.append(table.w_id())
    WORDS.step()
    w_ref = W_Ref(HI, WORDS.mid, WORDS.lo)
    notify(process, tuple2(w_ref, list_from(tables)))
    return w_ref


# objects


def check_object(table, w_obj):
    """w_obj as a tuple that has the key; badarg for anything else."""
    if not isinstance(w_obj, W_Tuple) or w_obj.arity() <= table.store.keypos:
        raise badarg()
    return w_obj


def checked_objects(table, w_list):
    """The tuples of a list, in the order in which they are inserted.  A bag
    takes those of a list from its end, as OTP's does (seen in OTP 25)."""
    items = list_items(w_list)
    if items is None:
        raise badarg()
    objects = [check_object(table, w_item) for w_item in items]
    if table.store.kind == BAG:
        objects.reverse()
    spend(len(objects))
    return objects


@bif('ets', 'insert', 2, args=[Any, Any], process=True)
def insert_2(process, w_table, w_what):
    table = get_table(process, w_table, WRITE)
    if isinstance(w_what, W_Cons) or w_what is NIL:
        for w_obj in checked_objects(table, w_what):
            table.store.insert(w_obj)
    else:
        table.store.insert(check_object(table, w_what))
    return atoms.true


@bif('ets', 'insert_new', 2, args=[Any, Any], process=True)
def insert_new_2(process, w_table, w_what):
    table = get_table(process, w_table, WRITE)
    store = table.store
    if isinstance(w_what, W_Cons) or w_what is NIL:
        objects = checked_objects(table, w_what)
    else:
        objects = [check_object(table, w_what)]
    for w_obj in objects:
        if store.find(store.key_of(w_obj)) is not None:
            return atoms.false
    for w_obj in objects:
        store.insert(w_obj)
    return atoms.true


@bif('ets', 'lookup', 2, args=[Any, Any], process=True)
def lookup_2(process, w_table, w_key):
    entry = get_table(process, w_table, READ).store.find(w_key)
    if entry is None:
        return NIL
    if entry.more is None:
        return cons(entry.w_obj, NIL)
    return list_from(entry.objects())


@bif('ets', 'member', 2, args=[Any, Any], process=True)
def member_2(process, w_table, w_key):
    table = get_table(process, w_table, READ)
    return from_bool(table.store.find(w_key) is not None)


@bif('ets', 'lookup_element', 3, args=[Any, Any, Any], process=True)
def lookup_element_3(process, w_table, w_key, w_position):
    table = get_table(process, w_table, READ)
    place = position(w_position)
    entry = table.store.find(w_key)
    if entry is None:
        raise badarg_because(atoms.badkey)
    if not table.store.is_bag():
        return element_at(entry.w_obj, place)
    return list_from([element_at(w_obj, place) for w_obj in entry.objects()])


def position(w_position):
    """A position in a tuple, counted from 0; badarg if it can be none."""
    if not isinstance(w_position, W_Int) or w_position.intval < 1:
        raise badarg()
    return w_position.intval - 1


def element_at(w_obj, place):
    assert isinstance(w_obj, W_Tuple)
    if place >= w_obj.arity():
        raise badarg()
    return w_obj.get(place)


@bif('ets', 'take', 2, args=[Any, Any], process=True)
def take_2(process, w_table, w_key):
    store = get_table(process, w_table, WRITE).store
    entry = store.find(w_key)
    if entry is None:
        return NIL
    w_result = list_from(entry.objects())
    store.discard(entry)
    store.tidy()
    return w_result


@bif('ets', 'delete', 2, args=[Any, Any], process=True)
def delete_2(process, w_table, w_key):
    store = get_table(process, w_table, WRITE).store
    store.delete_key(w_key)
    store.tidy()
    return atoms.true


@bif('ets', 'delete_object', 2, args=[Any, Any], process=True)
def delete_object_2(process, w_table, w_obj):
    table = get_table(process, w_table, WRITE)
    table.store.delete_object(check_object(table, w_obj))
    table.store.tidy()
    return atoms.true


@bif('ets', 'internal_delete_all', 2, args=[Any, Any], process=True)
def internal_delete_all_2(process, w_table, w_undefined):
    store = get_table(process, w_table, WRITE).store
    size = store.size
    store.clear()
    return mk_int(size)


# order


def _key_or_end(entry):
    if entry is None:
        return atoms.end_of_table
    return entry.w_key


@bif('ets', 'first', 1, args=[Any], process=True)
def first_1(process, w_table):
    return _key_or_end(get_table(process, w_table, READ).store.start(False))


@bif('ets', 'last', 1, args=[Any], process=True)
def last_1(process, w_table):
    return _key_or_end(get_table(process, w_table, READ).store.start(True))


@bif('ets', 'next', 2, args=[Any, Any], process=True)
def next_2(process, w_table, w_key):
    store = get_table(process, w_table, READ).store
    return _key_or_end(store.neighbour(w_key, False))


@bif('ets', 'prev', 2, args=[Any, Any], process=True)
def prev_2(process, w_table, w_key):
    store = get_table(process, w_table, READ).store
    return _key_or_end(store.neighbour(w_key, True))


@bif('ets', 'slot', 2, process=True)
def slot_2(process, w_table, w_index):
    store = get_table(process, w_table, READ).store
    if not isinstance(w_index, W_Int):
        raise badarg()
    objects = store.slot(w_index.intval)
    if objects is None:
        return atoms.end_of_table
    return list_from(objects)
