%% The lists module, first half: construction, searching, taking apart, predicates, with edge cases and errors.
-module(lists_a_tests).
-export([start/0, id/1]).

start() ->
    Even = fun(X) -> X rem 2 =:= 0 end,
    p(all_any, [lists:all(Even, []), lists:all(Even, [2, 4]), lists:all(Even, [2, 3]), lists:any(Even, []), lists:any(Even, [1, 2]), lists:any(Even, [1])]),
    p(append, [lists:append([]), lists:append([[1], [], [2, 3]]), lists:append([1], [2]), lists:append([[1] | [[2 | 3]]]), lists:concat([a, 1, "s", 2.5])]),
    p(delete, [lists:delete(b, [a, b, c, b]), lists:delete(x, [a]), lists:delete(1, [1.0, 1]), lists:droplast([1, 2, 3]), lists:last([1, 2, 3])]),
    p(drop, [lists:dropwhile(Even, [2, 4, 5, 6]), lists:takewhile(Even, [2, 4, 5, 6]), lists:splitwith(Even, [2, 4, 5, 6]), lists:dropwhile(Even, [])]),
    p(duplicate, [lists:duplicate(3, x), lists:duplicate(0, x), lists:seq(1, 5), lists:seq(5, 1, -2), lists:seq(1, 0), lists:seq(3, 1, -1), lists:seq(1, 10, 4),
        lists:seq(5, 5), lists:seq(0, -1), lists:seq(1, 1, 0)]),
    p(filter, [lists:filter(Even, lists:seq(1, 9)), lists:filtermap(fun(X) when X > 3 -> {true, X * 2}; (3) -> true; (_) -> false end, [1, 2, 3, 4, 5]),
        lists:partition(Even, lists:seq(1, 7)), lists:flatmap(fun(X) -> [X, X] end, [a, b]), lists:search(Even, [1, 4, 6]), lists:search(Even, [])]),
    p(fold, [lists:foldl(fun(X, A) -> [X | A] end, [], [1, 2, 3]), lists:foldr(fun(X, A) -> [X | A] end, [], [1, 2, 3]), lists:foldl(fun erlang:'-'/2, 0, [1, 2, 3]),
        lists:foldr(fun erlang:'-'/2, 0, [1, 2, 3]), lists:mapfoldl(fun(X, A) -> {X * A, A + X} end, 1, [1, 2, 3]), lists:mapfoldr(fun(X, A) -> {X * A, A + X} end, 1, [1, 2, 3])]),
    p(flatten, [lists:flatten([a, [b, [c, []], {d, [e]}], [[[]]]]), lists:flatten([1, [2]], [3]), lists:flatlength([[1], [[2]]])]),
    p(join, [lists:join(x, [1, 2, 3]), lists:join(x, [1]), lists:join(x, []), lists:reverse([1, 2, 3]), lists:reverse([1, 2], [3]), lists:reverse([1], tail), lists:reverse([])]),
    p(max, [lists:max([1, 3.5, 2]), lists:max([a, 1, "s"]), lists:min([b, a]), lists:min([1.0, 1]), lists:max([1, 1.0]), lists:sum([1, 2.5, 3]), lists:sum([])]),
    p(member, [lists:member(2, [1, 2, 3]), lists:member(2.0, [1, 2, 3]), lists:member(x, []), lists:member([1], [[1], 2])]),
    p(nth, [lists:nth(1, [a, b]), lists:nth(2, [a, b]), lists:nthtail(0, [a, b]), lists:nthtail(2, [a, b]), lists:sublist([1, 2, 3, 4], 2), lists:sublist([1, 2, 3, 4], 2, 2),
        lists:sublist([1, 2], 5), lists:sublist([1, 2, 3], 4, 2), lists:sublist([1, 2], 1, 0), lists:split(2, [a, b, c]), lists:split(0, []), lists:split(3, [a, b, c])]),
    p(prefix, [lists:prefix("ab", "abc"), lists:prefix([], []), lists:prefix("b", "abc"), lists:suffix("bc", "abc"), lists:suffix([], [a]), lists:suffix("abcd", "bcd")]),
    p(subtract, [lists:subtract([1, 2, 3, 2], [2]), lists:subtract("abcabc", "cb"), lists:enumerate([a, b]), lists:enumerate(5, [x, y]), lists:enumerate([])]),
    p(uniq, [lists:uniq([3, 1, 3, 2, 1]), lists:uniq([1, 1.0, 1]), lists:uniq(fun({X, _}) -> X end, [{a, 1}, {b, 2}, {a, 3}])]),
    p(zip, [lists:zip([1, 2], [a, b]), lists:zip3([1], [a], ["x"]), lists:unzip([{1, a}, {2, b}]), lists:unzip3([{1, a, x}]), lists:zipwith(fun(A, B) -> A + B end, [1, 2], [3, 4]),
        lists:zipwith3(fun(A, B, C) -> {C, B, A} end, [1], [2], [3]), lists:zip([], [])]),
    lists:foreach(fun(X) -> io:format("~p,", [X]) end, [1, {2}, "3"]), io:nl(),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> lists:nth(id(0), [a]) end, fun() -> lists:nth(id(2), [a]) end, fun() -> lists:nthtail(id(3), [a]) end, fun() -> lists:last(id([])) end,
         fun() -> lists:droplast(id([])) end, fun() -> lists:max(id([])) end, fun() -> lists:seq(id(1), -1) end, fun() -> lists:seq(1, 5, id(0)) end,
         fun() -> lists:seq(id(a), 2) end, fun() -> lists:split(id(4), [a]) end, fun() -> lists:split(id(-1), [a]) end, fun() -> lists:sublist([1], id(0), 1) end,
         fun() -> lists:sublist([1, 2, 3], id(6), 1) end, fun() -> lists:zip([1], id([])) end, fun() -> lists:map(id(a), [1]) end, fun() -> lists:map(fun(X) -> X end, id(a)) end,
         fun() -> lists:foldl(fun(X) -> X end, 0, id([1])) =:= 0 end, fun() -> lists:filter(fun(X) -> id(X) end, [1]) end, fun() -> lists:reverse(id([a | b])) end,
         fun() -> lists:member(c, id([a | b])) end, fun() -> lists:sum(id([a])) end, fun() -> lists:duplicate(id(-1), a) end, fun() -> lists:append(id([a])) end,
         fun() -> lists:concat(id([{a}])) end, fun() -> lists:all(fun(_) -> ok end, id([1])) end, fun() -> lists:foreach(fun(_) -> ok end, id([1 | 2])) end,
         fun() -> lists:unzip(id([a])) end, fun() -> lists:flatmap(fun(X) -> X end, id([a])) end, fun() -> lists:subtract(id(a), []) end,
         fun() -> lists:member(a, id(b)) end, fun() -> lists:prefix(id(a), "abc") end]),
    ok.

id(X) -> X.

p(Name, Values) -> io:format("~p: ~w~n", [Name, Values]).

%% Without the fun itself, whose printed form is not the same from run to run.
fails(F) -> try F() of V -> {value, V} catch C:{badarity, {_, A}} -> {C, badarity, A}; C:R -> {C, R} end.
