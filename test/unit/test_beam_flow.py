"""Frame sizes, handlers and recursion."""
import pytest

from atomvm.beam import flow, module, opcode
from atomvm.beam.callgraph import CallGraph
from atomvm.error import LoadError
from beam_builder import Builder, one_function

X0, Y0, Y1, Y2 = ('x', 0), ('y', 0), ('y', 1), ('y', 2)
F1 = ('f', 1)
LABEL3 = ('label', 3)
F3, F4, F5 = ('f', 3), ('f', 4), ('f', 5)
RETURN = ('return',)


def analyse(builder):
    f = module.load_file(builder.data(), 'f.beam')
    return f, flow.follow(f)


def of_body(*instrs):
    """ny and catches of the instructions behind the entry label."""
    _, result = analyse(one_function(list(instrs)))
    return result.ny[3:-1], result.catches[3:-1]


def refused(message, *instrs):
    with pytest.raises(LoadError) as info:
        analyse(one_function(list(instrs)))
    assert info.value.chunk == 'Code' and info.value.offset > 0
    assert message in info.value.message, info.value.message


# ----------------------------------------------------------------- frames

def test_frames_grow_shrink_and_go():
    ny, _ = of_body(('allocate', 3, 1), ('move', X0, Y2), ('trim', 1, 2),
                    ('move', X0, Y1), ('deallocate', 2), RETURN)
    assert ny == [0, 3, 3, 2, 2, 0]


@pytest.mark.parametrize('name', ['allocate_zero', 'allocate_heap',
                                  'allocate_heap_zero'])
def test_other_ways_to_allocate(name):
    need = [5] if 'heap' in name else []
    ny, _ = of_body(tuple([name, 2] + need + [1]), ('deallocate', 2), RETURN)
    assert ny == [0, 2, 0]


def test_branches_carry_the_frame_along():
    ny, _ = of_body(('allocate', 2, 1), ('is_nil', F3, X0), ('trim', 1, 1),
                    ('deallocate', 1), RETURN,
                    LABEL3, ('move', Y1, X0), ('deallocate', 2), RETURN)
    assert ny == [0, 2, 2, 1, 0, 2, 2, 2, 0]


def test_labels_in_lists_are_branches():
    ny, _ = of_body(('allocate', 1, 1),
                    ('select_val', X0, F3, ['a', F4, 'b', F5]),
                    LABEL3, ('deallocate', 1), RETURN, ('label', 4),
                    ('deallocate', 1), RETURN, ('label', 5),
                    ('deallocate', 1), RETURN)
    assert ny == [0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0]


def test_code_that_nothing_reaches():
    ny, catches = of_body(RETURN, ('move', Y0, X0), LABEL3, ('deallocate', 9),
                          RETURN)
    assert ny == [0, -1, -1, -1, -1]
    assert catches == [0] * 5


def test_code_behind_an_exit_is_not_reached():
    builder = one_function([])
    error = builder.imported('erlang', 'error', 1)
    node = builder.imported('erlang', 'node', 1)
    builder.code += [('allocate', 1, 1), ('call_ext', 1, node),
                     ('call_ext', 1, error), ('deallocate', 7), RETURN]
    _, result = analyse(builder)
    assert result.ny[3:-1] == [0, 1, 1, -1, -1]


def test_exit_that_says_another_size():
    # the compiler of OTP 25 does so after sharing code: dets_v9.erl
    builder = one_function([])
    throw = builder.imported('erlang', 'throw', 1)
    builder.code += [('allocate', 1, 1), ('call_ext_last', 1, throw, 3)]
    _, result = analyse(builder)
    assert result.ny[3:-1] == [0, 1]


def test_receive_loop():
    ny, _ = of_body(('allocate', 1, 1), LABEL3, ('loop_rec', F5, X0),
                    ('is_nil', F4, X0), ('remove_message',),
                    ('deallocate', 1), RETURN, ('label', 4),
                    ('loop_rec_end', F3), ('label', 5),
                    ('wait_timeout', F3, ('i', 10)), ('timeout',),
                    ('deallocate', 1), RETURN)
    assert ny == [0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0]


def test_frames_that_can_not_be_right():
    refused('y0: there is no stack frame', ('move', Y0, X0), RETURN)
    refused('y2: the stack frame has 2', ('allocate', 2, 1), ('move', X0, Y2),
            ('deallocate', 2), RETURN)
    refused('y1: the stack frame has 1', ('allocate', 2, 1), ('trim', 1, 1),
            ('put_tuple2', X0, [Y1]), ('deallocate', 1), RETURN)
    refused('another size', ('allocate', 2, 1), ('deallocate', 1), RETURN)
    refused('another size', ('deallocate', 0), RETURN)
    refused('another size', ('allocate', 2, 1), ('trim', 1, 2), RETURN)
    refused('another size', ('allocate', 2, 1), ('trim', 3, 2), RETURN)
    refused('another size', ('trim', 0, 0), RETURN)
    refused('return with', ('allocate', 0, 1), RETURN)
    refused('second', ('allocate', 1, 1), ('allocate', 1, 1), RETURN)
    refused('another size', ('allocate', 1, 1), ('call_last', 1, ('f', 2), 2))
    refused('another size', ('allocate', 1, 1), ('call_only', 1, ('f', 2)))
    refused('another size', ('allocate', 1, 1), ('apply_last', 1, 0))
    refused('does not end', ('move', X0, X0))


