"""Compiles match specifications, as ets and erlang:match_spec_test/3 take them.

OTP: erts/emulator/beam/erl_db_util.c, chapter "Match Specifications in
Erlang" of the ERTS User's Guide.  Only the dialect of tables: what is about
tracing is an error.  Work lists instead of recursion; matchcode.py runs it.
"""

from atomvm import config
from atomvm.beam.export import get_export
from atomvm.bif.matchcode import (
    W_MatchSpec, variable_number, H_ANY, H_BIND, H_SAME, H_CONST,
    H_FLAT, H_TUPLE, H_CONS, H_MAP, E_CONST, E_VAR, E_OBJECT, E_VARS, E_CONS,
    E_TUPLE, E_MAP, E_CALL, E_SELF, E_AND, E_OR, E_ALSO, E_ELSE, E_GUARD,
    E_DROP, E_ACTION)
from atomvm.bif.matchshape import Draft, Parts, shape_of
from atomvm.bif.matchtrace import FORMS, compile_form, is_control_word
from atomvm.term import atoms
from atomvm.term.atom import W_Atom
from atomvm.term.cons import W_Cons, NIL, cons, list_items
from atomvm.term.hamt import KeyPair, PairSort
from atomvm.term.mapbase import W_Map
from atomvm.term.number import W_Int, mk_int
from atomvm.term.show import show
from atomvm.term.tuple import W_Tuple

# What a guard or a body may call: name and arity of functions of erlang.
CALLS = {}
for _name in '''
    is_atom/1 is_float/1 is_integer/1 is_list/1 is_number/1 is_pid/1 is_port/1
    is_reference/1 is_tuple/1 is_map/1 is_binary/1 is_function/1 is_record/3
    abs/1 element/2 hd/1 length/1 node/0 node/1 round/1 size/1 bit_size/1
    byte_size/1 tl/1 trunc/1 float/1 map_size/1 map_get/2 is_map_key/2
    binary_part/2 binary_part/3 +/1 -/1 +/2 -/2 */2 //2 div/2 rem/2 band/2
    bor/2 bxor/2 bnot/1 bsl/2 bsr/2 >/2 >=/2 </2 =</2 =:=/2 ==/2 =/=/2 //=/2
    not/1 xor/2 tuple_size/1 is_boolean/1 is_bitstring/1 is_function/2
    floor/1 ceil/1
    '''.split():
    _text, _arity = _name.rsplit('/', 1)
    CALLS[{'//': '/', '//=': '/='}.get(_text, _text), int(_arity)] = True

TRACING = {}        # special forms of the other dialect
for _name in '''
    is_seq_trace display return_trace exception_trace process_dump get_seq_token
    set_seq_token caller caller_line silent trace
    enable_trace disable_trace message
    '''.split():
    TRACING[_name] = True


def _slot(pair):
    w_slot = pair.w_value
    assert isinstance(w_slot, W_Int)
    return w_slot.intval


NO_JUMPS = []


class _Work(object):
    """What is still to be compiled: an expression; or (w_term None) a Draft to
    emit; or (no op either) the place where jumps go."""

    def __init__(self, w_term, op, jumps):
        self.w_term = w_term
        self.op = op
        self.jumps = jumps


