%% A hundred processes that wait, on a board with little memory.
-module(firmware_idle).
-export([start/0]).

start() ->
    Pids = make(100),
    [P ! {self(), ask} || P <- Pids],
    erlang:display({answers, answers(Pids, 0)}),
    ok.

make(0) -> [];
make(N) -> [spawn(fun idle/0) | make(N - 1)].

idle() ->
    receive {From, ask} -> From ! {self(), answer}, idle() end.

answers([], N) -> N;
answers([P | Ps], N) ->
    receive {P, answer} -> answers(Ps, N + 1) end.
