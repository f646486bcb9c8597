"""Natives about tuples, lists, atoms, funs, errors; outcomes as erl's."""
import pytest

from atomvm.bif import (erlang_atom, erlang_error, erlang_fun, erlang_list,
                        erlang_text, erlang_tuple, erlang_type, lists)
from atomvm.error import ErlangError
from atomvm.term import atoms
from atomvm.term.cons import int_list
from atomvm.term.iodata import bits_bytes
from atomvm.term.show import show
from bif_calls import Caller, check


def test_elements_of_tuples():
    check('''
    erlang:element(1, {a}) -> a
    erlang:element(0, {a}) -> error:badarg
    erlang:element(2, {a}) -> error:badarg
    erlang:element(a, {a}) -> error:badarg
    erlang:element(1, a) -> error:badarg
    erlang:setelement(2, {a, b, c}, x) -> {a,x,c}
    erlang:setelement(2, {a}, b) -> error:badarg
    erlang:setelement(100000000000000000000, {a}, b) -> error:badarg
    erlang:tuple_size({}) -> 0
    erlang:tuple_size(a) -> error:badarg
    ''')


def test_tuples_are_made():
    check('''
    erlang:make_tuple(3, a) -> {a,a,a}
    erlang:make_tuple(0, a) -> {}
    erlang:make_tuple(-1, a) -> error:badarg
    erlang:make_tuple(16777216, a) -> error:badarg
    erlang:make_tuple(3, a, [{1, x}, {1, y}]) -> {y,a,a}
    erlang:make_tuple(3, a, [{4, x}]) -> error:badarg
    erlang:make_tuple(3, a, [foo]) -> error:badarg
    erlang:make_tuple(3, a, [{1, x}|b]) -> error:badarg
    erlang:make_tuple(3, a, foo) -> error:badarg
    erlang:list_to_tuple([a, b]) -> {a,b}
    erlang:list_to_tuple([a|b]) -> error:badarg
    erlang:list_to_tuple(a) -> error:badarg
    erlang:tuple_to_list({1,2,3,4,5,6,7,8,9}) -> [1,2,3,4,5,6,7,8,9]
    erlang:append_element({a}, b) -> {a,b}
    erlang:insert_element(1, {}, a) -> {a}
    erlang:insert_element(2, {a,b}, x) -> {a,x,b}
    erlang:insert_element(3, {a,b}, x) -> {a,b,x}
    erlang:insert_element(2, {}, a) -> error:badarg
    erlang:delete_element(2, {a,b,c}) -> {a,c}
    erlang:delete_element(1, {a}) -> {}
    erlang:delete_element(1, {}) -> error:badarg
    ''')


def test_records():
    check('''
    erlang:is_record({a, b}, a) -> true
    erlang:is_record({}, a) -> false
    erlang:is_record({a, b}, 1) -> error:badarg
    erlang:is_record({a, b}, a, 2) -> true
    erlang:is_record({a, b}, a, 3) -> false
    erlang:is_record(x, a, -1) -> false
    erlang:is_record(x, 1, 1) -> error:badarg
    erlang:is_record({a, b}, a, b) -> error:badarg
    erlang:is_record({a, b}, a, 100000000000000000000000) -> error:badarg
    ''')


def test_ends_and_lengths_of_lists():
    check('''
    erlang:hd([a|b]) -> a
    erlang:tl([a|b]) -> b
    erlang:hd([]) -> error:badarg
    erlang:tl(a) -> error:badarg
    erlang:length([1,2]) -> 2
    erlang:length([]) -> 0
    erlang:length([a|b]) -> error:badarg
    erlang:length(a) -> error:badarg
    ''')


def test_append_and_subtract():
    check('''
    erlang:'++'([], a) -> a
    erlang:'++'([a], b) -> [a|b]
    erlang:'++'([a|b], [c]) -> error:badarg
    erlang:'++'(a, []) -> error:badarg
    erlang:append([1], [2]) -> [1,2]
    erlang:'--'([1,2,3,2,1], [2,1.0]) -> [1,3,2,1]
    erlang:'--'([1.0], [1]) -> [1.0]
    erlang:'--'([], [a|b]) -> error:badarg
    erlang:'--'(a, []) -> error:badarg
    erlang:'--'([a], b) -> error:badarg
    erlang:subtract([a,b,a,b], [b,a]) -> [a,b]
    ''')


def test_subtracting_many_is_as_subtracting_few():
    left = [i * 7 % 40 for i in range(200)]
    right = [i * 3 % 50 for i in range(100)]
    wanted = left[:]
    for number in right:
        if number in wanted:
            wanted.remove(number)
    got = Caller().call('erlang', '--', [int_list(left), int_list(right)])
    assert show(got) == show(int_list(wanted))


