%% Runs a benchmark program on a board with two sizes, and tells what the clock
%% says that each took, in nanoseconds (board_bench.py; board_count.py has another
%% clock).  PROGRAM, SMALL and LARGE are macros.
-module(bench_driver).
-export([start/0]).

start() ->
    ?PROGRAM:run(?SMALL),       % what is done once only: literals, natives
    Small = clock(?SMALL),
    Large = clock(?LARGE),
    erlang:display({?PROGRAM, Small, Large}),
    ok.

clock(N) ->
    Begun = erlang:monotonic_time(),
    Result = ?PROGRAM:run(N),
    {Result, erlang:monotonic_time() - Begun}.
