"""What the verifier refuses; every case differs from a good one in one place."""
import pytest

from atomvm.beam import module
from atomvm.error import LoadError
from beam_builder import Builder, one_function

X0, X1, Y0 = ('x', 0), ('x', 1), ('y', 0)
F1 = ('f', 1)


def load(builder):
    return module.load_file(builder.data(), 'v.beam')


def refused(builder, message):
    with pytest.raises(LoadError) as info:
        load(builder)
    e = info.value
    assert (e.filename, e.chunk) == ('v.beam', 'Code')
    assert message in e.message, e.message
    return e


def body(*instrs):
    builder = one_function(list(instrs) + [('return',)])
    builder.max_opcode = 185
    return builder


GOOD = [
    ('move', ('i', 5), X0), ('move', None, X0), ('move', 'a', X0),
    ('move', ('x', 1023), X0), ('is_eq_exact', F1, X0, 'ok'),
    ('bif1', ('f', 0), 0, X0, X1), ('bif1', F1, 0, X0, X1),
    ('gc_bif2', ('f', 0), 2, 1, X0, ('i', 1), X0), ('call', 1, ('f', 2)),
    ('call_ext', 1, 0), ('select_val', X0, F1, [('i', 1), F1, 'a', F1]),
    ('select_tuple_arity', X0, F1, [1, F1, 2, F1]),
    ('test_heap', ('alloc', [(0, 3), (1, 2)]), 1), ('test_heap', 3, 1),
    ('fmove', ('fr', 0), X0), ('fmove', X0, ('fr', 15)),
    ('fadd', ('f', 0), ('fr', 0), ('fr', 1), ('fr', 2)),
    ('put_tuple2', X0, [X0, None, 'a', ('i', 3)]),
    ('get_map_elements', F1, X0, ['a', X0, X1, X1]),
    ('put_map_assoc', ('f', 0), X0, X0, 1, ['a', X1]),
    ('call_fun', 3), ('call_fun2', 'unsafe', 1, X1), ('apply', 253),
    ('bs_start_match4', 'no_fail', 1, X0, X0),
    ('bs_start_match4', F1, 1, X0, X0), ('bs_match_string', F1, X0, 24, 0),
    ('bs_test_unit', F1, X0, 8),
    ('bs_create_bin', ('f', 0), 0, 1, 8, X0,
     ['string', 1, 8, None, 0, ('i', 3), 'integer', 2, 1, None, X0, ('i', 8)]),
    ('bs_match', F1, X0, ['ensure_at_least', 8, 1, 'integer', 1, None, 8, 1,
                          X0, 'skip', 3, 'get_tail', 1, 1, X1,
                          '=:=', None, 8, ('i', 3), 'ensure_exactly', 8,
                          'binary', 1, None, 1, 8, X0]),
    ('update_record', 'copy', 3, X0, X0, [2, X1]),
    ('debug_line', 'entry', 1, 1, 1), ('executable_line', 1, 1),
    ('recv_marker_reserve', X0), ('is_function2', F1, X0, X1),
]

