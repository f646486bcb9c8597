"""Signals: messages to names and aliases, links, monitors, exits.

There is one scheduler thread, so a signal acts at once, in the context of its
sender, which keeps the order of signals between two processes.  OTP:
erts/emulator/beam/erl_proc_sig_queue.c, reference manual, "Processes".

What sends exit signals may end the running process: natives that call it
finish with check_alive().
"""
from rpython.rlib import jit

from atomvm.error import ProcessGone
from atomvm.proc import tracing
from atomvm.proc.process import (
    EXITED, EXIT_HOOKS, RUNNABLE, SUSPENDED, WAITING, Node, PortBase, Process)
from atomvm.proc.registry import (
    NAMES, NODE, PORTS, PROCESSES, REFS, RefTarget, new_ref)
from atomvm.proc.scheduler import SCHEDULER, send
from atomvm.proc.seqtrace import (
    deliver, is_on, notify, send_exit_from, send_from)
from atomvm.proc.timer import cancel_timers_of
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.fault import badarg, error
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.tuple import W_Tuple, mk_tuple, tuple3

# How long an alias lives (options of alias/1 and monitor/3).
NO_ALIAS = 0
EXPLICIT = 1            # until unalias/1
DEMONITOR = 2           # also until the monitor ends
REPLY_DEMONITOR = 3     # also until the first message comes
REPLY = 4               # unalias/1 or the first message

W_UNLINK = mk_atom('unlink')
W_GETTING_UNLINKED = mk_atom('getting_unlinked')
W_UNREGISTER = mk_atom('unregister')


class Link(Node):
    """Half of a link, in the ring of one process or port; twin is the other
    half, other who is linked to (an Addressee)."""

    def __init__(self, other):
        Node.__init__(self)
        self.other = other
        self.twin = None


class MonitorEnd(Node):
    """The place of a Monitor in the ring of its maker or its target."""

    def __init__(self, monitor):
        Node.__init__(self)
        self.monitor = monitor


class Monitor(RefTarget):
    """What a reference made by monitor or alias stands for.

    origin    Process that made it
    target    Addressee that is watched; None for an alias alone
    active    the monitor has not ended (there may be nothing to watch)
    w_kind    process, port or time_offset;  w_object what DOWN shows
    w_tag     first element of the DOWN message;  alias NO_ALIAS, EXPLICIT...
    """

    def __init__(self, w_ref, origin, target, w_kind, w_object, w_tag, alias):
        self.w_ref = w_ref
        self.origin = origin
        self.target = target
        self.active = True
        self.w_kind = w_kind
        self.w_object = w_object
        self.w_tag = w_tag
        self.alias = alias
        self.made = MonitorEnd(self)
        self.held = MonitorEnd(self)

    def end(self):
        """The monitor has ended; an alias of its own life stays."""
        self.active = False
        self.target = None
        self.held.unlink()
        if self.alias != EXPLICIT and self.alias != REPLY:
            self.alias = NO_ALIAS
            self.forget()

    def end_alias(self):
        """The alias has ended; the monitor stays."""
        self.alias = NO_ALIAS
        if not self.active:
            self.forget()

    def forget(self):
        REFS.remove(self.w_ref)
        self.made.unlink()


class Suspend(Node):
    """Whom a process suspends, and how many times."""

    def __init__(self, process):
        Node.__init__(self)
        self.process = process
        self.count = 1


def check_alive(process):
    """End of a native that may have ended the running process."""
    if process.state == EXITED:
        raise ProcessGone()


# --------------------------------------------------------------- messages

def send_message(process, w_dest, w_message):
    """send_to() for traces to look inside where it is to a pid."""
    if isinstance(w_dest, W_Pid) and not is_on():
        send(w_dest.process, w_message)
    else:
        send_to(process, w_dest, w_message)


@jit.dont_look_inside
def send_to(process, w_dest, w_message):
    """Dest ! Message for any Dest; badarg for what is no destination."""
    if is_on():
        _trace_send(process, w_dest, w_message)
    if isinstance(w_dest, W_Pid):
        send_from(process, w_dest.process, w_dest, w_message)
    elif isinstance(w_dest, W_Atom):
        target = NAMES.find(w_dest)
        if target is None:
            raise badarg()
        send_to_target(process, target, w_message)
    elif isinstance(w_dest, W_Ref):
        send_to_alias(process, w_dest, w_message)
    elif isinstance(w_dest, W_Port):
        port = PORTS.find(w_dest)
        if port is not None:
            send_to_target(process, port, w_message)
    elif isinstance(w_dest, W_Tuple) and w_dest.arity() == 2:
        w_name = w_dest.get(0)
        w_node = w_dest.get(1)
        if not isinstance(w_name, W_Atom) or not isinstance(w_node, W_Atom):
            raise badarg()
        if w_node is NODE.w_name:
            target = NAMES.find(w_name)
            if target is not None:
                send_to_target(process, target, w_message)
    else:
        raise badarg()


