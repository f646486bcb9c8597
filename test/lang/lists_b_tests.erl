%% The lists module, second half: sorting, merging and the key functions; stability, big inputs, errors.
-module(lists_b_tests).
-export([start/0, id/1]).

start() ->
    Ls = [[], [1], [2, 1], [1, 2, 3], [3, 2, 1], [2, 1, 2, 1], [b, 1, "x", {}, a, 1.0, <<1>>, []], [1, 1.0, 1], [c, b, a, b, c], lists:seq(20, 1, -1)],
    p(sort, [lists:sort(L) || L <- Ls]),
    p(usort, [lists:usort(L) || L <- Ls]),
    Desc = fun(A, B) -> A >= B end,
    p(sort_fun, [lists:sort(Desc, L) || L <- Ls]),
    p(usort_fun, [lists:usort(Desc, L) || L <- Ls]),
    Ts = [{b, 2}, {a, 1}, {c, 3}, {a, 0}, {b, 1, extra}, {1.0, f}, {1, i}, {d, 4}],
    p(keysort, [lists:keysort(1, Ts), lists:keysort(2, Ts), lists:ukeysort(1, Ts), lists:keysort(1, []), lists:keysort(1, [{x}])]),
    p(keyfind, [lists:keyfind(a, 1, Ts), lists:keyfind(3, 2, Ts), lists:keyfind(zz, 1, Ts), lists:keyfind(1, 1, Ts), lists:keyfind(1.0, 1, Ts), lists:keyfind(extra, 3, Ts),
        lists:keyfind(a, 1, []), lists:keyfind(a, 1, [a, b, {a}])]),
    p(keysearch, [lists:keysearch(a, 1, Ts), lists:keysearch(zz, 1, Ts), lists:keymember(c, 1, Ts), lists:keymember(9, 2, Ts)]),
    p(keydelete, [lists:keydelete(a, 1, Ts), lists:keydelete(zz, 1, Ts), lists:keytake(b, 1, Ts), lists:keytake(zz, 1, Ts)]),
    p(keyreplace, [lists:keyreplace(a, 1, Ts, {a, new}), lists:keyreplace(zz, 1, Ts, {n}), lists:keystore(a, 1, Ts, {a, s}), lists:keystore(zz, 1, Ts, {zz, s})]),
    p(keymap, [lists:keymap(fun(X) -> {X} end, 1, [{a, 1}, {b, 2}]), lists:keymerge(1, [{a, 1}, {c, 1}], [{a, 2}, {b, 2}]), lists:ukeymerge(1, [{a, 1}, {c, 1}], [{a, 2}, {b, 2}])]),
    p(merge, [lists:merge([1, 3, 5], [2, 3, 4]), lists:merge([[1, 4], [2], [], [0, 3]]), lists:merge3([1], [0, 2], [1, 3]), lists:umerge([1, 2, 3], [2, 3, 4]),
        lists:umerge([[1, 2], [2, 3], [1]]), lists:umerge3([1], [1, 2], [2]), lists:merge([], []), lists:merge(Desc, [3, 1], [4, 2]), lists:umerge(Desc, [3, 1], [3, 2])]),
    Big = [(I * 7919) rem 10007 || I <- lists:seq(1, 10000)],
    S = lists:sort(Big),
    p(big, [sorted(S), length(S), length(lists:usort(Big)), lists:sum(S) =:= lists:sum(Big), S =:= lists:reverse(lists:sort(Desc, Big)),
        lists:sublist(S, 5), erlang:phash2(S) =:= erlang:phash2(lists:merge(lists:sort(lists:sublist(Big, 5000)), lists:sort(lists:nthtail(5000, Big))))]),
    Pairs = [{X rem 10, X} || X <- Big],
    p(stable, [stable(lists:keysort(1, Pairs), Pairs), stable(lists:sort(fun({A, _}, {B, _}) -> A =< B end, Pairs), Pairs)]),
    p(runs, [lists:sort([1, 2, 3, 2, 1, 0, 5, 6, 7, 6, 5, 4, 9, 9, 9]), lists:usort([1, 2, 3, 2, 1, 0, 5, 6, 7, 6, 5, 4, 9, 9, 9]),
        lists:sort([5, 5, 5, 5]), lists:usort([5, 5, 5, 5]), lists:sort([2, 2, 1, 1, 3, 3]), lists:keysort(1, [{2}, {2}, {1}, {1}, {3}])]),
    p(rot, [lists:sort(fun(A, B) -> length(A) =< length(B) end, ["ccc", "a", "bb", "", "dd"])]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> lists:sort(id(a)) end, fun() -> lists:sort(id([1 | 2])) end, fun() -> lists:usort(id([2, 1 | 3])) end, fun() -> lists:keysort(id(0), [{a}, {b}]) end,
         fun() -> lists:keysort(1, id([a, b])) end, fun() -> lists:keysort(id(2), [{a}, {b}]) end, fun() -> lists:keyfind(a, id(0), [{a}]) end,
         fun() -> lists:keyfind(a, 1, id([b | c])) end, fun() -> lists:keyfind(a, id(b), []) end, fun() -> lists:keymember(a, 1, id(x)) end,
         fun() -> lists:keydelete(a, id(0), [{a}]) end, fun() -> lists:keyreplace(a, 1, [{a}], id(b)) end, fun() -> lists:keystore(a, id(-1), [], {b}) end,
         fun() -> lists:merge(id(a), [1]) end, fun() -> lists:sort(id(fun(A) -> A end), [1, 2]) end, fun() -> lists:sort(fun(_, _) -> maybe_ end, [2, 1]) end]),
    ok.

id(X) -> X.

p(Name, Values) -> io:format("~p: ~w~n", [Name, Values]).

fails(F) -> try F() of V -> {value, V} catch C:{badarity, {_, A}} -> {C, badarity, A}; C:R -> {C, R} end.

sorted([A, B | T]) when A =< B -> sorted([B | T]);
sorted([_]) -> true;
sorted(_) -> false.

stable(Sorted, Original) -> lists:all(fun(K) -> [V || {A, V} <- Sorted, A =:= K] =:= [V || {A, V} <- Original, A =:= K] end, lists:seq(0, 9)).
