%% Streams: connecting, accepting, sending and receiving, time-outs, owners.
-module(tcp_basic_tests).
-include("sockets.hrl").

cases() -> [
    {status, fun() -> {L, C, S} = pair([], [{active, false}]), [prim_inet:getstatus(X) || X <- [L, C, S]] end},
    {not_connected, fun() -> {L, _, _} = pair([], []), [gen_tcp:recv(L, 0, 10), gen_tcp:send(L, "x"), inet:peername(L)] end},
    {accept_timeout, fun() -> {L, _, _} = pair([], []), [gen_tcp:accept(L, 10), gen_tcp:accept(L, 0)] end},
    {acceptors, fun() ->
        {L, _, _} = pair([], []), Me = self(), {ok, P} = inet:port(L),
        Pids = [spawn_link(fun() -> R = gen_tcp:accept(L), Me ! {self(), element(1, R)} end) || _ <- [1, 2, 3]],
        timer:sleep(50),
        [{ok, _} = gen_tcp:connect({127, 0, 0, 1}, P, []) || _ <- [1, 2, 3]],
        [receive {Pid, R} -> R end || Pid <- Pids] end},
    {acceptor_gone, fun() ->
        {L, _, _} = pair([], []), {ok, P} = inet:port(L),
        Pid = spawn(fun() -> gen_tcp:accept(L) end), timer:sleep(20), exit(Pid, kill), timer:sleep(20),
        {ok, C} = gen_tcp:connect({127, 0, 0, 1}, P, [{active, false}]), {ok, S} = gen_tcp:accept(L, 1000),
        gen_tcp:send(S, "x"), gen_tcp:recv(C, 1) end},
    {closed_acceptors, fun() ->
        {L, _, _} = pair([], []), {ok, _} = prim_inet:async_accept(L, -1), {ok, _} = prim_inet:async_accept(L, -1),
        A = prim_inet:getstatus(L), gen_tcp:close(L), [A, [element(4, M) || M <- next(2)]] end},
    {refused, fun() -> {L, _, _} = pair([], []), {ok, P} = inet:port(L), gen_tcp:close(L), gen_tcp:connect({127, 0, 0, 1}, P, []) end},
    {no_such_local, fun() -> gen_tcp:connect({local, "/tmp/no/such/socket"}, 0, [local]) end},
    {not_our_address, fun() -> gen_tcp:listen(0, [{ip, {1, 2, 3, 4}}]) end},
    {other_family, fun() -> gen_tcp:connect({127, 0, 0, 1}, 1, [inet6]) end},
    {local, fun() ->
        Name = <<0, "atomvm tcp_basic ", (integer_to_binary(erlang:unique_integer([positive])))/binary, (list_to_binary(os:getpid()))/binary>>,
        {ok, L} = gen_tcp:listen(0, [{ifaddr, {local, Name}}, {active, false}]), {ok, C} = gen_tcp:connect({local, Name}, 0, [local, {active, false}]),
        {ok, S} = gen_tcp:accept(L), gen_tcp:send(C, "abc"),
        [gen_tcp:recv(S, 0), inet:sockname(C), inet:peername(S), inet:sockname(S) =:= {ok, {local, Name}},
         inet:peername(C) =:= {ok, {local, Name}}, prim_inet:gettype(L), gen_tcp:listen(0, [{ifaddr, {local, Name}}])] end},
    {local_path, fun() ->
        Path = "/tmp/atomvm_tcp_basic_" ++ os:getpid(), {ok, L} = gen_tcp:listen(0, [{ifaddr, {local, Path}}, {active, false}]),
        {ok, C} = gen_tcp:connect({local, Path}, 0, [local, {active, false}]), {ok, S} = gen_tcp:accept(L), gen_tcp:send(S, "path"),
        R = gen_tcp:recv(C, 4), os:cmd("rm " ++ Path), R end},
    {inet6, fun() ->
        case gen_tcp:listen(0, [inet6, {ip, {0, 0, 0, 0, 0, 0, 0, 1}}, {active, false}]) of
            {ok, L} ->
                {ok, P} = inet:port(L), {ok, C} = gen_tcp:connect({0, 0, 0, 0, 0, 0, 0, 1}, P, [inet6, {active, false}]),
                {ok, S} = gen_tcp:accept(L), gen_tcp:send(S, "six"), {ok, {A, P}} = inet:peername(C), [gen_tcp:recv(C, 0), A, prim_inet:gettype(C)];
            _ -> [{ok, "six"}, {0, 0, 0, 0, 0, 0, 0, 1}, {ok, {inet6, stream}}]
        end end},
    {receive_lengths, fun() ->
        {_, C, S} = pair([], [{active, false}, binary]), gen_tcp:send(S, ["abc", <<"def">>, [$g]]),
        [gen_tcp:recv(C, 2), gen_tcp:recv(C, 4), gen_tcp:recv(C, 0), gen_tcp:recv(C, 0, 10), gen_tcp:recv(C, 1, 0)] end},
    {receive_limits, fun() ->
        {_, C, S} = pair([], [{active, false}]), A = [gen_tcp:recv(C, 16#4000001, 10), gen_tcp:recv(C, 16#4000000, 10)],
        {ok, _} = prim_inet:async_recv(C, 0, -1), B = prim_inet:async_recv(C, 0, -1), gen_tcp:send(S, "x"), A ++ [B | [element(4, M) || M <- next(1)]] end},
    {receive_in_parts, fun() ->
        {_, C, S} = pair([], [{active, false}, binary]), Me = self(),
        spawn_link(fun() -> Me ! {got, gen_tcp:recv(C, 6)} end), timer:sleep(20), gen_tcp:send(S, "abc"), timer:sleep(20), gen_tcp:send(S, "defg"),
        next(1) ++ [gen_tcp:recv(C, 0, 1000)] end},
    {much, fun() ->
        {_, C, S} = pair([], [{active, false}, binary]), Data = binary:copy(<<"0123456789">>, 20000),
        spawn_link(fun() -> gen_tcp:send(S, Data), receive stop -> ok end end),
        {ok, Got} = gen_tcp:recv(C, 200000), Got =:= Data end},
    {active, fun() -> {_, C, S} = pair([], [{active, true}]), gen_tcp:send(S, "one"), A = next(1), gen_tcp:send(S, ""), gen_tcp:send(S, "two"), A ++ next(1) ++ [gen_tcp:recv(C, 0)] end},
    {once, fun() ->
        {_, C, S} = pair([], [{active, once}, {packet, 1}]), gen_tcp:send(S, [1, $a, 1, $b, 1, $c]), inet:setopts(S, [{packet, 0}]), gen_tcp:send(S, [1, $d]),
        A = next(1), B = inet:getopts(C, [active]), inet:setopts(C, [{active, once}]), D = next(1), [A, B, D, gen_tcp:recv(C, 0)] end},
    {count, fun() ->
        {_, C, S} = pair([], [{active, 2}, {packet, line}]), gen_tcp:send(S, "a\nb\nc\n"), A = next(3), B = inet:getopts(C, [active]),
        inet:setopts(C, [{active, 3}]), D = next(1), E = inet:getopts(C, [active]), inet:setopts(C, [{active, -5}]), F = next(1),
        G = inet:setopts(C, [{active, 32767}, {active, 1}]), [A, B, D, E, F, G] end},
    {active_beside_recv, fun() ->
        {_, C, S} = pair([], [{active, false}, binary]), Me = self(), spawn(fun() -> Me ! {r, gen_tcp:recv(C, 0)} end), timer:sleep(20),
        ok = inet:setopts(C, [{active, true}]), gen_tcp:send(S, "hi"), A = next(1), inet:setopts(C, [{active, false}]),
        B = gen_tcp:recv(C, 0), gen_tcp:close(C), [A, B, next(1)] end},
    {unrecv, fun() -> {_, C, _} = pair([], [{active, false}]), ok = gen_tcp:unrecv(C, "abc"), [gen_tcp:recv(C, 2), gen_tcp:recv(C, 0)] end},
    {controlling, fun() ->
        {_, C, S} = pair([], [{active, false}]), Me = self(), P = spawn(fun() -> receive go -> Me ! {own, gen_tcp:recv(S, 0)} end end),
        A = gen_tcp:controlling_process(S, P), B = gen_tcp:controlling_process(S, self()), gen_tcp:send(C, "x"), P ! go,
        D = next(1), [A, B, D, gen_tcp:recv(C, 0), erlang:port_info(S)] end},
    {owner_dies, fun() ->
        {L, _, _} = pair([], []), {ok, P} = inet:port(L), spawn(fun() -> {ok, _} = gen_tcp:connect({127, 0, 0, 1}, P, []), ok end),
        {ok, S} = gen_tcp:accept(L), gen_tcp:recv(S, 0) end},
    {statistics, fun() ->
        {_, C, S} = pair([], [{active, false}]), gen_tcp:send(S, "abcd"), gen_tcp:send(S, "ef"), gen_tcp:recv(C, 6),
        [inet:getstat(S, [send_cnt, send_oct, send_max, send_avg, send_pend]), inet:getstat(C, [recv_cnt, recv_oct, recv_max, recv_avg])] end},
    {descriptor, fun() ->
        {L, _, _} = pair([], []), {ok, Fd} = prim_inet:getfd(L), {ok, L2} = gen_tcp:listen(0, [{fd, Fd}]), A = inet:port(L) =:= inet:port(L2),
        prim_inet:ignorefd(L, true), A end},
    {raw_port, fun() ->
        P = open_port({spawn_driver, "tcp_inet"}, [binary]),
        A = [erlang:port_info(P, name), prim_inet:bind(P, {127, 0, 0, 1}, 0), prim_inet:recv(P, 0, 0), prim_inet:send(P, "a"), prim_inet:listen(P),
             prim_inet:connect(P, {127, 0, 0, 1}, 1), prim_inet:gettype(P), prim_inet:getfd(P), prim_inet:accept(P), prim_inet:sockname(P),
             inet:setopts(P, [{active, true}]), catch erlang:port_control(P, 5, []), catch erlang:port_control(P, -1, [])],
        P ! {self(), {command, "x"}}, B = next(1), P ! {self(), close}, [A, B, lists:sort(hide(next(2)))] end},
    {no_driver, fun() ->
        [try is_port(open_port({spawn_driver, D}, O)) catch error:R -> R end ||
            {D, O} <- [{"noway", []}, {"tcp_inet", [exit_status]}, {tcp_inet, []}, {<<"udp_inet">>, [{packet, 2}]}, {"tcp_inet a", []}, {"", []}, {3, []},
                       {"udp_inet", [{arg0, "x"}]}]] end}].
