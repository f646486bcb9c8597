"""erlang: links, monitors, aliases, exit signals, suspending.

OTP: erts/emulator/beam/bif.c, erl_proc_sig_queue.c.
"""
from atomvm.bif.cause import badopt, badtype
from atomvm.bif.gateway import bif, Any, Pid, Ref
from atomvm.proc.registry import NAMES, NODE, PORTS, live_process, new_ref
from atomvm.proc.scheduler import SCHEDULER
from atomvm.proc.seqtrace import notify
from atomvm.proc.process import PortBase, Process
from atomvm.proc import signal
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.fault import badarg
from atomvm.term.pid import W_Pid, W_Port
from atomvm.term.tuple import W_Tuple, tuple2

W_ALIAS = mk_atom('alias')
W_TAG = mk_atom('tag')
W_EXPLICIT = mk_atom('explicit_unalias')
W_DEMONITOR = mk_atom('demonitor')
W_REPLY_DEMONITOR = mk_atom('reply_demonitor')
W_REPLY = mk_atom('reply')
W_TIME_OFFSET = mk_atom('time_offset')
W_CLOCK_SERVICE = mk_atom('clock_service')
W_UNLESS_SUSPENDING = mk_atom('unless_suspending')
W_ASYNCHRONOUS = mk_atom('asynchronous')
W_SUSPENDED = mk_atom('suspended')


def process_of(w_pid):
    """The Process of a W_Pid, dead or alive."""
    process = w_pid.process
    assert isinstance(process, Process)
    return process


# ------------------------------------------------------------------ links

@bif('erlang', 'link', 1, process=True)
def link_1(process, w_other):
    if isinstance(w_other, W_Port):
        port = PORTS.find(w_other)
        if port is None:
            signal.link_nothing(process, w_other)
        else:
            signal.add_link(process, port)
        return atoms.true
    if not isinstance(w_other, W_Pid):
        raise badarg()
    signal.link(process, process_of(w_other))
    return atoms.true


@bif('erlang', 'unlink', 1, process=True)
def unlink_1(process, w_other):
    if isinstance(w_other, W_Pid):
        signal.unlink(process, process_of(w_other))
    elif isinstance(w_other, W_Port):
        port = PORTS.find(w_other)
        if port is not None:
            signal.unlink(process, port)
    else:
        raise badarg()
    return atoms.true


@bif('erlang', 'exit', 2, process=True)
def exit_2(process, w_to, w_reason):
    if isinstance(w_to, W_Pid):
        signal.send_exit(process, process_of(w_to), w_reason)
        signal.check_alive(process)
    elif isinstance(w_to, W_Port):
        port = PORTS.find(w_to)
        if port is not None:
            port.take_exit(process, w_reason)
            signal.check_alive(process)
    else:
        raise badarg()
    return atoms.true


@bif('erlang', 'exit_signal', 2, process=True)
def exit_signal_2(process, w_to, w_reason):
    return exit_2(process, w_to, w_reason)


# --------------------------------------------------------------- monitors

class MonitorOptions(object):
    """Options of monitor/3; ok is False where they are wrong."""

    def __init__(self, w_options):
        self.alias = signal.NO_ALIAS
        self.w_tag = atoms.DOWN
        self.ok = True
        while isinstance(w_options, W_Cons):
            w_option = w_options.head()
            if isinstance(w_option, W_Tuple) and w_option.arity() == 2:
                self.set(w_option.get(0), w_option.get(1))
            else:
                self.ok = False
            w_options = w_options.tl
        if w_options is not NIL:
            self.ok = False

    def set(self, w_key, w_value):
        if w_key is W_TAG:
            self.w_tag = w_value
        elif w_key is not W_ALIAS:
            self.ok = False
        elif w_value is W_EXPLICIT:
            self.alias = signal.EXPLICIT
        elif w_value is W_DEMONITOR:
            self.alias = signal.DEMONITOR
        elif w_value is W_REPLY_DEMONITOR:
            self.alias = signal.REPLY_DEMONITOR
        else:
            self.ok = False


def _monitor(process, w_kind, w_item, options):
    w_ref = new_ref()
    alias = options.alias
    w_tag = options.w_tag
    if w_kind is W_TIME_OFFSET:
        if w_item is not W_CLOCK_SERVICE:
            raise badarg()
        signal.add_monitor(process, None, w_kind, w_item, w_tag, alias, w_ref)
        return w_ref
    if w_kind is not atoms.process and w_kind is not atoms.port:
        raise badtype()
    if isinstance(w_item, W_Pid) and w_kind is atoms.process:
        signal.monitor_process(process, process_of(w_item), w_item, w_tag,
                               alias, w_ref)
        return w_ref
    if isinstance(w_item, W_Port) and w_kind is atoms.port:
        w_object = w_item
        target = PORTS.find(w_item)
    else:
        w_name = _name_here(w_item)
        w_object = tuple2(w_name, NODE.w_name)
        target = NAMES.find(w_name)
    if w_kind is atoms.process and isinstance(target, Process):
        signal.monitor_process(process, target, w_object, w_tag, alias, w_ref)
    elif w_kind is atoms.port and isinstance(target, PortBase):
        signal.add_monitor(process, target, w_kind, w_object, w_tag, alias,
                           w_ref)
    else:
        signal.monitor_nothing(process, w_kind, w_object, w_tag, alias, w_ref,
                               atoms.noproc)
    return w_ref


