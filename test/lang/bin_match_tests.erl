%% untranslated
%% Matching binaries: integers, floats, utf, sizes from earlier fields, remainders, backtracking over clauses, failures.
-module(bin_match_tests).
-export([start/0, id/1]).

start() ->
    B = id(<<16#01, 16#82, 16#f3, 16#04, 16#85, 16#06, 16#97, 16#f8, 16#09, 16#1a, 16#fb, 16#1c, 16#1d, 16#1e, 16#1f, 16#20>>),
    <<A8, A16:16, A24:24, _/binary>> = B,
    <<A32:32, A40:40, A56:56>> = B,
    <<A64:64, A64b:64>> = B,
    <<A128:128>> = B,
    io:format("~w~n", [[A8, A16, A24, A32, A40, A56, A64, A64b, A128]]),
    <<L8/little, L16:16/little, L24:24/little, _/binary>> = B,
    <<L32:32/little, L40:40/little, L56:56/little>> = B,
    <<L64:64/little, L64b:64/little-signed>> = B,
    <<L128:128/little-signed>> = B,
    io:format("~w~n", [[L8, L16, L24, L32, L40, L56, L64, L64b, L128]]),
    <<_, S8/signed, S16:16/signed, S32:32/signed, S64:64/signed, Rest/bytes>> = B,
    io:format("~w~n", [[S8, S16, S32, S64, Rest]]),
    io:format("~w~n", [[begin <<X:S>> = binary:part(B, 0, S div 8), X end || S <- [8, 16, 32, 64, 120]]]),
    io:format("~w~n", [[begin <<X:S/signed-little, _/binary>> = B, X end || S <- [0, 8, 16, 32, 64, 120]]]),
    <<F64:64/float, F32:32/float, FL/little-float>> = <<1.5:64/float, -0.25:32/float, 3.75/little-float>>,
    io:format("~w~n", [[F64, F32, FL]]),
    io:format("~w~n", [[nan(X) || X <- [<<16#7ff8000000000000:64>>, <<16#7ff0000000000000:64>>, <<0:64>>, <<16#7f800000:32>>, <<1>>]]]),
    <<U1/utf8, U2/utf8, U3/utf8, U4/utf8>> = <<"aå€𐀀"/utf8>>,
    <<V1/utf16, V2/utf16, V3/utf16-little, V4/utf32>> = <<"a𐀀"/utf16, "å"/utf16-little, "€"/utf32>>,
    io:format("~w~n", [[U1, U2, U3, U4, V1, V2, V3, V4]]),
    io:format("~w~n", [[utf8(X) || X <- [<<"abc">>, <<"å"/utf8>>, <<16#c3>>, <<16#c0, 16#80>>, <<16#ed, 16#a0, 16#80>>, <<16#f4, 16#90, 16#80, 16#80>>,
        <<16#f0, 16#90, 16#80, 16#80>>, <<16#80>>, <<16#ff>>, <<>>, <<16#e2, 16#82>>, <<16#f8, 1, 1, 1, 1>>]]]),
    io:format("~w~n", [[utf16(X) || X <- [<<16#d8, 0, 16#dc, 0>>, <<16#d8, 0>>, <<16#dc, 0, 0, 0>>, <<0, 65>>, <<0>>]]]),
    io:format("~w~n", [[utf32(X) || X <- [<<0, 0, 0, 65>>, <<0, 0, 16#d8, 0>>, <<0, 17, 0, 0>>, <<0, 0, 65>>]]]),
    io:format("~w~n", [fields(<<2, "ab", 0, 3, "cde", 1, "f">>)]),
    io:format("~w~n", [[header(X) || X <- [<<"GET /x">>, <<"PUT /y">>, <<"GE">>, <<1, 0, 5, "hello", "rest">>, <<1, 0, 5, "hel">>,
        <<2, 0, 0, 0, 1, 255>>, <<>>, <<9>>, <<2, 1>>, <<1:1>>, foo]]]),
    io:format("~w~n", [[clauses(X) || X <- [<<1, 2, 3>>, <<1, 2>>, <<1>>, <<1, 3, 5, 7>>, <<>>, <<"abc">>, <<"abd">>, <<"ab">>, <<3:2>>]]]),
    io:format("~w~n", [lines(<<"one\ntwo\n\nfour">>)]),
    io:format("~w~n", [words(<<"  hello big   world ">>)]),
    io:format("~w~n", [sum(<<1, 2, 3, 4, 5, 250>>, 0)]),
    io:format("~w~n", [sum(list_to_binary(lists:duplicate(100000, 1)), 0)]),
    Three = id(3),
    <<H:2/binary, M:Three/binary, T/binary>> = id(<<"abcdefgh">>),
    io:format("~w~n", [[H, M, T]]),
    <<_:3/binary, Sub/binary>> = T2 = id(<<"abcdefgh">>),
    <<_, Sub2:2/binary, _/binary>> = Sub,
    io:format("~w ~w ~w~n", [Sub, Sub2, T2]),
    io:format("~w~n", [[X || <<Len, X:Len/binary>> <= <<1, "a", 2, "bc", 0, 3, "def">>]]),
    <<Sz, Val:Sz/unit:4, Tail/bitstring>> = <<3, 16#ab, 16#cd>>,
    io:format("~w~n", [[Sz, Val, Tail]]),
    <<X1:4, X2:12, X3:3, X4:5>> = <<16#12, 16#34, 16#ff>>,
    io:format("~w~n", [[X1, X2, X3, X4]]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> <<_>> = id(<<>>) end, fun() -> <<_, _/binary>> = id(a) end, fun() -> <<1, _/binary>> = id(<<2, 3>>) end,
         fun() -> <<_:16>> = id(<<1>>) end, fun() -> <<_/binary>> = id(<<1:1>>) end, fun() -> <<"abc">> = id(<<"abd">>) end,
         fun() -> S = id(-1), <<_:S/binary, _/binary>> = id(<<1>>) end, fun() -> S = id(a), <<_:S, _/binary>> = id(<<1>>) end,
         fun() -> <<N, _:N/binary>> = id(<<5, 1>>) end, fun() -> clauses(id([])) end]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

nan(<<F:64/float>>) -> F; nan(<<F:32/float>>) -> F; nan(B) -> {no, byte_size(B)}.

utf8(<<C/utf8, R/binary>>) -> [C | utf8(R)]; utf8(<<>>) -> []; utf8(B) -> {bad, B}.
utf16(<<C/utf16, R/binary>>) -> [C | utf16(R)]; utf16(<<>>) -> []; utf16(B) -> {bad, B}.
utf32(<<C/utf32, R/binary>>) -> [C | utf32(R)]; utf32(<<>>) -> []; utf32(B) -> {bad, B}.

fields(<<L, F:L/binary, R/binary>>) -> [F | fields(R)]; fields(<<>>) -> [].

header(<<"GET ", Path/binary>>) -> {get, Path};
header(<<"PUT ", Path/binary>>) -> {put, Path};
header(<<1, Len:16, Body:Len/binary, _/binary>>) -> {body, Body};
header(<<2, N:32, R/binary>>) when N < 10 -> {n, N, R};
header(<<X>>) -> {one, X};
header(B) when is_binary(B) -> {unknown, byte_size(B)};
header(B) when is_bitstring(B) -> bits;
header(_) -> none.

clauses(<<1, 2, X>>) -> {a, X}; clauses(<<1, X>>) -> {b, X}; clauses(<<1, X:16, Y>>) -> {c, X, Y}; clauses(<<"ab", X>>) -> {ab, X};
clauses(<<X:16>>) -> {short, X}; clauses(<<X>>) -> {byte, X}; clauses(<<>>) -> empty; clauses(<<X:2>>) -> {two, X}.

lines(B) -> lines(B, <<>>).
lines(<<$\n, R/binary>>, Acc) -> [Acc | lines(R, <<>>)];
lines(<<C, R/binary>>, Acc) -> lines(R, <<Acc/binary, C>>);
lines(<<>>, Acc) -> [Acc].

words(<<C, R/binary>>) when C =:= $\s -> words(R);
words(<<>>) -> [];
words(B) -> word(B, B, 0).
word(<<C, _/binary>> = R, B, N) when C =:= $\s -> [binary:part(B, 0, N) | words(R)];
word(<<_, R/binary>>, B, N) -> word(R, B, N + 1);
word(<<>>, B, N) -> [binary:part(B, 0, N)].

sum(<<X, R/binary>>, Acc) -> sum(R, Acc + X);
sum(<<>>, Acc) -> Acc.
