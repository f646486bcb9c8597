%% An LED that gets brighter and darker by itself: scripts/run examples/pwm_fade.erl
-module(pwm_fade).
-export([start/0]).

-define(LED, 18).
-define(CHANNEL, 0).
-define(FULL, 8191).    % of 13 bits

start() ->
    Mode = ledc:high_speed_mode(),
    ok = ledc:timer_config([{timer_num, 0}, {freq_hz, 5000}, {duty_resolution, 13}, {speed_mode, Mode}]),
    ok = ledc:channel_config([{channel, ?CHANNEL}, {gpio_num, ?LED}, {timer_sel, 0}, {duty, 0}, {speed_mode, Mode},
                              {hpoint, 0}]),
    ok = ledc:fade_func_install(0),
    [fade(Mode, Duty) || Duty <- [?FULL, ?FULL div 2, 0]],
    ok = ledc:fade_func_uninstall(),
    ledc:stop(Mode, ?CHANNEL, 0).

fade(Mode, Duty) ->
    ok = ledc:set_fade_with_time(Mode, ?CHANNEL, Duty, 200),
    ok = ledc:fade_start(Mode, ?CHANNEL, ledc:fade_wait_done()),
    io:format("duty ~p~n", [ledc:get_duty(Mode, ?CHANNEL)]).
