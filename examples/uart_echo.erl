%% What comes in on a serial line goes back, until it says quit: scripts/run examples/uart_echo.erl [/dev/ttyUSB0]
-module(uart_echo).
-export([start/0, echo/1]).

start() ->
    Name = case init:get_plain_arguments() of
               [Path] -> Path;
               [] -> "UART1"
           end,
    UART = uart:open(Name, [{speed, 115200}]),
    ok = uart:write(UART, "echo\r\n"),
    echo(UART),
    uart:close(UART).

echo(UART) ->
    case uart:read(UART, 5000) of
        {ok, <<"quit", _/binary>>} -> uart:write(UART, "bye\r\n");
        {ok, Data} ->
            io:format("~p~n", [Data]),
            ok = uart:write(UART, Data),
            echo(UART);
        {error, timeout} ->
            io:format("nothing comes in~n")
    end.
