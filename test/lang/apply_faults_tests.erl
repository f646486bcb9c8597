%% untranslated
%% apply/2,3 of what can not be applied: the error shows what was given, however far the arguments had come (300: OTP counts 256 and 257 of apply/2 as 0 and 1).
-module(apply_faults_tests).
-export([start/0]).

start() ->
    Args = [[], [x], [x, y], [x, y, z, w], [x | y], [x, y, z | u], foo, lists:duplicate(300, x), lists:duplicate(300, x) ++ y],
    [io:format("~p~n", [[fault(G) || G <- [fun() -> apply(M, F, A) end, fun() -> {body, apply(M, F, A)} end,
                                           fun() -> apply(M, A) end, fun() -> {body, apply(M, A)} end]]]) ||
        M <- [a, 1, fun erlang:abs/1, fun(x) -> 1 end], F <- [b, 2], A <- Args],
    ok.

fault(F) ->
    try F() of
        V -> V
    catch C:R:S -> [{_, _, A, I} | _] = S, {C, hide(R), hide(A), I}
    end.

%% Local funs and long lists.
hide(F) when is_function(F) -> erlang:fun_info(F, arity);
hide(T) when is_tuple(T) -> list_to_tuple([hide(X) || X <- tuple_to_list(T)]);
hide([H | T] = L) -> case erlang:external_size(L) > 200 of true -> long; false -> [hide(H) | hide(T)] end;
hide(X) -> X.
