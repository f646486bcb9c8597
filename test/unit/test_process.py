"""Processes: mailbox, markers, and the natives that make and ask them."""
import pytest
from atomvm.bif import (
    clock, info, link, process as bif_process, registry, spawn, statistics,
    system, timer as bif_timer)
from atomvm.bif.gateway import REGISTRY
from atomvm.error import ErlangError, ProcessGone
from atomvm.proc import signal, timer
from atomvm.proc.clock import CLOCK, Clock, FakeClock
from atomvm.proc.process import Process
from atomvm.proc.registry import PROCESSES, REFS, new_ref
from atomvm.proc.scheduler import SCHEDULER, spawn_process, send
from atomvm.term import atoms
from atomvm.term.atom import mk_atom, W_Atom
from atomvm.term.cons import NIL, W_Cons, list_from, list_items
from atomvm.term.number import W_Big, W_Int, mk_int, mk_big
from atomvm.term.tuple import W_Tuple, mk_tuple
from rpython.rlib.rbigint import rbigint

assert (clock and info and link and bif_process and registry and spawn and
        statistics and system and bif_timer)


@pytest.fixture(autouse=True)
def clean():
    CLOCK.install(FakeClock(5 * 10 ** 9, 10 ** 18))
    timer.WHEEL.empty()
    while SCHEDULER.pop() is not None:
        pass
    yield
    while PROCESSES.newest is not None:
        signal.exit_process(PROCESSES.newest, atoms.normal)
    assert len(REFS.targets) == 0
    CLOCK.install(Clock())


@pytest.fixture
def me():
    process = spawn_process(None, mk_atom('m'), mk_atom('f'), NIL)
    assert SCHEDULER.pop() is process
    SCHEDULER.current = process
    yield process
    SCHEDULER.current = None


def term(value):
    """A term of a Python value: str for an atom, tuples, lists, numbers."""
    if isinstance(value, bool):
        return atoms.from_bool(value)
    if isinstance(value, (int, long)):
        return mk_big(rbigint.fromlong(value))
    if isinstance(value, str):
        return mk_atom(value)
    if isinstance(value, tuple):
        return mk_tuple([term(v) for v in value])
    if isinstance(value, list):
        return list_from([term(v) for v in value])
    return value


def plain(w_term):
    """The other way round; other terms stay terms."""
    if isinstance(w_term, W_Atom):
        return w_term.name
    if isinstance(w_term, W_Int):
        return w_term.intval
    if isinstance(w_term, W_Big):
        return w_term.num.tolong()
    if isinstance(w_term, W_Tuple):
        return tuple(plain(w) for w in w_term.items())
    if w_term is NIL or isinstance(w_term, W_Cons):
        return [plain(w) for w in list_items(w_term)]
    return w_term


def call(process, name, *args):
    """erlang:name(args...); an error gives its reason in a list."""
    module, _, name = name.rpartition(':')
    native = REGISTRY[module or 'erlang', name, len(args)]
    args = [term(a) for a in args]
    try:
        if len(args) > 3:
            return plain(native.calln(process, args))
        return plain(getattr(native, 'call%d' % len(args))(process, *args))
    except ErlangError as e:
        return ['error', plain(e.w_reason)]


BADARG = ['error', 'badarg']


def messages(process):
    found = []
    message = process.first.next
    while message is not None:
        found.append(plain(message.w_value))
        message = message.next
    return found


def expire():
    timer.expire(CLOCK.monotonic_ns())


# ---------------------------------------------------------------- mailbox

def filled(*values):
    process = Process(0, 0)
    for value in values:
        process.deliver(term(value))
    return process


def test_selective_receive_takes_from_the_middle():
    p = filled('a', 'b', 'c')
    p.skip()
    assert plain(p.peek().w_value) == 'b'
    p.remove()
    assert messages(p) == ['a', 'c'] and p.queued == 2
    assert plain(p.peek().w_value) == 'a'


def test_removing_the_last_message_keeps_the_queue_whole():
    p = filled('a', 'b')
    p.skip()
    p.remove()
    p.deliver(term('c'))
    assert messages(p) == ['a', 'c']


def test_marker_skips_older_messages():
    p = filled('a', 'b')
    w_ref = new_ref()
    p.marker_reserve()
    p.marker_bind(w_ref)
    p.deliver(term('c'))
    p.marker_use(w_ref)
    assert plain(p.peek().w_value) == 'c'
    p.remove()
    assert plain(p.peek().w_value) == 'a'


