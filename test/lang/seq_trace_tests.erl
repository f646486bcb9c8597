%% Sequential tracing: module seq_trace of OTP on the natives; what the system tracer is told.
%% untranslated
-module(seq_trace_tests).
-export([start/0, wait/1]).

start() ->
    Tracer = spawn(fun() -> tracer([]) end),
    io:format("~p~n", [{seq_trace:get_system_tracer(), seq_trace:set_system_tracer(Tracer), seq_trace:get_system_tracer() =:= Tracer,
                        erlang:system_info(sequential_tracer) =:= {sequential_tracer, Tracer}}]),
    io:format("~p~n", [[catch_error(fun() -> seq_trace:set_system_tracer(X) end) || X <- [foo, 1, {a, b, c}]]]),
    [run(Tracer, Name, Fun) || {Name, Fun} <- cases()],
    io:format("~p~n", [seq_trace:set_system_tracer(false) =:= Tracer]),
    own(), stamps().

%% Runs Fun in a process with a token, and shows what it gives, its token and the trace.
run(Tracer, Name, Fun) ->
    {Pid, Ref} = spawn_monitor(fun() ->
        put(names, [{self(), main}, {Tracer, tracer}, {group_leader(), gl}]),
        [seq_trace:set_token(Flag, true) || Flag <- [send, 'receive', print]],
        seq_trace:set_token(label, lab),
        Result = Fun(),
        Token = seq_trace:set_token([]),
        timer:sleep(20),
        Tracer ! {get, self()},
        Trace = receive {trace, T} -> norm(T) end,
        io:format("~p ~0p~n ~0p~n", [Name, norm(Result), norm(Token)]),
        [io:format("    ~0p~n", [Event]) || Event <- Trace]
    end),
    receive {'DOWN', Ref, _, Pid, normal} -> ok; {'DOWN', Ref, _, Pid, Why} -> io:format("~p ended with ~p~n", [Name, Why]) end.

cases() ->
    [{echo, fun echo/0}, {info, fun info/0}, {parts, fun parts/0}, {serial, fun serial/0}, {two, fun two/0}, {print, fun print/0},
     {spawn, fun spawns/0}, {request, fun request/0}, {no_reply, fun no_reply/0}, {failed, fun failed/0}, {monitor, fun monitors/0},
     {link, fun linked/0}, {chain, fun chain/0}, {exit2, fun exit2/0}, {untraced, fun untraced/0}, {timers, fun timers/0},
     {alias, fun alias_sent/0}, {names, fun names/0}, {dead, fun dead/0}, {give_away, fun give_away/0}, {sensitive, fun sensitive/0},
     {to_tracer, fun to_tracer/0}, {reset, fun reset/0}, {system, fun system/0}].

echo() ->
    Echo = quiet(fun() -> spawn(fun() -> receive {From, X} -> From ! {got, X, token()} end end) end),
    Echo ! {self(), hi},
    {receive {got, X, T} -> {X, T} end, token(), seq_trace:get_token(serial)}.

info() ->
    Items = [send, 'receive', print, timestamp, monotonic_timestamp, strict_monotonic_timestamp, label, serial, foo, 1, sequential_trace_token],
    A = [catch_error(fun() -> seq_trace:get_token(I) end) || I <- Items],
    seq_trace:set_token([]),
    {A, [catch_error(fun() -> seq_trace:get_token(I) end) || I <- Items]}.

parts() ->
    [seq_trace:set_token(label, {a, [b]}), seq_trace:get_token(label),
     [catch_error(fun() -> seq_trace:set_token(K, V) end) || {K, V} <- [{send, 1}, {foo, true}, {serial, {3}}, {serial, x}, {serial, {1 bsl 62, 2}}, {1, 2}]],
     catch_error(fun() -> erlang:seq_trace(sequential_trace_token, [a]) end),
     token(), erlang:seq_trace(sequential_trace_token, []), erlang:seq_trace(sequential_trace_token, []), seq_trace:get_token(),
     seq_trace:set_token(serial, {1, 2}), token(), seq_trace:set_token([]), seq_trace:set_token(label, 5), token(),
     seq_trace:set_token(timestamp, true), seq_trace:set_token(monotonic_timestamp, true), token(),
     seq_trace:set_token(strict_monotonic_timestamp, true), token(), seq_trace:set_token(monotonic_timestamp, false), token()].

