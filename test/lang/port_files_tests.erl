%% untranslated
%% Ports: files by their names, limits of busy ports, output that is none.
-module(port_files_tests).
-export([start/0]).

start() ->
    process_flag(trap_exit, true),
    Name = "port_files." ++ os:getpid(),
    w(Name, "abc\ndef"),
    [io:format("~p~n", [fault(fun() -> [title | all(open_port(N, O))] end)]) ||
        {N, O} <- [{Name, [in]}, {list_to_atom(Name), [in, binary]}, {Name ++ "\0x", [in, {line, 10}]}, {Name, [in, {cd, "/"}]}, {Name, []},
                   {Name, [in, exit_status]}, {Name, [in, {args, []}]}, {[$a, 955], [in]}, {"/no/such", [in]}, {"/no/such/x", [out]},
                   {'', [in]}, {[], [in]}, {<<"x">>, [in]}, {{x}, [in]}]],
    w(Name, ["he", <<"llo">>]),
    io:format("~p~n", [all(open_port(Name, [in, eof]))]),
    os:cmd("rm " ++ Name),
    [io:format("~p ~p: ~p~n", [O, V, fault(fun() -> port_close(open_port({spawn, "cat"}, [{O, V}])) end)]) ||
        O <- [busy_limits_port, busy_limits_msgq],
        V <- [{0, 0}, {0, 5}, {5, 0}, {1, 1}, {5, 1}, {1, 1 bsl 63}, {1, (1 bsl 64) - 1}, {1, 1 bsl 64}, {-1, 1}, {a, 1}, {1, 2, 3}, enabled, disabled]],
    [io:format("~p: ~p~n", [L, busy(L)]) || L <- [{1000000, 2000000}, {2000000, 300000}, {1000, 300000}, disabled]],
    catch unregister(logger),
    Me = self(),
    register(logger, spawn(fun() -> log(Me) end)),
    catch erlang:system_flag(system_logger, whereis(logger)),   % where it need not be the one of that name
    Cat = open_port({spawn, "cat"}, []),
    [io:format("~p: ~p~n", [D, [fault(fun() -> port_command(Cat, D) end) , logged()]]) || D <- [300, [300, <<1:3>>], <<"a", 1:3>>, [-1], [a], a, ["x" | a]]],
    [io:format("~p: ~p~n", [D, fault(fun() -> port_command(Cat, D) end)]) || D <- [<<1:3>>, [[], <<2:5>>], <<>>, []]],
    Cat ! {self(), {command, foo}},
    io:format("~p~n", [logged()]),
    receive {'EXIT', Cat, Why} -> io:format("~p~n", [Why]) end,
    ok.

%% Writes a file.
w(Name, Data) ->
    P = open_port(Name, [out]),
    true = port_command(P, Data),
    true = port_close(P),
    receive {'EXIT', P, normal} -> ok end.

all(P) ->
    receive
        {P, eof} -> port_close(P), [eof | all(P)];
        {P, X} -> [X | all(P)];
        {'EXIT', P, R} -> [R]
    end.

%% How many commands make a port busy whose program reads nothing.
busy(Limits) ->
    P = open_port({spawn, "sleep 20"}, [{busy_limits_port, Limits}]),
    N = busy(P, binary:copy(<<0>>, 100000), 0),
    {os_pid, Pid} = erlang:port_info(P, os_pid),
    exit(P, kill),
    receive {'EXIT', P, killed} -> ok end,
    os:cmd("kill " ++ integer_to_list(Pid)),
    N.

busy(_, _, 30) -> never;
busy(P, Data, N) ->
    case port_command(P, Data, [nosuspend]) of
        true -> busy(P, Data, N + 1);
        false -> N
    end.

%% In the place of the logger.
log(To) -> receive {log, Level, Format, Args, #{error_logger := E, pid := P}} -> To ! {log, Level, Format, Args, E, P =:= To}, log(To) end.

logged() -> receive {log, _, _, _, _, _} = L -> L after 5000 -> nothing end.

fault(F) -> try F() catch C:R -> {C, R} end.
