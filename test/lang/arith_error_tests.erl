%% What arithmetic does with wrong operands, in bodies and in guards, and operators called as functions.
-module(arith_error_tests).
-export([start/0, id/1]).

start() ->
    Ops = ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr'],
    Vals = [1, 0, 2.5, 0.0, a, [], {}, "1", <<1>>, 1 bsl 70],
    [io:format("~p: ~p~n", [Op, [two(Op, A, B) || A <- Vals, B <- [1, 0, 2.0, x, [1]]]]) || Op <- Ops],
    [io:format("~p: ~p~n", [Op, [one(Op, A) || A <- Vals]]) || Op <- ['+', '-', 'bnot', 'not', abs, float, trunc, round, floor, ceil]],
    [io:format("~p: ~p~n", [Op, [two(Op, A, B) || A <- [true, false, 1, x], B <- [true, false, 0]]])
     || Op <- ['and', 'or', 'xor']],
    io:format("~p~n", [[direct(A, B) || A <- [7, -7, 0, a], B <- [2, -2, 0, 2.0]]]),
    io:format("~p~n", [[guards(A, B) || A <- [7, -7, 0, a], B <- [2, 0, 2.0, x]]]),
    io:format("~p~n", [[{max(id(A), id(B)), min(id(A), id(B))} || A <- [1, 2.0, a], B <- [1.0, 2, b]]]),
    io:format("~p~n", [[catch_div(A, B) || A <- [10, 10.0], B <- [0, 0.0, -0.0]]]),
    io:format("~p~n", [[id(A) div id(B) || {A, B} <- [{7, 2}, {-7, 2}, {7, -2}, {-7, -2}, {1, 3}, {-1, 3}, {0, -5}]]]),
    io:format("~p~n", [[id(A) rem id(B) || {A, B} <- [{7, 2}, {-7, 2}, {7, -2}, {-7, -2}, {1, 3}, {-1, 3}, {0, -5}]]]),
    io:format("~p~n", [[id(A) / id(B) || {A, B} <- [{7, 2}, {-7, 2}, {6, -2}, {1, 3}, {0, -5}, {0, 5}]]]),
    io:format("~p~n", [[succ_loop(X) || X <- [3, 3.5, a]]]),
    ok.

id(X) -> X.

two(Op, A, B) ->
    try erlang:Op(A, B) of
        V when is_integer(V), V > 1 bsl 60 -> big;
        V -> V
    catch error:R -> R
    end.

one(Op, A) ->
    try erlang:Op(A) catch error:R -> R end.

direct(A, B) ->
    [try A + B catch _:R -> R end,
     try A - B catch _:R -> R end,
     try A * B catch _:R -> R end,
     try A / B catch _:R -> R end,
     try A div B catch _:R -> R end,
     try A rem B catch _:R -> R end,
     try A bsl B catch _:R -> R end].

guards(A, B) ->
    [if A + B > 0 -> plus; true -> no end,
     if A / B > 0 -> quotient; true -> no end,
     if A div B =/= 0; A rem B =:= 1 -> integer; true -> no end,
     if not (A - B < 0) -> minus; true -> no end,
     if A * B == 14 -> times; A bsl B == 28 -> shifted; true -> no end].

catch_div(A, B) -> case catch A / B of {'EXIT', {R, _}} -> R; V -> V end.

succ_loop(X) -> try lists:map(fun(N) -> X + N end, [1, 2, 3]) catch C:R -> {C, R} end.
