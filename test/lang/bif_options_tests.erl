%% Natives of erlang with options and about processes, also those that OTP writes in Erlang: results, errors and what
%% erl_erts_errors says of them.
-module(bif_options_tests).
-export([start/0]).

start() ->
    process_flag(trap_exit, true),
    Dead = dead(),
    [show(F, Args, Dead) || {F, Args} <- of_nodes() ++ of_processes(self(), Dead) ++ of_spawn() ++ of_sending(self(), Dead) ++ of_others()].

of_nodes() ->
    [{get_cookie, []}, {get_cookie, [a@b]}, {get_cookie, [1]}, {set_cookie, [a]}, {set_cookie, [1]}, {set_cookie, [a@b, c]}, {set_cookie, [a@b, 1]}, {is_alive, []}, {node, []}, {node, [a]},
     {node, [make_ref()]}, {nodes, [this]}, {nodes, [foo]}, {nodes, [[this, visible]]}, {nodes, [[this | visible]]}, {nodes, [known, #{}]}, {nodes, [known, a]}, {nodes, [known, #{node_type => true}]}, {nodes, [known, #{foo => true}]}].

of_processes(Self, Dead) ->
    [{alias, []}, {alias, [[]]}, {alias, [[foo]]}, {alias, [a]}, {alias, [[reply]]}, {alias, [[explicit_unalias]]}, {unalias, [a]}, {unalias, [make_ref()]},
     {garbage_collect, []}, {garbage_collect, [Self]}, {garbage_collect, [a]}, {garbage_collect, [Dead]}, {garbage_collect, [Self, []]}, {garbage_collect, [Self, [a]]}, {garbage_collect, [Self, [{async, 1}]]},
     {garbage_collect, [Self, [{type, minor}]]}, {garbage_collect, [Self, [{type, foo}]]}, {garbage_collect, [Self, a]}, {group_leader, [a, Self]}, {group_leader, [Self, Dead]}, {group_leader, [group_leader(), Self]},
     {process_flag, [a, save_calls, 1]}, {process_flag, [Self, foo, 1]}, {process_flag, [Dead, save_calls, 1]}, {process_flag, [Self, save_calls, -1]}, {process_flag, [Self, save_calls, 10001]},
     {process_flag, [Self, save_calls, 0]}, {process_flag, [foo, 1]}, {process_flag, [trap_exit, 1]}, {process_flag, [priority, foo]}, {process_flag, [priority, normal]}, {process_flag, [save_calls, a]}, {process_flag, [error_handler, 1]},
     {process_flag, [min_heap_size, a]}, {process_flag, [max_heap_size, a]}, {process_flag, [message_queue_data, a]}, {process_flag, [sensitive, a]}, {process_flag, [fullsweep_after, -1]}, {process_flag, [1, 2]},
     {check_process_code, [Self, lists]}, {check_process_code, [a, lists]}, {check_process_code, [Self, 1]}, {check_process_code, [Self, lists, [foo]]}, {check_process_code, [Self, lists, a]},
     {check_process_code, [Self, lists, [{async, 3}]]}, {check_process_code, [Self, lists, [{allow_gc, true}]]}, {check_process_code, [Self, lists, [{allow_gc, x}]]},
     {suspend_process, [Self]}, {suspend_process, [Dead]}, {suspend_process, [a]}, {suspend_process, [a, []]}, {suspend_process, [Self, foo]}, {suspend_process, [Dead, [foo]]}, {resume_process, [Self]}, {resume_process, [a]}, {resume_process, [Dead]},
     {is_process_alive, [Self]}, {is_process_alive, [Dead]}, {is_process_alive, [a]}, {process_info, [a]}, {process_info, [Dead]}, {process_info, [Self, foo]}, {process_info, [a, links]}, {process_info, [Self, [links, foo]]}, {process_info, [Self, [trap_exit | a]]},
     {process_info, [Self, trap_exit]}, {process_info, [Self, [trap_exit, priority]]}, {process_info, [Self, registered_name]}, {process_info, [Self, [registered_name]]}, {process_info, [Dead, foo]}, {process_info, [Dead, links]},
     {bump_reductions, [0]}, {bump_reductions, [a]}, {bump_reductions, [1]}, {put, [k, v]}, {get, [k]}, {get, [none]}, {get_keys, [v]}, {erase, [k]}, {erase, [k]}].

of_spawn() ->
    Fun = fun lists:sum/1,
    [{F, [V]} || F <- [spawn, spawn_link, spawn_monitor, spawn_request], V <- [a, 1, [], [x], {a}, #{}, 1 bsl 70]]
    ++ [{F, [V, W]} || F <- [spawn, spawn_link, spawn_monitor, spawn_opt, spawn_request], V <- [a, Fun], W <- [a, [], [foo], fun erlang:self/0]]
    ++ [{F, A} || F <- [spawn, spawn_link, spawn_monitor, spawn_request], A <- [[a, b, c], [1, b, []], [a, 1, []], [erlang, self, []], [a, b, [1 | 2]], [node(), erlang, self, []], [1, erlang, self, []], [node(), 1, self, []]]]
    ++ [{spawn_opt, A} || A <- [[erlang, self, [], a], [erlang, self, [], [foo]], [erlang, self, [], [{priority, x}]], [erlang, self, [], [link]], [1, self, [], []], [node(), erlang, self, [], [monitor]], [node(), erlang, self, [], [x]],
                                [1, erlang, self, [], []], [node(), fun erlang:self/0, [x]], [erlang, self, [], [{monitor, foo}]], [erlang, self, [], [{monitor, [{tag, a}]}]], [erlang, self, [], [{min_heap_size, -1}]], [erlang, self, [], [{max_heap_size, a}]]]]
    ++ [{spawn_request, A} || A <- [[erlang, self, [], a], [erlang, self, [], [foo]], [1, self, [], []], [node(), erlang, self, [], [monitor]], [node(), erlang, self, [], [x]], [1, erlang, self, [], []]]]
    ++ [{spawn_request_abandon, [a]}, {spawn_request_abandon, [make_ref()]}].

of_sending(Self, Dead) ->
    Ref = make_ref(),
    [{send_nosuspend, [a, b]}, {send_nosuspend, [Self, b]}, {send_nosuspend, [1, b]}, {send_nosuspend, [Self, b, [noconnect]]}, {send_nosuspend, [Self, b, [foo]]}, {send_nosuspend, [Self, b, foo]},
     {send, [Self, b]}, {send, [a_name_x, b]}, {send, [1, b]}, {send, [{a_name_x, node()}, b]}, {send, [{a, b, c}, b]}, {send, [Dead, b]}, {send, [Ref, b]}, {send, [Self, b, [foo]]}, {send, [Self, b, foo]}, {send, [a_name_x, b, []]}, {send, [1, b, []]}, {send, [Self, b, [nosuspend]]},
     {'!', [1, b]}, {'!', [a_name_x, b]}, {'!', [Dead, b]}, {exit, [a, b]}, {exit, [Dead, b]}, {link, [a]}, {link, [Dead]}, {unlink, [a]}, {unlink, [Dead]},
     {monitor, [process, Dead]}, {monitor, [process, 1]}, {monitor, [process, a_name_x]}, {monitor, [process, {a_name_x, node()}]}, {monitor, [process, {1, node()}]}, {monitor, [foo, Self]}, {monitor, [1, Self]}, {monitor, [port, Self]}, {monitor, [port, a_name_x]},
     {monitor, [time_offset, clock_service]}, {monitor, [time_offset, foo]}, {monitor, [process, Self, []]}, {monitor, [process, Self, [foo]]}, {monitor, [process, Self, foo]}, {monitor, [process, Self, [{alias, foo}]]}, {monitor, [process, Self, [{alias, demonitor}]]},
     {monitor, [process, Self, [{tag, x}]]}, {monitor, [process, 1, [{tag, x}]]}, {monitor, [foo, Self, [{tag, x}]]}, {demonitor, [a]}, {demonitor, [Ref]}, {demonitor, [Ref, [foo]]}, {demonitor, [Ref, [flush]]}, {demonitor, [Ref, [info]]}, {demonitor, [Ref, foo]}, {demonitor, [a, []]},
     {register, [a, b]}, {register, [undefined, Self]}, {register, [a, Dead]}, {register, [1, Self]}, {register, [init, Self]}, {unregister, [a_name_x]}, {unregister, [1]}, {whereis, [1]}, {whereis, [a_name_x]},
     {send_after, [-1, Self, x]}, {send_after, [a, Self, x]}, {send_after, [1, 1, x]}, {send_after, [0, Dead, x]}, {send_after, [1, Self, x, [foo]]}, {send_after, [1, Self, x, a]}, {send_after, [1 bsl 70, Self, x]}, {start_timer, [-1, Self, x]}, {start_timer, [a, Self, x]}, {start_timer, [1, Self, x, [{abs, foo}]]},
     {cancel_timer, [a]}, {cancel_timer, [Ref]}, {cancel_timer, [Ref, [foo]]}, {cancel_timer, [Ref, a]}, {cancel_timer, [a, []]}, {cancel_timer, [Ref, [{info, false}]]}, {read_timer, [a]}, {read_timer, [Ref]}, {read_timer, [Ref, [foo]]}, {read_timer, [Ref, a]}].

of_others() ->
    [{convert_time_unit, A} || A <- [[1, second, millisecond], [1500, millisecond, second], [-1, millisecond, second], [1, 1000, 10], [1, a, second], [a, second, second], [1, 0, 1], [5, native, nanosecond], [5, perf_counter, nanosecond], [5, seconds, milli_seconds]]]
    ++ [{delay_trap, [x, 0]}, {delay_trap, [x, 1]}, {alloc_info, [a]}, {alloc_info, [[]]}, {alloc_sizes, [a]}, {fun_info, [fun erlang:self/0]}, {fun_info, [a]}, {halt, [a]}, {halt, [1, a]}, {halt, [1, [a]]}, {halt, [-1]},
        {load_module, [a, b]}, {load_module, [foo_x, <<>>]}, {load_module, [1, <<>>]}, {load_module, [foo_x, <<"FOR1">>]}, {localtime_to_universaltime, [a]}, {localtime_to_universaltime, [{{2020, 1, 1}, {0, 0, 0}}]},
        {localtime_to_universaltime, [{{2020, 13, 1}, {0, 0, 0}}]}, {localtime_to_universaltime, [{{2020, 1, 1}, {0, 0, 0}}, a]}, {universaltime_to_localtime, [{{2020, 1, 32}, {0, 0, 0}}]}, {universaltime_to_localtime, [a]},
        {posixtime_to_universaltime, [0]}, {posixtime_to_universaltime, [-1]}, {posixtime_to_universaltime, [a]}, {posixtime_to_universaltime, [1 bsl 40]}, {universaltime_to_posixtime, [{{1970, 1, 1}, {0, 0, 1}}]}, {universaltime_to_posixtime, [a]}, {universaltime_to_posixtime, [{{1970, 2, 30}, {0, 0, 1}}]},
        {max, [1, 1.0]}, {max, [1.0, 1]}, {min, [1, 1.0]}, {min, [1.0, 1]}, {min, [a, b]}, {purge_module, [foo_x]}, {purge_module, [1]}, {delete_module, [foo_x]}, {delete_module, [1]}, {module_loaded, [1]}, {module_loaded, [lists]}, {module_loaded, [foo_x]}, {check_old_code, [1]}, {check_old_code, [lists]},
        {set_cpu_topology, [a]}, {memory, [foo]}, {memory, [[foo]]}, {memory, [1]}, {format_cpu_topology, [undefined]}, {format_cpu_topology, [a]}, {gather_gc_info_result, [a]}, {get_module_info, [foo_x]}, {get_module_info, [1]}, {get_module_info, [lists, foo]}, {get_module_info, [1, md5]},
        {function_exported, [lists, sum, 1]}, {function_exported, [lists, sum, a]}, {function_exported, [lists, 1, 1]}, {function_exported, [1, sum, 1]}, {function_exported, [erlang, self, 0]}, {function_exported, [erlang, self, -1]}, {is_builtin, [erlang, self, 0]}, {is_builtin, [lists, sum, 1]}, {is_builtin, [a, b, c]}, {is_builtin, [1, b, 0]}, {is_builtin, [erlang, apply, 2]},
        {statistics, [foo]}, {statistics, [1]}, {system_info, [foo]}, {system_info, [1]}, {system_info, [endian]}, {system_info, [{a, b}]}, {system_flag, [foo, 1]}, {system_flag, [1, 1]}, {system_flag, [backtrace_depth, a]}, {system_flag, [fullsweep_after, -1]}, {unique_integer, [[foo]]}, {unique_integer, [a]}, {unique_integer, [[positive | a]]},
        {monotonic_time, [foo]}, {monotonic_time, [0]}, {monotonic_time, [-1]}, {system_time, [foo]}, {time_offset, [foo]}, {phash, [a, 0]}, {phash, [a, 10]}, {phash, [1.5, 1 bsl 32]}, {phash, [a, a]}, {phash2, [a, 0]}, {phash2, [{a, "b", 1.5}, 1000]}, {phash2, [a, 1 bsl 32]}, {phash2, [a, (1 bsl 32) + 1]}, {phash2, [a, a]}, {phash2, [#{a => 1}]},
        {md5, [a]}, {md5, ["abc"]}, {md5_update, [a, ""]}, {md5_update, [<<>>, ""]}, {md5_final, [a]}, {md5_final, [<<>>]}, {match_spec_test, [{a}, [{{'$1'}, [], ['$1']}], table]},
        {match_spec_test, [a, b, c]}, {decode_packet, [foo, <<>>, []]}, {decode_packet, [line, a, []]}, {decode_packet, [line, <<>>, [foo]]}, {decode_packet, [line, <<>>, foo]}, {decode_packet, [line, <<>>, [{packet_size, a}]]}, {dt_put_tag, [<<"a">>]}, {dt_spread_tag, [a]}, {display_string, [a]}, {display_string, [[a]]}, {display_string, [<<1:3>>]},
        {error, [a, [], [{error_info, #{cause => x}}]]}, {raise, [foo, a, []]}, {raise, [error, a, foo]}, {raise, [throw, a, [{a, b, 1}]]}, {raise, [error, a, [{a, b, []}]]}, {raise, [error, a, [b]]}].

show(F, Args, Dead) ->
    io:format("~w ~0p: ~0p~n", [F, [named(A, Dead) || A <- Args], result(F, Args)]).

named(A, _) when A =:= self() -> self;
named(A, A) -> dead;
named(A, _) -> handle(A).

handle(A) when is_pid(A) -> pid;
handle(A) when is_reference(A) -> reference;
handle({A, B}) when is_pid(A), is_reference(B) -> pid_and_reference;
handle(A) -> A.

result(F, Args) ->
    try handle(apply(erlang, F, Args))
    catch
        error:R:S -> {R, explained(R, S)};
        C:R -> {C, R}
    end.

explained(Reason, [{_, _, _, Info} | _] = Stack) ->
    case lists:keyfind(error_info, 1, Info) of
        {_, #{module := Module}} -> try Module:format_error(Reason, Stack) catch _:_ -> failed end;
        _ -> none
    end;
explained(_, []) -> none.

dead() ->
    {Pid, Ref} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Ref, process, Pid, _} -> Pid end.
