%% untranslated
%% Tuples of 0 to 20 elements: building, matching, element/2, setelement/3 and friends, and their errors.
-module(tuples_tests).
-export([start/0, id/1]).

start() ->
    io:format("~p~n", [[{}, {1}, {1, 2}, {1, 2, 3}, {1, 2, 3, 4}]]),
    lists:foreach(fun build/1, lists:seq(0, 20)),
    io:format("~p~n", [wide(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)]),
    T = id({a, b, c, d, e, f, g, h, i, j, k}),
    io:format("~p~n", [[element(I, T) || I <- lists:seq(1, 11)]]),
    io:format("~p~n", [[setelement(I, T, new) || I <- lists:seq(1, 11)]]),
    io:format("~p~n", [T]),
    {A, _, _, D, _, _, _, H, _, _, K} = T,
    io:format("~p~n", [[A, D, H, K]]),
    io:format("~p~n", [[tuple_size(X) || X <- [{}, {a}, {a, b}, T]]]),
    io:format("~p~n", [erlang:append_element({a, b}, c)]),
    io:format("~p~n", [erlang:append_element(id({}), c)]),
    io:format("~p~n", [[erlang:delete_element(I, {a, b, c}) || I <- [1, 2, 3]]]),
    io:format("~p~n", [[erlang:insert_element(I, {a, b, c}, x) || I <- [1, 2, 3, 4]]]),
    io:format("~p~n", [[erlang:make_tuple(N, z) || N <- [0, 1, 3, 9]]]),
    io:format("~p~n", [erlang:make_tuple(5, [], [{2, ignored}, {5, zz}, {2, aa}])]),
    io:format("~p~n", [[tuple_to_list(X) || X <- [{}, {a}, T]]]),
    io:format("~p~n", [[list_to_tuple(X) || X <- [[], [a], "abc", lists:seq(1, 30)]]]),
    io:format("~w~n", [list_to_tuple(lists:seq(1, 300))]),
    U = lists:foldl(fun(I, Acc) -> setelement(I, Acc, I * I) end, erlang:make_tuple(20, 0), lists:seq(1, 20, 2)),
    io:format("~p~n", [U]),
    V = setelement(3, setelement(2, setelement(1, id({x, y, z}), 1), 2), 3),
    io:format("~p~n", [V]),
    io:format("~p~n", [[{1, 2} =:= id({1, 2}), {1, 2} =:= id({1, 2.0}), {1, 2} == id({1, 2.0}), {} =:= id({})]]),
    Deep = lists:foldl(fun(I, Acc) -> {I, Acc} end, {}, lists:seq(1, 30)),
    io:format("~w~n", [Deep]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> element(id(0), T) end, fun() -> element(id(12), T) end, fun() -> element(id(a), T) end,
         fun() -> element(id(-1), T) end, fun() -> element(1, id([a])) end, fun() -> element(id(1.0), T) end,
         fun() -> element(id(1 bsl 70), T) end,
         fun() -> setelement(id(0), T, x) end, fun() -> setelement(id(12), T, x) end, fun() -> setelement(1, id(a), x) end,
         fun() -> tuple_size(id([])) end, fun() -> size(id(a)) end, fun() -> tuple_to_list(id(a)) end,
         fun() -> list_to_tuple(id(a)) end, fun() -> list_to_tuple(id([a | b])) end,
         fun() -> erlang:delete_element(id(4), {a, b, c}) end, fun() -> erlang:insert_element(id(5), {a, b, c}, x) end,
         fun() -> erlang:make_tuple(id(-1), x) end, fun() -> erlang:make_tuple(3, x, id([{4, a}])) end,
         fun() -> erlang:make_tuple(3, x, id([a])) end, fun() -> {_, _} = id({a, b, c}) end,
         fun() -> size(id({a, b, c})) end, fun() -> size(id(<<1, 2>>)) end]),
    io:format("~p~n", [[in_guard(X) || X <- [{a}, {b, 1}, {b}, [], {c, d, e}, {}]]]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

build(N) ->
    T = list_to_tuple(lists:seq(1, N)),
    io:format("~p ~w ~p ~p~n", [N, T, tuple_size(T), N =:= 0 orelse element(N, T)]).

wide(A, B, C, D, E, F, G, H, I, J) ->
    T = {J, I, H, G, F, E, D, C, B, A},
    {T, {A, {B, {C, {D, E, F, G, H, I, J}, T}}}}.

in_guard(X) when element(1, X) =:= a -> first_a;
in_guard(X) when tuple_size(X) =:= 2, element(2, X) > 0 -> pair;
in_guard(X) when tuple_size(X) >= 2; X =:= [] -> two_or_nil;
in_guard(X) when is_tuple(X) -> tuple.
