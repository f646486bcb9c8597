%% Stack traces of errors of many kinds, and the text that erl_error makes of them.
-module(exceptions_trace_tests).
-compile([{inline, [{inlined,1}]}, nowarn_unused_function]).
-export([fmt/2, start/0, run/1, fc/2, body/1, wait/0, m/1]).
-record(r, {a, b = 1}).
start() ->
    [one(N, F) || {N, F} <- cases()],
    spawned(),
    ok.

%% The entries of this test and of libraries, not those below it.
one(N, F) ->
    try F() of V -> io:format("~p: value ~p~n", [N, V])
    catch C:R:S ->
        Own = lists:takewhile(fun({_, Fun, _, _}) -> Fun =/= one; (_) -> true end, S),
        io:format("~p: ~0p ~0p~n", [N, {C, R}, Own]),
        try io:format("~ts~n", [erl_error:format_exception(C, R, Own)])
        catch _:E -> io:format("~0p~n", [E])
        end
    end.

id(X) -> X.
fc(a, {b, _}) -> ok.
body([X|Xs]) -> [X + 1 | body(Xs)];
body([]) -> id(none) + id(1).
wait() -> receive X when X > a -> X after id(-1) -> x end.
m(#{a := X}) -> X.
guard_fun(X) -> F = fun(Y) when Y > 10 -> Y end, F(X).
nested() -> try try error(inner) after id(1) end catch error:inner:S -> erlang:raise(exit, outer, S) after id(2) end.
of_() -> try id(3) of 4 -> four catch _:_ -> no end.
rethrow() -> try id(a) + 1 catch C:R:S -> erlang:raise(C, R, S) end.
in_after() -> try id(1) after error(in_after) end.
in_catch() -> try error(a) catch error:a -> error(b) end.
catch_() -> {catch id(a) * 2, catch throw(x), catch exit(y)}.
-file("other.hrl", 100).
other_file() -> id(1) / id(0).
inlined(X) -> {ok, Y} = X, Y.

cases() ->
    [{fc, fun() -> ?MODULE:fc(1, 2) end},
     {fcl, fun() -> fc(id(1), 2) end},
     {body, fun() -> body([1,2,3,4]) end},
     {wait, fun wait/0},
     {badmap, fun() -> (id(x))#{a => 1} end},
     {badkey, fun() -> (id(#{}))#{a := 1} end},
     {mapfc, fun() -> m(#{b => 1}) end},
     {badrecord, fun() -> (id({r}))#r.a end},
     {badrecord2, fun() -> (id({x,1,2}))#r{a=1} end},
     {funclause, fun() -> guard_fun(1) end},
     {anonfc, fun() -> (fun(a) -> b end)(id(c)) end},
     {badarity, fun() -> (id(fun() -> a end))(1) end},
     {badfun, fun() -> (id(notfun))(1) end},
     {undef, fun() -> nomodule:f(1, b) end},
     {undef2, fun() -> lists:nofunction(1, b) end},
     {undef3, fun() -> apply(id(?MODULE), id(nofun), [1]) end},
     {undef4, fun() -> (id(fun ?MODULE:nofun/2))(1, 2) end},
     {apply1, fun() -> apply(id(x), id([])) end},
     {apply2, fun() -> apply(id(lists), id(map), id(x)) end},
     {apply3, fun() -> apply(id(1), id(f), []) end},
     {apply4, fun() -> apply(id(fun lists:map/2), [1]) end},
     {apply5, fun() -> (id(1)):foo() end},
     {apply6, fun() -> apply(fun erlang:atom_to_list/1, [id(1)]) end},
     {apply7, fun() -> apply(erlang, id(atom_to_list), [id(1)]) end},
     {casec, fun() -> case id(1) of 2 -> a end end},
     {ifc, fun() -> X = id(1), if X > 2 -> a end end},
     {match, fun() -> {ok, _} = id(error) end},
     {tryc, fun of_/0},
     {nested, fun nested/0}, {rethrow, fun rethrow/0}, {inafter, fun in_after/0}, {incatch, fun in_catch/0}, {'catch', fun catch_/0},
     {other, fun other_file/0}, {inl, fun() -> inlined(id(no)) end},
     {nif, fun() -> lists:map(fun(X) -> X + id(a) end, [1,2]) end},
     {foldl, fun() -> lists:foldl(fun(X, A) -> element(X, A) end, {}, [1,2]) end},
     {sort, fun() -> lists:sort(fun(X) -> X end, [1,2,3]) end},
     {keysort, fun() -> lists:keysort(2, [{1}, {2}]) end},
     {lstr, fun() -> list_to_integer("12x") end},
     {lc, fun() -> [X || X <- id(a)] end},
     {lc2, fun() -> [X || {X, 1} <- [{1,1}|id(b)]] end},
     {bc, fun() -> << <<X>> || X <- [1, id(a)]>> end},
     {bc2, fun() -> << X || <<X:4>> <- id(x)>> end},
     {lcg, fun() -> [X || X <- [1], id(foo)] end},
     {bin, fun() -> <<(id(a)):8>> end},
     {bin2, fun() -> <<(id(1)):(id(-1))>> end},
     {bin3, fun() -> <<(id(1))/binary, 2>> end},
     {bin4, fun() -> <<(id(1))/float, (id(a))/utf8>> end},
     {bin5, fun() -> <<(id(-1))/utf8>> end},
     {bin6, fun() -> <<(id(<<1>>)):4/binary>> end},
     {bin7, fun() -> <<"x", (id(foo))/float>> end},
     {binm, fun() -> <<X:8, _/binary>> = id(<<>>), X end},
     {andalso_, fun() -> id(1) andalso true end},
     {orelse_, fun() -> id(b) orelse true end},
     {not_, fun() -> not id(1) end},
     {and_, fun() -> id(true) and id(1) end},
     {neg, fun() -> - id(a) end}, {bn, fun() -> bnot id(1.0) end}, {bsl_, fun() -> id(1) bsl id(a) end},
     {div0, fun() -> id(1) div id(0) end}, {rem0, fun() -> id(1) rem 0 end}, {divf, fun() -> id(1.5) div 2 end},
     {mul, fun() -> id(2) * id("x") end}, {sub, fun() -> 5 - id(a) end}, {fl, fun() -> id(1.0e308) * 100 end},
     {pp, fun() -> id(a) ++ "x" end}, {mm, fun() -> id(a) -- "x" end}, {mm2, fun() -> [1] -- id(a) end},
     {send, fun() -> id(noname) ! x end}, {send2, fun() -> id(1) ! x end},
     {timeout, fun() -> receive after id(foo) -> x end end},
     {throw_, fun() -> throw({my, "throw"}) end}, {exit_, fun() -> exit({my, reason}) end},
     {errargs, fun() -> error(badarg, [1, 2]) end}, {errargs2, fun() -> error({custom, reason}, none) end},
     {erropt, fun() -> error(badarg, [1], [{error_info, #{cause => #{1 => "is no good"}, module => ?MODULE, function => fmt}}]) end},
     {erropt2, fun() -> error(badarg, [1], [foo]) end}, {erropt3, fun() -> error(badarg, none, [{error_info, x}]) end}, {erropt4, fun() -> error(badarg, x, foo) end},
     {raise1, fun() -> erlang:raise(foo, x, []) end}, {raise2, fun() -> erlang:raise(error, x, foo) end}, {raise3, fun() -> erlang:raise(error, x, [{a, b, 1}]) end},
     {raise4, fun() -> erlang:raise(error, x, [{a, b, 1, [{line, 3}, {file, "x"}]}, {fun() -> a end, 1}]) =:= badarg end},
     {raise5, fun() -> erlang:raise(error, x, [{a, b}]) end}, {raise6, fun() -> erlang:raise(error, x, [{a, b, c, d, e}]) end}, {raise7, fun() -> erlang:raise(error, x, [{a, b, c}]) end}, {raise8, fun() -> erlang:raise(error, x, [{a,b,1,[]}|x]) end},
     {raise9, fun() -> erlang:raise(error, x, [{a,b,-1,[]}]) end}, {raise10, fun() -> erlang:raise(error, x, [{a,b,[1|2],[]}]) end}, {raise11, fun() -> erlang:raise(error, x, [{a,b,1,foo}]) end}, {raise12, fun() -> erlang:raise(error, x, [{1,b,1,[]}]) end}, {raise13, fun() -> erlang:raise(throw, x, [{a,b,1,[x]}]) end},
     {raise14, fun() -> erlang:raise(error, x, [{fun lists:map/2, [1], []}]) end}, {raise15, fun() -> erlang:raise(error, x, [{x, 1, []}]) end}, {raise16, fun() -> erlang:raise(error, x, [{fun lists:map/2, 1}]) end}, {raise17, fun() -> erlang:raise(exit, x, [{a, b, 300, []} || _ <- lists:seq(1, 20)]) end},
     {nif_error, fun() -> erlang:nif_error(not_loaded) end}, {nif_error2, fun() -> erlang:nif_error(not_loaded, [1]) end},
     {maps1, fun() -> maps:map(fun(K) -> K end, #{a => 1}) end}, {maps2, fun() -> maps:fold(x, a, #{}) end}, {maps3, fun() -> maps:update(a, 1, #{}) end}, {maps4, fun() -> maps:filter(fun(_, _) -> x end, #{a => 1}) end},
     {binp, fun() -> binary:part(id(<<"abc">>), 1, 10) end}, {str, fun() -> string:slice(id(1), 2) end}, {ets_, fun() -> ets:lookup(id(nt), 1) end}, {ets2, fun() -> ets:new(id("x"), []) end}, {ets3, fun() -> ets:new(x, [foo]) end},
     {io1, fun() -> io:format("~p ~p~n", [1]) end}, {io2, fun() -> io:put_chars(id(a)) end}, {iol, fun() -> io_lib:format("~s", [id(1)]) end}, {reg, fun() -> register(id(a), id(b)) end}, {uc, fun() -> unicode:characters_to_list(id(foo)) end}, {calls, fun() -> calendar:day_of_the_week(1, 2) end}, {gs, fun() -> gen_server:call(nosuch, x) end},
     {pdict, fun() -> lists:nth(id(10), [1,2]) end}, {crypto_, fun() -> erlang:md5(id(x)) end}, {tup, fun() -> setelement(id(3), {1,2}, x) end}, {hdd, fun() -> hd(id([])) end}, {tll, fun() -> tl(id(x)) end}, {lengthh, fun() -> length(id([1|2])) end},
     {size_, fun() -> size(id(x)) end}, {mapsize, fun() -> map_size(id(x)) end}, {mapget, fun() -> map_get(id(x), #{}) end}, {ismapkey, fun() -> is_map_key(id(x), x) end}, {maxx, fun() -> round(id(x)) end}, {spawn_, fun() -> spawn(id(1), f, []) end}, {spawn2, fun() -> spawn(id(1)) end}, {lnk, fun() -> link(id(x)) end}, {mon, fun() -> monitor(process, id("x")) end},
     {process_flag, fun() -> process_flag(id(x), true) end}, {float1, fun() -> float_to_list(id(1.0), [{decimals, 1000}]) end}, {b2t, fun() -> binary_to_term(id(<<1,2,3>>)) end}, {la, fun() -> list_to_atom(lists:duplicate(300, $a)) end}, {ba, fun() -> binary_to_existing_atom(<<"nosuchatomhere99">>) end}].
spawned() ->
    [begin {Pid, Ref} = spawn_monitor(F), receive {'DOWN', Ref, process, Pid, R} -> io:format("~p: ~0p~n", [N, R]) end end
     || {N, F} <- cases(), not lists:member(N, [send, process_info])].
run(F) -> F().
fmt(_R, [{_, _, _, Info}|_]) -> maps:get(cause, proplists:get_value(error_info, Info)).