def _trace_send(process, w_dest, w_message):
    """A send, before anything else comes of it: a badarg, too."""
    if tracing.traced_for(process, tracing.SEND) is None:
        return
    exists = True
    if isinstance(w_dest, W_Tuple) and w_dest.arity() == 2 and \
            w_dest.get(1) is not NODE.w_name:
        return
    if isinstance(w_dest, W_Pid):
        target = w_dest.process
        assert isinstance(target, Process)
        exists = target.state != EXITED
    elif isinstance(w_dest, W_Port):
        exists = PORTS.find(w_dest) is not None
    tracing.sends(process, w_dest, w_message, exists)


def would_suspend(w_dest):
    """Whether who sends to w_dest now would be suspended: a busy port."""
    port = None
    if isinstance(w_dest, W_Port):
        port = PORTS.find(w_dest)
    elif isinstance(w_dest, W_Atom):
        port = NAMES.find(w_dest)
    return isinstance(port, PortBase) and port.is_busy()


def send_to_target(process, target, w_message):
    """To an Addressee; a port may end the sender."""
    if isinstance(target, PortBase):
        target.take(process, w_message)
        check_alive(process)
    else:
        send_from(process, target, target.identity(), w_message)


def send_to_alias(process, w_ref, w_message):
    """Lost where w_ref is no alias (any more)."""
    monitor = REFS.find(w_ref)
    if not isinstance(monitor, Monitor) or monitor.alias == NO_ALIAS:
        return
    if monitor.alias == REPLY_DEMONITOR:
        monitor.end()
    elif monitor.alias == REPLY:
        monitor.end_alias()
    send_from(process, monitor.origin, w_ref, w_message)


# ------------------------------------------------------------------ links

def find_link(process, other):
    """The half of process of its link to other, or None.  The two rings are
    walked in step, so one long one costs nothing."""
    if process.links is None or other.links is None:
        return None
    a = process.links.next
    b = other.links.next
    while a is not process.links and b is not other.links:
        assert isinstance(a, Link)
        assert isinstance(b, Link)
        if a.other is other:
            return a
        if b.other is process:
            return b.twin
        a = a.next
        b = b.next
    return None


def add_link(process, other):
    """Link two live processes; nothing happens where they are linked or one."""
    if process is other or find_link(process, other) is not None:
        return
    mine = Link(other)
    theirs = Link(process)
    mine.twin = theirs
    theirs.twin = mine
    if process.links is None:
        process.links = Node()
    if other.links is None:
        other.links = Node()
    process.links.append(mine)
    other.links.append(theirs)


def link(process, other):
    """link/1 to a local process, dead or alive."""
    if other.state != EXITED:
        if is_on() and process is not other:
            tracing.linked(process, other)
        add_link(process, other)
    else:
        link_nothing(process, other.w_pid)


def link_nothing(process, w_other):
    """link/1 to w_other, a pid or port that is no more."""
    if not process.trap_exit:
        raise error(atoms.noproc)
    notify(process, tuple3(atoms.EXIT_, w_other, atoms.noproc))


def unlink(process, other):
    """unlink/1: no exit signal of other comes through the link any more."""
    half = find_link(process, other)
    if half is not None:
        half.twin.unlink()
        half.unlink()
        if is_on():
            tracing.procs_event(process, W_UNLINK, other.identity())
            if isinstance(other, Process):
                tracing.procs_event(other, W_GETTING_UNLINKED, process.w_pid)
    elif is_on():
        tracing.procs_event(process, W_UNLINK, other.identity())


def drop_links(target):
    """Nobody that target is linked to hears of its end."""
    ring = target.links
    if ring is None:
        return
    while not ring.is_alone():
        half = ring.next
        assert isinstance(half, Link)
        half.twin.unlink()
        half.unlink()


# --------------------------------------------------------------- monitors

def add_monitor(process, target, w_kind, w_object, w_tag, alias, w_ref):
    """A monitor of process on target, which is live, or None for something
    that can not end; w_ref is a new reference."""
    monitor = Monitor(w_ref, process, target, w_kind, w_object, w_tag, alias)
    REFS.put(w_ref, monitor)
    if process.monitors is None:
        process.monitors = Node()
    process.monitors.append(monitor.made)
    if target is not None:
        if target.monitored_by is None:
            target.monitored_by = Node()
        target.monitored_by.append(monitor.held)


