%% ets: ordered tables that change between chunks, keys that are bound in part, empty match specifications, causes of errors, access.
-module(ets_order_tests).
-export([start/0]).

start() ->
    chunks(),
    keys(),
    nothing_matches(),
    causes(),
    fixed(),
    [access(Protection) || Protection <- [private, protected, public]],
    ok.

chunks() ->
    T = numbers(),
    {One, C1} = ets:select(T, [{{'$1', '_'}, [], ['$1']}], 5),
    ets:delete(T, 5), ets:delete(T, 6),
    ets:insert(T, [{5.5, x}, {7.0, y}]),
    {Two, C2} = ets:select(C1),
    ets:delete_all_objects(T),
    End = ets:select(C2),
    ets:insert(T, [{I, I} || I <- lists:seq(1, 20)]),
    {Three, _} = ets:select(C2),
    io:format("forwards: ~w ~w ~w ~w~n", [One, Two, End, Three]),
    {Last, C3} = ets:select_reverse(T, [{{'$1', '_'}, [], ['$1']}], 5),
    ets:delete(T, 16),
    {Before, _} = ets:select_reverse(C3),
    io:format("backwards: ~w ~w~n", [Last, Before]).

numbers() ->
    T = ets:new(numbers, [ordered_set]),
    [ets:insert(T, {I, I}) || I <- lists:seq(1, 20)],
    T.

keys() ->
    T = numbers(),
    ets:insert(T, [{{K, I}, I} || K <- [a, b], I <- lists:seq(1, 5)]),
    io:format("in part: ~w ~w ~w ~w~n", [
        ets:select(T, [{{{a, '$1'}, '_'}, [], ['$1']}]),
        ets:select_reverse(T, [{{{b, '$1'}, '_'}, [{'>', '$1', 2}], ['$1']}]),
        ets:match(T, {{'_', 3}, '$1'}), ets:match_object(T, {{a, 3}, '_'})]),
    io:format("1 and 1.0: ~w~n", [[ets:match_object(T, {5.0, '_'}), ets:lookup(T, 5.0), ets:member(T, 5.0),
        ets:next(T, 5.0), ets:prev(T, 5.0), ets:next(T, 4.5), ets:prev(T, 1000), ets:next(T, 1000)]]),
    M = ets:new(mixed, [ordered_set]),
    ets:insert(M, [{X} || X <- [1, 1.5, a, b, "s", <<"b">>, {1}, {1, 2}, #{a => 1}, [], 1 bsl 70, -1, {}, #{}]]),
    io:format("mixed: ~p~n", [ets:tab2list(M)]),
    io:format("~w~n", [[ets:insert(M, {1.0}), ets:lookup(M, 1), ets:insert_new(M, {1}), ets:delete_object(M, {1}),
        ets:lookup(M, 1), ets:delete_object(M, {1.0}), ets:lookup(M, 1)]]).

nothing_matches() ->
    [io:format("~w: ~w~n", [Type, begin
        T = ets:new(t, [Type]),
        ets:insert(T, {1, 2}),
        [ets:select(T, []), ets:select(T, [], 3), ets:select_count(T, []), ets:select_delete(T, []), ets:select_replace(T, [])]
        end]) || Type <- [set, ordered_set, duplicate_bag]].

causes() ->
    S = ets:new(s, []), B = ets:new(b, [bag]),
    ets:insert(S, {1, a}), ets:insert(B, {1, a}),
    io:format("~p~n", [[cause(F) || F <- [
        fun() -> ets:lookup_element(S, 1, 3) end, fun() -> ets:lookup_element(S, 2, 1) end,
        fun() -> ets:lookup_element(B, 1, 3) end, fun() -> ets:update_counter(B, 1, 1, x) end,
        fun() -> ets:update_counter(B, 1, 1, {1, 2}) end, fun() -> ets:update_counter(S, 1, {3, 1}) end,
        fun() -> ets:update_counter(S, 1, {1, 1}) end, fun() -> ets:insert(none, {1}) end]]]).

cause(F) ->
    try F() catch error:Reason:Trace -> {Reason, proplists:get_value(error_info, element(4, hd(Trace)))} end.

%% What is deleted while a table is fixed keeps its place, and is gone afterwards.
fixed() ->
    T = ets:new(t, [public]),
    [ets:insert(T, {I, I}) || I <- lists:seq(1, 100)],
    ets:safe_fixtable(T, true),
    Found = walk(T, ets:select(T, [{{'$1', '_'}, [], ['$1']}], 7)),
    [ets:insert(T, {I, I}) || I <- lists:seq(1, 10)],
    ets:safe_fixtable(T, false),
    io:format("fixed: ~w ~w ~w~n", [length(Found), ets:info(T, size), lists:sort(ets:tab2list(T))]),
    {_, Ref} = spawn_monitor(fun() -> ets:safe_fixtable(T, true) end),
    receive {'DOWN', Ref, _, _, _} -> io:format("~w~n", [ets:info(T, safe_fixed)]) end.

walk(_, '$end_of_table') -> [];
walk(T, {Keys, Continuation}) ->
    [ets:delete(T, K) || K <- Keys],
    Keys ++ walk(T, ets:select(Continuation)).

access(Protection) ->
    T = ets:new(t, [Protection]),
    ets:insert(T, {1, 1}),
    Self = self(),
    {_, Ref} = spawn_monitor(fun() -> exit([cause(F) || F <- [
        fun() -> ets:lookup(T, 1) end, fun() -> ets:insert(T, {2, 2}) end, fun() -> ets:info(T, size) end,
        fun() -> ets:give_away(T, Self, x) end, fun() -> ets:setopts(T, {heir, none}) end,
        fun() -> ets:safe_fixtable(T, true) end, fun() -> ets:match(T, '$1') end,
        fun() -> ets:delete_all_objects(T) end, fun() -> ets:delete(T) end]]) end),
    receive {'DOWN', Ref, _, _, Results} -> io:format("~w: ~p~n", [Protection, Results]) end.
