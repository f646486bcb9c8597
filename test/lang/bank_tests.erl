%% Bank accounts as processes, a producer/consumer queue, a worker pool, a pub/sub hub, dining philosophers, a process per cell.
-module(bank_tests).
-export([start/0, account/2]).

start() ->
    bank(), producer_consumer(), pool(), hub(), philosophers(), collatz(), map_reduce(), lru(),
    ok.

bank() ->
    [A, B] = [spawn_link(?MODULE, account, [N, 100]) || N <- [alice, bob]],
    io:format("~p~n", [[call(A, {deposit, 50}), call(A, {withdraw, 500}), call(B, {withdraw, 30}), call(A, balance), call(B, balance)]]),
    io:format("~p~n", [transfer(A, B, 75)]),
    io:format("~p~n", [transfer(A, B, 7500)]),
    Me = self(),
    Ps = [spawn(fun() -> [transfer(X, Y, 1) || _ <- lists:seq(1, 50)], Me ! {self(), done} end) || {X, Y} <- [{A, B}, {B, A}, {A, B}, {B, A}]],
    [receive {P, done} -> ok end || P <- Ps],
    io:format("~p~n", [call(A, balance) + call(B, balance)]),
    io:format("~p~n", [[call(P, close) || P <- [A, B]]]),
    wait_until_dead(A),
    io:format("~p~n", [try call(A, balance) catch exit:R -> R end]).

wait_until_dead(P) ->
    M = monitor(process, P),
    receive {'DOWN', M, _, _, _} -> ok end.

account(Name, Balance) ->
    receive
        {From, Ref, {deposit, N}} when N > 0 -> From ! {Ref, {ok, Balance + N}}, account(Name, Balance + N);
        {From, Ref, {withdraw, N}} when N =< Balance -> From ! {Ref, {ok, Balance - N}}, account(Name, Balance - N);
        {From, Ref, {withdraw, N}} -> From ! {Ref, {error, {Name, short_of, N - Balance}}}, account(Name, Balance);
        {From, Ref, balance} -> From ! {Ref, Balance}, account(Name, Balance);
        {From, Ref, close} -> From ! {Ref, {closed, Name}}
    end.

call(P, Request) ->
    Ref = monitor(process, P),
    P ! {self(), Ref, Request},
    receive
        {Ref, Answer} -> demonitor(Ref, [flush]), Answer;
        {'DOWN', Ref, process, P, Reason} -> exit({no_account, Reason})
    after 5000 -> exit(timeout)
    end.

transfer(From, To, N) ->
    case call(From, {withdraw, N}) of
        {ok, _} -> call(To, {deposit, N}), ok;
        Error -> Error
    end.

producer_consumer() ->
    Me = self(),
    Q = spawn_link(fun() -> queue(queue:new(), 5, [], []) end),
    [spawn_link(fun() -> [begin Q ! {put, self(), {P, I}}, receive stored -> ok end end || I <- lists:seq(1, 20)] end) || P <- [p1, p2, p3]],
    [spawn_link(fun() -> consume(Q, Me, 15) end) || _ <- lists:seq(1, 4)],
    Items = [receive {item, X} -> X end || _ <- lists:seq(1, 60)],
    io:format("~p ~p~n", [length(Items), lists:sort(Items) =:= [{P, I} || P <- [p1, p2, p3], I <- lists:seq(1, 20)]]).

consume(_, _, 0) -> ok;
consume(Q, To, N) -> Q ! {get, self()}, receive {got, X} -> To ! {item, X} end, consume(Q, To, N - 1).

queue(Q, Max, Getters, Putters) ->
    case {queue:out(Q), Getters, Putters} of
        {{{value, X}, Q1}, [G | Gs], _} -> G ! {got, X}, queue(Q1, Max, Gs, Putters);
        {_, _, [{P, X} | Ps]} -> case queue:len(Q) < Max of true -> P ! stored, queue(queue:in(X, Q), Max, Getters, Ps); false -> wait(Q, Max, Getters, Putters) end;
        _ -> wait(Q, Max, Getters, Putters)
    end.

wait(Q, Max, Gs, Ps) ->
    receive
        {put, P, X} -> queue(Q, Max, Gs, Ps ++ [{P, X}]);
        {get, G} -> queue(Q, Max, Gs ++ [G], Ps)
    end.

pool() ->
    Me = self(),
    Workers = [spawn_link(fun() -> worker(Me) end) || _ <- lists:seq(1, 3)],
    io:format("~p~n", [lists:sort(dispatch(lists:seq(1, 15), Workers, 0, []))]).

