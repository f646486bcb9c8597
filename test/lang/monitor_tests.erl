%% untranslated
%% Monitors: DOWN of every kind, demonitor and its options, spawn_monitor, spawn_opt, names, many monitors of one process.
-module(monitor_tests).
-export([start/0, id/1, crash/1]).

start() ->
    lists:foreach(fun({Name, F}) ->
        {P, M} = spawn_monitor(F),
        receive {'DOWN', M, Type, P, R} -> io:format("~p: ~p ~p~n", [Name, Type, short(R)]) end
    end, [{normal, fun() -> done end}, {exit, fun() -> exit({a, "reason"}) end}, {error, fun() -> error(e) end},
          {throw, fun() -> throw(t) end}, {kill, fun() -> exit(self(), kill), receive x -> x end end},
          {case_clause, fun() -> case id(1) of 2 -> ok end end}, {badkey, fun() -> map_get(a, id(#{})) end},
          {nested, fun() -> crash(3) end}]),
    {P1, M1} = spawn_monitor(?MODULE, crash, [0]),
    io:format("~p~n", [receive {'DOWN', M1, process, P1, R1} -> short(R1) end]),
    Dead = P1,
    M2 = monitor(process, Dead),
    io:format("dead: ~p~n", [receive {'DOWN', M2, process, Dead, R2} -> R2 end]),
    M3 = monitor(process, no_such_name),
    io:format("name: ~p~n", [receive {'DOWN', M3, process, Who, R3} -> {Who =:= {no_such_name, node()}, R3} end]),
    Wait = fun() -> receive {stop, R} -> exit(R) end end,
    P4 = spawn(Wait),
    register(monitored, P4),
    M4 = monitor(process, monitored),
    monitored ! {stop, named},
    io:format("named: ~p~n", [receive {'DOWN', M4, process, {monitored, N4}, R4} -> {N4 =:= node(), R4} end]),
    P5 = spawn(Wait),
    Ms = [monitor(process, P5) || _ <- [1, 2, 3]],
    io:format("different: ~p~n", [length(lists:usort(Ms))]),
    true = demonitor(hd(Ms)),
    P5 ! {stop, many},
    io:format("~p~n", [[receive {'DOWN', M, _, _, R} -> R after 200 -> none end || M <- Ms]]),
    {P6, M6} = spawn_monitor(fun() -> ok end),
    M6b = monitor(process, P6),
    receive {'DOWN', M6b, _, _, _} -> ok end,
    io:format("flush: ~p~n", [demonitor(M6, [flush])]),
    io:format("~p~n", [receive {'DOWN', M6, _, _, _} -> there after 0 -> gone end]),
    {P7, M7} = spawn_monitor(Wait),
    io:format("info: ~p~n", [[demonitor(M7, [info]), demonitor(M7, [info]), demonitor(make_ref(), [info, flush])]]),
    P7 ! {stop, x},
    io:format("~p~n", [receive {'DOWN', M7, _, _, _} -> there after 20 -> gone end]),
    {P8, M8} = spawn_opt(fun() -> exit(opted) end, [monitor]),
    io:format("spawn_opt: ~p~n", [receive {'DOWN', M8, process, P8, R8} -> R8 end]),
    process_flag(trap_exit, true),
    {P9, M9} = spawn_opt(fun() -> exit(both) end, [link, monitor, {priority, low}]),
    io:format("both: ~p ~p~n", [receive {'EXIT', P9, R9} -> R9 end, receive {'DOWN', M9, _, _, R9b} -> R9b end]),
    process_flag(trap_exit, false),
    M10 = monitor(process, self()),
    io:format("self: ~p ~p~n", [is_reference(M10), receive {'DOWN', M10, _, _, _} -> down after 0 -> nothing end]),
    Me = self(),
    {P11, M11} = spawn_monitor(fun() -> M = monitor(process, Me), Me ! {mine, M}, receive {'DOWN', M, _, _, _} -> ok after 20 -> exit(alive) end end),
    receive {mine, MX} -> io:format("other's: ~p~n", [fails(fun() -> demonitor(MX) end)]) end,
    io:format("~p~n", [receive {'DOWN', M11, _, P11, R11} -> R11 end]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> monitor(process, id(1)) end, fun() -> monitor(id(thing), self()) end, fun() -> demonitor(id(a)) end,
         fun() -> demonitor(make_ref(), id([bad])) end, fun() -> demonitor(make_ref()) end, fun() -> spawn_monitor(id(a)) end,
         fun() -> spawn_opt(fun() -> ok end, id([bad])) end]),
    io:format("~p~n", [pool(20)]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

short({R, [{_, _, _, _} | _] = S}) -> {R, S};
short(R) -> R.

crash(0) -> exit(zero);
crash(N) -> N + crash2(N).

crash2(N) -> lists:nth(id(N), [1, 2]) + error({crash, N}).

%% Workers, some of which fail; the results in the order of the work.
pool(N) ->
    Refs = [element(2, spawn_monitor(fun() -> case I rem 3 of 0 -> exit({failed, I}); _ -> exit({ok, I * I}) end end))
            || I <- lists:seq(1, N)],
    [receive {'DOWN', R, process, _, V} -> V end || R <- Refs].
