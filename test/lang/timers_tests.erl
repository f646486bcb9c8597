%% Timers: send_after, start_timer, cancel, read, order, many at once, timer module; nothing that depends on exact time.
-module(timers_tests).
-export([start/0, id/1, notify/2]).

start() ->
    Me = self(),
    erlang:send_after(5, Me, five),
    io:format("~p~n", [receive five -> ok after 3000 -> late end]),
    R = erlang:start_timer(5, Me, payload),
    io:format("~p~n", [receive {timeout, R, P} -> P after 3000 -> late end]),
    erlang:send_after(60, Me, third), erlang:send_after(0, Me, first), erlang:send_after(30, Me, second),
    io:format("~p~n", [[receive X -> X end || _ <- [1, 2, 3]]]),
    T1 = erlang:send_after(100000, Me, never),
    Left = erlang:cancel_timer(T1),
    io:format("~p ~p~n", [is_integer(Left), Left > 90000 andalso Left =< 100000]),
    io:format("~p~n", [erlang:cancel_timer(T1)]),
    T2 = erlang:send_after(100000, Me, never),
    io:format("~p~n", [(fun(V) -> V > 90000 andalso V =< 100000 end)(erlang:read_timer(T2))]),
    io:format("~p ~p~n", [is_integer(erlang:cancel_timer(T2)), erlang:read_timer(T2)]),
    T3 = erlang:send_after(1, Me, done),
    receive done -> ok end,
    io:format("~p ~p~n", [erlang:cancel_timer(T3), erlang:read_timer(T3)]),
    register(timed, Me),
    erlang:send_after(1, timed, to_name),
    io:format("~p~n", [receive to_name -> name after 3000 -> late end]),
    erlang:send_after(1, no_such_name, x),
    T4 = erlang:send_after(100000, Me, x),
    io:format("~p~n", [erlang:cancel_timer(T4, [{info, false}])]),
    T5 = erlang:send_after(100000, Me, x),
    io:format("~p~n", [erlang:cancel_timer(T5, [{async, true}])]),
    io:format("~p~n", [receive {cancel_timer, T5, L} -> is_integer(L) after 3000 -> late end]),
    Now = erlang:monotonic_time(millisecond),
    _ = erlang:send_after(Now + 10, Me, absolute, [{abs, true}]),
    io:format("~p ~p~n", [receive absolute -> abs after 3000 -> late end, erlang:monotonic_time(millisecond) >= Now + 10]),
    [erlang:send_after(I rem 7, Me, {n, I}) || I <- lists:seq(1, 200)],
    io:format("~p~n", [lists:sum([receive {n, I} -> I end || _ <- lists:seq(1, 200)])]),
    io:format("~p~n", [timer:sleep(5)]),
    {Time, V} = timer:tc(fun() -> timer:sleep(20), value end),
    io:format("~p ~p~n", [Time >= 20000, V]),
    io:format("~p~n", [[timer:seconds(2), timer:minutes(3), timer:hours(1), timer:hms(1, 2, 3)]]),
    io:format("~p~n", [element(2, timer:tc(lists, sum, [[1, 2, 3]]))]),
    A = erlang:monotonic_time(), B = erlang:monotonic_time(),
    io:format("~p ~p~n", [B >= A, is_integer(erlang:system_time(second))]),
    io:format("~p~n", [erlang:convert_time_unit(1500, millisecond, second)]),
    io:format("~p~n", [[erlang:convert_time_unit(7, second, U) || U <- [second, millisecond, microsecond, nanosecond, 10]]]),
    io:format("~p~n", [sleepers([50, 10, 30, 70, 20])]),
    Dead = spawn(fun() -> ok end),
    erlang:send_after(1, Dead, lost),
    lists:foreach(fun(F) -> io:format("~p~n", [try F() catch C:E -> {C, E} end]) end,
        [fun() -> erlang:send_after(id(-1), Me, x) end, fun() -> erlang:send_after(id(a), Me, x) end,
         fun() -> erlang:send_after(1, id("me"), x) end, fun() -> erlang:cancel_timer(id(a)) end,
         fun() -> erlang:cancel_timer(make_ref()) end, fun() -> erlang:send_after(id(1.5), Me, x) end,
         fun() -> erlang:start_timer(1, Me, x, id([bad])) end, fun() -> erlang:convert_time_unit(1, id(foo), second) end,
         fun() -> erlang:monotonic_time(id(fortnight)) end]),
    timer(Me),
    io:format("~p~n", [[cause(T, Options) || {T, Options} <- [{-1, []}, {a, []}, {1 bsl 70, []}, {1 bsl 54, []},
        {a, [{abs, true}]}, {-(1 bsl 70), [{abs, true}]}, {a, [bad]}]]]),
    ok.

%% Why a timer can not be started.
cause(Time, Options) ->
    try erlang:start_timer(Time, self(), x, Options)
    catch error:badarg:Trace -> proplists:get_value(error_info, element(4, hd(Trace)))
    end.

id(X) -> X.

sleepers(Ts) ->
    Me = self(),
    [spawn(fun() -> receive after T -> Me ! {slept, T} end end) || T <- Ts],
    [receive {slept, T} -> T end || _ <- Ts].

notify(To, What) -> To ! What.

timer(Me) ->
    {ok, _} = timer:send_after(5, Me, by_timer),
    io:format("~p~n", [receive by_timer -> by_timer after 3000 -> late end]),
    {ok, _} = timer:apply_after(5, ?MODULE, notify, [Me, applied]),
    io:format("~p~n", [receive applied -> applied after 3000 -> late end]),
    {ok, I} = timer:send_interval(5, Me, tick),
    io:format("~p~n", [[receive tick -> tick after 3000 -> late end || _ <- [1, 2, 3]]]),
    io:format("~p~n", [timer:cancel(I)]).
