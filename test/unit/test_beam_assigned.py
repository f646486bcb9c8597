"""What the verifier says of registers that may have nothing in them, and of
loops without a call."""
import pytest

from atomvm.beam import flow, module
from atomvm.error import LoadError
from beam_builder import Builder, one_function

X0, X1, X2, X3 = [('x', n) for n in range(4)]
Y0, Y1 = ('y', 0), ('y', 1)
F1, F3, F4, F5 = [('f', n) for n in (1, 3, 4, 5)]
LABEL3, LABEL4, LABEL5 = [('label', n) for n in (3, 4, 5)]
RETURN = ('return',)
FR0, FR1 = ('fr', 0), ('fr', 1)
NONE = ('f', 0)


def analyse(body, arity):
    builder = body
    if not isinstance(body, Builder):
        builder = one_function(list(body), arity)
    flow.analyse(module.load_file(builder.data(), 'f.beam'))


def accepted(*body, **options):
    analyse(body, options.get('arity', 1))


def refused(message, *body, **options):
    with pytest.raises(LoadError) as info:
        analyse(body, options.get('arity', 1))
    assert info.value.chunk == 'Code' and info.value.offset > 0
    assert message in info.value.message, info.value.message


def unset(register, *body, **options):
    refused('register %s may be read before it is written' % register, *body,
            **options)


def test_arguments_are_there_and_no_more():
    accepted(('move', X1, X0), RETURN, arity=2)
    unset('x1', ('move', X1, X0), RETURN)
    unset('x0', RETURN, arity=0)


def test_every_way_counts():
    fork = [('is_nil', F3, X0), ('move', X0, X1), LABEL3,
            ('put_list', X0, X1, X0), RETURN]
    unset('x1', *fork)
    accepted(('move', X0, X1), *fork)


def test_ways_that_come_from_below():
    accepted(('is_nil', F3, X0), LABEL4, ('put_list', X0, X1, X0), RETURN,
             LABEL3, ('move', X0, X1), ('jump', F4), arity=2)
    unset('x1', ('is_nil', F3, X0), ('move', X0, X1), LABEL4,
          ('put_list', X0, X1, X0), RETURN, LABEL3, ('jump', F4))


def test_y_registers_move_with_trim():
    accepted(('allocate', 2, 1), ('move', X0, Y1), ('trim', 1, 1),
             ('move', Y0, X0), ('deallocate', 1), RETURN)
    unset('y0', ('allocate', 2, 1), ('move', X0, Y0), ('trim', 1, 1),
          ('move', Y0, X0), ('deallocate', 1), RETURN)


def test_calls_leave_x0_and_the_frame():
    accepted(('allocate', 1, 1), ('move', X0, Y0), ('call', 1, ('f', 2)),
             ('put_list', X0, Y0, X0), ('deallocate', 1), RETURN)
    for call in (('call', 1, ('f', 2)), ('call_fun', 0), ('apply', 0)):
        unset('x1', ('move', X0, X1), ('allocate', 0, 2), call,
              ('move', X1, X0), ('deallocate', 0), RETURN)


@pytest.mark.parametrize('body', [
    [('send',), RETURN],
    [('allocate', 0, 0), ('apply_last', 0, 0)],
    [('raw_raise',), RETURN],
    [('build_stacktrace',), RETURN],
    [('bs_init_writable',), RETURN],
    [('badmatch', X0)],
    [('call_fun', 0), RETURN],
    [('allocate', 0, 0), ('call_fun', 1), ('deallocate', 0), RETURN],
    [('put_tuple2', X0, [X0]), RETURN],
    [('put_tuple', 1, X0), ('put', X0), RETURN],
    [('swap', X0, X1), RETURN],
    [('select_val', X0, F1, ['a', F1])],
    [('get_list', X0, X0, X1), RETURN],
    [('bs_match', F1, X0, ['skip', 8]), RETURN]])
def test_what_reads_registers(body):
    unset('x0', arity=0, *body)


def test_tail_calls_read_registers():
    for call in (('call_last', 2, ('f', 2), 0), ('apply_last', 0, 0)):
        unset('x1', ('allocate', 0, 2), ('call', 2, ('f', 2)), call, arity=2)


def test_error_of_the_arguments_needs_them():
    unset('x0', ('allocate', 0, 0), ('call_fun', 0), ('is_nil', F1, X0),
          ('deallocate', 0), RETURN, arity=0)
    unset('x1', ('is_nil', F3, X0), LABEL3, ('allocate', 0, 2),
          ('call', 2, ('f', 2)), ('is_nil', F1, X0), ('deallocate', 0), RETURN,
          arity=2)


def test_float_registers():
    accepted(('fconv', X0, FR0), ('fadd', NONE, FR0, FR0, FR1),
             ('fmove', FR1, X0), RETURN)
    unset('F1', ('fconv', X0, FR0), ('fadd', NONE, FR0, FR1, FR1),
          ('fmove', FR1, X0), RETURN)


