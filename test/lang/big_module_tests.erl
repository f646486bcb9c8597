%% A module with many functions, clauses and literals: large jump tables, string tables, deep decision trees.
-module(big_module_tests).
-export([start/0, id/1]).
-define(C(N), c(N) -> {N, N * N}).
-define(A(X), a(X) -> {atom, X}).
-define(S(X), s(X) -> byte_size(<<X>>)).
-define(F(Name, N), Name(X) -> X * N + id(N)).

start() ->
    io:format("~w~n", [[c(id(N)) || N <- [0, 1, 17, 39, 40, 41, -1, 100, 1000, 1001, a]]]),
    io:format("~w~n", [[a(id(X)) || X <- [alpha, beta, gamma, delta, zeta, theta, kappa, lambda, omega, none]]]),
    io:format("~w~n", [[s(id(X)) || X <- ["one", "two", "three", "four", "fourteen", "x"]]]),
    io:format("~w~n", [[F(3) || F <- [fun f1/1, fun f2/1, fun f3/1, fun f4/1, fun f5/1, fun f6/1, fun f7/1, fun f8/1, fun f9/1, fun f10/1]]]),
    io:format("~w~n", [[two(X, Y) || X <- [a, b, c, d, e], Y <- [1, 2, 3]]]),
    io:format("~w~n", [[three(X, Y, Z) || X <- [0, 1], Y <- [0, 1], Z <- [0, 1]]]),
    io:format("~w~n", [[key({K, V}) || {K, V} <- [{get, x}, {put, {k, v}}, {put, k}, {del, []}, {del, [1]}, {nop, nop}]]]),
    io:format("~w~n", [[month(M) || M <- [jan, feb, dec, foo]]]),
    io:format("~w~n", [length(table())]),
    io:format("~w~n", [[lists:keyfind(K, 1, table()) || K <- [k1, k50, k99]]]),
    io:format("~w~n", [[op(O, 6, 3) || O <- [add, sub, mul, dv, pow, mx, mn, eq, 'and', cat]]]),
    io:format("~w~n", [machine([push, 5, push, 7, add, dup, mul, push, 4, swap, sub, jz, 2, push, 99, halt], [])]),
    io:format("~w~n", [lex("if x1 >= 10 then y := \"str\" else z := 3.14; // c\n end")]),
    ok.

id(X) -> X.

?C(0); ?C(1); ?C(2); ?C(3); ?C(4); ?C(5); ?C(6); ?C(7); ?C(8); ?C(9); ?C(10); ?C(11); ?C(12); ?C(13); ?C(14); ?C(15); ?C(16); ?C(17); ?C(18); ?C(19); ?C(20); ?C(21); ?C(22); ?C(23); ?C(24);
?C(25); ?C(26); ?C(27); ?C(28); ?C(29); ?C(30); ?C(31); ?C(32); ?C(33); ?C(34); ?C(35); ?C(36); ?C(37); ?C(38); ?C(39); ?C(40); ?C(100); ?C(200); ?C(300); ?C(1000);
c(X) -> {other, X}.

?A(alpha); ?A(beta); ?A(gamma); ?A(delta); ?A(epsilon); ?A(zeta); ?A(eta); ?A(theta); ?A(iota); ?A(kappa); ?A(lambda); ?A(mu); ?A(nu); ?A(xi); ?A(omicron); ?A(pi); ?A(rho); ?A(sigma); ?A(tau); ?A(omega);
a(_) -> no_letter.

?S("one"); ?S("two"); ?S("three"); ?S("four"); ?S("five"); ?S("fourteen"); ?S("fifteen"); ?S("");
s(_) -> none.

?F(f1, 1). ?F(f2, 2). ?F(f3, 3). ?F(f4, 4). ?F(f5, 5). ?F(f6, 6). ?F(f7, 7). ?F(f8, 8). ?F(f9, 9). ?F(f10, 10).

