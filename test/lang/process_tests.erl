%% untranslated
%% spawn, send, receive: selective receive, order of messages, after, ping-pong, ring; low-level output only.
-module(process_tests).
-export([start/0, pong/0, echo/1, ring/2]).

start() ->
    Me = self(),
    P = spawn(fun() -> Me ! hello end),
    erlang:display(is_pid(P)),
    erlang:display(receive M -> M end),
    Pong = spawn(?MODULE, pong, []),
    erlang:display(ping(Pong, 10)),
    Pong ! stop,
    erlang:display(receive X -> X after 0 -> nothing end),
    erlang:display(receive X1 -> X1 after 10 -> timeout end),
    [Me ! N || N <- [1, 2, 3, 4, 5]],
    erlang:display(receive 3 -> three end),
    erlang:display(receive N when N > 3 -> N end),
    erlang:display([receive K -> K end || _ <- [1, 2, 3]]),
    erlang:display(receive _ -> more after 0 -> empty end),
    Me ! a, Me ! b,
    erlang:display(receive b -> receive a -> {b, a} end end),
    E = spawn(?MODULE, echo, [Me]),
    E ! {say, one}, E ! {say, two}, E ! quit,
    erlang:display([receive {E, W} -> W end || _ <- [1, 2, 3]]),
    erlang:display(Me ! to_myself),
    erlang:display(receive to_myself -> got end),
    erlang:display(ring(20, 50)),
    erlang:display(is_process_alive(Me)),
    Dead = spawn(fun() -> ok end),
    R = monitor(process, Dead),
    receive {'DOWN', R, process, Dead, _} -> ok end,
    erlang:display(is_process_alive(Dead)),
    erlang:display(Dead ! ignored),
    erlang:display(length([spawn(fun() -> Me ! {done, I} end) || I <- lists:seq(1, 100)])),
    erlang:display(lists:sum([receive {done, I} -> I end || _ <- lists:seq(1, 100)])),
    erlang:display([receive {done, I} -> I after 0 -> none end]),
    erlang:display(try spawn(hd([a])) catch C:Reason -> {C, Reason} end),
    ok.

pong() ->
    receive
        {ping, From, N} -> From ! {pong, N}, pong();
        stop -> ok
    end.

ping(_, 0) -> done;
ping(Pid, N) ->
    Pid ! {ping, self(), N},
    receive {pong, N} -> ping(Pid, N - 1) end.

echo(To) ->
    receive
        {say, W} -> To ! {self(), W}, echo(To);
        quit -> To ! {self(), bye}
    end.

%% A token goes round N processes, Rounds times.
ring(N, Rounds) ->
    Me = self(),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> node_loop(Next) end) end, Me, lists:seq(1, N)),
    First ! {token, 0},
    round_(First, Rounds).

round_(First, 0) -> First ! stop, receive {token, V} -> V end, receive stop -> V end;
round_(First, R) -> receive {token, V} -> First ! {token, V}, round_(First, R - 1) end.

node_loop(Next) ->
    receive
        {token, V} -> Next ! {token, V + 1}, node_loop(Next);
        stop -> Next ! stop
    end.
