"""Modules made of opcodes that the installed compiler does not emit, because it
is too new or too old for them, as bytes of .beam files.

r21()  put_tuple, bs_start_match2, bs_save2, fclearerror, recv_mark ...
r24()  bs_init2, is_ne ...: what erl of OTP 25 still loads
r28()  update_record, bs_match, executable_line, debug_line, bif3

Each module has CALLS: (function, arguments, result), as Erlang source text.
"""
import subprocess

from beam_builder import Builder

X0, X1, X2, X3, X4, X5 = [('x', n) for n in range(6)]
Y0, Y1 = ('y', 0), ('y', 1)
RETURN = ('return',)


class Assembly(Builder):
    """A Builder that numbers labels: ('label', 'name') and ('f', 'name'), names
    of labels of the function or of functions added before."""

    def __init__(self, module):
        Builder.__init__(self, module)
        self.next_label = 1
        self.entries = {}

    def add(self, name, arity, *body):
        first = self.next_label
        self.entries[name] = first + 1
        numbers = dict(self.entries, func_info=first)
        self.next_label += 2
        for instruction in body:
            if instruction[0] == 'label':
                numbers[instruction[1]] = self.next_label
                self.next_label += 1
        self.function(name, arity, first, [
            resolved(instruction, numbers) for instruction in body])


def resolved(instruction, numbers):
    """The instruction with numbers for the names of labels."""
    if instruction[0] == 'label':
        return ('label', numbers[instruction[1]])
    return tuple([('f', numbers[arg[1]]) if isinstance(arg, tuple) and
                  arg[0] == 'f' and arg[1] in numbers else arg
                  for arg in instruction])


def f(label):
    return ('f', label)


def i(n):
    return ('i', n)


NONE = f(0)


# ------------------------------------------------------------- OTP 21 and older

R21_CALLS = [
    ('tuple', '[1]', '{a,1,{}}'),
    ('zero', '[7]', '[[7|7],7]'),
    ('floats', '[3, 0.5]', '1.5'),
    ('floats', '[1 bsl 80, 2]', '2.4178516392292583e24'),
    ('floats', '[1.0e300, 1.0e300]', '{error,badarith}'),
    ('floats', '[a, 1]', '{error,badarith}'),
    ('match', '[<<1, 5, "tail">>]', '{one,5,<<"tail">>}'),
    ('match', '[<<2, 5, "tail">>]', '{517,<<"tail">>}'),
    ('match', '[<<1>>]', '<<1>>'),
    ('match', '[<<1, 2:4>>]', '<<1,2:4>>'),
    ('match', '[<<>>]', '<<>>'),
    ('match', '[a]', 'a'),
    ('loop', '[<<1, 2, 3, 0, 9>>, 0]', '{6,<<0,9>>}'),
    ('loop', '[<<0:4>>, 1]', '{1,<<0:4>>}'),
    ('loop', '[<<>>, 1]', '{1,<<>>}'),
    ('marked', '[hello]', 'hello'),
]


def r21():
    m = Assembly('opcodes_r21')
    m.add('tuple', 1,
          ('put_tuple', 0, X1),
          ('put_tuple', 3, X2), ('put', 'a'), ('put', X0), ('put', X1),
          ('move', X2, X0), RETURN)
    m.add('same', 1, RETURN)
    m.add('zero', 1,
          ('allocate_heap_zero', 2, 2, 1), ('move', X0, Y1), ('init', Y0),
          ('call', 1, f('same')), ('put_list', Y1, X0, Y0),
          ('put_list', Y1, None, X0), ('put_list', Y0, X0, X0),
          ('deallocate', 2), RETURN)
    m.add('floats', 2,
          ('fclearerror',),
          ('fconv', X0, ('fr', 0)), ('fconv', X1, ('fr', 1)),
          ('fmul', NONE, ('fr', 0), ('fr', 1), ('fr', 0)),
          ('fcheckerror', NONE), ('fmove', ('fr', 0), X0), RETURN)
    match_r21(m)
    receive_r21(m)
    return m.data()


