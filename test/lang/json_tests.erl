%% A JSON encoder and decoder over binaries, round trips, errors with positions.
-module(json_tests).
-export([start/0]).

start() ->
    Docs = [<<"null">>, <<" true ">>, <<"[]">>, <<"{}">>, <<"-12.5e2">>, <<"\"a\\n\\u00e5\\\"\\\\\\u20ac\\ud83d\\ude00\"">>, <<"[1, 2.0, [3, [4]], {\"a\": null}]">>,
        <<"{\"name\": \"Widget\", \"tags\": [\"x\", \"y\"], \"price\": 12.50, \"stock\": {\"a\": 1, \"b\": 0}, \"ok\": false}">>, <<"123456789012345678901234567890">>],
    [begin T = decode(D), io:format("~p~n~s~n~p~n", [T, ascii(encode(T)), decode(encode(T)) =:= T]) end || D <- Docs],
    [io:format("~p: ~p~n", [B, try decode(B) catch throw:E -> E end]) || B <-
        [<<>>, <<"[1,">>, <<"[1 2]">>, <<"{\"a\" 1}">>, <<"tru">>, <<"\"abc">>, <<"01">>, <<"1.">>, <<"[1] x">>, <<"{1:2}">>, <<"\"\\q\"">>, <<"-">>, <<"\"a", 10, "\"">>]],
    Big = lists:foldl(fun(I, A) -> #{<<"i">> => I, <<"l">> => [A, I]} end, null, lists:seq(1, 60)),
    io:format("~p ~p~n", [byte_size(encode(Big)), decode(encode(Big)) =:= Big]),
    L = [#{<<"id">> => I, <<"name">> => integer_to_binary(I * I), <<"half">> => I / 2} || I <- lists:seq(1, 300)],
    io:format("~p ~p~n", [erlang:crc32(encode(L)), decode(encode(L)) =:= L]),
    io:format("~s~n", [pretty(decode(lists:nth(8, Docs)), 0)]),
    ok.

ascii(B) -> [if C < 127 -> C; true -> $? end || <<C/utf8>> <= B].

decode(B) ->
    {V, P} = value(B, skip(B, 0)),
    case skip(B, P) of
        P1 when P1 =:= byte_size(B) -> V;
        P1 -> throw({junk_at, P1})
    end.

skip(B, P) ->
    case B of
        <<_:P/binary, C, _/binary>> when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r -> skip(B, P + 1);
        _ -> P
    end.

value(B, P) ->
    case B of
        <<_:P/binary, "null", _/binary>> -> {null, P + 4};
        <<_:P/binary, "true", _/binary>> -> {true, P + 4};
        <<_:P/binary, "false", _/binary>> -> {false, P + 5};
        <<_:P/binary, $[, _/binary>> -> array(B, skip(B, P + 1), []);
        <<_:P/binary, ${, _/binary>> -> object(B, skip(B, P + 1), #{});
        <<_:P/binary, $", R/binary>> -> string(R, P + 1, <<>>);
        <<_:P/binary, C, _/binary>> when C =:= $-; C >= $0, C =< $9 -> number(B, P);
        <<_:P/binary, C, _/binary>> -> throw({unexpected, C, P});
        _ -> throw(unexpected_end)
    end.

array(B, P, Acc) ->
    case B of
        <<_:P/binary, $], _/binary>> when Acc =:= [] -> {[], P + 1};
        _ ->
            {V, P1} = value(B, P),
            P2 = skip(B, P1),
            case B of
                <<_:P2/binary, $,, _/binary>> -> array(B, skip(B, P2 + 1), [V | Acc]);
                <<_:P2/binary, $], _/binary>> -> {lists:reverse(Acc, [V]), P2 + 1};
                _ -> throw({no_comma, P2})
            end
    end.

object(B, P, M) ->
    case B of
        <<_:P/binary, $}, _/binary>> when M =:= #{} -> {#{}, P + 1};
        <<_:P/binary, $", R/binary>> ->
            {K, P1} = string(R, P + 1, <<>>),
            P2 = skip(B, P1),
            case B of <<_:P2/binary, $:, _/binary>> -> ok; _ -> throw({no_colon, P2}) end,
            {V, P3} = value(B, skip(B, P2 + 1)),
            P4 = skip(B, P3),
            case B of
                <<_:P4/binary, $,, _/binary>> -> object(B, skip(B, P4 + 1), M#{K => V});
                <<_:P4/binary, $}, _/binary>> -> {M#{K => V}, P4 + 1};
                _ -> throw({no_comma, P4})
            end;
        _ -> throw({no_key, P})
    end.

string(<<$", _/binary>>, P, Acc) -> {Acc, P + 1};
string(<<$\\, $u, H:4/binary, R/binary>>, P, Acc) ->
    case {binary_to_integer(H, 16), R} of
        {Hi, <<$\\, $u, L:4/binary, R1/binary>>} when Hi >= 16#d800, Hi < 16#dc00 ->
            C = 16#10000 + (Hi - 16#d800) * 1024 + binary_to_integer(L, 16) - 16#dc00,
            string(R1, P + 12, <<Acc/binary, C/utf8>>);
        {C, _} -> string(R, P + 6, <<Acc/binary, C/utf8>>)
    end;
string(<<$\\, C, R/binary>>, P, Acc) ->
    case lists:keyfind(C, 1, [{$n, $\n}, {$t, $\t}, {$r, $\r}, {$b, $\b}, {$f, $\f}, {$", $"}, {$\\, $\\}, {$/, $/}]) of
        {_, X} -> string(R, P + 2, <<Acc/binary, X>>);
        false -> throw({bad_escape, C, P})
    end;
string(<<C/utf8, R/binary>>, P, Acc) when C >= 32 -> string(R, P + byte_size(<<C/utf8>>), <<Acc/binary, C/utf8>>);
string(_, P, _) -> throw({bad_string, P}).

number(B, P) ->
    <<_:P/binary, R/binary>> = B,
    case re_number(binary_to_list(R), []) of
        {S, int} -> {list_to_integer(S), P + length(S)};
        {S, float} -> try {list_to_float(fix(S)), P + length(S)} catch error:badarg -> throw({bad_number, P}) end;
        bad -> throw({bad_number, P})
    end.

re_number(L, _) ->
    {Sign, L1} = case L of [$- | T] -> {"-", T}; _ -> {"", L} end,
    {Int, L2} = digits(L1),
    {Frac, L3} = case L2 of [$. | T2] -> {D, T3} = digits(T2), {[$. | D], T3}; _ -> {"", L2} end,
    Exp = case L3 of [E, S | T4] when (E =:= $e orelse E =:= $E), (S =:= $- orelse S =:= $+) -> {D2, _} = digits(T4), [E, S | D2];
        [E | T4] when E =:= $e; E =:= $E -> {D2, _} = digits(T4), [E | D2]; _ -> "" end,
    case {Int, Frac, Exp} of
        {"", _, _} -> bad;
        {[$0, _ | _], _, _} -> bad;
        {_, "", ""} -> {Sign ++ Int, int};
        _ -> {Sign ++ Int ++ Frac ++ Exp, float}
    end.

digits(L) -> lists:splitwith(fun(C) -> C >= $0 andalso C =< $9 end, L).
fix(S) -> case lists:member($., S) of true -> S; false -> {A, B} = lists:splitwith(fun(C) -> C =/= $e andalso C =/= $E end, S), A ++ ".0" ++ B end.

encode(T) -> iolist_to_binary(enc(T)).

enc(A) when is_atom(A) -> atom_to_binary(A);
enc(N) when is_integer(N) -> integer_to_binary(N);
enc(F) when is_float(F) -> io_lib:format("~w", [F]);
enc(B) when is_binary(B) -> [$", [esc(C) || <<C/utf8>> <= B], $"];
enc(L) when is_list(L) -> [$[, lists:join($,, [enc(X) || X <- L]), $]];
enc(M) when is_map(M) -> [${, lists:join($,, [[enc(K), $:, enc(V)] || {K, V} <- lists:sort(maps:to_list(M))]), $}].

esc($") -> "\\\""; esc($\\) -> "\\\\"; esc($\n) -> "\\n"; esc(C) when C < 32 -> io_lib:format("\\u~4.16.0b", [C]); esc(C) -> <<C/utf8>>.

pretty(M, I) when is_map(M) -> ["{\n", lists:join(",\n", [[pad(I + 2), enc(K), ": ", pretty(V, I + 2)] || {K, V} <- lists:sort(maps:to_list(M))]), $\n, pad(I), "}"];
pretty(L, I) when is_list(L) -> ["[\n", lists:join(",\n", [[pad(I + 2), pretty(V, I + 2)] || V <- L]), $\n, pad(I), "]"];
pretty(T, _) -> enc(T).

pad(N) -> lists:duplicate(N, $\s).
