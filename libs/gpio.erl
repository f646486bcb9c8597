%% Pins, with the functions and replies of AtomVM's gpio.  A pin is a number, or
%% {Bank, N} on STM32, {Chip, Line} on Linux; init/1, deinit/1, set_pin_mode/2,
%% set_pin_pull/2, digital_write/2 and digital_read/1 are natives
%% (atomvm/nif/gpio.py).  The handle of the functions that want one is the atom
%% gpio: there is no driver that would have to run.
-module(gpio).
-behaviour(gpio_hal).

-export([init/1, deinit/1, set_pin_mode/2, set_pin_pull/2, digital_write/2,
         digital_read/1, attach_interrupt/2, detach_interrupt/1]).
-export([start/0, open/0, close/1, stop/0, read/2, set_direction/3,
         set_level/3, set_int/3, set_int/4, remove_int/2]).
-export([hold_en/1, hold_dis/1, deep_sleep_hold_en/0, deep_sleep_hold_dis/0,
         wakeup_enable/2]).
-export([set_int_nif/3, remove_int_nif/1, watched_nif/0]).

-type pin() :: non_neg_integer() | {atom() | non_neg_integer(), non_neg_integer()}.
-type trigger() :: none | rising | falling | both | low | high.
-export_type([pin/0, trigger/0]).

start() -> gpio.

open() -> gpio.

%% No interrupt is wanted any more.
close(gpio) ->
    lists:foreach(fun detach_interrupt/1, ?MODULE:watched_nif()).

stop() -> close(gpio).

read(gpio, Pin) -> ?MODULE:digital_read(Pin).

set_direction(gpio, Pin, Direction) -> ?MODULE:set_pin_mode(Pin, Direction).

set_level(gpio, Pin, Level) -> ?MODULE:digital_write(Pin, Level).

%% The caller gets {gpio_interrupt, Pin} whenever Trigger happens.
set_int(gpio, Pin, Trigger) -> ?MODULE:set_int_nif(Pin, Trigger, self()).

set_int(gpio, Pin, Trigger, PidOrName) ->
    ?MODULE:set_int_nif(Pin, Trigger, PidOrName).

remove_int(gpio, Pin) -> ?MODULE:remove_int_nif(Pin).

attach_interrupt(Pin, Trigger) -> set_int(gpio, Pin, Trigger).

detach_interrupt(Pin) -> remove_int(gpio, Pin).

%% Of the ESP32's pads; no back end has that.
hold_en(_Pin) -> {error, unsupported}.
hold_dis(_Pin) -> {error, unsupported}.
deep_sleep_hold_en() -> {error, unsupported}.
deep_sleep_hold_dis() -> {error, unsupported}.
wakeup_enable(_Pin, _Trigger) -> {error, unsupported}.

%% What these say where they are no natives: a board without pins.
init(_Pin) -> {error, unsupported}.
deinit(_Pin) -> {error, unsupported}.
set_pin_mode(_Pin, _Mode) -> {error, unsupported}.
set_pin_pull(_Pin, _Pull) -> {error, unsupported}.
digital_write(_Pin, _Level) -> {error, unsupported}.
digital_read(_Pin) -> {error, unsupported}.
set_int_nif(_Pin, _Trigger, _Pid) -> {error, unsupported}.
remove_int_nif(_Pin) -> {error, unsupported}.
watched_nif() -> [].
