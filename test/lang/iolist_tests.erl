%% iolists and unicode:*: nested, improper, mixed; lengths, flattening, and what is refused.
-module(iolist_tests).
-export([start/0, id/1]).

start() ->
    Ls = [[], <<>>, "abc", [<<"ab">>, $c], [[["x"]], [], [<<>>, [[]]]], ["a" | <<"b">>], [1, 255, [0]], [[[[1], 2], 3], 4 | <<5>>]],
    io:format("~p~n", [[{iolist_to_binary(L), iolist_size(L)} || L <- Ls]]),
    io:format("~p~n", [[list_to_binary(L) || L <- Ls, is_list(L)]]),
    io:format("~p~n", [[lists:flatten(L) || L <- [[], [1, [2, [3]]], [[[]]], "ab", ["ab", ["c"], []], [[a, {b}], [[<<1>>]]]]]]),
    io:format("~p~n", [lists:flatlength([1, [2, [3, []]], [[4]]])]),
    io:format("~p~n", [erlang:iolist_to_iovec([1, 2, <<"abc">>, ["d"]])]),
    Deep = lists:foldl(fun(I, Acc) -> [Acc, I rem 256, <<I:16>>] end, [], lists:seq(1, 10000)),
    io:format("~p ~p~n", [iolist_size(Deep), erlang:crc32(iolist_to_binary(Deep)) =:= erlang:crc32(Deep)]),
    io:format("~p ~p ~p~n", [erlang:crc32("hello"), erlang:adler32(["he", <<"llo">>]), erlang:crc32(<<>>)]),
    io:format("~p~n", [erlang:md5(["ab", <<"c">>])]),
    io:format("~w~n", [[unicode:characters_to_binary(X) || X <- ["abc", [229, 945], [<<"å"/utf8>>, 8364], [16#10ffff], []]]]),
    io:format("~w~n", [[unicode:characters_to_list(X) || X <- [<<"å€"/utf8>>, [<<"a">>, [945]], <<>>, "abc"]]]),
    io:format("~w~n", [[unicode:characters_to_binary("aå€", unicode, E) || E <- [utf8, utf16, utf32, {utf16, little}, {utf32, little}, latin1]]]),
    io:format("~w~n", [[unicode:characters_to_list(<<0, 97, 3, 177>>, utf16), unicode:characters_to_list(<<229, 97>>, latin1),
        unicode:characters_to_binary(<<229>>, latin1, utf8)]]),
    io:format("~w~n", [[unicode:characters_to_binary(X) || X <- [<<16#c3>>, <<97, 255, 98>>, [97, 16#d800], [<<"ab">>, <<16#e2, 16#82>>], [16#110000]]]]),
    io:format("~w~n", [[unicode:characters_to_list(X) || X <- [<<16#c3>>, <<97, 255, 98>>, [97, 16#d800, 98]]]]),
    io:format("~w~n", [[unicode:bom_to_encoding(X) || X <- [<<16#ef, 16#bb, 16#bf, "x">>, <<16#fe, 16#ff>>, <<16#ff, 16#fe, 0, 0>>, <<"none">>]]]),
    io:format("~w~n", [[unicode:encoding_to_bom(X) || X <- [utf8, utf16, {utf32, little}, latin1]]]),
    io:format("~w~n", [[unicode:characters_to_nfc_list([$a, 778]), unicode:characters_to_nfd_list([229]), unicode:characters_to_nfkc_list([64257])]]),
    io:format("~w~n", [[io_lib:printable_list("abc"), io_lib:printable_list([1]), io_lib:printable_unicode_list([945]), io_lib:latin1_char_list("å"),
        io_lib:char_list([945, a]), io_lib:deep_char_list(["a", ["b"]]), io_lib:printable_latin1_list([945])]]),
    io:format("~s|~s|~s~n", ["a", <<"b">>, ["c", <<"d">>, [$e]]]),
    io:put_chars(["put", <<"_">>, ["chars", $\n]]),
    io:put_chars(<<"binary\n">>),
    io:nl(),
    io:write({a, "b"}), io:nl(),
    lists:foreach(fun(F) -> io:format("~p~n", [try F() catch C:R -> {C, R} end]) end,
        [fun() -> iolist_to_binary(id([256])) end, fun() -> iolist_to_binary(id([a])) end, fun() -> iolist_to_binary(id([1 | 2])) end,
         fun() -> iolist_to_binary(id([1.5])) end, fun() -> iolist_size(id([[[b]]])) end, fun() -> iolist_size(id(7)) end,
         fun() -> list_to_binary(id([<<1:1>>])) end, fun() -> lists:flatten(id(a)) end, fun() -> lists:flatten(id([1 | 2])) end,
         fun() -> unicode:characters_to_binary(id(a)) end, fun() -> unicode:characters_to_binary(id([a])) end,
         fun() -> unicode:characters_to_list(id(1)) end, fun() -> erlang:crc32(id([a])) end, fun() -> erlang:md5(id(x)) end]),
    ok.

id(X) -> X.
