%% Options of sockets, services, names of hosts.
-module(inet_options_tests).
-include("sockets.hrl").

sockets() -> {ok, L} = gen_tcp:listen(0, []), {ok, U} = gen_udp:open(0, []), [L, U].

values(Option) -> [inet:getopts(S, [Option]) || S <- sockets()].

set(Option) -> [{inet:setopts(S, [Option]), inet:getopts(S, [element(1, Option)])} || S <- sockets()].

names() -> [active, buffer, header, packet, mode, deliver, exit_on_close, high_watermark, low_watermark, high_msgq_watermark, low_msgq_watermark, send_timeout,
    send_timeout_close, delay_send, packet_size, read_packets, netns, show_econnreset, line_delimiter, bind_to_device, nodelay, keepalive, reuseaddr, linger,
    tos, priority, ttl, recvttl, recvtos, tclass, recvtclass, pktoptions, nopush, ipv6_v6only, debug, dontroute, broadcast, multicast_ttl,
    multicast_loop, add_membership, raw, nonsense].

values() -> [{tos, 8}, {tclass, 8}, {priority, 3}, {ttl, 3}, {ttl, 1000}, {recvttl, true}, {recvtos, true}, {recvtclass, true}, {nodelay, true}, {nopush, true},
    {ipv6_v6only, true}, {packet, 4}, {packet, http}, {header, 4}, {read_packets, 3}, {read_packets, 0}, {buffer, 0}, {buffer, -1}, {buffer, 100}, {buffer, 1 bsl 27},
    {multicast_ttl, 300}, {multicast_ttl, 3}, {multicast_loop, false}, {bind_to_device, <<"nonono">>}, {line_delimiter, 300}, {delay_send, true}, {send_timeout, 5},
    {send_timeout, infinity}, {send_timeout_close, true}, {high_watermark, 10}, {low_watermark, 100000}, {high_msgq_watermark, 0}, {high_msgq_watermark, 10},
    {low_msgq_watermark, 100000}, {show_econnreset, true}, {exit_on_close, false}, {packet_size, 70000000}, {broadcast, true}, {linger, {true, 3}}, {keepalive, true},
    {reuseaddr, true}, {dontroute, true}, {mode, binary}, {deliver, port}, {active, once}, {active, 7}, {active, 70000}, {tos, a}, {nonsense, 1}].

cases() ->
    [{["get ", atom_to_list(N)], fun() -> values(N) end} || N <- names()] ++
    [{io_lib:format("set ~p", [V]), fun() -> set(V) end} || V <- values()] ++ [
    {membership, fun() -> [inet:setopts(S, [{O, {{224, 0, 0, 5}, {127, 0, 0, 1}}}]) || O <- [add_membership, drop_membership], S <- sockets()] end},
    {raw, fun() ->
        [L, _] = sockets(), ok = inet:setopts(L, [{raw, 6, 4, <<100:32/native>>}]),
        [inet:getopts(L, [{raw, 6, 4, 4}, {raw, 6, 4, <<1:32>>}]), inet:getopts(L, [{raw, 1, 9999, 4}]), inet:setopts(L, [{raw, 6, 9999, <<1:32>>}])] end},
    {order, fun() -> [L, _] = sockets(), A = inet:setopts(L, [{header, 1}, {high_msgq_watermark, 0}, {header, 2}]), [A, inet:getopts(L, [header])] end},
    {buffer_of_recbuf, fun() ->
        [L, U] = sockets(), inet:setopts(L, [{recbuf, 20000}, {sndbuf, 30000}]), inet:setopts(U, [{buffer, 10}, {recbuf, 20000}]), [inet:getopts(S, [buffer]) || S <- [L, U]] end},
    {bad_list, fun() -> [L, _] = sockets(), [inet:setopts(L, [foo]), inet:setopts(L, [{active, maybe}]), inet:getopts(L, [3])] end},
    {accepted, fun() ->
        {ok, L} = gen_tcp:listen(0, [{ip, {127, 0, 0, 1}}, binary, {packet, 2}, {header, 3}, {nodelay, true}, {high_watermark, 9999}, {active, once}, {send_timeout, 77}]),
        {ok, P} = inet:port(L), {ok, _} = gen_tcp:connect({127, 0, 0, 1}, P, []), {ok, S} = gen_tcp:accept(L),
        inet:getopts(S, [mode, packet, header, nodelay, high_watermark, active, send_timeout]) end},
    {services, fun() -> [inet:getservbyname(http, tcp), inet:getservbyname(no_such_service, tcp), inet:getservbyport(80, tcp), inet:getservbyport(1, xyz)] end},
    {interface, fun() -> [inet:ifget("lo", [addr, netmask, flags, mtu]), inet:ifget("nono", [addr])] end},
    {interfaces, fun() ->
        {ok, All} = inet:getifaddrs(), Lo = proplists:get_value("lo", All), {ok, Names} = inet:getiflist(),
        [lists:member("lo", Names), lists:member({addr, {127, 0, 0, 1}}, Lo), lists:member({netmask, {255, 0, 0, 0}}, Lo), proplists:get_value(flags, Lo)] end},
    {hostname, fun() -> {ok, H} = inet:gethostname(), is_list(H) end}].
