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
    Main = self(),
    spawn_link(fun() -> press(3, Main) end);
world(i2c_sensor) ->
    ok = sim:i2c_device(1, 16#48, <<(-88):12, 0:4>>);
world(adc_logger) ->
    ok = sim:analog(3, 1650);
world(_) -> ok.

%% With contacts that bounce, when the program waits for a press.
press(0, _) -> ok;
press(N, Main) ->
    case process_info(Main, [current_function, status]) of
        [{current_function, {button, presses, 2}}, {status, waiting}] ->
            [ok = sim:set_pin(27, Level) || Level <- [high, low, high, low, high]],
            timer:sleep(10),
            press(N - 1, Main);
        _ ->
            timer:sleep(10),
            press(N, Main)
    end.

feed([]) -> ok;
feed([Data | Rest]) ->
    timer:sleep(60),
    ok = sim:uart_feed("UART1", Data),
    feed(Rest).
