%% Bit strings that are not whole bytes: building, matching, comparing, printing, converting, appending.
-module(bits_tests).
-export([start/0, id/1]).

start() ->
    io:format("~w~n", [[<<1:1>>, <<5:3>>, <<1:4>>, <<255, 1:2>>, <<16#fff:12>>, <<0:7>>, <<-1:9>>, <<1:1/little>>, <<16#123:12/little>>]]),
    io:format("~p~n", [[<<1:1>>, <<"ab", 3:2>>, <<16#fff:12>>, <<"x":7>>]]),
    Bs = [<<>>, <<0:1>>, <<1:1>>, <<0:2>>, <<2:2>>, <<255>>, <<254:8>>, <<255:9>>, <<127:7>>, <<1, 2, 1:3>>],
    io:format("~w~n", [[{bit_size(B), byte_size(B), is_binary(B), is_bitstring(B)} || B <- Bs]]),
    io:format("~w~n", [lists:sort(Bs)]),
    io:format("~w~n", [[id(A) < id(B) || A <- Bs, B <- Bs]]),
    io:format("~w~n", [[A || A <- Bs, A =:= <<1:1>>]]),
    <<A:3, B:5, C:7, D:9>> = id(<<16#a5, 16#c3, 16#7e>>),
    io:format("~w~n", [[A, B, C, D]]),
    <<S3:3/signed, S5:5/signed, S13:13/signed, R1/bitstring>> = id(<<16#a5, 16#c3, 16#7e>>),
    io:format("~w~n", [[S3, S5, S13, R1]]),
    <<L12:12/little, L4:4/little, R2/bits>> = id(<<16#a5, 16#c3, 16#7e>>),
    io:format("~w~n", [[L12, L4, R2]]),
    <<_:1, Un/bitstring>> = id(<<16#81, 16#42, 16#24>>),
    io:format("~w ~w~n", [Un, bit_size(Un)]),
    <<_:7, V:64, _/bits>> = id(<<0:7, 16#123456789abcdef0:64, 0:1>>),
    io:format("~.16b~n", [V]),
    <<_:3, Mid:16/bitstring, _/bits>> = id(<<16#12345678:32>>),
    io:format("~w~n", [Mid]),
    <<_:5, F:64/float, _:3>> = id(<<0:5, 2.5:64/float, 0:3>>),
    io:format("~w~n", [F]),
    io:format("~w~n", [bits(id(<<16#a5, 1:2>>))]),
    io:format("~w~n", [<< <<X:3>> || X <- lists:seq(0, 9) >>]),
    io:format("~w~n", [[X || <<X:3>> <= << <<X:3>> || X <- lists:seq(0, 9) >>]]),
    io:format("~w~n", [<< <<(1 - X):1>> || <<X:1>> <= <<16#0f, 5:3>> >>]),
    io:format("~w~n", [[{X, Y} || <<X:5, Y:6>> <= <<1, 2, 3, 4, 5>>]]),
    Odd = id(<<5:3>>),
    io:format("~w~n", [[<<Odd/bitstring, 1:1>>, <<Odd/bitstring, 255>>, <<1:1, Odd/bits, Odd/bits>>, <<Odd:2/bits, 0:6>>, <<255, Odd/bits>>]]),
    io:format("~w~n", [append(20, <<>>)]),
    io:format("~w~n", [fold_bits(append(50, <<>>), 0)]),
    io:format("~w~n", [[bitstring_to_list(X) || X <- [<<>>, <<1:1>>, <<1, 2, 3:4>>]]]),
    io:format("~w~n", [[list_to_bitstring(X) || X <- [[], [<<1:1>>], [1, <<2:2>>, <<3:3>>], [[1], [<<7:4>>, 255]], [255 | <<1:1>>]]]]),
    io:format("~w~n", [<<1:1>> =:= id(<<1:1>>)]),
    io:format("~w~n", [[<<3:2>> == id(<<3:2>>), <<3:2>> == id(<<3:3>>), <<2:2>> =:= id(<<16#80:2>>)]]),
    Shift = fun(X, N) -> <<_:N, Y/bits>> = X, Y end,
    io:format("~w~n", [[Shift(<<16#123456:24>>, N) || N <- lists:seq(0, 24, 3)]]),
    io:format("~w~n", [Shift(<<0:4, "hello", 0:4>>, 4)]),
    <<Hello:5/binary, _:4>> = Shift(<<0:4, "hello", 0:4>>, 4),
    io:format("~w ~w ~p~n", [Hello, Hello =:= <<"hello">>, binary_to_list(Hello)]),
    io:format("~w~n", [maps:get(Hello, #{<<"hello">> => found}, missing)]),
    io:format("~w~n", [erlang:phash2(Hello) =:= erlang:phash2(<<"hello">>)]),
    io:format("~w~n", [gray(8)]),
    io:format("~w~n", [base32(<<"hello world">>)]),
    io:format("~w~n", [ip(<<4:4, 5:4, 0:8, 40:16, 7:16, 2:3, 100:13, 64, 6, 0:16, 10, 0, 0, 1, 10, 0, 0, 2, "data">>)]),
    lists:foreach(fun(G) -> io:format("~p~n", [try G() catch Cl:R -> {Cl, R} end]) end,
        [fun() -> <<(id(<<1:1>>))/binary>> end, fun() -> binary_to_list(id(<<1:1>>)) end, fun() -> list_to_binary([id(<<1:1>>)]) end,
         fun() -> <<_:2, _/binary>> = id(<<1:3>>) end, fun() -> <<_:4>> = id(<<1:3>>) end, fun() -> iolist_to_binary(id(<<1:1>>)) end,
         fun() -> bit_size(id(a)) end, fun() -> byte_size(id([])) end, fun() -> size(id(<<1:9>>)) end,
         fun() -> binary_to_atom(id(<<1:1>>)) end, fun() -> binary:part(id(<<1:9>>), 0, 1) end, fun() -> bitstring_to_list(id("a")) end]),
    ok.

id(X) -> X.

bits(<<B:1, R/bits>>) -> [B | bits(R)];
bits(<<>>) -> [].

append(0, Acc) -> Acc;
append(N, Acc) -> append(N - 1, <<Acc/bitstring, N:3>>).

fold_bits(<<1:1, R/bits>>, N) -> fold_bits(R, N + 1);
fold_bits(<<0:1, R/bits>>, N) -> fold_bits(R, N);
fold_bits(<<>>, N) -> N.

gray(N) -> [X || I <- lists:seq(0, N - 1), <<X:3>> <- [<<(I bxor (I bsr 1)):3>>]].

base32(B) ->
    Alphabet = "abcdefghijklmnopqrstuvwxyz234567",
    Pad = (5 - bit_size(B) rem 5) rem 5,
    list_to_atom([lists:nth(X + 1, Alphabet) || <<X:5>> <= <<B/binary, 0:Pad>>]).

ip(<<4:4, HLen:4, _Tos, Len:16, Id:16, Flags:3, Frag:13, Ttl, Proto, _Sum:16, Src:4/binary, Dst:32, Data/binary>>) when HLen >= 5 ->
    {Len, Id, Flags, Frag, Ttl, Proto, Src, Dst, Data}.