serial() ->
    A = [seq_trace:set_token(serial, {1, 3}), seq_trace:get_token(serial), seq_trace:set_token(serial, {-1, 2})],
    self() ! a, receive a -> ok end,
    self() ! b, receive b -> ok end,
    Token = seq_trace:get_token(),
    seq_trace:set_token([]),
    {A, Token, seq_trace:set_token(Token), token()}.

%% The token is that of the message that was received last.
two() ->
    self() ! a, self() ! b,
    receive b -> ok end,
    B = seq_trace:get_token(serial),
    receive a -> ok end,
    {B, seq_trace:get_token(serial)}.

print() ->
    [seq_trace:print(hello), erlang:seq_trace_print(hello), erlang:seq_trace_print(lab, hello), erlang:seq_trace_print(other, no),
     seq_trace:set_token(print, false), erlang:seq_trace_print(no), token(), seq_trace:set_token(label, 17), seq_trace:set_token(print, true),
     seq_trace:print(17, a), seq_trace:print(17.0, b), catch_error(fun() -> seq_trace:print(lab, c) end),
     seq_trace:set_token([]) =:= [], erlang:seq_trace_print(no), erlang:seq_trace_print(17, no)].

spawns() ->
    Me = self(),
    spawn(fun() -> Me ! token() end),
    A = receive TokenA -> TokenA end,
    B = token(),
    P = spawn_opt(?MODULE, wait, [1], [link, {min_heap_size, 500}]),
    C = token(),
    unlink(P), exit(P, kill),
    {A, B, C}.

request() ->
    spawn_request(?MODULE, wait, [1], [{reply_tag, tag}, {monitor, [{tag, gone}]}]),
    A = token(),
    P = receive {tag, _, ok, Pid} -> Pid end,
    B = token(),
    P ! stop,
    {A, B, receive {gone, _, process, P, Why} -> {Why, token()} end}.

no_reply() ->
    spawn_request(fun() -> ok end, [{reply, no}]), timer:sleep(5),
    spawn_request(fun() -> ok end, [{reply, error_only}]), timer:sleep(5),
    token().

failed() -> spawn_request(fun() -> ok end, [{foo, bar}]), receive {spawn_reply, _, error, X} -> {X, token()} end.

monitors() ->
    {P, M} = spawn_monitor(?MODULE, wait, [2]),
    P ! stop,
    A = receive {'DOWN', M, _, _, Why} -> {Why, token()} end,
    monitor(process, P),
    {A, receive {'DOWN', _, _, _, noproc} -> token() end}.

linked() ->
    process_flag(trap_exit, true),
    spawn_link(fun() -> exit(bye) end),
    A = receive {'EXIT', _, Why} -> {Why, token()} end,
    P = quiet(fun() -> spawn(fun() -> ok end) end), timer:sleep(10),
    link(P),
    {A, receive {'EXIT', P, noproc} -> token() end}.

%% A process that an exit signal ends has its own token.
chain() ->
    process_flag(trap_exit, true),
    B = quiet(fun() -> spawn_link(fun() -> receive {A} -> link(A), A ! go end, receive x -> ok end end) end),
    A = quiet(fun() -> spawn(fun() -> receive go -> exit(bye) end end) end),
    B ! {A},
    receive {'EXIT', B, Why} -> {Why, token()} end.

exit2() ->
    process_flag(trap_exit, true),
    P = quiet(fun() -> spawn(?MODULE, wait, [1]) end),
    exit(P, kill),
    A = token(),
    exit(self(), foo),
    {A, receive {'EXIT', _, foo} -> token() end}.

untraced() ->
    Me = self(),
    quiet(fun() -> spawn(fun() -> Me ! hi end) end),
    receive hi -> token() end.

timers() ->
    erlang:send_after(5, self(), a),
    A = receive a -> token() end,
    erlang:start_timer(5, self(), b),
    B = receive {timeout, _, b} -> token() end,
    {A, B, receive c -> c after 3 -> token() end}.

alias_sent() -> A = erlang:alias(), A ! hi, receive hi -> token() end.

