%% untranslated
%% Sorting algorithms on the same lists: quick, merge, insertion, bubble, heap (leftist), tree, radix, counting.
-module(sorting_tests).
-export([start/0]).

start() ->
    Lists = [[], [1], [2, 1], [3, 1, 2], [5, 5, 5], lcg(30, 42), lists:seq(1, 15), lists:seq(15, 1, -1), [b, 1, "c", {d}, a, 2.5]],
    Sorts = [{quick, fun quick/1}, {merge, fun merge/1}, {insertion, fun insertion/1}, {bubble, fun bubble/1}, {heap, fun heap/1}, {tree, fun tree/1}],
    [io:format("~p: ~w~n", [Name, F(lcg(12, 7))]) || {Name, F} <- Sorts],
    [io:format("~p: ~p~n", [Name, [F(L) =:= lists:sort(L) || L <- Lists]]) || {Name, F} <- Sorts],
    io:format("~w~n", [radix(lcg(20, 3))]),
    io:format("~w~n", [counting([X rem 10 || X <- lcg(20, 5)])]),
    io:format("~w~n", [median(lcg(21, 9))]),
    ok.

lcg(0, _) -> [];
lcg(N, S) -> S1 = (S * 1103515245 + 12345) band 16#7fffffff, [S1 bsr 16 | lcg(N - 1, S1)].

quick([]) -> [];
quick([P | T]) ->
    {L, R} = lists:partition(fun(X) -> X < P end, T),
    quick(L) ++ [P | quick(R)].

merge([]) -> [];
merge([X]) -> [X];
merge(L) ->
    {A, B} = halve(L, [], []),
    join(merge(A), merge(B)).

halve([], A, B) -> {A, B};
halve([H | T], A, B) -> halve(T, B, [H | A]).

join([], B) -> B;
join(A, []) -> A;
join([X | A], [Y | _] = B) when X =< Y -> [X | join(A, B)];
join(A, [Y | B]) -> [Y | join(A, B)].

insertion(L) -> lists:foldl(fun insert/2, [], L).

insert(X, [H | T]) when X > H -> [H | insert(X, T)];
insert(X, L) -> [X | L].

bubble(L) ->
    case pass(L) of
        L -> L;
        L1 -> bubble(L1)
    end.

pass([A, B | T]) when A > B -> [B | pass([A | T])];
pass([A | T]) -> [A | pass(T)];
pass([]) -> [].

%% A leftist heap: {Rank, Value, Left, Right} or nil.
heap(L) -> drain(lists:foldl(fun(X, H) -> meld({1, X, nil, nil}, H) end, nil, L)).

drain(nil) -> [];
drain({_, X, L, R}) -> [X | drain(meld(L, R))].

meld(nil, H) -> H;
meld(H, nil) -> H;
meld({_, X, L, R}, {_, Y, _, _} = H) when X =< Y -> node_(X, L, meld(R, H));
meld(H, {_, Y, L, R}) -> node_(Y, L, meld(R, H)).

node_(X, A, B) ->
    case {rank(A), rank(B)} of
        {RA, RB} when RA >= RB -> {RB + 1, X, A, B};
        {RA, _} -> {RA + 1, X, B, A}
    end.

rank(nil) -> 0;
rank({R, _, _, _}) -> R.

tree(L) -> walk(lists:foldl(fun add/2, leaf, L), []).

add(X, leaf) -> {leaf, X, leaf};
add(X, {L, Y, R}) when X < Y -> {add(X, L), Y, R};
add(X, {L, Y, R}) -> {L, Y, add(X, R)}.

walk(leaf, Acc) -> Acc;
walk({L, X, R}, Acc) -> walk(L, [X | walk(R, Acc)]).

radix(L) -> radix(L, 0).
radix(L, 16) -> L;
radix(L, B) -> radix([X || X <- L, (X bsr B) band 1 =:= 0] ++ [X || X <- L, (X bsr B) band 1 =:= 1], B + 1).

counting(L) ->
    M = lists:foldl(fun(X, M) -> M#{X => maps:get(X, M, 0) + 1} end, #{}, L),
    lists:append([lists:duplicate(maps:get(X, M, 0), X) || X <- lists:seq(0, 9)]).

median(L) -> select(L, length(L) div 2).

select([P | T], K) ->
    {L, R} = lists:partition(fun(X) -> X < P end, T),
    case length(L) of
        K -> P;
        N when N > K -> select(L, K);
        N -> select(R, K - N - 1)
    end.
