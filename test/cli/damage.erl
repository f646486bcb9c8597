%% Damages external terms and .beam files in many ways, with a random number generator of its own, and uses what is
%% still taken for good: see test_damaged.py.
-module(damage).
-export([terms/0, modules/0]).

%% xorshift, 32 bits
random(N) ->
    X0 = get(seed),
    X1 = (X0 bxor (X0 bsl 13)) band 16#ffffffff,
    X2 = X1 bxor (X1 bsr 17),
    X3 = (X2 bxor (X2 bsl 5)) band 16#ffffffff,
    put(seed, X3),
    X3 rem N.
one_of(T) -> element(random(tuple_size(T)) + 1, T).

count() ->
    {ok, [[Seed]]} = init:get_argument(seed),
    {ok, [[Count]]} = init:get_argument(count),
    put(seed, list_to_integer(Seed)),
    list_to_integer(Count).

%% ---- damage to bytes From to To (exclusive) of a binary ----
damaged(0, _, _, B) -> B;
damaged(N, From, To, B) when To > From ->
    P = From + random(To - From),
    <<H:P/binary, X, T/binary>> = B,
    C = case random(12) of
        K when K < 3 -> <<H/binary, (random(256)), T/binary>>;
        K when K < 5 -> <<H/binary, (X bxor 16#10), T/binary>>;
        K when K < 8 -> <<H/binary, (X bxor (1 bsl random(8))), T/binary>>;
        8 -> <<H/binary, 255, T/binary>>;
        9 -> <<H/binary, (X + 1), T/binary>>;
        10 -> swapped(H, X, T);
        11 -> wide(H, X, T)
    end,
    damaged(N - 1, From, To, C);
damaged(_, _, _, B) -> B.

swapped(H, X, <<Y, T/binary>>) -> <<H/binary, Y, X, T/binary>>;
swapped(H, X, T) -> <<H/binary, X, T/binary>>.
wide(H, _, <<_:24, T/binary>>) -> <<H/binary, (one_of({1 bsl 31, (1 bsl 32) - 1, (1 bsl 31) - 1, 1 bsl 24, 0})):32, T/binary>>;
wide(H, X, T) -> <<H/binary, X, T/binary>>.

cut(B) -> P = random(byte_size(B)), <<H:P/binary, _/binary>> = B, H.

%% ---- external terms ----
samples() ->
    L = lists:seq(1, 40),
    Terms = [0, -1, 1 bsl 31, 1 bsl 64, -(1 bsl 3000), 1.5, an_atom, 'ж', [], [1, 2, 3], [a | b], "a string", lists:seq(200, 600, 3),
             {}, {a, {b, [c]}}, list_to_tuple(lists:seq(1, 300)), <<>>, <<"binary">>, <<5:3>>, <<1, 2, 3:5>>, #{}, #{a => 1, [b] => #{}},
             maps:from_list([{K, {K}} || K <- L]), self(), make_ref(), fun lists:map/2, fun(X) -> {X, L} end,
             [{K, [K, float(K), <<K>>, integer_to_list(K)]} || K <- L]],
    list_to_tuple([term_to_binary(T) || T <- Terms] ++ [term_to_binary(T, [compressed]) || T <- [L ++ L, {L, L, L}, <<0:8000>>]]
                  ++ [term_to_binary(T, [{minor_version, 0}]) || T <- [1.5, {a, 'b c', -2.0e30}]]
                  ++ [<<131, 80, 1:32, 120, 156, 1>>, <<131, 80, 16#ffffffff:32, 120, 156, 3, 0, 0, 0, 0, 1>>, <<131, 109, 16#7fffffff:32, "x">>,
                      <<131, 105, 16#ffffffff:32>>, <<131, 116, 16#ffffffff:32, 97, 1>>, <<131, 108, 16#ffffffff:32, 97, 1>>]).

terms() -> io:format("~w~n", [terms(count(), samples(), 0)]).
terms(0, _, Good) -> {good, Good > 100};
terms(N, Samples, Good) ->
    B0 = one_of(Samples),
    B = case random(8) of 0 -> cut(B0); _ -> damaged(random(3) + 1, 1, byte_size(B0), B0) end,
    decode(B, [used]),
    decode(B, [safe]),
    terms(N - 1, Samples, Good + decode(B, [])).

decode(B, Options) ->
    try binary_to_term(B, Options) of
        T -> use(T), 1
    catch error:badarg -> 0
    end.

use(T) ->
    _ = erlang:phash2(T),
    _ = T < [T],
    _ = #{T => 1},
    true = T =:= binary_to_term(term_to_binary(T)),
    _ = io_lib:format("~w", [T]),
    ok.

%% ---- modules ----
modules() -> io:format("~w~n", [modules(count(), list_to_tuple(victims:beams()), 0)]).
modules(0, _, Loaded) -> {loaded, Loaded > 50};
modules(N, Victims, Loaded) ->
    {Module, Beam} = one_of(Victims),
    {From, To} = one_of(list_to_tuple(places(Beam))),
    B = case random(30) of 0 -> cut(Beam); 1 -> shuffled(Beam); _ -> damaged(random(2) + 1, From, To, Beam) end,
    erlang:check_old_code(Module) andalso erlang:purge_module(Module),
    case erlang:load_module(Module, B) of
        {module, Module} -> run(Module), modules(N - 1, Victims, Loaded + 1);
        {error, _} -> modules(N - 1, Victims, Loaded)
    end.

%% Places of what is to be damaged: mostly the code, then the literals and everything.
places(<<"FOR1", _:32, "BEAM", R/binary>> = B) ->
    Code = [{From + 20, To} || {<<"Code">>, From, To} <- chunks(R, 12)],
    lists:append(lists:duplicate(8, Code)) ++ [{0, byte_size(B)} | [{From, To} || {_, From, To} <- chunks(R, 12)]].

chunks(<<Name:4/binary, N:32, R/binary>>, P) ->
    S = (N + 3) div 4 * 4,
    <<_:S/binary, T/binary>> = R,
    [{Name, P + 8, P + 8 + N} | chunks(T, P + 8 + S)];
chunks(<<>>, _) -> [].

%% The chunks in another order, one of them twice.
shuffled(<<"FOR1", _:32, "BEAM", R/binary>> = B) ->
    Parts = [binary:part(B, From - 8, (To - From + 3) div 4 * 4 + 8) || {_, From, To} <- chunks(R, 12)],
    Sorted = [X || {_, X} <- lists:sort([{random(1000), X} || X <- [hd(Parts) | Parts]])],
    Body = iolist_to_binary(["BEAM" | Sorted]),
    <<"FOR1", (byte_size(Body)):32, Body/binary>>.

values() ->
    {0, 1, a, [], [1, 2, 3], {1, 2}, {r, b, c, d}, <<"abc">>, <<2, "abend", 1:3>>, #{a => 1}, 1.5, fun(X) -> X end, [{a, 1}], 1 bsl 70, self()}.

%% Call what the module exports, each in a process of its own, which must not live long.
run(Module) ->
    [call(Module, F, [one_of(values()) || _ <- lists:seq(1, A)])
     || {F, A} <- erlang:get_module_info(Module, exports), F =/= module_info, F =/= halt, A < 20, _ <- [1, 2]],
    erlang:garbage_collect().

call(M, F, As) ->
    {P, R} = spawn_opt(fun() -> use_result(catch apply(M, F, As)) end,
                       [monitor, {max_heap_size, #{size => 300000, kill => true, error_logger => false}}]),
    receive {'DOWN', R, _, _, _} -> ok
    after 5 -> exit(P, kill), receive {'DOWN', R, _, _, _} -> ok end
    end.

use_result(X) ->
    _ = erlang:phash2(X),
    _ = X < {X},
    _ = #{X => X},
    _ = (catch term_to_binary(X)),
    _ = (catch io_lib:format("~p", [X])),
    self() ! X.
