%% The voltage on an analog input, with its mean and extremes: scripts/run examples/adc_logger.erl
-module(adc_logger).
-export([start/0]).

-define(PIN, 3).
-define(COUNT, 5).

start() ->
    ok = esp_adc:start(?PIN, [{bitwidth, bit_max}, {atten, db_11}]),
    Voltages = [measure() || _ <- lists:seq(1, ?COUNT)],
    io:format("mean ~p mV, from ~p to ~p~n", [lists:sum(Voltages) div ?COUNT, lists:min(Voltages), lists:max(Voltages)]),
    esp_adc:stop().

measure() ->
    {ok, {Raw, Millivolts}} = esp_adc:read(?PIN),
    io:format("~p mV (~p)~n", [Millivolts, Raw]),
    timer:sleep(50),
    Millivolts.
