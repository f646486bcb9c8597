"""Run queues: order, priorities, ended and suspended processes."""
import pytest
from atomvm.proc.process import (
    EXITED, HIGH, LOW, MAX, NORMAL, RUNNABLE, SUSPENDED, WAITING, Process)
from atomvm.proc.scheduler import LOW_TURN, Scheduler


@pytest.fixture
def queues():
    return Scheduler()


def made(queues, number, priority=NORMAL):
    process = Process(number, 0)
    process.priority = priority
    queues.push(process)
    return process


def order(queues):
    found = []
    while True:
        process = queues.pop()
        if process is None:
            return found
        found.append(process.w_pid.number)


def test_first_in_first_out(queues):
    for i in range(5):
        made(queues, i)
    assert order(queues) == [0, 1, 2, 3, 4]
    assert queues.is_idle()


def test_max_before_high_before_normal(queues):
    for i, priority in enumerate([LOW, NORMAL, HIGH, MAX, NORMAL, MAX]):
        made(queues, i, priority)
    assert order(queues) == [3, 5, 2, 1, 4, 0]
    assert queues.is_idle() and queues.others == 0


def test_low_has_one_turn_in_eight(queues):
    for i in range(2):
        made(queues, 100 + i, LOW)
    for i in range(20):
        made(queues, i)
    found = order(queues)
    assert found.index(100) == LOW_TURN - 1
    assert found.index(101) == 2 * LOW_TURN - 1
    assert len(found) == 22


def test_pop_drops_who_has_ended(queues):
    processes = [made(queues, i, p) for i, p in
                 enumerate([NORMAL, HIGH, NORMAL, LOW, NORMAL])]
    for i in (0, 1, 2, 3):
        processes[i].state = EXITED
    assert queues.run_queue() == 1
    assert order(queues) == [4]
    assert queues.others == 0


def test_wake_pushes_once(queues):
    process = Process(1, 0)
    process.state = WAITING
    queues.wake(process)
    queues.wake(process)
    assert process.state == RUNNABLE
    assert order(queues) == [1]


def test_wake_leaves_suspended_alone(queues):
    process = Process(1, 0)
    process.state = SUSPENDED
    queues.wake(process)
    assert process.state == SUSPENDED
    assert order(queues) == []


@pytest.mark.parametrize('which', [0, 1, 2])
@pytest.mark.parametrize('priority', [LOW, NORMAL, HIGH, MAX])
def test_take_out(queues, which, priority):
    processes = [made(queues, i, priority) for i in range(3)]
    queues.take_out(processes[which])
    made(queues, 3, priority)
    assert order(queues) == [i for i in range(4) if i != which]
    assert queues.is_idle()


def test_looked_counts_switches(queues):
    queues.polls -= 10
    queues.looked()
    assert queues.switches == 10
