%% untranslated
%% if, case, nested patterns, andalso/orelse, bindings that leave a case, and their failures.
-module(cases_tests).
-export([start/0, id/1]).

start() ->
    erlang:display([sign(X) || X <- [-2, 0, 3, -0.5, a]]),
    erlang:display([logic(A, B) || A <- [true, false], B <- [true, false]]),
    erlang:display([short(X) || X <- [1, 0, a, [], -5]]),
    erlang:display([exported(X) || X <- [1, 2, 3]]),
    erlang:display([nested(X, Y) || X <- [1, 2], Y <- [a, b]]),
    erlang:display([fizz(N) || N <- [1, 3, 5, 15, 16]]),
    erlang:display(aliased({point, [1, 2]})),
    erlang:display(fails(fun() -> (id(sign))(1) end)),
    erlang:display(fails(fun() -> case id(1) of 2 -> ok end end)),
    erlang:display(fails(fun() -> if_clause(id(4)) end)),
    erlang:display(fails(fun() -> {a, X} = id({b, 1}), X end)),
    erlang:display(fails(fun() -> 1 = id(1.0) end)),
    erlang:display(fails(fun() -> [] = id([a]) end)),
    erlang:display(fails(fun() -> id(a) andalso true end)),
    erlang:display(fails(fun() -> id(1) orelse true end)),
    erlang:display(fails(fun() -> id(true) and id(1) end)),
    erlang:display(fails(fun() -> not id(foo) end)),
    erlang:display(fails(fun() -> id(false) andalso id(1) end)),
    erlang:display(fails(fun() -> id(true) andalso id(whatever) end)),
    erlang:display([{X, Y, X and Y, X or Y, X xor Y, not X} || X <- [true, false], Y <- [true, false]]),
    X = id(5),
    Y = case X of 5 -> begin Z = X + 1, Z * 2 end; _ -> Z = 0 end,
    erlang:display({X, Y, Z}),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

sign(X) ->
    if
        X < 0 -> negative;
        X == 0 -> zero;
        is_atom(X) -> atom;
        true -> positive
    end.

if_clause(X) -> if X > 5 -> big; X < 2 -> small end.

logic(A, B) ->
    {A andalso B, A orelse B, (not A) orelse B, A == B,
     if A, B -> both; A; B -> one; true -> none end}.

short(X) ->
    is_integer(X) andalso X > 0 andalso 10 div X > 1 orelse X =:= [] orelse (is_atom(X) andalso atom).

exported(N) ->
    case N of
        1 -> A = one, B = [];
        2 -> A = two, B = [N];
        _ -> A = many, B = [N, N]
    end,
    {A, B}.

nested(X, Y) ->
    case X of
        1 -> case Y of a -> {one, a}; _ -> {one, other} end;
        _ -> case {X, Y} of {2, a} -> two_a; {2, Z} -> {two, Z} end
    end.

fizz(N) ->
    case {N rem 3, N rem 5} of
        {0, 0} -> fizzbuzz;
        {0, _} -> fizz;
        {_, 0} -> buzz;
        _ -> N
    end.

aliased({point, [X | _] = L} = P) -> {P, L, X}.
