%% Requests and replies with references while the mailbox is full of other things; nested servers; selective receives in callbacks.
-module(requests_tests).
-export([start/0, serve/1]).

start() ->
    S = spawn_link(?MODULE, serve, [#{}]),
    [self() ! {noise, I} || I <- lists:seq(1, 3000)],
    io:format("~p~n", [lists:sum([call(S, {double, I}) || I <- lists:seq(1, 300)])]),
    io:format("~p~n", [[call(S, R) || R <- [{put, a, 1}, {put, b, 2}, {get, a}, {get, zz}, keys, {double, x}]]]),
    io:format("~p~n", [nested(S, 5)]),
    io:format("~p~n", [async(S, 20)]),
    io:format("~p~n", [alias_call(S)]),
    io:format("~p~n", [late_reply(S)]),
    io:format("~p~n", [noise(0)]),
    Proxy = spawn_link(fun() -> proxy(S) end),
    io:format("~p~n", [[call(Proxy, R) || R <- [{double, 4}, {get, b}]]]),
    io:format("~p~n", [try call(spawn(fun() -> receive _ -> ok end end), x) catch exit:R -> R end]),
    io:format("~p~n", [try call(S, crash) catch exit:R2 -> R2 after flush() end]),
    ok.

call(P, Req) ->
    Ref = monitor(process, P),
    P ! {call, self(), Ref, Req},
    receive
        {Ref, Reply} -> demonitor(Ref, [flush]), Reply;
        {'DOWN', Ref, process, P, Reason} -> exit({call_failed, Reason})
    end.

serve(M) ->
    receive
        {call, From, Ref, {double, N}} when is_integer(N) -> From ! {Ref, 2 * N}, serve(M);
        {call, From, Ref, {put, K, V}} -> From ! {Ref, ok}, serve(M#{K => V});
        {call, From, Ref, {get, K}} -> From ! {Ref, maps:find(K, M)}, serve(M);
        {call, From, Ref, keys} -> From ! {Ref, maps:keys(M)}, serve(M);
        {call, From, Ref, {wait, T}} -> erlang:send_after(T, From, {Ref, waited}), serve(M);
        {call, _, _, crash} -> unlink_all(), exit(crashed);
        {call, From, Ref, _} -> From ! {Ref, bad_request}, serve(M)
    end.

unlink_all() -> [unlink(P) || P <- element(2, process_info(self(), links))].

proxy(S) ->
    receive {call, From, Ref, Req} -> From ! {Ref, {via_proxy, call(S, Req)}}, proxy(S) end.

nested(_, 0) -> done;
nested(S, N) ->
    P = spawn_link(fun() -> receive {call, F, R, go} -> F ! {R, {N, nested(S, N - 1), call(S, {double, N})}} end end),
    call(P, go).

%% All requests first, the replies in the opposite order.
async(S, N) ->
    Refs = [begin R = make_ref(), S ! {call, self(), R, {double, I}}, R end || I <- lists:seq(1, N)],
    [receive {R, V} -> V end || R <- lists:reverse(Refs)].

alias_call(S) ->
    A = alias([reply]),
    S ! {call, A, A, {double, 21}},
    V = receive {A, X} -> X after 1000 -> none end,
    S ! {call, A, A, {double, 1}},
    Again = receive {A, Y} -> Y after 20 -> not_active end,
    M = monitor(process, S, [{alias, demonitor}]),
    S ! {call, M, M, {double, 8}},
    W = receive {M, Z} -> Z after 1000 -> none end,
    demonitor(M, [flush]),
    {V, Again, W, unalias(A)}.

%% A reply that comes after its caller has given up stays in the mailbox, or is dropped by an alias.
late_reply(S) ->
    R = make_ref(),
    S ! {call, self(), R, {wait, 15}},
    First = receive {R, V} -> V after 1 -> timeout end,
    Second = receive {R, V2} -> V2 after 1000 -> timeout end,
    {First, Second}.

noise(N) -> receive {noise, _} -> noise(N + 1) after 0 -> N end.

flush() -> receive _ -> flush() after 0 -> ok end.