two(a, 1) -> a1; two(a, 2) -> a2; two(b, 1) -> b1; two(b, Y) -> {b, Y}; two(c, Y) when Y > 2 -> c3; two(X, 3) -> {X, three}; two(c, _) -> c; two(d, Y) when Y =:= 1; Y =:= 2 -> d12; two(_, Y) -> Y.

three(0, 0, 0) -> zero; three(_, 0, 0) -> x; three(0, _, 0) -> y; three(0, 0, _) -> z; three(1, 1, Z) when Z =/= 1 -> xy; three(_, Y, Z) when Y =/= Z -> xz; three(0, _, _) -> yz; three(1, 1, 1) -> all.

key({get, K}) -> {g, K}; key({put, {K, V}}) -> {p, K, V}; key({put, _}) -> bad_put; key({del, []}) -> none; key({del, [K | _]}) -> {d, K}; key({X, X}) -> same.

month(M) ->
    Days = #{jan => 31, feb => 28, mar => 31, apr => 30, may => 31, jun => 30, jul => 31, aug => 31, sep => 30, oct => 31, nov => 30, dec => 31},
    case Days of #{M := D} -> D; #{} -> unknown end.

table() -> [{list_to_atom("k" ++ integer_to_list(N)), N, element(N rem 5 + 1, {"zero", one, 2.0, <<"three">>, [4, {four}]})} || N <- lists:seq(1, 99)].

op(add, A, B) -> A + B; op(sub, A, B) -> A - B; op(mul, A, B) -> A * B; op(dv, A, B) -> A div B; op(pow, _, 0) -> 1; op(pow, A, B) -> A * op(pow, A, B - 1); op(mx, A, B) when A > B -> A; op(mx, _, B) -> B;
op(mn, A, B) -> if A < B -> A; true -> B end; op(eq, A, B) -> A =:= B; op('and', A, B) -> A band B; op(_, _, _) -> unknown.

machine([halt | _], S) -> S;
machine([push, N | P], S) -> machine(P, [N | S]);
machine([add | P], [A, B | S]) -> machine(P, [A + B | S]);
machine([sub | P], [A, B | S]) -> machine(P, [A - B | S]);
machine([mul | P], [A, B | S]) -> machine(P, [A * B | S]);
machine([dup | P], [A | S]) -> machine(P, [A, A | S]);
machine([swap | P], [A, B | S]) -> machine(P, [B, A | S]);
machine([jz, N | P], [0 | S]) -> machine(lists:nthtail(N, P), S);
machine([jz, _ | P], [_ | S]) -> machine(P, S);
machine([], S) -> {end_of_code, S}.

lex([]) -> [];
lex([C | T]) when C =:= $\s; C =:= $\n -> lex(T);
lex("//" ++ T) -> lex(lists:dropwhile(fun(C) -> C =/= $\n end, T));
lex(":=" ++ T) -> [assign | lex(T)];
lex(">=" ++ T) -> [ge | lex(T)];
lex([$" | T]) -> {S, [_ | R]} = lists:splitwith(fun(C) -> C =/= $" end, T), [{string, list_to_atom(S)} | lex(R)];
lex([C | _] = S) when C >= $a, C =< $z -> {W, R} = lists:splitwith(fun(X) -> X >= $a andalso X =< $z orelse X >= $0 andalso X =< $9 end, S), [word(W) | lex(R)];
lex([C | _] = S) when C >= $0, C =< $9 -> {N, R} = lists:splitwith(fun(X) -> X >= $0 andalso X =< $9 orelse X =:= $. end, S), [case lists:member($., N) of true -> list_to_float(N); false -> list_to_integer(N) end | lex(R)];
lex([C | T]) -> [list_to_atom([C]) | lex(T)].

word("if") -> 'if'; word("then") -> then; word("else") -> else_; word("end") -> 'end'; word(W) -> {id, list_to_atom(W)}.
