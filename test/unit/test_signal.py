"""Signals: links, monitors, aliases, exits, suspending."""
import pytest
from atomvm.error import ErlangError, ProcessGone
from atomvm.proc import signal
from atomvm.proc.process import EXITED, RUNNABLE, SUSPENDED, WAITING
from atomvm.proc.registry import NAMES, PROCESSES, REFS, new_ref
from atomvm.proc.scheduler import SCHEDULER, send
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Ref
from atomvm.term.tuple import tuple2

W_BOOM = mk_atom('boom')


@pytest.fixture(autouse=True)
def clean():
    while SCHEDULER.pop() is not None:
        pass
    yield
    while PROCESSES.newest is not None:
        signal.exit_process(PROCESSES.newest, atoms.normal)
    assert len(REFS.targets) == 0
    assert PROCESSES.count == 0


def made(n=1, trap=False):
    """n waiting processes."""
    found = []
    for _ in range(n):
        process = PROCESSES.make()
        process.state = WAITING
        process.trap_exit = trap
        found.append(process)
    return found if n > 1 else found[0]


def messages(process):
    found = []
    message = process.first.next
    while message is not None:
        w_value = message.w_value
        found.append(w_value.items() if hasattr(w_value, 'items') else w_value)
        message = message.next
    return found


def linked(process):
    found = []
    if process.links is not None:
        half = process.links.next
        while half is not process.links:
            found.append(half.other)
            half = half.next
    return found


def monitor(process, target, alias=signal.NO_ALIAS, w_tag=atoms.DOWN):
    w_ref = new_ref()
    signal.monitor_process(process, target,
                           target.w_pid if target else mk_atom('nobody'),
                           w_tag, alias, w_ref)
    return w_ref


# ------------------------------------------------------------------ links

def test_exit_signal_ends_linked_processes():
    a, b, c = made(3)
    signal.link(a, b)
    signal.link(b, c)
    signal.exit_process(a, W_BOOM)
    assert [p.state for p in (a, b, c)] == [EXITED] * 3


def test_normal_exit_ends_nobody():
    a, b = made(2)
    signal.link(a, b)
    signal.exit_process(a, atoms.normal)
    assert b.state == WAITING and linked(b) == []


def test_trapping_gets_a_message_and_goes_on():
    a, b, c = made(3)
    b.trap_exit = True
    signal.link(a, b)
    signal.link(b, c)
    signal.exit_process(a, W_BOOM)
    assert messages(b) == [[atoms.EXIT_, a.w_pid, W_BOOM]]
    assert b.state == RUNNABLE and c.state == WAITING


def test_linking_twice_is_linking_once():
    a, b = made(2)
    signal.link(a, b)
    signal.link(b, a)
    assert linked(a) == [b] and linked(b) == [a]
    signal.unlink(a, b)
    assert linked(a) == [] and linked(b) == []
    signal.unlink(a, b)


def test_link_to_itself_does_nothing():
    a = made()
    signal.link(a, a)
    assert linked(a) == []


def test_unlink_among_many():
    hub = made()
    rest = made(50)
    for p in rest:
        signal.link(hub, p)
    signal.unlink(rest[20], hub)
    signal.unlink(hub, rest[30])
    assert linked(hub) == [p for i, p in enumerate(rest) if i not in (20, 30)]


def test_link_to_the_dead():
    a, b, dead = made(3)
    signal.exit_process(dead, W_BOOM)
    a.trap_exit = True
    signal.link(a, dead)
    assert messages(a) == [[atoms.EXIT_, dead.w_pid, atoms.noproc]]
    with pytest.raises(ErlangError) as e:
        signal.link(b, dead)
    assert e.value.w_reason is atoms.noproc


@pytest.mark.parametrize('shape', ['chain', 'star'])
def test_long_cascade(shape):
    n = 100000
    processes = made(n)
    for i in range(1, n):
        signal.add_link(processes[i - 1 if shape == 'chain' else 0],
                        processes[i])
    signal.exit_process(processes[0], W_BOOM)
    assert PROCESSES.count == 0


def test_cascade_through_a_ring_ends_each_once():
    ring = made(10)
    watcher = made()
    for i, p in enumerate(ring):
        signal.link(p, ring[(i + 1) % 10])
        monitor(watcher, p)
    signal.exit_process(ring[3], W_BOOM)
    downs = messages(watcher)
    assert len(downs) == 10
    assert set(d[4] for d in downs) == set([W_BOOM])


# ------------------------------------------------------------------ exits