class Compiler(object):
    """errors: what is wrong, one UTF-8 sentence each; for_trace: an empty
    body is allowed and gives true."""

    def __init__(self):
        self.for_trace = False
        self.in_guard = False
        self.given_up = False
        self.errors = []
        self.slots = {}         # number of a variable -> its slot
        self.ops = []
        self.constants = []

    def error(self, text):
        self.errors.append(text)

    def give_up(self, text):
        """An error after which OTP looks no further."""
        self.errors.append(text)
        self.given_up = True

    def compile(self, w_spec):
        """The W_MatchSpec of a list of {Head, Guards, Body}; None where
        there are errors."""
        if not isinstance(w_spec, W_Cons):
            self.error('Match programs are not in a list.')
            return None
        parts = list_items(w_spec)
        if parts is None:
            self.error('Match programs are not in a proper list.')
            return None
        for w_part in parts:
            if not isinstance(w_part, W_Tuple) or w_part.arity() != 3:
                self.error('Match program part is not a tuple of arity 3.')
                return None
        clauses = []
        heads = []
        for w_part in parts:
            assert isinstance(w_part, W_Tuple)
            heads.append(w_part.get(0))
            clauses.append(self.clause(w_part))
            if self.given_up:
                return None
        if len(self.errors) > 0:
            return None
        return W_MatchSpec(shape_of(clauses), self.constants[:], heads)

    def clause(self, w_part):
        """The Parts of {Head, Guards, Body}."""
        parts = Parts()
        self.slots = {}
        self.ops = parts.head
        self.head(w_part.get(0))
        if self.given_up:
            return parts
        parts.variables = self.sorted_slots()
        guards = self.expressions(w_part.get(1))
        self.ops = parts.guard
        self.in_guard = True
        for w_guard in guards:
            self.expression(w_guard)
            if self.given_up:
                return parts
            self.ops.append(Draft(E_GUARD))
        self.in_guard = False
        body = self.expressions(w_part.get(2))
        self.ops = parts.body
        if w_part.get(2) is NIL and self.for_trace:
            self.ops.append(self.constant_of(E_CONST, atoms.true))
        elif w_part.get(2) is NIL:
            self.error('Body clause does not return anything.')
        for i in range(len(body)):
            if i > 0:
                self.ops.append(Draft(E_DROP))
            self.expression(body[i])
            if self.given_up:
                break
        return parts

    def constant_of(self, code, w_term, count=0):
        """A Draft that refers to a constant."""
        self.constants.append(w_term)
        return Draft(code, len(self.constants) - 1, count)

    def sorted_slots(self):
        found = []
        for number, slot in self.slots.items():
            found.append(KeyPair(mk_int(number), mk_int(slot)))
        PairSort(found).sort()
        return [_slot(pair) for pair in found]

    def expressions(self, w_list):
        """The items of a list of guards or of a body."""
        if w_list is not NIL and not isinstance(w_list, W_Cons):
            self.error('Match expression is not a list.')
            return []
        items = list_items(w_list)
        if items is None:
            self.error('Match expression is not a proper list.')
            return []
        return items

    # heads

    def head(self, w_pattern):
        if self.for_trace and not is_head_of_trace(w_pattern):
            self.give_up('Match head is invalid in this context.')
            return
        todo = [w_pattern]
        while len(todo) > 0:
            w_term = todo.pop()
            if isinstance(w_term, W_Tuple) and w_term.arity() > 0:
                arity = w_term.arity()
                code = H_FLAT if _is_flat(w_term) else H_TUPLE
                self.ops.append(Draft(code, arity))
                for i in range(arity - 1, -1, -1):
                    todo.append(w_term.get(i))
            elif isinstance(w_term, W_Cons):
                self.ops.append(Draft(H_CONS, 0))
                todo.append(w_term.tl)
                todo.append(w_term.head())
            elif isinstance(w_term, W_Map):
                self.head_map(w_term, todo)
            elif isinstance(w_term, W_Atom):
                self.head_atom(w_term)
            else:
                self.ops.append(self.constant_of(H_CONST, w_term))

    def head_atom(self, w_atom):
        if w_atom is atoms.wildcard:
            self.ops.append(Draft(H_ANY, 0))
            return
        number = variable_number(w_atom)
        if number < 0:
            self.ops.append(self.constant_of(H_CONST, w_atom))
        elif number in self.slots:
            self.ops.append(Draft(H_SAME, self.slots[number]))
        else:
            slot = len(self.slots)
            self.slots[number] = slot
            self.ops.append(Draft(H_BIND, slot))

    def head_map(self, w_map, todo):
        keys, values = w_map.items()
        w_keys = NIL
        for i in range(len(keys) - 1, -1, -1):
            if keys[i] is atoms.wildcard:
                self.error('Underscore found in map key.')
            elif has_variable(keys[i]):
                self.error('Variable found in map key.')
            w_keys = cons(keys[i], w_keys)
        for i in range(len(keys)):
            todo.append(values[i])
        self.ops.append(self.constant_of(H_MAP, w_keys, len(keys)))

    # guards and bodies

    def expression(self, w_expression):
        todo = [_Work(w_expression, None, None)]
        while len(todo) > 0 and not self.given_up:
            work = todo.pop()
            if work.w_term is not None:
                self.term(work.w_term, todo)
            elif work.op is not None:
                self.ops.append(work.op)
            else:
                for op in work.jumps:
                    op.n = len(self.ops)

    def term(self, w_term, todo):
        if isinstance(w_term, W_Tuple):
            self.call(w_term, todo)
        elif isinstance(w_term, W_Cons):
            todo.append(_Work(None, Draft(E_CONS, 0), None))
            todo.append(_Work(w_term.tl, None, None))
            todo.append(_Work(w_term.head(), None, None))
        elif isinstance(w_term, W_Map):
            keys, values = w_term.items()
            todo.append(_Work(None, Draft(E_MAP, len(keys)), None))
            self.all_of(values[:], todo)
            self.all_of(keys[:], todo)
        elif isinstance(w_term, W_Atom):
            self.atom(w_term)
        else:
            self.ops.append(self.constant_of(E_CONST, w_term))

    def all_of(self, items, todo):
        """Have all items compiled, the first one first."""
        for i in range(len(items) - 1, -1, -1):
            todo.append(_Work(items[i], None, None))

    def atom(self, w_atom):
        if w_atom is atoms.whole_object:
            self.ops.append(Draft(E_OBJECT, 0))
            return
        if w_atom is atoms.all_variables:
            self.ops.append(Draft(E_VARS, 0))
            return
        number = variable_number(w_atom)
        if number < 0:
            self.ops.append(self.constant_of(E_CONST, w_atom))
        elif number in self.slots:
            self.ops.append(Draft(E_VAR, self.slots[number]))
        else:
            self.error('Variable ' + w_atom.name + ' is unbound.')

    def call(self, w_call, todo):
        """A tuple: {{...}} or a call."""
        arity = w_call.arity()
        if arity == 1:
            w_inner = w_call.get(0)
            if isinstance(w_inner, W_Tuple):
                items = w_inner.items()
                todo.append(_Work(None, Draft(E_TUPLE, len(items)), None))
                self.all_of(items[:], todo)
                return
        if arity == 0 or not isinstance(w_call.get(0), W_Atom):
            self.error(show(w_call) + ' is neither a function call, nor a '
                       'tuple (tuples are written {{ ... }}).')
            return
        w_name = w_call.get(0)
        assert isinstance(w_name, W_Atom)
        args = [w_call.get(i) for i in range(1, arity)]
        if w_name is atoms.const:
            self.constant(w_call, args)
        elif w_name is atoms.and_ or w_name is atoms.or_:
            self.all_bools(w_call, w_name, args, todo)
        elif w_name is atoms.andalso or w_name is atoms.orelse:
            self.shortcut(w_call, w_name, args, todo)
        elif w_name.name == 'self' and len(args) == 0:
            self.ops.append(Draft(E_SELF, 0))
        elif not config.BOARD and self.for_trace and w_name.name in FORMS:
            op = compile_form(self, w_call, w_name, args, self.in_guard)
            todo.append(_Work(None, op, NO_JUMPS))
            self.all_of(args, todo)
        elif not config.BOARD and self.for_trace and \
                is_control_word(w_name, args):
            if self.in_guard and len(args) > 0:
                self.error('Function set_tcw/1 cannot be called in this '
                           'context.')
            todo.append(_Work(None, self.constant_of(
                E_ACTION, w_name, len(args)), None))
            self.all_of(args, todo)
        elif w_name.name in TRACING:
            self.give_up("Special form '" + w_name.name +
                         "' used in wrong dialect.")
        else:
            self.function(w_name, args, todo)

    def constant(self, w_call, args):
        if len(args) == 1:
            self.ops.append(self.constant_of(E_CONST, args[0]))
        elif len(args) == 0:
            self.error("Special form 'const' called with no arguments in " +
                       show(w_call) + '.')
        else:
            self.error("Special form 'const' called with more than one "
                       'argument in ' + show(w_call) + '.')

    def some_arguments(self, w_call, w_name, args):
        if len(args) > 0:
            return True
        self.error("Special form '" + w_name.name + "' called without "
                   'arguments in ' + show(w_call) + '.')
        return False

    def all_bools(self, w_call, w_name, args, todo):
        if self.some_arguments(w_call, w_name, args):
            code = E_AND if w_name is atoms.and_ else E_OR
            todo.append(_Work(None, Draft(code, len(args)), None))
            self.all_of(args, todo)

    def shortcut(self, w_call, w_name, args, todo):
        if not self.some_arguments(w_call, w_name, args):
            return
        code = E_ALSO if w_name is atoms.andalso else E_ELSE
        jumps = [Draft(code, 0) for i in range(len(args) - 1)]
        todo.append(_Work(None, None, jumps))
        for i in range(len(args) - 1, -1, -1):
            if i < len(jumps):
                todo.append(_Work(None, jumps[i], None))
            todo.append(_Work(args[i], None, None))

    def function(self, w_name, args, todo):
        arity = len(args)
        bif = None
        if (w_name.name, arity) in CALLS:
            bif = get_export(atoms.erlang, w_name, arity).bif
        if bif is None:
            self.error('Function ' + show(w_name) + '/' + str(arity) +
                       ' does_not_exist.')
        todo.append(_Work(None, Draft(E_CALL, arity, 0, bif,
                                      w_name.name), None))
        self.all_of(args, todo)


def _is_flat(w_tuple):
    """Are no elements of a pattern patterns with elements of their own?"""
    for i in range(w_tuple.arity()):
        w_element = w_tuple.get(i)
        if isinstance(w_element, W_Cons) or isinstance(w_element, W_Map) or \
                isinstance(w_element, W_Tuple) and w_element.arity() > 0:
            return False
    return True


def is_head_of_trace(w_pattern):
    """A list (of patterns of arguments) or a variable; OTP lets tuples pass,
    which match no call."""
    return (not isinstance(w_pattern, W_Atom) or w_pattern is atoms.wildcard or
            variable_number(w_pattern) >= 0)


def has_variable(w_pattern):
    """Does a pattern have a variable or '_' in it?"""
    todo = [w_pattern]
    while len(todo) > 0:
        w_term = todo.pop()
        if isinstance(w_term, W_Tuple):
            for i in range(w_term.arity()):
                todo.append(w_term.get(i))
        elif isinstance(w_term, W_Cons):
            todo.append(w_term.tl)
            todo.append(w_term.head())
        elif isinstance(w_term, W_Map):
            # A map in a pattern fits every map that has more keys, too.
            return True
        elif w_term is atoms.wildcard or variable_number(w_term) >= 0:
            return True
    return False