@pytest.mark.parametrize('removed', [0, 1, 2])
def test_marker_outlives_the_removal_of_its_message(removed):
    p = filled('a', 'b', 'c')
    w_ref = new_ref()
    p.marker_reserve()
    p.marker_bind(w_ref)
    p.deliver(term('d'))
    for _ in range(removed):
        p.skip()
    p.remove()
    p.rewind()
    p.marker_use(w_ref)
    assert plain(p.peek().w_value) == 'd'
    p.remove()
    assert len(messages(p)) == 2


def test_other_reference_does_not_use_the_marker():
    p = filled('a')
    p.marker_reserve()
    p.marker_bind(new_ref())
    p.marker_use(new_ref())
    assert plain(p.peek().w_value) == 'a'


def test_cleared_marker_is_not_used():
    p = filled('a')
    w_ref = new_ref()
    p.marker_reserve()
    p.marker_bind(w_ref)
    p.marker_clear(w_ref)
    p.marker_use(w_ref)
    assert plain(p.peek().w_value) == 'a'


# ------------------------------------------------------------------ spawn

def test_spawn(me):
    w_pid = call(me, 'spawn', 'lists', 'seq', [1, 2])
    child = w_pid.process
    assert SCHEDULER.pop() is child
    assert child.w_group_leader is me.w_group_leader
    assert call(me, 'process_info', w_pid, 'initial_call') == (
        'initial_call', ('lists', 'seq', 2))
    assert call(me, 'process_info', w_pid, 'parent') == ('parent', me.w_pid)


@pytest.mark.parametrize('args', [
    (1,), ('a', 'b', 'c'), ('a', 1, []), (1, 'a', []),
    (1, 'a', 'b', []), ('a', 'b', 'c', 'd')])
def test_spawn_badarg(me, args):
    assert call(me, 'spawn', *args) == BADARG
    assert PROCESSES.count == 1


def test_spawn_link_and_monitor(me):
    me.trap_exit = True
    w_pid, w_ref = call(me, 'spawn_opt', 'm', 'f', [],
                        ['link', ('monitor', [('tag', 'gone')])])
    signal.exit_process(w_pid.process, atoms.normal)
    assert messages(me) == [('EXIT', w_pid, 'normal'),
                            ('gone', w_ref, 'process', w_pid, 'normal')]


@pytest.mark.parametrize('option,ok', [
    ('link', True), (('priority', 'high'), True), (('priority', 'x'), False),
    (('min_heap_size', 10), True), (('min_heap_size', -1), False),
    (('max_heap_size', 1000), True), (('fullsweep_after', 1), True),
    (('message_queue_data', 'on_heap'), True), (('scheduler', 1), True),
    (('message_queue_data', 'x'), False), (('async_dist', True), False),
    (('reply', 'yes'), False), ('foo', False), (1, False),
    (('monitor', 'x'), False)])
def test_spawn_options(me, option, ok):
    found = call(me, 'spawn_opt', 'm', 'f', [], [option])
    assert (found != BADARG) == ok
    assert PROCESSES.count == (2 if ok else 1)


def test_spawn_opt_sets_what_process_info_shows(me):
    w_pid = call(me, 'spawn_opt', 'm', 'f', [], [
        ('priority', 'low'), ('min_heap_size', 1598), ('fullsweep_after', 3)])
    assert call(me, 'process_info', w_pid,
                ['priority', 'min_heap_size', 'fullsweep_after']) == [
        ('priority', 'low'), ('min_heap_size', 1598), ('fullsweep_after', 3)]
    assert call(me, 'process_info', me.w_pid, 'fullsweep_after') == (
        'fullsweep_after', 65535)


def test_too_many_processes(me):
    limit = PROCESSES.limit
    PROCESSES.limit = PROCESSES.count
    try:
        assert call(me, 'spawn', 'm', 'f', []) == ['error', 'system_limit']
        w_ref = call(me, 'spawn_request', 'm', 'f', [])
        assert messages(me) == [('spawn_reply', w_ref, 'error',
                                 'system_limit')]
    finally:
        PROCESSES.limit = limit


def test_spawn_on_another_node(me):
    me.trap_exit = True
    w_pid = call(me, 'spawn_link', 'x@y', 'm', 'f', [])
    assert messages(me) == [('EXIT', w_pid, 'noconnection')]
    assert call(me, 'is_process_alive', w_pid) == 'false'
    assert PROCESSES.count == 1


