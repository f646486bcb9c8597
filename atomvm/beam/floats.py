"""Which results of float instructions need no check of their own.

A sum, difference or product with an operand that is infinite or no number is
not finite either.  So where a result goes into such an operation at once, and
is overwritten by what comes of it, the check of that one is enough: badarith
is raised for the same numbers and in the same source line.
"""
from atomvm.beam import internal as op
from atomvm.beam.opcode import (OP_FADD, OP_FCHECKERROR, OP_FCLEARERROR,
                                OP_FMOVE, OP_FMUL, OP_FSUB)

REGISTER = 'F'


def unchecked(number):
    """The opcode that leaves the check out, or 0."""
    if number == OP_FADD:
        return op.OP_I_FADD
    if number == OP_FSUB:
        return op.OP_I_FSUB
    if number == OP_FMUL:
        return op.OP_I_FMUL
    return 0


def is_checked_later(instrs, i):
    """May instruction i, of which unchecked() knows, leave its check to the
    next instruction that uses its result?"""
    register = instrs[i].args[3].val
    while True:
        i += 1
        number = instrs[i].op
        args = instrs[i].args
        if unchecked(number) != 0:
            uses = (args[1].val == register or args[2].val == register)
            if args[3].val == register:
                return uses
            if uses:
                return False
        elif number == OP_FMOVE:
            for arg in args:
                if arg.kind == REGISTER and arg.val == register:
                    return False
            # the result of another one may have to be kept over an exception
            if args[1].kind != REGISTER:
                return False
        elif number != OP_FCLEARERROR and number != OP_FCHECKERROR:
            return False