worker(Boss) -> receive {job, N} -> Boss ! {result, self(), {N, fib(N)}}, worker(Boss); stop -> ok end.

dispatch([J | Js], [W | Ws], Busy, Acc) -> W ! {job, J}, dispatch(Js, Ws, Busy + 1, Acc);
dispatch([], Free, 0, Acc) -> [W ! stop || W <- Free], Acc;
dispatch(Js, Free, Busy, Acc) -> receive {result, W, R} -> dispatch(Js, [W | Free], Busy - 1, [R | Acc]) end.

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

hub() ->
    Me = self(),
    H = spawn_link(fun() -> hub(#{}) end),
    Subs = [spawn_link(fun() -> subscriber(Me, N, []) end) || N <- lists:seq(1, 3)],
    [H ! {subscribe, T, S} || {T, S} <- [{news, lists:nth(1, Subs)}, {news, lists:nth(2, Subs)}, {sport, lists:nth(2, Subs)}, {art, lists:nth(3, Subs)}]],
    [H ! {publish, T, M} || {T, M} <- [{news, 1}, {sport, 2}, {news, 3}, {weather, 4}, {art, 5}]],
    H ! {stop, Subs},
    io:format("~p~n", [lists:sort([receive {sub, N, L} -> {N, L} end || _ <- Subs])]).

hub(M) ->
    receive
        {subscribe, T, P} -> hub(M#{T => [P | maps:get(T, M, [])]});
        {publish, T, X} -> [P ! {event, T, X} || P <- maps:get(T, M, [])], hub(M);
        {stop, Ps} -> [P ! stop || P <- Ps]
    end.

subscriber(To, N, L) -> receive {event, T, X} -> subscriber(To, N, [{T, X} | L]); stop -> To ! {sub, N, lists:reverse(L)} end.

philosophers() ->
    Me = self(),
    Forks = list_to_tuple([spawn_link(fun fork/0) || _ <- lists:seq(1, 5)]),
    [spawn_link(fun() -> eat(min(I, I rem 5 + 1), max(I, I rem 5 + 1), Forks, 10), Me ! {fed, I} end) || I <- lists:seq(1, 5)],
    io:format("~p~n", [lists:sort([receive {fed, I} -> I after 5000 -> deadlock end || _ <- lists:seq(1, 5)])]).

fork() -> receive {take, P} -> P ! {taken, self()}, receive {put, P} -> fork() end end.

eat(_, _, _, 0) -> ok;
eat(A, B, Forks, N) ->
    [begin F = element(X, Forks), F ! {take, self()}, receive {taken, F} -> ok end end || X <- [A, B]],
    erlang:yield(),
    [element(X, Forks) ! {put, self()} || X <- [A, B]],
    eat(A, B, Forks, N - 1).

collatz() ->
    Me = self(),
    [spawn(fun() -> Me ! {len, N, steps(N, 0)} end) || N <- lists:seq(1, 30)],
    io:format("~p~n", [[receive {len, N, L} -> L end || N <- lists:seq(1, 30)]]).

steps(1, S) -> S;
steps(N, S) when N rem 2 =:= 0 -> steps(N div 2, S + 1);
steps(N, S) -> steps(3 * N + 1, S + 1).

map_reduce() ->
    Docs = ["a b a", "b c", "a c c c", ""],
    Me = self(),
    [spawn(fun() -> Me ! {words, [{W, 1} || W <- string:lexemes(D, " ")]} end) || D <- Docs],
    All = lists:append([receive {words, L} -> L end || _ <- Docs]),
    io:format("~p~n", [lists:sort(maps:to_list(lists:foldl(fun({W, N}, M) -> maps:update_with(W, fun(X) -> X + N end, N, M) end, #{}, All)))]).

lru() ->
    {Log, {_, C}} = lists:mapfoldl(fun({get, K}, S) -> lru_get(K, S); ({put, K, V}, S) -> {put, lru_put(K, V, S)} end, {3, []},
        [{put, a, 1}, {put, b, 2}, {get, a}, {put, c, 3}, {put, d, 4}, {get, b}, {get, a}, {put, a, 9}, {get, c}, {get, a}]),
    io:format("~p ~p~n", [Log, C]).

lru_get(K, {Max, L}) -> case lists:keytake(K, 1, L) of {value, {K, V}, R} -> {V, {Max, [{K, V} | R]}}; false -> {miss, {Max, L}} end.
lru_put(K, V, {Max, L}) -> {Max, lists:sublist([{K, V} | lists:keydelete(K, 1, L)], Max)}.
