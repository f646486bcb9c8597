%% Many processes: ten thousand at once, long chains of messages, trees of processes, fairness between busy ones, mass monitors.
-module(spawn_many_tests).
-export([start/0, tree/2, spin/2]).

start() ->
    Me = self(),
    Ps = [spawn(fun() -> receive {add, X} -> Me ! {sum, X + I} end end) || I <- lists:seq(1, 10000)],
    io:format("~p~n", [length(lists:usort(Ps))]),
    [P ! {add, 1} || P <- Ps],
    io:format("~p~n", [lists:sum([receive {sum, X} -> X end || _ <- Ps])]),
    io:format("~p~n", [chain(2000)]),
    spawn(?MODULE, tree, [10, Me]),
    io:format("~p~n", [receive {tree, N} -> N end]),
    io:format("~p~n", [fair()]),
    Ms = [element(2, spawn_monitor(fun() -> exit(I) end)) || I <- lists:seq(1, 1000)],
    io:format("~p~n", [lists:sum([receive {'DOWN', M, _, _, I} -> I end || M <- Ms])]),
    io:format("~p~n", [flood(50000)]),
    io:format("~p~n", [pingpong(20000)]),
    io:format("~p~n", [killed_group(50)]),
    io:format("~p~n", [big_messages(100)]),
    io:format("~p~n", [deaf_but_alive()]),
    ok.

chain(N) ->
    Last = lists:foldl(fun(_, Next) -> spawn(fun() -> receive X -> Next ! X + 1 end end) end, self(), lists:seq(1, N)),
    Last ! 0,
    receive X -> X end.

%% A binary tree of processes, counting themselves.
tree(0, Parent) -> Parent ! {tree, 1};
tree(D, Parent) ->
    spawn(?MODULE, tree, [D - 1, self()]),
    spawn(?MODULE, tree, [D - 1, self()]),
    receive {tree, A} -> receive {tree, B} -> Parent ! {tree, A + B + 1} end end.

%% Two that spin for ever must not keep a third from its work.
fair() ->
    Busy = [spawn(?MODULE, spin, [0, B]) || B <- [1, 2]],
    Me = self(),
    spawn(fun() -> Me ! {worked, lists:sum(lists:seq(1, 50000))} end),
    R = receive {worked, S} -> S after 20000 -> starved end,
    [exit(B, kill) || B <- Busy],
    R.

spin(N, B) -> spin(N + B, B).

flood(N) ->
    Me = self(),
    Sink = spawn(fun() -> sink(Me, 0) end),
    [Sink ! I || I <- lists:seq(1, N)],
    Sink ! stop,
    receive {total, T} -> T end.

sink(To, Acc) -> receive stop -> To ! {total, Acc}; I -> sink(To, Acc + I) end.

pingpong(N) ->
    Pong = spawn(fun Loop() -> receive {P, K} -> P ! K + 1, Loop(); stop -> ok end end),
    R = ping(Pong, N, 0),
    Pong ! stop,
    R.

ping(_, 0, K) -> K;
ping(P, N, K) -> P ! {self(), K}, receive K1 -> ping(P, N - 1, K1) end.

%% Linked in a ring: one dies, all die.
killed_group(N) ->
    Me = self(),
    Boss = spawn(fun() -> Ps = [spawn_link(fun() -> receive die -> exit(together) end end) || _ <- lists:seq(1, N)], Me ! {ps, Ps}, receive never -> ok end end),
    receive {ps, Ps} -> ok end,
    Ms = [monitor(process, P) || P <- [Boss | Ps]],
    lists:nth(N div 2, Ps) ! die,
    Reasons = [receive {'DOWN', M, _, _, R} -> R end || M <- Ms],
    lists:usort(Reasons).

big_messages(N) ->
    Me = self(),
    Echo = spawn(fun Loop() -> receive {P, T} -> P ! {back, T}, Loop() end end),
    T = {lists:seq(1, 100), binary:copy(<<"x">>, 1000), #{a => lists:duplicate(50, "str")}},
    Same = [begin Echo ! {Me, T}, receive {back, T2} -> T2 =:= T end end || _ <- lists:seq(1, N)],
    exit(Echo, kill),
    lists:usort(Same).

deaf_but_alive() ->
    P = spawn(fun() -> receive wake -> ok end end),
    [P ! {noise, I} || I <- lists:seq(1, 5000)],
    M = monitor(process, P),
    P ! wake,
    receive {'DOWN', M, _, _, R} -> R after 5000 -> stuck end.