def test_spawn_request(me):
    w_ref = call(me, 'spawn_request', 'm', 'f', [],
                 ['monitor', ('reply_tag', 'foo')])
    [(tag, w_found, ok, w_pid)] = messages(me)
    assert (tag, w_found, ok) == ('foo', w_ref, 'ok')
    signal.exit_process(w_pid.process, atoms.normal)
    assert messages(me)[1][:2] == ('DOWN', w_ref)


@pytest.mark.parametrize('args,reason', [
    (('m', 'f', [], ['foo']), 'badopt'),
    (('m', 'f', [], [('reply', 'foo')]), 'badopt'),
    (('x@y', 'm', 'f', []), 'noconnection')])
def test_spawn_request_fails_with_a_message(me, args, reason):
    w_ref = call(me, 'spawn_request', *args)
    assert messages(me) == [('spawn_reply', w_ref, 'error', reason)]


def test_spawn_request_without_reply(me):
    call(me, 'spawn_request', 'm', 'f', [], [('reply', 'error_only')])
    call(me, 'spawn_request', 'm', 'f', [], [('reply', 'no')])
    assert messages(me) == [] and PROCESSES.count == 3


# ------------------------------------------------------ natives of signals

def test_send(me):
    assert call(me, '!', me.w_pid, 'a') == 'a'
    assert call(me, 'send', me.w_pid, 'b') == 'b'
    assert call(me, 'send', me.w_pid, 'c', ['nosuspend', 'noconnect']) == 'ok'
    assert call(me, 'send', me.w_pid, 'd', ['x']) == BADARG
    assert call(me, 'register', 'me', me.w_pid) == 'true'
    call(me, '!', 'me', 'e')
    call(me, '!', ('me', 'nonode@nohost'), 'f')
    call(me, '!', ('me', 'x@y'), 'g')
    assert messages(me) == ['a', 'b', 'c', 'e', 'f']


def test_register(me):
    other = spawn_process(None, mk_atom('m'), mk_atom('f'), NIL)
    assert call(me, 'register', 'undefined', me.w_pid) == BADARG
    assert call(me, 'register', 'a', me.w_pid) == 'true'
    assert call(me, 'register', 'a', other.w_pid) == BADARG
    assert call(me, 'register', 'b', me.w_pid) == BADARG
    assert call(me, 'whereis', 'a') is me.w_pid
    assert call(me, 'whereis', 'b') == 'undefined'
    assert call(me, 'registered') == ['a']
    assert call(me, 'unregister', 'a') == 'true'
    assert call(me, 'unregister', 'a') == BADARG
    signal.exit_process(other, atoms.normal)
    assert call(me, 'register', 'c', other.w_pid) == BADARG


def test_exit_of_itself_leaves_the_native(me):
    with pytest.raises(ProcessGone):
        call(me, 'exit', me.w_pid, 'boom')


def test_demonitor_options(me):
    other = spawn_process(None, mk_atom('m'), mk_atom('f'), NIL)
    w_ref = call(me, 'monitor', 'process', other.w_pid)
    assert call(me, 'demonitor', w_ref, ['info', 'flush']) == 'true'
    assert call(me, 'demonitor', w_ref, ['info']) == 'false'
    assert call(me, 'demonitor', w_ref, []) == 'true'
    assert call(me, 'demonitor', w_ref, ['x']) == BADARG
    assert call(me, 'demonitor', 'a') == BADARG


def test_monitor_arguments(me):
    w_ref = call(me, 'monitor', 'process', 'nobody')
    assert messages(me) == [('DOWN', w_ref, 'process',
                             ('nobody', 'nonode@nohost'), 'noproc')]
    assert call(me, 'monitor', 'foo', me.w_pid) == BADARG
    assert call(me, 'monitor', 'process', 1) == BADARG
    assert call(me, 'monitor', 'process', ('nobody', 'x@y')) == BADARG
    for bad in ([('tagx', 1)], [('alias', 'x')], ['alias'], 'x'):
        assert call(me, 'monitor', 'process', me.w_pid, bad) == BADARG
    w_ref = call(me, 'monitor', 'time_offset', 'clock_service')
    assert call(me, 'demonitor', w_ref, ['info']) == 'true'
    call(me, 'monitor', 'process', me.w_pid)
    assert call(me, 'process_info', me.w_pid, 'monitors') == ('monitors', [])


