%% Building and consuming larger binaries in loops: parsers, encoders, reversal, joins, checksum, hex dump.
-module(binary_building_tests).
-export([start/0]).

start() ->
    Text = <<"The quick brown fox\njumps over\tthe lazy dog. 0123456789 \"quoted\", 'single' & <tags>">>,
    io:format("~s~n", [reverse(Text)]),
    io:format("~s~n", [escape(Text)]),
    io:format("~s~n", [hex(Text)]),
    io:format("~p~n", [unhex(hex(Text)) =:= Text]),
    dump(Text, 0),
    io:format("~p~n", [csv(<<"a,b,c\n1,\"two, three\",4\n\"q\"\"q\",,x\n">>)]),
    io:format("~p~n", [rle(<<"aaabbbccccd">>)]),
    io:format("~s~n", [unrle(rle(<<"aaabbbccccd">>))]),
    io:format("~p~n", [tlv(<<1, 0, 3, "abc", 2, 0, 0, 255, 0, 1, "z">>)]),
    io:format("~p~n", [join([<<"a">>, <<"b">>, <<"c">>], <<", ">>)]),
    io:format("~p ~p~n", [adler(Text), erlang:adler32(Text)]),
    io:format("~p~n", [varints([0, 1, 127, 128, 300, 1 bsl 35])]),
    io:format("~p~n", [unvarints(varints([0, 1, 127, 128, 300, 1 bsl 35]))]),
    Big = grow(<<>>, 20000),
    io:format("~p ~p~n", [byte_size(Big), erlang:crc32(Big)]),
    io:format("~p~n", [length(binary:split(Big, <<",">>, [global]))]),
    io:format("~p~n", [count_lines(binary:copy(<<"line\n">>, 20000), 0)]),
    Parts = [<<I:16, (integer_to_binary(I))/binary>> || I <- lists:seq(1, 500)],
    io:format("~p~n", [erlang:crc32(iolist_to_binary(Parts))]),
    io:format("~p~n", [shared(Text)]),
    io:format("~p~n", [http(<<"GET /path?q=1 HTTP/1.1\r\nHost: example\r\nAccept: */*\r\n\r\nbody">>)]),
    io:format("~p~n", [fib_bits(20)]),
    ok.

reverse(B) -> reverse(B, <<>>).
reverse(<<C, R/binary>>, Acc) -> reverse(R, <<C, Acc/binary>>);
reverse(<<>>, Acc) -> Acc.

escape(B) -> << <<(esc(C))/binary>> || <<C>> <= B >>.

esc($<) -> <<"&lt;">>; esc($>) -> <<"&gt;">>; esc($&) -> <<"&amp;">>; esc($") -> <<"&quot;">>; esc(C) when C < 32 -> <<"&#", (integer_to_binary(C))/binary, ";">>; esc(C) -> <<C>>.

hex(B) -> << <<(digit(H)), (digit(L))>> || <<H:4, L:4>> <= B >>.
digit(D) when D < 10 -> $0 + D;
digit(D) -> $a + D - 10.

unhex(<<H, L, R/binary>>) -> <<(val(H)):4, (val(L)):4, (unhex(R))/binary>>;
unhex(<<>>) -> <<>>.
val(C) when C >= $a -> C - $a + 10;
val(C) -> C - $0.

dump(<<L:16/binary, R/binary>>, N) -> line(L, N), dump(R, N + 16);
dump(<<>>, _) -> ok;
dump(L, N) -> line(L, N).
line(L, N) -> io:format("~8.16.0b  ~-48s ~s~n", [N, [io_lib:format("~2.16.0b ", [C]) || <<C>> <= L], [if C >= 32, C < 127 -> C; true -> $. end || <<C>> <= L]]).

csv(B) -> rows(B, <<>>, [], []).
rows(<<$", R/binary>>, <<>>, Row, Rows) -> quoted(R, <<>>, Row, Rows);
rows(<<$,, R/binary>>, F, Row, Rows) -> rows(R, <<>>, [F | Row], Rows);
rows(<<$\n, R/binary>>, F, Row, Rows) -> rows(R, <<>>, [], [lists:reverse([F | Row]) | Rows]);
rows(<<C, R/binary>>, F, Row, Rows) -> rows(R, <<F/binary, C>>, Row, Rows);
rows(<<>>, _, _, Rows) -> lists:reverse(Rows).
quoted(<<$", $", R/binary>>, F, Row, Rows) -> quoted(R, <<F/binary, $">>, Row, Rows);
quoted(<<$", R/binary>>, F, Row, Rows) -> rows(R, F, Row, Rows);
quoted(<<C, R/binary>>, F, Row, Rows) -> quoted(R, <<F/binary, C>>, Row, Rows).

rle(<<>>) -> <<>>;
rle(<<C, R/binary>>) -> rle(R, C, 1, <<>>).
rle(<<C, R/binary>>, C, N, Acc) -> rle(R, C, N + 1, Acc);
rle(<<D, R/binary>>, C, N, Acc) -> rle(R, D, 1, <<Acc/binary, N, C>>);
rle(<<>>, C, N, Acc) -> <<Acc/binary, N, C>>.
unrle(B) -> << <<(binary:copy(<<C>>, N))/binary>> || <<N, C>> <= B >>.

tlv(<<T, L:16, V:L/binary, R/binary>>) -> [{T, V} | tlv(R)];
tlv(<<>>) -> [].

join([H | T], Sep) -> lists:foldl(fun(X, Acc) -> <<Acc/binary, Sep/binary, X/binary>> end, H, T).

adler(B) -> adler(B, 1, 0).
adler(<<C, R/binary>>, A, S) -> A1 = (A + C) rem 65521, adler(R, A1, (S + A1) rem 65521);
adler(<<>>, A, S) -> (S bsl 16) bor A.

varints(L) -> << <<(varint(N))/binary>> || N <- L >>.
varint(N) when N < 128 -> <<N>>;
varint(N) -> <<1:1, (N band 127):7, (varint(N bsr 7))/binary>>.
unvarints(<<>>) -> [];
unvarints(B) -> {N, R} = unvarint(B, 0, 0), [N | unvarints(R)].
unvarint(<<1:1, V:7, R/binary>>, S, Acc) -> unvarint(R, S + 7, Acc + (V bsl S));
unvarint(<<0:1, V:7, R/binary>>, S, Acc) -> {Acc + (V bsl S), R}.

grow(B, 0) -> B;
grow(B, N) -> grow(<<B/binary, (integer_to_binary(N rem 100))/binary, $,>>, N - 1).

count_lines(<<$\n, R/binary>>, N) -> count_lines(R, N + 1);
count_lines(<<_, R/binary>>, N) -> count_lines(R, N);
count_lines(<<>>, N) -> N.

shared(T) ->
    <<A:10/binary, B:10/binary, _/binary>> = T,
    X = <<A/binary, "1">>, Y = <<A/binary, "2">>, Z = <<X/binary, B/binary>>,
    {A, B, X, Y, Z, byte_size(T)}.

http(B) ->
    [Line | Headers] = binary:split(hd(binary:split(B, <<"\r\n\r\n">>)), <<"\r\n">>, [global]),
    {list_to_tuple(binary:split(Line, <<" ">>, [global])), [list_to_tuple(binary:split(H, <<": ">>)) || H <- Headers], lists:last(binary:split(B, <<"\r\n\r\n">>))}.

fib_bits(N) -> fib_bits(N, <<0:1>>, <<1:1>>).
fib_bits(0, A, _) -> {bit_size(A), A};
fib_bits(N, A, B) -> fib_bits(N - 1, B, <<A/bits, B/bits>>).
