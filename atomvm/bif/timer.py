"""erlang: send_after, start_timer, cancel_timer, read_timer.

OTP: erts/emulator/beam/erl_hl_timer.c (bif_timer).
"""
from rpython.rlib.rarithmetic import r_longlong

from atomvm.bif.cause import badarg_because, badopt
from atomvm.bif.gateway import bif, Ref
from atomvm.bif.wide import from_signed, to_signed
from atomvm.error import ErlangError
from atomvm.proc.clock import CLOCK, MILLISECOND
from atomvm.proc.registry import live_process, new_ref
from atomvm.proc.seqtrace import notify
from atomvm.proc.timer import (
    MAX_DEADLINE, cancel_send_timer, find_send_timer, milliseconds_left,
    start_send_timer)
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.fault import badarg
from atomvm.term.pid import W_Pid, W_Ref
from atomvm.term.tuple import W_Tuple, tuple3

W_ABS = mk_atom('abs')
W_ASYNC = mk_atom('async')
W_CANCEL_TIMER = mk_atom('cancel_timer')
W_READ_TIMER = mk_atom('read_timer')
# An absolute time may lie this long (ns) before the start of the VM.
MAX_PAST = r_longlong(86400) * 1000000000


def _flag(w_option, w_key):
    """1 or 0 where w_option is {Key, true | false}, else -1."""
    if isinstance(w_option, W_Tuple) and w_option.arity() == 2 and \
            w_option.get(0) is w_key:
        if w_option.get(1) is atoms.true:
            return 1
        if w_option.get(1) is atoms.false:
            return 0
    return -1


def _is_absolute(w_options):
    """Whether {abs, true} is among the options of a start."""
    absolute = False
    while isinstance(w_options, W_Cons):
        flag = _flag(w_options.head(), W_ABS)
        if flag < 0:
            raise badopt()
        absolute = flag == 1
        w_options = w_options.tl
    if w_options is not NIL:
        raise badopt()
    return absolute


def _bad_time():
    return badarg_because(atoms.time, atoms.erl_erts_errors)


def _deadline(w_time, absolute):
    """Monotonic ns of a time in ms from now, or of an absolute one."""
    try:
        milliseconds = to_signed(w_time)
    except ErlangError:
        raise _bad_time()
    now = CLOCK.monotonic_ns()
    if milliseconds > MAX_DEADLINE or milliseconds < -MAX_DEADLINE:
        raise _bad_time()
    if absolute:
        if milliseconds * MILLISECOND < CLOCK.start - MAX_PAST:
            raise _bad_time()
        return milliseconds * MILLISECOND
    if milliseconds < 0 or milliseconds > MAX_DEADLINE - now // MILLISECOND:
        raise _bad_time()
    return now + milliseconds * MILLISECOND


def _start(w_time, w_dest, w_message, w_options, wraps):
    deadline = _deadline(w_time, _is_absolute(w_options))
    if isinstance(w_dest, W_Pid):
        target = live_process(w_dest)
        if target is None:
            return new_ref()        # cancelled at once
        return start_send_timer(deadline, target, None, w_message, wraps)
    if not isinstance(w_dest, W_Atom):
        raise badarg()
    return start_send_timer(deadline, None, w_dest, w_message, wraps)


@bif('erlang', 'send_after', 3)
def send_after_3(w_time, w_dest, w_message):
    return _start(w_time, w_dest, w_message, NIL, False)


@bif('erlang', 'send_after', 4)
def send_after_4(w_time, w_dest, w_message, w_options):
    return _start(w_time, w_dest, w_message, w_options, False)


@bif('erlang', 'start_timer', 3)
def start_timer_3(w_time, w_dest, w_message):
    return _start(w_time, w_dest, w_message, NIL, True)


@bif('erlang', 'start_timer', 4)
def start_timer_4(w_time, w_dest, w_message, w_options):
    return _start(w_time, w_dest, w_message, w_options, True)


def _left(w_ref, cancel):
    """Milliseconds left, or false; the timer is cancelled on request."""
    timer = find_send_timer(w_ref)
    if timer is None:
        return atoms.false
    left = milliseconds_left(timer)
    if cancel:
        cancel_send_timer(timer)
    return from_signed(left)


@bif('erlang', 'cancel_timer', 1, args=[Ref])
def cancel_timer_1(w_ref):
    return _left(w_ref, True)


@bif('erlang', 'cancel_timer', 2, process=True)
def cancel_timer_2(process, w_ref, w_options):
    """Options: {async, boolean()}, {info, boolean()}."""
    return _ask(process, w_ref, w_options, W_CANCEL_TIMER)


@bif('erlang', 'read_timer', 1, args=[Ref])
def read_timer_1(w_ref):
    return _left(w_ref, False)


@bif('erlang', 'read_timer', 2, process=True)
def read_timer_2(process, w_ref, w_options):
    """Option: {async, boolean()}."""
    return _ask(process, w_ref, w_options, W_READ_TIMER)


def _ask(process, w_ref, w_options, w_what):
    cancel = w_what is W_CANCEL_TIMER
    asynchronous = False
    info = True
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        flag = _flag(w_option, W_ASYNC)
        if flag >= 0:
            asynchronous = flag == 1
        else:
            flag = _flag(w_option, atoms.info)
            if flag < 0 or not cancel:
                raise badarg()
            info = flag == 1
        w_options = w_options.tl
    if w_options is not NIL or not isinstance(w_ref, W_Ref):
        raise badarg()
    w_left = _left(w_ref, cancel)
    if not info:
        return atoms.ok
    if not asynchronous:
        return w_left
    notify(process, tuple3(w_what, w_ref, w_left))
    return atoms.ok
