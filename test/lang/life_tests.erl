%% Conway's game of life on a set of cells, a cellular automaton, and a mandelbrot set in characters.
-module(life_tests).
-export([start/0]).

start() ->
    Glider = sets:from_list([{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}]),
    run(Glider, 5),
    Blinker = sets:from_list([{1, 0}, {1, 1}, {1, 2}]),
    io:format("~p~n", [lists:sort(sets:to_list(step(Blinker)))]),
    io:format("~p~n", [step(step(Blinker)) =:= Blinker orelse lists:sort(sets:to_list(step(step(Blinker)))) =:= lists:sort(sets:to_list(Blinker))]),
    Acorn = sets:from_list([{10, 12}, {12, 13}, {9, 14}, {10, 14}, {13, 14}, {14, 14}, {15, 14}]),
    io:format("~p~n", [populations(Acorn, 20)]),
    [io:format("~s~n", [R]) || R <- rule(30, 15)],
    [io:format("~s~n", [R]) || R <- rule(90, 15)],
    mandelbrot(60, 22),
    julia(40, 16),
    ok.

run(_, 0) -> ok;
run(Cells, N) ->
    [io:format("~s~n", [[case sets:is_element({X, Y}, Cells) of true -> $#; false -> $. end || X <- lists:seq(0, 7)]]) || Y <- lists:seq(0, 5)],
    io:nl(),
    run(step(Cells), N - 1).

step(Cells) ->
    Counts = lists:foldl(fun(C, M) -> maps:update_with(C, fun(N) -> N + 1 end, 1, M) end, #{},
        [{X + DX, Y + DY} || {X, Y} <- sets:to_list(Cells), DX <- [-1, 0, 1], DY <- [-1, 0, 1], {DX, DY} =/= {0, 0}]),
    sets:from_list([C || {C, N} <- maps:to_list(Counts), N =:= 3 orelse (N =:= 2 andalso sets:is_element(C, Cells))]).

populations(_, 0) -> [];
populations(Cells, N) -> [sets:size(Cells) | populations(step(Cells), N - 1)].

%% An elementary automaton, a row as an integer's bits.
rule(R, N) -> rule(R, N, 1 bsl N, 2 * N + 1).

rule(_, 0, _, _) -> [];
rule(R, N, Row, W) ->
    Next = lists:foldl(fun(I, A) -> ((R bsr ((Row bsr (I - 1)) band 7)) band 1) bsl I bor A end, 0, lists:seq(1, W - 1)),
    [[if Row band (1 bsl I) =/= 0 -> $*; true -> $\s end || I <- lists:seq(W - 1, 0, -1)] | rule(R, N - 1, Next, W)].

mandelbrot(W, H) ->
    [io:format("~s~n", [[pixel(escape(0.0, 0.0, -2.2 + X * 3.2 / W, -1.2 + Y * 2.4 / H, 60)) || X <- lists:seq(0, W - 1)]]) || Y <- lists:seq(0, H - 1)].

julia(W, H) ->
    [io:format("~s~n", [[pixel(escape(-1.6 + X * 3.2 / W, -1.2 + Y * 2.4 / H, -0.8, 0.156, 60)) || X <- lists:seq(0, W - 1)]]) || Y <- lists:seq(0, H - 1)].

escape(_, _, _, _, 0) -> 0;
escape(X, Y, _, _, N) when X * X + Y * Y > 4.0 -> N;
escape(X, Y, CX, CY, N) -> escape(X * X - Y * Y + CX, 2 * X * Y + CY, CX, CY, N - 1).

pixel(0) -> $#;
pixel(N) when N < 20 -> $+;
pixel(N) when N < 40 -> $-;
pixel(N) when N < 55 -> $.;
pixel(_) -> $\s.