def test_suspend_arguments(me):
    w_pid = call(me, 'spawn', 'm', 'f', [])
    assert call(me, 'suspend_process', me.w_pid) == BADARG
    assert call(me, 'suspend_process', w_pid, ['foo']) == BADARG
    assert call(me, 'resume_process', w_pid) == BADARG
    assert call(me, 'suspend_process', w_pid, [('asynchronous', 'foo')]) == \
        'true'
    assert messages(me) == [('foo', 'suspended')]
    assert call(me, 'process_info', me.w_pid, 'suspending') == (
        'suspending', [(w_pid, 1, 0)])
    assert call(me, 'process_info', w_pid, 'status') == ('status', 'suspended')
    assert call(me, 'resume_process', w_pid) == 'true'


# ------------------------------------------------------- flags, dictionary

@pytest.mark.parametrize('flag,first,value', [
    ('trap_exit', 'false', True), ('priority', 'normal', 'high'),
    ('error_handler', 'error_handler', 'my_handler'),
    ('min_heap_size', 233, 1598), ('message_queue_data', 'on_heap', 'off_heap'),
    ('save_calls', 0, 10), ('sensitive', 'false', True),
    ('fullsweep_after', 65535, 10), ('min_bin_vheap_size', 46422, 75113)])
def test_process_flag_gives_the_previous_value(me, flag, first, value):
    assert call(me, 'process_flag', flag, value) == first
    assert call(me, 'process_flag', flag, value) == plain(term(value))


@pytest.mark.parametrize('flag,value', [
    ('trap_exit', 1), ('priority', 'foo'), ('error_handler', 1),
    ('min_heap_size', -1), ('max_heap_size', -1), ('save_calls', 10001),
    ('message_queue_data', 'x'), ('nope', 1), ('async_dist', True)])
def test_bad_process_flag(me, flag, value):
    assert call(me, 'process_flag', flag, value) == BADARG


def test_dictionary(me):
    assert call(me, 'get', 'a') == 'undefined' and call(me, 'get') == []
    assert call(me, 'put', 'a', 1) == 'undefined'
    assert call(me, 'put', 'a', 2) == 1
    assert call(me, 'put', ('k', [1]), 'v') == 'undefined'
    assert call(me, 'get', ('k', [1])) == 'v'
    assert sorted(call(me, 'get')) == [('a', 2), (('k', [1]), 'v')]
    assert call(me, 'get_keys', 'v') == [('k', [1])]
    assert sorted(call(me, 'get_keys')) == ['a', ('k', [1])]
    assert call(me, 'erase', 'a') == 2 and call(me, 'erase', 'a') == 'undefined'
    assert call(me, 'erase') == [(('k', [1]), 'v')] and call(me, 'get') == []


def test_process_info(me):
    send(me, term('hello'))
    assert call(me, 'process_info', me.w_pid, 'registered_name') == []
    assert call(me, 'process_info', me.w_pid,
                ['messages', 'message_queue_len', 'status', 'links']) == [
        ('messages', ['hello']), ('message_queue_len', 1),
        ('status', 'running'), ('links', [])]
    for bad in ('foo', 1, ['links', 'foo']):
        assert call(me, 'process_info', me.w_pid, bad) == BADARG
    w_other = call(me, 'spawn', 'm', 'f', [])
    keys = [item[0] for item in call(me, 'process_info', w_other)]
    assert keys[:4] == ['current_function', 'initial_call', 'status',
                        'message_queue_len'] and len(keys) == 16


def test_process_info_of_the_dead(me):
    w_pid = call(me, 'spawn', 'm', 'f', [])
    signal.exit_process(w_pid.process, atoms.normal)
    assert call(me, 'process_info', w_pid) == 'undefined'
    assert call(me, 'process_info', w_pid, ['links']) == 'undefined'
    assert call(me, 'process_info', w_pid, 'foo') == BADARG


# ----------------------------------------------------------------- timers

def test_send_after_and_cancel(me):
    w_ref = call(me, 'send_after', 1000, me.w_pid, 'x')
    assert call(me, 'read_timer', w_ref) == 1000
    CLOCK.clock.advance_ms(400)
    assert call(me, 'cancel_timer', w_ref) == 600
    assert call(me, 'cancel_timer', w_ref) == 'false'
    CLOCK.clock.advance_ms(1000)
    expire()
    assert messages(me) == []


def test_absolute_time(me):
    now = call(me, 'monotonic_time', 'millisecond')
    w_ref = call(me, 'start_timer', now + 5, me.w_pid, 'x', [('abs', True)])
    CLOCK.clock.advance_ms(5)
    expire()
    assert messages(me) == [('timeout', w_ref, 'x')]
    call(me, 'start_timer', now - 5, me.w_pid, 'y', [('abs', True)])
    expire()
    assert len(messages(me)) == 2


