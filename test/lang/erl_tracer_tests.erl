%% The natives of erl_tracer.
-module(erl_tracer_tests).
-export([start/0]).

start() ->
    S = self(),
    {Dead, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, _, _, _} -> ok end,
    W = spawn(fun() -> receive x -> ok end end),
    Pairs = [{S, S}, {S, W}, {Dead, W}, {x, W}, {W, W}],
    [io:format("~p: ~p~n", [Tag, [catch erl_tracer:enabled(Tag, P, Q) || {P, Q} <- Pairs]])
     || Tag <- [call, trace_status, send, running, foo, 1]],
    [io:format("~p ~p: ~p~n", [Tag, Options, catch erl_tracer:trace(Tag, S, W, m, Options)])
     || Tag <- [call, send, foo, seq_trace], Options <- options()],
    [io:format("~p~n", [catch erl_tracer:trace(call, T, W, m, #{})]) || T <- [Dead, x]],
    messages(W).

options() ->
    All = #{match_spec_result => r, extra => e, scheduler_id => 2},
    [#{}, #{extra => e}, #{timestamp => t}, All#{timestamp => t}, #{match_spec_result => r}, #{scheduler_id => 1}, []].

messages(W) ->
    receive
        M -> io:format("~p~n", [[if X =:= W -> w; true -> X end || X <- tuple_to_list(M)]]), messages(W)
    after 0 -> ok
    end.