BAD = [
    (('move', 5, X0), 'bad operand'), (('move', F1, X0), 'bad operand'),
    (('move', X0, ('i', 5)), 'bad operand'),
    (('move', ('x', 1024), X0), 'register x1024'),
    (('move', X0, ('y', 1024)), 'register y1024'),
    (('move', ('fr', 1), X0), 'bad operand'),
    (('move', [X0], X0), 'bad operand'),
    (('move', ('h', 1), X0), 'bad operand'),
    (('move', ('alloc', []), X0), 'bad operand'),
    (('fmove', ('fr', 16), X0), 'float register'),
    (('fadd', ('f', 0), X0, ('fr', 1), ('fr', 2)), 'bad operand'),
    (('is_eq_exact', ('f', 0), X0, X0), 'bad operand'),
    (('is_eq_exact', ('f', 9), X0, X0), 'no label 9'),
    (('is_eq_exact', ('f', 2 ** 40), X0, X0), 'no label'),
    (('is_eq_exact', X0, X0, X0), 'bad operand'),
    (('jump', ('f', 4)), 'no label'), (('call', 1, F1), 'not a function'),
    (('call', 2, ('f', 2)), 'not a function'),
    (('call_ext', 1, 7), 'bad operand'), (('call_ext', 2, 0), 'arity'),
    (('bif1', ('f', 0), 7, X0, X0), 'bad operand'),
    (('bif1', ('f', 0), 1, X0, X0), 'arity'),
    (('gc_bif2', ('f', 0), 2, 0, X0, X0, X0), 'arity'),
    (('gc_bif2', ('f', 0), 1025, 1, X0, X0, X0), 'bad operand'),
    (('bif0', 0, X0), 'arity'), (('allocate', 1025, 0), 'bad operand'),
    (('select_val', X0, F1, [('i', 1)]), 'length'),
    (('select_val', X0, F1, [X0, F1]), 'bad operand'),
    (('select_val', X0, F1, ['a', ('f', 9)]), 'no label'),
    (('select_val', X0, F1, ['a', ('f', 0)]), 'bad operand'),
    (('select_tuple_arity', X0, F1, ['a', F1]), 'bad operand'),
    (('get_map_elements', F1, X0, ['a', 'b']), 'bad operand'),
    (('get_map_elements', F1, X0, X0), 'bad operand'),
    (('put_tuple2', X0, [F1]), 'bad operand'),
    (('init_yregs', [X0]), 'bad operand'), (('init', X0), 'bad operand'),
    (('try', X0, F1), 'bad operand'), (('make_fun3', 0, X0, []), 'bad'),
    (('make_fun2', 0), 'bad operand'), (('call_fun2', 0, 1, X0), 'bad'),
    (('call_fun', 256), 'arity'), (('apply', 300), 'arity'),
    (('is_tagged_tuple', F1, X0, 2, None), 'bad operand'),
    (('put_tuple', 2, X0), 'too few'),
    (('get_tuple_element', X0, 2 ** 24, X0), 'bad operand'),
    (('bs_match_string', F1, X0, 25, 0), 'string table'),
    (('bs_match_string', F1, X0, 8, 3), 'string table'),
    (('bs_match_string', F1, X0, 2 ** 62, 1), 'string table'),
    (('bs_put_string', 4, 0), 'string table'),
    (('bs_put_string', 1, 2 ** 62), 'string table'),
    (('bs_test_unit', F1, X0, 0), 'unit'),
    (('bs_start_match4', X0, 1, X0, X0), 'bad operand'),
    (('bs_create_bin', ('f', 0), 0, 1, 8, X0,
      ['string', 1, 8, None, 0, ('i', 4)]), 'string table'),
    (('bs_create_bin', ('f', 0), 0, 1, 8, X0,
      ['string', 1, 8, None, X0, ('i', 3)]), 'segment'),
    (('bs_create_bin', ('f', 0), 0, 1, 8, X0,
      ['integer', 1, 8, None, 0, ('i', 3)]), 'segment'),
    (('bs_create_bin', ('f', 0), 0, 1, 8, X0,
      ['integer', 1, 8, X0, X0, ('i', 3)]), 'flags'),
    (('bs_create_bin', ('f', 0), 0, 1, 8, X0, ['integer', 1]), 'length'),
    (('bs_match', F1, X0, ['skip']), 'command'),
    (('bs_match', F1, X0, ['jump_over', 1]), 'command'),
    (('bs_match', F1, X0, [1]), 'command'),
    (('bs_match', F1, X0, [None, 1]), 'command'),
    (('bs_match', F1, X0, ['skip', X0]), 'command'),
    (('bs_match', F1, X0, ['skip', ('i', -1)]), 'command'),
    (('bs_match', F1, X0, ['skip', F1]), 'list'),
    (('bs_match', F1, X0, ['get_tail', 1, 1, None]), 'command'),
    (('bs_match', F1, X0, ['integer', 1, X0, 8, 1, X0]), 'command'),
]


