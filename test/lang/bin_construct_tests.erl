%% Building binaries: integers of 8 to 128 bits, endianness, signs, floats, utf8/16/32, sizes at run time, segments that fail.
-module(bin_construct_tests).
-export([start/0, id/1]).

start() ->
    io:format("~w~n", [[<<>>, <<1>>, <<1, 2, 3>>, <<"abc">>, <<"a", 0, "b">>, <<256>>, <<-1>>, <<(id(511))>>]]),
    Ints = [0, 1, -1, 127, 128, 255, 256, 16#1234, 16#12345678, -16#12345678, 16#123456789abcdef0, (1 bsl 64) - 1, 1 bsl 63,
            -(1 bsl 63), 16#0102030405060708090a0b0c0d0e0f10, -(1 bsl 127)],
    lists:foreach(fun(I) ->
        X = id(I),
        io:format("~w: ~w~n", [X, [<<X:8>>, <<X:16>>, <<X:24>>, <<X:32>>, <<X:40>>, <<X:48>>, <<X:56>>, <<X:64>>, <<X:72>>, <<X:128>>]]),
        io:format("~w~n", [[<<X:8/little>>, <<X:16/little>>, <<X:24/little>>, <<X:32/little>>, <<X:40/little>>, <<X:48/little>>,
            <<X:56/little>>, <<X:64/little>>, <<X:72/little>>, <<X:128/little>>]]),
        io:format("~w~n", [[<<X:S>> || S <- [8, 16, 32, 64, 80]]]),
        io:format("~w~n", [[<<X:S/little-signed>> || S <- [0, 8, 16, 32, 64, 80]]])
    end, Ints),
    Floats = [0.0, -0.0, 1.0, -2.5, 0.1, 3.141592653589793, 1.0e30, 1.5e-10],
    io:format("~w~n", [[{<<F:64/float>>, <<F:32/float>>, <<F/little-float>>, <<F:32/float-little>>} || F <- Floats]]),
    io:format("~w~n", [[<<F:64/float>> || F <- [1, -7, 0, 1 bsl 60, 1 bsl 70]]]),
    io:format("~w~n", [[<<F:16/float>> || F <- [1.0, -0.5, 65504.0, 0.1]]]),
    Chars = [$a, 16#7f, 16#80, 16#7ff, 16#800, 16#d7ff, 16#e000, 16#ffff, 16#10000, 16#10ffff],
    io:format("~w~n", [[{<<C/utf8>>, <<C/utf16>>, <<C/utf32>>, <<C/utf16-little>>, <<C/utf32-little>>} || C <- Chars]]),
    io:format("~w~n", [[<<"åα"/utf8>>, <<"åα"/utf16>>, <<"åα"/utf32>>, <<"\x{e5}">>, <<"abc"/utf16-little>>]]),
    B = id(<<1, 2, 3, 4, 5>>),
    io:format("~w~n", [[<<B/binary>>, <<B/binary, 6>>, <<0, B/binary>>, <<B/binary, B/binary>>, <<B:2/binary>>, <<B:(id(3))/binary, 9>>,
        <<B/bytes>>, <<B:4/bytes>>, <<B:0/binary>>, <<B:1/binary-unit:16>>]]),
    N = id(3),
    io:format("~w~n", [[<<1:N/unit:8>>, <<5:(N * 8)>>, <<7:N/little-unit:16>>, <<(N + 1):16>>]]),
    io:format("~w~n", [<<1:16, 2:8, "xyz", 3:32/little, B/binary, 1.5:64/float, $h/utf8, (id(<<"in">>))/binary, -2:8>>]),
    io:format("~w~n", [append(100, <<>>)]),
    io:format("~w~n", [prepend(20, <<>>)]),
    io:format("~w~n", [branching()]),
    io:format("~w~n", [byte_size(append(100000, <<>>))]),
    io:format("~w~n", [[<<(id(X)):8>> || X <- lists:seq(-3, 3)]]),
    io:format("~w~n", [[<<"lit", X, "lit">> || X <- "abc"]]),
    io:format("~w~n", [[<<1:1, 2:3, 3:4>>, <<5:5, 0:3>>, <<1:4, B/binary, 2:4>>, <<1:7, 1:1, 1:2, 1:6>>]]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> <<(id(a))>> end, fun() -> <<(id(1.0)):8>> end, fun() -> <<(id(a))/binary>> end, fun() -> <<(id(1))/binary>> end,
         fun() -> <<1:(id(-1))>> end, fun() -> <<1:(id(a))>> end, fun() -> <<B:(id(6))/binary>> end, fun() -> <<B:(id(-1))/binary>> end,
         fun() -> <<(id(a))/float>> end, fun() -> <<(id(1.0e300)):32/float>> end, fun() -> <<1.0:(id(17))/float>> end,
         fun() -> <<(id(16#d800))/utf8>> end, fun() -> <<(id(16#110000))/utf8>> end, fun() -> <<(id(-1))/utf16>> end,
         fun() -> <<(id(a))/utf32>> end, fun() -> <<(id(16#dfff))/utf32>> end, fun() -> <<(id([]))>> end,
         fun() -> <<(id(<<1:4>>))/binary>> end, fun() -> <<(id(<<1:4>>))/bitstring>> end, fun() -> <<(id(1 bsl 1100))/float>> end]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

append(0, Acc) -> Acc;
append(N, Acc) -> append(N - 1, <<Acc/binary, N>>).

prepend(0, Acc) -> Acc;
prepend(N, Acc) -> prepend(N - 1, <<N, Acc/binary>>).

%% Two different continuations of the same binary must not see each other.
branching() ->
    A = lists:foldl(fun(I, Acc) -> <<Acc/binary, I>> end, <<>>, lists:seq(1, 300)),
    B = <<A/binary, "first">>,
    C = <<A/binary, "second">>,
    D = <<B/binary, C/binary>>,
    {binary:part(B, 298, 7), binary:part(C, 298, 8), byte_size(D), A =:= binary:part(D, 0, 300)}.
