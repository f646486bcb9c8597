%% The string module, new and old functions, on lists, binaries and mixed data.
-module(string_tests).
-export([start/0]).

start() ->
    io:setopts([{encoding, unicode}]),
    p(length, [string:length("abc"), string:length(<<"åäö"/utf8>>), string:length(["ab", <<"c">>]), string:is_empty(""), string:is_empty([<<>>, []]), string:is_empty("a")]),
    p(case_, [string:uppercase("abcß"), string:lowercase("ABC"), string:titlecase("hello world"), string:casefold("HeLLo"), string:uppercase(<<"abc">>), string:lowercase(<<"ÅÄ"/utf8>>)]),
    p(trim, [string:trim("  ab  "), string:trim("  ab  ", leading), string:trim("  ab  ", trailing), string:trim("xxabxx", both, "x"), string:trim(<<" a ">>), string:trim("\t\na\r\n"), string:trim("")]),
    p(chomp, [string:chomp("a\n"), string:chomp("a\r\n"), string:chomp("a\n\n"), string:chomp(<<"b\n">>)]),
    p(split, [string:split("a,b,c", ","), string:split("a,b,c", ",", all), string:split("a,b,c", ",", trailing), string:split(<<"a--b">>, "--"), string:split("abc", "x"), string:split("", ","), string:split("ab", "")]),
    p(lexemes, [string:lexemes("a b  c", " "), string:lexemes("a,b;c", ",;"), string:lexemes(<<" x y ">>, " "), string:lexemes("", " "), string:nth_lexeme("a b c", 2, " ")]),
    p(find, [string:find("hello world", "wor"), string:find("hello", "xyz"), string:find("abab", "ab", trailing), string:find(<<"hello">>, "ll"), string:find("a", "")]),
    p(prefix, [string:prefix("prefix-rest", "prefix"), string:prefix("abc", "x"), string:prefix(<<"abc">>, "ab"), string:prefix("abc", "")]),
    p(slice, [string:slice("hello", 1), string:slice("hello", 1, 3), string:slice("hello", 5), string:slice("hello", 10), string:slice(<<"hello">>, 1, 2), string:slice("hello", 0, infinity)]),
    p(pad, [string:pad("ab", 5), string:pad("ab", 5, leading), string:pad("ab", 5, both, $*), string:pad("abc", 2), lists:flatten(string:pad("x", 4, leading, "01"))]),
    p(replace, [string:replace("a-b-c", "-", "+"), string:replace("a-b-c", "-", "+", all), string:replace("a-b-c", "-", "+", trailing), lists:flatten(string:replace("aaa", "a", "bb", all))]),
    p(reverse, [string:reverse("abc"), string:reverse(<<"abc">>), string:reverse([<<"ab">>, "cd"]), string:concat("a", "b"), string:equal("a", <<"a">>), string:equal("a", "A", true), string:equal("å", [$a, 778], false, nfc)]),
    p(next, [string:next_codepoint("abc"), string:next_grapheme("abc"), string:next_grapheme([$e, 769, $x]), string:next_codepoint(<<"å"/utf8>>), string:next_codepoint(""), string:next_codepoint(<<255>>)]),
    p(to_num, [string:to_integer("12x"), string:to_integer("x"), string:to_integer(<<"-3">>), string:to_float("1.5e3y"), string:to_float("1"), string:to_integer(""), string:to_integer("+7")]),
    p(take, [string:take("abc123", "abc"), string:take("abc123", lists:seq($0, $9), true), string:take("abc123", "123", false, trailing), string:to_graphemes("ab\r\nc")]),
    p(old, [string:len("abc"), string:str("hello", "l"), string:rstr("hello", "l"), string:chr("hello", $l), string:rchr("hello", $l), string:str("a", "z"), string:substr("hello", 2), string:substr("hello", 2, 3)]),
    p(old, [string:tokens("a b  c", " "), string:tokens("a,b;c", ",;"), string:join(["a", "b", "c"], ", "), string:join([], ","), string:chars($x, 3), string:chars($x, 2, "yz"), string:copies("ab", 3)]),
    p(old, [string:strip("  a  "), string:strip("  a  ", left), string:strip("xxaxx", both, $x), string:left("ab", 4), string:left("abcdef", 3, $.), string:right("ab", 4, $.), string:centre("ab", 6, $*), string:centre("ab", 5)]),
    p(old, [string:span("aabbc", "ab"), string:cspan("aabbc", "c"), string:words("a b c"), string:words("a,b", $,), string:sub_word("one two three", 2), string:sub_string("hello", 2, 4), string:to_upper("abc"), string:to_lower($A)]),
    p(caesar, [caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), 23)]),
    p(palindrome, [palindrome(S) || S <- ["A man, a plan, a canal: Panama", "hello", ""]]),
    p(count, [lists:sort(maps:to_list(freq("mississippi")))]),
    lists:foreach(fun(F) -> io:format("~p~n", [try F() catch C:R -> {C, R} end]) end,
        [fun() -> string:length(a) end, fun() -> string:uppercase([a]) end, fun() -> string:split(a, ",") end, fun() -> string:to_integer(a) end, fun() -> string:slice("abc", -1) end,
         fun() -> string:length(<<255>>) end, fun() -> string:tokens(a, "b") end, fun() -> string:substr("abc", 5) end, fun() -> string:trim(1) end,
         fun() -> string:to_float(x) end, fun() -> string:join([a], ",") end]),
    ok.

p(Name, Values) -> io:format("~p: ~tp~n", [Name, Values]).

caesar(S, N) -> [rot(C, N) || C <- S].

rot(C, N) when C >= $a, C =< $z -> (C - $a + N) rem 26 + $a;
rot(C, N) when C >= $A, C =< $Z -> (C - $A + N) rem 26 + $A;
rot(C, _) -> C.

palindrome(S) ->
    L = [C || C <- string:lowercase(S), C >= $a, C =< $z],
    L =:= lists:reverse(L).

freq(S) -> lists:foldl(fun(C, M) -> maps:update_with([C], fun(N) -> N + 1 end, 1, M) end, #{}, S).
