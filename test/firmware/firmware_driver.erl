%% Runs programs of test/lang on a board, one after the other, each in a process
%% of its own; PROGRAMS is a list of their modules.
-module(firmware_driver).
-export([start/0]).

start() ->
    unregister(logger),     % no reports of crashed processes: as erl in the tests
    lists:foreach(fun run/1, ?PROGRAMS).

run(Module) ->
    io:put_chars(["=== ", atom_to_list(Module), $\n]),
    Before = processes(),
    {Pid, Ref} = spawn_monitor(Module, start, []),
    receive
        {'DOWN', Ref, process, Pid, normal} -> ok;
        {'DOWN', Ref, process, Pid, Reason} -> io:put_chars(["failed ", avm_io:show(Reason), $\n])
    end,
    [exit(P, kill) || P <- processes() -- Before],
    erlang:garbage_collect().