def test_kill_can_not_be_trapped_and_becomes_killed():
    a, b, c = made(3, trap=True)
    signal.link(b, c)
    monitor(a, b)
    signal.send_exit(a, b, atoms.kill)
    assert b.state == EXITED
    assert messages(a)[0][4] is atoms.killed
    assert messages(c) == [[atoms.EXIT_, b.w_pid, atoms.killed]]


def test_reason_kill_through_a_link_is_no_kill():
    a, b, c = made(3)
    b.trap_exit = True
    signal.link(a, b)
    signal.link(a, c)
    monitor(b, c)
    signal.exit_process(a, atoms.kill)
    assert b.state == RUNNABLE
    assert messages(b)[0] == [atoms.EXIT_, a.w_pid, atoms.kill]
    assert messages(b)[1][4] is atoms.kill


def test_normal_exit_signal_of_another_is_ignored():
    a, b = made(2)
    signal.send_exit(a, b, atoms.normal)
    assert b.state == WAITING
    b.trap_exit = True
    signal.send_exit(a, b, atoms.normal)
    assert messages(b) == [[atoms.EXIT_, a.w_pid, atoms.normal]]


def test_normal_exit_signal_to_itself_ends_it():
    a = made()
    signal.send_exit(a, a, atoms.normal)
    assert a.state == EXITED
    with pytest.raises(ProcessGone):
        signal.check_alive(a)


def test_links_hear_before_monitors():
    a, b = made(2)
    a.trap_exit = True
    w_1 = monitor(a, b)
    signal.link(a, b)
    w_2 = monitor(a, b)
    signal.exit_process(b, W_BOOM)
    assert [m[0] for m in messages(a)] == [atoms.EXIT_, atoms.DOWN, atoms.DOWN]
    assert [m[1] for m in messages(a)][1:] == [w_1, w_2]


def test_dead_process_keeps_nothing():
    a, b = made(2)
    NAMES.register(mk_atom('signal_test'), a)
    a.saved = [W_BOOM]
    a.dictionary = {}
    send(a, W_BOOM)
    signal.link(a, b)
    signal.exit_process(a, tuple2(W_BOOM, NIL))
    send(a, W_BOOM)
    assert a.saved is None and a.dictionary is None and a.first.next is None
    assert a.links is None and a.w_exit_reason is None
    assert NAMES.find(mk_atom('signal_test')) is None
    assert b.state == EXITED


def test_reason_is_kept_on_request():
    a = made()
    a.keeps_reason = True
    signal.exit_process(a, W_BOOM)
    signal.exit_process(a, atoms.normal)
    assert a.w_exit_reason is W_BOOM


# --------------------------------------------------------------- monitors

def test_down_message():
    a, b = made(2)
    w_ref = monitor(a, b, w_tag=W_BOOM)
    signal.exit_process(b, atoms.normal)
    assert messages(a) == [[W_BOOM, w_ref, atoms.process, b.w_pid,
                            atoms.normal]]
    assert REFS.find(w_ref) is None


def test_monitor_of_the_dead_fires_at_once():
    a, b = made(2)
    signal.exit_process(b, W_BOOM)
    monitor(a, b)
    monitor(a, None)
    assert [m[4] for m in messages(a)] == [atoms.noproc] * 2


def test_demonitored_does_not_fire():
    a, b = made(2)
    w_ref = monitor(a, b)
    assert not signal.demonitor(b, w_ref)
    assert signal.demonitor(a, w_ref)
    assert not signal.demonitor(a, w_ref)
    signal.exit_process(b, W_BOOM)
    assert messages(a) == []


def test_monitors_of_the_dead_are_dropped():
    a, b = made(2)
    w_ref = monitor(a, b)
    signal.exit_process(a, W_BOOM)
    assert b.monitored_by.is_alone() and REFS.find(w_ref) is None


def test_flush_takes_one_message_from_anywhere():
    a, b = made(2)
    send(a, W_BOOM)
    w_ref = monitor(a, b)
    signal.exit_process(b, W_BOOM)
    send(a, atoms.ok)
    # another W_Ref of the same number
    signal.flush_down(a, W_Ref(w_ref.hi, w_ref.mid, w_ref.lo))
    assert messages(a) == [W_BOOM, atoms.ok] and a.queued == 2
    send(a, atoms.error)
    assert messages(a)[-1] is atoms.error


# ---------------------------------------------------------------- aliases

