%% dict and gb_trees against orddict; growing and shrinking tables.
-module(dict_tests).
-export([start/0]).

start() ->
    [io:format("~p: ~p~n", [M, run(M, 1500, 12345, M:new(), [])]) || M <- [dict]],
    io:format("gb_trees: ~p~n", [trees(1500, 777, gb_trees:empty(), [])]),
    D = dict:from_list([{I, I} || I <- lists:seq(1, 2000)]),
    E = lists:foldl(fun dict:erase/2, D, lists:seq(1, 1990)),
    io:format("~p~n", [lists:sort(dict:to_list(E))]),
    io:format("~p~n", [dict:fold(fun(_, V, A) -> V + A end, 0, D)]),
    ok.

next(S) -> (S * 1103515245 + 12345) band 16#7fffffff.

run(M, 0, _, D, O) -> {M:size(D), lists:sort(M:to_list(D)) =:= O, erlang:phash2(O)};
run(M, N, S, D, O) ->
    K = (S bsr 8) rem 100, V = S bsr 16,
    {D1, O1} = case S rem 5 of
        0 -> {M:erase(K, D), orddict:erase(K, O)};
        1 -> {M:append({l, K}, V, D), orddict:append({l, K}, V, O)};
        2 -> {M:update_counter(-K, V, D), orddict:update_counter(-K, V, O)};
        _ -> {M:store(K, V, D), orddict:store(K, V, O)}
    end,
    true = M:find(K, D1) =:= orddict:find(K, O1),
    run(M, N - 1, next(next(S)), D1, O1).

trees(0, _, T, O) -> {gb_trees:size(T), gb_trees:to_list(T) =:= O, erlang:phash2(O), erlang:phash2(T)};
trees(N, S, T, O) ->
    K = (S bsr 8) rem 100, V = S bsr 16,
    {T1, O1} = case (S bsr 5) rem 4 of
        0 -> {gb_trees:delete_any(K, T), orddict:erase(K, O)};
        1 when O =/= [] -> {A, B, T2} = gb_trees:take_smallest(T), [{A, B} | O2] = O, {T2, O2};
        _ -> {gb_trees:enter(K, V, T), orddict:store(K, V, O)}
    end,
    true = gb_trees:lookup(K, T1) =:= case orddict:find(K, O1) of {ok, X} -> {value, X}; error -> none end,
    trees(N - 1, next(next(S)), T1, O1).
