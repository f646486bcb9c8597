%% A process that keeps a number, and functions that talk to it: scripts/run examples/counter.erl
%%
%% The state lives in the argument of loop/1.  A reference made by monitor/2 marks each question, so that its answer
%% cannot be taken for another's, and a counter that has died is noticed.
-module(counter).

-export([start/0, new/0, add/2, value/1]).

start() ->
    Counter = new(),
    add(Counter, 40),
    add(Counter, 2),
    io:format("the counter says ~b~n", [value(Counter)]),
    Me = self(),
    Helpers = [spawn(fun() -> [add(Counter, 1) || _ <- lists:seq(1, 100)], Me ! {done, N} end) || N <- lists:seq(1, 10)],
    [receive {done, N} -> ok end || N <- lists:seq(1, length(Helpers))],
    io:format("after ten helpers: ~b~n", [value(Counter)]),
    ok.

new() -> spawn(fun() -> loop(0) end).

add(Counter, N) ->
    Counter ! {add, N},
    ok.

value(Counter) ->
    Ref = monitor(process, Counter),
    Counter ! {value, self(), Ref},
    receive
        {Ref, Value} ->
            demonitor(Ref, [flush]),
            Value;
        {'DOWN', Ref, process, Counter, Reason} ->
            exit({no_counter, Reason})
    end.

loop(Value) ->
    receive
        {add, N} ->
            loop(Value + N);
        {value, From, Ref} ->
            From ! {Ref, Value},
            loop(Value)
    end.
