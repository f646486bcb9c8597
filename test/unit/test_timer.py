"""Timers: order of the heap, receive timers, send timers."""
import random

import pytest
from atomvm.error import ErlangError
from atomvm.proc import timer, wheel
from atomvm.proc.clock import CLOCK, Clock, FakeClock, MILLISECOND, NEVER
from atomvm.proc.process import WAITING
from atomvm.proc.registry import NAMES, PROCESSES, REFS
from atomvm.proc.scheduler import SCHEDULER
from atomvm.proc.signal import exit_process
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.number import mk_int, mk_big
from rpython.rlib.rbigint import rbigint
from rpython.rlib.rarithmetic import r_longlong


@pytest.fixture
def clock():
    fake = FakeClock(1000 * MILLISECOND)
    CLOCK.install(fake)
    timer.WHEEL.empty()
    while SCHEDULER.pop() is not None:
        pass
    yield fake
    while PROCESSES.newest is not None:
        exit_process(PROCESSES.newest, atoms.normal)
    timer.expire(NEVER)
    assert len(REFS.targets) == 0
    CLOCK.install(Clock())


def waiting():
    process = PROCESSES.make()
    process.state = WAITING
    return process


def expire():
    timer.expire(CLOCK.monotonic_ns())


def messages(process):
    found = []
    message = process.first.next
    while message is not None:
        found.append(message.w_value)
        message = message.next
    return found


class Probe(timer.Timer):
    fired = None

    def fire(self):
        self.fired.append(self)


def tick(probe):
    return probe.deadline >> wheel.TICK


@pytest.mark.parametrize('longest', [1, 40, 1000, 10 ** 6, 10 ** 9, 10 ** 13])
@pytest.mark.parametrize('seed', range(5))
def test_wheel_against_a_sorted_list(longest, seed):
    rng = random.Random(seed)
    here = wheel.Wheel()
    now = rng.randrange(10 ** 12)
    left = []
    for _ in range(400):
        what = rng.randrange(5)
        if what < 2:
            probe = Probe(r_longlong(now + rng.randrange(longest) * 1000))
            here.insert(probe)
            left.append(probe)
        elif what == 2 and left:
            probe = left.pop(rng.randrange(len(left)))
            here.remove(probe)
            here.remove(probe)
        else:
            now += rng.randrange(longest) * rng.choice([1, 1000, 5000])
            due = [p for p in left if p.deadline <= now]
            fired = []
            while True:
                probe = here.expired(r_longlong(now))
                if probe is None:
                    break
                fired.append(probe)
            # those of one tick in the order in which they came
            assert fired == sorted(due, key=tick)
            left = [p for p in left if p.deadline > now]
            assert here.due > now
            assert not left or here.due <= min(p.deadline for p in left)
        assert here.count == len(left)
    assert sum(bin(level.used).count('1') for level in here.levels if level) == len(set(
        id(p.slot) for p in left))


def test_deadlines_are_kept_to_the_nanosecond():
    here = wheel.Wheel()
    probe = Probe(r_longlong(10 ** 9))
    here.insert(probe)
    assert here.expired(r_longlong(10 ** 9 - 1)) is None
    assert here.due == 10 ** 9
    assert here.expired(r_longlong(10 ** 9)) is probe
    assert here.expired(NEVER) is None


def test_receive_timer_wakes_at_its_time_and_not_before(clock):
    process = waiting()
    timer.start_receive_timer(process, mk_int(20))
    clock.advance_ms(19)
    expire()
    assert not process.timed_out and timer.sleep_ms() == 1
    clock.advance_ms(1)
    expire()
    assert process.timed_out and process.timer is None
    assert SCHEDULER.pop() is process
    assert timer.sleep_ms() == -1


def test_cancelled_receive_timer_does_not_fire(clock):
    process = waiting()
    timer.start_receive_timer(process, mk_int(20))
    timer.cancel_receive_timer(process)
    clock.advance_ms(30)
    expire()
    assert not process.timed_out and process.timer is None


@pytest.mark.parametrize('w_time', [
    mk_int(-1), mk_big(rbigint.fromlong(2 ** 32)),
    mk_big(rbigint.fromlong(-2 ** 80)), mk_big(rbigint.fromlong(2 ** 80)),
    atoms.ok])
def test_bad_receive_timeout(clock, w_time):
    with pytest.raises(ErlangError) as e:
        timer.start_receive_timer(waiting(), w_time)
    assert e.value.w_reason is atoms.timeout_value


def test_largest_receive_timeout(clock):
    process = waiting()
    timer.start_receive_timer(process, mk_big(rbigint.fromlong(2 ** 32 - 1)))
    clock.advance_ms(2 ** 32 - 2)
    expire()
    assert not process.timed_out
    clock.advance_ms(1)
    expire()
    assert process.timed_out


def send_timer(clock, ms, process, w_name=None, wraps=False):
    return timer.start_send_timer(clock.monotonic + ms * MILLISECOND, process,
                                  w_name, mk_atom('hello'), wraps)


def test_send_timer_sends(clock):
    process = waiting()
    send_timer(clock, 5, process)
    clock.advance_ms(5)
    expire()
    assert messages(process) == [mk_atom('hello')]
    assert SCHEDULER.pop() is process


def test_start_timer_wraps_the_message(clock):
    process = waiting()
    w_ref = send_timer(clock, 5, process, wraps=True)
    clock.advance_ms(5)
    expire()
    [w_message] = messages(process)
    assert w_message.items() == [atoms.timeout, w_ref, mk_atom('hello')]


def test_name_is_looked_up_when_it_fires(clock):
    w_name = mk_atom('timer_test_name')
    send_timer(clock, 5, None, w_name)
    send_timer(clock, 6, None, mk_atom('timer_test_nobody'))
    process = waiting()
    NAMES.register(w_name, process)
    clock.advance_ms(10)
    expire()
    assert messages(process) == [mk_atom('hello')]


def test_end_of_the_process_cancels_its_timers(clock):
    process = waiting()
    other = waiting()
    refs = [send_timer(clock, 5, process) for _ in range(3)]
    kept = send_timer(clock, 7, other)
    timer.start_receive_timer(process, mk_int(9))
    exit_process(process, atoms.normal)
    assert [timer.find_send_timer(r) for r in refs] == [None] * 3
    assert timer.find_send_timer(kept) is not None
    assert timer.WHEEL.count == 1


def test_timer_of_a_dead_process_is_none(clock):
    process = waiting()
    exit_process(process, atoms.normal)
    assert timer.find_send_timer(send_timer(clock, 5, process)) is None


def test_fired_timer_is_forgotten(clock):
    before = len(REFS.targets)
    process = waiting()
    w_ref = send_timer(clock, 5, process)
    assert timer.milliseconds_left(timer.find_send_timer(w_ref)) == 5
    clock.advance_ms(6)
    expire()
    assert timer.find_send_timer(w_ref) is None
    assert process.timers.is_alone()
    assert len(REFS.targets) == before
