%% The external term format: bytes for all kinds of terms, round trips, compression, safe decoding, damaged data.
-module(term_format_tests).
-export([start/0, id/1]).

start() ->
    Terms = [0, 255, 256, -1, 16#7fffffff, -16#80000000, 16#80000000, 1 bsl 64, -(1 bsl 64), 1 bsl 2100, 1.5, -0.0, a, '', 'å', [], [1, 2], [a, b | c], "string", lists:duplicate(3, 300),
        {}, {a, 1}, <<>>, <<"bin">>, <<1:3>>, #{}, #{a => 1}, #{1 => [2], {x} => "y"}, true, [[], [[]]], {[{[]}]}, fun lists:map/2, list_to_tuple(lists:seq(1, 300))],
    [io:format("~w~n", [bytes(T)]) || T <- Terms],
    io:format("~w~n", [[T || T <- Terms, binary_to_term(term_to_binary(T)) =/= T]]),
    io:format("~w~n", [[T || T <- Terms, binary_to_term(term_to_binary(T, [compressed])) =/= T]]),
    io:format("~w~n", [[T || T <- Terms, binary_to_term(term_to_binary(T, [{minor_version, 2}]), [safe]) =/= T]]),
    Big = {lists:seq(1, 1000), binary:copy(<<"abc">>, 1000), [list_to_atom("t" ++ integer_to_list(N)) || N <- lists:seq(1, 100)], maps:from_list([{N, N} || N <- lists:seq(1, 30)])},
    io:format("~w ~w~n", [byte_size(term_to_binary(Big)), binary_to_term(term_to_binary(Big)) =:= Big]),
    io:format("~w~n", [byte_size(term_to_binary(binary:copy(<<"a">>, 10000), [compressed])) < 200]),
    io:format("~w~n", [[erlang:external_size(T) =:= byte_size(term_to_binary(T)) || T <- [1, a, [], {a, b}, <<"x">>]]]),
    io:format("~w~n", [binary_to_term(<<131, 97, 5, 1, 2, 3>>, [used])]),
    io:format("~w~n", [[binary_to_term(B) || B <- [<<131, 97, 7>>, <<131, 98, 255, 255, 255, 254>>, <<131, 100, 0, 2, "ok">>, <<131, 107, 0, 3, 1, 2, 3>>, <<131, 108, 0, 0, 0, 1, 97, 1, 106>>, <<131, 104, 2, 97, 1, 106>>,
        <<131, 110, 1, 1, 9>>, <<131, 110, 8, 0, 0, 0, 0, 0, 0, 0, 0, 128>>, <<131, 70, 63, 248, 0, 0, 0, 0, 0, 0>>, <<131, 109, 0, 0, 0, 1, 65>>, <<131, 77, 0, 0, 0, 1, 3, 160>>, <<131, 119, 1, "a">>, <<131, 118, 0, 1, "b">>,
        <<131, 115, 1, "c">>, <<131, 105, 0, 0, 0, 1, 106>>, <<131, 116, 0, 0, 0, 1, 97, 1, 97, 2>>, <<131, 99, "1.50000000000000000000e+00", 0, 0, 0, 0, 0>>, <<131, 113, 100, 0, 5, "lists", 100, 0, 3, "map", 97, 2>>]]]),
    io:format("~w~n", [[e(fun() -> binary_to_term(B) end) || B <- [<<>>, <<131>>, <<130, 97, 1>>, <<131, 97>>, <<131, 200>>, <<131, 108, 0, 0, 0, 2, 97, 1>>, <<131, 104, 255, 97, 1>>, <<131, 109, 0, 0, 1, 0, 65>>, <<131, 119, 5, "a">>,
        <<131, 70, 127, 240, 0, 0, 0, 0, 0, 0>>, <<131, 116, 0, 0, 0, 2, 97, 1, 97, 2, 97, 1, 97, 3>>, <<131, 77, 0, 0, 0, 1, 9, 160>>, <<131, 80, 0, 0, 0, 9, 1, 2, 3>>, <<131, 108, 255, 255, 255, 255>>]]]),
    io:format("~w~n", [e(fun() -> binary_to_term(<<131, 100, 0, 24, "an atom that is not there">>, [safe]) end)]),
    io:format("~w~n", [[e(fun() -> binary_to_term(id(B)) end) || B <- [a, "list", 1]]]),
    io:format("~w~n", [[e(fun() -> term_to_binary(a, id(O)) end) || O <- [[bad], x, [{minor_version, 9}], [{compressed, 10}]]]]),
    [P, R] = binary_to_term(term_to_binary([self(), erlang:make_ref()])),
    io:format("~w~n", [[P =:= self(), is_reference(R)]]),
    N = 10, F = binary_to_term(term_to_binary(fun(X) -> X + N end)),
    io:format("~w~n", [F(5)]),
    io:format("~w~n", [[erlang:phash2(T, 1000003) || T <- [0, 1, a, [], {}, "abc", <<"abc">>, 1.5, {a, [b]}, #{a => 1}, 1 bsl 70, -1, <<1:3>>, [1 | 2], '', true]]]),
    io:format("~w~n", [[erlang:phash2(T) || T <- [{a, b}, lists:seq(1, 100), binary:copy(<<7>>, 100), -(1 bsl 100)]]]),
    io:format("~w~n", [[erlang:phash(T, 1000) || T <- [a, 1, "abc", {x, 1.5}, <<"b">>]]]),
    ok.

id(X) -> X.

e(F) -> try F() catch C:R -> {C, R} end.

bytes(T) ->
    B = term_to_binary(T),
    if byte_size(B) > 60 -> {byte_size(B), erlang:crc32(B)}; true -> binary_to_list(B) end.
