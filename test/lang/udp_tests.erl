%% Datagrams.
-module(udp_tests).
-include("sockets.hrl").

%% A socket on the loopback interface and its port.
new(Options) -> {ok, S} = gen_udp:open(0, [{ip, {127, 0, 0, 1}} | Options]), {ok, P} = inet:port(S), {S, P}.

%% Without ports of the system.
number({udp, S, A, _, D}) -> {udp, S, A, D};
number({udp, S, A, _, More, D}) -> {udp, S, A, More, D};
number({ok, {A, _, D}}) -> {ok, A, D};
number({ok, {A, _, More, D}}) -> {ok, A, More, D};
number(X) -> X.

name(Text) -> <<0, "atomvm udp ", (list_to_binary(os:getpid()))/binary, Text/binary>>.

cases() -> [
    {status, fun() -> {S, _} = new([]), [prim_inet:getstatus(S), prim_inet:gettype(S)] end},
    {active, fun() -> {A, P} = new([]), {B, _} = new([binary]), [gen_udp:send(B, {127, 0, 0, 1}, P, ["a", <<"b">>]), [number(M) || M <- next(1)], is_port(A)] end},
    {passive, fun() ->
        {A, P} = new([{active, false}, binary]), {B, _} = new([]), gen_udp:send(B, {127, 0, 0, 1}, P, "one"), gen_udp:send(B, {127, 0, 0, 1}, P, "two"),
        M = [number(gen_udp:recv(A, 0, 1000)) || _ <- [1, 2]], [M, gen_udp:recv(A, 0, 10)] end},
    {empty, fun() -> {A, P} = new([{active, false}]), {B, _} = new([]), gen_udp:send(B, {127, 0, 0, 1}, P, ""), number(gen_udp:recv(A, 0)) end},
    {count, fun() ->
        {A, P} = new([{active, 2}]), {B, _} = new([]), [gen_udp:send(B, {127, 0, 0, 1}, P, [N]) || N <- "abc"], M = [number(X) || X <- next(3)],
        [M, inet:getopts(A, [active]), number(gen_udp:recv(A, 0))] end},
    {once, fun() -> {A, P} = new([{active, once}]), {B, _} = new([]), [gen_udp:send(B, {127, 0, 0, 1}, P, [N]) || N <- "ab"], M = [number(X) || X <- next(1)], [M, number(gen_udp:recv(A, 0))] end},
    {header, fun() ->
        {A, P} = new([{active, false}, binary, {header, 2}, {buffer, 5}]), {B, _} = new([]), [gen_udp:send(B, {127, 0, 0, 1}, P, "abcdefghijk") || _ <- [1, 2]],
        [number(gen_udp:recv(A, 0)), number(gen_udp:recv(A, 20))] end},
    {deliver_port, fun() ->
        {A, P} = new([{deliver, port}, binary]), {B, BP} = new([]), gen_udp:send(B, {127, 0, 0, 1}, P, "abc"), [{A, {data, <<F, BP:16, Rest/binary>>}}] = next(1), {F, Rest} end},
    {extras, fun() ->
        {A, P} = new([{recvttl, true}, {recvtos, true}]), {B, _} = new([]), gen_udp:send(B, {127, 0, 0, 1}, P, "a"),
        gen_udp:send(B, {127, 0, 0, 1}, P, [{tos, 16}, {ttl, 9}], "b"), M = [number(X) || X <- next(2)], inet:setopts(A, [{active, false}]),
        gen_udp:send(B, {127, 0, 0, 1}, P, "c"), [M, number(gen_udp:recv(A, 0))] end},
    {bad_extras, fun() -> {B, P} = new([]), [gen_udp:send(B, {127, 0, 0, 1}, P, [{ttl, a}], "x"), gen_udp:send(B, {127, 0, 0, 1}, P, [{nodelay, true}], "x")] end},
    {too_long, fun() -> {B, P} = new([]), gen_udp:send(B, {127, 0, 0, 1}, P, lists:duplicate(70000, 1)) end},
    {connected, fun() ->
        {A, P} = new([]), {B, _} = new([]), X = [gen_udp:send(B, "x"), gen_udp:connect(B, {127, 0, 0, 1}, P), inet:peername(B) =:= {ok, {{127, 0, 0, 1}, P}},
        gen_udp:send(B, "y"), prim_inet:getstatus(B)], [X, [number(M) || M <- next(1)], is_port(A)] end},
    {refused, fun() ->
        {A, P} = new([]), {B, _} = new([]), ok = gen_udp:connect(B, {127, 0, 0, 1}, P), gen_udp:close(A), X = [gen_udp:send(B, "x"), next(1)],
        inet:setopts(B, [{active, false}]), gen_udp:send(B, "x"), timer:sleep(20), [X, gen_udp:recv(B, 0, 100)] end},
    {active_recv, fun() -> {A, _} = new([]), gen_udp:recv(A, 0, 10) end},
    {closed, fun() -> {A, P} = new([]), Me = self(), {B, _} = new([{active, false}]), spawn(fun() -> Me ! {r, gen_udp:recv(B, 0)} end), timer:sleep(20), gen_udp:close(B), gen_udp:close(A),
        [next(1), gen_udp:send(A, {127, 0, 0, 1}, P, "x"), gen_udp:recv(A, 0)] end},
    {local, fun() ->
        {ok, A} = gen_udp:open(0, [{ifaddr, {local, name(<<"1">>)}}]), {ok, B} = gen_udp:open(0, [local]),
        X = [gen_udp:send(B, {local, name(<<"1">>)}, 0, "hi"), next(1), gen_udp:send(A, {local, name(<<"2">>)}, 0, "hi")],
        {ok, D} = gen_udp:open(0, [{ifaddr, {local, name(<<"2">>)}}, {active, false}]), gen_udp:send(A, {local, name(<<"2">>)}, 0, "there"),
        {ok, {From, 0, Data}} = gen_udp:recv(D, 0), [X, From =:= {local, name(<<"1">>)}, Data, inet:sockname(B), inet:port(B)] end},
    {not_our_address, fun() -> gen_udp:open(0, [{ip, {1, 2, 3, 4}}]) end},
    {raw_port, fun() ->
        P = open_port({spawn_driver, "udp_inet"}, [binary]),
        [prim_inet:bind(P, {127, 0, 0, 1}, 0), prim_inet:recvfrom(P, 0, 0), inet:getopts(P, [active, nodelay, buffer]), prim_inet:listen(P),
         prim_inet:connect(P, {127, 0, 0, 1}, 1), prim_inet:gettype(P), prim_inet:getfd(P)] end}].
