%% erlang:trace/3 of processes: messages, links, ends, registering, switches; who is traced with whom.
-module(trace_event_tests).
-export([start/0, loop/0, child/0]).

loop() ->
    receive
        {do, Fun, From} -> Result = Fun(), From ! {done, Result}, loop();
        stop -> ok
    end.

child() ->
    receive stop -> ok end.

collect(Messages) ->
    receive
        {all, From} -> From ! {all, lists:reverse(Messages)}, collect([]);
        M -> collect([M | Messages])
    end.

traced(Text, Fun) ->
    get(p) ! {do, Fun, self()},
    receive {done, Result} -> ok end,
    show(Text),
    Result.

%% What the tracer got; pids are numbered as they come.
show(Text) ->
    Ref = erlang:trace_delivered(all),
    receive {trace_delivered, all, Ref} -> ok end,
    T = get(t),
    T ! {all, self()},
    receive {all, Messages} -> ok end,
    io:format("~s:~n", [Text]),
    [io:format("    ~p~n", [plain(tuple_to_list(M))]) || M <- Messages].

plain([trace_ts | Rest]) -> plain([trace | lists:droplast(Rest)]) ++ [kind(lists:last(Rest))];
plain([trace | Rest]) -> plain(Rest);
plain([X | Rest]) -> [plain(X) | plain(Rest)];
plain(T) when is_tuple(T) -> list_to_tuple(plain(tuple_to_list(T)));
plain(P) when is_pid(P) -> name(P);
plain(F) when is_function(F) -> a_fun;
plain(R) when is_reference(R) -> a_ref;
plain(T) -> T.

kind({A, B, C}) when is_integer(A), is_integer(B), is_integer(C) -> now;
kind({A, B}) when is_integer(A), is_integer(B) -> strict;
kind(A) when is_integer(A) -> monotonic.

name(P) ->
    case get(P) of
        undefined ->
            N = get(next),
            put(next, N + 1),
            put(P, N),
            N;
        Name -> Name
    end.

%% Until a process has ended, and its tracer knows.
gone(Pid) ->
    Ref = monitor(process, Pid),
    receive {'DOWN', Ref, _, _, _} -> ok end.

flags(On, Flags) ->
    1 = erlang:trace(get(p), On, [{tracer, get(t)} | Flags]).

start() ->
    put(t, spawn(fun() -> collect([]) end)),
    put(p, spawn(fun loop/0)),
    put(next, 1),
    put(get(p), p),
    put(self(), me),
    messages(),
    relations(),
    inherited(),
    switches(),
    specs(),
    ended().

messages() ->
    flags(true, [send]),
    traced("send", fun() ->
        self() ! a, register(me, self()), me ! b, {me, node()} ! c, catch ({me, 'no@where'} ! x),
        catch (no_name ! d), {no_name, node()} ! e, unregister(me),
        [receive X -> ok end || X <- [a, b, c]]
    end),
    Dead = spawn(fun() -> ok end),
    gone(Dead),
    traced("to a dead process", fun() -> Dead ! f end),
    flags(false, [send]),
    flags(true, ['receive']),
    traced("receive", fun() -> self() ! a, receive a -> ok end, receive b -> ok after 1 -> late end end),
    flags(true, [timestamp]),
    traced("timestamp", fun() -> ok end),
    flags(false, [timestamp]),
    flags(true, [monotonic_timestamp]),
    traced("monotonic_timestamp", fun() -> ok end),
    flags(false, [monotonic_timestamp]),
    flags(true, [strict_monotonic_timestamp]),
    traced("strict_monotonic_timestamp", fun() -> ok end),
    flags(false, [strict_monotonic_timestamp, 'receive']),
    io:format("~p~n", [erlang:trace_info(get(p), flags)]).

relations() ->
    flags(true, [procs]),
    C = traced("spawn, link", fun() ->
        Child = spawn(?MODULE, child, []), link(Child), link(Child), unlink(Child), unlink(Child), Child
    end),
    traced("register", fun() -> register(me, self()), unregister(me), register(kid, C), unregister(kid) end),
    C ! stop,
    gone(C),
    D = traced("spawn_link", fun() -> spawn_link(?MODULE, child, []) end),
    D ! stop,
    gone(D),
    show("it ended"),
    E = traced("trap_exit", fun() -> process_flag(trap_exit, true), spawn_link(fun child/0) end),
    exit(E, bye),
    gone(E),
    traced("it was ended", fun() -> receive {'EXIT', _, bye} -> process_flag(trap_exit, false) end end).

inherited() ->
    flags(true, [set_on_spawn]),
    C = traced("set_on_spawn", fun() -> spawn(?MODULE, child, []) end),
    io:format("~p~n", [erlang:trace_info(C, flags)]),
    C ! stop,
    gone(C),
    show("its end"),
    flags(false, [set_on_spawn]),
    flags(true, [set_on_first_spawn]),
    [D, E] = traced("set_on_first_spawn", fun() -> [spawn_link(?MODULE, child, []) || _ <- [1, 2]] end),
    io:format("~p~n", [[erlang:trace_info(X, flags) || X <- [get(p), D, E]]]),
    flags(true, [set_on_link]),
    F = spawn(?MODULE, child, []),
    traced("set_on_link", fun() -> link(F) end),
    io:format("~p~n", [erlang:trace_info(F, flags)]),
    flags(false, [set_on_link]),
    flags(true, [set_on_first_link]),
    G = spawn(?MODULE, child, []),
    traced("set_on_first_link", fun() -> link(G) end),
    io:format("~p~n", [[erlang:trace_info(X, flags) || X <- [get(p), G]]]),
    [begin X ! stop, gone(X), show("end") end || X <- [D, E, F, G]].

switches() ->
    flags(false, [procs]),
    flags(true, [running]),
    traced("running", fun() -> erlang:yield(), ok end),
    flags(false, [running]).

specs() ->
    flags(true, [send, 'receive']),
    io:format("~p~n", [erlang:trace_pattern(send, [{['_', '$1'], [{is_integer, '$1'}], [{message, {{n, '$1'}}}]},
                                                   {['_', a], [], []}], [])]),
    io:format("~p~n", [erlang:trace_pattern('receive', [{['$1', '$2', {'_'}], [], [{message, '$1'}]}], [])]),
    traced("specs", fun() ->
        [self() ! X || X <- [1, a, b, {c}]], [receive X -> ok end || X <- [1, a, b, {c}]]
    end),
    io:format("~p~n", [erlang:trace_info('receive', match_spec)]),
    erlang:trace_pattern(send, false, []),
    erlang:trace_pattern('receive', true, []),
    traced("receive only", fun() -> self() ! 1, receive 1 -> ok end end),
    erlang:trace_pattern(send, true, []),
    flags(false, [all]).

%% A tracer that ends takes the tracing with it.
ended() ->
    Me = self(),
    T = spawn(fun() -> receive stop -> ok end end),
    1 = erlang:trace(get(p), true, [send, {tracer, T}]),
    io:format("~p~n", [erlang:trace_info(get(p), tracer) =:= {tracer, T}]),
    io:format("~p~n", [try erlang:trace(get(p), true, [call, {tracer, Me}]) catch _:R -> R end]),
    T ! stop,
    gone(T),
    traced("nobody", fun() -> ok end),
    io:format("~p~n", [[erlang:trace_info(get(p), I) || I <- [flags, tracer]]]),
    exit(get(p), kill),
    gone(get(p)),
    io:format("~p~n", [erlang:trace_info(get(p), flags)]).
