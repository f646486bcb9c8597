%% Names of hosts, by the program inet_gethost.
-module(inet_lookup_tests).
-export([start/0]).

start() ->
    process_flag(trap_exit, true),
    lists:foreach(fun({Name, F}) -> show(Name, F) end, cases()),
    ok.

show(Name, F) ->
    Result = try F() catch C:R:_ -> {C, R} end,
    io:format("~s: ~p~n", [Name, hide(Result)]),
    rest().

%% Ports, pids and references are not the same on erl and here.
hide(X) when is_port(X) -> port;
hide(X) when is_pid(X) -> pid;
hide(X) when is_reference(X) -> ref;
hide([H | T]) -> [hide(H) | hide(T)];
hide(X) when is_tuple(X) -> list_to_tuple(hide(tuple_to_list(X)));
hide(X) -> X.

rest() -> receive M -> [M | rest()] after 20 -> [] end.

%% The next N messages.
next(0) -> [];
next(N) -> receive M -> [M | next(N - 1)] after 5000 -> [late] end.

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
