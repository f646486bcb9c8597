%% Registered names: register, whereis, unregister, sending to names, and the process dictionary.
-module(registry_tests).
-export([start/0, id/1]).

start() ->
    Me = self(),
    io:format("~p~n", [register(main_proc, Me)]),
    io:format("~p~n", [whereis(main_proc) =:= Me]),
    io:format("~p~n", [process_info(Me, registered_name)]),
    main_proc ! hello,
    io:format("~p~n", [receive X -> X end]),
    {main_proc, node()} ! remote_style,
    io:format("~p~n", [receive X2 -> X2 end]),
    io:format("~p~n", [lists:member(main_proc, registered())]),
    P = spawn(fun() -> receive stop -> ok end end),
    register(other, P),
    lists:foreach(fun(F) -> io:format("~p~n", [fails(F)]) end,
        [fun() -> register(other, self()) end, fun() -> register(main_proc, P) end, fun() -> register(third, P) end,
         fun() -> register(undefined, spawn(fun() -> ok end)) end, fun() -> register(id("x"), P) end, fun() -> register(id(1), P) end,
         fun() -> register(xx, id(a)) end, fun() -> unregister(nobody) end, fun() -> whereis(nobody) end, fun() -> nobody ! x end,
         fun() -> unregister(id(1)) end, fun() -> whereis(id("a")) end]),
    M = monitor(process, P),
    other ! stop,
    receive {'DOWN', M, _, _, R} -> io:format("~p~n", [R]) end,
    io:format("~p~n", [whereis(other)]),
    io:format("~p~n", [fails(fun() -> other ! again end)]),
    io:format("~p~n", [fails(fun() -> register(late, P) end)]),
    io:format("~p~n", [unregister(main_proc)]),
    io:format("~p~n", [process_info(Me, registered_name)]),
    io:format("~p ~p~n", [whereis(main_proc), erlang:send(Me, m, [])]),
    io:format("~p~n", [receive m -> m end]),
    S = spawn(fun() -> register(self_named, self()), Me ! ready, receive {From, Q} -> From ! {answer, Q} end end),
    receive ready -> ok end,
    self_named ! {Me, 42},
    io:format("~p ~p~n", [receive A -> A end, is_pid(S)]),
    dictionary(),
    ok.

id(X) -> X.

fails(F) -> try F() of V -> {value, V} catch C:R -> {C, R} end.

dictionary() ->
    io:format("~p~n", [get(nothing)]),
    io:format("~p~n", [put(k, 1)]),
    io:format("~p~n", [put(k, 2)]),
    io:format("~p~n", [get(k)]),
    put({complex, [key]}, value), put("str", 3), put(1, int), put(1.0, float),
    io:format("~p~n", [[get({complex, [key]}), get("str"), get(1), get(1.0), get(2)]]),
    io:format("~p~n", [[E || {K, _} = E <- lists:sort(get()), K =/= '$ancestors', K =/= '$initial_call']]),
    io:format("~p~n", [lists:sort(get_keys(2))]),
    put(b, 2), put(c, 2),
    io:format("~p~n", [lists:sort(get_keys(2))]),
    io:format("~p~n", [erase(k)]),
    io:format("~p~n", [erase(k)]),
    io:format("~p~n", [get(k)]),
    [put({n, N}, N * N) || N <- lists:seq(1, 200)],
    io:format("~p~n", [lists:sum([get({n, N}) || N <- lists:seq(1, 200)])]),
    [erase({n, N}) || N <- lists:seq(1, 200, 2)],
    io:format("~p~n", [lists:sum([V || N <- lists:seq(1, 200), (V = get({n, N})) =/= undefined])]),
    Me = self(),
    put(mine, yes),
    spawn(fun() -> Me ! {child, get(mine), put(mine, no), get(mine)} end),
    io:format("~p ~p~n", [receive C -> C end, get(mine)]),
    io:format("~p~n", [length(get_keys()) =:= length(get())]),
    _ = erase(),
    io:format("~p~n", [get()]),
    io:format("~p~n", [counter(5)]).

counter(0) -> get(count);
counter(N) ->
    put(count, case get(count) of undefined -> 1; C -> C + 1 end),
    counter(N - 1).
