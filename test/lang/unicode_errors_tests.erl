-module(unicode_errors_tests).
%% What unicode's functions say of data that is wrong or ends too early: how
%% much they have converted, and the rest of the data in its shape.
-export([start/0]).

start() ->
    Encodings = [latin1, unicode, utf8, utf16, utf32, {utf16, little}, {utf32, little}],
    [show(F, D, In) || D <- data(), In <- Encodings, F <- [list, binary]],
    [show(list, D, {utf16, big}) || D <- data()],
    [out(D, Out) || D <- data(), Out <- Encodings],
    [show(F, D, foo) || D <- [[], <<>>, [a]], F <- [list, binary]],
    [more(A, B) || A <- pieces(), B <- pieces()],
    ok.

data() ->
    [<<"abc", 16#c3>>, <<"abc", 255, "def">>, <<16#e2, 16#82>>, <<16#e2, 16#82, $x>>,
     <<16#f0, 16#9f, 16#98>>, <<16#f8, 128, 128, 128, 128>>, <<16#c0, 128>>, <<16#ed, 16#a0, 128>>,
     <<16#f4, 16#90, 128, 128>>, <<0, $a, 0>>, <<$a, 0, $b>>, <<16#d8, 0>>, <<16#d8, 0, 0, $a>>,
     <<16#dc, 0, 0, $a>>, <<0, 0, 0, $a, 0, 0>>, <<0, 17, 0, 0>>, <<0, 0, 16#d8, 0>>,
     [$a, <<"b", 16#c3>>], [$a, <<"b", 16#c3>>, <<16#a4, "c">>], [$a, <<"b", 255>>, $c, [$d | <<"e">>]],
     [[$a, 16#110000, $b], $c], [$a, 16#d800, $b], [16#3b1, [16#3b2, <<16#ce>>] | <<16#b3>>],
     [<<"ab">>, [<<16#e2>>, [<<16#82>>, [<<16#ac>>]]], $z], [[[<<16#e2>>]], [[$a]]],
     [<<"ok">>, a, <<"no">>], [<<"ok">>, 1.5], [<<"ok">>, -1], [<<1:3>>], [$a | b], foo, 12, [[] | []],
     [$a, [$b, [$c, [255, <<255>>], $d], $e], <<"f">>]].

pieces() ->
    [<<16#e2>>, <<16#82>>, <<16#ac>>, $a, 16#20ac, <<>>, [<<16#e2, 16#82>>], []].

more(A, B) ->
    show(list, [A, B], utf8),
    show(binary, [[A], [B], <<"z">>], utf8).

show(list, Data, In) ->
    print({list, Data, In}, fun() -> unicode:characters_to_list(Data, In) end);
show(binary, Data, In) ->
    print({binary, Data, In}, fun() -> unicode:characters_to_binary(Data, In) end).

out(Data, Out) ->
    print({out, Data, Out}, fun() -> unicode:characters_to_binary(Data, utf8, Out) end),
    print({out, Data, latin1, Out}, fun() -> unicode:characters_to_binary(Data, latin1, Out) end).

print(What, F) ->
    erlang:display({What, try F() catch C:R -> {C, R} end}).
