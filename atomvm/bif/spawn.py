"""erlang: spawn, spawn_link, spawn_monitor, spawn_opt, spawn_request.

OTP: erts/preloaded/src/erlang.erl, erts/emulator/beam/erl_process.c.  A node
other than this one can not be reached: the process that spawn names then
has never lived.
"""
from atomvm import config
from atomvm.beam.export import get_export
from atomvm.bif.cause import W_BADOPT, badopt
from atomvm.bif.erlang_fun import fun_arity
from atomvm.bif.gateway import bif, Ref
from atomvm.bif.link import MonitorOptions
from atomvm.bif.seq_trace import is_traced, request_of, trace_spawn
from atomvm.bif.setting import W_SCHEDULER, parse_priority, parse_setting, size_of
from atomvm.error import Trap
from atomvm.proc import signal, tracing
from atomvm.proc.heap import watch
from atomvm.proc.process import NORMAL, Settings
from atomvm.proc.registry import NODE, PROCESSES, dead_process, new_ref
from atomvm.proc.scheduler import create_process, start_process
from atomvm.proc.seqtrace import is_on, notify, send_from
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import NIL, W_Cons, list_from
from atomvm.term.fault import badarg, system_limit
from atomvm.term.fun import W_AnyFun
from atomvm.term.tuple import W_Tuple, mk_tuple, tuple2

W_SPAWN_REPLY = mk_atom('spawn_reply')
W_REPLY = mk_atom('reply')
W_REPLY_TAG = mk_atom('reply_tag')
W_YES = mk_atom('yes')
W_NO = mk_atom('no')
W_ERROR_ONLY = mk_atom('error_only')
W_SUCCESS_ONLY = mk_atom('success_only')
MAX_ARGUMENTS = 255
LINK = list_from([atoms.link])
MONITOR = list_from([atoms.monitor])


class SpawnOptions(object):
    """What the options say; ok is False where one is wrong, proper where
    they are no list.  requests: those of spawn_request are right too."""

    def __init__(self, w_options, requests):
        self.link = False
        self.monitor = None         # MonitorOptions or None
        self.settings = None        # Settings or None
        self.priority = NORMAL
        self.reply_ok = True        # see spawn_request: which replies it wants
        self.reply_error = True
        self.w_reply_tag = W_SPAWN_REPLY
        self.w_given = w_options
        self.ok = True
        self.requests = requests
        while isinstance(w_options, W_Cons):
            w_option = w_options.head()
            if isinstance(w_option, W_Tuple):
                if w_option.arity() != 2 or not self.set(w_option.get(0),
                                                         w_option.get(1)):
                    self.ok = False
            elif w_option is atoms.link:
                self.link = True
            elif w_option is atoms.monitor:
                self.monitor = MonitorOptions(NIL)
            else:
                self.ok = False
            w_options = w_options.tl
        self.proper = w_options is NIL
        self.ok = self.ok and self.proper

    def set(self, w_key, w_value):
        """An option {Key, Value}; False where it is wrong."""
        if w_key is atoms.monitor:
            self.monitor = MonitorOptions(w_value)
            return self.monitor.ok
        if w_key is atoms.priority:
            self.priority = parse_priority(w_value)
            return self.priority >= 0
        if w_key is W_SCHEDULER:
            return 0 <= size_of(w_value) <= 1
        if self.requests and w_key is W_REPLY:
            if w_value is not W_YES and w_value is not W_NO and \
                    w_value is not W_ERROR_ONLY and \
                    w_value is not W_SUCCESS_ONLY:
                return False
            self.reply_ok = w_value is W_YES or w_value is W_SUCCESS_ONLY
            self.reply_error = w_value is W_YES or w_value is W_ERROR_ONLY
            return True
        if self.requests and w_key is W_REPLY_TAG:
            self.w_reply_tag = w_value
            return True
        if self.settings is None:
            self.settings = Settings()
        return parse_setting(self.settings, w_key, w_value)


def _check(w_module, w_name, w_args):
    """badarg where this can not be spawned.  w_name None: w_module is a
    fun."""
    if w_name is None:
        if not isinstance(w_module, W_AnyFun):
            raise badarg()
        return
    if not isinstance(w_module, W_Atom) or not isinstance(w_name, W_Atom):
        raise badarg()
    n = 0
    while isinstance(w_args, W_Cons):
        n += 1
        w_args = w_args.tl
    if w_args is not NIL:
        raise badarg()
    if n > MAX_ARGUMENTS:
        raise system_limit()


def _is_here(w_node):
    if not isinstance(w_node, W_Atom):
        raise badarg()
    return w_node is NODE.w_name


