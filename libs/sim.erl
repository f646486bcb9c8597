%% The world around a simulated board (atomvm --hal sim), for tests and for
%% trying programs without hardware.  Everything is {error, unsupported} on
%% another one.
-module(sim).

-export([set_pin/2, set_pin/3, step/1, i2c_device/3, i2c_device/4,
         i2c_registers/4, spi_answer/2, uart_feed/2, uart_written/1, analog/2]).
%% natives: atomvm/nif/sim.py
-export([set_pin_nif/3, step_nif/1, i2c_device_nif/4, i2c_registers_nif/4,
         spi_answer_nif/2, uart_feed_nif/2, uart_written_nif/1, analog_nif/2]).

%% Drive a pin from outside: high, low, or floating (nothing drives it).
set_pin(Pin, Level) -> set_pin(Pin, Level, 0).

%% The same when so many ms of simulated time have passed: see step/1.
set_pin(Pin, high, Ms) -> ?MODULE:set_pin_nif(Pin, 1, Ms * 1000);
set_pin(Pin, low, Ms) -> ?MODULE:set_pin_nif(Pin, 0, Ms * 1000);
set_pin(Pin, floating, Ms) -> ?MODULE:set_pin_nif(Pin, -1, Ms * 1000).

%% Let simulated time pass: {ok, Microseconds} since the start.  Timers of Erlang
%% go by real time.
step(Ms) -> ?MODULE:step_nif(Ms * 1000).

%% A device with 256 registers, of which the first ones are Data, answers at
%% an address.
i2c_device(Bus, Address, Data) -> i2c_device(Bus, Address, 0, Data).

%% The same, or a change: from register At on they are Data.
i2c_device(Bus, Address, At, Data) ->
    ?MODULE:i2c_device_nif(Bus, Address, At, Data).

%% What is in them: {ok, Binary}.
i2c_registers(Bus, Address, At, Count) ->
    ?MODULE:i2c_registers_nif(Bus, Address, At, Count).

%% What the next bytes that are read from a bus are; after them it gives back
%% what is written.
spi_answer(Bus, Data) -> ?MODULE:spi_answer_nif(Bus, Data).

%% Bytes for "UART0", "UART1" or "UART2".
uart_feed(Name, Data) ->
    ?MODULE:uart_feed_nif(iolist_to_binary(Name), iolist_to_binary(Data)).

%% What has been written since the last look: {ok, Binary}.
uart_written(Name) -> ?MODULE:uart_written_nif(iolist_to_binary(Name)).

%% What an analog input measures.
analog(Channel, Millivolts) -> ?MODULE:analog_nif(Channel, Millivolts).

%% No board with a simulator.
set_pin_nif(_Pin, _Level, _AfterUs) -> {error, unsupported}.
step_nif(_Us) -> {error, unsupported}.
i2c_device_nif(_Bus, _Address, _At, _Data) -> {error, unsupported}.
i2c_registers_nif(_Bus, _Address, _At, _Count) -> {error, unsupported}.
spi_answer_nif(_Bus, _Data) -> {error, unsupported}.
uart_feed_nif(_Name, _Data) -> {error, unsupported}.
uart_written_nif(_Name) -> {error, unsupported}.
analog_nif(_Channel, _Millivolts) -> {error, unsupported}.
