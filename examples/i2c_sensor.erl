%% The temperature of an LM75 or TMP102 on an I2C bus: scripts/run examples/i2c_sensor.erl
-module(i2c_sensor).
-export([start/0]).

-define(ADDRESS, 16#48).
-define(TEMPERATURE, 0).    % the register; 16 bits, of which the first 12 count 1/16 of a degree

start() ->
    I2C = i2c:open([{peripheral, "i2c1"}, {scl, 3}, {sda, 2}, {clock_speed_hz, 100000}]),
    [measure(I2C) || _ <- lists:seq(1, 3)],
    i2c:close(I2C).

measure(I2C) ->
    case i2c:read_bytes(I2C, ?ADDRESS, ?TEMPERATURE, 2) of
        {ok, <<Sixteenths:12/signed, _:4>>} ->
            io:format("~.2f degrees~n", [Sixteenths / 16]);
        {error, enxio} ->
            io:format("nobody answers at address ~.16B~n", [?ADDRESS])
    end,
    timer:sleep(100).
