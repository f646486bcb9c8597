%% untranslated
%% open_port/2: names and options, right and wrong ones, and what they do to the program that is started.
-module(port_options_tests).
-export([start/0]).

start() ->
    process_flag(trap_exit, true),
    [io:format("~p: ~p~n", [Name, open(Name, [out])]) || Name <- names()],
    [io:format("~p: ~p~n", [O, open({spawn, "cat"}, O)]) || O <- options()],
    [io:format("~p: ~p~n", [O, open({spawn_executable, "/bin/true"}, O)]) || O <- program_options()],
    [io:format("fd ~p: ~p~n", [O, open({fd, 0, 1}, [out | O])]) || O <- [[exit_status], [{args, []}], [{cd, "/"}], [eof], [nouse_stdio]]],
    [io:format("~p ~p: ~p~n", [N, O, output(N, O)]) || {N, O} <- programs()],
    os:putenv("PORT_TEST", "inherited"),
    [io:format("~p: ~p~n", [E, output({spawn, "echo [$PORT_TEST] [$OTHER]"}, [{env, E}])]) || E <- environments()],
    ok.

open(Name, Options) ->
    try
        P = open_port(Name, Options),
        catch port_close(P),
        opened
    catch error:R:S ->
        [{erlang, open_port, [_, _], L} | _] = S,
        {R, maps:get(cause, proplists:get_value(error_info, L), none)}
    end.

names() ->
    [{spawn, "cat"}, {spawn, cat}, {spawn, <<"cat">>}, {spawn, ["ca", $t]}, {spawn, 5}, {spawn, ""}, {spawn, "a\0b"}, {spawn, "cat", x},
     {spawn_executable, "/bin/cat"}, {spawn_executable, <<"/bin/cat">>}, {spawn_executable, '/bin/cat'}, {spawn_executable, "/bin/none"},
     {spawn_executable, "/etc/passwd"}, {spawn_executable, "/etc/passwd/x"}, {spawn_executable, ""}, {spawn_executable, "no_such_file"},
     {spawn_driver, "no_such_driver"}, {spawn_driver, foo}, {fd, 0, 1}, {fd, -1, 0}, {fd, a, 0}, {foo, "x"}, {}, 5].

options() ->
    [[], [bad], bad, [in | bad], [5], [{in}], [{in, true}], [{packet, 1}], [{packet, 3}], [{packet, 0}], [{packet, a}], [{line, 1}],
     [{line, 0}], [{line, -1}], [{line, a}], [{line, 1 bsl 64}], [{packet, 2}, {line, 5}], [{packet, 2}, stream], [{cd, 1}], [{cd, "/"}],
     [{cd, <<"/">>}], [{cd, '/'}], [{env, a}], [{env, [a]}], [{env, [{"A"}]}], [{env, [{a, "b"}]}], [{env, [{"A=B", "c"}]}],
     [{env, [{"A", <<"b">>}]}], [{env, [{"A", "b\0"}]}], [{env, [{"A", "b"}, {"C", false}]}], [{args, []}], [{args, a}], [{arg0, "x"}],
     [{parallelism, true}], [{parallelism, x}], [{busy_limits_port, {1, 2}}], [{busy_limits_port, disabled}], [{busy_limits_port, x}],
     [{busy_limits_port, {-1, 1}}], [{busy_limits_msgq, {1, 2}}], [{busy_limits_msgq, disabled}], [nouse_stdio], [stderr_to_stdout],
     [nouse_stdio, stderr_to_stdout], [out, out], [hide, overlapped_io, in, out, use_stdio, binary, eof, stream, exit_status]].

program_options() ->
    [[{args, bad}], [{args, [bad]}], [{args, ["x" | y]}], [{args, [1]}], [{args, ["a\0b"]}], [{args, ["a", <<"b">>, ["c", $d], ""]}],
     [{arg0, 5}], [{arg0, "x"}], [{arg0, <<"x">>}], [{arg0, x}]].

output(Name, Options) ->
    P = open_port(Name, [exit_status, stderr_to_stdout | Options]),
    collect(P, []).

collect(P, Acc) ->
    receive
        {P, {data, D}} -> collect(P, [Acc | D]);
        {P, {exit_status, S}} -> {lists:flatten(Acc), S}
    after 5000 -> {late, lists:flatten(Acc)}
    end.

sh(Command) -> [{args, ["-c", Command]}].

programs() ->
    Sh = {spawn_executable, "/bin/sh"},
    [{{spawn, "echo a  b 'c  d'"}, []}, {{spawn, "no_such_command"}, []}, {{spawn, [$e, "cho ", 955]}, []}, {{spawn_executable, "/tmp"}, []},
     {{spawn_executable, "/bin/echo"}, [{args, ["a b", <<"c">>, [955], ""]}]}, {Sh, [{arg0, "name"} | sh("echo $0")]}, {Sh, sh("echo $0 $#")},
     {Sh, sh("exit 9")}, {Sh, sh("kill -15 $$")}, {Sh, [{cd, "/usr/bin"} | sh("pwd")]}, {{spawn, "pwd"}, [{cd, <<"/">>}]},
     {Sh, [in | sh("echo reads; exit 2")]}, {Sh, [{cd, "/no/such/folder"} | sh("pwd")]}].

environments() ->
    [[], [{"PORT_TEST", false}], [{"PORT_TEST", "other"}, {"OTHER", "new"}], [{"OTHER", "1"}, {"OTHER", "2"}], [{"OTHER", "1"}, {"OTHER", false}],
     [{"OTHER", [955]}]].
