%% Sudoku by constraint propagation, matrices, Pascal, spiral, magic squares, hailstones, text wrapping, tic-tac-toe by minimax.
-module(sudoku_tests).
-export([start/0]).

start() ->
    sudoku("530070000600195000098000060800060003400803001700020006060000280000419005000080079"),
    sudoku("000003017015009008060000000100007000009000200000500004000000020500600340340200000"),
    A = [[1, 2], [3, 4]], B = [[0, 1], [1, 0]],
    io:format("~p~n", [[mul(A, B), mul(B, A), transpose([[1, 2, 3], [4, 5, 6]]), det([[2, 0, 1], [1, 3, 2], [1, 1, 1]]), power([[1, 1], [1, 0]], 50)]]),
    [io:format("~s~w~n", [lists:duplicate(8 - length(R), $\s), R]) || R <- pascal(8)],
    io:format("~w~n", [spiral([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])]),
    [io:format("~s~n", [[io_lib:format("~4w", [X]) || X <- R]]) || R <- magic(5)],
    [io:format("|~-20s|~n", [L]) || L <- wrap("the quick brown fox jumps over the lazy dog and runs away from it", 20)],
    io:format("~p~n", [minimax(".........", $x)]),
    io:format("~p~n", [[minimax(P, $x) || P <- ["xo.......", "x...o....", "xx.oo....", "xox.o...."]]]),
    io:format("~p~n", [[edit("kitten", "sitting"), edit("", "abc"), lcs("AGGTAB", "GXTXAYB"), knapsack([{60, 10}, {100, 20}, {120, 30}], 50)]]),
    io:format("~p~n", [solve([[2.0, 1.0, -1.0, 8.0], [-3.0, -1.0, 2.0, -11.0], [-2.0, 1.0, 2.0, -3.0]])]),
    io:format("~s~n", [number_words(1234567)]),
    ok.

sudoku(S) ->
    Board = maps:from_list([{{I div 9, I rem 9}, C - $0} || {I, C} <- lists:zip(lists:seq(0, 80), S), C =/= $0]),
    case search(Board) of
        none -> io:format("no solution~n");
        Done -> [io:format("~w~n", [[maps:get({R, C}, Done) || C <- lists:seq(0, 8)]]) || R <- lists:seq(0, 8)]
    end.

search(B) ->
    case [{length(Cs), P, Cs} || R <- lists:seq(0, 8), C <- lists:seq(0, 8), P <- [{R, C}], not is_map_key(P, B), Cs <- [choices(P, B)]] of
        [] -> B;
        Open -> {_, P, Cs} = lists:min(Open), try_(Cs, P, B)
    end.

try_([], _, _) -> none;
try_([C | Cs], P, B) -> case search(B#{P => C}) of none -> try_(Cs, P, B); Done -> Done end.

choices({R, C}, B) ->
    R0 = R div 3 * 3, C0 = C div 3 * 3,
    Used = [maps:get(P, B, 0) || I <- lists:seq(0, 8), P <- [{R, I}, {I, C}, {R0 + I div 3, C0 + I rem 3}]],
    lists:seq(1, 9) -- Used.

mul(A, B) -> [[lists:sum(lists:zipwith(fun(X, Y) -> X * Y end, R, C)) || C <- transpose(B)] || R <- A].

transpose([]) -> [];
transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].

det([[X]]) -> X;
det([First | Rest]) ->
    lists:sum([sign(I) * X * det([drop(I, R) || R <- Rest]) || {I, X} <- lists:enumerate(First)]).

sign(I) when I rem 2 =:= 1 -> 1;
sign(_) -> -1.

drop(I, L) -> {A, [_ | B]} = lists:split(I - 1, L), A ++ B.

power(M, 1) -> M;
power(M, N) when N rem 2 =:= 0 -> power(mul(M, M), N div 2);
power(M, N) -> mul(M, power(M, N - 1)).

pascal(N) -> lists:reverse(lists:foldl(fun(_, [R | _] = Acc) -> [lists:zipwith(fun erlang:'+'/2, [0 | R], R ++ [0]) | Acc] end, [[1]], lists:seq(2, N))).

