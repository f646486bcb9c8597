%% Functions of lists against naive definitions, on pseudo-random lists of many lengths.
-module(lists_tests).
-export([start/0]).

start() ->
    Ls = [list(N, N * 17 + 3) || N <- lists:seq(0, 40)] ++ [list(N, 5) || N <- [100, 257, 1000]],
    check(sort, fun(L) -> lists:sort(L) =:= isort(L) end, Ls),
    check(usort, fun(L) -> lists:usort(L) =:= dedup(isort(L)) end, Ls),
    check(keysort, fun(L) -> P = [{X rem 7, X} || X <- L], lists:keysort(1, P) =:= isort_by(P) end, Ls),
    check(sort2, fun(L) -> lists:sort(fun(A, B) -> A >= B end, L) =:= lists:reverse(isort(L)) end, Ls),
    check(merge, fun(L) -> {A, B} = lists:split(length(L) div 3, L), lists:merge(lists:sort(A), lists:sort(B)) =:= isort(L) end, Ls),
    check(umerge, fun(L) -> {A, B} = lists:split(length(L) div 2, L), lists:umerge(lists:usort(A), lists:usort(B)) =:= lists:usort(L) end, Ls),
    check(reverse, fun(L) -> lists:reverse(L) =:= lists:foldl(fun(X, A) -> [X | A] end, [], L) end, Ls),
    check(append, fun(L) -> lists:append(L, L) =:= [X || _ <- [1, 2], X <- L] end, Ls),
    check(partition, fun(L) -> F = fun(X) -> X rem 3 =:= 0 end, {A, B} = lists:partition(F, L), A =:= [X || X <- L, F(X)] andalso B =:= [X || X <- L, not F(X)] end, Ls),
    check(split, fun(L) -> lists:all(fun(N) -> {A, B} = lists:split(N, L), A ++ B =:= L andalso length(A) =:= N end, lists:seq(0, min(20, length(L)))) end, Ls),
    check(zip, fun(L) -> lists:unzip(lists:zip(L, lists:reverse(L))) =:= {L, lists:reverse(L)} end, Ls),
    check(mapfold, fun(L) -> lists:mapfoldl(fun(X, A) -> {X + 1, A + X} end, 0, L) =:= {[X + 1 || X <- L], lists:sum(L)} end, Ls),
    check(subtract, fun(L) -> E = [X || X <- L, X rem 2 =:= 0], L -- E =:= naive_sub(L, E) end, Ls),
    check(member, fun(L) -> lists:all(fun(X) -> lists:member(X, L) end, L) andalso not lists:member(-1, L) end, Ls),
    check(flatten, fun(L) -> lists:flatten([[X, [[X], []]] || X <- L]) =:= lists:append([[X, X] || X <- L]) end, Ls),
    check(nth, fun(L) -> [lists:nth(I, L) || I <- lists:seq(1, length(L))] =:= L end, lists:sublist(Ls, 41)),
    check(takewhile, fun(L) -> {A, B} = lists:splitwith(fun(X) -> X < 80 end, L), A =:= lists:takewhile(fun(X) -> X < 80 end, L) andalso B =:= lists:dropwhile(fun(X) -> X < 80 end, L) end, Ls),
    check(uniq, fun(L) -> lists:sort(lists:uniq(L)) =:= lists:usort(L) end, lists:sublist(Ls, 41)),
    check(max, fun([]) -> true; (L) -> lists:max(L) =:= lists:last(isort(L)) andalso lists:min(L) =:= hd(isort(L)) end, Ls),
    check(foldr, fun(L) -> lists:foldr(fun(X, A) -> [X | A] end, [], L) =:= L end, Ls),
    io:format("~p~n", [erlang:phash2(Ls)]),
    ok.

check(Name, F, Ls) -> io:format("~p: ~p~n", [Name, [length(L) || L <- Ls, not F(L)]]).

list(0, _) -> [];
list(N, S) -> S1 = (S * 1103515245 + 12345) band 16#7fffffff, [(S1 bsr 12) rem 100 | list(N - 1, S1)].

isort(L) -> lists:foldr(fun ins/2, [], L).
ins(X, [H | T]) when H < X -> [H | ins(X, T)];
ins(X, L) -> [X | L].

isort_by(L) -> lists:foldr(fun ins_by/2, [], L).
ins_by({K, _} = X, [{H, _} = E | T]) when H < K -> [E | ins_by(X, T)];
ins_by(X, L) -> [X | L].

dedup([A, A | T]) -> dedup([A | T]);
dedup([A | T]) -> [A | dedup(T)];
dedup([]) -> [].

naive_sub(L, []) -> L;
naive_sub(L, [H | T]) -> naive_sub(lists:delete(H, L), T).
