%% needs a foreign library
%% -*- coding: utf-8 -*-
%% re:replace/3,4 and re:split/2,3, which OTP's re.erl makes of the natives, and modules of OTP that use re.
-module(re_replace_tests).
-export([start/0]).

start() ->
    [io:format("~w~n", [t(fun() -> re:replace(S, P, R, O) end)]) || {S, P, R, O} <- replaces()],
    [io:format("~w~n", [t(fun() -> re:split(S, P, O) end)]) || {S, P, O} <- splits()],
    io:format("~w~n", [[re:replace("abc", "b", "x"), re:split("a,b", ",")]]),
    io:format("~w~n", [compiled()]),
    users().

t(F) -> try F() catch Class:Reason -> {Class, Reason} end.

replaces() -> [
    {"abcd", "c", "[&]", [{return, list}]}, {"abcd", "c", "[\\&]", [{return, list}]}, {"abcdabcd", "(b)(c)", "\\2\\1", [global, {return, list}]}, {"abcd", "(b)", "\\g1\\g{1}2", [{return, binary}]},
    {"abcd", "x", "y", [{return, iodata}]}, {"abcd", "b", "\\0\\\\", [{return, list}]}, {"abcd", "", "-", [global, {return, list}]}, {"abcd", "B", "x", [caseless, {return, list}]},
    {"abcd", "(z)?b", "<\\1>", [{return, list}]}, {<<"aäb"/utf8>>, "ä", [8364], [unicode, {return, list}]}, {[228, 8364], [8364], "&&", [unicode, {return, binary}]}, {"aaa", "a", "b", [{offset, 1}, global, {return, list}]},
    {"a b  c", "\\s+", "_", [global, {return, binary}]}, {["ab", <<"cd">>], "bc", "x", [{return, iodata}]}, {"abc", "b", "x", [{capture, all}]}, {"abc", "b", "x", [{return, foo}]}, {"abc", "b", "x", [report_errors]},
    {"line1\nline2", "^", "> ", [global, multiline, {return, list}]}, {"aaaa", "a{2}", "b", [global, anchored, {return, list}]}, {"abc", "b", "x", [{newline, crlf}, {return, list}]}, {"x", "(?<n>x)", "\\1\\g{1}", [dupnames, {return, list}]},
    {<<255>>, "a", "b", [unicode]}, {"abcabc", "c$", "", [{return, list}]}].

splits() -> [
    {"a,b,,c,", ",", [{return, list}]}, {"a,b,,c,,", ",", [{return, list}, trim]}, {"a,b,c", ",", [{parts, 2}, {return, list}]}, {"a1b2c", "(\\d)", [{return, list}]}, {"a1b2c", "(\\d)", [{return, list}, group]},
    {"a1b2c", "(\\d)", [{return, list}, group, trim]}, {"abc", "", [{return, list}]}, {"abc", "x", [{return, binary}]}, {"abc", "x", [{return, list}, group]}, {<<"aäbäc"/utf8>>, "ä", [unicode, {return, list}]},
    {"a b\tc", "\\s", [{return, binary}]}, {"aXbxc", "x", [caseless, {return, list}]}, {"a,b,c", ",", [{parts, infinity}, {return, list}]}, {"a,b,c", ",", [{parts, 0}, {return, list}]}, {"a,b,c", ",", [{parts, -1}]}, {"a,b", ",", [{capture, all}]},
    {"a\r\nb\nc", "$", [multiline, {newline, anycrlf}, {return, list}]}, {"", ",", [{return, list}]}, {",", ",", [{return, list}, trim]}, {"a1b", "(\\d)(x)?", [{return, list}]}, {"ab", "b", [notbol, {offset, 1}, {return, list}]}].

compiled() ->
    {ok, M} = re:compile("([,;])\\s*", [unicode]),
    [re:replace("a, b;c", M, "|", [global, {return, list}]), re:split([8364, $,, 228], M, [{return, list}]), re:split("a;b", M, [{return, binary}, {parts, 2}])].

users() ->
    io:format("~p~n", [[string:split("a.b.c", ".", all), string:replace("abc", "b", "x"), string:tokens("a b c", " "), string:lexemes("a,b;c", ",;"), string:trim("  x ")]]),
    io:format("~s~n", [io_lib:format("~p ~ts ~w", ["abc", [228], {a, "b"}])]).
