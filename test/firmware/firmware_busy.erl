%% A process that says who it is and computes for ever.
-module(firmware_busy).
-export([start/0]).

start() ->
    Pid = spawn(fun() -> erlang:display(self()), loop(0) end),
    Ref = monitor(process, Pid),
    receive {'DOWN', Ref, process, Pid, Reason} -> Reason end.

loop(N) -> loop((N + 1) band 1023).
