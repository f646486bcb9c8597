%% process_info, process_flag, spawn_opt, group leaders, priorities, system_info items that do not depend on the machine.
-module(process_info_tests).
-export([start/0, id/1, wait/0]).

start() ->
    Me = self(),
    P = spawn(?MODULE, wait, []),
    p(status, [sync(P), process_info(P, status), process_info(P, message_queue_len)]),
    P ! one, P ! {two, 2},
    p(messages, [sync(P), process_info(P, messages), process_info(P, [message_queue_len, messages, status])]),
    p(initial_call, [process_info(P, initial_call), process_info(P, current_function)]),
    p(trap, [process_info(P, trap_exit), process_info(P, priority), process_info(P, links), process_info(P, dictionary), process_info(P, registered_name), process_info(P, error_handler)]),
    M = monitor(process, P), link(P),
    p(links, [process_info(P, links) =:= {links, [Me]}, process_info(Me, monitors) =:= {monitors, [{process, P}]}, process_info(P, monitored_by) =:= {monitored_by, [Me]}]),
    unlink(P), demonitor(M),
    p(gone, [process_info(P, links), process_info(P, monitored_by), process_info(Me, monitors)]),
    p(numbers, [begin {K, V} = process_info(P, K), is_integer(V) andalso V >= 0 end || K <- [heap_size, stack_size, total_heap_size, memory, reductions, message_queue_len]]),
    p(group_leader, [process_info(P, group_leader) =:= {group_leader, group_leader()}, is_pid(group_leader())]),
    exit(P, kill), timer:sleep(2),
    p(dead, [process_info(P), process_info(P, status), process_info(P, [status])]),
    p(all, [is_list(process_info(Me)), lists:member(Me, processes()), lists:keymember(status, 1, process_info(Me)), process_info(Me, status)]),
    p(flags, [process_flag(priority, high), process_flag(priority, low), process_flag(priority, normal), process_flag(trap_exit, true), process_flag(trap_exit, false), process_flag(min_heap_size, 1000) > 0,
        process_flag(save_calls, 0), process_flag(message_queue_data, off_heap), process_flag(message_queue_data, on_heap), process_flag(sensitive, false)]),
    p(spawn_opt, [begin spawn_opt(fun() -> Me ! {opt, process_info(self(), Item)} end, Opts), receive {opt, V} -> V after 1000 -> none end end || {Opts, Item} <- [{[{priority, low}], priority}, {[{message_queue_data, off_heap}], message_queue_data},
        {[{min_heap_size, 5000}], status}, {[{fullsweep_after, 0}], status}]]),
    p(spawn_opt_mfa, [begin Q = spawn_opt(?MODULE, wait, [], [link]), L = lists:member(Q, element(2, process_info(Me, links))), unlink(Q), exit(Q, kill), L end]),
    p(order, [priorities(Me)]),
    ok.

id(X) -> X.

p(Name, L) -> io:format("~p: ~p~n", [Name, L]).

%% Gives P the time to reach its receive.
sync(P) -> timer:sleep(2), is_process_alive(P).

wait() -> receive never -> ok end.

priorities(Me) ->
    Old = process_flag(priority, max),
    [spawn_opt(fun() -> Me ! {prio, Pr} end, [{priority, Pr}]) || Pr <- [normal, high]],
    process_flag(priority, Old),
    L = [receive {prio, X} -> X end || _ <- [1, 2]],
    lists:sort(L).
