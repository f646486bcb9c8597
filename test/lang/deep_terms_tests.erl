%% Terms nested a million levels deep: what walks them must not use the native
%% stack.
-module(deep_terms_tests).
-export([start/0]).

-define(DEPTH, 1000000).

start() ->
    [deep(Kind) || Kind <- [list, tuple, improper, value, key, env]],
    damaged().

%% (as binaries, a million funs are more than 32-bit words can count the bits of)
depth(env) -> ?DEPTH div 4;
depth(_) -> ?DEPTH.

deep(Kind) ->
    A = nest(Kind, depth(Kind), a),
    B = nest(Kind, depth(Kind), a),
    C = nest(Kind, depth(Kind), 1),
    D = nest(Kind, depth(Kind), 1.0),
    io:format("~p ~p~n", [Kind, [A == B, A =:= B, A < B, A =< B, A < C, C < A,
                                 C =:= D, erts_internal:cmp_term(C, D)]]),
    %% keys of maps are compared exactly, so these differ
    io:format("~p~n", [C == D]),
    io:format("~p~n", [[erlang:phash2(T) || T <- [A, B, C]]]),
    io:format("~p~n", [[erlang:phash(T, 1 bsl 32) || T <- [A, B, C]]]),
    coded(Kind, A),
    io:format("~p~n", [erts_debug:flat_size(A)]),
    self() ! A,
    io:format("~p~n", [receive B -> same; _ -> other end]),
    io:format("~p~n", [maps:get(B, #{A => 1, C => 2})]),
    Large = maps:from_list([{A, x} | [{N, N} || N <- lists:seq(1, 40)]]),
    io:format("~p~n", [maps:get(B, Large)]),
    Table = ets:new(table, []),
    true = ets:insert(Table, {A, 1}),
    io:format("~p~n", [ets:lookup(Table, B) =:= [{A, 1}]]),
    ets:delete(Table).

coded(Kind, Term) ->
    Bytes = term_to_binary(Term),
    Back = binary_to_term(Bytes),
    io:format("~p~n", [{Back =:= Term, byte_size(iolist_to_binary(
        term_to_iovec(Term))) =:= byte_size(Bytes)}]),
    %% what OTP reckons with for a fun is more than it writes
    [io:format("~p~n", [{byte_size(Bytes), erlang:external_size(Term)}])
     || Kind =/= env].

nest(_, 0, Inner) -> Inner;
nest(list, N, Inner) -> nest(list, N - 1, [Inner]);
nest(tuple, N, Inner) -> nest(tuple, N - 1, {Inner});
nest(improper, N, Inner) -> nest(improper, N - 1, [Inner | b]);
nest(value, N, Inner) -> nest(value, N - 1, #{k => Inner});
nest(key, N, Inner) -> nest(key, N - 1, #{Inner => v});
nest(env, N, Inner) -> nest(env, N - 1, fun() -> Inner end).

%% A term that is not finished, or wrong, deep down.
damaged() ->
    Opening = binary:copy(<<104, 1>>, ?DEPTH),
    [io:format("~p~n", [catch_badarg(<<131, Opening/binary, End/binary>>)])
     || End <- [<<>>, <<99>>, <<255>>]].

catch_badarg(Bytes) ->
    try
        binary_to_term(Bytes)
    catch
        error:badarg -> badarg
    end.
