%% untranslated
%% erlang:decode_packet/3: all types, lengths that are not there yet, faults, options, HTTP's lines.
-module(bif_packet_tests).
-export([start/0]).

start() ->
    [show(T, B, []) || {T, Bs} <- lengths(), B <- Bs],
    [show(T, B, O) || {T, B, O} <- options()],
    [show(T, B, []) || T <- [http, httph, http_bin, httph_bin], B <- lines()],
    [show(http, list_to_binary(["GET ", U, " HTTP/1.1\r\n"]), []) || U <- uris()],
    [show(http_bin, list_to_binary([M, " /a HTTP/1.1\r\n"]), []) || M <- ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "get"]],
    [show(httph_bin, list_to_binary([H, ": x\r\n\r\n"]), []) || H <- headers()],
    io:format("~w~n", [[C || C <- lists:seq(0, 255), element(1, element(2, erlang:decode_packet(httph, <<"ab", C, "d: x\r\n\r\n">>, []))) =:= http_header]]),
    io:format("~w~n", [length(all_lines(list_to_binary(lists:duplicate(500, "some line\n"))))]),
    <<_:3, Unaligned/binary>> = <<1:3, 0, 2, "abc">>,
    show(2, Unaligned, []),
    show(line, <<"x", 5:7>>, [{line_delimiter, $x}]).

show(T, B, O) ->
    io:format("~w ~p ~w: ~p~n", [T, B, O, try erlang:decode_packet(T, B, O) catch error:E -> E end]).

all_lines(B) ->
    case erlang:decode_packet(line, B, []) of
        {ok, L, R} -> [L | all_lines(R)];
        {more, undefined} -> []
    end.

