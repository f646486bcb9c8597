%% What the board does: start/0 is called, and its value ends the program.
-module(@NAME@).

-export([start/0, greeting/1]).

start() ->
    io:format("~s~n", [greeting("world")]),
    ok.

greeting(Name) ->
    "Hello, " ++ Name ++ "!".
