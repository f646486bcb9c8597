%% needs a foreign library
%% -*- coding: utf-8 -*-
%% What patterns match: the constructs of PCRE, bytes and UTF-8, with re:run/3.
-module(re_match_tests).
-export([start/0]).

start() ->
    [io:format("~ts: ~w~n", [P, [run(S, P, []) || S <- Subjects]]) || {P, Subjects} <- plain()],
    [io:format("~ts: ~w~n", [P, [run(S, P, [unicode]) || S <- Subjects]]) || {P, Subjects} <- unicode()],
    io:format("~w~n", [[{P, [C || C <- lists:seq(0, 255), re:run(<<C>>, P, [{capture, none}]) =:= match]} || P <- classes()]]),
    io:format("~w~n", [[[C || C <- lists:seq(160, 255), re:run(<<C>>, <<"\\Q", D>>, [caseless, {capture, none}]) =:= match] || D <- [192, 215, 223, 233, 247, 255]]]),
    [io:format("~w~n", [t(F)]) || F <- chars()],
    calls(),
    used_often().

run(S, P, Options) ->
    case re:run(S, P, Options) of
        {match, Captured} -> Captured;
        Other -> Other
    end.

t(F) -> try F() catch Class:Reason -> {Class, Reason} end.

classes() -> ["\\w", "\\s", "\\d", "\\h", "\\v", "\\R", "\\N", ".", "[[:alpha:]]", "[[:lower:]]", "[[:upper:]]", "[[:graph:]]", "[[:print:]]", "[[:punct:]]", "[[:cntrl:]]", "[[:space:]]", "[[:blank:]]", "[[:xdigit:]]", "[[:^word:]]", "[^\\W_]", "[\\d-x]", "[\\R\\X\\B]", "\\y", "[]a]", "[^]a]", "[a\\]-]", "[\\x41-\\x43\\101]"].

