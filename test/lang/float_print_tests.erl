%% How floats are written: the shortest digits that read back the same, switch to exponents, and reading them.
-module(float_print_tests).
-export([start/0]).

start() ->
    [io:format("~w ~w~n", [power(10, E), 1.2345678901234567 * power(10, E)]) || E <- lists:seq(-30, 30)],
    [io:format("~w ~w~n", [power(2, E), 1 / power(3, E)]) || E <- lists:seq(0, 80, 4)],
    [io:format("~w~n", [X]) || X <- [5.0e-324, 4.9e-324, 2.2250738585072011e-308, 2.2250738585072014e-308, 1.7976931348623157e308, 9007199254740991.0, 9007199254740992.0, 9007199254740993.0, 4503599627370496.5,
        1.0e21, 1.0e22, 1.0e23, 123456789012345680.0, 0.1, 0.30000000000000004, 2.0e-7, 100000.0, 1000000.0, 0.00001, 5.0e-5, 8.5e9, 1.8014398509481984e16]],
    Xs = [decode(S) || S <- seeds(300, 1)],
    [io:format("~w~n", [X]) || X <- lists:sublist(Xs, 60)],
    io:format("~p~n", [[X || X <- Xs, list_to_float(float_to_list(X, [short])) =/= X]]),
    io:format("~p~n", [[X || X <- Xs, list_to_float(float_to_list(X)) =/= X]]),
    io:format("~p~n", [[X || X <- Xs, list_to_float(lists:flatten(io_lib:format("~w", [X]))) =/= X]]),
    io:format("~p~n", [erlang:phash2([float_to_list(X, [{scientific, D}]) || X <- Xs, D <- [0, 3, 10, 17]])]),
    io:format("~p~n", [erlang:phash2([float_to_list(X, [{decimals, D}]) || X <- Xs, abs(X) < 1.0e40, D <- [0, 1, 5, 16]])]),
    io:format("~p~n", [erlang:phash2([X * 1.1 + 3 || X <- Xs, abs(X) < 1.0e300])]),
    io:format("~p~n", [[trunc(X) || X <- Xs, abs(X) < 1.0e40, abs(X) > 1]]),
    ok.

%% The last digit of math:pow/2 depends on the C library.
power(Base, E) when E < 0 -> 1 / power(Base, -E);
power(Base, E) -> float(lists:foldl(fun(_, N) -> N * Base end, 1, lists:seq(1, E))).

seeds(0, _) -> [];
seeds(N, S) -> S1 = (S * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff, [S1 | seeds(N - 1, S1)].

%% Any bits make a float, except those of infinities and of what is no number.
decode(Bits) ->
    case <<Bits:64>> of
        <<F:64/float>> -> F;
        _ -> 0.5
    end.
