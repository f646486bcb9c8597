"""Natives of erlang that show and read pids, references, ports and funs.

OTP: erts/emulator/beam/bif.c.  Reading makes terms of this node only: <0.N.S>,
#Ref<0.A.B.C>, #Port<0.N>.
"""
from rpython.rlib.rstring import StringBuilder

from atomvm.bif.gateway import bif, Fun, Pid, Port, Ref
from atomvm.term.cons import W_Cons, NIL, chars_list
from atomvm.term.etf import HOOKS
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int
from atomvm.term.pid import (MAX_FIRST_WORD, MAX_PID_NUMBER, MAX_PID_SERIAL,
                             W_Port, W_Ref, pid_str, port_str, ref_str)
from atomvm.term.show import show

MAX_WORD = (1 << 28) - 1        # of ports and references; OTP has more
MAX_DIGITS = 9


@bif('erlang', 'pid_to_list', 1, args=[Pid])
def pid_to_list_1(w_pid):
    return chars_list(pid_str(w_pid))


@bif('erlang', 'ref_to_list', 1, args=[Ref])
def ref_to_list_1(w_ref):
    return chars_list(ref_str(w_ref))


@bif('erlang', 'port_to_list', 1, args=[Port])
def port_to_list_1(w_port):
    return chars_list(port_str(w_port))


@bif('erlang', 'fun_to_list', 1, args=[Fun])
def fun_to_list_1(w_fun):
    """Of names, the bytes of their UTF-8."""
    return chars_list(show(w_fun))


def _bytes(w_list):
    """The text (a str) of a proper list of bytes; badarg for others."""
    builder = StringBuilder()
    while isinstance(w_list, W_Cons):
        w_char = w_list.head()
        if not isinstance(w_char, W_Int):
            raise badarg()
        if w_char.intval < 0 or w_char.intval > 255:
            raise badarg()
        builder.append(chr(w_char.intval))
        w_list = w_list.tl
    if w_list is not NIL:
        raise badarg()
    return builder.build()


def _words(text, prefix, count):
    """The numbers of prefix 0.N1.N2...>; there must be count of them after
    the node's."""
    if not text.startswith(prefix + '0.') or not text.endswith('>'):
        raise badarg()
    start = len(prefix) + 2
    end = len(text) - 1
    words = [0]
    digits = 0
    for i in range(start, end):
        char = text[i]
        if char == '.' and digits > 0:
            words.append(0)
            digits = 0
        elif '0' <= char <= '9' and digits < MAX_DIGITS:
            last = len(words) - 1
            words[last] = words[last] * 10 + ord(char) - ord('0')
            digits += 1
        else:
            raise badarg()
    if digits == 0 or len(words) != count:
        raise badarg()
    for word in words:
        if word > MAX_WORD:
            raise badarg()
    return words


@bif('erlang', 'list_to_pid', 1)
def list_to_pid_1(w_list):
    words = _words(_bytes(w_list), '<', 2)
    if words[0] > MAX_PID_NUMBER or words[1] > MAX_PID_SERIAL:
        raise badarg()
    return HOOKS.hooks.pid(words[0], words[1])


@bif('erlang', 'list_to_ref', 1)
def list_to_ref_1(w_list):
    words = _words(_bytes(w_list), '#Ref<', 3)
    if words[2] > MAX_FIRST_WORD:
        raise badarg()
    return W_Ref(words[0], words[1], words[2])


@bif('erlang', 'list_to_port', 1)
def list_to_port_1(w_list):
    return W_Port(_words(_bytes(w_list), '#Port<', 1)[0])