@pytest.mark.parametrize('args', [
    (-1, 'a', 'x'), (1, 1, 'x'), (1 << 70, 'a', 'x'), (1 << 44, 'a', 'x'),
    (1, 'a', 'x', [('abs', 'foo')]), (1, 'a', 'x', ['abs']), ('b', 'a', 'x'),
    (-(1 << 50), 'a', 'x', [('abs', True)]),
    (-(1 << 70), 'a', 'x', [('abs', True)])])
def test_bad_timers(me, args):
    assert call(me, 'send_after', *args) == BADARG
    assert timer.WHEEL.count == 0


def test_long_timer(me):
    w_ref = call(me, 'send_after', 1 << 43, me.w_pid, 'x')
    assert call(me, 'cancel_timer', w_ref) == 1 << 43


def test_timer_options(me):
    w_ref = call(me, 'send_after', 1000, me.w_pid, 'x')
    assert call(me, 'read_timer', w_ref, [('async', True)]) == 'ok'
    assert call(me, 'read_timer', w_ref, [('info', True)]) == BADARG
    assert call(me, 'cancel_timer', w_ref, [('async', True)]) == 'ok'
    assert call(me, 'cancel_timer', w_ref, [('info', False)]) == 'ok'
    assert messages(me) == [('read_timer', w_ref, 1000),
                            ('cancel_timer', w_ref, 1000)]


# ------------------------------------------------------------ clocks, rest

def test_units(me):
    CLOCK.clock.monotonic = -1500000001
    assert [call(me, 'monotonic_time', u) for u in
            ('second', 'milli_seconds', 'microsecond', 'native', 10)] == [
        -2, -1501, -1500001, -1500000001, -16]
    assert call(me, 'monotonic_time', 1 << 70) == \
        (-1500000001 * (1 << 70)) // 10 ** 9
    for bad in (0, -1, 'x'):
        assert call(me, 'monotonic_time', bad) == BADARG


def test_timestamp(me):
    CLOCK.clock.system = 1795352887767232974
    assert call(me, 'timestamp') == (1795, 352887, 767232)
    assert call(me, 'os:timestamp') == (1795, 352887, 767232)
    assert call(me, 'now') == (1795, 352887, 767232)
    assert call(me, 'now') == (1795, 352887, 767233)


def test_unique_integers(me):
    found = [call(me, 'unique_integer', options) for options in
             ([], ['positive'], [], ['positive']) * 2]
    assert len(set(found)) == 8
    found = [call(me, 'unique_integer', ['monotonic', 'positive'])
             for _ in range(3)]
    assert found == sorted(found) and found[0] > 0
    assert call(me, 'unique_integer', ['x']) == BADARG


@pytest.mark.parametrize('item,value', [
    ('process_count', 1), ('schedulers', 1), ('wordsize', 8),
    (('wordsize', 'external'), 8), ('otp_release', [ord('2'), ord('5')]),
    ('foo', BADARG), (1, BADARG), (('wordsize', 'x'), BADARG)])
def test_system_info(me, item, value):
    assert call(me, 'system_info', item) == value


def test_statistics(me):
    CLOCK.clock.advance_ms(30)
    assert call(me, 'statistics', 'wall_clock') == (30, 30)
    assert call(me, 'statistics', 'wall_clock') == (30, 0)
    call(me, 'spawn', 'm', 'f', [])
    assert call(me, 'statistics', 'run_queue') == 1
    assert call(me, 'statistics', 'foo') == BADARG


def test_memory(me):
    found = dict(call(me, 'memory'))
    assert found['total'] == found['processes'] + found['system']
    assert [k for k, _ in call(me, 'memory', ['ets', 'total'])] == [
        'ets', 'total']
    assert call(me, 'memory', 'foo') == BADARG


def test_nodes(me):
    assert call(me, 'node') == 'nonode@nohost'
    assert call(me, 'node', me.w_pid) == 'nonode@nohost'
    assert call(me, 'node', 'x') == BADARG
    assert call(me, 'nodes') == [] and call(me, 'nodes', 'x') == BADARG
    assert call(me, 'nodes', ['this', 'hidden']) == ['nonode@nohost']
    assert call(me, 'is_alive') == 'false'


def test_garbage_collect(me):
    assert call(me, 'garbage_collect') == 'true'
    assert call(me, 'garbage_collect', me.w_pid, [('async', 'x')]) == 'async'
    assert messages(me) == [('garbage_collect', 'x', 'true')]
    assert call(me, 'garbage_collect', me.w_pid, [('x', 'x')]) == BADARG
