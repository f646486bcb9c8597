"""Handlers: exceptions.

A handler starts with x0 empty (None), x1 the class, x2 the reason and x3 the
raw trace; try_case and catch_end make of it what the program expects.
"""

from atomvm.error import ERROR, ErlangError
from atomvm.interp.operand import load
from atomvm.interp.registry import op
from atomvm.interp.trace import (W_RawTrace, build_stacktrace, class_number)
from atomvm.term import atoms
from atomvm.term.fault import badmatch, error, tagged_error
from atomvm.term.tuple import tuple2


@op('try_case')
def op_try_case(code, pc, xs, ys):
    xs[0] = xs[1]
    xs[1] = xs[2]
    xs[2] = xs[3]
    return pc + 2


@op('catch_end')
def op_catch_end(code, pc, xs, ys):
    if xs[0] is None:
        w_class = xs[1]
        w_reason = xs[2]
        if w_class is atoms.throw:
            xs[0] = w_reason
        elif w_class is atoms.exit:
            xs[0] = tuple2(atoms.EXIT_, w_reason)
        else:
            xs[0] = tuple2(atoms.EXIT_,
                           tuple2(w_reason, build_stacktrace(xs[3])))
    return pc + 2


@op('try_case_end')
def op_try_case_end(code, pc, xs, ys):
    raise tagged_error(atoms.try_clause,
                       load(code, xs, ys, code.ops[pc + 1]))


@op('badmatch')
def op_badmatch(code, pc, xs, ys):
    raise badmatch(load(code, xs, ys, code.ops[pc + 1]))


@op('badrecord')
def op_badrecord(code, pc, xs, ys):
    raise tagged_error(atoms.badrecord, load(code, xs, ys, code.ops[pc + 1]))


@op('case_end')
def op_case_end(code, pc, xs, ys):
    raise tagged_error(atoms.case_clause,
                       load(code, xs, ys, code.ops[pc + 1]))


@op('if_end')
def op_if_end(code, pc, xs, ys):
    raise error(atoms.if_clause)


@op('func_info')
def op_func_info(code, pc, xs, ys):
    raise error(atoms.function_clause)


@op('raise')
def op_raise(code, pc, xs, ys):
    """raise Trace Reason: again what a try has caught."""
    w_trace = load(code, xs, ys, code.ops[pc + 1])
    w_reason = load(code, xs, ys, code.ops[pc + 2])
    if isinstance(w_trace, W_RawTrace):
        raise ErlangError(w_trace.cls, w_reason, w_trace)
    raise ErlangError(ERROR, w_reason, w_trace)


@op('raw_raise')
def op_raw_raise(code, pc, xs, ys):
    """x0 class, x1 reason, x2 trace; a bad class gives badarg in x0."""
    cls = class_number(xs[0])
    if cls >= 0:
        w_trace = xs[2]
        if isinstance(w_trace, W_RawTrace) and w_trace.cls != cls:
            w_trace = build_stacktrace(w_trace)
        raise ErlangError(cls, xs[1], w_trace)
    xs[0] = atoms.badarg
    return pc + 1


@op('build_stacktrace')
def op_build_stacktrace(code, pc, xs, ys):
    xs[0] = build_stacktrace(xs[0])
    return pc + 1