def match_r21(m):
    """match(<<1, X, T/binary>>) -> {one, X, T}; match(<<X:16, T/binary>>) -> {X, T}; match(B) -> B.
    loop(<<X, T/binary>>, A) when X =/= 0 -> loop(T, A + X); loop(B, A) -> {A, B}."""
    m.add('match', 1,
          ('bs_start_match2', f('other'), X0, 1, 1, X0),
          ('bs_save2', X0, 0),
          ('bs_get_integer2', f('back'), X0, 1, i(8), 1, 0, X1),
          ('is_eq_exact', f('back'), X1, i(1)),
          ('bs_get_integer2', f('back'), X0, 2, i(8), 1, 0, X2),
          ('bs_get_binary2', f('back'), X0, 3, 'all', 8, 0, X3),
          ('put_tuple', 3, X0), ('put', 'one'), ('put', X2), ('put', X3),
          RETURN,
          ('label', 'back'),
          ('bs_restore2', X0, 0),
          ('bs_get_integer2', f('start'), X0, 1, i(16), 1, 0, X1),
          ('bs_test_unit', f('start'), X0, 8),
          ('bs_get_binary2', f('start'), X0, 2, 'all', 8, 0, X2),
          ('put_tuple', 2, X0), ('put', X1), ('put', X2),
          RETURN,
          ('label', 'start'), ('bs_restore2', X0, 'start'),
          ('label', 'other'), ('bs_context_to_binary', X0), RETURN)
    plus = m.imported('erlang', '+', 2)
    m.add('loop', 2,
          ('bs_start_match2', f('other'), X0, 2, 0, X0),
          ('bs_get_integer2', f('end'), X0, 2, i(8), 1, 0, X2),
          ('is_ne_exact', f('end'), X2, i(0)),
          ('gc_bif2', NONE, 3, plus, X1, X2, X1),
          ('call_only', 2, f('loop')),
          ('label', 'end'), ('label', 'other'),
          ('bs_restore2', X0, 'start'), ('bs_context_to_binary', X0),
          ('put_tuple', 2, X2), ('put', X1), ('put', X0),
          ('move', X2, X0), RETURN)


def receive_r21(m):
    """Sends {Ref, X} to itself behind another message and receives it."""
    m.add('marked', 1,
          ('allocate_zero', 2, 1), ('move', X0, Y0),
          ('bif0', m.imported('erlang', 'self', 0), X0),
          ('move', 'before', X1), ('send',),
          ('recv_mark', f('next')),
          ('call_ext', 0, m.imported('erlang', 'make_ref', 0)),
          ('recv_set', f('next')),
          ('move', X0, Y1),
          ('put_tuple', 2, X1), ('put', X0), ('put', Y0),
          ('bif0', m.imported('erlang', 'self', 0), X0), ('send',),
          ('label', 'next'), ('loop_rec', f('wait'), X0),
          ('is_tuple', f('skip'), X0), ('test_arity', f('skip'), X0, 2),
          ('get_tuple_element', X0, 0, X1), ('is_eq_exact', f('skip'), X1, Y1),
          ('get_tuple_element', X0, 1, X0), ('remove_message',),
          ('deallocate', 2), RETURN,
          ('label', 'skip'), ('loop_rec_end', f('next')),
          ('label', 'wait'), ('wait', f('next')))


# ------------------------------------------------- what OTP 25 still loads

R24_CALLS = [
    ('ne', '[1, 1.0]', 'same'),
    ('ne', '[1, a]', 'other'),
    ('tail', '[[1, 2]]', '[2]'),
    ('init', '[7, <<"ab">>]', '<<7,0,0,"abend">>'),
    ('init', '[300, <<>>]', '<<300:24/little,"end">>'),
    ('init', '[1, <<1:3>>]', '{error,badarg}'),
    ('init', '[a, <<>>]', '{error,badarg}'),
    ('init', '[1, b]', '{error,badarg}'),
    ('length', '[3, 5]', '<<0,0,5>>'),
    ('length', '[0, 5]', '<<>>'),
    ('length', '[-1, 5]', '{error,badarg}'),
    ('length', '[a, 5]', '{error,badarg}'),
    ('length', '[1 bsl 70, 5]', '{error,system_limit}'),
    ('length', '[2, a]', '{error,badarg}'),
    ('guarded', '[2, 5]', '<<0,5>>'),
    ('guarded', '[-1, 5]', 'no'),
    ('guarded', '[2, a]', 'no'),
]


def r24():
    m = Assembly('opcodes_r24')
    m.add('ne', 2, ('is_ne', f('no'), X0, X1), ('move', 'other', X0), RETURN,
          ('label', 'no'), ('move', 'same', X0), RETURN)
    m.add('tail', 1, ('is_nonempty_list', f('func_info'), X0),
          ('get_tl', X0, X0), RETURN)
    m.strings = 'the end'
    size = m.imported('erlang', 'byte_size', 1)
    # <<X:24/little, B/binary, "end">>
    m.add('init', 2,
          ('gc_bif1', NONE, 2, size, X1, X2),
          ('bs_add', NONE, X2, i(6), 1, X2),
          ('bs_init2', NONE, X2, 0, 3, 0, X2),
          ('bs_put_integer', NONE, i(24), 1, 2, X0),
          ('bs_put_binary', NONE, 'all', 8, 0, X1),
          ('bs_put_string', 3, 4),
          ('move', X2, X0), RETURN)
    # <<X:N/unit:8>>
    m.add('length', 2,
          ('bs_init2', NONE, X0, 0, 2, 0, X2),
          ('bs_put_integer', NONE, X0, 8, 0, X1),
          ('move', X2, X0), RETURN)
    m.add('guarded', 2,
          ('bs_init2', f('no'), X0, 0, 2, 0, X2),
          ('bs_put_integer', f('no'), X0, 8, 0, X1),
          ('move', X2, X0), RETURN,
          ('label', 'no'), ('move', 'no', X0), RETURN)
    return m.data()


# -------------------------------------------------------- OTP 26 and newer