def _spawn(process, w_module, w_name, w_args, options, w_ref):
    """Makes the new Process.  w_ref: the reference of its monitor, if any."""
    child = create_process(process, w_module, w_name, w_args)
    if child is None:
        raise system_limit()
    child.priority = options.priority
    if options.settings is not None:
        child.settings = options.settings
        if not config.BOARD and \
                options.settings.w_max_heap_size is not None:
            watch(child)
    if options.link:
        signal.add_link(process, child)
    monitor = options.monitor
    if monitor is not None:
        signal.add_monitor(process, child, atoms.process, child.w_pid,
                           monitor.w_tag, monitor.alias, w_ref)
    if is_traced(process):
        trace_spawn(process, child,
                    request_of(w_module, w_name, w_args, options), options,
                    w_ref)
    if is_on():
        tracing.spawned(process, child,
                        request_of(w_module, w_name, w_args, options),
                        options.link)
    start_process(child)
    return child


def _spawn_elsewhere(process, options, w_ref):
    """The Process that another node would have made."""
    child = dead_process(PROCESSES.number, PROCESSES.serial)
    PROCESSES.step()
    monitor = options.monitor
    if monitor is not None:
        signal.monitor_nothing(process, atoms.process, child.w_pid,
                               monitor.w_tag, monitor.alias, w_ref,
                               atoms.noconnection)
    if options.link:
        signal.send_exit(child, process, atoms.noconnection)
        signal.check_alive(process)
    return child


def spawn_with(process, w_node, w_module, w_name, w_args, options):
    """Pid, or {Pid, Ref} with a monitor.  w_node None: here."""
    _check(w_module, w_name, w_args)
    if not options.ok:
        raise badopt()
    w_ref = new_ref() if options.monitor is not None else None
    if w_node is None or _is_here(w_node):
        child = _spawn(process, w_module, w_name, w_args, options, w_ref)
    else:
        child = _spawn_elsewhere(process, options, w_ref)
    if w_ref is not None:
        return tuple2(child.w_pid, w_ref)
    return child.w_pid


def _linked():
    return SpawnOptions(LINK, False)


def _monitored():
    return SpawnOptions(MONITOR, False)


@bif('erlang', 'spawn', 1, process=True)
def spawn_1(process, w_fun):
    return spawn_with(process, None, w_fun, None, NIL,
                      SpawnOptions(NIL, False))


def _check_fun(w_node, w_fun, name):
    """As in erlang.erl: the fault is that of name/1 where only the fun is
    wrong, of name/4 where only the node is."""
    if w_node is NODE.w_name and not isinstance(w_fun, W_AnyFun):
        raise Trap(get_export(atoms.erlang, mk_atom(name), 1), [w_fun])
    if (not isinstance(w_node, W_Atom) and isinstance(w_fun, W_AnyFun) and
            fun_arity(w_fun) == 0):
        raise Trap(get_export(atoms.erlang, mk_atom(name), 4),
                   [w_node, atoms.erlang, atoms.apply,
                    list_from([w_fun, NIL])])


@bif('erlang', 'spawn', 2, process=True)
def spawn_2(process, w_node, w_fun):
    _check_fun(w_node, w_fun, 'spawn')
    return spawn_with(process, w_node, w_fun, None, NIL,
                      SpawnOptions(NIL, False))


@bif('erlang', 'spawn', 3, process=True)
def spawn_3(process, w_module, w_name, w_args):
    return spawn_with(process, None, w_module, w_name, w_args,
                      SpawnOptions(NIL, False))


@bif('erlang', 'spawn', 4, process=True)
def spawn_4(process, w_node, w_module, w_name, w_args):
    return spawn_with(process, w_node, w_module, w_name, w_args,
                      SpawnOptions(NIL, False))


@bif('erlang', 'spawn_link', 1, process=True)
def spawn_link_1(process, w_fun):
    return spawn_with(process, None, w_fun, None, NIL, _linked())


@bif('erlang', 'spawn_link', 2, process=True)
def spawn_link_2(process, w_node, w_fun):
    _check_fun(w_node, w_fun, 'spawn_link')
    return spawn_with(process, w_node, w_fun, None, NIL, _linked())


@bif('erlang', 'spawn_link', 3, process=True)
def spawn_link_3(process, w_module, w_name, w_args):
    return spawn_with(process, None, w_module, w_name, w_args, _linked())


@bif('erlang', 'spawn_link', 4, process=True)
def spawn_link_4(process, w_node, w_module, w_name, w_args):
    return spawn_with(process, w_node, w_module, w_name, w_args, _linked())


@bif('erlang', 'spawn_monitor', 1, process=True)
def spawn_monitor_1(process, w_fun):
    return spawn_with(process, None, w_fun, None, NIL, _monitored())


