%% Values that live over try, catch and receive; exceptions through many frames; results used after after.
-module(try_live_tests).
-export([start/0, id/1]).

start() ->
    io:format("~p~n", [[live(X) || X <- [1, 2, 3, 4, a]]]),
    io:format("~p~n", [[two_levels(X) || X <- [ok, inner, outer, both, exit]]]),
    io:format("~p~n", [[in_args(X) || X <- [1, 0]]]),
    io:format("~p~n", [[loop(N, []) || N <- [0, 1, 5]]]),
    io:format("~p~n", [through(50)]),
    io:format("~p~n", [cleanup()]),
    io:format("~p~n", [recv()]),
    io:format("~p~n", [many_catches(5)]),
    io:format("~p~n", [[catch_in_case(X) || X <- [1, 0, a]]]),
    io:format("~p~n", [accumulate([1, 2, bad, 4, 0, 5])]),
    io:format("~p~n", [fun_in_try(3)]),
    io:format("~p~n", [[floats(X) || X <- [1.5, 0.0, x]]]),
    io:format("~p~n", [[bins(X) || X <- [<<1, 2, 3>>, <<1>>, a]]]),
    io:format("~p~n", [state(#{n => 0}, [inc, fail, inc, {add, 5}, fail, dec])]),
    io:format("~p~n", [retry(3, 0)]), io:format("~p~n", [retry(9, 0)]),
    io:format("~p~n", [transaction([{a, 5}, {b, 7}], [{a, -3}, {b, 3}])]), io:format("~p~n", [transaction([{a, 5}, {b, 7}], [{a, 1}, {c, 1}])]),
    ok.

id(X) -> X.

live(X) ->
    A = id({a, X}), B = id([b]), C = id(3),
    R = try id(12) div (X - 2) of
        Q when Q > 0 -> D = id({pos, Q}), {D, A};
        Q -> {neg, Q, B}
    catch
        error:badarith when is_integer(X) -> {zero, C};
        error:badarith -> {no_int, A, C}
    end,
    {R, A, B, C}.

two_levels(What) ->
    A = id(1),
    try
        B = id(2),
        R = try act(What, inner), C = id(3), {A, B, C} catch throw:inner -> {caught_inner, A, B} end,
        act(What, outer),
        {R, B}
    catch
        throw:T -> {caught_outer, T, A};
        exit:E -> {exited, E, A}
    after
        put(after_ran, A)
    end.

act(W, W) -> throw(W);
act(both, inner) -> throw(inner);
act(both, outer) -> throw(outer);
act(exit, _) -> exit(bye);
act(_, _) -> ok.

in_args(X) -> f(id(1), try 1 div X catch _:_ -> caught end, id(3), catch 2 div X, id(5)).

f(A, B, C, {'EXIT', {R, _}}, E) -> {A, B, C, R, E};
f(A, B, C, D, E) -> {A, B, C, D, E}.

loop(0, Acc) -> lists:reverse(Acc);
loop(N, Acc) -> loop(N - 1, [try id(N) rem 2 of 0 -> throw(even); 1 -> odd catch throw:even -> never end || N rem 2 =:= 1] ++ [catch throw(N)] ++ Acc).

through(0) -> throw(from_the_bottom);
through(50) -> X = id(keep), try through(49), wrong catch throw:T -> {T, X} end;
through(N) -> [N | through(N - 1)].

cleanup() ->
    put(log, []),
    Log = fun(X) -> put(log, [X | get(log)]) end,
    _ = (catch try try Log(a), throw(x) after Log(b) end after Log(c) end),
    _ = (catch try Log(d) after try Log(e), error(f) after Log(g) end end),
    _ = try try exit(h) catch exit:h -> Log(i), throw(j) after Log(k) end catch throw:j -> Log(l) end,
    lists:reverse(get(log)).

recv() ->
    A = id(live), self() ! {msg, 1}, self() ! stop,
    B = try receive {msg, N} -> throw({got, N, A}) after 1000 -> none end catch throw:{got, M, A} -> M + 1 end,
    C = receive stop -> {A, B} after 0 -> empty end,
    {A, B, C}.

many_catches(N) -> [[catch id(N) / id(K) || K <- [1, 2]], (catch throw(1)) + (catch throw(2)), {catch id(x), catch exit(y)}, case catch id(N) of 5 -> five; _ -> other end].

catch_in_case(X) ->
    case catch 10 div X of
        {'EXIT', {badarith, [{M, _, _, _} | _]}} -> {failed, M =:= erlang orelse M =:= ?MODULE};
        N when N > 5 -> big;
        _ -> small
    end.

accumulate(L) -> lists:foldl(fun(X, {Ok, Bad}) -> try {[10 / X | Ok], Bad} catch error:R -> {Ok, [{X, R} | Bad]} end end, {[], []}, L).

fun_in_try(N) -> F = try id(N), fun(X) -> X * N end catch _:_ -> none end, G = fun(X) -> try F(X) + id(a) catch error:badarith -> {F(X), X} end end, G(7).

floats(X) -> A = id(2.5), try B = X * A, C = 1 / B, {A, B, C} catch error:E -> {E, A} end.

bins(B) -> try <<X, Y, Rest/binary>> = B, {X, Y, <<Rest/binary, X>>} catch error:{badmatch, M} -> {no, M} end.

state(S, []) -> S;
state(#{n := N} = S, [Op | Ops]) ->
    S1 = try
        S2 = S#{last => Op},
        case Op of inc -> S2#{n := N + 1}; dec -> S2#{n := N - 1}; {add, K} -> S2#{n := N + K}; fail -> S2#{no_key := 1} end
    catch
        error:{badkey, K2} -> S#{errors => [K2 | maps:get(errors, S, [])]}
    end,
    state(S1, Ops).

retry(Limit, N) when N >= Limit -> {gave_up, N};
retry(Limit, N) ->
    try case N of 4 -> {ok, N}; _ when N rem 2 =:= 0 -> throw(again); _ -> error(odd) end
    catch throw:again -> retry(Limit, N + 1); error:odd -> retry(Limit, N + 1)
    end.

transaction(Accounts, Changes) ->
    try {ok, lists:foldl(fun({K, D}, As) -> {K, V} = lists:keyfind(K, 1, As), lists:keyreplace(K, 1, As, {K, V + D}) end, Accounts, Changes)}
    catch error:{badmatch, false} -> {rolled_back, Accounts}
    end.
