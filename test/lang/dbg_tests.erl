%% OTP's own dbg and cprof, on what erlang:trace/3 and trace_pattern/3 are.
-module(dbg_tests).
-include_lib("stdlib/include/ms_transform.hrl").
-export([start/0, double/1, more/1, sum/1]).

more(X) -> double(X) + 1.
double(X) -> X * 2.
sum(0) -> 0;
sum(N) -> N + sum(N - 1).

start() ->
    Me = self(),
    {ok, _} = dbg:tracer(process, {fun(M, S) -> Me ! {traced, M}, S end, 0}),
    {ok, [{matched, _, 1}]} = dbg:p(Me, [c]),
    io:format("~p~n", [dbg:tpl(?MODULE, more, x)]),
    io:format("~p~n", [dbg:tpl(?MODULE, double, cx)]),
    io:format("~p~n", [dbg:tp(?MODULE, sum, dbg:fun2ms(fun([N]) when N > 1 -> return_trace() end))]),
    more(1), ?MODULE:sum(2), double(3),
    shown(8),
    dbg:ltp(),
    dbg:ctp(?MODULE, more),
    more(1),
    shown(2),
    dbg:ctpl(?MODULE, double),
    ?MODULE:sum(2),
    shown(2),
    io:format("~p~n", [dbg:stop_clear()]),
    more(1),
    receive M -> io:format("~p~n", [M]) after 0 -> ok end,
    io:format("~p~n", [erlang:trace_info(Me, flags)]),
    cprof:start(?MODULE),
    sum(10),
    cprof:pause(?MODULE),
    io:format("~p~n", [cprof:analyse(?MODULE)]),
    cprof:stop().

shown(0) -> ok;
shown(N) ->
    receive {traced, M} -> io:format("~p~n", [setelement(2, M, me)]), shown(N - 1) end.
