%% The I/O protocol: a group leader of our own that collects requests, io:format to it, capture, errors from a device.
-module(io_server_tests).
-export([start/0]).

start() ->
    Me = self(),
    io:format("~p~n", [capture(fun() -> io:format("hello ~p~n", [world]) end)]),
    io:format("~p~n", [capture(fun() -> io:put_chars("chars"), io:nl(), io:write({a, 1}), io:format("~s", ["x"]) end)]),
    io:format("~p~n", [capture(fun() -> spawn_sync(fun() -> io:format("from a child") end) end)]),
    io:format("~p~n", [capture(fun() -> io:format(group_leader(), "explicit ~w", [1]) end)]),
    io:format("~p~n", [group_leader() =/= Me]),
    D = spawn_link(fun() -> device([]) end),
    io:format("~p~n", [io:format(D, "to a device ~p", [[1, 2]])]),
    io:format("~p~n", [io:put_chars(D, <<" binary ">>)]),
    io:format("~p~n", [io:requests(D, [{put_chars, unicode, "one"}, nl, {put_chars, unicode, "two"}])]),
    D ! {get, Me},
    io:format("~p~n", [receive {got, R} -> R end]),
    io:format("~p~n", [io:get_line(D, "prompt> ")]),
    io:format("~p~n", [io:get_chars(D, "", 3)]),
    io:format("~p~n", [io:setopts(D, [{encoding, unicode}])]),
    io:format("~p~n", [io:getopts(D)]),
    io:format("~p~n", [try io:put_chars(D, [fail]) catch C0:E0 -> {C0, E0} end]),
    unlink(D), exit(D, kill), timer:sleep(2),
    io:format("~p~n", [try io:format(D, "x", []) catch C:E -> {C, E} end]),
    io:format("~p~n", [try io:put_chars(no_device, "x") catch C2:E2 -> {C2, E2} end]),
    io:format(user, "to user~n", []),
    io:format(standard_error, "to standard error~n", []),
    io:format("~p~n", [is_pid(whereis(user))]),
    raw(),
    ok.

capture(F) ->
    Old = group_leader(),
    Me = self(),
    Gl = spawn_link(fun() -> device([]) end),
    group_leader(Gl, self()),
    try F() after group_leader(Old, self()) end,
    Gl ! {get, Me},
    R = receive {got, X} -> X end,
    unlink(Gl), exit(Gl, kill),
    R.

spawn_sync(F) -> {P, M} = spawn_monitor(F), receive {'DOWN', M, _, P, R} -> R end.

device(Acc) ->
    receive
        {io_request, From, Ref, Request} ->
            {Reply, Acc1} = request(Request, Acc),
            From ! {io_reply, Ref, Reply},
            device(Acc1);
        {get, From} -> From ! {got, lists:flatten(lists:reverse(Acc))}, device(Acc)
    end.

request({put_chars, _, [fail]}, Acc) -> {{error, full}, Acc};
request({put_chars, _, Chars}, Acc) -> {ok, [unicode:characters_to_list(Chars) | Acc]};
request({put_chars, _, M, F, A}, Acc) -> {ok, [unicode:characters_to_list(apply(M, F, A)) | Acc]};
request({requests, L}, Acc) -> lists:foldl(fun(R, {_, A}) -> request(R, A) end, {ok, Acc}, L);
request({get_line, _, Prompt}, Acc) -> {"a line after " ++ lists:flatten(Prompt) ++ "\n", Acc};
request({get_until, _, _, io_lib, get_line, _}, Acc) -> {"until\n", Acc};
request({get_chars, _, _, N}, Acc) -> {lists:duplicate(N, $c), Acc};
request({setopts, _}, Acc) -> {ok, Acc};
request(getopts, Acc) -> {[{encoding, unicode}], Acc};
request(nl, Acc) -> {ok, ["\n" | Acc]};
request(Other, Acc) -> {{error, {request, Other}}, Acc}.

%% The protocol by hand, towards the real group leader.
raw() ->
    R = make_ref(),
    group_leader() ! {io_request, self(), R, {put_chars, unicode, "raw request\n"}},
    io:format("~p~n", [receive {io_reply, R, X} -> X after 1000 -> none end]),
    group_leader() ! {io_request, self(), R, {put_chars, unicode, io_lib, format, ["~w ~s~n", [a, "b"]]}},
    io:format("~p~n", [receive {io_reply, R, X2} -> X2 after 1000 -> none end]),
    group_leader() ! {io_request, self(), R, {requests, [{put_chars, unicode, "1"}, {put_chars, latin1, <<"2\n">>}]}},
    io:format("~p~n", [receive {io_reply, R, X3} -> X3 after 1000 -> none end]),
    group_leader() ! {io_request, self(), R, no_such_request},
    io:format("~p~n", [receive {io_reply, R, X4} -> X4 after 1000 -> none end]).