def test_matching_writes_only_where_it_goes_on():
    match = ('bs_match', F3, X1, ['integer', 2, None, 8, 1, X2])
    accepted(('bs_start_match3', F1, X0, 1, X1), match, ('move', X2, X0),
             RETURN, LABEL3, RETURN)
    unset('x2', ('bs_start_match3', F1, X0, 1, X1), match, RETURN,
          LABEL3, ('move', X2, X0), RETURN)
    elements = ('get_map_elements', F3, X0, ['a', X1])
    accepted(elements, ('move', X1, X0), RETURN, LABEL3, RETURN)
    unset('x1', elements, RETURN, LABEL3, ('move', X1, X0), RETURN)


def test_handlers():
    start = [('allocate', 2, 1), ('move', X0, Y1), ('try', Y0, F3),
             ('call', 1, ('f', 2)), ('try_end', Y0), ('deallocate', 2), RETURN,
             LABEL3]
    end = [('deallocate', 2), RETURN]
    accepted(*start + [('try_case', Y0), ('put_list', X0, Y1, X0)] + end)
    unset('x0', *start + [('move', X0, X1), ('try_case', Y0)] + end)
    unset('x3', *start + [('try_case', Y0), ('call', 1, ('f', 2)),
                          ('move', X3, X0)] + end)
    unset('y1', ('allocate', 2, 1), ('try', Y0, F3), ('move', X0, Y1),
          ('call', 1, ('f', 2)), ('try_end', Y0), ('deallocate', 2), RETURN,
          LABEL3, ('try_case', Y0), ('move', Y1, X0), *end)


def test_catch():
    accepted(('allocate', 1, 1), ('catch', Y0, F3), ('call', 1, ('f', 2)),
             LABEL3, ('catch_end', Y0), ('deallocate', 1), RETURN)


def test_no_trim_under_a_handler():
    refused('trim with an active handler',
            ('allocate', 3, 1), ('try', ('y', 2), F3), ('trim', 1, 2),
            ('call', 1, ('f', 2)), ('try_end', Y1), ('deallocate', 2), RETURN,
            LABEL3, ('try_case', ('y', 2)), ('deallocate', 3), RETURN)


# ------------------------------------------------------------------- loops

def test_loops_without_a_call():
    refused('a loop', LABEL3, ('jump', F3))
    refused('a loop', LABEL3, ('is_nil', F3, X0), RETURN)
    refused('a loop', ('is_nil', F4, X0), LABEL3, ('is_atom', F5, X0), RETURN,
            LABEL4, ('is_list', F3, X0), RETURN, LABEL5, ('jump', F4))


def receive(*found):
    return [('allocate', 1, 1), ('move', X0, Y0), LABEL3,
            ('loop_rec', F4, X0)] + list(found) + [
            LABEL5, ('loop_rec_end', F3), LABEL4, ('wait', F3)]


def test_receive():
    accepted(*receive(('is_eq_exact', F5, X0, Y0), ('remove_message',),
                      ('deallocate', 1), RETURN))
    # a fun is called for each message: prim_eval.S
    accepted(*receive(('move', Y0, X1), ('call_fun', 1),
                      ('is_eq_exact', F5, X0, Y0), ('remove_message',),
                      ('deallocate', 1), RETURN))


def test_receive_loses_x_registers():
    unset('x1', ('move', X0, X1), *receive(
        ('is_eq_exact', F5, X0, X1), ('remove_message',), ('deallocate', 1),
        RETURN))


def test_receive_that_can_not_be_right():
    refused('no message', ('remove_message',), RETURN)
    refused('no message', *receive(
        ('remove_message',), ('jump', F5)))
    refused('no loop_rec', LABEL3, ('loop_rec_end', F3))
    refused('no loop_rec', ('move', X0, X1), LABEL3, ('move', 'a', X0),
            ('wait', F3))
    refused('no loop_rec', ('wait', F3), LABEL3, ('loop_rec', F3, X0), RETURN)


def test_receive_without_messages():
    accepted(LABEL3, ('wait', F3))
    accepted(LABEL3, ('wait_timeout', F3, X0), ('timeout',), ('move', 'a', X0),
             RETURN)
    unset('x0', LABEL3, ('wait_timeout', F3, X0), ('timeout',), RETURN)
    unset('x1', LABEL3, ('wait_timeout', F3, X1), ('timeout',),
          ('move', 'a', X0), RETURN)


def test_registers_beyond_one_word():
    high = ('x', 200)
    accepted(('move', X0, high), ('move', high, X0), RETURN)
    unset('x199', ('move', X0, high), ('move', ('x', 199), X0), RETURN)
    builder = Builder()
    builder.function('f', 100, 1, [('call_only', 100, ('f', 2))])
    analyse(builder, 0)
