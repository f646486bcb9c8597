"""ets:select_replace/2, and natives about compiled match specifications.

OTP: erts/emulator/beam/erl_db.c; db_match_keeps_key() of erl_db_util.c.
"""
from atomvm import config
from atomvm.bif.chars import utf8_list
from atomvm.bif.ets_select import Scan, compile_spec
from atomvm.bif.ets_store import BAG
from atomvm.bif.ets_table import WRITE, badarg_because, get_table
from atomvm.bif.gateway import bif
from atomvm.bif.matchcode import W_MatchSpec, variable_number
from atomvm.bif.matchspec import Compiler, has_variable
from atomvm.bif.matchtrace import test_of_trace
from atomvm.term import atoms
from atomvm.term.atoms import from_bool
from atomvm.term.compare import eq_exact
from atomvm.term.cons import W_Cons, W_Nil, NIL, cons, list_from, list_items
from atomvm.term.effort import spend
from atomvm.term.fault import badarg
from atomvm.term.number import W_Int, mk_int
from atomvm.term.tuple import W_Tuple, mk_tuple, tuple2


def _same_expression(w_pattern, w_body):
    """Does a body expression give the very term that fitted a pattern?"""
    todo_pattern = [w_pattern]
    todo_body = [w_body]
    while len(todo_pattern) > 0:
        w_p = todo_pattern.pop()
        w_b = todo_body.pop()
        if isinstance(w_b, W_Tuple) and w_b.arity() == 2 and \
                w_b.get(0) is atoms.const:
            if has_variable(w_p) or not eq_exact(w_p, w_b.get(1)):
                return False
        elif isinstance(w_p, W_Tuple):
            if not isinstance(w_b, W_Tuple) or w_b.arity() != 1:
                return False
            w_inner = w_b.get(0)
            if (not isinstance(w_inner, W_Tuple) or
                    w_inner.arity() != w_p.arity()):
                return False
            for i in range(w_p.arity()):
                todo_pattern.append(w_p.get(i))
                todo_body.append(w_inner.get(i))
        elif isinstance(w_p, W_Cons):
            if not isinstance(w_b, W_Cons):
                return False
            todo_pattern.append(w_p.tl)
            todo_body.append(w_b.tl)
            todo_pattern.append(w_p.head())
            todo_body.append(w_b.head())
        elif w_p is atoms.wildcard or not eq_exact(w_p, w_b):
            return False
        elif variable_number(w_p) < 0 and has_variable(w_p):
            return False
    return True


def _is_own_key(w_expression, keypos):
    """Is it {element, KeyPos, '$_'}?"""
    if not isinstance(w_expression, W_Tuple) or w_expression.arity() != 3:
        return False
    w_position = w_expression.get(1)
    return (w_expression.get(0) is atoms.element and
            w_expression.get(2) is atoms.whole_object and
            isinstance(w_position, W_Int) and
            w_position.intval == keypos + 1)


def _keeps_key(w_clause, keypos):
    """Does the result of a clause always have the key of the object?"""
    if not isinstance(w_clause, W_Tuple) or w_clause.arity() != 3:
        return False
    w_head = w_clause.get(0)
    body = list_items(w_clause.get(2))
    if body is None or len(body) != 1:
        return False
    w_result = body[0]
    if w_result is atoms.whole_object:
        return True
    if not isinstance(w_result, W_Tuple) or w_result.arity() != 1:
        return False
    w_new = w_result.get(0)
    if not isinstance(w_new, W_Tuple) or w_new.arity() <= keypos:
        return False
    w_key = w_new.get(keypos)
    if _is_own_key(w_key, keypos):
        return True
    if not isinstance(w_head, W_Tuple) or w_head.arity() <= keypos:
        return False
    return _same_expression(w_head.get(keypos), w_key)


@bif('ets', 'select_replace', 2, process=True)
def select_replace_2(process, w_table, w_spec):
    table = get_table(process, w_table, WRITE)
    store = table.store
    if store.kind == BAG:
        raise badarg_because(atoms.table_type)
    if w_spec is NIL:
        return mk_int(0)
    spec = compile_spec(w_spec)
    clauses = list_items(w_spec)
    if clauses is None:
        raise badarg()
    for w_clause in clauses:
        if not _keeps_key(w_clause, store.keypos):
            raise badarg()
    count = 0
    scan = Scan(store, spec, False)
    while True:
        entry = scan.step()
        if entry is None:
            return mk_int(count)
        objects = entry.objects()
        for i in range(len(objects)):
            w_new = spec.run(process, objects[i])
            if isinstance(w_new, W_Tuple):
                objects[i] = w_new
                count += 1
        entry.keep(objects)


@bif('ets', 'match_spec_compile', 1)
def match_spec_compile_1(w_spec):
    return compile_spec(w_spec)


@bif('ets', 'is_compiled_ms', 1)
def is_compiled_ms_1(w_value):
    return from_bool(isinstance(w_value, W_MatchSpec))


@bif('ets', 'match_spec_run_r', 3, process=True)
def match_spec_run_r_3(process, w_list, w_spec, w_results):
    if not isinstance(w_spec, W_MatchSpec):
        raise badarg()
    while isinstance(w_list, W_Cons):
        w_result = w_spec.run(process, w_list.head())
        if w_result is not None:
            w_results = cons(w_result, w_results)
        spend(1)
        w_list = w_list.tl
    if not isinstance(w_list, W_Nil):
        raise badarg()
    return w_results


@bif('erlang', 'match_spec_test', 3, process=True)
def match_spec_test_3(process, w_value, w_spec, w_dialect):
    """{ok, Result, [], []} or {error, [{error, Text}]}.  The dialect of
    traces takes a list of arguments and may have an empty body."""
    if w_dialect is not atoms.table and w_dialect is not atoms.trace:
        raise badarg()
    compiler = Compiler()
    compiler.for_trace = w_dialect is atoms.trace
    spec = compiler.compile(w_spec)
    if spec is None:
        return tuple2(atoms.error, list_from(
            [tuple2(atoms.error, utf8_list(text))
             for text in compiler.errors]))
    if not config.BOARD and compiler.for_trace:
        return test_of_trace(process, w_value, spec)
    w_result = spec.run(process, w_value)
    if w_result is None:
        w_result = atoms.false
    return mk_tuple([atoms.ok, w_result, NIL, NIL])
