%% queue, array, proplists, digraph, ordsets laws, and their errors.
-module(containers2_tests).
-export([start/0]).

start() ->
    queues(), arrays(), props(), graphs(),
    ok.

p(Name, Values) -> io:format("~p: ~p~n", [Name, Values]).
e(F) -> try F() catch C:R -> {C, R} end.

queues() ->
    Q = lists:foldl(fun queue:in/2, queue:new(), [1, 2, 3, 4, 5]),
    L = fun queue:to_list/1,
    p(queue, [L(Q), queue:len(Q), queue:is_empty(Q), queue:is_empty(queue:new()), queue:is_queue(Q), queue:is_queue(x), queue:head(Q), queue:last(Q), queue:member(3, Q)]),
    {{value, A}, Q1} = queue:out(Q), {{value, B}, Q2} = queue:out_r(Q1),
    p(queue, [A, B, L(Q2), queue:out(queue:new()), L(queue:in_r(0, Q)), L(queue:reverse(Q)), L(queue:join(Q, Q2)), queue:peek(Q), queue:peek_r(Q), queue:peek(queue:new())]),
    {S1, S2} = queue:split(2, Q),
    p(queue, [L(S1), L(S2), L(queue:filter(fun(X) -> X > 2 end, Q)), L(queue:filter(fun(X) -> [X, X] end, Q2)), L(queue:from_list("abc")), L(queue:drop(Q)), L(queue:drop_r(Q)), L(queue:tail(Q)), L(queue:init(Q)),
        queue:fold(fun(X, Acc) -> X - Acc end, 0, Q), queue:any(fun(X) -> X > 4 end, Q), queue:all(fun(X) -> X > 4 end, Q), L(queue:delete(3, Q)), L(queue:filtermap(fun(X) -> X > 3 end, Q))]),
    p(queue, [e(fun() -> queue:head(queue:new()) end), e(fun() -> queue:in(x, y) end), e(fun() -> queue:split(9, Q) end), e(fun() -> queue:drop(queue:new()) end)]),
    p(queue, [Q, simulate(queue:new(), 1, 200, 0)]).

simulate(Q, _, 0, Sum) -> {queue:len(Q), Sum};
simulate(Q, X, N, Sum) when X rem 3 =:= 0 ->
    case queue:out(Q) of {{value, V}, Q1} -> simulate(Q1, X * 7 rem 101, N - 1, Sum + V); {empty, Q1} -> simulate(Q1, X + 1, N - 1, Sum) end;
simulate(Q, X, N, Sum) -> simulate(queue:in(X, Q), (X * 7 + 1) rem 101, N - 1, Sum).

arrays() ->
    A = array:from_list([a, b, c]), B = array:set(10, x, array:new()), F = array:new([{size, 3}, {default, 0}, {fixed, true}]),
    p(array, [array:size(A), array:get(1, A), array:get(50, A), array:to_list(array:set(1, z, A)), array:size(B), array:get(5, B), array:sparse_to_list(B), array:sparse_to_orddict(B), array:sparse_size(B)]),
    p(array, [array:to_list(F), array:is_fix(F), array:default(F), array:to_list(array:set(2, 9, F)), array:to_list(array:resize(5, array:relax(F))), array:is_array(F), array:is_array(x), array:to_orddict(A)]),
    p(array, [array:foldl(fun(I, V, S) -> I * V + S end, 0, array:from_list([1, 2, 3])), array:foldr(fun(I, V, L) -> [{I, V} | L] end, [], A), array:to_list(array:map(fun(I, V) -> {I, V} end, A)), array:to_list(array:reset(0, A))]),
    Big = lists:foldl(fun(I, Arr) -> array:set(I * 37 rem 1000, I, Arr) end, array:new({default, -1}), lists:seq(0, 999)),
    p(array, [array:size(Big), lists:sum(array:to_list(Big)), array:get(37, Big), array:get(999, Big), array:from_orddict([{1, a}, {3, b}], d)]),
    p(array, [e(fun() -> array:get(-1, A) end), e(fun() -> array:set(3, x, F) end), e(fun() -> array:get(3, F) end), e(fun() -> array:new(bad) end), e(fun() -> array:from_list(x) end), e(fun() -> array:size(x) end)]).

props() ->
    P = [{a, 1}, b, {c, [1, 2]}, {a, 2}, {d, true}, "junk", {e, x, y}, {b, false}],
    p(proplists, [proplists:get_value(a, P), proplists:get_value(b, P), proplists:get_value(z, P), proplists:get_value(z, P, def), proplists:get_all_values(a, P), proplists:get_bool(b, P), proplists:get_bool(d, P), proplists:get_bool(a, P)]),
    p(proplists, [proplists:lookup(c, P), proplists:lookup(zz, P), proplists:lookup_all(a, P), proplists:is_defined(e, P), proplists:is_defined(zz, P), lists:sort(proplists:get_keys(P)), proplists:delete(a, P), proplists:append_values(a, [{a, [1]}, {a, 2}])]),
    p(proplists, [proplists:compact([{a, true}, {b, 1}]), proplists:unfold([a, {b, 1}]), proplists:expand([{foo, [bar, {baz, 1}]}], [x, foo, y]), proplists:substitute_aliases([{color, colour}], [{color, red}]),
        proplists:substitute_negations([{no_x, x}], [no_x]), proplists:normalize([{a, true}, no_b], [{negations, [{no_b, b}]}]), proplists:split([{a, 1}, b, {c, 2}, {a, 3}], [a, b]), proplists:property(a, true), proplists:to_map([a, {b, 2}, {a, 3}])]).

graphs() ->
    G = digraph:new(),
    [digraph:add_vertex(G, V, {label, V}) || V <- [a, b, c, d, e, f]],
    [digraph:add_edge(G, {F, T}, F, T, []) || {F, T} <- [{a, b}, {b, c}, {c, a}, {c, d}, {e, f}]],
    S = fun lists:sort/1,
    p(digraph, [digraph:no_vertices(G), digraph:no_edges(G), S(digraph:vertices(G)), S(digraph:edges(G)), digraph:vertex(G, a), digraph:vertex(G, zz), digraph:edge(G, {a, b})]),
    p(digraph, [S(digraph:out_neighbours(G, c)), S(digraph:in_neighbours(G, a)), digraph:out_degree(G, c), digraph:in_degree(G, d), S(digraph:out_edges(G, c)), digraph:get_path(G, a, d), digraph:get_path(G, d, a), digraph:get_cycle(G, a), digraph:get_short_path(G, b, d)]),
    p(digraph_utils, [S([S(C) || C <- digraph_utils:components(G)]), S([S(C) || C <- digraph_utils:strong_components(G)]), S(digraph_utils:reachable([e], G)), S(digraph_utils:reaching([d], G)), digraph_utils:is_acyclic(G), digraph_utils:topsort(G)]),
    digraph:del_edge(G, {c, a}), digraph:del_vertex(G, f),
    p(digraph, [digraph_utils:is_acyclic(G), S(digraph:vertices(G)), S(digraph:edges(G)), lists:sublist([V || V <- digraph_utils:topsort(G), V =/= e], 4)]),
    A = digraph:new([acyclic]), digraph:add_vertex(A, x), digraph:add_vertex(A, y), digraph:add_edge(A, x, y),
    p(digraph, [element(1, digraph:add_edge(A, y, x)), digraph:add_edge(A, x, nope), digraph:delete(A), digraph:delete(G)]).
