%% Floats: arithmetic, comparison with integers, rounding, printing, edges and errors.
-module(floats_tests).
-export([start/0, id/1]).

start() ->
    Fs = [0.0, -0.0, 1.0, -1.5, 0.1, 0.2, 0.3, 1.0e10, 1.0e22, 1.0e23, 123456789.123456789, 1.7976931348623157e308,
          2.2250738585072014e-308, 5.0e-324, 1.0e-5, 0.0001, 0.001, 99999999999999990.0, 1.0e16, 1.0e15, 1.0e21, 4.35, 2.5, 3.5,
          -2.5, 0.5, -0.5, 1.0e100, 3.141592653589793, 2.718281828459045, 9007199254740993.0, 1.0e-300],
    io:format("~w~n", [Fs]),
    io:format("~p~n", [Fs]),
    lists:foreach(fun(F) ->
        io:format("~w ~w ~w ~w~n", [id(F) + 1, fails(fun() -> id(F) * 3 end), id(F) / 7, -id(F)]),
        io:format("~s ~s ~s~n", [float_to_list(F), float_to_list(F, [{scientific, 5}]), float_to_list(F, [short])])
    end, Fs),
    Mid = [F || F <- Fs, abs(F) < 1.0e30],
    lists:foreach(fun(F) ->
        io:format("~w: ~w ~w ~w ~w~n", [F, trunc(id(F)), round(id(F)), floor(id(F)), ceil(id(F))]),
        io:format("~s ~s~n", [float_to_list(F, [{decimals, 4}]), float_to_list(F, [{decimals, 10}, compact])])
    end, Mid),
    io:format("~w~n", [id(0.1) + id(0.2)]),
    io:format("~w~n", [[id(1) + id(2.5), id(2.5) - 1, 3 * id(1.5), id(1) / 4, 7.0 / id(2), id(1 bsl 70) * 1.0, id(1.0) - (1 bsl 53)]]),
    io:format("~w~n", [[id(X) == id(Y) || X <- [0, 1, 2], Y <- [0.0, -0.0, 1.0, 1.5, 2.0]]]),
    io:format("~w~n", [[id(X) < id(Y) || X <- [0, 1, 1 bsl 53, (1 bsl 53) + 1, 1 bsl 1023],
        Y <- [-0.5, 0.5, 9007199254740992.0, 1.7976931348623157e308]]]),
    io:format("~w~n", [[id(X) =:= id(Y) || X <- [1.0, 0.0, -0.0], Y <- [1.0, 0.0, 1]]]),
    io:format("~w~n", [[round(X) || X <- [0.49999999999999994, 0.5, 1.5, 2.5, -0.5, -1.5, 4503599627370497.5, 1.0e22]]]),
    io:format("~w~n", [[float(X) || X <- [0, 1, -1, 1 bsl 53, (1 bsl 53) + 1, (1 bsl 64) - 1, 1 bsl 100, 2.5]]]),
    io:format("~w~n", [[list_to_float(S) || S <- ["1.0", "-1.5e3", "1.0E-5", "+2.25", "0.1e1", "123456789012345678901234567890.0"]]]),
    io:format("~w~n", [[binary_to_float(S) || S <- [<<"1.0">>, <<"-1.5e+3">>, <<"4.9406564584124654e-324">>]]]),
    io:format("~s~n", [[[float_to_list(X, [{decimals, D}]), $\s] || X <- [0.0, 1.005, 2.675, 1.0e15, -3.14159, 0.05], D <- [0, 1, 2, 5, 20]]]),
    io:format("~p~n", [[float_to_binary(X, O) || X <- [1.5, 1.0e10], O <- [[], [{decimals, 2}], [{scientific, 3}], [short]]]]),
    io:format("~.1f ~.2f ~.3f ~.10f ~6.2f|~-8.2f|~8.1f~n", [1.25, 2.345, 3.14159, 1 / 3, 2.5, 2.5, -99.95]),
    io:format("~e ~.2e ~.10e ~g ~g ~g ~g~n", [1.5, 12345.678, 1 / 3, 0.0001, 123.456, 1.0e10, 0.01]),
    io:format("~w~n", [sum(1000, 0.0)]),
    io:format("~w~n", [newton(2.0, 1.0, 20)]),
    io:format("~w~n", [horner(1.1, [1.0, -2.0, 3.5, 4.25, -0.125])]),
    io:format("~w~n", [mixed(10, 0)]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> id(1.0e308) * 10 end, fun() -> id(1.0e308) + id(1.7e308) end, fun() -> -id(1.7e308) - 1.7e308 end,
         fun() -> 1 / id(0.0) end, fun() -> id(1.0) / 0 end, fun() -> id(0.0) / id(0.0) end, fun() -> id(1.0) div 2 end,
         fun() -> id(1.5) rem 2 end, fun() -> id(1.0) bsl 1 end, fun() -> id(1.5) + a end, fun() -> id(1.0e-308) / 1.0e100 end,
         fun() -> list_to_float(id("1")) end, fun() -> list_to_float(id("1.0x")) end, fun() -> list_to_float(id("1e3")) end,
         fun() -> list_to_float(id("1.0e400")) end, fun() -> list_to_float(id("")) end, fun() -> binary_to_float(id(<<"x">>)) end,
         fun() -> list_to_float(id(" 1.0")) end, fun() -> list_to_float(id(".5")) end, fun() -> list_to_float(id("1.")) end,
         fun() -> trunc(id(a)) end, fun() -> round(id("1")) end, fun() -> float(id(a)) end, fun() -> float_to_list(id(1)) end,
         fun() -> float_to_list(1.0, id([bad])) end, fun() -> float_to_list(1.0, id([{decimals, 300}])) end,
         fun() -> id(-0.0) + 0 end, fun() -> id(-0.0) + id(-0.0) end, fun() -> id(0.0) * -1 end]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

sum(0, Acc) -> Acc;
sum(N, Acc) -> sum(N - 1, Acc + 1 / N).

newton(_, G, 0) -> G;
newton(X, G, N) -> newton(X, (G + X / G) / 2, N - 1).

horner(_, []) -> 0.0;
horner(X, [C | Cs]) -> C + X * horner(X, Cs).

%% An accumulator that starts as an integer and becomes a float.
mixed(0, Acc) -> Acc;
mixed(N, Acc) when is_integer(Acc), N < 5 -> mixed(N - 1, Acc + 0.5);
mixed(N, Acc) -> mixed(N - 1, Acc + N).
