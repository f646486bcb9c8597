"""Programs that use devices through the modules of libs/, and the examples of
devices, on a simulated board.  What they print is kept in expected.txt."""
import os
import pty
import select
import subprocess

import pytest
from support import ROOT

FOLDER = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = ['blinky', 'button', 'uart_echo', 'i2c_sensor', 'adc_logger', 'pwm_fade']

# Arguments of device_programs; each group is one run, and the last of a group
# ends the VM.
SHORT = ['interrupts', 'forever']
GROUPS = [['capabilities', 'pins', 'later', 'gone', 'i2c', 'spi', 'uart', 'adc', 'ledc',
           'console_and_timers', 'board'], SHORT]


def expected():
    """{name: what is printed}; a line `--- NAME` is before each."""
    found = {}
    with open(os.path.join(FOLDER, 'expected.txt')) as f:
        for line in f:
            if line.startswith('--- '):
                name = line[len('--- '):-1]
                found[name] = ''
            else:
                found[name] += line
    return found


EXPECTED = expected()


@pytest.fixture(scope='session')
def beams(tmpdir_factory):
    folder = tmpdir_factory.mktemp('beams')
    sources = [os.path.join(FOLDER, name + '.erl') for name in ('device_programs', 'example_world')]
    sources += [os.path.join(ROOT, 'examples', name + '.erl') for name in EXAMPLES]
    subprocess.check_call(['erlc', '-o', str(folder)] + sources)
    return folder


def run(vm, beams, module, words):
    """What the VM prints; it has to end well."""
    command = vm + ['--hal', 'sim', module + '.beam', '--'] + words
    process = subprocess.Popen(command, cwd=str(beams), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    out, err = process.communicate()
    assert process.returncode == 0, out + err
    return out.replace('\r\n', '\n')


def check(vm, beams, groups, examples):
    for group in groups:
        wanted = ''.join(name + '\n' + EXPECTED[name] for name in group)
        assert run(vm, beams, 'device_programs', group) == wanted
    for name in examples:
        assert run(vm, beams, 'example_world', [name]) == EXPECTED[name]


def test_untranslated(vm_untranslated, beams):
    check(vm_untranslated, beams, [SHORT], [])


def test_nojit(vm_nojit, beams):
    check(vm_nojit, beams, GROUPS, EXAMPLES)


def test_linux32(vm_linux32, beams):
    check(vm_linux32, beams, GROUPS, EXAMPLES)


def test_jit(vm_jit, beams):
    check(vm_jit, beams, GROUPS, EXAMPLES)


def test_device_is_unsupported_where_there_is_none(vm_untranslated, beams, tmpdir):
    """The devices of this machine: a simulator is not among them."""
    tmpdir.join('none.erl').write(
        '-module(none).\n-export([start/0]).\n'
        'start() -> {error, unsupported} = sim:step(1), {error, unsupported} = esp:restart(), 0.\n')
    subprocess.check_call(['erlc', '-o', str(beams), str(tmpdir.join('none.erl'))])
    command = vm_untranslated + ['none.beam']
    assert subprocess.call(command, cwd=str(beams), env=dict(os.environ, ATOMVM_HAL='posix')) == 0


SERIAL = '''-module(serial).
-export([start/0]).
start() ->
    [Path] = init:get_plain_arguments(),
    UART = uart:open(Path, [{speed, 57600}]),
    {error, timeout} = uart:read(UART, 1),
    ok = uart:write(UART, "ready"),
    {ok, <<"a">>} = uart:read(UART),
    ok = uart:write(UART, <<"b">>),
    {ok, <<"c">>} = uart:read(UART, 60000),
    ok = uart:write(UART, "d"),
    uart:close(UART).
'''


def answer(master, size):
    """What comes out of a line, so many bytes."""
    data = ''
    while len(data) < size:
        assert select.select([master], [], [], 120)[0]
        data += os.read(master, size - len(data))
    return data


def test_serial_line_of_this_machine(vm_untranslated, beams, tmpdir):
    tmpdir.join('serial.erl').write(SERIAL)
    subprocess.check_call(['erlc', '-o', str(beams), str(tmpdir.join('serial.erl'))])
    master, slave = pty.openpty()
    command = vm_untranslated + ['--hal', 'posix', 'serial.beam', '--', os.ttyname(slave)]
    process = subprocess.Popen(command, cwd=str(beams))
    assert answer(master, 5) == 'ready'
    for asked, answered in ('ab', 'cd'):
        os.write(master, asked)
        assert answer(master, 1) == answered
    assert process.wait() == 0
    os.close(slave)
    os.close(master)
