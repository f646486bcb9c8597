%% error_info in stack traces of natives: there for natives and library functions, absent for errors made by hand, text by format_error.
-module(error_info_tests).
-export([start/0, id/1]).

start() ->
    show(fun() -> element(id(5), {a}) end),
    show(fun() -> atom_to_list(id(1)) end),
    show(fun() -> list_to_integer(id("x")) end),
    show(fun() -> binary_to_atom(id(<<255>>), utf8) end),
    show(fun() -> hd(id([])) end),
    show(fun() -> map_get(a, id(#{})) end),
    show(fun() -> lists:keyfind(a, id(0), []) end),
    show(fun() -> maps:get(k, id(#{})) end),
    show(fun() -> ets:lookup(id(none), 1) end),
    show(fun() -> binary:part(<<"abc">>, id(2), 5) end),
    show(fun() -> math:log(id(0)) end),
    show(fun() -> id(1) + id(a) end),
    show(fun() -> register(id(x), id(y)) end),
    show(fun() -> error(by_hand) end),
    show(fun() -> error(by_hand, [a, b]) end),
    show(fun() -> error(by_hand, [a], [{error_info, #{cause => c, module => m}}]) end),
    show(fun() -> error(by_hand, none, [{error_info, #{module => ?MODULE}}]) end),
    show(fun() -> {a, _} = id(b) end),
    show(fun() -> throw(x) end),
    show(fun() -> exit(x) end),
    show(fun() -> io:format(id("~q"), []) end),
    show(fun() -> unicode:characters_to_binary(id(a)) end),
    ok.

id(X) -> X.

show(F) ->
    try F()
    catch
        C:R:S ->
            [{M, Fn, A, Loc} | _] = S,
            Info = proplists:get_value(error_info, Loc),
            io:format("~p ~p ~p ~p~n", [C, R, {M, Fn, A}, Info]),
            text(C, R, S, Info)
    end.

text(error, R, S, #{module := M} = Info) when M =/= ?MODULE, M =/= m ->
    F = maps:get(function, Info, format_error),
    io:format("  ~p~n", [lists:sort(maps:to_list(M:F(R, S)))]);
text(_, _, _, _) -> ok.
