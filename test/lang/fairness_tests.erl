%% A process in natives that take long starves nobody; yield and bump_reductions give way.
-module(fairness_tests).
-export([start/0]).

start() ->
    List = lists:seq(1, 3000),
    Text = binary:copy(<<"abcdefgh">>, 1000),
    Tuple = list_to_tuple(List),
    Digits = lists:duplicate(5000, $7),
    Number = list_to_integer(Digits),
    Map = maps:from_list([{I, I} || I <- lists:seq(1, 300)]),
    T = ets:new(t, [public]),
    ets:insert(T, [{I, I} || I <- lists:seq(1, 300)]),
    Term = term_to_binary(lists:seq(1, 1000)),
    [io:format("~p: ~p~n", [Name, starves(F)]) || {Name, F} <- [
        {reverse, fun() -> lists:reverse(List) end},
        {append, fun() -> List ++ [x] end},
        {subtract, fun() -> List -- [x] end},
        {list_to_tuple, fun() -> list_to_tuple(List) end},
        {tuple_to_list, fun() -> tuple_to_list(Tuple) end},
        {list_to_integer, fun() -> list_to_integer(Digits) end},
        {integer_to_list, fun() -> integer_to_list(Number) end},
        {copy, fun() -> binary:copy(Text, 20) end},
        {merge, fun() -> maps:merge(Map, Map#{a => b}) end},
        {flat_size, fun() -> erts_debug:flat_size(List) end},
        {list_to_binary, fun() -> list_to_binary([97, 98 | binary_to_list(Text)]) end},
        {binary_to_list, fun() -> binary_to_list(Text) end},
        {matches, fun() -> binary:matches(Text, <<"h">>) end},
        {split, fun() -> binary:split(Text, <<"x">>, [global]) end},
        {md5, fun() -> erlang:md5(Text) end},
        {crc32, fun() -> erlang:crc32(Text) end},
        {phash2, fun() -> erlang:phash2(List) end},
        {term_to_binary, fun() -> term_to_binary(List) end},
        {binary_to_term, fun() -> binary_to_term(Term) end},
        {characters, fun() -> unicode:characters_to_list(Text) end},
        {from_list, fun() -> maps:from_list([{x, y} | maps:to_list(Map)]) end},
        {keys, fun() -> maps:keys(Map) end},
        {select, fun() -> ets:select(T, [{{'$1', '_'}, [{'>', '$1', 5}], ['$1']}]) end},
        {select_count, fun() -> ets:select_count(T, [{{'$1', '_'}, [], [true]}]) end},
        {tab2list, fun() -> ets:tab2list(T) end},
        {insert, fun() -> ets:insert(T, [{I, x} || I <- lists:seq(1, 100)]) end},
        {bump, fun() -> erlang:bump_reductions(500) end},
        {yield, fun() -> erlang:yield() end}]],
    io:format("~p~n", [results(List, Text)]).

%% Whether somebody else who is runnable waits until F, called again and again,
%% has done much more than a slice of work.
starves(F) ->
    Self = self(),
    spawn(fun() -> Self ! ran end),
    starves(F, 1000).

starves(_, 0) -> receive ran -> true end;
starves(F, N) ->
    F(),
    receive ran -> false after 0 -> starves(F, N - 1) end.

%% What a native gives is right where it gave way, called in each way there is.
results(List, Text) ->
    Big = lists:append(lists:duplicate(40, List)),
    Reverse = fun lists:reverse/1,
    M = list_to_atom("lists"),
    {last(lists:reverse(Big)), hd(Reverse(Big)), hd(M:reverse(Big)), hd(apply(lists, reverse, [Big, []])),
     try lists:reverse(Big, Big) of L -> length(L) catch _:_ -> failed end,
     try lists:keyfind(1, 1, Big ++ x) catch error:E -> E end,
     erlang:phash2(Big), byte_size(list_to_binary(lists:duplicate(100, Text)))}.

last(L) -> lists:nth(length(L), L).
