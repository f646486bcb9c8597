%% rand with fixed seeds: every algorithm, uniform of integers and floats, normal, bytes, jump, export; the old random module's pattern.
-module(rand_tests).
-export([start/0]).

start() ->
    [algorithm(A) || A <- [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024, dummy]],
    rand:seed(exsss, {1, 2, 3}),
    p(process, [rand:uniform(100) || _ <- lists:seq(1, 10)]),
    p(process, [rand:uniform() || _ <- lists:seq(1, 3)]),
    p(process, [rand:uniform_real() || _ <- lists:seq(1, 3)]),
    p(normal, [round(rand:normal() * 1000000) || _ <- lists:seq(1, 5)]),
    p(normal, [round(rand:normal(10, 4) * 1000000) || _ <- lists:seq(1, 3)]),
    p(bytes, rand:bytes(10)),
    p(big, [rand:uniform(1 bsl N) || N <- [30, 58, 59, 64, 100]]),
    rand:seed(exsss, 42),
    p(seed_int, [rand:uniform(1000) || _ <- lists:seq(1, 5)]),
    E = rand:export_seed(),
    A = [rand:uniform(1000) || _ <- lists:seq(1, 5)],
    rand:seed(E),
    p(export, A =:= [rand:uniform(1000) || _ <- lists:seq(1, 5)]),
    S0 = rand:seed_s(exsss, {7, 8, 9}),
    {X, S1} = rand:uniform_s(10, S0), {Y, S2} = rand:uniform_s(S1), {Z, _} = rand:bytes_s(4, S2),
    p(functional, {X, Y, Z}),
    p(jump, element(1, rand:uniform_s(1000000, rand:jump(S0)))),
    p(shuffle, shuffle(lists:seq(1, 20))),
    p(dice, count([rand:uniform(6) || _ <- lists:seq(1, 600)])),
    p(mwc59, mwc(5, rand:mwc59_seed(12345))),
    p(splitmix, element(1, rand:splitmix64_next(1))),
    p(bad, [try F() catch C:R -> {C, R} end || F <- [fun() -> rand:uniform(0) end, fun() -> rand:uniform(a) end, fun() -> rand:uniform(-1) end, fun() -> rand:seed(no_such, 1) end, fun() -> rand:uniform(1.5) end]]),
    p(monte_carlo, pi(2000, 0, 2000)),
    ok.

p(Name, Value) -> io:format("~p: ~p~n", [Name, Value]).

algorithm(A) ->
    S = rand:seed_s(A, {123, 456, 789}),
    {L, S1} = lists:mapfoldl(fun(N, St) -> rand:uniform_s(N, St) end, S, [2, 10, 100, 1000, 1000000, 1 bsl 32, 1 bsl 50]),
    {F, _} = rand:uniform_s(S1),
    io:format("~p: ~p ~p~n", [A, L, F]).

shuffle(L) -> [X || {_, X} <- lists:sort([{rand:uniform(), X} || X <- L])].

count(L) -> lists:sort(maps:to_list(lists:foldl(fun(X, M) -> maps:update_with(X, fun(N) -> N + 1 end, 1, M) end, #{}, L))).

mwc(0, _) -> [];
mwc(N, S) -> S1 = rand:mwc59(S), [rand:mwc59_value32(S1) | mwc(N - 1, S1)].

pi(0, In, N) -> 4 * In / N;
pi(K, In, N) ->
    X = rand:uniform(), Y = rand:uniform(),
    pi(K - 1, if X * X + Y * Y < 1 -> In + 1; true -> In end, N).