def monitor_process(process, target, w_object, w_tag, alias, w_ref):
    """Monitor a process (None: there is none of that name; it may have
    ended): the DOWN message comes at once then."""
    if target is process:
        # never fires; an alias of it works
        if alias != NO_ALIAS:
            add_monitor(process, None, atoms.process, w_object, w_tag, alias,
                        w_ref)
    elif target is None or target.state == EXITED:
        monitor_nothing(process, atoms.process, w_object, w_tag, alias, w_ref,
                        atoms.noproc)
    else:
        add_monitor(process, target, atoms.process, w_object, w_tag, alias,
                    w_ref)


def monitor_nothing(process, w_kind, w_object, w_tag, alias, w_ref, w_reason):
    """Monitor what is not there."""
    if alias == EXPLICIT:
        add_monitor(process, None, w_kind, w_object, w_tag, alias, w_ref)
        monitor = REFS.find(w_ref)
        assert isinstance(monitor, Monitor)
        monitor.end()
    notify(process, mk_tuple([w_tag, w_ref, w_kind, w_object, w_reason]))


def demonitor(process, w_ref):
    """Whether there was such a monitor of this process."""
    monitor = REFS.find(w_ref)
    if not isinstance(monitor, Monitor) or not monitor.active or \
            monitor.origin is not process:
        return False
    monitor.end()
    return True


def flush_down(process, w_ref):
    """Take the DOWN message of w_ref, whatever its tag, out of the mailbox."""
    before = process.first
    while before.next is not None:
        w_message = before.next.w_value
        if isinstance(w_message, W_Tuple) and w_message.arity() == 5:
            w_found = w_message.get(1)
            if isinstance(w_found, W_Ref) and w_found.lo == w_ref.lo and \
                    w_found.mid == w_ref.mid and w_found.hi == w_ref.hi:
                process.remove_after(before)
                return
        before = before.next


def make_alias(process, alias):
    """A new alias of process: W_Ref."""
    w_ref = new_ref()
    add_monitor(process, None, atoms.process, process.w_pid, atoms.DOWN,
                alias, w_ref)
    monitor = REFS.find(w_ref)
    assert isinstance(monitor, Monitor)
    monitor.active = False
    return w_ref


def unalias(process, w_ref):
    """Whether there was such an alias of this process."""
    monitor = REFS.find(w_ref)
    if not isinstance(monitor, Monitor) or monitor.alias == NO_ALIAS or \
            monitor.origin is not process:
        return False
    monitor.end_alias()
    return True


# ------------------------------------------------------------------ exits

def exit_message(origin, w_reason):
    return tuple3(atoms.EXIT_, origin.identity(), w_reason)


def send_exit(process, target, w_reason):
    """exit/2: an exit signal of process to target, both local."""
    if target.state == EXITED:
        return
    if w_reason is atoms.kill:
        exit_process(target, atoms.killed)
    elif target.trap_exit:
        deliver(target, exit_message(process, w_reason))
    elif w_reason is not atoms.normal or process is target:
        exit_process(target, w_reason)


def send_exit_of_port(port, process, w_reason):
    """An exit signal of a port, through no link; no reason is normal or
    kill."""
    if process.trap_exit:
        deliver(process, exit_message(port, w_reason))
    else:
        exit_process(process, w_reason)


@jit.dont_look_inside
def exit_process(process, w_reason):
    """process, or a port, ends with w_reason, and with it whom its exit
    signals end.  It must not run on: see check_alive."""
    if process.state == EXITED:
        return
    process.state = EXITED
    process.w_exit_reason = w_reason
    doomed = [process]
    while len(doomed) > 0:
        # in the order in which the signals were sent
        batch = doomed
        doomed = []
        for i in range(len(batch)):
            _terminate(batch[i], doomed)


def _terminate(target, doomed):
    """Tell everybody that a process or port has ended; those whom that ends
    are marked and put on the list doomed."""
    w_name = target.w_name
    if is_on() and isinstance(target, Process):
        tracing.procs_event(target, tracing.W_EXIT, target.w_exit_reason)
    if w_name is not None:
        NAMES.unregister(w_name)
        if is_on() and isinstance(target, Process):
            tracing.procs_event(target, W_UNREGISTER, w_name)
    if isinstance(target, Process):
        PROCESSES.remove(target)
        cancel_timers_of(target)
        for hook in EXIT_HOOKS:
            hook.process_ended(target)
        resume_all(target)
        _break_links(target, doomed)
        _drop_monitors(target)
        _fire_monitors(target)
        target.forget()
    elif isinstance(target, PortBase):
        _break_links(target, doomed)
        _fire_monitors(target)
        target.ended()


