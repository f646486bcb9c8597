%% Conversions between numbers, atoms, lists, binaries and tuples, with their errors.
-module(convert_tests).
-export([start/0, id/1]).

start() ->
    Strs = ["0", "1", "-1", "+5", "007", "123456789012345678901234567890", "-576460752303423489", "", "-", "+", " 1", "1 ", "1.0", "a",
            "12a", "--1", "0x10", "1_000", "\x{b2}"],
    io:format("~p~n", [[{S, fails(fun() -> list_to_integer(S) end)} || S <- Strs]]),
    io:format("~p~n", [[{S, fails(fun() -> binary_to_integer(list_to_binary(S)) end)} || S <- Strs]]),
    io:format("~p~n", [[{S, B, fails(fun() -> list_to_integer(S, B) end)} || {S, B} <-
        [{"ff", 16}, {"FF", 16}, {"-Ff", 16}, {"zz", 36}, {"ZZ", 36}, {"102", 2}, {"101", 2}, {"1", 1}, {"1", 37}, {"g", 16}, {"", 16}]]]),
    io:format("~p~n", [[integer_to_list(id(N)) || N <- [0, -0, 1, -1, 1 bsl 59, -(1 bsl 59), 1 bsl 64, -(1 bsl 100)]]]),
    io:format("~p~n", [[integer_to_list(id(N), B) || N <- [0, 255, -255, 1 bsl 70], B <- [2, 8, 16, 36]]]),
    io:format("~p~n", [[integer_to_binary(id(N), B) || N <- [0, 255, -255, 1 bsl 70], B <- [10, 2, 16, 36]]]),
    io:format("~p~n", [[{S, string:to_integer(S)} || S <- ["12", "12abc", "abc", "-7 x", "", "+3"]]]),
    io:format("~p~n", [[{S, string:to_float(S)} || S <- ["1.5", "1.5abc", "1", "-2.5e3x", "", "1.e"]]]),
    io:format("~p~n", [[list_to_atom(S) || S <- ["", "abc", "Abc", "a b", "a@b_1", "1a", "\n", "it's", "end", "\x{e5}"]]]),
    io:format("~p~n", [[atom_to_list(A) || A <- ['', abc, 'A b', 'it\'s', true, [] =:= [], '\n']]]),
    io:format("~p~n", [[atom_to_binary(A) || A <- ['', abc, '\x{e5}', '\x{3b1}']]]),
    io:format("~p~n", [[atom_to_binary('\x{e5}', E) || E <- [latin1, utf8, unicode]]]),
    io:format("~w~n", [[binary_to_atom(<<"\x{3b1}"/utf8>>), binary_to_atom(<<229>>, latin1), binary_to_existing_atom(<<"start">>)]]),
    io:format("~p~n", [[list_to_existing_atom("start"), list_to_existing_atom("id")]]),
    io:format("~p~n", [[list_to_binary(L) || L <- [[], [1, 2], ["ab", [<<"cd">>], $e], [[[[]]]], [<<1, 2>> | <<3>>], "abc"]]]),
    io:format("~p~n", [[iolist_to_binary(L) || L <- [<<"x">>, [], [1 | <<2>>], [[1], [2, [3]]]]]]),
    io:format("~p~n", [[iolist_size(L) || L <- [<<"x">>, [], [1 | <<2>>], [[1], [2, [3, <<"abcd">>]]]]]]),
    io:format("~p~n", [[binary_to_list(B) || B <- [<<>>, <<1, 2>>, <<"abc">>]]]),
    io:format("~p~n", [[binary_to_list(<<"abcdef">>, 2, 4), binary_to_list(<<"abc">>, 1, 3)]]),
    io:format("~p~n", [[tuple_to_list({1, 2}), list_to_tuple([a]), tuple_to_list({})]]),
    io:format("~p~n", [[erlang:fun_to_list(fun lists:map/2), erlang:fun_to_list(fun erlang:'+'/2), erlang:fun_to_list(fun m:'A\x{3bb}\x{e9}'/1)]]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> list_to_atom(id(a)) end, fun() -> list_to_atom(id([a])) end, fun() -> list_to_atom(id([-1])) end,
         fun() -> list_to_atom(id([16#110000])) end, fun() -> list_to_atom(lists:duplicate(id(256), $a)) end,
         fun() -> length(atom_to_list(list_to_atom(lists:duplicate(id(255), $a)))) end,
         fun() -> list_to_existing_atom(id("no such atom was ever made 1")) end,
         fun() -> binary_to_existing_atom(id(<<"no such atom was ever made 2">>), utf8) end,
         fun() -> binary_to_atom(id(<<255, 255>>), utf8) end, fun() -> binary_to_atom(id(a), utf8) end,
         fun() -> atom_to_list(id("a")) end, fun() -> atom_to_binary(id('\x{3b1}'), latin1) end,
         fun() -> list_to_binary(id([256])) end, fun() -> list_to_binary(id([a])) end, fun() -> list_to_binary(id([1 | 2])) end,
         fun() -> list_to_binary(id(<<"a">>)) end, fun() -> iolist_to_binary(id([-1])) end, fun() -> iolist_size(id([foo])) end,
         fun() -> iolist_to_binary(id(x)) end, fun() -> list_to_integer(id(12)) end, fun() -> list_to_integer(id([$1 | $2])) end,
         fun() -> integer_to_list(id(1.0)) end, fun() -> integer_to_list(1, id(1)) end, fun() -> integer_to_list(1, id(37)) end,
         fun() -> integer_to_binary(id(a)) end, fun() -> binary_to_integer(id("1")) end, fun() -> binary_to_list(id([])) end,
         fun() -> binary_to_list(<<1, 2>>, id(0), 1) end, fun() -> binary_to_list(<<1, 2>>, id(2), 1) end,
         fun() -> list_to_tuple(id({})) end, fun() -> tuple_to_list(id([])) end]),
    ok.

id(X) -> X.

fails(F) -> try F() catch C:R -> {C, R} end.
