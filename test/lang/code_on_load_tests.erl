%% on_load functions: what they return, who waits for them, what is in use while
%% they run.
-module(code_on_load_tests).
-export([start/0, on_load/2]).

start() ->
    ets:new(?MODULE, [named_table, public]),
    [begin io:format("~n~s~n", [Name]), Test() end || {Name, Test} <- tests()],
    ok.

tests() ->
    [{"succeeds", fun succeeds/0},
     {"fails", fun fails/0},
     {"raises", fun raises/0},
     {"the old version stays", fun old_stays/0},
     {"others wait", fun others_wait/0},
     {"calls itself", fun calls_itself/0},
     {"loaded by a call", fun by_call/0},
     {"by hand", fun by_hand/0}].

%% Called by the on_load functions.
on_load(Version, F) ->
    [{on_load, Action}] = ets:lookup(?MODULE, on_load),
    ets:insert(?MODULE, {a_fun, F}),
    Action(Version).

will(Action) -> ets:insert(?MODULE, {on_load, Action}).

load(Version) ->
    Dir = filename:dirname(code:which(?MODULE)),
    {ok, Binary, _} = erl_prim_loader:get_file(
                        lists:concat([Dir, "/v", Version, "/code_on_load.beam"])),
    code:load_binary(code_on_load, lists:concat(["v", Version]), Binary).

forget() ->
    code:purge(code_on_load),
    code:delete(code_on_load),
    code:purge(code_on_load).

p(Term) -> io:format("~p~n", [Term]).

version() ->
    try code_on_load:version()
    catch error:undef -> undef
    end.

state() ->
    {version(), code:is_loaded(code_on_load), erlang:module_loaded(code_on_load),
     erlang:check_old_code(code_on_load), lists:member(code_on_load, erlang:loaded())}.

saved_fun() ->
    [{a_fun, F}] = ets:lookup(?MODULE, a_fun),
    try F() catch error:Reason when is_atom(Reason) -> Reason;
                  error:{Reason, _} -> Reason
    end.

succeeds() ->
    will(fun(V) -> ets:insert(?MODULE, {ran, V}), ok end),
    p(load(1)),
    p(ets:lookup(?MODULE, ran)),
    p(state()),
    p(saved_fun()),
    p(code_on_load:info()),
    p(load(2)),
    p({state(), saved_fun()}),
    p(code:purge(code_on_load)),
    forget().

fails() ->
    [begin
         will(fun(_) -> Value end),
         p(load(1)),
         p(state())
     end || Value <- [not_ok, {ok, 1}, true]],
    p(saved_fun()),
    forget().

raises() ->
    [begin
         will(fun(_) -> erlang:Class(reason) end),
         p(load(1)),
         p(state())
     end || Class <- [error, exit, throw]],
    will(fun(_) -> exit(ok) end),       % cannot be told from returning ok
    p(load(1)),
    p(version()),
    forget().

old_stays() ->
    will(fun(_) -> ok end),
    load(1),
    will(fun(_) -> failed end),
    p(load(2)),
    p(state()),
    will(fun(_) -> ok end),
    p(load(3)),
    p(state()),
    %% the old one is purged before, whatever on_load says
    will(fun(_) -> failed end),
    p(load(2)),
    p(state()),
    forget().

%% Callers see the version before until on_load has returned.
others_wait() ->
    Parent = self(),
    will(fun(V) ->
                 Parent ! {self(), running},
                 receive {go, Result} -> self() ! V, Result end
         end),
    Loader = spawn(fun() -> Parent ! {self(), load(1)} end),
    Runner = receive {R, running} -> R end,
    p({erlang:module_loaded(code_on_load), code:is_loaded(code_on_load)}),
    Caller = spawn(fun() -> Parent ! {self(), version()} end),
    Ensurer = spawn(fun() -> Parent ! {self(), code:ensure_loaded(code_on_load)} end),
    receive Early -> p({early, element(2, Early)}) after 50 -> ok end,
    Runner ! {go, ok},
    [receive {Pid, Answer} -> p(Answer) end || Pid <- [Loader, Caller, Ensurer]],
    Loader2 = spawn(fun() -> Parent ! {self(), load(2)} end),
    Runner2 = receive {R2, running} -> R2 end,
    p(version()),
    Runner2 ! {go, ok},
    receive {Loader2, Answer2} -> p(Answer2) end,
    p(version()),
    forget().

%% The module itself is not there yet for calls from outside.
calls_itself() ->
    will(fun(_) ->
                 ets:insert(?MODULE, {seen, version(), saved_fun(),
                                      catch code_on_load:module_info(module)}),
                 ok
         end),
    p(load(1)),
    [{seen, Version, Fun, {'EXIT', {Info, _}}}] = ets:lookup(?MODULE, seen),
    p({Version, Fun, Info}),
    forget().

by_call() ->
    Dir = filename:dirname(code:which(?MODULE)),
    true = code:add_patha(Dir ++ "/v1"),
    will(fun(_) -> ok end),
    p(version()),
    p(code:is_loaded(code_on_load) =/= false),
    forget(),
    p(code:ensure_loaded(code_on_load)),
    forget(),
    p(code:load_file(code_on_load)),
    forget(),
    p(code:ensure_modules_loaded([code_on_load])),
    forget(),
    p((fun code_on_load:version/0)()),
    forget(),
    p(apply(code_on_load, version, [])),
    forget(),
    will(fun(_) -> failed end),
    p(version()),
    p(code:ensure_loaded(code_on_load)),
    p(code:ensure_modules_loaded([code_on_load])),
    true = code:del_path(Dir ++ "/v1"),
    forget().

%% Without the code server.
by_hand() ->
    will(fun(_) -> value end),
    Dir = filename:dirname(code:which(?MODULE)),
    {ok, Binary, _} = erl_prim_loader:get_file(Dir ++ "/v1/code_on_load.beam"),
    p(erlang:load_module(code_on_load, Binary)),
    p({erlang:module_loaded(code_on_load), version()}),
    p(erlang:call_on_load_function(code_on_load)),
    p(erlang:finish_after_on_load(code_on_load, true)),
    p(version()),
    forget().
