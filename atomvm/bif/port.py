"""Natives of ports: erts_internal's, which erlang.erl calls and whose faults it
makes errors of (atoms), ports/0 and the data of a port.

OTP: erts/emulator/beam/erl_bif_port.c.  Ports are in proc/port.py; a reference
as an answer means that the result comes in a message.
"""
from rpython.rlib.rarithmetic import intmask, r_ulonglong

from atomvm.bif.cause import W_BADOPT, W_BADTYPE
from atomvm.bif.chars import utf8_list
from atomvm.bif.gateway import bif
from atomvm.bif.info import links_list, monitored_by_list
from atomvm.bif.port_options import BadOption, parse
from atomvm.bif.wide import from_signed, to_unsigned
from atomvm.error import ErlangError
from atomvm.proc.oserror import error_atom
from atomvm.proc.port import FD, W_CONNECTED, Port, open_port
from atomvm.proc.registry import NAMES, PORTS, live_process, new_ref
from atomvm.proc.signal import add_link, check_alive
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.cons import NIL, cons, list_from, list_items
from atomvm.term.fault import badarg
from atomvm.term.iodata import iodata_bytes
from atomvm.term.number import mk_int
from atomvm.term.pid import W_Pid, W_Port
from atomvm.term.tuple import tuple2

LARGEST = r_ulonglong(0xffffffff)       # operation of port_control/3

W_FORCE = mk_atom('force')
W_INPUT = mk_atom('input')
W_LOCKING = mk_atom('locking')
W_MONITORED_BY = mk_atom('monitored_by')
W_NOTSUP = mk_atom('notsup')
W_OS_PID = mk_atom('os_pid')
W_OUTPUT = mk_atom('output')
W_PARALLELISM = mk_atom('parallelism')
W_PORT_LEVEL = mk_atom('port_level')
W_QUEUE_SIZE = mk_atom('queue_size')

MEMORY = 40         # bytes, of a port without a queue
ID_STEP = 8         # OTP's id counts in these

# What port_info/1 tells, in OTP's order.
ITEMS = [atoms.name, atoms.links, atoms.id, W_CONNECTED, W_INPUT, W_OUTPUT,
         W_OS_PID]


def find_port(w_port):
    """The open Port of a port or of a name, or None."""
    port = None
    if isinstance(w_port, W_Port):
        port = PORTS.find(w_port)
    elif isinstance(w_port, W_Atom):
        port = NAMES.find(w_port)
    if isinstance(port, Port):
        return port
    return None


@bif('erts_internal', 'open_port', 2, process=True, host=True)
def open_port_2(process, w_name, w_options):
    try:
        request = parse(w_name, w_options)
    except BadOption:
        return W_BADOPT
    except ErlangError:
        return atoms.badarg
    title = request.command
    if request.kind == FD:
        title = str(request.fd_in) + '/' + str(request.fd_out)
    try:
        return open_port(process, request, utf8_list(title)).w_port
    except OSError as e:
        return error_atom(e.errno)


@bif('erts_internal', 'port_close', 1, process=True, host=True)
def port_close_1(process, w_port):
    port = find_port(w_port)
    if port is None:
        return atoms.badarg
    port.end(atoms.normal)
    check_alive(process)
    return atoms.true


@bif('erts_internal', 'port_command', 3, process=True, host=True)
def port_command_3(process, w_port, w_data, w_options):
    """Options: nosuspend, false in place of waiting where the port is busy;
    force, which only sockets support."""
    options = list_items(w_options)
    if options is None:
        return W_BADOPT
    nosuspend = False
    force = False
    for w_option in options:
        if w_option is atoms.nosuspend:
            nosuspend = True
        elif w_option is W_FORCE:
            force = True
        else:
            return W_BADOPT
    port = find_port(w_port)
    if port is None:
        return atoms.badarg
    if force and not port.driver.answers():
        return W_NOTSUP
    try:
        w_bits = port.output_of(process, w_data)
    except ErlangError:
        return atoms.badarg
    if force or not port.driver.is_busy():
        port.command(process, w_bits)
        check_alive(process)
        return atoms.true
    if nosuspend:
        return atoms.false
    w_ref = new_ref()
    port.wait(process, w_ref, w_bits)
    check_alive(process)
    return w_ref