def test_long_lists_are_handled_in_linear_time():
    caller = Caller()
    w_long = int_list(range(100000))
    w_other = int_list(range(99999, -1, -1))
    assert show(caller.call('erlang', '--', [w_long, w_other])) == '[]'
    assert caller.call('erlang', 'length', [w_long]).intval == 100000


def test_natives_of_lists():
    check('''
    lists:member(a, [a|c]) -> true
    lists:member(a, [b|c]) -> error:badarg
    lists:member(a, c) -> error:badarg
    lists:member(1, [1.0]) -> false
    lists:member({x}, [1,{x}]) -> true
    lists:keyfind(1, 1, [{1.0}]) -> {1.0}
    lists:keyfind(0, 1, []) -> false
    lists:keyfind(a, 0, [{a}]) -> error:badarg
    lists:keyfind(a, b, [{a}]) -> error:badarg
    lists:keyfind(a, 1, [{b}|c]) -> error:badarg
    lists:keyfind(a, 1, c) -> error:badarg
    lists:keyfind(a, 2, [{a}, x, {b,a}]) -> {b,a}
    lists:keyfind(a, 1000000000000000000000, []) -> error:badarg
    lists:keysearch(a, 1, [{a,b}]) -> {value,{a,b}}
    lists:keymember(a, 1, [{a,b}]) -> true
    lists:keymember(x, 1, [{a,b}]) -> false
    lists:reverse([a,b], c) -> [b,a|c]
    lists:reverse([a|b], c) -> error:badarg
    lists:reverse(a, b) -> error:badarg
    ''')


def test_atoms_from_text():
    long_list = '"' + 'a' * 256 + '"'
    check('''
    erlang:list_to_atom("abc") -> abc
    erlang:list_to_atom("") -> ''
    erlang:list_to_atom([55296]) -> error:badarg
    erlang:list_to_atom([1114112]) -> error:badarg
    erlang:list_to_atom([-1]) -> error:badarg
    erlang:list_to_atom([a]) -> error:badarg
    erlang:list_to_atom(foo) -> error:badarg
    erlang:list_to_atom(%s) -> error:system_limit
    erlang:list_to_existing_atom(%s) -> error:badarg
    erlang:list_to_existing_atom("error") -> error
    erlang:list_to_existing_atom("there_is_no_such_1") -> error:badarg
    erlang:binary_to_atom(<<97,98>>) -> ab
    erlang:binary_to_atom(<<195,169>>, utf8) -> \xc3\xa9
    erlang:binary_to_atom(<<233>>, latin1) -> \xc3\xa9
    erlang:binary_to_atom(<<255>>, utf8) -> error:badarg
    erlang:binary_to_atom(<<97>>, foo) -> error:badarg
    erlang:binary_to_atom(a, utf8) -> error:badarg
    erlang:binary_to_existing_atom(<<97,98,99,255>>, utf8) -> error:badarg
    erlang:binary_to_existing_atom(<<101,114,114,111,114>>) -> error
    ''' % (long_list, long_list))


def test_text_of_atoms():
    check('''
    erlang:atom_to_list(abc) -> "abc"
    erlang:atom_to_list(1) -> error:badarg
    erlang:atom_to_list('\\xce\\xbb') -> [955]
    erlang:atom_to_binary(a) -> <<"a">>
    erlang:atom_to_binary(a, latin1) -> <<"a">>
    erlang:atom_to_binary('\\xce\\xbb', latin1) -> error:badarg
    erlang:atom_to_binary(a, foo) -> error:badarg
    erlang:atom_to_binary("a", utf8) -> error:badarg
    ''')


def test_latin1_bytes_of_an_atom():
    w_bits = Caller().value("erlang:atom_to_binary('a\\xc3\\xbf', latin1)")
    assert bits_bytes(w_bits) == 'a\xff'


def test_external_funs():
    check('''
    erlang:make_fun(lists, map, 2) -> fun lists:map/2
    erlang:make_fun(a, b, 256) -> error:badarg
    erlang:make_fun(a, b, -1) -> error:badarg
    erlang:make_fun(1, b, 1) -> error:badarg
    erlang:is_function(F = erlang:make_fun(a, b, 2), 2) -> true
    erlang:is_function(F, 3) -> false
    erlang:is_function(F, -1) -> error:badarg
    erlang:is_function(F, a) -> error:badarg
    erlang:is_function(a, 100000000000000000000) -> false
    erlang:is_function(F) -> true
    erlang:fun_info(F, module) -> {module,a}
    erlang:fun_info(F, name) -> {name,b}
    erlang:fun_info(F, arity) -> {arity,2}
    erlang:fun_info(F, env) -> {env,[]}
    erlang:fun_info(F, type) -> {type,external}
    erlang:fun_info(F, pid) -> {pid,undefined}
    erlang:fun_info(F, foo) -> error:badarg
    erlang:fun_info(a, module) -> error:badarg
    erlang:fun_info_mfa(F) -> {a,b,2}
    erlang:fun_to_list(F) -> "fun a:b/2"
    erlang:fun_to_list(erlang:make_fun('Lists', 'a b', 2)) -> "fun 'Lists':'a b'/2"
    ''')


