%% Characters above 127 and above 255 in output: ~s, ~ts, ~c, ~tc, ~p, ~tp, ~w, ~tw to a device of UTF-8 and one of Latin-1.
-module(unicode_output_tests).
-export([start/0]).

start() ->
    ok = io:setopts([{encoding, unicode}]),
    lines(),
    ok = io:setopts([{encoding, latin1}]),
    lines(),
    ok.

lines() ->
    Latin = "åäö ß", Greek = "αβγ", Wide = "日本語", Emoji = [16#1f600],
    io:format("~ts ~ts ~ts ~ts~n", [Latin, Greek, Wide, Emoji]),
    io:format("~ts~n", [[Latin, $\s, <<"βγ"/utf8>>, [Wide]]]),
    io:format("~p ~p~n", [Latin, Greek]),
    io:format("~tp ~tp ~tp~n", [Latin, Greek, Wide]),
    io:format("~w ~w~n", [Latin, Greek]),
    io:format("~tc~tc~tc ~c~n", [945, 16#65e5, 16#1f600, 229]),
    io:format("~s~n", [Latin]),
    io:format("~p ~tp~n", [<<"å"/utf8>>, <<"å"/utf8>>]),
    io:format("~p ~tp ~w ~tw~n", ['å', 'å', 'å', 'å']),
    io:format("~p ~tp ~w ~tw~n", ['αβ', 'αβ', 'αβ', 'αβ']),
    io:format("[~5ts] [~-5ts] [~.2ts] [~6.2ts]~n", [Greek, Greek, Greek, Greek]),
    io:format("[~*ts] [~5.5.*ts]~n", [6, Greek, $*, "ab"]),
    io:format("~tp~n", [#{'ключ' => "значение", "δ" => <<"ε"/utf8>>}]),
    io:format("~tp~n", [{'ü', ["ÿ", [16#fffe], "\x{a0}"]}]),
    io:put_chars("тест\n"),
    io:put_chars(standard_io, <<"тест\n"/utf8>>),
    io:format("~ts~n", [string:uppercase("straße αβγ")]),
    io:format("~ts~n", [string:titlecase("ǆ αβγ")]),
    io:format("~w ~w~n", [string:length("e\x{301}a"), length("e\x{301}a")]),
    io:format("~w~n", [string:to_graphemes("e\x{301}a\r\nb")]),
    io:format("~ts|~ts~n", [string:reverse("abγ"), string:pad("γ", 4, both, $·)]),
    io:format("~p~n", [try io:format("~s~n", [Greek]) catch C:R -> {C, R} end]),
    io:format("~p~n", [lists:flatten(io_lib:format("~ts ~tp", [Greek, Greek])) =:= Greek ++ " \"" ++ Greek ++ "\""]),
    io:format("~p~n", [io_lib:format("~ts", [<<255, 254>>])]),
    ok.
