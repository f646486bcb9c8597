"""The VM, untranslated and in this process, asked as test/erl_server.py asks
erl: it runs the same erl_server.beam, opcode by opcode."""
import os

from terms import compare_outcomes, term, value

from atomvm import natives
from atomvm.bif.gateway import bif, REGISTRY
from atomvm.interp import run as starter
from atomvm.interp.loop import run
from atomvm.proc import codeserver
from atomvm.proc.path import read_file
from atomvm.proc.scheduler import SCHEDULER, spawn_process
from atomvm.term.atom import mk_atom
from atomvm.term.atoms import ok
from atomvm.term.cons import NIL, cons


class Answer(object):
    w_value = None


ANSWER = Answer()
assert natives and starter     # all natives are there, and processes start


@bif('vm_server', 'result', 1)
def result_1(w_value):
    """Where erl_server:report/1 puts the outcomes."""
    ANSWER.w_value = w_value
    return ok


# (docs/bifs.md is made of what is registered)
del REGISTRY['vm_server', 'result', 1]


class VmServer(object):
    """erl: the ErlServer whose compiled module it runs."""

    def __init__(self, erl):
        filename = os.path.join(erl.folder, 'erl_server.beam')
        codeserver.load_binary(read_file(filename), filename)

    def ask(self, calls):
        """As ErlServer.ask()."""
        ANSWER.w_value = None
        spawn_process(None, mk_atom('erl_server'), mk_atom('report'),
                      cons(term(list(calls)), NIL))
        while ANSWER.w_value is None:
            process = SCHEDULER.pop()
            SCHEDULER.current = process
            run(process)
        return value(ANSWER.w_value)


def agree(erl, vm, calls):
    """erl and the VM must give the same for each call."""
    compare_outcomes(calls, erl.ask(calls), vm.ask(calls))