R28_CALLS = [
    ('record', '[{r, 1, 2, 3}, x]', '{{r,1,x,3},{r,x,2,4},{r,1,2,3}}'),
    ('lines', '[1]', '1'),
    ('part', '[<<"abcd">>, 1, 2]', '<<"bc">>'),
    ('part', '[<<"abcd">>, 3, 2]', '{error,badarg}'),
    ('guarded_part', '[<<"abcd">>, 3, 2]', 'no'),
    ('fields', '[<<1, 2, -1:4, 5:4, "xy", 9>>]', '{1,2,-1,<<5:4>>,<<"xy",9>>}'),
    ('fields', '[<<1, 2, 3>>]', '{1,2,0,<<3:4>>,<<>>}'),
    ('fields', '[<<1, 2>>]', 'none'),
    ('fields', '[<<1, 2, -1:4, 5:4, "xy", 9:4>>]', 'none'),
    ('fields', '[a]', 'none'),
    ('exact', '[<<7:4, 1000:16, 3:4>>]', '3'),
    ('exact', '[<<7:4, 1000:16, 3:5>>]', 'none'),
    ('exact', '[<<7:4, 1001:16, 3:4>>]', 'none'),
    ('exact', '[<<6:4, 1000:16, 3:4>>]', 'none'),
    ('wide', '[<<(1 bsl 70):80, 1>>]', '{1180591620717411303424,1}'),
]


def r28():
    m = Assembly('opcodes_r28')
    m.add('record', 2,
          ('update_record', 'copy', 4, X0, X2, [3, X1]),
          ('update_record', 'reuse', 4, X0, X3, [2, X1, 4, i(4)]),
          ('put_tuple2', X0, [X2, X3, X0]), RETURN)
    m.add('lines', 1, ('executable_line', 0, 1),
          ('debug_line', 'entry', 0, 1, 1), RETURN)
    part = m.imported('erlang', 'binary_part', 3)
    m.add('part', 3, ('bif3', NONE, part, X0, X1, X2, X0), RETURN)
    m.add('guarded_part', 3, ('bif3', f('no'), part, X0, X1, X2, X0), RETURN,
          ('label', 'no'), ('move', 'no', X0), RETURN)
    m.add('fields', 1,
          ('bs_start_match3', f('none'), X0, 1, X1),
          ('bs_match', f('none'), X1, [
              'ensure_at_least', 24, 8,
              'integer', 2, None, 8, 1, X2,
              'integer', 3, None, 8, 1, X3,
              'integer', 4, ('literal', 0), 4, 1, X4,
              'binary', 5, None, 4, 1, X5,
              'get_tail', 6, 8, X0]),
          ('put_tuple2', X0, [X2, X3, X4, X5, X0]), RETURN,
          ('label', 'none'), ('move', 'none', X0), RETURN)
    m.add('exact', 1,
          ('bs_start_match4', 'no_fail', 1, X0, X1),
          ('bs_match', f('none'), X1, [
              'ensure_exactly', 24, '=:=', None, 4, 7, '=:=', None, 16, i(1000),
              'integer', 2, None, 4, 1, X0]), RETURN,
          ('label', 'none'), ('move', 'none', X0), RETURN)
    m.add('wide', 1,
          ('bs_start_match3', f('none'), X0, 1, X1),
          ('bs_match', f('none'), X1, [
              'ensure_exactly', 88, 'integer', 2, None, 80, 1, X2,
              'skip', 7, 'integer', 3, None, 1, 1, X3]),
          ('put_tuple2', X0, [X2, X3]), RETURN,
          ('label', 'none'), ('move', 'none', X0), RETURN)
    # the list of one atom: flags of a segment
    m.literals = ['\x83l\0\0\0\1w\6signedj']
    return m.data()


MODULES = [('opcodes_r21', r21, R21_CALLS), ('opcodes_r24', r24, R24_CALLS),
           ('opcodes_r28', r28, R28_CALLS)]

DRIVER = '''
-module(opcodes_driver).
-export([%s]).
check(M, F, A, Expected) ->
    case try apply(M, F, A) catch C:R -> {C, R} end of
        Expected -> ok;
        Other -> io:format("~w:~w(~w) is ~w, not ~w~n", [M, F, A, Other, Expected])
    end.
'''


def driver():
    """Erlang source: a function for each module of MODULES that checks all of
    its CALLS, and says nothing where they are right."""
    source = DRIVER % ', '.join(name + '/0' for name, _, _ in MODULES)
    for name, _, calls in MODULES:
        source += '%s() ->\n    %s.\n' % (name, ',\n    '.join(
            'check(%s, %s, %s, %s)' % ((name,) + call) for call in calls))
    return source


def write_modules(folder):
    """The .beam files of MODULES and of opcodes_driver into a folder."""
    folder.join('opcodes_driver.erl').write(driver())
    subprocess.check_call(
        ['erlc', '-W0', '-o', str(folder), 'opcodes_driver.erl'],
        cwd=str(folder))
    for name, make, _ in MODULES:
        folder.join(name + '.beam').write(make(), 'wb')
