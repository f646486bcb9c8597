%% dict, orddict, gb_trees, sets, ordsets, gb_sets: the same operations through every interface, sorted for printing.
-module(containers_tests).
-export([start/0]).

start() ->
    [dicts(M) || M <- [dict, orddict]],
    trees(),
    [sets_(M) || M <- [sets, ordsets, gb_sets]],
    p(sets_v2, [sets:is_set(sets:new([{version, 2}])), lists:sort(sets:to_list(sets:from_list([b, a, b], [{version, 2}]))), sets:size(sets:from_list([1, 1.0], [{version, 2}]))]),
    p(dict_fetch, [try dict:fetch(nope, dict:new()) catch C:R -> {C, R} end]),
    p(orddict_order, [orddict:from_list([{c, 1}, {a, 2}, {b, 3}, {a, 4}]), orddict:store(1.0, x, [{1, y}]), orddict:fetch_keys([{a, 1}, {b, 2}])]),
    gb_set_specials(),
    Words = string:lexemes("it was the best of times it was the worst of times it was the age of wisdom", " "),
    Counts = [lists:sort(M:to_list(lists:foldl(fun(W, D) -> M:update_counter(W, 1, D) end, M:new(), Words))) || M <- [dict, orddict]],
    p(counts, [hd(Counts), length(lists:usort(Counts))]),
    ok.

p(Name, Values) -> io:format("~p: ~p~n", [Name, Values]).

sorted(M, D) -> lists:sort(M:to_list(D)).

dicts(M) ->
    D = M:from_list([{K, K * K} || K <- lists:seq(1, 60)]),
    D1 = M:store(a, [1], M:store(b, [2], M:new())),
    p(M, [M:size(D), M:fetch(7, D), M:find(8, D), M:find(none, D), M:is_key(9, D), M:is_key(x, D), M:is_empty(D), M:is_empty(M:new())]),
    p(M, [sorted(M, M:append(a, x, D1)), sorted(M, M:append_list(c, [1, 2], D1)), sorted(M, M:update(a, fun([X]) -> X end, D1)), sorted(M, M:update(q, fun(X) -> X end, init, D1)),
        sorted(M, M:erase(a, D1)), sorted(M, M:erase(zz, D1)), M:take(a, D1) =/= error, M:take(zz, D1)]),
    p(M, [M:fold(fun(_, V, S) -> S + V end, 0, D), sorted(M, M:map(fun(K, V) -> {K, V} end, D1)), sorted(M, M:filter(fun(K, _) -> K > 57 end, D)), lists:sort(M:fetch_keys(D1)),
        sorted(M, M:merge(fun(_, V1, V2) -> V1 ++ V2 end, D1, M:from_list([{a, [9]}, {z, []}])))]),
    Shrunk = lists:foldl(fun M:erase/2, D, lists:seq(1, 55)),
    p(M, [sorted(M, Shrunk)]),
    p(M, [try M:fetch(zz, D1) catch C:_ -> C end, try M:update(zz, fun(X) -> X end, D1) catch C2:_ -> C2 end]).

trees() ->
    T = gb_trees:from_orddict([{K, K * K} || K <- lists:seq(1, 20)]),
    T1 = lists:foldl(fun(K, A) -> gb_trees:insert(K, v, A) end, gb_trees:empty(), [5, 3, 8, 1, 4, 7, 9, 2, 6]),
    p(trees, [gb_trees:size(T), gb_trees:get(3, T), gb_trees:lookup(4, T), gb_trees:lookup(99, T), gb_trees:is_defined(1, T), gb_trees:keys(T1), gb_trees:smallest(T), gb_trees:largest(T)]),
    p(trees, [T1, gb_trees:balance(T1), gb_trees:enter(5, new, T1), gb_trees:delete(5, T1), gb_trees:update(1, x, T1)]),
    {K, V, T2} = gb_trees:take_smallest(T),
    p(trees, [K, V, gb_trees:size(T2), gb_trees:take_largest(gb_trees:from_orddict([{a, 1}, {b, 2}])), gb_trees:map(fun(A, B) -> {A, B} end, gb_trees:from_orddict([{a, 1}]))]),
    p(trees, [walk(gb_trees:next(gb_trees:iterator(T1))), walk(gb_trees:next(gb_trees:iterator_from(6, T1))), gb_trees:to_list(gb_trees:delete_any(zz, T1)) =:= gb_trees:to_list(T1)]),
    p(trees, [try F() catch C:R -> {C, R} end || F <- [fun() -> gb_trees:get(99, T) end, fun() -> gb_trees:insert(1, x, T) end, fun() -> gb_trees:delete(99, T) end,
        fun() -> gb_trees:smallest(gb_trees:empty()) end, fun() -> gb_trees:update(99, x, T) end]]).

walk(none) -> [];
walk({K, _, I}) -> [K | walk(gb_trees:next(I))].

sets_(M) ->
    S = M:from_list([3, 1, 2, 3, a, "s", {t}]), E = M:from_list([2, 4, a]),
    L = fun(X) -> lists:sort(M:to_list(X)) end,
    p(M, [L(S), M:size(S), M:is_element(2, S), M:is_element(2.0, S), M:is_empty(S), L(M:add_element(z, S)), L(M:del_element(1, S)), L(M:del_element(zz, S))]),
    p(M, [L(M:union(S, E)), L(M:intersection(S, E)), L(M:subtract(S, E)), M:is_subset(E, S), M:is_subset(M:from_list([1]), S), M:is_disjoint(S, E), L(M:union([S, E, M:new()])), L(M:intersection([S, E]))]),
    p(M, [M:fold(fun(X, A) when is_integer(X) -> X + A; (_, A) -> A end, 0, S), L(M:filter(fun is_integer/1, S)), M:is_set(S), M:is_set(x)]),
    Big = M:from_list(lists:seq(1, 300)),
    Evens = M:filter(fun(X) -> X rem 2 =:= 0 end, Big),
    p(M, [M:size(Evens), M:size(M:union(Big, Evens)), M:size(M:subtract(Big, Evens)), M:is_subset(Evens, Big), lists:sum(M:to_list(M:intersection(Evens, M:from_list(lists:seq(290, 400)))))]).

gb_set_specials() ->
    S = gb_sets:from_ordset([1, 3, 5, 7]),
    p(gb_sets, [S, gb_sets:smallest(S), gb_sets:largest(S), gb_sets:take_smallest(S), gb_sets:take_largest(S), gb_sets:singleton(x), gb_sets:insert(4, S), gb_sets:delete(3, S), gb_sets:balance(S)]),
    p(gb_sets, [try gb_sets:insert(3, S) catch C:R -> {C, R} end, try gb_sets:delete(4, S) catch C2:R2 -> {C2, R2} end, try gb_sets:smallest(gb_sets:new()) catch C3:R3 -> {C3, R3} end]),
    {E, I} = gb_sets:next(gb_sets:iterator(S)),
    p(gb_sets, [E, element(1, gb_sets:next(I)), element(1, gb_sets:next(gb_sets:iterator_from(4, S)))]).
