%% untranslated
%% erlang:system_monitor/0,1,2, system_profile/0,2, process_display/2, scheduler_wall_time, traced collections.
-module(system_monitor_tests).
-export([start/0]).

show(Fun) ->
    try io:format("~p~n", [mine(Fun())])
    catch error:Reason:Stack ->
        [{M, F, Args, Info} | _] = Stack,
        io:format("~p ~p ~p~n", [Reason, {M, F, length(Args)}, Info])
    end.

mine({Pid, Options}) when Pid =:= self() -> {me, Options};
mine(T) -> T.

start() ->
    Me = self(),
    {Dead, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    [show(F) || F <- monitors(Me, Dead) ++ profiles(Me) ++ others(Dead)],
    {Listener, Ref2} = spawn_monitor(fun() -> receive stop -> ok end end),
    erlang:system_monitor(Listener, [busy_port]),
    Listener ! stop,
    receive {'DOWN', Ref2, _, _, _} -> ok end,
    show(fun() -> erlang:system_monitor() end),
    collections().

monitors(Me, Dead) ->
    [fun() -> erlang:system_monitor() end,
     fun() -> erlang:system_monitor(Me, [busy_port, {long_gc, 1000}, busy_dist_port, {large_heap, 1000000},
                                         {long_schedule, 10000}]) end,
     fun() -> erlang:system_monitor() end,
     fun() -> erlang:system_monitor(undefined) end,
     fun() -> erlang:system_monitor({Me, []}) end,
     fun() -> erlang:system_monitor() end,
     fun() -> erlang:system_monitor({Me, [{large_heap, 100000000}]}) end,
     fun() -> erlang:system_monitor(foo) end,
     fun() -> erlang:system_monitor(Me, [foo]) end,
     fun() -> erlang:system_monitor(Me, [{long_gc, -1}]) end,
     fun() -> erlang:system_monitor(Me, foo) end,
     fun() -> erlang:system_monitor(Dead, [busy_port]) end,
     fun() -> erlang:system_monitor(undefined, []) end].

profiles(Me) ->
    [fun() -> erlang:system_profile() end,
     fun() -> erlang:system_profile(Me, [runnable_ports, scheduler, exclusive, timestamp]) end,
     fun() -> erlang:system_profile() end,
     fun() -> erlang:system_profile(undefined, []) end,
     fun() -> erlang:system_profile(Me, [foo]) end,
     fun() -> erlang:system_profile() end].

others(Dead) ->
    [fun() -> erlang:process_display(self(), foo) end,
     fun() -> erlang:process_display(foo, backtrace) end,
     fun() -> erlang:process_display(Dead, backtrace) end,
     fun() -> erlang:statistics(scheduler_wall_time) end,
     fun() -> erlang:system_flag(scheduler_wall_time, true) end,
     fun() -> [{N, A, T} | _] = lists:sort(erlang:statistics(scheduler_wall_time)), {N, A =< T, is_integer(T)} end,
     fun() -> erlang:system_flag(scheduler_wall_time, false) end,
     fun() -> erlang:system_flag(scheduler_wall_time, maybe) end,
     fun() -> erlang:statistics(scheduler_wall_time) end].

collections() ->
    Me = self(),
    P = spawn(fun() -> receive go -> ok end, true = garbage_collect(), Me ! done, receive stop -> ok end end),
    erlang:trace(P, true, [garbage_collection]),
    P ! go,
    receive done -> ok end,
    Ref = erlang:trace_delivered(P),
    receive {trace_delivered, P, Ref} -> ok end,
    [receive {trace, P, What, Info} -> io:format("~p ~p~n", [What, lists:keymember(heap_size, 1, Info)]) end
     || What <- [gc_major_start, gc_major_end]],
    P ! stop.
