%% Runs an example (the first argument) with the world that it wants around it.
-module(example_world).
-export([start/0]).

start() ->
    [Name] = init:get_plain_arguments(),
    Example = list_to_atom(Name),
    world(Example),
    run(Example).

%% uart_echo takes arguments of its own, which are not to be seen here.
run(uart_echo) ->
    spawn_link(fun() -> feed([<<"hello\r\n">>, <<"quit\r\n">>]) end),
    UART = uart:open("UART1", []),
    ok = uart_echo:echo(UART),
    io:format("~p~n", [sim:uart_written("UART1")]);
run(Example) ->
    ok = Example:start().

world(button) ->
    spawn_link(fun() -> press(3) end);
world(i2c_sensor) ->
    ok = sim:i2c_device(1, 16#48, <<(-88):12, 0:4>>);
world(adc_logger) ->
    ok = sim:analog(3, 1650);
world(_) -> ok.

%% With contacts that bounce.
press(0) -> ok;
press(N) ->
    timer:sleep(60),
    [ok = sim:set_pin(27, Level) || Level <- [high, low, high, low, high]],
    press(N - 1).

feed([]) -> ok;
feed([Data | Rest]) ->
    timer:sleep(60),
    ok = sim:uart_feed("UART1", Data),
    feed(Rest).