def test_text_of_pids_references_and_ports():
    check('''
    erlang:pid_to_list(erlang:list_to_pid("<0.17.2>")) -> "<0.17.2>"
    erlang:pid_to_list(a) -> error:badarg
    erlang:list_to_pid("<0.1>") -> error:badarg
    erlang:list_to_pid("<1.1.0>") -> error:badarg
    erlang:list_to_pid("<0.999999999999.0>") -> error:badarg
    erlang:list_to_pid("<0.1.0>x") -> error:badarg
    erlang:list_to_pid("<0..0>") -> error:badarg
    erlang:list_to_pid("<0.>") -> error:badarg
    erlang:list_to_pid("<0") -> error:badarg
    erlang:list_to_pid(foo) -> error:badarg
    erlang:ref_to_list(erlang:list_to_ref("#Ref<0.1.2.3>")) -> "#Ref<0.1.2.3>"
    erlang:list_to_ref("#Ref<0.1.2.3") -> error:badarg
    erlang:list_to_ref("#Ref<0.1.2>") -> error:badarg
    erlang:list_to_ref("#Ref<0.1.2.3.4>") -> error:badarg
    erlang:port_to_list(erlang:list_to_port("#Port<0.7>")) -> "#Port<0.7>"
    erlang:list_to_port("#Port<>") -> error:badarg
    ''')


def test_exceptions_have_their_class_and_reason():
    check('''
    erlang:error({a, 1}) -> error:{a,1}
    erlang:error(foo, [a]) -> error:foo
    erlang:nif_error(foo) -> error:foo
    erlang:nif_error(foo, [a]) -> error:foo
    erlang:throw(x) -> throw:x
    erlang:exit(x) -> exit:x
    erlang:raise(throw, x, []) -> throw:x
    erlang:raise(foo, bar, []) -> badarg
    erlang:raise(error, bar, foo) -> badarg
    erlang:raise(error, bar, [{a,b,c,d}]) -> badarg
    erlang:raise(error, bar, [{a,b,1,x}]) -> badarg
    erlang:raise(error, bar, [{a,b,1,[]}|x]) -> badarg
    erlang:raise(error, bar, [a]) -> badarg
    erlang:raise(error, bar, [{1,[a]}]) -> badarg
    erlang:raise(error, bar, [{a,b,-1}]) -> error:bar
    ''')


def raised(text):
    with pytest.raises(ErlangError) as info:
        Caller().value(text)
    return info.value


def test_raise_completes_and_shortens_the_stack_trace():
    error = raised('erlang:raise(error, x, [{a,b,1}, {a,b,[x],[{line,1}]}])')
    assert show(error.w_trace) == '[{a,b,1,[]},{a,b,[x],[{line,1}]}]'
    entries = ','.join(['{a,b,1}'] * 20)
    error = raised('erlang:raise(error, x, [%s])' % entries)
    assert show(error.w_trace) == '[' + ','.join(['{a,b,1,[]}'] * 8) + ']'


def test_error_with_arguments_and_information():
    assert show(raised('erlang:error(x, [a,b])').w_args) == '[a,b]'
    assert raised('erlang:error(x, none)').w_args is None
    error = raised('erlang:error(x, [a], [{error_info, #{cause => y}}])')
    assert error.w_info.get(atoms.cause).name == 'y'
    assert raised('erlang:error(x, [a], [{error_info, y}])').w_info is None
    assert raised('erlang:error(x, [a], z)').w_info is None


def test_type_tests():
    check('''
    erlang:is_pid(Self) -> true
    erlang:is_pid(a) -> false
    erlang:is_map(#{}) -> true
    erlang:is_map({}) -> false
    erlang:is_reference(erlang:list_to_ref("#Ref<0.1.2.3>")) -> true
    erlang:is_port(erlang:list_to_port("#Port<0.7>")) -> true
    erlang:is_atom(a) -> true
    erlang:is_atom("a") -> false
    erlang:is_boolean(true) -> true
    erlang:is_boolean(undefined) -> false
    erlang:is_list([a|b]) -> true
    erlang:is_list([]) -> true
    erlang:is_list({}) -> false
    erlang:is_tuple({}) -> true
    erlang:is_tuple([]) -> false
    ''')
