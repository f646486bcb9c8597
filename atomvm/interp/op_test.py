"""Handlers: comparisons and type tests, as tests and as inlined BIFs."""
from atomvm.interp.operand import load
from atomvm.interp.registry import data, op, test
from atomvm.term.atom import W_Atom
from atomvm.term.atoms import true, false
from atomvm.term.binary import W_Bits, W_MatchContext
from atomvm.term.compare import eq, eq_exact, less
from atomvm.term.cons import NIL, W_Cons, W_Nil
from atomvm.term.fun import W_AnyFun, W_ExportFun, W_Fun
from atomvm.term.map import W_Map
from atomvm.term.number import W_Big, W_Float, W_Int
from atomvm.term.pid import W_Pid, W_Port, W_Ref
from atomvm.term.tuple import W_Tuple


@test('is_lt')
def op_is_lt(w_1, w_2):
    return less(w_1, w_2)


@test('is_ge')
def op_is_ge(w_1, w_2):
    return not less(w_1, w_2)


@test('is_eq')
def op_is_eq(w_1, w_2):
    return eq(w_1, w_2)


@test('is_ne')
def op_is_ne(w_1, w_2):
    return not eq(w_1, w_2)


@test('is_eq_exact')
def op_is_eq_exact(w_1, w_2):
    return eq_exact(w_1, w_2)


@test('is_ne_exact')
def op_is_ne_exact(w_1, w_2):
    return not eq_exact(w_1, w_2)


@test('is_nil')
def op_is_nil(w_1):
    return w_1 is NIL


@test('is_nonempty_list')
def op_is_nonempty_list(w_1):
    return isinstance(w_1, W_Cons)


@test('test_arity')
def op_test_arity(w_1, arity):
    return isinstance(w_1, W_Tuple) and w_1.arity() == arity


@test('is_tagged_tuple')
def op_is_tagged_tuple(w_1, arity, w_tag):
    return (isinstance(w_1, W_Tuple) and w_1.arity() == arity and
            w_1.get(0) is w_tag)


def is_function_of(w_1, w_arity):
    """Is w_1 a fun of w_arity arguments?"""
    if not isinstance(w_arity, W_Int):
        return False
    if isinstance(w_1, W_Fun):
        return w_1.entry.arity == w_arity.intval
    if isinstance(w_1, W_ExportFun):
        return w_1.export.arity == w_arity.intval
    return False


test('is_function2')(is_function_of)


def _type_test(name, condition):
    """The opcode of a type test and, where listed, the inlined BIF."""
    scope = globals()
    source = ('def %s(w_1):\n    return %s\n' % (name, condition))
    exec compile(source, '<op_test %s>' % name, 'exec') in scope
    test(name)(scope[name])


def _type_bif(name, condition):
    scope = globals()
    source = ('def bif_%s(w_1):\n    if %s:\n        return true\n'
              '    return false\n' % (name, condition))
    exec compile(source, '<op_test bif %s>' % name, 'exec') in scope
    data(name + '/1')(scope['bif_' + name])


TYPES = [
    ('is_integer', 'isinstance(w_1, W_Int) or isinstance(w_1, W_Big)', True),
    ('is_float', 'isinstance(w_1, W_Float)', True),
    ('is_number', 'isinstance(w_1, W_Int) or isinstance(w_1, W_Float)'
     ' or isinstance(w_1, W_Big)', True),
    ('is_atom', 'isinstance(w_1, W_Atom)', True),
    ('is_pid', 'isinstance(w_1, W_Pid)', True),
    ('is_reference', 'isinstance(w_1, W_Ref)', True),
    ('is_port', 'isinstance(w_1, W_Port)', False),
    ('is_binary', 'isinstance(w_1, W_Bits) and w_1.nbits & 7 == 0', True),
    ('is_bitstr', 'isinstance(w_1, W_Bits)', False),
    ('is_list', 'isinstance(w_1, W_Cons) or w_1 is NIL', True),
    ('is_tuple', 'isinstance(w_1, W_Tuple)', True),
    ('is_function', 'isinstance(w_1, W_AnyFun)', False),
    ('is_boolean', 'w_1 is true or w_1 is false', True),
    ('is_map', 'isinstance(w_1, W_Map)', True),
]

for _name, _condition, _is_bif in TYPES:
    _type_test(_name, _condition)
    if _is_bif:
        _type_bif(_name, _condition)
