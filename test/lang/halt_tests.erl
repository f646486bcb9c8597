%% untranslated
%% halt/1 gives the exit status, after what was written has gone out; nothing after it runs.
-module(halt_tests).
-export([start/0]).

start() ->
    io:format("before halt~n"),
    [io:format("line ~p~n", [N]) || N <- lists:seq(1, 20)],
    _ = spawn(fun() -> receive after infinity -> ok end end),
    halt(7),
    io:format("never~n").