lengths() ->
    [{raw, [<<>>, <<"ab">>, <<1:3>>, <<2, 3:4>>, a, [1]]}, {0, [<<"ab">>]}, {3, [<<1>>]}, {foo, [<<>>, a]}, {a, [b]},
     {1, [<<>>, <<0>>, <<0, 1>>, <<2, 1>>, <<2, 1, 2>>, <<1, 2:4>>, <<1, 2, 3:4>>]}, {2, [<<>>, <<0>>, <<0, 1>>, <<0, 1, 2, 3>>]},
     {4, [<<0, 0, 0>>, <<0, 0, 0, 1>>, <<0, 0, 0, 1, 2, 3>>, <<255, 255, 255, 255, 1>>, <<128, 0, 0, 0, 1>>, <<127, 255, 255, 251, 1>>, <<127, 255, 255, 252, 1>>]},
     {sunrm, [<<>>, <<255, 255, 255, 255>>, <<128, 0, 0, 1, 7, 8>>, <<0, 0, 0, 1, 7, 8>>, <<0, 0, 0, 9, 7>>]},
     {asn1, [<<>>, <<1>>, <<16#30, 0>>, <<16#30, 2, 1, 2, 3>>, <<16#30, 16#81, 2, 1, 2, 3>>, <<16#30, 16#82, 0, 2, 1, 2, 3>>, <<16#30, 16#83, 0, 0, 2, 1, 2, 3>>,
             <<16#30, 16#84, 0, 0, 0, 2, 1, 2, 3>>, <<16#30, 16#85, 0, 0, 0, 0, 2, 1, 2, 3>>, <<16#30, 16#80, 1>>, <<16#3f, 16#81, 1, 2, 5, 6, 7>>, <<16#3f, 1, 2, 5, 6, 7>>,
             <<16#3f, 16#81>>, <<16#3f, 16#81, 16#82>>, <<16#30, 16#84, 0, 0>>, <<16#30, 16#84, 255, 0, 0, 0, 2>>, <<16#1f, 16#81, 2, 1, 2>>, <<16#1f, 1>>, <<16#30, 9, 1>>, <<16#30, 16#85, 0>>]},
     {cdr, [<<"GIOX">>, <<"GIOP", 1, 2, 0, 0, 0, 0, 0, 2, 1, 2, 3>>, <<"GIOP", 1, 2, 1, 0, 2, 0, 0, 0, 1, 2, 3>>, <<"GIOX", 1, 2, 1, 0, 2, 0, 0, 0, 1, 2, 3>>,
            <<"GIOP", 1, 2, 0, 0, 255, 0, 0, 2, 1>>, <<"GIOP", 1, 2, 0, 0, 127, 255, 255, 253>>, <<"GIOP", 1, 2, 1, 0, 2, 1, 0, 0>>]},
     {fcgi, [<<2>>, <<1, 1, 0, 0, 0, 2, 1, 0, 8, 8, 0, 9>>, <<2, 1, 0, 0, 0, 2, 1, 0, 8, 8, 0, 9>>, <<1, 1, 0, 0, 0, 2, 1>>, <<1, 1, 0, 0, 0, 2, 1, 0, 8>>]},
     {tpkt, [<<2>>, <<3, 0, 0, 6, 1, 2, 3>>, <<3, 0, 0, 3, 1, 2, 3>>, <<2, 0, 0, 6, 1, 2, 3>>, <<3, 0, 0, 4, 9>>, <<3, 0, 9, 9, 9>>]},
     {ssl_tls, [<<>>, <<22, 3, 1, 0, 2, 1, 2, 3>>, <<22, 3, 1, 0, 9, 1, 2, 3>>, <<22, 3, 1, 0>>, <<128, 5, 1, 3, 1, 9, 9, 9, 9>>, <<128, 3, 1, 3, 1, 9, 9, 9, 9>>, <<128, 5, 1, 3>>,
                <<128, 5, 2, 3, 1, 9, 9>>, <<128, 2, 1, 3, 1, 9, 9>>, <<128, 5, 1, 3, 1, 2>>, <<99, 3, 1, 0, 2, 1, 2, 3>>, <<129, 5, 1, 3, 1, 1:2064>>]},
     {line, [<<>>, <<"ab\ncd\n">>, <<"ab">>, <<"\n">>]}].

options() ->
    [{line, <<"abcdef\n">>, [{line_length, 3}]}, {line, <<"abcdef">>, [{line_length, 3}]}, {line, <<"abc">>, [{line_length, 3}]}, {line, <<"ab">>, [{line_length, 3}]},
     {line, <<"abcdef\n">>, [{packet_size, 3}]}, {line, <<"abcdef">>, [{packet_size, 3}]}, {line, <<"abc">>, [{packet_size, 3}]}, {line, <<"ab\n">>, [{packet_size, 3}]},
     {line, <<"abxcdef\n">>, [{line_delimiter, $x}]}, {line, <<"abcdef\n">>, [{line_delimiter, 0}]},
     {line, <<"abc\n">>, [{packet_size, 2}, {line_length, 9}]}, {2, <<0, 9, 1, 2, 3>>, [{packet_size, 8}]}, {2, <<0, 8, 1, 2, 3>>, [{packet_size, 8}]},
     {http, <<"GET / HTTP/1.1\r\n">>, [{packet_size, 5}]}, {http, <<"GET / HTTP/1.1\r\n">>, [{line_length, 5}]}, {http, <<"GET / HTTP/1.1\r\n">>, [{packet_size, 16}]},
     {http, <<"GET / HTTP/1.1\r">>, [{packet_size, 15}]}, {httph, <<"a: bcd\r\n efg\r\n\r\n">>, [{packet_size, 10}]}, {httph, <<"a: bcd\r\n efg\r\n\r\n">>, [{packet_size, 14}]},
     {line, <<"abc\n">>, [{line_length, 1 bsl 31}]}, {line, <<"abc\n">>, [{line_length, (1 bsl 32) - 1}]}, {raw, <<"abc\n">>, [{line_length, 2}]}]
    ++ [{line, <<"abc\n">>, O} || O <- [[{line_delimiter, 256}], [{line_delimiter, -1}], [{packet_size, -1}], [{packet_size, 1 bsl 32}], [{packet_size, 1 bsl 64}], [{foo, 1}], [foo], foo, [{line_length, a}], [{line_length, 1, 2}]]].

lines() ->
    [<<"HTTP/1.1 200 OK\r\n">>, <<"HTTP/1.1 200\r\n">>, <<"HTTP/1.1\r\n">>, <<"HTTP/1.1 \r\n">>, <<"HTTP/1.1 abc OK\r\n">>, <<"HTTP/1.1   200   OK x \r\n">>, <<"HTTP/a.1 200 OK\r\n">>,
     <<"HTTP/11.22 0200x OK\r\n">>, <<"HTTP/1. 200 OK\r\n">>, <<"HTTP/1.1\t200\tOK\r\n">>, <<"HTTP/1.1200 OK\r\n">>, <<"HTTP/\r\n">>, <<"HTTP\r\n">>, <<"GET /\r\n">>, <<"GET / \r\n">>, <<"GET\r\n">>,
     <<"GET \r\n">>, <<" GET / HTTP/1.1\r\n">>, <<"GET / HTTP/1\r\n">>, <<"GET / HTTP/1.\r\n">>, <<"GET / HTTP/1.1x\r\n">>, <<"GET / http/1.1\r\n">>, <<"GET / HTTP/1.1 \r\n">>, <<"GET / HTP\r\n">>,
     <<"GET  /  HTTP/12.34\r\n">>, <<>>, <<"\r\n">>, <<"\n">>, <<"\r">>, <<"\r\nGET / HTTP/1.1\r\n">>, <<"GET / HTTP/1.1\n">>, <<"G:T / HTTP/1.1\n">>, <<"GET / HTTP/1.1">>,
     <<"HTTP/99999999999.1 200 OK\r\n">>, <<"HTTP/1.1 99999999999 OK\r\n">>, <<"GET http://h:99999999999/x HTTP/1.1\r\n">>, <<"CONTENT-type:  a b \t \r\n\r\n">>, <<"foo-BAR : v\n\n">>, <<"foo-BAR : v\n">>,
     <<"foo: v\r\n w\r\n\r\n">>, <<"foo: v\r\n\tw\r\n">>, <<"\r\n abc\n">>, <<"\r\nabc">>, <<"foo\r\nx">>, <<":a\r\n\r\n">>, <<"a:\r\n\r\n">>, <<" a: b\r\n\r\n">>, <<"a: b\r">>, <<"a", 233, ": b\r\n\r\n">>,
     list_to_binary([lists:duplicate(50, $a), ": x\r\n\r\n"]), list_to_binary([lists:duplicate(51, $A), ": x\r\n\r\n"])].

uris() ->
    ["*", "/", "/a/b", "http://h", "http://h/", "http://h:80/x", "https://h:8443", "HTTP://u@h:1a/x?y:z", "http://[::1]:80/x", "a:b", "a:b:c", "abc", "x", "ftp://h/x", "http:", "http://", "https://:",
     "http:///a", "http://h:0/x", "http://h:a1/x", "http://h:/x", "http:/x"].

headers() ->
    ["Cache-Control", "Connection", "Date", "Pragma", "Transfer-Encoding", "Upgrade", "Via", "Accept", "accept-CHARSET", "Accept-Encoding", "Accept-Language", "Authorization", "From", "Host",
     "If-Modified-Since", "If-Match", "If-None-Match", "If-Range", "If-Unmodified-Since", "Max-Forwards", "Proxy-Authorization", "Range", "Referer", "User-Agent", "Age", "Location", "Proxy-Authenticate",
     "Public", "Retry-After", "Server", "Vary", "Warning", "www-authenticate", "Allow", "Content-Base", "Content-Encoding", "Content-Language", "Content-Length", "Content-Location", "Content-MD5",
     "Content-Range", "Content-Type", "ETag", "Expires", "Last-Modified", "Accept-Ranges", "Set-Cookie", "Set-Cookie2", "X-Forwarded-For", "Cookie", "Keep-Alive", "Proxy-Connection", "TE", "x-y--z_A", "-a"].
