%% ets: the four table types, lookups, updates, counters, traversal, match, select; output in sorted order.
-module(ets_basic_tests).
-export([start/0, id/1]).

start() ->
    lists:foreach(fun types/1, [set, ordered_set, bag, duplicate_bag]),
    T = ets:new(t, [set]),
    io:format("~p~n", [ets:lookup(T, none)]),
    io:format("~p~n", [ets:insert(T, [{N, N * N} || N <- lists:seq(1, 50)])]),
    io:format("~p~n", [ets:insert_new(T, {1, x})]),
    io:format("~p~n", [ets:insert_new(T, {51, x})]),
    io:format("~p~n", [[ets:lookup(T, N) || N <- [1, 50, 51, 52]]]),
    io:format("~p~n", [ets:lookup_element(T, 7, 2)]),
    io:format("~p~n", [[ets:member(T, N) || N <- [1, 100]]]),
    io:format("~p~n", [ets:info(T, size)]),
    io:format("~p~n", [[ets:info(T, I) || I <- [name, type, keypos, protection]]]),
    io:format("~p~n", [ets:update_counter(T, 1, 5)]),
    io:format("~p~n", [ets:update_counter(T, 1, {2, -3})]),
    io:format("~p~n", [ets:update_counter(T, 1, {2, 10, 12, 0})]),
    io:format("~p~n", [ets:update_counter(T, new, 3, {new, 0})]),
    io:format("~p~n", [ets:update_element(T, 2, {2, changed})]),
    io:format("~p~n", [ets:update_element(T, nokey, {2, changed})]),
    io:format("~p~n", [[ets:lookup(T, K) || K <- [1, 2, new]]]),
    io:format("~p~n", [ets:delete(T, 51)]),
    io:format("~p~n", [ets:take(T, 2)]),
    io:format("~p~n", [lists:sort(ets:match(T, {'$1', 16}))]),
    io:format("~p~n", [lists:sort(ets:match_object(T, {'_', 25}))]),
    io:format("~p~n", [lists:sort(ets:select(T, [{{'$1', '$2'}, [{'>', '$2', 2000}], [{{'$2', '$1'}}]}]))]),
    io:format("~p~n", [lists:sort(ets:select(T, [{{'$1', '$2'}, [{'<', '$1', 5}, {is_integer, '$1'}], ['$_']}]))]),
    io:format("~p~n", [ets:select_count(T, [{{'$1', '_'}, [{'=:=', {'rem', '$1', 2}, 0}], [true]}])]),
    io:format("~p~n", [ets:select_delete(T, [{{'$1', '_'}, [{'>', '$1', 10}, {is_integer, '$1'}], [true]}])]),
    io:format("~p~n", [lists:sort(ets:tab2list(T))]),
    io:format("~p~n", [ets:foldl(fun({_, V}, A) when is_integer(V) -> A + V; (_, A) -> A end, 0, T)]),
    io:format("~p~n", [ets:delete_all_objects(T)]),
    io:format("~p ~p~n", [ets:tab2list(T), ets:first(T)]),
    io:format("~p~n", [ets:delete(T)]),
    O = ets:new(ord, [ordered_set, {keypos, 2}]),
    ets:insert(O, [{x, K} || K <- [3, 1, a, 2.0, "s", {t}, 2, b]]),
    io:format("~p~n", [ets:tab2list(O)]),
    io:format("~p~n", [[ets:first(O), ets:last(O), ets:next(O, 1), ets:prev(O, 1), ets:next(O, 1.5), ets:prev(O, zzz)]]),
    io:format("~p~n", [walk(O, ets:first(O))]),
    io:format("~p~n", [ets:select(O, [{{'_', '$1'}, [{is_atom, '$1'}], ['$1']}])]),
    Named = ets:new(my_table, [named_table, public]),
    io:format("~p ~p~n", [Named, ets:whereis(my_table) =/= undefined]),
    Me = self(),
    spawn(fun() -> ets:insert(my_table, {from, child}), Me ! done end),
    receive done -> ok end,
    io:format("~p~n", [ets:lookup(my_table, from)]),
    spawn(fun() -> _ = ets:new(short_lived, [named_table]), Me ! {made, self()}, receive go -> ok end end),
    receive {made, P} -> io:format("~p~n", [ets:info(short_lived, size)]), M = monitor(process, P), P ! go,
        receive {'DOWN', M, _, _, _} -> ok end end,
    io:format("~p~n", [ets:info(short_lived)]),
    lists:foreach(fun(F) -> io:format("~p~n", [try F() catch C:R -> {C, R} end]) end,
        [fun() -> ets:lookup(id(nope), 1) end, fun() -> ets:insert(my_table, id(a)) end, fun() -> ets:insert(my_table, id({})) end,
         fun() -> ets:new(my_table, [named_table]) end, fun() -> ets:new(x, id([bad])) end, fun() -> ets:lookup_element(my_table, k, 1) end,
         fun() -> ets:lookup_element(my_table, from, 3) end, fun() -> ets:update_counter(my_table, from, 1) end,
         fun() -> ets:next(my_table, missing) end, fun() -> ets:lookup(T, 1) end, fun() -> ets:insert(O, {one}) end]),
    ok.

id(X) -> X.

types(Type) ->
    T = ets:new(t, [Type]),
    ets:insert(T, [{a, 1}, {b, 2}, {a, 3}, {a, 1}, {1, int}, {1.0, float}]),
    io:format("~p ~p ~p~n", [Type, lists:sort(ets:lookup(T, a)), ets:info(T, size)]),
    io:format("~p~n", [[ets:lookup(T, K) || K <- [1, 1.0]]]),
    ets:delete_object(T, {a, 1}),
    io:format("~p~n", [lists:sort([E || {K, _} = E <- ets:tab2list(T), is_atom(K)])]),
    ets:delete(T, a),
    io:format("~p~n", [ets:info(T, size)]).

walk(_, '$end_of_table') -> [];
walk(T, K) -> [K | walk(T, ets:next(T, K))].
