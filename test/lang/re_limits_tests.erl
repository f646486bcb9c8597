%% needs a foreign library
%% Matches that take long: limits, and others have their turn meanwhile.
-module(re_limits_tests).
-export([start/0]).

-define(LONG, "(a+)*[bc]").         % takes 2^N steps of aa...a

start() ->
    S = lists:duplicate(40, $a),
    io:format("~p~n", [re:run(S, ?LONG, [{match_limit, 100}, report_errors])]),
    io:format("~p~n", [re:run(S, ?LONG, [{match_limit, 100}])]),
    io:format("~p~n", [re:run(S, ?LONG, [{match_limit_recursion, 10}, report_errors])]),
    io:format("~p~n", [re:run(S, ?LONG, [{match_limit_recursion, 10}])]),
    io:format("~p~n", [re:run(S, ?LONG, [{match_limit, 100}, report_errors, global])]),
    io:format("~p~n", [re:run("aaab", ?LONG, [{match_limit, 100}, {match_limit_recursion, 100}])]),
    io:format("~p~n", [re:run("aaab", ?LONG, [{match_limit, 0}, report_errors])]),
    io:format("~p~n", [catch re:run(S, ?LONG, [{match_limit, -1}])]),
    io:format("~p~n", [re:run(S, "(*LIMIT_MATCH=100)(a+)*[bc]", [report_errors])]),
    io:format("~p~n", [re:run(S, ?LONG, [report_errors])]),
    io:format("~p~n", [re:run(S, ?LONG)]),
    io:format("~p~n", [re:run(lists:duplicate(18, $a) ++ "b", "(a+)*$|(a+)*[bc]", [{match_limit, 20000000}, {capture, all, list}])]),
    meanwhile(S),
    deep(),
    killed(S).

%% Another process counts, while two match.
meanwhile(S) ->
    Self = self(),
    Counter = spawn_link(fun() -> count(0) end),
    [spawn_link(fun() -> Self ! {done, re:run(S, ?LONG, [report_errors])} end) || _ <- [1, 2]],
    [receive {done, Result} -> io:format("~p~n", [Result]) end || _ <- [1, 2]],
    Counter ! {stop, self()},
    receive {counted, N} -> io:format("~p~n", [N > 3]) end.

count(N) ->
    receive
        {stop, From} -> From ! {counted, N}
    after 1 ->
        count(N + 1)
    end.

killed(S) ->
    {Pid, Ref} = spawn_monitor(fun() -> re:run(S, ?LONG, [{match_limit, 2000000000}, report_errors]) end),
    receive after 50 -> exit(Pid, kill) end,
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("~p~n", [Reason]) end,
    erlang:garbage_collect().

%% Groups that are repeated often.
deep() ->
    Long = binary:copy(<<"ab">>, 50000),
    io:format("~p~n", [re:run(Long, "(?:a|b)*", [report_errors])]),
    io:format("~p~n", [re:run(Long, "^(?:(a)|(b))*?$", [report_errors])]),
    io:format("~p~n", [length(re:split(binary:part(Long, 0, 400), "a"))]).
