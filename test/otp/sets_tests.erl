%% The laws of sets for sets (both versions), ordsets and gb_sets on pseudo-random sets.
-module(sets_tests).
-export([start/0]).

start() ->
    Lists = [list(N, N * 31 + 7) || N <- lists:seq(0, 60, 5)],
    [io:format("~p: ~p~n", [M, lists:usort([laws(M, A, B, C) || A <- Lists, B <- Lists, C <- [hd(Lists), lists:nth(5, Lists), lists:last(Lists)]])]) || M <- [sets, ordsets, gb_sets]],
    [io:format("~p: ~p~n", [M, [erlang:phash2(lists:sort(M:to_list(M:union(M:from_list(A), M:from_list(lists:last(Lists)))))) || A <- Lists]]) || M <- [sets, ordsets, gb_sets]],
    V2 = fun(L) -> sets:from_list(L, [{version, 2}]) end,
    io:format("~p~n", [lists:usort([lists:sort(sets:to_list(sets:union(V2(A), V2(B)))) =:= lists:usort(A ++ B) || A <- Lists, B <- Lists])]),
    io:format("~p~n", [lists:usort([lists:sort(sets:to_list(sets:intersection(V2(A), sets:from_list(B)))) =:= [X || X <- lists:usort(A), lists:member(X, B)] || A <- Lists, B <- Lists])]),
    ok.

list(0, _) -> [];
list(N, S) -> S1 = (S * 1103515245 + 12345) band 16#7fffffff, [element((S1 bsr 9) rem 3 + 1, {S1 rem 50, {S1 rem 20}, integer_to_list(S1 rem 9)}) | list(N - 1, S1)].

laws(M, A, B, C) ->
    [X, Y, Z] = [M:from_list(L) || L <- [A, B, C]],
    Eq = fun(P, Q) -> lists:sort(M:to_list(P)) =:= lists:sort(M:to_list(Q)) end,
    [Eq(M:union(X, Y), M:union(Y, X)), Eq(M:intersection(X, Y), M:intersection(Y, X)), Eq(M:union(X, M:union(Y, Z)), M:union(M:union(X, Y), Z)),
     Eq(M:intersection(X, M:union(Y, Z)), M:union(M:intersection(X, Y), M:intersection(X, Z))), Eq(M:subtract(X, M:union(Y, Z)), M:intersection(M:subtract(X, Y), M:subtract(X, Z))),
     M:is_subset(M:intersection(X, Y), X), M:is_disjoint(M:subtract(X, Y), Y), M:size(M:union(X, Y)) =:= M:size(X) + M:size(Y) - M:size(M:intersection(X, Y)),
     Eq(M:filter(fun(E) -> M:is_element(E, Y) end, X), M:intersection(X, Y)), M:fold(fun(_, N) -> N + 1 end, 0, X) =:= M:size(X),
     Eq(lists:foldl(fun M:add_element/2, M:new(), A), X), Eq(lists:foldl(fun M:del_element/2, X, B), M:subtract(X, Y))].
