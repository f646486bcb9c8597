"""Handlers: messages that need no switch of processes."""
from atomvm.interp.operand import load, store
from atomvm.interp.registry import op
from atomvm.proc.seqtrace import is_on, received, timed_out
from atomvm.proc.signal import send_message
from atomvm.proc.timer import cancel_receive_timer
from atomvm.term.fault import badarg


@op('send', process=True)
def op_send(process, code, pc, xs, ys):
    w_dest = xs[0]
    w_message = xs[1]
    send_message(process, w_dest, w_message)
    xs[0] = w_message
    return pc + 1


@op('loop_rec', process=True)
def op_loop_rec(process, code, pc, xs, ys):
    message = process.peek()
    if message is None:
        return code.ops[pc + 1]
    store(xs, ys, code.ops[pc + 2], message.w_value)
    return pc + 3


@op('remove_message', process=True)
def op_remove_message(process, code, pc, xs, ys):
    if process.peek() is None:
        raise badarg()              # only in damaged code
    if is_on():
        received(process)
    process.remove()
    if process.timer is not None:
        cancel_receive_timer(process)
    process.timed_out = False
    return pc + 1


@op('timeout', process=True)
def op_timeout(process, code, pc, xs, ys):
    if is_on():
        timed_out(process)
    process.rewind()
    return pc + 1


@op('recv_marker_reserve', process=True)
def op_recv_marker_reserve(process, code, pc, xs, ys):
    process.marker_reserve()
    # the register is only handed to the other recv_marker instructions
    store(xs, ys, code.ops[pc + 1], process.w_pid)
    return pc + 2


@op('recv_marker_bind', process=True)
def op_recv_marker_bind(process, code, pc, xs, ys):
    process.marker_bind(load(code, xs, ys, code.ops[pc + 2]))
    return pc + 3


@op('recv_marker_clear', process=True)
def op_recv_marker_clear(process, code, pc, xs, ys):
    process.marker_clear(load(code, xs, ys, code.ops[pc + 1]))
    return pc + 2


@op('recv_marker_use', process=True)
def op_recv_marker_use(process, code, pc, xs, ys):
    process.marker_use(load(code, xs, ys, code.ops[pc + 1]))
    return pc + 2


@op('recv_mark')
def op_recv_mark(code, pc, xs, ys):
    # an optimization only (before OTP 24): the mailbox is searched from
    # its start
    return pc + 2


@op('recv_set')
def op_recv_set(code, pc, xs, ys):
    return pc + 2
