%% Ports: data both ways, packets and lines, owners, links, monitors, names, exit signals, and what ends a port.
-module(port_tests).
-export([start/0]).

start() ->
    process_flag(trap_exit, true),
    lists:foreach(fun({Name, F}) -> show(Name, F) end, data() ++ endings() ++ signals() ++ relations() ++ information()),
    ok.

show(Name, F) ->
    Result = try F() catch C:R:_ -> {C, R} end,
    io:format("~s: ~p~n", [Name, hide(Result)]),
    rest().

%% Ports, pids and references are not the same on erl and here.
hide(X) when is_port(X) -> port;
hide(X) when is_pid(X) -> if X =:= self() -> self; true -> pid end;
hide(X) when is_reference(X) -> ref;
hide([H | T]) -> [hide(H) | hide(T)];
hide(X) when is_tuple(X) -> list_to_tuple(hide(tuple_to_list(X)));
hide(X) -> X.

cat() -> cat([]).
cat(Options) -> open_port({spawn, "cat"}, Options).

%% Messages until the port has ended.
all(P) -> receive {'EXIT', P, R} -> [{'EXIT', R}]; M -> [M | all(P)] after 5000 -> [late] end.

%% The next N messages.
next(0) -> [];
next(N) -> receive M -> [M | next(N - 1)] after 5000 -> [late] end.

rest() -> receive M -> [M | rest()] after 50 -> [] end.

sh(Command, Options) -> all(open_port({spawn_executable, "/bin/sh"}, [{args, ["-c", Command]} | Options])).

fault(F) -> try F() catch C:R -> {C, R} end.

data() -> [
    {echo, fun() -> P = cat(), true = port_command(P, ["he", <<"llo">>, $!]), A = next(1), port_close(P), [A, all(P)] end},
    {binary, fun() -> P = cat([binary]), P ! {self(), {command, [1, [2 | <<3>>] | <<4>>]}}, A = next(1), port_close(P), [A, all(P)] end},
    {much, fun() ->
        P = cat([binary]),
        spawn(fun() -> [port_command(P, binary:copy(<<N:8000>>, 50)) || N <- lists:seq(1, 4)] end),
        A = collect(P, 200000, []), port_close(P),
        [byte_size(A), erlang:md5(A) =:= erlang:md5([binary:copy(<<N:8000>>, 50) || N <- lists:seq(1, 4)])] end},
    {packet1, fun() -> P = cat([{packet, 1}]), port_command(P, "one"), port_command(P, ""), A = next(2), port_close(P), A end},
    {packet2, fun() -> P = cat([{packet, 2}, binary]), [port_command(P, [X]) || X <- ["one", "two", lists:duplicate(60000, $x)]],
        A = [byte_size(D) || {_, {data, D}} <- next(3)], port_close(P), A end},
    {packet4, fun() -> P = cat([{packet, 4}, binary]), port_command(P, <<1, 2, 3>>), A = next(1),
        B = [erlang:port_info(P, X) || X <- [input, output]], port_close(P), [A, B] end},
    {packet_too_long, fun() -> P = cat([{packet, 1}]), [port_command(P, lists:duplicate(256, 0)), all(P)] end},
    {packet_cut_off, fun() -> sh("printf '\\000\\003abc\\000\\005de'", [{packet, 2}, exit_status]) end},
    {line, fun() -> sh("printf 'abc\\ndefghijkl\\n\\nxy'", [{line, 4}]) end},
    {line_binary, fun() -> sh("printf 'abcd\\nefgh'", [{line, 4}, binary]) end},
    {line_return, fun() -> sh("printf 'abcd\\r\\nabc\\r\\r\\nabcd\\rxx\\nx\\ry\\r'", [{line, 4}]) end},
    {line_eof, fun() -> P = open_port({spawn, "printf ab"}, [{line, 10}, eof, exit_status]), A = next(3), port_close(P), [A, all(P)] end},
    {stdin_of_in, fun() -> sh("echo only; exec 0<&-", [in]) end},
    {stderr, fun() -> sh("echo err >&2", [stderr_to_stdout]) end},
    {nouse_stdio, fun() -> P = open_port({spawn_executable, "/bin/sh"}, [{args, ["-c", "cat <&3 >&4"]}, nouse_stdio]),
        port_command(P, "on 3 and 4"), A = next(1), port_close(P), A end}].

%% That many thousands of bytes.
zeros(N) -> binary:copy(<<0:8000>>, N).

collect(_, N, Acc) when N =< 0 -> iolist_to_binary(lists:reverse(Acc));
collect(P, N, Acc) -> receive {P, {data, D}} -> collect(P, N - byte_size(D), [D | Acc]) after 5000 -> iolist_to_binary(Acc) end.

