"""erlang:halt/0,1,2: the end of the VM (OTP: erts/emulator/beam/bif.c).

The requests of module init are served by the process that libs/init.erl
runs.
"""
from rpython.rlib.rbigint import rbigint

from atomvm import config
from atomvm.bif.cause import badopt
from atomvm.bif.chars import all_characters, list_codes, utf8_encode
from atomvm.bif.crashdump import write_dump
from atomvm.bif.gateway import bif
from atomvm.error import ProcessGone
from atomvm.proc import output
from atomvm.proc.output import HALT
from atomvm.term import atoms
from atomvm.term.atom import mk_atom
from atomvm.term.cons import W_Cons, NIL
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, W_Big
from atomvm.term.tuple import W_Tuple

W_ABORT = mk_atom('abort')
W_FLUSH = mk_atom('flush')
SLOGAN_CHARACTERS = 1023    # more is cut
BYTE = rbigint.fromint(255)


@bif('erlang', 'halt', 0)
def halt_0():
    raise _halt(0, False)


@bif('erlang', 'halt', 1)
def halt_1(w_status):
    raise _halt_with(w_status)


@bif('erlang', 'halt', 2)
def halt_2(w_status, w_options):
    """The only option is {flush, boolean()}: what is written is written by
    us in either case."""
    while isinstance(w_options, W_Cons):
        w_option = w_options.head()
        if not (isinstance(w_option, W_Tuple) and w_option.arity() == 2 and
                w_option.get(0) is W_FLUSH and
                (w_option.get(1) is atoms.true or
                 w_option.get(1) is atoms.false)):
            raise badopt()
        w_options = w_options.tl
    if w_options is not NIL:
        raise badopt()
    raise _halt_with(w_status)


def _halt_with(w_status):
    """Status is a number, abort, or a slogan: a string."""
    if isinstance(w_status, W_Int):
        if w_status.intval < 0:
            raise badarg()
        return _halt(w_status.intval & 255, False)
    if isinstance(w_status, W_Big):
        if w_status.num.sign < 0:
            raise badarg()
        return _halt(w_status.num.and_(BYTE).toint(), False)
    if w_status is W_ABORT:
        return _halt(134, True)
    codes = list_codes(w_status)
    if codes is None or not all_characters(codes):
        raise badarg()
    output.flush()
    slogan = utf8_encode(codes[:SLOGAN_CHARACTERS])
    output.write(2, slogan + '\n')
    if not config.BOARD:
        write_dump(slogan)
    return _halt(1, False)


def _halt(status, abort):
    output.flush()
    HALT.request(status, abort)
    return ProcessGone()
