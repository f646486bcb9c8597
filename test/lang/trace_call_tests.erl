%% erlang:trace_pattern/2,3 of functions: what the tracer of calls is told, and trace_info/2.
-module(trace_call_tests).
-export([start/0, twice/1, add/2, fails/1, catches/1, count/1, loop/0]).

twice(X) -> Y = add(X, X), {Y}.
add(X, Y) -> plus(X, Y).
plus(X, Y) -> X + Y.
fails(X) -> Y = error_of(X), {Y}.
error_of(X) -> error({no, X}).
catches(X) -> try fails(X) catch error:_ -> caught end.
count(0) -> 0;
count(N) -> 1 + count(N - 1).

loop() ->
    receive
        {do, Fun, From} -> From ! {done, catch Fun()}, ?MODULE:loop();
        stop -> ok
    end.

collect(Messages) ->
    receive
        {all, From} -> From ! {all, lists:reverse(Messages)}, collect([]);
        M -> collect([M | Messages])
    end.

%% What comes of a call in the traced process, with its pid taken out.
traced(Text, Fun) ->
    P = get(p),
    T = get(t),
    P ! {do, Fun, self()},
    receive {done, _} -> ok end,
    Ref = erlang:trace_delivered(P),
    receive {trace_delivered, P, Ref} -> ok end,
    T ! {all, self()},
    receive {all, Messages} -> ok end,
    io:format("~s:~n", [Text]),
    [io:format("    ~p~n", [plain(tuple_to_list(M))]) || M <- Messages].

plain([trace_ts | Rest]) -> plain([trace | lists:droplast(Rest)]) ++ [time];
plain([trace, _ | Rest]) -> Rest.

pattern(Spec, Match, Flags) ->
    io:format("~p~n", [erlang:trace_pattern(Spec, Match, Flags)]).

start() ->
    put(t, spawn(fun() -> collect([]) end)),
    put(p, spawn(?MODULE, loop, [])),
    1 = flags(true, [call]),
    pattern({?MODULE, add, 2}, true, [local]),
    pattern({?MODULE, '_', '_'}, true, [global]),
    traced("global", fun() -> twice(1), ?MODULE:twice(2), ?MODULE:add(3, 4) end),
    pattern({?MODULE, '_', '_'}, true, [local]),
    pattern({?MODULE, '_', '_'}, false, [local]),
    [pattern({?MODULE, F, '_'}, true, [local]) || F <- [twice, add, plus, fails, error_of, catches]],
    traced("local", fun() -> twice(1), ?MODULE:add(3, 4) end),
    flags(true, [return_to]),
    traced("return_to", fun() -> twice(1), catches(a), ok end),
    flags(true, [arity, strict_monotonic_timestamp]),
    traced("arity, time", fun() -> twice(1) end),
    flags(false, [arity, strict_monotonic_timestamp]),
    match_specs(),
    flags(false, [return_to]),
    natives(),
    meta(),
    counts(),
    infos(),
    get(p) ! stop.

flags(On, Flags) ->
    erlang:trace(get(p), On, [{tracer, get(t)} | Flags]).

match_specs() ->
    every([{'_', [], [{exception_trace}]}]),
    traced("exception_trace", fun() -> twice(1), catches(a), fails(b) end),
    every([{'_', [], [{return_trace}, {message, false}]}]),
    traced("no message", fun() -> twice(1) end),
    every([{['$1', '$2'], [{'>', '$1', 2}], [{message, {{'$2', {caller}}}}]},
           {['$1'], [{'=:=', '$1', {const, a}}], [{message, [{self}]}, {message, '$_'}]}]),
    traced("heads and guards", fun() -> twice(1), twice(3), add(3, 4), catches(a) end),
    every([{'_', [], [{silent, true}]}]),
    traced("silent", fun() -> twice(1) end),
    every([{'_', [], [{message, {get_tcw}}, {set_tcw, 17}, {silent, false}]}]),
    traced("not silent", fun() -> plus(1, 2), plus(1, 2) end),
    io:format("~p~n", [erlang:system_flag(trace_control_word, 0)]),
    every([{'_', [], [{message, {trace, [call], [procs]}}]}]),
    traced("trace", fun() -> twice(1) end),
    io:format("~p~n", [erlang:trace_info(get(p), flags)]),
    flags(false, [all]),
    flags(true, [call]).

every(Spec) ->
    [erlang:trace_pattern({?MODULE, F, '_'}, Spec, [local])
     || F <- [twice, add, plus, fails, error_of, catches]].

