%% Small integers and the borders at which BEAM, or we, go over to big ones: 2^27, 2^31, 2^59, 2^60, 2^63, 2^64.
-module(small_int_tests).
-export([start/0, id/1]).

start() ->
    Edges = lists:append([[(1 bsl B) - 1, 1 bsl B, (1 bsl B) + 1] || B <- [27, 28, 31, 32, 58, 59, 60, 61, 62, 63, 64]]),
    All = [0, 1, 2, 7] ++ Edges,
    Signed = All ++ [-X || X <- All, X =/= 0],
    lists:foreach(fun(X) ->
        io:format("~w: ~w ~w ~w ~w ~w ~w~n", [X, id(X) + 1, id(X) - 1, -id(X), abs(id(X)), id(X) * 2, bnot id(X)])
    end, Signed),
    lists:foreach(fun(X) ->
        io:format("~w: ~w~n", [X, [id(X) * id(Y) || Y <- [-1, 0, 1, 3, -5, 1 bsl 30, -(1 bsl 31), 1 bsl 32]]])
    end, Signed),
    lists:foreach(fun(X) ->
        io:format("~w: ~w~n", [X, [{id(X) div id(Y), id(X) rem id(Y)} || Y <- [-1, 1, 3, -5, 10, 1 bsl 31, -(1 bsl 59)]]])
    end, Signed),
    lists:foreach(fun(X) ->
        io:format("~w: ~w~n", [X, [id(X) + id(Y) || Y <- [X, -X, 1 bsl 59, -(1 bsl 59) - 1, 1 bsl 63]]]),
        io:format("~w: ~w~n", [X, [id(X) - id(Y) || Y <- [X, -X, 1 bsl 59, -(1 bsl 59) - 1, 1 bsl 63]]])
    end, Signed),
    io:format("~w~n", [[count(N, 0) || N <- [0, 1, 10, 1000]]]),
    io:format("~w~n", [grow(1, 70)]),
    io:format("~w~n", [shrink(1 bsl 70, [])]),
    io:format("~w~n", [[compare(X, Y) || X <- Edges, Y <- [1 bsl 59, 1 bsl 63]]]),
    io:format("~w~n", [[+ id(X) || X <- [1, -1, 1 bsl 65]]]),
    io:format("~w~n", [fold(1000)]),
    io:format("~w~n", [collatz(27, [])]),
    ok.

id(X) -> X.

count(0, Acc) -> Acc;
count(N, Acc) -> count(N - 1, Acc + N).

grow(_, 0) -> [];
grow(X, N) -> [X | grow(X + X, N - 1)].

shrink(0, Acc) -> Acc;
shrink(X, Acc) -> shrink(X div 16, [X - 1 | Acc]).

compare(X, Y) -> {X < Y, X =< Y, X == Y, X /= Y, X >= Y, X > Y, X =:= Y, X =/= Y}.

%% Goes back and forth over the border of small integers.
fold(N) -> fold(N, (1 bsl 59) - 500, 0).

fold(0, X, Acc) -> {X, Acc};
fold(N, X, Acc) -> fold(N - 1, X + 1, (Acc bxor X) band ((1 bsl 64) - 1)).

collatz(1, Acc) -> lists:reverse(Acc, [1]);
collatz(N, Acc) when N band 1 =:= 0 -> collatz(N bsr 1, [N | Acc]);
collatz(N, Acc) -> collatz(3 * N + 1, [N | Acc]).
