%% untranslated
%% The first program: nothing but local calls, literals and erlang:display/1.
-module(display_tests).
-export([start/0]).

start() ->
    erlang:display(hello),
    erlang:display('Quoted atom'),
    erlang:display(''),
    erlang:display(42),
    erlang:display(-42),
    erlang:display([]),
    erlang:display({}),
    erlang:display({a, {b, {c}}}),
    erlang:display([a, b, c]),
    erlang:display([a | b]),
    erlang:display([a, b | c]),
    erlang:display([[], [[]], {[]}]),
    erlang:display(16#ffffffff),
    erlang:display(-16#ffffffff),
    erlang:display(1 bsl 27),
    erlang:display([1, 2, 3]),
    erlang:display({1, [2, {3, [4]}], five}),
    erlang:display(true),
    erlang:display(add(1, 2)),
    erlang:display(add(add(1, 2), add(3, 4))),
    erlang:display(pick(2, a, b, c)),
    erlang:display(erlang:display(last)),
    ok.

add(A, B) -> A + B.

pick(1, A, _, _) -> A;
pick(2, _, B, _) -> B;
pick(_, _, _, C) -> C.
