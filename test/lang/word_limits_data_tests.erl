%% Integers around the limits of tagged and of machine words in binaries, the external format, tables, counters and times.
-module(word_limits_data_tests).
-export([start/0]).

start() ->
    Numbers = numbers(),
    segments(Numbers),
    formats(Numbers),
    tables(Numbers),
    counters(),
    checksums(),
    indexes(),
    chars(),
    times(),
    dates(),
    waits(),
    references(),
    random().

numbers() ->
    [list_to_integer(integer_to_list(Sign * ((1 bsl Bits) + D)))
     || Bits <- [28, 29, 30, 31, 32, 59, 60, 63, 64], D <- [-1, 0, 1], Sign <- [1, -1]].

segments(Numbers) ->
    Sizes = lists:seq(23, 34) ++ lists:seq(55, 66),
    io:format("~w~n", [[erlang:phash2([made(N, S) || N <- Numbers]) || S <- Sizes]]),
    io:format("~w~n", [[erlang:phash2([matched(<<0:3, N:64, N:64>>, S) || N <- Numbers]) || S <- Sizes]]),
    io:format("~w~n", [[matched(<<5:3, (-1):128>>, S) || S <- Sizes]]),
    io:format("~w~n", [[fixed(<<N:64>>) || N <- Numbers]]),
    io:format("~w~n", [[binary:decode_unsigned(binary:encode_unsigned(N), little) || N <- Numbers, N > 0]]),
    io:format("~w~n", [[<<N/float, N:32/float>> || N <- Numbers]]).

made(N, S) ->
    [<<N:S>>, <<N:S/little>>, <<1:1, N:S>>, <<1:5, N:S/little, 1:2>>].

matched(B, S) ->
    <<_:3, A1:S, _/bits>> = B,
    <<_:3, A2:S/signed, _/bits>> = B,
    <<_:3, A3:S/little, _/bits>> = B,
    <<_:3, A4:S/little-signed, _/bits>> = B,
    <<_:8, A5:S, _/bits>> = B,
    <<_:8, A6:S/signed-little, _/bits>> = B,
    [A1, A2, A3, A4, A5, A6].

fixed(<<A:30, _:2, B:31/signed, C:1>> = All) ->
    <<D:32, E:32/signed-little>> = All,
    <<F:29/signed, _:3, G:32/little>> = All,
    {A, B, C, D, E, F, G}.

formats(Numbers) ->
    io:format("~w~n", [[term_to_binary(N) || N <- Numbers]]),
    io:format("~w~n", [[N =:= binary_to_term(term_to_binary(N)) || N <- Numbers]]),
    io:format("~w~n", [[binary_to_term(B) || B <- [<<131, 98, 16#3fffffff:32>>, <<131, 98, 16#40000000:32>>, <<131, 98, 16#7fffffff:32>>,
        <<131, 98, 16#80000000:32>>, <<131, 98, 16#bfffffff:32>>, <<131, 98, 16#c0000000:32>>, <<131, 110, 4, 0, 0, 0, 0, 64>>,
        <<131, 110, 4, 1, 0, 0, 0, 64>>, <<131, 110, 4, 1, 1, 0, 0, 64>>, <<131, 110, 4, 0, 255, 255, 255, 255>>,
        <<131, 110, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0>>]]]),
    io:format("~w~n", [[erlang:external_size(N) || N <- Numbers]]).

tables(Numbers) ->
    Map = maps:from_list([{N, -N} || N <- Numbers]),
    io:format("~w~n", [[maps:get(-N, Map) =:= N || N <- Numbers]]),
    io:format("~w~n", [erlang:phash2(Map)]),
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{N, N} || N <- Numbers]),
    io:format("~w~n", [[K || {K, _} <- ets:tab2list(T)]]),
    io:format("~w~n", [ets:select(T, [{{'$1', '$2'}, [{'>=', '$1', -(1 bsl 30)}, {'<', '$2', 1 bsl 30}], [{{'$1', {'*', '$2', 2}}}]}])]),
    S = ets:new(s, []),
    ets:insert(S, [{N, 1} || N <- Numbers]),
    io:format("~w~n", [[ets:lookup(S, N) =:= [{N, 1}] || N <- Numbers]]),
    ets:insert(S, {c, (1 bsl 30) - 2, 0}),
    io:format("~w~n", [[ets:update_counter(S, c, {2, 1}) || _ <- lists:seq(1, 4)]]),
    io:format("~w~n", [[ets:update_counter(S, c, {2, 1 bsl 29, 1 bsl 31, -(1 bsl 30)}) || _ <- lists:seq(1, 6)]]),
    io:format("~w~n", [[ets:update_counter(S, c, {3, -(1 bsl 29)}) || _ <- lists:seq(1, 5)]]).

