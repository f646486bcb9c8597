%% The order of all terms: number < atom < reference < fun < port < pid < tuple < map < nil < list < bit string.
-module(compare_tests).
-export([start/0, id/1]).

start() ->
    Terms = [0, 1, -1, 1.0, 1.5, -1.5, 1 bsl 70, -(1 bsl 70), 1.0e30, a, b, aa, 'A', '', zzz,
             {}, {1}, {2}, {1, 2}, {a, b}, {1.0}, [], [1], [1, 2], [2], [1 | 2], [a], "abc", [[]], #{}, #{a => 1}, #{a => 2},
             #{b => 1}, #{1 => a}, #{1.0 => a}, #{a => 1, b => 2}, <<>>, <<1>>, <<1, 2>>, <<2>>, <<1:4>>, <<"abc">>],
    Num = lists:zip(lists:seq(1, length(Terms)), Terms),
    io:format("~p~n", [lists:sort(Terms)]),
    io:format("~p~n", [lists:usort(Terms)]),
    lists:foreach(fun({N, X}) -> io:format("~w: ~s~n", [N, [code(id(X), id(Y)) || {_, Y} <- Num]]) end, Num),
    io:format("~p~n", [[class(X) || X <- lists:sort([fun id/1, {}, [], self(), make_ref(), a, 1, <<>>, #{}])]]),
    io:format("~p~n", [[ints_floats(I, F) || I <- [9007199254740991, 9007199254740992, 9007199254740993, 9007199254740994,
        1 bsl 60, (1 bsl 60) + 1, (1 bsl 63) - 1, 1 bsl 64, (1 bsl 64) + 1], F <- [9007199254740992.0, 1.152921504606847e18,
        9.223372036854775807e18, 1.8446744073709552e19]]]),
    io:format("~p~n", [[{1, 2} < {1, 3}, {2} < {1, 1}, [1, 2] < [1, 2, 3], [2] < [1, 2, 3], "a" < "b", {a, [1]} == {a, [1.0]}]]),
    io:format("~p~n", [[{1, [2, {3.0}]} == id({1.0, [2.0, {3}]}), {1, [2, {3.0}]} =:= id({1.0, [2.0, {3}]})]]),
    io:format("~p~n", [[0.0 == id(-0.0), 0 == id(-0.0), 0.0 =:= id(0.0), <<>> =:= id(<<>>), "" =:= id([])]]),
    io:format("~p~n", [[lists:sort([{b, 1}, {a, 2}, {b, 0}, {a, 1}]), lists:sort([3, 1.0, 2, 1, 2.0])]]),
    io:format("~p~n", [lists:sort(['Z', a, 'a b', 'ä', aaa, z, 'a1', a_, '1'])]),
    io:format("~p~n", [[max(a, 1), min(a, 1), max(1, 1.0), max(1.0, 1), min(1, 1.0), min(1.0, 1), max([], {}), min(<<>>, [])]]),
    Deep = fun(N, Last) -> lists:foldl(fun(_, Acc) -> [{x, Acc}] end, Last, lists:seq(1, N)) end,
    io:format("~p~n", [[Deep(100000, a) == Deep(100000, a), Deep(100000, a) < Deep(100000, b), Deep(1000, 1) == Deep(1000, 1.0)]]),
    Long = lists:seq(1, 50000),
    io:format("~p~n", [[Long == Long ++ [], Long < Long ++ [x], Long =:= lists:seq(1, 50000), Long > tl(Long)]]),
    ok.

id(X) -> X.

%% One character for each pair, from which all eight operators can be read.
code(X, Y) ->
    Eight = [X < Y, X =< Y, X == Y, X /= Y, X >= Y, X > Y, X =:= Y, X =/= Y],
    case Eight of
        [true, true, false, true, false, false, false, true] -> $<;
        [false, false, false, true, true, true, false, true] -> $>;
        [false, true, true, false, true, false, true, false] -> $=;
        [false, true, true, false, true, false, false, true] -> $~;
        _ -> $?
    end.

class(X) when is_number(X) -> number;
class(X) when is_atom(X) -> atom;
class(X) when is_reference(X) -> reference;
class(X) when is_function(X) -> function;
class(X) when is_pid(X) -> pid;
class(X) when is_tuple(X) -> tuple;
class(X) when is_map(X) -> map;
class([]) -> nil;
class(X) when is_list(X) -> list;
class(X) when is_bitstring(X) -> bits.

ints_floats(I, F) -> {I < F, I == F, F < I}.
