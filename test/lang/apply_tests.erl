%% Dynamic calls: apply/2,3, M:F(...), module_info, function_exported, calls of BIFs by name, hibernate-free recursion.
-module(apply_tests).
-export([start/0, id/1, f/0, f/1, f/3, many/20, loop/2]).
-vsn("1.0").
-author(nobody).

start() ->
    M = id(?MODULE), F = id(f),
    io:format("~p~n", [[M:f(), M:F(), M:F(1), M:F(1, 2, 3), apply(M, F, []), apply(M, F, [x]), apply(M, f, id([1, 2, 3])), ?MODULE:F(y)]]),
    io:format("~p~n", [[apply(erlang, '+', [1, 2]), apply(erlang, abs, [-3]), (id(erlang)):length([1, 2]), (id(lists)):(id(reverse))([1, 2, 3]), apply(erlang, self, []) =:= self(), apply(erlang, apply, [lists, sum, [[1, 2]]])]]),
    io:format("~p~n", [apply(M, many, lists:seq(1, 20))]),
    io:format("~p~n", [many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t)]),
    io:format("~p~n", [M:loop(100000, 0)]),
    io:format("~p~n", [[erlang:apply(F1, A) || {F1, A} <- [{fun(X) -> X end, [1]}, {fun() -> none end, []}, {fun lists:sum/1, [[1, 2, 3]]}, {fun f/1, [9]}]]]),
    io:format("~p~n", [[erlang:Op(7, 2) || Op <- ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr', '==', '/=', '<', '>', '=<', '>=', '=:=', '=/=']]]),
    io:format("~p~n", [[erlang:Op(true, false) || Op <- ['and', 'or', 'xor']]]),
    io:format("~p~n", [[erlang:'not'(true), erlang:'++'([1], [2]), erlang:'--'([1, 2], [1]), erlang:'-'(5), erlang:'bnot'(0), erlang:element(1, {a}), erlang:hd([x])]]),
    io:format("~p~n", [[erlang:function_exported(Mod, Fn, Ar) || {Mod, Fn, Ar} <- [{M, f, 0}, {M, f, 1}, {M, f, 2}, {M, p, 1}, {lists, map, 2}, {no_such, f, 1}, {erlang, abs, 1}]]]),
    io:format("~p~n", [[erlang:is_builtin(erlang, abs, 1), erlang:is_builtin(lists, map, 2), erlang:is_builtin(lists, reverse, 2)]]),
    io:format("~p~n", [lists:sort(M:module_info(exports))]),
    io:format("~p~n", [[{K, proplists:get_value(K, M:module_info(attributes))} || K <- [vsn, author]]]),
    io:format("~p~n", [[M:module_info(module), is_binary(M:module_info(md5)), lists:sort([K || {K, _} <- M:module_info()])]]),
    io:format("~p~n", [[{K, is_list(V)} || {K, V} <- M:module_info(compile), K =/= options]]),
    io:format("~p~n", [lists:member({reverse, 2}, lists:module_info(exports))]),
    io:format("~p~n", [[code:ensure_loaded(lists), code:ensure_loaded(no_such_module), code:is_loaded(no_such_module), erlang:module_loaded(lists), erlang:module_loaded(nope)]]),
    io:format("~p~n", [filename:basename(code:which(?MODULE))]),
    lists:foreach(fun(G) -> io:format("~p~n", [e(G)]) end,
        [fun() -> (id(no_mod)):f() end, fun() -> M:(id(no_fun))(1) end, fun() -> M:(id(f))(1, 2) end, fun() -> (id(1)):f() end, fun() -> M:(id(1))() end, fun() -> (id("lists")):sum([]) end,
         fun() -> apply(id(lists), sum, id(x)) end, fun() -> apply(lists, sum, id([[1] | x])) end, fun() -> apply(id(1), id(2), []) end, fun() -> apply(id({a}), [])  end,
         fun() -> apply(M, f, lists:seq(1, 300)) end, fun() -> M:module_info(id(nonsense)) end, fun() -> erlang:no_such_bif(1) end, fun() -> apply(fun f/1, []) =:= 1 end,
         fun() -> erlang:function_exported(id("m"), f, 0) end]),
    ok.

id(X) -> X.

e(F) -> try F() catch C:{badarity, {_, A}} -> {C, badarity, A}; C:R -> {C, R} end.

f() -> zero.
f(X) -> {one, X}.
f(X, Y, Z) -> {three, Z, Y, X}.

many(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    X = id({T, S, R, Q, P}),
    Y = id([O, N, M, L, K]),
    Z = id({J, I, H, G, F}),
    {X, Y, Z, E, D, C, B, A}.

loop(0, Acc) -> Acc;
loop(N, Acc) -> ?MODULE:loop(N - 1, Acc + N).