def test_jump_into_another_function():
    builder = one_function([('jump', ('f', 4))])
    builder.function('g', 0, 3, [RETURN])
    with pytest.raises(LoadError) as info:
        analyse(builder)
    assert 'another function' in info.value.message


# ------------------------------------------------ ends with several frames

SHARED = [('allocate', 3, 1), ('is_nil', F3, X0), ('is_atom', F3, X0),
          ('trim', 1, 2), ('is_list', F3, X0), ('trim', 1, 1),
          ('is_map', F3, X0), ('deallocate', 1), RETURN,
          LABEL3, ('line', 1), ('badmatch', Y0)]


def test_shared_end_gets_a_copy_for_every_frame():
    f, result = analyse(one_function(SHARED))
    assert [(i.op, i.args[0].val, n) for i, n in zip(f.instrs, result.ny)
            if i.op in (opcode.OP_BADMATCH, opcode.OP_LABEL)][2:] == [
                (opcode.OP_LABEL, 3, 3), (opcode.OP_BADMATCH, 0, 3),
                (opcode.OP_LABEL, 4, 2), (opcode.OP_BADMATCH, 0, 2),
                (opcode.OP_LABEL, 5, 1), (opcode.OP_BADMATCH, 0, 1)]
    assert [i.args[0].val for i in f.instrs if i.op in (
        opcode.OP_IS_NIL, opcode.OP_IS_ATOM, opcode.OP_IS_LIST,
        opcode.OP_IS_MAP)] == [3, 3, 4, 5]
    for label in range(1, 6):
        instr = f.instrs[result.label_at[label]]
        assert (instr.op, instr.args[0].val) == (opcode.OP_LABEL, label)
    function = result.functions[0]
    assert (function.first, function.last) == (0, len(f.instrs) - 1)
    assert len(result.ny) == len(result.function_of) == len(f.instrs)


def test_copies_move_the_functions_behind():
    builder = one_function(SHARED)
    builder.function('g', 0, 10, [('call_only', 1, ('f', 2))])
    f, result = analyse(builder)
    second = result.functions[1]
    assert f.instrs[second.first].args[0].val == 10
    assert f.instrs[second.entry].args[0].val == 11 == second.entry_label
    assert second.last == len(f.instrs) - 1
    assert result.function_of[second.entry] == 1


def test_shared_end_in_a_table_and_from_above():
    _, result = analyse(one_function([
        ('allocate', 2, 1), ('select_val', X0, F3, ['a', F4, 'b', F3]),
        ('label', 4), ('trim', 1, 1), LABEL3, ('case_end', Y0)]))
    # the copy stands above the label, for who comes from there
    assert result.ny[3:-1] == [0, 2, 2, 2, 1, 2, 2]


def test_long_end_with_several_frames_is_refused():
    refused('unclear', ('allocate', 2, 1), ('is_nil', F3, X0), ('trim', 1, 1),
            LABEL3, *([('move', Y0, X0)] * 9 + [('case_end', X0)]))


# --------------------------------------------------------------- handlers

def test_try_and_its_handler():
    ny, catches = of_body(
        ('allocate', 2, 1), ('try', Y1, F3), ('call', 1, ('f', 2)),
        ('try_end', Y1), ('deallocate', 2), RETURN,
        LABEL3, ('try_case', Y1), ('deallocate', 2), RETURN)
    assert ny == [0, 2, 2, 2, 2, 0, 2, 2, 2, 0]
    assert catches == [0, 0, 3, 3, 0, 0, 3, 3, 0, 0]


def test_nested_handlers_and_trim():
    ny, catches = of_body(
        ('allocate', 2, 1), ('catch', Y1, F3), ('try', Y0, F4),
        ('call', 1, ('f', 2)), ('try_end', Y0), ('move', X0, Y0),
        ('jump', F3), ('label', 4), ('try_case', Y0), LABEL3,
        ('catch_end', Y1), ('trim', 1, 1), ('deallocate', 1), RETURN)
    assert ny == [0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 0]
    assert catches == [0, 0, 3, 4, 4, 3, 3, 4, 4, 3, 3, 0, 0, 0]


def test_trim_below_an_active_handler():
    ny, catches = of_body(
        ('allocate', 2, 1), ('is_nil', F4, X0), ('jump', F5), ('label', 4),
        ('trim', 1, 1), ('catch', Y0, F3), ('call', 1, ('f', 2)), LABEL3,
        ('catch_end', Y0), ('deallocate', 1), RETURN,
        ('label', 5), ('deallocate', 2), RETURN)
    assert catches == [0, 0, 0, 0, 0, 0, 3, 3, 3, 0, 0, 0, 0, 0]
    assert ny[5:10] == [1] * 5