def test_alias_until_unalias():
    a, b = made(2)
    w_alias = signal.make_alias(a, signal.EXPLICIT)
    signal.send_to(b, w_alias, atoms.ok)
    assert not signal.unalias(b, w_alias)
    assert signal.unalias(a, w_alias) and not signal.unalias(a, w_alias)
    signal.send_to(b, w_alias, atoms.error)
    assert messages(a) == [atoms.ok]


def test_reply_alias_takes_one_message():
    a, b = made(2)
    w_alias = signal.make_alias(a, signal.REPLY)
    signal.send_to(b, w_alias, atoms.ok)
    signal.send_to(b, w_alias, atoms.error)
    assert messages(a) == [atoms.ok]
    assert not signal.unalias(a, w_alias)


def test_reply_demonitor_ends_the_monitor_with_the_first_message():
    a, b = made(2)
    w_ref = monitor(a, b, signal.REPLY_DEMONITOR)
    signal.send_to(b, w_ref, atoms.ok)
    signal.send_to(b, w_ref, atoms.error)
    signal.exit_process(b, W_BOOM)
    assert messages(a) == [atoms.ok]


def test_alias_demonitor_ends_with_the_monitor():
    a, b = made(2)
    w_ref = monitor(a, b, signal.DEMONITOR)
    signal.send_to(b, w_ref, atoms.ok)
    signal.demonitor(a, w_ref)
    signal.send_to(b, w_ref, atoms.error)
    assert messages(a) == [atoms.ok]


def test_explicit_alias_outlives_its_monitor():
    a, b = made(2)
    w_ref = monitor(a, b, signal.EXPLICIT)
    signal.exit_process(b, W_BOOM)
    signal.send_to(a, w_ref, atoms.ok)
    assert len(messages(a)) == 2 and messages(a)[1] is atoms.ok
    assert not signal.demonitor(a, w_ref)
    assert signal.unalias(a, w_ref)


def test_unalias_leaves_the_monitor():
    a, b = made(2)
    w_ref = monitor(a, b, signal.DEMONITOR)
    assert signal.unalias(a, w_ref)
    signal.send_to(b, w_ref, atoms.ok)
    signal.exit_process(b, W_BOOM)
    assert [m[0] for m in messages(a)] == [atoms.DOWN]


def test_end_of_a_process_ends_its_aliases():
    a, b = made(2)
    w_alias = signal.make_alias(a, signal.EXPLICIT)
    signal.exit_process(a, W_BOOM)
    signal.send_to(b, w_alias, atoms.ok)
    assert REFS.find(w_alias) is None


@pytest.mark.parametrize('w_dest', [
    mk_int(1), mk_atom('signal_test_nobody'), NIL,
    tuple2(mk_atom('x'), mk_int(1)), tuple2(mk_int(1), mk_atom('x'))])
def test_bad_destination(w_dest):
    with pytest.raises(ErlangError) as e:
        signal.send_to(made(), w_dest, atoms.ok)
    assert e.value.w_reason is atoms.badarg


# ------------------------------------------------------------- suspending

def test_suspended_does_not_run_until_resumed():
    a, b = made(2)
    b.state = RUNNABLE
    SCHEDULER.push(b)
    assert signal.suspend(a, b, False)
    assert not signal.suspend(a, b, True)
    assert signal.suspend(a, b, False)
    assert SCHEDULER.pop() is None and b.state == SUSPENDED
    assert signal.resume(a, b) and SCHEDULER.pop() is None
    assert signal.resume(a, b) and SCHEDULER.pop() is b
    assert not signal.resume(a, b)


def test_suspended_waiting_process_waits_again():
    a, b = made(2)
    signal.suspend(a, b, False)
    signal.resume(a, b)
    assert b.state == WAITING


def test_message_to_a_suspended_process_wakes_it_when_resumed():
    a, b = made(2)
    signal.suspend(a, b, False)
    send(b, atoms.ok)
    assert SCHEDULER.pop() is None
    signal.resume(a, b)
    assert SCHEDULER.pop() is b


def test_end_of_the_suspender_resumes():
    a, b = made(2)
    signal.suspend(a, b, False)
    signal.suspend(a, b, False)
    signal.exit_process(a, W_BOOM)
    assert b.state == WAITING and b.suspend_count == 0


def test_resuming_the_dead_does_not_wake_them():
    a, b = made(2)
    signal.suspend(a, b, False)
    signal.exit_process(b, W_BOOM)
    signal.exit_process(a, W_BOOM)
    assert b.state == EXITED and SCHEDULER.pop() is None
