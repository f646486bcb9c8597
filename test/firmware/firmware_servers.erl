%% OTP's supervisor and gen_server, a restart, and ~p: what packbeam --functions is for.
-module(firmware_servers).
-behaviour(supervisor).
-export([start/0, init/1]).

start() ->
    {ok, Sup} = supervisor:start_link({local, ?MODULE}, ?MODULE, []),
    Old = whereis(firmware_counter),
    io:format("~p~n", [{sum, firmware_counter:add(5), firmware_counter:add(7)}]),
    Ref = monitor(process, Old),
    exit(Old, kill),
    receive {'DOWN', Ref, process, Old, Why} -> ok end,
    [{counter, New, worker, [firmware_counter]}] = supervisor:which_children(Sup),
    io:format("~p ~s ~.2f~n", [{Why, New =/= Old, firmware_counter:add(1)}, "text", 1.5]),
    io:format("~p~n", [[{N, #{<<"key">> => lists:seq(1, N)}} || N <- [1, 20]]]),
    ok.

init([]) ->
    {ok, {#{strategy => one_for_one},
          [#{id => counter, start => {firmware_counter, start_link, []}}]}}.