counters() ->
    A = atomics:new(2, []),
    atomics:put(A, 1, (1 bsl 30) - 1),
    U = atomics:new(1, [{signed, false}]),
    io:format("~w~n", [[atomics:add_get(A, 1, N) || N <- [1, 1 bsl 30, 1 bsl 31, 1 bsl 32, 1 bsl 62, 1 bsl 62, -1]]]),
    io:format("~w~n", [[atomics:add_get(U, 1, N) || N <- [-1, 1, 1 bsl 31, (1 bsl 64) - 1, 1 bsl 63]]]),
    io:format("~w~n", [[atomics:compare_exchange(A, 2, 0, 1 bsl 30), atomics:exchange(A, 2, -(1 bsl 63)), atomics:get(A, 2)]]),
    io:format("~w~n", [atomics:info(A) =:= #{max => (1 bsl 63) - 1, min => -(1 bsl 63), size => 2, memory => maps:get(memory, atomics:info(A))}]),
    C = counters:new(1, []),
    [counters:add(C, 1, N) || N <- [1 bsl 30, 1 bsl 30, -1, 1 bsl 40]],
    io:format("~w~n", [counters:get(C, 1)]).

checksums() ->
    Texts = [<<>>, <<"a">>, <<"wikipedia">>, binary:copy(<<255>>, 70000)],
    io:format("~w~n", [[{erlang:crc32(T), erlang:adler32(T), erlang:md5(T)} || T <- Texts]]),
    io:format("~w~n", [[{erlang:crc32(16#ffffffff, T), erlang:adler32(16#fff0fff0, T)} || T <- Texts]]),
    io:format("~w~n", [[{erlang:crc32_combine(erlang:crc32(A), erlang:crc32(B), byte_size(B)),
                         erlang:adler32_combine(erlang:adler32(A), erlang:adler32(B), byte_size(B))} || A <- Texts, B <- Texts]]),
    Terms = [{a, 1.5, "b"}, <<1, 2, 3:4>>, [], [1 | 2], #{a => 1 bsl 40}, -1, 1.0e300, fun lists:map/2, "a longer string"],
    io:format("~w~n", [[{erlang:phash2(T), erlang:phash2(T, 1 bsl 32), erlang:phash2(T, (1 bsl 31) + 7), erlang:phash(T, (1 bsl 31) + 7)} || T <- Terms]]).

%% Indexes and sizes that a small integer of 31 bits does not hold are as wrong as others.
indexes() ->
    Far = list_to_integer("1073741824"),
    io:format("~w~n", [[reason(F) || F <- [
        fun() -> element(Far, {a}) end, fun() -> setelement(Far, {a}, b) end, fun() -> binary_part(<<1>>, Far, 0) end,
        fun() -> binary:at(<<1>>, Far) end, fun() -> split_binary(<<1>>, Far) end, fun() -> lists:nthtail(Far, []) end,
        fun() -> binary_part(<<1>>, {0, -Far}) end, fun() -> erlang:make_tuple(-Far, a) end, fun() -> list_to_atom([Far]) end,
        fun() -> list_to_binary([Far]) end, fun() -> integer_to_list(5, Far) end, fun() -> apply(lists, map, [Far, []]) end,
        fun() -> <<1:(-Far)>> end, fun() -> <<Far/utf8>> end, fun() -> unicode:characters_to_binary([Far]) end,
        fun() -> spawn_opt(fun() -> ok end, [{min_heap_size, -Far}]) end,
        fun() -> receive after -Far -> ok end end, fun() -> erlang:start_timer(-Far, self(), x) end]]]),
    io:format("~w~n", [[no_match(<<1, 2>>, N) || N <- [Far, -Far, Far * 8, Far * Far]]]),
    io:format("~w~n", [lists:sublist([1, 2, 3], Far)]),
    io:format("~w~n", [lists:keyfind(a, 1, [{Far, b}, {a, Far}])]).

reason(F) ->
    try F() of
        Value -> {ok, Value}
    catch
        error:Reason -> Reason
    end.

no_match(B, N) ->
    case B of
        <<_:N, _/bits>> -> matched;
        <<_:N/binary, _/bits>> -> matched;
        <<_:N/unit:3, _/bits>> -> matched;
        _ -> no
    end.

chars() ->
    Far = list_to_integer("1073741824"),
    io:format("~w~n", [[io_lib:printable_list([X]) || X <- [64, Far, -Far]]]),
    io:format("~p~n", [[[Far], "ab", [Far | "ab"], [16#10ffff], [16#110000]]]),
    io:format("~w~n", [catch unicode:characters_to_list([65, Far])]).

times() ->
    io:format("~w~n", [[erlang:convert_time_unit(N, From, To) || N <- [1, -1, 1 bsl 30, (1 bsl 31) - 1, 1 bsl 40],
        {From, To} <- [{second, nanosecond}, {nanosecond, second}, {millisecond, 1073741824}, {4294967296, microsecond}, {native, second}]]]),
    S = erlang:system_time(second),
    N = erlang:system_time(nanosecond),
    P = erlang:system_time(1 bsl 33),
    io:format("~w~n", [[N div 1000000000 - S < 5, P bsr 33 - S < 5, S > 1500000000, os:system_time(microsecond) div 1000000 - S < 5]]),
    {A, B, C} = erlang:timestamp(),
    io:format("~w~n", [[A * 1000000 + B - S < 5, B < 1000000, C < 1000000, erlang:now() < erlang:now()]]),
    io:format("~w~n", [[erlang:monotonic_time() =< erlang:monotonic_time(), erlang:unique_integer([positive, monotonic]) > 0]]).

dates() ->
    Seconds = [0, -1, (1 bsl 30), (1 bsl 31) - 1, 1 bsl 31, 4102444800, -(1 bsl 31) - 1, 1 bsl 32, 1 bsl 35],
    io:format("~w~n", [[calendar:system_time_to_universal_time(X, second) || X <- Seconds]]),
    io:format("~s~n", [calendar:system_time_to_rfc3339(1 bsl 31, [{offset, "Z"}])]),
    Dates = [{{1969, 7, 20}, {20, 17, 40}}, {{2000, 2, 29}, {0, 0, 0}}, {{2038, 1, 19}, {3, 14, 8}}, {{2050, 7, 1}, {12, 0, 0}}, {{2200, 1, 1}, {0, 0, 0}}],
    io:format("~w~n", [[{erlang:universaltime_to_localtime(D), erlang:localtime_to_universaltime(D),
                         erlang:universaltime_to_posixtime(D)} || D <- Dates]]),
    io:format("~w~n", [[erlang:posixtime_to_universaltime(X) || X <- Seconds]]).

waits() ->
    Longest = list_to_integer("4294967295"),
    io:format("~w~n", [[begin
        {Pid, Ref} = spawn_monitor(fun() -> receive stop -> exit(stopped) after T -> exit(late) end end),
        Pid ! stop,
        receive {'DOWN', Ref, process, Pid, Why} -> element(1, {Why}) end
    end || T <- [1, 1 bsl 30, 1 bsl 31, Longest]]]),
    io:format("~w~n", [[reason(fun() -> receive after T -> ok end end) || T <- [Longest + 1, 1 bsl 40]]]),
    Timers = [erlang:send_after(T, self(), late) || T <- [1 bsl 30, 1 bsl 31, Longest, Longest * 10]],
    io:format("~w~n", [[erlang:read_timer(R) > 1073700000 || R <- Timers]]),
    io:format("~w~n", [[erlang:cancel_timer(R) > 1073700000 || R <- Timers]]).

%% As another node may have made them: words of 32 bits without sign.
references() ->
    Refs = [binary_to_term(<<131, 90, 3:16, 119, 13, "nonode@nohost", 0:32, 5:32, Mid:32, Hi:32>>)
            || Hi <- [1, 16#7fffffff, 16#80000000, 16#ffffffff], Mid <- [0, 16#ffffffff]],
    io:format("~w~n~s~n", [Refs, [erlang:ref_to_list(R) || R <- Refs]]),
    io:format("~w~n", [lists:sort(lists:reverse(Refs)) =:= Refs]),
    io:format("~w~n", [[binary_to_term(term_to_binary(R)) =:= R || R <- Refs]]),
    io:format("~w~n", [[erlang:phash2(R) || R <- Refs]]).

random() ->
    io:format("~w~n", [[begin
        S = rand:seed_s(Algorithm, {1, 2, 3}),
        {Numbers, _} = lists:mapfoldl(fun(N, S1) -> rand:uniform_s(N, S1) end, S, [1 bsl 29, 1 bsl 30, 1 bsl 31, 1 bsl 32, 1 bsl 58, 1 bsl 70]),
        {F, _} = rand:uniform_s(S),
        {Numbers, F}
    end || Algorithm <- [exsss, exro928ss, exrop, exs1024s, exsp]]]).
