"""Natives of devices: messages to the processes that asked, on Linux's devices (with
a kernel of tests) through poll(2), on a simulated board through the ring."""
import os
import sys

import pytest
from bif_calls import Caller
from support import ROOT

from atomvm import config, natives
from atomvm.bif import gateway
from atomvm.proc import event, poll
from atomvm.proc.process import EXITED
from atomvm.term.show import show
from hal.api import CURRENT, Devices
from hal.posix.device import PosixDevices
from hal.sim.device import SimDevices

sys.path.insert(0, os.path.join(ROOT, 'test', 'hal'))
from fake_kernel import FakeKernel  # noqa: E402

assert natives


@pytest.fixture
def use(monkeypatch):
    """Have natives use these devices."""
    return lambda devices: monkeypatch.setattr(CURRENT, 'devices', devices)


@pytest.fixture
def kernel(tmpdir, use):
    tmpdir.ensure('dev', 'gpiochip0')
    made = FakeKernel()
    use(PosixDevices(made, str(tmpdir)))
    return made


@pytest.fixture
def caller():
    return Caller()


def messages(caller):
    found = []
    while True:
        message = caller.process.peek()
        if message is None:
            return found
        caller.process.remove()
        found.append(show(message.w_value))


def test_edges_of_linux_become_messages(kernel, caller):
    assert caller.outcome('gpio:set_int_nif({0, 4}, both, Self)') == 'ok'
    kernel.drive(4, 1)
    kernel.drive(4, 0)
    assert messages(caller) == []
    poll.wait(0)
    assert messages(caller) == ['{gpio_interrupt,{0,4}}'] * 2
    assert caller.outcome('gpio:remove_int_nif({0, 4})') == 'ok'
    kernel.drive(4, 1)
    assert not poll.is_wanted()


def test_watch_of_an_ended_process_is_given_up(kernel, caller):
    assert caller.outcome('gpio:set_int_nif(5, rising, Self)') == 'ok'
    caller.process.state = EXITED
    kernel.drive(5, 1)
    poll.wait(0)
    assert not poll.is_wanted()
    assert Caller().outcome('gpio:watched_nif()') == '[]'


def test_deinit_gives_the_line_back(kernel, caller):
    caller.outcome('gpio:set_int_nif(6, rising, Self)')
    assert caller.outcome('gpio:deinit(6)') == 'ok'
    assert not poll.is_wanted()
    assert kernel.lines[6].writer is None


def test_line_that_somebody_else_has_is_busy(kernel, caller):
    kernel.lines[7].writer = 1
    assert caller.outcome('gpio:set_pin_mode(7, output)') == '{error,ebusy}'


def test_ring_becomes_messages_when_the_scheduler_looks(use, caller):
    devices = SimDevices()
    use(devices)
    caller.outcome('gpio:set_int_nif({a, 3}, rising, Self)')
    devices.script.set_pin(3, 1, 0)
    assert event.are_there() and messages(caller) == []
    event.deliver()
    assert messages(caller) == ['{gpio_interrupt,{a,3}}']
    assert not event.are_there()
    caller.outcome('gpio:deinit({a, 3})')


@pytest.mark.parametrize('call', [
    'gpio:digital_read(1)', 'gpio:digital_write(1, high)', 'gpio:set_pin_mode(1, input)', 'gpio:set_pin_pull(1, up)',
    'gpio:set_int_nif(1, both, Self)', 'gpio:init(1)', 'gpio:deinit(1)', 'i2c:bus_open_nif(0, -1, -1, 100)',
    'i2c:read_nif(0, 1, <<>>, 1)', 'spi:open_nif(0, 1, 2, 3)', 'spi:transfer_nif(0, <<1>>)',
    'uart:open_nif(<<65>>, 9600, 8, 1, 0, 0)', 'uart:read_nif(0, 10)', 'uart:select_nif(0)', 'esp_adc:open_nif(1, 0, 0)',
    'esp_adc:sample_nif(1, 1)', 'ledc:open_nif(0, 1)', 'ledc:set_nif(0, 10, 1)', 'esp:restart()', 'esp:reset_reason()',
    'esp:watchdog_start_nif(1)', 'sim:set_pin_nif(1, 1, 0)'])
def test_what_a_back_end_has_not_is_unsupported(use, caller, call):
    use(Devices())
    assert caller.outcome(call) == '{error,unsupported}'


def test_nothing_is_there_by_default(use, caller):
    use(Devices())
    assert caller.outcome('atomvm:capabilities()') == '[]'


def test_native_is_left_out_where_its_capability_is(monkeypatch):
    monkeypatch.setattr(config, 'CAPABILITIES', ['uart'])

    @gateway.nif('test_nif', 'left_out', 0, 'i2c')
    def left_out():
        raise NotImplementedError

    assert ('test_nif', 'left_out', 0) not in gateway.REGISTRY