def _name_here(w_item):
    """The name in Name or {Name, node()}: a W_Atom."""
    if isinstance(w_item, W_Atom):
        return w_item
    if isinstance(w_item, W_Tuple) and w_item.arity() == 2:
        w_name = w_item.get(0)
        if isinstance(w_name, W_Atom) and w_item.get(1) is NODE.w_name:
            return w_name
    raise badarg()


@bif('erlang', 'monitor', 2, process=True)
def monitor_2(process, w_kind, w_item):
    return _monitor(process, w_kind, w_item, MonitorOptions(NIL))


@bif('erlang', 'monitor', 3, process=True)
def monitor_3(process, w_kind, w_item, w_options):
    options = MonitorOptions(w_options)
    if not options.ok:
        raise badopt()
    return _monitor(process, w_kind, w_item, options)


@bif('erlang', 'demonitor', 1, args=[Ref], process=True)
def demonitor_1(process, w_ref):
    signal.demonitor(process, w_ref)
    return atoms.true


@bif('erlang', 'demonitor', 2, args=[Ref, Any], process=True)
def demonitor_2(process, w_ref, w_options):
    flush = False
    info = False
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if w_option is atoms.flush:
            flush = True
        elif w_option is atoms.info:
            info = True
        else:
            raise badarg()
        w_options = w_options.tl
    if w_options is not NIL:
        raise badarg()
    found = signal.demonitor(process, w_ref)
    if flush and not found:     # a monitor that was there has sent nothing
        signal.flush_down(process, w_ref)
    return atoms.from_bool(found or not info)


# ---------------------------------------------------------------- aliases

@bif('erlang', 'alias', 0, process=True)
def alias_0(process):
    return signal.make_alias(process, signal.EXPLICIT)


@bif('erlang', 'alias', 1, process=True)
def alias_1(process, w_options):
    alias = signal.EXPLICIT
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if w_option is W_REPLY:
            alias = signal.REPLY
        elif w_option is W_EXPLICIT:
            alias = signal.EXPLICIT
        else:
            raise badarg()
        w_options = w_options.tl
    if w_options is not NIL:
        raise badarg()
    return signal.make_alias(process, alias)


@bif('erlang', 'unalias', 1, args=[Ref], process=True)
def unalias_1(process, w_ref):
    return atoms.from_bool(signal.unalias(process, w_ref))


# ------------------------------------------------------------- suspending

@bif('erlang', 'suspend_process', 1, args=[Pid], process=True)
def suspend_process_1(process, w_pid):
    return suspend_with(process, w_pid, SuspendOptions(NIL))


@bif('erlang', 'suspend_process', 2, args=[Pid, Any], process=True)
def suspend_process_2(process, w_pid, w_options):
    """Options: unless_suspending, asynchronous, {asynchronous, Tag}."""
    return suspend_with(process, w_pid, SuspendOptions(w_options))


class SuspendOptions(object):
    """Options of suspend_process/2; ok is False where they are wrong."""

    def __init__(self, w_options):
        self.unless = False
        self.asynchronous = False
        self.w_tag = None           # asks for a message about how it ended
        self.ok = True
        while isinstance(w_options, W_Cons):
            w_option = w_options.head()
            if w_option is W_UNLESS_SUSPENDING:
                self.unless = True
            elif w_option is W_ASYNCHRONOUS:
                self.asynchronous = True
            elif isinstance(w_option, W_Tuple) and w_option.arity() == 2 and \
                    w_option.get(0) is W_ASYNCHRONOUS:
                self.asynchronous = True
                self.w_tag = w_option.get(1)
            else:
                self.ok = False
            w_options = w_options.tl
        if w_options is not NIL:
            self.ok = False


def suspend_with(process, w_pid, options):
    """true or false; badarg."""
    target = live_process(w_pid)
    if target is process or target is SCHEDULER.current:
        raise badarg()
    if not options.ok:
        raise badopt()
    w_tag = options.w_tag
    if target is None:
        if not options.asynchronous:
            raise badarg()
        if w_tag is not None:
            notify(process, tuple2(w_tag, atoms.badarg))
        return atoms.true
    done = signal.suspend(process, target, options.unless)
    if w_tag is not None:
        notify(process, tuple2(w_tag, W_SUSPENDED))
    return atoms.from_bool(done)


@bif('erlang', 'resume_process', 1, args=[Pid], process=True)
def resume_process_1(process, w_pid):
    target = live_process(w_pid)
    if target is None or not signal.resume(process, target):
        raise badarg()
    return atoms.true
