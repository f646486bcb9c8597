%% untranslated
%% A process that outgrows max_heap_size dies, whether it runs, waits between messages or gets them; the VM does not.
-module(max_heap_size_tests).
-export([start/0]).

-define(QUIET(Kill), [monitor, {max_heap_size, #{size => 5000, error_logger => false, kill => Kill}}]).

start() ->
    ends(runs, fun() -> grow([]) end, true),
    ends(stays, fun() -> loop(20000) end, true),
    ends(ends_first, fun() -> exit(length(lists:seq(1, 100))) end, true),
    ends(may_grow, fun() -> exit(length(lists:seq(1, 20000))) end, false),
    ends(dictionary, fun() -> store(1) end, true),
    ends(deep, fun() -> body(1) end, true),
    ends(flag, fun() -> process_flag(max_heap_size, 0), exit(length(lists:seq(1, 20000))) end, true),
    {Server, Ref} = spawn_opt(fun() -> serve([]) end, ?QUIET(true)),
    feed(Server, 1),
    io:format("server: ~p~n", [receive {'DOWN', Ref, process, Server, Reason} -> Reason end]),
    sizes().

ends(Name, F, Kill) ->
    {Pid, Ref} = spawn_opt(F, ?QUIET(Kill)),
    io:format("~p: ~p~n", [Name, receive {'DOWN', Ref, process, Pid, Reason} -> Reason end]).

grow(L) -> grow([{a, b} | L]).

loop(0) -> ok;
loop(N) -> loop(N - hd([1 | lists:seq(1, 5)])).

store(N) -> put(N, {N, N}), store(N + 1).

body(stop) -> [];
body(N) -> [N | body(next(N))].

next(N) when N > 1 bsl 40 -> stop;
next(N) -> N + 1.

serve(L) ->
    receive {From, Item} -> From ! ok, serve([Item | L]) end.

feed(Server, N) ->
    Server ! {self(), lists:seq(N, N + 100)},
    receive
        ok -> feed(Server, N + 1);
        {'DOWN', _, process, Server, _} = Down -> self() ! Down
    end.

%% What a process holds shows in its sizes, and goes with it.
sizes() ->
    Pid = spawn(fun() -> hold([]) end),
    Small = size_of(Pid),
    Pid ! {set, lists:seq(1, 30000)},
    Large = size_of(Pid),
    Pid ! {set, []},
    Again = size_of(Pid),
    io:format("~p ~p ~p~n", [Small < 20000, Large > 60000, Again < 20000]),
    exit(Pid, kill),
    ok.

hold(L) -> receive {set, New} -> hold(New); {size, From} -> From ! sync, hold(L) end.

size_of(Pid) ->
    Pid ! {size, self()},
    receive sync -> ok end,
    erlang:garbage_collect(Pid),
    {total_heap_size, Words} = process_info(Pid, total_heap_size),
    {memory, Bytes} = process_info(Pid, memory),
    true = Bytes >= Words * 8,
    Words.
