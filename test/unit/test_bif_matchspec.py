"""Match specifications, alone and on tables; outcomes as erl's."""
from atomvm.bif import (arith, compare, erlang_atom, erlang_list, erlang_tuple,
                        erlang_type, ets, ets_info, ets_options, ets_replace,
                        ets_select, ets_update)
from atomvm.term.tuple import tuple2
from bif_calls import Caller, check

TERM = '{1, a, "x", #{k => v}, 2.5, <<1,2,3>>}'
HEAD = "{'$1','$2','$3','$4','$5','$6'}"


def results(cases, pattern):
    """Cases 'Expression -> Result': pattern makes a clause of it."""
    lines = []
    for line in cases.strip().splitlines():
        expression, wanted = line.rsplit(' -> ', 1)
        lines.append('erlang:match_spec_test(%s, [%s], table) -> %s' % (
            TERM, pattern % expression.strip(), wanted))
    check('\n'.join(lines))


def bodies(cases):
    results('\n'.join([
        line.rsplit(' -> ', 1)[0] + ' -> {ok,' + line.rsplit(' -> ', 1)[1] +
        ',[],[]}' for line in cases.strip().splitlines()]),
        '{' + HEAD + ', [], [%s]}')


def guards(cases):
    """yes or false"""
    results('\n'.join([
        line.rsplit(' -> ', 1)[0] + ' -> {ok,' + line.rsplit(' -> ', 1)[1] +
        ',[],[]}' for line in cases.strip().splitlines()]),
        '{' + HEAD + ', [%s], [yes]}')


def test_guards():
    guards('''
    {'==', '$1', 1.0} -> yes
    {'=:=', '$1', 1.0} -> false
    {'and', true, foo} -> false
    {'and', true} -> yes
    {'and', true, true, false} -> false
    {'or', false, true, foo} -> false
    {'or', false, true} -> yes
    {'andalso', false, foo} -> false
    {'andalso', true, true} -> yes
    {'andalso', foo, true} -> false
    {'orelse', false, false, true} -> yes
    {'orelse', true, foo} -> yes
    {'orelse', false, foo} -> false
    {'not', foo} -> false
    {'xor', true, false} -> yes
    {const, true} -> yes
    true -> yes
    '$1' -> false
    {is_record, '$_', a, 6} -> false
    {element, 1, '$_'} -> false
    {'+', '$1', '$2'} -> false
    ''')


def test_bodies():
    bodies('''
    {'andalso', true, foo} -> foo
    {'andalso', foo, true} -> 'EXIT'
    {'orelse', false, foo} -> foo
    {'and', true, foo} -> 'EXIT'
    {element, 9, '$_'} -> 'EXIT'
    {element, 9, '$_'}, ok -> ok
    {hd, '$3'} -> 120
    ['$1'|'$2'] -> [1|a]
    {{'$1', '$2'}} -> {1,a}
    {{}} -> {}
    #{'$1' => '$2'} -> #{1 => a}
    #{k => {'+', '$1', 1}} -> #{k => 2}
    {const, {a, '$1'}} -> {a,'$1'}
    {{{element, 9, '$_'}, x}} -> {'EXIT',x}
    [{'+', 1, 2}, b] -> [3,b]
    '$$' -> [1,a,"x",#{k => v},2.5,<<1,2,3>>]
    '$_' -> {1,a,"x",#{k => v},2.5,<<1,2,3>>}
    '_' -> '_'
    {'-', '$1'} -> -1
    {'div', 7, 2} -> 3
    ''')


def test_self_is_who_asks():
    caller = Caller()
    w_result = caller.value(
        "erlang:match_spec_test(a, [{'_',[],[{self}]}], table)")
    assert w_result.get(1) is caller.process.w_pid


def test_errors_are_told():
    results('''
    {'and'} -> {error,[{error,"Special form 'and' called without arguments in {'and'}."}]}
    {foo} -> {error,[{error,"Function foo/0 does_not_exist."}]}
    {element, 1} -> {error,[{error,"Function element/1 does_not_exist."}]}
    {const, a, b} -> {error,[{error,"Special form 'const' called with more than one argument in {const,a,b}."}]}
    {message, a} -> {error,[{error,"Special form 'message' used in wrong dialect."}]}
    '$10' -> {error,[{error,"Variable $10 is unbound."}]}
    {} -> {error,[{error,"{} is neither a function call, nor a tuple (tuples are written {{ ... }})."}]}
    '$1', foo, {a, b} -> {error,[{error,"Variable $1 is unbound."},{error,"Function a/1 does_not_exist."}]}
    ''', "{'_', [], [%s]}")


