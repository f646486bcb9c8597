%% untranslated
%% Records: defaults, construction, update, matching, guards, nesting, record_info, and what a wrong record gives.
-module(records_tests).
-export([start/0, id/1]).
-record(point, {x = 0, y = 0}).
-record(circle, {center = #point{}, radius :: number(), name = "none"}).
-record(empty, {}).
-record(big, {a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10, k = 11, l = 12}).
-record('odd name', {'A field', f = id(default)}).

start() ->
    io:format("~p~n", [[#point{}, #point{x = 1}, #point{y = 2, x = 1}, #empty{}, #big{}, #circle{radius = 2}]]),
    P = id(#point{x = 3, y = 4}),
    io:format("~p ~p~n", [P#point.x, P#point.y]),
    io:format("~p~n", [P#point{x = 10}]),
    C = id(#circle{center = P, radius = 1.5}),
    io:format("~p~n", [(C#circle.center)#point.y]),
    io:format("~p~n", [C#circle{center = (C#circle.center)#point{y = 99}, name = "moved"}]),
    io:format("~p~n", [C#circle.center#point.x]),
    #circle{radius = R, center = #point{x = X}} = C,
    io:format("~p ~p~n", [R, X]),
    B = id(#big{}),
    io:format("~p~n", [B#big{a = x, c = y, l = z}]),
    io:format("~p~n", [B#big{b = (B#big.b) * 2, k = B#big.j}]),
    io:format("~p~n", [#big{_ = all}]),
    io:format("~p~n", [#big{c = c, _ = rest}]),
    io:format("~p~n", [#'odd name'{}]),
    io:format("~p~n", [(#'odd name'{'A field' = 5})#'odd name'.'A field']),
    io:format("~p ~p ~p~n", [record_info(fields, circle), record_info(size, circle), record_info(size, empty)]),
    io:format("~p ~p~n", [#circle.radius, #big.l]),
    io:format("~p~n", [lists:keysort(#point.y, [#point{y = 3}, #point{y = 1}, #point{y = 2}])]),
    io:format("~p~n", [[kind(T) || T <- [P, C, #empty{}, {point, 1}, {point, 1, 2, 3}, point, #point{x = 0}, {circle, 1, 2, 3}]]]),
    io:format("~p~n", [[is_record(T, point) || T <- [P, {point, 1, 2}, {point}, point, {1, 2, 3}]]]),
    io:format("~p~n", [[is_record(id(T), id(point), id(3)) || T <- [P, {point, 1, 2}, {point}, point]]]),
    io:format("~p~n", [is_record(P, id(circle))]),
    io:format("~p~n", [[Q#point.x || Q <- [#point{x = N} || N <- [1, 2, 3]]]]),
    io:format("~p~n", [maps:map(fun(_, #point{x = V}) -> V end, #{a => #point{x = 1}, b => #point{x = 2}})]),
    io:format("~p~n", [move(lists:seq(1, 100), #point{})]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> (id(C))#point.x end, fun() -> (id(a))#point.x end, fun() -> (id({point, 1}))#point{x = 2} end,
         fun() -> (id([]))#big{a = 1, b = 2} end, fun() -> #point{x = 1} = id(P) end, fun() -> #point{x = 3} = id(P) end,
         fun() -> radius(id(P)) end, fun() -> is_record(P, id(1)) end, fun() -> is_record(P, point, id(a)) end]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

kind(#point{x = 0}) -> on_axis;
kind(#point{}) -> point;
kind(C) when C#circle.radius > 1 -> large;
kind(#circle{radius = R}) -> {circle, R};
kind(R) when is_record(R, empty) -> empty;
kind(_) -> none.

radius(#circle{radius = R}) -> R.

move([], P) -> P;
move([N | T], P = #point{x = X}) when N rem 2 =:= 0 -> move(T, P#point{x = X + N});
move([N | T], P = #point{y = Y}) -> move(T, P#point{y = Y - N}).
