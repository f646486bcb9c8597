%% Small loops, one for each kind that test_loops.py counts operations of.
-module(kernels).
-export([sum/1, fib/1, tak/1, reverse/1, state/1, queens/1, ping/1, mandel/1,
         text/1, fact/1, mapfold/1, trees/1, bytes/1, maps/1,
         paths/1, machine/1, lookups/1, tuples/1, matching/1]).

sum(N) -> sum(N, 0).

sum(0, Acc) -> Acc;
sum(N, Acc) -> sum(N - 1, Acc + N).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

tak(N) -> tak(N, N div 2, 0).

tak(X, Y, Z) when Y < X -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y));
tak(_, _, Z) -> Z.

reverse(N) -> hd(naive(seq(N, []))).

naive([]) -> [];
naive([H | T]) -> append(naive(T), [H]).

append([], L) -> L;
append([H | T], L) -> [H | append(T, L)].

seq(0, Acc) -> Acc;
seq(N, Acc) -> seq(N - 1, [N | Acc]).

%% a state machine: atoms and tuples
state(N) -> state(N, idle, {0, 0}).

state(0, _, {A, B}) -> A + B;
state(N, idle, {A, B}) -> state(N - 1, busy, {A + 1, B});
state(N, busy, {A, B}) -> state(N - 1, idle, {A, B + 2}).

queens(N) -> place(N, N, []).

place(0, _, _) -> 1;
place(R, N, Qs) -> columns(N, R, N, Qs, 0).

columns(0, _, _, _, Acc) -> Acc;
columns(C, R, N, Qs, Acc) ->
    case safe(C, 1, Qs) of
        true -> columns(C - 1, R, N, Qs, Acc + place(R - 1, N, [C | Qs]));
        false -> columns(C - 1, R, N, Qs, Acc)
    end.

safe(_, _, []) -> true;
safe(C, D, [Q | Qs]) ->
    if C =:= Q -> false;
       C =:= Q + D -> false;
       C =:= Q - D -> false;
       true -> safe(C, D + 1, Qs)
    end.

ping(N) ->
    Me = self(),
    Pong = spawn(fun() -> pong(Me) end),
    ping(N, Pong, 0).

ping(0, Pong, Acc) -> Pong ! stop, Acc;
ping(N, Pong, Acc) ->
    Pong ! {ping, N},
    receive {pong, X} -> ping(N - 1, Pong, Acc + X) end.

pong(To) ->
    receive
        {ping, N} -> To ! {pong, N}, pong(To);
        stop -> ok
    end.

mandel(N) -> iterate(-0.5, 0.5, 0.0, 0.0, N).

iterate(_, _, _, _, 0) -> 0;
iterate(Cr, Ci, Zr, Zi, N) ->
    Zr2 = Zr * Zr,
    Zi2 = Zi * Zi,
    if Zr2 + Zi2 > 4.0 -> N;
       true -> iterate(Cr, Ci, Zr2 - Zi2 + Cr, 2.0 * Zr * Zi + Ci, N - 1)
    end.

%% building a string
text(N) -> text(N, 0).

text(0, Acc) -> Acc;
text(N, Acc) -> text(N - 1, Acc + len(digits(1234567, []), 0)).

digits(N, Acc) when N < 10 -> [N + $0 | Acc];
digits(N, Acc) -> digits(N div 10, [N rem 10 + $0 | Acc]).

len([], N) -> N;
len([_ | T], N) -> len(T, N + 1).

fact(N) -> product(N, 1) rem 1000007.

product(0, Acc) -> Acc;
product(N, Acc) -> product(N - 1, Acc * N).

mapfold(N) -> foldl(fun(X, S) -> X + S end, 0, map(fun(X) -> X + N end, seq(N, []))).

map(_, []) -> [];
map(F, [H | T]) -> [F(H) | map(F, T)].

foldl(_, Acc, []) -> Acc;
foldl(F, Acc, [H | T]) -> foldl(F, F(H, Acc), T).

trees(N) -> count(make(N)).

make(0) -> {nil, nil};
make(D) -> {make(D - 1), make(D - 1)}.

count({nil, nil}) -> 1;
count({L, R}) -> 1 + count(L) + count(R).

bytes(N) -> bytes(binary_of(N, <<>>), 0).

binary_of(0, Bin) -> Bin;
binary_of(N, Bin) -> binary_of(N - 1, <<Bin/binary, N>>).

bytes(<<B, Rest/binary>>, Acc) -> bytes(Rest, Acc + B);
bytes(<<>>, Acc) -> Acc.

%% a new map given to a native that reads it
maps(N) -> grow(seq(N, []), #{}).

grow([I | T], M) -> grow(T, #{key => map_size(M), I => I});
grow([], #{key := Size}) -> Size.

%% two ways round, one of which keeps a value small
paths(N) -> paths(N, 1, 0).

paths(0, A, B) -> A + B;
paths(N, A, B) when N band 1 =:= 0 -> paths(N - 1, (A * 3 + N) band 16#fff, B bxor A);
paths(N, A, B) -> paths(N - 1, A + (N bsl 20), (B + A) rem 1000003).

%% many ways round: integers out of tuples, constants, moved about
machine(N) -> machine(N, 0, [{push, 7}, dup, {add, 3}, swap, zero, {mul, 5}, {add, 10}]).

machine(0, Acc, _) -> Acc;
machine(N, Acc, Program) -> machine(N - 1, execute(Program, Acc, N band 255), Program).

execute([{push, X} | T], A, _) -> execute(T, X, A);
execute([{add, X} | T], A, B) -> execute(T, A + X, B);
execute([{mul, X} | T], A, B) -> execute(T, (A * X) band 65535, B);
execute([dup | T], A, _) -> execute(T, A, A);
execute([zero | T], A, _) -> execute(T, A, 0);
execute([swap | T], A, B) -> execute(T, B, A);
execute([], A, B) -> (A + B) band 65535.

lookups(N) -> lookups(N, #{a => 1, b => 2, key => 3}, 0).

lookups(0, _, Acc) -> Acc;
lookups(N, M = #{key := V}, Acc) -> lookups(N - 1, M#{key := V + 1}, Acc + map_get(b, M)).

tuples(N) -> element(3, tuples(N, {1, 2, 3})).

tuples(0, T) -> T;
tuples(N, {A, B, C}) -> tuples(N - 1, setelement(2, {B, C, A band 255 + element(1, {A, N})}, N)).

%% a match specification on every object of a table
matching(N) ->
    T = ets:new(t, [ordered_set]),
    [ets:insert(T, {I, I * 3, I}) || I <- seq(N, [])],
    length(ets:select(T, [{{'$1', '$2', '_'}, [{'>', '$2', 7}, {'<', '$1', 1000000}], [{{'$1', '$2'}}]}])).
