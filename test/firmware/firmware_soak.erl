%% A million messages between two processes: memory stays flat.
-module(firmware_soak).
-export([start/0]).

start() ->
    Self = self(),
    Pid = spawn(fun() -> echo(Self) end),
    ping(Pid, 1000000),
    erlang:display({messages, 1000000}),
    0.

ping(_, 0) -> ok;
ping(Pid, N) ->
    Pid ! {self(), N},
    receive {Pid, N} -> ping(Pid, N - 1) end.

echo(To) ->
    receive {To, N} -> To ! {self(), N}, echo(To) end.
