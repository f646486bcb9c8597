-module(deep_output_tests).
%% Terms that are nested deeply are printed, go to other processes and through
%% collections of garbage without the native stack.
-export([start/0]).

-define(DEPTH, 1000000).

start() ->
    [erlang:display({Kind, printed(Kind)}) || Kind <- kinds()],
    [erlang:display({Kind, spawned(Kind)}) || Kind <- kinds()],
    [erlang:display({Kind, exited(Kind)}) || Kind <- kinds()],
    erlang:display(collected()),
    erlang:display(deep(list, 10000)),
    erlang:display(deep(tuple, 10000)),
    erlang:display(deep(map, 10000)),
    ok.

kinds() ->
    [list, tuple, map, funs, improper].

deep(Kind, N) -> deep(Kind, N, []).

deep(_, 0, Term) -> Term;
deep(list, N, Term) -> deep(list, N - 1, [Term]);
deep(tuple, N, Term) -> deep(tuple, N - 1, {Term});
deep(map, N, Term) -> deep(map, N - 1, #{a => Term});
deep(funs, N, Term) -> deep(funs, N - 1, fun() -> Term end);
deep(improper, N, Term) -> deep(improper, N - 1, [Term | b]).

printed(funs) -> none;
printed(Kind) -> iolist_size(io_lib:write(deep(Kind, 20000))).

spawned(Kind) ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() -> taken(Kind, Self) end),
    Pid ! deep(Kind, ?DEPTH),
    receive {'DOWN', Ref, process, Pid, Reason} -> ok end,
    {Reason, receive {Pid, Depth} -> Depth end}.

taken(Kind, Parent) ->
    receive Term -> garbage_collect(), Parent ! {self(), depth(Kind, Term, 0)} end.

depth(_, [], N) -> N;
depth(Kind, [Term], N) -> depth(Kind, Term, N + 1);
depth(Kind, {Term}, N) -> depth(Kind, Term, N + 1);
depth(Kind, #{a := Term}, N) -> depth(Kind, Term, N + 1);
depth(Kind, [Term | b], N) -> depth(Kind, Term, N + 1);
depth(Kind, Fun, N) -> depth(Kind, Fun(), N + 1).

exited(Kind) ->
    {Pid, Ref} = spawn_monitor(erlang, exit, [deep(Kind, ?DEPTH)]),
    receive {'DOWN', Ref, process, Pid, Reason} -> depth(Kind, Reason, 0) end.

collected() ->
    Terms = [deep(Kind, ?DEPTH) || Kind <- kinds()],
    garbage_collect(),
    put(kept, Terms),
    garbage_collect(),
    [depth(Kind, Term, 0) || {Kind, Term} <- lists:zip(kinds(), get(kept))].
