%% Map syntax: literals, matching, update with => and :=, exact failures, key types, nesting, more than 32 keys.
-module(maps_lang_tests).
-export([start/0, id/1]).

start() ->
    M = id(#{a => 1, b => 2, c => 3}),
    io:format("~p~n", [[#{}, M, #{1 => one, 1.0 => float_one}, #{"str" => <<"bin">>}, #{#{} => {}}, #{[] => #{x => #{}}}]]),
    io:format("~p~n", [[M#{a := 10}, M#{d => 4}, M#{a := 5, z => 6}, M#{}, (id(#{}))#{x => y}]]),
    #{a := A, c := C} = M,
    io:format("~p ~p~n", [A, C]),
    Key = id(b),
    #{Key := B} = M,
    io:format("~p~n", [B]),
    #{{x, Key} := V, "s" := #{in := Inner}} = id(#{{x, b} => 7, "s" => #{in => deep}}),
    io:format("~p ~p~n", [V, Inner]),
    io:format("~p~n", [[match(X) || X <- [#{}, #{a => 1}, #{a => 2}, #{b => [1]}, #{a => 1, b => 2}, #{type => t, v => 5}, x, [], #{1 => x},
        #{1.0 => x}]]]),
    io:format("~p~n", [[maps:get(1, #{1 => int, 1.0 => float}), maps:get(1.0, #{1 => int, 1.0 => float})]]),
    io:format("~p~n", [[id(#{a => 1}) =:= #{a => 1.0}, id(#{a => 1}) == #{a => 1.0}, id(#{1 => a}) == #{1.0 => a}, #{} =:= id(#{})]]),
    io:format("~p~n", [#{a => 1, a => 2, id(b) => 3, id(b) => 4}]),
    io:format("~p~n", [maps:to_list(#{c => 1, a => 2, b => 3, 2 => x, 1 => y, "l" => z, {} => t})]),
    Big = lists:foldl(fun(I, Acc) -> Acc#{I => I * I} end, #{}, lists:seq(1, 100)),
    io:format("~p ~p ~p~n", [map_size(Big), maps:get(50, Big), lists:sort(maps:to_list(Big)) =:= [{I, I * I} || I <- lists:seq(1, 100)]]),
    sizes(#{}, 1),
    Small = lists:foldl(fun(I, Acc) -> maps:remove(I, Acc) end, Big, lists:seq(6, 100)),
    io:format("~p~n", [Small]),
    io:format("~p~n", [Small =:= #{1 => 1, 2 => 4, 3 => 9, 4 => 16, 5 => 25}]),
    Upd = lists:foldl(fun(I, Acc) -> Acc#{I := -I} end, Big, lists:seq(1, 100, 7)),
    io:format("~p~n", [lists:sort(maps:values(Upd))]),
    #{7 := Seven, 77 := SevenSeven, 100 := Hundred} = Big,
    io:format("~p~n", [[Seven, SevenSeven, Hundred]]),
    Mixed = maps:from_list([{K, x} || K <- mixed_keys()]),
    io:format("~p ~p~n", [map_size(Mixed), [K || K <- mixed_keys(), not is_map_key(K, Mixed)]]),
    io:format("~p~n", [[K || K <- [0.0, 21.0, foo, {2, 1}, [], <<>>, "20"], is_map_key(K, Mixed)]]),
    io:format("~p~n", [Big =:= maps:from_list([{I, I * I} || I <- lists:seq(100, 1, -1)])]),
    io:format("~p~n", [[Big < Big#{101 => 1}, Big < Big#{1 := 2}, Big == Big#{1 := 1.0}, Big =:= Big#{1 := 1.0}]]),
    io:format("~p~n", [count(<<"the quick brown fox jumps over the lazy dog the end">>)]),
    Nest = #{a => #{b => #{c => 1}}},
    io:format("~p~n", [Nest#{a := (maps:get(a, Nest))#{b := new}}]),
    io:format("~p~n", [{map_size(M), is_map(M), is_map([]), map_get(a, M), is_map_key(zz, M)}]),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> (id(M))#{zz := 1} end, fun() -> (id(#{}))#{a := 1} end, fun() -> (id(a))#{a => 1} end, fun() -> (id([]))#{a := 1} end,
         fun() -> #{zz := _} = id(M) end, fun() -> #{a := 2} = id(M) end, fun() -> #{a := _} = id(a) end, fun() -> map_size(id(a)) end,
         fun() -> map_get(zz, id(M)) end, fun() -> map_get(a, id([])) end, fun() -> is_map_key(a, id([])) end,
         fun() -> Big#{0 := 1} end, fun() -> try #{0 := _} = id(Big) catch error:{badmatch, B2} -> map_size(B2) end end, fun() -> (id(M))#{1.0 := 1} end,
         fun() -> (id(M))#{a := 1, zz := 2, b := 3} end, fun() -> match(id(#{q => 1})) end]),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

match(#{a := 1, b := X}) -> {ab, X};
match(#{a := 1}) -> a1;
match(#{a := X}) -> {a, X};
match(#{b := [H | _]}) -> {b, H};
match(#{type := T, v := V}) when V > 3 -> {T, V};
match(#{1 := _}) -> int_key;
match(#{1.0 := _}) -> float_key;
match(M) when is_map(M), map_size(M) =:= 0 -> empty;
match(X) when not is_map(X) -> no_map.

%% Crosses the border between flat and hashed maps in both directions.
sizes(M, 41) -> shrink(M, 1);
sizes(M, N) ->
    M1 = M#{{key, N} => N},
    N = map_size(M1),
    true = lists:all(fun(I) -> maps:get({key, I}, M1) =:= I end, lists:seq(1, N)),
    sizes(M1, N + 1).

shrink(M, 41) -> io:format("empty again: ~p~n", [M =:= #{}]);
shrink(M, N) ->
    error = maps:find({key, 0}, M),
    {ok, N} = maps:find({key, N}, M),
    shrink(maps:remove({key, N}, M), N + 1).

mixed_keys() ->
    lists:append([[N, N * 1.0, {N, N}, [N], integer_to_list(N), <<N>>, list_to_atom("k" ++ integer_to_list(N)), N bsl 70,
                   #{N => N}] || N <- lists:seq(0, 20)]) -- [0 bsl 70].

count(Bin) ->
    lists:foldl(fun(W, M) -> case M of #{W := N} -> M#{W := N + 1}; _ -> M#{W => 1} end end, #{}, binary:split(Bin, <<" ">>, [global])).
