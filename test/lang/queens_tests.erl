%% untranslated
%% N queens, permutations, subsets, combinations: backtracking with comprehensions.
-module(queens_tests).
-export([start/0]).

start() ->
    io:format("~p~n", [queens(4)]),
    io:format("~p~n", [hd(queens(6))]),
    [show(Q, 6) || Q <- queens(6)],
    io:format("~p~n", [[length(queens(N)) || N <- [1, 2, 3, 4, 5]]]),
    io:format("~p~n", [perms("abc")]),
    io:format("~p~n", [subsets([1, 2, 3])]),
    io:format("~p~n", [comb(2, [a, b, c, d])]),
    io:format("~p~n", [change(20, [10, 5, 2, 1])]),
    ok.

queens(N) -> queens(N, N, [[]]).

queens(0, _, Solutions) -> Solutions;
queens(K, N, Solutions) -> queens(K - 1, N, [[C | Qs] || Qs <- Solutions, C <- lists:seq(1, N), safe(C, 1, Qs)]).

safe(_, _, []) -> true;
safe(C, D, [Q | Qs]) -> C =/= Q andalso abs(C - Q) =/= D andalso safe(C, D + 1, Qs).

show(Qs, N) -> io:format("~s~n", [[[[if C =:= Q -> $Q; true -> $. end || C <- lists:seq(1, N)], $\n] || Q <- Qs]]).

perms([]) -> [[]];
perms(L) -> [[X | P] || X <- L, P <- perms(L -- [X])].

subsets([]) -> [[]];
subsets([H | T]) -> S = subsets(T), [[H | X] || X <- S] ++ S.

comb(0, _) -> [[]];
comb(_, []) -> [];
comb(N, [H | T]) -> [[H | C] || C <- comb(N - 1, T)] ++ comb(N, T).

change(0, _) -> 1;
change(_, []) -> 0;
change(N, [C | Cs]) when N < C -> change(N, Cs);
change(N, [C | Cs]) -> change(N - C, [C | Cs]) + change(N, Cs).
