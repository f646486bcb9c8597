%% Names of hosts, by the program inet_gethost.
-module(inet_lookup_tests).
-include("sockets.hrl").

cases() -> [
    {localhost, fun() -> [inet:getaddr("localhost", inet), inet:getaddrs("localhost", inet), inet:getaddr(localhost, inet)] end},
    {numbers, fun() -> [inet:getaddr({127, 0, 0, 1}, inet), inet:getaddr("1.2.3.4", inet), inet:gethostbyname("127.0.0.1")] end},
    {by_name, fun() -> {ok, H} = inet:gethostbyname("localhost"), [element(I, H) || I <- [1, 2, 4, 5, 6]] end},
    {by_address, fun() -> element(1, inet:gethostbyaddr({127, 0, 0, 1})) end},
    {unknown, fun() -> inet:getaddr("no.such.invalid", inet) end},
    {connect, fun() ->
        {ok, L} = gen_tcp:listen(0, [{ip, {127, 0, 0, 1}}]), {ok, P} = inet:port(L), {ok, C} = gen_tcp:connect("localhost", P, [inet]),
        inet:peername(C) =:= {ok, {{127, 0, 0, 1}, P}} end},
    {many, fun() ->
        Me = self(), [spawn(fun() -> Me ! inet:getaddr("localhost", inet) end) || _ <- lists:seq(1, 5)], next(5) end}].