@bif('erts_internal', 'port_connect', 2, process=True, host=True)
def port_connect_2(process, w_port, w_pid):
    """The new owner is linked to the port; the old one stays so."""
    port = find_port(w_port)
    if port is None or not isinstance(w_pid, W_Pid):
        return atoms.badarg
    owner = live_process(w_pid)
    if owner is None:
        return atoms.badarg
    port.connect(w_pid)
    add_link(owner, port)
    return atoms.true


@bif('erts_internal', 'port_control', 3, process=True, host=True)
def port_control_3(process, w_port, w_operation, w_data):
    """An operation is a number of 32 bits; sockets have such."""
    port = find_port(w_port)
    if port is None:
        return atoms.badarg
    try:
        operation = to_unsigned(w_operation)
        data = iodata_bytes(w_data)
    except ErlangError:
        return atoms.badarg
    if operation > LARGEST:
        return atoms.badarg
    w_answer = port.driver.control(process, intmask(operation), data)
    check_alive(process)
    if w_answer is None:
        return atoms.badarg
    return w_answer


@bif('erts_internal', 'port_call', 3, host=True)
def port_call_3(w_port, w_operation, w_data):
    return atoms.badarg


# ------------------------------------------------------------- information

def _value(port, w_item):
    """The value of an item, or None for what is none."""
    if w_item is atoms.name:
        return port.w_title
    if w_item is atoms.links:
        return links_list(port)
    if w_item is atoms.id:
        return mk_int(port.w_port.number * ID_STEP)
    if w_item is W_CONNECTED:
        return port.owner.w_pid
    if w_item is W_INPUT:
        return from_signed(port.received)
    if w_item is W_OUTPUT:
        return from_signed(port.sent)
    if w_item is W_OS_PID:
        pid = port.driver.os_pid()
        return atoms.undefined if pid < 0 else mk_int(pid)
    if w_item is atoms.monitors:
        return NIL
    if w_item is W_MONITORED_BY:
        return monitored_by_list(port)
    if w_item is W_PARALLELISM:
        return atoms.false
    if w_item is W_QUEUE_SIZE:
        return mk_int(port.driver.queued())
    if w_item is atoms.memory:
        return mk_int(MEMORY + port.driver.queued())
    if w_item is W_LOCKING:
        return W_PORT_LEVEL
    return None


def _is_port_or_name(w_port):
    return isinstance(w_port, W_Port) or isinstance(w_port, W_Atom)


@bif('erts_internal', 'port_info', 1, host=True)
def port_info_1(w_port):
    if not _is_port_or_name(w_port):
        return atoms.badarg
    port = find_port(w_port)
    if port is None:
        return atoms.undefined
    items = []
    if port.w_name is not None:
        items.append(tuple2(atoms.registered_name, port.w_name))
    for w_item in ITEMS:
        items.append(tuple2(w_item, _value(port, w_item)))
    return list_from(items)


@bif('erts_internal', 'port_info', 2, host=True)
def port_info_2(w_port, w_item):
    if not _is_port_or_name(w_port):
        return W_BADTYPE
    port = find_port(w_port)
    if port is None:
        return atoms.undefined
    if w_item is atoms.registered_name:
        w_value = port.w_name
        if w_value is None:
            return NIL
    else:
        w_value = _value(port, w_item)
        if w_value is None:
            return atoms.badarg
    return tuple2(w_item, w_value)


@bif('erlang', 'ports', 0, host=True)
def ports_0():
    w_list = NIL
    for port in PORTS.by_number.values():
        w_list = cons(port.identity(), w_list)
    return w_list


@bif('erlang', 'port_get_data', 1, host=True)
def port_get_data_1(w_port):
    port = find_port(w_port)
    if port is None:
        raise badarg()
    return port.w_data


@bif('erlang', 'port_set_data', 2, host=True)
def port_set_data_2(w_port, w_data):
    port = find_port(w_port)
    if port is None:
        raise badarg()
    port.w_data = w_data
    return atoms.true
