%% untranslated
%% case and function heads over every kind of constant: select_val, select_tuple_arity, jump tables.
-module(select_tests).
-export([start/0, id/1]).

start() ->
    each(fun atoms/1, [a, b, c, d, e, f, other, 'A', []]),
    each(fun small/1, [0, 1, 2, 3, 4, 5, 6, 7, 8, -1, 100, 1.0, a]),
    each(fun sparse/1, [1, 10, 100, 1000, 100000, 1 bsl 40, 1 bsl 70, -(1 bsl 70), 2, foo, 1 bsl 71]),
    each(fun floats/1, [1.0, 2.5, -0.5, 0.0, 1, 2]),
    each(fun arity/1, [{}, {a}, {a, b}, {a, b, c}, {a, b, c, d}, {1, 2, 3, 4, 5}, []]),
    each(fun tagged/1, [{ok, 1}, {error, x}, {error, x, y}, {ok}, {'EXIT', pid, r}, ok, {foo, 1}, {1, 2}]),
    each(fun types/1, [1, 1.5, a, [], [x], {}, {x}, #{}, #{a => 1}, <<>>, <<1>>, <<1:1>>, fun id/1, 1 bsl 80, self(),
                       make_ref(), "s"]),
    each(fun lists_/1, [[], [1], [1, 2], [1, 2, 3], [1 | 2], "ab", "abc", [[]]]),
    each(fun mixed/1, [0, a, [], {}, "x", {a, 1}, {a, 2}, {b, 1}, <<"bin">>, <<"bim">>, #{k => 1}, #{k => 2}, 0.0]),
    each(fun nested/1, [{a, {b, [c, {d, 1}]}}, {a, {b, [c, {d, 2}]}}, {a, {b, [c]}}, {a, b}, {a, {b, []}}]),
    each(fun same/1, [{1, 1}, {1, 1.0}, {a, a}, {[1], [1]}, {[1], [2]}]),
    ok.

each(F, L) -> erlang:display([F(id(X)) || X <- L]).

id(X) -> X.

atoms(a) -> 1; atoms(b) -> 2; atoms(c) -> 3; atoms(d) -> 4; atoms(e) -> 5; atoms('A') -> upper; atoms(_) -> none.

small(0) -> zero; small(1) -> one; small(2) -> two; small(3) -> three; small(4) -> four; small(5) -> five;
small(6) -> six; small(7) -> seven; small(_) -> many.

sparse(X) ->
    case X of
        1 -> a;
        10 -> b;
        100 -> c;
        1000 -> d;
        100000 -> e;
        1099511627776 -> f;
        1180591620717411303424 -> g;
        -1180591620717411303424 -> h;
        foo -> i;
        _ -> none
    end.

floats(1.0) -> one; floats(2.5) -> two_and_half; floats(-0.5) -> minus_half; floats(1) -> integer_one; floats(_) -> none.

arity({}) -> 0; arity({_}) -> 1; arity({_, _}) -> 2; arity({_, X, _}) -> {3, X}; arity({_, _, _, X}) -> {4, X};
arity(T) when is_tuple(T) -> {more, tuple_size(T)}; arity(_) -> no.

tagged({ok, V}) -> {v, V}; tagged({error, R}) -> {r, R}; tagged({error, A, B}) -> {r2, A, B}; tagged({ok}) -> alone;
tagged({'EXIT', _, R}) -> R; tagged(ok) -> atom; tagged({1, X}) -> {int, X}; tagged({T, _}) -> {unknown, T}.

types(X) when is_integer(X) -> integer;
types(X) when is_float(X) -> float;
types(X) when is_atom(X) -> atom;
types([]) -> nil;
types(X) when is_list(X) -> list;
types(X) when is_tuple(X) -> tuple;
types(X) when is_map(X) -> {map, map_size(X)};
types(X) when is_binary(X) -> binary;
types(X) when is_bitstring(X) -> bits;
types(X) when is_function(X, 1) -> fun1;
types(X) when is_pid(X) -> pid;
types(X) when is_reference(X) -> ref;
types(_) -> none.

lists_("ab") -> ab; lists_([]) -> empty; lists_([X]) -> {one, X}; lists_([X, Y]) -> {two, X, Y};
lists_([1 | X]) -> {tail, X}; lists_([_ | _] = L) -> {list, length(L)}.

mixed(X) ->
    case X of
        0 -> int; 0.0 -> float; a -> atom; [] -> nil; {} -> tuple; "x" -> string; {a, 1} -> a1; {a, 2} -> a2; {_, N} -> N;
        <<"bin">> -> bin; #{k := 1} -> map1; #{k := V} -> {map, V};
        _ -> other
    end.

nested({a, {b, [c, {d, 1}]}}) -> 1; nested({a, {b, [c, {d, X}]}}) -> {d, X}; nested({a, {b, [_ | T]}}) -> {t, T};
nested({a, {b, _}}) -> b; nested({a, _}) -> a.

same({X, X}) -> true; same({X, Y}) when X == Y -> almost; same(_) -> false.
