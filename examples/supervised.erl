%% A worker that fails now and then, and OTP's supervisor that starts it again: scripts/run examples/supervised.erl
-module(supervised).
-behaviour(supervisor).

-export([start/0, start_worker/0, worker/1]).
-export([init/1]).

start() ->
    %% Without this line the supervisor would report every restart.
    logger:set_primary_config(level, none),
    {ok, _} = supervisor:start_link({local, boss}, ?MODULE, []),
    [ask(N) || N <- [6, 3, 0, 2, 0, 12]],
    io:format("children of the supervisor: ~p~n", [[{Id, Type} || {Id, _, Type, _} <- supervisor:which_children(boss)]]),
    ok.

%% At most five restarts within ten seconds, then the supervisor gives up too.
init([]) ->
    Worker = #{id => divider, start => {?MODULE, start_worker, []}},
    {ok, {#{strategy => one_for_one, intensity => 5, period => 10}, [Worker]}}.

start_worker() -> proc_lib:start_link(?MODULE, worker, [self()]).

worker(Parent) ->
    register(divider, self()),
    proc_lib:init_ack(Parent, {ok, self()}),
    loop().

%% Dividing by zero would be an error, which is logged; a clean exit with a reason of its own makes less noise.
loop() ->
    receive
        {_, 0} -> exit({shutdown, division_by_zero});
        {From, N} -> From ! {answer, 12 div N}, loop()
    end.

ask(N) ->
    Worker = whereis(divider),
    Ref = monitor(process, Worker),
    Worker ! {self(), N},
    receive
        {answer, A} ->
            demonitor(Ref, [flush]),
            io:format("12 divided by ~b is ~b~n", [N, A]);
        {'DOWN', Ref, process, Worker, Reason} ->
            io:format("the worker died of ~p; a new one is started~n", [Reason]),
            wait_for_other(Worker)
    end.

wait_for_other(Old) ->
    case whereis(divider) of
        New when is_pid(New), New =/= Old -> ok;
        _ -> timer:sleep(1), wait_for_other(Old)
    end.
