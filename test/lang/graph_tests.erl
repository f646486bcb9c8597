%% Shortest paths with gb_sets, breadth and depth first search, topological order, union-find, minimum spanning tree, flood fill.
-module(graph_tests).
-export([start/0]).

start() ->
    G = graph([{a, b, 7}, {a, c, 9}, {a, f, 14}, {b, c, 10}, {b, d, 15}, {c, d, 11}, {c, f, 2}, {d, e, 6}, {e, f, 9}]),
    {Dist, Prev} = dijkstra(a, G),
    io:format("~p~n", [lists:sort(maps:to_list(Dist))]),
    [io:format("~p ~p~n", [V, path(V, Prev, [])]) || V <- [a, b, c, d, e, f]],
    io:format("~p~n", [bfs([a], G, [])]),
    io:format("~p~n", [lists:reverse(dfs(a, G, []))]),
    io:format("~p~n", [topo([{shirt, tie}, {tie, jacket}, {trousers, shoes}, {trousers, belt}, {belt, jacket}, {socks, shoes}])]),
    io:format("~p~n", [catch topo([{a, b}, {b, c}, {c, a}])]),
    io:format("~p~n", [kruskal([{7, a, b}, {9, a, c}, {14, a, f}, {10, b, c}, {15, b, d}, {11, c, d}, {2, c, f}, {6, d, e}, {9, e, f}])]),
    Big = graph([{N, (N * 7 + K * 13) rem 300, (N * K) rem 17 + 1} || N <- lists:seq(0, 299), K <- [1, 2, 3]]),
    {BD, _} = dijkstra(0, Big),
    io:format("~p ~p~n", [map_size(BD), lists:sum(maps:values(BD))]),
    Maze = ["#########", "#S..#...#", "#.#.#.#.#", "#.#...#E#", "#########"],
    io:format("~p~n", [maze(Maze)]),
    floyd(4, [{1, 3, -2}, {2, 1, 4}, {2, 3, 3}, {3, 4, 2}, {4, 2, -1}]),
    io:format("~p~n", [knights(5, {1, 1}, {5, 5})]),
    io:format("~p~n", [huffman("abracadabra alakazam")]),
    ok.

