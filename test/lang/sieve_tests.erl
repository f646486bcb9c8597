%% untranslated
%% Primes in five ways, perfect numbers, factorisation, and other small number theory.
-module(sieve_tests).
-export([start/0]).

start() ->
    A = simple(lists:seq(2, 100)),
    io:format("~w~n", [A]),
    io:format("~w~n", [A =:= trial(100)]),
    io:format("~w~n", [A =:= bits(100)]),
    io:format("~w~n", [A =:= processes(100)]),
    io:format("~w~n", [[{N, factors(N)} || N <- [1, 2, 60, 97, 1024, 999999, 1000003]]]),
    io:format("~w~n", [[N || N <- lists:seq(2, 500), lists:sum(divisors(N)) =:= N]]),
    io:format("~w~n", [[{X, Y} || X <- lists:seq(1, 300), (Y = lists:sum(divisors(X))) > X, lists:sum(divisors(Y)) =:= X]]),

    io:format("~s~n", [lists:join(" ", [roman(N) || N <- [1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999]])]),
    io:format("~w~n", [[unroman(roman(N)) =:= N || N <- lists:seq(1, 50)] =:= lists:duplicate(50, true)]),
    io:format("~w~n", [egcd(240, 46)]),
    io:format("~w~n", [[to_base(N, B) || {N, B} <- [{10, 2}, {255, 16}, {0, 7}, {1000, 36}]]]),
    ok.

simple([]) -> [];
simple([P | T]) -> [P | simple([X || X <- T, X rem P =/= 0])].

trial(N) -> [X || X <- lists:seq(2, N), prime(X, 2)].

prime(X, D) when D * D > X -> true;
prime(X, D) when X rem D =:= 0 -> false;
prime(X, D) -> prime(X, D + 1).

%% A big integer as a set of bits.
bits(N) -> bits(2, N, (1 bsl (N + 1)) - 1, []).

bits(I, N, _, Acc) when I > N -> lists:reverse(Acc);
bits(I, N, S, Acc) when (S bsr I) band 1 =:= 1 -> bits(I + 1, N, strike(I * I, I, N, S), [I | Acc]);
bits(I, N, S, Acc) -> bits(I + 1, N, S, Acc).

strike(J, _, N, S) when J > N -> S;
strike(J, I, N, S) -> strike(J + I, I, N, S band bnot (1 bsl J)).

%% One process a prime.
processes(N) ->
    Me = self(),
    First = spawn(fun() -> filter(2, Me) end),
    [First ! {n, X} || X <- lists:seq(3, N)],
    First ! {stop, []},
    receive {primes, Ps} -> lists:reverse(Ps) end.

filter(P, Owner) -> filter(P, none, Owner).

filter(P, Next, Owner) ->
    receive
        {n, X} when X rem P =:= 0 -> filter(P, Next, Owner);
        {n, X} when Next =:= none -> filter(P, spawn(fun() -> filter(X, Owner) end), Owner);
        {n, X} -> Next ! {n, X}, filter(P, Next, Owner);
        {stop, Ps} when Next =:= none -> Owner ! {primes, [P | Ps]};
        {stop, Ps} -> Next ! {stop, [P | Ps]}
    end.

factors(N) -> factors(N, 2).

factors(1, _) -> [];
factors(N, D) when D * D > N -> [N];
factors(N, D) when N rem D =:= 0 -> [D | factors(N div D, D)];
factors(N, D) -> factors(N, D + 1).

divisors(N) -> [D || D <- lists:seq(1, N div 2), N rem D =:= 0].

roman(0) -> "";
roman(N) ->
    {V, S} = hd([X || {V, _} = X <- table(), V =< N]),
    S ++ roman(N - V).

table() -> [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}].

unroman("") -> 0;
unroman(S) ->
    {V, P} = hd([X || {_, P} = X <- table(), lists:prefix(P, S)]),
    V + unroman(lists:nthtail(length(P), S)).

egcd(A, 0) -> {A, 1, 0};
egcd(A, B) -> {G, X, Y} = egcd(B, A rem B), {G, Y, X - (A div B) * Y}.

to_base(N, B) when N < B -> [digit(N)];
to_base(N, B) -> to_base(N div B, B) ++ [digit(N rem B)].

digit(D) when D < 10 -> $0 + D;
digit(D) -> $a + D - 10.
