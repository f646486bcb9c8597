%% ets, second part: match specifications with every guard, continuations, ordered traversal, heirs, ms_transform, safe_fixtable, tab2file-free dumps.
-module(ets_more_tests).
-export([start/0]).
-include_lib("stdlib/include/ms_transform.hrl").
-record(person, {name, age, city = "none", tags = []}).

start() ->
    T = ets:new(people, [set, {keypos, #person.name}]),
    ets:insert(T, [#person{name = N, age = A, city = C, tags = G} || {N, A, C, G} <- [{ann, 30, "oslo", [x]}, {bob, 25, "rome", []}, {cid, 41, "oslo", [y, z]}, {dee, 19, "kiel", [x]}, {eve, 30, "rome", [w]}]]),
    S = fun lists:sort/1,
    p(fun2ms, [S(ets:select(T, ets:fun2ms(fun(#person{name = N, age = A}) when A > 26 -> {N, A} end)))]),
    p(fun2ms, [S(ets:select(T, ets:fun2ms(fun(#person{name = N, city = "oslo", tags = [_ | G]}) -> [N | G] end)))]),
    p(fun2ms, [ets:fun2ms(fun({A, B}) when A =:= B orelse is_atom(A), B + 1 > 2 * 3 -> {A, [B], $x} end)]),
    p(pattern, [S(ets:match(T, #person{name = '$1', age = 30, _ = '_'})), S(ets:match_object(T, #person{city = "rome", _ = '_'})), S(ets:match(T, '$1')) =:= S([[O] || O <- ets:tab2list(T)])]),
    p(guards, [S(ets:select(T, [{#person{name = '$1', age = '$2', city = '$3', tags = '$4', _ = '_'}, G, ['$1']}])) || G <- [[{'>', '$2', 25}, {'<', '$2', 41}], [{'or', {'==', '$2', 19}, {'==', '$3', "rome"}}], [{'not', {is_list, '$2'}}],
        [{'=/=', '$4', []}], [{'>', {length, '$4'}, 1}], [{'=:=', {hd, '$4'}, x}], [{'andalso', {is_atom, '$1'}, {'>=', {'+', '$2', 1}, 31}}], [{'=:=', {element, 1, {{'$2', '$3'}}}, 30}], [{'=:=', {'rem', '$2', 2}, 1}], [{'==', {const, ann}, '$1'}],
        [{'xor', {'<', '$2', 30}, true}], [{'>', {'div', 100, {'-', '$2', 30}}, 5}]]]),
    p(results, [S(ets:select(T, [{#person{name = '$1', age = '$2', _ = '_'}, [{'>', '$2', 29}], [R]}])) || R <- ['$$', {{'$1', '$2'}}, [{{x, '$1'}}, lit], {'*', '$2', 2}, "str", {const, {'$1'}}, #{k => '$1'}]]),
    p(two_clauses, [S(ets:select(T, [{#person{name = '$1', age = 30, _ = '_'}, [], [{{thirty, '$1'}}]}, {#person{name = '$1', _ = '_'}, [], ['$1']}]))]),
    O = ets:new(o, [ordered_set]),
    ets:insert(O, [{I, I * I} || I <- lists:seq(1, 20)]),
    {First, C1} = ets:select(O, [{{'$1', '_'}, [], ['$1']}], 8),
    {Second, C2} = ets:select(C1), {Third, C3} = ets:select(C2),
    p(continuation, [First, Second, Third, case C3 of '$end_of_table' -> C3; _ -> ets:select(C3) end]),
    p(reverse, [ets:select_reverse(O, [{{'$1', '_'}, [{'<', '$1', 5}], ['$1']}]), element(1, ets:match(O, {'$1', '_'}, 3)), element(1, ets:match_object(O, {'_', '_'}, 2))]),
    p(replace, [ets:select_replace(O, [{{'$1', '$2'}, [{'<', '$1', 4}], [{{'$1', {'-', '$2'}}}]}]), ets:lookup(O, 2), ets:select_count(O, [{{'_', '$1'}, [{'<', '$1', 0}], [true]}])]),
    p(delete, [ets:match_delete(O, {5, '_'}), ets:member(O, 5), ets:select_delete(O, [{{'$1', '_'}, [{'>', '$1', 10}], [true]}]), ets:info(O, size), ets:slot(O, 0)]),
    p(fold, [ets:foldl(fun({K, _}, A) -> [K | A] end, [], O), ets:foldr(fun({K, _}, A) -> [K | A] end, [], O)]),
    B = ets:new(b, [bag]), D = ets:new(d, [duplicate_bag]),
    [ets:insert(X, {k, V}) || X <- [B, D], V <- [1, 2, 1, 3]],
    p(bags, [[ets:lookup(X, k), ets:lookup_element(X, k, 2), ets:member(X, k)] || X <- [B, D]]),
    p(bags, [begin ets:delete_object(X, {k, 1}), ets:lookup(X, k) end || X <- [B, D]]),
    ets:safe_fixtable(O, true),
    walk(O, ets:first(O)),
    ets:safe_fixtable(O, false),
    p(emptied, [ets:tab2list(O)]),
    Me = self(),
    spawn(fun() -> H = ets:new(h, [public, {heir, Me, gift}]), ets:insert(H, {a, 1}) end),
    p(heir, [receive {'ETS-TRANSFER', H, _, Data} -> {Data, ets:tab2list(H), ets:info(H, owner) =:= Me} after 2000 -> none end]),
    G = ets:new(g, []),
    P = spawn(fun() -> receive {'ETS-TRANSFER', G2, From, X} -> ets:insert(G2, {x, X}), From ! {got, ets:info(G2, owner) =:= self()}, receive stop -> ok end end end),
    ets:give_away(G, P, present),
    p(give_away, [receive {got, Y} -> Y after 2000 -> none end, ets:lookup(G, x), try ets:insert(G, {a}) catch E:R -> {E, R} end]),
    p(rename, [ets:rename(ets:new(old_name, [named_table]), new_name), ets:info(old_name), ets:info(new_name, name)]),
    p(compile, [S(ets:match_spec_run([{1, a}, {2, b}, x], ets:match_spec_compile([{{'$1', '$2'}, [{'>', '$1', 1}], [{{'$2', '$1'}}]}]))), ets:test_ms({1, 2}, [{{'$1', '$2'}, [], ['$2']}]), element(1, ets:test_ms({1}, [bad])), ets:is_compiled_ms(x)]),
    p(tab, [ets:insert(B, []), ets:init_table(ets:new(i, []), fun(close) -> ok; (read) -> end_of_input end), ets:setopts(B, {heir, none}), ets:info(B, memory) > 0]),
    p(bad, [try F() catch E2:R2 -> {E2, R2} end || F <- [fun() -> ets:select(T, [bad]) end, fun() -> ets:select(T, x) end, fun() -> ets:select(T, [{'_', [{no_such_guard, 1}], ['$_']}]) end, fun() -> ets:match(T, '$1', 0) end,
        fun() -> ets:insert(T, [{a}, x]) end, fun() -> ets:insert(T, {only}) end, fun() -> ets:slot(T, -1) end, fun() -> ets:rename(T, 1) end]]),
    ok.

p(Name, L) -> io:format("~p: ~p~n", [Name, L]).

%% Deletes while it walks.
walk(_, '$end_of_table') -> ok;
walk(T, K) -> ets:delete(T, K), walk(T, ets:next(T, K)).