spiral([]) -> [];
spiral([R | M]) -> R ++ spiral(lists:reverse(transpose(M))).

magic(N) -> [[N * ((R + C - 1 + N div 2) rem N) + (R + 2 * C - 2) rem N + 1 || C <- lists:seq(1, N)] || R <- lists:seq(1, N)].

wrap(S, W) -> wrap(string:lexemes(S, " "), W, "").
wrap([], _, Line) -> [Line];
wrap([H | T], W, "") -> wrap(T, W, H);
wrap([H | T], W, Line) when length(Line) + 1 + length(H) =< W -> wrap(T, W, Line ++ " " ++ H);
wrap(Ws, W, Line) -> [Line | wrap(Ws, W, "")].

%% Value of a position for x: 1, 0 or -1, remembered in the process dictionary.
minimax(B, Who) ->
    case get({B, Who}) of
        undefined -> V = eval(B, Who), put({B, Who}, V), V;
        V -> V
    end.

eval(B, Who) ->
    case {wins(B, $x), wins(B, $o), lists:member($., B)} of
        {true, _, _} -> 1;
        {_, true, _} -> -1;
        {_, _, false} -> 0;
        _ when Who =:= $x -> lists:max([minimax(move(B, I, $x), $o) || {I, $.} <- lists:enumerate(B)]);
        _ -> lists:min([minimax(move(B, I, $o), $x) || {I, $.} <- lists:enumerate(B)])
    end.

move(B, I, W) -> {L, [_ | R]} = lists:split(I - 1, B), L ++ [W | R].

wins(B, W) -> lists:any(fun(L) -> lists:all(fun(I) -> lists:nth(I, B) =:= W end, L) end, [[1, 2, 3], [4, 5, 6], [7, 8, 9], [1, 4, 7], [2, 5, 8], [3, 6, 9], [1, 5, 9], [3, 5, 7]]).

edit(A, B) -> lists:last(lists:foldl(fun(C, [D | _] = Row) -> row(C, B, Row, [D + 1]) end, lists:seq(0, length(B)), A)).
row(_, [], _, Acc) -> lists:reverse(Acc);
row(C, [X | Xs], [Diag, Up | T], [Left | _] = Acc) -> row(C, Xs, [Up | T], [lists:min([Diag + if C =:= X -> 0; true -> 1 end, Up + 1, Left + 1]) | Acc]).

lcs([], _) -> ""; lcs(_, []) -> "";
lcs([H | A], [H | B]) -> [H | lcs(A, B)];
lcs([_ | A] = X, [_ | B] = Y) -> P = lcs(A, Y), Q = lcs(X, B), if length(P) >= length(Q) -> P; true -> Q end.

knapsack([], _) -> 0;
knapsack([{_, W} | T], Room) when W > Room -> knapsack(T, Room);
knapsack([{V, W} | T], Room) -> max(knapsack(T, Room), V + knapsack(T, Room - W)).

%% Gaussian elimination with partial pivots.
solve([]) -> [];
solve(M) ->
    [[P | Ps] | Rest] = lists:reverse(lists:sort(fun([A | _], [B | _]) -> abs(A) =< abs(B) end, M)),
    Xs = solve([lists:zipwith(fun(A, B) -> A - B * H / P end, T, Ps) || [H | T] <- Rest]),
    {Cs, [R]} = lists:split(length(Ps) - 1, Ps),
    [round((R - lists:sum(lists:zipwith(fun(C, X) -> C * X end, Cs, Xs))) / P * 1.0e6) / 1.0e6 | Xs].

number_words(N) when N >= 1000000 -> [number_words(N div 1000000), " million ", number_words(N rem 1000000)];
number_words(N) when N >= 1000 -> [number_words(N div 1000), " thousand ", number_words(N rem 1000)];
number_words(N) when N >= 100 -> [number_words(N div 100), " hundred ", number_words(N rem 100)];
number_words(N) when N >= 20 -> [element(N div 10, {ten, "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}), "-", number_words(N rem 10)];
number_words(N) -> element(N + 1, {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}).
