% All natives of some modules of OTP, called with arguments of many kinds: class, reason, the first entry of the stack
% trace with its error_info, and what erl_erts_errors and erl_stdlib_errors say about each argument.
-module(exceptions_bifs_tests).
-export([start/0]).

start() ->
    [calls(M, F, A) || M <- [erlang, maps, lists, binary, ets, unicode, atomics, counters, persistent_term, math],
                       {F, A} <- lists:usort(M:module_info(exports)), A > 0, A < 4, not lists:member(F, skip(M))],
    ok.

% What changes the VM, stops, waits, or gives other results at each call.
skip(erlang) ->
    [
    alloc_info, alloc_sizes,
    apply, bump_reductions, call_on_load_function, cancel_timer, check_process_code, crasher, decode_packet,
    delete_module, dexit, dgroup_leader, disconnect_node, display, display_nl, display_string, dist_ctrl,
    dist_ctrl_get_data, dist_ctrl_get_data_notification, dist_ctrl_get_opt, dist_ctrl_input_handler,
    dist_ctrl_put_data, dist_ctrl_set_opt, dist_get_stat, dmonitor_node, dsend, erase, error, exit,
    external_size, finish_after_on_load, finish_loading, fun_info, fun_to_list, garbage_collect_message_area,
    gather_gc_info_result, get, get_cookie, get_keys, get_module_info, get_stacktrace, group_leader, halt,
    hibernate, is_builtin, list_to_pid, list_to_port, list_to_ref, load_module, load_nif, localtime,
    localtime_to_universaltime, make_ref, md5_init, memory, module_info, monitor_node, nif_error, node,
    nodes, open_port, phash, phash2, port_call, port_close, port_command, port_connect, port_control,
    port_get_data, port_info, port_set_data, port_to_list, prepare_loading, process_display, process_flag,
    process_info, purge_module, put, raise, read_timer, resume_process, send, send_after, send_nosuspend,
    seq_trace, seq_trace_info, seq_trace_print, set_cookie, set_cpu_topology, set_node, setnode, spawn,
    spawn_link, spawn_monitor, spawn_opt, spawn_request, spawn_request_abandon, start_timer, statistics,
    suspend_process, system_flag, system_info, system_monitor, system_profile, term_to_binary, term_to_iovec,
    throw, timestamp, trace, trace_delivered, trace_info, trace_pattern, unregister, yield];
skip(ets) -> [module_info, new, i, tab2file, file2tab, tabfile_info, table, all, test_ms];
skip(lists) -> [module_info, seq, duplicate];
skip(_) -> [module_info].

values(1) -> [0, 1.5, a, [1], [a | b], "str", {a, b}, #{a => 1}, <<"bin">>, <<1:3>>, 1 bsl 70, fun erlang:self/0, [-1, 2], <<255>>];
values(2) -> [0, a, [1 | b], #{a => 1}, <<"bi">>];
values(3) -> [1, a, "ab"].

calls(M, F, A) -> [call(M, F, Args) || Args <- choices(A, values(A))].

choices(0, _) -> [[]];
choices(N, Values) -> [[V | Vs] || V <- Values, Vs <- choices(N - 1, Values)].

call(M, F, Args) ->
    try apply(M, F, Args) of
        _ -> ok
    catch
        Class:Reason:Stack ->
            [{M1, F1, A1, Location} | _] = Stack,
            io:format("~w:~w~0p ~0p~n", [M, F, Args, {Class, Reason, {M1, F1, A1, Location}, length(Stack), text(Reason, Stack)}])
    end.

text(Reason, [{_, _, _, Location} | _] = Stack) ->
    case proplists:get_value(error_info, Location) of
        #{module := Module} = Info -> maps:to_list(Module:(maps:get(function, Info, format_error))(Reason, Stack));
        _ -> none
    end.
