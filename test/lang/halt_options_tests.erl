%% untranslated
%% halt/2 with options, from a function that is called last; its status is the program's.
-module(halt_options_tests).
-export([start/0]).

start() ->
    erlang:display(before),
    erlang:display([1, 2, 3]),
    exit_status(8).

exit_status(N) when N > 9 -> ok;
exit_status(N) -> erlang:halt(N - 5, []).
