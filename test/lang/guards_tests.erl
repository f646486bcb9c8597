%% untranslated
%% Guards: every type test and guard function, `,` and `;`, failures inside guards that must not leave them.
-module(guards_tests).
-export([start/0, id/1, f2/2]).
-record(rec, {a, b}).

start() ->
    Terms = [0, 5, -5, 1 bsl 70, 1.5, 0.0, a, true, false, [], [1], [1 | 2], "abc", {}, {a}, {rec, 1, 2}, {rec, 1}, #{},
             #{k => v}, <<>>, <<1, 2, 3>>, <<5:3>>, fun id/1, fun f2/2, fun ?MODULE:id/1, fun() -> ok end, self(), make_ref()],
    lists:foreach(fun(T) -> io:format("~s ~w ~w ~w ~w~n", [tests(T), sizes(T), commas(T), semis(T), funcs(T)]) end, Terms),
    io:format("~w~n", [[two(A, B) || A <- [1, 2, a, 1.0], B <- [1, 2, a, 1.0]]]),
    io:format("~w~n", [[range(X) || X <- [0, 1, 5, 10, 11, 5.5, a]]]),
    io:format("~w~n", [[{X, andor(X)} || X <- [0, 1, 2, 3, a, [], [1], {1}, {1, 2}]]]),
    io:format("~w~n", [[maps_(X) || X <- [#{}, #{a => 1}, #{b => 2}, #{a => 2, b => 3}, x]]]),
    io:format("~w~n", [[bool(X) || X <- [true, false, 1, foo]]]),
    ok.

id(X) -> X.
f2(A, B) -> {A, B}.

b(true) -> $1.

tests(T) ->
    [if is_atom(T) -> b(true); true -> $. end, if is_binary(T) -> b(true); true -> $. end,
     if is_bitstring(T) -> b(true); true -> $. end, if is_boolean(T) -> b(true); true -> $. end,
     if is_float(T) -> b(true); true -> $. end, if is_function(T) -> b(true); true -> $. end,
     if is_function(T, 0) -> b(true); true -> $. end, if is_function(T, 1) -> b(true); true -> $. end,
     if is_function(T, 2) -> b(true); true -> $. end, if is_integer(T) -> b(true); true -> $. end,
     if is_list(T) -> b(true); true -> $. end, if is_map(T) -> b(true); true -> $. end,
     if is_number(T) -> b(true); true -> $. end, if is_pid(T) -> b(true); true -> $. end,
     if is_port(T) -> b(true); true -> $. end, if is_record(T, rec) -> b(true); true -> $. end,
     if is_record(T, rec, 2) -> b(true); true -> $. end, if is_reference(T) -> b(true); true -> $. end,
     if is_tuple(T) -> b(true); true -> $. end, if T -> b(true); true -> $. end, if not T -> b(true); true -> $. end].

sizes(T) ->
    [if length(T) >= 0 -> length(T); true -> n end, if tuple_size(T) >= 0 -> tuple_size(T); true -> n end,
     if byte_size(T) >= 0 -> byte_size(T); true -> n end, if bit_size(T) >= 0 -> bit_size(T); true -> n end,
     if map_size(T) >= 0 -> map_size(T); true -> n end, if size(T) >= 0 -> size(T); true -> n end].

commas(T) when is_tuple(T), tuple_size(T) > 0, element(1, T) =:= rec -> rec;
commas(T) when is_list(T), hd(T) =:= 1 -> one;
commas(T) when is_number(T), T > 0, T rem 2 =:= 1 -> odd;
commas(T) when abs(T) > 3 -> large;
commas(_) -> none.

semis(T) when hd(T) =:= 1; T =:= [] -> list;
semis(T) when element(1, T) =:= a; T =:= a; T == 0 -> a_or_0;
semis(T) when is_atom(T); is_map(T), map_size(T) > 0 -> atom_or_map;
semis(T) when length(T) > 2; byte_size(T) > 2 -> long;
semis(_) -> none.

funcs(T) ->
    [if abs(T) =:= 5 -> abs; true -> n end, if trunc(T) =:= 1 -> trunc; true -> n end, if round(T) =:= 2 -> round; true -> n end,
     if float(T) == 5.0 -> float; true -> n end, if tl(T) =:= [] -> tl; true -> n end, if node(T) =:= node() -> node; true -> n end,
     if self() =:= T -> self; true -> n end, if floor(T) =:= 1, ceil(T) =:= 2 -> fc; true -> n end,
     if binary_part(T, 1, 1) =:= <<2>> -> bp; true -> n end, if is_map_key(k, T) -> key; true -> n end,
     if map_get(k, T) =:= v -> get; true -> n end].

two(A, B) when A =:= B -> exact;
two(A, B) when A == B -> equal;
two(A, B) when A < B, is_number(B) -> less;
two(A, B) when A + B > 2 -> sum;
two(_, _) -> none.

range(X) when 1 =< X, X =< 10, is_integer(X) -> in;
range(X) when X < 1; X > 10 -> out;
range(_) -> odd.

andor(X) when (X =:= 1 orelse X =:= 2) andalso X > 1 -> two;
andor(X) when X =:= 1 orelse hd(X) =:= 1 -> one;
andor(X) when is_tuple(X) andalso (tuple_size(X) =:= 1 orelse element(2, X) =:= 2) -> tuple;
andor(X) when not (is_atom(X) or is_list(X)) -> other;
andor(X) when is_atom(X) xor is_list(X) -> xored.

maps_(M) when map_get(a, M) =:= 1 -> one;
maps_(M) when is_map_key(b, M), not is_map_key(a, M) -> only_b;
maps_(M) when map_size(M) =:= 0 -> empty;
maps_(M) when is_map(M) -> map;
maps_(_) -> none.

bool(X) when X -> yes;
bool(X) when X == false -> no;
bool(X) when X > 0; X -> maybe_.
