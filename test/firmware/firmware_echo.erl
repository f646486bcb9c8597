%% Lines from the console, until one says stop.
-module(firmware_echo).
-export([start/0]).

start() ->
    io:put_chars("ready\n"),
    loop().

loop() ->
    case io:get_line("") of
        "stop\n" -> ok;
        Line when is_list(Line) ->
            io:put_chars(["got ", Line]),
            loop();
        Other -> erlang:display(Other)
    end.