def test_fail_labels_keep_the_handler():
    _, catches = of_body(
        ('allocate', 1, 1), ('try', Y0, F3), ('is_nil', F4, X0),
        ('try_end', Y0), ('deallocate', 1), RETURN, ('label', 4),
        ('badmatch', X0), LABEL3, ('try_case', Y0), ('deallocate', 1), RETURN)
    assert catches == [0, 0, 3, 3, 0, 0, 3, 3, 3, 3, 0, 0]


def test_two_ways_to_the_same_handler():
    _, catches = of_body(
        ('allocate', 1, 1), ('is_nil', F4, X0), ('catch', Y0, F3),
        ('jump', F5), ('label', 4), ('catch', Y0, F3), ('label', 5),
        ('call', 1, ('f', 2)), LABEL3, ('catch_end', Y0), ('deallocate', 1),
        RETURN)
    assert catches[5:10] == [0, 3, 3, 3, 3]


def test_handlers_that_can_not_be_right():
    refused('not active', ('allocate', 1, 1), ('try_end', Y0),
            ('deallocate', 1), RETURN)
    refused('not active', ('allocate', 2, 1), ('try', Y1, F3),
            ('try_end', Y0), RETURN, LABEL3, ('try_case', Y1), RETURN)
    refused('innermost', ('allocate', 2, 1), ('try', Y0, F3), ('try', Y1, F3),
            LABEL3, ('try_case', Y0), RETURN)
    refused('active handler', ('allocate', 1, 1), ('catch', Y0, F3), LABEL3,
            ('deallocate', 1), RETURN)
    refused('active handler', ('allocate', 1, 1), ('catch', Y0, F3), LABEL3,
            ('trim', 1, 0), RETURN)
    refused('active handler', ('allocate', 1, 1), ('catch', Y0, F3), LABEL3,
            ('call_last', 1, ('f', 2), 1))
    refused('y0: there is no', ('catch', Y0, F3), LABEL3, ('catch_end', Y0),
            RETURN)
    refused('unclear', ('allocate', 1, 1), ('is_nil', F4, X0),
            ('catch', Y0, F3), LABEL3, ('label', 4), ('catch_end', Y0),
            ('deallocate', 1), RETURN)
    refused('unclear', ('allocate', 1, 1), ('is_nil', F4, X0),
            ('catch', Y0, F3), LABEL3, ('label', 4), ('move', X0, X0),
            ('badmatch', X0))


def test_many_handlers_in_a_row_take_linear_time():
    body = [('allocate', 1, 1)]
    for k in range(3, 1003):
        body += [('catch', Y0, ('f', k)), ('label', k), ('catch_end', Y0)]
    _, catches = of_body(*(body + [('deallocate', 1), RETURN]))
    assert catches[2] == 3 and catches[-4] == 1002


# -------------------------------------------------------------- recursion

def calls(graph):
    """Components and cyclic flags of functions 0..n-1 with these callees."""
    builder = Builder()
    for k in range(len(graph)):
        body = [('allocate', 0, 0)]
        body += [('call', 0, ('f', 2 * j + 2)) for j in graph[k]]
        builder.function('f%d' % k, 0, 2 * k + 1,
                         body + [('deallocate', 0), RETURN])
    _, result = analyse(builder)
    return ([f.scc for f in result.functions],
            [f.cyclic for f in result.functions])


def test_components():
    sccs, cyclic = calls([[1], [2], [0, 3], [4], [4], []])
    assert sccs[0] == sccs[1] == sccs[2]
    assert len(set(sccs)) == 4
    assert cyclic == [True, True, True, False, True, False]


def test_call_that_comes_back_to_a_closed_component():
    sccs, cyclic = calls([[1, 2], [], [1, 3], [2]])
    assert sccs[2] == sccs[3] and len(set(sccs)) == 3
    assert cyclic == [False, False, True, True]


def test_tail_calls_count():
    builder = Builder()
    builder.function('a', 0, 1, [('call_only', 0, ('f', 4))])
    builder.function('b', 0, 3, [('allocate', 0, 0),
                                 ('call_last', 0, ('f', 2), 0)])
    _, result = analyse(builder)
    assert [f.cyclic for f in result.functions] == [True, True]


def components(graph):
    """The same of the graph alone, for larger ones."""
    work = CallGraph(len(graph))
    for k in range(len(graph)):
        work.first[k] = len(work.callees)
        work.callees += graph[k]
    work.first[len(graph)] = len(work.callees)
    for k in range(len(graph)):
        if work.number[k] < 0:
            work.visit(k)
    return work.scc


def test_twenty_thousand_functions_in_a_row():
    n = 20000
    assert sorted(components([[k + 1] for k in range(n - 1)] + [[]])) == (
        range(n))


def test_a_circle_of_twenty_thousand_functions():
    n = 20000
    assert set(components([[(k + 1) % n] for k in range(n)])) == set([0])


def test_a_row_of_functions_in_a_file():
    n = 300
    sccs, cyclic = calls([[k + 1] for k in range(n - 1)] + [[]])
    assert len(set(sccs)) == n and not any(cyclic)
