%% erlang:system_flag(system_logger, _): who is told of the VM's own errors.
-module(system_logger_tests).
-export([start/0]).
start() ->
    erlang:system_flag(system_logger, self()),
    io:format("~p~n", [erlang:system_flag(system_logger, logger) =:= self()]),
    io:format("~p~n", [erlang:system_flag(system_logger, undefined)]),
    io:format("~p~n", [erlang:system_flag(system_logger, self())]),
    spawn(fun() -> exit(foo) end),         % nobody is told
    P = spawn(fun() -> error(bar) end),
    receive
        {log, Level, Format, Args, Meta} ->
            Shown = [if X =:= P -> p; true -> element(1, X) end || X <- Args],
            io:format("~p ~p ~p ~p~n", [Level, Format, Shown, lists:sort(maps:keys(Meta))])
    after 5000 -> io:format("none~n")
    end,
    {D, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    io:format("~p~n", [erlang:system_flag(system_logger, D) =:= self()]),
    io:format("~p~n", [catch erlang:system_flag(system_logger, foo)]),
    io:format("~p~n", [erlang:system_flag(system_logger, undefined) =:= D]).
