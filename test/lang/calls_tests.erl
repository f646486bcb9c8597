%% untranslated
%% Local, remote, tail and body calls; registers that live over calls.
-module(calls_tests).
-export([start/0, remote/1, swap/2, twice/2, zero/0]).

start() ->
    erlang:display(fact(10)),
    erlang:display(fib(15)),
    erlang:display(count(1000, 0)),
    erlang:display(even(101)),
    erlang:display(odd(101)),
    erlang:display(ackermann(2, 3)),
    erlang:display(hanoi(5, left, right, middle)),
    erlang:display(gcd(1071, 462)),
    erlang:display(?MODULE:remote(7)),
    erlang:display(calls_tests:swap(a, b)),
    erlang:display(twice(zero, 1)),
    erlang:display(apply(calls_tests, swap, [x, y])),
    M = list(calls_tests), F = list(zero),
    erlang:display((hd(M)):(hd(F))()),
    erlang:display(keep(1, 2, 3, 4, 5)),
    erlang:display(nine(1, 2, 3, 4, 5, 6, 7, 8, 9)),
    erlang:display(rotate(6, a, b, c, d)),
    erlang:display(rotate(7, a, b, c, d)),
    erlang:display(order(3)),
    ok.

fact(0) -> 1;
fact(N) -> N * fact(N - 1).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

count(0, Acc) -> Acc;
count(N, Acc) -> count(N - 1, Acc + N).

even(0) -> true;
even(N) -> odd(N - 1).

odd(0) -> false;
odd(N) -> even(N - 1).

ackermann(0, N) -> N + 1;
ackermann(M, 0) -> ackermann(M - 1, 1);
ackermann(M, N) -> ackermann(M - 1, ackermann(M, N - 1)).

hanoi(0, _, _, _) -> 0;
hanoi(N, From, To, Via) ->
    A = hanoi(N - 1, From, Via, To),
    B = hanoi(N - 1, Via, To, From),
    A + 1 + B.

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

remote(N) -> ?MODULE:twice(remote, N).

swap(A, B) -> {B, A}.

twice(What, N) -> {What, N, N + N}.

zero() -> nothing.

list(X) -> [X].

%% Five values live over four calls, used in another order than they came.
keep(A, B, C, D, E) ->
    V = swap(A, B),
    W = swap(V, C),
    X = swap(W, D),
    Y = swap(X, E),
    {E, D, C, B, A, V, W, X, Y}.

nine(A, B, C, D, E, F, G, H, I) -> eight(I, H, G, F, E, D, C, B) - A.

eight(A, B, C, D, E, F, G, H) -> A * 1 + B * 2 + C * 3 + D * 4 + E * 5 + F * 6 + G * 7 + H * 8.

%% A tail call that permutes its arguments.
rotate(0, A, B, C, D) -> [A, B, C, D];
rotate(N, A, B, C, D) -> rotate(N - 1, B, C, D, A).

%% Arguments are evaluated from the left.
order(N) -> {erlang:display({first, N}), erlang:display({second, N + 1}), erlang:display({third, N + 2})}.
