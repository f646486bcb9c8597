%% Natives about atoms, tuples, funs, pids, references and ports: limits, text and back, errors.
-module(bif_terms_tests).
-export([start/0, exported/2]).

start() -> atoms(), tuples(), funs(), handles(), binaries(), maps().

show(Label, Fun) ->
    io:format("~0p: ~0p~n", [Label, try Fun() catch C:R -> {C, R} end]).

atoms() ->
    [begin
         Fits = lists:duplicate(255, C),
         Long = [C | Fits],
         Utf8 = unicode:characters_to_binary(Fits),
         A = list_to_atom(Fits),
         show({C, fits}, fun() -> {A =:= binary_to_atom(Utf8), A =:= binary_to_atom(Utf8, utf8), A =:= list_to_existing_atom(Fits), atom_to_list(A) =:= Fits, atom_to_binary(A) =:= Utf8, byte_size(Utf8)} end),
         show({C, latin1}, fun() -> byte_size(atom_to_binary(A, latin1)) end),
         [show({C, F}, fun() -> erlang:F(Long) end) || F <- [list_to_atom, list_to_existing_atom]],
         [show({C, F}, fun() -> erlang:F(unicode:characters_to_binary(Long), utf8) end) || F <- [binary_to_atom, binary_to_existing_atom]]
     end || C <- [$a, 255, 1024, 8364, 65535, 66000, 16#10ffff]],
    [show(T, fun() -> list_to_atom(T) end) || T <- [[16#d800], [16#110000], [-1], [a], "a" ++ b, a, <<"a">>, "", lists:duplicate(256, a), lists:duplicate(256, $a) ++ b, [0]]],
    [show({B, E}, fun() -> binary_to_atom(B, E) end) || B <- [<<>>, <<255>>, <<195>>, <<1:3>>, <<0>>, a, <<237, 160, 128>>], E <- [utf8, latin1, unicode, foo, 1]],
    [show(length(L), fun() -> binary_to_atom(list_to_binary(L), latin1) =:= list_to_atom(L) end) || L <- [lists:duplicate(255, 233), lists:duplicate(256, 233)]],
    show(no_such, fun() -> list_to_existing_atom("an_atom_that_" ++ "nobody_wrote") end).

tuples() ->
    Max = list_to_integer("16777215"),
    show(max, fun() -> T = erlang:make_tuple(Max, x), {tuple_size(T), element(Max, T)} end),
    [show({N, F}, fun() -> Call() end) || N <- [Max + 1, 1 bsl 59, 1 bsl 64, -1, a], {F, Call} <- [{make_tuple, fun() -> erlang:make_tuple(N, x) end}, {make_tuple3, fun() -> erlang:make_tuple(N, x, []) end}]],
    [show({make_tuple, N, I}, fun() -> erlang:make_tuple(N, x, I) end) || N <- [0, 1, 3], I <- [[], [{1, a}], [{3, c}, {1, a}, {3, d}], [{4, z}], [{0, z}], [{a, z}], [z], [{1, a} | b], a, [{1, 2, 3}], [{1 bsl 64, a}]]],
    [show({F, I}, fun() -> erlang:F(I, {a, b, c}) end) || F <- [element, delete_element], I <- [0, 1, 3, 4, -1, 1 bsl 64, a, 1.0]],
    [show({F, I}, fun() -> erlang:F(I, {a, b, c}, x) end) || F <- [setelement, insert_element], I <- [0, 1, 3, 4, 5, -1, 1 bsl 64, a]],
    [show({append_element, T}, fun() -> erlang:append_element(T, x) end) || T <- [{}, {a}, list_to_tuple(lists:seq(1, 8)), a]],
    [show(L, fun() -> list_to_tuple(L) end) || L <- [[], [a], [a | b], a, lists:seq(1, 9)]].

exported(A, B) -> {A, B}.

funs() ->
    X = list_to_integer("42"),
    Local = fun(Y) -> {X, Y} end,
    Named = fun Self(0) -> 0; Self(N) -> Self(N - 1) end,
    External = fun ?MODULE:exported/2,
    [show(I, fun() -> [erlang:fun_info(F, I) || F <- [Local, Named, External]] end) || I <- [module, arity, type, env, name, foo, 1]],
    show(pid, fun() -> {pid, P} = erlang:fun_info(Local, pid), {P =:= self(), erlang:fun_info(External, pid)} end),
    show(index, fun() -> [{I, is_integer(element(2, erlang:fun_info(Local, I))), erlang:fun_info(External, I)} || I <- [index, new_index, uniq, refc]] end),
    show(new_uniq, fun() -> {_, U} = erlang:fun_info(Local, new_uniq), {byte_size(U), U =:= ?MODULE:module_info(md5)} end),
    show(all, fun() -> [[K || {K, _} <- erlang:fun_info(F)] || F <- [Local, External]] end),
    show(mfa, fun() -> [erlang:fun_info_mfa(F) || F <- [External]] end),
    [show({make_fun, M, F, A}, fun() -> erlang:make_fun(M, F, A) end) || {M, F, A} <- [{lists, sum, 1}, {no_module, f, 3}, {1, f, 1}, {m, 1, 1}, {m, f, -1}, {m, f, 256}, {m, f, 255}, {m, f, a}, {m, f, 1 bsl 64}]],
    show(same, fun() -> {erlang:make_fun(lists, sum, 1) =:= fun lists:sum/1, External == erlang:make_fun(?MODULE, exported, 2), Local =:= Local} end),
    [show({is_function, A}, fun() -> [is_function(F, A) || F <- [Local, External, a]] end) || A <- [0, 1, 2, 255, 256, -1, a, 1.0, 1 bsl 64, -(1 bsl 64)]],
    show(to_list, fun() -> {erlang:fun_to_list(External), lists:prefix("#Fun<bif_terms_tests.", erlang:fun_to_list(Local)), erlang:fun_to_list(fun 'A b':'C'/1)} end),
    show(to_list_bad, fun() -> erlang:fun_to_list(a) end).

handles() ->
    R = make_ref(),
    show(pid, fun() -> {list_to_pid(pid_to_list(self())) =:= self(), is_pid(list_to_pid("<0.0.0>"))} end),
    show(ref, fun() -> list_to_ref(ref_to_list(R)) =:= R end),
    show(port, fun() -> port_to_list(list_to_port("#Port<0.77>")) end),
    [show({F, T}, fun() -> is_pid(erlang:F(T)) orelse is_reference(erlang:F(T)) orelse is_port(erlang:F(T)) end)
     || F <- [list_to_pid, list_to_ref, list_to_port],
        T <- ["", "<0.1.2>", "<0.1>", "<0.1.2.3>", "<0.a.2>", "<0.1.2> ", " <0.1.2>", "<0.1.2", "<0.-1.2>", "<0.99999999999.2>", "<1.1.2>", "#Ref<0.1.2.3>", "#Ref<0.1.2>", "#Ref<0.1>", "#Ref<1.2.3.4>", "#Ref<0.1.2.3> ", "#Port<0.1>", "#Port<0.1.2>", "#Port<a.1>", "#Port<0.>", "#Port<0.1", a, [a], [300], 1]],
    [show(F, fun() -> erlang:F(a) end) || F <- [pid_to_list, ref_to_list, port_to_list]],
    show(node, fun() -> [node(X) || X <- [self(), R, list_to_port("#Port<0.77>")]] end),
    show(order, fun() -> [P1 < P2 || {P1, P2} <- [{list_to_pid("<0.1.0>"), list_to_pid("<0.2.0>")}, {list_to_pid("<0.1.1>"), list_to_pid("<0.2.0>")}]] end).

binaries() ->
    One = binary:compile_pattern(<<"b">>),
    Two = binary:compile_pattern([<<"b">>, <<"bc">>]),
    [show({P, O}, fun() -> [try binary:F(B, P, O) catch error:E -> E end || F <- [match, matches, split], B <- [<<>>, <<"abc">>, <<1:3>>, a]] end)
     || P <- [bad, <<>>, [], [<<>>], <<"b">>], O <- [[], [{scope, {1, 0}}], [{scope, {0, 0}}], [{scope, {3, -3}}], [{scope, {3, -2}}], [foo], [{scope, {9, 1}}], [{scope, {0, 1}} | a]]],
    show(compiled, fun() -> [{T, is_reference(R), binary:matches(<<"abcb">>, {T, R}), binary:split(<<"abcb">>, {T, R}, [global])} || {T, R} <- [One, Two, binary:compile_pattern([<<"b">>])]] end),
    [show(bad_compiled, fun() -> binary:match(<<"abc">>, P) end) || P <- [{bm, make_ref()}, {ac, element(2, One)}, {bm, element(2, Two)}, {bm, <<"b">>}, {ac, [<<"b">>]}, {foo, element(2, One)}, {bm, element(2, One), 1}, {bm}, [One]]],
    [show(P, fun() -> binary:compile_pattern(P) end) || P <- [[], <<>>, [<<>>], [<<"a">> | b], a, <<1:3>>, {bm, a}]],
    show(replace, fun() -> [binary:replace(<<"abcb">>, P, <<"[]">>, [global, {insert_replaced, I}]) || P <- [One, Two], I <- [0, 1, [0, 1], [1, 2]]] end),
    [show({copy, B, N}, fun() -> binary:copy(B, N) end) || B <- [<<1:3>>, <<"ab">>, a], N <- [0, 1, 2, -1, a, 1 bsl 64]],
    show(referenced, fun() -> [binary:referenced_byte_size(B) || B <- [<<1:3>>, <<255, 1:3>>, <<>>]] end),
    show(adler, fun() -> [erlang:adler32_combine(A, B, C) || A <- [0, 1, 5, 65520, 65521, 16#ffffffff, 16#10001, 16#fff1fff1], B <- [0, 1, 7, 65521, 16#ffffffff], C <- [0, 1, 65520, 65521, 65522]] end).

maps() ->
    Small = maps:from_list([{I, I} || I <- [b, a, 2, 1.0, 1, {x}, "s", <<"b">>]]),
    show(small, fun() -> {maps:keys(Small), maps:values(Small), maps:to_list(Small)} end),
    show(iterator, fun() -> {K, V, I} = maps:next(maps:iterator(Small)), {K, V, element(1, maps:next(I))} end),
    show(none, fun() -> maps:next(maps:iterator(#{})) end),
    [show({next, I}, fun() -> maps:next(I) end) || I <- [a, [], {a, b}, none, [0 | a]]],
    [show({F, A}, fun() -> apply(maps, F, A) end) || {F, A} <- [{from_keys, [[a, b, a], v]}, {from_keys, [[a | b], v]}, {from_keys, [a, v]}, {from_list, [[{a, 1}, {a, 2}]]}, {from_list, [[{a, 1} | b]]}, {from_list, [[{a}]]}, {from_list, [a]},
        {merge, [#{a => 1}, #{a => 2, b => 3}]}, {merge, [a, #{}]}, {merge, [#{}, a]}, {merge, [a, b]}, {take, [a, #{a => 1, b => 2}]}, {take, [x, #{a => 1}]}, {take, [x, a]}, {get, [x, #{a => 1}]}, {get, [x, a]}, {get, [x, #{}, d]}, {get, [x, a, d]},
        {update, [x, 1, #{}]}, {update, [a, 1, #{a => 0}]}, {update, [a, 1, b]}, {remove, [x, a]}, {put, [x, 1, a]}, {find, [x, a]}, {is_key, [x, a]}, {keys, [a]}, {values, [a]}, {to_list, [a]}, {size, [a]}, {iterator, [a]}]],
    Large = maps:from_list([{I, -I} || I <- lists:seq(1, 1000)]),
    %% in which order is up to the hash
    Pairs = [{I, -I} || I <- lists:seq(1, 1000)],
    show(large, fun() -> {lists:sort(maps:to_list(Large)) =:= Pairs, lists:sort(walk(maps:next(maps:iterator(Large)))) =:= Pairs, maps:size(maps:merge(Large, #{0 => 0}))} end).

walk(none) -> [];
walk({K, V, I}) -> [{K, V} | walk(maps:next(I))].
