%% digraph and digraph_utils on generated graphs; everything is sorted, for the tables have no order.
-module(digraph_tests).
-export([start/0]).

start() ->
    [graph(N, M) || {N, M} <- [{1, 1}, {10, 3}, {30, 7}, {60, 11}]],
    ok.

graph(N, M) ->
    G = digraph:new(),
    Vs = lists:seq(0, N - 1),
    [digraph:add_vertex(G, V) || V <- Vs],
    [digraph:add_edge(G, V, (V * M + 1) rem N) || V <- Vs, V rem 3 =/= 0],
    [digraph:add_edge(G, V, V + 1) || V <- Vs, V rem 2 =:= 0, V + 1 < N],
    S = fun lists:sort/1, SS = fun(L) -> S([S(X) || X <- L]) end,
    io:format("~p~n", [[digraph:no_vertices(G), digraph:no_edges(G), S([{A, B} || E <- digraph:edges(G), {_, A, B, _} <- [digraph:edge(G, E)]])]]),
    io:format("~w~n", [SS(digraph_utils:components(G))]),
    io:format("~w~n", [SS(digraph_utils:strong_components(G))]),
    io:format("~w~n", [SS(digraph_utils:cyclic_strong_components(G))]),
    io:format("~w~n", [[length(digraph_utils:reachable([V], G)) || V <- Vs]]),
    io:format("~w~n", [[length(digraph_utils:reaching([V], G)) || V <- Vs]]),
    io:format("~w~n", [[case digraph:get_short_path(G, 0, V) of false -> none; P -> length(P) end || V <- Vs]]),
    io:format("~w~n", [[digraph_utils:is_acyclic(G), digraph_utils:is_tree(G), digraph_utils:is_arborescence(G), S(digraph_utils:loop_vertices(G)), length(digraph_utils:preorder(G)), length(digraph_utils:postorder(G))]]),
    C = digraph_utils:condensation(G),
    io:format("~w~n", [[digraph:no_vertices(C), digraph_utils:is_acyclic(C) orelse S(digraph_utils:loop_vertices(C)) =/= []]]),
    Sub = digraph_utils:subgraph(G, [V || V <- Vs, V < N div 2]),
    io:format("~w~n", [[digraph:no_vertices(Sub), digraph:no_edges(Sub)]]),
    [digraph:delete(X) || X <- [G, C, Sub]].
