%% What damage.erl damages: a bit of everything.
-module(damage_victim).
-export([wait/1, caught/1, bits/1, build/2, append/2, map/2, floats/2, funs/1, fold/3, record/1, select/1, arity/1, rev/1, rev/2,
         body/1, raised/1, applied/2, wide/1, guarded/2, chars/1, comprehension/1, text/0]).
-record(r, {a = 1, b, c}).

wait(S) ->
    receive {From, X} when is_pid(From) -> From ! {X, S}, [X | S]; stop -> S
    after 1 -> S end.
caught(F) ->
    try F(1) of {ok, X} -> X; error -> catch F(2)
    catch throw:T:Stack -> {T, Stack}; _:_ -> oops
    after put(done, true) end.
bits(<<N:8, S:N/binary, "end", R/bits>>) -> {S, <<R/bits, N:16/little, 7>>};
bits(<<A:3, B/bits>>) -> {A, bits(B)};
bits(_) -> none.
build(X, Y) -> <<X:16, Y/binary, 1.5/float, X/utf8, X:X/unit:3, "text">>.
append(B, N) when N > 0 -> append(<<B/bits, N:7>>, N - 1);
append(B, _) -> B.
map(#{a := A} = M, K) -> M#{a := A + 1, K => [A | K], b => 12345678901234567890};
map(M, K) when is_map(M) -> maps:put(K, 1, M).
floats(X, Y) when is_float(X) -> X * 2.5 + Y / 3.0 - 1;
floats(X, Y) -> X + Y.
funs(L) -> Z = {a}, [(fun(Y) -> {X, Y, Z, <<"text">>, {a, [b, c]}} end)(X) || X <- L].
fold(F, _, [H | T]) -> fold(F, F(H), T);
fold(_, A, []) -> A.
record(#r{a = A} = R) -> R#r{b = A, c = {A}};
record(T) when is_tuple(T) -> setelement(1, element(1, T), a).
select(X) -> case X of a -> 1; b -> 2; c -> 3; 1 -> 4; 2 -> 5; 3 -> 6; 4 -> 7; 5 -> 8; 6 -> 9; d -> 10; 1.5 -> 11; _ -> none end.
arity(X) -> case X of {A} -> A; {A, B} -> [A, B]; {A, B, C} -> {C, B, A}; _ -> other end.
rev(L) -> rev(L, []).
rev([H | T], A) -> rev(T, [H | A]);
rev([], A) -> A.
body([H | T]) -> [H + 1 | body(T)];
body([]) -> [].
raised(X) -> try error(X) catch C:R:S -> erlang:raise(C, {R, a}, S) end.
applied(M, F) -> apply(M, F, [1]).
wide(A) -> {A, A, A, A, A, A, A, A, A, {A, A, A, A, [A, A, A]}}.
guarded(A, B) when element(2, A) =:= B; map_get(B, A) > 1; binary_part(A, 1, 2) =:= B; is_function(A, 1) -> yes;
guarded({_, _, _, _, _, _, _, _, _, X}, _) -> X;
guarded(_, _) -> no.
chars(<<C/utf8, R/binary>>) -> [C | chars(R)];
chars(<<C/utf16, R/binary>>) -> {C, R};
chars(R) -> R.
comprehension(B) -> {[X || <<X:5>> <= B], << <<X:3>> || <<X>> <= B >>, [{X, Y} || X <- [1, 2], Y <- [a], X > 1]}.
text() -> {"a text", <<"a binary">>, 1.5, #{key => [value]}, fun lists:reverse/1, {tuple, [list, {some, "size"}]}}.
