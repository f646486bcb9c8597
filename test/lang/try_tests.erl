%% untranslated
%% try, catch, after, of: every clause, nested in every position, with the order of effects printed.
-module(try_tests).
-export([start/0, id/1]).

start() ->
    Acts = [fun() -> value end, fun() -> throw(t) end, fun() -> error(e) end, fun() -> exit(x) end, fun() -> 1 div id(0) end,
            fun() -> throw({nested, [1, 2]}) end, fun() -> erlang:raise(throw, raised, []) end, fun() -> ok = id(not_ok) end],
    each("plain", fun(F) -> try F() catch throw:R -> {caught, R} end end, Acts),
    each("all", fun(F) -> try F() catch C:R -> {C, R} end end, Acts),
    each("default class", fun(F) -> try F() catch R -> {thrown, R} end end, Acts),
    each("of", fun(F) -> try F() of value -> got; V -> {other, V} catch error:_ -> error; exit:R -> {exit, R} end end, Acts),
    each("guards", fun(F) -> try F() catch C:R when C =:= throw, R =:= t; is_tuple(R) -> {guarded, R} end end, Acts),
    each("after", fun(F) -> try F() after io:format("[after]") end end, Acts),
    each("catch after", fun(F) -> try F() catch error:R -> {error, R} after io:format("[after]") end end, Acts),
    each("of fails", fun(F) -> try F() of value -> error(in_of) catch error:in_of -> wrong; C:R -> {C, R} end end, Acts),
    each("rethrow", fun(F) -> try try F() catch C:R -> throw({again, C, R}) end catch throw:R2 -> R2 end end, Acts),
    each("reraise", fun(F) -> try try F() catch C:R:S -> erlang:raise(C, R, S) end catch C2:R2 -> {C2, R2} end end, Acts),
    each("after fails", fun(F) -> try try F() after throw(from_after) end catch throw:R -> R end end, Acts),
    each("nested after", fun(F) -> try try F() after io:format("[in]") end after io:format("[out]") end end, Acts),
    each("old catch", fun(F) -> case catch F() of {'EXIT', {R, _}} -> {exit2, R}; V -> V end end, Acts),
    each("catch in try", fun(F) -> try {catch throw(inner), F()} catch _:R -> {outer, R} end end, Acts),
    each("try in catch", fun(F) -> catch try F() catch error:_ -> throw(converted) end end, Acts),
    each("no clause", fun(F) -> try try F() of nothing -> ok catch exit:x -> exit_x end catch C:R -> {C, R} end end, Acts),
    each("fun in after", fun(F) -> G = fun(X) -> io:format("~p", [X]) end, try F() after G(a), G(b) end end, Acts),
    io:format("~p~n", [vars(1)]),
    io:format("~p~n", [[body_vars(X) || X <- [0, 1, 2, a]]]),
    io:format("~p~n", [catch deep(5)]),
    io:format("~p~n", [loop(1000, 0)]),
    io:format("~p~n", [[catch throw(X) || X <- [1, {a, b}, "s"]]]),
    io:format("~p~n", [catch exit(reason)]),
    io:format("~p~n", [1 + (catch 2)]),
    io:format("~p~n", [[ret(X) || X <- [1, 2, 3, 4]]]),
    io:format("~p~n", [catch lists:foreach(fun(3) -> throw(found); (_) -> ok end, [1, 2, 3, 4])]),
    io:format("~p~n", [try (id(undefined_fun))() catch error:{badfun, F} -> F end]),
    io:format("~p~n", [in_list()]),
    ok.

id(X) -> X.

each(Name, Wrap, Acts) ->
    io:format("~s:", [Name]),
    lists:foreach(fun(Act) ->
        R = try {value, Wrap(Act)} catch Class:Reason -> {escaped, Class, Reason} end,
        io:format(" ~p", [R])
    end, Acts),
    io:format("~n").

vars(X) ->
    A = id(X), B = id(2),
    R = try C = id(A + B), id(C * 2) of 6 -> D = six, {D, A} catch _:_ -> failed after id(B) end,
    {R, A, B}.

body_vars(X) ->
    Y = id({keep, X}),
    try id(10) div X of
        10 -> {ten, Y};
        Z -> {Z, Y}
    catch
        error:badarith when X =:= 0 -> {zero, Y};
        error:badarith -> {arith, Y}
    end.

deep(0) -> throw(bottom);
deep(N) -> try deep(N - 1) catch throw:T when N rem 2 =:= 0 -> throw({N, T}); throw:T -> throw([N, T | id([])]) after id(N) end.

loop(0, Acc) -> Acc;
loop(N, Acc) ->
    New = try case N rem 3 of 0 -> throw(N); 1 -> error(N); 2 -> N end catch throw:V -> V * 2; error:V -> -V end,
    loop(N - 1, Acc + New).

ret(X) ->
    try
        case X of 1 -> throw({done, one}); 2 -> exit(two); 3 -> error(three); _ -> plain end
    catch
        throw:{done, V} -> V;
        exit:V -> {e, V};
        error:V -> {err, V}
    end.

in_list() -> [try id(X) / Y catch error:badarith -> bad end || X <- [1, 2], Y <- [0, 1]].
