%% A button that interrupts, and no polling: scripts/run examples/button.erl
-module(button).
-export([start/0]).

-define(BUTTON, 27).    % a pin with a button to ground
-define(BOUNCE, 20).    % ms that its contacts bounce

start() ->
    ok = gpio:set_pin_mode(?BUTTON, input),
    ok = gpio:set_pin_pull(?BUTTON, up),
    ok = gpio:attach_interrupt(?BUTTON, falling),
    presses(1, 3),
    gpio:detach_interrupt(?BUTTON).

presses(N, Last) when N > Last -> ok;
presses(N, Last) ->
    receive {gpio_interrupt, ?BUTTON} -> ok end,
    io:format("press ~p~n", [N]),
    bounce(),
    presses(N + 1, Last).

%% Until the contacts are quiet.
bounce() ->
    receive {gpio_interrupt, ?BUTTON} -> bounce()
    after ?BOUNCE -> ok
    end.
