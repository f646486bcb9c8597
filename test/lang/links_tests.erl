%% Links: exit signals of every kind, trapping, exit/2, spawn_link chains, unlink.
-module(links_tests).
-export([start/0, id/1]).

start() ->
    process_flag(trap_exit, true),
    lists:foreach(fun({Name, F}) -> io:format("~p: ~p~n", [Name, run_linked(F)]) end,
        [{normal, fun() -> ok end}, {exit_normal, fun() -> exit(normal) end}, {exit, fun() -> exit(reason) end},
         {error, fun() -> error(bad) end}, {badmatch, fun() -> a = id(b) end}, {throw, fun() -> throw(ball) end},
         {badarith, fun() -> id(1) + id(a) end}, {shutdown, fun() -> exit({shutdown, x}) end}, {kill, fun() -> exit(kill) end},
         {killed, fun() -> exit(self(), kill), receive never -> ok end end},
         {self_exit, fun() -> exit(self(), boom), receive never -> ok end end},
         {self_normal, fun() -> exit(self(), normal), receive never -> ok after 10 -> exit(survived) end end},
         {undef, fun() -> no_such_mod:f(1) end}, {function_clause, fun() -> (fun(1) -> ok end)(id(2)) end}]),
    lists:foreach(fun({Reason, Trap}) -> io:format("~p trap=~p: ~p~n", [Reason, Trap, exit2(Reason, Trap)]) end,
        [{R, T} || R <- [normal, kill, reason, shutdown, {a, b}], T <- [false, true]]),
    io:format("chain: ~p~n", [chain(10, bottom_failed)]),
    io:format("chain normal: ~p~n", [chain(3, normal)]),
    io:format("unlink: ~p~n", [unlinked()]),
    io:format("two links, one signal: ~p~n", [twice()]),
    io:format("link to dead: ~p~n", [link_dead()]),
    io:format("trap and go on: ~p~n", [trapper()]),
    io:format("flag: ~p ~p~n", [process_flag(trap_exit, false), process_flag(trap_exit, true)]),
    io:format("links: ~p~n", [element(2, process_info(self(), links)) -- element(2, process_info(self(), links))]),
    io:format("partner: ~p~n", [partners()]),
    lists:foreach(fun(F) -> io:format("~p~n", [try F() catch C:R -> {C, R} end]) end,
        [fun() -> link(id(a)) end, fun() -> unlink(id(1)) end, fun() -> exit(id(a), x) end, fun() -> process_flag(trap_exit, id(1)) end,
         fun() -> process_flag(id(no_flag), true) end, fun() -> link(self()) end, fun() -> unlink(self()) end,
         fun() -> exit(self(), normal) end, fun() -> spawn_link(id(x)) end]),
    io:format("~p~n", [receive {'EXIT', From, Why} when From =:= self() -> Why after 50 -> none end]),
    ok.

id(X) -> X.

run_linked(F) ->
    P = spawn_link(F),
    receive {'EXIT', P, R} -> short(R) after 2000 -> nothing end.

%% Reasons with a stack trace: the frames of this module only.
short({R, [{_, _, _, _} | _] = S}) -> {R, [{M, F, if is_list(A) -> A; true -> A end} || {M, F, A, _} <- S]};
short(R) -> R.

exit2(Reason, Trap) ->
    Me = self(),
    P = spawn(fun() ->
        process_flag(trap_exit, Trap),
        Me ! ready,
        receive {'EXIT', Me, R} -> exit({trapped, R}) after 300 -> exit(nothing_came) end
    end),
    M = monitor(process, P),
    receive ready -> ok end,
    true = exit(P, Reason),
    receive {'DOWN', M, process, P, R} -> R end.

chain(N, Reason) ->
    P = spawn_link(fun() -> chain_(N, Reason) end),
    receive {'EXIT', P, R} -> R after 5000 -> nothing end.

chain_(0, Reason) -> exit(Reason);
chain_(N, Reason) ->
    spawn_link(fun() -> chain_(N - 1, Reason) end),
    receive never -> ok after 500 -> exit({not_killed, N}) end.

unlinked() ->
    P = spawn_link(fun() -> receive go -> exit(gone) end end),
    true = unlink(P),
    M = monitor(process, P),
    P ! go,
    receive {'DOWN', M, _, _, R} -> ok end,
    receive {'EXIT', P, _} -> wrong after 10 -> {no_signal, R} end.

twice() ->
    P = spawn_link(fun() -> receive go -> exit(x) end end),
    true = link(P), true = link(P),
    P ! go,
    receive {'EXIT', P, x} -> receive {'EXIT', P, _} -> two after 10 -> one end end.

link_dead() ->
    {P, M} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', M, _, _, _} -> ok end,
    true = link(P),
    receive {'EXIT', P, R} -> R after 1000 -> none end.

trapper() ->
    Ps = [spawn_link(fun() -> exit(N) end) || N <- [1, 2, 3]],
    [receive {'EXIT', P, N} -> N end || P <- lists:reverse(Ps)].

%% A process that does not trap dies with the one that it is linked to.
partners() ->
    Me = self(),
    spawn(fun() ->
        A = spawn(fun() -> receive go -> exit(first) end end),
        B = spawn(fun() -> link(A), Me ! {b, self()}, receive never -> ok end end),
        Me ! {a, A, B}
    end),
    receive {a, A, B} -> ok end,
    receive {b, _} -> ok end,
    M = monitor(process, B),
    A ! go,
    receive {'DOWN', M, _, _, R} -> R after 1000 -> alive end.