def test_shapes_that_are_no_match_specification():
    check('''
    erlang:match_spec_test(a, foo, table) -> {error,[{error,"Match programs are not in a list."}]}
    erlang:match_spec_test(a, [], table) -> {error,[{error,"Match programs are not in a list."}]}
    erlang:match_spec_test(a, [foo], table) -> {error,[{error,"Match program part is not a tuple of arity 3."}]}
    erlang:match_spec_test(a, [foo|bar], table) -> {error,[{error,"Match programs are not in a proper list."}]}
    erlang:match_spec_test(a, [{'_',a,[b]}], table) -> {error,[{error,"Match expression is not a list."}]}
    erlang:match_spec_test(a, [{'_',[],[b|c]}], table) -> {error,[{error,"Match expression is not a proper list."}]}
    erlang:match_spec_test(a, [{'_',[],[]}], table) -> {error,[{error,"Body clause does not return anything."}]}
    erlang:match_spec_test(a, [{'_',[],[a]}], foo) -> error:badarg
    erlang:match_spec_test([b,1], [{['$1','$2'],[],[]}], trace) -> {ok,true,[],[]}
    ets:match_spec_compile([{{a},[],[]}]) -> error:badarg
    ets:match_spec_compile([{{a},[],1}]) -> error:badarg
    ets:match_spec_compile(foo) -> error:badarg
    ets:is_compiled_ms(foo) -> false
    ets:is_compiled_ms(M = ets:match_spec_compile([{{'$1'},[],['$1']}])) -> true
    ets:match_spec_run_r([{1},a,{2}], M, []) -> [2,1]
    ets:match_spec_run_r([{1}|a], M, []) -> error:badarg
    ets:match_spec_run_r([], foo, []) -> error:badarg
    ''')


def test_heads():
    check('''
    erlang:match_spec_test({1,1}, [{{'$1','$1'},[],['$1']}], table) -> {ok,1,[],[]}
    erlang:match_spec_test({1,1.0}, [{{'$1','$1'},[],['$1']}], table) -> {ok,false,[],[]}
    erlang:match_spec_test({a,#{k => 1, l => 2}}, [{{a,#{k => '$1'}},[],['$1']}], table) -> {ok,1,[],[]}
    erlang:match_spec_test({a,#{k => 1}}, [{{a,#{x => '$1'}},[],['$1']}], table) -> {ok,false,[],[]}
    erlang:match_spec_test({a,#{k => 1}}, [{{a,#{}},[],[yes]}], table) -> {ok,yes,[],[]}
    erlang:match_spec_test(a, [{#{'_' => '$4'},[],[1]}], table) -> {error,[{error,"Underscore found in map key."}]}
    erlang:match_spec_test(a, [{#{'$1' => '$1'},[],[1]}], table) -> {error,[{error,"Variable found in map key."}]}
    erlang:match_spec_test({"xy"}, [{{[120|'$9']},[],['$$']}], table) -> {ok,["y"],[],[]}
    erlang:match_spec_test({b,2,1}, [{{'$10','$2','$1'},[],['$$']}], table) -> {ok,[1,2,b],[],[]}
    erlang:match_spec_test({'$01'}, [{{'$01'},[],['$$']}], table) -> {ok,[],[],[]}
    erlang:match_spec_test(b, [{a,[],[1]},{'_',[],[2]}], table) -> {ok,2,[],[]}
    ''')


def test_deep_patterns_need_no_stack():
    depth = 20000
    deep = '{' * 100 + "'$1'" + '}' * 100
    caller = Caller()
    check("erlang:match_spec_test(%s, [{%s,[],['$1']}], table) -> "
          "{ok,7,[],[]}" % (deep.replace("'$1'", '7'), deep), caller)
    w_pattern = w_term = caller.value('[]')
    for _ in range(depth):
        w_pattern = tuple2(w_pattern, caller.value("'_'"))
        w_term = tuple2(w_term, caller.value('1'))
    caller.variables.update({'P': w_pattern, 'V': w_term})
    check("erlang:match_spec_test(V, [{P,[],[yes]}], table) -> {ok,yes,[],[]}",
          caller)


def table(options, objects):
    caller = Caller()
    caller.value('T = ets:new(t, %s)' % options)
    caller.value('ets:insert(T, %s)' % objects)
    return caller


def test_matching_in_tables():
    check('''
    ets:match(T, foo) -> []
    ets:match(T, '_') -> [[]]
    ets:match(T, '$1') -> [[{1,1}]]
    ets:match(T, {'$2','$0'}) -> [[1,1]]
    ets:match_object(T, {'$2','$2'}) -> [{1,1}]
    ets:match(T, {'$2','$2'}, 0) -> error:badarg
    ets:match(T, {1,'_'}, 1) -> {[[]],'$end_of_table'}
    ets:match(T, {2,'_'}, 1) -> '$end_of_table'
    ets:select(T, [{foo,[],['$_']}]) -> []
    ets:select(T, []) -> []
    ets:select(T, foo) -> error:badarg
    ets:select(T, [{'_',[{foo}],[1]}]) -> error:badarg
    ets:select(foo) -> error:badarg
    ets:select({T,1,2}) -> error:badarg
    ets:select({T,0,1,foo,[],0}) -> error:badarg
    ets:select('$end_of_table') -> '$end_of_table'
    ets:match('$end_of_table') -> '$end_of_table'
    ets:select(nope, []) -> error:badarg
    ''', table('[set]', '{1,1}'))


