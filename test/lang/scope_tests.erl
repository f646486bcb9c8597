%% untranslated
%% Variables: shadowing in funs and comprehensions, export from case and if, underscore, matching bound variables, repeated names.
-module(scope_tests).
-export([start/0, id/1]).

start() ->
    X = id(1),
    F = fun(Y) -> X + Y end,
    io:format("~p~n", [F(10)]),
    G = fun(X1) -> fun(X2) -> fun(X3) -> {X, X1, X2, X3} end end end,
    io:format("~p~n", [((G(a))(b))(c)]),
    io:format("~p~n", [[Z || Z <- [1, 2, 3], Z =/= X]]),
    {X, W} = id({1, two}),
    io:format("~p~n", [W]),
    io:format("~p~n", [case id({1, 2}) of {X, V} -> {bound, V}; {_, V} -> {other, V} end]),
    case id(b) of a -> R = 1, S = 2; b -> R = 3, S = 4; _ -> R = 5, S = 6 end,
    io:format("~p ~p~n", [R, S]),
    if R > S -> Big = R; true -> Big = S end,
    io:format("~p~n", [Big]),
    _ = id(ignored), _ = id(again), _Named = id(unused),
    io:format("~p~n", [match({1, 1, {1}})]), io:format("~p~n", [match({1, 2, {1}})]), io:format("~p~n", [match({a, b, c})]),
    io:format("~p~n", [fun({A, A}) -> {same, A}; ({A, B}) -> {A, B} end({2, 2})]),
    io:format("~p~n", [(fun(A, [A | T]) -> T; (_, L) -> L end)(1, [1, 2, 3])]),
    L = [fun() -> N * 10 end || N <- [1, 2, 3]],
    io:format("~p~n", [[H() || H <- L]]),
    T = {Q = id(5), Q2 = id(6)},
    io:format("~p ~p ~p~n", [T, Q, Q2]),
    [Hd | Tl] = [P1, P2, P3] = id([1, 2, 3]),
    io:format("~p ~p ~p ~p ~p~n", [Hd, Tl, P1, P2, P3]),
    #{k := K1} = #{j := J1} = id(#{k => v, j => w}),
    io:format("~p ~p~n", [K1, J1]),
    io:format("~p~n", [counter(3)]),
    io:format("~p~n", [try M2 = id(1), M2 + 1 of M3 -> M3 + 1 catch _:_ -> none end]),
    Rec = fun Self([]) -> []; Self([E | Es]) -> [E * X | Self(Es)] end,
    io:format("~p~n", [Rec([5, 6])]),
    io:format("~p~n", [aliased([{a, 1}, {b, 2}, c])]),
    io:format("~p~n", [string_patterns("prefix rest")]), io:format("~p~n", [string_patterns("other")]),
    io:format("~p~n", [[op_patterns(C) || C <- [3, -4, $a + 1, {1 + 1, "ab"}, "abc"]]]),
    io:format("~p~n", [deep_pattern({[{a, #{k => [1, {x, <<"b", 7>>}]}}], "t"})]),
    ok.

id(X) -> X.

match({A, A, {A}}) -> all_same;
match({A, _, {A}}) -> ends;
match({_, _, _}) -> different.

counter(0) -> [];
counter(N) -> M = N - 1, [M | counter(M)].

aliased([{a, _} = First | Rest = [_ | _]]) -> {First, Rest}.

string_patterns("prefix " ++ Rest) -> {rest, Rest};
string_patterns([$o | _] = S) -> {o, S}.

op_patterns(1 + 2) -> three; op_patterns(-4) -> minus_four; op_patterns($b) -> b; op_patterns({2, "a" ++ B}) -> {two, B}; op_patterns([$a | "bc"]) -> abc.

deep_pattern({[{A, #{k := [N, {X, <<"b", B>>}]}}], [T]}) -> {A, N, X, B, T}.
