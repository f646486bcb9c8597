%% untranslated
%% Float arithmetic in loops: registers of floats over calls, failures amid a sequence, numbers that change kind, simulations.
-module(float_loop_tests).
-export([start/0, id/1]).

start() ->
    io:format("~w~n", [nbody(100)]),
    io:format("~w~n", [leibniz(10000, 0, 0.0)]),
    io:format("~w~n", [[poly(X / 4) || X <- lists:seq(-8, 8)]]),
    io:format("~w~n", [[quad(A, B, C) || {A, B, C} <- [{1, -3, 2}, {1, 2, 1}, {1, 0, 1}, {0, 2, 1}, {2.0, -4, -6}]]]),
    io:format("~w~n", [[chain(X) || X <- [1, 1.0, 0, a, 1 bsl 70, 1.0e308, -2.5]]]),
    io:format("~w~n", [mean_dev([1, 2.5, 3, 4.75, 1 bsl 60])]),
    io:format("~w~n", [lists:foldl(fun(X, A) -> A * 0.5 + X end, 0, lists:seq(1, 50))]),
    io:format("~w~n", [rk4(fun(T, Y) -> T - Y end, 0.0, 1.0, 0.1, 10)]),
    io:format("~w~n", [[kinds(N) || N <- [0, 1, 2, 3, 4]]]),
    io:format("~w~n", [fft([1, 2, 3, 4, 0, 0, 0, 0])]),
    io:format("~w~n", [compound(1000.0, 0.05, 10)]),
    io:format("~w~n", [[try id(X) * 1.5 + id(Y) / Z catch error:E -> E end || X <- [2, x], Y <- [3, 4.0], Z <- [0, 0.0, 2]]]),
    io:format("~w~n", [overflow(1.0, 0)]),
    io:format("~w~n", [underflow(1.0, 0)]),
    io:format("~w~n", [[try sums(X, Y) catch error:E -> E end || X <- [1.0e200, -2.0, 1.0e154], Y <- [1.0, 1.0e308]]]),
    io:format("~w~n", [many(1.1, 2.2, 3.3, 4.4, 5.5, 6.6, 7.7, 8.8)]),
    ok.

id(X) -> X.

%% too large amid the sums, and gone again by the end
sums(X, Y) -> {0.0 * (X * X + Y) + 1.0, X * X - X * X + Y, 1.0 / (X * X * X), Y + X - X * 1.5 + Y}.

leibniz(0, _, Acc) -> Acc * 4;
leibniz(N, K, Acc) when K rem 2 =:= 0 -> leibniz(N - 1, K + 1, Acc + 1 / (2 * K + 1));
leibniz(N, K, Acc) -> leibniz(N - 1, K + 1, Acc - 1 / (2 * K + 1)).

poly(X) -> ((2.0 * X - 3) * X + 0.5) * X - 1.

quad(A, B, C) ->
    case B * B - 4 * A * C of
        D when A == 0; D < 0 -> {none, D};
        D when D == 0 -> {one, -B / (2 * A)};
        D -> S = math:sqrt(D), {two, (-B + S) / (2 * A), (-B - S) / (2 * A)}
    end.

chain(X) ->
    try
        A = X + 0.5, B = A * 2.0, C = B / (X - 1 + 1.0e-9), D = C - A + B * 3.0,
        {A, B, C, D}
    catch error:badarith -> bad
    end.

mean_dev(L) ->
    N = length(L), M = lists:sum(L) / N,
    {M, math:sqrt(lists:sum([(X - M) * (X - M) || X <- L]) / N)}.

rk4(_, _, Y, _, 0) -> Y;
rk4(F, T, Y, H, N) ->
    K1 = F(T, Y), K2 = F(T + H / 2, Y + H * K1 / 2), K3 = F(T + H / 2, Y + H * K2 / 2), K4 = F(T + H, Y + H * K3),
    rk4(F, T + H, Y + H * (K1 + 2 * K2 + 2 * K3 + K4) / 6, H, N - 1).

kinds(N) ->
    X = case N of 0 -> 1; 1 -> 1.0; 2 -> 1 bsl 62; 3 -> -0.0; _ -> 1.0e20 end,
    {X + 1, X * 2.0, X - X, X / 2, X == 1, X =:= 1, is_float(X), trunc(X), -X, abs(X)}.

compound(A, _, 0) -> round(A * 100) / 100;
compound(A, R, N) -> compound(A + A * R, R, N - 1).

overflow(X, N) -> try overflow(X * 1.0e10, N + 1) catch error:badarith -> {N, X} end.

underflow(X, N) when X == 0 -> N;
underflow(X, N) -> underflow(X / 1.0e10, N + 1).

many(A, B, C, D, E, F, G, H) ->
    P = A * B + C * D, Q = E * F - G * H, R = id(P / Q), S = A - B + C - D + E - F + G - H,
    {P, Q, R, S, P + Q + R + S, A * H + B * G + C * F + D * E}.

%% Radix 2; complex numbers are pairs. Rounded, for the last digit is the library's.
fft(L) -> [{round(R * 1000) / 1000, round(I * 1000) / 1000} || {R, I} <- fft_([{float(X), 0.0} || X <- L])].

fft_([X]) -> [X];
fft_(L) ->
    {Ev, Od} = split(L),
    N = length(L),
    Tw = [begin A = -2 * math:pi() * K / N, cmul({math:cos(A), math:sin(A)}, O) end || {K, O} <- lists:zip(lists:seq(0, N div 2 - 1), fft_(Od))],
    E = fft_(Ev),
    lists:zipwith(fun({A, B}, {C, D}) -> {A + C, B + D} end, E, Tw) ++ lists:zipwith(fun({A, B}, {C, D}) -> {A - C, B - D} end, E, Tw).

split([]) -> {[], []};
split([A, B | T]) -> {X, Y} = split(T), {[A | X], [B | Y]}.

cmul({A, B}, {C, D}) -> {A * C - B * D, A * D + B * C}.

nbody(Steps) ->
    Bodies = [{{0.0, 0.0}, {0.0, 0.0}, 1000.0}, {{10.0, 0.0}, {0.0, 9.0}, 1.0}, {{0.0, 20.0}, {-7.0, 0.0}, 2.0}],
    [{round(X * 1.0e6), round(Y * 1.0e6)} || {{X, Y}, _, _} <- nbody(Steps, Bodies)].

nbody(0, B) -> B;
nbody(N, Bs) ->
    nbody(N - 1, [begin
        {AX, AY} = lists:foldl(fun({P, _, _}, Acc) when P =:= {X, Y} -> Acc;
            ({{X2, Y2}, _, M2}, {AX0, AY0}) -> DX = X2 - X, DY = Y2 - Y, R2 = DX * DX + DY * DY, K = M2 / (R2 * math:sqrt(R2)), {AX0 + K * DX, AY0 + K * DY} end, {0.0, 0.0}, Bs),
        VX1 = VX + AX * 0.001, VY1 = VY + AY * 0.001,
        {{X + VX1 * 0.001, Y + VY1 * 0.001}, {VX1, VY1}, M}
    end || {{X, Y}, {VX, VY}, M} <- Bs]).
