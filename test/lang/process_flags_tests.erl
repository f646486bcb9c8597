%% untranslated
%% Flags, limits and options of processes whose values OTP rounds, checks or shows in its own way.
-module(process_flags_tests).
-export([start/0]).

start() ->
    {Pid, Ref} = spawn_monitor(fun run/0),
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("~p~n", [Reason]) end.

run() ->
    [io:format("min_heap_size ~p: ~p~n", [Size, flag(min_heap_size, Size)])
     || Size <- [0, 233, 234, 377, 1000, 50000, 833026, 833027, 5000000, 33000000, -1, 1]],
    [io:format("min_bin_vheap_size ~p: ~p~n", [Size, flag(min_bin_vheap_size, Size)])
     || Size <- [0, 46422, 46423, 200000]],
    [io:format("max_heap_size ~p: ~p~n", [Size, flag(max_heap_size, Size)])
     || Size <- [1, 232, 233, #{size => 10}, #{size => 1000, kill => false}, 100000, #{size => 0}, 0]],
    process_flag(min_heap_size, 1000),
    io:format("below min_heap_size: ~p~n", [flag(max_heap_size, 1000)]),
    io:format("scheduler: ~p~n", [[call(fun() -> process_flag(scheduler, N) end) || N <- [1, 0, 0, -1, x]]]),
    io:format("spawn_opt: ~p~n", [[call(fun() -> spawn_info(O) end)
        || O <- [[{min_heap_size, 1000}, {min_bin_vheap_size, 1000}], [{max_heap_size, 10}], [{max_heap_size, 5000}], [{scheduler, x}], [{scheduler, 1}]]]]),
    suspend(),
    Down = monitors(),
    io:format("monitors: ~p~n", [Down]).

flag(Flag, Value) ->
    case call(fun() -> process_flag(Flag, Value) end) of
        {error, _} = E -> E;
        _ -> process_info(self(), Flag)
    end.

call(F) -> try F() catch Class:Reason -> {Class, Reason} end.

spawn_info(Options) ->
    Self = self(),
    spawn_opt(fun() -> Self ! process_info(self(), [min_heap_size, min_bin_vheap_size, max_heap_size]) end, Options),
    receive Info -> Info end.

%% What a message about an asynchronous suspension says.
suspend() ->
    Pid = spawn(fun() -> receive stop -> ok end end),
    Calls = [call(fun() -> erlang:suspend_process(Pid, O) end) || O <- [[unless_suspending], [unless_suspending], [{asynchronous, a}, unless_suspending]]],
    Said = receive {a, What} -> What end,
    io:format("suspend: ~p ~p~n", [Calls, Said]),
    exit(Pid, kill).

monitors() ->
    erlang:monitor(time_offset, clock_service),
    Pid = spawn(fun() -> receive stop -> ok end end),
    Ref = erlang:monitor(process, Pid),
    {monitors, List} = process_info(self(), monitors),
    Flushed = [erlang:demonitor(Ref, [flush, info]), erlang:demonitor(Ref, [flush, info])],
    exit(Pid, kill),
    {length(List), lists:keyfind(time_offset, 1, List), Flushed}.