def _break_links(process, doomed):
    """Of a process or port."""
    ring = process.links
    if ring is None:
        return
    w_reason = process.w_exit_reason
    while not ring.is_alone():
        half = ring.next
        assert isinstance(half, Link)
        other = half.other
        half.twin.unlink()
        half.unlink()
        if other.state == EXITED:
            continue
        wanted = False
        if isinstance(other, Process):
            wanted = other.trap_exit
            if is_on() and (wanted or w_reason is atoms.normal):
                tracing.procs_event(other, W_GETTING_UNLINKED,
                                    process.identity())
        if not is_on():
            if wanted:
                send(other, exit_message(process, w_reason))
        elif isinstance(process, Process) and isinstance(other, Process):
            send_exit_from(process, other, exit_message(process, w_reason),
                           wanted)
        elif wanted:
            notify(other, exit_message(process, w_reason))
        if not wanted and (w_reason is not atoms.normal or
                           _ends_with(other, process)):
            other.state = EXITED
            other.w_exit_reason = w_reason
            doomed.append(other)


def _ends_with(other, process):
    """Whether other ends when process, to which it is linked, ends normally:
    a port that has lost its owner."""
    return isinstance(other, PortBase) and isinstance(process, Process) and \
        other.is_owned_by(process)


def _drop_monitors(process):
    ring = process.monitors
    if ring is None:
        return
    while not ring.is_alone():
        end = ring.next
        assert isinstance(end, MonitorEnd)
        end.monitor.held.unlink()
        end.monitor.forget()


def _fire_monitors(process):
    ring = process.monitored_by
    if ring is None:
        return
    w_reason = process.w_exit_reason
    while not ring.is_alone():
        end = ring.next
        assert isinstance(end, MonitorEnd)
        monitor = end.monitor
        monitor.end()
        notify(monitor.origin, mk_tuple([
            monitor.w_tag, monitor.w_ref, monitor.w_kind, monitor.w_object,
            w_reason]))


# ---------------------------------------------------------------- suspend

def find_suspend(process, target):
    """What process has to do with the suspension of target, or None."""
    ring = process.suspending
    if ring is not None:
        node = ring.next
        while node is not ring:
            assert isinstance(node, Suspend)
            if node.process is target:
                return node
            node = node.next
    return None


def suspend(process, target, unless_suspending):
    """Suspend target, a live process that does not run now.  False where
    process does so already and unless_suspending."""
    known = find_suspend(process, target)
    if known is not None:
        if unless_suspending:
            return False
        known.count += 1
    else:
        if process.suspending is None:
            process.suspending = Node()
        process.suspending.append(Suspend(target))
    target.suspend_count += 1
    if target.state == RUNNABLE:
        SCHEDULER.take_out(target)
        target.suspended_runnable = True
        target.state = SUSPENDED
    elif target.state == WAITING:
        target.suspended_runnable = False
        target.state = SUSPENDED
    return True


def resume(process, target):
    """False where process does not suspend target."""
    known = find_suspend(process, target)
    if known is None:
        return False
    known.count -= 1
    if known.count == 0:
        known.unlink()
    _resume(target, 1)
    return True


def hold(process):
    """Suspend the process that runs, a port wants it to wait: from the end
    of its slice on it does not run."""
    process.suspend_count += 1
    if process.state == RUNNABLE:
        process.suspended_runnable = True
        process.state = SUSPENDED


def release(process):
    """The end of hold()."""
    if process.state == SUSPENDED:
        SCHEDULER.take_out(process)     # where its slice put it
    if process.state != EXITED:
        _resume(process, 1)


def _resume(target, times):
    target.suspend_count -= times
    if target.suspend_count > 0 or target.state != SUSPENDED:
        return
    if target.suspended_runnable or target.timed_out or \
            target.look.next is not None:
        target.state = RUNNABLE
        SCHEDULER.push(target)
    else:
        target.state = WAITING


def resume_all(process):
    """process has ended: whom it suspends goes on."""
    ring = process.suspending
    if ring is None:
        return
    while not ring.is_alone():
        known = ring.next
        assert isinstance(known, Suspend)
        known.unlink()
        _resume(known.process, known.count)
