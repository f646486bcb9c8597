%% sofs, ordsets and digraph_utils over the same relations.
-module(sofs_tests).
-export([start/0]).

start() ->
    R = sofs:relation([{a, b}, {b, c}, {c, d}, {a, d}, {e, a}]),
    E = fun sofs:to_external/1,
    p([E(sofs:domain(R)), E(sofs:range(R)), E(sofs:field(R)), E(sofs:converse(R)), E(sofs:image(R, sofs:set([a, e]))), E(sofs:inverse_image(R, sofs:set([d])))]),
    p([E(sofs:relation_to_family(R)), E(sofs:composite(sofs:a_function([{1, x}, {2, y}]), sofs:a_function([{x, xx}, {y, yy}]))), E(sofs:relative_product(R, R))]),
    p([E(sofs:union(sofs:set([1, 2]), sofs:set([2, 3]))), E(sofs:intersection(sofs:set([1, 2]), sofs:set([2, 3]))), E(sofs:difference(sofs:set([1, 2]), sofs:set([2, 3]))), E(sofs:symdiff(sofs:set([1, 2]), sofs:set([2, 3])))]),
    p([E(sofs:product(sofs:set([1, 2]), sofs:set([a, b]))), sofs:no_elements(R), sofs:is_subset(sofs:set([1]), sofs:set([1, 2]))]),
    p([E(sofs:specification({external, fun(X) -> X > 2 end}, sofs:set([1, 2, 3, 4]))), E(sofs:projection({external, fun({A, _}) -> A end}, R)), E(sofs:restriction(R, sofs:set([a]))), E(sofs:weak_relation(sofs:relation([{1, 2}])))]),
    p([sofs:type(R), sofs:type(sofs:from_term([{1, [a]}]))]),
    ok.

p(L) -> [io:format("~p~n", [X]) || X <- L].
