%% untranslated
%% Stack traces printed in full (frames of this module, with file and line; arguments where BEAM gives them).
-module(stacktrace_tests).
-export([start/0, id/1, f1/1, only_one/1, exported/2]).
-record(r, {a}).

start() ->
    show("badmatch", fun() -> f1(badmatch) end),
    show("case_clause", fun() -> f1(case_clause) end),
    show("if_clause", fun() -> f1(if_clause) end),
    show("function_clause", fun() -> only_one(id(2)) end),
    show("function_clause remote", fun() -> ?MODULE:exported(a, [1, 2]) end),
    show("badarith", fun() -> f1(badarith) end),
    show("element", fun() -> f1(element) end),
    show("hd", fun() -> f1(hd) end),
    show("undef module", fun() -> no_such_module:go(1, "two") end),
    show("undef function", fun() -> ?MODULE:no_such_function(1) end),
    show("badfun", fun() -> f1(badfun) end),
    show("badmap", fun() -> f1(badmap) end),
    show("badkey", fun() -> f1(badkey) end),
    show("badrecord", fun() -> f1(badrecord) end),
    show("try_clause", fun() -> f1(try_clause) end),
    show("error/1", fun() -> f1(error1) end),
    show("error/2", fun() -> f1(error2) end),
    show("throw", fun() -> f1(throw) end),
    show("exit", fun() -> f1(exit) end),
    show("nested calls", fun() -> a(1) end),
    show("tail calls leave no frame", fun() -> t(3) end),
    show("deep: eight frames at most", fun() -> down(20) end),
    show("from a fun", fun() -> [fun(X) -> id(X) + id(a) end(1)] end),
    show("in lists:map", fun() -> lists:map(fun(X) -> 1 / X end, [1, 0]) end),
    show("raise", fun() -> erlang:raise(error, made_up, [{m, f, 1, []}, {m, g, [a, b], [{file, "x.erl"}, {line, 7}]}]) end),
    show("fun clause", fun() -> (fun(1) -> one end)(id(2)) end),
    show("list comprehension", fun() -> [X || X <- id(oops)] end),
    show("bad generator filter", fun() -> [X || X <- [1], id(X)] end),
    io:format("~p~n", [erlang:raise(bad_class, r, [])]),
    show("apply", fun() -> apply(id(lists), id(reverse), [id(x)]) end),
    show("list_to_atom", fun() -> f1(list_to_atom) end),
    try f1(badmatch) catch _:_:S1 -> io:format("~p~n", [frames(S1)]) end,
    {'EXIT', {_, S2}} = (catch f1(error1)),
    io:format("~p~n", [frames(S2)]),
    try try a(1) catch C:R:S -> erlang:raise(C, R, S) end catch _:_:S3 -> io:format("~p~n", [frames(S3)]) end,
    ok.

id(X) -> X.

%% Frames below the test are those of the start-up, which are not compared; nor is error_info.
frames(Stack) ->
    Mine = lists:takewhile(fun({M, F, _, _}) -> not (M =:= init orelse M =:= ?MODULE andalso F =:= start) end, Stack),
    [case T of {M, F, A, L} -> {M, F, A, lists:keydelete(error_info, 1, L)} end || T <- Mine].

show(Name, Fun) ->
    try
        Fun(),
        io:format("~s: no failure~n", [Name])
    catch
        error:{badfun, F}:Stack ->
            %% BeamAsm of OTP 25 lists the calling function twice.
            io:format("~s: ~p~n~p~n", [Name, F, lists:usort(frames(Stack))]);
        Class:Reason:Stack ->
            io:format("~s: ~p ~p~n~p~n", [Name, Class, Reason, frames(Stack)])
    end.

f1(badmatch) -> {ok, _} = id({error, 1}), done;
f1(case_clause) -> case id(5) of 6 -> six end, done;
f1(if_clause) -> X = id(1), if X > 1 -> big; X < 0 -> negative end, done;
f1(badarith) -> _ = id(1) + id(a), done;
f1(element) -> _ = element(id(3), id({a, b})), done;
f1(hd) -> _ = hd(id([])), done;
f1(badfun) -> {(id(not_a_fun))(1, 2), done};
f1(badmap) -> {id((id([]))#{a => 1}), done};
f1(badkey) -> {id((id(#{}))#{a := 1}), done};
f1(badrecord) -> _ = (id({r, 1, 2}))#r.a, done;
f1(try_clause) -> try id(1) of 2 -> two catch throw:_ -> thrown end, done;
f1(error1) -> error(my_reason), done;
f1(error2) -> error({my, reason}, [one, 2, "three"]), done;
f1(throw) -> throw(ball), done;
f1(exit) -> exit({shutdown, now}), done;
f1(list_to_atom) -> _ = list_to_atom(id([foo])), done.

only_one(1) -> one.

exported(X, [1]) when X > 0 -> X.

a(X) ->
    Y = b(X),
    Y + 1.

b(X) ->
    Y = c(X),
    Y + 1.

c(X) -> Y = id(X) + id(z), Y.

t(0) -> error(end_of_tail_calls);
t(N) -> t(N - 1).

down(0) -> error(bottom);
down(N) -> 1 + down(N - 1).
