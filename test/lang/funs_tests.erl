%% Funs: closures, named funs, external funs, arity and bad-function errors, comparison, fun_info.
-module(funs_tests).
-export([start/0, id/1, add/2, zero/0]).

start() ->
    Add = fun(A, B) -> A + B end,
    io:format("~p~n", [Add(1, 2)]),
    N = id(10),
    io:format("~p~n", [lists:map(fun(X) -> X * N end, [1, 2, 3])]),
    io:format("~p~n", [((adder(1))(2))(3)]),
    io:format("~p~n", [compose([fun(X) -> X + 1 end, fun(X) -> X * 2 end, fun erlang:float/1, fun id/1], 5)]),
    Fact = fun F(0) -> 1; F(K) -> K * F(K - 1) end,
    io:format("~p~n", [[Fact(K) || K <- [0, 1, 5, 25]]]),
    Fib = fun F(0, A, _) -> A; F(K, A, B) -> F(K - 1, B, A + B) end,
    io:format("~p~n", [Fib(50, 0, 1)]),
    Y = fun(G) -> (fun(X) -> G(fun(V) -> (X(X))(V) end) end)(fun(X) -> G(fun(V) -> (X(X))(V) end) end) end,
    io:format("~p~n", [(Y(fun(Self) -> fun(0) -> 1; (K) -> K * Self(K - 1) end end))(10)]),
    io:format("~p~n", [[(fun ?MODULE:add/2)(3, 4), (fun add/2)(3, 4), apply(fun add/2, [3, 4]), apply(fun lists:sum/1, [[1, 2]])]]),
    M = id(lists), Fn = id(reverse), Ar = id(1),
    io:format("~p~n", [(fun M:Fn/Ar)([1, 2, 3])]),
    io:format("~p~n", [[fun lists:map/2, fun ?MODULE:add/2, fun erlang:'+'/2, fun 'Odd mod':'f g'/3]]),
    io:format("~p~n", [[fun lists:map/2 =:= fun lists:map/2, fun lists:map/2 == fun M:map/2, fun lists:map/2 =:= fun lists:map/3]]),
    io:format("~p~n", [[Add =:= Add, adder(1) =:= adder(1), adder(1) =:= adder(2), adder(1) =:= Add]]),
    io:format("~p~n", [[is_function(Add), is_function(Add, 2), is_function(Add, 1), is_function(a, 2), is_function(fun a:b/3, 3)]]),
    io:format("~p~n", [[erlang:fun_info(fun lists:map/2, I) || I <- [module, name, arity, env, type]]]),
    io:format("~p~n", [[erlang:fun_info(Add, I) || I <- [module, arity, type, env]]]),
    io:format("~p~n", [erlang:fun_info(adder(7), env)]),
    Many = many(1, 2, 3, 4, 5, 6, 7, 8),
    io:format("~p~n", [Many(9, 10)]),
    Map = #{inc => fun(X) -> X + 1 end, dec => fun(X) -> X - 1 end},
    io:format("~p~n", [[(maps:get(K, Map))(5) || K <- [inc, dec]]]),
    #{inc := Inc} = Map,
    io:format("~p~n", [Inc(Inc(1))]),
    T = {fun() -> first end, fun() -> second end},
    io:format("~p~n", [(element(2, T))()]),
    io:format("~p~n", [loop(fun(X) -> X + 1 end, 10000, 0)]),
    io:format("~p~n", [lists:foldl(fun(F, Acc) -> F(Acc) end, 1, [fun(X) -> X + K end || K <- lists:seq(1, 10)])]),
    Matching = fun({ok, V}) when V > 0 -> pos; ({ok, _}) -> ok; (L) when is_list(L) -> length(L); (_) -> other end,
    io:format("~p~n", [[Matching(V) || V <- [{ok, 1}, {ok, 0}, [1, 2], x]]]),
    io:format("~p~n", [gen(3)]),
    V1 = 5, Shadow = fun(V1) -> V1 * 2 end,
    io:format("~p ~p~n", [Shadow(1), V1]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> (id(a))(1) end, fun() -> (id(1))() end, fun() -> (id({lists, map}))(1, 2) end, fun() -> (id("f"))(1) end,
         fun() -> (id(fun lists:no_such/1))(1) end, fun() -> (id(fun no_such_module:f/0))() end,
         fun() -> (id(fun lists:map/2))(1) =:= 1 end, fun() -> apply(id(a), [1]) end, fun() -> apply(id(fun zero/0), id(x)) end,
         fun() -> apply(id(fun zero/0), id([1 | 2])) end, fun() -> erlang:fun_info(id(a), arity) end,
         fun() -> erlang:fun_info(fun id/1, id(bad)) end, fun() -> erlang:make_fun(id(lists), map, -1) end,
         fun() -> erlang:make_fun(id(1), map, 1) end, fun() -> (erlang:make_fun(erlang, abs, 1))(-3) end]),
    try Add(id(1)) catch error:{badarity, {Fun, Args}} -> io:format("~p ~p~n", [Fun =:= Add, Args]) end,
    try (id(Matching))(1, 2, 3) catch error:{badarity, {Fun1, Args1}} -> io:format("~p ~p~n", [Fun1 =:= Matching, Args1]) end,
    try apply(Add, []) catch error:{badarity, {Fun2, Args2}} -> io:format("~p ~p~n", [Fun2 =:= Add, Args2]) end,
    ok.

id(X) -> X.
add(A, B) -> A + B.
zero() -> 0.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

adder(A) -> fun(B) when is_integer(B) -> fun(C) -> {A, B, C, A + B + C} end; (_) -> A end.

compose(Fs, X) -> lists:foldl(fun(F, Acc) -> F(Acc) end, X, Fs).

many(A, B, C, D, E, F, G, H) -> fun(I, J) -> {J, I, H, G, F, E, D, C, B, A} end.

loop(_, 0, X) -> X;
loop(F, N, X) -> loop(F, N - 1, F(X)).

%% A lazy list: each cell is a value and a fun for the rest.
gen(N) -> take(N, nat(0)).
nat(N) -> fun() -> [N | nat(N + 1)] end.
take(0, _) -> [];
take(N, G) -> [H | T] = G(), [H | take(N - 1, T)].
