"""What each opcode does to the flow of control, by opcode number."""
from atomvm.beam.opcode import (
    KINDS, GROUPS, MAX_OPCODE, OP_CALL, OP_CALL_LAST, OP_CALL_ONLY, OP_CALL_EXT,
    OP_CALL_EXT_LAST, OP_CALL_EXT_ONLY, OP_APPLY_LAST, OP_ALLOCATE,
    OP_ALLOCATE_HEAP, OP_ALLOCATE_ZERO, OP_ALLOCATE_HEAP_ZERO, OP_DEALLOCATE,
    OP_TRIM, OP_RETURN, OP_JUMP, OP_SELECT_VAL, OP_SELECT_TUPLE_ARITY,
    OP_BADMATCH, OP_IF_END, OP_CASE_END, OP_TRY_CASE_END, OP_BADRECORD,
    OP_RAISE, OP_LOOP_REC_END, OP_WAIT, OP_FUNC_INFO, OP_INT_CODE_END, OP_TRY,
    OP_CATCH, OP_TRY_END, OP_TRY_CASE, OP_CATCH_END, OP_RECV_MARK,
    OP_RECV_SET)
from atomvm.term import atoms

NEXT, ENDS, CALLS, FRAME, HANDLER = 'necfh'


def _flow_of(op):
    if op in (OP_RETURN, OP_BADMATCH, OP_IF_END, OP_CASE_END, OP_TRY_CASE_END,
              OP_BADRECORD, OP_RAISE, OP_FUNC_INFO, OP_INT_CODE_END, OP_JUMP,
              OP_SELECT_VAL, OP_SELECT_TUPLE_ARITY, OP_LOOP_REC_END, OP_WAIT):
        return ENDS
    if op in (OP_CALL_LAST, OP_CALL_ONLY, OP_CALL_EXT, OP_CALL_EXT_LAST,
              OP_CALL_EXT_ONLY, OP_APPLY_LAST):
        return CALLS
    if op in (OP_ALLOCATE, OP_ALLOCATE_HEAP, OP_ALLOCATE_ZERO,
              OP_ALLOCATE_HEAP_ZERO, OP_DEALLOCATE, OP_TRIM):
        return FRAME
    if op in (OP_TRY, OP_CATCH, OP_TRY_END, OP_TRY_CASE, OP_CATCH_END):
        return HANDLER
    return NEXT


def _is_branch(op):
    """Are its label operands places where the function goes on?"""
    if op in (OP_CALL, OP_CALL_LAST, OP_CALL_ONLY, OP_RECV_MARK, OP_RECV_SET,
              OP_TRY, OP_CATCH):
        return False
    letters = KINDS[op] + GROUPS[op]
    return 'f' in letters or 'j' in letters or 'm' in letters


def _has_y(op):
    letters = KINDS[op] + GROUPS[op]
    return len([c for c in letters if c in 'sdSyo.']) > 0


FLOW = ''.join([_flow_of(_op) for _op in range(MAX_OPCODE + 1)])
BRANCHES = [_is_branch(_op) for _op in range(MAX_OPCODE + 1)]
HAS_Y = [_has_y(_op) for _op in range(MAX_OPCODE + 1)]


def never_returns(ref):
    """erlang:error/1,2,3, exit/1 and throw/1: what follows is not reached."""
    if ref.w_module is not atoms.erlang:
        return False
    if ref.w_name is atoms.error:
        return 1 <= ref.arity <= 3
    return ref.arity == 1 and (ref.w_name is atoms.exit or
                               ref.w_name is atoms.throw)