def test_chunks_of_an_ordered_set():
    caller = table('[ordered_set]', '[{1,1},{2,2},{3,3}]')
    check('''
    erlang:element(1, C = ets:match(T, {'$1','_'}, 2)) -> [[1],[2]]
    erlang:element(1, D = ets:match(erlang:element(2, C))) -> [[3]]
    erlang:element(2, D) -> '$end_of_table'
    erlang:element(1, E = ets:select(T, [{'_',[],['$_']}], 3)) -> [{1,1},{2,2},{3,3}]
    ets:select(erlang:element(2, E)) -> '$end_of_table'
    ets:select(T, [{'_',[],['$_']}], 4) -> {[{1,1},{2,2},{3,3}],'$end_of_table'}
    erlang:element(1, R = ets:select_reverse(T, [{'_',[],['$_']}], 2)) -> [{3,3},{2,2}]
    ets:select_reverse(erlang:element(2, R)) -> {[{1,1}],'$end_of_table'}
    ets:select(erlang:element(2, R)) -> {[{1,1}],'$end_of_table'}
    ets:delete(T, 3) -> true
    ets:match(erlang:element(2, C)) -> '$end_of_table'
    ets:delete(T) -> true
    ets:match(erlang:element(2, C)) -> error:badarg
    ''', caller)


def test_chunks_of_a_bag_have_what_was_left():
    caller = table('[duplicate_bag]', '[{1,1},{1,2},{1,3},{2,1}]')
    check('''
    erlang:element(1, C = ets:select(T, [{{1,'$1'},[],['$1']}], 2)) -> [1,2]
    ets:select(erlang:element(2, C)) -> {[3],'$end_of_table'}
    erlang:element(1, D = ets:select(T, [{{'$2','$1'},[],[{{'$2','$1'}}]}], 1)) -> [{1,1}]
    erlang:element(1, E = ets:select(erlang:element(2, D))) -> [{1,2}]
    erlang:element(1, F = ets:select(erlang:element(2, E))) -> [{1,3}]
    erlang:element(1, G = ets:select(erlang:element(2, F))) -> [{2,1}]
    ets:select(erlang:element(2, G)) -> '$end_of_table'
    ''', caller)


def test_counting_and_deleting():
    check('''
    ets:select_count(T, [{'_',[],[true]}]) -> 4
    ets:select_count(T, [{'_',[],['$_']}]) -> 0
    ets:internal_select_delete(T, [{{1,'$1'},[{'>','$1',1}],[true]}]) -> 2
    ets:lookup(T, 1) -> [{1,1}]
    ets:info(T, size) -> 2
    ets:internal_select_delete(T, [{'_',[],['$_']}]) -> 0
    ets:internal_select_delete(T, [{'_',[],[true]}]) -> 2
    ets:info(T, size) -> 0
    '''.replace('    ets:info(T, size)', '    ets:info(T, size)'),
          table('[duplicate_bag]', '[{1,1},{1,2},{1,3},{2,1}]'))


def test_replacing_keeps_keys():
    caller = table('[ordered_set]', '[{1,1},{2,2}]')
    check('''
    ets:select_replace(T, [{{'$1','$2'},[],[{{'$1',{'+','$2',1}}}]}]) -> 2
    ets:match_object(T, '_') -> [{1,2},{2,3}]
    ets:select_replace(T, [{{'$1','$2'},[],[{{'$2',{'+','$2',1}}}]}]) -> error:badarg
    ets:select_replace(T, [{{'$1','$2'},[],['$_']}]) -> 2
    ets:select_replace(T, [{{1,'$2'},[],[{{1,b}}]}]) -> 1
    ets:select_replace(T, [{{'$1','$2'},[],[{{{element,1,'$_'},b}}]}]) -> 2
    ets:select_replace(T, [{{'$1','$2'},[],[{const,{a,b}}]}]) -> error:badarg
    ets:select_replace(T, [{{{'$1'},'$2'},[],[{{{{'$1'}},b}}]}]) -> 0
    ets:select_replace(T, [{{'$1','$2'},[],[{{{const,1},b}}]}]) -> error:badarg
    ets:select_replace(T, [{{1,'$2'},[],[{{{const,1},c}}]}]) -> 1
    ets:select_replace(T, [{{'_','$2'},[],[{{'$1',b}}]}]) -> error:badarg
    ets:select_replace(T, [{{[a|'$1'],'$2'},[],[{{[a|'$1'],b}}]}]) -> 0
    ets:select_replace(T, []) -> 0
    ets:match_object(T, '_') -> [{1,c},{2,b}]
    ets:select_replace(ets:new(b, [bag]), [{'_',[],['$_']}]) -> error:badarg
    ''', caller)
