"""erlang: sending, registered names, names of nodes, new references.

OTP: erts/emulator/beam/register.c, bif.c (send), dist.c (nodes without
distribution).
"""
from atomvm.bif.cause import badarg_because, badopt
from atomvm.bif.gateway import bif, Atom
from atomvm.proc.process import Process
from atomvm.proc.registry import NAMES, NODE, PORTS, live_process, new_ref
from atomvm.proc.seqtrace import is_on
from atomvm.proc.signal import (
    W_UNREGISTER, send_message, send_to, would_suspend)
from atomvm.proc.tracing import procs_event
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import NIL, W_Cons, cons
from atomvm.term.fault import badarg
from atomvm.term.map import W_Map, mk_map_from_pairs
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.tuple import tuple2

W_NOTALIVE = mk_atom('notalive')
W_REGISTERED_NAME = mk_atom('registered_name')
W_REGISTER = mk_atom('register')
W_THIS = mk_atom('this')
W_VISIBLE = mk_atom('visible')
W_HIDDEN = mk_atom('hidden')
W_CONNECTED = mk_atom('connected')
W_KNOWN = mk_atom('known')
W_CONNECTION_ID = mk_atom('connection_id')
W_NODE_TYPE = mk_atom('node_type')


@bif('erlang', '!', 2, process=True, inline=True)
def send_operator_2(process, w_dest, w_message):
    send_message(process, w_dest, w_message)
    return w_message


@bif('erlang', 'send', 2, process=True, inline=True)
def send_2(process, w_dest, w_message):
    send_message(process, w_dest, w_message)
    return w_message


@bif('erlang', 'send', 3, process=True)
def send_3(process, w_dest, w_message, w_options):
    """Options nosuspend and noconnect: nothing connects here, and busy ports
    suspend."""
    nosuspend = False
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if w_option is atoms.nosuspend:
            nosuspend = True
        elif w_option is not atoms.noconnect:
            raise badopt()
        w_options = w_options.tl
    if w_options is not NIL:
        raise badopt()
    if nosuspend and would_suspend(w_dest):
        return atoms.nosuspend
    send_to(process, w_dest, w_message)
    return atoms.ok


@bif('erlang', 'send_nosuspend', 2, process=True)
def send_nosuspend_2(process, w_dest, w_message):
    return send_nosuspend_3(process, w_dest, w_message, NIL)


@bif('erlang', 'send_nosuspend', 3, process=True)
def send_nosuspend_3(process, w_dest, w_message, w_options):
    w_done = send_3(process, w_dest, w_message,
                    cons(atoms.nosuspend, w_options))
    return atoms.from_bool(w_done is atoms.ok)


@bif('erlang', 'register', 2)
def register_2(w_name, w_pid):
    """badarg tells its cause: none (a bad argument), notalive or
    registered_name, which OTP's erl_erts_errors explains."""
    if not isinstance(w_name, W_Atom) or w_name is atoms.undefined:
        raise badarg_because(atoms.none, atoms.erl_erts_errors)
    target = None
    if isinstance(w_pid, W_Pid):
        target = live_process(w_pid)
    elif isinstance(w_pid, W_Port):
        target = PORTS.find(w_pid)
    else:
        raise badarg_because(atoms.none, atoms.erl_erts_errors)
    if target is None:
        raise badarg_because(W_NOTALIVE, atoms.erl_erts_errors)
    if not NAMES.register(w_name, target):
        w_cause = W_REGISTERED_NAME
        if target.w_name is None:
            w_cause = atoms.none        # the name is another's
        raise badarg_because(w_cause, atoms.erl_erts_errors)
    if is_on() and isinstance(target, Process):
        procs_event(target, W_REGISTER, w_name)
    return atoms.true


@bif('erlang', 'unregister', 1, args=[Atom])
def unregister_1(w_name):
    target = NAMES.find(w_name)
    if not NAMES.unregister(w_name):
        raise badarg()
    if is_on() and isinstance(target, Process):
        procs_event(target, W_UNREGISTER, w_name)
    return atoms.true


@bif('erlang', 'whereis', 1, args=[Atom])
def whereis_1(w_name):
    target = NAMES.find(w_name)
    if target is None:
        return atoms.undefined
    return target.identity()


@bif('erlang', 'registered', 0)
def registered_0():
    return NAMES.names()


@bif('erlang', 'make_ref', 0, inline=True)
def make_ref_0():
    return new_ref()


@bif('erlang', 'self', 0, process=True, inline=True, guard=True)
def self_0(process):
    return process.w_pid


# ------------------------------------------------------------------ nodes

@bif('erlang', 'node', 0, guard=True)
def node_0():
    return NODE.w_name


@bif('erlang', 'node', 1, guard=True)
def node_1(w_term):
    if isinstance(w_term, W_Pid):
        return w_term.home().w_name
    if isinstance(w_term, W_Ref):
        return w_term.home().w_name
    if isinstance(w_term, W_Port):
        return w_term.home().w_name
    raise badarg()


@bif('erlang', 'is_alive', 0)
def is_alive_0():
    return atoms.from_bool(NODE.is_alive())


def _names_this_node(w_kind):
    """Whether nodes(w_kind) has this node in it."""
    if w_kind is W_THIS or w_kind is W_KNOWN:
        return True
    if w_kind is W_VISIBLE or w_kind is W_HIDDEN or w_kind is W_CONNECTED:
        return False
    raise badarg()


def _among(w_kinds):
    """The same for nodes/1: a kind or a list of kinds."""
    if not isinstance(w_kinds, W_Cons) and w_kinds is not NIL:
        return _names_this_node(w_kinds)
    found = False
    while isinstance(w_kinds, W_Cons):
        if _names_this_node(w_kinds.head()):
            found = True
        w_kinds = w_kinds.tl
    if w_kinds is not NIL:
        raise badarg()
    return found


@bif('erlang', 'nodes', 0)
def nodes_0():
    return NIL


@bif('erlang', 'nodes', 1)
def nodes_1(w_kinds):
    return cons(NODE.w_name, NIL) if _among(w_kinds) else NIL


@bif('erlang', 'nodes', 2)
def nodes_2(w_kinds, w_info):
    """Info: a map of connection_id and node_type, each a boolean."""
    found = _among(w_kinds)
    if not isinstance(w_info, W_Map):
        raise badarg()
    keys, values = w_info.sorted_items()
    for i in range(len(keys)):
        if keys[i] is not W_CONNECTION_ID and keys[i] is not W_NODE_TYPE:
            raise badarg()
        if values[i] is not atoms.true and values[i] is not atoms.false:
            raise badarg()
    if not found:
        return NIL
    told = []
    answers = []
    if w_info.get(W_CONNECTION_ID) is atoms.true:
        told.append(W_CONNECTION_ID)
        answers.append(atoms.undefined)
    if w_info.get(W_NODE_TYPE) is atoms.true:
        told.append(W_NODE_TYPE)
        answers.append(W_THIS)
    return cons(tuple2(NODE.w_name, mk_map_from_pairs(told, answers)), NIL)
