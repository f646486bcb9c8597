%% I2C buses, with the functions, options and replies of AtomVM's i2c (ESP32).
%% With or without use_nif a bus is the same thing.
-module(i2c).
-behaviour(i2c_hal).

-export([open/1, close/1, begin_transmission/2, write_byte/2, write_bytes/2,
         end_transmission/1, read_bytes/3, read_bytes/4, write_bytes/3,
         write_bytes/4]).
%% AtomVM's own names for the second way to call it
-export([open_nif/1, close_nif/1, read_bytes_nif/2, write_bytes_nif/2,
         begin_transmission_nif/2, enqueue_write_bytes_nif/2,
         end_transmission_nif/1]).
%% natives: atomvm/nif/bus.py
-export([bus_open_nif/4, bus_close_nif/1, begin_nif/2, enqueue_nif/2, end_nif/1,
         read_nif/4, write_nif/3]).

-define(I2C(Bus), {'$i2c', Bus, _}).
-define(OLD_NAMES, [{scl_io_num, scl}, {sda_io_num, sda},
                    {i2c_clock_hz, clock_speed_hz}, {i2c_num, peripheral}]).

%% Params: {peripheral, "i2c0" | "i2c1" ...} ("i2c0"; on Linux N of /dev/i2c-N),
%% {scl, Pin}, {sda, Pin}, {clock_speed_hz, Hz} (100000).
open(Params0) ->
    Params = avm_params:renamed(Params0, ?OLD_NAMES),
    Get = fun(Key, Default) -> avm_params:get(Key, Params, Default) end,
    Bus = avm_params:number(Get(peripheral, "i2c0"), "i2c", peripheral),
    Opened = ?MODULE:bus_open_nif(Bus, Get(scl, -1), Get(sda, -1),
                                  Get(clock_speed_hz, 100000)),
    avm_params:opened(Opened, {'$i2c', Bus, make_ref()}).

close(?I2C(Bus)) -> ?MODULE:bus_close_nif(Bus).

%% What is written up to end_transmission/1 goes to this address at once.
begin_transmission(?I2C(Bus), Address) -> ?MODULE:begin_nif(Bus, Address).

write_byte(?I2C(Bus), Byte) when is_integer(Byte), 0 =< Byte, Byte =< 255 ->
    ?MODULE:enqueue_nif(Bus, <<Byte>>).

write_bytes(?I2C(Bus), Bytes) -> ?MODULE:enqueue_nif(Bus, Bytes).

end_transmission(?I2C(Bus)) -> ?MODULE:end_nif(Bus).

read_bytes(?I2C(Bus), Address, Count) ->
    ?MODULE:read_nif(Bus, Address, <<>>, Count).

read_bytes(?I2C(Bus), Address, Register, Count) ->
    ?MODULE:read_nif(Bus, Address, <<Register>>, Count).

write_bytes(?I2C(Bus), Address, BinOrByte) ->
    ?MODULE:write_nif(Bus, Address, bytes(BinOrByte)).

write_bytes(?I2C(Bus), Address, Register, BinOrByte) ->
    ?MODULE:write_nif(Bus, Address, <<Register, (bytes(BinOrByte))/binary>>).

bytes(Byte) when is_integer(Byte) -> <<Byte>>;
bytes(Binary) -> Binary.

open_nif(Params) -> open(Params).

close_nif(I2C) -> close(I2C).

read_bytes_nif(I2C, {Address, Count}) -> read_bytes(I2C, Address, Count);
read_bytes_nif(I2C, {Address, Count, Register}) ->
    read_bytes(I2C, Address, Register, Count).

write_bytes_nif(I2C, {Address, Bytes}) -> write_bytes(I2C, Address, Bytes);
write_bytes_nif(I2C, {Address, Bytes, Register}) ->
    write_bytes(I2C, Address, Register, Bytes).

begin_transmission_nif(I2C, Address) -> begin_transmission(I2C, Address).

enqueue_write_bytes_nif(I2C, Bytes) -> write_bytes(I2C, Bytes).

end_transmission_nif(I2C) -> end_transmission(I2C).

%% A board without I2C.
bus_open_nif(_Bus, _Scl, _Sda, _Hz) -> {error, unsupported}.
bus_close_nif(_Bus) -> {error, unsupported}.
begin_nif(_Bus, _Address) -> {error, unsupported}.
enqueue_nif(_Bus, _Bytes) -> {error, unsupported}.
end_nif(_Bus) -> {error, unsupported}.
read_nif(_Bus, _Address, _Bytes, _Count) -> {error, unsupported}.
write_nif(_Bus, _Address, _Bytes) -> {error, unsupported}.
