%% untranslated
%% Construction of bit strings that fails: class, reason and the cause that the stack trace tells.
-module(exceptions_bits_tests).
-export([start/0, t/1]).
start() -> [t(F) || F <- fs()], ok.
t({N, F}) -> try F() of V -> io:format("~p ~0p~n", [N, V]) catch C:R:S -> {_,_,_,L} = hd(S), io:format("~p ~p ~p ~0p~n", [N, C, R, proplists:get_value(error_info, L)]) end.
id(X) -> X.
fs() -> Vals = [a, 1, -1, 1.5, 1 bsl 70, -(1 bsl 70), <<1,2,3>>, <<1:3>>, 16#D800, 16#110000, [], 1 bsl 2000],
  Sizes = [0, 8, 16, 33, -1, a, 1 bsl 60, 1 bsl 62, 1 bsl 70, -(1 bsl 70), 1.0],
  [{{int, V}, fun() -> <<(id(V)):16>> end} || V <- Vals] ++
  [{{int8, V}, fun() -> <<(id(V)):8, 1:8>> end} || V <- Vals] ++
  [{{ints, V, S}, fun() -> byte_size(<<0, (id(V)):(id(S))>>) end} || V <- [1, a], S <- Sizes] ++
  [{{ints8, V, S}, fun() -> byte_size(<<0, (id(V)):(id(S))/unit:8>>) end} || V <- [1, a], S <- Sizes] ++
  [{{flt, V}, fun() -> <<1,2,(id(V))/float>> end} || V <- Vals] ++
  [{{flts, V, S}, fun() -> <<1,2,(id(V)):(id(S))/float>> end} || V <- [1, 1.5, a, 1.0e300, 70000.0], S <- Sizes ++ [32, 64]] ++
  [{{flt2, V}, fun() -> <<1,(id(V)):32/float>> end} || V <- [1.0e300, -1.0e300, 1 bsl 1000]] ++
  [{{flt3, V}, fun() -> <<1,(id(V)):16/float>> end} || V <- [1.0e300, 70000, a]] ++
  [{{bin, V}, fun() -> <<(id(V))/binary>> end} || V <- Vals] ++
  [{{bin2, V}, fun() -> <<1, (id(V))/binary, 2>> end} || V <- Vals] ++
  [{{bin2b, V}, fun() -> <<(id(V))/binary, 2>> end} || V <- Vals] ++
  [{{bits, V}, fun() -> <<1, (id(V))/bitstring, 2>> end} || V <- Vals] ++
  [{{bits0, V}, fun() -> <<(id(V))/bitstring, 2>> end} || V <- Vals] ++
  [{{bins, V, S}, fun() -> <<1, (id(V)):(id(S))/binary, 2>> end} || V <- [<<1,2,3>>, a, <<1:3>>], S <- Sizes] ++
  [{{bits, V, S}, fun() -> <<1, (id(V)):(id(S))/bitstring, 2>> end} || V <- [<<1,2,3>>, a, <<1:3>>], S <- Sizes] ++
  [{{bin3, V}, fun() -> <<(id(V)):2/binary>> end} || V <- [<<1>>, <<1:3>>, a]] ++
  [{{binu, V}, fun() -> <<(id(V))/binary-unit:16>> end} || V <- [<<1>>, <<1,2>>, <<1:3>>, a]] ++
  [{{u8, V}, fun() -> <<(id(V))/utf8>> end} || V <- Vals] ++
  [{{u16, V}, fun() -> <<(id(V))/utf16>> end} || V <- Vals] ++
  [{{u32, V}, fun() -> <<1, (id(V))/utf32>> end} || V <- Vals] ++
  [{{two, V, W}, fun() -> <<(id(V)):8, (id(W))/binary, (id(V)):(id(W))>> end} || V <- [a,1], W <- [a, <<1>>]] ++
  [{{order, V, W}, fun() -> <<(id(V))/utf8, (id(W))/binary>> end} || V <- [a,1], W <- [a, <<1>>]] ++
  [{{order2, V, W}, fun() -> <<(id(V)):8, 3:(id(W))>> end} || V <- [a,1], W <- [a, 1]] ++
  [{{order3, V, W}, fun() -> <<(id(V)):8, (id(W)):32/float>> end} || V <- [a,1], W <- [a, 1]] ++
  [{{order4, V, W}, fun() -> <<(id(V)):(id(W)), (id(W)):(id(V))>> end} || V <- [a,8], W <- [a, 8]] ++
  [{{strs, V}, fun() -> <<"abc", (id(V)):8>> end} || V <- [a]] ++
  [{{strs2, V}, fun() -> <<1:4, "abc", 2:3, (id(V)):8, "x">> end} || V <- [a]] ++
  [{{lit, V}, fun() -> <<1:(id(V)), a:8>> end} || V <- [8]] ++
  [{{big, V}, fun() -> <<0:(id(V)), 0:(id(V))>> end} || V <- [1 bsl 61, 1 bsl 63]].