names() ->
    register(seq_trace_name, self()),
    seq_trace_name ! a, {seq_trace_name, node()} ! b, erlang:send(self(), c, []), erlang:send_nosuspend(seq_trace_name, d), {nobody, node()} ! e,
    {catch_error(fun() -> nobody ! x end), process_info(self(), messages)}.

dead() ->
    P = quiet(fun() -> spawn(fun() -> ok end) end), timer:sleep(10),
    P ! foo,
    token().

give_away() ->
    Me = self(),
    T = quiet(fun() -> ets:new(a, []) end),
    P = quiet(fun() -> spawn(fun() -> receive {'ETS-TRANSFER', _, _, X} -> Me ! {X, token()} end end) end),
    ets:give_away(T, P, data),
    {receive X -> X end, token()}.

sensitive() ->
    process_flag(sensitive, true),
    self() ! a, receive a -> ok end, seq_trace:print(foo),
    process_flag(sensitive, false),
    token().

to_tracer() -> seq_trace:get_system_tracer() ! hello, token().

reset() ->
    self() ! a,
    A = {seq_trace:reset_trace(), seq_trace:get_token(), seq_trace:set_token(send, true), token()},
    receive a -> ok end,
    {A, token()}.

system() ->
    P = quiet(fun() -> spawn(?MODULE, wait, [1]) end),
    [is_process_alive(P), garbage_collect(P), process_info(P, sequential_trace_token), process_info(self(), [sequential_trace_token]),
     begin link(P), unlink(P), demonitor(monitor(process, P), [flush]), exit(P, kill), token() end].

%% The tracer does not trace itself; one that has ended is none.
own() ->
    seq_trace:set_system_tracer(self()),
    seq_trace:set_token(send, true), seq_trace:set_token('receive', true),
    self() ! a, receive a -> ok end,
    io:format("~p~n", [{element(3, seq_trace:get_token()), process_info(self(), messages)}]),
    seq_trace:set_token([]),
    {P, M} = spawn_monitor(fun() -> seq_trace:set_system_tracer(self()) end),
    receive {'DOWN', M, _, P, _} -> ok end,
    io:format("~p~n", [seq_trace:get_system_tracer()]).

stamps() ->
    Me = self(),
    seq_trace:set_system_tracer(Me),
    [begin
         spawn(fun() -> [seq_trace:set_token(F, true) || F <- [print | Flags]], seq_trace:print(x) end),
         receive {seq_trace, 0, {print, {0, 1}, _, [], x}} -> io:format("~p~n", [{Flags, none}]);
                 {seq_trace, 0, {print, {0, 1}, _, [], x}, Time} -> io:format("~p~n", [{Flags, kind(Time)}]) end
     end || Flags <- [[], [timestamp], [monotonic_timestamp], [strict_monotonic_timestamp], [monotonic_timestamp, strict_monotonic_timestamp],
                      [timestamp, monotonic_timestamp, strict_monotonic_timestamp]]].

kind({A, B, C}) when is_integer(A + B + C) -> now;
kind({A, B}) when is_integer(A + B) -> strict_monotonic;
kind(A) when is_integer(A) -> monotonic.

wait(_) -> receive stop -> ok end.

token() -> seq_trace:get_token().

quiet(Fun) -> Token = seq_trace:set_token([]), Result = Fun(), seq_trace:set_token(Token), Result.

catch_error(Fun) -> try Fun() catch error:Why -> {error, Why} end.

%% Pids by the order in which they are seen.
norm(P) when is_pid(P) ->
    Names = get(names),
    case lists:keyfind(P, 1, Names) of
        {_, Name} -> Name;
        false -> Name = list_to_atom("p" ++ integer_to_list(length(Names) - 2)), put(names, [{P, Name} | Names]), Name
    end;
norm(R) when is_reference(R) -> ref;
norm(F) when is_function(F) -> 'fun';
norm(T) when is_tuple(T) -> list_to_tuple(norm(tuple_to_list(T)));
norm([H | T]) -> [norm(H) | norm(T)];
norm(X) -> X.

tracer(L) ->
    receive
        {get, P} -> P ! {trace, lists:reverse(L)}, tracer([]);
        X -> tracer([X | L])
    end.
