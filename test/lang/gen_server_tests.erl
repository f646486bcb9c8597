%% A gen_server: calls, casts, info, timeouts, delayed replies, stop, names, bad calls; no crash reports.
-module(gen_server_tests).
-behaviour(gen_server).
-export([start/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2, code_change/3]).

start() ->
    process_flag(trap_exit, true),
    {ok, P} = gen_server:start_link(?MODULE, [counter, 10], []),
    p(call, [gen_server:call(P, get), gen_server:call(P, {add, 5}), gen_server:call(P, get, 1000)]),
    p(cast, [gen_server:cast(P, {add, 100}), gen_server:call(P, get)]),
    P ! {info, 7},
    p(info, [gen_server:call(P, get)]),
    p(delayed, [gen_server:call(P, delayed)]),
    p(continue, [gen_server:call(P, continue), gen_server:call(P, get)]),
    p(timeout, [gen_server:call(P, with_timeout), receive {timed_out, V} -> V after 2000 -> none end]),
    p(reply_from_other, [gen_server:call(P, other)]),
    p(send_request, [begin R = gen_server:send_request(P, get), gen_server:wait_response(R, 1000) end]),
    p(call_timeout, [e(fun() -> gen_server:call(P, never, 20) end)]),
    p(parallel, [parallel(P, 10)]),
    p(stop, [gen_server:stop(P), receive {'EXIT', P, R2} -> R2 after 1000 -> none end, flush()]),
    p(after_stop, [e(fun() -> gen_server:call(P, get) end)]),
    {ok, N} = gen_server:start({local, my_server}, ?MODULE, [counter, 1], []),
    p(named, [whereis(my_server) =:= N, gen_server:call(my_server, get), gen_server:cast(my_server, {add, 1}), gen_server:call(my_server, get), gen_server:call({my_server, node()}, get)]),
    p(already, [case gen_server:start({local, my_server}, ?MODULE, [counter, 1], []) of {error, {already_started, Pid}} -> Pid =:= N; X -> X end]),
    M0 = monitor(process, N),
    p(stop_reply, [gen_server:call(my_server, stop), receive {'DOWN', M0, _, _, R0} -> R0 end, whereis(my_server)]),
    p(init, [gen_server:start(?MODULE, Arg, []) || Arg <- [ignore, {stop, reason}, {stop, normal}]]),
    p(noproc, [e(fun() -> gen_server:call(nobody, x) end), gen_server:cast(nobody, x), e(fun() -> gen_server:call(self(), x) end) =/= ok]),
    {ok, S} = gen_server:start_link(?MODULE, [counter, 0], []),
    gen_server:cast(S, {stop, shutdown}),
    p(cast_stop, [receive {'EXIT', S, R3} -> R3 after 1000 -> none end, flush()]),
    {ok, T} = gen_server:start_link(?MODULE, [counter, 0], []),
    exit(T, shutdown),
    p(parent_exit, [receive {'EXIT', T, R4} -> R4 after 1000 -> none end, flush()]),
    {ok, U} = gen_server:start_monitor(?MODULE, [counter, 3], []),
    p(start_monitor, [begin {UP, UM} = U, gen_server:stop(UP), receive {'DOWN', UM, process, UP, R5} -> R5 after 1000 -> none end end, flush()]),
    p(multi, [gen_server:multi_call([node()], nobody_at_all, x, 100) =:= {[], [node()]}]),
    {ok, Sys} = gen_server:start(?MODULE, [counter, 77], []),
    p(sys, [sys:get_state(Sys), sys:replace_state(Sys, fun({K, A, B}) -> {K, A + 1, B} end), gen_server:call(Sys, get)]),
    sys:suspend(Sys),
    p(suspended, [e(fun() -> gen_server:call(Sys, get, 20) end)]),
    sys:resume(Sys),
    p(resumed, [gen_server:call(Sys, get), gen_server:stop(Sys, normal, 1000)]),
    ok.

p(Name, L) -> io:format("~p: ~p~n", [Name, L]).

e(F) -> try F() catch exit:{R, {gen_server, call, [_ | A]}} -> {exit, R, A}; C:R -> {C, R} end.

flush() -> receive X -> [X | flush()] after 30 -> [] end.

parallel(P, N) ->
    Me = self(),
    [spawn(fun() -> Me ! {r, gen_server:call(P, {echo, I})} end) || I <- lists:seq(1, N)],
    lists:sum([receive {r, V} -> V end || _ <- lists:seq(1, N)]).

init([counter, N]) -> {ok, {counter, N, undefined}};
init(ignore) -> ignore;
init({stop, R}) -> {stop, R}.

handle_call(get, _, {_, N, _} = S) -> {reply, N, S};
handle_call({add, X}, _, {K, N, F}) -> {reply, ok, {K, N + X, F}};
handle_call({echo, X}, _, S) -> {reply, X, S};
handle_call(delayed, From, {K, N, _}) -> self() ! reply_now, {noreply, {K, N, From}};
handle_call(continue, _, S) -> {reply, continuing, S, {continue, {set, 1000}}};
handle_call(with_timeout, {Pid, _}, {K, N, _}) -> {reply, waiting, {K, N, Pid}, 5};
handle_call(other, From, S) -> spawn(fun() -> gen_server:reply(From, from_other) end), {noreply, S};
handle_call(never, _, S) -> {noreply, S};
handle_call(stop, _, S) -> {stop, normal, stopped, S}.

handle_cast({add, X}, {K, N, F}) -> {noreply, {K, N + X, F}};
handle_cast({stop, R}, S) -> {stop, R, S}.

handle_info({info, X}, {K, N, F}) -> {noreply, {K, N + X, F}};
handle_info(reply_now, {K, N, From}) -> gen_server:reply(From, {delayed, N}), {noreply, {K, N, undefined}};
handle_info(timeout, {K, N, Pid}) -> Pid ! {timed_out, N}, {noreply, {K, N, undefined}};
handle_info(_, S) -> {noreply, S}.

handle_continue({set, X}, {K, _, F}) -> {noreply, {K, X, F}}.

terminate(Reason, {_, N, _}) -> io:format("terminate ~p ~p~n", [Reason, N]).

code_change(_, S, _) -> {ok, S}.
