%% SPI buses, with the functions, options and replies of AtomVM's spi.
-module(spi).
-behaviour(spi_hal).

-export([open/1, close/1, read_at/4, write_at/5, write/3, write_read/3]).
%% natives: atomvm/nif/bus.py
-export([open_nif/4, close_nif/1, add_device_nif/4, transfer_nif/2]).

-define(SPI(Bus, Devices), {'$spi', Bus, Devices}).
-define(OLD_NAMES, [{pico, mosi}, {poci, miso}, {miso_io_num, miso},
                    {mosi_io_num, mosi}, {sclk_io_num, sclk},
                    {spi_cs_io_num, cs}, {spi_clock_hz, clock_speed_hz},
                    {spi_peripheral, peripheral}]).

%% number: that hal gave it; bits: of addresses and commands
-record(device, {number, address_bits, command_bits}).

%% Params, lists or maps: bus_config ({peripheral, "spi2"} (on Linux the B of
%% /dev/spidevB.C), {sclk, Pin}, {mosi, Pin}, {miso, Pin}); device_config: for
%% each Name clock_speed_hz, mode (0 to 3), cs (on Linux the C of
%% /dev/spidevB.C), address_len_bits, command_len_bits (0).
open(Params) when is_map(Params); is_list(Params) ->
    Config = bus_config(avm_params:get(bus_config, Params, undefined)),
    Bus = bus(avm_params:get(peripheral, Config, "spi2")),
    Sclk = integer(sclk, Config),
    Mosi = optional(mosi, Config),
    Miso = optional(miso, Config),
    Devices = device_config(avm_params:get(device_config, Params, [])),
    case ?MODULE:open_nif(Bus, Sclk, Mosi, Miso) of
        ok -> add_devices(Bus, Devices);
        Error -> avm_params:opened(Error, none)
    end;
open(Params) ->
    throw({error, {not_a_map_or_list, Params}}).

close(?SPI(Bus, _)) -> ?MODULE:close_nif(Bus).

%% Read Bits bits at an address: {ok, Integer}.
read_at(SPI, Name, Address, Bits) -> at(SPI, Name, Address, Bits, 0).

%% The highest bit of the address says: write.
write_at(SPI, Name, Address, Bits, Data) ->
    at(SPI, Name, Address bor 16#80, Bits, Data).

at(SPI, Name, Address, Bits, Data) ->
    Transaction = #{address => Address, write_data => pad(<<Data:Bits>>),
                    write_bits => Bits, read_bits => Bits},
    case transfer(SPI, Name, Transaction) of
        {ok, Read} ->
            <<Value:Bits>> = Read,
            {ok, Value};
        Error -> Error
    end.

%% Transaction: command, address, write_data, write_bits, read_bits.
write(?SPI(_, _) = SPI, Name, Transaction) when is_atom(Name), is_map(Transaction) ->
    case transfer(SPI, Name, Transaction) of
        {ok, _} -> ok;
        Error -> Error
    end.

write_read(?SPI(_, _) = SPI, Name, Transaction) when is_atom(Name), is_map(Transaction) ->
    case transfer(SPI, Name, Transaction) of
        {ok, Read} -> {ok, pad(Read)};
        Error -> Error
    end.

%% {ok, Bits}: what came in while data went out.
transfer(?SPI(_, Devices), Name, Transaction) ->
    case Devices of
        #{Name := Device} -> transfer(Device, Transaction);
        #{} -> {error, {unknown_device, Name}}
    end.

transfer(#device{number = Number, address_bits = AddressBits, command_bits = CommandBits},
         Transaction) ->
    Data = maps:get(write_data, Transaction, <<>>),
    WriteBits = maps:get(write_bits, Transaction, bit_size(Data)),
    ReadBits = maps:get(read_bits, Transaction, WriteBits),
    Command = maps:get(command, Transaction, 0),
    Address = maps:get(address, Transaction, 0),
    <<Written:WriteBits/bitstring, _/bitstring>> = Data,
    More = max(0, ReadBits - WriteBits),
    Out = <<Command:CommandBits, Address:AddressBits, Written/bitstring, 0:More>>,
    case ?MODULE:transfer_nif(Number, pad(Out)) of
        {ok, In} ->
            Before = CommandBits + AddressBits,
            <<_:Before, Read:ReadBits/bitstring, _/bitstring>> = In,
            {ok, Read};
        Error -> Error
    end.

%% Whole bytes.
pad(Bits) ->
    More = -bit_size(Bits) band 7,
    <<Bits/bitstring, 0:More>>.

add_devices(Bus, Devices) ->
    Added = maps:map(fun(_, {Hz, Mode, Cs, AddressBits, CommandBits}) ->
                             case ?MODULE:add_device_nif(Bus, Cs, Hz, Mode) of
                                 {ok, N} ->
                                     #device{number = N, address_bits = AddressBits,
                                             command_bits = CommandBits};
                                 Error ->
                                     ?MODULE:close_nif(Bus),
                                     avm_params:opened(Error, none)
                             end
                     end, Devices),
    ?SPI(Bus, Added).

%% ------------------------------------------------- options, as AtomVM checks them

bus_config(undefined) -> throw({badarg, missing_bus_config});
bus_config(Config) when is_map(Config); is_list(Config) ->
    avm_params:renamed(Config, ?OLD_NAMES);
bus_config(Config) -> throw({badarg, {not_a_map_or_list, Config}}).

bus(hspi) -> 2;
bus(vspi) -> 3;
bus(Name) -> avm_params:number(Name, "spi", peripheral).

device_config(Config) when is_map(Config) -> device_config(maps:to_list(Config));
device_config(Config) when is_list(Config) -> maps:from_list([device(D) || D <- Config]);
device_config(Config) -> throw({bardarg, {not_a_map_or_list, Config}}).

device({Name, Entries}) when is_atom(Name), (is_map(Entries) orelse is_list(Entries)) ->
    Config = avm_params:renamed(Entries, ?OLD_NAMES),
    {Name, {integer(clock_speed_hz, Config), within(mode, Config, undefined, 3),
            integer(cs, Config), within(address_len_bits, Config, undefined, 64),
            within(command_len_bits, Config, 0, 16)}};
device({Name, Entries}) when is_atom(Name) ->
    throw({bardarg, {not_a_map_or_list, Entries}});
device({Name, _}) -> throw({bardarg, {not_an_atom, Name}});
device(Entry) -> throw({bardarg, {not_proplist_entry, Entry}}).

within(Key, Config, Default, Max) ->
    case avm_params:get(Key, Config, Default) of
        N when is_integer(N), 0 =< N, N =< Max -> N;
        Value -> throw({bardarg, {Key, Value}})
    end.

optional(Key, Config) ->
    case avm_params:get(Key, Config, undefined) of
        undefined -> -1;
        _ -> integer(Key, Config)
    end.

integer(Key, Config) ->
    case avm_params:get(Key, Config, undefined) of
        N when is_integer(N) -> N;
        Value -> throw({badarg, {not_an_integer_value, {Key, Value}}})
    end.

%% A board without SPI.
open_nif(_Bus, _Sclk, _Mosi, _Miso) -> {error, unsupported}.
close_nif(_Bus) -> {error, unsupported}.
add_device_nif(_Bus, _Cs, _Hz, _Mode) -> {error, unsupported}.
transfer_nif(_Device, _Data) -> {error, unsupported}.