@bif('erlang', 'spawn_monitor', 2, process=True)
def spawn_monitor_2(process, w_node, w_fun):
    return spawn_with(process, w_node, w_fun, None, NIL, _monitored())


@bif('erlang', 'spawn_monitor', 3, process=True)
def spawn_monitor_3(process, w_module, w_name, w_args):
    return spawn_with(process, None, w_module, w_name, w_args, _monitored())


@bif('erlang', 'spawn_monitor', 4, process=True)
def spawn_monitor_4(process, w_node, w_module, w_name, w_args):
    return spawn_with(process, w_node, w_module, w_name, w_args, _monitored())


@bif('erlang', 'spawn_opt', 2, process=True)
def spawn_opt_2(process, w_fun, w_options):
    return spawn_with(process, None, w_fun, None, NIL,
                      SpawnOptions(w_options, False))


@bif('erlang', 'spawn_opt', 3, process=True)
def spawn_opt_3(process, w_node, w_fun, w_options):
    return spawn_with(process, w_node, w_fun, None, NIL,
                      SpawnOptions(w_options, False))


@bif('erlang', 'spawn_opt', 4, process=True)
def spawn_opt_4(process, w_module, w_name, w_args, w_options):
    return spawn_with(process, None, w_module, w_name, w_args,
                      SpawnOptions(w_options, False))


@bif('erlang', 'spawn_opt', 5, process=True)
def spawn_opt_5(process, w_node, w_module, w_name, w_args, w_options):
    return spawn_with(process, w_node, w_module, w_name, w_args,
                      SpawnOptions(w_options, False))


# ---------------------------------------------------------- spawn_request

def request(process, w_node, w_module, w_name, w_args, w_options):
    """Spawns at once and sends {spawn_reply, Ref, ok | error, What}."""
    _check(w_module, w_name, w_args)
    options = SpawnOptions(w_options, True)
    if not options.proper:
        raise badopt()
    here = w_node is None or _is_here(w_node)
    w_ref = new_ref()
    if not options.ok:
        return _failed(process, options, w_ref, W_BADOPT)
    if not here:
        return _failed(process, options, w_ref, atoms.noconnection)
    if PROCESSES.count >= PROCESSES.limit:
        return _failed(process, options, w_ref, atoms.system_limit)
    child = _spawn(process, w_module, w_name, w_args, options, w_ref)
    if options.reply_ok:
        send_from(child, process, process.w_pid, mk_tuple(
            [options.w_reply_tag, w_ref, atoms.ok, child.w_pid]))
    return w_ref


def _failed(process, options, w_ref, w_reason):
    if options.reply_error:
        notify(process, mk_tuple([options.w_reply_tag, w_ref, atoms.error,
                                  w_reason]))
    return w_ref


def _is_thunk(w_term):
    """Is it a fun without arguments, the only ones that can be requested?"""
    return isinstance(w_term, W_AnyFun) and fun_arity(w_term) == 0


@bif('erlang', 'spawn_request', 1, process=True)
def spawn_request_1(process, w_fun):
    if not _is_thunk(w_fun):
        raise badarg()
    return request(process, None, w_fun, None, NIL, NIL)


@bif('erlang', 'spawn_request', 2, process=True)
def spawn_request_2(process, w_1, w_2):
    """(Fun, Options) or (Node, Fun)."""
    if _is_thunk(w_1):
        return request(process, None, w_1, None, NIL, w_2)
    if not _is_thunk(w_2):
        raise badarg()
    return request(process, w_1, w_2, None, NIL, NIL)


@bif('erlang', 'spawn_request', 3, process=True)
def spawn_request_3(process, w_1, w_2, w_3):
    """(Node, Fun, Options) or (Module, Function, Args)."""
    if _is_thunk(w_2):
        return request(process, w_1, w_2, None, NIL, w_3)
    return spawn_request_4(process, w_1, w_2, w_3, NIL)


@bif('erlang', 'spawn_request', 4, process=True)
def spawn_request_4(process, w_1, w_2, w_3, w_4):
    """(Module, Function, Args, Options), or (Node, Module, Function, Args)
    where the third argument is an atom."""
    if isinstance(w_3, W_Atom):
        return request(process, w_1, w_2, w_3, w_4, NIL)
    return request(process, None, w_1, w_2, w_3, w_4)


@bif('erlang', 'spawn_request', 5, process=True)
def spawn_request_5(process, w_node, w_module, w_name, w_args, w_options):
    return request(process, w_node, w_module, w_name, w_args, w_options)


@bif('erlang', 'spawn_request_abandon', 1, args=[Ref])
def spawn_request_abandon_1(w_ref):
    """The reply has been sent already, always."""
    return atoms.false
