"""Runs functions of a module under RPython's untranslated JIT (llgraph back
end), which writes the optimized traces to standard error.

  python test/jit/trace.py FILE.beam FUNCTION N [FUNCTION N]...

Prints "checksum C", C made of the results by checksum().  Only the natives
that they need are imported: every one more takes time here.  Takes two to four
minutes.
"""
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
sys.path.insert(0, ROOT)

from rpython.jit.metainterp.optimizeopt import ALL_OPTS_NAMES, heap, info
from rpython.jit.metainterp.optimizeopt.shortpreamble import PreambleOp
from rpython.jit.metainterp.test.support import LLJitMixin

from atomvm.bif import (
    arith, compare, erlang_list, erlang_tuple, ets, ets_replace, ets_select,
    lists, process, registry, spawn)
from atomvm.bif.gateway import bif
from atomvm.interp import run as _run
from atomvm.interp.loop import run
from atomvm.proc import codeserver
from atomvm.proc.clock import CLOCK, FakeClock
from atomvm.proc.path import read_file
from atomvm.proc.scheduler import SCHEDULER, create_process, start_process
from atomvm.term.atom import mk_atom
from atomvm.term.cons import NIL, cons
from atomvm.term.number import W_Int, mk_int
from cross import jitpatch, loopstate

NATIVES = [arith, compare, erlang_list, erlang_tuple, ets, ets_replace,
           ets_select, lists, process, registry, spawn, _run]


class Result(object):
    value = 0


RESULT = Result()


@bif('trace', 'result', 1)
def result_1(w_value):
    """Where the functions under test put their result."""
    if isinstance(w_value, W_Int):
        RESULT.value = w_value.intval
    return w_value


def checksum(total, result):
    """total with one more result."""
    return (total * 31 + result) % 1000003


def call(name, n):
    """kernels:driver(Name, N) in a process of its own; its integer result."""
    process = create_process(None, mk_atom('driver'), mk_atom('run'),
                             cons(mk_atom(name), cons(mk_int(n), NIL)))
    start_process(process)
    while True:
        process = SCHEDULER.pop()
        if process is None:
            return RESULT.value
        SCHEDULER.current = process
        SCHEDULER.looked()
        run(process)


def forgive_pure_fields():
    """optimizeopt/heap.py checks, untranslated only, that each field it
    remembers is also on a list of what to forget after a write.  After a retrace
    immutable fields (which nothing writes) are not."""
    def _getfield(self, opinfo, descr, optheap, true_force=True):
        res = opinfo.getfield(descr, optheap)
        if res and isinstance(opinfo, info.AbstractStructPtrInfo):
            assert descr.is_always_pure() or opinfo in self.cached_infos
        if isinstance(res, PreambleOp):
            if not true_force:
                return res.op
            res = optheap.optimizer.force_op_from_preamble(res)
            opinfo.setfield(descr, None, res, optheap=optheap)
        return res
    heap.CachedField._getfield = _getfield


def main(argv):
    filename = argv[1]
    names = argv[2::2]
    sizes = [int(n) for n in argv[3::2]]

    # no system calls in there: llgraph can not make them
    CLOCK.install(FakeClock())
    modules = [read_file(filename),
               read_file(os.path.join(os.path.dirname(filename),
                                      'driver.beam'))]

    def portal(count):
        total = 0
        for module in modules:
            codeserver.load_binary(module, filename)
        for i in range(count):
            total = checksum(total, call(names[i], sizes[i]))
        return total

    jitpatch.install()
    loopstate.install()
    forgive_pure_fields()
    total = LLJitMixin().meta_interp(portal, [len(names)], listops=True, inline=True,
                             enable_opts=ALL_OPTS_NAMES, backendopt=True,
                             retrace_limit=5)
    print 'checksum', total
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
