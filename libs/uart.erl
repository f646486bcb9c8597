%% Serial lines, with the functions, options and replies of AtomVM's uart.
-module(uart).
-behaviour(uart_hal).

-export([open/1, open/2, close/1, read/1, read/2, write/2]).
%% natives: atomvm/nif/uart.py
-export([open_nif/6, close_nif/1, write_nif/2, read_nif/2, select_nif/1,
         cancel_nif/1]).

-define(UART(Line), {'$uart', Line}).
-define(OLD_NAMES, [{rx_pin, rx}, {tx_pin, tx}, {rts_pin, rts}, {cts_pin, cts}]).
-define(MOST, 4096).        % bytes that one read gives
-define(FULL_PAUSE, 5).     % ms to wait where the line takes no more

open(Name, Params) -> open([{peripheral, Name} | Params]).

%% Params: {peripheral, "UART1"} (on Linux a device: "/dev/ttyUSB0"), {speed,
%% 115200}, {data_bits, 8}, {stop_bits, 1}, {parity, none | even | odd},
%% {flow_control, none | hardware | software}.
open(Params0) ->
    Params = avm_params:renamed(Params0, ?OLD_NAMES),
    Get = fun(Key, Default) -> avm_params:get(Key, Params, Default) end,
    case ?MODULE:open_nif(name(Get(peripheral, "UART0")), Get(speed, 115200),
                          Get(data_bits, 8), Get(stop_bits, 1),
                          parity(Get(parity, none)),
                          flow(Get(flow_control, none))) of
        {ok, Line} -> ?UART(Line);
        Error -> avm_params:opened(Error, none)
    end.

name(N) when is_integer(N), N >= 0 -> <<"UART", (integer_to_binary(N))/binary>>;
name(Name) when is_binary(Name) -> Name;
name([_ | _] = Name) -> list_to_binary(Name);
name(Name) -> error(badarg, [{peripheral, Name}]).

%% the numbers of hal/api.py
parity(none) -> 0;
parity(even) -> 1;
parity(odd) -> 2;
parity(_) -> error(badarg).

flow(none) -> 0;
flow(hardware) -> 1;
flow(software) -> 2;
flow(_) -> error(badarg).

close(?UART(Line)) -> ?MODULE:close_nif(Line).

%% Wait for something to come in.
read(UART) -> read(UART, infinity).

%% {ok, Binary}, or {error, timeout} after so many ms; {error, ealready} where
%% another process waits.
read(?UART(Line), infinity) -> read_until(Line, infinity);
read(?UART(Line), Timeout) when is_integer(Timeout), Timeout >= 0 ->
    read_until(Line, erlang:monotonic_time(millisecond) + Timeout).

read_until(Line, End) ->
    case ?MODULE:read_nif(Line, ?MOST) of
        wait ->
            case ?MODULE:select_nif(Line) of
                ok -> wait(Line, End);
                Error -> Error
            end;
        Result -> Result
    end.

wait(Line, End) ->
    receive
        {uart_ready, Line} -> read_until(Line, End)
    after left(End) ->
        ?MODULE:cancel_nif(Line),
        receive {uart_ready, Line} -> ok after 0 -> ok end,
        {error, timeout}
    end.

left(infinity) -> infinity;
left(End) -> max(0, End - erlang:monotonic_time(millisecond)).

write(?UART(Line), Data) -> write_all(Line, iolist_to_binary(Data));
write(_, _) -> error(badarg).

write_all(_, <<>>) -> ok;
write_all(Line, Data) ->
    case ?MODULE:write_nif(Line, Data) of
        {ok, 0} ->
            receive after ?FULL_PAUSE -> write_all(Line, Data) end;
        {ok, N} ->
            <<_:N/binary, Rest/binary>> = Data,
            write_all(Line, Rest);
        Error -> Error
    end.

%% A board without serial lines.
open_nif(_Name, _Speed, _DataBits, _StopBits, _Parity, _Flow) -> {error, unsupported}.
close_nif(_Line) -> {error, unsupported}.
write_nif(_Line, _Data) -> {error, unsupported}.
read_nif(_Line, _Max) -> {error, unsupported}.
select_nif(_Line) -> {error, unsupported}.
cancel_nif(_Line) -> {error, unsupported}.
