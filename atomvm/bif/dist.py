"""Natives of erlang about other nodes, as a node without a name answers them:
it can not have any (OTP: erts/emulator/beam/dist.c).
"""
from atomvm.bif.cause import badopt
from atomvm.bif.gateway import Any, Atom, bif
from atomvm.proc.registry import NODE
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import NIL, W_Cons
from atomvm.term.fault import badarg, error

W_ALLOW_PASSIVE_CONNECT = mk_atom('allow_passive_connect')
W_NOTALIVE = mk_atom('notalive')
W_NOTSUP = mk_atom('notsup')


@bif('erlang', 'monitor_node', 2, args=[Atom, Any])
def monitor_node_2(w_node, w_flag):
    """This node is never lost."""
    if w_node is not NODE.w_name:
        raise error(W_NOTALIVE)
    if w_flag is not atoms.true and w_flag is not atoms.false:
        raise badarg()
    return atoms.true


@bif('erlang', 'monitor_node', 3)
def monitor_node_3(w_node, w_flag, w_options):
    while isinstance(w_options, W_Cons):
        if w_options.head() is not W_ALLOW_PASSIVE_CONNECT:
            raise badopt()
        w_options = w_options.tl
    if w_options is not NIL:
        raise badopt()
    if not isinstance(w_node, W_Atom):
        raise badarg()
    return monitor_node_2(w_node, w_flag)


@bif('erlang', 'setnode', 2)
def setnode_2(w_node, w_creation):
    """There is no net_kernel that could ask for it."""
    raise badarg()


def not_supported():
    """There is no controller of a connection."""
    return error(W_NOTSUP)


@bif('erlang', 'dist_ctrl_get_data', 1)
def dist_ctrl_get_data_1(w_controller):
    raise not_supported()


@bif('erlang', 'dist_ctrl_get_data_notification', 1)
def dist_ctrl_get_data_notification_1(w_controller):
    raise not_supported()


@bif('erlang', 'dist_ctrl_input_handler', 2)
def dist_ctrl_input_handler_2(w_controller, w_handler):
    raise not_supported()


@bif('erlang', 'dist_ctrl_get_opt', 2)
def dist_ctrl_get_opt_2(w_controller, w_option):
    raise not_supported()


@bif('erlang', 'dist_ctrl_set_opt', 3)
def dist_ctrl_set_opt_3(w_controller, w_option, w_value):
    raise not_supported()


@bif('erlang', 'dist_ctrl_put_data', 2)
def dist_ctrl_put_data_2(w_controller, w_data):
    raise badarg()


@bif('erlang', 'dist_get_stat', 1)
def dist_get_stat_1(w_controller):
    raise badarg()
