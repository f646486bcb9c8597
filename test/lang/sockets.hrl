%% What programs about sockets share: cases() is a list of {Name, Fun}, whose results are printed.
-export([start/0]).
-compile({nowarn_unused_function, [{next, 1}, {pair, 2}]}).

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

%% A listening socket, and both ends of a connection.
pair(Listen, Connect) ->
    {ok, L} = gen_tcp:listen(0, [{ip, {127, 0, 0, 1}}, {active, false} | Listen]),
    {ok, P} = inet:port(L),
    {ok, C} = gen_tcp:connect({127, 0, 0, 1}, P, Connect),
    {ok, S} = gen_tcp:accept(L),
    {L, C, S}.
