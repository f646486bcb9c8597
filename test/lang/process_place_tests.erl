%% untranslated
%% process_info/1,2: where a process is; of the one that asks: where it asks.
-module(process_place_tests).
-export([start/0, main/0, wait/0]).

start() ->
    {P, R} = spawn_monitor(?MODULE, main, []),      % its stack is the same everywhere
    receive {'DOWN', R, process, P, Reason} -> io:format("~p~n", [Reason]) end,
    ok.

main() ->
    timer:sleep(0),     % loads it
    Asks = [fun tail/1, fun body/1, fun applied/1, fun(I) -> deep(3, I) end, fun listed/1,
            fun(I) -> lists:map(fun(J) -> process_info(self(), J) end, [I]) end, fun(I) -> catch process_info(self(), [I, no_item]) end,
            fun(I) -> try process_info(self(), I) after ok end end],
    [io:format("~p~n", [[strip(Ask(I)) || I <- items()]]) || Ask <- Asks],
    Native = fun erlang:process_info/2,
    io:format("~p~n", [[Native(self(), I) || I <- items()]]),
    io:format("~p~n", [lists:keyfind(current_function, 1, all())]),
    [begin P = Start(), until_waiting(P), io:format("~p~n", [process_info(P, items())]), exit(P, kill) end || Start <- waiting()],
    [begin erlang:system_flag(backtrace_depth, N), io:format("~p ~p~n", [N, [deep(2, I) || I <- items()]]) end || N <- [2, 0, 8]].

items() -> [current_function, current_location, current_stacktrace].

waiting() ->
    [fun() -> spawn(?MODULE, wait, []) end, fun() -> spawn(fun() -> lists:foreach(fun(_) -> wait() end, [1, 2]) end) end,
     fun() -> spawn(fun() -> erlang:hibernate(lists, seq, [1, 2]) end) end, fun() -> spawn(timer, sleep, [100000]) end].

until_waiting(P) ->
    case process_info(P, status) of
        {status, waiting} -> ok;
        _ -> erlang:yield(), until_waiting(P)
    end.

%% Pids differ.
strip({'EXIT', {R, [{M, F, [_, Is], I} | S]}}) -> {R, M, F, Is, I, S};
strip(X) -> X.

wait() -> receive never -> ok end.

tail(I) -> process_info(self(), I).

body(I) ->
    {ok, V} = {ok, process_info(self(), I)},
    V.

applied(I) -> apply(erlang, process_info, [self(), I]).

listed(I) -> [process_info(self(), [status, I, messages])].

all() -> process_info(self()).

deep(0, I) -> process_info(self(), I);
deep(N, I) ->
    [N | [deep(N - 1, I)]].
