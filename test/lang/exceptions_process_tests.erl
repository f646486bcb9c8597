%% Exceptions that end processes: the whole reason, stack trace with lines included, as linked and monitoring processes see it.
-module(exceptions_process_tests).
-export([start/0, id/1, fail/1, init/2]).

start() ->
    process_flag(trap_exit, true),
    Kinds = [badmatch, case_clause, if_clause, function_clause, badarith, badarg, badfun, badarity, badmap, badkey, badrecord, undef,
             throw, exit, error, error_args, raise, timeout_value, system_limit, nocatch, noproc, normal, list_bif, in_fun, in_lists],
    lists:foreach(fun(K) ->
        P = spawn_link(?MODULE, fail, [K]),
        receive {'EXIT', P, R} -> io:format("~p: ~p~n", [K, clean(R)]) end
    end, Kinds),
    lists:foreach(fun(K) ->
        {P, M} = spawn_monitor(fun() -> id(before), fail(K), id('after') end),
        receive {'DOWN', M, process, P, R} -> io:format("~p: ~p~n", [K, clean(R)]) end
    end, [badmatch, undef, throw, exit]),
    io:format("~p~n", [proc_lib:start_link(?MODULE, init, [self(), ok])]),
    io:format("~p~n", [receive {'EXIT', _, X} -> X end]),
    io:format("~p~n", [proc_lib:start_link(?MODULE, init, [self(), {fail, why}])]),
    io:format("~p~n", [receive {'EXIT', _, X2} -> X2 end]),
    ok.

id(X) -> X.

%% error_info is left out, and the doubled frame of badfun: see stacktrace_tests.
clean({R, [{_, _, _, _} | _] = S}) when element(1, R) =:= badarity ->
    {_, {_, Args}} = R,
    {badarity, Args, length(S) > 0};
clean({{badfun, F}, S}) -> {badfun, F, lists:usort(S)};
clean({R, [{_, _, _, _} | _] = S}) -> {R, [{M, F, A, lists:keydelete(error_info, 1, L)} || {M, F, A, L} <- S]};
clean(R) -> R.

init(Parent, ok) ->
    proc_lib:init_ack(Parent, {ok, started}),
    exit(finished);
init(Parent, {fail, Why}) ->
    proc_lib:init_ack(Parent, {error, Why}).

fail(badmatch) -> {a, _} = id({b, c});
fail(case_clause) -> case id([x]) of [] -> ok end;
fail(if_clause) -> X = id(1), if X =:= 2 -> ok end;
fail(function_clause) -> only(id(3));
fail(badarith) -> id(1) / 0;
fail(badarg) -> atom_to_list(id("a"));
fail(badfun) -> {(id(nofun))()};
fail(badarity) -> (id(fun(X) -> X end))();
fail(badmap) -> maps:get(a, id(b));
fail(badkey) -> maps:get(a, id(#{b => 1}));
fail(badrecord) -> {badrecord, x} = id({badrecord, y});
fail(undef) -> nowhere:nothing(id(1), [2]);
fail(throw) -> throw({thrown, "away"});
fail(exit) -> exit({my, [reason]});
fail(error) -> error({my, error});
fail(error_args) -> error(my_error, [a, 1]);
fail(raise) -> try fail(badmatch) catch C:R:S -> erlang:raise(C, {again, R}, S) end;
fail(timeout_value) -> receive x -> ok after id(foo) -> ok end;
fail(system_limit) -> list_to_atom(lists:duplicate(id(300), $x));
fail(nocatch) -> try throw(a) catch throw:b -> ok end;
fail(noproc) -> gen_server:call(no_such_server, hi);
fail(normal) -> done;
fail(list_bif) -> length(id([1 | 2]));
fail(in_fun) -> F = fun(X) -> id(1) + id(X) end, [F(a)];
fail(in_lists) -> lists:foldl(fun(X, Acc) -> X + Acc end, 0, [1, 2, id(z)]).

only(1) -> ok.