graph(Es) -> lists:foldl(fun({A, B, W}, M) -> add(A, B, W, add(B, A, W, M)) end, #{}, Es).

add(A, B, W, M) -> maps:update_with(A, fun(L) -> [{B, W} | L] end, [{B, W}], M).

dijkstra(S, G) -> dijkstra(gb_sets:singleton({0, S, none}), G, #{}, #{}).

dijkstra(Q, G, Dist, Prev) ->
    case gb_sets:is_empty(Q) of
        true -> {Dist, Prev};
        false ->
            {{D, V, P}, Q1} = gb_sets:take_smallest(Q),
            case Dist of
                #{V := _} -> dijkstra(Q1, G, Dist, Prev);
                _ ->
                    Q2 = lists:foldl(fun({U, W}, A) -> gb_sets:add({D + W, U, V}, A) end, Q1, maps:get(V, G, [])),
                    dijkstra(Q2, G, Dist#{V => D}, Prev#{V => P})
            end
    end.

path(none, _, Acc) -> Acc;
path(V, Prev, Acc) -> path(maps:get(V, Prev), Prev, [V | Acc]).

bfs([], _, Seen) -> lists:reverse(Seen);
bfs([V | Q], G, Seen) ->
    case lists:member(V, Seen) of
        true -> bfs(Q, G, Seen);
        false -> bfs(Q ++ lists:sort([U || {U, _} <- maps:get(V, G)]), G, [V | Seen])
    end.

dfs(V, G, Seen) ->
    case lists:member(V, Seen) of
        true -> Seen;
        false -> lists:foldl(fun(U, S) -> dfs(U, G, S) end, [V | Seen], lists:sort([U || {U, _} <- maps:get(V, G)]))
    end.

topo(Es) -> topo(lists:usort(lists:append([[A, B] || {A, B} <- Es])), Es).

topo([], _) -> [];
topo(Vs, Es) ->
    case [V || V <- Vs, not lists:keymember(V, 2, Es)] of
        [] -> throw({cycle, Vs});
        [V | _] -> [V | topo(Vs -- [V], [E || {A, _} = E <- Es, A =/= V])]
    end.

kruskal(Es) -> kruskal(lists:sort(Es), #{}, []).

kruskal([], _, Acc) -> {lists:sum([W || {W, _, _} <- Acc]), lists:reverse(Acc)};
kruskal([{_, A, B} = E | T], U, Acc) ->
    case {find(A, U), find(B, U)} of
        {R, R} -> kruskal(T, U, Acc);
        {R1, R2} -> kruskal(T, U#{R1 => R2}, [E | Acc])
    end.

find(X, U) -> case U of #{X := P} -> find(P, U); _ -> X end.

maze(Rows) ->
    Cells = maps:from_list([{{X, Y}, C} || {Y, R} <- lists:enumerate(Rows), {X, C} <- lists:enumerate(R)]),
    [S] = [P || {P, $S} <- maps:to_list(Cells)],
    walk(queue:from_list([{S, 0}]), Cells, #{S => true}).

walk(Q, Cells, Seen) ->
    case queue:out(Q) of
        {empty, _} -> no_way;
        {{value, {P = {X, Y}, D}}, Q1} ->
            case Cells of
                #{P := $E} -> {steps, D};
                _ ->
                    Next = [N || N <- [{X + 1, Y}, {X - 1, Y}, {X, Y + 1}, {X, Y - 1}], maps:get(N, Cells, $#) =/= $#, not is_map_key(N, Seen)],
                    walk(lists:foldl(fun(N, A) -> queue:in({N, D + 1}, A) end, Q1, Next), Cells, lists:foldl(fun(N, A) -> A#{N => true} end, Seen, Next))
            end
    end.

floyd(N, Es) ->
    D0 = maps:from_list([{{I, J}, if I =:= J -> 0; true -> inf end} || I <- lists:seq(1, N), J <- lists:seq(1, N)]),
    D1 = lists:foldl(fun({A, B, W}, D) -> D#{{A, B} => W} end, D0, Es),
    D = lists:foldl(fun({K, I, J}, M) -> case {maps:get({I, K}, M), maps:get({K, J}, M), maps:get({I, J}, M)} of
        {A, B, C} when is_integer(A), is_integer(B), A + B < C -> M#{{I, J} := A + B}; _ -> M end end, D1, [{K, I, J} || K <- lists:seq(1, N), I <- lists:seq(1, N), J <- lists:seq(1, N)]),
    [io:format("~s~n", [[io_lib:format("~4w", [maps:get({I, J}, D)]) || J <- lists:seq(1, N)]]) || I <- lists:seq(1, N)].

knights(N, From, To) -> knights(N, [From], To, 0, [From]).
knights(N, Front, To, D, Seen) ->
    case lists:member(To, Front) of
        true -> D;
        false ->
            Next = lists:usort([{X + DX, Y + DY} || {X, Y} <- Front, {DX, DY} <- [{1, 2}, {2, 1}, {-1, 2}, {-2, 1}, {1, -2}, {2, -1}, {-1, -2}, {-2, -1}], X + DX > 0, Y + DY > 0, X + DX =< N, Y + DY =< N]) -- Seen,
            knights(N, Next, To, D + 1, Seen ++ Next)
    end.

huffman(S) ->
    Counts = maps:to_list(lists:foldl(fun(C, M) -> M#{C => maps:get(C, M, 0) + 1} end, #{}, S)),
    Codes = codes(tree(lists:sort([{N, C} || {C, N} <- Counts])), ""),
    Bits = lists:append([proplists:get_value(C, Codes) || C <- S]),
    {lists:sort(Codes), length(Bits), unhuff(Bits, Codes) =:= S}.

tree([{_, T}]) -> T;
tree([{N1, A}, {N2, B} | T]) -> tree(lists:sort([{N1 + N2, {A, B}} | T])).

codes({A, B}, P) -> codes(A, P ++ "0") ++ codes(B, P ++ "1");
codes(C, P) -> [{C, P}].

unhuff("", _) -> "";
unhuff(Bits, Codes) -> {C, P} = hd([X || {_, P} = X <- Codes, lists:prefix(P, Bits)]), [C | unhuff(lists:nthtail(length(P), Bits), Codes)].
