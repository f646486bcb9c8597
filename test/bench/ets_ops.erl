-module(ets_ops).
-export([start/0, run/1]).

%% Benchmark written from scratch for the measuring harness (run_bench.py).
-ifndef(SIZE).
-define(SIZE, 400000).
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
    io:format("ets_ops ~p us=~p cpu=~p~n", [R, Us, Cpu]).

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
report(N) -> io:format("ets_ops ~p~n", [bench(N)]).
-endif.

%% a set and an ordered_set of N / 4 objects: filled, read, counted in, selected from, emptied
bench(N) ->
    Size = max(N div 4, 8),
    lists:foldl(fun(Type, Acc) -> (Acc * 31 + table(ets:new(t, [Type]), Size)) rem 1000003 end, 7, [set, ordered_set]).

table(T, Size) ->
    fill(T, Size),
    Sum = read(T, 4 * Size, Size, 0),
    Counted = count(T, 2 * Size, Size, 0),
    Selected = select(T, 10, Size, 0),
    Even = ets:select_count(T, [{{'_', '$1', '_'}, [{'=:=', {'rem', '$1', 2}, 0}], [true]}]),
    empty(T, Size),
    0 = ets:info(T, size),
    ets:delete(T),
    (Sum + Counted + Selected + Even) rem 1000003.

%% keys in an order that jumps about, as what is really put into tables does
key(I, Size) -> (I * 7919) rem Size + 1.

fill(_, 0) -> ok;
fill(T, I) ->
    ets:insert(T, {I, I, {value, I}}),
    fill(T, I - 1).

read(_, 0, _, Acc) -> Acc;
read(T, I, Size, Acc) ->
    [{_, N, _}] = ets:lookup(T, key(I, Size)),
    read(T, I - 1, Size, (Acc + N) rem 1000003).

count(_, 0, _, Acc) -> Acc;
count(T, I, Size, Acc) ->
    N = ets:update_counter(T, key(I, Size), {2, 1}),
    count(T, I - 1, Size, (Acc + N) rem 1000003).

select(_, 0, _, Acc) -> Acc;
select(T, I, Size, Acc) ->
    Found = ets:select(T, [{{'$1', '$2', '_'}, [{'>', '$2', I}, {'<', '$1', Size div 4}], [{{'$1', '$2'}}]}]),
    select(T, I - 1, Size, (Acc + lists:foldl(fun({K, N}, A) -> (A + (K bxor N)) rem 1000003 end, 0, Found)) rem 1000003).

empty(_, 0) -> ok;
empty(T, I) ->
    ets:delete(T, I),
    empty(T, I - 1).
