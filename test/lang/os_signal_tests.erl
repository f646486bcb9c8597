%% Signals of the operating system as messages.
-module(os_signal_tests).
-export([start/0]).
start() ->
    catch unregister(erl_signal_server),      % OTP's own
    register(erl_signal_server, self()),
    io:format("~p~n", [[os:set_signal(S, handle) || S <- [sighup, sigterm, sigusr1, sigusr2, sigalrm]]]),
    Pid = os:getpid(),
    [begin
         os:cmd("kill -" ++ Name ++ " " ++ Pid),
         receive Message -> io:format("~p~n", [Message]) end
     end || Name <- ["HUP", "TERM", "USR1", "USR2", "ALRM"]],
    ok = os:set_signal(sigusr2, ignore),
    os:cmd("kill -USR2 " ++ Pid),
    receive X -> io:format("~p~n", [X]) after 100 -> io:format("nothing~n") end,
    [try os:set_signal(A, B) catch C:R:St -> io:format("~p ~p ~p~n", [C, R, hd(St)]) end
     || {A, B} <- [{sigkill, handle}, {sigterm, x}, {1, handle}]],
    ok = os:set_signal(sigusr2, default).
