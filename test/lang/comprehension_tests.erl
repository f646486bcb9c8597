%% List and binary comprehensions: generators, filters, nesting, shadowing, patterns that skip, and bad generators.
-module(comprehension_tests).
-export([start/0, id/1]).

start() ->
    io:format("~p~n", [[X * X || X <- lists:seq(1, 10)]]),
    io:format("~p~n", [[X || X <- lists:seq(1, 20), X rem 2 =:= 0, X > 5]]),
    io:format("~p~n", [[{X, Y} || X <- [1, 2, 3], Y <- [a, b]]]),
    io:format("~p~n", [[{X, Y} || X <- [1, 2, 3], Y <- lists:seq(X, 3), X =/= Y]]),
    io:format("~p~n", [[X || {ok, X} <- [{ok, 1}, {error, 2}, ok, {ok, 3}, [ok], {ok, 4, 5}]]]),
    io:format("~p~n", [[X || [X, _] <- [[1, 2], [3], "ab", {1, 2}, []]]]),
    io:format("~p~n", [[X || X = {_, 1} <- [{a, 1}, {b, 2}, {c, 1}]]]),
    io:format("~p~n", [[[Y || Y <- X, Y > 1] || X <- [[1, 2], [], [3], [0]]]]),
    io:format("~p~n", [[ok || _ <- [1, 2, 3]]]),
    io:format("~p~n", [[X || X <- id([])]]),
    X = outer,
    io:format("~p ~p~n", [[X || X <- [inner]], X]),
    io:format("~p~n", [[{A, B, C} || C <- lists:seq(1, 20), B <- lists:seq(1, C), A <- lists:seq(1, B), A * A + B * B =:= C * C]]),
    io:format("~p~n", [perms([1, 2, 3])]),
    io:format("~p~n", [qsort([5, 3, 9, 1, 1, 8, 0, -4])]),
    io:format("~p~n", [[Y || Z <- [1, 2, 3], Y <- [Z * 10], Y > 10]]),
    io:format("~p~n", [[B || <<B>> <= <<1, 2, 3>>]]),
    io:format("~p~n", [[{A, B} || <<A:4, B:4>> <= <<16#12, 16#34, 16#f0>>]]),
    io:format("~p~n", [<< <<(B * 2)>> || <<B>> <= <<1, 2, 3>> >>]),
    io:format("~p~n", [<< <<B:16>> || B <- [1, 256, 65535, 65536] >>]),
    io:format("~p~n", [<< <<B/binary, $,>> || B <- [<<"a">>, <<"bcd">>, <<>>] >>]),
    io:format("~p~n", [<< <<B:1>> || B <- [1, 0, 1, 1, 0] >>]),
    io:format("~p~n", [[X1 || <<X1:16/little>> <= <<1, 0, 2, 0, 3>>]]),
    io:format("~p~n", [[C || <<C/utf8>> <= <<"a\x{e5}\x{3b1}\x{10000}"/utf8>>]]),
    io:format("~p~n", [[{L, S} || <<L, S:L/binary>> <= <<3, "abc", 0, 2, "de", 9, "f">>]]),
    io:format("~p~n", [[B || <<1, B>> <= <<1, 2, 3, 4, 1, 5>>]]),
    io:format("~p~n", [[{A, B} || A <- [1, 2], <<B>> <= <<3, 4>>]]),
    io:format("~p~n", [[F(3) || F <- [fun(N) -> N + 1 end, fun(N) -> N * N end, fun erlang:float/1]]]),
    io:format("~p~n", [[(catch 10 div N) =:= 5 || N <- [1, 2, 3]]]),
    io:format("~p~n", [[N || N <- [1, a, 2, b, 3], is_integer(N) andalso N > 1]]),
    io:format("~p~n", [[N || N <- [1, 0, 2, a], 4 div N =:= 4 orelse true]] ) ,
    ok = more(),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> [A || A <- id(a)] end, fun() -> [A || A <- id([1, 2 | 3])] end, fun() -> [A || <<A>> <= id([1])] end,
         fun() -> [A || A <- [1, 2], id(not_bool)] end, fun() -> [1 div A || A <- [1, 0]] end,
         fun() -> << <<A>> || A <- [1, a] >> end, fun() -> << <<A/binary>> || A <- [<<1>>, 2] >> end,
         fun() -> << A || A <- [id(<<1>>), id(2)] >> end,
         fun() -> [A || A <- id(#{})] end, fun() -> [A || {A, A} <- [{1, 1}, {1, 2}, {2, 2}]] end]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

more() ->
    M = [[1, 2, 3], [4, 5, 6]],
    io:format("~p~n", [[[lists:nth(I, R) || R <- M] || I <- [1, 2, 3]]]),
    io:format("~p~n", [length([1 || _ <- lists:seq(1, 50000)])]),
    io:format("~p~n", [byte_size(<< <<N:32>> || N <- lists:seq(1, 20000) >>)]),
    io:format("~p~n", [lists:sum([N || <<N:32>> <= << <<N:32>> || N <- lists:seq(1, 20000) >>])]),
    io:format("~s~n", [[integer_to_list(N) || N <- [1, 2, 3]]]),
    ok.

perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].

qsort([]) -> [];
qsort([P | T]) -> qsort([X || X <- T, X < P]) ++ [P] ++ qsort([X || X <- T, X >= P]).