def prepared(instr):
    builder = body(instr)
    builder.imported('erlang', 'node', 1)
    builder.imported('erlang', '+', 2)
    builder.strings = 'abc'
    return builder


@pytest.mark.parametrize('instr', GOOD, ids=lambda i: i[0])
def test_good_instructions_load(instr):
    assert len(load(prepared(instr)).instrs) == 6


@pytest.mark.parametrize('instr, message', BAD, ids=lambda i: i[0])
def test_bad_operands_are_refused(instr, message):
    builder = prepared(instr)
    e = refused(builder, message)
    data = builder.data()
    code = data.index('Code') + 8
    length = ord(data[code - 1]) | ord(data[code - 2]) << 8
    assert code + 20 < e.offset < code + length


def test_registers_are_counted():
    f = load(prepared(('move', ('x', 40), X0)))
    assert f.max_x == 41
    f = load(prepared(('test_heap', 1, 77)))
    assert f.max_x == 77
    assert load(prepared(('fmove', ('fr', 3), X0))).n_fregs == 4


def test_old_tuples_need_their_elements():
    f = load(body(('put_tuple', 2, X0), ('put', X0), ('put', None)))
    assert len(f.instrs) == 8
    refused(body(('put_tuple', 2, X0), ('put', X0), ('move', X0, X1)),
            'too few')


def test_funs_have_as_many_variables_as_they_say():
    def with_fun(instr):
        builder = body(instr)
        builder.code_chunk()
        builder.lambdas = [(builder.atom('f'), 1, 2, 0, 1, 0)]
        return builder
    f = load(with_fun(('make_fun3', 0, X0, [X1])))
    assert f.funs[0].nfree == 1
    load(with_fun(('make_fun2', 0)))
    load(with_fun(('call_fun2', 0, 1, X0)))
    refused(with_fun(('make_fun3', 0, X0, [])), 'free variables')
    refused(with_fun(('make_fun3', 1, X0, [X1])), 'bad operand')


# -------------------------------------------------------------- functions

def changed(edit):
    builder = one_function([('return',)])
    builder.exports = []
    edit(builder)
    return builder


def test_labels():
    def twice(b):
        b.code.append(('label', 2))
    refused(changed(twice), 'twice')
    for bad in [0, 3, 2 ** 40, X0]:
        def edit(b):
            b.labels = 3
            b.code.append(('label', bad))
        refused(changed(edit), 'bad label')
    for count in [0, 2 ** 31 - 1, 1000]:
        def many(b):
            b.labels = count
        refused(changed(many), 'number of labels')


def test_functions():
    for count in [0, 2, 2 ** 31 - 1]:
        def edit(b):
            b.functions = count
        refused(changed(edit), 'the header says')

    def before(b):
        b.code.insert(0, ('move', X0, X0))
    refused(changed(before), 'before the first function')

    def no_label(b):
        del b.code[0]
    refused(changed(no_label), 'without a label')

    def no_entry(b):
        del b.code[2]
    refused(changed(no_entry), 'without an entry label')

    def other_module(b):
        b.code[1] = ('func_info', 'other', 'f', 1)
    refused(changed(other_module), 'bad func_info')

    def big(b):
        b.code[1] = ('func_info', 'm', 'f', 256)
    refused(changed(big), 'bad func_info')

    def shared_label(b):
        b.code += [('func_info', 'm', 'g', 1), ('label', 3), ('return',)]
    refused(changed(shared_label), 'without a label')


def test_code_without_functions():
    builder = Builder()
    builder.labels = 1
    refused(builder, 'the header says')


def test_code_without_end():
    data = one_function([('return',)]).data()
    at = data.index('\x13\x03')
    with pytest.raises(LoadError):
        module.load_file(data[:at] + '\x13\x13' + data[at + 2:], 'v.beam')
