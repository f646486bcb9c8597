%% band, bor, bxor, bnot, bsl, bsr over small and big, positive and negative integers; shifts by negative counts.
-module(bitwise_tests).
-export([start/0, id/1]).

start() ->
    Nums = [0, 1, 2, 5, 255, 16#5555, 1 bsl 31, (1 bsl 59) - 1, 1 bsl 59, (1 bsl 60) + 5, (1 bsl 63) - 1, 1 bsl 63,
            (1 bsl 64) - 1, 1 bsl 64, 16#123456789abcdef0123456789, (1 bsl 128) - 1],
    All = Nums ++ [-X || X <- tl(Nums)],
    [io:format("~w ~w: ~w ~w ~w~n", [X, Y, id(X) band id(Y), id(X) bor id(Y), id(X) bxor id(Y)])
     || X <- All, Y <- [0, -1, 1, 255, -256, 1 bsl 63, -(1 bsl 63), 16#ffffffffffffffffffff, -16#f0f0f0f0f0f0f0f0f0f0]],
    [io:format("~w: ~w~n", [X, [id(X) bsl id(N) || N <- [0, 1, 3, 31, 32, 58, 64, 65, 100, -1, -3, -64]]]) || X <- All],
    [io:format("~w: ~w~n", [X, [id(X) bsr id(N) || N <- [0, 1, 3, 31, 32, 59, 63, 64, 65, 127, 200, -1, -3, -64]]]) || X <- All],
    io:format("~w~n", [[bnot id(X) || X <- All]]),
    io:format("~w~n", [[X || X <- All, id(X) bxor id(-1) =/= bnot X]]),
    io:format("~w~n", [[popcount(X) || X <- Nums]]),
    io:format("~w~n", [[bits(X) || X <- Nums]]),
    io:format("~w~n", [[X || X <- All, N <- [1, 40, 70], (X bsl N) bsr N =/= X]]),
    io:format("~w~n", [id(1) bsr id(1 bsl 70)]),
    io:format("~w~n", [id(-1) bsr id(1 bsl 70)]),
    io:format("~w~n", [id(0) bsl id(1 bsl 70)]),
    io:format("~w~n", [id(-5) bsl id(-(1 bsl 70))]),
    io:format("~w~n", [xorshift(20, 88172645463325252, [])]),
    io:format("~w~n", [crc(<<"The quick brown fox jumps over the lazy dog">>)]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> id(1.0) band 1 end, fun() -> 1 bor id(a) end, fun() -> id([]) bxor 1 end, fun() -> bnot id(1.5) end,
         fun() -> id(a) bsl 1 end, fun() -> 1 bsl id(1.0) end, fun() -> id({}) bsr 1 end, fun() -> 1 bsr id(a) end,
         fun() -> (1 bsl 70) band id(1.0) end]),
    io:format("~w~n", [[guard(X) || X <- [1, 2, 3, 4, 6, a, 1.5, 1 bsl 80]]]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

popcount(0) -> 0;
popcount(N) -> 1 + popcount(N band (N - 1)).

bits(0) -> 0;
bits(N) -> 1 + bits(N bsr 1).

xorshift(0, _, Acc) -> lists:reverse(Acc);
xorshift(N, X0, Acc) ->
    M = (1 bsl 64) - 1,
    X1 = X0 bxor ((X0 bsl 13) band M),
    X2 = X1 bxor (X1 bsr 7),
    X3 = X2 bxor ((X2 bsl 17) band M),
    xorshift(N - 1, X3, [X3 | Acc]).

%% CRC-32, bit by bit.
crc(Bin) -> crc(binary_to_list(Bin), 16#ffffffff).

crc([], C) -> C bxor 16#ffffffff;
crc([B | T], C) -> crc(T, crc_byte(8, C bxor B)).

crc_byte(0, C) -> C;
crc_byte(N, C) when C band 1 =:= 1 -> crc_byte(N - 1, (C bsr 1) bxor 16#edb88320);
crc_byte(N, C) -> crc_byte(N - 1, C bsr 1).

guard(X) when X band 1 =:= 1 -> odd;
guard(X) when X bsr 1 =:= 1; X bxor 4 =:= 0 -> two_or_four;
guard(X) when is_integer(X) -> integer;
guard(_) -> none.
