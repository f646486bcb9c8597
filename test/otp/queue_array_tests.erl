%% queue and array against lists, over a long run of random operations.
-module(queue_array_tests).
-export([start/0]).

start() ->
    [io:format("queue ~p: ~p~n", [S, queue(1500, S, queue:new(), [])]) || S <- [1, 99, 1234]],
    [io:format("array ~p: ~p~n", [S, array(1000, S, array:new({default, none}), #{})]) || S <- [1, 99]],
    ok.

next(S) -> (S * 1103515245 + 12345) band 16#7fffffff.

queue(0, _, Q, L) -> {queue:len(Q), queue:to_list(Q) =:= L, erlang:phash2(L)};
queue(N, S, Q, L) ->
    X = S bsr 10,
    {Q1, L1} = case (S bsr 7) rem 9 of
        0 -> {queue:reverse(Q), lists:reverse(L)};
        1 -> {queue:in_r(X, Q), [X | L]};
        2 -> case {queue:out(Q), L} of {{{value, V}, A}, [V | T]} -> {A, T}; {{empty, A}, []} -> {A, []} end;
        3 -> case queue:out_r(Q) of {{value, V}, A} -> V = lists:last(L), {A, lists:droplast(L)}; {empty, A} -> {A, []} end;
        4 -> {A, B} = queue:split(length(L) div 2, Q), {queue:join(B, A), element(2, lists:split(length(L) div 2, L)) ++ element(1, lists:split(length(L) div 2, L))};
        5 -> {queue:filter(fun(V) -> V rem 5 =/= 0 end, Q), [V || V <- L, V rem 5 =/= 0]};
        _ -> {queue:in(X, Q), L ++ [X]}
    end,
    true = queue:len(Q1) =:= length(L1),
    queue(N - 1, next(next(S)), Q1, L1).

array(0, _, A, M) ->
    L = [maps:get(I, M, none) || I <- lists:seq(0, array:size(A) - 1)],
    {array:size(A), array:to_list(A) =:= L, erlang:phash2(L), array:foldl(fun(_, none, N) -> N; (I, _, N) -> N + I end, 0, A) =:= lists:sum(maps:keys(M))};
array(N, S, A, M) ->
    I = (S bsr 9) rem 1200, X = S bsr 20,
    case (S bsr 5) rem 4 of
        0 -> array(N - 1, next(next(S)), array:reset(I, array:set(I, x, A)), maps:remove(I, M));
        _ -> true = array:get(I, A) =:= maps:get(I, M, none), array(N - 1, next(next(S)), array:set(I, X, A), M#{I => X})
    end.
