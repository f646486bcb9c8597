-module(timers).
-export([start/0, run/1]).

%% Benchmark written from scratch for the measuring harness (run_bench.py).
-ifndef(SIZE).
-define(SIZE, 100000).
-endif.

start() -> run(?SIZE).

run([A]) when is_atom(A) -> run(list_to_integer(atom_to_list(A)));
run(N) when is_integer(N) -> report(N).

%% TIMED adds the run's own microseconds to the line; GROWTH=Strategy runs it in a
%% process with that heap growth strategy (an option of AtomVM's); CPUCLOCK adds the
%% run's own processor milliseconds, where the VM has statistics(runtime).
-ifdef(TIMED).
report(N) ->
    {R, Us, Cpu} = timed(N),
    io:format("timers ~p us=~p cpu=~p~n", [R, Us, Cpu]).

-ifdef(CPUCLOCK).
cpu() -> element(1, erlang:statistics(runtime)).
-else.
cpu() -> 0.
-endif.

clock(N) ->
    C0 = cpu(),
    T0 = erlang:monotonic_time(microsecond),
    R = bench(N),
    T1 = erlang:monotonic_time(microsecond),
    {R, T1 - T0, cpu() - C0}.

-ifdef(GROWTH).
timed(N) ->
    Self = self(),
    spawn_opt(fun() -> Self ! {clocked, clock(N)} end, [link, {atomvm_heap_growth, ?GROWTH}]),
    receive {clocked, R} -> R end.
-else.
timed(N) -> clock(N).
-endif.
-else.
report(N) -> io:format("timers ~p~n", [bench(N)]).
-endif.

%% N timers each: started and cancelled, started and fired, receives that end in time
bench(N) ->
    Refs = start_all(N, []),
    Read = read(Refs, 0),
    Cancelled = cancel(Refs, 0),
    fire(N),
    Fired = fired(N, 0),
    Waited = waits(N, self(), 0),
    (Read + Cancelled + Fired + Waited) rem 1000003.

start_all(0, Refs) -> Refs;
start_all(I, Refs) -> start_all(I - 1, [erlang:start_timer(60000 + (I * 7919) rem 100000, self(), I) | Refs]).

read([], Acc) -> Acc;
read([Ref | Refs], Acc) ->
    true = erlang:read_timer(Ref) > 0,
    read(Refs, Acc + 1).

cancel([], Acc) -> Acc;
cancel([Ref | Refs], Acc) ->
    true = is_integer(erlang:cancel_timer(Ref)),
    cancel(Refs, Acc + 1).

fire(0) -> ok;
fire(I) ->
    erlang:send_after((I * 7919) rem 20, self(), {fired, I}),
    fire(I - 1).

fired(0, Acc) -> Acc;
fired(N, Acc) ->
    receive {fired, I} -> fired(N - 1, (Acc + I) rem 1000003) end.

waits(0, _, Acc) -> Acc;
waits(N, Self, Acc) ->
    Pid = spawn(fun() -> receive go -> Self ! {went, N} after 60000 -> exit(late) end end),
    Pid ! go,
    receive {went, I} -> waits(N - 1, Self, (Acc + I) rem 1000003) after 60000 -> exit(late) end.
