%% Prints what it was called with: scripts/run examples/echo_arguments.erl one "two words" 3
-module(echo_arguments).

-export([start/0]).

start() ->
    case init:get_plain_arguments() of
        [] -> io:format("no arguments; try: scripts/run examples/echo_arguments.erl one two~n");
        Arguments -> [io:format("~b: ~ts~n", [N, A]) || {N, A} <- lists:enumerate(Arguments)]
    end,
    ok.
