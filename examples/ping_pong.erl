%% Two processes that send a ball back and forth: scripts/run examples/ping_pong.erl
-module(ping_pong).

-export([start/0, pong/0]).

start() ->
    Pong = spawn(?MODULE, pong, []),
    ping(Pong, 3),
    Pong ! stop,
    ok.

%% Serves the ball N times and waits for its return each time.
ping(_, 0) ->
    io:format("ping: enough~n");
ping(Pong, N) ->
    io:format("ping ~b~n", [N]),
    Pong ! {ball, self(), N},
    receive
        {back, N} -> ping(Pong, N - 1)
    after 1000 ->
        exit(ball_lost)
    end.

pong() ->
    receive
        {ball, From, N} ->
            io:format("  pong ~b~n", [N]),
            From ! {back, N},
            pong();
        stop ->
            ok
    end.
