%% untranslated
%% Receive in all its forms: guards, nested, timeouts computed at run time, after 0 and infinity, flush, priorities, big mailboxes.
-module(receive_tests).
-export([start/0, id/1]).

start() ->
    Me = self(),
    send([1, a, {x, 1}, "s", <<"b">>, 2.5, #{k => v}, [], {y, 2}]),
    io:format("~p~n", [receive #{k := V} -> V end]),
    io:format("~p~n", [receive F when is_float(F) -> F end]),
    io:format("~p~n", [receive {T, N} when N > 1 -> T end]),
    io:format("~p~n", [receive <<B/binary>> -> B end]),
    io:format("~p~n", [flush()]),
    io:format("~p~n", [[receive never -> 1 after id(Time) -> {timeout, Time} end || Time <- [0, 1, 5]]]),
    send([late]),
    io:format("~p~n", [receive never -> 1 after 0 -> receive late -> late after 0 -> no end end]),
    io:format("~p~n", [receive after 1 -> slept end]),
    io:format("~p~n", [receive after 0 -> yielded end]),
    Me ! x,
    io:format("~p~n", [receive x -> got after infinity -> never end]),
    Me ! x,
    io:format("~p~n", [receive x -> got after id(infinity) -> never end]),
    send([{low, 1}, {high, 2}, {low, 3}, {high, 4}]),
    io:format("~p~n", [important()]),
    io:format("~p~n", [nested(3)]),
    Ref = make_ref(),
    send(lists:seq(1, 2000)),
    Me ! {Ref, answer},
    io:format("~p~n", [receive {Ref, A} -> A end]),
    io:format("~p~n", [length(flush())]),
    io:format("~p~n", [call(spawn(fun server/0), lists:seq(1, 5))]),
    spawn(fun() -> receive after 20 -> Me ! delayed end end),
    io:format("~p~n", [receive delayed -> came after 5000 -> lost end]),
    io:format("~p~n", [timeouts_with_noise(Me)]),
    send([{set, 1}, {set, 2}, {add, 5}, {set, 7}, {add, 1}, stop]),
    io:format("~p~n", [state(0)]),
    io:format("~p~n", [flush()]),
    io:format("~p~n", [order(Me)]),
    io:format("~p~n", [bound(Me)]),
    io:format("~p~n", [process_info(Me, message_queue_len)]),
    send([m1, {m, 2}]),
    io:format("~p~n", [process_info(Me, messages)]),
    io:format("~p~n", [flush()]),
    Me ! pending,
    lists:foreach(fun(G) -> io:format("~p~n", [fails(G)]) end,
        [fun() -> receive nothing -> ok after id(-1) -> t end end, fun() -> receive nothing -> ok after id(a) -> t end end,
         fun() -> receive nothing -> ok after id(1.0) -> t end end, fun() -> receive nothing -> ok after id(1 bsl 40) -> t end end,
         fun() -> receive M -> throw({in_receive, M}) end end,
         fun() -> receive after id(foo) -> ok end end,
         fun() -> id(foo) ! x end, fun() -> id(1) ! x end, fun() -> id("name") ! x end, fun() -> erlang:send(Me, q) end,
         fun() -> receive q -> try error(oops) catch _:E -> E end end end]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

send(L) -> [self() ! X || X <- L].

flush() -> receive X -> [X | flush()] after 0 -> [] end.

important() ->
    receive {high, X} -> [{high, X} | important()]
    after 0 -> receive {low, X} -> [{low, X} | important()] after 0 -> [] end
    end.

nested(0) -> [];
nested(N) ->
    self() ! {n, N},
    receive
        {n, N} ->
            receive other -> wrong after 1 -> R = nested(N - 1), [N | R] end
    end.

server() ->
    receive
        {From, Ref, X} -> From ! {Ref, X * X}, server();
        stop -> ok
    end.

call(S, Xs) ->
    Refs = [begin R = make_ref(), S ! {self(), R, X}, R end || X <- Xs],
    Answers = [receive {R, A} -> A end || R <- lists:reverse(Refs)],
    S ! stop,
    Answers.

%% Messages that do not match must not restart the timer for ever.
timeouts_with_noise(Me) ->
    P = spawn(fun() -> noise(Me) end),
    R = receive never -> wrong after 30 -> timed_out end,
    exit(P, kill),
    _ = flush(),
    R.

noise(To) -> To ! noise, receive after 2 -> noise(To) end.

state(S) ->
    receive
        {set, X} -> state(X);
        {add, X} -> state(S + X);
        stop -> S
    end.

order(Me) ->
    [spawn(fun() -> [Me ! {P, I} || I <- lists:seq(1, 20)] end) || P <- [p1, p2, p3]],
    All = [receive {P, I} -> {P, I} end || _ <- lists:seq(1, 60)],
    [[I || {Q, I} <- All, Q =:= P] =:= lists:seq(1, 20) || P <- [p1, p2, p3]].

bound(Me) ->
    X = id(7),
    Me ! 6, Me ! 7,
    receive X -> {bound, X, receive Y -> Y end} end.
