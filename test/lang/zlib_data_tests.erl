%% zlib: packed data of levels, strategies, flushes, input in pieces; crc32 of raw streams.
-module(zlib_data_tests).
-export([start/0]).
-compile(nowarn_deprecated_function).

start() ->
    Data = data(300),
    io:format("~p~n", [erlang:md5([F(Data) || F <- [fun zlib:compress/1, fun zlib:zip/1, fun zlib:gzip/1]])]),
    Data = zlib:uncompress(zlib:compress(Data)),
    Data = zlib:unzip([zlib:zip(Data)]),
    Data = zlib:gunzip(zlib:gzip([[Data]])),
    Long = iolist_to_binary([data(1500), binary:copy(<<"xyzzy">>, 1200)]),
    io:format("~p~n", [erlang:md5(zlib:compress(Long))]),
    io:format("~p~n", [Long =:= zlib:uncompress(zlib:compress(Long))]),
    [levels(Level, Strategy, Data) || {Level, Strategy} <- [
        {none, default}, {best_speed, default}, {best_speed, filtered}, {default, huffman_only}, {4, rle},
        {best_compression, default}, {none, rle}, {9, huffman_only}]],
    [flushes(Flush, Data) || Flush <- [none, sync, full, finish]],
    [memory(Level, Data) || Level <- [1, 5, 9]],
    crc(Data),
    wrong(Data),
    bits(Data),
    checksums().

%% Pseudo-random words.
data(N) -> data(N, 1, []).
data(0, _, Acc) -> iolist_to_binary(Acc);
data(N, X, Acc) ->
    Y = (X * 1103515245 + 12345) band 16#7fffffff,
    data(N - 1, Y, [element(1 + (Y bsr 16) rem 7, {"the ", "a quick ", "brown", [Y band 255], " fox", "jumps ", [0, 0]}) | Acc]).

levels(Level, Strategy, Data) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, Level, deflated, 15, 8, Strategy),
    Packed = iolist_to_binary(zlib:deflate(Z, Data, finish)),
    ok = zlib:deflateEnd(Z),
    ok = zlib:close(Z),
    io:format("~p ~p ~p ~p~n", [Level, Strategy, byte_size(Packed), erlang:crc32(Packed)]),
    Data = zlib:uncompress(Packed).

flushes(Flush, Data) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z),
    <<A:500/binary, B:1/binary, C:300/binary, D/binary>> = Data,
    catch io:format("~p~n", [[erlang:crc32(zlib:deflate(Z, X, Flush)) || X <- [A, [], [B, [C]], <<>>, D]]]),
    catch io:format("~p~n", [erlang:crc32(zlib:deflate(Z, [], finish))]),
    zlib:close(Z).

memory(Level, Data) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, default, deflated, 10, Level, default),
    Packed = iolist_to_binary([zlib:deflate(Z, Data), zlib:deflate(Z, Data, finish)]),
    zlib:close(Z),
    io:format("~p ~p~n", [Level, erlang:crc32(Packed)]).

crc(Data) ->
    Z = zlib:open(),
    ok = zlib:deflateInit(Z, default, deflated, -15, 8, default),
    Packed = zlib:deflate(Z, Data, sync),
    io:format("~p ~p~n", [zlib:crc32(Z), erlang:crc32(Data)]),
    Rest = zlib:deflate(Z, "more", finish),
    io:format("~p~n", [zlib:crc32(Z)]),
    ok = zlib:deflateReset(Z),
    io:format("~p~n", [zlib:crc32(Z)]),
    ok = zlib:close(Z),
    Y = zlib:open(),
    ok = zlib:inflateInit(Y, -15),
    _ = zlib:inflate(Y, Packed),
    io:format("~p~n", [zlib:crc32(Y)]),
    io:format("~p ~p~n", [zlib:inflate(Y, Rest), zlib:crc32(Y)]),
    ok = zlib:inflateEnd(Y).

wrong(Data) ->
    Packed = zlib:compress(binary:part(Data, 0, 60)),
    Size = byte_size(Packed),
    io:format("~p~n", [[case catch zlib:uncompress(binary:part(Packed, 0, N)) of
                            {'EXIT', {Reason, _}} -> Reason;
                            Got -> byte_size(Got)
                        end || N <- lists:seq(0, Size, 19) ++ [Size - 1, Size]]]),
    io:format("~p~n", [[begin
                            <<A:N/binary, X, B/binary>> = Packed,
                            case catch zlib:uncompress([A, X bxor 16#55, B]) of
                                {'EXIT', {Reason, _}} -> Reason;
                                Got -> erlang:crc32(Got)
                            end
                        end || N <- lists:seq(0, Size - 1, 13)]]).

%% Binaries that do not begin at a byte.
bits(Data) ->
    Packed = zlib:compress(Data),
    <<_:3, Shifted:(byte_size(Packed))/binary, _:5>> = <<5:3, Packed/binary, 0:5>>,
    <<_:9, Part:100/binary, _/bits>> = Data,
    io:format("~p ~p~n", [Data =:= zlib:uncompress(Shifted), erlang:md5(zlib:compress([Part, Part]))]).

checksums() ->
    Z = zlib:open(),
    io:format("~p~n", [{zlib:crc32(Z, "abc"), zlib:crc32(Z, 5, <<"abc">>), zlib:adler32(Z, "abc"),
                        zlib:adler32(Z, 7, <<"abc">>), zlib:crc32_combine(Z, 1, 2, 3), zlib:adler32_combine(Z, 1, 2, 3)}]),
    io:format("~p~n", [[element(1, element(2, catch F())) || F <- [
        fun() -> zlib:crc32(x, "abc") end, fun() -> zlib:setBufSize(Z, 16) end, fun() -> zlib:setBufSize(Z, 1 bsl 24) end,
        fun() -> zlib:deflateInit(Z, 10) end, fun() -> zlib:deflateInit(Z, x) end,
        fun() -> zlib:deflateInit(Z, 1, x, 15, 8, default) end, fun() -> zlib:deflateInit(Z, 1, deflated, x, 8, default) end,
        fun() -> zlib:deflateInit(Z, 1, deflated, 15, 0, default) end, fun() -> zlib:deflateInit(Z, 1, deflated, 15, 8, x) end,
        fun() -> zlib:inflateInit(Z, 15, x) end, fun() -> zlib:open(), zlib:close(x) end]]]).
