%% What a module for pins has, as AtomVM's behaviour of this name says.
-module(gpio_hal).

-type pin() :: term().
-type direction() :: input | output | output_od.
-type pull() :: up | down | up_down | floating.
-type level() :: low | high | 0 | 1.
-type trigger() :: none | rising | falling | both | low | high.
-type gpio() :: term().
-type done() :: ok | error | {error, atom()}.
-export_type([direction/0, pull/0, level/0, trigger/0, gpio/0]).

-callback init(pin()) -> done().
-callback deinit(pin()) -> done().
-callback set_pin_mode(pin(), direction()) -> done().
-callback set_pin_pull(pin(), pull()) -> done().
-callback digital_write(pin(), level()) -> done().
-callback digital_read(pin()) -> high | low | error | {error, atom()}.
-callback start() -> gpio() | error | {error, atom()}.
-callback open() -> gpio() | error | {error, atom()}.
-callback close(gpio()) -> done().
-callback stop() -> done().
-callback read(gpio(), pin()) -> high | low | error | {error, atom()}.
-callback set_direction(gpio(), pin(), direction()) -> done().
-callback set_level(gpio(), pin(), level()) -> done().
-callback set_int(gpio(), pin(), trigger()) -> done().
-callback set_int(gpio(), pin(), trigger(), pid()) -> done().
-callback remove_int(gpio(), pin()) -> done().
