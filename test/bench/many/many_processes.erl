%% N processes that are alive at once: how many there are, then each is asked.
%% main([N]) with an atom; the last line is the memory of the VM in KB (Linux).
-module(many_processes).
-export([main/1]).

main([A]) ->
    N = list_to_integer(atom_to_list(A)),
    Before = erlang:system_info(process_count),
    Pids = start(N, []),
    io:format("~p~n", [erlang:system_info(process_count) - Before]),
    garbage_collect(),
    Memory = memory(os:cmd("grep VmRSS /proc/" ++ os:getpid() ++ "/status")),
    [Pid ! {self(), I} || {I, Pid} <- lists:zip(lists:seq(1, N), Pids)],
    io:format("~p~n", [sum(N, 0)]),
    io:format("~s~n", [Memory]).

start(0, Pids) -> Pids;
start(N, Pids) -> start(N - 1, [spawn(fun wait/0) | Pids]).

wait() -> receive {From, I} -> From ! I end.

sum(0, Sum) -> Sum;
sum(N, Sum) -> receive I -> sum(N - 1, Sum + I) end.

memory(Line) -> [C || C <- Line, C >= $0, C =< $9].
