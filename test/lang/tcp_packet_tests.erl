%% Streams: packets, modes, headers, delivery.
-module(tcp_packet_tests).
-include("sockets.hrl").

%% What comes of Data, in messages, from a socket with Options.
get(Options, Data, Count) ->
    {_, C, S} = pair([binary], [{active, true} | Options]), ok = gen_tcp:send(S, Data), R = next(Count), gen_tcp:close(C), gen_tcp:close(S), R.

%% The same with recv.
recv(Options, Data, Count) ->
    {_, C, S} = pair([binary], [{active, false} | Options]), ok = gen_tcp:send(S, Data),
    R = [gen_tcp:recv(C, 0, 300) || _ <- lists:seq(1, Count)], gen_tcp:close(C), gen_tcp:close(S), R.

cases() -> [
    {one, fun() -> recv([{packet, 1}], [3, 1, 2, 3, 0, 1, 7], 3) end},
    {two, fun() -> get([{packet, 2}, binary], [0, 3, 1, 2, 3, 0, 0], 2) end},
    {four, fun() -> get([{packet, 4}, binary], [0, 0, 0, 2, "ab", 0, 0, 0, 1, "c"], 2) end},
    {in_parts, fun() ->
        {_, C, S} = pair([], [{active, true}, binary, {packet, 4}]), [begin gen_tcp:send(S, [B]), timer:sleep(10) end || B <- [0, 0, 0, 5, "he", "llo", 0, "\0\0\1x"]],
        R = next(2), gen_tcp:close(C), R end},
    {large, fun() ->
        {_, C, S} = pair([{packet, 4}], [{active, true}, binary, {packet, 4}]), Data = binary:copy(<<"abcdefghi">>, 15000), gen_tcp:send(S, Data),
        [{tcp, C, Got}] = next(1), Got =:= Data end},
    {sent_headers, fun() ->
        {_, C, S} = pair([], [{active, false}, binary]),
        [begin inet:setopts(S, [{packet, P}]), gen_tcp:send(S, "xyz") end || P <- [1, 2, 4, 0, line]], gen_tcp:recv(C, 22) end},
    {too_long_to_count, fun() -> {_, C, S} = pair([{packet, 1}], [{active, false}, binary]), gen_tcp:send(S, lists:duplicate(300, 1)), gen_tcp:recv(C, 2) end},
    {too_long, fun() -> recv([{packet, 4}, {packet_size, 10}], [0, 0, 0, 20, 1, 2, 3], 2) end},
    {too_long_active, fun() -> get([{packet, 4}, {packet_size, 10}], [0, 0, 0, 20, 1, 2, 3], 2) end},
    {length_of_packet, fun() -> {_, C, _} = pair([], [{active, false}, {packet, line}]), gen_tcp:recv(C, 3, 10) end},
    {lines, fun() -> get([{packet, line}], "one\r\ntwo\n\nthree\n", 4) end},
    {delimiter, fun() -> get([{packet, line}, {line_delimiter, $;}], "a;b\nc;", 2) end},
    {long_line, fun() -> [byte_size(B) || {ok, B} <- recv([{packet, line}, binary, {buffer, 100}], [lists:duplicate(250, $x), "\n"], 3)] end},
    {line_too_long, fun() -> recv([{packet, line}, {packet_size, 4}], "abcdefg\n", 1) end},
    {asn1, fun() -> recv([{packet, asn1}, binary], [16#30, 3, 1, 2, 3, 4, 0], 2) end},
    {sunrm, fun() -> recv([{packet, sunrm}, binary], [128, 0, 0, 2, 1, 2], 1) end},
    {cdr, fun() -> recv([{packet, cdr}, binary], ["GIOP", 1, 0, 0, 0, 0, 0, 0, 2, 7, 8], 1) end},
    {fcgi, fun() -> recv([{packet, fcgi}, binary], [1, 1, 0, 1, 0, 2, 3, 0, 7, 8, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0], 2) end},
    {tpkt, fun() -> recv([{packet, tpkt}, binary], [3, 0, 0, 6, 1, 2], 1) end},
    {bad_cdr, fun() -> recv([{packet, cdr}, binary], lists:duplicate(12, 0), 2) end},
    {ssl_tls, fun() -> get([{packet, ssl_tls}, binary], [22, 3, 1, 0, 2, 1, 2], 1) ++ recv([{packet, ssl_tls}], [22, 3, 1, 0, 2, 1, 2], 1) end},
    {http, fun() -> get([{packet, http}], "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nHTTP/1.0 404 Not\r\n", 5) end},
    {http_bin, fun() -> recv([{packet, http_bin}], "GET /a HTTP/1.1\r\nHost: b\r\n c\r\n\r\nrubbish\r\nxx\r\nPOST / HTTP/1.0\r\n", 6) end},
    {httph, fun() -> recv([{packet, httph}], "A: b\r\nConnection: close\r\n\r\nC: d\r\n\r\n", 5) end},
    {body_after_headers, fun() ->
        {_, C, S} = pair([], [{active, false}, {packet, http}]), gen_tcp:send(S, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody"),
        A = [gen_tcp:recv(C, 0) || _ <- [1, 2, 3]], inet:setopts(C, [{packet, raw}]), [A, gen_tcp:recv(C, 4)] end},
    {header, fun() -> [get([binary, {header, 2}], D, 1) || D <- ["abcd", "ab", "a"]] ++ [get([list, {header, 2}], "abcd", 1)] end},
    {header_passive, fun() -> recv([{packet, 1}, {header, 2}, binary], [3, 1, 2, 3, 0, 1, 7], 3) end},
    {deliver_port, fun() -> get([{deliver, port}], "abc", 1) ++ get([{deliver, port}, binary, {header, 1}], "abc", 1) end},
    {deliver_port_http, fun() -> get([{deliver, port}, {packet, http}, binary], "GET / HTTP/1.1\r\nA: b\r\n\r\n", 3) end},
    {switched, fun() ->
        {_, C, S} = pair([], [{active, once}, {packet, line}]), gen_tcp:send(S, ["line\n", 0, 2, "abrest"]), A = next(1),
        inet:setopts(C, [{packet, 2}, {active, once}]), B = next(1), inet:setopts(C, [{packet, raw}, {active, once}, {mode, binary}]), [A, B, next(1)] end}].
