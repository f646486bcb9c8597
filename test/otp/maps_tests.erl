%% maps against orddict as the model: a long run of random operations, checked after every step.
-module(maps_tests).
-export([start/0]).

start() ->
    [io:format("~p keys, seed ~p: ~p~n", [Range, Seed, run(2000, Seed, Range, #{}, [])]) || Range <- [5, 40, 500], Seed <- [1, 2]],
    ok.

next(S) -> (S * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff.

key(S, Range) ->
    N = (S bsr 33) rem Range,
    case N rem 4 of 0 -> N; 1 -> {k, N}; 2 -> integer_to_binary(N); 3 -> [N] end.

run(0, S, _, M, D) -> {map_size(M), lists:sort(maps:to_list(M)) =:= D, erlang:phash2(D), S};
run(N, S, Range, M, D) ->
    K = key(S, Range), V = S bsr 50,
    {M1, D1} = case (S bsr 20) rem 6 of
        0 -> {maps:remove(K, M), orddict:erase(K, D)};
        1 -> {maps:update_with(K, fun(X) -> X + 1 end, 0, M), orddict:update(K, fun(X) -> X + 1 end, 0, D)};
        2 -> {case M of #{K := X} -> M#{K := X * 2}; _ -> M end, case orddict:find(K, D) of {ok, X} -> orddict:store(K, X * 2, D); error -> D end};
        _ -> {M#{K => V}, orddict:store(K, V, D)}
    end,
    true = map_size(M1) =:= length(D1),
    true = maps:find(K, M1) =:= orddict:find(K, D1),
    true = maps:is_key(key(next(S), Range), M1) =:= orddict:is_key(key(next(S), Range), D1),
    run(N - 1, next(S), Range, M1, D1).
