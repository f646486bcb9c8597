%% The math module, printed to ten places, with its errors.
-module(math_tests).
-export([start/0, id/1]).

start() ->
    Xs = [-2.5, -1.0, -0.5, 0.0, 0.25, 0.5, 1.0, 2.0, 3.7, 10.0],
    [f1(F, X) || F <- [sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, exp, log, log2, log10, sqrt, erf, erfc, ceil, floor], X <- Xs],
    [f2(F, X, Y) || F <- [pow, atan2, fmod], X <- [-2.0, 0.0, 0.5, 3.0], Y <- [-1.5, 0.0, 0.5, 2.0]],
    io:format("~.15f~n", [math:pi()]),
    io:format("~w~n", [[math:sqrt(id(16)), math:pow(2, 10), math:pow(2, 0.5), math:exp(0), math:log2(1024), math:log10(1000), math:floor(2.7), math:ceil(-2.7), math:sqrt(1 bsl 100)]]),
    io:format("~w~n", [[e(F) || F <- [fun() -> math:sqrt(id(-1)) end, fun() -> math:log(id(0)) end, fun() -> math:log(id(-1)) end, fun() -> math:sin(id(a)) end, fun() -> math:pow(id(0), -1) end,
        fun() -> math:pow(id(-8), 1 / 3) end, fun() -> math:exp(id(1000)) end, fun() -> math:acos(id(2)) end, fun() -> math:fmod(id(1), 0) end, fun() -> math:log2(id("8")) end,
        fun() -> math:pow(id(10), 400) end, fun() -> math:atanh(id(1)) end, fun() -> math:sqrt(id(1 bsl 2000)) end]]]),
    io:format("~.10f ~.10f~n", [integrate(fun math:sin/1, 0.0, math:pi(), 1000), bisect(fun(X) -> X * X * X - 2 end, 0.0, 2.0, 60)]),
    io:format("~p~n", [[{N, round(math:pow(N, 3))} || N <- lists:seq(1, 10)]]),
    io:format("~p~n", [stats([2, 4, 4, 4, 5, 5, 7, 9])]),
    [io:format("~s~n", [sparkline(X)]) || X <- lists:seq(0, 24)],
    ok.

id(X) -> X.

e(F) -> try F() catch C:R -> {C, R} end.

f1(F, X) -> show(F, [X]).
f2(F, X, Y) -> show(F, [X, Y]).

show(F, Args) ->
    try apply(math, F, Args) of
        R when abs(R) < 1.0e-12 -> io:format("~w ~w: 0~n", [F, Args]);
        R -> io:format("~w ~w: ~.10f~n", [F, Args, R])
    catch
        error:E -> io:format("~w ~w: ~w~n", [F, Args, E])
    end.

integrate(F, A, B, N) ->
    H = (B - A) / N,
    H * lists:sum([F(A + H * (I + 0.5)) || I <- lists:seq(0, N - 1)]).

bisect(_, A, B, 0) -> (A + B) / 2;
bisect(F, A, B, N) ->
    M = (A + B) / 2,
    case F(M) > 0 of
        true -> bisect(F, A, M, N - 1);
        false -> bisect(F, M, B, N - 1)
    end.

stats(L) ->
    N = length(L),
    Mean = lists:sum(L) / N,
    {Mean, math:sqrt(lists:sum([(X - Mean) * (X - Mean) || X <- L]) / N), lists:nth(N div 2, lists:sort(L))}.

sparkline(X) -> lists:duplicate(round(20 + 15 * math:sin(X / 4)), $\s) ++ "*".
