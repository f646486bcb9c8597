"""The arguments of open_port/2: a proc.port.Request of them.

OTP: erts/emulator/beam/erl_bif_port.c, open_port.  Options are looked at
before the name, and what an option may not be asked of is found last.
"""
import sys

from rpython.rlib.rarithmetic import intmask, r_ulonglong

from atomvm.bif.prim_file import name_text
from atomvm.bif.wide import to_unsigned
from atomvm.error import ErlangError
from atomvm.proc.port import (
    DRIVER, DRIVERS, EXECUTABLE, FD, FILE, SPAWN, W_EOF, W_EXIT_STATUS,
    Request)
from atomvm.term import atoms
from atomvm.term.atom import W_Atom, mk_atom
from atomvm.term.binary import W_Bits
from atomvm.term.cons import NIL, W_Cons, list_items
from atomvm.term.fault import badarg
from atomvm.term.iodata import bits_bytes, iodata_bytes
from atomvm.term.number import W_Int
from atomvm.term.tuple import W_Tuple

W_ARG0 = mk_atom('arg0')
W_ARGS = mk_atom('args')
W_BUSY_LIMITS_MSGQ = mk_atom('busy_limits_msgq')
W_BUSY_LIMITS_PORT = mk_atom('busy_limits_port')
W_CD = mk_atom('cd')
W_DISABLED = mk_atom('disabled')
W_FD = mk_atom('fd')
W_HIDE = mk_atom('hide')
W_IN = mk_atom('in')
W_NOUSE_STDIO = mk_atom('nouse_stdio')
W_OUT = mk_atom('out')
W_OVERLAPPED_IO = mk_atom('overlapped_io')
W_PACKET = mk_atom('packet')
W_PARALLELISM = mk_atom('parallelism')
W_SPAWN_DRIVER = mk_atom('spawn_driver')
W_SPAWN_EXECUTABLE = mk_atom('spawn_executable')
W_STDERR_TO_STDOUT = mk_atom('stderr_to_stdout')
W_STREAM = mk_atom('stream')
W_USE_STDIO = mk_atom('use_stdio')


class BadOption(Exception):
    """badarg whose cause is badopt."""


class OpenOptions(object):
    """w_cd: None, or what {cd, D} gives; in_ and out: as given."""

    def __init__(self, w_options):
        self.request = Request()
        self.w_cd = None
        self.in_ = False
        self.out = False
        self.limited = False        # there is an option busy_limits_port
        items = list_items(w_options)
        if items is None:
            raise BadOption()
        for w_option in items:
            if isinstance(w_option, W_Tuple) and w_option.arity() == 2:
                self.set(w_option.get(0), w_option.get(1))
            else:
                self.switch(w_option)
        request = self.request
        if request.packet > 0 and request.line > 0:
            raise BadOption()
        if request.stderr and not request.stdio:
            raise BadOption()
        request.reads = self.in_ or not self.out
        request.writes = self.out or not self.in_

    def switch(self, w_option):
        """An option that is an atom."""
        request = self.request
        if w_option is W_STREAM:
            request.packet = 0
        elif w_option is W_USE_STDIO:
            request.stdio = True
        elif w_option is W_NOUSE_STDIO:
            request.stdio = False
        elif w_option is W_STDERR_TO_STDOUT:
            request.stderr = True
        elif w_option is W_EXIT_STATUS:
            request.exit_status = True
        elif w_option is W_EOF:
            request.eof = True
        elif w_option is atoms.binary:
            request.binary = True
        elif w_option is W_IN:
            self.in_ = True
        elif w_option is W_OUT:
            self.out = True
        elif w_option is not W_HIDE and w_option is not W_OVERLAPPED_IO:
            raise BadOption()

    def set(self, w_key, w_value):
        """An option {Key, Value}."""
        request = self.request
        if w_key is W_PACKET:
            request.packet = header_size(w_value)
        elif w_key is atoms.line:
            request.line = positive(w_value)
        elif w_key is atoms.env:
            request.env = environment(w_value)
        elif w_key is W_CD:
            self.w_cd = w_value
        elif w_key is W_ARGS:
            request.args = arguments(w_value)
        elif w_key is W_ARG0:
            request.arg0 = argument(w_value)
        elif w_key is W_PARALLELISM:
            if w_value is not atoms.true and w_value is not atoms.false:
                raise BadOption()
        elif w_key is W_BUSY_LIMITS_PORT:
            request.busy_low, request.busy_high = limits(w_value)
            self.limited = True
        elif w_key is W_BUSY_LIMITS_MSGQ:
            limits(w_value)         # here requests do not wait in a queue
        else:
            raise BadOption()


