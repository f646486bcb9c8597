"""Buffered output and waiting for input (atomvm/proc/output.py, poll.py)."""
import os
import threading
import time

import pytest
from rpython.rlib.rarithmetic import r_longlong

from atomvm.proc import output, poll
from atomvm.proc.process import Process


@pytest.fixture
def pipe():
    ends = os.pipe()
    yield ends
    for fd in ends:
        try:
            os.close(fd)
        except OSError:
            pass


def test_small_pieces_are_written_in_one_go(pipe):
    out = output.Output(pipe[1])
    out.write('a')
    out.write('b')
    assert not poll.is_readable(pipe[0])
    out.flush()
    assert os.read(pipe[0], 10) == 'ab'


def test_much_output_is_complete_though_the_pipe_is_slow(pipe):
    read, write = pipe
    import fcntl
    fcntl.fcntl(write, fcntl.F_SETFL, os.O_NONBLOCK)
    got = []

    def reader():
        while sum(map(len, got)) < 300000:
            time.sleep(0.001)
            got.append(os.read(read, 30000))
    thread = threading.Thread(target=reader)
    thread.start()
    out = output.Output(write)
    for _ in range(100):
        out.write('0123456789' * 300)
    out.flush()
    thread.join()
    assert ''.join(got) == '0123456789' * 30000


def test_a_reader_that_has_gone_ends_the_vm(pipe, monkeypatch):
    halt = output.Halt()
    monkeypatch.setattr(output, 'HALT', halt)
    os.close(pipe[0])
    out = output.Output(pipe[1])
    out.write('a')
    out.flush()
    assert halt.wanted and halt.status == 1
    out.write('b')
    assert out.size == 0


def test_tick_writes_what_has_waited(pipe, monkeypatch):
    monkeypatch.setattr(output, 'OUTPUTS', output.Outputs())
    output.OUTPUTS.out = output.Output(pipe[1])
    output.tick(r_longlong(10 ** 9))
    output.write(1, 'x')
    output.tick(r_longlong(10 ** 9 + 1000))
    assert not poll.is_readable(pipe[0])
    output.tick(r_longlong(2 * 10 ** 9))
    assert os.read(pipe[0], 10) == 'x'


def test_who_waits_for_input_gets_a_message_once(pipe):
    process = Process(1, 0)
    poll.want(process, pipe[0])
    poll.wait(0)
    assert process.queued == 0 and poll.is_wanted()
    os.write(pipe[1], 'x')
    poll.wait(-1)
    assert process.queued == 1 and not poll.is_wanted()
    w_message = process.peek().w_value
    assert [w_message.get(0).name, w_message.get(1).intval,
            w_message.get(2).name] == ['avm_io', pipe[0], 'ready']


def test_end_of_file_is_something_to_read(pipe):
    os.close(pipe[1])
    assert poll.is_readable(pipe[0])
