%% erlang:memory/1 of what is no type or no list of them.  (The values are the machine's.)
%% untranslated
-module(memory_tests).
-export([start/0]).

start() ->
    [io:format("~0p~n", [ask(Types)]) || Types <- [[total | a], [processes, total | b], [total, a], [total | 1], a, 1, [1]]],
    [{total, N}] = erlang:memory([total]),
    io:format("~p~n", [{is_integer(N), erlang:memory([]), is_integer(erlang:memory(total))}]).

%% The first entry of the stack trace, of its arguments the first.
ask(Types) ->
    try erlang:memory(Types)
    catch Class:Reason:Stack ->
        [{M, F, [Arg | Rest], Location} | _] = Stack,
        {Class, Reason, M, F, Arg, length(Rest), Location}
    end.
