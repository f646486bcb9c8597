%% An LED that blinks: ATOMVM_HAL=sim scripts/run examples/blinky.erl (without ATOMVM_HAL on a Raspberry Pi)
-module(blinky).
-export([start/0]).

-define(LED, 17).       % a pin with an LED and a resistor to ground

start() ->
    ok = gpio:set_pin_mode(?LED, output),
    blink(5).

blink(0) -> ok;
blink(N) ->
    set(high),
    set(low),
    blink(N - 1).

set(Level) ->
    ok = gpio:digital_write(?LED, Level),
    io:format("~p~n", [gpio:digital_read(?LED)]),
    timer:sleep(100).