natives() ->
    erlang:trace_pattern({?MODULE, '_', '_'}, false, [local]),
    Spec = [{'_', [], [{exception_trace}, {message, {caller}}]}],
    pattern({lists, keyfind, 3}, Spec, []),
    pattern({erlang, atom_to_list, 1}, Spec, [local]),
    traced("natives", fun() ->
        {lists:keyfind(b, 1, [{a, 1}, {b, 2}]), catch atom_to_list(id(1)), apply(erlang, atom_to_list, [x])}
    end),
    pattern({lists, keyfind, 3}, false, []),
    pattern({erlang, atom_to_list, 1}, false, [local]),
    traced("no natives", fun() -> lists:keyfind(b, 1, [{a, 1}]), atom_to_list(x) end).

id(X) -> X.

meta() ->
    erlang:trace_pattern({?MODULE, add, 2}, [{'_', [], [{return_trace}]}], [{meta, get(t)}]),
    erlang:trace_pattern({?MODULE, add, 2}, true, [local]),
    flags(false, [call]),
    traced("meta only", fun() -> twice(1) end),
    flags(true, [call]),
    traced("meta and local", fun() -> twice(1) end),
    io:format("~p~n", [erlang:trace_info({?MODULE, add, 2}, meta_match_spec)]),
    erlang:trace_pattern({?MODULE, add, 2}, false, [meta]),
    erlang:trace_pattern({?MODULE, add, 2}, false, [local]),
    traced("none", fun() -> twice(1) end).

counts() ->
    1 = erlang:trace_pattern({?MODULE, count, 1}, true, [call_count, call_time]),
    count(10),
    {call_count, N} = erlang:trace_info({?MODULE, count, 1}, call_count),
    {call_time, []} = erlang:trace_info({?MODULE, count, 1}, call_time),
    traced("counted", fun() -> count(5) end),
    {call_count, M} = erlang:trace_info({?MODULE, count, 1}, call_count),
    {call_time, [{P, K, S, _}]} = erlang:trace_info({?MODULE, count, 1}, call_time),
    io:format("~p~n", [{N, M, K, S, P =:= get(p)}]),
    erlang:trace_pattern({?MODULE, count, 1}, pause, [call_count]),
    count(10),
    io:format("~p~n", [erlang:trace_info({?MODULE, count, 1}, call_count)]),
    erlang:trace_pattern({?MODULE, count, 1}, restart, [call_count]),
    count(3),
    io:format("~p~n", [erlang:trace_info({?MODULE, count, 1}, call_count)]),
    erlang:trace_pattern({?MODULE, count, 1}, false, [call_count, call_time]),
    io:format("~p~n", [erlang:trace_info({?MODULE, count, 1}, all)]).

infos() ->
    erlang:trace_pattern({?MODULE, count, 1}, [{'_', [], [{return_trace}]}], [local]),
    io:format("~p~n", [erlang:trace_info({?MODULE, count, 1}, all)]),
    erlang:trace_pattern({?MODULE, count, 1}, true, [global]),
    io:format("~p~n", [erlang:trace_info({?MODULE, count, 1}, all)]),
    erlang:trace_pattern({?MODULE, count, 1}, false, [global]),
    [io:format("~p~n", [erlang:trace_info(W, I)]) || {W, I} <- [
        {{?MODULE, count, 1}, all}, {{?MODULE, no, 1}, traced}, {{erlang, spawn, 1}, match_spec},
        {on_load, all}, {send, match_spec}, {'receive', match_spec}, {new, flags}, {new_ports, tracer}]],
    [fails(F, A) || {F, A} <- [
        {trace, [foo, true, [call]]}, {trace, [self(), true, [foo]]}, {trace, [self(), maybe, [call]]},
        {trace_pattern, [{a, b, c}, true, [local]]}, {trace_pattern, [{a, b, 1}, no, [local]]},
        {trace_pattern, [{a, b, 1}, true, [foo]]}, {trace_pattern, [{'_', b, 1}, true, [local]]},
        {trace_pattern, [{a, b, 1}, true, [local, global]]}, {trace_pattern, [send, true, [local]]},
        {trace_info, [self(), foo]}, {trace_info, [foo, flags]}, {trace_info, [{a, b, c}, all]}]].

fails(Name, Args) ->
    try io:format("~p~n", [apply(erlang, Name, Args)])
    catch error:Reason:Stack ->
        [{M, F, _, Info} | _] = Stack,
        io:format("~p ~p ~p~n", [Reason, {M, F}, Info])
    end.
