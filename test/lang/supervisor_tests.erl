%% supervisor: strategies, restarts counted, dynamic children; children are plain processes that exit without reports.
-module(supervisor_tests).
-behaviour(supervisor).
-export([start/0, init/1, worker/2, worker_init/3]).

start() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    register(collector, self()),
    {ok, S} = supervisor:start_link(?MODULE, {one_for_one, [a, b, c]}),
    p(started, collect(3)),
    p(children, [{Id, is_pid(P), T, M} || {Id, P, T, M} <- lists:sort(supervisor:which_children(S))]),
    p(count, [lists:sort(supervisor:count_children(S))]),
    kill(b),
    p(one_for_one, collect(1)),
    p(terminate, [supervisor:terminate_child(S, a), supervisor:terminate_child(S, zz), whereis(a), lists:sort([{I, P} || {I, P, _, _} <- supervisor:which_children(S), P =:= undefined])]),
    {ok, _} = supervisor:restart_child(S, a),
    p(restart, collect(1)),
    p(errors, [supervisor:restart_child(S, a), supervisor:restart_child(S, zz), supervisor:delete_child(S, a), supervisor:delete_child(S, zz)]),
    {ok, _} = supervisor:start_child(S, child(d, permanent)),
    p(added, collect(1)),
    p(again, [element(1, supervisor:start_child(S, child(d, permanent))), supervisor:start_child(S, bad_spec)]),
    p(get_childspec, [begin {ok, Spec} = supervisor:get_childspec(S, d), maps:get(restart, Spec) end, supervisor:get_childspec(S, zz)]),
    stop(S),
    p(all_dead, [whereis(N) || N <- [a, b, c, d]]),
    {ok, A} = supervisor:start_link(?MODULE, {one_for_all, [a, b, c]}),
    p(started, collect(3)), kill(b), p(one_for_all, collect(3)), stop(A),
    {ok, R} = supervisor:start_link(?MODULE, {rest_for_one, [a, b, c]}),
    p(started, collect(3)), kill(b), p(rest_for_one, collect(2)), stop(R),
    {ok, D} = supervisor:start_link(?MODULE, simple),
    [{ok, _} = supervisor:start_child(D, [N, transient]) || N <- [x, y]],
    p(simple, collect(2)),
    p(simple, [length(supervisor:which_children(D)), supervisor:count_children(D)]),
    x ! {stop, normal}, timer:sleep(50),
    p(transient_normal, [length(supervisor:which_children(D)), whereis(x)]),
    kill(y), p(transient_kill, collect(1)), stop(D),
    {ok, I} = supervisor:start_link(?MODULE, {intensity, [a]}),
    p(started, collect(1)), kill(a), p(restarted, collect(1)), kill(a),
    p(gave_up, [receive {'EXIT', I, Why} -> Why after 2000 -> still_alive end, whereis(a)]),
    p(bad, [element(1, supervisor:start_link(?MODULE, {one_for_one, [failing]})), supervisor:check_childspecs([child(a, temporary)]), element(1, supervisor:check_childspecs([#{id => x}]))]),
    p(ignore, [supervisor:start_link(?MODULE, ignore)]),
    ok.

p(Name, L) -> io:format("~p: ~p~n", [Name, L]).

collect(N) -> lists:sort([receive {up, W} -> W after 2000 -> none end || _ <- lists:seq(1, N)]).

kill(Name) ->
    P = whereis(Name),
    M = monitor(process, P),
    exit(P, kill),
    receive {'DOWN', M, _, _, _} -> ok end.

stop(S) ->
    exit(S, shutdown),
    receive {'EXIT', S, R} -> p(stopped, [R]) after 2000 -> p(stopped, [timeout]) end.

init({intensity, Names}) -> {ok, {#{strategy => one_for_one, intensity => 1, period => 60}, [child(N, permanent) || N <- Names]}};
init({Strategy, Names}) -> {ok, {#{strategy => Strategy, intensity => 10, period => 60}, [child(N, permanent) || N <- Names]}};
init(simple) -> {ok, {{simple_one_for_one, 5, 60}, [{dyn, {?MODULE, worker, []}, transient, 100, worker, [?MODULE]}]}};
init(ignore) -> ignore.

child(Id, Restart) -> #{id => Id, start => {?MODULE, worker, [Id, Restart]}, restart => Restart, shutdown => 100}.

worker(failing, _) -> {error, cannot_start};
worker(Name, Restart) -> proc_lib:start_link(?MODULE, worker_init, [self(), Name, Restart]).

worker_init(Parent, Name, _) ->
    register(Name, self()),
    proc_lib:init_ack(Parent, {ok, self()}),
    collector ! {up, Name},
    receive {stop, R} -> exit(R) end.