endings() -> [
    {status, fun() -> [lists:last([S || {_, {exit_status, S}} <- sh(C, [exit_status])]) || C <- ["exit 0", "exit 7", "kill -9 $$"]] end},
    {status_order, fun() -> sh("echo x; exit 3", [exit_status]) end},
    {eof, fun() -> P = open_port({spawn, "echo hi"}, [eof]), A = next(2), I = erlang:port_info(P, name), port_close(P), [A, I, all(P)] end},
    {eof_status, fun() -> P = open_port({spawn, "echo hi"}, [eof, exit_status]), A = next(3), port_close(P), [A, all(P)] end},
    {close_message, fun() -> P = cat(), monitor(port, P), P ! {self(), close}, next(3) end},
    {port_close, fun() -> P = cat(), monitor(port, P), port_close(P), [next(2), rest()] end},
    {flush_at_close, fun() ->
        P = cat([{packet, 4}]), Me = self(),
        spawn(fun() -> Q = open_port({spawn, "sleep 0.2"}, []), port_command(Q, zeros(100)), Me ! {closed, port_close(Q)} end),
        A = next(1), port_close(P), A end},
    {epipe, fun() -> P = open_port({spawn, "true"}, [eof]), A = next(1), timer:sleep(100), [A, port_command(P, "x"), all(P)] end},
    {ebadf, fun() -> P = open_port({spawn, "sleep 1"}, [in]), [port_command(P, "x"), all(P)] end},
    {busy, fun() ->
        P = open_port({spawn, "sleep 0.3"}, []), B = zeros(100),
        A = [port_command(P, X, [nosuspend]) || X <- [B, B, "x"]], [A, erlang:send_nosuspend(P, {self(), {command, "y"}}),
        erlang:send(P, {self(), {command, "y"}}, [nosuspend]), fault(fun() -> port_command(P, "z") end), all(P)] end},
    {busy_goes_on, fun() ->
        P = open_port({spawn_executable, "/bin/sh"}, [{args, ["-c", "sleep 0.2; cat >/dev/null; echo done"]}]),
        B = zeros(100), [port_command(P, B), port_command(P, B), port_command(P, "x"), port_close(P)] end}].

signals() -> [
    {exit, fun() -> [begin P = cat(), exit(P, R), {R, all(P), erlang:port_info(P)} end || R <- [normal, foo, kill]] end},
    {exit_of_other, fun() -> P = cat(), spawn(fun() -> exit(P, bar) end), all(P) end},
    {exit_of_owner, fun() -> Me = self(),
        {O, M} = spawn_monitor(fun() -> P = cat(), Me ! P, receive stop -> ok end end),
        P = receive X -> X end, N = monitor(port, P), O ! stop,
        [receive {'DOWN', M, _, _, R} -> R end, receive {'DOWN', N, port, P, S} -> S end] end},
    {exit_of_linked, fun() -> P = cat(), {Q, M} = spawn_monitor(fun() -> link(P) end), receive {'DOWN', M, _, Q, _} -> ok end,
        A = erlang:port_info(P, name), spawn(fun() -> link(P), exit(boo) end), [A, all(P)] end},
    {kills_linked, fun() -> P = cat(), Me = self(),
        {_, M} = spawn_monitor(fun() -> link(P), Me ! go, receive x -> ok end end),
        receive go -> ok end, exit(P, why), [receive {'DOWN', M, _, _, R} -> R end, all(P)] end},
    {bad_messages, fun() -> P = cat(), Me = self(),
        Bad = [foo, {Me, foo}, {Me, {command, foo}}, {Me, {connect, foo}}, {foo, close}, {Me, close, x}],
        A = [begin P ! M, next(1) end || M <- Bad], B = erlang:port_info(P, name), port_close(P), [A, B, all(P)] end},
    {not_the_owner, fun() -> P = cat(), {_, M} = spawn_monitor(fun() -> P ! {self(), {command, "x"}}, exit(lives) end),
        A = lists:sort(next(2)), port_close(P), [hide(setelement(2, X, M)) || X <- A] ++ all(P) end},
    {for_the_owner, fun() -> P = cat(), Me = self(), spawn(fun() -> P ! {Me, {command, "x"}} end), A = next(1), port_close(P), A end},
    {badsig_kills, fun() -> {_, M} = spawn_monitor(fun() -> P = cat(), P ! bad, receive x -> ok end end),
        receive {'DOWN', M, _, _, R} -> R end end},
    {to_closed, fun() -> P = cat(), port_close(P), all(P), [P ! foo, P ! {self(), close}, exit(P, x), unlink(P), rest()] end}].

