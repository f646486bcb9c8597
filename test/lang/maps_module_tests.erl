%% The maps module: every function, small and large maps, and what each raises for a wrong argument.
-module(maps_module_tests).
-export([start/0, id/1]).

start() ->
    M = id(#{a => 1, b => 2, c => 3}),
    Big = maps:from_list([{I, I * I} || I <- lists:seq(1, 100)]),
    p(get, [maps:get(a, M), maps:get(z, M, default), maps:get(50, Big), maps:get(0, Big, none), maps:find(a, M), maps:find(z, M), maps:is_key(b, M), maps:is_key(1.0, Big)]),
    p(put, [maps:put(a, 9, M), maps:put(z, 9, M), maps:update(a, 0, M), maps:remove(a, M), maps:remove(z, M), maps:take(a, M), maps:take(z, M)]),
    p(new, [maps:new(), maps:size(M), maps:size(Big), maps:keys(M), maps:values(M), maps:to_list(M), maps:from_list([]), maps:from_list([{k, 1}, {k, 2}, {j, 0}]), maps:from_keys([x, y, x], v)]),
    p(merge, [maps:merge(M, #{b => x, d => y}), maps:merge(#{}, M), maps:merge_with(fun(K, A, B) -> {K, A, B} end, M, #{a => 10, q => 0}),
        maps:size(maps:merge(Big, M)), maps:size(maps:merge(Big, maps:from_list([{I, x} || I <- lists:seq(51, 150)]))), maps:get(75, maps:merge(Big, #{75 => new}))]),
    p(with, [maps:with([a, z], M), maps:without([a, z], M), maps:with([], M), maps:with([7, 8, 700], Big), maps:size(maps:without(lists:seq(1, 50), Big))]),
    p(map, [maps:map(fun(K, V) -> {K, V} end, M), maps:filter(fun(_, V) -> V > 1 end, M), maps:filtermap(fun(a, _) -> true; (b, V) -> {true, V * 10}; (_, _) -> false end, M),
        maps:filter(fun(K, _) -> K > 97 end, Big)]),
    p(fold, [maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], M), maps:fold(fun(_, V, S) -> S + V end, 0, Big)]),
    maps:foreach(fun(K, V) -> io:format("~p=~p,", [K, V]) end, M), io:nl(),
    p(update_with, [maps:update_with(a, fun(V) -> V + 1 end, M), maps:update_with(z, fun(V) -> V end, init, M), maps:update_with(a, fun(V) -> -V end, init, M)]),
    p(iterate, [iterate(maps:iterator(M)), lists:sort(iterate(maps:iterator(Big))) =:= lists:sort(maps:to_list(Big)), maps:next(maps:iterator(#{}))]),
    p(groups, [maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 10)), maps:groups_from_list(fun length/1, fun list_to_atom/1, ["a", "bb", "cc", "d"])]),
    p(eq, [maps:intersect(M, #{a => x, c => y, q => z}), maps:intersect_with(fun(_, A, B) -> {A, B} end, M, #{a => x, c => y}), maps:intersect(Big, #{1 => one, 500 => x}) ]),
    p(sorted, [lists:sort(maps:keys(Big)) =:= lists:seq(1, 100), lists:sum(maps:values(Big)), length(maps:to_list(Big))]),
    p(compare, [#{a => 1} < #{a => 2}, #{a => 1} < #{b => 0}, #{b => 0} < #{a => 0, b => 0}, #{1 => a} < #{1.0 => a}, #{} < #{a => 1}, Big < Big#{1 => 0}, Big == maps:from_list(maps:to_list(Big))]),
    p(types, [maps:get(K, #{1 => i, 1.0 => f, "1" => s, <<"1">> => b, '1' => a, {1} => t, [1] => l, #{1 => 1} => m}) || K <- [1, 1.0, "1", <<"1">>, '1', {1}, [1], #{1 => 1}]]),
    Hash = lists:foldl(fun(I, A) -> A#{{I, I} => I, [I] => I, I * 1.0 => I, integer_to_binary(I) => I} end, #{}, lists:seq(1, 500)),
    p(hash, [maps:size(Hash), [K || I <- lists:seq(1, 500), K <- [{I, I}, [I], I * 1.0, integer_to_binary(I)], maps:get(K, Hash, no) =/= I],
        maps:size(lists:foldl(fun(I, A) -> maps:remove([I], maps:remove({I, I}, A)) end, Hash, lists:seq(1, 500))), maps:is_key(1, Hash)]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> maps:get(z, M) end, fun() -> maps:get(z, id(a)) end, fun() -> maps:get(z, id([]), d) end, fun() -> maps:find(a, id(x)) end, fun() -> maps:is_key(a, id({})) end,
         fun() -> maps:put(a, 1, id(x)) end, fun() -> maps:update(z, 1, M) end, fun() -> maps:update(z, 1, id(x)) end, fun() -> maps:remove(a, id(x)) end, fun() -> maps:take(a, id(x)) end,
         fun() -> maps:size(id([])) end, fun() -> maps:keys(id(x)) end, fun() -> maps:values(id(x)) end, fun() -> maps:to_list(id(x)) end, fun() -> maps:from_list(id(x)) end,
         fun() -> maps:from_list(id([a])) end, fun() -> maps:from_list(id([{a, b} | c])) end, fun() -> maps:from_list(id([{a, b, c}])) end, fun() -> maps:from_keys(id(x), v) end,
         fun() -> maps:merge(M, id(x)) end, fun() -> maps:merge(id(x), M) end, fun() -> maps:merge(id(x), id(y)) end, fun() -> maps:with(id(x), M) end, fun() -> maps:with([], id(x)) end,
         fun() -> maps:without(id([a | b]), M) end, fun() -> maps:map(id(f), M) end, fun() -> maps:map(fun(_, _) -> 1 end, id(x)) end, fun() -> maps:filter(fun(_, _) -> maybe_ end, M) end,
         fun() -> maps:fold(fun(_, _, A) -> A end, 0, id(x)) end, fun() -> maps:update_with(z, fun(V) -> V end, M) end, fun() -> maps:update_with(z, id(f), M) end,
         fun() -> maps:next(id(x)) end, fun() -> maps:iterator(id(x)) end, fun() -> maps:intersect(M, id(x)) end, fun() -> maps:foreach(id(x), M) end]),
    ok.

id(X) -> X.

p(Name, Values) -> io:format("~p: ~p~n", [Name, Values]).

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

iterate(I) ->
    case maps:next(I) of
        none -> [];
        {K, V, Next} -> [{K, V} | iterate(Next)]
    end.
