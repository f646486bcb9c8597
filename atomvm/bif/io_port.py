"""Natives of the module avm_io: what libs/avm_user.erl, init.erl and
their like need to read and write file descriptors.

    avm_io:put_chars(Fd, From, To, Chars) -> ok | error
    avm_io:write(Fd, Iodata) -> ok
    avm_io:read(Fd, Max) -> binary() | eof | wait | {error, Number}
    avm_io:select(Fd) -> ok, later the message {avm_io, Fd, ready}
    avm_io:decode(Binary) -> string(),  avm_io:show(Term) -> binary()
"""
import errno
import os

from atomvm import config
from atomvm.bif.chardata import BadChars, encode
from atomvm.bif.chars import utf8_list
from atomvm.bif.gateway import bif, Any, Atom, Binary, Int
from atomvm.proc import output, poll
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.binary import mk_binary
from atomvm.term.fault import badarg
from atomvm.term.iodata import bits_bytes
from atomvm.term.number import mk_int
from atomvm.term.show import show
from atomvm.term.tuple import tuple2
from hal.api import CURRENT

W_EOF = mk_atom('eof')
W_WAIT = mk_atom('wait')
MAX_READ = 1048576


def _check_output(fd):
    if fd != 1 and fd != 2:
        raise badarg()


@bif('avm_io', 'put_chars', 4, args=[Int, Atom, Atom, Any])
def put_chars_4(fd, w_from, w_to, w_chars):
    """Write character data whose numbers and binaries are in encoding From
    (unicode or latin1) in encoding To; all of it, or nothing: error."""
    _check_output(fd)
    try:
        data = encode(w_chars, w_from is atoms.latin1, w_to is atoms.latin1)
    except BadChars:
        return atoms.error
    output.write(fd, data)
    return atoms.ok


@bif('avm_io', 'write', 2, args=[Int, Any])
def write_2(fd, w_data):
    """Write the bytes of an iolist."""
    _check_output(fd)
    try:
        data = encode(w_data, True, True)
    except BadChars:
        raise badarg()
    output.write(fd, data)
    return atoms.ok


@bif('avm_io', 'read', 2, args=[Int, Int])
def read_2(fd, limit):
    """What is there to read now, up to limit bytes."""
    if fd < 0 or limit <= 0 or limit > MAX_READ:
        raise badarg()
    if config.BOARD:
        data = CURRENT.machine.read(limit)
        if len(data) == 0:
            return W_WAIT
        return mk_binary(data)
    if not poll.is_readable(fd):
        return W_WAIT
    try:
        data = os.read(fd, limit)
    except OSError as e:
        if e.errno == errno.EAGAIN or e.errno == errno.EINTR:
            return W_WAIT
        return tuple2(atoms.error, mk_int(e.errno))
    if len(data) == 0:
        return W_EOF
    return mk_binary(data)


@bif('avm_io', 'select', 1, args=[Int], process=True)
def select_1(process, fd):
    """Ask for the message {avm_io, Fd, ready}."""
    if fd < 0:
        raise badarg()
    poll.want(process, fd)
    return atoms.ok


@bif('avm_io', 'decode', 1, args=[Binary])
def decode_1(w_binary):
    """A word of the command line as a string: UTF-8, else ISO 8859-1."""
    return utf8_list(bits_bytes(w_binary))


@bif('avm_io', 'show', 1)
def show_1(w_term):
    """The text of a term, as erlang:display/1 writes it, in UTF-8."""
    return mk_binary(show(w_term))
