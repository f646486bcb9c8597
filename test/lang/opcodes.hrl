%% A program that makes the compiler emit every opcode it has, for several generations of opcodes: included by the
%% opcodes*_tests.erl.  test/unit/test_opcodes.py demands that each opcode is reached in one of them.
-export([start/0, twice/1, spin/2, echo/0, loaded/0]).
-on_load(loaded/0).
-nifs([native/1]).
-record(point, {x = 1, y = 2, z = 3}).

loaded() -> _ = id(1), ok.
native(X) -> {erlang, X}.

id(X) -> X.
twice(X) -> X * 2.
spin(0, A) -> A;
spin(N, A) -> ?MODULE:spin(N - 1, [N | A]).

show(Tag, F) -> io:format("~w ~w~n", [Tag, try F() catch C:R -> {C, R} end]).
each(Tag, F, L) -> [show(Tag, fun() -> F(X) end) || X <- L], ok.

terms() ->
    [0, -7, 1 bsl 70, 2.5, -0.0, atom, true, false, [], [1, 2], [a | b], {}, {point, 1, 2, 3}, {point, 1}, {1, 2}, <<"ab">>,
     <<1:3>>, #{a => 1}, #{}, fun twice/1, fun ?MODULE:twice/1].

%% ---- tests ----
kind(X) when is_integer(X) -> integer;
kind(X) when is_float(X) -> float;
kind(X) when is_boolean(X) -> boolean;
kind(X) when is_atom(X) -> atom;
kind([]) -> nil;
kind([_ | T]) when is_list(T) -> {list, T};
kind([H | _]) -> {cons, H};
kind(#point{x = X}) -> {point, X};
kind(X) when is_tuple(X) -> tuple;
kind(X) when is_binary(X) -> binary;
kind(X) when is_bitstring(X) -> bits;
kind(#{a := A}) -> {map, A};
kind(X) when is_map(X) -> map;
kind(X) when is_function(X, 1) -> fun1;
kind(X) when is_function(X) -> function;
kind(X) when is_pid(X) -> pid;
kind(X) when is_reference(X) -> reference;
kind(X) -> port(X).
port(X) when is_port(X) -> port;
port(_) -> other.

compare(A, B) ->
    [if A < B -> lt; true -> no end, if A >= B -> ge; true -> no end, if A == B -> eq; true -> no end,
     if A /= B -> ne; true -> no end, if A =:= B -> same; true -> no end, if A =/= B -> other; true -> no end,
     if is_number(A), A > B -> number; true -> no end].

select(X) -> case X of a -> 1; b -> 2; c -> 3; 4 -> 4; 5 -> 5; _ -> other end.
select_arity(X) -> case X of {_} -> 1; {_, _} -> 2; {_, _, Z} -> {3, Z}; {} -> 0; [_ | _] -> list end.
match(X) -> {ok, Y} = X, Y.
choose(X) -> if X =:= 1 -> one; X =:= 2 -> two end.
guards(X, Y) when abs(X) > 3, X - Y > 1; X + Y =:= 2 -> {yes, X};
guards(X, Y) when element(2, X) =:= Y; map_get(Y, X) =:= 1; hd(X) =:= Y -> element;
guards(X, Y) when binary_part(X, 1, 2) =:= Y; tuple_size(X) =:= Y; node() =:= X -> part;
guards(X, Y) when is_map_key(X, Y); self() =:= X -> key;
guards(X, Y) when (X and not Y) or (Y xor X) -> bool;
guards(_, _) -> no.

%% ---- data ----
lists([A, B | T]) -> [B, A | T];
lists([A]) -> {A};
lists(L) -> tl(L).
last([X]) -> X;
last([_ | T]) -> last(T).
head_only(L) -> [X || [X | _] <- L].
swap(A, B) -> {id({B, A}), id(A), B}.
swap(A, B, C) -> id(A), swap3(C, A, B).
swap3(A, B, C) -> [A, B, C].
exchange({A, B, C, D}, N) when N > 0 -> exchange({B, A, D, C}, N - 1);
exchange(T, _) -> T.
update(R) -> R#point{x = id(5), y = 6}.
update_all(R) -> R#point{x = 1, y = 2, z = id(3)}.
set(T) -> setelement(3, setelement(2, T, a), b).
set3(T) -> setelement(1, setelement(2, setelement(3, T, c), b), a).
maps(M, K) ->
    A = M#{K => 1, two => 2},
    {A, A#{K := 3}, maps:size(A), try M#{K := 1} catch error:E -> E end}.
map_match(#{a := A, b := #{c := C}} = M) -> {A, C, M#{d => A}};
map_match(#{a := 1}) -> one;
map_match(#{c := _, d := _}) -> both;
map_match(_) -> none.
floats(X, Y) when is_float(X), is_float(Y) -> (X + Y) * (X - Y) / (-X) + Y * 2;
floats(X, Y) -> X * 1.0 + float(Y) - 2.0 / X.
longer(A) ->
    B = id(A), C = id(B), D = id([B]),
    E = id({C, D}), F = id(E),
    id(F).

%% ---- calls ----
sum([H | T], A) -> sum(T, A + H);
sum([], A) -> A.
body([H | T]) -> [id(H) | body(T)];
body([]) -> [].
apply3(M, F, A) -> apply(M, F, A).
apply_mf(M, F, X) -> [M:F(X)].
apply_tail(M, F, X) -> M:F(X).
apply_frame(M, F, X) -> Y = id(X), M:F(Y).
ext_frame(X) -> Y = id(X), lists:reverse(Y).
call_frame(X) -> Y = id(X), body(Y).
funs(N) ->
    F = fun(X) -> X + N end,
    G = fun twice/1,
    H = fun ?MODULE:twice/1,
    {F(1), G(2), H(3), [F(G(H(X))) || X <- [1, 2, 3]], (fun() -> N end)()}.
fun_tail(F, X) -> F(X).
fun_body(F, X) -> [F(X)].
bif0() -> {self() =:= self(), node()}.

%% ---- exceptions ----
caught(F) ->
    A = catch F(),
    B = try F() of X -> {value, X} catch throw:T -> {throw, T}; error:R:S -> {error, R, is_list(S)} end,
    {A1, B1} = {strip(A), B},
    {A1, B1}.
strip({'EXIT', {R, S}}) when is_list(S) -> {'EXIT', R};
strip(X) -> X.
after_(F) -> try F() after put(done, true) end.
of_clause(X) -> try id(X) of 1 -> one catch throw:_ -> no end.
again(F) -> try F() catch C:R:S when C =/= exit -> erlang:raise(C, {again, R}, S) end.
again_same(F) -> try F() catch error:R -> R; C:R:S -> erlang:raise(C, R, S) end.
trace(F) -> try F() catch _:_:S -> [{M, N} || {M, N, _, _} <- S, M =:= ?MODULE, N =:= id] end.

%% ---- messages ----
messages() ->
    Self = self(),
    P = spawn(fun echo/0),
    P ! {Self, hello},
    A = receive {P, X} -> X after 5000 -> late end,
    Ref = make_ref(),
    Self ! other,
    P ! {Self, Ref},
    B = receive {P, Ref} -> found end,
    C = receive other -> other after 0 -> none end,
    D = receive nothing -> something after 1 -> none end,
    E = call(P, 42),
    F = receive after 0 -> none end,
    {A, B, C, D, E, F}.
call(P, X) ->
    R = erlang:monitor(process, P),
    P ! {self(), {R, X}},
    receive {P, {R, Y}} -> erlang:demonitor(R, [flush]), Y; {'DOWN', R, _, _, Reason} -> {down, Reason} end.
call_by_ref(P, X, Wait) ->
    R = make_ref(),
    id(Wait),
    P ! {self(), {R, X}},
    receive {P, {R, Y}} -> Y end.
echo() -> receive {P, X} -> P ! {self(), X}, echo(); stop -> ok end.
request(P, X) -> reply(P, send_request(P, X)).
send_request(P, X) -> R = erlang:monitor(process, P), P ! {self(), {R, X}}, R.
reply(P, R) -> receive {P, {R, Y}} -> Y; {'DOWN', R, _, _, _} -> down after 5000 -> late end.
maybe_marked(P, N) ->
    R = case N of 1 -> erlang:monitor(process, P); _ -> make_ref() end,
    P ! {self(), R},
    receive {_, R} -> done end.

%% ---- bit strings ----
take(<<A:8, B:4/little-signed, C:12, F:32/float, T/binary>>) -> {A, B, C, F, T};
take(<<"abc", R/bits>>) -> {abc, R};
take(<<_:3, X:5/bits, R/bitstring>>) -> {X, R};
take(X) -> {none, X}.
sized(<<N, B:N/binary, M:N/unit:3, R/binary>>) -> {N, B, M, R};
sized(<<N, _:N/binary, _:N, R/bits>>) -> {skip, R};
sized(_) -> none.
unit(<<A:4, R/binary-unit:4>>) -> {A, R};
unit(<<_/binary-unit:3>>) -> three;
unit(_) -> no.
chars(<<X/utf8, R/bits>>) when X > 127 -> {utf8, X, R};
chars(<<_/utf8, X/utf16, R/bits>>) when X > 127 -> {utf16, X, R};
chars(<<_/utf16, X/utf32, R/bits>>) -> {utf32, X, R};
chars(<<_/utf16-little, _/utf8, _/utf32-little, R/bits>>) -> {skipped, R};
chars(X) -> {none, X}.
walk(<<X, T/binary>>, A) when X < 128 -> walk(T, A + X);
walk(<<X:16, T/binary>>, A) -> walk(T, A - X);
walk(R, A) -> {A, R}.
retry(B, N) ->
    case B of
        <<_:N/binary, 1, R/binary>> -> {one, R};
        <<_:N/binary, X:16, R/binary>> -> {X, R};
        <<X:N, _/bits>> -> {bits, X};
        _ -> {no, B}
    end.
position(<<A, B/binary>> = All, C) -> case B of <<C, _/binary>> -> {A, All}; <<D:16>> -> {D, B}; _ -> All end.
from_start(<<L, R/binary>> = B) -> <<_, X:4/binary, _/binary>> = <<B/binary, "pad!">>, {L, X, R}.
build(X, Y) ->
    <<X:16, Y/binary, X:X/little, 1.5:64/float, X:32/float-little, "text", X/utf8, X/utf16-little, X/utf32, 1:5, Y/bits>>.
bytes(X, Y) -> <<X, X:24/little, (byte_size(Y)):16, Y/binary>>.
bits_of(X, N) -> <<X:N, X:N/unit:3, 1:1>>.
utf(X) -> <<X/utf8>>.
utf16(X, B) -> <<X/utf16, B/bits>>.
append(B, [H | T]) -> append(<<B/binary, H, "x">>, T);
append(B, []) -> B.
append_bits(B, N) -> <<B/bits, 5:N, B/bits>>.
comprehension(B) -> {<< <<(X + 1):16>> || <<X:4>> <= B >>, << <<X:3, B/binary>> || X <- [1, 2] >>, << <<X/float>> || X <- [1, 2.5] >>}.

%% ---- everything ----
start() ->
    show(loaded, fun loaded/0), show(native, fun() -> native(1) end),
    each(kind, fun kind/1, terms() -- [fun twice/1]), show(kind, fun() -> [kind(self()), kind(make_ref()), port(self())] end),
    each(compare, fun({A, B}) -> compare(A, B) end, [{1, 2}, {2, 1}, {1, 1.0}, {a, a}, {[1], {1}}, {2.5, 1 bsl 70}]),
    each(select, fun select/1, [a, b, c, 4, 5, 6]), each(arity, fun select_arity/1, [{1}, {1, 2}, {1, 2, 3}, {}, [a], {1, 2, 3, 4}]),
    each(match, fun match/1, [{ok, 1}, ok, {ok}]), each(choose, fun choose/1, [1, 2, 3]),
    each(guards, fun({A, B}) -> guards(A, B) end,
         [{7, 2}, {-7, 2}, {1, 1}, {{1, 2}, 2}, {#{a => 1}, a}, {[b], b}, {<<"abcd">>, <<"bc">>}, {{}, 0}, {node(), 1}, {k, #{k => 1}},
          {true, false}, {false, true}, {true, true}, {a, b}, {self(), 1}]),
    each(lists, fun lists/1, [[1, 2, 3], [1], [], a]), show(heads, fun() -> {head_only([[1], [2, 3], [], a]), last([1, 2])} end),
    show(swap, fun() -> {swap(1, 2), swap(1, 2, 3), exchange({1, 2, 3, 4}, 3)} end),
    each(update, fun update/1, [#point{}, {point}, a]), show(update, fun() -> update_all(#point{z = 9}) end),
    each(set, fun set/1, [{1, 2, 3}, {1, 2}, a]), each(set3, fun set3/1, [{1, 2, 3}, {1}]),
    each(maps, fun({M, K}) -> maps(M, K) end, [{#{}, k}, {#{k => 0}, k}, {a, k}]),
    each(map_match, fun map_match/1, [#{a => 1, b => #{c => 2}}, #{a => 1}, #{c => 1}, #{c => 1, d => 2}, #{}, a]),
    each(floats, fun({A, B}) -> floats(A, B) end, [{1.5, 2.5}, {2, 3}, {0.0, 1.0}, {0, 1}, {1.0e308, 1.0e308}, {a, 1}, {1 bsl 80, 1}]),
    show(longer, fun() -> longer(1) end),
    show(calls, fun() -> {sum([1, 2, 3], 0), body([1, 2]), spin(3, []), ext_frame([1, 2]), call_frame([3])} end),
    show(apply, fun() -> {apply3(lists, reverse, [[1, 2]]), apply_mf(?MODULE, twice, 4), apply_tail(?MODULE, twice, 5),
                          apply_frame(lists, sort, [2, 1])} end),
    show(funs, fun() -> {funs(3), fun_tail(fun twice/1, 3), fun_body(fun twice/1, 3)} end),
    each(bad_fun, fun(F) -> {fun_tail(F, 1), fun_body(F, 1)} end, [a, fun() -> 1 end, fun ?MODULE:none/1]),
    show(bif0, fun bif0/0),
    each(caught, fun caught/1, [fun() -> 1 end, fun() -> throw(x) end, fun() -> error(y) end]),
    each('after', fun after_/1, [fun() -> 1 end, fun() -> throw(x) end]), show(done, fun() -> get(done) end),
    each(of_clause, fun of_clause/1, [1, 2]),
    each(again, fun again/1, [fun() -> 1 end, fun() -> throw(x) end, fun() -> error(y) end, fun() -> exit(z) end]),
    each(again_same, fun again_same/1, [fun() -> throw(x) end, fun() -> exit(y) end, fun() -> error(z) end]),
    each(trace, fun trace/1, [fun() -> [id(hd(id([])))] end, fun() -> error(y) end]),
    show(messages, fun messages/0),
    P = spawn(fun echo/0),
    show(requests, fun() -> {request(P, 1), call_by_ref(P, 2, 0), maybe_marked(P, 1), maybe_marked(P, 2)} end),
    bit_strings(),
    ok.

bit_strings() ->
    each(take, fun take/1, [<<1, 15:4, 3:12, 1.5:32/float, "tail">>, <<"abcdef">>, <<"abc", 1:2>>, <<7:3, 9:5, 1:1>>, <<1:2>>, a]),
    each(sized, fun sized/1, [<<2, "ab", 33:6, 2:2>>, <<2, "ab", 33:6, "xyz">>, <<1, "a", 7:3>>, <<>>, <<9>>]),
    each(unit, fun unit/1, [<<1:4, 2:4>>, <<1:6>>, <<1:5>>, <<1:3>>, a]),
    each(chars, fun chars/1, [<<"é"/utf8, 1>>, <<"a", 300/utf16>>, <<"ab", 65/utf32, 7:3>>, <<65, 0, "b", 66/utf32-little, 1>>, <<255>>, <<>>, a]),
    each(walk, fun(B) -> walk(B, 0) end, [<<1, 2, 3>>, <<1, 200, 1, 5>>, <<1, 255>>, <<1:4>>, a]),
    each(retry, fun({B, N}) -> retry(B, N) end, [{<<1, 2, 3>>, 0}, {<<5, 6, 7>>, 1}, {<<1, 2>>, 3}, {<<1>>, 9}, {<<1>>, a}, {a, 1}]),
    each(position, fun({B, C}) -> position(B, C) end, [{<<1, 2, 3>>, 2}, {<<1, 2, 3>>, 4}, {<<1, 2>>, 4}, {<<>>, 1}]),
    each(from_start, fun from_start/1, [<<1, 2, 3>>, <<>>]),
    each(build, fun({X, Y}) -> build(X, Y) end, [{65, <<"yy">>}, {7, <<1:3>>}, {16#20AC, <<>>}, {-1, <<>>}, {a, <<>>}, {65, a}, {65.0, <<>>}]),
    each(bytes, fun({X, Y}) -> bytes(X, Y) end, [{65, <<"yy">>}, {1 bsl 70 + 5, <<>>}, {a, <<>>}, {1, <<1:3>>}, {1, a}]),
    each(bits, fun({X, N}) -> bits_of(X, N) end, [{5, 3}, {-1, 13}, {1, 0}, {1, -1}, {a, 1}, {1, a}, {1, 1 bsl 70}]),
    each(utf, fun utf/1, [65, 16#7ff, 16#ffff, 16#10ffff, 16#d800, 16#110000, -1, a]),
    each(utf16, fun(X) -> utf16(X, <<1:3>>) end, [65, 16#10000, 16#d800, a]), show(utf16, fun() -> utf16(65, a) end),
    show(append, fun() -> A = append(<<"start">>, [1, 2, 3]), {A, append(A, [4]), append(A, [5])} end),
    each(append, fun(X) -> append(<<>>, [X]) end, [300, a]),
    each(append_bits, fun({B, N}) -> append_bits(B, N) end, [{<<1:3>>, 7}, {<<"ab">>, 0}, {<<>>, a}, {a, 1}]),
    each(comprehension, fun comprehension/1, [<<1, 2, 3:4>>, <<>>, <<1:3>>, a]).