def header_size(w_value):
    if not isinstance(w_value, W_Int) or w_value.intval not in (1, 2, 4):
        raise BadOption()
    return w_value.intval


def positive(w_value):
    if not isinstance(w_value, W_Int) or w_value.intval <= 0:
        raise BadOption()
    return w_value.intval


def limits(w_value):
    """{Low, High} or disabled: numbers of bytes."""
    if w_value is W_DISABLED:
        return 1, sys.maxint
    if not isinstance(w_value, W_Tuple) or w_value.arity() != 2:
        raise BadOption()
    low = limit(w_value.get(0))
    high = limit(w_value.get(1))
    return min(low, high), high


def limit(w_number):
    try:
        number = to_unsigned(w_number)
    except ErlangError:
        raise BadOption()
    if number == 0 or number == r_ulonglong(-1):
        raise BadOption()
    if number > r_ulonglong(sys.maxint):
        return sys.maxint
    return intmask(number)


def text_of(w_text):
    """The UTF-8 text of a name of a file or a command: a list of characters,
    a binary or an atom, without zeros; badarg."""
    if isinstance(w_text, W_Atom):
        text = w_text.name
    elif isinstance(w_text, W_Bits):
        if w_text.nbits & 7 != 0:
            raise badarg()
        text = bits_bytes(w_text)
    else:
        text = name_text(w_text)
    assert text is not None     # for the annotator
    if text.find('\x00') >= 0:
        raise badarg()
    return text


def argument(w_text):
    try:
        return text_of(w_text)
    except ErlangError:
        raise BadOption()


def arguments(w_list):
    items = list_items(w_list)
    if items is None:
        raise BadOption()
    return [argument(w_item) for w_item in items]


def environment(w_list):
    """[{Name, Value | false}], both strings: as Request.env has it."""
    items = list_items(w_list)
    if items is None:
        raise BadOption()
    found = []
    for w_item in items:
        if not isinstance(w_item, W_Tuple) or w_item.arity() != 2:
            raise BadOption()
        name = string(w_item.get(0))
        if '=' in name:
            raise BadOption()
        w_value = w_item.get(1)
        if name == '':
            continue
        if w_value is atoms.false:
            found.append(name)
        else:
            found.append(name + '=' + string(w_value))
    return found


def string(w_text):
    if not isinstance(w_text, W_Cons) and w_text is not NIL:
        raise BadOption()
    return argument(w_text)


def parse(w_name, w_options):
    """The Request; BadOption, badarg."""
    options = OpenOptions(w_options)
    request = options.request
    if not isinstance(w_name, W_Tuple):
        return file_request(w_name, request)
    w_kind = w_name.get(0) if w_name.arity() > 0 else NIL
    if w_name.arity() == 2 and w_kind is atoms.spawn:
        request.kind = SPAWN
        request.command = command_of(w_name.get(1))
        if driver_of(request.command) != '':
            request.kind = DRIVER
    elif w_name.arity() == 2 and w_kind is W_SPAWN_EXECUTABLE:
        request.kind = EXECUTABLE
        request.command = command_of(w_name.get(1))
    elif w_name.arity() == 2 and w_kind is W_SPAWN_DRIVER:
        request.kind = DRIVER
        request.command = command_of(w_name.get(1))
        if driver_of(request.command) == '':
            raise badarg()
    elif w_name.arity() == 3 and w_kind is W_FD:
        request.kind = FD
        request.fd_in = descriptor(w_name.get(1))
        request.fd_out = descriptor(w_name.get(2))
        if request.exit_status:
            raise badarg()
    else:
        raise badarg()
    if request.kind == DRIVER and (request.exit_status or options.limited):
        raise badarg()
    if options.w_cd is not None:
        request.cd = text_of(options.w_cd)
    if request.kind != EXECUTABLE and (request.args is not None or
                                       request.arg0 is not None):
        raise badarg()
    return request


def file_request(w_name, request):
    """Of an atom or a string (of bytes): the name of a file, up to a zero."""
    request.kind = FILE
    if isinstance(w_name, W_Atom):
        name = w_name.name
    elif isinstance(w_name, W_Cons):
        name = iodata_bytes(w_name)
    else:
        raise badarg()
    assert name is not None     # for the annotator
    request.command = name
    if (request.exit_status or request.args is not None or
            request.arg0 is not None):
        raise badarg()
    return request


def command_of(w_text):
    if w_text is NIL:
        raise badarg()
    return text_of(w_text)


def driver_of(command):
    """The driver that the first word of a command names, or ''."""
    end = command.find(' ')
    if end >= 0:
        command = command[:end]
    if command in DRIVERS:
        return command
    return ''


def descriptor(w_number):
    if not isinstance(w_number, W_Int):
        raise badarg()
    return w_number.intval