relations() -> [
    {connect, fun() -> P = cat(), Q = idle(), A = [port_connect(P, Q), erlang:port_info(P, connected) =:= {connected, Q},
        lists:sort(element(2, erlang:port_info(P, links))) =:= lists:sort([self(), Q])], exit(Q, kill), [A, all(P)] end},
    {connect_message, fun() -> P = cat(), Q = idle(), P ! {self(), {connect, Q}}, A = next(1),
        B = [erlang:port_info(P, connected) =:= {connected, Q}, erlang:port_info(P, links) =:= {links, [self()]}],
        P ! {Q, close}, exit(Q, kill), [A, B, all(P)] end},
    {link_closed, fun() -> P = cat(), port_close(P), all(P), link(P), A = next(1), process_flag(trap_exit, false),
        B = fault(fun() -> link(P) end), process_flag(trap_exit, true), [A, B] end},
    {unlink, fun() -> P = cat(), unlink(P), A = erlang:port_info(P, links), port_close(P), [A, rest()] end},
    {links, fun() -> P = cat(), {links, L} = process_info(self(), links), A = lists:member(P, L), port_close(P), all(P),
        {links, K} = process_info(self(), links), [A, lists:member(P, K)] end},
    {monitors, fun() -> P = cat(), M = monitor(port, P), A = [process_info(self(), monitors) =:= {monitors, [{port, P}]},
        erlang:port_info(P, monitored_by) =:= {monitored_by, [self()]}, erlang:port_info(P, monitors)],
        B = [demonitor(M, [info]), demonitor(M, [info])], port_close(P), [A, B, all(P), rest()] end},
    {monitor_tag, fun() -> P = cat(), monitor(port, P, [{tag, mine}]), exit(P, z), next(2) end},
    {monitor_closed, fun() -> P = cat(), port_close(P), all(P), monitor(port, P), next(1) end},
    {names, fun() -> P = cat(), true = register(port_name, P),
        A = [whereis(port_name) =:= P, lists:member(port_name, registered()), erlang:port_info(port_name, registered_name),
             erlang:port_info(P, registered_name), element(1, hd(erlang:port_info(P))), port_command(port_name, "by name")],
        B = next(1), monitor(port, port_name), monitor(process, port_name), C = next(1),
        D = [fault(fun() -> register(port_name, self()) end), fault(fun() -> register(other_name, P) end)],
        port_name ! {self(), close}, [A, B, C, D, next(3), whereis(port_name)] end},
    {monitor_wrong_kind, fun() -> register(process_name, self()), monitor(port, process_name), A = next(1),
        unregister(process_name), monitor(port, no_such_name), [A, next(1), fault(fun() -> monitor(port, self()) end)] end},
    {unregister, fun() -> P = cat(), register(port_name, P), A = unregister(port_name), B = erlang:port_info(P, registered_name),
        port_close(P), all(P), [A, B, fault(fun() -> register(port_name, P) end)] end}].

idle() -> spawn(fun() -> receive stop -> ok end end).

information() -> [
    {info, fun() -> P = cat(), A = [K || {K, _} <- erlang:port_info(P)], {os_pid, Pid} = erlang:port_info(P, os_pid),
        B = [erlang:port_info(P, K) || K <- [name, connected, input, output, parallelism, registered_name, locking]],
        port_close(P), [A, is_integer(Pid), B] end},
    {titles, fun() -> [begin P = open_port(N, [out]), A = erlang:port_info(P, name), port_close(P), A end || N <- [{spawn, "cat"},
        {spawn, cat}, {spawn, <<"cat">>}, {spawn, ["ca", $t]}, {spawn_executable, "/bin/cat"}, {fd, 0, 1}]] end},
    {ports, fun() -> P = cat(), A = lists:member(P, erlang:ports()), port_close(P), [A, lists:member(P, erlang:ports())] end},
    {data, fun() -> P = cat(), A = [erlang:port_get_data(P), erlang:port_set_data(P, {a}), erlang:port_get_data(P)], port_close(P),
        [A, fault(fun() -> erlang:port_get_data(P) end), fault(fun() -> erlang:port_set_data(foo, x) end)] end},
    {same, fun() -> P = cat(), Q = binary_to_term(term_to_binary(P)), A = [P =:= Q, port_command(Q, "x"), next(1)], port_close(P), A end},
    {closed, fun() -> P = cat(), port_close(P), [faults(P), erlang:port_info(P), erlang:port_info(P, name), erlang:port_info(P, bad)] end},
    {no_port, fun() -> [faults(no_such_name), erlang:port_info(no_such_name), faults("x"), fault(fun() -> erlang:port_info("x") end),
        fault(fun() -> erlang:port_info(1, name) end)] end},
    {wrong, fun() -> P = cat(), A = [fault(F) || F <- [fun() -> port_command(P, bad) end, fun() -> port_command(P, "x", [bad]) end,
        fun() -> port_command(P, "x", bad) end, fun() -> port_command(P, "x", [force]) end, fun() -> port_connect(P, foo) end,
        fun() -> port_control(P, 1, "x") end, fun() -> port_control(P, a, "x") end, fun() -> erlang:port_call(P, x) end,
        fun() -> erlang:port_info(P, bad) end, fun() -> is_process_alive(P) end]], port_close(P), A end}].

faults(P) ->
    [fault(F) || F <- [fun() -> port_close(P) end, fun() -> port_command(P, "x") end, fun() -> port_connect(P, self()) end,
                       fun() -> port_control(P, 1, "x") end, fun() -> erlang:port_call(P, 1, x) end]].
