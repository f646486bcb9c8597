"""Type tests of erlang that belong to no other family: is_pid/1, is_map/1 ...

OTP: erts/emulator/beam/erl_bif_op.c.
"""
from atomvm.bif.gateway import bif
from atomvm.term.atoms import from_bool
from atomvm.term.mapbase import W_Map
from atomvm.term.pid import W_Pid, W_Port, W_Ref


@bif('erlang', 'is_pid', 1, guard=True, inline=True)
def is_pid_1(w_value):
    return from_bool(isinstance(w_value, W_Pid))


@bif('erlang', 'is_port', 1, guard=True, inline=True)
def is_port_1(w_value):
    return from_bool(isinstance(w_value, W_Port))


@bif('erlang', 'is_reference', 1, guard=True, inline=True)
def is_reference_1(w_value):
    return from_bool(isinstance(w_value, W_Ref))


@bif('erlang', 'is_map', 1, guard=True, inline=True)
def is_map_1(w_value):
    return from_bool(isinstance(w_value, W_Map))
