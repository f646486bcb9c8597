%% Big integers: factorials, powers, products, division with all signs, conversion to and from text.
-module(big_int_tests).
-export([start/0, id/1]).

start() ->
    io:format("~w~n", [[fact(N) || N <- lists:seq(15, 30)]]),
    io:format("~w~n", [fact(200)]),
    io:format("~w~n", [[pow(3, N) || N <- [10, 37, 38, 39, 40, 41, 80, 200]]]),
    io:format("~w~n", [[pow(-7, N) || N <- [21, 22, 23, 24, 25]]]),
    Bigs = [pow(2, 64), pow(10, 20), pow(10, 40) + 7, pow(3, 100), pow(2, 128) - 1, pow(2, 200)],
    Nums = Bigs ++ [-X || X <- Bigs],
    Small = [1, -1, 2, 3, -7, 10, 1000000007, pow(2, 59), -pow(2, 60), pow(2, 63)],
    [io:format("~w / ~w: ~w ~w~n", [X, Y, id(X) div id(Y), id(X) rem id(Y)]) || X <- Nums, Y <- Small ++ Nums],
    [io:format("~w~n", [{id(X) + id(Y), id(X) - id(Y), id(X) * id(Y)}]) || X <- Nums, Y <- Small],
    io:format("~w~n", [[{X rem Y =:= X - (X div Y) * Y} || X <- Nums, Y <- Small ++ Nums, X rem Y =/= X - (X div Y) * Y]]),
    io:format("~w~n", [[cmp(X, Y) || X <- Nums, Y <- [pow(2, 64), -pow(10, 40) - 7, 0, 1.0e30, -1.0e300]]]),
    io:format("~w~n", [[X =:= list_to_integer(integer_to_list(X)) || X <- Nums]]),
    io:format("~s~n", [[[integer_to_list(X, B), $\s] || X <- Nums, B <- [2, 8, 16, 36]]]),
    io:format("~w~n", [[X =:= list_to_integer(integer_to_list(X, B), B) || X <- Nums, B <- [2, 3, 7, 16, 36]]]),
    io:format("~w~n", [[float(X) || X <- Nums]]),
    io:format("~w~n", [[trunc(float(X)) || X <- Nums]]),
    io:format("~w~n", [[id(X) / id(Y) || X <- Nums, Y <- [2, pow(10, 30), 1.5]]]),
    io:format("~w~n", [[is_integer(X) andalso not is_float(X) || X <- Nums]]),
    io:format("~w~n", [gcd(fact(60), pow(2, 100) * pow(3, 50))]),
    io:format("~w~n", [fib(1000)]),
    io:format("~w~n", [isqrt(pow(10, 101))]),
    io:format("~w~n", [powmod(3, fact(25), pow(2, 89) - 1)]),
    io:format("~w~n", [lists:sum([X - X || X <- Nums])]),
    io:format("~w~n", [digits(pow(2, 3000))]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> pow(2, 70) div id(0) end, fun() -> pow(2, 70) rem id(0) end, fun() -> pow(2, 70) / id(0) end,
         fun() -> pow(2, 70) div id(1.0) end, fun() -> pow(2, 70) + id(a) end, fun() -> id(a) * pow(2, 70) end,
         fun() -> float(pow(10, 400)) end, fun() -> pow(10, 400) / 2 end, fun() -> pow(10, 400) + 1.0 end,
         fun() -> pow(10, 400) / pow(10, 399) end, fun() -> - id("x") end, fun() -> abs(-pow(9, 40)) end]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

fact(0) -> 1;
fact(N) -> N * fact(N - 1).

pow(_, 0) -> 1;
pow(X, N) when N rem 2 =:= 0 -> pow(X * X, N div 2);
pow(X, N) -> X * pow(X, N - 1).

cmp(X, Y) -> {X < Y, X == Y, X =:= Y, X >= Y, max(X, Y) =:= X}.

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

fib(N) -> fib(N, 0, 1).

fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).

isqrt(N) -> isqrt(N, N).

isqrt(N, X) ->
    Y = (X + N div X) div 2,
    if Y >= X -> X; true -> isqrt(N, Y) end.

powmod(_, 0, M) -> 1 rem M;
powmod(B, E, M) when E band 1 =:= 1 -> B * powmod(B, E - 1, M) rem M;
powmod(B, E, M) -> powmod(B * B rem M, E bsr 1, M).

digits(N) -> lists:sum([D - $0 || D <- integer_to_list(N)]).
