%% Body recursion a million deep, deep non-tail mutual recursion, deep terms built, compared, copied, sized and printed.
-module(deep_recursion_tests).
-export([start/0]).

start() ->
    N = 1000000,
    io:format("~w~n", [sum(N)]),
    io:format("~w~n", [length(build(N))]),
    io:format("~w~n", [even(N)]),
    io:format("~w~n", [floats(N)]),
    io:format("~w~n", [three(N, 1, 2, 3)]),
    io:format("~w~n", [catch sum_then_fail(N)]),
    io:format("~w~n", [try sum_then_fail(N) catch throw:T -> {thrown, T} after io:format("after~n") end]),
    io:format("~w~n", [tries(10000)]),
    D1 = nest(200000, leaf), D2 = nest(200000, leaf), D3 = nest(200000, other),
    io:format("~w~n", [{D1 =:= D2, D1 == D3, D1 < D3}]),
    io:format("~w~n", [depth(D1, 0)]),
    Me = self(),
    spawn(fun() -> Me ! D1 end),
    io:format("~w~n", [receive X -> X =:= D2 end]),
    io:format("~w~n", [erlang:phash2(D1) =:= erlang:phash2(D2)]),
    io:format("~w~n", [binary_to_term(term_to_binary(D1)) =:= D2]),
    io:format("~w~n", [byte_size(iolist_to_binary(nest_list(200000)))]),
    io:format("~w~n", [length(lists:flatten(nest_list(200000)))]),
    io:format("~w~n", [map_depth(maps_(1000), 0)]),
    L = lists:foldr(fun(E, Acc) -> [E + 1 | Acc] end, [], lists:seq(1, N)),
    io:format("~w ~w~n", [hd(L), lists:last(L)]),
    io:format("~w~n", [length(lists:map(fun(E) -> E * 2 end, L))]),
    io:format("~w~n", [tail(5 * N, 0)]),
    io:format("~w~n", [iolist_size(io_lib:format("~w", [nest(5000, x)]))]),
    ok.

sum(0) -> 0;
sum(N) -> N + sum(N - 1).

build(0) -> [];
build(N) -> [N | build(N - 1)].

even(0) -> true;
even(N) -> not odd(N - 1).

odd(0) -> true;
odd(N) -> not even(N - 1).

floats(0) -> 0.0;
floats(N) -> 0.5 + floats(N - 1).

three(0, A, B, C) -> A + B + C;
three(N, A, B, C) ->
    R = three(N - 1, B, C, A),
    case R > 1000000000 of true -> R - 1000000000 + A; false -> R + A + B * C end.

sum_then_fail(0) -> throw(bottom);
sum_then_fail(N) -> 1 + sum_then_fail(N - 1).

tries(0) -> 0;
tries(N) -> try 1 + tries(N - 1) catch throw:_ -> never after ok end.

nest(0, Leaf) -> Leaf;
nest(N, Leaf) -> nest(N - 1, {N, Leaf}).

depth({_, T}, D) -> depth(T, D + 1);
depth(_, D) -> D.

nest_list(N) -> lists:foldl(fun(_, Acc) -> [$a, Acc] end, <<"b">>, lists:seq(1, N)).

maps_(N) -> lists:foldl(fun(I, M) -> #{key => M, I => I} end, #{}, lists:seq(1, N)).

map_depth(#{key := M}, D) -> map_depth(M, D + 1);
map_depth(_, D) -> D.

tail(0, Acc) -> Acc;
tail(N, Acc) -> tail(N - 1, (Acc + N) rem 1000003).
