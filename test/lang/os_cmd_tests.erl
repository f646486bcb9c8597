%% untranslated
%% os:cmd/1,2 of OTP, on ports.
-module(os_cmd_tests).
-export([start/0]).

start() ->
    [io:format("~tp: ~tp~n", [C, os:cmd(C)]) || C <- [
        "echo hello", "echo err >&2", "exit 3", "cat", "printf 'a\\tb'", 'echo atom', ["echo ", ["deep", $r]], "echo a; echo b # comment",
        "cd / && pwd", "echo \x{3bb}", "printf '\\377'", "(sleep 2)& echo background", "sh -c 'kill -9 $$' 2>/dev/null; echo $?"]],
    io:format("~p~n", [[os:cmd("echo abcdef", #{max_size => N}) || N <- [0, 3, 100]]]),
    io:format("~p~n", [[fault(fun() -> os:cmd(C) end) || C <- [5, [-1], <<"echo x">>]]]),
    io:format("~p~n", [fault(fun() -> os:cmd("echo x", bad) end)]),
    os:putenv("OS_CMD_TEST", "value"),
    io:format("~p~n", [os:cmd("echo $OS_CMD_TEST")]),
    Me = self(),
    Pids = [spawn(fun() -> Me ! {N, os:cmd("sleep 0.1; echo " ++ integer_to_list(N))} end) || N <- lists:seq(1, 5)],
    io:format("~p~n", [[receive {N, R} -> R after 10000 -> late end || N <- lists:seq(1, length(Pids))]]),
    io:format("~p~n", [length(os:cmd("printf '%010000d' 7"))]),
    io:format("~p~n", [process_info(self(), message_queue_len)]),
    ok.

fault(F) -> try F() catch C:R -> {C, R} end.