plain() -> [
    {"^(a+)(b|c)*$", ["aabc", "b", "aa", "abcbcbx"]},
    {"(a|ab)(c|bcd)(d*)", ["abcd", "abd"]},
    {"a{2,3}?b|a{4}", ["aaab", "aaaa", "a{2,3}?b"]},
    {"a{,3}", ["a{,3}", "aaa"]},
    {"(?i)abc(?-i)d", ["ABCd", "ABCD"]},
    {"(?i:a)b|c(?s:.)d(?x: e f )", ["Ab", "AB", "c\ndef"]},
    {"(a)?b\\1", ["aba", "b", "ab"]},
    {"(?<n>a|b)\\k<n>\\k{n}\\k'n'(?P=n)\\g{n}", ["aaaaaa", "aabaaa"]},
    {"(a)(b)\\g{-1}\\g1\\g{2}", ["abbab"]},
    {"(?=ab)a(?!bc)b", ["ab", "abc"]},
    {"(?<=ab|c)d(?<!cd)", ["abd", "cd"]},
    {"(?>a+)ab|(?>a*)b", ["aaab"]},
    {"a++b|a?+a|(?:ab)*+c", ["aab", "a", "ababc"]},
    {"(?|(a)|(b))(c)", ["ac", "bc"]},
    {"(?(?=a)ab|cd)", ["ab", "cd", "ad"]},
    {"(a)?(?(1)b|c)", ["ab", "c", "b"]},
    {"(?<q>')?x(?(<q>)'|;)", ["'x'", "x;", "x'"]},
    {"(?(DEFINE)(?<d>\\d+))^(?&d)\\.(?&d)$", ["12.345", "1."]},
    {"\\((?:[^()]++|(?R))*\\)", ["(a(b)c)", "((a)", "()"]},
    {"^((.)(?1)\\2|.)$", ["abcba", "abba", "a"]},
    {"^(.|(.)(?1)\\2)$", ["abcba", "aba"]},
    {"^(a+|b)(?1)ab", ["aaab", "aabab"]},
    {"(?:x|)(a|aa)(?1)a$", ["aaaa", "aaa", "aaaaa"]},
    {"(?<e>a|b(?&e)c)", ["bbacc", "bbac"]},
    {"(a\\Kb)+c", ["ababc"]},
    {"^a$", ["a", "a\n", "\na", "a\n\n"]},
    {"(?m)^a$", ["b\na\nc", "a\n"]},
    {"\\Aa\\Z|b\\z", ["a\n", "b\n", "b"]},
    {"\\bab\\b|\\Bc\\B", ["x ab y", "abc", "dce"]},
    {"\\Ga", ["aa", "ba"]},
    {"a\\Q.*\\E+b", ["a.***b", "axb"]},
    {"a(?#comment)b", ["ab"]},
    {"(?x)a b\\ c #d\n e", ["ab ce"]},
    {"[[:<:]]a[[:>:]]", ["b a c", "ba"]},
    {"a\\Rb", ["a\r\nb", "a\nb", "a\vb", "a\r\n\nb"]},
    {"\\X\\C", ["ab"]},
    {"(*FAIL)|a", ["a"]},
    {"a(*COMMIT)b|ac", ["ac", "xab"]},
    {"a+(*PRUNE)b|a+c", ["aac"]},
    {"aa(*SKIP)b|a", ["aac", "aab"]},
    {"a(*THEN)b|ac|(?:a(*THEN)x|ad)", ["ac", "ad"]},
    {"(a(*ACCEPT)b)c", ["ax"]},
    {"(*MARK:x)a(*SKIP:x)b|a", ["ab", "ac"]},
    {"(?C1)a(?C)b", ["ab"]},
    {"\\x{41}\\101\\o{101}\\cA\\e\\f\\n\\r\\t\\a\\0", [[$A, $A, $A, 1, 27, 12, 10, 13, 9, 7, 0]]},
    {"(a*)*b|(a*)+c|(|a)+d", ["aab", "aac", "aad", "e"]},
    {"(a|b|(c))+", ["abca", "cab"]},
    {"(?:(a)|b)*", ["ab", "ba", ""]},
    {"((a)|(b))*", ["ab", "ba"]},
    {"()(?=())(?!x)()", ["", "ab"]},
    {"(?U)a+b??", ["aab"]},
    {"(?J)(?<n>a)|(?<n>b)\\k<n>", ["a", "bb"]},
    {"^.*?(\\d+)[^\\d]*$", ["abc 12 de 345 f"]},
    {"(\\w+)\\s+\\1", ["the the", "one two"]},
    {"^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$", ["192.168.0.1", "256.1.1.1"]},
    {"\\81|\\12", ["81", "\n"]}].

unicode() -> [
    {"\\x{e4}", [[228], "a"]},
    {".", [[8364], [$a, 8364]]},
    {"(.)(.)", [[128512, 228]]},
    {[$[, 1072, $-, 1103, $], $+], [[$x, 1087, 1088, 1080, $y]]},
    {"(?i)\\x{43f}", [[1055]]},
    {"\\w+", [[1087, 1088], "ab", [228]]},
    {"(*UCP)\\w+", [[1087, 1088, $_, $1, 33]]},
    {"(*UCP)\\d\\s\\b", [[1633, 160, $a]]},
    {"\\p{L}\\p{Lu}\\P{L}\\p{^L}", [[1087, $A, $1, 33]]},
    {"\\p{Greek}+\\p{Cyrillic}", [[945, 946, 1087]]},
    {"\\p{Latin}\\p{Common}\\p{Any}", ["a1b"]},
    {"[\\p{Nd}\\p{Zs}]+", [[1633, 160, $x]]},
    {"\\X", [[101, 769, 120]]},
    {"\\R\\h\\v", [[8232, 8195, 133]]},
    {"[^a]", [[228], "a"]},
    {"\\x{1F600}", [[128512]]},
    {"(?<=\\x{e4})b", [[228, 98]]},
    {"(?i)\\x{df}|\\x{130}", [[7838], [304]]}].

