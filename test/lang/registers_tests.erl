%% Many variables live over calls, many arguments, big frames, trimming, large literals, deep case trees.
-module(registers_tests).
-export([start/0, id/1]).
-define(BIG, {1, two, "three", <<"four">>, 5.0, {six, [7, 8, {9, "ten"}]}, #{eleven => 12, "thirteen" => [14]}, [15 | 16], 1 bsl 70}).

start() ->
    io:format("~p~n", [live(1, 2, 3, 4, 5, 6, 7, 8)]),
    io:format("~p~n", [steps(10)]),
    io:format("~p~n", [args16(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)]),
    io:format("~p~n", [shuffle(20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)]),
    io:format("~p~n", [trim(5)]),
    io:format("~p~n", [literal(id(3))]),
    io:format("~p~n", [?BIG]),
    io:format("~p~n", [?BIG =:= id(?BIG)]),
    io:format("~p~n", [[tree(X) || X <- lists:seq(0, 20)]]),
    io:format("~p~n", [[day(D) || D <- lists:seq(0, 8)]]),
    io:format("~p~n", [[code(C) || C <- [200, 404, 500, 301, 418, 100, 0]]]),
    io:format("~p~n", [mixed(3, 2.5, "s")]),
    io:format("~p~n", [wide_tuple(id(0))]),
    io:format("~p~n", [sum20(lists:seq(1, 20))]),
    io:format("~p~n", [nested_calls(2)]),
    io:format("~p~n", [both(7)]),
    ok.

id(X) -> X.

live(A, B, C, D, E, F, G, H) ->
    I = id(A + B), J = id(C + D), K = id(E + F), L = id(G + H), M = id(I * J), N = id(K * L), O = id(M + N),
    P = id({I, J}), Q = id({K, L}), R = id([O | P]),
    {A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R}.

%% Variables die one after another.
steps(N) ->
    A = id(N), B = id(A + 1), C = id(B + 1), D = id(C + 1),
    E = id(A + B), F = id(C + D),
    G = id(E * F),
    case id(G rem 2) of
        0 -> X = id(G), id({even, X});
        1 -> Y = id(F), Z = id(E), {odd, Y, Z}
    end.

args16(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P) ->
    args15(P, O, N, M, L, K, J, I, H, G, F, E, D, C, A + B).

args15(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O) -> [id(A), B, id(C), D, id(E), F, id(G), H, id(I), J, id(K), L, id(M), N, id(O)].

shuffle(0, A, B, C, D, E, F, G, H, I, J, K, L) -> [A, B, C, D, E, F, G, H, I, J, K, L];
shuffle(N, A, B, C, D, E, F, G, H, I, J, K, L) when N rem 3 =:= 0 -> shuffle(N - 1, L, K, J, I, H, G, F, E, D, C, B, A);
shuffle(N, A, B, C, D, E, F, G, H, I, J, K, L) when N rem 2 =:= 0 -> shuffle(N - 1, B, A, D, C, F, E, H, G, J, I, L, K);
shuffle(N, A, B, C, D, E, F, G, H, I, J, K, L) -> shuffle(N - 1, L, A, B, C, D, E, F, G, H, I, J, K).

trim(N) ->
    A = id([N]), B = id({A}), C = id(A ++ A), _ = id(B), D = id(length(C)),
    try id({D, hd(A)}) of {X, Y} -> id(X + Y) catch _:_ -> {A, B, C} end.

literal(N) -> {element(N, ?BIG), setelement(N, ?BIG, replaced), [?BIG || _ <- [1, 2]] =:= [?BIG, ?BIG]}.

tree(X) ->
    if
        X < 10 -> if X < 5 -> if X < 2 -> if X < 1 -> t0; true -> t1 end; X < 3 -> t2; true -> {t34, X} end; X =:= 5; X =:= 7 -> odd57; true -> {t689, X} end;
        X > 15, X < 18 -> t1617;
        X band 1 =:= 0 -> even;
        true -> rest
    end.

day(D) -> case D of 1 -> monday; 2 -> tuesday; 3 -> wednesday; 4 -> thursday; 5 -> friday; 6 -> saturday; 7 -> sunday; _ -> no_day end.

code(100) -> continue; code(101) -> switching; code(200) -> ok; code(201) -> created; code(204) -> empty; code(301) -> moved; code(302) -> found; code(304) -> same;
code(400) -> bad; code(401) -> unauthorized; code(403) -> forbidden; code(404) -> missing; code(405) -> method; code(408) -> timeout; code(418) -> teapot; code(500) -> broken;
code(501) -> unimplemented; code(502) -> gateway; code(503) -> unavailable; code(_) -> unknown.

mixed(I, F, S) ->
    I2 = id(I * 2), F2 = id(F * 2), S2 = id(S ++ S),
    I3 = id(I2 + 1), F3 = id(F2 + I3), S3 = id([I3 | S2]),
    {I, F, S, I2, F2, S2, I3, F3, S3, F3 * F2 - F / I}.

wide_tuple(N) ->
    {N, N + 1, N + 2, N + 3, N + 4, N + 5, N + 6, N + 7, id(N + 8), N + 9, [N + 10], {N + 11}, id({N + 12, N + 13}), N + 14, N + 15, N + 16, N + 17, N + 18, N + 19}.

sum20([A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T]) ->
    id(A) + id(B) * id(C) - id(D) + id(E) * id(F) - id(G) + id(H) * id(I) - id(J) + id(K) * id(L) - id(M) + id(N) * id(O) - id(P) + id(Q) * id(R) - id(S) + id(T).

nested_calls(N) -> f(f(f(N, 1), f(2, N)), f(f(N, f(3, N)), f(f(N, N), f(4, 5)))).

f(A, B) -> id(A) * 3 + id(B).

both(X) ->
    A = try id(X) + id(1) catch error:_ -> 0 end,
    B = catch id(A) * id(2),
    C = try throw({A, B}) catch throw:{P, Q} -> P + Q after id(X) end,
    [X, A, B, C].
