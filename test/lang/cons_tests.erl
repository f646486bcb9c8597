%% Lists at their lowest level: hd, tl, length, ++, --, improper lists, strings, deep nesting.
-module(cons_tests).
-export([start/0, id/1]).

start() ->
    io:format("~p~n", [[[], [1], [1, 2], [a | b], [a, b | c], [[]], [[[]]], "str", [0, 1], [7, 8, 9, 10]]]),
    L = id([1, 2, 3, 4, 5]),
    io:format("~p ~p ~p~n", [hd(L), tl(L), length(L)]),
    io:format("~p~n", [[[] ++ [], [] ++ [1], [1] ++ [], [1] ++ [2], [1, 2] ++ [3 | 4], [] ++ x, id([1]) ++ id(x)]]),
    io:format("~p~n", [id([1, 2]) ++ id([3]) ++ id([]) ++ id([4, 5])]),
    io:format("~p~n", ["abc" ++ "def" ++ id("ghi")]),
    io:format("~p~n", [[id(A) -- id(B) || {A, B} <- [{[], []}, {[], [1]}, {[1, 2, 3], []}, {[1, 2, 3], [2]}, {[1, 2, 1], [1]},
        {[1, 1, 1], [1, 1]}, {[1, 2, 3, 4], [4, 3, 2, 1]}, {[1, 1.0, 2], [1.0]}, {"hello world", "lo wo"}, {[a, b], [c]}]]]),
    io:format("~p~n", [id([1, 2, 3]) -- id([1]) -- id([1])]),
    io:format("~p~n", [[reverse(L, []), rev_naive(L), append(L, L), nth(3, L), last(L), sum(L), zip(L, [a, b, c])]]),
    io:format("~p~n", [[improper([1, 2 | 3]), improper([]), improper(x), improper([1])]]),
    [A, B | C] = L,
    [_, [X | _], "s" ++ Rest] = id([a, [b, c], "string"]),
    io:format("~p ~p ~p ~p ~p~n", [A, B, C, X, Rest]),
    Big = lists:seq(1, 100000),
    io:format("~p ~p ~p~n", [length(Big), sum(Big), last(reverse(Big, []))]),
    io:format("~p~n", [length(Big ++ Big)]),
    io:format("~p~n", [length(Big -- lists:seq(1, 100000, 2))]),
    io:format("~p~n", [nest(20)]),
    io:format("~p~n", [depth(nest(100000), 0)]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> hd(id([])) end, fun() -> tl(id([])) end, fun() -> hd(id(a)) end, fun() -> tl(id({})) end,
         fun() -> length(id(a)) end, fun() -> length(id([a | b])) end, fun() -> length(id([])) end,
         fun() -> id(a) ++ [1] end, fun() -> id([1 | 2]) ++ [3] end, fun() -> id([1, 2, 3]) -- id(a) end,
         fun() -> id(a) -- [] end, fun() -> id([1 | 2]) -- [3] end, fun() -> id([1]) -- id([1 | 2]) end,
         fun() -> [_ | _] = id([]) end, fun() -> [] = id([1]) end, fun() -> sum(id([1 | 2])) end]),
    io:format("~p~n", [[guard(Y) || Y <- [[], [1], [1, 2], [1, 2, 3], [1 | 2], a]]]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

reverse([], Acc) -> Acc;
reverse([H | T], Acc) -> reverse(T, [H | Acc]).

rev_naive([]) -> [];
rev_naive([H | T]) -> rev_naive(T) ++ [H].

append([], L) -> L;
append([H | T], L) -> [H | append(T, L)].

nth(1, [H | _]) -> H;
nth(N, [_ | T]) -> nth(N - 1, T).

last([X]) -> X;
last([_ | T]) -> last(T).

sum([]) -> 0;
sum([H | T]) -> H + sum(T).

zip([A | As], [B | Bs]) -> [{A, B} | zip(As, Bs)];
zip(_, _) -> [].

improper([_ | T]) when not is_list(T) -> {improper, T};
improper([_ | T]) -> improper(T);
improper([]) -> proper;
improper(_) -> no_list.

nest(0) -> [];
nest(N) -> [nest(N - 1)].

depth([], D) -> D;
depth([X], D) -> depth(X, D + 1).

guard(L) when length(L) > 2 -> long;
guard(L) when hd(L) =:= 1, tl(L) =/= [] -> starts;
guard([]) -> nil;
guard(L) when is_list(L) -> list;
guard(_) -> none.
