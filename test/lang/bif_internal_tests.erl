%% Natives that OTP's own modules call behind those that programs call: erts_internal, erts_debug, prim_file.
-module(bif_internal_tests).
-export([start/0]).

start() ->
    Names = ["a", <<"a">>, "", <<>>, [228], [8364], [16#d800], [16#110000], [-1], [0], [97, 0, 98], <<97, 0, 98>>, <<97, 0>>, <<255>>, a, [a], ["a", 98], [["a"]], [[<<"a">>]], 1,
             [1 | 2], {a}, "a\x{e4}", ["a" | <<"b">>], [a | b], [[[97 | [98]], []], 99], [[], []]],
    [io:format("~w: ~w ~w~n", [N, call(prim_file, internal_name2native, [N]), call(prim_file, is_translatable, [N])]) || N <- Names],
    Natives = [<<"a">>, <<>>, <<"a", 0>>, <<"\x{e4}"/utf8>>, <<255>>, <<"a", 255>>, <<226, 130>>, <<"e", 204, 129>>, <<101, 204, 129, 204, 163>>, <<65, 204, 138>>, a, "a", <<1:3>>,
               <<225, 132, 128, 225, 133, 161>>, <<237, 160, 128>>, <<16#301/utf8, "e">>, <<"a", 0, 204, 129>>],
    [io:format("~w: ~w~n", [N, call(prim_file, internal_native2name, [N])]) || N <- Natives],
    [io:format("~w: ~w~n", [N, call(prim_file, internal_normalize_utf8, [N])]) || N <- [<<"a">>, <<>>, <<"e", 204, 129>>, <<65, 204, 138>>, <<255>>, a, <<"e", 16#302/utf8, 16#301/utf8>>]],
    debug(),
    of_processes(),
    io:format("~w~n", [messages()]).

debug() ->
    [io:format("~p~n", [call(erts_debug, copy_shared, [T, O])]) || T <- [a, {a, [b]}], O <- [true, false, x, []]],
    io:format("~p~n", [erts_debug:copy_shared({a, "b"})]),
    Large = maps:from_list([{I, {I}} || I <- lists:seq(1, 40)]),
    io:format("~p~n", [lists:sum([length(flat(C)) || C <- erts_internal:map_hashmap_children(Large)])]),
    io:format("~p~n", [[call(erts_internal, map_hashmap_children, [M]) || M <- [#{}, #{a => 1}, a]]]),
    Shared = lists:seq(1, 10),
    io:format("~p~n", [[erts_debug:size(T) || T <- [a, [1, 2], {}, {1}, {Shared, Shared}, #{a => 1}, <<1>>, 1.5, "abc", erlang:make_tuple(3, {a})]]]),
    io:format("~p~n", [erts_debug:size(Large) > 160]).

flat([K | V]) when is_integer(K) -> [{K, V}];
flat(Node) when is_map(Node) -> lists:append([flat(C) || C <- erts_internal:map_hashmap_children(Node)]).

of_processes() ->
    Dead = dead(),
    Self = self(),
    Leader = group_leader(),
    Calls = [{garbage_collect, [major]}, {garbage_collect, [minor]}, {garbage_collect, [x]}, {group_leader, [Leader, Self]}, {group_leader, [a, Self]}, {group_leader, [Leader, a]}, {group_leader, [Leader, Dead]},
             {is_process_alive, [Self, a]}, {is_process_alive, [a, make_ref()]}, {is_process_executing_dirty, [Self]}, {is_process_executing_dirty, [a]},
             {process_flag, [Self, save_calls, 0]}, {process_flag, [Self, save_calls, a]}, {process_flag, [Self, foo, true]}, {process_flag, [a, save_calls, 0]}, {process_flag, [Dead, save_calls, 0]},
             {request_system_task, [Self, normal, {garbage_collect, 1, major}]}, {request_system_task, [Self, high, {check_process_code, 2, lists}]}, {request_system_task, [Self, normal, foo]},
             {request_system_task, [a, normal, {garbage_collect, 3, major}]}, {request_system_task, [Self, foo, {garbage_collect, 4, major}]}, {request_system_task, [Self, high, {garbage_collect, 5, foo}]},
             {request_system_task, [Self, high, {check_process_code, 6, 1}]}, {request_system_task, [Self, high, {garbage_collect, 7}]}, {request_system_task, [Dead, low, {garbage_collect, 8, minor}]},
             {request_system_task, [Dead, max, {check_process_code, 9, lists}]}, {request_system_task, [Self, Self, normal, {garbage_collect, 10, major}]}, {request_system_task, [Self, Self, normal, foo]},
             {request_system_task, [Dead, Self, normal, {garbage_collect, 11, major}]}, {suspend_process, [Self, []]}, {suspend_process, [a, []]}, {suspend_process, [Dead, foo]}, {suspend_process, [Dead, [foo]]},
             {suspend_process, [Dead, []]}, {suspend_process, [Dead, [asynchronous]]}, {suspend_process, [Dead, [{asynchronous, tag}]]}, {system_check, [schedulers]}, {system_check, [foo]},
             {get_creation, []}, {spawn_request, [lists, sum, a, []]}, {spawn_request, [1, sum, [], []]}, {spawn_request, [lists, sum, [], a]}],
    [io:format("~w: ~w~n", [F, call(erts_internal, F, A)]) || {F, A} <- Calls],
    Ref = make_ref(),
    ok = erts_internal:is_process_alive(Dead, Ref),
    receive {Ref, Alive} -> io:format("alive: ~w~n", [Alive]) end,
    erts_internal:group_leader(Leader, Self, Ref),
    receive {Ref, Led} -> io:format("leader: ~w~n", [Led]) end,
    Request = erts_internal:spawn_request(erlang, send, [Self, spawned], []),
    receive {spawn_reply, Request, ok, Pid} -> io:format("spawned: ~w~n", [is_pid(Pid)]) end,
    receive spawned -> ok end,
    [io:format("~w: ~w~n", [F, call(erlang, F, A)]) || {F, A} <- [{port_get_data, [a]}, {port_get_data, [list_to_port("#Port<0.99999>")]}, {port_set_data, [list_to_port("#Port<0.99999>"), x]}, {trace_delivered, [a]}]],
    Delivered = erlang:trace_delivered(all),
    receive {trace_delivered, all, Delivered} -> ok end,
    io:format("~w~n", [is_list(erlang:ports())]).

dead() ->
    {Pid, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, process, Pid, _} -> Pid end.

messages() ->
    receive M -> [M | messages()] after 0 -> [] end.

call(M, F, A) ->
    try apply(M, F, A) of
        V when is_reference(V) -> a_reference;
        V -> V
    catch error:R -> {error, R}
    end.
