%% The first program: scripts/run examples/hello_world.erl
-module(hello_world).

-export([start/0]).

start() ->
    io:format("Hello, world!~n").
