%% Analog inputs, with the functions, options and replies of AtomVM's esp_adc: on
%% any board that has some.  start, read and stop go by pins and share one
%% process, adc_driver; init, acquire, sample and so on need none.
-module(esp_adc).
-behaviour(gen_server).

-export([init/0, deinit/1, acquire/2, acquire/4, release_channel/1, sample/2,
         sample/3]).
-export([start/0, start/1, start/2, read/1, read/2, stop/0, stop/1]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).
%% natives: atomvm/nif/analog.py
-export([open_nif/3, close_nif/1, sample_nif/2]).

-define(ADC(What), {'$adc', What, _}).
-define(READ_OPTIONS, [raw, voltage, {samples, 64}]).
-define(SERVER, adc_driver).

%% {ok, Unit}
init() -> {ok, adc(unit)}.

deinit(?ADC(unit)) -> ok.

%% {ok, Channel} for a pin; BitWidth bit_9 to bit_13 or bit_max, Attenuation db_0,
%% db_2_5, db_6, db_11, db_12.
acquire(Pin, Unit) -> acquire(Pin, Unit, bit_max, db_11).

acquire(Pin, ?ADC(unit), BitWidth, Attenuation) ->
    case ?MODULE:open_nif(Pin, bits(BitWidth), tenths(Attenuation)) of
        ok -> {ok, adc(Pin)};
        Error -> Error
    end.

release_channel(?ADC(Pin)) -> ?MODULE:close_nif(Pin).

%% {ok, {Raw, Millivolts}}; of them undefined what the options do not ask for:
%% raw, voltage, {samples, 1..100000}.
sample(Channel, Unit) -> sample(Channel, Unit, ?READ_OPTIONS).

sample(?ADC(Pin), ?ADC(unit), Options) ->
    case ?MODULE:sample_nif(Pin, proplists:get_value(samples, Options, 64)) of
        {ok, {Raw, Millivolts}} ->
            {ok, {wanted(raw, Options, Raw), wanted(voltage, Options, Millivolts)}};
        Error -> Error
    end.

wanted(Key, Options, Value) ->
    case proplists:get_bool(Key, Options) of
        true -> Value;
        false -> undefined
    end.

adc(What) -> {'$adc', What, make_ref()}.

bits(bit_max) -> 0;
bits(bit_9) -> 9;
bits(bit_10) -> 10;
bits(bit_11) -> 11;
bits(bit_12) -> 12;
bits(bit_13) -> 13;
bits(_) -> error(badarg).

tenths(db_0) -> 0;
tenths(db_2_5) -> 25;
tenths(db_6) -> 60;
tenths(db_11) -> 110;
tenths(db_12) -> 120;
tenths(_) -> error(badarg).

%% ------------------------------------------------------------------- by pins

start() ->
    case gen_server:start_link({local, ?SERVER}, ?MODULE, [], []) of
        {error, {already_started, Pid}} -> {ok, Pid};
        Started -> Started
    end.

start(Pin) -> start(Pin, []).

%% Options: {bitwidth, BitWidth}, {atten, Attenuation}.
start(Pin, Options) ->
    {ok, Pid} = start(),
    gen_server:call(Pid, {acquire, Pin, proplists:get_value(bitwidth, Options, bit_max),
                          proplists:get_value(atten, Options, db_11)}).

read(Pin) -> read(Pin, ?READ_OPTIONS).

read(Pin, Options) -> gen_server:call(?SERVER, {read, Pin, Options}).

stop() -> gen_server:call(?SERVER, stop).

stop(Pin) -> gen_server:call(?SERVER, {stop, Pin}).

%% State: {Unit, #{Pin => Channel}}
init([]) ->
    {ok, Unit} = init(),
    {ok, {Unit, #{}}}.

handle_call(stop, _From, {Unit, Channels}) ->
    maps:foreach(fun(_, Channel) -> release_channel(Channel) end, Channels),
    {stop, normal, deinit(Unit), {Unit, #{}}};
handle_call(Request, _From, State) ->
    try request(Request, State) of
        {Reply, New} -> {reply, Reply, New}
    catch
        error:Reason -> {reply, {error, Reason}, State}
    end.

request({acquire, Pin, Bits, Attenuation}, {Unit, Channels} = State) ->
    case acquire(Pin, Unit, Bits, Attenuation) of
        {ok, Channel} -> {ok, {Unit, Channels#{Pin => Channel}}};
        Error -> {Error, State}
    end;
request({read, Pin, Options}, {Unit, Channels} = State) ->
    {sample(maps:get(Pin, Channels), Unit, Options), State};
request({stop, Pin}, {Unit, Channels}) ->
    {release_channel(maps:get(Pin, Channels)), {Unit, maps:remove(Pin, Channels)}};
request(Request, State) ->
    {{error, {unknown_request, Request}}, State}.

handle_cast(_, State) -> {noreply, State}.

handle_info(_, State) -> {noreply, State}.

terminate(_, _) -> ok.

%% A board without analog inputs.
open_nif(_Channel, _Bits, _Attenuation) -> {error, unsupported}.
close_nif(_Channel) -> {error, unsupported}.
sample_nif(_Channel, _Samples) -> {error, unsupported}.
