"""Tables of processes, names and references."""
from atomvm.proc.process import EXITED, Process
from atomvm.proc.registry import (
    MAGIC_HI, WORD, NameTable, ProcessTable, PROCESSES, REFS, RefTable,
    RefTarget, find_pid, new_ref, ref_eq, ref_hash)
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import list_items
from atomvm.term.pid import (MAX_FIRST_WORD, MAX_PID_NUMBER, MAX_PID_SERIAL,
                             W_Ref)


def test_numbers_wrap_and_skip_the_living():
    table = ProcessTable()
    first = table.make()
    table.number, table.serial = MAX_PID_NUMBER, MAX_PID_SERIAL
    assert table.make().w_pid.number == MAX_PID_NUMBER
    third = table.make()
    assert (third.w_pid.number, third.w_pid.serial) == (1, 0)
    table.remove(first)
    assert table.count == 2 and list_items(table.pids()) == [
        table.oldest.w_pid, third.w_pid]


def test_serial_is_counted_up_as_in_otp():
    """<0.32767.0> is followed by <0.0.1>, whether <0.0.0> lives or not."""
    table = ProcessTable()
    table.make()
    table.number = MAX_PID_NUMBER
    table.make()
    w_pid = table.make().w_pid
    assert (w_pid.number, w_pid.serial) == (0, 1)
    assert table.count == 3


def test_removing_from_the_ring_of_processes():
    table = ProcessTable()
    made = [table.make() for _ in range(5)]
    for i in (2, 0, 4, 2):
        table.remove(made[i])
    assert list_items(table.pids()) == [made[1].w_pid, made[3].w_pid]
    table.remove(made[1])
    table.remove(made[3])
    assert table.oldest is None and table.newest is None and table.count == 0


def test_limit():
    table = ProcessTable()
    table.limit = 2
    assert table.make() is not None and table.make() is not None
    assert table.make() is None


def test_reductions_of_the_dead_count():
    table = ProcessTable()
    for _ in range(3):
        table.make().reductions = 10
    table.remove(table.oldest)
    assert table.reductions() == 30


def test_find_pid():
    process = PROCESSES.make()
    w_pid = process.w_pid
    assert find_pid(w_pid.number, w_pid.serial) is w_pid
    assert find_pid(w_pid.number, 77).process.state == EXITED
    PROCESSES.remove(process)
    assert find_pid(w_pid.number, w_pid.serial).process is not process


def test_names():
    names = NameTable()
    a, b = Process(0, 0), Process(1, 0)
    w_name = mk_atom('registry_test')
    assert not names.register(atoms.undefined, a)
    assert names.register(w_name, a) and names.find(w_name) is a
    assert not names.register(w_name, b)
    assert not names.register(mk_atom('registry_test_2'), a)
    assert names.unregister(w_name) and not names.unregister(w_name)
    assert a.w_name is None and names.find(w_name) is None
    b.state = EXITED
    assert not names.register(w_name, b)


def test_references_differ_over_carries():
    lo, mid = REFS.lo, REFS.mid
    REFS.lo = MAX_FIRST_WORD - 1
    refs = [new_ref() for _ in range(4)]
    for i, a in enumerate(refs):
        assert [ref_eq(a, b) for b in refs] == [i == j for j in range(4)]
    REFS.lo, REFS.mid = lo, mid + 1


def test_references_never_reach_the_magic_ones():
    table = RefTable()
    table.hi, table.mid = MAGIC_HI - 1, WORD - 1
    table.carry()
    assert (table.hi, table.mid, table.lo) == (0, 0, 0)


def test_references_are_found_by_their_numbers():
    table = RefTable()
    target = RefTarget()
    table.put(W_Ref(1, 2, 3), target)
    w_same = W_Ref(1, 2, 3)
    assert ref_hash(w_same) == ref_hash(W_Ref(1, 2, 3))
    assert table.find(w_same) is target
    assert table.find(W_Ref(2, 1, 3)) is None
    table.remove(w_same)
    table.remove(w_same)
    assert table.find(w_same) is None