chars() -> [
    fun() -> re:run([1055, 1088], [1088], [unicode, {capture, all, list}]) end,
    fun() -> re:run(<<"aä€"/utf8>>, ".", [unicode, global, {capture, all, list}]) end,
    fun() -> re:run(<<"aä€"/utf8>>, ".", [unicode, global, {capture, all, binary}]) end,
    fun() -> re:run(<<"aä€"/utf8>>, "", [unicode, global]) end,
    fun() -> re:run(<<"aä€"/utf8>>, ".", [unicode, {offset, 1}]) end,
    fun() -> re:run(<<"aä€"/utf8>>, ".", [unicode, {offset, 2}]) end,
    fun() -> re:run(<<"aä€"/utf8>>, ".", [unicode, {offset, 3}, {capture, all, list}]) end,
    fun() -> re:run(<<255>>, "a", [unicode]) end,
    fun() -> re:run(<<"a", 128>>, "a", [unicode]) end,
    fun() -> re:run(<<"a", 16#f4, 16#90, 128, 128>>, "a", [unicode]) end,
    fun() -> re:run(<<"a", 16#c0, 128>>, "a", [unicode]) end,
    fun() -> re:run(<<"a", 16#ed, 16#a0, 128>>, "a", [unicode]) end,
    fun() -> re:run(<<"a", 16#e2, 16#82>>, "a", [unicode]) end,
    fun() -> re:run(<<"abcdefghijklmnopq", 16#e2, 16#82, 16#ac, "rst", 255>>, "a", [unicode]) end,
    fun() -> re:run([255], "\\w", []) end,
    fun() -> re:run([300], "a", [unicode]) end,
    fun() -> re:run([-1], "a", [unicode]) end,
    fun() -> re:run([55296], "a", [unicode]) end,
    fun() -> re:run("a", [-1], [unicode]) end,
    fun() -> re:run([<<"ä"/utf8>>, 8364], [8364], [unicode, {capture, all, binary}]) end,
    fun() -> {ok, M} = re:compile([$(, 228, $)], [unicode]), [re:run(X, M, [{capture, [1], list}]) || X <- [[228], <<195, 164>>, [<<195, 164>>]]] end,
    fun() -> re:run(<<195, 164>>, "(*UTF8)\\x{e4}") end,
    fun() -> re:run(<<255>>, "(*UTF)a") end,
    fun() -> re:run(<<195, 164>>, "(*UTF8)(.)", [{capture, all, list}]) end].

%% re:run/3 with offsets and options that go with global.
calls() ->
    [io:format("~w~n", [t(fun() -> re:run(S, P, [global | O]) end)]) || {S, P, O} <- [
        {"abcabc", "", []}, {"aXbX", "x", [caseless]}, {"aab", "a*", []}, {"aab", "a*?", []}, {"ab\r\ncd", "$", [multiline, {newline, crlf}]}, {"ab\r\n\r\ncd", "^", [multiline, {newline, anycrlf}]},
        {"abab", "b", [{offset, 2}]}, {"abab", "a", [anchored]}, {"aabb", "(a)|(b)", [{capture, all_but_first, list}]}, {"aa", "a", [notempty, {capture, none}]}, {"a\r\nb", "", [{newline, any}]},
        {"", "", []}, {"", "a", []}, {"xay", "(?=a)|a", []}, {"a.b.c", "\\.", [{capture, first, list}]}, {"abc", "\\b|\\B", []}, {"aaa", "\\Ka", []}, {"ab", "(?<=a)|b", []}]].

%% What is used again and again becomes machine code, with the same results.
used_often() ->
    {ok, M} = re:compile("(\\w+)@(\\w+)(\\.com)?"),
    io:format("~w~n", [lists:usort([re:run("x joe@example y", M, [{capture, all, list}]) || _ <- lists:seq(1, 20)])]),
    io:format("~w~n", [lists:usort([re:run("aaa", "^(a(?=(a))|a)*?$", [notbol]) || _ <- lists:seq(1, 10)])]),
    io:format("~w~n", [lists:usort([re:run(binary:copy(<<"ab">>, 3000), "(?:(a)|(b))*") || _ <- lists:seq(1, 3)])]).
