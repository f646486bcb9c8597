%% Greedy processes end with system_limit; whoever is linked or monitors hears
%% of it, and the others go on.
-module(firmware_memory).
-export([start/0]).

start() ->
    process_flag(trap_exit, true),
    unregister(logger),
    [greedy(Kind) || Kind <- [list, binary, deep, list]],
    Pids = [spawn(fun() -> receive stop -> ok end end) || _ <- [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    [P ! stop || P <- Pids],
    erlang:display(still_here),
    ok.

greedy(Kind) ->
    {Pid, Ref} = spawn_monitor(fun() -> eat(Kind) end),
    receive {'DOWN', Ref, process, Pid, Reason} -> erlang:display({monitor, Kind, short(Reason)}) end,
    Other = spawn_link(fun() -> eat(Kind) end),
    receive {'EXIT', Other, Reason2} -> erlang:display({link, Kind, short(Reason2)}) end.

%% Where the VM itself sees it, it is an error that can be caught.
short({Reason, [_ | _]}) -> Reason;
short(Reason) -> Reason.

eat(list) -> eat_list([]);
eat(binary) -> eat_binary(<<0:8192>>);
eat(deep) -> length(deep(1 bsl 26)).

eat_list(L) -> eat_list([L, a, b, c | L]).
eat_binary(B) -> eat_binary(<<B/binary, B/binary>>).
deep(0) -> [];
deep(N) -> [N | deep(N - 1)].
